"""The code runs on Qt 6 as it stands, as far as reading it can tell; and the reader is not blind."""

from __future__ import annotations

from pathlib import Path

import pytest

from bodem_ondergrond.tools import check_qt6

ROOT = Path(__file__).resolve().parents[2]

IMPORTS = """
from qgis.PyQt.QtCore import Qt, QEvent, QVariant
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QFrame, QMessageBox, QTreeView
from qgis.core import Qgis, QgsFeatureRequest, QgsMapLayerType, QgsProcessing, QgsTask, QgsWkbTypes
"""


def problems(source: str) -> list[str]:
    return [problem.text for problem in check_qt6.check_source(IMPORTS + source, Path("module.py"))]


def test_the_plugin_is_clean():
    assert [str(problem) for problem in check_qt6.check(ROOT / "plugin")] == []


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        pytest.param("Qt.AlignLeft", "Qt.AlignmentFlag.AlignLeft", id="enum-of-the-namespace"),
        pytest.param("QFrame.HLine", "QFrame.Shape.HLine", id="enum-of-a-class"),
        pytest.param("QTreeView.NoSelection", "QAbstractItemView.SelectionMode.NoSelection", id="enum-of-a-base"),
        pytest.param("QFrame.Shape.Nope", "has no QFrame.Shape.Nope", id="member-that-is-not-there"),
        pytest.param("QVariant.Type.Int", "has no QVariant.Type", id="type-of-a-variant"),
        pytest.param("Qgis.Warning", "Qgis.MessageLevel.Warning", id="enum-of-qgis"),
        pytest.param("QgsTask.CanCancel", "QgsTask.Flag.CanCancel", id="flag-of-qgis"),
        pytest.param("QgsWkbTypes.PolygonGeometry", "GeometryType.PolygonGeometry", id="geometry-type"),
        pytest.param("QgsFeatureRequest.Flag.Nope", "has no QgsFeatureRequest.Flag.Nope", id="qgis-has-it-not"),
        pytest.param("dialog.exec_()", "exec()", id="exec"),
        pytest.param("dialog().exec_()", "exec()", id="exec-of-a-call"),
        pytest.param("def f(event):\n    return event.globalPos()", "mapToGlobal()", id="event"),
        pytest.param("from qgis.PyQt.QtCore import QRegExp", "has no QRegExp", id="class-that-is-gone"),
        pytest.param("from qgis.PyQt.QtWebKitWidgets import QWebView", "has no module", id="module-that-is-gone"),
        pytest.param("from PyQt5.QtCore import QTimer", "qgis.PyQt", id="past-qgis"),
        pytest.param("import PyQt5.QtCore", "qgis.PyQt", id="past-qgis-as-a-module"),
        pytest.param(
            "class Dock(QDockWidget):\n    def f(self):\n        self.setFeatures(self.DockWidgetClosable)",
            "QDockWidget.DockWidgetFeature.DockWidgetClosable",
            id="enum-of-self",
        ),
    ],
)
def test_the_check_sees(source, advice):
    assert any(advice in problem for problem in problems(source))


@pytest.mark.parametrize(
    "source",
    [
        "Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop",
        "QTreeView.SelectionMode.SingleSelection",
        "QVariant.Int",
        "QAction.triggered",
        "QMessageBox.StandardButton.Yes",
        "QEvent.Type.LanguageChange",
        "Qgis.MessageLevel.Warning",
        "QgsTask.Flag.CanCancel",
        "QgsMapLayerType.VectorLayer",
        "QgsProcessing.TEMPORARY_OUTPUT",
        "QgsProcessing.SourceType.TypeVectorPolygon",
        "QgsWkbTypes.Type.MultiPolygon",
        "QgsWkbTypes.geometryType(1)",
        "dialog.exec()",
    ],
)
def test_the_check_lets_pass(source):
    assert problems(source) == []
