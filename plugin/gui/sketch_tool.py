"""Drawing a polygon on the map: clicks make vertices, snapped as the project says; the right button ends it."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand, QgsSnapIndicator
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

_LINE_COLOUR = "#c8500a"
_FILL_ALPHA = 50
_LINE_WIDTH = 2
_ENOUGH_VERTICES = 3


def polygon_from_vertices(vertices: list[QgsPointXY]) -> QgsGeometry | None:
    """Return the polygon through these vertices, without repeated ones; `None` when they enclose nothing."""
    ring = [vertex for i, vertex in enumerate(vertices) if i == 0 or vertex != vertices[i - 1]]
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    if len(ring) < _ENOUGH_VERTICES:
        return None
    polygon = QgsGeometry.fromPolygonXY([[*ring, ring[0]]])
    return polygon if polygon.area() > 0 else None


class SketchTool(QgsMapTool):
    """Collects the vertices of one polygon and hands it over in the CRS of the map.

    Left button: vertex. Backspace or Delete: back one vertex. Right button, Enter or double click: ready.
    Escape: start again, and once more to leave the tool.
    """

    drawn = pyqtSignal(QgsGeometry)
    refused = pyqtSignal()
    left = pyqtSignal()
    vertices_changed = pyqtSignal(int)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Prepare a sketch on `canvas`; nothing is shown before the first click."""
        super().__init__(canvas)
        self._canvas = canvas
        self._vertices: list[QgsPointXY] = []
        self._band: QgsRubberBand | None = None
        self._snap: QgsSnapIndicator | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def vertices(self) -> list[QgsPointXY]:
        """The vertices so far, in the CRS of the map."""
        return list(self._vertices)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Do nothing: a click counts when the button is released."""

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a vertex, or end the polygon."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._vertices.append(self._snapped(event))
            self._redraw(self._vertices[-1])
            self.vertices_changed.emit(len(self._vertices))
        elif event.button() == Qt.MouseButton.RightButton:
            self.finish()

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """End the polygon; the first of the two clicks has already added the vertex."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.finish()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Let the last side follow the mouse, and show where it would snap."""
        point = self._snapped(event)
        if self._vertices:
            self._redraw(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo a vertex, end, or start again."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.undo_vertex()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            return
        event.ignore()  # QGIS takes an accepted key for one the tool did not want

    def undo_vertex(self) -> None:
        """Take the last vertex back."""
        if self._vertices:
            self._vertices.pop()
            self._redraw(self._vertices[-1] if self._vertices else None)
            self.vertices_changed.emit(len(self._vertices))

    def finish(self) -> None:
        """Hand over the polygon, or say that there is none yet."""
        if not self._vertices:
            return
        polygon = polygon_from_vertices(self._vertices)
        if polygon is None:
            self.refused.emit()
            return
        self.clear()
        self.drawn.emit(polygon)

    def clear(self) -> None:
        """Forget the vertices."""
        had_vertices = bool(self._vertices)
        self._vertices = []
        self._remove_marks()
        if had_vertices:
            self.vertices_changed.emit(0)

    def deactivate(self) -> None:
        """Leave nothing on the map when another tool takes over."""
        self.clear()
        super().deactivate()

    def _escape(self) -> None:
        if self._vertices:
            self.clear()
        else:
            self.left.emit()

    def _snapped(self, event: QgsMapMouseEvent) -> QgsPointXY:
        """Return the point of the mouse after snapping, and mark it."""
        match = self._canvas.snappingUtils().snapToMap(event.originalPixelPoint())
        if self._snap is None:
            self._snap = QgsSnapIndicator(self._canvas)
        self._snap.setMatch(match)
        return QgsPointXY(match.point()) if match.isValid() else self.toMapCoordinates(event.originalPixelPoint())

    def _redraw(self, moving: QgsPointXY | None) -> None:
        if moving is None or not self._vertices:
            self._remove_marks()
            return
        band = self._rubber_band()
        band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        for vertex in self._vertices:
            band.addPoint(vertex, False)
        band.addPoint(moving, True)
        band.show()

    def _rubber_band(self) -> QgsRubberBand:
        if self._band is None:
            self._band = QgsRubberBand(self._canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            fill = QColor(_LINE_COLOUR)
            fill.setAlpha(_FILL_ALPHA)
            self._band.setStrokeColor(QColor(_LINE_COLOUR))
            self._band.setFillColor(fill)
            self._band.setWidth(_LINE_WIDTH)
            self._band.setIcon(QgsRubberBand.IconType.ICON_BOX)
        return self._band

    def _remove_marks(self) -> None:
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None
        self._snap = None
