"""The spatial index of a policy layer."""

from __future__ import annotations

import numpy as np
import shapely


class LayerIndex:
    """Search tree over the objects of one layer.

    Attributes:
        tree: finds objects by bounding box; safe to use from several threads.
        bounds: shape (n, 4): west, south, east, north of each object in m.
    """

    def __init__(self, geometries: np.ndarray) -> None:
        """Build the tree over `geometries`, shape (n,), none of them empty."""
        self.tree = shapely.STRtree(geometries)
        self.bounds: np.ndarray = shapely.bounds(geometries)
