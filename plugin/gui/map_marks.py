"""What the panel draws on the map: the plan area, and the place of a finding."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateTransform, QgsGeometry, QgsProject, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtGui import QColor

from bodem_ondergrond.plugin import qgis_io

_PLAN_COLOUR = "#111111"
_HALO_COLOUR = "#ffffff"
_OVERLAP_COLOUR = "#ff2fa0"
_FILL_ALPHA = 110
_FLASH_MS = 220
_FLASHES = 4
_MARGIN = 1.6
_SMALLEST_M = 120.0


class MapMarks(QObject):
    """Rubber bands for one plan area and one overlap; geometries come in EPSG:28992."""

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        """Draw on `canvas`."""
        super().__init__(parent)
        self._canvas = canvas
        self._plan_geometry: Any = None
        self._overlap_geometry: Any = None
        self._bands: dict[str, QgsRubberBand] = {}
        self._visible = True
        self._flashes = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_FLASH_MS)
        self._timer.timeout.connect(self._flash)
        canvas.destinationCrsChanged.connect(self._redraw)

    @property
    def overlap(self) -> QgsGeometry | None:
        """The overlap that is marked, in the CRS of the map."""
        band = self._bands.get("overlap")
        return band.asGeometry() if band is not None else None

    @property
    def plan(self) -> QgsGeometry | None:
        """The plan area that is marked, in the CRS of the map."""
        band = self._bands.get("plan")
        return band.asGeometry() if band is not None else None

    def show_plan(self, geometry: Any) -> None:
        """Mark a plan area (shapely geometry, EPSG:28992), or none."""
        self._plan_geometry = geometry
        self._redraw()

    def show_overlap(self, geometry: Any, flash: bool = True) -> None:
        """Mark the place of a finding (shapely geometry, EPSG:28992), or none."""
        self._overlap_geometry = geometry
        self._redraw()
        if geometry is not None and flash:
            self._flashes = _FLASHES
            self._timer.start()

    def zoom_to(self, geometry: Any) -> None:
        """Bring a geometry into view with room around it."""
        if geometry is None or geometry.is_empty:
            return
        box = QgsRectangle(*geometry.bounds)
        if max(box.width(), box.height()) < _SMALLEST_M:
            box.grow(_SMALLEST_M / 2)
        box.scale(_MARGIN)
        self._canvas.setExtent(self._to_map().transformBoundingBox(box))
        self._canvas.refresh()

    def set_visible(self, visible: bool) -> None:
        """Show or hide all marks, without forgetting them."""
        self._visible = visible
        for band in self._bands.values():
            band.setVisible(visible)

    def close(self) -> None:
        """Take everything off the map."""
        self._timer.stop()
        self._canvas.destinationCrsChanged.disconnect(self._redraw)
        self._remove_bands()

    def _to_map(self) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(
            qgis_io.rd_crs(), self._canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext()
        )

    def _redraw(self) -> None:
        self._remove_bands()
        if self._plan_geometry is not None:
            self._add_band("halo", self._plan_geometry, _HALO_COLOUR, 5)
            plan = self._add_band("plan", self._plan_geometry, _PLAN_COLOUR, 2)
            plan.setLineStyle(Qt.PenStyle.DashLine)
        if self._overlap_geometry is not None and not self._overlap_geometry.is_empty:
            band = self._add_band("overlap", self._overlap_geometry, _OVERLAP_COLOUR, 3)
            fill = QColor(_OVERLAP_COLOUR)
            fill.setAlpha(_FILL_ALPHA)
            band.setFillColor(fill)

    def _add_band(self, key: str, geometry: Any, colour: str, width: int) -> QgsRubberBand:
        crs = self._canvas.mapSettings().destinationCrs()
        shape = qgis_io.from_rd(geometry, crs, QgsProject.instance().transformContext())
        band = QgsRubberBand(self._canvas, shape.type())
        band.setToGeometry(shape, None)
        band.setStrokeColor(QColor(colour))
        band.setFillColor(QColor(Qt.GlobalColor.transparent))
        band.setWidth(width)
        if shape.type() == QgsWkbTypes.GeometryType.PointGeometry:
            band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
            band.setIconSize(16)
        band.setVisible(self._visible)
        self._bands[key] = band
        return band

    def _remove_bands(self) -> None:
        for band in self._bands.values():
            self._canvas.scene().removeItem(band)
        self._bands.clear()

    def _flash(self) -> None:
        self._flashes -= 1
        band = self._bands.get("overlap")
        if band is None or self._flashes <= 0:
            self._timer.stop()
        if band is not None:
            band.setVisible(self._visible and self._flashes % 2 == 0)
