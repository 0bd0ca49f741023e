"""Schematic shapes from few numbers: blobs, strips and smoothed rings.

Everything is in metres in EPSG:28992 and deterministic: no random, only sines of the place itself. The shapes look
natural enough to read as a map, and nobody will take them for the real boundaries.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import shapely
import shapely.ops
from shapely import Geometry

Point = Sequence[float]

GRID_M = 0.01
"""All coordinates lie on this grid, so that rounding differences between machines disappear."""

_BLOB_POINTS = 24
_SMOOTHING_ROUNDS = 2
_BEND_STEP_M = 800.0
_BEND_LENGTH_M = 4300.0
_BEND_REACH_M = 260.0
_STRIP_TOLERANCE_M = 15.0


def blob(centre: Point, radius: float, stretch: float = 1.0, turn: float = 0.0) -> Geometry:
    """A rounded, slightly irregular area.

    Args:
        centre: x, y in m.
        radius: mean radius in m; the area is about that of a circle of this radius.
        stretch: how many times longer than wide.
        turn: direction of the long axis, degrees counter-clockwise from east.
    """
    phase = (centre[0] * 0.0011 + centre[1] * 0.0007) % (2 * math.pi)
    axis = math.radians(turn)
    along, across = math.sqrt(stretch), 1 / math.sqrt(stretch)
    ring = []
    for step in range(_BLOB_POINTS):
        angle = 2 * math.pi * step / _BLOB_POINTS
        reach = radius * (1 + 0.10 * math.sin(2 * angle + phase) + 0.06 * math.sin(3 * angle + 2 * phase))
        u, v = reach * math.cos(angle) * along, reach * math.sin(angle) * across
        ring.append(
            (centre[0] + u * math.cos(axis) - v * math.sin(axis), centre[1] + u * math.sin(axis) + v * math.cos(axis))
        )
    return on_grid(shapely.Polygon(ring))


def strip(course: Sequence[Point], width: float, start: float = 0.0, end: float = 1.0) -> Geometry:
    """A curved strip along a line, for instance the valley of a stream.

    Args:
        course: points of the line in m.
        width: full width in m.
        start: where it begins, as a share of the length of the line.
        end: where it ends, likewise.
    """
    line = shapely.LineString(smooth(course, closed=False))
    part = shapely.ops.substring(line, start, end, normalized=True)
    area = shapely.buffer(part, width / 2, quad_segs=3)
    return on_grid(shapely.simplify(area, min(_STRIP_TOLERANCE_M, width / 20)))


def meander(course: Sequence[Point]) -> list[tuple[float, float]]:
    """The course of a stream with gentle bends; its source and mouth stay where they are."""
    line = shapely.LineString(smooth(course, closed=False))
    steps = max(2, round(line.length / _BEND_STEP_M))
    stations = [line.length * step / steps for step in range(steps + 1)]
    return [_bend(line, station) for station in stations]


def _bend(line: Geometry, station: float) -> tuple[float, float]:
    """A point of the line moved sideways by two sines; less near the ends."""
    here = line.interpolate(station)
    behind, ahead = line.interpolate(max(0.0, station - 1)), line.interpolate(min(line.length, station + 1))
    dx, dy = ahead.x - behind.x, ahead.y - behind.y
    size = math.hypot(dx, dy)
    turn = 2 * math.pi * station / _BEND_LENGTH_M
    calm = min(1.0, station / _BEND_LENGTH_M, (line.length - station) / _BEND_LENGTH_M)
    reach = calm * _BEND_REACH_M * (math.sin(turn) + 0.5 * math.sin(2.3 * turn + 1))
    return (here.x - dy / size * reach, here.y + dx / size * reach)


def ring_area(ring: Sequence[Point], rounded: bool = False) -> Geometry:
    """The area inside a ring of points in m, with rounded corners when asked."""
    return on_grid(shapely.Polygon(smooth(ring, closed=True) if rounded else ring))


def smooth(points: Sequence[Point], closed: bool) -> list[tuple[float, float]]:
    """Cut corners (Chaikin) until the line looks drawn by hand; an open line keeps its ends."""
    current = [(float(x), float(y)) for x, y in points]
    for _ in range(_SMOOTHING_ROUNDS):
        current = _cut_corners(current, closed)
    return current


def _cut_corners(points: list[tuple[float, float]], closed: bool) -> list[tuple[float, float]]:
    pairs = list(zip(points, points[1:] + points[:1])) if closed else list(zip(points, points[1:]))
    cut = [(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])) for a, b in pairs for share in (0.25, 0.75)]
    return cut if closed else [points[0], *cut[1:-1], points[-1]]


def on_grid(geometry: Geometry) -> Geometry:
    """The same geometry on the grid, valid, with its parts and rings in a fixed order."""
    return shapely.normalize(shapely.set_precision(geometry, GRID_M))


def areas_only(geometry: Geometry, smallest_m2: float = 100.0) -> Geometry:
    """The polygons of a geometry as one multipolygon, without crumbs that cutting leaves behind."""
    parts = [part for part in shapely.get_parts(shapely.get_parts(geometry)) if part.geom_type == "Polygon"]
    kept = [part for part in parts if part.area >= smallest_m2] or parts
    return shapely.normalize(shapely.MultiPolygon(kept))


def merge(geometries: Iterable[Geometry]) -> Geometry:
    """The union of geometries, on the grid."""
    return on_grid(shapely.union_all(list(geometries)))


def subtract(geometry: Geometry, others: Iterable[Geometry]) -> Geometry:
    """A geometry without what others already cover, on the grid."""
    return on_grid(shapely.difference(geometry, shapely.union_all(list(others)), grid_size=GRID_M))


def cut(geometry: Geometry, frame: Geometry) -> Geometry:
    """The part of a geometry inside a frame, on the grid."""
    return on_grid(shapely.intersection(geometry, frame, grid_size=GRID_M))
