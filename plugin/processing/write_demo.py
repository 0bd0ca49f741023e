"""The algorithm `maakdemopakket`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterFolderDestination,
)

from bodem_ondergrond.plugin.processing.algorithm import BodemOndergrondAlgorithm


class WriteDemoAlgorithm(BodemOndergrondAlgorithm):
    """Writes the demonstration package and its plan areas to a folder."""

    UITVOERMAP = "UITVOERMAP"
    BELEIDSPAKKET = "BELEIDSPAKKET"
    PLANGEBIEDEN = "PLANGEBIEDEN"

    def name(self) -> str:
        """Return the stable id."""
        return "maakdemopakket"

    def displayName(self) -> str:  # noqa: N802 - the names that QGIS calls
        """Return the name that the toolbox shows."""
        return self.tr("Write the demonstration package")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help."""
        return self.tr(
            "Writes the demonstration package and the demonstration plan areas to a folder, to try the other "
            "algorithms on and as an example of a policy package. Its boundaries are invented: never use them for a "
            "decision."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add(
            QgsProcessingParameterFolderDestination(self.UITVOERMAP, self.tr("Folder")),
            self.tr("The folder for demopakket.gpkg and plangebieden.gpkg. Files of that name are replaced."),
        )
        self.addOutput(QgsProcessingOutputFile(self.BELEIDSPAKKET, self.tr("Policy package")))
        self.addOutput(QgsProcessingOutputFile(self.PLANGEBIEDEN, self.tr("Plan areas")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Copy the files."""
        from bodem_ondergrond.plugin.jobs.demo import copy_demo_files

        folder = self.parameterAsString(parameters, self.UITVOERMAP, context)
        package, plan_areas = copy_demo_files(Path(folder))
        feedback.pushInfo(self.tr("The boundaries in the demonstration package are invented."))
        return {self.UITVOERMAP: folder, self.BELEIDSPAKKET: str(package), self.PLANGEBIEDEN: str(plan_areas)}
