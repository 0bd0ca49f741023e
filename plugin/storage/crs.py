"""Coordinate systems outside QGIS: knowing EPSG:28992, and converting to it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.storage.errors import StorageError

RD = "EPSG:28992"
# Reprojected coordinates carry noise far below a millimetre that differs between releases of PROJ; rounding to 0.1 mm
# makes the three front doors agree. Coordinates that are in EPSG:28992 already are never touched.
REPROJECTED_DECIMALS = 4


# A grid of its own (of a building site, or the "Undefined" systems of a GeoPackage) has no place on earth. PROJ hands
# such coordinates back as they are, without an error, so it must be found before.
_LOCAL_GRIDS = ("LOCAL_CS", "ENGCRS", "ENGINEERINGCRS")
# The name stands at the start of a definition.
_NAME_END = 50


class Crs(NamedTuple):
    """A coordinate system: its name for people, and the definition that fiona takes."""

    naam: str
    definition: str

    @property
    def is_rd(self) -> bool:
        """Whether it is that of the engine, EPSG:28992."""
        return self.naam == RD

    @classmethod
    def of(cls, organization: str | None, code: int | None, definition: str | None) -> Crs | None:
        """Build one from a row of `gpkg_spatial_ref_sys`; `None` when that says nothing."""
        if (organization or "").upper() == "EPSG" and code:
            return cls(f"EPSG:{code}", f"EPSG:{code}")
        if not definition or not _lies_on_earth(definition):
            return None
        return cls(f"{organization or 'eigen stelsel'} {code or ''}".strip(), definition)


def _lies_on_earth(definition: str) -> bool:
    return not definition.startswith(_LOCAL_GRIDS) and "undefined" not in definition[:_NAME_END].lower()


def to_rd(geometries: np.ndarray, crs: Crs) -> np.ndarray:
    """Convert geometries to EPSG:28992, flat, rounded to 0.1 mm. Those in EPSG:28992 come back as they are.

    Coordinates outside the reach of the conversion become infinite, which is found when the geometry is prepared.

    Args:
        geometries: shape (n,), object; `None` stays `None`.
        crs: the coordinate system they are in.

    Raises:
        StorageError: fiona is absent, or does not know the coordinate system.
    """
    if crs.is_rd or not len(geometries):
        return geometries
    converted: np.ndarray = shapely.transform(geometries, lambda points: _convert(points, crs))
    return converted


def _convert(points: np.ndarray, crs: Crs) -> Any:
    try:
        from fiona.errors import FionaError
        from fiona.transform import transform
    except ImportError as error:
        raise StorageError(f"Voor het omrekenen van {crs.naam} naar {RD} is het Python-pakket fiona nodig.") from error
    try:
        x, y = transform(crs.definition, RD, points[:, 0].tolist(), points[:, 1].tolist())
    except (FionaError, ValueError) as error:
        raise StorageError(f"Coördinaten kunnen niet van {crs.naam} naar {RD} worden omgerekend ({error}).") from error
    return np.column_stack([x, y]).round(REPROJECTED_DECIMALS)
