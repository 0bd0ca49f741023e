"""Intersecting many pairs of geometries: the hot path of the engine.

Everything here works on arrays of pairs; there is no Python loop over geometries. In each pair one geometry is the
host: the one that is in many pairs. It is prepared for that, and no two threads work on the same host.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.parallel import even_pieces, map_pieces

# To prepare a polygon costs about as much as ten tests against it unprepared, and three times its memory.
WORTH_PREPARING = 10
# What a pair costs to measure by itself, in vertices of the host; and a piece of work of some tens of milliseconds.
_PAIR_WEIGHT = 500
_PIECE_WEIGHT = 1_000_000


class Pairs(NamedTuple):
    """Pairs of geometries whose bounding boxes meet: `host_shapes[hosts[k]]` with `guest_shapes[guests[k]]`."""

    host_shapes: np.ndarray
    hosts: np.ndarray
    guest_shapes: np.ndarray
    guests: np.ndarray


class Overlaps(NamedTuple):
    """Pairs that intersect, with the geometry they share; each shape (pairs,)."""

    hosts: np.ndarray
    guests: np.ndarray
    shapes: np.ndarray


def find_overlaps(pairs: Pairs, threads: int) -> Overlaps:
    """Return the pairs that intersect, also those that only touch, with what they share; by host, then guest."""
    order = np.lexsort((pairs.guests, pairs.hosts))
    hosts, uses = np.unique(pairs.hosts, return_counts=True)
    by_host = _ByHost(pairs.host_shapes, hosts, uses, pairs.guest_shapes, pairs.guests[order])
    weights = uses * (_PAIR_WEIGHT + shapely.get_num_coordinates(pairs.host_shapes[hosts]))
    pieces = even_pieces(weights, _PIECE_WEIGHT)
    found = map_pieces(lambda piece: _find(by_host.part(piece)), pieces, threads)
    return Overlaps(*(np.concatenate(columns) for columns in zip(*found)))


class _ByHost(NamedTuple):
    """The same pairs: each of `hosts` once, in how many pairs it is, and the guests of the first, the second, ..."""

    host_shapes: np.ndarray
    hosts: np.ndarray
    uses: np.ndarray
    guest_shapes: np.ndarray
    guests: np.ndarray

    def part(self, piece: slice) -> _ByHost:
        """Return the pairs of some of the hosts."""
        first = int(self.uses[: piece.start].sum())
        last = first + int(self.uses[piece].sum())
        return self._replace(hosts=self.hosts[piece], uses=self.uses[piece], guests=self.guests[first:last])


def _find(pairs: _ByHost) -> Overlaps:
    host_shapes = np.repeat(ready_for_many(pairs.host_shapes[pairs.hosts], pairs.uses), pairs.uses)
    meeting = np.flatnonzero(shapely.intersects(host_shapes, pairs.guest_shapes[pairs.guests]))
    host_shapes, shapes = host_shapes[meeting], pairs.guest_shapes[pairs.guests[meeting]]
    # Most guests lie wholly inside their host: then nothing has to be cut.
    cut = np.flatnonzero(~shapely.covers(host_shapes, shapes))
    shapes[cut] = shapely.intersection(host_shapes[cut], shapes[cut])
    return Overlaps(np.repeat(pairs.hosts, pairs.uses)[meeting], pairs.guests[meeting], shapes)


def ready_for_many(geometries: np.ndarray, uses: np.ndarray) -> np.ndarray:
    """Return the geometries, with those that are used often replaced by prepared copies.

    Copies, because prepared geometry is not safe to use from several threads and takes memory for as long as it lives.

    Args:
        geometries: shape (n,), object.
        uses: shape (n,): how many times each will be tested.
    """
    ready = geometries.copy()
    often = np.flatnonzero(uses >= WORTH_PREPARING)
    ready[often] = shapely.force_2d(geometries[often])
    shapely.prepare(ready[often])
    return ready
