"""Giant plan areas cut up: one of a million vertices or of half a province is measured tile by tile.

What is cut has the same area: the areas of the tiles add up to that of the whole, or the cut is made again with care.
Most plan areas are small and stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Callable, NamedTuple

import numpy as np
import shapely

# A plan area with more vertices than this, or wider than this (m), is cut up. Below, cutting costs more than it gains.
GIANT_VERTICES = 5_000
GIANT_WIDTH_M = 6_000.0
# A tile has at most this many vertices and this width (m), but for shapes that no cut makes smaller.
_TILE_VERTICES = 1_000
_TILE_WIDTH_M = 1_500.0
# Cutting ends here: a rectangle of a millimetre is no tile.
_SMALLEST_TILE_M = 1e-3
# Areas of tiles add up to that of the whole but for the rounding of coordinates.
_AREA_NOISE = 1e-10


class Pieces(NamedTuple):
    """What is measured: plan areas that are whole, and tiles of giants.

    Attributes:
        shapes: shape (pieces,), object: the polygons; `None` for a plan area that is none.
        areas: shape (pieces,): their areas in m2.
        owners: shape (pieces,), ascending: to which plan area each belongs.
        starts: shape (plan areas + 1,): the pieces of plan area i are `starts[i]` up to `starts[i + 1]`.
    """

    shapes: np.ndarray
    areas: np.ndarray
    owners: np.ndarray
    starts: np.ndarray


def cut_up(plans: np.ndarray, areas: np.ndarray) -> Pieces:
    """Cut giants into tiles and leave the others whole.

    Args:
        plans: shape (n,), object: valid polygons in EPSG:28992 or `None`.
        areas: shape (n,): their areas in m2.
    """
    giants = np.flatnonzero(_are_giants(plans))
    if not len(giants):
        numbers = np.arange(len(plans) + 1)
        return Pieces(plans, areas, numbers[:-1], numbers)
    tiles = {int(i): _pieces(plans[i]) for i in giants}
    counts = np.array([len(tiles[i]) if i in tiles else 1 for i in range(len(plans))])
    owners = np.repeat(np.arange(len(plans)), counts)
    starts = np.concatenate([[0], np.cumsum(counts)])
    shapes = plans[owners]
    for i, cut in tiles.items():
        shapes[starts[i] : starts[i + 1]] = cut
    return Pieces(shapes, np.nan_to_num(shapely.area(shapes)), owners, starts)


def _are_giants(plans: np.ndarray) -> np.ndarray:
    bounds = shapely.bounds(plans)
    width = np.nan_to_num(np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]))
    giants: np.ndarray = (shapely.get_num_coordinates(plans) > GIANT_VERTICES) | (width > GIANT_WIDTH_M)
    return giants


def _pieces(giant: Any) -> list[Any]:
    """Return the parts of a giant, the large ones cut into tiles."""
    parts = shapely.get_parts(giant)
    large = _are_giants(parts) if len(parts) > 1 else np.array([True])
    return [piece for part, is_large in zip(parts, large) for piece in (_tiles(part) if is_large else [part])]


def _tiles(polygon: Any) -> list[Any]:
    """Return tiles of a polygon.

    The fast way of GEOS to cut may give something invalid where a border runs along a cut: that shows in the tiles or
    in their area, and then it is done the robust way.
    """
    tiles = list(_halve(polygon, _clip))
    area = shapely.area(polygon)
    if abs(shapely.area(tiles).sum() - area) <= _AREA_NOISE * area and shapely.is_valid(tiles).all():
        return tiles
    return list(_halve(polygon, _intersect))


Rectangle = tuple[float, float, float, float]
Cutter = Callable[[Any, Rectangle], Any]


def _clip(polygon: Any, rectangle: Rectangle) -> Any:
    return shapely.clip_by_rect(polygon, *rectangle)


def _intersect(polygon: Any, rectangle: Rectangle) -> Any:
    return shapely.intersection(polygon, shapely.box(*rectangle))


def _halve(polygon: Any, cut: Cutter) -> Iterator[Any]:
    """Yield tiles of a polygon by halving it until they are small enough."""
    west, south, east, north = shapely.bounds(polygon).tolist()
    width, height = east - west, north - south
    longest = max(width, height)
    small = shapely.get_num_coordinates(polygon) <= _TILE_VERTICES and longest <= _TILE_WIDTH_M
    if small or longest < _SMALLEST_TILE_M:
        yield polygon
        return
    x, y = (west + east) / 2, (south + north) / 2
    if width >= height:
        halves = (west, south, x, north), (x, south, east, north)
    else:
        halves = (west, south, east, y), (west, y, east, north)
    for rectangle in halves:
        half = _polygons(cut(polygon, rectangle))
        if not half.is_empty:
            yield from _halve(half, cut)


def _polygons(geometry: Any) -> Any:
    """Return the polygons of what a cut left; lines and points where it only touched have no area."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = shapely.get_parts(geometry)
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
