"""Policy packages as QGIS reads them: from a file with GDAL, or from layers of the project. Without fiona.

A source is described on the main thread and read on any.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Optional

import numpy as np
import shapely
from osgeo import ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsProject

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, DataSource, Outcome, PackageInfo
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE
from bodem_ondergrond.plugin.overlay import (
    LayerData,
    LayerFailure,
    PolicyPackage,
    RawLayer,
    assemble_package,
    package_info,
)
from bodem_ondergrond.plugin.package_index import PackageIndex, content_key
from bodem_ondergrond.plugin.qgis_io.datasets import open_dataset
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.geometry import Reprojection
from bodem_ondergrond.plugin.qgis_io.paths import real_path

if TYPE_CHECKING:
    from collections.abc import Hashable

Progress = Optional[Callable[[float], None]]
Cancelled = Optional[Callable[[], bool]]

PACKAGE_TABLE = "bo_pakket"
_FILE = "bestand"
_PIECE = 1 << 20


@dataclass
class RawPackage:
    """What was read of a package, before it is made ready for measuring."""

    layers: dict[str, RawLayer | LayerFailure]
    table: Mapping[str, str]
    info: PackageInfo
    source: DataSource


class PackageSource(ABC):
    """Where a policy package comes from. Made on the main thread; `read` may run on any.

    `key` is equal for two sources when reading them gives the same data, so that a package in memory can be used again.
    """

    @property
    @abstractmethod
    def key(self) -> Hashable:
        """What tells the data of this source from those of another."""

    @abstractmethod
    def read_raw(self, catalogue: Catalogue, progress: Progress = None, cancelled: Cancelled = None) -> RawPackage:
        """Read the layers as they are."""

    def read(self, catalogue: Catalogue, progress: Progress = None, cancelled: Cancelled = None) -> PolicyPackage:
        """Read the package.

        Args:
            catalogue: which layers to look for.
            progress: called with 0 to 100.
            cancelled: asked between layers; a package that is cut off is not fit for use.

        Raises:
            QgisIoError: the package cannot be opened.
        """
        raw = self.read_raw(catalogue, progress, cancelled)
        return assemble_package(catalogue, raw.layers, raw.table, raw.info, raw.source)


def demo_package_path() -> str:
    """Return where the demonstration package is."""
    return str(DEMO_PACKAGE)


def file_source(path: str, context: QgsCoordinateTransformContext | None = None) -> PackageSource:
    """Describe a GeoPackage; nothing is opened yet. `context` is by default that of the open project."""
    return FileSource(path, context or QgsProject.instance().transformContext())


class FileSource(PackageSource):
    """A GeoPackage, read with GDAL: its data sets belong to the thread that opens them, so nothing is shared."""

    def __init__(self, path: str, context: QgsCoordinateTransformContext) -> None:
        self.path = path
        self._context = QgsCoordinateTransformContext(context)

    @property
    def key(self) -> Hashable:
        """The file, with the time and size that change when its content does."""
        parts = []
        for suffix in ("", "-wal"):
            file = Path(self.path + suffix)
            if file.is_file():
                stat = file.stat()
                parts.append((suffix, stat.st_mtime_ns, stat.st_size))
        return (_FILE, real_path(self.path), *parts)

    def read_raw(self, catalogue: Catalogue, progress: Progress = None, cancelled: Cancelled = None) -> RawPackage:
        """Read the layers that the catalogue knows; the others are not opened."""
        dataset = open_dataset(self.path)
        source = DataSource(_FILE, Path(self.path).name, None)
        table = _read_table(dataset)
        info = package_info(table, Path(self.path).stem, file_sha256(self.path))
        source = DataSource(_FILE, source.locatie, info.peildatum)
        index = PackageIndex(Path(self.path))
        layers: dict[str, RawLayer | LayerFailure] = {}
        wanted = [layer for layer in catalogue.lagen.values() if dataset.GetLayerByName(layer.id) is not None]
        for number, layer in enumerate(wanted):
            if cancelled is not None and cancelled():
                break
            layers[layer.id] = _read_layer(dataset.GetLayerByName(layer.id), layer, source, self._context, index)
            if progress is not None:
                progress(100.0 * (number + 1) / len(wanted))
        index.save()
        return RawPackage(layers, table, info, source)


def _read_table(dataset: ogr.DataSource) -> dict[str, str]:
    layer = dataset.GetLayerByName(PACKAGE_TABLE)
    if layer is None:
        return {}
    layer.ResetReading()
    return {feature.GetField("key"): feature.GetField("value") for feature in layer}


def _read_layer(
    layer: ogr.Layer,
    described: CatalogueLayer,
    source: DataSource,
    context: QgsCoordinateTransformContext,
    index: PackageIndex,
) -> RawLayer | LayerFailure:
    """Read the objects of one layer, in the order and with the ids of the file."""
    try:
        reprojection = Reprojection(layer_crs(layer), context)
    except QgisIoError as error:
        return LayerFailure(described.id, Outcome.NIET_GETOETST, str(error), source)
    columns = _Columns(layer.GetLayerDefn(), described)
    blobs: list[bytes | None] = []
    ids: list[str] = []
    layer.ResetReading()
    for feature in layer:
        geometry = feature.GetGeometryRef()
        blobs.append(None if geometry is None else bytes(geometry.ExportToIsoWkb()))
        ids.append(str(feature.GetFID()))
        columns.add(feature)
    geometries = reprojection.wkb_to_rd(blobs)
    # Geometry that was converted is not what the key stands for.
    valid = None if reprojection.needed else index.valid(content_key(blobs), geometries)
    return RawLayer(geometries, ids, columns.values, source, valid)


class _Columns:
    """The values of the fields of a layer; of fields that the catalogue does not know only the name."""

    def __init__(self, definition: ogr.FeatureDefn, described: CatalogueLayer) -> None:
        known = {name.lower() for name in (*described.velden, described.naamveld or "")}
        self.values: dict[str, list[Any]] = {}
        self._readers: list[tuple[list[Any], int, Callable[[ogr.Feature, int], Any]]] = []
        for index in range(definition.GetFieldCount()):
            field = definition.GetFieldDefn(index)
            column = self.values.setdefault(field.GetName(), [])
            if field.GetName().lower() in known:
                self._readers.append((column, index, _reader(field)))

    def add(self, feature: ogr.Feature) -> None:
        for column, index, read in self._readers:
            column.append(read(feature, index) if feature.IsFieldSetAndNotNull(index) else None)


def _reader(field: ogr.FieldDefn) -> Callable[[ogr.Feature, int], Any]:
    kind = field.GetType()
    if kind in (ogr.OFTInteger, ogr.OFTInteger64):
        if field.GetSubType() == ogr.OFSTBoolean:
            return lambda feature, index: bool(feature.GetFieldAsInteger(index))
        return lambda feature, index: feature.GetFieldAsInteger64(index)
    if kind == ogr.OFTReal:
        return lambda feature, index: feature.GetFieldAsDouble(index)
    if kind in (ogr.OFTDate, ogr.OFTDateTime, ogr.OFTTime):
        return lambda feature, index: feature.GetFieldAsISO8601DateTime(index)
    return lambda feature, index: feature.GetFieldAsString(index)


def layer_crs(layer: ogr.Layer) -> QgsCoordinateReferenceSystem:
    """Return the coordinate system of a layer; an invalid one when it has none."""
    reference = layer.GetSpatialRef()
    if reference is None:
        return QgsCoordinateReferenceSystem()
    authority, code = reference.GetAuthorityName(None), reference.GetAuthorityCode(None)
    if authority and code:
        crs = QgsCoordinateReferenceSystem(f"{authority}:{code}")
        if crs.isValid():
            return crs
    return QgsCoordinateReferenceSystem.fromWkt(reference.ExportToWkt())


def municipality_areas(package: PolicyPackage) -> dict[str, Any]:
    """Return the area of each municipality of a package by name, sorted by name."""
    data = package.lagen.get("gemeenten")
    if not isinstance(data, LayerData):
        return {}
    parts: dict[str, list[Any]] = {}
    for name, geometry in zip(data.attributes["naam"], data.geometries):
        if name is not None:
            parts.setdefault(name, []).append(geometry)
    return {name: shapely.union_all(np.array(parts[name], dtype=object)) for name in sorted(parts)}


def file_sha256(path: str) -> str:
    """Return the checksum of a file, read in pieces."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
