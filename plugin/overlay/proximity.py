"""The nearest object of a layer within a distance, for many geometries at once."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.layers import LayerData

# A distance of exactly 50 m may come out of the computation a fraction of a micrometre longer.
_NOISE_M = 1e-6
# What `NearestOfAll.objects` says when there is nothing within the radius.
NONE = -1


class Nearest(NamedTuple):
    """The nearest object: its distance in m, and its index in the layer (the lowest when several are as near)."""

    distance_m: float
    object: int


class NearestOfAll(NamedTuple):
    """The nearest objects of a number of geometries; shape (n,) each. `objects` is `NONE` where there is none."""

    distances: np.ndarray
    objects: np.ndarray

    def of(self, position: int) -> Nearest | None:
        """Return the nearest object of one geometry."""
        found = int(self.objects[position])
        return None if found == NONE else Nearest(float(self.distances[position]), found)


class _Pairs(NamedTuple):
    """Geometries, an object that may be the nearest of each, and how far their boxes are apart; shape (pairs,)."""

    places: np.ndarray
    objects: np.ndarray
    apart: np.ndarray

    def take(self, chosen: np.ndarray) -> _Pairs:
        """Return some of the pairs."""
        return _Pairs(*(column[chosen] for column in self))

    def distances(self, data: LayerData, geometries: np.ndarray) -> np.ndarray:
        """Return the distance of each pair in m."""
        distances: np.ndarray = shapely.distance(data.geometries[self.objects], geometries[self.places])
        return distances


def find_nearest(data: LayerData, geometry: Any, mask: np.ndarray | None, within_m: float) -> Nearest | None:
    """Find the nearest object of one geometry; see `find_nearest_of_all`."""
    one = np.empty(1, dtype=object)
    one[0] = geometry
    return find_nearest_of_all(data, one, mask, within_m).of(0)


def find_nearest_of_all(
    data: LayerData, geometries: np.ndarray, mask: np.ndarray | None, within_m: float, owners: np.ndarray | None = None
) -> NearestOfAll:
    """Find the nearest object at a distance of at most `within_m`, that distance included, 0 when it intersects.

    Args:
        data: the layer.
        geometries: shape (n,), object: EPSG:28992; `None` and empty ones are near nothing.
        mask: shape (objects,), bool: the objects that may be found; `None`: all.
        within_m: radius in m.
        owners: shape (n,), ascending: which whole each geometry is a piece of, when the answer is wanted for wholes;
            `None`: each is a whole.
    """
    owners = np.arange(len(geometries)) if owners is None else owners
    count = int(owners[-1]) + 1 if len(owners) else 0
    nearest = NearestOfAll(np.full(count, np.inf), np.full(count, NONE))
    pairs = _candidates(data, geometries, mask, within_m)
    if not len(pairs.places):
        return nearest
    # The object with the nearest bounding box sets what others must beat; most are out of the race by their boxes.
    first = pairs.take(_first_of_each(owners[pairs.places], pairs.apart, pairs.objects))
    to_beat = np.full(count, np.inf)
    to_beat[owners[first.places]] = first.distances(data, geometries)
    pairs = pairs.take(pairs.apart <= to_beat[owners[pairs.places]] + _NOISE_M)
    distances = pairs.distances(data, geometries)
    best = _first_of_each(owners[pairs.places], distances, pairs.objects)
    best = best[distances[best] <= within_m + _NOISE_M]
    wholes = owners[pairs.places[best]]
    nearest.distances[wholes] = np.minimum(distances[best], within_m)
    nearest.objects[wholes] = pairs.objects[best]
    return nearest


def _candidates(data: LayerData, geometries: np.ndarray, mask: np.ndarray | None, within_m: float) -> _Pairs:
    bounds = shapely.bounds(geometries)
    margin = within_m + 2 * _NOISE_M
    west, south, east, north = bounds.T
    boxes = shapely.box(west - margin, south - margin, east + margin, north + margin)
    boxes[~np.isfinite(bounds).all(axis=1)] = None
    places, objects = data.index.tree.query(boxes)
    if mask is not None:
        chosen = mask[objects]
        places, objects = places[chosen], objects[chosen]
    return _Pairs(places, objects, _apart(bounds[places], data.index.bounds[objects]))


def _apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how far bounding boxes are apart, in m, 0 where they meet. Shape (pairs,)."""
    gaps = np.maximum(one[:, :2] - other[:, 2:], other[:, :2] - one[:, 2:]).clip(min=0.0)
    apart: np.ndarray = np.hypot(gaps[:, 0], gaps[:, 1])
    return apart


def _first_of_each(groups: np.ndarray, values: np.ndarray, objects: np.ndarray) -> np.ndarray:
    """Return of each group the position with the lowest value, and of equal ones the lowest object."""
    order = np.lexsort((objects, values, groups))
    first: np.ndarray = order[np.unique(groups[order], return_index=True)[1]]
    return first
