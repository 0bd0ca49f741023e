"""The order of use of the subsurface: two functions claim the same depth, and the policy ranks them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from itertools import combinations
from typing import Any

import shapely

from bodem_ondergrond.plugin.domain import (
    Citation,
    DepthRange,
    Finding,
    PolicyObject,
    Precedence,
    Rule,
    SubsurfaceFunction,
    notation,
)
from bodem_ondergrond.plugin.rules.context import Hits, RuleContext
from bodem_ondergrond.plugin.rules.findings import FindingDraft, policy_objects


class Claim:
    """One function that wants room in the subsurface of the plan area, through one layer or through the ingreep."""

    def __init__(
        self, function: SubsurfaceFunction, depth: DepthRange, context: RuleContext, hits: Hits | None, exact: bool
    ) -> None:
        """Take the function with the depth it claims.

        Args:
            function: the function.
            depth: where it takes place, in m below ground level.
            context: the plan area.
            hits: the objects it rests on; `None` when the ingreep itself is the claim.
            exact: whether the depth is more than an indication.
        """
        self.function = function
        self.depth = depth
        self.hits = hits
        self.exact = exact
        self._context = context

    @property
    def by_ingreep(self) -> bool:
        """Whether the planner wants it; otherwise the map does."""
        return self.hits is None

    @cached_property
    def geometry(self) -> Any:
        """Where in the plan area: the overlap with the map, or all of it."""
        if self.hits is None:
            return self._context.measurement.geometry
        return self.hits.measured.union(self.hits.mask).geometry

    @property
    def marginal(self) -> bool:
        """Whether it rests on a sliver."""
        return self.hits is not None and self.hits.overlap.marginal

    def objects(self) -> tuple[PolicyObject, ...]:
        """Return the objects on the map that it rests on."""
        return () if self.hits is None else policy_objects(self._context, self.hits.measured.data, self.hits.objects)


def evaluate_precedence(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """One finding for each two functions that claim the same depth at the same place of the plan area.

    With activities named, at least one of the two is what the planner wants; a strategic question compares all that
    is on the map.
    """
    if not context.ingreep.is_strategic and not _wanted(context):
        return
    claims = list(_claims(context))
    seen = set()
    for one, other in combinations(claims, 2):
        pair = frozenset((one.function.id, other.function.id))
        if len(pair) < 2 or pair in seen:
            continue
        if not (context.ingreep.is_strategic or one.by_ingreep or other.by_ingreep):
            continue
        depth = _shared(one.depth, other.depth)
        place = None if depth is None else shapely.intersection(one.geometry, other.geometry)
        if depth is None or place is None or shapely.area(place) == 0.0:
            continue
        seen.add(pair)
        yield _finding(rule, context, one, other, depth, float(shapely.area(place)))


def _wanted(context: RuleContext) -> bool:
    """Whether the ingreep itself claims room in the subsurface; most plans do not."""
    functions = context.catalogue.gebruiksorde.functies.values()
    return any(not function.activiteiten.isdisjoint(context.ingreep.activiteiten) for function in functions)


def _claims(context: RuleContext) -> Iterator[Claim]:
    for function in context.catalogue.gebruiksorde.functies.values():
        if not function.activiteiten.isdisjoint(context.ingreep.activiteiten):
            yield Claim(function, _drilled(function.diepte, context), context, hits=None, exact=False)
        for selection in function.lagen:
            if not context.is_hit(selection.laag):
                continue
            hits = context.hits(selection)
            if hits is not None and hits.found:
                layer = context.catalogue.lagen[selection.laag]
                exact = layer.diepte is not None and not layer.diepte_indicatief
                yield Claim(function, layer.diepte or function.diepte, context, hits, exact)


def _drilled(depth: DepthRange, context: RuleContext) -> DepthRange:
    """Return the depth of a function, no deeper than the drilling of the ingreep when that is known."""
    drilling = context.ingreep.boordiepte_m
    if drilling is None:
        return depth
    return DepthRange(depth.van_m if drilling > depth.van_m else 0.0, drilling)


def _shared(one: DepthRange, other: DepthRange) -> DepthRange | None:
    """Return the depth that two ranges have in common; a shared border is nothing."""
    top = max(one.van_m, other.van_m)
    bottoms = [depth.tot_m for depth in (one, other) if depth.tot_m is not None]
    bottom = min(bottoms) if bottoms else None
    return None if bottom is not None and bottom <= top else DepthRange(top, bottom)


def _finding(rule: Rule, context: RuleContext, one: Claim, other: Claim, depth: DepthRange, area_m2: float) -> Finding:
    order = context.catalogue.gebruiksorde
    precedence = order.precedence(one.function.id, other.function.id)
    if precedence is Precedence.TWEEDE:
        one, other = other, one
    draft = FindingDraft(rule, context)
    draft.slots.update(
        eerste=one.function.naam, tweede=other.function.naam, diepte=notation.depth_range(depth.van_m, depth.tot_m)
    )
    pair = f"{one.function.id}+{other.function.id}"
    return draft.finish(
        id=f"{rule.id}/{pair}",
        klasse=pair,
        zinnen=context.policy(rule, draft.slots) + _verdict_sentences(draft, one, other, precedence),
        diepte=depth,
        marginaal=one.marginal or other.marginal,
        overlap_m2=area_m2,
        aandeel=area_m2 / context.measurement.area_m2,
        objecten=one.objects() + other.objects(),
        bronnen=_sources(rule, context, one, other),
        meetkunde=partial(shapely.intersection, one.geometry, other.geometry),
    )


def _verdict_sentences(draft: FindingDraft, one: Claim, other: Claim, precedence: Precedence) -> tuple[str, ...]:
    context = draft.context
    names = {"eerste": one.function.naam, "tweede": other.function.naam}
    pair = context.catalogue.gebruiksorde.pair(one.function.id, other.function.id)
    pattern = "patroon.voorrang_open" if precedence is Precedence.OPEN else "patroon.voorrang_gaat_voor"
    # Without a pair of their own the reason is the place of the one that goes first, or of both when it is equal.
    reason = context.say(pair.zin if pair else one.function.zin, **draft.slots)
    indicative = () if one.exact and other.exact else context.say("patroon.voorrang_indicatief")
    return context.say(pattern, **names) + reason + indicative


def _sources(rule: Rule, context: RuleContext, one: Claim, other: Claim) -> tuple[Citation, ...]:
    pair = context.catalogue.gebruiksorde.pair(one.function.id, other.function.id)
    own = pair.bronnen if pair else one.function.bronnen + other.function.bronnen
    return tuple(dict.fromkeys((*rule.bronnen, *own)))
