"""Rules with a duty and exemptions: by area, by depth, by distance to known sites (policy.md section 5, Archeologie).

Each test below says whether its exemption holds, whether it could still hold when the planner fills in what is
missing, and shows its arithmetic. Together they decide; a decisive figure that is missing never decides in favour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bodem_ondergrond.plugin.domain import (
    Answer,
    Calculation,
    ExemptionLogic,
    ExemptionParameters,
    Finding,
    Rule,
    notation,
)
from bodem_ondergrond.plugin.rules.context import Hits, Limit, RuleContext, stricter
from bodem_ondergrond.plugin.rules.findings import FindingDraft

_AREA, _DEPTH, _SITE = "oppervlakte_m2", "diepte_cm", "afstand_bekende_vindplaats_m"
# Distances come out of the computation with noise far below a millimetre; a limit of 50 m means 50.000 m.
_DISTANCE_DECIMALS = 3


@dataclass
class ExemptionTest:
    """The outcome of one exemption: does it hold, could it with what is missing, and the account of it."""

    holds: bool = False
    could_hold: bool = False
    sentences: tuple[str, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    missing: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    distance_m: float | None = None


def evaluate_exemption(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    """The plan area lies in a zone with a duty: exempt or not, with the arithmetic."""
    parameters = rule.parameters
    hits = context.hits(rule.selectie) if rule.selectie else None
    if not isinstance(parameters, ExemptionParameters) or hits is None or not hits.found:
        return
    groups = hits.split(rule.per) if rule.per else [((), hits)]
    for key, group in groups:
        yield _finding(FindingDraft(rule, context, group, key), group, parameters)


def _finding(draft: FindingDraft, group: Hits, parameters: ExemptionParameters) -> Finding:
    context, rule = draft.context, draft.rule
    by_area = _area_test(context, group, parameters)
    by_depth = _depth_test(context, group, parameters)
    both = parameters.logica is ExemptionLogic.BEIDE_OVERSCHREDEN
    combine = any if both else all
    exempt = combine((by_area.holds, by_depth.holds))
    undecided = not exempt and combine((by_area.holds or by_area.could_hold, by_depth.holds or by_depth.could_hold))
    if exempt:
        draft.verdict = parameters.oordeel_vrijgesteld
    conclusion = "vrijgesteld" if exempt else "onderzoek_voorlopig" if undecided else "onderzoek"
    actions = parameters.acties_vrijgesteld if exempt else rule.acties
    return draft.finish(
        afstand_m=by_area.distance_m,
        rekenregels=by_area.calculations + by_depth.calculations,
        zinnen=(
            draft.location()
            + context.policy(rule, draft.slots)
            + by_area.sentences
            + by_depth.sentences
            + context.say(f"patroon.{conclusion}")
        ),
        aannames=(
            by_area.assumptions
            + by_depth.assumptions
            + _reading(context, parameters, both=both)
            # A stricter limit changes nothing where research is needed anyway.
            + (_municipal_limits(context, parameters) if exempt or undecided else ())
        ),
        ontbreekt=tuple(dict.fromkeys(by_area.missing + by_depth.missing)) if undecided else (),
        acties=context.actions(actions) + _consultation(context, parameters),
    )


def _reading(context: RuleContext, parameters: ExemptionParameters, *, both: bool) -> tuple[str, ...]:
    """Say which reading of the two limits was used; a duty with one limit needs none."""
    if parameters.oppervlakte is None and parameters.veld_m2 is None:
        return ()
    return context.say("patroon.leeswijze_beide" if both else "patroon.leeswijze_een")


def _municipal_limits(context: RuleContext, parameters: ExemptionParameters) -> tuple[str, ...]:
    """Say that a stricter limit of the municipality was not looked at, where no map and no profile gives one."""
    limits = [limit for limit in (parameters.oppervlakte, parameters.diepte) if limit is not None]
    if not limits or any(context.municipal_values(limit) for limit in limits):
        return ()
    drawn = parameters.gemeentelijke_kaart is not None and context.is_covered(parameters.gemeentelijke_kaart.laag)
    return () if drawn else context.say("patroon.gemeentelijke_grens_niet_getoetst")


# --- by area --------------------------------------------------------------------------------------------------------


def _area_test(context: RuleContext, group: Hits, parameters: ExemptionParameters) -> ExemptionTest:
    if parameters.oppervlakte is None and parameters.veld_m2 is None:
        return ExemptionTest(sentences=context.say("patroon.oppervlakte_geen"))
    limit = _limit(context, group, parameters, parameters.oppervlakte, parameters.veld_m2)
    if limit.waarde is None:
        unknown = context.say("patroon.oppervlakte_grens_onbekend")
        return ExemptionTest(could_hold=True, sentences=unknown, missing=(str(parameters.veld_m2),))
    area = _compare_area(context, limit)
    sites = _site_test(context, parameters)
    if sites is None:
        return area
    possible = sites.holds or sites.could_hold
    # Within the distance of a known site no area helps, so an unknown area is then not what is missing. In a visie each
    # plan has a distance of its own: there the limit is told anyway.
    told = possible or not area.missing or context.is_without_works
    return ExemptionTest(
        holds=area.holds and sites.holds,
        could_hold=(area.holds or area.could_hold) and possible,
        sentences=(area.sentences if told else ()) + sites.sentences,
        calculations=area.calculations + sites.calculations,
        missing=(area.missing + sites.missing) if possible else (),
        assumptions=area.assumptions + sites.assumptions,
        distance_m=sites.distance_m,
    )


def _limit(
    context: RuleContext, group: Hits, parameters: ExemptionParameters, threshold_id: str | None, column: str | None
) -> Limit:
    """Return the limit for area or depth: from the object itself, or the strictest of province and municipality."""
    if threshold_id is None:
        values = [value for value in group.values(str(column)) if value is not None]
        source = f"{group.measured.data.laag} {column}"
        # One object of the group without a value leaves the limit open.
        return Limit(min(values) if len(values) == len(group.objects) else None, source)
    limit = context.limit(threshold_id)
    threshold = context.catalogue.drempels[threshold_id]
    for own in _on_municipal_map(context, parameters, threshold_id):
        limit = stricter(limit, own, threshold)
    return limit


def _on_municipal_map(context: RuleContext, parameters: ExemptionParameters, threshold_id: str) -> list[Limit]:
    columns = {
        parameters.oppervlakte: parameters.gemeentelijk_veld_m2,
        parameters.diepte: parameters.gemeentelijk_veld_cm,
    }
    column = columns.get(threshold_id)
    hits = context.hits(parameters.gemeentelijke_kaart) if parameters.gemeentelijke_kaart and column else None
    if hits is None or column is None or parameters.gemeentelijke_kaart is None:
        return []
    source = f"{parameters.gemeentelijke_kaart.laag} {column}"
    return [Limit(float(value), source, gemeentelijk=True) for value in hits.values(column) if value is not None]


def _compare_area(context: RuleContext, limit: Limit) -> ExemptionTest:
    given = context.disturbed_m2
    area = context.plan_m2 if given is None else given
    grens = float(limit.waarde or 0.0)
    within = area <= grens
    shown = notation.quantity(grens, "m2")
    calculation = Calculation(_AREA, round(area, 2), "m2", "<=", grens, within, limit.bron)
    missing: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    if given is not None:
        sentences = _area_sentences(context, area, grens)
    else:
        som = notation.quantity(area, "m2")
        per_plan = context.is_without_works and not within
        assumptions = () if per_plan else context.say("patroon.oppervlakte_aangenomen", som=som)
        said = "plangebied" if within else "strategisch" if per_plan else "niet_opgegeven"
        slots = {"som": som, "grens": shown} if within else {"grens": shown}
        sentences = context.say(f"patroon.oppervlakte_{said}", **slots)
        missing = () if within else (_AREA,)
    if limit.gemeentelijk:
        stricter_said = "patroon.gemeentelijke_grens" if grens else "patroon.gemeentelijke_grens_niets"
        sentences += context.say(stricter_said, **({"grens": shown} if grens else {}))
    return ExemptionTest(within, bool(missing), sentences, (calculation,), missing, assumptions)


def _area_sentences(context: RuleContext, area: float, grens: float) -> tuple[str, ...]:
    som, shown = notation.quantity(area, "m2"), notation.quantity(grens, "m2")
    if grens == 0:
        return context.say("patroon.oppervlakte_niets_vrij", som=som)
    if area == grens:
        return context.say("patroon.oppervlakte_gelijk", som=som, grens=shown)
    side = "onder" if area < grens else "boven"
    marge = notation.quantity(abs(area - grens), "m2")
    return context.say(f"patroon.oppervlakte_{side}", som=som, marge=marge, grens=shown)


# --- known sites ----------------------------------------------------------------------------------------------------


def _site_test(context: RuleContext, parameters: ExemptionParameters) -> ExemptionTest | None:
    """Whether no known site lies within the distance; `None` when the rule has no such condition."""
    if parameters.afstand is None:
        return None
    limit = context.limit(parameters.afstand)
    radius = float(limit.waarde or 0.0)
    search = search_radius(parameters, lambda threshold: context.limit(threshold).waarde)
    distance = _nearest_site(context, parameters, search)
    untested = [site.laag for site in parameters.vindplaatsen if not context.is_covered(site.laag)]
    straal, vanaf = notation.quantity(radius, "m"), context.works_name
    close = distance is not None and distance <= radius
    known = close or not untested
    met = None if not known else not close
    calculation = Calculation(_SITE, distance, "m", ">", radius, met, limit.bron)
    if close and distance is not None:
        shown = _shown_distance(distance, radius)
        sentences = context.say("patroon.vindplaats_binnen", afstand=shown, vanaf=vanaf, straal=straal)
        if distance == 0.0:
            sentences = context.say("patroon.vindplaats_in", gebied=context.works_area, straal=straal)
        return ExemptionTest(sentences=sentences, calculations=(calculation,), distance_m=distance)
    if untested:
        names = notation.listing([context.catalogue.lagen[laag].naam for laag in untested])
        partly = "deels_" if any(context.is_tested(laag) for laag in untested) else ""
        sentences = context.say(f"patroon.vindplaats_{partly}niet_getoetst", straal=straal, namen=names)
        return ExemptionTest(False, True, sentences, (calculation,), tuple(untested), distance_m=distance)
    if distance is None:
        far = notation.quantity(search, "m")
        sentences = context.say("patroon.vindplaats_geen", zoekafstand=far, vanaf=vanaf)
    else:
        shown = _shown_distance(distance, radius)
        sentences = context.say("patroon.vindplaats_buiten", afstand=shown, vanaf=vanaf, straal=straal)
    return ExemptionTest(True, True, sentences, (calculation,), distance_m=distance)


def search_radius(parameters: ExemptionParameters, value_of: Callable[[str], float | None]) -> float:
    """Return how far from the works known sites are looked for, in m.

    Args:
        parameters: of the rule.
        value_of: gives the value of a threshold as it holds here.
    """
    thresholds = [threshold for threshold in (parameters.afstand, parameters.zoekafstand) if threshold]
    return max((value_of(threshold) or 0.0 for threshold in thresholds), default=0.0)


def _nearest_site(context: RuleContext, parameters: ExemptionParameters, within_m: float) -> float | None:
    found = [context.nearest(site, within_m) for site in parameters.vindplaatsen]
    return min((round(nearest.distance_m, _DISTANCE_DECIMALS) for nearest in found if nearest), default=None)


def _shown_distance(distance: float, radius: float) -> str:
    """Within 10 percent of the limit a rounded figure could seem to decide otherwise (W59, W62)."""
    close_call = abs(distance - radius) <= radius / 10
    return notation.quantity(distance, "m") if close_call else notation.distance(distance)


# --- by depth -------------------------------------------------------------------------------------------------------


def _depth_test(context: RuleContext, group: Hits, parameters: ExemptionParameters) -> ExemptionTest:
    if parameters.diepte is None and parameters.veld_cm is None:
        return ExemptionTest()
    base = _limit(context, group, parameters, parameters.diepte, parameters.veld_cm)
    if base.waarde is None:
        unknown = context.say("patroon.diepte_grens_onbekend")
        return ExemptionTest(could_hold=True, sentences=unknown, missing=(str(parameters.veld_cm),))
    limit = _subsoiling_limit(context, parameters, base)
    depth = context.ingreep.diepte_cm
    within = None if depth is None else depth <= float(limit.waarde or 0.0)
    no_topsoil = _without_topsoil(context, parameters)
    if no_topsoil is not None:
        return _without_depth_exemption(no_topsoil, depth, within, limit)
    shown = notation.quantity(float(limit.waarde or 0.0), "cm")
    calculation = Calculation(_DEPTH, depth, "cm", "<=", limit.waarde, within, limit.bron)
    if depth is None:
        unknown = context.say("patroon.diepte_onbekend", grens=shown)
        return ExemptionTest(could_hold=True, sentences=unknown, calculations=(calculation,), missing=(_DEPTH,))
    sentences = _depth_sentences(context, depth, float(limit.waarde or 0.0), within=bool(within))
    missing = () if within else _missing_for_subsoiling(context, parameters, base, depth)
    return ExemptionTest(bool(within), bool(within or missing), sentences, (calculation,), missing)


def _depth_sentences(context: RuleContext, depth: float, grens: float, *, within: bool) -> tuple[str, ...]:
    shown, limit = notation.quantity(depth, "cm"), notation.quantity(grens, "cm")
    if within:
        return context.say("patroon.diepte_binnen", diepte=shown, grens=limit)
    if grens == 0:
        return context.say("patroon.diepte_niets_vrij", diepte=shown)
    return context.say("patroon.diepte_dieper", diepte=shown, grens=limit)


def _subsoiling_limit(context: RuleContext, parameters: ExemptionParameters, base: Limit) -> Limit:
    """Return the deeper limit for non-inverting subsoiling on farmland, unless a municipality is stricter."""
    ingreep = context.ingreep
    if parameters.diepte_woelen is None or not (ingreep.niet_kerend_woelen.is_yes and ingreep.agrarisch.is_yes):
        return base
    return base if base.gemeentelijk else context.limit(parameters.diepte_woelen)


def _missing_for_subsoiling(
    context: RuleContext, parameters: ExemptionParameters, base: Limit, depth: float
) -> tuple[str, ...]:
    """Name the answer that would still make the deeper limit hold, when the planner answered half of the question."""
    if parameters.diepte_woelen is None or base.gemeentelijk:
        return ()
    deeper = context.limit(parameters.diepte_woelen).waarde
    answers = {name: getattr(context.ingreep, name) for name in ("niet_kerend_woelen", "agrarisch")}
    unknown = tuple(name for name, answer in answers.items() if answer is Answer.ONBEKEND)
    half = any(answer.is_yes for answer in answers.values()) and Answer.NEE not in answers.values()
    return unknown if half and deeper is not None and depth <= deeper else ()


def _without_topsoil(context: RuleContext, parameters: ExemptionParameters) -> ExemptionTest | None:
    """Return why there is no depth exemption for lack of a plough layer; `None` when there may be one."""
    if not parameters.bouwvoor_lagen or context.ingreep.bouwvoor.is_yes:
        return None
    if context.ingreep.bouwvoor is Answer.NEE:
        return ExemptionTest(sentences=context.say("patroon.diepte_geen_bouwvoor"))
    if any(context.is_hit(laag) for laag in parameters.bouwvoor_lagen):
        return ExemptionTest(could_hold=True, assumptions=context.say("patroon.diepte_bouwvoor_onbekend"))
    if any(not context.is_covered(laag) for laag in parameters.bouwvoor_lagen):
        return ExemptionTest(could_hold=True, assumptions=context.say("patroon.diepte_natuur_niet_getoetst"))
    return None


def _without_depth_exemption(
    account: ExemptionTest, depth: float | None, within: bool | None, limit: Limit
) -> ExemptionTest:
    """The plough layer is absent or assumed so: the exemption does not hold; it could when the answer matters."""
    matters = account.could_hold and within is not False
    missing = (("bouwvoor",) + ((_DEPTH,) if depth is None else ())) if matters else ()
    return ExemptionTest(
        holds=False,
        could_hold=matters,
        sentences=account.sentences + account.assumptions,
        calculations=(Calculation(_DEPTH, depth, "cm", "<=", 0.0, _no_depth(depth), limit.bron),),
        missing=missing,
        assumptions=account.assumptions,
    )


def _no_depth(depth: float | None) -> bool | None:
    return None if depth is None else depth <= 0


# --- voorden --------------------------------------------------------------------------------------------------------


def _consultation(context: RuleContext, parameters: ExemptionParameters) -> tuple[str, ...]:
    """Ask for consultation where municipal policy allows the area that the province finds too coarse here."""
    if parameters.overleg_vanaf is None or parameters.overleg_actie is None:
        return ()
    from_m2 = context.catalogue.drempels[parameters.overleg_vanaf].waarde
    own = context.municipal_values(parameters.overleg_vanaf)
    hits = context.hits(parameters.gemeentelijke_kaart) if parameters.gemeentelijke_kaart else None
    values = [limit.waarde for limit in own if limit.waarde is not None]
    if hits is not None and parameters.gemeentelijk_veld_m2:
        values += [value for value in hits.values(parameters.gemeentelijk_veld_m2) if value is not None]
    allowed = from_m2 is not None and any(value >= from_m2 for value in values)
    return context.actions((parameters.overleg_actie,)) if allowed else ()
