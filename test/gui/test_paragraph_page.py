from __future__ import annotations

import json
import zipfile

import pytest
from qgis.PyQt.QtWidgets import QApplication

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui.pages.paragraph_page import ParagraphPage


@pytest.fixture
def page(qtbot, checked):
    made = ParagraphPage(checked)
    qtbot.addWidget(made)
    made.show()
    return made


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


def test_the_text_is_copied_with_layout_and_as_plain_text(page):
    page.copy_button.click()
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


def test_the_text_is_saved_for_a_word_processor(page, tmp_path):
    page.save(tmp_path / "tekst.odt")
    with zipfile.ZipFile(tmp_path / "tekst.odt") as odt:
        assert "Proefveld" in odt.read("content.xml").decode("utf-8")


def test_the_saved_result_is_the_result_json(page, tmp_path):
    page.save(tmp_path / "toets.json")
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
    assert "Al onderzocht in 2019" in page.preview.toPlainText()


def test_a_text_that_nobody_looks_at_is_not_written(page, checked, monkeypatch):
    page.hide()
    monkeypatch.setattr(page, "refresh", lambda: pytest.fail("composed for nobody"))
    checked.rename_plan("Noordveld")
