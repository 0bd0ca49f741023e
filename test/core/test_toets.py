"""The application service: outcomes per layer, municipalities, the border of Drenthe, and bad plan areas."""

from __future__ import annotations

import pytest
import shapely

from bodem_ondergrond.plugin.domain import Ingreep, Outcome, PlanArea
from bodem_ondergrond.plugin.toets import toets
from bodem_ondergrond.test.core.conftest import NOW, square


def rows(assessment):
    return {row.laag: row for row in assessment.lagen}


def town(name, code, **place):
    return square(**place), {"code": code, "naam": name}


def test_every_layer_of_the_catalogue_has_one_outcome_in_theme_order(check, catalogue):
    assessment = check({})
    assert [row.laag for row in assessment.lagen] == [
        layer.id for layer in catalogue.lagen.values() if not layer.kader and layer.gemeente is None
    ]
    assert sum(assessment.outcome_counts().values()) == len(assessment.lagen)


def test_no_data_and_no_check_always_carry_a_reason(check):
    silent = {Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST}
    assert all(row.reden for row in check({}).lagen if row.uitkomst in silent)


def test_empty_layer_is_no_data(check):
    assert rows(check({"natura2000": []}))["natura2000"].uitkomst is Outcome.GEEN_GEGEVENS


def test_layer_without_its_class_field_is_not_checked(check):
    row = rows(check({"aardkundig_erfgoed": [(square(), {"iets": "hoog"})]}))["aardkundig_erfgoed"]
    assert row.uitkomst is Outcome.NIET_GETOETST
    assert "niveau" in row.reden


def test_plan_area_over_two_municipalities_names_the_larger_part_first(check):
    towns = [town("Assen", "GM0106", width=30, height=100), town("Tynaarlo", "GM1730", x=30, width=70, height=100)]
    assert check({"gemeenten": towns}).gemeenten == ("Tynaarlo", "Assen")


def test_sliver_over_a_municipal_border_does_not_count(check):
    towns = [town("Assen", "GM0106", width=99.995), town("Tynaarlo", "GM1730", x=99.995, width=100)]
    assert check({"gemeenten": towns}).gemeenten == ("Assen",)


def test_part_outside_drenthe_is_measured_and_no_data_there(check):
    province = [(square(-5_000, -5_000, 5_060, 10_000), {})]
    assessment = check({"provincie": province, "nnn": [(square(-900, 0), {"type": "natuur"})]})
    assert assessment.buiten_provincie_m2 == pytest.approx(4_000)
    row = rows(assessment)["nnn"]
    assert row.uitkomst is Outcome.NIET_GERAAKT
    assert row.buiten_dekking_m2 == pytest.approx(4_000)
    assert "buiten" in row.reden


def test_plan_area_wholly_outside_the_coverage_is_no_data_and_not_no_hit(check):
    assessment = check({"provincie": [(square(5_000, 5_000), {})]})
    assert rows(assessment)["nnn"].uitkomst is Outcome.GEEN_GEGEVENS


def test_hit_outside_the_coverage_is_still_a_hit(check):
    assessment = check({"provincie": [(square(5_000, 5_000), {})], "nnn": [(square(), {"type": "natuur"})]})
    assert rows(assessment)["nnn"].uitkomst is Outcome.GERAAKT


def test_without_the_border_of_drenthe_the_part_outside_is_unknown(check):
    assert check({"provincie": None}).buiten_provincie_m2 is None


def test_chosen_layers_alone_are_reported_but_their_rules_see_the_layers_they_lean_on(check):
    layers = {
        "archeologie_provinciaal": [(square(-500, -500, 1_100), {"waarde": "3", "type": "es"})],
        "amk_terreinen": [(square(120, 0, 10), {"waardering": "hoog"})],
    }
    assessment = check(layers, lagen=["archeologie_provinciaal"], oppervlakte_m2=900, diepte_cm=80)
    assert [row.laag for row in assessment.lagen] == ["archeologie_provinciaal"]
    assert [finding.afstand_m for finding in assessment.bevindingen] == [20.0]


def test_unknown_layer_to_report_is_refused_by_name(check):
    with pytest.raises(ValueError, match="bestaat_niet"):
        check({}, lagen=["bestaat_niet"])


def test_bad_plan_area_gets_its_reason_and_the_others_go_on(make_package, catalogue):
    good = PlanArea("1", "Goed", square())
    bad = PlanArea("2", "Fout", None, fout="Veld 'diepte_cm': 'diep' is geen getal.")
    last = PlanArea("3", "Ook goed", square(500, 0), Ingreep())
    results = list(toets([good, bad, last], make_package(), catalogue, now=NOW))
    assert [a.plan.naam for a in results] == ["Goed", "Fout", "Ook goed"]
    assert {row.uitkomst for row in results[1].lagen} == {Outcome.NIET_GETOETST}
    assert {row.reden for row in results[1].lagen} == {bad.fout}
    assert results[0].bevindingen == results[2].bevindingen == ()


def test_plan_areas_may_come_from_a_generator_longer_than_one_chunk(make_package, catalogue, monkeypatch):
    monkeypatch.setattr("bodem_ondergrond.plugin.toets._CHUNK", 2)
    plans = (PlanArea(str(i), f"Plan {i}", square(10 * i)) for i in range(5))
    assert [a.plan.id for a in toets(plans, make_package(), catalogue, now=NOW)] == ["0", "1", "2", "3", "4"]


def test_same_input_gives_equal_assessments(check):
    layers = {"nnn": [(square(), {"type": "natuur"}), (shapely.box(0, 0, 1, 1), {"type": "verbinding"})]}
    assert check(layers, activiteiten="woningbouw") == check(layers, activiteiten="woningbouw")
