"""Which objects of a layer overlap which plan areas, and with how many m2: for all plan areas at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.intersections import WORTH_PREPARING, Pairs, find_overlaps
from bodem_ondergrond.plugin.overlay.layers import LayerData
from bodem_ondergrond.plugin.overlay.parallel import even_pieces, map_pieces
from bodem_ondergrond.plugin.overlay.slivers import are_roomy
from bodem_ondergrond.plugin.overlay.tiles import Pieces

# Two polygons that share a border may, by the rounding of coordinates alone, overlap by a strip of some nanometres.
# One square millimetre (or a millionth of a millionth of a large plan area) is above that noise for any border in
# Drenthe and below anything that can be drawn.
NOISE_M2 = 1e-6
_NOISE_SHARE = 1e-12
# A piece of work of some tens of milliseconds, in vertices to be joined.
_UNION_WEIGHT = 10_000


@dataclass(frozen=True, eq=False)
class LayerPairs:
    """The overlaps of all plan areas with one layer, sorted by plan area, then object.

    Attributes:
        data: the layer.
        starts: shape (plan areas + 1,): the pairs of plan area i are `starts[i]` up to `starts[i + 1]`.
        objects: shape (pairs,): index of the object in `data`.
        areas: shape (pairs,): m2 of the overlap; 0 for points and lines.
        covering: shape (pairs,), bool: the object covers the whole plan area; never for points and lines.
        parts: where the geometry of each overlap is.
    """

    data: LayerData
    starts: np.ndarray
    objects: np.ndarray
    areas: np.ndarray
    covering: np.ndarray
    parts: OverlapParts

    @cached_property
    def roomy(self) -> np.ndarray:
        """Overlaps that are certainly no slivers; shape (pairs,), bool."""
        roomy = are_roomy(self.parts.shapes, self.data.tolerance_m2, self.data.tolerance_m)
        return self.parts.any_of(roomy)


@dataclass(frozen=True, eq=False)
class OverlapParts:
    """The geometry of overlaps: of a giant plan area in parts, one for each tile that the object overlaps.

    Attributes:
        starts: shape (pairs + 1,): the parts of pair k are `starts[k]` up to `starts[k + 1]`.
        shapes: shape (parts,), object.
        pieces: shape (parts,): the piece of the plan area that each lies in.
    """

    starts: np.ndarray
    shapes: np.ndarray
    pieces: np.ndarray

    def any_of(self, flags: np.ndarray) -> np.ndarray:
        """Tell for each pair whether the flag is set for any of its parts. Shape (pairs,), bool."""
        if len(flags) == len(self.starts) - 1:
            return flags
        found: np.ndarray = np.logical_or.reduceat(flags, self.starts[:-1])
        return found

    def of(self, chosen: np.ndarray) -> np.ndarray:
        """Return the positions of the parts of some pairs, in their order. Shape (parts of those pairs,)."""
        if len(self.shapes) == len(self.starts) - 1:
            return chosen
        return np.concatenate([np.arange(self.starts[k], self.starts[k + 1]) for k in chosen])

    def union_areas(self, groups: Sequence[np.ndarray], threads: int) -> np.ndarray:
        """Return the areas in m2 of groups of pairs, each joined; none of the plan areas may be in tiles.

        Groups are joined together with others of about their size: in one call, and spread over threads.
        """
        groups = [self.of(group) for group in groups]
        sizes = np.array([len(group) for group in groups], dtype=int)
        order = np.argsort(sizes, kind="stable")
        vertices = shapely.get_num_coordinates(self.shapes)
        weights = np.array([vertices[groups[i]].sum() for i in order])

        def join(piece: slice) -> np.ndarray:
            members = [groups[i] for i in order[piece]]
            places = np.repeat(np.arange(len(members)), sizes[order[piece]])
            joined: np.ndarray = shapely.area(_union_per_place(self.shapes[np.concatenate(members)], places))
            return joined

        areas = np.empty(len(groups))
        if len(groups):
            areas[order] = np.concatenate(map_pieces(join, even_pieces(weights, _UNION_WEIGHT), threads))
        return areas

    def union_area(self, chosen: np.ndarray, pieces: Pieces) -> float:
        """Return the area in m2 of the parts of some pairs together."""
        return float(shapely.area(self._unions(chosen, pieces)).sum())

    def union(self, chosen: np.ndarray, pieces: Pieces) -> Any:
        """Return the parts of some pairs as one geometry."""
        unions = self._unions(chosen, pieces)
        return unions[0] if len(unions) == 1 else shapely.union_all(unions)

    def _unions(self, chosen: np.ndarray, pieces: Pieces) -> np.ndarray:
        """Join what lies in the same piece. Shape (pieces that are overlapped,), object."""
        parts = self.of(chosen)
        shapes, places = self.shapes[parts], self.pieces[parts]
        if len(parts) == 1:
            return shapes
        if (places == places[0]).all():
            return np.array([shapely.union_all(shapes)], dtype=object)
        return _join(shapes, places, pieces)


def _join(shapes: np.ndarray, places: np.ndarray, pieces: Pieces) -> np.ndarray:
    """Join the shapes of each piece; one that is the whole piece makes the others needless."""
    order = np.argsort(places, kind="stable")
    shapes, places = shapes[order], places[order]
    whole = shapely.area(shapes) >= pieces.areas[places] * (1 - _NOISE_SHARE)
    covered = np.unique(places[whole])
    left = ~np.isin(places, covered)
    shapes, places = shapes[left], places[left]
    return np.concatenate([pieces.shapes[covered], _union_per_place(shapes, places)])


def _union_per_place(shapes: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Join the shapes at each place; `places`: shape (shapes,), ascending. Shape (places that occur,), object."""
    found, first, counts = np.unique(places, return_index=True, return_counts=True)
    table = np.full((len(found), counts.max(initial=0)), None, dtype=object)
    row = np.repeat(np.arange(len(found)), counts)
    table[row, np.arange(len(shapes)) - first[row]] = shapes
    joined: np.ndarray = shapely.union_all(table, axis=1)
    return joined


def find_pairs(data: LayerData, pieces: Pieces, plan_areas: np.ndarray, threads: int = 1) -> LayerPairs:
    """Find and measure all overlaps of plan areas with a layer.

    Nothing here depends on which other plan areas are in the same call: many at once, one at a time or spread over
    threads give the same figures.

    Args:
        data: the layer.
        pieces: the plan areas, whole or in tiles.
        plan_areas: shape (n,): their areas in m2.
        threads: how many threads may work on it.
    """
    piece_of, objects = data.index.tree.query(pieces.shapes)
    if not len(objects):
        return _no_pairs(data, len(plan_areas))
    swap = _piece_is_host(data, pieces.shapes, piece_of, objects)
    by_object = find_overlaps(Pairs(data.geometries, objects[~swap], pieces.shapes, piece_of[~swap]), threads)
    by_piece = find_overlaps(Pairs(pieces.shapes, piece_of[swap], data.geometries, objects[swap]), threads)
    piece_of = np.concatenate([by_object.guests, by_piece.hosts])
    objects = np.concatenate([by_object.hosts, by_piece.guests])
    order = np.lexsort((piece_of, objects, pieces.owners[piece_of]))
    shapes = np.concatenate([by_object.shapes, by_piece.shapes])[order]
    return _sorted_pairs(data, pieces, plan_areas, piece_of[order], objects[order], shapes)


def _no_pairs(data: LayerData, plan_count: int) -> LayerPairs:
    """Return at once what most of the layers come to for one plan area."""
    numbers, shapes = np.empty(0, dtype=int), np.empty(0, dtype=object)
    starts = np.zeros(plan_count + 1, dtype=int)
    parts = OverlapParts(np.zeros(1, dtype=int), shapes, numbers)
    return LayerPairs(data, starts, numbers, numbers.astype(float), numbers.astype(bool), parts)


def _piece_is_host(data: LayerData, pieces: np.ndarray, piece_of: np.ndarray, objects: np.ndarray) -> np.ndarray:
    """Tell for which pairs it pays to look from the plan area: a large one among many small objects."""
    many = np.bincount(piece_of, minlength=len(pieces)) >= WORTH_PREPARING
    larger = shapely.get_num_coordinates(pieces[piece_of]) > shapely.get_num_coordinates(data.geometries[objects])
    hosts: np.ndarray = many[piece_of] & larger
    return hosts


def _sorted_pairs(
    data: LayerData,
    pieces: Pieces,
    plan_areas: np.ndarray,
    piece_of: np.ndarray,
    objects: np.ndarray,
    shapes: np.ndarray,
) -> LayerPairs:
    """Measure overlaps; leave out those of nothing but rounding, and make those of all but rounding whole."""
    plan_of = pieces.owners[piece_of]
    areas = shapely.area(shapes) if data.is_areal else np.zeros(len(shapes))
    first = _first_of_pairs(plan_of, objects)
    if len(first) < len(shapes):
        areas = np.add.reduceat(areas, first)
    whole = plan_areas[plan_of[first]]
    noise = np.maximum(NOISE_M2, _NOISE_SHARE * whole)
    covering = (whole - areas <= noise) & data.is_areal
    areas = np.where(covering, whole, areas)
    kept = np.flatnonzero(areas > noise) if data.is_areal else np.arange(len(first))
    starts = np.searchsorted(plan_of[first][kept], np.arange(len(plan_areas) + 1))
    parts = _parts_of(kept, np.append(first, len(shapes)), shapes, piece_of)
    return LayerPairs(data, starts, objects[first][kept], areas[kept], covering[kept], parts)


def _first_of_pairs(plan_of: np.ndarray, objects: np.ndarray) -> np.ndarray:
    """Return where each pair of plan area and object begins; several tiles of a giant may overlap one object."""
    same = (plan_of[1:] == plan_of[:-1]) & (objects[1:] == objects[:-1])
    return np.flatnonzero(np.concatenate([[True], ~same])) if len(plan_of) else np.empty(0, dtype=int)


def _parts_of(kept: np.ndarray, bounds: np.ndarray, shapes: np.ndarray, piece_of: np.ndarray) -> OverlapParts:
    """Return the parts of the pairs that are kept; `bounds` says where the parts of each pair begin and end."""
    counts = np.diff(bounds)[kept]
    starts = np.concatenate([[0], np.cumsum(counts)])
    positions = np.repeat(bounds[kept] - starts[:-1], counts) + np.arange(starts[-1])
    return OverlapParts(starts, shapes[positions], piece_of[positions])
