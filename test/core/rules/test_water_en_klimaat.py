"""Drinking water, groundwater, stream valleys, peat and boulder clay, as policy.md section 5 reads them."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import Verdict, VerdictOrigin
from bodem_ondergrond.test.core.rules.conftest import square

CAPITAL_INTENSIVE = ["woningbouw", "bedrijven", "glastuinbouw", "kwekerij", "intensieve_veehouderij"]


def around(layer, **attributes):
    return {layer: [(square(-500, -500, 1_100), attributes)]}


def verdicts(assessment, layer):
    return {f.regel: f.oordeel for f in assessment.bevindingen if f.laag == layer}


@pytest.mark.parametrize("layer", ["waterwingebieden", "grondwaterbeschermingsgebieden"])
@pytest.mark.parametrize("activity", ["woningbouw", "zandwinning", ""])
def test_protection_of_drinking_water_is_no_unless_by_our_reading(check, find, layer, activity):
    finding = find(check(around(layer, naam="Beilen"), activiteiten=activity), f"{layer}.gebied")
    assert (finding.oordeel, finding.herkomst_oordeel) == (Verdict.NEE_TENZIJ, VerdictOrigin.LEZING)
    assert "Regionaal Waterprogramma" in finding.tekst
    assert finding.bevoegd_gezag == ("provincie",)


def test_the_drentsche_aa_zone_protects_surface_water_and_says_so(check, find):
    finding = find(
        check(around("gwb_drentsche_aa", naam="Drentsche Aa"), activiteiten="landbouw"), "gwb_drentsche_aa.gebied"
    )
    assert finding.oordeel is Verdict.AANDACHT
    assert "oppervlaktewater" in finding.tekst


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        pytest.param("bodemenergie_open", {"asv.reservering": Verdict.NEE_TENZIJ}, id="drilling"),
        pytest.param("gaswinning", {"asv.reservering": Verdict.NEE_TENZIJ}, id="gas"),
        pytest.param("geothermie", {"asv.reservering": Verdict.NEE_TENZIJ}, id="geothermie"),
        pytest.param("woningbouw", {"asv.reservering_overig": Verdict.AANDACHT}, id="housing"),
        pytest.param("", {"asv.reservering": Verdict.NEE_TENZIJ}, id="strategic"),
    ],
)
def test_reserved_groundwater_is_no_unless_for_what_goes_deep(check, activity, expected):
    assessment = check(around("asv", naam="Hunze", status="reservering"), activiteiten=activity)
    assert verdicts(assessment, "asv") == expected


@pytest.mark.parametrize("activity", ["bodemenergie_open", "woningbouw", ""])
def test_a_search_area_for_groundwater_asks_attention_and_is_not_fixed(check, find, activity):
    finding = find(
        check(around("asv", naam="Leek-Roden", status="zoekgebied"), activiteiten=activity), "asv.zoekgebied"
    )
    assert finding.oordeel is Verdict.AANDACHT
    assert "nog niet vast" in finding.tekst


def test_farming_above_drinking_water_hears_of_manure_and_pesticides(check):
    protected = check(around("grondwaterbeschermingsgebieden", naam="Gasselte"), activiteiten="landbouw")
    reserve = check(around("asv", naam="Hunze", status="reservering"), activiteiten="landbouw")
    assert (
        verdicts(protected, "grondwaterbeschermingsgebieden")["grondwaterbeschermingsgebieden.landbouw"]
        is Verdict.AANDACHT
    )
    assert verdicts(reserve, "asv")["asv.landbouw"] is Verdict.AANDACHT


def test_the_hunze_harvests_water(check, find):
    finding = find(
        check({"wateroogstgebied_hunze": [(square(), {})]}, activiteiten="woningbouw"), "wateroogstgebied_hunze.gebied"
    )
    assert finding.oordeel is Verdict.AANDACHT


@pytest.mark.parametrize("activity", CAPITAL_INTENSIVE)
def test_capital_in_a_stream_valley_is_no_unless_with_four_cumulative_conditions(check, find, activity):
    finding = find(
        check(around("robuuste_beekdalen", naam="Hunze"), activiteiten=activity), "robuuste_beekdalen.kapitaalintensief"
    )
    assert (finding.oordeel, finding.herkomst_oordeel) == (Verdict.NEE_TENZIJ, VerdictOrigin.BRON)
    (conditions,) = [sentence for sentence in finding.zinnen if "alle vier voorwaarden" in sentence]
    assert conditions.count(";") == 3


@pytest.mark.parametrize("activity", ["infrastructuur", "natuurontwikkeling", "landbouw", "bodemenergie_gesloten"])
def test_other_works_in_a_stream_valley_ask_attention(check, activity):
    assessment = check(around("robuuste_beekdalen", naam="Hunze"), activiteiten=activity)
    assert verdicts(assessment, "robuuste_beekdalen") == {"robuuste_beekdalen.overig": Verdict.AANDACHT}


def test_policy_on_water_goes_on_in_town_and_says_so(check, find):
    town = {"bestaand_stedelijk_gebied": [(square(), {"naam": "Meppel"})]}
    rule = "robuuste_beekdalen.kapitaalintensief"
    inside = find(check({**around("robuuste_beekdalen", naam="Oude Vaart"), **town}, activiteiten="woningbouw"), rule)
    outside = find(check(around("robuuste_beekdalen", naam="Oude Vaart"), activiteiten="woningbouw"), rule)
    assert inside.oordeel is outside.oordeel is Verdict.NEE_TENZIJ
    assert ("ook binnen bestaand stedelijk gebied" in inside.tekst, "stedelijk" in outside.tekst) == (True, False)


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        pytest.param("woningbouw", {"waterbergingsgebieden.bouwen": Verdict.NEE_TENZIJ}, id="housing"),
        pytest.param("infrastructuur", {"waterbergingsgebieden.bouwen": Verdict.NEE_TENZIJ}, id="road"),
        pytest.param("natuurontwikkeling", {"waterbergingsgebieden.overig": Verdict.AANDACHT}, id="nature"),
    ],
)
def test_building_in_a_storage_area_is_no_unless(check, activity, expected):
    assert verdicts(
        check(around("waterbergingsgebieden", naam="Onlanden"), activiteiten=activity), "waterbergingsgebieden"
    ) == (expected)


@pytest.mark.parametrize(
    ("layer", "attributes", "rule", "word"),
    [
        pytest.param("veengronden", {"dikte_cm": 80}, "veengronden.veen", "CO2", id="peat"),
        pytest.param("keileem", {"diepte_m": 1.0}, "keileem.ondiep", "wateroverlast", id="boulder-clay"),
        pytest.param("pingoruines", {}, "pingoruines.pingoruine", "keileem", id="pingo"),
    ],
)
def test_soils_with_a_water_story_ask_attention(check, find, layer, attributes, rule, word):
    finding = find(check(around(layer, **attributes), activiteiten="woningbouw"), rule)
    assert finding.oordeel is Verdict.AANDACHT
    assert word in finding.tekst


@pytest.mark.parametrize("layer", ["waterwingebieden", "grondwaterbeschermingsgebieden"])
def test_policy_on_drinking_water_goes_on_in_town_too(check, find, layer):
    town = {"bestaand_stedelijk_gebied": [(square(), {"naam": "Assen"})]}
    assert "ook binnen bestaand stedelijk gebied" in find(check({**around(layer), **town}), f"{layer}.gebied").tekst


@pytest.mark.parametrize("activity", ["woningbouw", "bedrijven", "infrastructuur", "glastuinbouw"])
def test_building_in_town_is_asked_to_seal_less_soil(check, find, activity):
    layers = {"bestaand_stedelijk_gebied": [(square(), {"naam": "Assen"})]}
    assert (
        find(check(layers, activiteiten=activity), "bestaand_stedelijk_gebied.verharding").oordeel is Verdict.AANDACHT
    )
