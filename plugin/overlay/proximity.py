"""The nearest object of a layer within a distance."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.layers import LayerData

# A distance of exactly 50 m may come out of the computation a fraction of a micrometre longer.
_NOISE_M = 1e-6


class Nearest(NamedTuple):
    """The nearest object: its distance in m, and its index in the layer (the lowest when several are as near)."""

    distance_m: float
    object: int


def find_nearest(data: LayerData, geometry: Any, mask: np.ndarray | None, within_m: float) -> Nearest | None:
    """Find the nearest object at a distance of at most `within_m`, that distance included.

    Args:
        data: the layer.
        geometry: shapely geometry in EPSG:28992; `None` or empty is near nothing.
        mask: shape (n,), bool: the objects that may be found; `None`: all.
        within_m: radius in m.

    Returns:
        The nearest object, 0 m away when it intersects; `None` when there is none within the radius.
    """
    if geometry is None or geometry.is_empty:
        return None
    west, south, east, north = shapely.bounds(geometry)
    margin = within_m + 2 * _NOISE_M
    near = data.index.tree.query(shapely.box(west - margin, south - margin, east + margin, north + margin))
    near = np.sort(near if mask is None else near[mask[near]])
    if not len(near):
        return None
    distances = shapely.distance(data.geometries[near], geometry)
    first = int(np.argmin(distances))
    if distances[first] > within_m + _NOISE_M:
        return None
    return Nearest(min(float(distances[first]), within_m), int(near[first]))
