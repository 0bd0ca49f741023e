"""Writing results to a GeoPackage: layer `matrix` (plan areas x themes) and table `bevindingen`, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import fiona
import shapely
from fiona.errors import FionaError

from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.report.matrix import (
    FINDING_COLUMNS,
    Column,
    ColumnKind,
    finding_rows,
    matrix_columns,
    matrix_row,
)
from bodem_ondergrond.plugin.storage.crs import RD
from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.package import AnyPath

MATRIX_LAYER, FINDINGS_LAYER = "matrix", "bevindingen"
_TYPES = {ColumnKind.TEKST: "str", ColumnKind.GEHEEL: "int", ColumnKind.GETAL: "float"}
# Rows that are written in one go: a transaction for every row would take most of the time of a run.
_CHUNK = 500


class MatrixFile:
    """A GeoPackage that takes results one by one; use it in a `with` statement.

    What was written when a run stops halfway is whole and can be opened.
    """

    def __init__(self, path: AnyPath, catalogue: Catalogue) -> None:
        """Choose the file; it is made at the start of the `with` statement and replaces one that is there."""
        self.path = Path(path)
        self._catalogue = catalogue
        self._stack = ExitStack()

    def __enter__(self) -> MatrixFile:
        """Make the file.

        Raises:
            StorageError: it cannot be made.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.unlink(missing_ok=True)
            self._matrix = self._table(MATRIX_LAYER, "MultiPolygon", matrix_columns(self._catalogue))
            self._findings = self._table(FINDINGS_LAYER, "None", FINDING_COLUMNS)
        except (OSError, FionaError) as error:
            self._stack.close()
            raise StorageError(f"Het bestand {self.path} kan niet worden gemaakt ({error}).") from error
        return self

    def _table(self, name: str, geometry: str, columns: Iterable[Column]) -> _Table:
        return self._stack.enter_context(_Table(self.path, name, geometry, columns))

    def __exit__(self, *_: object) -> None:
        """Write what is left and close the file.

        Raises:
            StorageError: the last rows cannot be written.
        """
        self._stack.close()

    def write(self, assessment: Assessment) -> None:
        """Add the row of a plan area and those of its findings.

        Raises:
            StorageError: they cannot be written.
        """
        self._matrix.add(matrix_row(assessment, self._catalogue), assessment.plan.geometrie)
        for row in finding_rows(assessment):
            self._findings.add(row)


class _Table:
    """One layer that is being written, some hundreds of rows at a time.

    It is open only while it writes: SQLite does not let two layers of one file be written at once.
    """

    def __init__(self, path: Path, name: str, geometry: str, columns: Iterable[Column]) -> None:
        self._path, self._name = path, name
        self._schema = {"geometry": geometry, "properties": {c.naam: _TYPES[c.soort] for c in columns}}
        self._records: list[dict[str, Any]] = []
        crs = RD if geometry != "None" else None
        with fiona.open(path, "w", driver="GPKG", layer=name, schema=self._schema, crs=crs):
            pass

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def add(self, row: dict[str, Any], geometry: Any = None) -> None:
        self._records.append({"geometry": _multipolygon(geometry), "properties": row})
        if len(self._records) >= _CHUNK:
            self._flush()

    def _flush(self) -> None:
        records, self._records = self._records, []
        if not records:
            return
        try:
            with fiona.open(self._path, "a", layer=self._name) as sink:
                sink.writerecords(records)
        except FionaError as error:
            raise StorageError(f"Laag '{self._name}' van {self._path} kan niet worden geschreven ({error}).") from error


def _multipolygon(geometry: Any) -> dict[str, Any] | None:
    if geometry is None:
        return None
    parts = shapely.multipolygons(shapely.get_parts(geometry))
    mapping: dict[str, Any] = shapely.geometry.mapping(parts)
    return mapping


def write_matrix(path: AnyPath, assessments: Iterable[Assessment], catalogue: Catalogue) -> Path:
    """Write results to a new GeoPackage with the layers `matrix` and `bevindingen`; return its path.

    Raises:
        StorageError: the file cannot be written.
    """
    with MatrixFile(path, catalogue) as file:
        for assessment in assessments:
            file.write(assessment)
    return file.path
