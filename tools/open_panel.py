"""Runs inside QGIS (`make demo`): open the panel on the demonstration package, with a plan area in it.

With BODEM_ONDERGROND_PICTURE set to a path it waits for the result, writes a picture of the window there and ends QGIS.
"""

import os
import traceback

import qgis.utils
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication

PLAN_AREAS = "plangebieden"
# Exempt by area, not by depth, with a known site near: the panel has arithmetic to show.
STORY = "Schuur op de es, Dwingeloo"
WINDOW = (1600, 1000)
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


def take_picture(path):
    """Write a picture of the window with the result, and end QGIS."""
    window = qgis.utils.iface.mainWindow()
    qgis.utils.iface.messageBar().clearWidgets()
    window.grab().save(path)
    # The project was not changed by anyone: no question about saving it.
    os._exit(0)


def main():
    """Open the panel, and make the picture when there is one to make."""
    picture = os.environ.get("BODEM_ONDERGROND_PICTURE")
    if not picture:
        open_panel()
        return
    try:
        qgis.utils.iface.mainWindow().resize(*WINDOW)
        dock = open_panel()
        dock.finished.connect(lambda _assessment: _show_result(dock, picture))
        QTimer.singleShot(PATIENCE_MS, lambda: os._exit(1))
    except Exception:  # told to whoever started QGIS, who has no window to see it in
        traceback.print_exc()
        os._exit(1)


def _show_result(dock, picture):
    dock.panel.navigation.chosen.emit(2)
    dock.panel.navigation.choose(2)
    QApplication.processEvents()
    QTimer.singleShot(DRAWING_MS, lambda: take_picture(picture))


QTimer.singleShot(0, main)
