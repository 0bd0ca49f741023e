"""Reading GeoPackages with the standard library: SQL for the rows, shapely for the geometry.

Why not fiona here: fiona builds a Python object for every coordinate. Reading the rows as bytes and converting all
well-known binary in one go gives the same geometries in a fraction of the time (figures in `docs/architecture.md`).
Only geometry with curves goes to fiona.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.package_index import ContentKey
from bodem_ondergrond.plugin.storage.crs import Crs
from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.features import FeatureLayer, Rows

_SQLITE_MAGIC = b"SQLite format 3\x00"
_GEOMETRY_MAGIC = b"GP"
# Bytes of the envelope in the header of a geometry, by the three bits of the flags that tell its kind (GeoPackage
# Encoding Standard, 2.1.3).
_FIXED_HEADER = 8
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
# Type numbers in well-known binary, without Z and M, of geometries that have curves (circular string ... surface) or
# may hold one (a collection, 7).
_CURVED_TYPES = frozenset(range(7, 15))
_UNDEFINED_SRS = (-1, 0)


class _Table(NamedTuple):
    """Columns of a table with features that need care: `id_column` may be absent, `booleans` are stored as 0 and 1."""

    id_column: str | None
    geometry_column: str
    booleans: frozenset[str]


def is_sqlite(path: Path) -> bool:
    """Whether a file is an SQLite database, as every GeoPackage is."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC
    except OSError:
        return False


class GeoPackage:
    """A GeoPackage that is open for reading; use it in a `with` statement."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            StorageError: it does not exist, cannot be opened or is no GeoPackage.
        """
        self.path = path
        if not path.is_file():
            raise StorageError(f"Het bestand {path} bestaat niet. Kies een GeoPackage (.gpkg).")
        if not is_sqlite(path):
            raise StorageError(f"Het bestand {path} is geen GeoPackage of is beschadigd. Kies een GeoPackage (.gpkg).")
        self._connection = _connect(path)
        self._tables: dict[str, _Table] = {}
        self.layers: dict[str, FeatureLayer] = {layer.naam: layer for layer in self._describe()}

    def __enter__(self) -> GeoPackage:
        """Return the file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def key_values(self, table: str) -> dict[str, str]:
        """Return a table with the columns `key` and `value`; an empty one when there is no such table.

        Raises:
            StorageError: the table has other columns.
        """
        if not self._query("SELECT 1 FROM sqlite_master WHERE name = ? AND type IN ('table', 'view')", (table,)):
            return {}
        rows = self._query(_select(["key", "value"], table, None))
        return {str(key): str(value) for key, value in rows if key is not None and value is not None}

    def count(self, layer: FeatureLayer) -> int:
        """Return the number of features of a layer."""
        return int(self._query(_select(["count(*)"], layer.naam, None))[0][0])

    def read(
        self, layer: FeatureLayer, columns: Sequence[str], chunk: int | None = None, key: ContentKey | None = None
    ) -> Iterator[Rows]:
        """Yield the features of a layer by feature id, `chunk` at a time or all at once.

        Args:
            layer: one of `layers`.
            columns: the columns to read.
            chunk: most features at a time; `None`: all at once.
            key: is given the geometry as it stands in the file.

        Raises:
            StorageError: the table cannot be read.
        """
        table = self._tables[layer.naam]
        names = ["NULL" if table.id_column is None else _quoted(table.id_column)]
        names += [_quoted(name) for name in (table.geometry_column, *columns)]
        first = 0
        try:
            cursor = self._connection.execute(_select(names, layer.naam, table.id_column))
            while rows := cursor.fetchall() if chunk is None else cursor.fetchmany(chunk):
                yield self._rows(layer, columns, rows, first, key)
                first += len(rows)
        except sqlite3.Error as error:
            raise self._unreadable(layer.naam, error) from error

    def _rows(
        self,
        layer: FeatureLayer,
        columns: Sequence[str],
        rows: list[tuple[Any, ...]],
        first: int,
        key: ContentKey | None,
    ) -> Rows:
        ids = [str(first + i if row[0] is None else row[0]) for i, row in enumerate(rows)]
        blobs = [_well_known_binary(row[1]) for row in rows]
        geometries = self._geometries(layer, ids, blobs)
        unreadable = np.array([row[1] is not None for row in rows], dtype=bool) & shapely.is_missing(geometries)
        values = {name: [row[2 + k] for row in rows] for k, name in enumerate(columns)}
        for name in self._tables[layer.naam].booleans.intersection(columns):
            values[name] = [None if value is None else bool(value) for value in values[name]]
        if key is not None:
            key.add(blobs)
        return Rows(ids, geometries, unreadable, values)

    def _geometries(self, layer: FeatureLayer, ids: list[str], blobs: list[bytes | None]) -> np.ndarray:
        curved = [i for i, blob in enumerate(blobs) if blob is not None and _is_curved(blob)]
        straight = np.array(blobs, dtype=object)
        straight[curved] = None
        geometries: np.ndarray = shapely.from_wkb(straight, on_invalid="ignore")
        if curved:
            from bodem_ondergrond.plugin.storage.vector_files import read_straightened

            straightened = read_straightened(self.path, layer.naam, [ids[i] for i in curved])
            geometries[curved] = [straightened.get(ids[i]) for i in curved]
        return geometries

    def _describe(self) -> Iterator[FeatureLayer]:
        rows = self._query(
            "SELECT g.table_name, g.column_name, g.geometry_type_name, g.srs_id, s.organization, "
            "s.organization_coordsys_id, s.definition FROM gpkg_contents c JOIN gpkg_geometry_columns g "
            "ON lower(g.table_name) = lower(c.table_name) LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
            "WHERE c.data_type = 'features' ORDER BY c.rowid"
        )
        for name, geometry_column, geometry_type, srs_id, organization, code, definition in rows:
            crs = None if srs_id in _UNDEFINED_SRS else Crs.of(organization, code, definition)
            columns = self._query(f"PRAGMA table_info({_quoted(name)})")
            id_column = next((c[1] for c in columns if c[5] == 1 and c[2].upper() == "INTEGER"), None)
            names = tuple(c[1] for c in columns if c[1] not in (id_column, geometry_column))
            booleans = frozenset(c[1] for c in columns if c[2].upper() == "BOOLEAN")
            self._tables[name] = _Table(id_column, geometry_column, booleans)
            yield FeatureLayer(name, str(geometry_type).upper(), crs, names)

    def _query(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            self.close()
            raise self._unreadable(None, error) from error

    def _unreadable(self, layer: str | None, error: Exception) -> StorageError:
        place = f"Laag '{layer}' van {self.path}" if layer else f"Het bestand {self.path}"
        return StorageError(f"{place} kan niet als GeoPackage worden gelezen ({error}). Kies een ander bestand.")


def _connect(path: Path) -> sqlite3.Connection:
    """Open a database for reading only; also when its folder cannot be written to and it was left in WAL mode."""
    address = path.resolve().as_uri()
    try:
        return _try_to_connect(f"{address}?mode=ro")
    except sqlite3.OperationalError:
        # SQLite wants to make files beside a database in WAL mode; as an immutable file it is read without them.
        try:
            return _try_to_connect(f"{address}?mode=ro&immutable=1")
        except sqlite3.Error as error:
            raise StorageError(f"Het bestand {path} kan niet worden geopend ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise StorageError(f"Het bestand {path} is beschadigd ({error}). Kies een andere GeoPackage.") from error


def _try_to_connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True)
    connection.text_factory = _text
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _select(expressions: Sequence[str], table: str, order_by: str | None) -> str:
    """Return the statement that reads a table. Names cannot be parameters in SQL, so they are quoted into it."""
    words = ["SELECT", ", ".join(expressions), "FROM", _quoted(table)]
    return " ".join([*words, *(["ORDER BY", _quoted(order_by)] if order_by else [])])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _well_known_binary(blob: bytes | None) -> bytes | None:
    """Take the header off a geometry of a GeoPackage; `None` for no geometry or one that is none."""
    if not isinstance(blob, bytes) or blob[:2] != _GEOMETRY_MAGIC or len(blob) < _FIXED_HEADER:
        return None
    kind = (blob[3] >> 1) & 0b111
    return blob[_FIXED_HEADER + _ENVELOPE_BYTES[kind] :] if kind < len(_ENVELOPE_BYTES) else None


def _is_curved(wkb: bytes) -> bool:
    """Whether the geometry is of a type that can have curves."""
    kind = int.from_bytes(wkb[1:5], "little" if wkb[:1] == b"\x01" else "big") & 0x0FFFFFFF
    return kind % 1000 in _CURVED_TYPES
