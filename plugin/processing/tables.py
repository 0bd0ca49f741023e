"""The outputs MATRIX and BEVINDINGEN: results as features of Processing sinks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.report.matrix import (
    FINDING_COLUMNS,
    Column,
    ColumnKind,
    finding_rows,
    matrix_columns,
    matrix_row,
)

_TYPES = {
    ColumnKind.TEKST: QVariant.String,
    ColumnKind.GEHEEL: QVariant.LongLong,
    ColumnKind.GETAL: QVariant.Double,
}


class ResultTable(ABC):
    """A sink of Processing that takes results one by one.

    Attributes:
        destination: where the sink writes, for the results of the algorithm; `None` when nobody asked for it.

    Raises:
        QgsProcessingException: the sink was asked for and cannot be made.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        name: str,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
        columns: Iterable[Column],
        geometry: QgsWkbTypes.Type,
    ) -> None:
        self._name = name
        self._fields = QgsFields()
        for column in columns:
            self._fields.append(QgsField(column.naam, _TYPES[column.soort]))
        crs = qgis_io.rd_crs()
        self._sink, destination = algorithm.parameterAsSink(parameters, name, context, self._fields, geometry, crs)
        if self._sink is None and parameters.get(name) is not None:
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
        self.destination: str | None = destination or None

    @property
    def is_wanted(self) -> bool:
        """Whether somebody asked for this output."""
        return self._sink is not None

    @abstractmethod
    def write(self, assessment: Assessment) -> None:
        """Add what one result has for this table."""

    def _add(self, row: Mapping[str, Any], geometry: QgsGeometry | None = None) -> None:
        feature = QgsFeature(self._fields)
        feature.setAttributes([row[field.name()] for field in self._fields])
        if geometry is not None:
            feature.setGeometry(geometry)
        if not self._sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(f"{self._name}: {self._sink.lastError()}")


class MatrixTable(ResultTable):
    """A plan area a row: the heaviest verdict and the outcome per theme."""

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        name: str,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
        catalogue: Catalogue,
    ) -> None:
        self._catalogue = catalogue
        columns = matrix_columns(catalogue)
        super().__init__(algorithm, name, parameters, context, columns, QgsWkbTypes.Type.MultiPolygon)

    def write(self, assessment: Assessment) -> None:
        """Add the row of a plan area."""
        geometry = qgis_io.from_rd(assessment.plan.geometrie)
        if not geometry.isNull():
            geometry.convertToMultiType()
        self._add(matrix_row(assessment, self._catalogue), geometry)


class FindingTable(ResultTable):
    """A finding a row."""

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        name: str,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
    ) -> None:
        super().__init__(algorithm, name, parameters, context, FINDING_COLUMNS, QgsWkbTypes.Type.NoGeometry)

    def write(self, assessment: Assessment) -> None:
        """Add a row for each finding of a plan area."""
        for row in finding_rows(assessment):
            self._add(row)
