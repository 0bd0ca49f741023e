"""Spreading work on arrays over threads. GEOS works outside the interpreter's lock, so threads help.

Shapely marks an array read-only while it works on it. Two threads that hand it one array, or views of one, would undo
each other's mark and fail now and then: each piece of work takes its own copy (indexing with an array makes one).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

Result = TypeVar("Result")

# Beyond this, threads wait for memory rather than for a processor.
_MOST_THREADS = 8


def thread_count() -> int:
    """Return how many threads to use: one for each processor this program may run on."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_THREADS)


def map_pieces(work: Callable[[slice], Result], pieces: Sequence[slice], threads: int) -> list[Result]:
    """Do `work` on each piece and return the results in the order of the pieces."""
    if threads <= 1 or len(pieces) <= 1:
        return [work(piece) for piece in pieces]
    with ThreadPoolExecutor(min(threads, len(pieces))) as pool:
        return list(pool.map(work, pieces))


def even_pieces(weights: np.ndarray, weight: float) -> list[slice]:
    """Cut a range into consecutive pieces of about equal weight.

    Small pieces also help a single thread: what GEOS needs for one piece is used again for the next.

    Args:
        weights: shape (n,): the work that each item takes.
        weight: the work of a piece; to hand out less at a time costs more than it gains.

    Returns:
        Slices that together cover 0 to n, none of them empty; one slice when there is little work or nothing at all.
    """
    total = float(weights.sum())
    count = int(total // weight)
    if count <= 1:
        return [slice(0, len(weights))]
    ends = np.searchsorted(np.cumsum(weights), total * np.arange(1, count) / count) + 1
    cuts = np.unique(np.concatenate(([0], ends, [len(weights)]))).tolist()
    return [slice(start, end) for start, end in zip(cuts, cuts[1:])]
