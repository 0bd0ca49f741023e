from __future__ import annotations

import numpy as np
import pytest

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Outcome
from bodem_ondergrond.plugin.gui.layer_nodes import package_nodes, package_summary
from bodem_ondergrond.plugin.gui.pages.layers_page import LayersPage
from bodem_ondergrond.plugin.overlay import LayerData, LayerFailure, LayerProblem
from bodem_ondergrond.test.gui.conftest import SOURCE


@pytest.fixture
def page(qtbot, session):
    made = LayersPage(session)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def data():
    return LayerData(
        laag="nnn",
        soort="vlak",
        geometries=np.empty(3, dtype=object),
        ids=("1", "2", "3"),
        attributes={},
        coverage=None,
        source=SOURCE,
        repaired=2,
        skipped=1,
        problems=(LayerProblem("3", "Object 3: klasse 'x' is onbekend."),),
        unknown_class=np.zeros(3, dtype=bool),
    )


def rows(package, catalogue):
    return {row.layer: row for theme in package_nodes(package, catalogue).children for row in theme.children}


def test_every_layer_for_all_of_drenthe_is_listed_even_without_a_package(catalogue):
    assert set(rows(None, catalogue)) == {key for key, layer in catalogue.lagen.items() if layer.gemeente is None}


def test_a_layer_of_one_municipality_is_listed_when_the_package_has_it(catalogue, package):
    own = next(key for key, layer in catalogue.lagen.items() if layer.gemeente is not None)
    package.lagen[own] = LayerFailure(own, Outcome.NIET_GETOETST, "Geen coördinatenstelsel.", SOURCE)
    assert own in rows(package, catalogue)


def test_a_loaded_layer_tells_its_objects_source_date_and_health(catalogue, package, data, dutch_locale):
    package.lagen["nnn"] = data
    row = rows(package, catalogue)["nnn"]
    details = {child.title: child.text for child in row.children}
    assert row.badge.word == "loaded"
    assert row.trailing == "3 objects"
    assert details["Source of the data"] == "pakket.gpkg"
    assert details["Reference date"].replace("\u00a0", " ") in {"01-11-2026", "1-11-2026", "1 november 2026"}
    assert "2 geometries repaired" in details["Health"]
    assert "Object 3" in details["Health"]


def test_a_layer_that_failed_is_an_error_with_its_reason_and_its_theme_is_open(catalogue, package):
    package.lagen["nnn"] = LayerFailure("nnn", Outcome.NIET_GETOETST, "Geen coördinatenstelsel.", SOURCE)
    row = rows(package, catalogue)["nnn"]
    assert row.badge.word == "error"
    assert row.text == "Geen coördinatenstelsel."
    assert row.parent.expanded


def test_a_layer_that_is_not_in_the_package_has_no_data(catalogue, package):
    row = rows(package, catalogue)["nnn"]
    assert row.badge.word == "no data"
    assert row.text


def test_the_summary_counts_states(catalogue, package, data):
    package.lagen["nnn"] = data
    assert package_summary(package, catalogue).startswith("1\u00a0loaded")


def test_the_page_names_the_package_in_use(page, session, runner, package, dutch_locale):
    session.load_package(qgis_io.demo_package_path())
    assert "Reading" in page.package_label.text()
    session.check()
    runner.give(package=package)
    assert "Proefpakket" in page.package_label.text()


def test_a_package_that_cannot_be_read_is_not_called_loaded(page, session, runner):
    session.load_package("/geen/pakket.gpkg")
    session.check()
    runner.mislukt.emit("Het bestand bestaat niet.")
    assert "No package" in page.package_label.text()
