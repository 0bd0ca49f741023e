from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QUrl
from qgis.PyQt.QtGui import QDropEvent

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui.pages.plan_area_page import PlanAreaPage
from bodem_ondergrond.plugin.gui.sketch import SketchMode


@pytest.fixture
def page(qtbot, session):
    made = PlanAreaPage(session)
    qtbot.addWidget(made)
    return made


def test_without_a_plan_area_there_is_nothing_to_change(page):
    assert not page.part_button.isEnabled()
    assert not page.hole_button.isEnabled()
    assert page.area_label.text() == "–"


def test_area_and_municipality_come_from_the_check(checked, page, dutch_locale):
    page.refresh()
    assert page.area_label.text().replace("\u00a0", " ") == "10.000 m² (1 ha)"
    assert page.municipality_label.text() == "Assen"


def test_while_the_check_runs_no_old_area_is_shown(checked, page, square):
    checked.set_plan_area(square, qgis_io.rd_crs())
    assert page.area_label.text() == "…"


def test_a_warning_says_how_much_lies_outside_drenthe(checked, page, runner, package, make_assessment, dutch_locale):
    checked.check()
    runner.give(make_assessment(outside=2500.0), package=package)
    assert "2.500" in page.outside.text
    assert not page.outside.isHidden()


def test_inside_drenthe_there_is_no_warning(checked, page):
    page.refresh()
    assert page.outside.isHidden()


def test_a_plan_area_that_cannot_be_used_says_why(session, page):
    session.set_plan_area(QgsGeometry(), qgis_io.rd_crs())
    assert page.problem.text == session.plan.fout


def test_what_was_noticed_while_reading_is_shown(session, page, square):
    session.set_plan_area(square, qgis_io.rd_crs())
    session.plan = replace(session.plan, meldingen=("Een gat van 0 m² is gedicht.",))
    page.refresh()
    assert page.remarks.text() == "Een gat van 0 m² is gedicht."


def test_the_name_can_be_changed(qtbot, checked, page):
    page.refresh()
    page.name_edit.setText("Noordveld")
    page.name_edit.editingFinished.emit()
    assert checked.assessment.plan.naam == "Noordveld"


def tick(page, name):
    page.opgaven_button.choices.aboutToShow.emit()
    next(action for action in page.opgaven_button.offered() if action.data() == name).trigger()


def test_the_first_page_offers_the_opgaven_of_drenthe(page, session):
    page.opgaven_button.choices.aboutToShow.emit()
    offered = [action.data() for action in page.opgaven_button.offered()]
    assert offered == [opgave.id for opgave in session.catalogue.opgaven.values() if opgave.standaard]
    assert "verzilting" not in offered


def test_opgaven_that_are_ticked_are_those_the_text_starts_from(page, session):
    for name in ("geothermie", "bodemdaling"):
        tick(page, name)
    assert session.text.opgaven == ("bodemdaling", "geothermie")
    assert page.opgaven_button.text().startswith("2 ")
    tick(page, "geothermie")
    assert session.text.opgaven == ("bodemdaling",)


def test_an_opgave_that_was_chosen_elsewhere_is_ticked_here_too(page, session):
    session.set_text(replace(session.text, opgaven=("verzilting",)))
    page.opgaven_button.choices.aboutToShow.emit()
    ticked = [action.data() for action in page.opgaven_button.offered() if action.isChecked()]
    assert ticked == ["verzilting"]


@pytest.mark.parametrize("mode", list(SketchMode))
def test_each_drawing_button_asks_for_its_own_kind_of_sketch(qtbot, checked, page, mode):
    page.refresh()
    button = {
        SketchMode.NIEUW: page.draw_button,
        SketchMode.DEEL: page.part_button,
        SketchMode.GAT: page.hole_button,
    }[mode]
    with qtbot.waitSignal(page.sketch_asked) as asked:
        button.click()
    assert asked.args == [mode]


def test_the_hint_follows_the_drawing(page):
    page.show_sketch(SketchMode.NIEUW, 0)
    assert "first corner" in page.hint.text()
    page.show_sketch(SketchMode.NIEUW, 3)
    assert page.hint.text().startswith("3 corners")
    page.show_sketch(None, 0)
    assert page.hint.text().startswith("Draw the plan area")


def test_with_a_plan_area_the_hint_goes(checked, page):
    page.refresh()
    assert page.hint.isHidden()


def test_a_file_that_is_dropped_is_asked_for(qtbot, page):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/plannen/veld.gpkg")])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(page.file_asked) as asked:
        page.dropEvent(event)
    assert asked.args == ["/plannen/veld.gpkg"]


def test_snapping_is_that_of_the_project(page):
    page.snap_button.click()
    assert QgsProject.instance().snappingConfig().enabled()
    page.snap_button.click()
    assert not QgsProject.instance().snappingConfig().enabled()
