"""The algorithm `bodemparagraaf`."""

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
from bodem_ondergrond.plugin.processing.text_parameters import add_text_parameters, read_choices, read_formats


class WriteParagraphAlgorithm(BodemOndergrondAlgorithm):
    """Writes the text for the result of an earlier check."""

    RESULTAAT = "RESULTAAT"
    BELEIDSPAKKET = "BELEIDSPAKKET"
    UITVOERMAP = "UITVOERMAP"
    TEKST = "TEKST"

    def name(self) -> str:
        """Return the stable id."""
        return "bodemparagraaf"

    def displayName(self) -> str:  # noqa: N802 - the names that QGIS calls
        """Return the name that the toolbox shows."""
        return self.tr("Write the bodemparagraaf")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help."""
        return self.tr(
            "Writes the Dutch text (bodemparagraaf) for the result of an earlier check, without checking again. The "
            "result is a JSON file, as written by 'Check plan areas', by the panel or by the command line."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add(
            QgsProcessingParameterFile(self.RESULTAAT, self.tr("Result of a check (JSON)"), fileFilter="JSON (*.json)"),
            self.tr("The JSON file of one plan area."),
        )
        add_text_parameters(self)
        self.add(
            QgsProcessingParameterFile(
                self.BELEIDSPAKKET, self.tr("Policy package"), fileFilter="GeoPackage (*.gpkg)", optional=True
            ),
            self.tr("The GeoPackage that the check was made with, for the map. Empty: a text without a map."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(self.UITVOERMAP, self.tr("Folder")),
            self.tr("The folder for the texts. They have the name of the result, with the extension of the format."),
        )
        self.addOutput(QgsProcessingOutputFile(self.TEKST, self.tr("Text, in the first of the formats")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the result and write the texts."""
        from bodem_ondergrond.plugin.catalogue import load_catalogue
        from bodem_ondergrond.plugin.jobs.texts import write_texts

        formats = read_formats(self, parameters, context)
        folder = self.parameterAsString(parameters, self.UITVOERMAP, context)
        result = Path(self.parameterAsFile(parameters, self.RESULTAAT, context))
        catalogue = load_catalogue()
        choices = read_choices(self, parameters, context, catalogue)
        path = self.parameterAsFile(parameters, self.BELEIDSPAKKET, context)
        package = qgis_io.file_source(path, context.transformContext()).read(catalogue) if path else None
        written = write_texts(
            result, Path(folder), choices, formats, catalogue, package, renderers=qgis_io.text_renderers()
        )
        for text in written:
            feedback.pushInfo(str(text))
        return {self.UITVOERMAP: folder, self.TEKST: str(written[0]) if written else None}
