from __future__ import annotations

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.overlay import measure
from bodem_ondergrond.test.core.overlay.worlds import box, measure_one, package_of, prepare, shape


@pytest.mark.parametrize(
    ("coverage", "outside", "covered"),
    [
        pytest.param(None, 0.0, True, id="everywhere"),
        pytest.param(box(-500, -500, 2_000), 0.0, True, id="inside"),
        pytest.param(box(), 0.0, True, id="the-same"),
        pytest.param(box(60, -500, 2_000), 6_000.0, True, id="partly-outside"),
        pytest.param(box(5_000), 10_000.0, False, id="wholly-outside"),
        pytest.param(box(100), 10_000.0, False, id="touching-only"),
        pytest.param(box(-500, -500, 2_000).difference(box(-10, -10, 500)), 10_000.0, False, id="in-a-hole"),
    ],
)
def test_the_part_outside_the_coverage_is_measured(coverage, outside, covered):
    measured = measure_one(box(), [box(10_000)], coverage)
    assert measured.outside_m2 == pytest.approx(outside)
    assert measured.covered is covered


def test_a_hit_outside_the_coverage_stays_a_hit():
    measured = measure_one(box(), [box()], coverage=box(5_000))
    assert measured.objects.tolist() == [0]
    assert not measured.covered


def test_a_border_drawn_again_along_the_coverage_is_not_outside():
    coverage = shape("POLYGON ((0 0, 1000 333.33, 1000 900, 0 900, 0 0))")
    along = shape("POLYGON ((100 33.33296, 700 233.33096, 700 500, 100 500, 100 33.33296))")
    assert measure_one(along, [box()], coverage).outside_m2 == 0.0
    assert not shapely.covers(coverage, along)


def test_layers_with_one_coverage_and_with_their_own_are_told_apart():
    province = box(-500, -500, 1_000)
    first, second = prepare([box()], province, laag="a"), prepare([box()], province, laag="b")
    third, fourth = prepare([box()], box(5_000), laag="c"), prepare([box()], None, laag="d")
    plan = measure([box()], package_of(first, second, third, fourth))[0]
    assert [plan.layer(laag).covered for laag in "abcd"] == [True, True, False, True]


def test_many_plan_areas_against_one_coverage():
    plans = [box(x) for x in np.arange(0, 3_000, 50)]
    coverage = shapely.Point(240_000, 550_000).buffer(1_000)
    measured = measure(plans, package_of(prepare([box()], coverage)))
    expected = [plan.difference(coverage).area for plan in plans]
    assert [m.layer("nnn").outside_m2 for m in measured] == pytest.approx(expected)
