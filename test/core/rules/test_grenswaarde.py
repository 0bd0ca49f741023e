"""A figure of the ingreep against a limit of the map or of the policy; what is unknown is never a pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.domain import (
    Citation,
    Condition,
    LayerSelection,
    MunicipalProfile,
    MunicipalValue,
    Outcome,
    Remark,
    Verdict,
)
from bodem_ondergrond.test.core.rules.conftest import square

DRILLING, SOLAR, KEILEEM = "verbodszone_diepe_boringen.boordiepte", "energie.zonnepark_maximum", "keileem.doorgraven"


def zone(limit):
    return {"verbodszone_diepe_boringen": [(square(-500, -500, 1_100), {"naam": "Beilen", "max_boordiepte_m": limit})]}


def with_municipal_maximum(catalogue, hectares):
    own = MunicipalValue(hectares, Citation("bodemvisie-assen", "1"))
    profiles = {**catalogue.gemeenten, "GM0106": MunicipalProfile("GM0106", "Assen", {"zonnepark_maximum": own})}
    return replace(catalogue, gemeenten=profiles)


@pytest.mark.parametrize(
    ("depth", "verdict", "within"),
    [
        pytest.param(40, Verdict.GEEN_BELEMMERING, True, id="exactly-the-limit"),
        pytest.param(40.1, Verdict.VERBOD, False, id="just-over"),
        pytest.param(5, Verdict.GEEN_BELEMMERING, True, id="far-below"),
        pytest.param(120, Verdict.VERBOD, False, id="far-over"),
    ],
)
def test_drilling_deeper_than_the_zone_allows_is_banned(check, find, depth, verdict, within):
    finding = find(check(zone(40), activiteiten="bodemenergie_open", boordiepte_m=depth), DRILLING)
    assert (finding.oordeel, finding.uitkomst) == (verdict, Outcome.GERAAKT)
    (calculation,) = finding.rekenregels
    assert (calculation.waarde, calculation.grens, calculation.voldaan) == (depth, 40, within)


@pytest.mark.parametrize(
    ("limit", "depth", "missing"),
    [
        pytest.param(40, None, ("boordiepte_m",), id="depth-of-the-plan"),
        pytest.param(None, 80, ("verbodszone_boordiepte",), id="limit-of-the-zone"),
        pytest.param(None, None, ("boordiepte_m", "verbodszone_boordiepte"), id="both"),
    ],
)
def test_while_a_figure_is_missing_the_ban_stands_unchecked(check, find, limit, depth, missing):
    assessment = check(zone(limit), activiteiten="bodemenergie_open", boordiepte_m=depth)
    finding = find(assessment, DRILLING)
    assert (finding.uitkomst, finding.oordeel, finding.ontbreekt) == (Outcome.NIET_GETOETST, Verdict.VERBOD, missing)
    row = next(layer for layer in assessment.lagen if layer.laag == "verbodszone_diepe_boringen")
    assert row.uitkomst is Outcome.NIET_GETOETST
    assert "boordiepte" in row.reden


def test_an_unknown_limit_says_where_it_should_stand(check, find):
    text = find(check(zone(None), activiteiten="bodemenergie_open", boordiepte_m=80), DRILLING).tekst
    assert "Provinciale Omgevingsverordening" in text


def test_zones_with_other_limits_are_judged_apart(check):
    layers = {
        "verbodszone_diepe_boringen": [
            (square(-500, -500, 550), {"naam": "A", "max_boordiepte_m": 30}),
            (square(50, -500, 550), {"naam": "B", "max_boordiepte_m": 90}),
        ]
    }
    assessment = check(layers, activiteiten="geothermie", boordiepte_m=60)
    found = {finding.id: finding.oordeel for finding in assessment.bevindingen if finding.regel == DRILLING}
    assert found == {
        f"{DRILLING}/max_boordiepte_m=30": Verdict.VERBOD,
        f"{DRILLING}/max_boordiepte_m=90": Verdict.GEEN_BELEMMERING,
    }


def test_who_does_not_drill_is_not_bothered_by_the_zone(check):
    assessment = check(zone(40), activiteiten="woningbouw")
    assert not [finding for finding in assessment.bevindingen if finding.regel == DRILLING]


def test_a_plan_area_beside_the_zone_hears_nothing_of_its_limit(check):
    beside = {"verbodszone_diepe_boringen": [(square(5_000, 5_000, 100), {"naam": "Beilen", "max_boordiepte_m": 40})]}
    assessment = check(beside, activiteiten="bodemenergie_gesloten", boordiepte_m=120)
    assert not [finding for finding in assessment.bevindingen if finding.regel == DRILLING]


def test_hectares_of_solar_fields_are_unknown_and_so_not_checked(check, find):
    finding = find(check(activiteiten="zonnepark", oppervlakte_m2=150_000), SOLAR)
    assert (finding.uitkomst, finding.ontbreekt) == (Outcome.NIET_GETOETST, ("zonnepark_maximum",))
    assert finding.laag is None


def test_a_maximum_that_no_source_gives_bans_no_solar_field(check, find):
    assessment = check(activiteiten="zonnepark", oppervlakte_m2=150_000)
    assert find(assessment, SOLAR).oordeel is Verdict.AANDACHT
    assert assessment.verdict_counts()["verbod"] == 0


def test_the_area_of_works_that_are_drawn_needs_no_figure(check, find, catalogue):
    policy = with_municipal_maximum(catalogue, 5)
    drawn = square(-500, -500, 300)
    finding = find(check(activiteiten="zonnepark", geometrie=drawn, policy=policy), SOLAR)
    assert (finding.oordeel, finding.rekenregels[0].waarde) == (Verdict.VERBOD, 9.0)


@pytest.mark.parametrize(
    ("area", "verdict"),
    [pytest.param(40_000, Verdict.AANDACHT, id="4-ha"), pytest.param(60_000, Verdict.VERBOD, id="6-ha")],
)
def test_a_municipal_maximum_in_hectares_is_compared_with_square_metres(check, find, catalogue, area, verdict):
    policy = with_municipal_maximum(catalogue, 5)
    finding = find(check(activiteiten="zonnepark", oppervlakte_m2=area, policy=policy), SOLAR)
    assert (finding.oordeel, finding.uitkomst) == (verdict, Outcome.GERAAKT)
    assert finding.rekenregels[0].eenheid == "ha"


def test_a_plan_area_that_fits_as_a_whole_fits_and_says_that_it_is_an_assumption(check, find, catalogue):
    finding = find(check(activiteiten="zonnepark", policy=with_municipal_maximum(catalogue, 5)), SOLAR)
    assert finding.oordeel is Verdict.AANDACHT
    assert any("hele plangebied" in assumption for assumption in finding.aannames)


@pytest.mark.parametrize(
    ("depth_cm", "verdict"),
    [
        pytest.param(120, Verdict.GEEN_BELEMMERING, id="120-cm-in-1.2-m"),
        pytest.param(121, Verdict.AANDACHT, id="121-cm"),
    ],
)
def test_centimetres_of_digging_are_held_against_metres_of_keileem(check, find, depth_cm, verdict):
    layers = {"keileem": [(square(-500, -500, 1_100), {"diepte_m": 1.2})]}
    finding = find(check(layers, activiteiten="woningbouw", diepte_cm=depth_cm), KEILEEM)
    assert finding.oordeel is verdict
    assert finding.rekenregels[0].eenheid == "m"


@pytest.mark.parametrize(
    ("depth_cm", "sentence"),
    [
        pytest.param(30, "De diepte van de bodemingrepen is 30 cm en blijft binnen de grens van 120 cm.", id="within"),
        pytest.param(
            121, "De diepte van de bodemingrepen is 121 cm. Dat is 1 cm meer dan de grens van 120 cm.", id="over"
        ),
    ],
)
def test_the_sentence_about_digging_in_keileem_speaks_of_centimetres(check, find, depth_cm, sentence):
    """W61: below a metre a depth is told in centimetres, and a comparison has one unit (W57)."""
    layers = {"keileem": [(square(-500, -500, 1_100), {"diepte_m": 1.2})]}
    said = " ".join(find(check(layers, activiteiten="woningbouw", diepte_cm=depth_cm), KEILEEM).zinnen)
    assert sentence in said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("found_at", "depth_cm"),
    [pytest.param(None, 80, id="depth-of-the-keileem"), pytest.param(1.2, None, id="of-the-plan")],
)
def test_without_a_depth_the_layer_itself_still_speaks_and_counts_as_checked(check, found_at, depth_cm):
    layers = {"keileem": [(square(-500, -500, 1_100), {"diepte_m": found_at})]}
    assessment = check(layers, activiteiten="woningbouw", diepte_cm=depth_cm)
    assert [finding.regel for finding in assessment.bevindingen if finding.laag == "keileem"] == ["keileem.ondiep"]
    assert next(layer for layer in assessment.lagen if layer.laag == "keileem").uitkomst is Outcome.GERAAKT


def test_a_limit_of_policy_on_a_map_needs_no_field(check, find, catalogue):
    rule = catalogue.regels[SOLAR]
    zoned = replace(rule, id="nnn.zonnepark", selectie=LayerSelection("nnn"))
    policy = with_municipal_maximum(replace(catalogue, regels={zoned.id: zoned}), 5)
    layers = {"nnn": [(square(), {"type": "natuur"})]}
    finding = find(check(layers, activiteiten="zonnepark", oppervlakte_m2=60_000, policy=policy), zoned.id)
    assert (finding.oordeel, finding.laag) == (Verdict.VERBOD, "nnn")


def test_a_limit_that_neither_map_nor_policy_gives_is_not_checked(check, find, catalogue):
    rule = catalogue.regels[SOLAR]
    bare = replace(rule, parameters=replace(rule.parameters, drempel=None))
    policy = replace(catalogue, regels={bare.id: bare})
    finding = find(check({}, activiteiten="zonnepark", oppervlakte_m2=60_000, policy=policy), bare.id)
    assert finding.uitkomst is Outcome.NIET_GETOETST
    assert finding.rekenregels[0].grens is None


@pytest.mark.parametrize(("activities", "said"), [((), True), (("woningbouw",), False)])
def test_a_remark_for_plans_without_activities_stands_only_there(check, find, catalogue, activities, said):
    rule = catalogue.regels["nnn.gebied"]
    remark = Remark("opmerking.water_gaat_door", Condition(strategisch=True))
    noted = replace(rule, opmerkingen=(remark,))
    policy = replace(catalogue, regels={noted.id: noted})
    found = find(check({"nnn": [(square(), {"type": "natuur"})]}, activiteiten=activities, policy=policy), noted.id)
    assert any("ook binnen bestaand stedelijk gebied" in line for line in found.zinnen) is said
