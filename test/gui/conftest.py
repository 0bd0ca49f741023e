"""A QGIS window without QGIS, a check without an engine, and assessments made to order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
import shapely
from qgis.core import QgsGeometry, QgsProject, QgsSettings
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QLocale, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMainWindow

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain import (
    Assessment,
    Citation,
    DataSource,
    Finding,
    Ingreep,
    LayerOutcome,
    Outcome,
    PackageInfo,
    PlanArea,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.gui.session import Session

SQUARE = "POLYGON((240000 556000, 240100 556000, 240100 556100, 240000 556100, 240000 556000))"
HOLE = "POLYGON((240020 556020, 240040 556020, 240040 556040, 240020 556040, 240020 556020))"
BESIDE = "POLYGON((240200 556000, 240300 556000, 240300 556100, 240200 556100, 240200 556000))"
SOURCE = DataSource("bestand", "pakket.gpkg", "2026-11-01")
RULE = "archeologie_provinciaal.waarde_1"


class Iface:
    """What the plugin uses of QGIS's own window."""

    def __init__(self):
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.canvas.setDestinationCrs(qgis_io.rd_crs())
        self.window.setCentralWidget(self.canvas)
        self.bar = QgsMessageBar(self.window)
        self.menu = {}
        self.layer = None
        self.window.resize(1200, 800)

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def activeLayer(self):
        return self.layer

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def addToolBar(self, name):
        return self.window.addToolBar(name)

    def addPluginToMenu(self, name, action):
        self.menu.setdefault(name, []).append(action)

    def removePluginMenu(self, name, action):
        self.menu[name].remove(action)

    @property
    def messages(self):
        return [item.text() for item in self.bar.items()]


class FakeRunner(QObject):
    """Checks nothing: a test says what the outcome is, and when."""

    gestart = pyqtSignal()
    voortgang = pyqtSignal(float)
    klaar = pyqtSignal(object)
    mislukt = pyqtSignal(str)
    geannuleerd = pyqtSignal()

    def __init__(self):
        super().__init__()
        self.requests = []

    def start(self, plans, source, lagen=None):
        self.requests.append(list(plans))
        self.gestart.emit()

    def cancel(self):
        self.geannuleerd.emit()

    def close(self):
        pass

    def give(self, *assessments, package):
        self.klaar.emit(SimpleNamespace(assessments=assessments, package=package, seconds=0.01))


@dataclass
class FakePackage:
    info: PackageInfo
    lagen: dict


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(autouse=True)
def _clean_qgis(qgis_new_project):
    """Every test starts with an empty project and no settings of the plugin."""
    settings = QgsSettings()
    settings.remove("bodem_ondergrond")
    yield
    settings.remove("bodem_ondergrond")
    settings.remove("locale/userLocale")
    QLocale.setDefault(QLocale.c())
    QgsProject.instance().clear()


@pytest.fixture
def dutch_locale():
    QLocale.setDefault(QLocale("nl_NL"))


@pytest.fixture
def english_locale():
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def iface(qgis_app, qtbot):
    made = Iface()
    qtbot.addWidget(made.window)
    return made


@pytest.fixture
def runner():
    return FakeRunner()


@pytest.fixture
def session(catalogue, runner, qgis_app):
    return Session(catalogue, runner)


@pytest.fixture
def package():
    info = PackageInfo("Proefpakket", "1", "2026-11-01", demonstratie=True, sha256=None)
    return FakePackage(info, {})


@pytest.fixture
def make_finding():
    def make(verdict=Verdict.NEE_TENZIJ, rule=RULE, theme="erfgoed", layer="archeologie_provinciaal", **values):
        given = {
            "id": f"{rule}#1",
            "klasse": "1",
            "uitkomst": Outcome.GERAAKT,
            "herkomst_oordeel": VerdictOrigin.BRON,
            "overlap_m2": 1240.0,
            "aandeel": 0.124,
            "zinnen": ("Het plangebied ligt in een gebied met archeologische waarde.",),
            "bevoegd_gezag": ("provincie",),
            "bronnen": (Citation("omgevingsvisie-2022", "4.2.4.2"),),
            "meetkunde": lambda: shapely.from_wkt(HOLE),
            **values,
        }
        return Finding(regel=rule, thema=theme, laag=layer, oordeel=verdict, **given)

    return make


@pytest.fixture
def make_outcome():
    def make(layer, outcome, theme="erfgoed", reason=None, **values):
        return LayerOutcome(layer, theme, outcome, reason, SOURCE, **values)

    return make


@pytest.fixture
def make_assessment(package):
    def make(findings=(), layers=(), *, outside=0.0, name="Proefveld"):
        plan = PlanArea("1", name, shapely.from_wkt(SQUARE), Ingreep())
        return Assessment(
            plan=plan,
            oppervlakte_m2=10_000.0,
            gemeenten=("Assen",),
            buiten_provincie_m2=outside,
            pakket=package.info,
            catalogus_versie="1",
            catalogus_sha256="0" * 64,
            plugin_versie="0",
            tijdstip="2026-11-20T12:00:00+01:00",
            lagen=tuple(layers),
            bevindingen=tuple(findings),
        )

    return make


@pytest.fixture
def square():
    return QgsGeometry.fromWkt(SQUARE)


@pytest.fixture
def checked(session, runner, package, square, make_assessment, make_finding, make_outcome):
    """A session with a result: one finding, one layer not hit, one not checked."""
    session.load_package(qgis_io.demo_package_path())
    session.check()
    runner.give(package=package)
    session.set_plan_area(square, qgis_io.rd_crs(), "Proefveld")
    session.check()
    assessment = make_assessment(
        [make_finding()],
        [
            make_outcome("archeologie_provinciaal", Outcome.GERAAKT),
            make_outcome("amk_terreinen", Outcome.NIET_GERAAKT),
            make_outcome("aardkundig_erfgoed", Outcome.NIET_GETOETST, reason="Het veld 'niveau' ontbreekt."),
        ],
    )
    runner.give(replace(assessment, plan=session.plan), package=package)
    return session
