"""The whole policy on the demonstration package: every theme and every rule has something to say somewhere."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
import shapely

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER
from bodem_ondergrond.plugin.domain import Ingreep, Outcome, PlanArea, Verdict
from bodem_ondergrond.plugin.overlay import LayerData
from bodem_ondergrond.plugin.report.result_json import to_text
from bodem_ondergrond.plugin.storage import read_package
from bodem_ondergrond.plugin.toets import toets

PACKAGE = CATALOGUE_FOLDER.parent / "demo" / "demopakket.gpkg"
# A dome that the strategy does not name: the demonstration has only the six that it does.
NOT_IN_DEMONSTRATION = {"zoutkoepels.andere_naam"}


@pytest.fixture(scope="module")
def package(catalogue):
    return read_package(PACKAGE, catalogue)


@pytest.fixture(scope="module")
def municipalities(package):
    data = package.lagen["gemeenten"]
    return dict(zip(data.attributes["naam"], data.geometries))


@pytest.fixture(scope="module")
def over_the_province(catalogue, package):
    """Check all of Drenthe: once as a strategic question, once with every activity and figures that reach deep."""
    province = package.lagen["provincie"].geometries[0]
    works = [
        Ingreep(),
        *(
            Ingreep(
                tuple(catalogue.activiteiten),
                oppervlakte_m2=5e4,
                diepte_cm=300,
                boordiepte_m=3_000,
                opslagtemperatuur_c=c,
            )
            for c in (45, 75)
        ),
    ]
    plans = [PlanArea(str(i), "Drenthe", province, ingreep) for i, ingreep in enumerate(works)]
    return list(toets(plans, package, catalogue))


def test_a_whole_municipality_gives_findings_in_all_ten_themes(catalogue, package, municipalities):
    plan = PlanArea("1", "Midden-Drenthe", municipalities["Midden-Drenthe"], Ingreep())
    (assessment,) = toets([plan], package, catalogue)
    assert {finding.thema for finding in assessment.bevindingen} == set(catalogue.themas)
    assert len(catalogue.themas) == 10


@pytest.mark.parametrize("name", ["Assen", "Emmen", "Hoogeveen", "Westerveld"])
def test_every_municipality_hears_of_most_themes(catalogue, package, municipalities, name):
    (assessment,) = toets([PlanArea("1", name, municipalities[name], Ingreep())], package, catalogue)
    assert len({finding.thema for finding in assessment.bevindingen}) >= 9


def test_every_rule_with_data_speaks_somewhere_in_drenthe(catalogue, package, over_the_province):
    spoken = {finding.regel for assessment in over_the_province for finding in assessment.bevindingen}
    with_data = {laag for laag, layer in package.lagen.items() if isinstance(layer, LayerData)}
    able = {rule.id for rule in catalogue.regels.values() if rule.selectie is None or rule.selectie.laag in with_data}
    assert able - spoken == NOT_IN_DEMONSTRATION


def test_every_layer_of_the_demonstration_is_hit(over_the_province):
    strategic = over_the_province[0]
    outcomes = {layer.laag: layer.uitkomst for layer in strategic.lagen if layer.objecten}
    assert {laag for laag, outcome in outcomes.items() if outcome is Outcome.GERAAKT} | {
        "verbodszone_diepe_boringen"  # hit, and not checked while nobody said how deep the drilling goes
    } == set(outcomes)


def test_every_finding_has_words_authority_and_source(over_the_province):
    for assessment in over_the_province:
        for finding in assessment.bevindingen:
            assert finding.zinnen, finding.id
            assert finding.bronnen, finding.id
            assert finding.bevoegd_gezag, finding.id
            assert "{" not in finding.tekst, finding.id


def test_every_verdict_occurs(over_the_province):
    assert {finding.oordeel for a in over_the_province for finding in a.bevindingen} >= set(Verdict) - {
        Verdict.GEEN_BELEMMERING
    }


def test_ids_of_findings_are_unique_within_a_check(over_the_province):
    for assessment in over_the_province:
        ids = [finding.id for finding in assessment.bevindingen]
        assert len(ids) == len(set(ids))


def test_together_and_one_by_one_plan_areas_get_the_same_result_to_the_byte(catalogue, package):
    now = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
    west, south, east, north = package.lagen["provincie"].geometries[0].bounds
    works = (Ingreep(), Ingreep(("woningbouw",), oppervlakte_m2=2_000, diepte_cm=80), Ingreep(("bodemenergie_open",)))
    places = [(x, y) for x in range(int(west), int(east), 7_000) for y in range(int(south), int(north), 7_000)]
    plans = [
        PlanArea(str(i), "Veld", shapely.box(x, y, x + 1_500, y + 1_500), works[i % 3])
        for i, (x, y) in enumerate(places)
    ]
    together = [to_text(assessment) for assessment in toets(plans, package, catalogue, now=now)]
    assert together == [to_text(next(iter(toets([plan], package, catalogue, now=now)))) for plan in plans]
    assert len(plans) > 50
