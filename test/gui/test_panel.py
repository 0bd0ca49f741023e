"""The panel on the demonstration package, with the real engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QApplication, QToolButton

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Ingreep, Outcome
from bodem_ondergrond.plugin.gui.features import choose_features
from bodem_ondergrond.plugin.gui.nodes import NodeKind
from bodem_ondergrond.plugin.gui.panel import PAGE_INGREEP, PAGE_LAYERS, PAGE_PARAGRAPH, PAGE_TOETS
from bodem_ondergrond.plugin.gui.plugin import BodemOndergrondPlugin
from bodem_ondergrond.plugin.gui.session import SessionState
from bodem_ondergrond.plugin.gui.sketch import SketchMode
from bodem_ondergrond.test.gui.conftest import BESIDE, HOLE

PATIENCE_MS = 20_000
PLANS = Path(qgis_io.demo_package_path()).with_name("plangebieden.gpkg")
BORGER = "POLYGON((249000 549000, 249300 549000, 249300 549300, 249000 549300, 249000 549000))"


@pytest.fixture
def dock(iface, qtbot):
    plugin = BodemOndergrondPlugin(iface)
    iface.window.show()
    made = plugin.show_panel()
    made.panel.marks._timer.setInterval(1)
    yield made
    plugin.unload()


@pytest.fixture
def panel(dock):
    return dock.panel


@pytest.fixture
def loaded(dock, qtbot):
    dock.load_demo_package()
    qtbot.waitUntil(lambda: dock.session.package is not None, timeout=PATIENCE_MS)
    return dock


@pytest.fixture
def with_result(loaded, qtbot):
    with qtbot.waitSignal(loaded.finished, timeout=PATIENCE_MS):
        loaded.set_plan_area(QgsGeometry.fromWkt(BORGER), qgis_io.rd_crs(), "Proefveld Borger")
    return loaded


@pytest.fixture
def plans():
    layer = QgsVectorLayer(str(PLANS), "plangebieden", "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def policy_groups():
    root = QgsProject.instance().layerTreeRoot()
    return [group for group in root.findGroups() if group.customProperty("bodem_ondergrond/pakket")]


def test_one_click_loads_the_demonstration_package_and_its_layers_in_groups(dock, qtbot):
    dock.panel.start_banner.pressed.emit()
    qtbot.waitUntil(lambda: dock.session.state is SessionState.GEEN_PLANGEBIED, timeout=PATIENCE_MS)
    assert len(policy_groups()) == 1
    assert len(policy_groups()[0].findGroups()) > 5
    assert QgsProject.instance().crs() == qgis_io.rd_crs()


def test_loading_the_package_again_adds_no_layer_twice(loaded, qtbot):
    before = len(QgsProject.instance().mapLayers())
    loaded.load_demo_package()
    qtbot.waitUntil(lambda: loaded.session.state is SessionState.GEEN_PLANGEBIED, timeout=PATIENCE_MS)
    assert len(QgsProject.instance().mapLayers()) == before


def test_a_project_that_shows_the_package_already_gets_no_second_copy(dock, qtbot):
    layer = QgsVectorLayer(f"{qgis_io.demo_package_path()}|layername=nnn", "NNN", "ogr")
    QgsProject.instance().addMapLayer(layer)
    dock.load_demo_package()
    qtbot.waitUntil(lambda: dock.session.state is SessionState.GEEN_PLANGEBIED, timeout=PATIENCE_MS)
    assert list(QgsProject.instance().mapLayers()) == [layer.id()]


def test_a_banner_says_that_the_data_are_invented(loaded):
    assert "invented" in loaded.panel.demo_banner.text
    assert loaded.panel.start_banner.isHidden()


def test_a_package_that_cannot_be_read_is_told_and_adds_nothing(dock, qtbot, iface, tmp_path):
    path = tmp_path / "geen.gpkg"
    path.write_text("geen GeoPackage")
    dock.panel.load_package(str(path))
    qtbot.waitUntil(lambda: dock.session.state is SessionState.MISLUKT, timeout=PATIENCE_MS)
    assert policy_groups() == []
    assert any("geen.gpkg" in text for text in iface.messages)


def test_a_plan_area_is_checked_and_marked_on_the_map(with_result):
    assert with_result.assessment.oppervlakte_m2 == pytest.approx(90_000)
    assert with_result.assessment.gemeenten == ("Borger-Odoorn",)
    assert with_result.panel.marks.plan is not None


def test_a_drawn_polygon_becomes_the_plan_area(loaded, qtbot, iface):
    panel = loaded.panel
    panel.plan_area_page.draw_button.click()
    assert iface.canvas.mapTool() is panel.sketch_tool
    with qtbot.waitSignal(loaded.finished, timeout=PATIENCE_MS):
        panel.sketch_tool.drawn.emit(QgsGeometry.fromWkt(BORGER))
    assert iface.canvas.mapTool() is not panel.sketch_tool
    assert not panel.plan_area_page.draw_button.isChecked()


def test_a_polygon_drawn_on_a_map_in_degrees_lands_in_the_right_place(loaded, qtbot, iface):
    iface.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    loaded.panel._sketch(SketchMode.NIEUW)
    with qtbot.waitSignal(loaded.finished, timeout=PATIENCE_MS):
        loaded.panel.sketch_tool.drawn.emit(
            QgsGeometry.fromWkt("POLYGON((6.78 52.92, 6.79 52.92, 6.79 52.925, 6.78 52.925, 6.78 52.92))")
        )
    assert loaded.assessment.gemeenten == ("Borger-Odoorn",)


def test_part_and_hole_are_drawn_too(loaded):
    panel = loaded.panel
    loaded.set_plan_area(QgsGeometry.fromWkt(BORGER), qgis_io.rd_crs())
    panel._sketch(SketchMode.DEEL)
    panel.sketch_tool.drawn.emit(QgsGeometry.fromWkt(BESIDE))
    assert loaded.session.plan.geometrie.area == pytest.approx(100_000)
    panel._sketch(SketchMode.GAT)
    panel.sketch_tool.drawn.emit(
        QgsGeometry.fromWkt("POLYGON((249100 549100, 249200 549100, 249200 549200, 249100 549200, 249100 549100))")
    )
    assert loaded.session.plan.geometrie.area == pytest.approx(90_000)


def test_escape_gives_the_map_back_to_the_tool_that_had_it(loaded, iface):
    former = iface.canvas.mapTool()
    loaded.panel.plan_area_page.draw_button.click()
    loaded.panel.sketch_tool.left.emit()
    assert iface.canvas.mapTool() is former


def test_the_selected_features_become_the_plan_area(loaded, qtbot, iface, plans):
    ids = [feature.id() for feature in plans.getFeatures()][:2]
    plans.selectByIds(ids)
    iface.layer = plans
    with qtbot.waitSignal(loaded.finished, timeout=PATIENCE_MS):
        loaded.panel.plan_area_page.selection_button.click()
    expected = sum(plans.getFeature(i).geometry().area() for i in ids)
    assert loaded.assessment.oppervlakte_m2 == pytest.approx(expected, rel=1e-6)


def test_a_single_feature_brings_its_name_and_its_planned_works(loaded, qtbot, plans):
    feature = next(f for f in plans.getFeatures() if f["activiteiten"])
    with qtbot.waitSignal(loaded.finished, timeout=PATIENCE_MS):
        loaded.panel._take_features(choose_features(plans, [feature]))
    assert loaded.session.plan.naam == feature["naam"]
    assert loaded.session.ingreep.activiteiten == tuple(sorted(feature["activiteiten"].split(",")))


def test_without_a_selection_the_user_is_told_what_to_do(loaded, iface):
    loaded.panel.plan_area_page.selection_button.click()
    assert any("Nothing is selected" in text for text in iface.messages)


def test_a_file_with_several_features_goes_to_the_map(loaded, iface):
    loaded.panel._take_file(str(PLANS))
    assert loaded.panel.plan_area_page.layer_combo.currentLayer().featureCount() > 1
    assert loaded.session.plan is None


def test_a_file_that_cannot_be_read_is_told(loaded, iface, tmp_path):
    path = tmp_path / "notitie.txt"
    path.write_text("geen kaart")
    loaded.panel._take_file(str(path))
    assert any("notitie.txt" in text for text in iface.messages)


def test_a_municipality_can_be_the_plan_area(loaded, qtbot):
    page = loaded.panel.plan_area_page
    row = page.municipality_combo.findText("Assen")
    with qtbot.waitSignal(loaded.finished, timeout=PATIENCE_MS):
        page._pick_municipality(row)
    assert loaded.assessment.gemeenten == ("Assen",)


def test_changing_the_ingreep_checks_again(with_result, qtbot):
    before = with_result.assessment
    with qtbot.waitSignal(with_result.finished, timeout=PATIENCE_MS):
        with_result.set_ingreep(Ingreep(("bodemenergie_gesloten",), boordiepte_m=80.0))
    assert with_result.assessment.bevindingen != before.bevindingen


def test_choosing_a_finding_marks_its_overlap_and_brings_it_into_view(with_result, iface):
    page = with_result.panel.toets_page
    node = next(n for n in page.tree.nodes() if n.kind is NodeKind.BEVINDING and n.finding.overlap_m2 > 0)
    page.tree.chosen.emit(node)
    marked = with_result.panel.marks.overlap
    assert marked.area() == pytest.approx(node.finding.overlap_m2, rel=1e-3)
    assert iface.canvas.extent().contains(marked.boundingBox())


def test_a_finding_without_a_place_shows_the_whole_plan_area(with_result):
    finding = replace(with_result.assessment.bevindingen[0], meetkunde=None)
    with_result.panel._zoom_to_finding(finding)
    assert with_result.panel.marks.overlap.area() == pytest.approx(90_000, rel=1e-3)


def test_marks_follow_the_panel(with_result):
    with_result.close()
    assert not with_result.panel.marks._bands["plan"].isVisible()
    with_result.show()
    assert with_result.panel.marks._bands["plan"].isVisible()


def test_only_the_layers_that_are_hit_can_be_shown(with_result):
    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    hidden = next(node for node in nodes if node.layer().customProperty("bodem_ondergrond/laag") == "nnn")
    hidden.setItemVisibilityChecked(False)
    before = [node.itemVisibilityChecked() for node in nodes]
    with_result.panel.toets_page.only_hit_button.setChecked(True)
    hit = {layer.laag for layer in with_result.assessment.lagen if layer.uitkomst is Outcome.GERAAKT}
    visible = {n.layer().customProperty("bodem_ondergrond/laag") for n in nodes if n.itemVisibilityChecked()}
    assert visible - {"provincie", "gemeenten"} == hit - {"provincie", "gemeenten"}
    with_result.panel.toets_page.only_hit_button.setChecked(False)
    assert [node.itemVisibilityChecked() for node in nodes] == before


def test_the_foot_of_the_panel_leads_to_the_result(with_result):
    with_result.panel.show_page(PAGE_LAYERS)
    with_result.panel.status.click()
    assert with_result.panel.pages.currentIndex() == PAGE_TOETS


def test_the_arrow_keys_walk_through_the_pages(dock, qtbot):
    bar = dock.panel.navigation
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert dock.panel.pages.currentIndex() == PAGE_INGREEP
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert dock.panel.pages.currentIndex() == PAGE_LAYERS


def test_the_bar_and_the_cancel_button_come_only_when_it_takes_long(panel, qtbot, monkeypatch):
    monkeypatch.setattr(panel.session._runner, "start", lambda *_args: None)
    panel.session.load_package(qgis_io.demo_package_path())
    assert panel.progress.isHidden()
    qtbot.waitUntil(lambda: not panel.progress.isHidden(), timeout=PATIENCE_MS)
    panel.cancel_button.click()
    assert panel.progress.isHidden()
    assert panel.session.state is SessionState.GEANNULEERD


def test_the_work_is_saved_in_the_project_and_comes_back(with_result, qtbot, tmp_path):
    finding = with_result.assessment.bevindingen[0]
    with qtbot.waitSignal(with_result.finished, timeout=PATIENCE_MS):
        with_result.set_ingreep(Ingreep(("woningbouw",), diepte_cm=45.0))
    finding = with_result.assessment.bevindingen[0]
    with_result.session.set_aside(finding, "Al onderzocht", "J. Jansen")
    page = with_result.panel.paragraph_page
    page.set_length("kort")
    page.kind_combo.setCurrentIndex(1)
    page.refresh()
    page.rewrite("B3-archeologie")
    page.editor.edit.setPlainText("Eigen woorden over de kern.")
    page.editor.ready_button.click()
    with_result.session.set_text(with_result.session.text.with_answer("veld", "Antwoord."))
    kept = with_result.session.text
    assert kept.edits
    project = QgsProject.instance()
    path = str(tmp_path / "werk.qgz")
    assert project.write(path)
    area = with_result.session.plan.geometrie
    project.clear()
    assert with_result.session.plan is None
    with qtbot.waitSignal(with_result.finished, timeout=PATIENCE_MS):
        assert project.read(path)
    session = with_result.session
    assert session.plan.geometrie.equals(area)
    assert session.plan.naam == "Proefveld Borger"
    assert session.ingreep == Ingreep(("woningbouw",), diepte_cm=45.0)
    assert session.assessment.bevindingen[0].correctie.reden == "Al onderzocht"
    assert session.text == kept
    assert "Eigen woorden" in str(page.document())


def test_another_shape_of_the_same_name_is_saved_too(with_result):
    keeper = with_result.panel.keeper
    keeper.save()
    with_result.set_plan_area(QgsGeometry.fromWkt(HOLE), qgis_io.rd_crs(), "Proefveld Borger")
    keeper.save()
    assert qgis_io.restore_state(QgsProject.instance()).plan.geometrie.area == pytest.approx(400)


def test_a_damaged_state_in_the_project_is_told(panel, iface):
    QgsProject.instance().writeEntry("bodem_ondergrond", "toestand", "{kapot")
    panel.keeper.restore()
    assert any("beschadigd" in text for text in iface.messages)


def test_opening_the_panel_changes_no_project(dock, qtbot):
    qtbot.wait(600)
    assert not QgsProject.instance().isDirty()


def test_the_text_of_the_result_is_on_the_clipboard_in_one_click(with_result, qtbot):
    with_result.panel.show_page(PAGE_PARAGRAPH)
    page = with_result.panel.paragraph_page
    page.copy_button.click()
    qtbot.waitUntil(lambda: not page.export.is_writing)
    assert "Proefveld Borger" in QApplication.clipboard().text()


def test_the_panel_is_usable_at_320_pixels(with_result):
    panel = with_result.panel
    panel.setFont(QFont("DejaVu Sans", 9))
    for page in (
        panel.navigation,
        panel.plan_area_page,
        panel.ingreep_page,
        panel.toets_page,
        panel.paragraph_page,
        panel.layers_page,
    ):
        assert page.minimumSizeHint().width() <= 320


def test_every_button_without_a_text_says_what_it_does(dock):
    nameless = [
        button
        for button in dock.panel.findChildren(QToolButton)
        if not button.text() and not button.accessibleName() and button.objectName() == ""
    ]
    own = [button for button in nameless if type(button.parent()).__module__.startswith("bodem_ondergrond")]
    assert own == []
