"""Which part of the country a map shows, and at which scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

WIDTH_MM = 174.0
# From flat to nearly square: the lowest that gives the largest scale.
_HEIGHTS_MM = (105.0, 120.0, 135.0, 150.0)
# Of the map, at most so much is plan area: the rest shows where it lies.
_PLAN_SHARE = 0.62
# Scales that a reader can measure with. The first still leaves surroundings to a plan area of a few metres.
_SCALES = (
    *(2_500, 5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 75_000, 100_000),
    *(125_000, 150_000, 200_000, 250_000, 300_000, 400_000, 500_000, 600_000, 750_000, 1_000_000),
)
# When no border of a zone is in view, a map shows more and more of the surroundings, up to this scale.
_SMALLEST_FOR_BORDERS = 50_000


@dataclass(frozen=True)
class Window:
    """A rectangle in EPSG:28992 (m), as high on paper as `hoogte_mm`, with the denominator of its scale."""

    west: float
    south: float
    hoogte_mm: float
    schaal: float

    @property
    def breedte_m(self) -> float:
        """Width in the field."""
        return WIDTH_MM / 1_000 * self.schaal

    @property
    def hoogte_m(self) -> float:
        """Height in the field."""
        return self.hoogte_mm / 1_000 * self.schaal

    @property
    def east(self) -> float:
        """The right side."""
        return self.west + self.breedte_m

    @property
    def north(self) -> float:
        """The upper side."""
        return self.south + self.hoogte_m

    @property
    def box(self) -> Any:
        """The rectangle as a polygon."""
        return shapely.box(self.west, self.south, self.east, self.north)

    def metres(self, millimetres: float) -> float:
        """Return how much of the field a length on paper is."""
        return millimetres / 1_000 * self.schaal


def choose_window(plan: Any, near: Sequence[Any], zones: np.ndarray) -> Window:
    """Choose the part of the country to show.

    Args:
        plan: the plan area, in the middle of the map.
        near: the lines from the plan area to objects that count because they are near; they must be in view.
        zones: shape (n,): what is hit. A border of at least one of them is in view, when that takes no more than a
            scale of 1:50.000: a map that a zone covers as a whole shows nothing.
    """
    bounds = shapely.total_bounds(np.array([plan, *near], dtype=object))
    window = _around(bounds)
    while not _shows_a_border(window, zones) and window.schaal < _SMALLEST_FOR_BORDERS:
        window = _around(bounds, larger_than=window.schaal)
    return window


def _around(bounds: np.ndarray, larger_than: float = 0.0) -> Window:
    west, south, east, north = bounds
    scale, height = min((_scale_for(bounds, height, larger_than), height) for height in _HEIGHTS_MM)
    return Window(
        west=(west + east) / 2 - WIDTH_MM / 2_000 * scale,
        south=(south + north) / 2 - height / 2_000 * scale,
        hoogte_mm=height,
        schaal=scale,
    )


def _scale_for(bounds: np.ndarray, height_mm: float, larger_than: float) -> float:
    west, south, east, north = bounds
    needed = max((east - west) / WIDTH_MM, (north - south) / height_mm) / _PLAN_SHARE * 1_000
    return next((float(step) for step in _SCALES if step >= needed and step > larger_than), float(needed))


def _shows_a_border(window: Window, zones: np.ndarray) -> bool:
    box = window.box
    return bool(np.any(shapely.intersects(zones, box) & ~shapely.covers(zones, box)))
