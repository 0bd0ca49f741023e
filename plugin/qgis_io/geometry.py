"""Geometry at the border of QGIS: to the engine (shapely, EPSG:28992) and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsWkbTypes,
)

from bodem_ondergrond.plugin.overlay.errors import NO_CRS
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError

if TYPE_CHECKING:
    from collections.abc import Iterable

RD = "EPSG:28992"
# Reprojected coordinates carry noise far below a millimetre that differs between releases of PROJ; rounding to
# 0.1 mm makes the three front doors agree. Coordinates that are in EPSG:28992 already are never touched.
REPROJECTED_DECIMALS = 4
# A GeoPackage says that it does not know the coordinate system by naming one of two undefined ones.
_UNDEFINED = "Undefined"


def rd_crs() -> QgsCoordinateReferenceSystem:
    """Return the coordinate system of the engine, EPSG:28992."""
    return QgsCoordinateReferenceSystem(RD)


class Reprojection:
    """The way from one coordinate system to EPSG:28992, made once and used for many geometries.

    Raises:
        QgisIoError: `crs` is not a valid coordinate system.
    """

    def __init__(self, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext) -> None:
        if not crs.isValid() or crs.description().startswith(_UNDEFINED):
            raise QgisIoError(NO_CRS)
        target = rd_crs()
        self.needed = crs != target
        self._crs = crs
        self._transform = QgsCoordinateTransform(crs, target, context)
        # A grid of its own (of a building site, for instance) has no place on earth: QGIS would convert nothing, and
        # say nothing.
        if self.needed and not self._transform.isValid():
            raise QgisIoError(
                f"Het coördinatenstelsel van de kaartlaag ({crs.description() or crs.authid() or 'zonder naam'}) kan "
                f"niet naar {RD} worden omgerekend. Stel het goede stelsel in bij de eigenschappen van de laag."
            )

    def to_rd(self, geometry: QgsGeometry) -> Any:
        """Turn a QGIS geometry into a two-dimensional shapely geometry in EPSG:28992, without curves.

        Returns `None` for a null geometry.

        Raises:
            QgisIoError: the coordinates cannot be converted, or the geometry cannot be read.
        """
        if geometry.isNull():
            return None
        result = self._finish([self._wkb(geometry)])[0]
        if result is None:
            raise QgisIoError("De geometrie is van een soort die niet kan worden getoetst of is beschadigd.")
        return result

    def wkb_to_rd(self, blobs: Iterable[bytes | None]) -> np.ndarray:
        """Turn WKB in the source system into shapely geometries, shape (n,).

        `None` where there is no geometry, or one that cannot be read or converted.
        """
        if not self.needed:
            return self._finish([None if blob is None else linear_wkb(bytes(blob)) for blob in blobs])
        converted: list[bytes | None] = []
        for blob in blobs:
            geometry = QgsGeometry()
            if blob is not None:
                geometry.fromWkb(bytes(blob))
            converted.append(None if geometry.isNull() else self._wkb_or_none(geometry))
        return self._finish(converted)

    def _wkb_or_none(self, geometry: QgsGeometry) -> bytes | None:
        """Return `None` for a geometry that cannot be converted: its layer counts it as left out."""
        try:
            return self._wkb(geometry)
        except QgisIoError:
            return None

    def _wkb(self, geometry: QgsGeometry) -> bytes:
        if QgsWkbTypes.isCurvedType(geometry.wkbType()):
            straight = QgsGeometry()
            straight.fromWkb(linear_wkb(bytes(geometry.asWkb())))
            geometry = straight
        if self.needed:
            geometry = QgsGeometry(geometry)
            try:
                geometry.transform(self._transform)
            except QgsCsException as error:
                raise QgisIoError(
                    f"De coördinaten kunnen niet van {self._crs.authid() or 'dit stelsel'} naar {RD} worden "
                    "omgerekend. Controleer of het coördinatenstelsel van de laag klopt."
                ) from error
        return bytes(geometry.asWkb())

    def _finish(self, blobs: list[bytes | None]) -> np.ndarray:
        array = np.empty(len(blobs), dtype=object)
        array[:] = blobs
        geometries = shapely.force_2d(shapely.from_wkb(array, on_invalid="ignore"))
        if self.needed:
            geometries = shapely.transform(geometries, _rounded)
        return geometries


def _rounded(coordinates: np.ndarray) -> np.ndarray:
    return np.round(coordinates, REPROJECTED_DECIMALS)


# WKB type numbers, without Z and M, of geometries that have curves (8 to 14) or may hold one (a collection, 7).
_CURVED_WKB = frozenset(range(7, 15))


def linear_wkb(blob: bytes) -> bytes:
    """Return the WKB with curves replaced by short straight lines; WKB without curves comes back as it is.

    GDAL does the work, as it does for files that are read outside QGIS: the same arc gives the same points.
    """
    order = "little" if blob[0] == 1 else "big"
    kind = int.from_bytes(blob[1:5], order) & 0x0FFFFFFF
    if kind % 1000 not in _CURVED_WKB:
        return blob
    return bytes(ogr.CreateGeometryFromWkb(blob).GetLinearGeometry().ExportToIsoWkb())


def to_rd(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext) -> Any:
    """Turn one QGIS geometry in `crs` into a shapely geometry in EPSG:28992.

    Raises:
        QgisIoError: there is no coordinate system or the coordinates cannot be converted.
    """
    return Reprojection(crs, context).to_rd(geometry)


def from_rd(
    geometry: Any,
    crs: QgsCoordinateReferenceSystem | None = None,
    context: QgsCoordinateTransformContext | None = None,
) -> QgsGeometry:
    """Turn a shapely geometry in EPSG:28992 into a QGIS geometry, in `crs` when given.

    `None` gives a null geometry.

    Raises:
        QgisIoError: the coordinates cannot be converted to `crs`.
    """
    result = QgsGeometry()
    if geometry is None:
        return result
    result.fromWkb(shapely.to_wkb(geometry))
    if crs is not None and crs.isValid() and crs != rd_crs():
        transform = QgsCoordinateTransform(rd_crs(), crs, context or QgsCoordinateTransformContext())
        try:
            result.transform(transform)
        except QgsCsException as error:
            raise QgisIoError(f"De geometrie kan niet naar {crs.authid()} worden omgerekend.") from error
    return result
