"""The provider that puts the algorithms in the toolbox."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from bodem_ondergrond.plugin.processing.algorithm import ICON
from bodem_ondergrond.plugin.processing.check_package import CheckPackageAlgorithm
from bodem_ondergrond.plugin.processing.check_plan_areas import CheckPlanAreasAlgorithm
from bodem_ondergrond.plugin.processing.compare_results import CompareResultsAlgorithm
from bodem_ondergrond.plugin.processing.write_demo import WriteDemoAlgorithm
from bodem_ondergrond.plugin.processing.write_paragraph import WriteParagraphAlgorithm

PROVIDER_ID = "bodem_ondergrond"


class BodemOndergrondProvider(QgsProcessingProvider):
    """Soil and subsurface policy in the Processing toolbox."""

    def id(self) -> str:
        """Return the stable id of the provider."""
        return PROVIDER_ID

    def name(self) -> str:
        """Return the name that the toolbox shows; it is the name of the product, in every language."""
        return "Bodem & Ondergrond"

    def icon(self) -> QIcon:
        """Return the icon of the plugin."""
        return QIcon(str(ICON))

    def loadAlgorithms(self) -> None:  # noqa: N802 - the name that QGIS calls
        """Add the algorithms. Nothing heavy is imported by this."""
        for algorithm in (
            CheckPlanAreasAlgorithm,
            WriteParagraphAlgorithm,
            CompareResultsAlgorithm,
            CheckPackageAlgorithm,
            WriteDemoAlgorithm,
        ):
            self.addAlgorithm(algorithm())
