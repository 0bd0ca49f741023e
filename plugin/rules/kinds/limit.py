"""Rules that hold a figure of the ingreep against a limit: of the object on the map, or of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable, NamedTuple

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    Calculation,
    Finding,
    LimitParameters,
    Outcome,
    Rule,
    Verdict,
    convert,
    notation,
)
from bodem_ondergrond.plugin.rules.context import Limit, RuleContext
from bodem_ondergrond.plugin.rules.findings import FindingDraft

_AREA = "oppervlakte_m2"


class _Figure(NamedTuple):
    """The figure in the unit of the limit; `assumed` when the plan area stands in for the disturbed area."""

    value: float | None
    unit: str
    assumed: bool = False


def evaluate_limit(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """One finding per limit that is hit, or one for a rule without a map. Not checked while a figure is missing."""
    parameters = rule.parameters
    if not isinstance(parameters, LimitParameters):
        return
    for draft in _drafts(rule, context):
        finding = _finding(draft, parameters)
        if parameters.bij_onbekend or finding.uitkomst is not Outcome.NIET_GETOETST:
            yield finding


def _drafts(rule: Rule, context: RuleContext) -> Iterator[FindingDraft]:
    if rule.selectie is None:
        yield FindingDraft(rule, context)
        return
    hits = context.hits(rule.selectie)
    if hits is not None and hits.found:
        groups = hits.split(rule.per) if rule.per else [((), hits)]
        yield from (FindingDraft(rule, context, group, key) for key, group in groups)


def _finding(draft: FindingDraft, parameters: LimitParameters) -> Finding:
    context = draft.context
    limit, unit = _limit(draft, parameters)
    figure = _figure(context, parameters.grootheid, unit, limit.waarde)
    within = None if figure.value is None or limit.waarde is None else figure.value <= limit.waarde
    if within:
        draft.verdict = parameters.oordeel_binnen
    elif within is None and parameters.oordeel_onbekend is not None:
        draft.verdict = parameters.oordeel_onbekend
    draft.slots["grens"] = "onbekend" if limit.waarde is None else notation.quantity(limit.waarde, unit)
    draft.slots["waarde"] = "onbekend" if figure.value is None else notation.quantity(figure.value, figure.unit)
    # The policy itself does not trouble a plan that stays within its limit; where and why still does.
    sentences = draft.location() + context.policy(draft.rule, draft.slots)
    values: dict[str, object] = {
        "zinnen": sentences + _arithmetic(draft, parameters, figure, limit),
        "rekenregels": (
            Calculation(parameters.grootheid, figure.value, figure.unit, "<=", limit.waarde, within, limit.bron),
        ),
        "aannames": _assumptions(draft, figure),
    }
    if within is None:
        values.update(uitkomst=Outcome.NIET_GETOETST, ontbreekt=_missing(parameters, figure, limit))
    if within and draft.verdict is Verdict.GEEN_BELEMMERING:
        values["acties"] = ()
    return draft.finish(**values)


def _shown(quantity: str, unit: str) -> Callable[[float | None], str]:
    """Return how the figures of a comparison are written: a depth of works in cm, also against a map in metres."""
    own_unit = QUANTITIES[quantity][0]
    shown = own_unit if own_unit == "cm" else unit

    def show(value: float | None) -> str:
        return "onbekend" if value is None else notation.quantity(round(convert(value, unit, shown), 6), shown)

    return show


def _limit(draft: FindingDraft, parameters: LimitParameters) -> tuple[Limit, str]:
    """Return the limit and its unit: that of the object, else that of the policy."""
    context, rule = draft.context, draft.rule
    own_unit = QUANTITIES[parameters.grootheid][0]
    if parameters.veld is not None and rule.selectie is not None:
        layer = context.catalogue.lagen[rule.selectie.laag]
        value = draft.key[rule.per.index(parameters.veld)]
        if value is not None or parameters.drempel is None:
            return Limit(value, f"kaartlaag {layer.id}"), layer.velden[parameters.veld].eenheid
    if parameters.drempel is None:
        return Limit(None, str(rule.bronnen[0])), own_unit
    return context.limit(parameters.drempel), context.catalogue.drempels[parameters.drempel].eenheid


def _figure(context: RuleContext, quantity: str, unit: str, limit: float | None) -> _Figure:
    own_unit = QUANTITIES[quantity][0]
    value = context.disturbed_m2 if quantity == _AREA else getattr(context.ingreep, quantity)
    if value is not None:
        return _Figure(convert(value, own_unit, unit), unit)
    whole = convert(context.plan_m2, own_unit, unit) if quantity == _AREA else None
    # The whole plan area is an upper bound of what is disturbed: when that fits, the works fit (policy.md section 3).
    if whole is not None and limit is not None and whole <= limit:
        return _Figure(whole, unit, assumed=True)
    return _Figure(None, unit)


def _arithmetic(draft: FindingDraft, p: LimitParameters, figure: _Figure, limit: Limit) -> tuple[str, ...]:
    say, words = draft.context.say, QUANTITIES[p.grootheid][1]
    show = _shown(p.grootheid, figure.unit)
    slots = {"grootheid": words, "som": show(figure.value), "grens": show(limit.waarde)}
    if figure.value is not None and limit.waarde is not None:
        if figure.value <= limit.waarde:
            return say("patroon.grens_binnen", **slots)
        return say("patroon.grens_boven", marge=show(figure.value - limit.waarde), **slots)
    unknown_limit = say("patroon.grens_onbekend", grootheid=words)
    if p.drempel is not None:
        unknown_limit = draft.context.elsewhere(p.drempel) or unknown_limit
    known_limit = say("patroon.grens_is", grootheid=words, grens=slots["grens"])
    unknown_figure = say("patroon.grens_grootheid_onbekend", grootheid=words) if figure.value is None else ()
    about_limit = unknown_limit if limit.waarde is None else known_limit
    return about_limit + unknown_figure + say("patroon.grens_niet_getoetst")


def _assumptions(draft: FindingDraft, figure: _Figure) -> tuple[str, ...]:
    if not figure.assumed:
        return ()
    return draft.context.say("patroon.oppervlakte_aangenomen", som=draft.slots["waarde"])


def _missing(p: LimitParameters, figure: _Figure, limit: Limit) -> tuple[str, ...]:
    """Name what is missing: the figure of the planner, and the limit by its threshold or field."""
    figures = (p.grootheid,) if figure.value is None else ()
    limits = (p.drempel or p.veld or "",) if limit.waarde is None else ()
    return figures + limits
