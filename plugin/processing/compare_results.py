"""The algorithm `vergelijktoetsen`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.processing.algorithm import BodemOndergrondAlgorithm
from bodem_ondergrond.plugin.processing.text_parameters import add_formats, read_formats


class CompareResultsAlgorithm(BodemOndergrondAlgorithm):
    """Writes what changed between two results of one plan area."""

    EERDER = "EERDER"
    LATER = "LATER"
    UITVOERMAP = "UITVOERMAP"
    TEKST = "TEKST"

    def name(self) -> str:
        """Return the stable id."""
        return "vergelijktoetsen"

    def displayName(self) -> str:  # noqa: N802 - the names that QGIS calls
        """Return the name that the toolbox shows."""
        return self.tr("Compare two checks")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help."""
        return self.tr(
            "Writes what changed between two results of the same plan area, of last year and today or of two variants: "
            "which findings are new, gone or changed, and whether plan, data or policy changed. The text is Dutch."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        for name, title in (
            (self.EERDER, self.tr("First result (JSON)")),
            (self.LATER, self.tr("Second result (JSON)")),
        ):
            parameter = QgsProcessingParameterFile(name, title, fileFilter="JSON (*.json)")
            self.add(parameter, self.tr("The JSON file of one plan area, as a check writes it."))
        add_formats(self)
        self.add(
            QgsProcessingParameterFolderDestination(self.UITVOERMAP, self.tr("Folder")),
            self.tr("The folder for the text. It has the name of the second result, with 'wijzigingen' after it."),
        )
        self.addOutput(QgsProcessingOutputFile(self.TEKST, self.tr("Text, in the first of the formats")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read both results and write what changed."""
        from bodem_ondergrond.plugin.catalogue import load_catalogue
        from bodem_ondergrond.plugin.jobs.overview import write_changes

        folder = self.parameterAsString(parameters, self.UITVOERMAP, context)
        before, after = (Path(self.parameterAsFile(parameters, name, context)) for name in (self.EERDER, self.LATER))
        formats = read_formats(self, parameters, context)
        written = write_changes(
            before, after, Path(folder), formats, load_catalogue(), renderers=qgis_io.text_renderers()
        )
        for text in written:
            feedback.pushInfo(str(text))
        return {self.UITVOERMAP: folder, self.TEKST: str(written[0]) if written else None}
