"""The deep subsurface, as policy.md section 5 reads it: salt by name, gas, geothermie, and what is ruled out."""

from __future__ import annotations

import pytest
import shapely

from bodem_ondergrond.plugin.domain import Verdict, VerdictOrigin
from bodem_ondergrond.test.core.rules.conftest import X, Y, square


def dome(naam, gebruik="niet_benutten"):
    return {"zoutkoepels": [(square(-500, -500, 1_100), {"naam": naam, "gebruik": gebruik})]}


def rules_of(assessment, start=""):
    return {finding.regel: finding.oordeel for finding in assessment.bevindingen if finding.regel.startswith(start)}


@pytest.mark.parametrize(
    ("activity", "rule"),
    [
        pytest.param("schaliegas", "energie.schaliegas", id="schaliegas"),
        pytest.param("co2_opslag", "energie.co2_opslag", id="co2"),
        pytest.param("afvalopslag", "energie.afvalopslag", id="waste"),
    ],
)
def test_what_has_no_place_in_drenthe_is_banned_hit_or_no_hit(check, find, activity, rule):
    finding = find(check(activiteiten=activity), rule)
    assert (finding.oordeel, finding.herkomst_oordeel) == (Verdict.VERBOD, VerdictOrigin.BRON)
    assert (finding.laag, finding.overlap_m2) == (None, 0.0)


@pytest.mark.parametrize(
    ("activity", "rule"),
    [
        pytest.param("gasopslag", "energie.gasopslag", id="gas-storage"),
        pytest.param("formatiewater", "energie.formatiewater", id="formation-water"),
        pytest.param("geothermie", "energie.geothermie", id="geothermie"),
    ],
)
def test_deep_use_is_allowed_under_conditions_that_the_source_does_not_give(check, find, activity, rule):
    finding = find(check(activiteiten=activity), rule)
    assert finding.oordeel is Verdict.JA_MITS
    assert "Niet getoetst" in finding.tekst


def test_rules_without_a_map_are_silent_in_a_strategic_question(check):
    found = rules_of(check(), "energie.")
    assert found == {}


@pytest.mark.parametrize("naam", ["Hooghalen", "Hoogeveen"])
def test_preferred_domes_are_a_chance_for_energy_storage(check, find, naam):
    assessment = check(dome(naam, "energieopslag"), activiteiten="energieopslag_zoutkoepel")
    assert find(assessment, "zoutkoepels.energieopslag").oordeel is Verdict.KANS
    assert find(assessment, "zoutkoepels.voorrang_energie").oordeel is Verdict.AANDACHT


def test_only_hoogeveen_also_takes_industrial_gases(check):
    both = [
        rules_of(check(dome(naam), activiteiten="gasopslag"), "zoutkoepels.") for naam in ("Hooghalen", "Hoogeveen")
    ]
    assert ["zoutkoepels.industriegassen" in found for found in both] == [False, True]


@pytest.mark.parametrize(
    "naam", ["Schoonloo", "Drouwen", "Gasselte", "Gasselte-Drouwen", "Drouwen-Gasselte", "gasteren", " Drouwen "]
)
@pytest.mark.parametrize("activity", ["zoutwinning", "energieopslag_zoutkoepel", "gasopslag"])
def test_three_domes_are_not_used_whatever_they_are_called(check, find, naam, activity):
    assessment = check(dome(naam), activiteiten=activity)
    assert find(assessment, "zoutkoepels.niet_benutten").oordeel is Verdict.VERBOD
    assert "zoutkoepels.energieopslag" not in rules_of(assessment)


@pytest.mark.parametrize(("naam", "named"), [("Gasselte", True), ("Drouwen", True), ("Schoonloo", False)])
def test_one_dome_has_three_names_and_says_so(check, find, naam, named):
    text = find(check(dome(naam), activiteiten="zoutwinning"), "zoutkoepels.niet_benutten").tekst
    assert ("Gasselte-Drouwen" in text) is named


def test_dwingeloo_is_unwanted_and_not_banned(check, find):
    finding = find(check(dome("Dwingeloo"), activiteiten="zoutwinning"), "zoutkoepels.dwingeloo")
    assert finding.oordeel is Verdict.NEE_TENZIJ
    assert "ongewenst" in finding.tekst


def test_the_name_of_a_dome_counts_before_its_class_on_the_map(check):
    found = rules_of(check(dome("Drouwen", "energieopslag"), activiteiten="energieopslag_zoutkoepel"), "zoutkoepels.")
    assert found == {"zoutkoepels.niet_benutten": Verdict.VERBOD}


def test_a_dome_that_the_strategy_does_not_name_is_never_silently_fine(check, find):
    finding = find(check(dome("Onstwedde"), activiteiten="zoutwinning"), "zoutkoepels.andere_naam")
    assert finding.oordeel is Verdict.AANDACHT
    assert "niet benutten" in finding.tekst


def test_salt_from_a_preferred_dome_needs_storage_afterwards(check, find):
    finding = find(check(dome("Hooghalen"), activiteiten="zoutwinning"), "zoutkoepels.zoutwinning")
    assert finding.oordeel is Verdict.JA_MITS
    assert "daarna" in finding.tekst


@pytest.mark.parametrize(
    ("activity", "rule", "verdict"),
    [
        pytest.param("zoutwinning", "zoutkussens.zoutwinning", Verdict.JA_MITS, id="salt"),
        pytest.param("energieopslag_zoutkoepel", "zoutkussens.opslag", Verdict.VERBOD, id="energy-storage"),
        pytest.param("gasopslag", "zoutkussens.opslag", Verdict.VERBOD, id="gas-storage"),
    ],
)
def test_a_salt_cushion_gives_salt_and_stores_nothing(check, find, activity, rule, verdict):
    finding = find(check({"zoutkussens": [(square(), {})]}, activiteiten=activity), rule)
    assert finding.oordeel is verdict
    assert finding.diepte is not None
    assert (finding.diepte.van_m, finding.diepte.tot_m) == (1_500, None)


@pytest.mark.parametrize(
    ("gebruik", "activity", "verdict"),
    [
        pytest.param("gasbuffering_of_formatiewater", "gasopslag", Verdict.KANS, id="buffer-for-gas"),
        pytest.param("gasbuffering_of_formatiewater", "formatiewater", Verdict.KANS, id="buffer-for-water"),
        pytest.param("formatiewater_en_winning", "formatiewater", Verdict.KANS, id="water-and-longer-production"),
        pytest.param("vrijhouden_biogas", "gasopslag", Verdict.KANS, id="kept-for-biogas"),
        pytest.param("vrijhouden_toekomst", "gasopslag", Verdict.AANDACHT, id="kept-for-later"),
    ],
)
def test_a_reservoir_speaks_by_its_class_on_the_map(check, find, gebruik, activity, verdict):
    layers = {"gasreservoirs": [(square(), {"naam": "Een", "gebruik": gebruik})]}
    finding = find(check(layers, activiteiten=activity), f"gasreservoirs.{gebruik}")
    assert finding.oordeel is verdict


def test_building_above_a_reservoir_hears_of_ground_movement(check, find):
    layers = {"gasreservoirs": [(square(), {"naam": "Norg", "gebruik": "vrijhouden_toekomst"})]}
    assert find(check(layers, activiteiten="woningbouw"), "gasreservoirs.bodembeweging").oordeel is Verdict.AANDACHT


@pytest.mark.parametrize(
    ("distance", "found"),
    [pytest.param(249, True, id="249-m"), pytest.param(250, True, id="250-m"), pytest.param(251, False, id="251-m")],
)
def test_an_old_extraction_site_within_250_m_is_a_chance(check, distance, found):
    site = shapely.Point(X + 100 + distance, Y + 50)
    assessment = check({"oude_winlocaties": [(site, {"naam": "Witten"})]}, activiteiten="geothermie")
    assert ("oude_winlocaties.nabij" in rules_of(assessment)) is found


def test_a_geothermal_chance_names_what_it_is_a_chance_for(check, find):
    layers = {"geothermie_kansen": [(square(), {"kans": "glastuinbouw"})]}
    finding = find(check(layers, activiteiten="glastuinbouw"), "geothermie_kansen.kans")
    assert (finding.oordeel, finding.klasse) == (Verdict.KANS, "glastuinbouw")
