from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.jobs.writing import TextChoices, outline, write_page_for_board, write_text
from bodem_ondergrond.plugin.paragraph import Edit, Kind, Length, edit_of, section_text
from bodem_ondergrond.plugin.paragraph.model import section_sentences

OWN = "Wij sparen dit gebied."


@pytest.fixture
def assessment(check):
    """An assessment with a hit, so that the text has themes."""
    from bodem_ondergrond.test.core.conftest import square

    return check({"nnn": [(square(), {"type": "natuur"})]}, activiteiten="woningbouw")


@pytest.fixture
def write(assessment, catalogue):
    return lambda choices: write_text(assessment, catalogue, choices)


def test_own_words_come_back_with_the_kind_and_length_they_were_written_for(write):
    choices = TextChoices()
    chosen = choices.with_edit("A1", edit_of(write(choices).gemaakt, "A1", OWN))
    assert OWN in str(write(chosen).document)
    assert OWN not in str(write(replace(chosen, lengte=Length.KORT)).document)
    assert OWN not in str(write(replace(chosen, soort=Kind.MOTIVERING)).document)
    assert OWN in str(write(replace(replace(chosen, lengte=Length.KORT), lengte=Length.NORMAAL)).document)


def test_words_that_are_taken_back_leave_nothing_behind():
    chosen = TextChoices().with_edit("A1", Edit(OWN, "Basis."))
    assert chosen.with_edit("A1", None) == TextChoices()


def test_own_words_in_a_section_that_is_left_out_do_not_come_back_elsewhere(write):
    choices = TextChoices()
    chosen = choices.with_edit("A4-natuur", edit_of(write(choices).gemaakt, "A4-natuur", OWN))
    written = write(replace(chosen, weggelaten=frozenset({"A4"})))
    assert OWN not in str(written.document)
    assert written.wijzigingen == ()


def test_what_changed_under_own_words_is_told(write):
    chosen = TextChoices().with_edit("A1", Edit(OWN, "Een oude kern.", "De kern"))
    assert [change.sectie for change in write(chosen).wijzigingen] == ["A1"]


def test_an_answer_closes_its_field_and_an_empty_one_opens_it_again(write):
    field = write(TextChoices()).document.open_fields()[0]
    chosen = TextChoices().with_answer(field.veld, "Dat doen wij zo.")
    assert field.veld not in {open_.veld for open_ in write(chosen).document.open_fields()}
    assert chosen.with_answer(field.veld, " ") == TextChoices()


def test_a_field_that_stays_in_own_words_can_still_be_filled_in(write):
    made = write(TextChoices()).gemaakt
    name = next(s.id for s in made.walk() if any(sentence.is_open for sentence in section_sentences(s)))
    edit = edit_of(made, name, f"{section_text(made.section(name))}\n\n{OWN} [Keuze gemeente: welke plek]")
    chosen = TextChoices().with_edit(name, edit)
    fields = [field for field in write(chosen).velden if field.blocks_final]
    assert "Welke plek" in {field.vraag for field in fields}
    for field in fields:
        chosen = chosen.with_answer(field.id, "Dat is besloten")
    written = write(chosen)
    assert written.document.open_fields() == ()
    assert written.wijzigingen == ()
    assert {field.antwoord for field in written.velden if field.blocks_final} == {"Dat is besloten"}


def test_a_question_asks_what_its_card_asks_and_may_stay_open(write, catalogue):
    fields = [field for field in write(TextChoices(opgaven=("geothermie",))).velden if not field.blocks_final]
    assert [field.vraag for field in fields] == [item.vraag for item in catalogue.opgaven["geothermie"].vragen]
    assert {field.sectie for field in fields} == {catalogue.opgaven["geothermie"].naam}


def test_another_plan_area_takes_the_choices_along_and_leaves_the_words():
    chosen = TextChoices(soort=Kind.MOTIVERING, opgaven=("geothermie",)).with_edit("B1", Edit(OWN, ""))
    assert chosen.with_answer("x", "y").for_another_area() == TextChoices(
        soort=Kind.MOTIVERING, opgaven=("geothermie",)
    )


def test_the_outline_names_what_is_left_out_too_and_what_cannot_be(assessment, catalogue, write):
    left_out = TextChoices(weggelaten=frozenset({"A2", "A4-natuur", "A8"}), opgaven=("geothermie",))
    parts = {part.id: part for part in outline(assessment, catalogue, left_out)}
    inner = {part.id for name in ("A4", "VR") for part in parts[name].delen}
    assert "A2" in parts
    assert {"A4-natuur", "VR-geothermie"} <= inner
    assert parts["A8"].vast
    assert parts["A8"].delen == ()
    shown = {section.id for section in write(left_out).document.walk()}
    assert "A8" in shown
    assert not {"A2", "A4-natuur"} & shown


def test_a_text_with_room_has_the_depth_profile(write):
    assert "<svg" in str(write(TextChoices()).document)
    assert "<svg" not in str(write(TextChoices(lengte=Length.KORT)).document)


def test_a_long_chapter_has_a_map_of_each_opgave(write):
    long = TextChoices(opgaven=("geothermie", "bestaat_niet"), lengte=Length.UITGEBREID)
    assert "kaart-opgave-geothermie" in str(write(long).document)
    assert "kaart-opgave" not in str(write(replace(long, lengte=Length.NORMAAL)).document)
    assert "kaart-opgave" not in str(write(replace(long, soort=Kind.MOTIVERING)).document)


def test_the_page_for_the_board_follows_the_opgaven(assessment, catalogue):
    page = write_page_for_board(assessment, catalogue, TextChoices(opgaven=("geothermie",)))
    assert page.secties
    assert page != write_page_for_board(assessment, catalogue, TextChoices())


def test_choices_survive_storage():
    chosen = TextChoices(
        soort=Kind.MOTIVERING,
        lengte=Length.UITGEBREID,
        opgaven=("geothermie",),
        weggelaten=frozenset({"B4"}),
        geparkeerd=True,
        kaart=False,
        antwoorden={"veld": "Antwoord."},
        bewerker="J. Jansen",
    ).with_edit("B1", Edit(OWN, "Basis.", "Het plan"))
    assert TextChoices.from_dict(json.loads(json.dumps(chosen.to_dict()))) == chosen


def test_storage_without_choices_gives_the_usual_ones():
    assert TextChoices.from_dict({}) == TextChoices()


@pytest.mark.parametrize(
    "damage",
    [{"soort": "roman"}, {"antwoorden": ["a"]}, {"bewerkingen": {"x": {"A1": {"vreemd": 1}}}}, {"opgaven": 3}],
)
def test_damaged_storage_is_no_choice(damage):
    with pytest.raises((ValueError, TypeError, AttributeError)):
        TextChoices.from_dict(damage)
