"""The text starts from opgaven: cards with questions, kansen and dilemmas with equal weight, no advice."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import Ingreep, Verdict
from bodem_ondergrond.plugin.paragraph import Kind, Length, NotFinalError, Options, require_final, summarise
from bodem_ondergrond.plugin.paragraph.checks import Weight, check_document
from bodem_ondergrond.plugin.paragraph.model import BulletList, SentenceKind
from bodem_ondergrond.test.core.paragraph.conftest import all_text, rows_of, texts

CHOSEN = Options(opgaven=("geothermie", "bodemdaling"))


@pytest.fixture
def emmen(demo_assessments):
    return demo_assessments["Geothermie Bargermeer, Emmen"]


def lists_of(section):
    return {block.kop: block for block in section.blokken if isinstance(block, BulletList)}


def test_text_starts_from_the_chosen_opgaven(emmen, write):
    document = write(emmen, opties=CHOSEN)
    assert "De gemeente begint bij de opgaven bodemdaling en geothermie." in texts(document)
    rows = rows_of(document, "Wat de ondergrond voor de opgaven betekent")
    assert [cells[0] for cells in rows] == ["Bodemdaling", "Geothermie"]
    assert "A3.opgaven" not in [field.veld for field in document.open_fields()]


def test_chance_and_limit_of_one_subject_stand_side_by_side(emmen, write):
    rows = {
        cells[0]: cells for cells in rows_of(write(emmen, opties=CHOSEN), "Wat de ondergrond voor de opgaven betekent")
    }
    assert "de diepe ondergrond" in rows["Geothermie"][1]
    assert "de diepe ondergrond" in rows["Geothermie"][3]


def test_without_opgaven_the_table_is_about_the_activities_and_asks_for_opgaven(emmen, write):
    document = write(emmen)
    assert [cells[0] for cells in rows_of(document, "Wat de ondergrond voor de opgaven betekent")] == ["Geothermie"]
    assert "A3.opgaven" in [field.veld for field in document.open_fields()]


def test_card_has_kansen_and_dilemmas_with_their_number(emmen, write):
    card = lists_of(write(emmen, opties=CHOSEN).section("VR-geothermie"))
    assert {"Kansen (1)", "Dilemma's (2)", "Vragen"} <= set(card)


def test_empty_list_of_kansen_says_so(demo_assessments, catalogue, write, emmen):
    document = write(emmen, opties=Options(opgaven=("verzilting",)))
    assert "Kansen (0)" in lists_of(document.section("VR-verzilting"))
    assert "De bron noemt bij Verzilting geen kansen." in texts(document)


def test_question_without_an_answer_stays_visible_and_blocks_nothing(emmen, write):
    document = write(emmen, opties=CHOSEN)
    open_questions = [s for s in document.sentences() if s.soort is SentenceKind.ONBEANTWOORD]
    assert all(sentence.tekst == "Nog niet beantwoord." for sentence in open_questions)
    assert len(open_questions) >= 3
    assert not any(field.veld.startswith("vraag.") for field in document.open_fields())


def test_answer_takes_the_place_of_an_open_question(emmen, write):
    field = next(s.veld for s in write(emmen, opties=CHOSEN).sentences() if s.veld.startswith("vraag.geothermie"))
    document = write(emmen, opties=Options(opgaven=("geothermie",), antwoorden={field: "Ja, op het terrein"}))
    assert "Antwoord van de gemeente: Ja, op het terrein." in texts(document)


@pytest.mark.parametrize(
    ("area", "word"), [(4_000.0, "kleiner dan"), (6_000.0, "groot genoeg")], ids=["small", "large"]
)
def test_room_that_an_opgave_asks_is_held_against_the_plan_area(assessment, write, area, word):
    text = all_text(write(assessment(oppervlakte_m2=area), opties=CHOSEN))
    assert f"{word}" in text
    assert "0,5\u00a0ha" in text


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("length", list(Length))
@pytest.mark.parametrize(("area", "is_warned"), [(4_000.0, True), (6_000.0, False)], ids=["small", "large"])
def test_plan_for_geothermie_is_warned_of_too_little_room_in_every_text(
    assessment, write, kind, length, area, is_warned
):
    made = assessment(oppervlakte_m2=area, ingreep=Ingreep(("geothermie",)))
    document = write(made, length, kind)
    warnings = [s for s in document.sentences() if "kleiner dan de ruimte die geothermie vraagt" in s.tekst]
    assert bool(warnings) is is_warned
    assert ("Terrein van een installatie" in all_text(document)) is is_warned
    assert "kleiner dan" not in all_text(write(assessment(oppervlakte_m2=area), length, kind))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("options", [None, CHOSEN], ids=["activity", "opgave"])
def test_plan_area_that_cannot_be_measured_is_not_called_too_small(assessment, write, kind, options):
    made = assessment(oppervlakte_m2=0.0, fout="Het vlak is leeg.", ingreep=Ingreep(("geothermie",)))
    assert "kleiner dan de ruimte" not in all_text(write(made, soort=kind, opties=options))


def test_short_card_warns_too(assessment, write):
    document = write(assessment(oppervlakte_m2=4_000.0), Length.KORT, opties=CHOSEN)
    assert "kleiner dan de ruimte die geothermie vraagt" in all_text(document)


def test_chance_on_the_map_of_one_opgave_helps_no_other(emmen, write):
    chosen = Options(opgaven=("wateroverlast_verdroging", "geothermie"))
    rows = {
        cells[0]: cells[1]
        for cells in rows_of(write(emmen, opties=chosen), "Wat de ondergrond voor de opgaven betekent")
    }
    assert rows == {"Wateroverlast en verdroging": "geen", "Geothermie": "de diepe ondergrond"}


# --- two opgaven that ask for the same place ----------------------------------------------------------------------

HEAT_AND_SEWER = Options(opgaven=("kabels_leidingen", "wateroverlast_verdroging"))
PLACES = "Waar de opgaven om dezelfde plek vragen"


@pytest.mark.parametrize("length", list(Length))
def test_heat_network_and_larger_sewer_give_the_row_of_their_dilemma_with_its_source(emmen, write, length):
    document = write(emmen, length, opties=HEAT_AND_SEWER)
    ((names, dilemma, source),) = rows_of(document, PLACES)
    assert names == "Kabels en leidingen naast wateroverlast en verdroging"
    assert "groter riool" in dilemma
    assert "warmteleiding" in dilemma
    assert source == "VNG en Deltares, Bodem en ondergrond, Manier van werken"
    assert "kruising.keuze" in [field.veld for field in document.open_fields()]


def test_opgaven_that_do_not_cross_are_said_not_to(emmen, write):
    document = write(emmen, opties=CHOSEN)
    assert rows_of(document, PLACES) == []
    assert "De bron noemt tussen deze opgaven geen dilemma over dezelfde plek." in texts(document)
    assert "kruising.keuze" not in [field.veld for field in document.open_fields()]


def test_one_opgave_crosses_nothing_and_nothing_is_said_of_it(emmen, write):
    document = write(emmen, opties=Options(opgaven=("geothermie",)))
    assert not any("dezelfde plek" in text for text in texts(document))


def test_every_crossing_of_the_catalogue_has_its_row(emmen, catalogue, write):
    document = write(emmen, opties=Options(opgaven=tuple(catalogue.opgaven)))
    assert len(rows_of(document, PLACES)) == len(catalogue.kruisingen) >= 5


def test_page_for_the_board_counts_the_dilemmas_between_opgaven(emmen, catalogue):
    def number(*opgaven):
        headings = lists_of(summarise(emmen, catalogue, Options(opgaven=opgaven)).section("S3"))
        return int(next(kop for kop in headings if kop.startswith("Dilemma")).rpartition("(")[2].rstrip(")"))

    assert number(*HEAT_AND_SEWER.opgaven) == number("kabels_leidingen") + 1


def test_card_says_whom_to_ask_and_when_that_was_last_known(emmen, write):
    assert any("weet Bodem+" in text and "2019" in text for text in texts(write(emmen, opties=CHOSEN)))


def test_unknown_opgave_is_left_out(emmen, write):
    assert write(emmen, opties=Options(opgaven=("bestaat_niet",))).section("VR") is None


def test_text_with_every_opgave_keeps_the_writing_rules(emmen, catalogue, write):
    for kind in Kind:
        for length in Length:
            document = write(emmen, length, kind, Options(opgaven=tuple(catalogue.opgaven)))
            assert not [remark for remark in check_document(document) if remark.gewicht is Weight.FOUT]


# --- one page for the bestuurder ----------------------------------------------------------------------------------


def test_page_for_the_board_has_its_five_parts(demo_assessments, catalogue):
    for made in demo_assessments.values():
        page = summarise(made, catalogue)
        assert {section.id for section in page.secties} >= {"S1", "S3", "S4", "S5"}
        assert "demonstratiegegevens" in page.meldingen[0].tekst


def test_page_for_the_board_fits_one_page(demo_assessments, catalogue):
    for name, made in demo_assessments.items():
        words = all_text(summarise(made, catalogue)).split()
        assert len(words) < 520, (name, len(words))


def test_page_for_the_board_shows_kansen_and_dilemmas_also_when_there_are_none(assessment, catalogue):
    lists = lists_of(summarise(assessment(), catalogue).section("S3"))
    assert set(lists) == {"Kansen (0)", "Dilemma's (0)"}


def test_page_for_the_board_counts_the_chances_of_the_map(assessment, finding, catalogue):
    chance = finding(oordeel=Verdict.KANS)
    assert "Kansen (1)" in lists_of(summarise(assessment(chance), catalogue).section("S3"))


def test_page_for_the_board_names_what_is_missing(assessment, finding, catalogue):
    page = summarise(assessment(finding(ontbreekt=("boordiepte_m",))), catalogue)
    assert "Voor een scherpere uitkomst is nodig: de boordiepte." in texts(page)


def test_page_for_the_board_without_choices_says_so(assessment, finding, catalogue):
    light = finding(oordeel=Verdict.AANDACHT)
    page = summarise(assessment(light), catalogue, Options(antwoorden={"A3.opgaven": "Natuur"}))
    assert "Er staan geen keuzes open." in texts(page)


# --- the last gate ------------------------------------------------------------------------------------------------


def test_text_with_open_fields_is_not_final_and_the_fields_are_named(assessment, write):
    with pytest.raises(NotFinalError, match="nog niet definitief") as caught:
        require_final(write(assessment()))
    assert "natuur.keuze" in caught.value.velden
    assert "[Keuze gemeente:" in str(caught.value)


def test_many_open_fields_are_counted(demo_assessments, write):
    with pytest.raises(NotFinalError, match="en nog"):
        require_final(write(demo_assessments["Omgevingsvisie Midden-Drenthe"]))


def test_text_with_every_field_answered_is_final(assessment, write):
    fields = [field.veld for field in write(assessment()).open_fields()]
    document = write(assessment(), opties=Options(antwoorden=dict.fromkeys(fields, "Zo doen wij het")))
    require_final(document)
