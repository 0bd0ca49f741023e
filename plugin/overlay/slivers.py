"""Slivers: overlaps too small or too narrow to mean anything, as drawing and digitising leave them along borders."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely

# Eroding by exactly half the tolerance would also empty a strip of exactly the tolerance. A tenth of a millimetre less,
# the least that coordinates can mean, keeps it.
_EROSION_SLACK_M = 1e-4


def is_sliver(geometry: Any, tolerance_m2: float, tolerance_m: float) -> bool:
    """Whether a polygon is smaller than `tolerance_m2` (m2) or nowhere as wide as `tolerance_m` (m)."""
    return bool(are_slivers(np.array([geometry], dtype=object), tolerance_m2, tolerance_m)[0])


def are_slivers(geometries: np.ndarray, tolerance_m2: float, tolerance_m: float) -> np.ndarray:
    """Tell for each polygon whether it is smaller or narrower than the tolerance. Shape (n,), bool.

    Width is tested by erosion: a polygon is narrower than w when nothing is left of it after taking w / 2 off all
    around. Most polygons are seen to be wide from area and perimeter alone, see `are_roomy`.
    """
    slivers: np.ndarray = shapely.area(geometries) < tolerance_m2
    unsure = np.flatnonzero(~slivers & ~are_roomy(geometries, tolerance_m2, tolerance_m))
    erosion = tolerance_m / 2 - _EROSION_SLACK_M
    if len(unsure) and erosion > 0:
        slivers[unsure] = shapely.is_empty(shapely.buffer(geometries[unsure], -erosion))
    return slivers


def are_roomy(geometries: np.ndarray, tolerance_m2: float, tolerance_m: float) -> np.ndarray:
    """Tell for each polygon whether it is certainly large and wide enough. Shape (n,), bool; `False`: not known.

    A band of r along the inside of a border of length P, with h holes, has at most the area r P + h pi r^2. A polygon
    with a larger area reaches further from its border than r, so it is somewhere wider than 2 r.
    """
    radius = tolerance_m / 2
    areas = shapely.area(geometries)
    band = radius * shapely.length(geometries) + math.pi * radius**2 * _hole_counts(geometries)
    roomy: np.ndarray = (areas >= tolerance_m2) & (areas > band)
    return roomy


def _hole_counts(geometries: np.ndarray) -> np.ndarray:
    parts, owner = shapely.get_parts(geometries, return_index=True)
    holes = shapely.get_num_interior_rings(parts)
    return np.bincount(owner, weights=holes, minlength=len(geometries))
