"""The map as a QGIS layout: what is on it, that it is drawn off the screen, and files that can be opened."""

from __future__ import annotations

import datetime as dt
import shutil
import threading

import pytest
from qgis.core import (
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPolygon,
    QgsLayoutItemScaleBar,
    QgsLinePatternFillSymbolLayer,
    QgsProject,
    QgsRasterLayer,
    QgsSingleSymbolRenderer,
)
from qgis.PyQt.QtCore import QByteArray
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtSvg import QSvgRenderer

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import FieldNames
from bodem_ondergrond.plugin.jobs.demo import DEMO_PLAN_AREAS
from bodem_ondergrond.plugin.qgis_io import QgisIoError
from bodem_ondergrond.plugin.qgis_io.drawings import rasterise
from bodem_ondergrond.plugin.qgis_io.map_layers import ProjectStyles, background_layers
from bodem_ondergrond.plugin.qgis_io.map_layout import MapLayout, Page
from bodem_ondergrond.plugin.qgis_io.maps import MapMaker, MapOptions, draw_maps
from bodem_ondergrond.plugin.report import map_svg, result_json
from bodem_ondergrond.plugin.report.map_content import map_content
from bodem_ondergrond.plugin.toets import toets

TIMEOUT_MS = 60_000
DPI = 60
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.timezone.utc)
TINY, LARGE, MUNICIPALITY, ACROSS_BORDER, WITH_LINES, BANNED = "5", "25", "11", "9", "4", "7"


@pytest.fixture(scope="module")
def package(qgis_app, catalogue):
    return qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue)


@pytest.fixture(scope="module")
def assessments(package, catalogue):
    layer = qgis_io.open_plan_layer(str(DEMO_PLAN_AREAS))
    context = QgsProject.instance().transformContext()
    plans = list(qgis_io.feature_plan_areas(layer, FieldNames(), catalogue, context))
    return {assessment.plan.id: assessment for assessment in toets(plans, package, catalogue, now=NOW)}


@pytest.fixture
def make_layout(assessments, package, catalogue):
    def make(number, *, thema=None, page=Page.FIGUUR, **settings):
        return MapLayout(map_content(assessments[number], catalogue, package, thema), page, **settings)

    return make


def items(layout, kind):
    return [item for item in layout.layout.items() if isinstance(item, kind)]


def legend_names(layout):
    (legend,) = items(layout, QgsLayoutItemLegend)
    return [layer.name().replace("\n", " ") for layer in legend.model().rootGroup().findLayers()]


def labels(layout):
    return {item.id(): item.text() for item in items(layout, QgsLayoutItemLabel)}


@pytest.mark.parametrize("number", [TINY, LARGE, MUNICIPALITY, ACROSS_BORDER, WITH_LINES])
def test_a_layout_has_map_title_north_arrow_scale_bar_legend_and_source(make_layout, number):
    layout = make_layout(number)
    said = labels(layout)
    assert layout.content.gebied in said["titel"]
    assert "verzonnen grenzen" in said["bron"]
    assert "peildatum" in said["bron"]
    assert len(items(layout, QgsLayoutItemScaleBar)) == 1
    assert {item.id() for item in items(layout, QgsLayoutItemPolygon)} == {"noordpijl", "noordpijl_rechts"}
    assert items(layout, QgsLayoutItemLegend)
    kaart = next(item for item in items(layout, QgsLayoutItemMap) if item.id() == "kaart")
    assert kaart.crs().authid() == "EPSG:28992"


@pytest.mark.parametrize("number", [TINY, LARGE, MUNICIPALITY, ACROSS_BORDER, WITH_LINES])
def test_the_legend_has_the_plan_area_and_what_is_hit_and_nothing_else(make_layout, assessments, number, catalogue):
    layout = make_layout(number)
    hit = {row.laag for row in assessments[number].lagen if row.uitkomst.value == "geraakt"}
    known = {catalogue.lagen[laag].naam for laag in hit}
    first, *names = legend_names(layout)
    assert first == "Plangebied"
    for name in names:
        assert name == "Buiten Drenthe, niet getoetst" or any(layer in name for layer in known), name
    assert len(names) >= len(layout.content.klassen)


def test_the_scale_on_paper_is_that_of_the_map(make_layout):
    layout = make_layout(WITH_LINES)
    kaart = next(item for item in items(layout, QgsLayoutItemMap) if item.id() == "kaart")
    assert kaart.scale() == pytest.approx(layout.content.venster.schaal, rel=0.01)


def test_the_plan_area_lies_on_top_of_every_zone(make_layout):
    layout = make_layout(LARGE)
    names = [layer.name() for layer in layout.layers]
    assert names.index("Plangebied") < min(index for index, name in enumerate(names) if name[:1].isdigit())


def test_nothing_on_a_page_covers_something_else(make_layout):
    layout = make_layout(MUNICIPALITY)
    boxes = {
        item.id(): item.sceneBoundingRect()
        for item in layout.layout.items()
        if isinstance(item, (QgsLayoutItemLabel, QgsLayoutItemLegend)) and item.id() not in ("noord", "stelsel")
    }
    names = sorted(boxes, key=lambda name: boxes[name].top())
    for upper, lower in zip(names, names[1:]):
        assert boxes[upper].bottom() <= boxes[lower].top() + 0.5, (upper, lower)


def test_a_map_on_its_own_is_a_sheet_of_a4(make_layout):
    layout = make_layout(TINY, page=Page.A4)
    assert (layout.breedte_mm, layout.hoogte_mm) == (210, 297)


def test_a_theme_has_a_map_of_its_own(make_layout):
    layout = make_layout(MUNICIPALITY, thema="grondwater")
    assert labels(layout)["ondertitel"].startswith("Grondwater")
    assert not any("Natuurnetwerk" in name for name in legend_names(layout))


def test_a_map_is_drawn_without_a_screen(assessments, package, catalogue):
    (picture,) = draw_maps(assessments[WITH_LINES], catalogue, package, MapOptions(dpi=DPI))
    seen = {picture.image.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 400, 3)}
    assert len(seen) > 5


def test_resolution_is_the_users_choice(assessments, package, catalogue):
    coarse, fine = (draw_maps(assessments[TINY], catalogue, package, MapOptions(dpi=dpi))[0].image for dpi in (60, 120))
    assert fine.width() == pytest.approx(2 * coarse.width(), abs=2)


def test_a_map_comes_as_png_and_as_a_pdf_page(assessments, package, catalogue):
    (picture,) = draw_maps(assessments[LARGE], catalogue, package, MapOptions(dpi=DPI, pagina=Page.A4, pdf=True))
    assert QImage.fromData(picture.png).size() == picture.image.size()
    assert picture.pdf.startswith(b"%PDF")
    assert b"/Count 1" in picture.pdf


def test_a_map_that_is_not_asked_for_as_pdf_costs_no_pdf(assessments, package, catalogue):
    (picture,) = draw_maps(assessments[TINY], catalogue, package, MapOptions(dpi=DPI))
    assert picture.pdf == b""


def test_the_project_of_the_user_is_left_as_it_is(project, assessments, package, catalogue):
    draw_maps(assessments[LARGE], catalogue, package, MapOptions(dpi=DPI), project)
    assert project.mapLayers() == {}
    assert project.layoutManager().layouts() == []
    assert not project.isDirty()


def test_a_ban_is_hatched(make_layout):
    layout = make_layout(BANNED)
    banned = next(item for item in layout.content.klassen if item.verboden)
    (layer,) = (layer for layer in layout.layers if layer.name().startswith(f"{banned.nummer}  "))
    symbol = layer.renderer().symbol()
    kinds = [type(symbol.symbolLayer(index)) for index in range(symbol.symbolLayerCount())]
    assert QgsLinePatternFillSymbolLayer in kinds


@pytest.fixture
def copy_of_demo(tmp_path):
    """A package to open as map layers: QGIS writes in a GeoPackage that it looks at."""
    return str(shutil.copy(qgis_io.demo_package_path(), tmp_path))


# --- the project of the user -----------------------------------------------------------------------------------------


def test_a_layer_that_is_open_in_the_project_looks_as_it_does_there(project, make_layout, catalogue, copy_of_demo):
    loaded = qgis_io.add_policy_layers(copy_of_demo, catalogue, project, ["robuuste_beekdalen"])
    symbol = loaded.layers["robuuste_beekdalen"].renderer().symbol().clone()
    symbol.setColor(QColor("#123456"))
    loaded.layers["robuuste_beekdalen"].setRenderer(QgsSingleSymbolRenderer(symbol))
    layout = make_layout(LARGE, styles=ProjectStyles(project))
    (layer,) = (layer for layer in layout.layers if "Robuuste beekdalen" in layer.name())
    assert layer.renderer().symbol().color().name() == "#123456"


def test_a_filter_in_the_project_does_not_change_what_the_map_shows(project, make_layout, catalogue, copy_of_demo):
    loaded = qgis_io.add_policy_layers(copy_of_demo, catalogue, project, ["robuuste_beekdalen"])
    loaded.layers["robuuste_beekdalen"].setSubsetString("fid < 0")
    layout = make_layout(LARGE, styles=ProjectStyles(project))
    (layer,) = (layer for layer in layout.layers if "Robuuste beekdalen" in layer.name())
    assert layer.featureCount() > 0


def test_the_visible_background_of_the_project_lies_below_everything(project, make_layout, tmp_path):
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ffeeaa"))
    picture.save(str(tmp_path / "luchtfoto.png"))
    for name in ("Luchtfoto", "Uitgezet"):
        project.addMapLayer(QgsRasterLayer(str(tmp_path / "luchtfoto.png"), name))
    project.layerTreeRoot().findLayer(project.mapLayersByName("Uitgezet")[0]).setItemVisibilityChecked(False)
    background = background_layers(project)
    assert [layer.name() for layer in background] == ["Luchtfoto"]
    layout = make_layout(TINY, background=background)
    assert layout.layers[-1].name() == "Luchtfoto"
    assert labels(layout)["achtergrond"] == "Achtergrond: Luchtfoto."


# --- while the user goes on ------------------------------------------------------------------------------------------


def test_maps_are_made_in_the_background_in_the_order_asked_for(qtbot, assessments, package, catalogue):
    maker = MapMaker()
    with qtbot.waitSignal(maker.klaar, timeout=TIMEOUT_MS) as caught:
        maker.start(assessments[MUNICIPALITY], catalogue, package, MapOptions(themas=(None, "natuur"), dpi=DPI))
        assert maker.is_running
    assert [picture.content.id for picture in caught.args[0]] == ["overzicht", "natuur"]
    assert not maker.is_running


def test_what_a_map_shows_is_worked_out_off_the_main_thread(qtbot, assessments, package, catalogue, monkeypatch):
    threads = []

    def watch(*arguments):
        threads.append(threading.get_ident())
        return map_content(*arguments)

    monkeypatch.setattr("bodem_ondergrond.plugin.qgis_io.maps.map_content", watch)
    maker = MapMaker()
    with qtbot.waitSignal(maker.klaar, timeout=TIMEOUT_MS):
        maker.start(assessments[TINY], catalogue, package, MapOptions(dpi=DPI))
    assert threads
    assert threading.get_ident() not in threads


def test_a_map_that_is_no_longer_wanted_does_not_come(qtbot, assessments, package, catalogue):
    maker = MapMaker()
    maker.start(assessments[MUNICIPALITY], catalogue, package, MapOptions(dpi=DPI))
    with qtbot.waitSignal(maker.klaar, timeout=TIMEOUT_MS) as caught:
        maker.start(assessments[TINY], catalogue, package, MapOptions(dpi=DPI))
    assert caught.args[0][0].content.gebied == assessments[TINY].plan.naam
    maker.start(assessments[TINY], catalogue, package, MapOptions(dpi=DPI))
    with qtbot.assertNotEmitted(maker.klaar, wait=300):
        maker.cancel()


def test_without_data_there_is_no_map_and_the_reason_is_said(qtbot, assessments, catalogue):
    stored = result_json.from_text(result_json.to_text(assessments[WITH_LINES]))
    with pytest.raises(QgisIoError, match="geen kaart te maken"):
        draw_maps(stored, catalogue, None)
    maker = MapMaker()
    with qtbot.waitSignal(maker.mislukt, timeout=TIMEOUT_MS) as caught:
        maker.start(stored, catalogue, None)
    assert "geen kaart te maken" in caught.args[0]


# --- in documents ----------------------------------------------------------------------------------------------------


def test_a_map_becomes_a_figure_that_carries_its_picture(assessments, package, catalogue):
    (picture,) = draw_maps(assessments[TINY], catalogue, package, MapOptions(dpi=DPI))
    figure = picture.figure
    assert "data:image/png;base64," in figure.svg
    assert figure.breedte == pytest.approx(174)
    assert QSvgRenderer(QByteArray(figure.svg.encode())).isValid()


def test_drawings_and_pictures_become_png_for_office_programs(assessments, package, catalogue):
    (picture,) = draw_maps(assessments[TINY], catalogue, package, MapOptions(dpi=DPI))
    for figure in (picture.figure, map_svg.figure(assessments[TINY], catalogue, package)):
        image = QImage.fromData(rasterise(figure, dpi=100))
        assert image.width() == round(174 * 100 / 25.4)
        seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}
        assert len(seen) > 5
