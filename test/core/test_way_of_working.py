"""The way of working of BOGO, feature by feature: what each asks, tried on the demonstration.

The numbers are those of the inventory of the source. Closer tests of a feature stand elsewhere, and are named with it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

import pytest

from bodem_ondergrond.plugin import cli
from bodem_ondergrond.plugin.domain import Correction, FieldNames
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE, DEMO_PLAN_AREAS
from bodem_ondergrond.plugin.jobs.texts import TextSource, render_text_of
from bodem_ondergrond.plugin.jobs.writing import TextChoices, write_page_for_board, write_text
from bodem_ondergrond.plugin.paragraph import Kind, Length, compose_region, render_html, render_text
from bodem_ondergrond.plugin.paragraph.checks import Weight, check_document
from bodem_ondergrond.plugin.paragraph.model import BulletList, Figure, SentenceKind
from bodem_ondergrond.plugin.report import map_svg
from bodem_ondergrond.plugin.report.map_content import map_content
from bodem_ondergrond.plugin.storage import read_package, read_plan_areas
from bodem_ondergrond.plugin.toets import toets

NOW = datetime.fromisoformat("2026-11-20T10:40:00+01:00")
HEAT_AND_SEWER = ("kabels_leidingen", "wateroverlast_verdroging")


@pytest.fixture(scope="module")
def package(catalogue):
    return read_package(DEMO_PACKAGE, catalogue)


@pytest.fixture(scope="module")
def areas(catalogue, package):
    """Every demonstration plan area with its check, by the first word of its name and its place."""
    plans = read_plan_areas(DEMO_PLAN_AREAS, FieldNames(), catalogue)
    return {made.plan.naam: made for made in toets(plans, package, catalogue, now=NOW)}


@pytest.fixture(scope="module")
def emmen(areas):
    return areas["Geothermie Bargermeer, Emmen"]


@pytest.fixture
def write(catalogue, package):
    def go(made, *opgaven, **choices):
        return write_text(made, catalogue, TextChoices(opgaven=opgaven, **choices), package).document

    return go


def lists_of(document, section):
    return {
        block.kop: block
        for part in document.section(section).walk()
        for block in part.blokken
        if isinstance(block, BulletList)
    }


def both_lists(headings):
    return [kop for kop in headings if kop.startswith(("Kansen (", "Dilemma's ("))]


# --- BF-01, BF-22: the opgave comes first ---------------------------------------------------------------------------
# The first page of the panel: test/gui/test_plan_area_page.py. The card: test/core/paragraph/test_opgaven.py.


def test_bf01_text_starts_from_the_opgave_and_brings_its_card_and_its_map(emmen, write, catalogue):
    document = write(emmen, "geothermie", lengte=Length.UITGEBREID)
    assert document.section("A1").blokken[0].zinnen[0].tekst == "De gemeente begint bij de opgave geothermie."
    assert document.section("VR-geothermie") is not None
    figures = [block.id for part in document.walk() for block in part.blokken if isinstance(block, Figure)]
    assert "kaart-opgave-geothermie" in figures


def test_bf01_map_of_the_opgave_has_its_layers(emmen, catalogue, package):
    drawn = map_svg.figure(emmen, catalogue, package, opgave="geothermie")
    hit = {layer.laag for layer in emmen.lagen if layer.uitkomst.value == "geraakt"}
    named = [catalogue.lagen[name].naam for name in catalogue.opgaven["geothermie"].lagen if name in hit]
    assert named
    assert all(name in drawn.svg for name in named)


def test_bf22_verzilting_is_not_offered_for_drenthe_but_can_be_asked_for(catalogue, emmen, write):
    assert [opgave.id for opgave in catalogue.opgaven.values() if not opgave.standaard] == ["verzilting"]
    assert write(emmen, "verzilting").section("VR-verzilting") is not None


# --- BF-02, BF-13: little time, for everyone ------------------------------------------------------------------------


def test_bf02_one_command_goes_from_plan_areas_to_paragraphs_without_any_setting(tmp_path):
    assert cli.main(["toets", str(DEMO_PLAN_AREAS), "--uit", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("*.html"))) == len(list(tmp_path.glob("*.json"))) > 0


def test_bf13_one_file_opens_without_qgis_and_without_a_network(emmen, catalogue, package):
    page = render_text_of(TextSource(emmen, catalogue, TextChoices(), package), "html")
    assert page.startswith("<!DOCTYPE html>")
    assert "<svg" in page
    for outside in ('src="http', "<link", "<script", "url(http"):
        assert outside not in page


# --- BF-03: questions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", list(Length))
def test_bf03_question_without_an_answer_stays_visible_and_an_answer_takes_its_place(emmen, catalogue, length):
    choices = TextChoices(opgaven=("geothermie",), lengte=length)
    written = write_text(emmen, catalogue, choices)
    questions = [field for field in written.velden if field.soort is SentenceKind.ONBEANTWOORD]
    assert len(questions) == len(catalogue.opgaven["geothermie"].vragen)
    assert render_text(written.document).count("Nog niet beantwoord") == len(questions)
    answered = write_text(emmen, catalogue, choices.with_answer(questions[0].id, "Ja, op het bedrijventerrein"))
    text = " ".join(render_text(answered.document).split())
    assert "Antwoord van de gemeente: Ja, op het bedrijventerrein." in text
    assert text.count("Nog niet beantwoord") == len(questions) - 1


# --- BF-04, BF-05: conflicts and room -------------------------------------------------------------------------------
# Closer: test/core/paragraph/test_opgaven.py.


def test_bf04_heat_network_and_larger_sewer_in_one_place_give_the_row_of_their_dilemma(emmen, write):
    page = render_html(write(emmen, *HEAT_AND_SEWER))
    assert "Waar de opgaven om dezelfde plek vragen" in page
    assert "groter riool" in page


@pytest.mark.parametrize(("area", "is_warned"), [(4_000.0, True), (6_000.0, False)], ids=["0,4 ha", "0,6 ha"])
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("length", list(Length))
def test_bf05_too_little_room_for_geothermie_is_said_with_its_source(emmen, write, area, is_warned, kind, length):
    document = write(replace(emmen, oppervlakte_m2=area), "geothermie", soort=kind, lengte=length)
    text = render_text(document).replace("\n", " ")
    assert ("is het plangebied kleiner dan de ruimte die geothermie vraagt" in text) is is_warned
    if is_warned:
        assert "0,5 ha (VNG en Deltares, Bodem en ondergrond, Geothermie" in text.replace("\u00a0", " ")


# --- BF-06, BF-07: no choice, equal weight --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_bf06_no_text_ranks_or_advises_a_choice(areas, catalogue, write, kind):
    forbidden = ("beste keuze", "verdient de voorkeur", "wij adviseren", "aan te raden", "beter is het", "kies voor")
    for made in areas.values():
        texts = (
            write(made, *catalogue.opgaven, soort=kind, lengte=Length.UITGEBREID),
            write_page_for_board(made, catalogue, TextChoices(opgaven=tuple(catalogue.opgaven))),
        )
        for document in texts:
            text = render_text(document).lower()
            assert not [words for words in forbidden if words in text], made.plan.naam
            assert not [remark for remark in check_document(document) if remark.gewicht is Weight.FOUT]


def test_bf07_kansen_and_dilemmas_both_have_their_number_also_when_it_is_nought(emmen, areas, catalogue, write):
    for name in catalogue.opgaven:
        assert len(both_lists(lists_of(write(emmen, name), f"VR-{name}"))) == 2, name
    for made in areas.values():
        page = write_page_for_board(made, catalogue, TextChoices())
        assert len(both_lists(lists_of(page, "S3"))) == 2, made.plan.naam


# --- BF-08: what the municipality weighed ---------------------------------------------------------------------------


def test_bf08_weighing_has_three_fields_and_an_empty_one_is_marked(emmen, catalogue, write):
    names = ("afweging.keuze", "afweging.redenen", "afweging.vervalt")
    document = write(emmen)
    assert set(names) <= {field.veld for field in document.open_fields()}
    block = render_text(document).replace("\n", " ")
    for asked in ("welke keuze de gemeente maakt", "wat daarbij de doorslag gaf", "op deze plek niet meer kan"):
        assert f"{asked}]" in block
    filled = write_text(emmen, catalogue, TextChoices().with_answer(names[0], "Wij kiezen het terrein ten noorden"))
    assert set(names[1:]) <= {field.veld for field in filled.document.open_fields()}
    assert names[0] not in {field.veld for field in filled.document.open_fields()}


# --- BF-10, BF-11: knowledge ----------------------------------------------------------------------------------------


def test_bf10_every_card_of_drenthe_says_whom_to_ask_and_when_that_was_known(emmen, catalogue, write):
    for opgave in catalogue.opgaven.values():
        if opgave.standaard:
            said = " ".join(sentence.tekst for sentence in write(emmen, opgave.id).sentences())
            sources = [catalogue.kennisbronnen[name] for name in opgave.kennisbronnen]
            assert sources
            assert all(source.naam in said and source.peildatum[:4] in said for source in sources), opgave.id


def test_bf11_every_finding_has_its_source_its_date_and_how_sure_it_is(areas, write):
    for made in areas.values():
        assert all(finding.bronnen for finding in made.bevindingen)
        assert all(layer.bron.locatie for layer in made.lagen)
        text = render_text(write(made)).replace("\n", " ")
        assert "zekerheid" in text.lower()
        assert "peildatum" in text.lower()


# --- BF-12: the region ----------------------------------------------------------------------------------------------
# Through the front doors: test/core/jobs/test_overview.py, test/core/test_cli.py, test/qgis/test_processing.py.


def test_bf12_two_municipalities_give_one_table_and_a_joint_list(areas, catalogue):
    two = [made for made in areas.values() if made.gemeenten in (("Assen",), ("Emmen",))]
    text = " ".join(render_text(compose_region(two, catalogue)).split())
    assert "in twee gemeenten" in text
    assert "Pakken Assen en Emmen landschap en cultuurhistorie samen op, en wie begint?" in text


# --- BF-14, BF-17: what can wait, what is certain -------------------------------------------------------------------
# Closer: test/core/paragraph/test_later.py.


def test_bf14_what_can_wait_stands_under_later_and_nothing_is_lost(emmen, write):
    document = write(emmen, "geothermie", geparkeerd=True)
    later = document.section("LT")
    assert any(block.kop for part in later.walk() for block in part.blokken if isinstance(block, BulletList))
    told = {evidence.id for sentence in document.sentences() for evidence in sentence.bewijs}
    assert {finding.id for finding in emmen.geldende_bevindingen} <= told


def test_bf17_certain_and_uncertain_findings_both_occur_and_the_table_can_be_filtered_on_it(areas, write, tmp_path):
    text = render_text(write(areas["Vier woningen aan de Zuides, Borger"]))
    assert "op de kaart getoetst" in " ".join(text.split())
    assert "indicatie" in text
    cli.main(["toets", str(DEMO_PLAN_AREAS), "--uit", str(tmp_path), "--formaten", ""])
    with sqlite3.connect(tmp_path / "matrix.gpkg") as table:
        found = {row[0] for row in table.execute("SELECT DISTINCT zekerheid FROM bevindingen")}
    assert {"zeker", "indicatie", "ontbreekt"} <= found


# --- BF-15, BF-20: for the bestuurder, for the conversation ---------------------------------------------------------


def test_bf15_page_for_the_board_is_short_and_has_opgaven_dilemmas_and_open_choices(emmen, catalogue):
    page = write_page_for_board(emmen, catalogue, TextChoices(opgaven=HEAT_AND_SEWER))
    text = render_text(page)
    assert "opgaven kabels en leidingen en wateroverlast en verdroging" in text.replace("\n", " ")
    assert "Dilemma's (" in text
    assert "[Keuze gemeente:" in text
    assert len(text.split()) < 520


def test_bf20_every_opgave_of_drenthe_has_a_map_with_claims_dilemmas_and_questions(emmen, catalogue, package):
    for opgave in catalogue.opgaven.values():
        if opgave.standaard:
            assert map_svg.figure(emmen, catalogue, package, opgave=opgave.id) is not None
            notes = map_content(emmen, catalogue, package, opgave=opgave.id).naast
            said = {line for note in notes for line in note.regels}
            questions = (question.vraag for question in opgave.vragen)
            assert {words.rstrip(".") for words in (*opgave.claims, *opgave.dilemmas, *questions)} <= said, opgave.id


# --- corrections, in every form -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["html", "md", "txt"])
def test_correction_is_marked_in_every_format_and_leaves_the_count(emmen, catalogue, name):
    word = Correction("Boringen laten zien dat de grond is omgezet, rapport 26-114.", "A. de Vries", NOW.isoformat())
    first, *others = emmen.bevindingen
    corrected = replace(emmen, bevindingen=(replace(first, correctie=word), *others))
    assert sum(corrected.verdict_counts().values()) == sum(emmen.verdict_counts().values()) - 1
    for kind in Kind:
        text = render_text_of(TextSource(corrected, catalogue, TextChoices(soort=kind)), name)
        assert "A. de Vries" in text
        assert "rapport 26" in text
