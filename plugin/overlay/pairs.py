"""Which objects of a layer overlap which plan areas, and with how many m2: for all plan areas at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.intersections import WORTH_PREPARING, Pairs, find_overlaps
from bodem_ondergrond.plugin.overlay.layers import LayerData
from bodem_ondergrond.plugin.overlay.slivers import are_roomy

# Two polygons that share a border may, by the rounding of coordinates alone, overlap by a strip of some nanometres.
# One square millimetre (or a millionth of a millionth of a large plan area) is above that noise for any border in
# Drenthe and below anything that can be drawn.
NOISE_M2 = 1e-6
_NOISE_SHARE = 1e-12


@dataclass(frozen=True, eq=False)
class LayerPairs:
    """The overlaps of all plan areas with one layer, sorted by plan area, then object.

    Attributes:
        data: the layer.
        starts: shape (plan areas + 1,): the pairs of plan area i are `starts[i]` up to `starts[i + 1]`.
        objects: shape (pairs,): index of the object in `data`.
        areas: shape (pairs,): m2 of the overlap; 0 for points and lines.
        shapes: shape (pairs,), object: geometry of the overlap.
        covering: shape (pairs,), bool: the object covers the whole plan area; never for points and lines.
    """

    data: LayerData
    starts: np.ndarray
    objects: np.ndarray
    areas: np.ndarray
    shapes: np.ndarray
    covering: np.ndarray

    @cached_property
    def roomy(self) -> np.ndarray:
        """Overlaps that are certainly no slivers; shape (pairs,), bool."""
        return are_roomy(self.shapes, self.data.tolerance_m2, self.data.tolerance_m)


def find_pairs(data: LayerData, plans: np.ndarray, plan_areas: np.ndarray, threads: int = 1) -> LayerPairs:
    """Find and measure all overlaps of plan areas with a layer.

    Nothing here depends on which other plan areas are in the same call: many at once, one at a time or spread over
    threads give the same figures.

    Args:
        data: the layer.
        plans: shape (n,), object: polygons in EPSG:28992; `None` overlaps nothing.
        plan_areas: shape (n,): their areas in m2.
        threads: how many threads may work on it.
    """
    plan_of, objects = data.index.tree.query(plans)
    if not len(objects):
        return _no_pairs(data, len(plans))
    swap = _plan_is_host(data, plans, plan_of, objects)
    by_object = find_overlaps(Pairs(data.geometries, objects[~swap], plans, plan_of[~swap]), threads)
    by_plan = find_overlaps(Pairs(plans, plan_of[swap], data.geometries, objects[swap]), threads)
    plan_of = np.concatenate([by_object.guests, by_plan.hosts])
    objects = np.concatenate([by_object.hosts, by_plan.guests])
    order = np.lexsort((objects, plan_of))
    shapes = np.concatenate([by_object.shapes, by_plan.shapes])[order]
    return _sorted_pairs(data, plan_areas, plan_of[order], objects[order], shapes)


def _no_pairs(data: LayerData, plan_count: int) -> LayerPairs:
    """Return at once what most of the layers come to for one plan area."""
    numbers, shapes = np.empty(0, dtype=int), np.empty(0, dtype=object)
    starts = np.zeros(plan_count + 1, dtype=int)
    return LayerPairs(data, starts, numbers, numbers.astype(float), shapes, numbers.astype(bool))


def _plan_is_host(data: LayerData, plans: np.ndarray, plan_of: np.ndarray, objects: np.ndarray) -> np.ndarray:
    """Tell for which pairs it pays to look from the plan area: a large one among many small objects."""
    many = np.bincount(plan_of, minlength=len(plans)) >= WORTH_PREPARING
    larger = shapely.get_num_coordinates(plans[plan_of]) > shapely.get_num_coordinates(data.geometries[objects])
    hosts: np.ndarray = many[plan_of] & larger
    return hosts


def _sorted_pairs(
    data: LayerData, plan_areas: np.ndarray, plan_of: np.ndarray, objects: np.ndarray, shapes: np.ndarray
) -> LayerPairs:
    """Measure overlaps; leave out those of nothing but rounding, and make those of all but rounding whole."""
    whole = plan_areas[plan_of]
    noise = np.maximum(NOISE_M2, _NOISE_SHARE * whole)
    areas = shapely.area(shapes) if data.is_areal else np.zeros(len(shapes))
    covering = (whole - areas <= noise) & data.is_areal
    areas = np.where(covering, whole, areas)
    kept = np.flatnonzero(areas > noise) if data.is_areal else np.arange(len(shapes))
    starts = np.searchsorted(plan_of[kept], np.arange(len(plan_areas) + 1))
    return LayerPairs(data, starts, objects[kept], areas[kept], shapes[kept], covering[kept])
