"""Arrays of objects. numpy would look into geometries and lists to make more dimensions of them; these do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np


def as_array(items: Iterable[Any]) -> np.ndarray:
    """Return a new array of objects with the items, shape (n,)."""
    listed = list(items)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array
