"""Rules about something nearby."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bodem_ondergrond.plugin.domain import Calculation, Finding, Outcome, ProximityParameters, Rule, notation
from bodem_ondergrond.plugin.overlay import LayerFailure
from bodem_ondergrond.plugin.rules.context import RuleContext
from bodem_ondergrond.plugin.rules.findings import FindingDraft, object_names, policy_objects


def evaluate_proximity(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """The nearest object of the class lies within the distance of the works."""
    parameters = rule.parameters
    if not isinstance(parameters, ProximityParameters) or rule.selectie is None:
        return
    limit = context.limit(parameters.afstand)
    measured = context.measurement.layer(rule.selectie.laag)
    if limit.waarde is None or isinstance(measured, LayerFailure):
        return
    nearest = context.nearest(rule.selectie, limit.waarde)
    if nearest is None:
        return
    draft = FindingDraft(rule, context)
    found = [nearest.object]
    names = notation.listing(object_names(context, measured.data, found))
    draft.slots.update(
        namen=names,
        afstand=notation.distance(nearest.distance_m),
        straal=notation.distance(limit.waarde),
        vanaf=context.works_name,
    )
    slots = draft.slots
    place = _place(draft, nearest.distance_m)
    named = context.say("patroon.namen", namen=names) if names else ()
    yield draft.finish(
        uitkomst=Outcome.GERAAKT,
        afstand_m=nearest.distance_m,
        objecten=policy_objects(context, measured.data, found),
        rekenregels=(
            Calculation("afstand_m", nearest.distance_m, "m", "<=", limit.waarde, voldaan=True, bron=limit.bron),
        ),
        meetkunde=partial(measured.data.geometries.__getitem__, nearest.object),
        zinnen=place + named + context.policy(rule, slots),
    )


def _place(draft: FindingDraft, distance_m: float) -> tuple[str, ...]:
    """Say how far it is; what lies inside is at no distance from the edge."""
    context, slots = draft.context, draft.slots
    if distance_m == 0.0:
        return context.say("patroon.nabij_in", gebied=context.works_area, zone=slots["zone"])
    names = ("afstand", "vanaf", "zone", "straal")
    return context.say("patroon.nabij", **{name: slots[name] for name in names})
