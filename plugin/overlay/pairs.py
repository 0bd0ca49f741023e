"""Which objects of a layer overlap which plan areas, and with how many m2: the hot path of the engine.

Everything here works on arrays of pairs (plan area, object); there is no Python loop over plan areas or objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.layers import LayerData
from bodem_ondergrond.plugin.overlay.parallel import even_pieces, map_pieces
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


def find_pairs(data: LayerData, plans: np.ndarray, plan_areas: np.ndarray, threads: int = 1) -> LayerPairs:
    """Find and measure all overlaps of plan areas with a layer.

    Args:
        data: the layer.
        plans: shape (n,), object: polygons in EPSG:28992; `None` overlaps nothing.
        plan_areas: shape (n,): their areas in m2.
        threads: how many threads may work on it; the result is the same for any number.
    """
    candidates = _candidates(data, plans)
    if not len(candidates.objects):
        return _no_pairs(data, len(plans))
    weights = candidates.uses * (_PAIR_WEIGHT + shapely.get_num_coordinates(data.geometries[candidates.objects]))
    pieces = even_pieces(weights, _PIECE_WEIGHT)
    measured = map_pieces(lambda piece: _measured(data, plans, plan_areas, candidates.part(piece)), pieces, threads)
    found = _Found(*(np.concatenate(columns) for columns in zip(*measured)))
    order = np.lexsort((found.objects, found.plan_of))
    starts = np.searchsorted(found.plan_of[order], np.arange(len(plans) + 1))
    return LayerPairs(
        data, starts, found.objects[order], found.areas[order], found.shapes[order], found.covering[order]
    )


def _no_pairs(data: LayerData, plan_count: int) -> LayerPairs:
    """Return at once what most of the layers come to for one plan area."""
    numbers, shapes = np.empty(0, dtype=int), np.empty(0, dtype=object)
    starts = np.zeros(plan_count + 1, dtype=int)
    return LayerPairs(data, starts, numbers, numbers.astype(float), shapes, numbers.astype(bool))


# What a pair costs to measure by itself, in vertices of the object; and a piece of work of some tens of milliseconds.
_PAIR_WEIGHT = 500
_PIECE_WEIGHT = 1_000_000


class _Candidates(NamedTuple):
    """Pairs whose bounding boxes meet, by object: what is prepared of an object is used while it is at hand.

    Attributes:
        objects: shape (m,): the objects, each once, ascending.
        uses: shape (m,): in how many pairs each of them is.
        plan_of: shape (pairs,): the plan areas, those of the first object first.
    """

    objects: np.ndarray
    uses: np.ndarray
    plan_of: np.ndarray

    def part(self, piece: slice) -> _Candidates:
        """Return the pairs of some of the objects. An object is never in two parts, so never in two threads."""
        first = int(self.uses[: piece.start].sum())
        last = first + int(self.uses[piece].sum())
        return _Candidates(self.objects[piece], self.uses[piece], self.plan_of[first:last])


def _candidates(data: LayerData, plans: np.ndarray) -> _Candidates:
    plan_of, objects = data.index.tree.query(plans)
    order = np.lexsort((plan_of, objects))
    used, uses = np.unique(objects, return_counts=True)
    return _Candidates(used, uses, plan_of[order])


class _Found(NamedTuple):
    """Pairs that overlap; each shape (pairs,), as in `LayerPairs`."""

    plan_of: np.ndarray
    objects: np.ndarray
    areas: np.ndarray
    shapes: np.ndarray
    covering: np.ndarray


def _measured(data: LayerData, plans: np.ndarray, plan_areas: np.ndarray, candidates: _Candidates) -> _Found:
    """Measure pairs.

    Nothing here depends on which other pairs are in the same call: many plan areas at once, one at a time or spread
    over threads give the same figures.
    """
    objects = np.repeat(candidates.objects, candidates.uses)
    ready = ready_for_many(data.geometries[candidates.objects], candidates.uses)
    shapes = np.repeat(ready, candidates.uses)
    meeting = np.flatnonzero(shapely.intersects(shapes, plans[candidates.plan_of]))
    plan_of, objects, shapes = candidates.plan_of[meeting], objects[meeting], shapes[meeting]
    if not data.is_areal:
        nothing = np.zeros(len(objects))
        return _Found(plan_of, objects, nothing, data.geometries[objects], nothing.astype(bool))
    # Most plan areas lie wholly inside an object or wholly outside: then nothing has to be cut.
    covering = shapely.covers(shapes, plans[plan_of])
    whole = plan_areas[plan_of]
    areas, overlaps = whole.copy(), plans[plan_of]
    cut = np.flatnonzero(~covering)
    overlaps[cut] = shapely.intersection(shapes[cut], plans[plan_of[cut]])
    areas[cut] = shapely.area(overlaps[cut])
    return _without_noise(_Found(plan_of, objects, areas, overlaps, covering), whole)


def _without_noise(found: _Found, whole: np.ndarray) -> _Found:
    """Leave out overlaps of nothing but rounding, and make those of all but rounding whole."""
    noise = np.maximum(NOISE_M2, _NOISE_SHARE * whole)
    covering = whole - found.areas <= noise
    areas = np.where(covering, whole, found.areas)
    kept = np.flatnonzero(areas > noise)
    return _Found(found.plan_of[kept], found.objects[kept], areas[kept], found.shapes[kept], covering[kept])


# To prepare a polygon costs about as much as ten tests against it unprepared, and three times its memory.
_WORTH_PREPARING = 10


def ready_for_many(geometries: np.ndarray, uses: np.ndarray) -> np.ndarray:
    """Return the geometries, with those that are used often replaced by prepared copies.

    Copies, because prepared geometry is not safe to use from several threads and takes memory for as long as it lives.

    Args:
        geometries: shape (n,), object.
        uses: shape (n,): how many times each will be tested.
    """
    ready = geometries.copy()
    often = np.flatnonzero(uses >= _WORTH_PREPARING)
    ready[often] = shapely.force_2d(geometries[often])
    shapely.prepare(ready[often])
    return ready
