from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from qgis.PyQt.QtWidgets import QDialogButtonBox

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import ExpertWord, Ground
from bodem_ondergrond.plugin.gui.correction_dialog import CorrectionDialog
from bodem_ondergrond.plugin.gui.nodes import NodeKind
from bodem_ondergrond.plugin.gui.pages.toets_page import ToetsPage, spoken_with_details

WORD = ExpertWord(
    reden="Boringen laten zien dat de grond tot 1,1 m-mv is omgezet",
    grond=Ground.RAPPORT,
    verwijzing="26-114, hoofdstuk 4",
    naam="J. Jansen",
    functie="archeoloog",
    datum=dt.date(2026, 11, 14),
)


@pytest.fixture
def page(qtbot, session):
    made = ToetsPage(session)
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    return made


def choose_finding(page):
    node = next(node for node in page.tree.nodes() if node.kind is NodeKind.BEVINDING)
    page.tree.setCurrentIndex(page.tree.index_of(node))
    return node


def test_without_a_package_the_page_says_what_to_do(page):
    assert "demonstration package" in page.empty_label.text()
    assert not page.tree.isVisible()


def test_without_a_plan_area_the_page_says_what_to_do(page, session, runner, package):
    session.load_package(qgis_io.demo_package_path())
    session.check()
    runner.give(package=package)
    assert "Draw one" in page.empty_label.text()


def test_the_summary_counts_findings_and_what_was_not_checked(checked, page):
    page.refresh()
    summary = page.summary.text().replace("\u00a0", " ").replace("\u2011", "-")
    assert summary == "1 no-unless, 1 not hit, 1 not checked"


def test_a_failure_is_shown_with_its_reason_and_can_be_tried_again(qtbot, checked, page, runner):
    checked.check()
    runner.mislukt.emit("Het pakket is beschadigd.")
    assert page.problem.text == "Het pakket is beschadigd."
    before = len(runner.requests)
    page.problem.pressed.emit()
    assert len(runner.requests) == before + 1


def test_a_cancelled_check_says_that_nothing_was_checked(checked, page):
    checked.check()
    checked.cancel()
    assert "Nothing was checked" in page.problem.text


def test_choosing_a_finding_asks_for_its_place(qtbot, checked, page):
    page.refresh()
    node = choose_finding(page)
    with qtbot.waitSignal(page.place_asked) as asked:
        page.tree.chosen.emit(node)
    assert asked.args[0].regel == "archeologie_provinciaal.waarde_1"


def test_a_detail_belongs_to_its_finding(qtbot, checked, page):
    page.refresh()
    node = choose_finding(page)
    with qtbot.waitSignal(page.place_asked):
        page.tree.chosen.emit(node.children[0])


def test_a_finding_can_be_set_aside_and_taken_back(checked, page, monkeypatch):
    page.refresh()
    choose_finding(page)
    monkeypatch.setattr(CorrectionDialog, "exec", lambda dialog: dialog.fill(WORD) or 1)
    page.correct_button.click()
    correction = checked.assessment.bevindingen[0].correctie
    assert "1,1 m-mv is omgezet. Onderbouwing: onderzoeksrapport, 26-114" in correction.reden
    assert correction.door == "J. Jansen (archeoloog)"
    assert correction.tijdstip.startswith("2026-11-14")
    choose_finding(page)
    assert page.correct_button.full_text == "&Applies after all"
    page.correct_button.click()
    assert checked.assessment.bevindingen[0].correctie is None


def test_a_dialog_that_is_closed_changes_nothing(checked, page, monkeypatch):
    page.refresh()
    choose_finding(page)
    monkeypatch.setattr(CorrectionDialog, "exec", lambda dialog: 0)
    page.correct_button.click()
    assert checked.corrections == {}


def test_an_outdated_finding_cannot_be_set_aside(checked, page):
    page.refresh()
    choose_finding(page)
    checked.check()
    assert not page.correct_button.isEnabled()


@pytest.fixture
def dialog(qtbot):
    made = CorrectionDialog("Waarde 1")
    qtbot.addWidget(made)
    return made


def can_be_accepted(dialog):
    return dialog._buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        pytest.param({"reden": "Al onderzocht."}, "26 more characters", id="short-reason"),
        pytest.param({"verwijzing": ""}, "a reference", id="nothing-to-look-up"),
        pytest.param({"naam": " "}, "a name", id="no-name"),
    ],
)
def test_a_correction_that_nobody_can_check_is_not_taken(dialog, lacking, told):
    dialog.fill(replace(WORD, **lacking))
    assert not can_be_accepted(dialog)
    assert told in dialog.problem.text()


def test_a_whole_correction_is_taken_and_the_role_may_stay_empty(dialog):
    dialog.fill(replace(WORD, functie=""))
    assert can_be_accepted(dialog)
    assert dialog.problem.text() == ""
    assert dialog.word == replace(WORD, functie="")


def test_a_correction_is_of_today_or_before(dialog):
    dialog.fill(replace(WORD, datum=dt.date.today() + dt.timedelta(days=30)))
    assert dialog.word.datum == dt.date.today()


def test_who_the_expert_is_is_remembered(qtbot, dialog):
    dialog.fill(WORD)
    dialog.accept()
    again = CorrectionDialog("Waarde 1")
    qtbot.addWidget(again)
    assert (again.word.naam, again.word.functie) == ("J. Jansen", "archeoloog")


def test_a_row_is_copied_with_all_its_evidence(checked, page):
    page.refresh()
    text = spoken_with_details(choose_finding(page))
    assert "archeologische waarde" in text
    assert "On the map: " in text


def test_findings_can_be_filtered_by_how_certain_they_are_and_the_page_says_so(checked, page):
    everything = [node for node in page.tree.nodes() if node.kind is NodeKind.BEVINDING]
    assert page.filtered.isHidden()
    shown = {}
    for action in page.certainty_button.menu().actions()[1:]:
        action.trigger()
        found = [node for node in page.tree.nodes() if node.kind is NodeKind.BEVINDING]
        shown[action.text()] = [node.finding.id for node in found]
        assert f"{len(found)} of {len(everything)}" in page.filtered.text
        assert not page.filtered.isHidden()
    assert sorted(name for names in shown.values() for name in names) == sorted(n.finding.id for n in everything)
    assert shown["Certain"]
    page.filtered.pressed.emit()
    assert sum(node.kind is NodeKind.BEVINDING for node in page.tree.nodes()) == len(everything)
    assert page.filtered.isHidden()


def test_a_filter_stays_when_the_check_runs_again(checked, page):
    page.certainty_button.menu().actions()[1].trigger()
    page.refresh()
    assert not page.filtered.isHidden()
