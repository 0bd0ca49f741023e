"""Giants are cut up to be measured, and nothing of that shows in a figure."""

from __future__ import annotations

from contextlib import contextmanager
from unittest import mock

import numpy as np
import pytest
import shapely
from hypothesis import given

from bodem_ondergrond.plugin.overlay import measure, tiles
from bodem_ondergrond.plugin.overlay.tiles import cut_up
from bodem_ondergrond.test.core.overlay.test_oracle import layers, plan_areas, polygons, quickly
from bodem_ondergrond.test.core.overlay.worlds import box, package_of, prepare, shape


@contextmanager
def small_giants(width=6.0, vertices=4):
    """Plan areas of the size of a test are giants, with tiles of a few metres."""
    sizes = {
        "GIANT_VERTICES": vertices,
        "GIANT_WIDTH_M": width,
        "_TILE_VERTICES": 2 * vertices,
        "_TILE_WIDTH_M": width / 2,
    }
    with mock.patch.multiple(tiles, **sizes):
        yield


def as_array(shapes):
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    return array


def coast(vertices, radius=20_000.0, parts=1):
    """A polygon with a ragged border, without crossings."""
    rng = np.random.default_rng(11)
    angles = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    radii = radius * (1 + 0.2 * np.cos(5 * angles) + rng.normal(0, 0.3 / vertices, vertices))
    one = shapely.Polygon(np.c_[radii * np.cos(angles), radii * np.sin(angles)])
    places = 240_000.0 + 3 * radius * np.arange(parts)
    moved = [shapely.transform(one, lambda p, x=x: p + np.array([x, 550_000.0])) for x in places]
    return moved[0] if parts == 1 else shapely.MultiPolygon(moved)


@quickly
@given(plans=plan_areas)
def test_the_tiles_share_out_the_plan_area(plans):
    plans = as_array(plans)
    with small_giants():
        pieces = cut_up(plans, shapely.area(plans))
    assert shapely.is_valid(pieces.shapes).all()
    for i, plan in enumerate(plans):
        own = pieces.shapes[pieces.starts[i] : pieces.starts[i + 1]]
        assert (pieces.owners[pieces.starts[i] : pieces.starts[i + 1]] == i).all()
        assert shapely.area(own).sum() == pytest.approx(plan.area, rel=1e-9, abs=1e-9)
        assert shapely.union_all(own).symmetric_difference(plan).area == pytest.approx(0, abs=1e-6)


@quickly
@given(plans=plan_areas, objects=layers)
def test_a_giant_measures_as_much_as_when_it_is_left_whole(plans, objects):
    package = package_of(prepare(objects, coverage=box(0, 0, 25, 40)))
    whole = [measurement.layer("nnn") for measurement in measure(plans, package)]
    with small_giants():
        cut = [measurement.layer("nnn") for measurement in measure(plans, package)]
        alone = [measure([plan], package)[0].layer("nnn") for plan in plans]
        threads = [measurement.layer("nnn") for measurement in measure(plans, package, threads=3)]
    for plan, one, other in zip(plans, whole, cut):
        assert other.objects.tolist() == one.objects.tolist()
        assert other.areas == pytest.approx(one.areas, rel=1e-9, abs=2e-6)
        assert other.outside_m2 == pytest.approx(one.outside_m2, abs=1e-4 * plan.length + 1e-6)
        assert other.union().area_m2 == pytest.approx(one.union().area_m2, rel=1e-9, abs=2e-6)
        assert other.union().marginal == one.union().marginal
        if len(one.objects):
            assert other.union().geometry.area == pytest.approx(one.union().area_m2, rel=1e-9, abs=2e-6)
    for other in (alone, threads):
        assert [item.areas.tobytes() for item in other] == [item.areas.tobytes() for item in cut]
        assert [item.union().area_m2 for item in other] == [item.union().area_m2 for item in cut]


@quickly
@given(plan=polygons, objects=layers)
def test_the_nearest_object_of_a_giant_is_that_of_the_whole(plan, objects):
    package, mask = package_of(prepare(objects)), np.arange(len(objects)) % 2 == 0
    whole = measure([plan], package)[0].layer("nnn").nearest(plan, mask, 30.0)
    with small_giants():
        cut = measure([plan], package)[0].layer("nnn").nearest(plan, mask, 30.0)
    assert (cut is None) == (whole is None)
    if whole is not None and cut is not None:
        assert cut.distance_m == pytest.approx(whole.distance_m, abs=1e-6)


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(coast(60_000), id="very-many-vertices"),
        pytest.param(coast(300, radius=300.0, parts=40), id="many-parts"),
        pytest.param(box(-20_000, -20_000, 40_000), id="large-and-simple"),
        pytest.param(
            box(-20_000, -20_000, 40_000).difference(box(-19_990, -19_990, 39_980)), id="a-thin-frame-around-everything"
        ),
    ],
)
def test_a_giant_of_real_size_equals_plain_shapely(plan):
    rng = np.random.default_rng(2)
    places = shapely.points(240_000 + rng.uniform(-25_000, 25_000, 150), 550_000 + rng.uniform(-25_000, 25_000, 150))
    objects = shapely.buffer(places, rng.uniform(200, 5_000, 150))
    layer = measure([plan], package_of(prepare(objects)))[0].layer("nnn")
    shared = shapely.intersection(plan, objects)
    expected = np.flatnonzero(shapely.area(shared) > 1e-3)
    assert len(cut_up(as_array([plan]), np.array([plan.area])).shapes) > 10
    assert layer.objects.tolist() == expected.tolist()
    assert layer.areas == pytest.approx(shapely.area(shared[expected]), rel=1e-9)
    assert layer.union().area_m2 == pytest.approx(shapely.union_all(shared[expected]).area, rel=1e-9)


def test_a_selection_of_a_giant_that_one_object_covers_is_all_of_it():
    plan = box(0, 0, 20_000)
    layer = measure([plan], package_of(prepare([box(-5, -5, 30_000), box(10, 10, 5), box(500, 0, 9_000)])))[0]
    measured = layer.layer("nnn")
    assert measured.union().area_m2 == plan.area
    assert measured.union().geometry is plan
    assert measured.union(np.array([False, True, True])).area_m2 == pytest.approx(25 + 9_000**2)


def test_small_plan_areas_stay_whole_beside_a_giant():
    plans = as_array([box(), None, coast(8_000), box(50)])
    pieces = cut_up(plans, np.nan_to_num(shapely.area(plans)))
    assert pieces.shapes[0] is plans[0]
    assert pieces.shapes[1] is None
    assert pieces.shapes[-1] is plans[3]
    assert np.bincount(pieces.owners).tolist()[:2] == [1, 1]
    assert np.bincount(pieces.owners)[2] > 10


def test_where_the_fast_cut_goes_wrong_the_robust_one_is_used(monkeypatch):
    plans = as_array([shape("POLYGON ((0 0, 9000 0, 9000 10, 0 10, 0 0))")])
    monkeypatch.setattr(tiles, "_clip", lambda polygon, rectangle: shapely.box(*rectangle).buffer(-0.1))
    pieces = cut_up(plans, shapely.area(plans))
    assert pieces.areas.sum() == pytest.approx(90_000.0)
