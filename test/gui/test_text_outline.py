from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt

from bodem_ondergrond.plugin.gui.text_outline import TextOutline
from bodem_ondergrond.plugin.paragraph import Kind


@pytest.fixture
def outline(qtbot, checked):
    made = TextOutline(checked)
    qtbot.addWidget(made)
    made.refresh()
    checked.text_changed.connect(made.refresh)
    return made


@pytest.fixture
def tick(qtbot, outline, checked):
    def do(name, state=True):
        with qtbot.waitSignal(checked.text_changed):
            outline.items()[name].setCheckState(0, Qt.CheckState.Checked if state else Qt.CheckState.Unchecked)

    return do


def is_ticked(outline, name):
    return outline.items()[name].checkState(0) == Qt.CheckState.Checked


def test_opgaven_of_drenthe_are_offered_and_others_only_on_request(outline):
    assert "opgave:geothermie" in outline.items()
    assert "opgave:verzilting" not in outline.items()
    outline.unusual_box.setChecked(True)
    assert "opgave:verzilting" in outline.items()


def test_an_opgave_that_is_ticked_brings_its_card_with_questions(outline, tick, checked):
    assert "VR" not in outline.items()
    tick("opgave:geothermie")
    assert checked.text.opgaven == ("geothermie",)
    assert "VR-geothermie" in outline.items()


def test_a_section_that_is_unticked_is_left_out_and_comes_back(outline, tick, checked):
    tick("A2", False)
    assert checked.text.weggelaten == {"A2"}
    tick("A2")
    assert checked.text.weggelaten == frozenset()


def test_what_is_inside_a_section_goes_and_comes_with_it(outline, tick, checked):
    tick("A4", False)
    assert not is_ticked(outline, "A4-archeologie")
    assert checked.text.weggelaten == {"A4"}
    tick("A4")
    assert checked.text.weggelaten == frozenset()
    assert is_ticked(outline, "A4-archeologie")


def test_a_part_that_is_ticked_brings_its_section_back(outline, tick, checked):
    tick("A4", False)
    tick("A4-archeologie")
    assert is_ticked(outline, "A4")
    assert "A4" not in checked.text.weggelaten


def test_what_a_reader_cannot_do_without_cannot_be_unticked(outline):
    for name in ("A1", "A6", "A8"):
        assert not outline.items()[name].flags() & Qt.ItemFlag.ItemIsEnabled
        assert is_ticked(outline, name)


def test_what_was_left_out_of_the_other_kind_of_text_stays_out(outline, tick, checked):
    tick("A2", False)
    checked.set_text(replace(checked.text, soort=Kind.MOTIVERING))
    assert "opgave:geothermie" not in outline.items()
    tick("B2", False)
    assert checked.text.weggelaten == {"A2", "B2"}


def test_what_can_wait_can_be_parked(qtbot, outline, checked):
    with qtbot.waitSignal(checked.text_changed):
        outline.later_box.setChecked(True)
    assert checked.text.geparkeerd


def test_without_a_result_there_are_no_sections(outline, checked):
    checked.clear_plan_area()
    outline.refresh()
    assert not any(name.startswith("A") for name in outline.items())


def test_a_text_can_do_without_its_map(qtbot, outline, checked):
    with qtbot.waitSignal(checked.text_changed):
        outline.map_box.setChecked(False)
    assert not checked.text.kaart
