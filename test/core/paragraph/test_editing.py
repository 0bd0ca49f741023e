"""The user's own words stay when the plan area is checked again, and what changed underneath is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.paragraph import (
    Edit,
    Kind,
    Length,
    apply_edits,
    as_draft,
    edit_of,
    is_editable,
    render_html,
    section_text,
)
from bodem_ondergrond.plugin.paragraph.model import (
    BulletList,
    EvidenceKind,
    Paragraph,
    SentenceKind,
    Table,
    section_sentences,
)
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


def retyped(document, section_id, old, new):
    """An edit in which a user replaced one thing, in an editor that knows no non-breaking spaces."""
    text = section_text(document.section(section_id)).replace("\u00a0", " ")
    assert old in text
    return {section_id: edit_of(document, section_id, text.replace(old, new))}


def test_sentences_that_the_user_left_keep_their_evidence_and_their_reference(assessment, write):
    document = write(assessment())
    before = section_sentences(document.section("A4-natuur"))
    first, *others = before
    edits = retyped(document, "A4-natuur", first.volledig.replace("\u00a0", " "), "Hier ligt natuur van 4 ha.")
    after = list(section_sentences(apply_edits(document, edits).document.section("A4-natuur")))
    assert after[0].tekst == "Hier ligt natuur van 4\u00a0ha."
    assert after[1:] == others


def test_an_open_field_in_an_edited_section_stays_open(assessment, write):
    document = write(assessment())
    name = next(section.id for section in document.walk() if any(s.is_open for s in section_sentences(section)))
    text = section_text(document.section(name))
    edited = apply_edits(document, {name: edit_of(document, name, f"{text}\n\nWij voegen iets toe.")}).document
    assert edited.open_fields() == document.open_fields()


def test_a_field_that_the_user_writes_is_open(assessment, write):
    document = write(assessment())
    own = "Wij kiezen. [Keuze gemeente: welke plek] Daarna volgt [Nog doen: bel de provincie]."
    edited = apply_edits(document, {"A1": edit_of(document, "A1", own)}).document
    fields = [s for s in section_sentences(edited.section("A1")) if s.is_open]
    assert [s.soort for s in fields] == [SentenceKind.KEUZE_GEMEENTE, SentenceKind.NOG_DOEN]
    assert len({s.veld for s in fields}) == 2


def test_headings_and_numbers_inside_a_section_survive_an_edit(assessment, write):
    for kind in Kind:
        document = write(assessment(), soort=kind, lengte=Length.UITGEBREID)
        for section in filter(is_editable, document.walk()):
            edit = edit_of(document, section.id, f"{section_text(section)}\n\nEigen zin.")
            blocks = apply_edits(document, {section.id: edit}).document.section(section.id).blokken
            own = [block for block in blocks if isinstance(block, (Paragraph, BulletList))]
            made = [block for block in section.blokken if isinstance(block, (Paragraph, BulletList))]
            assert own[:-1] == made


def test_a_line_that_is_no_point_goes_on_with_the_point_before(assessment, write):
    document = write(assessment())
    edits = {"A1": edit_of(document, "A1", "Daarom:\n- een\n  vervolg\n- twee")}
    block = apply_edits(document, edits).document.section("A1").blokken[0]
    assert block.kop == "Daarom"
    assert [item.zinnen[0].tekst for item in block.punten] == ["een vervolg", "twee"]


def test_an_emptied_section_gives_the_text_of_the_check_back(assessment, write):
    assert edit_of(write(assessment()), "A1", " \n ") is None


@pytest.mark.parametrize("section", ["A6", "A8-V8"])
def test_what_was_not_checked_and_the_account_cannot_be_rewritten(assessment, write, section):
    document = write(assessment())
    assert not is_editable(document.section(section))
    assert edit_of(document, section, "Alles is getoetst.") is None


def test_the_account_names_what_was_rewritten(assessment, write):
    document = write(assessment())
    edited = apply_edits(document, {"A1": edit_of(document, "A1", OWN)}).document
    assert "herschreven: De kern." in " ".join(texts(edited))
    assert "herschreven" not in " ".join(texts(document))


def test_a_draft_says_that_it_is_one_and_how_much_is_open(assessment, write):
    document = write(assessment())
    draft = as_draft(document)
    assert draft.titel.startswith("Concept: ")
    assert str(len(document.open_fields())) in draft.meldingen[-1].tekst


def test_a_draft_with_nothing_open_is_still_a_draft(assessment, write):
    document = write(assessment())
    closed = replace(document, secties=())
    assert as_draft(closed).meldingen[-1].tekst == "Dit is een concept."
