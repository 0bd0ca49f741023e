"""A layer of the project takes the place of a policy layer."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialogButtonBox

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Outcome
from bodem_ondergrond.plugin.gui.connection_dialog import ConnectionDialog
from bodem_ondergrond.plugin.gui.plugin import BodemOndergrondPlugin
from bodem_ondergrond.plugin.gui.session import SessionState
from bodem_ondergrond.plugin.qgis_io.connections import distinct_values, matching_class, matching_field
from bodem_ondergrond.test.gui.conftest import HOLE, SQUARE

PATIENCE_MS = 20_000


@pytest.fixture
def make_layer():
    """Make a layer in memory: rows of (WKT, soort), put in the project."""

    def make(rows=((HOLE, "natuur"),), kind="Polygon?crs=EPSG:28992", field="soort"):
        layer = QgsVectorLayer(f"{kind}&field={field}:string&field=naam:string", "Eigen natuur", "memory")
        features = []
        for wkt, value in rows:
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
            feature.setAttributes([value, "Veld"])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        QgsProject.instance().addMapLayer(layer)
        return layer

    return make


@pytest.fixture
def make_dialog(qtbot, catalogue):
    def make(policy_layer="nnn", present=()):
        dialog = ConnectionDialog(catalogue, present, policy_layer)
        qtbot.addWidget(dialog)
        return dialog

    return make


def can_be_accepted(dialog):
    return dialog._buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


# -- the dialog ----------------------------------------------------------------------------------------------------


def test_only_layers_of_the_right_kind_can_be_chosen(make_layer, make_dialog):
    make_layer()
    points = make_layer(rows=(("POINT(240000 556000)", "x"),), kind="Point?crs=EPSG:28992")
    dialog = make_dialog("aardkundige_monumenten")
    offered = [dialog.layer_combo.layer(row) for row in range(dialog.layer_combo.count())]
    assert [layer for layer in offered if layer is not None] == [points]


def test_without_a_layer_the_dialog_says_which_kind_is_needed(make_dialog):
    dialog = make_dialog()
    assert not can_be_accepted(dialog)
    assert "areas" in dialog.banner.text


def test_a_needed_field_is_asked_for(make_layer, make_dialog):
    dialog = make_dialog("aardkundig_erfgoed")
    dialog.layer_combo.setLayer(make_layer())
    assert "Choose the field for niveau" in dialog.banner.text
    assert not can_be_accepted(dialog)
    dialog.choice("niveau").combo.setField("soort")
    assert can_be_accepted(dialog)


def test_a_field_of_the_same_name_and_classes_by_id_or_label_need_no_choice(make_layer, make_dialog, catalogue):
    label = catalogue.lagen["nnn"].velden["type"].waarden["verbinding"]
    layer = make_layer(rows=((HOLE, "NATUUR"), (SQUARE, label.upper())), field="Type")
    dialog = make_dialog()
    dialog.layer_combo.setLayer(layer)
    assert dialog.connection == qgis_io.LayerConnection(
        "nnn", layer.id(), {"type": "Type"}, {"type": {"NATUUR": "natuur", label.upper(): "verbinding"}}
    )
    assert dialog.banner.text == ""


def test_values_without_a_class_are_named_and_can_get_one(make_layer, make_dialog):
    dialog = make_dialog()
    dialog.layer_combo.setLayer(make_layer(rows=((HOLE, "kern"), (SQUARE, None)), field="type"))
    assert "kern" in dialog.banner.text
    assert "(empty)" in dialog.banner.text
    assert can_be_accepted(dialog)
    combo = dialog.choice("type")._classes["kern"]
    combo.setCurrentIndex(combo.findData("natuur"))
    assert dialog.connection.klassen == {"type": {"kern": "natuur"}}


def test_a_field_with_all_kinds_of_values_is_no_field_with_classes(make_layer, make_dialog):
    dialog = make_dialog()
    dialog.layer_combo.setLayer(make_layer(rows=[(HOLE, f"gebied {number}") for number in range(70)], field="type"))
    assert not can_be_accepted(dialog)
    assert "60" in dialog.banner.text


def test_a_layer_without_a_coordinate_system_is_refused(make_layer, make_dialog):
    dialog = make_dialog()
    layer = make_layer(kind="Polygon?", field="type")
    layer.setCrs(type(layer.crs())())
    dialog.layer_combo.setLayer(layer)
    assert not can_be_accepted(dialog)
    assert "coordinate system" in dialog.banner.text


def test_a_connection_that_is_there_is_shown_again(make_layer, make_dialog):
    layer = make_layer(rows=((HOLE, "kern"),))
    present = qgis_io.LayerConnection("nnn", layer.id(), {"type": "soort"}, {"type": {"kern": "natuur"}})
    assert make_dialog(present=[present]).connection == present


def test_a_layer_without_fields_to_map_needs_none(make_layer, make_dialog):
    dialog = make_dialog("oude_bosgroeiplaatsen")
    dialog.layer_combo.setLayer(make_layer())
    assert can_be_accepted(dialog)


# -- values and classes --------------------------------------------------------------------------------------------


def test_values_are_listed_as_the_engine_compares_them(make_layer):
    layer = make_layer(rows=((HOLE, " b "), (HOLE, "a"), (HOLE, None), (HOLE, "a")))
    assert distinct_values(layer, "soort", 5) == ("", "a", "b")
    assert distinct_values(layer, "soort", 2) is None
    assert distinct_values(layer, "bestaat_niet", 5) == ()


def test_a_field_is_found_in_whatever_case(make_layer):
    assert matching_field(make_layer(field="TYPE"), "type") == "TYPE"
    assert matching_field(make_layer(), "type") == ""


@pytest.mark.parametrize(("value", "expected"), [("1", "1"), ("Waarde 9", ""), ("", "")])
def test_a_value_is_a_class_only_when_it_says_so(catalogue, value, expected):
    assert matching_class(value, catalogue.lagen["archeologie_provinciaal"].velden["waarde"]) == expected


# -- in the panel --------------------------------------------------------------------------------------------------


@pytest.fixture
def dock(iface, qtbot):
    plugin = BodemOndergrondPlugin(iface)
    iface.window.show()
    yield plugin.show_panel()
    plugin.unload()


@pytest.fixture
def check(qtbot, dock):
    """Do something that makes the panel check, and return the result."""

    def run(action):
        with qtbot.waitSignal(dock.finished, timeout=PATIENCE_MS):
            action()
        return dock.assessment

    return run


def outcome(assessment, layer):
    return next(row for row in assessment.lagen if row.laag == layer)


@pytest.fixture
def connection(make_layer):
    return qgis_io.LayerConnection("nnn", make_layer().id(), {"type": "soort"})


def test_a_connected_layer_is_checked_and_says_where_it_comes_from(dock, check, connection):
    dock.session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Veld")
    assessment = check(lambda: dock.session.connect_layer(connection))
    assert outcome(assessment, "nnn").uitkomst is Outcome.GERAAKT
    assert outcome(assessment, "nnn").bron.soort == "project"
    assert outcome(assessment, "natura2000").uitkomst is Outcome.GEEN_GEGEVENS


def test_a_connection_lies_over_the_package_and_can_be_let_go(dock, check, connection):
    dock.session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Veld")
    before = check(lambda: dock.load_demo_package(False))
    check(lambda: dock.session.connect_layer(connection))
    page = dock.panel.layers_page
    node = next(node for node in page.tree.nodes() if node.layer == "nnn" and node.parent.layer is None)
    assert node.text == "layer of the project: Eigen natuur"
    page.tree.setCurrentIndex(page.tree.index_of(node))
    assert page.disconnect_button.isEnabled()
    after = check(page.disconnect_button.click)
    assert outcome(after, "nnn") == outcome(before, "nnn")
    assert not page.disconnect_button.isEnabled()


def test_the_button_of_the_page_makes_the_connection(dock, check, make_layer, monkeypatch):
    layer = make_layer(field="type")
    dock.session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Veld")

    def choose(dialog):
        dialog.policy_combo.setCurrentIndex(dialog.policy_combo.findData("nnn"))
        dialog.layer_combo.setLayer(layer)
        return 1

    monkeypatch.setattr(ConnectionDialog, "exec", choose)
    assessment = check(dock.panel.layers_page.connect_button.click)
    assert outcome(assessment, "nnn").uitkomst is Outcome.GERAAKT


def test_objects_that_change_are_checked_again(dock, check, connection):
    dock.session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Veld")
    check(lambda: dock.session.connect_layer(connection))
    layer = QgsProject.instance().mapLayer(connection.layer_id)

    def empty():
        layer.startEditing()
        layer.deleteFeatures([feature.id() for feature in layer.getFeatures()])
        layer.commitChanges()

    assert outcome(check(empty), "nnn").uitkomst is Outcome.GEEN_GEGEVENS


def test_a_layer_that_is_taken_out_of_the_project_is_let_go_and_that_is_told(qtbot, dock, check, connection, iface):
    dock.session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Veld")
    check(lambda: dock.load_demo_package(False))
    dock.session.connect_layer(connection)
    QgsProject.instance().removeMapLayer(connection.layer_id)
    qtbot.waitUntil(lambda: dock.session.connections == ())
    qtbot.waitUntil(lambda: dock.session.state is SessionState.KLAAR, timeout=PATIENCE_MS)
    assert any("comes from the package again" in text for text in iface.messages)


def test_closing_a_project_is_no_layer_taken_out(qtbot, dock, connection, iface):
    dock.session.connect_layer(connection)
    QgsProject.instance().clear()
    qtbot.wait(50)
    assert dock.session.connections == ()
    assert iface.messages == []


def test_a_connection_comes_back_with_the_project(qtbot, dock, check, connection, tmp_path):
    layer = QgsProject.instance().mapLayer(connection.layer_id)
    dock.session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Veld")
    check(lambda: dock.session.connect_layer(connection))
    dock.panel.keeper.save()
    dock.session.disconnect_layers(["nnn"])
    dock.panel.keeper._timer.stop()
    assessment = check(dock.panel.keeper.restore)
    assert dock.session.connections == (connection,)
    assert outcome(assessment, "nnn").bron.locatie == layer.name()


def test_a_connected_layer_that_cannot_be_opened_is_told_and_nothing_is_checked(qtbot, dock, iface):
    dock.session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Veld")
    dock.session.connect_layer(qgis_io.LayerConnection("nnn", "weg"))
    qtbot.waitUntil(lambda: dock.session.state is SessionState.MISLUKT)
    assert "nnn" in dock.session.message
    assert dock.assessment is None
