from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication

from bodem_ondergrond.plugin.domain import Answer, Ingreep
from bodem_ondergrond.plugin.gui.pages.ingreep_page import IngreepPage


@pytest.fixture
def page(qtbot, session, dutch_locale):
    made = IngreepPage(session)
    qtbot.addWidget(made)
    made.show()
    return made


def tick(page, activity, state=Qt.CheckState.Checked):
    page._items[activity].setCheckState(0, state)


def type_in(qtbot, page, name, text):
    edit = page.quantities[name].edit
    edit.clear()
    qtbot.keyClicks(edit, text)
    edit.editingFinished.emit()


def test_nothing_chosen_is_a_strategic_question_and_says_so(page, session):
    assert session.ingreep.is_strategic
    assert "strategic" in page.chosen_label.text()


def test_ticking_an_activity_changes_the_ingreep(page, session):
    tick(page, "woningbouw")
    tick(page, "bodemenergie_open")
    assert session.ingreep.activiteiten == ("bodemenergie_open", "woningbouw")
    tick(page, "woningbouw", Qt.CheckState.Unchecked)
    assert session.ingreep.activiteiten == ("bodemenergie_open",)


def test_a_click_on_the_name_ticks_as_well(qtbot, page, session):
    item = page._items["woningbouw"]
    page.activities.scrollToItem(item)
    place = page.activities.visualItemRect(item)
    qtbot.mouseClick(page.activities.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert session.ingreep.activiteiten == ("woningbouw",)


def test_a_click_on_the_box_ticks_once(qtbot, page, session):
    item = page._items["woningbouw"]
    page.activities.scrollToItem(item)
    place = page.activities.visualItemRect(item)
    point = place.topLeft()
    point.setX(place.left() + 9)
    point.setY(place.center().y())
    qtbot.mouseClick(page.activities.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert session.ingreep.activiteiten == ("woningbouw",)


def test_the_space_bar_ticks_the_current_activity(qtbot, page, session):
    page.activities.setCurrentItem(page._items["woningbouw"])
    qtbot.keyClick(page.activities, Qt.Key.Key_Space)
    assert session.ingreep.activiteiten == ("woningbouw",)


def test_figures_of_the_chosen_activities_stand_above_the_fold(page):
    tick(page, "warmteopslag")
    assert page.quantities["boordiepte_m"].isVisible()
    assert page.quantities["opslagtemperatuur_c"].isVisible()
    assert not page.quantities["oppervlakte_m2"].isVisible()


def test_the_other_figures_are_one_click_away(page):
    tick(page, "warmteopslag")
    page.more_button.click()
    assert page.quantities["oppervlakte_m2"].isVisible()


def test_a_figure_that_moves_above_the_fold_shows_itself(page):
    tick(page, "warmteopslag")
    tick(page, "woningbouw")
    assert page.quantities["oppervlakte_m2"].isVisible()


@pytest.mark.parametrize(("wanted", "found"), [("zout", 2), ("geothermal", 1), ("energie", 3), ("xyz", 0)])
def test_the_search_looks_in_both_languages(page, wanted, found):
    page.search.setText(wanted)
    shown = [key for key, item in page._items.items() if not item.isHidden()]
    assert (len(shown) >= found) if found else shown == []


def test_groups_without_a_match_are_hidden(page):
    page.search.setText("woningbouw")
    groups = [page.activities.topLevelItem(i) for i in range(page.activities.topLevelItemCount())]
    assert sum(not group.isHidden() for group in groups) == 1


def test_a_hidden_activity_stays_ticked(page, session):
    tick(page, "woningbouw")
    page.search.setText("zand")
    tick(page, "zandwinning")
    assert session.ingreep.activiteiten == ("woningbouw", "zandwinning")


def test_a_number_goes_to_the_session_and_is_shown_as_it_was_understood(qtbot, page, session):
    type_in(qtbot, page, "oppervlakte_m2", "1200")
    assert session.ingreep.oppervlakte_m2 == 1200.0
    assert page.quantities["oppervlakte_m2"].edit.text() == "1.200"


def test_thousands_are_no_decimals(qtbot, page, session):
    type_in(qtbot, page, "oppervlakte_m2", "1.000")
    assert session.ingreep.oppervlakte_m2 == 1000.0


@pytest.mark.parametrize("typed", ["veel", "-5"])
def test_a_text_that_is_no_number_is_said_at_the_field_and_counts_as_unknown(qtbot, page, session, typed):
    tick(page, "woningbouw")
    type_in(qtbot, page, "diepte_cm", "30")
    type_in(qtbot, page, "diepte_cm", typed)
    assert session.ingreep.diepte_cm is None
    assert page.quantities["diepte_cm"].problem.isVisible()
    assert page.quantities["diepte_cm"].edit.text() == typed


def test_the_message_goes_when_the_number_is_right(qtbot, page):
    tick(page, "woningbouw")
    type_in(qtbot, page, "diepte_cm", "veel")
    type_in(qtbot, page, "diepte_cm", "30")
    assert page.quantities["diepte_cm"].is_valid


def test_unknown_is_visible_in_the_field_and_below(page):
    tick(page, "woningbouw")
    assert page.quantities["oppervlakte_m2"].edit.placeholderText() == "unknown"
    assert "disturbed area" in page.unknown_label.text()


def test_a_known_figure_is_no_longer_called_unknown(qtbot, page):
    tick(page, "woningbouw")
    type_in(qtbot, page, "oppervlakte_m2", "500")
    assert "disturbed area" not in page.unknown_label.text()


def test_a_cleared_figure_is_unknown_again(qtbot, page, session):
    type_in(qtbot, page, "oppervlakte_m2", "500")
    page.quantities["oppervlakte_m2"].edit.clear()
    assert session.ingreep.oppervlakte_m2 is None


@pytest.mark.parametrize("answer", list(Answer))
def test_a_question_has_three_answers(page, session, answer):
    page.questions["agrarisch"].button(answer).click()
    assert session.ingreep.agrarisch is answer


def test_the_page_shows_an_ingreep_that_comes_from_elsewhere(page, session):
    session.set_ingreep(Ingreep(("geothermie",), oppervlakte_m2=1500.0, boordiepte_m=2500.0, bouwvoor=Answer.NEE))
    assert page._items["geothermie"].checkState(0) == Qt.CheckState.Checked
    assert page.quantities["boordiepte_m"].edit.text() == "2.500"
    assert page.questions["bouwvoor"].value is Answer.NEE


def test_showing_an_ingreep_changes_nothing(page, session, runner):
    ingreep = Ingreep(("geothermie",), boordiepte_m=2500.0)
    session.set_ingreep(ingreep)
    assert session.ingreep == ingreep


def test_an_activity_that_the_catalogue_does_not_know_is_not_lost(page, session):
    session.set_ingreep(Ingreep(("iets_nieuws",)))
    tick(page, "woningbouw")
    assert session.ingreep.activiteiten == ("iets_nieuws", "woningbouw")


def test_the_tab_key_goes_down_the_page(qtbot, page):
    tick(page, "warmteopslag")
    page.activities.setFocus()
    visited = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    edits = [page.quantities[name].edit for name in ("boordiepte_m", "opslagtemperatuur_c")]
    assert visited == [*edits, page.more_button]


def test_every_field_says_what_it_is_to_a_screen_reader(page):
    for edit in page.quantities.values():
        assert edit.edit.accessibleName()
        assert edit.edit.accessibleDescription()
    for choice in page.questions.values():
        assert all(choice.button(answer).accessibleName() for answer in Answer)
