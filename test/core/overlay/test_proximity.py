from __future__ import annotations

import numpy as np
import pytest
import shapely

from bodem_ondergrond.test.core.overlay.worlds import box, measure_one, shape


@pytest.fixture
def sites():
    """Points 50, 30 and 120 m east of the plan area of 100 by 100 m, measured against it."""
    points = [shape("POINT (150 50)"), shape("POINT (130 50)"), shape("POINT (220 50)")]
    return measure_one(box(), points, geometrie="punt")


def test_the_nearest_object_is_found_with_its_distance(sites):
    assert sites.nearest(box(), None, 100.0) == (pytest.approx(30.0), 1)


def test_only_the_objects_asked_for_are_looked_at(sites):
    assert sites.nearest(box(), np.array([True, False, True]), 100.0) == (pytest.approx(50.0), 0)
    assert sites.nearest(box(), np.array([False, False, False]), 100.0) is None


@pytest.mark.parametrize(("radius", "found"), [(50.0, True), (49.999, False), (50.001, True)])
def test_exactly_at_the_radius_counts(sites, radius, found):
    nearest = sites.nearest(box(), np.array([True, False, False]), radius)
    assert (nearest is not None) is found


def test_a_distance_of_exactly_the_radius_is_never_given_as_more():
    slanted = shapely.transform(box(), lambda points: points @ np.array([[0.8, 0.6], [-0.6, 0.8]]) * 1.0)
    centre = slanted.centroid
    for angle in np.linspace(0, 6, 50):
        corner = shapely.Point(shapely.get_coordinates(slanted)[0])
        away = np.array([np.cos(angle), np.sin(angle)]) * 50.0
        point = shapely.Point(corner.x + away[0], corner.y + away[1])
        measured = measure_one(slanted, [point, centre], geometrie="punt")
        nearest = measured.nearest(corner, np.array([True, False]), 50.0)
        assert nearest is not None
        assert nearest.distance_m <= 50.0


def test_an_object_that_is_hit_is_at_no_distance():
    measured = measure_one(box(), [box(50)])
    assert measured.nearest(box(), None, 10.0) == (0.0, 0)
    assert measured.nearest(box(), None, 0.0) == (0.0, 0)


def test_of_objects_at_the_same_distance_the_first_is_named():
    measured = measure_one(box(), [box(130), box(-130), box(130)])
    assert measured.nearest(box(), None, 50.0).object == 0


def test_the_ingreep_may_be_anything_and_lie_anywhere():
    measured = measure_one(box(), [box(1_000)])
    assert measured.nearest(shape("POINT (990 50)"), None, 50.0) == (pytest.approx(10.0), 0)
    assert measured.nearest(shape("LINESTRING (0 0, 995 0)"), None, 50.0) == (pytest.approx(5.0), 0)


@pytest.mark.parametrize("nothing", [None, shapely.Polygon()])
def test_nothing_is_near_nothing(sites, nothing):
    assert sites.nearest(nothing, None, 1_000.0) is None


def test_a_box_that_is_near_is_no_object_that_is_near():
    ring = box(-400, -400, 900).difference(box(-390, -390, 880))
    measured = measure_one(box(), [ring])
    assert measured.nearest(box(), None, 100.0) is None
