"""Bodemenergie zones, heat storage and drilling, as policy.md section 5 reads them."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import DepthRange, Verdict
from bodem_ondergrond.test.core.rules.conftest import square

BAN, LIMITED = "bodemenergie_zones.verbod", "bodemenergie_zones.restrictie"


def zone(number, regime):
    return square(-500, -500, 1_100), {"zone": number, "regime": regime}


def zones(*pairs):
    return {"bodemenergie_zones": [zone(number, regime) for number, regime in pairs]}


SHALLOW_LIMITED_DEEP_BANNED = zones(("1", "restrictie"), ("2", "verbod"))


@pytest.mark.parametrize(
    ("depth", "shallow", "deep"),
    [
        pytest.param(0, Verdict.GEEN_BELEMMERING, Verdict.GEEN_BELEMMERING, id="no-drilling"),
        pytest.param(0.5, Verdict.JA_MITS, Verdict.GEEN_BELEMMERING, id="half-a-metre"),
        pytest.param(20, Verdict.JA_MITS, Verdict.GEEN_BELEMMERING, id="20-m"),
        pytest.param(25, Verdict.JA_MITS, Verdict.GEEN_BELEMMERING, id="exactly-25-m"),
        pytest.param(25.1, Verdict.JA_MITS, Verdict.VERBOD, id="just-over-25-m"),
        pytest.param(120, Verdict.JA_MITS, Verdict.VERBOD, id="120-m"),
        pytest.param(600, Verdict.JA_MITS, Verdict.VERBOD, id="through-both-zones"),
    ],
)
@pytest.mark.parametrize("system", ["bodemenergie_open", "bodemenergie_gesloten"])
def test_drilling_crosses_zone_1_from_0_and_zone_2_from_25_m(check, find, depth, shallow, deep, system):
    assessment = check(SHALLOW_LIMITED_DEEP_BANNED, activiteiten=system, boordiepte_m=depth)
    assert find(assessment, LIMITED).oordeel is shallow
    assert find(assessment, BAN).oordeel is deep


def test_unknown_depth_reports_the_windows(check, find):
    assessment = check(SHALLOW_LIMITED_DEEP_BANNED, activiteiten="bodemenergie_gesloten")
    shallow, deep = find(assessment, LIMITED), find(assessment, BAN)
    assert (shallow.oordeel, shallow.diepte) == (Verdict.JA_MITS, DepthRange(0, 25))
    assert (deep.oordeel, deep.diepte) == (Verdict.VERBOD, DepthRange(25, 500))
    assert shallow.ontbreekt == deep.ontbreekt == ("boordiepte_m",)
    assert "25 tot 500\u00a0m-mv" in deep.tekst


def test_same_regime_in_both_zones_gives_a_finding_for_each_zone(check):
    assessment = check(zones(("1", "verbod"), ("2", "verbod")), activiteiten="bodemenergie_open", boordiepte_m=20)
    found = {f.id: f.oordeel for f in assessment.bevindingen if f.regel == BAN}
    assert found == {f"{BAN}/zone=1": Verdict.VERBOD, f"{BAN}/zone=2": Verdict.GEEN_BELEMMERING}


@pytest.mark.parametrize(
    ("system", "authority"), [("bodemenergie_open", ("provincie",)), ("bodemenergie_gesloten", ("gemeente",))]
)
def test_province_is_competent_for_open_and_municipality_for_closed_systems(check, find, system, authority):
    finding = find(check(SHALLOW_LIMITED_DEEP_BANNED, activiteiten=system, boordiepte_m=120), BAN)
    assert finding.bevoegd_gezag == authority


def test_closed_system_is_told_that_the_source_does_not_name_it(check, find):
    closed = find(check(SHALLOW_LIMITED_DEEP_BANNED, activiteiten="bodemenergie_gesloten", boordiepte_m=120), BAN)
    open_ = find(check(SHALLOW_LIMITED_DEEP_BANNED, activiteiten="bodemenergie_open", boordiepte_m=120), BAN)
    assert "gesloten systemen" in closed.tekst
    assert "gesloten systemen" not in open_.tekst


def test_other_activities_do_not_make_the_zones_speak(check):
    assessment = check(SHALLOW_LIMITED_DEEP_BANNED, activiteiten="woningbouw")
    assert not [f for f in assessment.bevindingen if f.laag == "bodemenergie_zones"]


def test_strategic_question_reports_the_zones_as_context(check, find):
    finding = find(check(SHALLOW_LIMITED_DEEP_BANNED), BAN)
    assert any("context" in assumption for assumption in finding.aannames)
    assert finding.bevoegd_gezag == ("provincie", "gemeente")


@pytest.mark.parametrize(("depth", "speaks"), [(499, False), (500, False), (500.5, True), (2_500, True)])
def test_deeper_than_500_m_is_a_matter_of_the_minister(check, depth, speaks):
    assessment = check({}, activiteiten="geothermie", boordiepte_m=depth)
    found = [f for f in assessment.bevindingen if f.regel == "energie.dieper_dan_500"]
    assert [f.bevoegd_gezag for f in found] == ([("minister",)] if speaks else [])


# --- heat storage ---

HEAT, MTO, HTO = "energie.warmteopslag", "energie.warmteopslag_mto", "energie.warmteopslag_hto"
TWO_LIMITS = "twee grenzen"


@pytest.mark.parametrize(
    ("celsius", "rules", "two_limits"),
    [
        pytest.param(10, {HEAT}, False, id="below-every-class"),
        pytest.param(15, {HEAT}, False, id="lto-from-15"),
        pytest.param(24.9, {HEAT}, False, id="lto"),
        pytest.param(25, {HEAT}, True, id="lto-or-mto-at-25"),
        pytest.param(29.9, {HEAT}, True, id="lto-or-mto"),
        pytest.param(30, {HEAT, MTO}, False, id="mto-from-30"),
        pytest.param(49.9, {HEAT, MTO}, False, id="mto"),
        pytest.param(55, {HEAT, MTO}, True, id="mto-or-hto"),
        pytest.param(60, {HEAT, HTO}, False, id="hto-from-60"),
        pytest.param(90, {HEAT, HTO}, False, id="hto-to-90"),
        pytest.param(95, {HEAT}, False, id="above-every-class"),
    ],
)
def test_temperature_decides_the_class_of_heat_storage(check, celsius, rules, two_limits):
    assessment = check({}, activiteiten="warmteopslag", opslagtemperatuur_c=celsius)
    heat = [f for f in assessment.bevindingen if f.regel.startswith("energie.warmteopslag")]
    assert {f.regel for f in heat} == rules
    assert all(f.oordeel is Verdict.JA_MITS for f in heat)
    assert (TWO_LIMITS in " ".join(f.tekst for f in heat)) is two_limits


def test_mto_and_hto_say_that_the_source_names_no_formations(check, find):
    finding = find(check({}, activiteiten="warmteopslag", opslagtemperatuur_c=70), HTO)
    assert "welke dat zijn, zegt de bron niet" in finding.tekst


def test_unknown_temperature_is_named_as_missing(check, find):
    finding = find(check({}, activiteiten="warmteopslag"), HEAT)
    assert finding.ontbreekt == ("opslagtemperatuur_c",)


# --- drilling together with heritage, contamination or groundwater ---


@pytest.mark.parametrize(
    ("layer", "attributes", "rule"),
    [
        ("archeologie_provinciaal", {"waarde": "1", "type": "hunebed"}, "energie.boring_bij_archeologie"),
        ("aardkundig_erfgoed", {"niveau": "hoog"}, "energie.boring_bij_aardkundig_erfgoed"),
        ("verontreinigingslocaties", {"status": "overig"}, "energie.boring_bij_verontreiniging"),
        ("grondwaterbeschermingsgebieden", {"naam": "Gasselte"}, "energie.boring_bij_grondwaterbescherming"),
    ],
)
def test_drilling_through_a_layer_of_care_asks_attention(check, find, layer, attributes, rule):
    layers = {layer: [(square(), attributes)]}
    assert find(check(layers, activiteiten="bodemenergie_gesloten"), rule).oordeel is Verdict.AANDACHT
    assert not [f for f in check(layers, activiteiten="woningbouw").bevindingen if f.regel == rule]
    assert not [f for f in check(layers).bevindingen if f.regel == rule]
