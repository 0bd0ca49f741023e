"""The demonstration plan areas tell what their story says, checked by the real engine with the real catalogue."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import FieldNames, Outcome
from bodem_ondergrond.plugin.storage import read_package, read_plan_areas
from bodem_ondergrond.plugin.toets import toets
from bodem_ondergrond.tools import build_demo

FOUR_SUBJECTS = ("aardkundig_erfgoed", "archeologie_provinciaal", "amk_terreinen", "bodemenergie_zones", "nnn")

STORIES = [
    ("Parkeerterrein Hunebedcentrum, Borger", "archeologie_provinciaal.waarde_1", "nee_tenzij"),
    ("Schuur op de es, Dwingeloo", "archeologie_provinciaal.waarde_3", "geen_belemmering"),
    ("Fietspad over de es, Westerbork", "archeologie_provinciaal.waarde_3", "geen_belemmering"),
    ("Erfuitbreiding bij Zweeloo", "archeologie_provinciaal.waarde_3", "onderzoek"),
    ("Vier woningen aan de Zuides, Borger", "archeologie_gemeentelijk.vrijstelling", "onderzoek"),
    ("Bodemenergie Kloosterveen, Assen", "bodemenergie_zones.verbod", "verbod"),
    ("Bodemlussen Kloosterveen, Assen", "bodemenergie_zones.restrictie", "ja_mits"),
    ("Zandwinning Gasselterveld", "nnn.zandwinning", "verbod"),
    ("Woningbouw Hondsrugflank, Drouwen", "aardkundig_erfgoed.hoog", "nee_tenzij"),
    ("Herontwikkeling Kerkplein, Meppel", "archeologie_provinciaal.waarde_2", "onderzoek"),
    ("Recreatiepark Diever", "archeologie_provinciaal.waarde_3", "onderzoek"),
]


@pytest.fixture(scope="module")
def assessments(catalogue):
    package = read_package(build_demo.DEFAULT_FOLDER / build_demo.PACKAGE_FILE, catalogue)
    plans = read_plan_areas(build_demo.DEFAULT_FOLDER / build_demo.PLANS_FILE, FieldNames(), catalogue)
    return {assessment.plan.naam: assessment for assessment in toets(plans, package, catalogue)}


def outcome(assessment, layer):
    return next(row.uitkomst for row in assessment.lagen if row.laag == layer)


def finding(assessment, rule):
    return next(found for found in assessment.bevindingen if found.regel == rule)


def test_every_plan_area_can_be_checked(assessments) -> None:
    assert len(assessments) == len(build_demo.read_facts().plans)
    assert [name for name, assessment in assessments.items() if assessment.plan.fout] == []


@pytest.mark.parametrize(("plan", "rule", "verdict"), STORIES, ids=[story[0] for story in STORIES])
def test_a_plan_area_gets_the_verdict_of_its_story(plan: str, rule: str, verdict: str, assessments) -> None:
    assert finding(assessments[plan], rule).oordeel.value == verdict


def test_the_clean_area_touches_nothing_of_the_four_subjects(assessments) -> None:
    clean = assessments["Dorpsuitbreiding Hoogeveen-Zuid"]
    assert {outcome(clean, layer) for layer in FOUR_SUBJECTS} == {Outcome.NIET_GERAAKT}


def test_the_barn_is_exempt_by_area_with_a_known_site_at_120_metres(assessments) -> None:
    found = finding(assessments["Schuur op de es, Dwingeloo"], "archeologie_provinciaal.waarde_3")
    values = {row.grootheid: (row.waarde, row.voldaan) for row in found.rekenregels}
    assert values["oppervlakte_m2"] == (900, True)
    assert values["diepte_cm"] == (40, False)
    assert values["afstand_bekende_vindplaats_m"] == (pytest.approx(120, abs=0.5), True)


def test_the_yard_lies_within_50_metres_of_a_known_site(assessments) -> None:
    found = finding(assessments["Erfuitbreiding bij Zweeloo"], "archeologie_provinciaal.waarde_3")
    distance = next(row for row in found.rekenregels if row.grootheid == "afstand_bekende_vindplaats_m")
    assert 0 < distance.waarde <= 50


def test_the_solar_park_lies_partly_outside_drenthe(assessments) -> None:
    park = assessments["Zonnepark Nieuw-Schoonebeek"]
    assert 0 < park.buiten_provincie_m2 < park.oppervlakte_m2


def test_the_business_park_lies_in_two_municipalities(assessments) -> None:
    assert set(assessments["Bedrijvenpark Messchenveld, Assen en Tynaarlo"].gemeenten) == {"Assen", "Tynaarlo"}


def test_there_are_no_data_where_a_layer_is_not_complete(assessments) -> None:
    assert outcome(assessments["Glastuinbouw Rundedal, Klazienaveen"], "keileem") is Outcome.GEEN_GEGEVENS


def test_a_sliver_is_told_as_marginal(assessments) -> None:
    found = finding(assessments["Bedrijven aan de rand van Veenhuizen"], "werelderfgoed_kolonien.gebied")
    assert found.marginaal


def test_the_large_area_has_findings_in_every_theme(assessments, catalogue) -> None:
    themes = {found.thema for found in assessments["Omgevingsvisie Midden-Drenthe"].bevindingen}
    assert themes == set(catalogue.themas)


def test_no_object_of_the_package_is_repaired_skipped_or_unknown(catalogue) -> None:
    package = read_package(build_demo.DEFAULT_FOLDER / build_demo.PACKAGE_FILE, catalogue)
    troubled = {
        name: (layer.repaired, layer.skipped, layer.problems)
        for name, layer in package.lagen.items()
        if layer.repaired or layer.skipped or layer.problems
    }
    assert troubled == {}
