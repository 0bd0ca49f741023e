"""Reading a beleidspakket from a GeoPackage, outside QGIS."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any, Union

import numpy as np

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, DataSource, Outcome
from bodem_ondergrond.plugin.overlay import LayerFailure, PolicyPackage, RawLayer, assemble_package, package_info
from bodem_ondergrond.plugin.overlay.errors import NO_CRS
from bodem_ondergrond.plugin.package_index import ContentKey, PackageIndex
from bodem_ondergrond.plugin.storage.crs import to_rd
from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.features import FeatureLayer
from bodem_ondergrond.plugin.storage.geopackage import GeoPackage

PACKAGE_TABLE = "bo_pakket"
_FILE = "bestand"
_PIECE = 1 << 20
# Objects that are read together: their bytes and their geometry are in memory at the same time.
_CHUNK = 1_000

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
        raw = _read_layers(file, wanted, source)
        info = package_info(table, path.stem, checksum.result())
    return assemble_package(catalogue, raw, table, info, source)


def _read_layers(
    file: GeoPackage, layers: Sequence[CatalogueLayer], source: DataSource
) -> dict[str, RawLayer | LayerFailure]:
    """Read layers; while one is read, another thread looks which geometries of those before it are valid."""
    index = PackageIndex(file.path)
    raw: dict[str, RawLayer | LayerFailure] = {}
    looked_at: list[tuple[str, RawLayer, Future[np.ndarray]]] = []
    with ThreadPoolExecutor(1) as pool:
        for layer in layers:
            read, key = _read_layer(file, layer, source)
            raw[layer.id] = read
            if key is not None and isinstance(read, RawLayer):
                looked_at.append((layer.id, read, pool.submit(index.valid, key, read.geometries)))
        for laag, read, valid in looked_at:
            raw[laag] = replace(read, valid=valid.result())
    index.save()
    return raw


def _read_layer(
    file: GeoPackage, layer: CatalogueLayer, source: DataSource
) -> tuple[RawLayer | LayerFailure, str | None]:
    """Return the layer, and the key of its geometry; `None` when that was converted: the key stands for the file."""
    found = file.layers[layer.id]
    if found.crs is None:
        return LayerFailure(layer.id, Outcome.NIET_GETOETST, NO_CRS, source), None
    columns, key = _columns(found, layer), ContentKey()
    ids: list[str] = []
    pieces = [np.empty(0, dtype=object)]
    # Of fields that the catalogue does not know only the name counts: it stands in messages.
    values: dict[str, list[Any]] = {name: [] for name in found.columns}
    try:
        for rows in file.read(found, columns, _CHUNK, key):
            ids += rows.ids
            pieces.append(to_rd(rows.geometries, found.crs))
            for name in columns:
                values[name] += rows.values[name]
    except StorageError as error:
        return LayerFailure(layer.id, Outcome.NIET_GETOETST, str(error), source), None
    return RawLayer(np.concatenate(pieces), ids, values, source), str(key) if found.crs.is_rd else None


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
