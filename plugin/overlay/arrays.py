"""Arrays of objects. numpy would look into geometries and lists to make more dimensions of them; these do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import numpy as np


def as_array(items: Iterable[Any]) -> np.ndarray:
    """Return a new array of objects with the items, shape (n,)."""
    listed = list(items)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array


def positions_of(mask: np.ndarray) -> list[int]:
    """Return where a mask, shape (n,) bool, holds, as plain integers."""
    # The types of numpy 2 do not tell how deep a list becomes; of one dimension it is a flat one.
    return cast("list[int]", np.flatnonzero(mask).tolist())
