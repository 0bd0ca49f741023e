"""Policy layers in memory: data that can be checked, or the reason why not."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Union

import numpy as np

from bodem_ondergrond.plugin.domain import DataSource, Outcome, PackageInfo
from bodem_ondergrond.plugin.overlay.index import LayerIndex


@dataclass(frozen=True)
class LayerProblem:
    """Something in the data of a layer that the keeper of the data should look at.

    Attributes:
        object_id: the object, as in the data.
        melding: Dutch sentence that names object, field and value.
        veld: the field; `None` when the problem is the geometry.
        waarde: the value as it stands in the data, as text; `None` when the problem is the geometry.
    """

    object_id: str
    melding: str
    veld: str | None = None
    waarde: str | None = None


@dataclass(frozen=True, eq=False)
class LayerData:
    """One policy layer that can be checked. Made by `prepare_layer`, never by hand.

    Attributes:
        laag: id of the layer in the catalogue.
        soort: kind of geometry: vlak, lijn or punt.
        geometries: shape (n,), object: valid, two-dimensional, not empty, EPSG:28992, of one kind.
        ids: (n,) as in the data (fid).
        attributes: field of the catalogue -> shape (n,), object: class fields as normalised text, other text as text,
            getal as float; `None` where there is no (usable) value.
        coverage: polygon in EPSG:28992 within which the data are complete; `None`: everywhere.
        source: where the data came from.
        repaired: number of objects whose geometry was made valid.
        skipped: number of objects that were left out.
        problems: what is wrong in the data, object by object.
        unknown_class: shape (n,), bool: objects with a class value that the catalogue does not know.
        tolerance_m2: overlaps below this area (m2) are marginal.
        tolerance_m: overlaps narrower than this (m) are marginal.
    """

    laag: str
    soort: str
    geometries: np.ndarray
    ids: tuple[str, ...]
    attributes: Mapping[str, np.ndarray]
    coverage: Any
    source: DataSource
    repaired: int = 0
    skipped: int = 0
    problems: tuple[LayerProblem, ...] = ()
    unknown_class: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=bool))
    tolerance_m2: float = 0.0
    tolerance_m: float = 0.0

    def __len__(self) -> int:
        """Return the number of objects."""
        return len(self.geometries)

    @property
    def is_areal(self) -> bool:
        """Whether the objects have an area, so that overlaps are measured in m2."""
        return self.soort == "vlak"

    @cached_property
    def remembered(self) -> dict[Hashable, Any]:
        """What is worked out of the layer by others and holds as long as the layer does; the next check finds it."""
        return {}

    @cached_property
    def index(self) -> LayerIndex:
        """The spatial index, built at first use."""
        return LayerIndex(self.geometries)


@dataclass(frozen=True)
class LayerFailure:
    """A policy layer that cannot be checked: `uitkomst` is geen_gegevens or niet_getoetst, `reden` is Dutch."""

    laag: str
    uitkomst: Outcome
    reden: str
    source: DataSource


LayerResult = Union[LayerData, LayerFailure]


@dataclass(frozen=True, eq=False)
class PolicyPackage:
    """A beleidspakket in memory: every layer of the catalogue, as data or as failure, in the catalogue's order."""

    info: PackageInfo
    lagen: Mapping[str, LayerResult]
