from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import pytest
from qgis.core import QgsGeometry
from qgis.PyQt.QtWidgets import QApplication

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui.pages.paragraph_page import TAB_FIELDS, TAB_OUTLINE, ParagraphPage
from bodem_ondergrond.plugin.paragraph import section_text
from bodem_ondergrond.test.gui.conftest import BESIDE


@pytest.fixture
def page(qtbot, checked):
    made = ParagraphPage(checked)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def finish(qtbot, page):
    """Do something that ends in a file or on the clipboard, and wait until it is there."""

    def do(action, *arguments, **named):
        action(*arguments, **named)
        qtbot.waitUntil(lambda: not page.export.is_writing, timeout=20_000)

    return do


def test_the_text_is_shown_as_soon_as_there_is_a_result(page):
    assert "Proefveld" in page.preview.toPlainText()
    assert page.empty_label.isHidden()


def test_without_a_result_there_is_no_text_to_copy(page, checked):
    checked.clear_plan_area()
    assert not page.copy_button.isEnabled()
    assert not page.empty_label.isHidden()


def test_a_text_that_is_out_of_date_cannot_be_copied(page, checked):
    checked.check()
    assert not page.copy_button.isEnabled()


def test_the_text_is_copied_with_layout_and_as_plain_text(page, finish):
    finish(page.copy_button.click)
    data = QApplication.clipboard().mimeData()
    assert "<" in data.html()
    assert "Proefveld" in data.html()
    assert "Proefveld" in data.text()
    assert "<" not in data.text()


def test_a_longer_text_says_more_and_the_choice_is_remembered(page):
    page.set_length("kort")
    short = len(page.preview.toPlainText())
    page.set_length("uitgebreid")
    assert len(page.preview.toPlainText()) > short
    assert qgis_io.load_settings().lengte == "uitgebreid"


def test_the_purpose_changes_the_text(page):
    chapter = page.preview.toPlainText()
    page.kind_combo.setCurrentIndex(1)
    assert page.preview.toPlainText() != chapter


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".json"])
def test_the_text_is_saved_in_each_format(qtbot, page, tmp_path, suffix):
    path = tmp_path / f"tekst{suffix}"
    with qtbot.waitSignal(page.told) as told:
        page.save(path)
    assert told.args[1]
    assert "Proefveld" in path.read_text(encoding="utf-8")


def test_the_text_is_saved_for_a_word_processor(page, finish, tmp_path):
    finish(page.save, tmp_path / "tekst.odt")
    with zipfile.ZipFile(tmp_path / "tekst.odt") as odt:
        assert "Proefveld" in odt.read("content.xml").decode("utf-8")


def test_the_saved_result_is_the_result_json(page, finish, tmp_path):
    finish(page.save, tmp_path / "toets.json")
    saved = json.loads((tmp_path / "toets.json").read_text(encoding="utf-8"))
    assert saved["schema"] == "bodem-ondergrond/toetsresultaat/1"
    assert saved["pakket"]["demonstratie"] is True


def test_a_folder_that_cannot_be_written_to_is_said(qtbot, page, tmp_path):
    with qtbot.waitSignal(page.told) as told:
        page.save(tmp_path / "bestaat niet" / "tekst.html")
    assert not told.args[1]
    assert "tekst.html" in told.args[0]


def test_a_correction_reaches_the_text(page, checked):
    checked.set_aside(checked.assessment.bevindingen[0], "Al onderzocht in 2019", "J. Jansen")
    QApplication.processEvents()
    assert "Al onderzocht in 2019" in page.preview.toPlainText()


def test_who_waits_for_the_result_does_not_wait_for_its_text(qtbot, page, checked, runner, package):
    """The text is composed after `finished`, also when it is looked at."""
    seen = []
    checked.finished.connect(lambda assessment: seen.append("Noordveld" in page.preview.toPlainText()))
    checked.check()
    plan = replace(checked.plan, naam="Noordveld")
    runner.give(replace(checked.latest, plan=plan), package=package)
    assert seen == [False]
    qtbot.waitUntil(lambda: "Noordveld" in page.preview.toPlainText())


def test_a_text_that_nobody_looks_at_is_not_written(page, checked, monkeypatch):
    page.hide()
    monkeypatch.setattr(page, "refresh", lambda: pytest.fail("composed for nobody"))
    checked.rename_plan("Noordveld")


# -- rewriting -----------------------------------------------------------------------------------------------------

OWN = "Wij sparen dit gebied."


@pytest.fixture
def rewrite(page):
    """Rewrite a section as a user does, and leave the editor."""

    def do(section, text):
        page.preview.edit_asked.emit(section)
        page.editor.edit.setPlainText(text)
        page.editor.ready_button.click()

    return do


@pytest.fixture
def check_again(checked, runner, package, make_assessment, make_finding):
    """Check the same plan area again, with another finding."""

    def do(**values):
        checked.check()
        runner.give(replace(make_assessment([make_finding(**values)]), plan=checked.plan), package=package)
        QApplication.processEvents()

    return do


def test_the_text_leads_to_its_sections_and_its_fields(page):
    html = page.preview.toHtml()
    assert "bewerk:A1" in html
    assert "veld:" in html


def test_own_words_stand_in_the_text(page, rewrite):
    rewrite("A1", OWN)
    assert OWN in page.preview.toPlainText()
    assert page.text_stack.currentWidget() is page.preview


def test_what_is_typed_is_kept_before_anybody_says_ready(qtbot, page, checked):
    page.rewrite("A1")
    page.editor.edit.setPlainText(OWN)
    qtbot.waitUntil(lambda: "A1" in checked.text.edits)
    assert checked.text.edits["A1"].tekst == OWN


def test_cancelling_brings_the_former_words_back(qtbot, page, checked, rewrite):
    rewrite("A1", OWN)
    page.rewrite("A1")
    page.editor.edit.setPlainText("Iets anders.")
    qtbot.waitUntil(lambda: checked.text.edits["A1"].tekst == "Iets anders.")
    page.editor.cancel_button.click()
    assert checked.text.edits["A1"].tekst == OWN


def test_the_text_of_the_check_can_be_had_back(page, checked, rewrite):
    rewrite("A1", OWN)
    page.rewrite("A1")
    page.editor.reset_button.click()
    assert checked.text.edits == {}
    assert OWN not in page.preview.toPlainText()


def test_own_words_stay_after_another_check_and_what_changed_is_shown(page, rewrite, check_again):
    rewrite("A4-archeologie", OWN)
    assert not page.change_banner.text
    check_again(zinnen=("Van het plangebied ligt 9.000 m² in een zone.",))
    assert OWN in page.preview.toPlainText()
    assert "Archeologie" in page.change_banner.text
    page.change_banner.pressed.emit()
    assert page.editor.text == OWN
    assert "9.000" in page.editor.difference.toPlainText()


def test_what_changed_is_taken_over_without_losing_own_words(page, checked, rewrite, check_again):
    text = section_text(page._written.gemaakt.section("A4-archeologie"))
    rewrite("A4-archeologie", f"{text} {OWN}")
    check_again(zinnen=("Van het plangebied ligt 9.000 m² in een zone.",))
    page.rewrite("A4-archeologie")
    page.editor.merge_button.click()
    assert "9.000" in page.editor.text
    assert page.editor.text.endswith(OWN)
    page.editor.ready_button.click()
    assert not page.change_banner.text


def test_own_words_that_clash_with_the_check_stay_and_the_clash_is_told(page, rewrite, check_again):
    rewrite("A4-archeologie", OWN)
    check_again(zinnen=("Van het plangebied ligt 9.000 m² in een zone.",))
    page.rewrite("A4-archeologie")
    page.editor.merge_button.click()
    assert page.editor.text == OWN
    assert "9.000" in page.editor.banner.text


def test_words_of_a_section_that_is_gone_are_kept_and_can_be_opened(page, checked, rewrite, check_again):
    rewrite("A4-archeologie", OWN)
    check_again(rule="nnn.gebied", theme="natuur", layer="nnn")
    assert OWN in page.preview.toPlainText()
    assert "Archeologie" in page.change_banner.text
    page.preview.edit_asked.emit("eigen-A4-archeologie")
    assert page.editor.text == OWN
    assert page.editor.merge_button.isHidden()
    page.editor.ready_button.click()
    assert OWN in page.preview.toPlainText()
    assert not page.change_banner.text


def test_a_check_while_rewriting_leaves_the_editor_alone(page, check_again):
    page.rewrite("A4-archeologie")
    page.editor.edit.setPlainText(OWN)
    check_again(zinnen=("Van het plangebied ligt 9.000 m² in een zone.",))
    assert page.editor.text == OWN
    page.editor.ready_button.click()
    assert OWN in page.preview.toPlainText()
    assert "Archeologie" in page.change_banner.text


def test_another_plan_area_has_a_text_of_its_own_and_undo_brings_the_words_back(page, checked, rewrite):
    rewrite("A1", OWN)
    checked.set_plan_area(QgsGeometry.fromWkt(BESIDE), qgis_io.rd_crs(), "Elders")
    assert checked.text.edits == {}
    checked.undo()
    assert checked.text.edits["A1"].tekst == OWN


def test_a_plan_area_that_changes_shape_keeps_its_words(page, checked, rewrite):
    rewrite("A1", OWN)
    checked.add_part(QgsGeometry.fromWkt(BESIDE), qgis_io.rd_crs())
    assert checked.text.edits["A1"].tekst == OWN


def test_own_words_belong_to_a_kind_and_a_length(page, rewrite):
    rewrite("A1", OWN)
    page.set_length("kort")
    assert OWN not in page.preview.toPlainText()
    page.set_length("normaal")
    assert OWN in page.preview.toPlainText()


def test_another_length_keeps_what_was_typed_last(page, checked):
    page.rewrite("A1")
    page.editor.edit.setPlainText(OWN)
    page.set_length("kort")
    assert checked.text.bewerkingen["omgevingsvisie/normaal"]["A1"].tekst == OWN


# -- filling in ----------------------------------------------------------------------------------------------------


def open_fields(page):
    return [edit for edit in page.fields.edits.values() if edit.field.blocks_final]


def test_open_fields_are_listed_and_counted(page):
    assert open_fields(page)
    assert page.tabs.tabText(TAB_FIELDS) == f"Fill in ({len(open_fields(page))})"


def test_a_field_in_the_text_leads_to_where_it_is_filled_in(page):
    page.preview.field_asked.emit(open_fields(page)[-1].field.id)
    assert page.tabs.currentIndex() == TAB_FIELDS


def test_the_field_for_opgaven_leads_to_where_they_are_chosen(page):
    assert "A3.opgaven" in page.fields.edits
    page.preview.field_asked.emit("A3.opgaven")
    assert page.tabs.currentIndex() == TAB_OUTLINE


def test_an_answer_stands_in_the_text(qtbot, page, checked):
    edit = open_fields(page)[0]
    edit.input.setPlainText("Wij bouwen elders")
    qtbot.waitUntil(lambda: edit.field.id in checked.text.antwoorden)
    assert "Wij bouwen elders." in page.preview.toPlainText()
    assert edit.state.isHidden()


def test_a_question_of_an_opgave_may_stay_open_and_the_text_says_so(page, checked):
    checked.set_text(replace(checked.text, opgaven=("geothermie",)))
    questions = [edit for edit in page.fields.edits.values() if not edit.field.blocks_final]
    assert len(questions) == len(checked.catalogue.opgaven["geothermie"].vragen)
    assert "Nog niet beantwoord." in page.preview.toPlainText()


def test_a_final_text_waits_for_its_fields(qtbot, page, tmp_path):
    path = tmp_path / "tekst.html"
    with qtbot.waitSignal(page.told) as told:
        page.save(path, is_final=True)
    assert not told.args[1]
    assert not path.exists()
    assert page.tabs.currentIndex() == TAB_FIELDS


def test_a_draft_can_always_be_saved_and_says_that_it_is_one(page, finish, tmp_path):
    finish(page.save, tmp_path / "tekst.html")
    assert "Concept: " in (tmp_path / "tekst.html").read_text(encoding="utf-8")


def test_a_text_that_is_filled_in_can_be_final(page, checked, finish, tmp_path):
    for edit in open_fields(page):
        checked.set_text(checked.text.with_answer(edit.field.id, "Besloten."))
    finish(page.save, tmp_path / "tekst.html", is_final=True)
    text = (tmp_path / "tekst.html").read_text(encoding="utf-8")
    assert "Concept" not in text
    assert "Besloten." in text


def test_a_copy_with_open_fields_says_that_it_is_a_draft(page, finish):
    finish(page.copy_button.click)
    assert "Concept: " in QApplication.clipboard().mimeData().text()


def test_a_drawing_is_copied_as_a_picture(page, finish):
    finish(page.copy_button.click)
    html = QApplication.clipboard().mimeData().html()
    assert "<svg" not in html
    assert "data:image/png;base64," in html


def test_there_is_one_page_for_the_board(page, finish, tmp_path):
    finish(page.export.save_board_page, tmp_path / "bestuur.txt")
    assert "Proefveld" in (tmp_path / "bestuur.txt").read_text(encoding="utf-8")


def test_who_looked_at_the_text_stands_in_it(page, checked):
    page.set_length("uitgebreid")
    page.fields.editor_edit.setText("  J.  Jansen ")
    page.fields.editor_edit.editingFinished.emit()
    assert checked.text.bewerker == "J. Jansen"
    assert "J. Jansen" in page.preview.toPlainText()


# -- comparing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def earlier(page, finish, tmp_path):
    path = tmp_path / "vorig-jaar.json"
    finish(page.save, path)
    return path


def test_what_changed_since_an_earlier_result_is_shown(qtbot, page, earlier, check_again):
    check_again(zinnen=("Van het plangebied ligt 9.000 m² in een zone.",))
    window = page.export.compare_with(earlier)
    qtbot.addWidget(window)
    assert "9.000" in window.preview.toPlainText()
    assert "bewerk:" not in window.preview.toHtml()


def test_a_comparison_can_be_copied_and_saved(qtbot, page, earlier, tmp_path):
    window = page.export.compare_with(earlier)
    qtbot.addWidget(window)
    window.copy()
    assert "Proefveld" in QApplication.clipboard().mimeData().text()
    with qtbot.waitSignal(page.told) as told:
        window.save(tmp_path / "wijzigingen.odt")
    assert told.args[1]
    with qtbot.waitSignal(page.told) as told:
        window.save(tmp_path / "bestaat niet" / "wijzigingen.odt")
    assert not told.args[1]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("geen json", id="no-json"),
        pytest.param("[]", id="a-list"),
        pytest.param('{"schema": "bodem-ondergrond/toetsresultaat/9"}', id="another-version"),
        pytest.param('{"schema": "bodem-ondergrond/toetsresultaat/1"}', id="damaged"),
        pytest.param('{"__import__": "os"}', id="something-else"),
    ],
)
def test_a_file_that_is_no_result_is_told_and_nothing_is_lost(qtbot, page, checked, rewrite, tmp_path, content):
    rewrite("A1", OWN)
    before = page.preview.toPlainText()
    path = tmp_path / "vreemd.json"
    path.write_text(content, encoding="utf-8")
    with qtbot.waitSignal(page.told) as told:
        assert page.export.compare_with(path) is None
    assert not told.args[1]
    assert "vreemd.json" in told.args[0]
    assert page.preview.toPlainText() == before
    assert checked.text.edits["A1"].tekst == OWN


def test_a_result_of_another_plan_area_is_refused(qtbot, page, earlier):
    raw = json.loads(earlier.read_text(encoding="utf-8"))
    raw["plangebied"]["naam"] = "Elders"
    points = raw["plangebied"]["geometrie"]["coordinates"][0]
    raw["plangebied"]["geometrie"]["coordinates"] = [[[x + 5_000, y] for x, y in points]]
    earlier.write_text(json.dumps(raw), encoding="utf-8")
    with qtbot.waitSignal(page.told) as told:
        assert page.export.compare_with(earlier) is None
    assert "Elders" in told.args[0]


def test_a_damaged_geometry_in_a_result_is_told(qtbot, page, earlier):
    raw = json.loads(earlier.read_text(encoding="utf-8"))
    raw["plangebied"]["geometrie"]["coordinates"] = "kapot"
    earlier.write_text(json.dumps(raw), encoding="utf-8")
    with qtbot.waitSignal(page.told) as told:
        assert page.export.compare_with(earlier) is None
    assert not told.args[1]


def test_a_file_that_is_gone_is_told(qtbot, page, tmp_path):
    with qtbot.waitSignal(page.told) as told:
        assert page.export.compare_with(tmp_path / "weg.json") is None
    assert "weg.json" in told.args[0]
