"""Where numbers and names stand on a map, so that none covers another or the plan area when there is room.

Everything is worked out from the shapes alone, in a fixed order: the same map has its numbers in the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.report.map_window import Window

# A number stands once in each of the largest parts of a class, those in the plan area first.
_MOST_BADGES, _MOST_PARTS = 3, 8
_SMALLEST_PART_MM2 = 60.0
_BADGE_MM = 2.3
# A number stands just inside the border of its zone: where zones overlap, the border is what tells them apart.
_FROM_BORDER_MM, _ROUNDING_MM = 3.4, 0.3
_STEP_MM, _MOST_STEPS = 4.0, 200
_GRID = 9
# Further apart than this is no better; nearer than the least, numbers cover each other.
_APART_MM, _LEAST_APART_MM = 20.0, 5.2
_COVERING_MM = 100.0
# A part that covers so much of the map is recognised by what it is, not by its border.
_NEARLY_ALL = 0.85
_IN_PLAN_MM, _SMALL_PLAN_MM2 = 12.0, 900.0
_BESIDE_MM = 4.0
_LINE_STEPS = np.linspace(0.04, 0.96, 24)


@dataclass(frozen=True)
class Badge:
    """Where a number or a name stands: the middle, in EPSG:28992."""

    x: float
    y: float


@dataclass
class Occupied:
    """Boxes on the map that are taken: shape (n, 4), west, south, east, north."""

    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def is_free(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether a box around (x, y) touches none that is taken."""
        west, south, east, north = x - width / 2, y - height / 2, x + width / 2, y + height / 2
        return not any(west < e and w < east and south < n and s < north for w, s, e, n in self.boxes)

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Take a box around (x, y)."""
        self.boxes.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))


def place_badges(shapes: Sequence[tuple[str, np.ndarray]], window: Window, plan: Any) -> list[tuple[Badge, ...]]:
    """Place the numbers of classes.

    Args:
        shapes: per class its kind (vlak, lijn, punt) and its shapes, (n,).
        window: the map.
        plan: the plan area, which numbers keep clear of when they can.
    """
    placer = _Placer(window, plan)
    return [tuple(placer.place(kind, geometries)) for kind, geometries in shapes]


class _Placer:
    """Places numbers one after another, each with those before it in mind."""

    def __init__(self, window: Window, plan: Any) -> None:
        self._window = window
        self._plan = plan
        self._outline = shapely.boundary(plan)
        small = plan.area < _SMALL_PLAN_MM2 * window.metres(1) ** 2
        # On a large plan area there is room beside its outline; a small one would disappear under numbers.
        self._clear = plan if small else self._outline
        self._placed: list[tuple[float, float]] = []
        self._inner = shapely.buffer(window.box, -window.metres(_BADGE_MM), join_style="mitre")

    def place(self, kind: str, geometries: np.ndarray) -> Iterator[Badge]:
        """Give the places of one class."""
        best: tuple[float, float, float] | None = None
        given = 0
        smallest = _SMALLEST_PART_MM2 * self._window.metres(1) ** 2
        for part in self._parts(kind, geometries):
            # A small part has a number only when no other has.
            if given == _MOST_BADGES or (given and part.area < smallest):
                continue
            found = self._best(self._candidates(kind, part))
            if found is None:
                continue
            if found[0] > -self._window.metres(_COVERING_MM) / 2:
                given += 1
                yield self._take(found)
            elif best is None or found[0] > best[0]:
                best = found
        # Better a number that covers another than none.
        if not given and best is not None:
            yield self._take(best)

    def _best(self, points: np.ndarray) -> tuple[float, float, float] | None:
        """Return the score of the best of some points and where it is."""
        if not len(points):
            return None
        xy = shapely.get_coordinates(points)
        score = np.round(self._score(points, xy), 3)
        best = int(np.argmax(score))
        return float(score[best]), float(xy[best, 0]), float(xy[best, 1])

    def _take(self, found: tuple[float, float, float]) -> Badge:
        self._placed.append(found[1:])
        return Badge(*found[1:])

    def _parts(self, kind: str, geometries: np.ndarray) -> list[Any]:
        """Return the parts to number: in the plan area first, then by size."""
        parts = shapely.get_parts(shapely.intersection(geometries, self._inner))
        parts = parts[~shapely.is_empty(parts)]
        sizes = shapely.area(parts) if kind == "vlak" else shapely.length(parts)
        order = np.lexsort((-np.round(sizes, 3), ~shapely.intersects(parts, self._plan)))
        return list(parts[order[: _MOST_PARTS if kind == "vlak" else 1]])

    def _candidates(self, kind: str, part: Any) -> np.ndarray:
        """Return points that a number of this part may stand on. Shape (n,)."""
        if kind == "punt":
            beside = self._window.metres(_BESIDE_MM)
            x, y = part.x, part.y
            return shapely.points([x + beside, x - beside, x, x], [y, y, y + beside, y - beside])
        if kind == "lijn":
            return shapely.line_interpolate_point(part, _LINE_STEPS, normalized=True)
        if part.area > _NEARLY_ALL * self._inner.area:
            return self._within(part)
        found = self._along_border(part)
        return found if len(found) else self._within(part)

    def _along_border(self, part: Any) -> np.ndarray:
        """Return points just inside the border of a part, not along the edge of the map. Shape (n,)."""
        window = self._window
        border = shapely.difference(shapely.boundary(part), shapely.buffer(shapely.boundary(self._inner), 1e-3))
        # A line to put numbers along needs no detail.
        rough = shapely.simplify(part, window.metres(_ROUNDING_MM))
        inset = shapely.boundary(shapely.buffer(rough, -window.metres(_FROM_BORDER_MM), quad_segs=2))
        if border.is_empty or inset.is_empty:
            return np.empty(0, dtype=object)
        steps = min(_MOST_STEPS, max(8, int(inset.length / window.metres(_STEP_MM))))
        points = shapely.get_parts(shapely.MultiPoint(_spread(inset, steps)))
        near = shapely.distance(points, border) <= window.metres(_FROM_BORDER_MM + _ROUNDING_MM)
        return points[near]

    def _within(self, part: Any) -> np.ndarray:
        """Return points inside a part. Shape (n,)."""
        west, south, east, north = part.bounds
        columns, rows = np.meshgrid(
            np.linspace(west, east, _GRID + 2)[1:-1], np.linspace(south, north, _GRID + 2)[1:-1]
        )
        grid = shapely.points(columns.ravel(), rows.ravel())
        shapely.prepare(part)
        inside = grid[shapely.contains(part, grid)]
        return np.concatenate([inside, np.array([shapely.point_on_surface(part)], dtype=object)])

    def _score(self, points: np.ndarray, xy: np.ndarray) -> np.ndarray:
        """Return how good points are, in m: away from other numbers and off the plan area."""
        window = self._window
        score = np.zeros(len(points))
        if self._placed:
            others = np.array(self._placed)
            apart = np.min(np.hypot(*(xy[:, None, :] - others[None, :, :]).transpose(2, 0, 1)), axis=1)
            score += np.minimum(apart, window.metres(_APART_MM))
            score -= window.metres(_COVERING_MM) * (apart < window.metres(_LEAST_APART_MM))
        score -= window.metres(_IN_PLAN_MM) * (shapely.distance(points, self._clear) < window.metres(_BADGE_MM))
        score -= window.metres(_COVERING_MM) * ~shapely.covers(self._inner, points)
        # Of equal places, the one nearest to the plan area says most about it.
        return score - np.minimum(shapely.distance(points, self._plan), window.metres(_APART_MM)) / 4


def _spread(lines: Any, steps: int) -> np.ndarray:
    """Return points at equal distances along all lines of a shape. Shape (n, 2)."""
    parts = shapely.get_parts(lines)
    lengths = shapely.length(parts)
    found = []
    for line, length in zip(parts, lengths):
        own = max(2, round(steps * length / lengths.sum()))
        found.append(
            shapely.get_coordinates(shapely.line_interpolate_point(line, np.arange(own) / own, normalized=True))
        )
    return np.concatenate(found)
