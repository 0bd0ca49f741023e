"""Writing results to a GeoPackage: layer `matrix` (plan areas x themes) and table `bevindingen`, row by row.

fiona makes the file, so that it is what GDAL makes; the rows are written with SQL, at a tenth of the time.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable
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
from bodem_ondergrond.plugin.report.matrix_style import matrix_qml
from bodem_ondergrond.plugin.storage.crs import RD
from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.package import AnyPath

MATRIX_LAYER, FINDINGS_LAYER = "matrix", "bevindingen"
_TYPES = {ColumnKind.TEKST: "str", ColumnKind.GEHEEL: "int", ColumnKind.GETAL: "float"}
# Plan areas that are written in one go: a transaction for every one would take most of the time of a run.
_CHUNK = 500

# A geometry in a GeoPackage: magic, version, flags (little endian, with an envelope of x and y), coordinate system,
# envelope, well-known binary (GeoPackage Encoding Standard, 2.1.3).
_HEADER = struct.Struct("<2sBBi4d")
_FLAGS = 0b00000011
_SRS_ID = 28992
# The functions by which the triggers that GDAL made keep the spatial index, and where they find their answer.
_ENVELOPE_FUNCTIONS = {"ST_MinX": 4, "ST_MaxX": 5, "ST_MinY": 6, "ST_MaxY": 7}


class MatrixFile:
    """A GeoPackage that takes results one by one; use it in a `with` statement.

    What was written when a run stops halfway is whole and can be opened.
    """

    def __init__(self, path: AnyPath, catalogue: Catalogue) -> None:
        """Choose the file; it is made at the start of the `with` statement and replaces one that is there."""
        self.path = Path(path)
        self._catalogue = catalogue
        self._matrix = _Table(MATRIX_LAYER, matrix_columns(catalogue), with_geometry=True)
        self._findings = _Table(FINDINGS_LAYER, FINDING_COLUMNS, with_geometry=False)

    def __enter__(self) -> MatrixFile:
        """Make the file.

        Raises:
            StorageError: it cannot be made.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.unlink(missing_ok=True)
            for table in (self._matrix, self._findings):
                table.make(self.path)
            self._connection = _connect(self.path)
        except (OSError, FionaError, sqlite3.Error) as error:
            raise StorageError(f"Het bestand {self.path} kan niet worden gemaakt ({error}).") from error
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is left and close the file.

        Raises:
            StorageError: the last rows cannot be written.
        """
        try:
            self._flush()
            # QGIS takes the style that lies beside a file under its name.
            self.path.with_suffix(".qml").write_text(matrix_qml(), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"De stijl bij {self.path} kan niet worden geschreven ({error}).") from error
        finally:
            self._connection.close()

    def write(self, assessment: Assessment) -> None:
        """Add the row of a plan area and those of its findings.

        Raises:
            StorageError: they cannot be written.
        """
        self._matrix.add(matrix_row(assessment, self._catalogue), assessment.plan.geometrie)
        for row in finding_rows(assessment):
            self._findings.add(row)
        if len(self._matrix.rows) >= _CHUNK:
            self._flush()

    def _flush(self) -> None:
        """Write the rows of both tables, all or none."""
        table = self._matrix
        try:
            with self._connection:
                for table in (self._matrix, self._findings):
                    table.write(self._connection)
        except sqlite3.Error as error:
            raise StorageError(f"Laag '{table.name}' van {self.path} kan niet worden geschreven ({error}).") from error


class _Table:
    """One layer that is being written: its rows are kept until there are some hundreds.

    Attributes:
        rows: the rows that are not written yet.
    """

    def __init__(self, name: str, columns: Iterable[Column], *, with_geometry: bool) -> None:
        self.name = name
        self.rows: list[tuple[Any, ...]] = []
        self._geometries: list[Any] = []
        self._with_geometry = with_geometry
        self._columns = tuple(columns)
        names = [*(["geom"] if with_geometry else []), *(column.naam for column in self._columns)]
        # Names of layers and columns are ours, and cannot be parameters of SQL.
        quoted = ", ".join(f'"{column}"' for column in names)
        places = ", ".join("?" * len(names))
        self._insert = " ".join(["INSERT INTO", f'"{name}"', f"({quoted})", "VALUES", f"({places})"])

    def make(self, path: Path) -> None:
        """Make the empty layer."""
        properties = {column.naam: _TYPES[column.soort] for column in self._columns}
        schema = {"geometry": "MultiPolygon" if self._with_geometry else "None", "properties": properties}
        crs = RD if self._with_geometry else None
        with fiona.open(path, "w", driver="GPKG", layer=self.name, schema=schema, crs=crs):
            pass

    def add(self, row: dict[str, Any], geometry: Any = None) -> None:
        self.rows.append(tuple(row.values()))
        self._geometries.append(geometry)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write the rows that are kept. They are gone afterwards, also when writing fails: it is not tried again."""
        rows, self.rows = self.rows, []
        geometries, self._geometries = self._geometries, []
        if self._with_geometry and rows:
            rows = [(blob, *row) for blob, row in zip(_blobs(geometries), rows)]
            connection.execute(_EXTEND, (*_bounds(geometries), self.name))
        connection.executemany(self._insert, rows)


_EXTEND = (
    "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), "
    "max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4) WHERE table_name = ?5 AND ?1 NOT NULL"
)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    with connection:  # GDAL leaves the number of rows open until it is asked; its triggers count from here
        connection.execute("UPDATE gpkg_ogr_contents SET feature_count = 0")
    connection.create_function("ST_IsEmpty", 1, lambda blob: False, deterministic=True)
    for name, place in _ENVELOPE_FUNCTIONS.items():
        read = _envelope_reader(place)
        connection.create_function(name, 1, read, deterministic=True)
    return connection


def _envelope_reader(place: int) -> Any:
    return lambda blob: _HEADER.unpack_from(blob)[place]


def _bounds(geometries: list[Any]) -> list[float | None]:
    """Return the bounding box of geometries; `None` four times when there are none."""
    return [None if value != value else float(value) for value in shapely.total_bounds(geometries)]


def _blobs(geometries: list[Any]) -> list[bytes | None]:
    """Return plan areas as multipolygons in the notation of a GeoPackage; `None` where there is none."""
    multi = [None if shape is None else shapely.multipolygons(shapely.get_parts(shape)) for shape in geometries]
    return [
        None if binary is None else _header(bounds) + binary
        for binary, bounds in zip(shapely.to_wkb(multi, byte_order=1), shapely.bounds(multi).tolist())
    ]


def _header(bounds: list[float]) -> bytes:
    west, south, east, north = bounds
    return _HEADER.pack(b"GP", 0, _FLAGS, _SRS_ID, west, east, south, north)


def write_matrix(path: AnyPath, assessments: Iterable[Assessment], catalogue: Catalogue) -> Path:
    """Write results to a new GeoPackage with the layers `matrix` and `bevindingen`; return its path.

    Raises:
        StorageError: the file cannot be written.
    """
    with MatrixFile(path, catalogue) as file:
        for assessment in assessments:
            file.write(assessment)
    return file.path
