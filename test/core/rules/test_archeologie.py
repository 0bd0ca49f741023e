"""Archeologie, exactly as policy.md section 5 reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely.affinity

from bodem_ondergrond.plugin.domain import (
    Citation,
    ExemptionLogic,
    MunicipalProfile,
    MunicipalValue,
    Outcome,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.test.core.rules.conftest import FAR, square

WAARDE_3 = "archeologie_provinciaal.waarde_3"
VOORDE = "archeologie_provinciaal.waarde_3_voorde"
MUNICIPAL = "archeologie_gemeentelijk.vrijstelling"
FREE, RESEARCH = Verdict.GEEN_BELEMMERING, Verdict.ONDERZOEK


def zone(waarde="3", kind="es", **place):
    return square(**(place or {"x": -500, "y": -500, "width": 1_100})), {"waarde": waarde, "type": kind, "naam": None}


def municipal(m2, cm, **place):
    shape = square(**(place or {"x": -500, "y": -500, "width": 1_100}))
    return shape, {"klasse": "hoge verwachting", "vrijstelling_m2": m2, "vrijstelling_cm": cm}


def expectation(*more):
    return {"archeologie_provinciaal": [zone(), *more]}


def calculation(finding, quantity):
    return next(row for row in finding.rekenregels if row.grootheid == quantity)


# --- waarde 1, waarde 2, AMK ---


@pytest.mark.parametrize("ingreep", [{}, {"oppervlakte_m2": 1, "diepte_cm": 1}, {"oppervlakte_m2": 5_000}])
def test_waarde_1_is_nee_tenzij_however_small_the_works(check, find, ingreep):
    finding = find(
        check({"archeologie_provinciaal": [zone("1", "hunebed")]}, **ingreep), "archeologie_provinciaal.waarde_1"
    )
    assert finding.oordeel is Verdict.NEE_TENZIJ
    assert finding.herkomst_oordeel is VerdictOrigin.BRON
    assert finding.ontbreekt == ()


def test_waarde_2_asks_for_research_tuned_early_with_the_province(check, find):
    finding = find(
        check({"archeologie_provinciaal": [zone("2", "historische_kern")]}, oppervlakte_m2=10, diepte_cm=10),
        "archeologie_provinciaal.waarde_2",
    )
    assert finding.oordeel is RESEARCH
    assert any("programma van eisen" in action for action in finding.acties)


def test_amk_site_asks_for_research_by_our_reading(check, find):
    finding = find(check({"amk_terreinen": [(square(), {"waardering": "hoog"})]}), "amk_terreinen.terrein")
    assert (finding.oordeel, finding.herkomst_oordeel) == (RESEARCH, VerdictOrigin.LEZING)
    assert finding.bevoegd_gezag == ("gemeente",)


# --- waarde 3: area and depth ---


@pytest.mark.parametrize(
    ("area", "depth", "verdict"),
    [
        pytest.param(900, 200, FREE, id="small-and-deep"),
        pytest.param(1_000, 200, FREE, id="exactly-1000-m2"),
        pytest.param(1_000.01, 200, RESEARCH, id="just-over-1000-m2"),
        pytest.param(9_000, 30, FREE, id="large-and-exactly-30-cm"),
        pytest.param(9_000, 30.5, RESEARCH, id="large-and-just-over-30-cm"),
        pytest.param(900, 20, FREE, id="small-and-shallow"),
        pytest.param(5_000, 80, RESEARCH, id="large-and-deep"),
    ],
)
def test_research_is_needed_when_both_limits_are_exceeded(check, find, area, depth, verdict):
    assessment = check(expectation(), oppervlakte_m2=area, diepte_cm=depth, bouwvoor="ja")
    finding = find(assessment, WAARDE_3)
    assert finding.oordeel is verdict
    assert finding.ontbreekt == ()


def test_reading_that_one_exceeded_limit_is_enough_is_a_parameter_of_the_catalogue(check, find, catalogue):
    rule = catalogue.regels[WAARDE_3]
    strict = replace(rule, parameters=replace(rule.parameters, logica=ExemptionLogic.EEN_OVERSCHREDEN))
    policy = replace(catalogue, regels={**catalogue.regels, WAARDE_3: strict})
    works = {"oppervlakte_m2": 900, "bouwvoor": "ja", "policy": policy}
    assert find(check(expectation(), diepte_cm=80, **works), WAARDE_3).oordeel is RESEARCH
    exempt = find(check(expectation(), diepte_cm=30, **works), WAARDE_3)
    assert exempt.oordeel is FREE
    assert any("een van de grenzen" in assumption for assumption in exempt.aannames)


def test_arithmetic_shows_figure_limit_and_source_of_each_condition(check, find):
    site = zone("1", "hunebed", x=220, y=0, width=10)
    finding = find(check(expectation(site), oppervlakte_m2=900, diepte_cm=40, bouwvoor="ja"), WAARDE_3)
    assert finding.oordeel is FREE
    assert finding.afstand_m == 120.0
    rows = [(r.grootheid, r.waarde, r.vergelijking, r.grens, r.voldaan) for r in finding.rekenregels]
    assert rows == [
        ("oppervlakte_m2", 900.0, "<=", 1_000.0, True),
        ("afstand_bekende_vindplaats_m", 120.0, ">", 50.0, True),
        ("diepte_cm", 40.0, "<=", 30.0, False),
    ]
    assert all("omgevingsvisie-2022" in row.bron for row in finding.rekenregels)
    assert any("beide grenzen" in assumption for assumption in finding.aannames)


def test_area_that_counts_is_that_of_the_works_and_the_part_inside_the_zone_is_shown_too(check, find):
    half = {"archeologie_provinciaal": [zone("3", "es", x=-500, y=-500, width=550, height=1_100)]}
    finding = find(check(half, oppervlakte_m2=1_500, diepte_cm=80), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.overlap_m2 == pytest.approx(5_000)
    assert calculation(finding, "oppervlakte_m2").waarde == 1_500


# --- waarde 3: known sites within 50 m ---


@pytest.mark.parametrize(
    ("gap", "verdict"),
    [
        pytest.param(49.9, RESEARCH, id="49.9-m"),
        pytest.param(50.0, RESEARCH, id="exactly-50-m"),
        pytest.param(50.01, FREE, id="50.01-m"),
    ],
)
@pytest.mark.parametrize("waarde", ["1", "2"])
def test_known_site_within_50_m_ends_the_area_exemption(check, find, gap, verdict, waarde):
    site = zone(waarde, "grafheuvel", x=100 + gap, y=0, width=10)
    finding = find(check(expectation(site), oppervlakte_m2=900, diepte_cm=80), WAARDE_3)
    assert finding.oordeel is verdict
    assert finding.afstand_m == pytest.approx(gap)


def test_amk_site_within_50_m_ends_the_area_exemption(check, find):
    layers = {**expectation(), "amk_terreinen": [(square(x=140, width=10), {"waardering": "hoog"})]}
    finding = find(check(layers, oppervlakte_m2=900, diepte_cm=80), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ()


def test_depth_exemption_stays_within_50_m_of_a_known_site(check, find):
    site = zone("1", "grafheuvel", x=110, y=0, width=10)
    finding = find(check(expectation(site), oppervlakte_m2=900, diepte_cm=30, bouwvoor="ja"), WAARDE_3)
    assert finding.oordeel is FREE


def test_distance_is_measured_from_the_ingreep_when_it_is_drawn(check, find):
    site = zone("1", "grafheuvel", x=120, y=0, width=10)
    works = square(0, 0, 20)
    finding = find(check(expectation(site), geometrie=works, diepte_cm=80), WAARDE_3)
    assert finding.afstand_m == pytest.approx(100.0)
    assert calculation(finding, "oppervlakte_m2").waarde == 400.0
    assert finding.oordeel is FREE


def test_without_the_map_of_known_sites_the_area_exemption_is_not_given(check, find):
    assessment = check(expectation(), empty_here=("nnn", "natura2000"), oppervlakte_m2=900, diepte_cm=80)
    finding = find(assessment, WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ("amk_terreinen",)
    assert calculation(finding, "afstand_bekende_vindplaats_m").voldaan is None


@pytest.mark.parametrize("laag", ["amk_terreinen", "archeologie_provinciaal"])
def test_where_the_map_of_known_sites_stops_the_area_exemption_is_not_given(check, find, laag):
    half = {laag: square(-500, -500, 550, 1_100)}
    finding = find(check(expectation(), coverage=half, oppervlakte_m2=900, diepte_cm=80), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == (laag,)
    assert "beslaat een deel van het plangebied niet" in finding.tekst


def test_outside_drenthe_no_map_of_known_sites_is_needed(check, find):
    border = {"provincie": [(square(-5_000, -5_000, 5_050, 10_000), {})]}
    works = {"oppervlakte_m2": 900, "diepte_cm": 80}
    assert find(check({**expectation(), **border}, **works), WAARDE_3).oordeel is FREE


def test_known_site_in_the_plan_area_is_not_at_a_distance_from_its_edge(check, find):
    text = find(
        check(expectation(zone("1", "hunebed", x=40, y=40, width=10)), oppervlakte_m2=9, diepte_cm=80), WAARDE_3
    ).tekst
    assert "In of tegen het plangebied ligt een bekende vindplaats" in text


def test_beside_a_known_site_no_area_is_named_from_which_research_is_needed(check, find):
    site = zone("1", "grafheuvel", x=110, y=0, width=10)
    assert "1.000" not in find(check(expectation(site), diepte_cm=80), WAARDE_3).tekst


def test_area_without_a_plan_is_not_compared_with_the_limit_for_works(check, find):
    """An omgevingsvisie: the limit is told, and that it holds for each plan by itself; the figures stay as they are."""
    finding = find(check(expectation()), WAARDE_3)
    assert "Per plan kan onderzoek nodig zijn" in finding.tekst
    assert not any("bovengrens" in assumption for assumption in finding.aannames)
    assert "oppervlakte_m2" in finding.ontbreekt
    row = calculation(finding, "oppervlakte_m2")
    assert (row.waarde, row.grens, row.voldaan) == (10_000, 1_000, False)


def test_area_without_a_plan_beside_a_known_site_tells_the_limit_too(check, find):
    site = zone("1", "grafheuvel", x=110, y=0, width=10)
    said = find(check(expectation(site)), WAARDE_3).tekst
    assert "1.000" in said
    assert "vervalt de vrijstelling" in said


# --- waarde 3: depth ---

LARGE = {"oppervlakte_m2": 5_000}


@pytest.mark.parametrize(
    ("answers", "depth", "verdict"),
    [
        pytest.param({"niet_kerend_woelen": "ja", "agrarisch": "ja"}, 40, FREE, id="subsoiling-on-farmland-40-cm"),
        pytest.param({"niet_kerend_woelen": "ja", "agrarisch": "ja"}, 41, RESEARCH, id="subsoiling-on-farmland-41-cm"),
        pytest.param({"niet_kerend_woelen": "ja", "agrarisch": "nee"}, 40, RESEARCH, id="subsoiling-but-no-farmland"),
        pytest.param({"niet_kerend_woelen": "nee", "agrarisch": "ja"}, 40, RESEARCH, id="farmland-but-no-subsoiling"),
        pytest.param({}, 40, RESEARCH, id="nothing-known-about-subsoiling"),
    ],
)
def test_forty_cm_holds_for_subsoiling_on_farmland_only(check, find, answers, depth, verdict):
    assert find(check(expectation(), diepte_cm=depth, **LARGE, **answers), WAARDE_3).oordeel is verdict


def test_half_an_answer_about_subsoiling_names_the_other_half(check, find):
    finding = find(check(expectation(), diepte_cm=40, niet_kerend_woelen="ja", **LARGE), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ("agrarisch",)


def test_no_plough_layer_means_no_depth_exemption(check, find):
    finding = find(check(expectation(), diepte_cm=10, bouwvoor="nee", **LARGE), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ()


@pytest.mark.parametrize("nature", ["nnn", "natura2000"])
def test_unknown_plough_layer_in_nature_is_taken_as_absent_and_marked(check, find, nature):
    layers = {**expectation(), nature: [(square(), {"type": "natuur"})]}
    finding = find(check(layers, diepte_cm=10, **LARGE), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ("bouwvoor",)
    assert any("bouwvoor" in assumption for assumption in finding.aannames)


def test_known_plough_layer_in_nature_keeps_the_depth_exemption(check, find):
    layers = {**expectation(), "nnn": [(square(), {"type": "natuur"})]}
    assert find(check(layers, diepte_cm=30, bouwvoor="ja", **LARGE), WAARDE_3).oordeel is FREE


def test_unknown_plough_layer_outside_nature_keeps_the_depth_exemption(check, find):
    assert find(check(expectation(), diepte_cm=30, **LARGE), WAARDE_3).oordeel is FREE


def test_unknown_plough_layer_without_nature_maps_gives_no_depth_exemption(check, find):
    finding = find(check(expectation(), empty_here=("amk_terreinen",), diepte_cm=30, **LARGE), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ("bouwvoor",)


# --- waarde 3: figures that are missing ---


def test_unknown_depth_gives_no_depth_exemption_and_is_named(check, find):
    finding = find(check(expectation(), **LARGE), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ("diepte_cm",)
    assert "30\u00a0cm" in finding.tekst


def test_unknown_depth_does_not_matter_when_the_area_is_exempt(check, find):
    finding = find(check(expectation(), oppervlakte_m2=900), WAARDE_3)
    assert finding.oordeel is FREE
    assert finding.ontbreekt == ()


def test_unknown_area_of_a_large_plan_is_taken_as_the_whole_plan_and_named(check, find):
    assessment = check(expectation(), diepte_cm=80)
    finding = find(assessment, WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ("oppervlakte_m2",)
    assert "1.000\u00a0m²" in finding.tekst
    assert any("bovengrens" in assumption for assumption in finding.aannames)


def test_unknown_area_of_a_plan_no_larger_than_the_limit_meets_the_area_condition(check, find):
    finding = find(check(expectation(), geometry=square(width=30), diepte_cm=80), WAARDE_3)
    assert finding.oordeel is FREE
    assert finding.ontbreekt == ()


@pytest.mark.parametrize("degrees", range(1, 90, 7))
def test_a_plan_of_exactly_1000_m2_is_that_size_however_it_is_turned(check, find, degrees):
    turned = shapely.affinity.rotate(square(width=40, height=25), degrees)
    assert find(check(expectation(), geometry=turned, diepte_cm=80), WAARDE_3).oordeel is FREE
    assert find(check(expectation(), geometrie=turned, diepte_cm=80), WAARDE_3).oordeel is FREE


def test_an_area_that_nobody_gave_is_not_said_to_be_that_of_the_works(check, find):
    text = find(check(expectation(), geometry=square(width=30), diepte_cm=80), WAARDE_3).tekst
    assert "Het hele plangebied is 900\u00a0m² groot" in text
    assert "De bodemingrepen beslaan" not in text


def test_both_figures_unknown_are_both_named(check, find):
    assert find(check(expectation()), WAARDE_3).ontbreekt == ("oppervlakte_m2", "diepte_cm")


def test_unknown_area_beside_a_known_site_is_not_what_is_missing(check, find):
    site = zone("1", "grafheuvel", x=110, y=0, width=10)
    finding = find(check(expectation(site), diepte_cm=80), WAARDE_3)
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ()


# --- municipal policy ---


def with_profile(catalogue, **values):
    source = Citation("bodemvisie-assen", "3")
    own = {threshold: MunicipalValue(value, source) for threshold, value in values.items()}
    base = catalogue.gemeenten.get("GM0106")
    profile = replace(base, drempels=own) if base else MunicipalProfile("GM0106", "Assen", own)
    return replace(catalogue, gemeenten={**catalogue.gemeenten, "GM0106": profile})


@pytest.mark.parametrize(
    ("own", "area", "verdict", "limit"),
    [
        pytest.param(500, 600, RESEARCH, 500, id="lower-municipal-limit-counts"),
        pytest.param(500, 500, FREE, 500, id="exactly-the-municipal-limit"),
        pytest.param(2_500, 1_200, RESEARCH, 1_000, id="higher-municipal-limit-is-capped"),
    ],
)
def test_stricter_municipal_area_wins(check, find, catalogue, own, area, verdict, limit):
    policy = with_profile(catalogue, archeologie_oppervlakte=own)
    finding = find(check(expectation(), oppervlakte_m2=area, diepte_cm=80, policy=policy), WAARDE_3)
    assert finding.oordeel is verdict
    assert calculation(finding, "oppervlakte_m2").grens == limit


def test_larger_municipal_distance_wins(check, find, catalogue):
    policy = with_profile(catalogue, archeologie_afstand=100)
    site = zone("1", "grafheuvel", x=180, y=0, width=10)
    finding = find(check(expectation(site), oppervlakte_m2=900, diepte_cm=80, policy=policy), WAARDE_3)
    assert finding.oordeel is RESEARCH


def test_stricter_municipal_depth_also_caps_subsoiling(check, find, catalogue):
    policy = with_profile(catalogue, archeologie_diepte=20)
    works = {"niet_kerend_woelen": "ja", "agrarisch": "ja", **LARGE}
    assert find(check(expectation(), diepte_cm=25, policy=policy, **works), WAARDE_3).oordeel is RESEARCH


def test_municipal_map_lowers_the_provincial_limit_and_both_are_reported(check, find):
    layers = {**expectation(), "archeologie_gemeentelijk": [municipal(500, 30)]}
    assessment = check(layers, oppervlakte_m2=600, diepte_cm=80)
    assert find(assessment, WAARDE_3).oordeel is RESEARCH
    assert find(assessment, MUNICIPAL).oordeel is RESEARCH
    assert calculation(find(assessment, WAARDE_3), "oppervlakte_m2").bron.startswith("archeologie_gemeentelijk")


@pytest.mark.parametrize(
    ("layers", "values", "said"),
    [
        pytest.param({}, {}, True, id="nothing-known"),
        pytest.param({"archeologie_gemeentelijk": [municipal(500, 30)]}, {}, False, id="on-the-map"),
        pytest.param({"archeologie_gemeentelijk": [municipal(500, 30, **FAR)]}, {}, False, id="elsewhere-on-the-map"),
        pytest.param({}, {"archeologie_oppervlakte": 500}, False, id="in-the-profile"),
    ],
)
def test_a_stricter_limit_of_the_municipality_that_nobody_gave_is_said_not_to_be_checked(
    check, find, catalogue, layers, values, said
):
    policy = with_profile(catalogue, **values)
    finding = find(check({**expectation(), **layers}, oppervlakte_m2=400, policy=policy), WAARDE_3)
    assert any("strengere grens heeft, is niet getoetst" in assumption for assumption in finding.aannames) is said


def test_milder_municipal_map_does_not_lift_the_provincial_limit(check, find):
    layers = {**expectation(), "archeologie_gemeentelijk": [municipal(2_500, 50)]}
    assessment = check(layers, oppervlakte_m2=1_200, diepte_cm=40)
    assert find(assessment, WAARDE_3).oordeel is RESEARCH
    assert find(assessment, MUNICIPAL).oordeel is FREE


def test_municipal_map_without_limits_says_what_is_missing(check, find):
    finding = find(
        check({"archeologie_gemeentelijk": [municipal(None, None)]}, oppervlakte_m2=10, diepte_cm=10), MUNICIPAL
    )
    assert finding.oordeel is RESEARCH
    assert finding.ontbreekt == ("vrijstelling_m2", "vrijstelling_cm")


def test_municipal_map_with_two_classes_gives_two_findings(check):
    layers = {"archeologie_gemeentelijk": [municipal(500, 30, width=50), municipal(100, 30, x=50, width=50)]}
    findings = [f for f in check(layers, oppervlakte_m2=200, diepte_cm=80).bevindingen if f.regel == MUNICIPAL]
    assert [f.oordeel for f in findings] == [RESEARCH, FREE]
    assert len({f.id for f in findings}) == 2


# --- voorde ---


def test_voorde_has_no_area_exemption(check, find):
    finding = find(check({"archeologie_provinciaal": [zone("3", "voorde")]}, oppervlakte_m2=10, diepte_cm=80), VOORDE)
    assert finding.oordeel is RESEARCH


def test_voorde_keeps_the_depth_exemption(check, find):
    layers = {"archeologie_provinciaal": [zone("3", "voorde")]}
    assert find(check(layers, oppervlakte_m2=10, diepte_cm=30, bouwvoor="ja"), VOORDE).oordeel is FREE


@pytest.mark.parametrize(("allowed", "asked"), [(1_000, True), (2_500, True), (500, False)])
def test_voorde_where_the_municipality_allows_1000_m2_asks_for_consultation(check, find, allowed, asked):
    layers = {"archeologie_provinciaal": [zone("3", "voorde")], "archeologie_gemeentelijk": [municipal(allowed, 30)]}
    finding = find(check(layers, oppervlakte_m2=10, diepte_cm=80), VOORDE)
    assert any("Overleg" in action for action in finding.acties) is asked


def test_voorde_beside_an_es_gives_a_finding_for_each(check, find):
    layers = {"archeologie_provinciaal": [zone("3", "voorde", width=50), zone("3", "es", x=50, width=50)]}
    assessment = check(layers, oppervlakte_m2=900, diepte_cm=80)
    assert find(assessment, VOORDE).oordeel is RESEARCH
    assert find(assessment, WAARDE_3).oordeel is FREE


# --- layers without an answer ---


def test_no_archaeology_layer_is_no_data_and_not_no_hit(check):
    assessment = check({})
    rows = {row.laag: row for row in assessment.lagen}
    assert rows["archeologie_provinciaal"].uitkomst is Outcome.GEEN_GEGEVENS
    assert rows["archeologie_provinciaal"].reden
    assert not [f for f in assessment.bevindingen if f.laag == "archeologie_provinciaal"]


def test_zone_elsewhere_is_not_hit(check):
    rows = {row.laag: row for row in check({"archeologie_provinciaal": [zone("1", "hunebed", **FAR)]}).lagen}
    assert rows["archeologie_provinciaal"].uitkomst is Outcome.NIET_GERAAKT


def test_unknown_class_under_the_plan_area_is_not_checked_with_the_reason(check):
    rows = {row.laag: row for row in check({"archeologie_provinciaal": [zone("7", "es")]}).lagen}
    row = rows["archeologie_provinciaal"]
    assert row.uitkomst is Outcome.NIET_GETOETST
    assert "7" in row.reden
