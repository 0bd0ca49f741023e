"""Which objects of a layer overlap which plan areas, and with how many m2: the hot path of the engine.

Everything here works on arrays of pairs (plan area, object); there is no Python loop over plan areas or objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.layers import LayerData
from bodem_ondergrond.plugin.overlay.slivers import are_roomy

# Two polygons that share a border may, by the rounding of coordinates alone, overlap by a strip of some nanometres.
# One square millimetre is above that noise for any border in Drenthe and below anything that can be drawn.
NOISE_M2 = 1e-6


@dataclass(frozen=True, eq=False)
class LayerPairs:
    """The overlaps of all plan areas with one layer, sorted by plan area, then object.

    Attributes:
        data: the layer.
        starts: shape (plan areas + 1,): the pairs of plan area i are `starts[i]` up to `starts[i + 1]`.
        objects: shape (pairs,): index of the object in `data`.
        areas: shape (pairs,): m2 of the overlap; 0 for points and lines.
        shapes: shape (pairs,), object: geometry of the overlap of polygons; the object itself for points and lines.
        covering: shape (pairs,), bool: the object covers the whole plan area.
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


def find_pairs(data: LayerData, plans: np.ndarray, plan_areas: np.ndarray) -> LayerPairs:
    """Find and measure all overlaps of plan areas with a layer.

    Args:
        data: the layer.
        plans: shape (n,), object: polygons in EPSG:28992; `None` overlaps nothing.
        plan_areas: shape (n,): their areas in m2.
    """
    plan_of, objects = _intersecting(data, plans)
    if data.is_areal:
        plan_of, objects, areas, shapes, covering = _overlapping(data, plans, plan_areas, plan_of, objects)
    else:
        areas = np.zeros(len(objects))
        shapes = data.geometries[objects]
        covering = np.zeros(len(objects), dtype=bool)
    starts = np.searchsorted(plan_of, np.arange(len(plans) + 1))
    return LayerPairs(data, starts, objects, areas, shapes, covering)


def _intersecting(data: LayerData, plans: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    plan_of, objects = data.index.tree.query(plans)
    hit = shapely.intersects(data.geometries[objects], plans[plan_of])
    plan_of, objects = plan_of[hit], objects[hit]
    order = np.lexsort((objects, plan_of))
    return plan_of[order], objects[order]


def _overlapping(
    data: LayerData, plans: np.ndarray, plan_areas: np.ndarray, plan_of: np.ndarray, objects: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    covering = shapely.covers(data.geometries[objects], plans[plan_of])
    areas = plan_areas[plan_of]
    shapes = plans[plan_of]
    crossing = np.flatnonzero(~covering)
    shapes[crossing] = shapely.intersection(data.geometries[objects[crossing]], plans[plan_of[crossing]])
    areas[crossing] = shapely.area(shapes[crossing])
    kept = areas > NOISE_M2
    return plan_of[kept], objects[kept], areas[kept], shapes[kept], covering[kept]
