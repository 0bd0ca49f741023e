"""What every finding says of itself: the class that was hit, and where the policy of Drenthe ends."""

from __future__ import annotations

import pytest
import shapely

from bodem_ondergrond.plugin.domain import Outcome, Verdict
from bodem_ondergrond.test.core.rules.conftest import X, Y, square

AROUND = (-500, -500, 1_100)


def around(layer, **attributes):
    return {layer: [(square(*AROUND), attributes)]}


# --- class -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layers", "works", "rule", "klasse"),
    [
        pytest.param(
            around("zoutkoepels", naam="Hooghalen", gebruik="energieopslag"),
            {"activiteiten": "zoutwinning"},
            "zoutkoepels.zoutwinning",
            "Hooghalen",
            id="one-of-two-names",
        ),
        pytest.param(
            around("zoutkoepels", naam="gasteren", gebruik="niet_benutten"),
            {"activiteiten": "zoutwinning"},
            "zoutkoepels.niet_benutten",
            "gasteren",
            id="written-as-in-the-data",
        ),
        pytest.param(
            around("archeologie_provinciaal", waarde="3", type="es"),
            {"activiteiten": "landbouw"},
            "archeologie_provinciaal.landbouw",
            "es",
            id="one-of-two-types",
        ),
        pytest.param(
            around("bodemenergie_zones", zone=2, regime="VERBOD"), {}, "bodemenergie_zones.verbod", "2/verbod", id="two"
        ),
        pytest.param(
            around("verbodszone_diepe_boringen", max_boordiepte_m=50),
            {"activiteiten": "geothermie", "boordiepte_m": 40},
            "verbodszone_diepe_boringen.boordiepte",
            "50",
            id="a-number-as-in-the-id",
        ),
        pytest.param(around("nnn", type="natuur"), {}, "nnn.gebied", None, id="a-rule-for-all-classes"),
    ],
)
def test_a_finding_carries_the_class_that_was_hit_and_no_other(check, find, layers, works, rule, klasse):
    assert find(check(layers, **works), rule).klasse == klasse


# --- outside Drenthe -------------------------------------------------------------------------------------------------

ELSEWHERE = {"provincie": [(square(5_000, 5_000), {})]}
HALF = {"provincie": [(square(-500, -500, 550, 1_100), {})]}


@pytest.mark.parametrize("activity", ["schaliegas", "co2_opslag", "afvalopslag", "natuurontwikkeling", "zonnepark"])
def test_policy_without_a_map_ends_at_the_border_of_drenthe(check, activity):
    assert check(ELSEWHERE, activiteiten=activity, boordiepte_m=3_000).bevindingen == ()
    assert check(HALF, activiteiten=activity).bevindingen
    assert check({"provincie": None}, activiteiten=activity).bevindingen


def test_outside_drenthe_nothing_is_called_free(check):
    assessment = check(ELSEWHERE, activiteiten="schaliegas")
    assert assessment.heaviest is None
    assert {row.uitkomst for row in assessment.lagen} == {Outcome.GEEN_GEGEVENS}


# --- nearby ----------------------------------------------------------------------------------------------------------


def monument(distance):
    return {"aardkundige_monumenten": [(shapely.Point(X + 100 + distance, Y + 50), {"naam": "Zwerfsteen"})]}


@pytest.mark.parametrize(("distance", "outcome"), [(80, Outcome.GERAAKT), (120, Outcome.NIET_GERAAKT)])
def test_a_layer_with_something_near_enough_to_matter_is_hit(check, distance, outcome):
    rows = {row.laag: row.uitkomst for row in check(monument(distance)).lagen}
    assert rows["aardkundige_monumenten"] is outcome


def test_a_monument_inside_the_plan_area_is_not_at_a_distance_from_its_edge(check, find):
    text = find(check(monument(-50)), "aardkundige_monumenten.nabij").tekst
    assert "In het plangebied ligt een aardkundig monument" in text
    assert "0\u00a0m van" not in text


def test_a_reservoir_kept_for_biogas_is_no_chance_for_other_use(check):
    layers = around("gasreservoirs", naam="Een", gebruik="vrijhouden_biogas")

    def verdicts(activity):
        found = check(layers, activiteiten=activity).bevindingen
        return {f.oordeel for f in found if f.regel.startswith("gasreservoirs.vrijhouden_biogas")}

    assert verdicts("gasopslag") == {Verdict.KANS}
    assert verdicts("") == {Verdict.KANS}
    assert verdicts("formatiewater") == verdicts("gaswinning") == verdicts("geothermie") == {Verdict.AANDACHT}
