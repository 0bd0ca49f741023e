"""Measuring plan areas against a policy package: which objects, how many m2, how far. Geometry only, no policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Optional, Union

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import DataSource, Outcome
from bodem_ondergrond.plugin.domain.lazy import lazy
from bodem_ondergrond.plugin.overlay.arrays import as_array, positions_of
from bodem_ondergrond.plugin.overlay.coverage import Coverage, measure_coverage
from bodem_ondergrond.plugin.overlay.layers import LayerData, LayerFailure, PolicyPackage
from bodem_ondergrond.plugin.overlay.pairs import LayerPairs, find_pairs
from bodem_ondergrond.plugin.overlay.parallel import thread_count
from bodem_ondergrond.plugin.overlay.proximity import Nearest, NearestOfAll, find_nearest, find_nearest_of_all
from bodem_ondergrond.plugin.overlay.slivers import is_sliver
from bodem_ondergrond.plugin.overlay.tiles import Pieces, cut_up


def measure(
    plan_geometries: Any, package: PolicyPackage, layer_ids: Sequence[str] | None = None, threads: int | None = None
) -> Measurements:
    """Measure all plan areas against all chosen layers at once.

    Args:
        plan_geometries: (n,) polygons as `prepare_plan_geometry` gives them; `None` for a plan area that cannot be
            checked, which then has no area and overlaps nothing.
        package: the policy package.
        layer_ids: the layers to measure; `None`: all of the package.
        threads: how many threads to use; `None`: as many as there are processors. The result is the same.
    """
    plans = as_array(plan_geometries)
    areas = np.nan_to_num(shapely.area(plans))
    pieces = cut_up(plans, areas)
    chosen = package.lagen if layer_ids is None else {laag: _of_package(package, laag) for laag in layer_ids}
    measured: dict[str, _Measured] = {}
    coverages: dict[int, Coverage] = {}
    for laag, layer in chosen.items():
        if isinstance(layer, LayerFailure):
            measured[laag] = layer
            continue
        # Most layers share one coverage polygon (the province): it is measured once.
        if id(layer.coverage) not in coverages:
            coverages[id(layer.coverage)] = measure_coverage(layer.coverage, plans, areas, pieces)
        pairs = find_pairs(layer, pieces, areas, threads or thread_count())
        measured[laag] = _MeasuredLayer(pieces, pairs, coverages[id(layer.coverage)])
    return Measurements(plans, areas, measured)


def _of_package(package: PolicyPackage, laag: str) -> LayerData | LayerFailure:
    if laag in package.lagen:
        return package.lagen[laag]
    return LayerFailure(laag, Outcome.GEEN_GEGEVENS, "De laag zit niet in het beleidspakket.", _NO_SOURCE)


_NO_SOURCE = DataSource(soort="geen", locatie="", peildatum=None)


class _MeasuredLayer:
    """The pairs of a layer with its coverage, and what is near the plan areas once a rule asks for it."""

    def __init__(self, pieces: Pieces, pairs: LayerPairs, coverage: Coverage) -> None:
        self.pairs = pairs
        self.coverage = coverage
        self.pieces = pieces
        # By identity, with the mask itself kept: to compare masks of large layers would take most of the time.
        self._nearest: dict[tuple[int, float], tuple[np.ndarray | None, NearestOfAll]] = {}
        self.joined: dict[_Chosen, float] = {}

    def has_something_to_tell(self) -> np.ndarray:
        """Tell which plan areas hit an object, or lie (partly) outside the coverage. Shape (plan areas,), bool."""
        hit: np.ndarray = np.diff(self.pairs.starts) > 0
        return hit | ~self.coverage.covered | (self.coverage.outside_m2 != 0.0)

    def join(self, masks: Iterable[np.ndarray | None], threads: int) -> None:
        """Work out the areas of the unions that will be asked for; see `Measurements.join`."""
        pairs = self.pairs
        several = positions_of((np.diff(pairs.starts) > 1) & (np.diff(self.pieces.starts) == 1))
        if not pairs.data.is_areal or not several:
            return
        groups: dict[_Chosen, np.ndarray] = {}
        for mask in masks:
            chosen = np.ones(len(pairs.objects), dtype=bool) if mask is None else mask[pairs.objects]
            for position in several:
                here = slice(int(pairs.starts[position]), int(pairs.starts[position + 1]))
                own = chosen[here]
                # One object, or one that covers all, needs no joining.
                if np.count_nonzero(own) > 1 and not pairs.covering[here][own].any():
                    groups[position, choice_key(own)] = here.start + np.flatnonzero(own)
        areas: Iterable[float] = pairs.parts.union_areas(list(groups.values()), threads).astype(object)
        self.joined.update(zip(groups, areas))

    def nearest(self, position: int, mask: np.ndarray | None, within_m: float) -> Nearest | None:
        """Return the object nearest to a plan area. A rule that asks it of one asks it of many: all at once."""
        key = (id(mask), within_m)
        if key not in self._nearest:
            shapes, owners = self.pieces.shapes, self.pieces.owners
            self._nearest[key] = (mask, find_nearest_of_all(self.pairs.data, shapes, mask, within_m, owners))
        return self._nearest[key][1].of(position)


_Measured = Union[_MeasuredLayer, LayerFailure]
# Which pairs: those of the plan area at a position, and which of its objects; `None`: all.
_Chosen = tuple[int, Optional[bytes]]


def choice_key(mask: np.ndarray | None) -> bytes | None:
    """Return what tells one choice of objects from another."""
    return None if mask is None or np.count_nonzero(mask) == len(mask) else mask.tobytes()


class Measurements(Sequence["PlanMeasurement"]):
    """The measurements of a number of plan areas; item i belongs to plan area i. Views on shared arrays."""

    def __init__(self, plans: np.ndarray, areas: np.ndarray, layers: Mapping[str, _Measured]) -> None:
        """Take the results of `measure`."""
        self._plans = plans
        self._areas = areas
        self._layers = layers

    def __len__(self) -> int:
        """Return the number of plan areas."""
        return len(self._plans)

    def __getitem__(self, i: Any) -> Any:
        """Return the measurement of plan area `i`."""
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(len(self)))]
        position = range(len(self))[i]
        area, touched = float(self._areas[position]), self._touched[position]
        return PlanMeasurement(self._plans[position], area, position, self._layers, touched)

    def __iter__(self) -> Iterator[PlanMeasurement]:
        """Go through the plan areas in their order."""
        return (self[i] for i in range(len(self)))

    def data(self, laag: str) -> LayerData | None:
        """Return a layer; `None` when it was not measured or could not be."""
        layer = self._layers.get(laag)
        return layer.pairs.data if isinstance(layer, _MeasuredLayer) else None

    def join(self, laag: str, masks: Iterable[np.ndarray | None], threads: int | None = None) -> None:
        """Work out the areas of unions at once, for all plan areas; the same figures as one by one, only sooner.

        Args:
            laag: the layer.
            masks: shape (n,), bool, over all objects of the layer: what will be joined; `None`: all objects.
            threads: how many threads to use; `None`: as many as there are processors.
        """
        layer = self._layers.get(laag)
        if isinstance(layer, _MeasuredLayer):
            layer.join(masks, threads or thread_count())

    def look_for_slivers(self, laag: str) -> None:
        """See at once which overlaps are certainly no slivers; the others are looked at when it is asked."""
        layer = self._layers.get(laag)
        if isinstance(layer, _MeasuredLayer) and layer.pairs.data.is_areal:
            _ = layer.pairs.roomy

    def look_around(self, laag: str, mask: np.ndarray | None, within_m: float) -> None:
        """Find the nearest object of all plan areas at once, so that `LayerMeasurement.nearest` has it ready."""
        layer = self._layers.get(laag)
        if isinstance(layer, _MeasuredLayer) and len(self):
            layer.nearest(0, mask, within_m)

    @lazy
    def _touched(self) -> list[list[str]]:
        touched: list[list[str]] = [[] for _ in range(len(self))]
        for laag, layer in self._layers.items():
            if not isinstance(layer, LayerFailure):
                for position in positions_of(layer.has_something_to_tell()):
                    touched[position].append(laag)
        return touched


class PlanMeasurement:
    """One plan area, measured.

    Attributes:
        geometry: polygon in EPSG:28992; `None` when the plan area cannot be checked.
        area_m2: its area.
        touched: ids of the layers that have more to tell than "not hit, and all of it is covered by the data"; layers
            that failed are not among them.
    """

    def __init__(
        self, geometry: Any, area_m2: float, position: int, layers: Mapping[str, _Measured], touched: Sequence[str]
    ) -> None:
        """Look at position `position` of the measured layers."""
        self.touched = frozenset(touched)
        self.geometry = geometry
        self.area_m2 = area_m2
        self._position = position
        self._layers = layers
        self._made: dict[str, LayerMeasurement] = {}

    def layer(self, laag: str) -> LayerMeasurement | LayerFailure:
        """Return the measurement against a layer, or why there is none."""
        if laag in self._made:
            return self._made[laag]
        measured = self._layers.get(laag)
        if measured is None:
            reden = "De laag is voor deze toets niet gekozen."
            return LayerFailure(laag, Outcome.NIET_GETOETST, reden, _NO_SOURCE)
        if isinstance(measured, LayerFailure):
            return measured
        self._made[laag] = LayerMeasurement(self, measured, self._position)
        return self._made[laag]


class LayerMeasurement:
    """One plan area measured against one layer.

    Attributes:
        data: the layer.
        objects: shape (k,): indices into `data` of the objects that overlap, ascending. Polygons overlap when they
            share area, points and lines when they intersect; a shared border alone is no overlap.
        areas: shape (k,): m2 of each overlap; 0 for points and lines.
        outside_m2: part of the plan area outside the coverage of the data.
        covered: whether any of the plan area lies inside the coverage.
    """

    def __init__(self, plan: PlanMeasurement, measured: _MeasuredLayer, position: int) -> None:
        """Look at position `position` of a measured layer."""
        pairs = measured.pairs
        self._measured = measured
        self._position = position
        self._pairs = pairs
        self._plan = plan
        self._here = slice(int(pairs.starts[position]), int(pairs.starts[position + 1]))
        self.data: LayerData = pairs.data
        self.objects: np.ndarray = pairs.objects[self._here]
        self.areas: np.ndarray = pairs.areas[self._here]
        self.outside_m2 = float(measured.coverage.outside_m2[position])
        self.covered = bool(measured.coverage.covered[position])
        self._unions: dict[bytes | None, Overlap] = {}

    def union(self, mask: np.ndarray | None = None) -> Overlap:
        """Return the union of the overlaps that `mask` selects.

        Args:
            mask: shape (k,), bool, over `objects`; `None`: all.
        """
        # Several rules ask for the same objects, and joining them is the dearest thing there is.
        key = choice_key(mask)
        if key not in self._unions:
            first, last = self._here.start, self._here.stop
            chosen = np.arange(first, last) if mask is None or key is None else first + np.flatnonzero(mask)
            joined_m2 = self._measured.joined.get((self._position, key))
            self._unions[key] = Overlap(self._plan, self._pairs, chosen, self._measured.pieces, joined_m2)
        return self._unions[key]

    def nearest(self, geometry: Any, mask_all: np.ndarray | None, within_m: float) -> Nearest | None:
        """Return the nearest object of the layer to any geometry, if it lies within a distance.

        Args:
            geometry: shapely geometry in EPSG:28992, for instance the plan area or the ingreep.
            mask_all: shape (n,), bool, over all objects of `data`: those that may be found; `None`: all.
            within_m: radius in m; an object at exactly this distance counts.
        """
        if geometry is self._plan.geometry:
            return self._measured.nearest(self._position, mask_all, within_m)
        return find_nearest(self.data, geometry, mask_all, within_m)


class Overlap:
    """The union of overlaps of one plan area with objects of one layer. Worked out when asked for."""

    def __init__(
        self,
        plan: PlanMeasurement,
        pairs: LayerPairs,
        chosen: np.ndarray,
        pieces: Pieces,
        joined_m2: float | None = None,
    ) -> None:
        """Take the pairs at positions `chosen`, with the pieces in which the plan areas were measured.

        `joined_m2`: the area in m2 of their union, when it was worked out before.
        """
        self._plan = plan
        self._joined_m2 = joined_m2
        self._pieces = pieces
        self._pairs = pairs
        self._chosen = chosen

    @lazy
    def area_m2(self) -> float:
        """Area in m2; 0 for points and lines. Never more than the plan area."""
        if not len(self._chosen) or not self._pairs.data.is_areal:
            return 0.0
        if len(self._chosen) == 1:
            return float(self._pairs.areas[self._chosen[0]])
        if np.count_nonzero(self._pairs.covering[self._chosen]):
            return self._plan.area_m2
        joined_m2 = self._joined_m2
        if joined_m2 is None:
            joined_m2 = self._pairs.parts.union_area(self._chosen, self._pieces)
        return min(joined_m2, self._plan.area_m2)

    @property
    def share(self) -> float:
        """Share (0 to 1) of the plan area."""
        return self.area_m2 / self._plan.area_m2 if self.area_m2 else 0.0

    @lazy
    def geometry(self) -> Any:
        """Polygon (or points, or lines) in EPSG:28992; `None` when nothing overlaps."""
        if not len(self._chosen):
            return None
        if self._pairs.covering[self._chosen].any():
            return self._plan.geometry
        return self._pairs.parts.union(self._chosen, self._pieces)

    @lazy
    def marginal(self) -> bool:
        """Whether the overlap is a sliver: see `docs/architecture.md`. Points and lines never are."""
        data = self._pairs.data
        if not data.is_areal or not len(self._chosen) or np.count_nonzero(self._pairs.roomy[self._chosen]):
            return False
        tolerance = (data.tolerance_m2, data.tolerance_m)
        objects = data.geometries[self._pairs.objects[self._chosen]]
        return (
            is_sliver(self.geometry, *tolerance)
            and not is_sliver(self._plan.geometry, *tolerance)
            and not any(is_sliver(geometry, *tolerance) for geometry in objects)
        )
