"""Making geometry fit for measuring: flat, valid, of one kind. Always on a copy."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.parallel import even_pieces, map_pieces, thread_count

# Shapely's geometry type numbers (0 point ... 7 collection) per kind of policy layer.
_TYPES = {"punt": (0, 4), "lijn": (1, 2, 5), "vlak": (3, 6)}
_PART_TYPES = {"punt": (0,), "lijn": (1, 2), "vlak": (3,)}
_COLLECTION = {"punt": shapely.multipoints, "lijn": shapely.multilinestrings, "vlak": shapely.multipolygons}


def flatten(geometries: np.ndarray) -> np.ndarray:
    """Return the geometries with x and y only. Those that have no more come back as they are. Shape (n,)."""
    has_more = shapely.has_z(geometries)
    if hasattr(shapely, "has_m"):  # shapely 2.1; before that, M was dropped at reading
        has_more |= shapely.has_m(geometries)
    flat = geometries.copy()
    flat[has_more] = shapely.force_2d(geometries[has_more])
    return flat


def is_of_kind(geometries: np.ndarray, soort: str) -> np.ndarray:
    """Tell which geometries are of a kind (vlak, lijn, punt) as they are. Shape (n,), bool."""
    return np.isin(shapely.get_type_id(geometries), _TYPES[soort])


def keep_kind(geometry: Any, soort: str) -> Any:
    """Return the parts of one kind (vlak, lijn, punt) as one geometry; an empty one when there are none."""
    if shapely.get_type_id(geometry) in _TYPES[soort]:
        return geometry
    parts = _all_parts(geometry)
    parts = parts[np.isin(shapely.get_type_id(parts), _PART_TYPES[soort]) & ~shapely.is_empty(parts)]
    return parts[0] if len(parts) == 1 else _COLLECTION[soort](parts)


def _all_parts(geometry: Any) -> np.ndarray:
    """Return the single parts, also of collections within collections."""
    parts = shapely.get_parts(geometry)
    while np.any(shapely.get_type_id(parts) >= 4):
        parts = shapely.get_parts(parts)
    return parts


def repair(geometry: Any, soort: str) -> Any:
    """Return a valid geometry of the same kind; an empty one when nothing is left.

    Of polygons, each ring is made valid on its own, holes are taken out and parts are joined. That keeps the area
    where parts overlap each other, which an even-odd reading of all rings together would turn into a hole.
    """
    if soort != "vlak":
        return keep_kind(shapely.make_valid(geometry), soort)
    return keep_kind(shapely.union_all([_valid_polygon(part) for part in shapely.get_parts(geometry)]), soort)


def _valid_polygon(polygon: Any) -> Any:
    shell = _valid_ring(polygon.exterior)
    if not polygon.interiors:
        return shell
    return shapely.difference(shell, shapely.union_all([_valid_ring(ring) for ring in polygon.interiors]))


def _valid_ring(ring: Any) -> Any:
    return keep_kind(shapely.make_valid(shapely.Polygon(ring)), "vlak")


# Vertices that are looked at together by one thread, about ten milliseconds of work.
_PIECE_VERTICES = 50_000


def are_valid(geometries: np.ndarray) -> np.ndarray:
    """Tell which geometries are valid; shape (n,), bool. The most expensive part of opening a large package."""
    threads = thread_count()
    pieces = even_pieces(shapely.get_num_coordinates(geometries), _PIECE_VERTICES)
    return np.concatenate(map_pieces(lambda piece: shapely.is_valid(geometries[piece].copy()), pieces, threads))


def has_finite_coordinates(geometry: Any) -> bool:
    """Whether no coordinate is infinite or not a number."""
    return bool(np.isfinite(shapely.get_coordinates(geometry)).all())
