from __future__ import annotations

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.domain import Outcome
from bodem_ondergrond.plugin.overlay import LayerFailure, PolicyPackage, measure
from bodem_ondergrond.test.core.overlay.worlds import INFO, SOURCE, box, measure_one, package_of, prepare, shape


def test_each_object_that_shares_area_is_a_hit_with_its_m2():
    measured = measure_one(box(), [box(50), box(300), box(0, 90, 20)])
    assert measured.objects.tolist() == [0, 2]
    assert measured.areas.tolist() == [5_000.0, 200.0]
    assert measured.data.ids == ("1", "2", "3")


def test_a_plan_area_wholly_inside_an_object_is_covered_exactly():
    overlap = measure_one(box(10, 10, 10), [box()]).union()
    assert (overlap.area_m2, overlap.share, overlap.marginal) == (100.0, 1.0, False)
    assert overlap.geometry.equals(box(10, 10, 10))


def test_a_plan_area_equal_to_an_object_has_a_share_of_exactly_one():
    circle = shapely.Point(240_000, 550_000).buffer(77.7)
    overlap = measure_one(circle, [shapely.from_wkb(shapely.to_wkb(circle))]).union()
    assert overlap.share == 1.0


def test_an_object_wholly_inside_the_plan_area_counts_with_its_own_area():
    assert measure_one(box(), [box(10, 10, 10)]).areas.tolist() == [100.0]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(box(100), id="shared-border"),
        pytest.param(box(100, 100), id="shared-corner"),
        pytest.param(box(100, 30, 40), id="part-of-a-border"),
        pytest.param(box(-50, -50, 200).difference(box()), id="fills-the-hole-around"),
    ],
)
def test_touching_is_no_overlap(other):
    measured = measure_one(box(), [other])
    assert len(measured.objects) == 0
    assert measured.union().area_m2 == 0.0
    assert measured.union().geometry is None
    assert measured.union().share == 0.0
    assert not measured.union().marginal


def test_a_border_drawn_twice_with_other_vertices_is_no_overlap():
    slanted = shape("POLYGON ((0 0, 100 33.3, 200 0, 100 -50, 0 0))")
    neighbour = shape("POLYGON ((0 0, 31.7 10.5561, 100 33.3, 100 80, 0 80, 0 0))")
    measured = measure_one(slanted, [neighbour])
    assert measured.areas.sum() < 1e-6 or measured.union().marginal


def test_a_hole_does_not_overlap():
    ring = box(-100, -100, 300).difference(box(-10, -10, 120))
    assert len(measure_one(box(), [ring]).objects) == 0


def test_the_share_is_of_the_union_and_never_exceeds_one():
    twice = measure_one(box(), [box(-10, -10, 200), box(0, 0, 60, 100), box(40, 0, 60, 100)])
    assert twice.areas.tolist() == [10_000.0, 6_000.0, 6_000.0]
    assert twice.union().share == 1.0
    assert twice.union(np.array([False, True, True])).area_m2 == pytest.approx(10_000)
    assert twice.union(np.array([False, True, True])).share <= 1.0


def test_the_union_is_of_the_objects_that_are_asked_for():
    measured = measure_one(box(), [box(0, 0, 10), box(5, 0, 10), box(50, 50, 10)])
    some = measured.union(np.array([True, True, False]))
    assert some.area_m2 == pytest.approx(150)
    assert some.share == pytest.approx(0.015)
    assert some.geometry.area == pytest.approx(150)
    assert measured.union(np.array([False, False, False])).area_m2 == 0.0


def test_the_same_object_twice_counts_twice_but_covers_once():
    measured = measure_one(box(), [box(50), box(50)])
    assert measured.objects.tolist() == [0, 1]
    assert measured.union().area_m2 == pytest.approx(5_000)


def test_parts_and_holes_of_the_plan_area_are_measured():
    plan = shapely.MultiPolygon([box().difference(box(40, 40, 20)), box(500)])
    measured = measure_one(plan, [box(45, 45, 10), box(0, 0, 50, 100), box(500)])
    assert measured.objects.tolist() == [1, 2]
    assert measured.areas == pytest.approx([5_000 - 200, 10_000])


@pytest.mark.parametrize(
    ("wkt", "hit"),
    [("POINT (50 50)", True), ("POINT (100 50)", True), ("POINT (101 50)", False), ("MULTIPOINT (500 0, 1 1)", True)],
)
def test_points_are_hit_when_they_lie_in_or_on_the_plan_area(wkt, hit):
    measured = measure_one(box(), [shape(wkt)], geometrie="punt")
    assert bool(len(measured.objects)) is hit
    assert measured.areas.tolist() == [0.0] * hit
    assert measured.union().area_m2 == 0.0
    assert not measured.union().marginal


def test_of_points_the_overlap_is_the_points_inside():
    overlap = measure_one(box(), [shape("MULTIPOINT (500 0, 1 1)"), shape("POINT (2 2)")], geometrie="punt").union()
    assert overlap.geometry.equals(shape("MULTIPOINT (1 1, 2 2)"))


@pytest.mark.parametrize(
    ("wkt", "hit"),
    [("LINESTRING (-50 50, 50 50)", True), ("LINESTRING (0 -5, 0 105)", True), ("LINESTRING (-50 0, -1 0)", False)],
)
def test_lines_are_hit_when_they_cross_or_touch_the_plan_area(wkt, hit):
    measured = measure_one(box(), [shape(wkt)], geometrie="lijn")
    assert bool(len(measured.objects)) is hit
    assert measured.union().share == 0.0


def test_of_lines_the_overlap_is_the_part_inside():
    overlap = measure_one(box(), [shape("LINESTRING (-50 50, 50 50)")], geometrie="lijn").union()
    assert overlap.geometry.length == pytest.approx(50)


def test_many_plan_areas_are_measured_at_once_in_their_order():
    data = prepare([box(), box(200)])
    measurements = measure([box(250), box(1_000), box(50)], package_of(data))
    assert len(measurements) == 3
    assert [m.layer("nnn").objects.tolist() for m in measurements] == [[1], [], [0]]
    assert [m.area_m2 for m in measurements] == [10_000.0] * 3
    assert measurements[-1].geometry.equals(box(50))
    assert [m.geometry for m in measurements[1:]] == [measurements[1].geometry, measurements[2].geometry]
    with pytest.raises(IndexError):
        measurements[3]


def test_no_plan_areas_give_no_measurements():
    assert list(measure([], package_of(prepare([box()])))) == []


def test_a_plan_area_without_geometry_has_no_area_and_hits_nothing():
    measurements = measure([None, box()], package_of(prepare([box()], coverage=box(-500, -500, 1_000))))
    assert measurements[0].area_m2 == 0.0
    assert measurements[0].geometry is None
    measured = measurements[0].layer("nnn")
    assert (len(measured.objects), measured.outside_m2, measured.covered) == (0, 0.0, False)
    assert len(measurements[1].layer("nnn").objects) == 1


def test_a_layer_is_measured_once_and_then_remembered():
    plan = measure([box()], package_of(prepare([box()])))[0]
    assert plan.layer("nnn") is plan.layer("nnn")


def test_a_layer_that_failed_stays_a_failure():
    failure = LayerFailure("nnn", Outcome.NIET_GETOETST, "stuk", SOURCE)
    assert measure([box()], PolicyPackage(INFO, {"nnn": failure}))[0].layer("nnn") is failure


def test_a_layer_outside_the_package_has_no_data():
    failure = measure([box()], package_of(prepare([box()])), ["nnn", "keileem"])[0].layer("keileem")
    assert (failure.laag, failure.uitkomst) == ("keileem", Outcome.GEEN_GEGEVENS)


def test_a_layer_that_was_not_chosen_is_not_checked():
    package = package_of(prepare([box()]), prepare([box()], laag="keileem"))
    plan = measure([box()], package, ["keileem"])[0]
    assert plan.layer("nnn").uitkomst is Outcome.NIET_GETOETST
    assert len(plan.layer("keileem").objects) == 1


@pytest.mark.parametrize("count", [2, 30])
def test_a_large_plan_area_among_many_small_objects_is_measured_the_same(count):
    """From ten objects on, the plan area is prepared instead of the objects."""
    circle = shapely.Point(240_000, 550_000).buffer(100, quad_segs=64)
    objects = [box(x, 0, 5) for x in np.linspace(-110, 110, count)]
    measured = measure_one(circle, [*objects, box(-500, -500, 1_000)])
    expected = {i: circle.intersection(o).area for i, o in enumerate(objects) if circle.intersection(o).area > 0}
    assert measured.objects.tolist() == [*expected, count]
    assert measured.areas[:-1] == pytest.approx(list(expected.values()))
    assert measured.areas[-1] == circle.area


@pytest.mark.parametrize("count", [3, 40])
def test_an_object_under_many_plan_areas_is_measured_the_same(count):
    """From ten plan areas on, the object is prepared."""
    circle = shapely.Point(240_000, 550_000).buffer(100)
    plans = [box(x, 3, 7) for x in np.linspace(-110, 110, count)]
    measured = measure(plans, package_of(prepare([circle])))
    areas = [float(m.layer("nnn").areas.sum()) for m in measured]
    assert areas == pytest.approx([plan.intersection(circle).area for plan in plans])


def test_joining_at_once_what_was_not_measured_does_nothing():
    measured = measure([box(0, 0, 10, 10)], package_of(prepare([box(0, 0, 5, 5)])))
    measured.join("aardkundig_erfgoed", [None])
    assert measured.data("aardkundig_erfgoed") is None
    assert measured.data("nnn") is not None


def test_overlaps_of_a_giant_plan_area_in_tiles_are_joined_one_by_one_also_when_others_are_joined_at_once():
    giant, small = box(0, 0, 9_000, 9_000), box(0, 0, 100, 100)
    package = package_of(prepare([box(0, 0, 8_000, 50), box(10, 10, 8_000, 60)]))
    measured = measure([giant, small], package)
    measured.join("nnn", [None])
    assert [plan.layer("nnn").union().area_m2 for plan in measured] == pytest.approx([560_400, 6_800])


def test_looking_around_beforehand_finds_the_same_nearest_object():
    package = package_of(prepare([box(100, 0, 10, 10), box(300, 0, 10, 10)]))
    plans = [box(0, 0, 10, 10), box(280, 0, 10, 10)]
    looked, asked = measure(plans, package), measure(plans, package)
    looked.look_around("nnn", None, 50.0)
    looked.look_around("aardkundig_erfgoed", None, 50.0)
    nearest = [[m[i].layer("nnn").nearest(m[i].geometry, None, 50.0) for i in (0, 1)] for m in (looked, asked)]
    assert nearest[0] == nearest[1]
    assert nearest[0][0] is None
    assert nearest[0][1].distance_m == 10.0
