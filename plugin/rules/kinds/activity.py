"""Rules without a map: they speak about an activity, or about a figure of the ingreep."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    Calculation,
    Finding,
    QuantityRangeParameters,
    Rule,
    notation,
)
from bodem_ondergrond.plugin.rules.context import RuleContext
from bodem_ondergrond.plugin.rules.findings import FindingDraft


def evaluate_activity(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """The activity is named: the rule holds anywhere in Drenthe."""
    draft = FindingDraft(rule, context)
    named = rule.activiteiten.intersection(context.ingreep.activiteiten) or rule.activiteiten
    draft.slots["activiteiten"] = notation.listing(context.phrases.activity_names(named))
    place = context.say("patroon.activiteit", zone=draft.slots["zone"])
    yield draft.finish(zinnen=place + context.policy(rule, draft.slots))


def evaluate_quantity_range(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """A figure of the ingreep lies in the range of the rule, or is unknown while the rule wants to know."""
    parameters = rule.parameters
    if not isinstance(parameters, QuantityRangeParameters):
        return
    value = getattr(context.ingreep, parameters.grootheid)
    if not (parameters.bij_onbekend if value is None else _in_range(value, parameters)):
        return
    draft = FindingDraft(rule, context)
    unit, words = QUANTITIES[parameters.grootheid]
    draft.slots["waarde"] = "onbekend" if value is None else notation.quantity(value, unit)
    sentences = context.policy(rule, draft.slots)
    if value is None:
        sentences += context.say("patroon.waarde_onbekend", grootheid=words)
    yield draft.finish(
        rekenregels=tuple(_calculations(value, unit, parameters, str(rule.bronnen[0]))),
        zinnen=sentences,
        ontbreekt=(parameters.grootheid,) if value is None else (),
    )


def _in_range(value: float, p: QuantityRangeParameters) -> bool:
    above = p.van is None or value > p.van or (p.van_telt_mee and value == p.van)
    below = p.tot is None or value < p.tot or (p.tot_telt_mee and value == p.tot)
    return above and below


def _calculations(value: float | None, unit: str, p: QuantityRangeParameters, source: str) -> Iterator[Calculation]:
    met = None if value is None else True
    if p.van is not None:
        yield Calculation(p.grootheid, value, unit, ">=" if p.van_telt_mee else ">", p.van, met, source)
    if p.tot is not None:
        yield Calculation(p.grootheid, value, unit, "<=" if p.tot_telt_mee else "<", p.tot, met, source)
