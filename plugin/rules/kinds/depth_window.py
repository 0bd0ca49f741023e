"""Rules about how deep a drilling goes in a zone with a depth range."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.domain import (
    Calculation,
    DepthRange,
    DepthWindowParameters,
    Finding,
    Rule,
    Verdict,
    notation,
)
from bodem_ondergrond.plugin.rules.context import RuleContext
from bodem_ondergrond.plugin.rules.findings import FindingDraft

_FIGURE = "boordiepte_m"


def evaluate_depth_window(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """One finding per zone that is hit: crossed by the drilling, not reached, or, depth unknown, as a window."""
    parameters = rule.parameters
    hits = context.hits(rule.selectie) if rule.selectie else None
    if not isinstance(parameters, DepthWindowParameters) or hits is None or not hits.found:
        return
    position = rule.per.index(parameters.veld)
    for key, group in hits.split(rule.per):
        window = parameters.vensters.get(str(key[position]))
        if window is not None:
            yield _window_finding(FindingDraft(rule, context, group, key), window)


def _window_finding(draft: FindingDraft, window: DepthRange) -> Finding:
    context, depth = draft.context, draft.context.ingreep.boordiepte_m
    draft.slots["venster"] = notation.depth_range(window.van_m, window.tot_m)
    # A drilling to exactly the top of a window does not enter it (policy.md section 5, Bodemenergie).
    crosses = None if depth is None else depth > window.van_m
    source = draft.rule.bronnen[-1]
    sentences = draft.location() + context.policy(draft.rule, draft.slots)
    if depth is None:
        sentences += context.say("patroon.boring_onbekend")
    else:
        reached = "patroon.boring_kruist" if crosses else "patroon.boring_kruist_niet"
        sentences += context.say(reached, waarde=notation.quantity(depth, "m-mv"))
    if crosses is False:
        draft.verdict = Verdict.GEEN_BELEMMERING
    return draft.finish(
        diepte=window,
        rekenregels=(Calculation(_FIGURE, depth, "m", ">", window.van_m, voldaan=crosses, bron=str(source)),),
        zinnen=sentences,
        ontbreekt=(_FIGURE,) if depth is None else (),
        acties=() if crosses is False else context.actions(draft.rule.acties),
    )
