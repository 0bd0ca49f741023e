from __future__ import annotations

import subprocess
import sys

import pytest
from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtWidgets import QDialog, QDockWidget, QLabel, QToolBar

from bodem_ondergrond import classFactory
from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.qgis_io.engine import EngineStatus

LIGHT = """
import sys
from qgis.core import QgsApplication
app = QgsApplication([], False)
before = set(sys.modules)  # QGIS 3.40 loads numpy and shapely itself
from bodem_ondergrond import classFactory
plugin = classFactory(None)
plugin.initGui()
print(sorted({"shapely", "yaml", "jinja2", "numpy", "fiona"} & (set(sys.modules) - before)))
plugin.unload()
"""


@pytest.fixture
def plugin(iface):
    made = classFactory(iface)
    made.initGui()
    yield made
    made.unload()


def test_one_action_stands_in_a_toolbar_and_beside_the_guide_in_the_menu(plugin, iface):
    assert iface.menu == {"Bodem && Ondergrond": [plugin.action, plugin.help_action]}
    assert [bar.actions() for bar in iface.window.findChildren(QToolBar)] == [[plugin.action]]


def test_the_algorithms_are_in_the_toolbox(plugin):
    registry = QgsApplication.processingRegistry()
    assert registry.algorithmById("bodem_ondergrond:toetsplangebieden") is not None


def test_the_panel_is_made_when_it_is_first_asked_for(plugin):
    assert plugin.dock is None
    plugin.action.trigger()
    assert plugin.dock is plugin.show_panel()
    assert plugin.dock.isVisibleTo(plugin.dock.parentWidget())


def test_nothing_is_left_after_unloading_three_times(iface, qtbot):
    before = len(iface.canvas.scene().items())
    for _ in range(3):
        made = classFactory(iface)
        made.initGui()
        made.show_panel()
        made.help_action.trigger()
        made.unload()
        qtbot.wait(10)
    assert iface.menu == {"Bodem && Ondergrond": []}
    assert iface.window.findChildren(QDockWidget) == []
    assert iface.window.findChildren(QDialog) == []
    assert iface.window.findChildren(QToolBar) == []
    assert QgsApplication.processingRegistry().providerById("bodem_ondergrond") is None
    assert len(iface.canvas.scene().items()) == before


def test_starting_loads_nothing_heavy():
    run = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    assert run.stdout.strip().splitlines()[-1] == "[]"


def test_without_the_engine_the_panel_says_what_to_do(plugin, monkeypatch):
    monkeypatch.setattr(qgis_io, "engine_available", lambda: EngineStatus(False, "Shapely 1.8 is te oud."))
    dock = plugin.show_panel()
    assert dock.panel is None
    assert "Shapely 1.8 is te oud." in [label.text() for label in dock.findChildren(QLabel)]
    with pytest.raises(RuntimeError, match="te oud"):
        dock.session  # noqa: B018


@pytest.mark.parametrize("locale", [None, "", "nl", "en_GB", "xx", "nl_NL"])
def test_any_locale_and_none_at_all_will_do(iface, locale):
    if locale is None:
        QgsSettings().remove("locale/userLocale")
    else:
        QgsSettings().setValue("locale/userLocale", locale)
    made = classFactory(iface)
    made.initGui()
    made.unload()
