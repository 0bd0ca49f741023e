"""A package of real data: the municipalities and the border of Drenthe, its hunebedden and grafheuvels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.domain import ClassField
from bodem_ondergrond.plugin.overlay import measure
from bodem_ondergrond.plugin.storage import read_package
from bodem_ondergrond.test.core.overlay.worlds import catalogue_layer
from bodem_ondergrond.test.core.storage.files import small_catalogue

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "drenthe-real.gpkg"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="real boundaries (../shared/data) are not beside the project")

NAAM = ClassField("naam", "tekst")


@pytest.fixture(scope="module")
def package():
    catalogue = small_catalogue(
        catalogue_layer("hunebedden", "punt", velden=[NAAM]),
        catalogue_layer("grafheuvels", "punt", velden=[NAAM]),
        catalogue_layer("gemeenten", velden=[NAAM, ClassField("code", "tekst", verplicht=True)], kader=True),
        catalogue_layer("provincie", kader=True),
    )
    return read_package(REAL, catalogue)


def test_all_objects_are_read_and_whole(package):
    counts = {laag: (len(data), data.repaired, data.skipped) for laag, data in package.lagen.items()}
    assert counts == {
        "hunebedden": (45, 0, 0),
        "grafheuvels": (364, 0, 0),
        "gemeenten": (12, 0, 0),
        "provincie": (1, 0, 0),
    }
    assert "Assen" in package.lagen["gemeenten"].attributes["naam"]


def test_around_every_hunebed_the_measures_are_those_of_plain_shapely(package):
    municipalities = package.lagen["gemeenten"].geometries
    plans = shapely.buffer(package.lagen["hunebedden"].geometries, 400)
    for plan, measured in zip(plans, measure(plans, package)):
        layer = measured.layer("gemeenten")
        expected = {i: plan.intersection(g).area for i, g in enumerate(municipalities) if plan.intersects(g)}
        assert layer.objects.tolist() == list(expected)
        assert layer.areas == pytest.approx(list(expected.values()))
        barrows = package.lagen["grafheuvels"].geometries
        assert (
            measured.layer("grafheuvels").objects.tolist() == np.flatnonzero(shapely.intersects(barrows, plan)).tolist()
        )
        assert measured.layer("hunebedden").covered


@pytest.mark.parametrize("metres", [-300.0, 0.0, 120.0])
def test_across_the_border_of_the_province_the_part_outside_is_measured(package, metres):
    (province,) = package.lagen["provincie"].geometries
    border = shapely.get_exterior_ring(shapely.get_parts(province))[0]
    plans = [border.interpolate(0.05 * i, normalized=True).buffer(200) for i in range(20)]
    plans = [shapely.affinity.translate(plan, metres) for plan in plans]
    for plan, measured in zip(plans, measure(plans, package)):
        outside = plan.difference(province).area
        assert measured.layer("hunebedden").outside_m2 == pytest.approx(outside, abs=0.2)
        inside = measured.layer("provincie").union()
        assert inside.area_m2 + outside == pytest.approx(plan.area, rel=1e-9)
        assert measured.layer("provincie").outside_m2 == 0.0


@pytest.mark.parametrize(("metres", "found"), [(49.9, True), (50.0, True), (50.1, False)])
def test_a_plan_area_on_either_side_of_50_m_from_a_hunebed(package, metres, found):
    hunebedden = package.lagen["hunebedden"]
    for site in hunebedden.geometries[:10]:
        plan = shapely.box(site.x + metres, site.y - 5, site.x + metres + 10, site.y + 5)
        alone = hunebedden.geometries == site
        nearest = measure([plan], package)[0].layer("hunebedden").nearest(plan, alone, 50.0)
        assert (nearest is not None) is found


def test_the_whole_province_as_plan_area_contains_everything(package):
    (province,) = package.lagen["provincie"].geometries
    (measured,) = measure([province], package)
    assert measured.layer("provincie").union().share == 1.0
    assert len(measured.layer("gemeenten").objects) == 12
    assert measured.layer("gemeenten").union().share == pytest.approx(1.0, abs=0.001)
    inside = [site.within(province) for site in package.lagen["hunebedden"].geometries]
    assert len(measured.layer("hunebedden").objects) == sum(inside)
