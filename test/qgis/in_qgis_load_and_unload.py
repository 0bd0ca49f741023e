"""Runs inside a real QGIS (test_zip_in_empty_profile.py): install the zip, use it and unload it, write what was left.

Three times: twice after a check, once in the middle of one.

Driven by the environment: BODEM_ZIP (the package), BODEM_REPORT (the JSON to write).
"""

import gc
import json
import os
import time
import traceback
import weakref
from pathlib import Path

import qgis.utils
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QTimer, qInstallMessageHandler
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QLabel, QMenu, QTextEdit, QToolBar

NAME = "bodem_ondergrond"
PLAN_AREA = "POLYGON ((233000 557000, 233400 557000, 233400 557300, 233000 557300, 233000 557000))"
PATIENCE_S = 20


DEFERRED_DELETE = int(getattr(QEvent.Type.DeferredDelete, "value", QEvent.Type.DeferredDelete))
DIALOGS = []


def close_dialogs():
    """Note what a dialog says and close it: nobody is there to do so."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        words = [label.text() for label in dialog.findChildren(QLabel)]
        words += [page.toPlainText() for page in dialog.findChildren(QTextEdit)]
        DIALOGS.append([type(dialog).__name__, dialog.windowTitle(), *words])
        dialog.close()


def settle():
    """Let QGIS do what it has been asked to do, deletions included."""
    for _ in range(5):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, DEFERRED_DELETE)
    gc.collect()


def named(kind):
    """The children of the main window of a kind, by name and text."""
    window = qgis.utils.iface.mainWindow()
    # QGIS itself forgets the line that it draws above the first plugin in the menu.
    found = [item for item in window.findChildren(kind) if kind is not QAction or not item.isSeparator()]
    return sorted(f"{item.objectName()}|{getattr(item, 'text', getattr(item, 'title', str))()}" for item in found)


def connections(item):
    """How many connections go out from an object, as Qt itself lists them."""
    lines = []
    previous = qInstallMessageHandler(lambda _kind, _context, text: lines.append(text))
    try:
        item.dumpObjectInfo()
    finally:
        qInstallMessageHandler(previous)
    return sum("-->" in line for line in lines)


def listeners():
    """How many listen to the objects that outlive the plugin."""
    iface = qgis.utils.iface
    lasting = {
        "project": QgsProject.instance(),
        "layer tree": QgsProject.instance().layerTreeRoot(),
        "iface": iface,
        "canvas": iface.mapCanvas(),
        "snapping of the canvas": iface.mapCanvas().snappingUtils(),
        "layer view": iface.layerTreeView(),
        "message log": QgsApplication.messageLog(),
        "processing": QgsApplication.processingRegistry(),
        "tasks": QgsApplication.taskManager(),
        "application": QgsApplication.instance(),
        "main window": iface.mainWindow(),
    }
    return {name: connections(item) for name, item in lasting.items()}


def state():
    """Everything in QGIS that a plugin may add to."""
    iface = qgis.utils.iface
    return {
        "docks": named(QDockWidget),
        "toolbars": named(QToolBar),
        "menus": named(QMenu),
        "actions": named(QAction),
        "plugin menu": sorted(action.text() for action in iface.pluginMenu().actions()),
        "providers": sorted(provider.id() for provider in QgsApplication.processingRegistry().providers()),
        "windows": sorted(type(widget).__name__ for widget in QApplication.topLevelWidgets()),
        "children": len(iface.mainWindow().children()),
        "canvas items": len(iface.mapCanvas().scene().items()),
        "map tool": type(iface.mapCanvas().mapTool()).__name__,
        "tasks": QgsApplication.taskManager().count(),
        "layers": sorted(QgsProject.instance().mapLayers()),
        "listeners": listeners(),
    }


def install():
    """Install the zip in the way of the plugin manager, and leave it unloaded."""
    import pyplugin_installer

    pyplugin_installer.instance().installFromZipFile(os.environ["BODEM_ZIP"])
    settle()
    if NAME in qgis.utils.plugins:
        qgis.utils.unloadPlugin(NAME)
        settle()


def use(dock, wait):
    """Let the panel check a plan area; with `wait` until there is a result. Returns whether there is one."""
    if dock.panel is None:
        return False
    results = []
    dock.finished.connect(results.append)
    dock.load_demo_package(False)
    dock.set_plan_area(QgsGeometry.fromWkt(PLAN_AREA), QgsCoordinateReferenceSystem("EPSG:28992"), "Proef")
    give_up = time.monotonic() + PATIENCE_S
    while wait and not results and time.monotonic() < give_up:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    return bool(results)


def cycle(wait):
    """Load the plugin, use its panel, unload it: what was there in between, what is there afterwards."""
    loaded = qgis.utils.loadPlugin(NAME) and qgis.utils.startPlugin(NAME)
    plugin = qgis.utils.plugins.get(NAME)
    if plugin is None:
        return {"loaded": False}
    dock = plugin.show_panel()
    checked = use(dock, wait)
    settle()
    during = {**state(), "words": [label.text() for label in dock.findChildren(QLabel) if label.text()]}
    ghosts = {"plugin": weakref.ref(plugin), "dock": weakref.ref(dock)}
    del plugin, dock
    qgis.utils.unloadPlugin(NAME)
    settle()
    return {
        "loaded": loaded,
        "checked": checked,
        "during": during,
        "after": state(),
        "still alive": [name for name, ghost in ghosts.items() if ghost() is not None],
    }


def main():
    watch = QTimer()
    watch.timeout.connect(close_dialogs)
    watch.start(500)
    report = {"profile": QgsApplication.qgisSettingsDirPath(), "dialogs": DIALOGS}
    try:
        qgis.utils.iface.messageBar().clearWidgets()
        settle()
        install()
        qgis.utils.iface.messageBar().clearWidgets()
        settle()
        report["before"] = state()
        report["cycles"] = [cycle(wait) for wait in (True, True, False)]
    except Exception:  # the test shows it
        report["error"] = traceback.format_exc()
    finally:
        Path(os.environ["BODEM_REPORT"]).write_text(json.dumps(report, indent=1), encoding="utf-8")
        os._exit(0)


QTimer.singleShot(500, main)
