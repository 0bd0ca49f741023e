"""From measurements to findings: every rule that speaks about a plan area is asked, in the order of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Callable

import numpy as np

from bodem_ondergrond.plugin.domain import (
    Catalogue,
    ExemptionParameters,
    Finding,
    Ingreep,
    LayerSelection,
    PlanArea,
    ProximityParameters,
    Rule,
    RuleKind,
)
from bodem_ondergrond.plugin.overlay import LayerData, Measurements, PlanMeasurement
from bodem_ondergrond.plugin.rules.context import RuleContext, Selections, speaks
from bodem_ondergrond.plugin.rules.kinds.activity import evaluate_activity, evaluate_quantity_range
from bodem_ondergrond.plugin.rules.kinds.depth_window import evaluate_depth_window
from bodem_ondergrond.plugin.rules.kinds.exemption import evaluate_exemption, search_radius
from bodem_ondergrond.plugin.rules.kinds.limit import evaluate_limit
from bodem_ondergrond.plugin.rules.kinds.overlap import evaluate_overlap, evaluate_remainder
from bodem_ondergrond.plugin.rules.kinds.precedence import evaluate_precedence
from bodem_ondergrond.plugin.rules.kinds.proximity import evaluate_proximity

KindEvaluator = Callable[[Rule, RuleContext], Iterator[Finding]]

EVALUATORS: Mapping[RuleKind, KindEvaluator] = {
    RuleKind.OVERLAP: evaluate_overlap,
    RuleKind.RESTGEBIED: evaluate_remainder,
    RuleKind.NABIJHEID: evaluate_proximity,
    RuleKind.DIEPTEVENSTER: evaluate_depth_window,
    RuleKind.VRIJSTELLING: evaluate_exemption,
    RuleKind.INGREEPBEREIK: evaluate_quantity_range,
    RuleKind.ACTIVITEIT: evaluate_activity,
    RuleKind.GRENSWAARDE: evaluate_limit,
    RuleKind.VOORRANG: evaluate_precedence,
}
# Kinds that can speak about a layer that the plan area does not overlap.
_BEYOND_HITS = {RuleKind.RESTGEBIED, RuleKind.NABIJHEID}


# Sets of activities whose rules are remembered; a batch has a few.
_REMEMBERED = 1_000


class _Rules:
    """The rules that speak about some activities, by what they need."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Sort the rules."""
        self.by_layer: dict[str, list[Rule]] = defaultdict(list)
        self.beyond: list[tuple[str, Rule]] = []
        self.without_map: list[Rule] = []
        for rule in rules:
            if rule.selectie is None:
                self.without_map.append(rule)
            elif rule.soort in _BEYOND_HITS:
                self.beyond.append((rule.selectie.laag, rule))
            else:
                self.by_layer[rule.selectie.laag].append(rule)

    @property
    def with_map(self) -> Iterator[Rule]:
        """The rules that look at a map."""
        yield from (rule for rules in self.by_layer.values() for rule in rules)
        yield from (rule for _, rule in self.beyond)


class Evaluator:
    """Judges plan areas by one catalogue. Keeps what can be reused between plan areas; holds no results."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Sort the rules by what they need."""
        self._catalogue = catalogue
        self._selections = Selections()
        self._theme_position = {theme: i for i, theme in enumerate(catalogue.themas)}
        self._layer_position = {layer: i for i, layer in enumerate(catalogue.lagen)}
        self._rules: dict[tuple[str, ...], _Rules] = {}

    def prepare(self, plans: Sequence[PlanArea], measurements: Measurements) -> None:
        """Have what the rules will ask of many plan areas worked out at once, before they are judged one by one.

        Changes no result. Meant for the thread that measures, so that judging does not have to wait for geometry.
        """
        different = {plan.ingreep.activiteiten: plan.ingreep for plan in plans}
        rules = {rule.id: rule for ingreep in different.values() for rule in self._speaking(ingreep).with_map}
        masks: dict[str, dict[int, np.ndarray]] = defaultdict(dict)
        for rule in rules.values():
            if rule.selectie and rule.soort is not RuleKind.NABIJHEID:
                for data, mask in self._chosen(rule.selectie, measurements):
                    masks[data.laag][id(mask)] = mask
            for selection, within_m in self._searches(rule):
                for data, mask in self._chosen(selection, measurements):
                    measurements.look_around(data.laag, mask, within_m)
        for laag, wanted in masks.items():
            measurements.join(laag, wanted.values())
            measurements.look_for_slivers(laag)

    def _chosen(self, selection: LayerSelection, measurements: Measurements) -> Iterator[tuple[LayerData, np.ndarray]]:
        """Yield the layer of a selection with the objects it takes; nothing when the layer has no data."""
        data = measurements.data(selection.laag)
        if data is not None:
            yield data, self._selections.mask(data, selection)

    def _searches(self, rule: Rule) -> Iterator[tuple[LayerSelection, float]]:
        """Yield what a rule looks for around plan areas, and how far in m by the limits of the province."""

        def value_of(threshold: str) -> float | None:
            return self._catalogue.drempels[threshold].waarde

        parameters = rule.parameters
        if isinstance(parameters, ExemptionParameters):
            yield from ((site, search_radius(parameters, value_of)) for site in parameters.vindplaatsen)
        if isinstance(parameters, ProximityParameters) and rule.selectie:
            yield rule.selectie, value_of(parameters.afstand) or 0.0

    def evaluate(
        self,
        plan: PlanArea,
        measurement: PlanMeasurement,
        layers: Sequence[str],
        gemeenten: Sequence[str] = (),
        *,
        in_drenthe: bool = True,
    ) -> tuple[Finding, ...]:
        """Return all findings for one plan area, in the order of the result JSON.

        Args:
            plan: the plan area with its ingreep.
            measurement: the plan area measured against the layers.
            layers: ids of the layers that take part in this check.
            gemeenten: codes of the municipalities the plan area lies in: their own limits count.
            in_drenthe: whether any of the plan area lies in Drenthe; rules without a map hold nowhere else.
        """
        context = RuleContext(plan, measurement, self._catalogue, gemeenten, self._selections)
        findings = [
            finding
            for rule in self._candidates(context, layers)
            if in_drenthe or rule.selectie is not None
            for finding in EVALUATORS[rule.soort](rule, context)
        ]
        return tuple(sorted(findings, key=self._order))

    def leans_on(self, layers: Sequence[str]) -> tuple[str, ...]:
        """Return the layers and those that their rules also look at: known sites, nature, built-up area."""
        chosen = set(layers)
        rules = [rule for rule in self._catalogue.regels.values() if rule.selectie and rule.selectie.laag in chosen]
        also = [laag for rule in rules for laag in _other_layers(rule)]
        functions = self._catalogue.gebruiksorde.functies.values()
        claims = [selection.laag for function in functions for selection in function.lagen]
        if not chosen.isdisjoint(claims):
            also += claims
        return tuple(dict.fromkeys((*layers, *also)))

    def _candidates(self, context: RuleContext, layers: Sequence[str]) -> Iterator[Rule]:
        rules, measurement = self._speaking(context.ingreep), context.measurement
        chosen = set(layers)
        for laag in measurement.touched & chosen:
            if laag in rules.by_layer and context.is_hit(laag):
                yield from rules.by_layer[laag]
        yield from (rule for laag, rule in rules.beyond if laag in chosen)
        yield from rules.without_map

    def _speaking(self, ingreep: Ingreep) -> _Rules:
        """Return the rules that have something to say about the activities of an ingreep."""
        known = self._rules.get(ingreep.activiteiten)
        if known is None:
            if len(self._rules) >= _REMEMBERED:
                self._rules.clear()
            known = _Rules(rule for rule in self._catalogue.regels.values() if speaks(rule, ingreep))
            self._rules[ingreep.activiteiten] = known
        return known

    def _order(self, finding: Finding) -> tuple[int, int, int, str]:
        # Rules without a layer come after those with one.
        layer = self._layer_position[finding.laag] if finding.laag else len(self._layer_position)
        return self._theme_position[finding.thema], layer, finding.oordeel.rank, finding.id


def _other_layers(rule: Rule) -> Iterator[str]:
    """Yield the layers that a rule looks at besides its own."""
    yield from (remark.als.laag for remark in rule.opmerkingen if remark.als.laag)
    parameters = rule.parameters
    if isinstance(parameters, ExemptionParameters):
        yield from (site.laag for site in parameters.vindplaatsen)
        yield from parameters.bouwvoor_lagen
        if parameters.gemeentelijke_kaart:
            yield parameters.gemeentelijke_kaart.laag
