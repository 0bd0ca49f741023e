"""The map of an opgave as a QGIS layout: the same words as the drawing, none on top of another."""

from __future__ import annotations

import datetime as dt

import pytest
from qgis.core import QgsLayoutItemLabel, QgsProject

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import FieldNames
from bodem_ondergrond.plugin.jobs.demo import DEMO_PLAN_AREAS
from bodem_ondergrond.plugin.qgis_io.map_layout import MapLayout
from bodem_ondergrond.plugin.qgis_io.maps import MapOptions, draw_maps
from bodem_ondergrond.plugin.report.map_content import map_content
from bodem_ondergrond.plugin.toets import toets

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.timezone.utc)


@pytest.fixture(scope="module")
def package(qgis_app, catalogue):
    return qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue)


@pytest.fixture(scope="module")
def emmen(package, catalogue):
    layer = qgis_io.open_plan_layer(str(DEMO_PLAN_AREAS))
    context = QgsProject.instance().transformContext()
    plans = [
        plan
        for plan in qgis_io.feature_plan_areas(layer, FieldNames(), catalogue, context)
        if plan.naam.startswith("Geothermie")
    ]
    return next(iter(toets(plans, package, catalogue, now=NOW)))


def labels(layout):
    return {item.id(): item for item in layout.layout.items() if isinstance(item, QgsLayoutItemLabel)}


def test_layout_of_an_opgave_has_its_claims_and_what_it_meets(emmen, package, catalogue):
    layout = MapLayout(map_content(emmen, catalogue, package, opgave="geothermie"))
    found = labels(layout)
    assert found["ondertitel"].text() == "Opgavekaart: Geothermie"
    assert found["naast0_kop"].text() == "Wat de opgave vraagt"
    assert "• Een warmtenet met genoeg afnemers" in found["naast0"].text()
    assert "vragen geothermie en gasopslag" in found["naast1"].text()


def test_columns_of_words_do_not_cover_each_other_or_the_legend(emmen, package, catalogue):
    layout = MapLayout(map_content(emmen, catalogue, package, opgave="geothermie"))
    found = labels(layout)
    assert found["naast0"].sceneBoundingRect().right() <= found["naast1"].sceneBoundingRect().left()
    upper = max(found[name].sceneBoundingRect().bottom() for name in ("naast0", "naast1"))
    assert upper <= found["naast2_kop"].sceneBoundingRect().top()
    lowest = max(found[name].sceneBoundingRect().bottom() for name in ("naast2", "naast3"))
    assert lowest <= layout.layout.itemById("legenda").sceneBoundingRect().top()


def test_map_of_each_opgave_is_made_after_those_of_themes(emmen, package, catalogue):
    options = MapOptions(themas=(None,), opgaven=("geothermie", "bodemdaling"), dpi=40)
    made = draw_maps(emmen, catalogue, package, options)
    assert [picture.content.id for picture in made] == ["overzicht", "opgave-geothermie", "opgave-bodemdaling"]
