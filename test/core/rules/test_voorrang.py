"""The order of use of the subsurface: which function goes first where two want the same depth."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import DepthRange, Precedence, Verdict
from bodem_ondergrond.test.core.rules.conftest import square

RULE = "energie.voorrang"
AROUND = (-500, -500, 1_100)


def around(**attributes):
    return [(square(*AROUND), attributes)]


def pairs(assessment):
    return {finding.klasse: finding for finding in assessment.bevindingen if finding.regel == RULE}


def test_drinking_water_goes_before_wko(check):
    found = pairs(check({"waterwingebieden": around(naam="Beilen")}, activiteiten="bodemenergie_open", boordiepte_m=80))
    finding = found["drinkwater+bodemenergie"]
    assert (finding.oordeel, finding.diepte) == (Verdict.AANDACHT, DepthRange(5, 80))
    assert "gaat de winning van drinkwater voor bodemenergie" in finding.tekst
    assert "hoogste prioriteit" in finding.tekst


def test_geothermie_goes_before_gas_storage(check):
    layers = {"gasreservoirs": around(naam="Norg", gebruik="gasbuffering_of_formatiewater")}
    finding = pairs(check(layers, activiteiten="geothermie", boordiepte_m=2_200))["geothermie+gasopslag"]
    assert finding.diepte == DepthRange(1_400, 2_200)
    assert "gaat geothermie voor gasopslag" in finding.tekst


def test_between_biogas_and_geothermie_the_order_is_open_and_said_to_be(check):
    layers = {
        "gasreservoirs": around(naam="Een", gebruik="vrijhouden_biogas"),
        "geothermie_kansen": around(kans="toerisme"),
    }
    finding = pairs(check(layers))["geothermie+biogasopslag"]
    assert "laten de bronnen open" in finding.tekst
    assert "Beleidskeuze C" in finding.tekst
    assert "beleidskeuze N" in finding.tekst


def test_sustainable_energy_goes_before_fossil(check):
    found = pairs(check({"geothermie_kansen": around(kans="toerisme")}, activiteiten="gaswinning"))
    assert "gaat geothermie voor gaswinning" in found["geothermie+gaswinning"].tekst


def test_formation_water_comes_last(check):
    layers = {"gasreservoirs": around(naam="Norg", gebruik="gasbuffering_of_formatiewater")}
    assert "gaat gasopslag in een leeg reservoir voor injectie" in (
        pairs(check(layers, activiteiten="formatiewater"))["gasopslag+formatiewater"].tekst
    )


def test_functions_at_other_depths_do_not_meet(check):
    layers = {"asv": around(naam="Beilen", status="reservering")}
    assert pairs(check(layers, activiteiten="geothermie", boordiepte_m=2_000)) == {}


def test_a_shared_border_of_depths_is_no_shared_room(check):
    layers = {"waterwingebieden": around(naam="Beilen"), "geothermie_kansen": around(kans="toerisme")}
    assert pairs(check(layers)) == {}


def test_functions_in_other_parts_of_the_plan_area_do_not_meet(check):
    layers = {
        "geothermie_kansen": [(square(-500, -500, 540, 1_100), {"kans": "toerisme"})],
        "gasreservoirs": [(square(60, -500, 540, 1_100), {"naam": "Norg", "gebruik": "gasbuffering_of_formatiewater"})],
    }
    assert pairs(check(layers)) == {}


def test_an_ingreep_is_compared_with_the_map_and_the_map_not_with_itself(check):
    layers = {
        "geothermie_kansen": around(kans="toerisme"),
        "gasreservoirs": around(naam="Norg", gebruik="gasbuffering_of_formatiewater"),
        "waterwingebieden": around(naam="Beilen"),
    }
    assert set(pairs(check(layers))) == {"geothermie+gasopslag"}
    assert set(pairs(check(layers, activiteiten="bodemenergie_open"))) == {"drinkwater+bodemenergie"}


def test_a_search_area_claims_nothing_yet(check):
    assert pairs(check({"asv": around(naam="Leek-Roden", status="zoekgebied")}, activiteiten="bodemenergie_open")) == {}


def test_the_finding_names_the_objects_and_the_sources_of_both(check):
    layers = {"waterwingebieden": around(naam="Beilen")}
    finding = pairs(check(layers, activiteiten="bodemenergie_gesloten"))["drinkwater+bodemenergie"]
    assert [one.naam for one in finding.objecten] == ["Beilen"]
    assert {source.paragraaf for source in finding.bronnen} >= {"3.6.1", "3.6.2"}
    assert finding.overlap_m2 == pytest.approx(10_000)


def test_a_claim_that_rests_on_a_sliver_is_marginal(check):
    layers = {"waterwingebieden": [(square(99.5, -500, 500, 1_100), {"naam": "Beilen"})]}
    finding = pairs(check(layers, activiteiten="bodemenergie_open"))["drinkwater+bodemenergie"]
    assert finding.marginaal
    assert not pairs(check({"waterwingebieden": around()}, activiteiten="bodemenergie_open"))[finding.klasse].marginaal


def test_who_decides_depends_on_what_is_asked(check):
    layers = {"waterwingebieden": around(naam="Beilen"), "gasreservoirs": around(naam="A", gebruik="vrijhouden_biogas")}
    closed = pairs(check(layers, activiteiten="bodemenergie_gesloten", boordiepte_m=80))["drinkwater+bodemenergie"]
    deep = pairs(check(layers, activiteiten="geothermie"))["geothermie+biogasopslag"]
    assert (closed.bevoegd_gezag, deep.bevoegd_gezag) == (("provincie", "gemeente"), ("provincie", "minister"))


def test_two_layers_of_one_function_give_one_finding(check):
    layers = {"waterwingebieden": around(naam="Beilen"), "grondwaterbeschermingsgebieden": around(naam="Beilen")}
    found = [f for f in check(layers, activiteiten="bodemenergie_open").bevindingen if f.regel == RULE]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("drinkwater", "warmteopslag", Precedence.EERSTE),
        ("formatiewater", "drinkwater", Precedence.TWEEDE),
        ("bodemenergie", "gasopslag", Precedence.EERSTE),
        ("gasopslag", "energieopslag_zoutkoepel", Precedence.EERSTE),
        ("energieopslag_zoutkoepel", "formatiewater", Precedence.EERSTE),
        ("geothermie", "biogasopslag", Precedence.OPEN),
        ("biogasopslag", "geothermie", Precedence.OPEN),
        ("bodemenergie", "geothermie", Precedence.OPEN),
        ("energieopslag_zoutkoepel", "warmteopslag", Precedence.OPEN),
        ("gaswinning", "gasopslag", Precedence.OPEN),
        ("gaswinning", "biogasopslag", Precedence.TWEEDE),
    ],
)
def test_the_order_is_that_of_beleidskeuze_c_with_the_exceptions_of_n(catalogue, one, other, expected):
    assert catalogue.gebruiksorde.precedence(one, other) is expected


def test_what_has_no_place_in_the_order_is_not_in_it(catalogue):
    activities = {name for f in catalogue.gebruiksorde.functies.values() for name in f.activiteiten}
    assert activities.isdisjoint({"schaliegas", "co2_opslag", "afvalopslag"})
