"""The engine on real boundaries and real sites of Drenthe; skipped where the shared data are not beside the project.

The sites are real (hunebedden and grafheuvels), their extent (10 m around the point) and the expectation zones around
them are made up for the test. What should come out is computed by plain shapely, one by one.
"""

from __future__ import annotations

from pathlib import Path

import fiona
import pytest
import shapely
from shapely.geometry import shape

from bodem_ondergrond.plugin.domain import Ingreep, Outcome, PlanArea, Verdict
from bodem_ondergrond.plugin.overlay import RawLayer, assemble_package
from bodem_ondergrond.plugin.toets import toets
from bodem_ondergrond.test.core.conftest import INFO, NOW, SOURCE

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "drenthe-real.gpkg"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="real boundaries (../shared/data) are not beside the project")

WAARDE_3 = "archeologie_provinciaal.waarde_3"
SMALL_AND_DEEP = Ingreep(oppervlakte_m2=300, diepte_cm=80)


def read(layer):
    with fiona.open(REAL, layer=layer) as source:
        return [(shape(feature["geometry"]), dict(feature["properties"])) for feature in source]


@pytest.fixture(scope="module")
def sites():
    return [(point.buffer(10), names["naam"]) for name in ("hunebedden", "grafheuvels") for point, names in read(name)]


@pytest.fixture(scope="module")
def package(catalogue, sites):
    known = [(site, {"waarde": "1", "type": "hunebed", "naam": name}) for site, name in sites]
    expected = [(site.buffer(300), {"waarde": "3", "type": "es", "naam": None}) for site, _ in sites]
    elsewhere = shapely.box(200_000, 510_000, 200_100, 510_100)
    layers = {
        "gemeenten": read("gemeenten"),
        "provincie": read("provincie"),
        "archeologie_provinciaal": known + expected,
        "amk_terreinen": [(elsewhere, {})],
        "nnn": [(elsewhere, {"type": "natuur"})],
        "natura2000": [(elsewhere, {"naam": "Elders"})],
    }
    raw = {name: raw_layer(rows) for name, rows in layers.items()}
    return assemble_package(catalogue, raw, {}, INFO, SOURCE)


def raw_layer(rows):
    columns = {name: [attributes[name] for _, attributes in rows] for name in rows[0][1]}
    return RawLayer([geometry for geometry, _ in rows], [str(i) for i in range(len(rows))], columns, SOURCE)


def run(package, catalogue, geometries, works=SMALL_AND_DEEP):
    plans = [PlanArea(str(i), f"Plan {i}", geometry, works) for i, geometry in enumerate(geometries)]
    return list(toets(plans, package, catalogue, now=NOW))


@pytest.mark.parametrize("gap", [49.0, 50.0, 51.0])
def test_plan_areas_beside_every_real_hunebed_on_both_sides_of_50_m(package, catalogue, sites, gap):
    hunebedden = [site for site, name in sites if name.startswith("Hunebed")]
    plans = [shapely.box(site.bounds[2] + gap, site.centroid.y - 10, site.bounds[2] + gap + 20, site.centroid.y + 10)
             for site in hunebedden]  # fmt: skip
    outcomes = set()
    for plan, assessment in zip(plans, run(package, catalogue, plans)):
        nearest = min(plan.distance(site) for site, _ in sites)
        (finding,) = [f for f in assessment.bevindingen if f.regel == WAARDE_3]
        assert finding.afstand_m == pytest.approx(nearest, abs=0.001)
        expected = Verdict.ONDERZOEK if round(nearest, 3) <= 50 else Verdict.GEEN_BELEMMERING
        assert finding.oordeel is expected, (gap, nearest)
        outcomes.add(finding.oordeel)
    assert len(hunebedden) > 40
    assert (Verdict.GEEN_BELEMMERING in outcomes) is (gap > 50)


def test_plan_area_on_a_hunebed_is_nee_tenzij_and_names_it(package, catalogue, sites):
    site, name = next((site, name) for site, name in sites if "D27" in name)
    (assessment,) = run(package, catalogue, [site.buffer(5)])
    (finding,) = [f for f in assessment.bevindingen if f.regel == "archeologie_provinciaal.waarde_1"]
    assert finding.oordeel is Verdict.NEE_TENZIJ
    assert name in {item.naam for item in finding.objecten}
    assert "Borger-Odoorn" in assessment.gemeenten


def test_plan_areas_across_the_provincial_border_measure_what_lies_outside(package, catalogue):
    ((province, _),) = read("provincie")
    border = province.boundary
    plans = [border.interpolate(step / 40, normalized=True).buffer(200) for step in range(40)]
    for plan, assessment in zip(plans, run(package, catalogue, plans)):
        outside = plan.difference(province).area
        assert assessment.buiten_provincie_m2 == pytest.approx(outside, abs=0.01)
        row = next(row for row in assessment.lagen if row.laag == "nnn")
        assert row.buiten_dekking_m2 == pytest.approx(outside, abs=0.01)
        assert row.uitkomst is Outcome.NIET_GERAAKT


def test_plan_area_outside_drenthe_has_no_data(package, catalogue):
    (assessment,) = run(package, catalogue, [shapely.box(180_000, 570_000, 180_100, 570_100)])
    assert assessment.gemeenten == ()
    assert {row.uitkomst for row in assessment.lagen} == {Outcome.GEEN_GEGEVENS}


def test_plan_areas_over_two_municipalities_name_both_the_larger_first(package, catalogue):
    towns = {names["naam"]: geometry for geometry, names in read("gemeenten")}
    shared = towns["Assen"].boundary.intersection(towns["Midden-Drenthe"].boundary.buffer(1))
    plan = shared.interpolate(0.5, normalized=True).buffer(300)
    (assessment,) = run(package, catalogue, [plan])
    inside = {name: town.intersection(plan).area for name, town in towns.items()}
    expected = sorted((name for name, area in inside.items() if area > 1), key=lambda name: -inside[name])
    assert list(assessment.gemeenten) == expected
    assert {"Assen", "Midden-Drenthe"} <= set(expected)
