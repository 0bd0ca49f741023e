"""Reading a beleidspakket from a GeoPackage, outside QGIS."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from pathlib import Path
from typing import Any, Union

import numpy as np

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, DataSource, Outcome
from bodem_ondergrond.plugin.overlay import LayerFailure, PolicyPackage, RawLayer, assemble_package, package_info
from bodem_ondergrond.plugin.overlay.errors import NO_CRS
from bodem_ondergrond.plugin.storage.crs import to_rd
from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.features import FeatureLayer
from bodem_ondergrond.plugin.storage.geopackage import GeoPackage

PACKAGE_TABLE = "bo_pakket"
_FILE = "bestand"
_PIECE = 1 << 20

AnyPath = Union[str, "PathLike[str]"]


def read_package(path: AnyPath, catalogue: Catalogue) -> PolicyPackage:
    """Read a beleidspakket.

    Args:
        path: a GeoPackage; its layers are named as those of the catalogue, others are ignored.
        catalogue: which layers there should be.

    Returns:
        A package with every layer of the catalogue, as data or as the reason why it cannot be checked.

    Raises:
        StorageError: the file does not exist or is no GeoPackage.
    """
    path = Path(path)
    with GeoPackage(path) as file, ThreadPoolExecutor(1) as pool:
        # The checksum of a large file takes as long as reading it; hashing leaves the interpreter to the reader.
        checksum = pool.submit(file_sha256, path)
        table = file.key_values(PACKAGE_TABLE)
        source = DataSource(_FILE, path.name, package_info(table, path.stem, None).peildatum)
        wanted = [layer for layer in catalogue.lagen.values() if layer.id in file.layers]
        raw = {layer.id: _read_layer(file, layer, source) for layer in wanted}
        info = package_info(table, path.stem, checksum.result())
    return assemble_package(catalogue, raw, table, info, source)


def _read_layer(file: GeoPackage, layer: CatalogueLayer, source: DataSource) -> RawLayer | LayerFailure:
    found = file.layers[layer.id]
    if found.crs is None:
        return LayerFailure(layer.id, Outcome.NIET_GETOETST, NO_CRS, source)
    columns = _columns(found, layer)
    try:
        rows = next(file.read(found, columns), None)
        if rows is None:
            return RawLayer(np.empty(0, dtype=object), [], {name: [] for name in found.columns}, source)
        geometries = to_rd(rows.geometries, found.crs)
    except StorageError as error:
        return LayerFailure(layer.id, Outcome.NIET_GETOETST, str(error), source)
    # Of fields that the catalogue does not know only the name counts: it stands in messages.
    values: dict[str, list[Any]] = {name: rows.values.get(name, []) for name in found.columns}
    return RawLayer(geometries, rows.ids, values, source)


def _columns(found: FeatureLayer, layer: CatalogueLayer) -> list[str]:
    known = {name.lower() for name in (*layer.velden, layer.naamveld or "")}
    return [name for name in found.columns if name.lower() in known]


def file_sha256(path: Path) -> str:
    """Return the checksum of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
