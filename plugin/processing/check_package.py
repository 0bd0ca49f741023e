"""The algorithm `controleerbeleidspakket`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QVariant

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.processing.algorithm import BodemOndergrondAlgorithm

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.jobs.package_check import PackageReport

_COLUMNS = ("ernst", "laag", "object", "melding")


class CheckPackageAlgorithm(BodemOndergrondAlgorithm):
    """Says what is wrong with a policy package, layer by layer and object by object."""

    BELEIDSPAKKET = "BELEIDSPAKKET"
    MELDINGEN = "MELDINGEN"
    AANTAL_FOUTEN = "AANTAL_FOUTEN"
    AANTAL_WAARSCHUWINGEN = "AANTAL_WAARSCHUWINGEN"

    def name(self) -> str:
        """Return the stable id."""
        return "controleerbeleidspakket"

    def displayName(self) -> str:  # noqa: N802 - the names that QGIS calls
        """Return the name that the toolbox shows."""
        return self.tr("Validate a policy package")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help."""
        return self.tr(
            "Looks a policy package over: layers, fields, class values, geometry, coordinate system and coverage. "
            "Every remark says which layer and which object it is about. Nothing in the package is changed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        """Define parameters and outputs."""
        self.add(
            QgsProcessingParameterFile(
                self.BELEIDSPAKKET, self.tr("Policy package"), fileFilter="GeoPackage (*.gpkg)", optional=True
            ),
            self.tr("A GeoPackage with policy layers. Empty: the demonstration package."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.MELDINGEN, self.tr("Remarks"), QgsProcessing.SourceType.TypeVector, optional=True
            ),
            self.tr("A table with a row for each remark: severity, layer, object, and what is the matter (in Dutch)."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.AANTAL_FOUTEN, self.tr("Number of errors")))
        self.addOutput(QgsProcessingOutputNumber(self.AANTAL_WAARSCHUWINGEN, self.tr("Number of warnings")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the package and write down what was noticed."""
        from bodem_ondergrond.plugin.catalogue import load_catalogue
        from bodem_ondergrond.plugin.jobs.package_check import Severity, check_package

        path = self.parameterAsFile(parameters, self.BELEIDSPAKKET, context) or qgis_io.demo_package_path()
        catalogue = load_catalogue()
        source = qgis_io.file_source(path, context.transformContext())
        package = source.read(catalogue, feedback.setProgress, feedback.isCanceled)
        if feedback.isCanceled():
            return {}
        report = check_package(package, catalogue)
        for line in report.lines():
            feedback.pushInfo(line)
        return {
            self.MELDINGEN: self._write(report, parameters, context),
            self.AANTAL_FOUTEN: report.count(Severity.FOUT),
            self.AANTAL_WAARSCHUWINGEN: report.count(Severity.WAARSCHUWING),
        }

    def _write(self, report: PackageReport, parameters: dict[str, Any], context: QgsProcessingContext) -> str | None:
        fields = QgsFields()
        for name in _COLUMNS:
            fields.append(QgsField(name, QVariant.String))
        sink, destination = self.parameterAsSink(parameters, self.MELDINGEN, context, fields)
        if sink is None:
            if destination:
                raise QgsProcessingException(self.invalidSinkError(parameters, self.MELDINGEN))
            return None
        for remark in report.remarks:
            feature = QgsFeature(fields)
            feature.setAttributes([remark.ernst.value, remark.laag, remark.object_id, remark.melding])
            sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert)
        return str(destination)
