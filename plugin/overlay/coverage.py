"""How much of each plan area lies outside the area for which a layer has data."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.intersections import ready_for_many
from bodem_ondergrond.plugin.overlay.pairs import NOISE_M2
from bodem_ondergrond.plugin.overlay.tiles import Pieces

# A border that is drawn twice (in the coverage and in the plan area) differs by the rounding of its coordinates. Less
# than a strip of this width along the whole plan area is not "outside".
_BORDER_NOISE_M = 1e-4


class Coverage(NamedTuple):
    """Per plan area, shape (n,): m2 outside the coverage, and whether any of it lies inside."""

    outside_m2: np.ndarray
    covered: np.ndarray


def measure_coverage(coverage: Any, plans: np.ndarray, plan_areas: np.ndarray, pieces: Pieces) -> Coverage:
    """Measure plan areas against a coverage polygon; `None` means that the data cover everything.

    Args:
        coverage: polygon in EPSG:28992.
        plans: shape (n,), object.
        plan_areas: shape (n,): their areas in m2.
        pieces: the plan areas as they are measured.
    """
    present = ~shapely.is_missing(plans)
    if coverage is None:
        return Coverage(np.zeros(len(plans)), present)
    coverage = ready_for_many(np.array([coverage], dtype=object), np.array([len(pieces.shapes)]))[0]
    inside = shapely.covers(coverage, pieces.shapes)
    apart = np.where(inside, 0.0, pieces.areas)
    partly = np.flatnonzero(~inside & shapely.intersects(coverage, pieces.shapes))
    apart[partly] = shapely.area(shapely.difference(pieces.shapes[partly], coverage))
    outside = np.bincount(pieces.owners, weights=apart, minlength=len(plans))
    # What lies outside as a whole is not noise, however thin it is.
    some = np.unique(pieces.owners[partly])
    outside[some[outside[some] <= _BORDER_NOISE_M * shapely.length(plans[some])]] = 0.0
    return Coverage(outside, present & (plan_areas - outside > NOISE_M2))
