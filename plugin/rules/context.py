"""What an evaluator may ask about the plan area it is judging."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import (
    Catalogue,
    Condition,
    Ingreep,
    LayerSelection,
    PlanArea,
    PolicyObject,
    Rule,
    Threshold,
    notation,
)
from bodem_ondergrond.plugin.domain.lazy import lazy
from bodem_ondergrond.plugin.overlay import LayerData, LayerFailure, LayerMeasurement, Nearest, PlanMeasurement, select
from bodem_ondergrond.plugin.overlay.assembly import PROVINCE
from bodem_ondergrond.plugin.overlay.measurement import Overlap
from bodem_ondergrond.plugin.rules.phrases import Phrases

# Computed areas carry noise far below a square decimetre; results write them with as many decimals.
_AREA_DECIMALS = 2


@dataclass(frozen=True)
class Limit:
    """A limit as it holds for this plan area; `waarde` is `None` when it is not known."""

    waarde: float | None
    bron: str
    gemeentelijk: bool = False


class Selections:
    """Which objects of which layer a selection takes; worked out once per layer, not once per plan area."""

    def __init__(self) -> None:
        self._phrases: dict[int, tuple[Catalogue, Phrases]] = {}
        self._masks: dict[tuple[int, int], tuple[LayerData, LayerSelection, np.ndarray]] = {}

    def mask(self, data: LayerData, selection: LayerSelection) -> np.ndarray:
        """Return the objects of the selection. Shape (n,), bool."""
        key = (id(data), id(selection))
        known = self._masks.get(key)
        # The stored references keep both objects alive, so that an id cannot come to mean another object.
        if known is None:
            known = (data, selection, select(data, selection))
            self._masks[key] = known
        return known[2]

    def phrases(self, catalogue: Catalogue) -> Phrases:
        """Return what the rules of a catalogue say, worked out once too."""
        if id(catalogue) not in self._phrases:
            self._phrases[id(catalogue)] = (catalogue, Phrases(catalogue))
        return self._phrases[id(catalogue)][1]


@dataclass(frozen=True)
class Hits:
    """Objects of one layer that overlap the plan area and fall under a rule. `mask` is over `measured.objects`."""

    measured: LayerMeasurement
    mask: np.ndarray
    phrases: Phrases

    @lazy
    def objects(self) -> np.ndarray:
        """Indices into the layer's data. Shape (k,)."""
        return self.measured.objects[self.mask]

    @lazy
    def found(self) -> bool:
        """Whether there are any."""
        return bool(np.count_nonzero(self.mask))

    @lazy
    def overlap(self) -> Overlap:
        """What the plan area shares with them together."""
        return self.measured.union(self.mask)

    @lazy
    def policy_objects(self) -> tuple[PolicyObject, ...]:
        """The objects with id and name, in the order of the data."""
        return tuple(self.phrases.objects(self.measured.data)[self.objects])

    @lazy
    def names(self) -> tuple[str, ...]:
        """The distinct names of the objects, sorted; objects without a name are left out."""
        return tuple(sorted({item.naam for item in self.policy_objects if item.naam}))

    @lazy
    def words(self) -> Mapping[str, str]:
        """The names of the objects, and how large the overlap is: area and share of the plan area."""
        overlap = self.overlap
        return {
            "namen": notation.listing(self.names),
            "opp": notation.area(overlap.area_m2),
            "aandeel": notation.share(overlap.share),
        }

    def values(self, field: str) -> list[Any]:
        """Return the values of a field, one per object; `None` where the layer has no such field."""
        column = self.measured.data.attributes.get(field)
        return [None] * len(self.objects) if column is None else list(column[self.objects])

    def split(self, fields: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], Hits]]:
        """Group the objects by their values in `fields`, in a stable order."""
        keys = list(zip(*(self.values(field) for field in fields)))
        positions = np.flatnonzero(self.mask)
        for key in sorted(set(keys), key=lambda values: [("" if v is None else str(v)) for v in values]):
            mask = np.zeros_like(self.mask)
            mask[[position for position, own in zip(positions, keys) if own == key]] = True
            yield key, Hits(self.measured, mask, self.phrases)


class RuleContext:
    """One plan area, its ingreep, its measurement and the catalogue."""

    def __init__(
        self,
        plan: PlanArea,
        measurement: PlanMeasurement,
        catalogue: Catalogue,
        gemeenten: Sequence[str],
        selections: Selections,
    ) -> None:
        """Take the plan area; `gemeenten` are the codes of the municipalities it lies in."""
        self.plan = plan
        self.ingreep: Ingreep = plan.ingreep
        self.measurement = measurement
        self.catalogue = catalogue
        self.phrases = selections.phrases(catalogue)
        self._gemeenten = gemeenten
        self._selections = selections
        self._hits: dict[int, Hits | None] = {}

    # --- geometry ---------------------------------------------------------------------------------------------------

    @property
    def works(self) -> Any:
        """The geometry that distances start from: the ingreep when drawn, else the plan area."""
        drawn = self.ingreep.geometrie
        return self.measurement.geometry if drawn is None else drawn

    @property
    def works_name(self) -> str:
        """What the text calls `works`."""
        return "de rand van het plangebied" if self.ingreep.geometrie is None else "de rand van de bodemingreep"

    @property
    def works_area(self) -> str:
        """What the text calls the ground that `works` covers."""
        return "het plangebied" if self.ingreep.geometrie is None else "het gebied van de bodemingreep"

    @property
    def plan_m2(self) -> float:
        """The plan area in m2, as results write it: a limit of 1,000 m2 is met by 1,000.00 m2, noise or not."""
        return round(self.measurement.area_m2, _AREA_DECIMALS)

    @property
    def disturbed_m2(self) -> float | None:
        """The disturbed area in m2: as given, else that of the ingreep as drawn; `None`: not known."""
        if self.ingreep.oppervlakte_m2 is not None or self.ingreep.geometrie is None:
            return self.ingreep.oppervlakte_m2
        return round(float(self.ingreep.geometrie.area), _AREA_DECIMALS)

    @property
    def is_without_works(self) -> bool:
        """Whether no plan is known yet, only an area: a limit for works then holds for each plan by itself."""
        return self.ingreep.is_strategic and self.disturbed_m2 is None and self.ingreep.diepte_cm is None

    def hits(self, selection: LayerSelection) -> Hits | None:
        """Return what the plan area overlaps of a selection; `None` when the layer cannot be checked."""
        key = self.phrases.selection_key(selection)
        if key not in self._hits:
            self._hits[key] = self._find_hits(selection)
        return self._hits[key]

    def _find_hits(self, selection: LayerSelection) -> Hits | None:
        measured = self.measurement.layer(selection.laag)
        if isinstance(measured, LayerFailure):
            return None
        mask = self._selections.mask(measured.data, selection)
        return Hits(measured, mask[measured.objects], self.phrases)

    def is_hit(self, laag: str) -> bool:
        """Whether the plan area overlaps any object of a layer."""
        measured = self.measurement.layer(laag)
        return not isinstance(measured, LayerFailure) and len(measured.objects) > 0

    def is_tested(self, laag: str) -> bool:
        """Whether the layer has data for (part of) the plan area."""
        measured = self.measurement.layer(laag)
        if isinstance(measured, LayerFailure):
            return False
        return measured.covered or len(measured.objects) > 0

    def is_covered(self, laag: str) -> bool:
        """Whether the layer has data for the whole plan area, as far as that lies in Drenthe."""
        measured = self.measurement.layer(laag)
        if isinstance(measured, LayerFailure):
            return False
        if measured.outside_m2 <= measured.data.tolerance_m2:
            return True
        province = self.measurement.layer(PROVINCE)
        if isinstance(province, LayerFailure) or not measured.covered:
            return False
        outside = shapely.difference(province.union().geometry, measured.data.coverage)
        return bool(shapely.area(outside) <= measured.data.tolerance_m2)

    def nearest(self, selection: LayerSelection, within_m: float) -> Nearest | None:
        """Return the object of a selection nearest to the works, within a distance in m."""
        measured = self.measurement.layer(selection.laag)
        if isinstance(measured, LayerFailure):
            return None
        return measured.nearest(self.works, self._selections.mask(measured.data, selection), within_m)

    # --- policy -----------------------------------------------------------------------------------------------------

    def limit(self, threshold_id: str) -> Limit:
        """Return a threshold as it holds here: the strictest of the province's and the municipalities' values."""
        threshold = self.catalogue.drempels[threshold_id]
        best = Limit(threshold.waarde, str(threshold.bron) if threshold.bron else "instelling van de toets")
        for own in self.municipal_values(threshold_id):
            best = stricter(best, own, threshold)
        return best

    def municipal_values(self, threshold_id: str) -> list[Limit]:
        """Return the municipalities' own values for a threshold."""
        profiles = [self.catalogue.gemeenten[code] for code in self._gemeenten if code in self.catalogue.gemeenten]
        values = [profile.drempels[threshold_id] for profile in profiles if threshold_id in profile.drempels]
        return [Limit(value.waarde, str(value.bron), gemeentelijk=True) for value in values]

    def holds(self, condition: Condition) -> bool:
        """Whether the condition of a remark holds."""
        ingreep = self.ingreep
        if condition.strategisch is not None and condition.strategisch != ingreep.is_strategic:
            return False
        if (
            condition.activiteiten
            and not ingreep.is_strategic
            and condition.activiteiten.isdisjoint(ingreep.activiteiten)
        ):
            return False
        if condition.laag is not None and not self.is_hit(condition.laag):
            return False
        return condition.grootheid is None or _within(getattr(ingreep, condition.grootheid), condition)

    # --- words ------------------------------------------------------------------------------------------------------

    def say(self, sentence_id: str, **slots: str) -> tuple[str, ...]:
        """Return the sentences of the catalogue under an id, filled in."""
        return self.phrases.say(sentence_id, slots)

    def policy(self, rule: Rule, slots: Mapping[str, str]) -> tuple[str, ...]:
        """Return what the policy of the rule says."""
        return self.phrases.say(rule.zin, slots)

    def remarks(self, rule: Rule, slots: Mapping[str, str]) -> tuple[str, ...]:
        """Return the remarks whose condition holds."""
        return tuple(
            sentence
            for remark in rule.opmerkingen
            if self.holds(remark.als)
            for sentence in self.phrases.say(remark.zin, slots)
        )

    def elsewhere(self, threshold_id: str) -> tuple[str, ...]:
        """Say where a value stands that the sources leave open; nothing when a municipality here has its own."""
        threshold = self.catalogue.drempels[threshold_id]
        if threshold.vindplaats is None or self.limit(threshold_id).waarde is not None:
            return ()
        slots = {"omschrijving": threshold.omschrijving, "vindplaats": threshold.vindplaats}
        return self.say("patroon.waarde_elders", **slots)

    def actions(self, sentence_ids: Sequence[str]) -> tuple[str, ...]:
        """Return actions as sentences."""
        return self.phrases.actions(tuple(sentence_ids))


def speaks(rule: Rule, ingreep: Ingreep) -> bool:
    """Whether the rule has something to say about the activities of an ingreep."""
    if ingreep.is_strategic:
        return rule.strategisch
    return not rule.activiteiten or not rule.activiteiten.isdisjoint(ingreep.activiteiten)


def stricter(one: Limit, other: Limit, threshold: Threshold) -> Limit:
    """Return the stricter of two limits; an unknown value gives way to a known one; equal values keep `one`."""
    if other.waarde is None or one.waarde is None:
        return one if other.waarde is None else other
    lower_wins = threshold.strengste != "hoogste"
    return other if (other.waarde < one.waarde) == lower_wins and other.waarde != one.waarde else one


def _within(value: float | None, condition: Condition) -> bool:
    if value is None:
        return False
    return (condition.van is None or value >= condition.van) and (condition.tot is None or value < condition.tot)
