"""The user's own words stay when the plan area is checked again, and what changed underneath is shown."""

from __future__ import annotations

from bodem_ondergrond.plugin.paragraph import Edit, apply_edits, edit_of, render_html, section_text
from bodem_ondergrond.plugin.paragraph.model import BulletList, EvidenceKind, Table
from bodem_ondergrond.test.core.paragraph.conftest import texts

OWN = "Wij sparen het netwerk. Dat staat vast.\n\n- punt een\n- punt twee"


def test_own_words_replace_the_text_of_their_section(assessment, write):
    document = write(assessment())
    edited = apply_edits(document, {"A1": edit_of(document, "A1", OWN)})
    section = edited.document.section("A1")
    assert "Wij sparen het netwerk." in texts(edited.document)
    assert isinstance(section.blokken[-1], BulletList)
    assert edited.wijzigingen == ()
    assert {e.soort for s in section.blokken[0].zinnen for e in s.bewijs} == {EvidenceKind.GEMEENTE}


def test_text_that_is_not_changed_is_no_edit(assessment, write):
    document = write(assessment())
    assert edit_of(document, "A1", section_text(document.section("A1")).replace("\u00a0", " ")) is None
    assert edit_of(document, "bestaat-niet", "Tekst.") is None


def test_own_words_stay_after_a_new_check_and_the_change_is_shown(assessment, finding, write):
    first = write(assessment())
    edit = edit_of(first, "A4-natuur", OWN)
    changed = finding(zinnen=("Van het plangebied ligt 9.000\u00a0m² in het Natuurnetwerk Nederland (NNN).", "Beleid."))
    edited = apply_edits(write(assessment(changed)), {"A4-natuur": edit})
    assert "Wij sparen het netwerk." in texts(edited.document)
    assert len(edited.wijzigingen) == 1
    change = edited.wijzigingen[0]
    assert change.kop == "Natuur"
    assert any(line.startswith("+ ") and "9.000" in line for line in change.verschil)
    assert any(line.startswith("- ") and "4.000" in line for line in change.verschil)


def test_words_of_a_section_that_is_gone_are_kept(assessment, finding, write):
    edit = edit_of(write(assessment()), "A4-natuur", OWN)
    other = finding("geopark_hondsrug.geopark", laag="geopark_hondsrug", thema="erfgoed")
    edited = apply_edits(write(assessment(other)), {"A4-natuur": edit})
    assert edited.document.secties[-1].id == "eigen-A4-natuur"
    assert "Wij sparen het netwerk." in texts(edited.document)
    assert edited.wijzigingen[0].nieuw == ""


def test_tables_of_an_edited_section_stay(assessment, write):
    document = write(assessment())
    edited = apply_edits(document, {"A3": edit_of(document, "A3", OWN)})
    assert any(isinstance(block, Table) for block in edited.document.section("A3").blokken)


def test_own_words_stay_text(assessment, write):
    document = write(assessment())
    edited = apply_edits(document, {"A1": Edit("<script>alert(1)</script>", section_text(document.section("A1")))})
    assert "<script>" not in render_html(edited.document)
