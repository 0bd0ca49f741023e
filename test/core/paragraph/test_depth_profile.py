"""The depth profile: 30 cm and 5 km on one scale, words as well as colours, what has no depth is named."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.dom import minidom

import pytest

from bodem_ondergrond.plugin.domain import DepthRange, Ingreep, Outcome, Verdict
from bodem_ondergrond.plugin.report import depth_profile
from bodem_ondergrond.test.core.paragraph.conftest import PACKAGE


def written(svg):
    return [node.firstChild.data for node in minidom.parseString(svg).getElementsByTagName("text")]


@pytest.fixture
def profile(catalogue):
    return lambda made: depth_profile.figure(made, catalogue)


def test_scale_runs_from_ground_level_to_five_kilometres():
    assert depth_profile.position(0) == 0
    assert depth_profile.position(5_000) == pytest.approx(1)
    assert depth_profile.position(9_000) == depth_profile.position(5_000)


def test_scale_gives_room_to_30_cm_and_to_the_deep_ground():
    assert depth_profile.position(0.3) > 0.05
    assert depth_profile.position(3_000) - depth_profile.position(500) > 0.15


def test_ticks_name_30_cm_and_5_km(assessment, profile):
    words = written(profile(assessment()).svg)
    assert "30\u00a0cm" in words
    assert "5\u00a0km" in words


def test_claim_has_a_number_a_sign_and_a_line_in_words(assessment, finding, profile):
    zone = finding(diepte=DepthRange(25.0, 500.0), oordeel=Verdict.VERBOD)
    words = written(profile(assessment(zone)).svg)
    assert "✕" in words
    line = words.index("Natuur: Natuurnetwerk Nederland; verbod, 25 tot 500\u00a0m-mv")
    assert words[line - 2 : line] == ["1", "✕"]


def test_depth_that_is_an_indication_says_so(demo_assessments, profile):
    figure = profile(demo_assessments["Parkeerterrein Hunebedcentrum, Borger"])
    assert "(indicatie)" in figure.beschrijving
    assert "stroke-dasharray" in figure.svg


def test_planned_works_are_drawn_with_their_depth(assessment, profile):
    made = assessment(ingreep=Ingreep(diepte_cm=60.0, boordiepte_m=120.0))
    figure = profile(made)
    words = written(figure.svg)
    assert "graven tot 60\u00a0cm" in words
    assert "boren tot 120\u00a0m" in words
    assert figure.beschrijving.endswith("120\u00a0m.")


def test_what_has_no_depth_is_named_under_the_drawing(assessment, profile):
    assert "Zonder diepte, dus niet getekend: natuur." in written(profile(assessment()).svg)


def test_empty_profile_says_so(assessment, profile):
    figure = profile(assessment())
    assert figure.beschrijving == "De getoetste kaarten geven in de bodem onder het plangebied niets aan."


def test_maps_without_an_answer_are_counted_under_the_drawing(assessment, layer, profile):
    made = assessment(lagen=(layer("keileem", Outcome.GEEN_GEGEVENS, "Leeg.", thema="klimaat"),))
    assert any("één kaartlaag waarvan de uitkomst" in words for words in written(profile(made).svg))


def test_demonstration_data_are_named_in_the_drawing(assessment, profile):
    made = assessment(pakket=replace(PACKAGE, demonstratie=True))
    assert any("demonstratiegegevens" in words for words in written(profile(made).svg))


def test_more_claims_than_fit_are_named(assessment, finding, profile):
    many = [finding(id=f"nnn.gebied/{n}", diepte=DepthRange(float(n), float(n + 1))) for n in range(20)]
    figure = profile(assessment(*many))
    assert figure.svg.count("<circle") == 14
    assert "Niet getekend: natuur." in written(figure.svg)


def test_bar_without_a_lower_end_reaches_the_bottom(assessment, finding, profile):
    deep = finding(diepte=DepthRange(1_500.0, None))
    assert "dieper dan 1.500\u00a0m-mv" in profile(assessment(deep)).beschrijving


def test_hatchings_of_the_verdicts_differ_without_colour():
    looks = depth_profile._LOOKS.values()
    assert len({(look.afstand, look.richtingen) for look in looks}) == len(Verdict)


@pytest.mark.parametrize("size", [(30, 200), (200, 30), (30, 3), (1, 1)], ids=["tall", "wide", "flat", "dot"])
@pytest.mark.parametrize("verdict", Verdict)
def test_hatching_stays_inside_its_bar(size, verdict):
    width, height = size
    path = depth_profile.hatching(10, 20, width, height, depth_profile._LOOKS[verdict])
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d", path)]
    assert all(10 - 0.1 <= x <= 10 + width + 0.1 for x in numbers[0::2])
    assert all(20 - 0.1 <= y <= 20 + height + 0.1 for y in numbers[1::2])


def test_drawing_is_plain_svg_that_every_renderer_knows(demo_assessments, catalogue):
    svg = depth_profile.render_svg(demo_assessments["Geothermie Bargermeer, Emmen"], catalogue)
    tags = {node.tagName for node in minidom.parseString(svg).getElementsByTagName("*")}
    assert tags <= {"svg", "title", "desc", "rect", "text", "line", "path", "circle"}


def test_hostile_name_in_a_layer_stays_text(assessment, finding, catalogue):
    odd = finding("eigen.<b>regel</b>", laag="nnn", diepte=DepthRange(0.0, 2.0))
    minidom.parseString(depth_profile.render_svg(assessment(odd), catalogue))


def test_a_narrow_drawing_says_the_same_in_words(assessment, finding, catalogue):
    zone = finding(diepte=DepthRange(25.0, 500.0), oordeel=Verdict.VERBOD)
    made = assessment(zone, ingreep=Ingreep(diepte_cm=60.0))
    narrow = depth_profile.figure(made, catalogue, depth_profile.PANEL)
    wide = depth_profile.figure(made, catalogue)
    assert narrow.beschrijving == wide.beschrijving
    assert narrow.breedte < wide.breedte / 1.5
    assert "Graven tot 60\u00a0cm" in written(narrow.svg)
    assert max(map(len, written(narrow.svg))) <= depth_profile.PANEL.letters


def test_a_narrow_drawing_names_what_it_has_no_room_for(assessment, finding, catalogue):
    rules = [f"natura2000.x{number}" for number in range(12)]
    zones = [finding(rule, diepte=DepthRange(float(n), 100.0 + n)) for n, rule in enumerate(rules)]
    words = written(depth_profile.figure(assessment(*zones), catalogue, depth_profile.PANEL).svg)
    assert str(depth_profile.PANEL.balken) in words
    assert str(depth_profile.PANEL.balken + 1) not in words


def test_a_deep_ban_is_drawn_before_light_matters_near_the_surface(assessment, finding, catalogue):
    light = [
        finding(f"natura2000.x{number}", diepte=DepthRange(0.0, 1.0 + number), oordeel=Verdict.AANDACHT)
        for number in range(12)
    ]
    ban = finding("natura2000.diep", diepte=DepthRange(500.0, 3_000.0), oordeel=Verdict.VERBOD)
    words = written(depth_profile.figure(assessment(*light, ban), catalogue, depth_profile.PANEL).svg)
    # From top to bottom: the deepest comes last, with the last number.
    last = len(words) - 1 - words[::-1].index("✕")
    assert words[last - 1] == str(depth_profile.PANEL.balken)
