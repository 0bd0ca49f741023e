"""The short way of working (BF-14): what is certain now, the rest listed under 'Later' with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.domain import Outcome, Verdict, VerdictOrigin, notation
from bodem_ondergrond.plugin.paragraph import Kind, Length, Options, summarise
from bodem_ondergrond.plugin.paragraph.checks import Weight, check_document
from bodem_ondergrond.plugin.paragraph.model import BulletList, EvidenceKind, Table
from bodem_ondergrond.test.core.paragraph.conftest import all_text, rows_of, texts
from bodem_ondergrond.test.core.paragraph.test_writing_rules import figures

PARKED = Options(geparkeerd=True)
FOR_WATER = Options(geparkeerd=True, opgaven=("wateroverlast_verdroging",))
CERTAIN = {"herkomst_oordeel": VerdictOrigin.BRON}


def evidence_of(sections):
    """The findings that these sections name, in text, lists and tables."""
    found = set()
    for section in sections:
        for block in section.blokken:
            parts = block.rijen if isinstance(block, Table) else ()
            if isinstance(block, BulletList):
                parts = [sentence for item in block.punten for sentence in item.zinnen]
            elif not isinstance(block, Table):
                parts = getattr(block, "zinnen", ())
            found |= {item.id for part in parts for item in part.bewijs if item.soort is EvidenceKind.BEVINDING}
    return found


def lists_of(document):
    return [block for block in document.section("LT").blokken if isinstance(block, BulletList)]


def parked_in(document):
    section = document.section("LT")
    return evidence_of([section]) if section else set()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("options", [PARKED, FOR_WATER], ids=["certainty", "opgave"])
def test_no_finding_is_lost_and_the_counts_add_up(demo_assessments, write, kind, length, options):
    for name, made in demo_assessments.items():
        document = write(made, length, kind, options)
        section = document.section("LT")
        lists = lists_of(document)
        counted = sum(int(block.kop.rpartition("(")[2].rstrip(")")) for block in lists)
        assert counted == len(parked_in(document)), name
        body = [part for part in document.walk() if part.id[:2] in ("A3", "A4", "A5", "B2", "B3", "B4")]
        checked = (item for item in made.geldende_bevindingen if item.uitkomst is not Outcome.NIET_GETOETST)
        told = {item.id for item in checked} - parked_in(document)
        assert told <= evidence_of(body), name
        if lists:
            opening = " ".join(sentence.tekst for sentence in section.blokken[0].zinnen)
            numbers = (notation.count(how_many, "bevinding", "bevindingen") for how_many in (len(told), counted))
            assert all(number in opening for number in numbers), name


def test_without_parking_there_is_no_list(demo_assessments, write):
    assert all(write(made).section("LT") is None for made in demo_assessments.values())


def test_reading_of_light_weight_waits_while_a_certain_finding_stays(assessment, finding, write):
    certain = finding(**CERTAIN)
    reading = finding("keileem.gebied", id="k", laag="keileem", thema="klimaat", oordeel=Verdict.AANDACHT)
    document = write(assessment(certain, reading), opties=PARKED)
    assert parked_in(document) == {"k"}
    assert document.section("A4-natuur") is not None
    assert document.section("A4-bodem_watersysteem") is None
    assert [block.kop for block in lists_of(document)] == ["Het oordeel is een lezing (1)"]


@pytest.mark.parametrize("verdict", [Verdict.VERBOD, Verdict.NEE_TENZIJ, Verdict.ONDERZOEK])
def test_what_leaves_least_room_does_not_wait_for_certainty(assessment, finding, write, verdict):
    document = write(assessment(finding(oordeel=verdict, ontbreekt=("diepte_cm",))), opties=PARKED)
    assert parked_in(document) == set()
    assert "Geen bevinding is voor later bewaard." in texts(document)


def test_missing_figure_is_named_as_the_reason(assessment, finding, write):
    document = write(assessment(finding(oordeel=Verdict.JA_MITS, ontbreekt=("diepte_cm",))), opties=PARKED)
    (waiting,) = lists_of(document)
    assert waiting.kop == "Invoer ontbreekt (1)"
    assert "nog niet bekend is" in waiting.punten[0].zinnen[0].tekst


def test_finding_outside_the_chosen_opgaven_waits_with_its_verdict(assessment, finding, write):
    document = write(assessment(finding(**CERTAIN)), opties=FOR_WATER)
    (waiting,) = lists_of(document)
    assert waiting.kop == "Hoort niet bij de gekozen opgaven (1)"
    assert "'nee, tenzij'" in waiting.punten[0].zinnen[0].tekst


def test_opgaven_of_the_chapter_take_no_aspect_away_from_a_motivering(assessment, finding, write):
    made = assessment(finding(oordeel=Verdict.NEE_TENZIJ))
    options = Options(geparkeerd=True, opgaven=("kabels_leidingen",))
    assert write(made, soort=Kind.MOTIVERING, opties=options) == write(
        made, soort=Kind.MOTIVERING, opties=Options(geparkeerd=True)
    )
    assert not parked_in(write(made, soort=Kind.MOTIVERING, opties=options))
    assert parked_in(write(made, opties=options))


def test_ban_on_the_plan_stays_whatever_opgave_is_chosen(assessment, finding, write):
    document = write(assessment(finding(oordeel=Verdict.VERBOD)), opties=FOR_WATER)
    assert parked_in(document) == set()
    assert "Een verbod speelt bij natuur." in texts(document)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
def test_parked_subject_is_never_said_to_be_untouched(assessment, finding, write, kind, length):
    document = write(assessment(finding(oordeel=Verdict.AANDACHT)), length, kind, PARKED)
    text = all_text(document)
    assert "Geen van de getoetste kaarten raakt het plangebied." not in text
    assert "De kaarten van natuur geven voor dit plan geen aanleiding" not in text
    assert "lijst 'Later'" in text
    if kind is Kind.MOTIVERING:
        outcome = next(cells for cells in rows_of(document, "Uitkomst per aspect") if cells[0] == "Natuur")
        assert outcome[1:3] == ("Zie de lijst 'Later'", "Zie de lijst 'Later'")


def test_rule_without_a_map_that_waits_is_not_listed_as_not_chosen(demo_assessments, write):
    for made in demo_assessments.values():
        document = write(made, soort=Kind.MOTIVERING, opties=FOR_WATER)
        waiting = {item.kop for block in lists_of(document) for item in block.punten}
        left_out = [line for line in texts(document) if line.startswith("Deze onderwerpen hoorden niet bij de toets")]
        assert not any(name.lower() in line.lower() for name in waiting for line in left_out)


@pytest.mark.parametrize("kind", Kind)
def test_short_parked_text_is_an_extract_of_the_normal_parked_text(demo_assessments, write, kind):
    for name, made in demo_assessments.items():
        short, normal = (write(made, length, kind, FOR_WATER) for length in (Length.KORT, Length.NORMAAL))
        for section in short.walk():
            if section.id.startswith(("A4-", "B3-", "LT")):
                longer = normal.section(section.id)
                assert longer is not None, (name, section.id)
                assert figures(section) <= figures(longer), (name, section.id)


def test_account_keeps_every_finding(demo_assessments, write):
    made = demo_assessments["Geothermie Bargermeer, Emmen"]
    assert rows_of(write(made, opties=FOR_WATER), "Bevindingen") == rows_of(write(made), "Bevindingen")


def test_list_may_not_be_left_out(demo_assessments, write):
    made = demo_assessments["Geothermie Bargermeer, Emmen"]
    document = write(made, opties=replace(PARKED, weggelaten=frozenset({"LT"})))
    assert document.section("LT") is not None


def test_what_is_told_keeps_its_next_step(demo_assessments, write):
    made = demo_assessments["Parkeerterrein Hunebedcentrum, Borger"]
    assert write(made, opties=PARKED).section("A7").blokken
    short = write(made, Length.KORT, opties=PARKED)
    themes = [section for section in short.walk() if section.id.startswith("A4-")]
    assert themes
    assert all("initiatiefnemer" in " ".join(s.tekst for b in t.blokken for s in b.zinnen) for t in themes)


def test_page_for_the_board_names_what_can_wait_too(demo_assessments, catalogue):
    made = demo_assessments["Geothermie Bargermeer, Emmen"]
    assert summarise(made, catalogue, PARKED) == summarise(made, catalogue)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
def test_parked_texts_keep_the_writing_rules(demo_assessments, write, kind, length):
    for name, made in demo_assessments.items():
        for options in (PARKED, FOR_WATER):
            remarks = check_document(write(made, length, kind, options))
            assert [remark for remark in remarks if remark.gewicht is Weight.FOUT] == [], name
