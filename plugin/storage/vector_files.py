"""Reading any vector file that fiona can open: shapefiles, GeoJSON and the rest, and geometry with curves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import fiona
import numpy as np
import shapely
from fiona.errors import FionaError

from bodem_ondergrond.plugin.storage.crs import Crs
from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.features import FeatureLayer, Rows


class VectorFile:
    """A file with vector layers that is open for reading; use it in a `with` statement."""

    def __init__(self, path: Path) -> None:
        """Look which layers there are.

        Raises:
            StorageError: the file does not exist or has no vector layers.
        """
        self.path = path
        if not path.exists():
            raise StorageError(f"Het bestand {path} bestaat niet.")
        try:
            self.layers = {naam: self._describe(naam) for naam in fiona.listlayers(path)}
        except (FionaError, ValueError) as error:
            kinds = "GeoPackage, Shapefile, GeoJSON, ..."
            raise StorageError(f"{path} kan niet als kaartlaag worden gelezen ({kinds}): {error}") from error

    def __enter__(self) -> VectorFile:
        """Return the file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: a layer is open only while it is read."""

    def count(self, layer: FeatureLayer) -> int:
        """Return the number of features of a layer."""
        with fiona.open(self.path, layer=layer.naam) as source:
            return len(source)

    def read(self, layer: FeatureLayer, columns: Sequence[str], chunk: int | None = None) -> Iterator[Rows]:
        """Yield the features of a layer in their order, `chunk` at a time or all at once.

        Raises:
            StorageError: the layer cannot be read.
        """
        try:
            with fiona.open(self.path, layer=layer.naam) as source:
                features = iter(source)
                while rows := list(islice(features, chunk)):
                    yield _rows(rows, columns)
        except FionaError as error:
            raise StorageError(f"Laag '{layer.naam}' van {self.path} kan niet worden gelezen: {error}") from error

    def _describe(self, naam: str) -> FeatureLayer:
        with fiona.open(self.path, layer=naam) as source:
            columns = tuple(source.schema["properties"])
            return FeatureLayer(naam, str(source.schema["geometry"]).upper(), _crs(source.crs), columns)


def _crs(crs: Any) -> Crs | None:
    if not crs:
        return None
    code = crs.to_epsg()
    return Crs.of("EPSG" if code else None, code, crs.to_wkt())


def _rows(features: list[Any], columns: Sequence[str]) -> Rows:
    geometries = np.empty(len(features), dtype=object)
    unreadable = np.zeros(len(features), dtype=bool)
    for i, feature in enumerate(features):
        geometries[i], unreadable[i] = _shape(feature.geometry)
    values = {name: [feature.properties[name] for feature in features] for name in columns}
    return Rows([str(feature.id) for feature in features], geometries, unreadable, values)


def _shape(geometry: Any) -> tuple[Any, bool]:
    """Return the shapely geometry, and whether there is one that cannot be read."""
    if geometry is None:
        return None, False
    try:
        return shapely.geometry.shape(geometry), False
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        return None, True


def read_straightened(path: Path, layer: str, ids: Collection[str]) -> dict[str, Any]:
    """Return geometries with their curves replaced by short straight lines, which GDAL does while fiona reads.

    Args:
        path: a vector file.
        layer: name of the layer.
        ids: the feature ids to read, as text.
    """
    with fiona.open(path, layer=layer) as source:
        found = {identifier: source.get(int(identifier)) for identifier in ids}
        return {identifier: _shape(feature and feature.geometry)[0] for identifier, feature in found.items()}
