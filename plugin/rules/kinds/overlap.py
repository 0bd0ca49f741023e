"""Rules about a map alone: in a zone, or outside all zones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import shapely

from bodem_ondergrond.plugin.domain import Finding, Outcome, Rule, notation
from bodem_ondergrond.plugin.overlay import Overlap
from bodem_ondergrond.plugin.rules.context import RuleContext
from bodem_ondergrond.plugin.rules.findings import FindingDraft


def evaluate_overlap(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """The plan area overlaps objects of the class: one finding per group."""
    hits = context.hits(rule.selectie) if rule.selectie else None
    if hits is None or not hits.found:
        return
    groups = hits.split(rule.per) if rule.per else [((), hits)]
    for key, group in groups:
        draft = FindingDraft(rule, context, group, key)
        yield draft.finish(zinnen=draft.location() + context.policy(rule, draft.slots))


def evaluate_remainder(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """(Part of) the plan area lies outside all objects of the selection, where the layer does have data."""
    hits = context.hits(rule.selectie) if rule.selectie else None
    if hits is None or not hits.measured.covered:
        return
    union = hits.measured.union(hits.mask)
    rest_m2 = context.measurement.area_m2 - union.area_m2 - hits.measured.outside_m2
    if rest_m2 <= hits.measured.data.tolerance_m2:
        return
    draft = FindingDraft(rule, context)
    share = rest_m2 / context.measurement.area_m2
    draft.slots.update(opp=notation.area(rest_m2), aandeel=notation.share(share))
    whole = union.area_m2 == 0 and hits.measured.outside_m2 == 0
    zone_in = draft.slots["zone_in"]
    if whole:
        place = context.say("patroon.ligging_geheel", zone_in=zone_in)
        rest = partial(getattr, context.measurement, "geometry")
    else:
        size = {"opp": draft.slots["opp"], "aandeel": draft.slots["aandeel"]}
        place = context.say("patroon.ligging_deel", zone_in=zone_in, **size)
        rest = partial(_outside, context, union, hits.measured.data.coverage)
    yield draft.finish(
        uitkomst=Outcome.GERAAKT if union.area_m2 else Outcome.NIET_GERAAKT,
        overlap_m2=rest_m2,
        aandeel=share,
        meetkunde=rest,
        zinnen=place + context.policy(rule, draft.slots),
    )


def _outside(context: RuleContext, union: Overlap, coverage: Any) -> Any:
    rest = context.measurement.geometry
    if union.geometry is not None:
        rest = shapely.difference(rest, union.geometry)
    return rest if coverage is None else shapely.intersection(rest, coverage)
