"""Layers and features as every reader of files gives them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from bodem_ondergrond.plugin.storage.crs import Crs


class FeatureLayer(NamedTuple):
    """A layer of a file.

    Attributes:
        naam: name of the layer.
        geometry_type: as the file declares it, upper case (POLYGON, MULTIPOLYGON, GEOMETRY, UNKNOWN, ...).
        crs: coordinate system; `None` when the file does not say.
        columns: names of the fields, without feature id and geometry.
    """

    naam: str
    geometry_type: str
    crs: Crs | None
    columns: tuple[str, ...]


class Rows(NamedTuple):
    """Features of a layer.

    Attributes:
        ids: (n,) feature ids as text.
        geometries: shape (n,), object: in the coordinate system of the layer, without curves; `None`: there is none.
        unreadable: shape (n,), bool: there is a geometry but it cannot be read.
        values: column -> (n,) values.
    """

    ids: list[str]
    geometries: np.ndarray
    unreadable: np.ndarray
    values: dict[str, list[Any]]
