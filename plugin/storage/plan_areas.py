"""Reading plan areas from any vector file, outside QGIS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Union

from bodem_ondergrond.plugin.domain import Catalogue, PlanArea
from bodem_ondergrond.plugin.domain.fields import FieldNameError, FieldNames
from bodem_ondergrond.plugin.overlay import plan_areas_from_values
from bodem_ondergrond.plugin.overlay.errors import NO_CRS
from bodem_ondergrond.plugin.storage.crs import Crs, to_rd
from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.features import FeatureLayer, Rows
from bodem_ondergrond.plugin.storage.geopackage import GeoPackage, is_sqlite
from bodem_ondergrond.plugin.storage.package import AnyPath
from bodem_ondergrond.plugin.storage.vector_files import VectorFile

# Plan areas that are read together: enough to work on arrays, few enough to keep memory flat.
_CHUNK = 1_000
_POLYGON_TYPES = ("POLYGON", "MULTIPOLYGON", "CURVEPOLYGON", "MULTISURFACE", "SURFACE")
_OPEN_TYPES = ("GEOMETRY", "UNKNOWN", "GEOMETRYCOLLECTION")
_UNREADABLE = "De geometrie van het plangebied is beschadigd en kan niet worden gelezen."

_File = Union[GeoPackage, VectorFile]


def read_plan_areas(
    path: AnyPath, fields: FieldNames, catalogue: Catalogue, layer: str | None = None
) -> list[PlanArea]:
    """Read all plan areas of a file. See `iterate_plan_areas`."""
    return list(iterate_plan_areas(path, fields, catalogue, layer))


def iterate_plan_areas(
    path: AnyPath, fields: FieldNames, catalogue: Catalogue, layer: str | None = None
) -> Iterator[PlanArea]:
    """Read plan areas one after another; memory does not grow with their number.

    The file is opened and looked over at once, before the first plan area is asked for.

    Args:
        path: GeoPackage, shapefile, GeoJSON or another file that fiona reads, in any coordinate system.
        fields: which fields hold name and ingreep.
        catalogue: knows the activities.
        layer: which layer; `None`: the first with polygons.

    Returns:
        A plan area for every feature. One with a bad value or geometry has a `fout`.

    Raises:
        StorageError: the file cannot be read, has no such layer or field, or no coordinate system.
    """
    file = _open(Path(path))
    chosen, melding = _choose_layer(file, layer)
    if chosen.crs is None:
        raise StorageError(f"{file.path}: {NO_CRS}")
    try:
        names = fields.resolve(chosen.columns)
    except FieldNameError as error:
        raise StorageError(f"{file.path}: {error}") from error
    return _plan_areas(file, chosen, chosen.crs, names, melding, catalogue)


def count_plan_areas(path: AnyPath, layer: str | None = None) -> int:
    """Return the number of features that `iterate_plan_areas` will yield.

    Raises:
        StorageError: the file cannot be read or has no such layer.
    """
    with _open(Path(path)) as file:
        return file.count(_choose_layer(file, layer)[0])


def _open(path: Path) -> _File:
    # A SQLite file that is no GeoPackage (SpatiaLite) is for fiona to try.
    if is_sqlite(path) and path.suffix.lower() != ".sqlite":
        return GeoPackage(path)
    return VectorFile(path)


def _choose_layer(file: _File, name: str | None) -> tuple[FeatureLayer, str | None]:
    """Return the layer to read, and what to say when there was something to choose and nobody chose."""
    layers = list(file.layers.values())
    there = ", ".join(file.layers) or "geen"
    if name is not None:
        if name not in file.layers:
            raise StorageError(f"Laag '{name}' staat niet in {file.path}. Lagen die er zijn: {there}.")
        return file.layers[name], None
    if len(layers) == 1:
        return layers[0], None
    polygons = [layer for layer in layers if layer.geometry_type in _POLYGON_TYPES] or [
        layer for layer in layers if layer.geometry_type in _OPEN_TYPES
    ]
    if not polygons:
        raise StorageError(f"In {file.path} staat geen laag met vlakken. Lagen die er zijn: {there}.")
    if len(polygons) == 1:
        return polygons[0], None
    return polygons[0], f"Het bestand heeft meer lagen met vlakken; gelezen is de eerste: '{polygons[0].naam}'."


def _plan_areas(
    file: _File,
    layer: FeatureLayer,
    crs: Crs,
    names: dict[str, str],
    melding: str | None,
    catalogue: Catalogue,
) -> Iterator[PlanArea]:
    extra = () if melding is None else (melding,)
    with file:
        for rows in file.read(layer, list(dict.fromkeys(names.values())), _CHUNK):
            for plan, unreadable in zip(_of_rows(rows, crs, names, catalogue), rows.unreadable):
                fout = _UNREADABLE if unreadable else plan.fout
                yield replace(plan, meldingen=extra + plan.meldingen, fout=fout) if extra or unreadable else plan


def _of_rows(rows: Rows, crs: Crs, names: dict[str, str], catalogue: Catalogue) -> list[PlanArea]:
    values = [{value: rows.values[column][i] for value, column in names.items()} for i in range(len(rows.ids))]
    return plan_areas_from_values(rows.ids, values, to_rd(rows.geometries, crs), catalogue)
