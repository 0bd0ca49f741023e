"""Runs inside QGIS (`make demo`): open the panel on the demonstration package, with a plan area in it.

With BODEM_ONDERGROND_PICTURE set to a path it waits for the result, writes a picture of the window there and ends QGIS.
"""

import os
import traceback

import qgis.utils
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QRegularExpression, Qt, QTimer
from qgis.PyQt.QtWidgets import QAbstractItemView, QDockWidget

PLAN_AREAS = "plangebieden"
# Heritage with a "nee, tenzij", research with the arithmetic of an exemption, and layers that are not hit.
STORY = "Woningbouw Hondsrugflank, Drouwen"
WINDOW = (1600, 1000)
PANEL_WIDTH = 440
# How much wider than the plan area the map is in the picture, so that the policy around it shows.
SURROUNDINGS = 3
PAGE_TOETS = 2
# Time for the map to draw, and for a check that goes wrong.
DRAWING_MS = 4000
PATIENCE_MS = 60_000


def plan_areas():
    """Return the layer of demonstration plan areas: that of the project, or else of the file."""
    for layer in QgsProject.instance().mapLayers().values():
        if layer.name().lower().endswith(PLAN_AREAS) or PLAN_AREAS in layer.source():
            return layer
    from bodem_ondergrond.plugin.jobs.demo import DEMO_PLAN_AREAS

    layer = QgsVectorLayer(str(DEMO_PLAN_AREAS), PLAN_AREAS, "ogr")
    QgsProject.instance().addMapLayer(layer)
    return layer


def open_panel():
    """Open the panel, load the demonstration package, and pick the plan area as a user would."""
    dock = qgis.utils.plugins["bodem_ondergrond"].show_panel()
    project_is_empty = not QgsProject.instance().mapLayers()
    if dock.panel is None:
        return dock
    dock.load_demo_package(project_is_empty)
    layer = plan_areas()
    feature = next(feature for feature in layer.getFeatures() if feature["naam"] == STORY)
    dock.panel.plan_area_page.feature_asked.emit(layer, feature)
    return dock


def show_result(dock):
    """Turn to the page with the result, and open the finding with the arithmetic."""
    dock.panel.show_page(PAGE_TOETS)
    tree = dock.panel.toets_page.tree
    with_arithmetic = (node for node in tree.nodes() if node.finding is not None and node.finding.rekenregels)
    node = next(with_arithmetic, None)
    if node is not None:
        tree.expand(tree.index_of(node))
        tree.setCurrentIndex(tree.index_of(node))
        tree.scrollTo(tree.index_of(node.parent or node), QAbstractItemView.ScrollHint.PositionAtTop)


def arrange(dock):
    """Give map and panel the room of the window."""
    window = qgis.utils.iface.mainWindow()
    for browser in window.findChildren(QDockWidget, QRegularExpression("^Browser")):
        browser.hide()
    window.resizeDocks([dock], [PANEL_WIDTH], Qt.Orientation.Horizontal)
    qgis.utils.iface.messageBar().clearWidgets()
    canvas = qgis.utils.iface.mapCanvas()
    canvas.zoomByFactor(SURROUNDINGS)
    canvas.refresh()


def take_picture(path):
    """Write a picture of the window, and end QGIS without a question about saving."""
    qgis.utils.iface.messageBar().clearWidgets()
    qgis.utils.iface.mainWindow().grab().save(path)
    os._exit(0)


def after_first_result(dock, action):
    """Do something once, when the panel itself has taken the first result."""

    def once(_assessment):
        dock.finished.disconnect(once)
        QTimer.singleShot(0, action)

    dock.finished.connect(once)


def picture_of(dock, path):
    """Show the result, and take the picture when the map has been drawn."""
    show_result(dock)
    arrange(dock)
    QTimer.singleShot(DRAWING_MS, lambda: take_picture(path))


def main():
    """Open the panel, and make the picture when there is one to make."""
    path = os.environ.get("BODEM_ONDERGROND_PICTURE")
    if not path:
        dock = open_panel()
        after_first_result(dock, lambda: show_result(dock))
        return
    QTimer.singleShot(PATIENCE_MS, lambda: os._exit(1))
    try:
        qgis.utils.iface.mainWindow().resize(*WINDOW)
        dock = open_panel()
        after_first_result(dock, lambda: picture_of(dock, path))
    except Exception:  # told to whoever started QGIS, who has no window to see it in
        traceback.print_exc()
        os._exit(1)


QTimer.singleShot(0, main)
