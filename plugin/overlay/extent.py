"""Where the objects of a layer lie, compared with those of another."""

from __future__ import annotations

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay.layers import LayerData


def objects_outside(data: LayerData, area: LayerData) -> tuple[str, ...]:
    """Return the ids of the objects of `data` that share no point with any object of `area`, in their order."""
    border = shapely.union_all(area.geometries)
    shapely.prepare(border)
    return tuple(data.ids[i] for i in np.flatnonzero(~shapely.intersects(border, data.geometries)))
