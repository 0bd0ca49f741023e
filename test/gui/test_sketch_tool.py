from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QKeyEvent

from bodem_ondergrond.plugin.gui.sketch_tool import SketchTool, polygon_from_vertices


@pytest.fixture
def canvas(iface):
    canvas = iface.canvas
    iface.window.show()
    canvas.resize(400, 400)
    canvas.setExtent(QgsRectangle(240_000, 556_000, 240_400, 556_400))
    return canvas


@pytest.fixture
def tool(canvas):
    made = SketchTool(canvas)
    canvas.setMapTool(made)
    yield made
    canvas.unsetMapTool(made)


def mouse(tool, canvas, x, y, button=Qt.MouseButton.LeftButton):
    kind = QEvent.Type.MouseButtonRelease
    tool.canvasReleaseEvent(QgsMapMouseEvent(canvas, kind, QPoint(x, y), button, button))


def key(tool, code):
    event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier)
    tool.keyPressEvent(event)
    return event


def click_triangle(tool, canvas):
    for x, y in ((50, 50), (150, 50), (150, 150)):
        mouse(tool, canvas, x, y)


def test_clicks_make_a_polygon_and_the_right_button_ends_it(qtbot, tool, canvas):
    click_triangle(tool, canvas)
    with qtbot.waitSignal(tool.drawn) as drawn:
        mouse(tool, canvas, 200, 200, Qt.MouseButton.RightButton)
    ring = drawn.args[0].asPolygon()[0]
    assert len(ring) == 4
    assert ring[0] == tool.toMapCoordinates(QPoint(50, 50))


def test_enter_ends_the_polygon(qtbot, tool, canvas):
    click_triangle(tool, canvas)
    with qtbot.waitSignal(tool.drawn):
        key(tool, Qt.Key.Key_Return)


def test_a_double_click_ends_the_polygon_without_doubling_its_vertex(qtbot, tool, canvas):
    click_triangle(tool, canvas)
    event = QgsMapMouseEvent(
        canvas, QEvent.Type.MouseButtonDblClick, QPoint(150, 150), Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton
    )
    with qtbot.waitSignal(tool.drawn) as drawn:
        tool.canvasDoubleClickEvent(event)
    assert len(drawn.args[0].asPolygon()[0]) == 4


def test_backspace_takes_the_last_vertex_back_and_qgis_does_nothing_with_it(tool, canvas):
    click_triangle(tool, canvas)
    event = key(tool, Qt.Key.Key_Backspace)
    assert len(tool.vertices) == 2
    assert not event.isAccepted()


def test_escape_starts_again_and_once_more_leaves(qtbot, tool, canvas):
    click_triangle(tool, canvas)
    key(tool, Qt.Key.Key_Escape)
    assert tool.vertices == []
    with qtbot.waitSignal(tool.left):
        key(tool, Qt.Key.Key_Escape)


def test_two_corners_are_refused_and_kept(qtbot, tool, canvas):
    mouse(tool, canvas, 50, 50)
    mouse(tool, canvas, 150, 50)
    with qtbot.waitSignal(tool.refused):
        key(tool, Qt.Key.Key_Return)
    assert len(tool.vertices) == 2


def test_another_map_tool_leaves_nothing_behind(tool, canvas):
    before = len(canvas.scene().items())
    click_triangle(tool, canvas)
    assert len(canvas.scene().items()) > before
    canvas.unsetMapTool(tool)
    assert tool.vertices == []


def test_moving_the_mouse_before_the_first_click_is_harmless(tool, canvas):
    event = QgsMapMouseEvent(canvas, QEvent.Type.MouseMove, QPoint(10, 10))
    tool.canvasMoveEvent(event)
    assert tool.vertices == []


def test_a_vertex_snaps_to_a_layer_when_the_project_says_so(qtbot, tool, canvas):
    layer = QgsVectorLayer("Polygon?crs=EPSG:28992", "percelen", "memory")
    feature = QgsFeature()
    corner = QgsPointXY(240_100, 556_100)
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(corner.x(), corner.y(), 240_300, 556_300)))
    layer.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(layer)
    canvas.setLayers([layer])
    config = QgsProject.instance().snappingConfig()
    config.setEnabled(True)
    config.setMode(type(config).SnappingMode.AllLayers)
    config.setTolerance(12)
    canvas.snappingUtils().setConfig(config)
    canvas.snappingUtils().setMapSettings(canvas.mapSettings())
    at = canvas.getCoordinateTransform().transform(corner)
    mouse(tool, canvas, round(at.x()) + 4, round(at.y()) + 4)
    assert tool.vertices[0] == corner


@pytest.mark.parametrize(
    "vertices",
    [
        pytest.param([], id="none"),
        pytest.param([(0, 0), (1, 0)], id="two"),
        pytest.param([(0, 0), (0, 0), (1, 0), (1, 0)], id="two-doubled"),
        pytest.param([(0, 0), (1, 0), (2, 0)], id="on-a-line"),
        pytest.param([(0, 0), (1, 0), (0, 0)], id="there-and-back"),
    ],
)
def test_vertices_that_enclose_nothing_are_no_polygon(vertices):
    assert polygon_from_vertices([QgsPointXY(x, y) for x, y in vertices]) is None
