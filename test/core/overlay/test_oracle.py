"""The engine against a slow and obvious oracle: plain shapely, one plan area and one object at a time."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bodem_ondergrond.plugin.overlay import measure
from bodem_ondergrond.test.core.overlay.worlds import box, package_of, prepare, shape

NOISE_M2 = 1e-6


def boxes():
    """Rectangles on whole metres, so that borders and corners are shared often; some are slivers."""
    place, side = st.integers(0, 40), st.sampled_from([0.01, 0.4, 1, 3, 10, 25])
    return st.builds(box, place, place, side, side)


@st.composite
def compositions(draw):
    """Polygons with holes and several parts: rectangles added together, others taken out."""
    added = shapely.union_all(draw(st.lists(boxes(), min_size=1, max_size=4)))
    left = added.difference(shapely.union_all(draw(st.lists(boxes(), max_size=3))))
    return left if left.area > 0.001 else added


@st.composite
def stars(draw):
    """Spiky polygons with coordinates off the grid."""
    count = draw(st.integers(3, 9))
    radii = draw(st.lists(st.floats(0.3, 20), min_size=count, max_size=count))
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False) + draw(st.floats(0, 1))
    x, y = draw(st.floats(0, 40)), draw(st.floats(0, 40))
    points = ", ".join(
        f"{x + r * np.cos(a)} {y + r * np.sin(a)}" for r, a in zip([*radii, radii[0]], [*angles, angles[0]])
    )
    return shapely.make_valid(shape(f"POLYGON (({points}))"))


polygons = st.one_of(boxes(), compositions(), stars()).filter(lambda polygon: polygon.area > 0.0001)
layers = st.lists(polygons, min_size=1, max_size=14).flatmap(
    # The same object twice happens in real data.
    lambda items: st.lists(st.sampled_from(items), max_size=3).map(lambda doubles: [*items, *doubles])
)
plan_areas = st.lists(polygons, min_size=1, max_size=14)
quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def keep_polygons(geometry):
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


@quickly
@given(plans=plan_areas, objects=layers)
def test_objects_areas_and_union_are_those_of_the_oracle(plans, objects):
    data = prepare(objects)
    for plan, measured in zip(plans, measure(plans, package_of(data))):
        layer = measured.layer("nnn")
        areas = {i: plan.intersection(geometry).area for i, geometry in enumerate(data.geometries)}
        expected = {i: area for i, area in areas.items() if area > NOISE_M2}
        assert layer.objects.tolist() == list(expected)
        assert layer.areas == pytest.approx(list(expected.values()), rel=1e-9, abs=2e-6)
        together = shapely.union_all([plan.intersection(data.geometries[i]) for i in expected]).area
        overlap = layer.union()
        assert overlap.area_m2 == pytest.approx(together, rel=1e-9, abs=2e-6)
        assert 0 <= overlap.share <= 1
        if expected:
            assert overlap.geometry.area == pytest.approx(overlap.area_m2, rel=1e-9, abs=2e-6)


@quickly
@given(plans=plan_areas, objects=layers, data=st.data())
def test_the_union_of_a_selection_is_that_of_the_oracle(plans, objects, data):
    layer = measure(plans, package_of(prepare(objects)))[0].layer("nnn")
    count = len(layer.objects)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    chosen = [layer.data.geometries[i] for i in layer.objects[mask]]
    expected = plans[0].intersection(shapely.union_all(chosen)).area if chosen else 0.0
    assert layer.union(mask).area_m2 == pytest.approx(expected, rel=1e-9, abs=2e-6)


def oracle_is_sliver(geometry):
    return geometry.area < 1.0 or geometry.buffer(-0.4999).is_empty


@quickly
@given(plans=plan_areas, objects=layers, data=st.data(), threads=st.sampled_from([1, 3]))
def test_unions_of_many_plan_areas_at_once_are_exactly_those_one_by_one(plans, objects, data, threads):
    package = package_of(prepare(objects))
    count = len(package.lagen["nnn"])
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    at_once, one_by_one = measure(plans, package), measure(plans, package)
    at_once.join("nnn", [None, mask], threads)
    for joined, single in zip(at_once, one_by_one):
        joined, single = joined.layer("nnn"), single.layer("nnn")
        for choice in (None, mask[single.objects]):
            assert joined.union(choice).area_m2 == single.union(choice).area_m2


@quickly
@given(plan=polygons, objects=layers)
def test_marginal_is_what_the_oracle_calls_marginal(plan, objects):
    layer = measure([plan], package_of(prepare(objects)))[0].layer("nnn")
    hit = [layer.data.geometries[i] for i in layer.objects]
    overlap = layer.union()
    expected = (
        bool(hit)
        and oracle_is_sliver(overlap.geometry)
        and not oracle_is_sliver(plan)
        and not any(oracle_is_sliver(geometry) for geometry in hit)
    )
    assert overlap.marginal == expected


@quickly
@given(plans=plan_areas, coverage=polygons)
def test_the_part_outside_the_coverage_is_that_of_the_oracle(plans, coverage):
    coverage = keep_polygons(coverage)
    for plan, measured in zip(plans, measure(plans, package_of(prepare([box()], coverage)))):
        layer = measured.layer("nnn")
        expected = plan.difference(coverage).area
        assert layer.outside_m2 == pytest.approx(expected, abs=1e-4 * plan.length + 1e-6)
        if expected < plan.area - 1e-4 * plan.length:
            assert layer.covered


@quickly
@given(plan=polygons, objects=layers, radius=st.sampled_from([0.0, 1.0, 5.0, 30.0]), data=st.data())
def test_the_nearest_object_is_that_of_the_oracle(plan, objects, radius, data):
    layer = measure([plan], package_of(prepare(objects)))[0].layer("nnn")
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(objects), max_size=len(objects))), dtype=bool)
    distances = [plan.distance(geometry) for geometry, chosen in zip(layer.data.geometries, mask) if chosen]
    nearest = layer.nearest(plan, mask, radius)
    if min(distances, default=np.inf) > radius + 1e-6:
        assert nearest is None
    else:
        assert nearest.distance_m == pytest.approx(min(distances), abs=1e-6)
        assert mask[nearest.object]


@quickly
@given(plans=plan_areas, objects=layers)
def test_points_and_lines_are_hit_when_the_oracle_says_they_intersect(plans, objects):
    borders = [geometry.boundary for geometry in objects]
    centres = [geometry.centroid for geometry in objects]
    lines, points = prepare(borders, laag="lijnen", geometrie="lijn"), prepare(centres, laag="punten", geometrie="punt")
    for plan, measured in zip(plans, measure(plans, package_of(lines, points))):
        for data in (lines, points):
            expected = [i for i, geometry in enumerate(data.geometries) if plan.intersects(geometry)]
            assert measured.layer(data.laag).objects.tolist() == expected
