from __future__ import annotations

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.overlay.slivers import are_roomy, are_slivers, is_sliver
from bodem_ondergrond.test.core.overlay.worlds import box, measure_one, shape


@pytest.mark.parametrize(
    ("geometry", "sliver"),
    [
        pytest.param(box(0, 0, 0.9), True, id="less-than-1-m2"),
        pytest.param(box(0, 0, 1.0), False, id="exactly-1-m2"),
        pytest.param(box(0, 0, 100, 0.99), True, id="99-cm-wide"),
        pytest.param(box(0, 0, 100, 1.0), False, id="exactly-1-m-wide"),
        pytest.param(box(0, 0, 100, 1.01), False, id="101-cm-wide"),
        pytest.param(shape("POLYGON ((0 0, 100 0, 0 0.98, 0 0))"), True, id="thin-wedge"),
        pytest.param(box(0, 0, 10).difference(box(0.5, 0.5, 9)), True, id="thin-ring"),
        pytest.param(box(0, 0, 100, 0.5).union(box(0, 0, 2)), False, id="thin-with-a-wide-end"),
        pytest.param(shapely.MultiPolygon([box(0, 0, 100, 0.5), box(200, 0, 2)]), False, id="one-wide-part"),
    ],
)
def test_a_sliver_is_smaller_or_narrower_than_the_tolerance(geometry, sliver):
    assert is_sliver(geometry, 1.0, 1.0) is sliver


def test_without_tolerance_nothing_is_a_sliver():
    assert not is_sliver(box(0, 0, 0.001), 0.0, 0.0)


def test_many_holes_make_a_roomy_looking_polygon_uncertain():
    sieve = box(0, 0, 20)
    for x in np.arange(0.5, 20, 1):
        for y in np.arange(0.5, 20, 1):
            sieve = sieve.difference(box(x - 0.1, y - 0.1, 0.2))
    geometries = np.array([sieve, box(0, 0, 20)], dtype=object)
    assert are_roomy(geometries, 1.0, 1.0).tolist() == [False, True]
    assert are_slivers(geometries, 1.0, 1.0).tolist() == [False, False]


@pytest.mark.parametrize(
    ("plan", "zone", "marginal"),
    [
        pytest.param(box(), box(99.5, 0, 100), True, id="half-a-metre-over-the-border"),
        pytest.param(box(), box(98.5, 0, 100), False, id="a-metre-and-a-half-over-the-border"),
        pytest.param(box(), box(99.1, 99.1, 100), True, id="a-corner-of-less-than-1-m2"),
        pytest.param(box(0, 0, 100, 0.5), box(-50, -50, 300), False, id="cable-trench-inside-a-zone"),
        pytest.param(box(0, 0, 100, 0.5), box(50, -50, 300), False, id="cable-trench-half-in-a-zone"),
        pytest.param(box(0, 0, 100, 0.5), box(50, -50, 1.2, 300), False, id="cable-trench-across-a-strip"),
        pytest.param(box(0, 0, 0.8), box(-50, -50, 300), False, id="borehole-inside-a-zone"),
        pytest.param(box(), box(50, -50, 0.6, 300), False, id="narrow-object-across-the-plan-area"),
        pytest.param(box(), box(50, 50, 0.7), False, id="tiny-object-inside-the-plan-area"),
    ],
)
def test_an_overlap_is_marginal_when_it_is_a_sliver_and_plan_area_and_object_are_not(plan, zone, marginal):
    overlap = measure_one(plan, [zone]).union()
    assert overlap.area_m2 > 0
    assert overlap.marginal is marginal


def test_two_slivers_that_together_are_wide_are_not_marginal():
    measured = measure_one(box(), [box(99.4, 0, 200), box(-60, -500, 60.6, 1_000), box(98.8, -500, 0.6 + 200, 1_000)])
    assert measured.union(np.array([True, False, False])).marginal
    assert measured.union(np.array([False, True, False])).marginal
    assert measured.union(np.array([True, True, False])).marginal
    assert not measured.union().marginal


def test_zones_side_by_side_in_a_strip_are_judged_together():
    left, right = box(99.0 - 0.2, 0, 0.6, 100), box(99.0 + 0.4, 0, 50, 100)
    wide_left = left.union(box(98.8, 200, 50))
    measured = measure_one(box(), [shapely.union_all([wide_left]), right])
    assert measured.union(np.array([True, False])).marginal
    assert measured.union(np.array([False, True])).marginal
    assert not measured.union().marginal
