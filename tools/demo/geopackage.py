"""Write a GeoPackage that is the same file, byte for byte, every time.

GDAL stamps dates and its own habits into the file, and they change with its version. Only the few tables of the
standard (OGC 12-128r18) are needed here, so they are written directly: no dates, no spatial index, sorted input.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely import Geometry

RD_NEW = 28992
LAST_CHANGE = "2026-01-01T00:00:00.000Z"
"""The standard wants a date of last change; a fixed one, so that building twice gives the same file."""

SQL_TYPES = {"tekst": "TEXT", "geheel": "INTEGER", "getal": "REAL"}

_PAGE_SIZE = 1024  # many small tables: small pages keep the file small
_APPLICATION_ID = 0x47504B47  # "GPKG"
_USER_VERSION = 10300
_SQLITE_VERSION_OFFSET = 96  # in the file header: version of the library that wrote it
_SQLITE_VERSION = 3040000

WKT = {
    4326: (
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
        'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
        'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
    ),
    RD_NEW: (
        'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,'
        '299.1528128,AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG",'
        '"8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],'
        'PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],'
        'PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],'
        'PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],'
        'AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","28992"]]'
    ),
}

_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


@dataclass(frozen=True)
class Table:
    """A layer to write: its fields in order (name -> tekst, geheel or getal) and its rows."""

    name: str
    title: str
    description: str
    geometry_type: str
    fields: Mapping[str, str]
    rows: Sequence[tuple[Geometry, Mapping[str, Any]]]


def write_geopackage(path: Path, tables: Sequence[Table], properties: Mapping[str, str] | None = None) -> None:
    """Write the layers, and `properties` as the table `bo_pakket` (key, value), over an existing file."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _start_file(connection)
        for table in tables:
            _write_table(connection, table)
        if properties is not None:
            _write_properties(connection, properties)
        connection.execute("COMMIT")
    finally:
        connection.close()
    _fix_header(path)


def _start_file(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_USER_VERSION}")
    connection.execute("BEGIN")
    for statement in _TABLES.strip().split(";\n"):
        connection.execute(statement.rstrip(";\n"))
    systems = [
        ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, WKT[4326], None),
        ("Amersfoort / RD New", RD_NEW, "EPSG", RD_NEW, WKT[RD_NEW], None),
    ]
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)


def _write_table(connection: sqlite3.Connection, table: Table) -> None:
    columns = "".join(f', "{name}" {SQL_TYPES[kind]}' for name, kind in table.fields.items())
    connection.execute(
        f'CREATE TABLE "{table.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, '
        f"geom {table.geometry_type}{columns})"
    )
    bounds = shapely.total_bounds([geometry for geometry, _ in table.rows])
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)",
        (table.name, table.title, table.description, LAST_CHANGE, *map(float, bounds), RD_NEW),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        (table.name, table.geometry_type, RD_NEW),
    )
    marks = ", ".join("?" * (len(table.fields) + 1))
    names = "".join(f', "{name}"' for name in table.fields)
    for geometry, values in table.rows:
        connection.execute(
            f'INSERT INTO "{table.name}" (geom{names}) VALUES ({marks})',
            (geometry_blob(geometry), *(values.get(name) for name in table.fields)),
        )


def _write_properties(connection: sqlite3.Connection, properties: Mapping[str, str]) -> None:
    connection.execute("CREATE TABLE bo_pakket (key TEXT NOT NULL PRIMARY KEY, value TEXT)")
    connection.execute(
        "INSERT INTO gpkg_contents VALUES ('bo_pakket', 'attributes', 'bo_pakket', '', ?, NULL, NULL, NULL, NULL, 0)",
        (LAST_CHANGE,),
    )
    connection.executemany("INSERT INTO bo_pakket VALUES (?, ?)", list(properties.items()))


def geometry_blob(geometry: Geometry) -> bytes:
    """A geometry in the binary form of the standard: header, bounds (none for a point) and little-endian WKB."""
    is_point = geometry.geom_type == "Point"
    header = struct.pack("<2sBBi", b"GP", 0, 0b001 if is_point else 0b011, RD_NEW)
    if not is_point:
        min_x, min_y, max_x, max_y = geometry.bounds
        header += struct.pack("<4d", min_x, max_x, min_y, max_y)
    return header + shapely.to_wkb(geometry, byte_order=1, output_dimension=2)


def _fix_header(path: Path) -> None:
    """Replace the version of the SQLite library in the file header by a fixed one."""
    with path.open("r+b") as file:
        file.seek(_SQLITE_VERSION_OFFSET)
        file.write(struct.pack(">i", _SQLITE_VERSION))
