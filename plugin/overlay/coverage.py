"""How much of each plan area lies outside the area for which a layer has data."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.intersections import ready_for_many
from bodem_ondergrond.plugin.overlay.pairs import NOISE_M2

# A border that is drawn twice (in the coverage and in the plan area) differs by the rounding of its coordinates. Less
# than a strip of this width along the whole plan area is not "outside".
_BORDER_NOISE_M = 1e-4


class Coverage(NamedTuple):
    """Per plan area, shape (n,): m2 outside the coverage, and whether any of it lies inside."""

    outside_m2: np.ndarray
    covered: np.ndarray


def measure_coverage(coverage: Any, plans: np.ndarray, plan_areas: np.ndarray) -> Coverage:
    """Measure plan areas against a coverage polygon; `None` means that the data cover everything."""
    present = ~shapely.is_missing(plans)
    if coverage is None:
        return Coverage(np.zeros(len(plans)), present)
    coverage = ready_for_many(np.array([coverage], dtype=object), np.array([len(plans)]))[0]
    inside = shapely.covers(coverage, plans)
    outside = np.where(inside, 0.0, plan_areas)
    partly = np.flatnonzero(~inside & shapely.intersects(coverage, plans))
    outside[partly] = shapely.area(shapely.difference(plans[partly], coverage))
    outside[partly[outside[partly] <= _BORDER_NOISE_M * shapely.length(plans[partly])]] = 0.0
    return Coverage(outside, present & (plan_areas - outside > NOISE_M2))
