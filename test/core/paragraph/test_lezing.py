"""What the second reader asked for: each matter keeps its conclusion, its place and its own source."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.paragraph import Kind
from bodem_ondergrond.plugin.paragraph.model import section_sentences
from bodem_ondergrond.test.core.paragraph.conftest import all_text


def test_landscape_cites_only_the_section_about_its_own_type(demo_assessments, write):
    document = write(demo_assessments["Vier woningen aan de Zuides, Borger"])
    places = {place.paragraaf for sentence in document.sentences() for place in sentence.bronnen}
    assert "4.2.1.1" in places
    assert not places & {"4.2.1.2", "4.2.1.3", "4.2.1.4", "4.2.1.5", "4.2.1.6"}


@pytest.mark.parametrize("kind", Kind)
def test_limit_of_zero_is_said_as_nothing_exempt(demo_assessments, write, kind):
    said = all_text(write(demo_assessments["Parkeerterrein Hunebedcentrum, Borger"], soort=kind))
    assert "Geen enkele oppervlakte is hier vrijgesteld." in said
    assert "grens van 0" not in said.replace("\u00a0", " ")


@pytest.mark.parametrize("kind", Kind)
def test_every_heavy_matter_has_a_conclusion_of_its_own(demo_assessments, write, kind):
    """Two matters with the same verdict each say what it means for them; neither is taken for a repetition."""
    said = all_text(write(demo_assessments["Parkeerterrein Hunebedcentrum, Borger"], soort=kind))
    for place in (
        "n een gebied met Waarde Archeologie 1",
        "n een gebied met beschermingsniveau hoog voor aardkundig erfgoed",
    ):
        follows = {
            Kind.OMGEVINGSVISIE: f"I{place} vraagt dit plan een onderbouwing van de uitzondering",
            Kind.MOTIVERING: f"Of de uitzondering i{place} geldt, blijkt pas uit een onderbouwing",
        }
        assert follows[kind] in said.replace("\u00a0", " ")


def test_subject_that_shares_a_map_keeps_its_place(demo_assessments, write):
    document = write(demo_assessments["Bodemenergie Kloosterveen, Assen"])
    groundwater = document.section("A4-grondwater")
    assert "Het hele plangebied ligt in een grondwaterbeschermingsgebied." in texts(groundwater)
    assert any(
        "de ligging staat bij grondwater en drinkwater" in line for line in texts(document.section("A4-bodemenergie"))
    )


def test_ground_outside_the_province_is_said_once_and_the_conclusions_are_about_the_rest(demo_assessments, write):
    document = write(demo_assessments["Zonnepark Nieuw-Schoonebeek"], soort=Kind.MOTIVERING)
    assert [notice for notice in document.meldingen if "18,6" in notice.tekst and "buiten Drenthe" in notice.tekst]
    said = texts(document.section("B3-grondwater"))
    assert not [line for line in said if "geen gegevens" in line]
    assert any("voor grondwater en drinkwater geen vervolgstap" in line for line in said)
    about_the_rest = [
        line for line in texts(document) if "alleen over het deel van het plangebied binnen Drenthe" in line
    ]
    assert len(about_the_rest) == 1
    assert not any(
        line.startswith("De kaarten van grondwater en drinkwater geven voor dit plan") for line in texts(document)
    )


def test_core_names_two_points_of_attention_and_counts_the_rest(demo_assessments, write):
    core = texts(write(demo_assessments["Fietspad over de es, Westerbork"]).section("A1"))
    assert "Aandacht vragen landschap en cultuurhistorie, landbouw en nog vier onderwerpen." in core


def test_core_begins_with_what_is_planned_and_says_which_zone_decides(demo_assessments, write):
    core = texts(write(demo_assessments["Vier woningen aan de Zuides, Borger"]).section("A1"))
    assert core[0].startswith("Het plan 'Vier woningen aan de Zuides, Borger' gaat over woningbouw op ")
    assert "Bepalend is hier: Waarde Archeologie 3 (het hele plangebied)." in [
        line.replace("\u00a0", " ") for line in core
    ]


def texts(part):
    sections = part.walk()
    return [sentence.tekst for section in sections for sentence in section_sentences(section)]


def test_maps_that_stop_at_the_same_border_share_a_sentence(assessment, layer, write):
    rows = [layer(name, thema="grondwater", buiten_dekking_m2=4_000.0) for name in ("waterwingebieden", "asv")]
    said = texts(write(assessment(lagen=rows), soort=Kind.MOTIVERING).section("B3-grondwater"))
    lacking = [line.replace("\u00a0", " ") for line in said if "geen gegevens" in line and "4.000" in line]
    assert lacking == [
        "Voor 4.000 m² van het plangebied hebben twee kaarten van grondwater en drinkwater geen gegevens."
    ]


def test_ban_leaves_no_exception_for_the_same_activity_at_the_same_place(demo_assessments, write):
    made = demo_assessments["Zandwinning Gasselterveld"]
    said = texts(write(made).section("A4-natuur"))
    assert "In het Natuurnetwerk Nederland (NNN) is er in dit beleid geen plaats voor zandwinning." in said
    assert not [line for line in said if "onderbouwing van de uitzondering" in line]
