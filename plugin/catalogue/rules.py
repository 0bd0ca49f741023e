"""Reading rules from yaml: what all kinds share, and the parameters of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from bodem_ondergrond.plugin.catalogue.fields import Fields
from bodem_ondergrond.plugin.catalogue.sentences import KIND_SLOTS, check_slots
from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    ActivityParameters,
    AuthorityDuty,
    Catalogue,
    CatalogueLayer,
    Citation,
    Condition,
    DepthRange,
    DepthWindowParameters,
    ExemptionLogic,
    ExemptionParameters,
    KindParameters,
    LayerSelection,
    LimitParameters,
    OverlapParameters,
    PrecedenceParameters,
    ProximityParameters,
    QuantityRangeParameters,
    RemainderParameters,
    Remark,
    Rule,
    RuleConditions,
    RuleKind,
    ValueSentences,
    Verdict,
    VerdictOrigin,
    can_convert,
)

_WITHOUT_MAP = {RuleKind.INGREEPBEREIK, RuleKind.ACTIVITEIT, RuleKind.VOORRANG}
_MAP_OPTIONAL = {RuleKind.GRENSWAARDE}


def read_rule(fields: Fields, rule_id: str, theme: str, known: Catalogue) -> Rule:
    """Read one rule; `known` holds everything a rule may refer to (its own `regels` are not used).

    Raises:
        CatalogueError: a reference, key or value is wrong.
    """
    kind = fields.choice("soort", RuleKind)
    without_map = kind in _WITHOUT_MAP or (kind in _MAP_OPTIONAL and "laag" not in fields)
    selection = None if without_map else read_selection(fields, known)
    rule = Rule(
        id=rule_id,
        thema=fields.one_of("thema", known.themas, theme),
        soort=kind,
        selectie=selection,
        per=fields.known("per", known.lagen[selection.laag].velden, ()) if selection else (),
        activiteiten=frozenset(fields.known("activiteiten", known.activiteiten, ())),
        strategisch=fields.flag("strategisch", default=True),
        titel=fields.text("titel"),
        zone_in=fields.text("zone_in"),
        zone_naam=fields.text("zone"),
        oordeel=fields.choice("oordeel", Verdict),
        herkomst_oordeel=fields.choice("herkomst_oordeel", VerdictOrigin),
        bevoegd_gezag=_read_duties(fields, known),
        acties=fields.known("acties", known.zinnen, ()),
        bronnen=fields.citations("bronnen", known.bronnen),
        zin=fields.one_of("zin", known.zinnen, rule_id),
        opmerkingen=tuple(_read_remark(sub, known) for sub in fields.subs("opmerkingen")),
        parameters=_read_parameters(kind, fields, selection, known),
        voorwaarden=_read_conditions(fields, known),
        zinnen_per=_read_value_sentences(fields, selection, known),
        onbekend=fields.known("onbekend", known.drempels, ()),
    )
    _check(fields, rule, known)
    fields.finish()
    return rule


def _check(fields: Fields, rule: Rule, known: Catalogue) -> None:
    where = f"{fields.file}: {rule.id}"
    if rule.zin not in known.zinnen:
        raise fields.error("zin", f"de zin '{rule.zin}' ontbreekt in zinnen.yaml.")
    if not rule.bronnen:
        raise fields.error("bronnen", "een regel noemt ten minste een bron.")
    if rule.id.split(".")[0] not in {*known.lagen, *known.themas} or "." not in rule.id:
        raise fields.error("id", f"'{rule.id}' begint niet met een laag of thema en een punt.")
    if rule.soort is RuleKind.ACTIVITEIT and not rule.activiteiten:
        raise fields.error("activiteiten", "een regel zonder kaart noemt de activiteiten waarvoor hij geldt.")
    limit_field = rule.parameters.veld if isinstance(rule.parameters, LimitParameters) else None
    if limit_field is not None and limit_field not in rule.per:
        raise fields.error(
            "per", f"'{limit_field}' hoort erbij: objecten met een andere grens zijn aparte bevindingen."
        )
    allowed = KIND_SLOTS[rule.soort]
    check_slots(where, known.zinnen[rule.zin], allowed)
    check_slots(where, (rule.zone_in, rule.zone_naam), frozenset({"klasse"}))
    for remark in rule.opmerkingen:
        check_slots(where, known.zinnen[remark.zin], allowed)
    for sentence in rule.zinnen_per.zinnen.values() if rule.zinnen_per else ():
        check_slots(where, known.zinnen[sentence], allowed)
    for sentence in (*rule.acties, *(rule.voorwaarden.zinnen if rule.voorwaarden else ())):
        check_slots(where, known.zinnen[sentence], frozenset())
    for threshold in rule.onbekend:
        if known.drempels[threshold].waarde is not None:
            raise fields.error("onbekend", f"de waarde van '{threshold}' is bekend.")


def read_selection(fields: Fields, known: Catalogue) -> LayerSelection:
    """Read `laag`, `klasse` and `klasse_niet`, and check field names and class values against the layer."""
    layer = known.lagen[fields.one_of("laag", known.lagen)]
    return LayerSelection(layer.id, _read_classes(fields, "klasse", layer), _read_classes(fields, "klasse_niet", layer))


def _read_classes(fields: Fields, key: str, layer: CatalogueLayer) -> Mapping[str, frozenset[str]]:
    if key not in fields:
        fields.value(key, None)
        return {}
    sub = fields.sub(key)
    found = {}
    for name, _ in sub.items():
        if name not in layer.velden:
            raise sub.error(name, f"de laag {layer.id} heeft dit veld niet.")
        allowed = layer.velden[name].waarden
        found[name] = frozenset(sub.known(name, allowed) if allowed else sub.texts(name))
    return found


def _read_duties(fields: Fields, known: Catalogue) -> tuple[AuthorityDuty, ...]:
    duties = []
    for i, raw in enumerate(fields.value("bevoegd_gezag")):
        if isinstance(raw, str):
            raw = {"wie": raw}
        sub = Fields(fields.file, f"{fields.place}.bevoegd_gezag[{i}]", raw)
        activities = frozenset(sub.known("activiteiten", known.activiteiten, ()))
        duties.append(AuthorityDuty(sub.one_of("wie", known.bevoegd_gezag), activities))
        sub.finish()
    return tuple(duties)


def _read_remark(fields: Fields, known: Catalogue) -> Remark:
    sentence = fields.one_of("zin", known.zinnen)
    condition = Condition()
    if "als" in fields:
        sub = fields.sub("als")
        condition = Condition(
            activiteiten=frozenset(sub.known("activiteiten", known.activiteiten, ())),
            laag=sub.one_of("laag", known.lagen, None),
            grootheid=sub.one_of("grootheid", QUANTITIES, None),
            van=sub.number("van", None),
            tot=sub.number("tot", None),
            strategisch=sub.flag("strategisch", default=False) if "strategisch" in sub else None,
        )
        sub.finish()
    fields.finish()
    return Remark(sentence, condition)


def _read_conditions(fields: Fields, known: Catalogue) -> RuleConditions | None:
    if "voorwaarden" not in fields:
        fields.value("voorwaarden", None)
        return None
    sub = fields.sub("voorwaarden")
    conditions = RuleConditions(
        alle=sub.one_of("hoe", ("alle", "een")) == "alle", zinnen=sub.known("zinnen", known.zinnen)
    )
    sub.finish()
    return conditions


def _read_value_sentences(fields: Fields, selection: LayerSelection | None, known: Catalogue) -> ValueSentences | None:
    if "zinnen_per" not in fields:
        fields.value("zinnen_per", None)
        return None
    sub = fields.sub("zinnen_per")
    columns = known.lagen[selection.laag].velden if selection else {}
    column = sub.one_of("veld", columns)
    per_value = sub.sub("zinnen")
    allowed = columns[column].waarden
    sentences = {}
    for value, _ in per_value.items():
        if allowed and value not in allowed:
            raise per_value.error(value, f"de laag kent deze klasse niet; bekend zijn {', '.join(allowed)}.")
        sentences[value.lower()] = per_value.one_of(value, known.zinnen)
    places = _read_value_sources(sub, sentences, known) if "bronnen" in sub else {}
    sub.finish()
    return ValueSentences(column, sentences, places)


def _read_value_sources(fields: Fields, sentences: Mapping[str, str], known: Catalogue) -> dict[str, Citation]:
    """Read the place in a document for each value; every value that has a sentence has one."""
    per_value = fields.sub("bronnen")
    places = {value.lower(): per_value.citation(value, known.bronnen) for value, _ in per_value.items()}
    for value in sorted(set(sentences) - set(places)):
        raise per_value.error(value, "voor deze waarde ontbreekt de bron.")
    return places


def _read_parameters(
    kind: RuleKind, fields: Fields, selection: LayerSelection | None, known: Catalogue
) -> KindParameters:
    raw: Any = fields.value("parameters", {})
    sub = Fields(fields.file, f"{fields.place}.parameters", raw)
    parameters = _READERS[kind](sub, selection, known)
    sub.finish()
    return parameters


def _read_proximity(sub: Fields, _selection: LayerSelection | None, known: Catalogue) -> ProximityParameters:
    return ProximityParameters(sub.one_of("afstand", known.drempels))


def _read_depth_window(sub: Fields, selection: LayerSelection | None, known: Catalogue) -> DepthWindowParameters:
    layer = known.lagen[selection.laag] if selection else None
    field = sub.one_of("veld", layer.velden if layer else ())
    windows = sub.sub("vensters")
    allowed = layer.velden[field].waarden if layer else {}
    depths = {}
    for value, _ in windows.items():
        if allowed and value not in allowed:
            raise windows.error(value, f"de laag kent deze klasse niet; bekend zijn {', '.join(allowed)}.")
        window = windows.sub(value)
        depths[value] = DepthRange(window.number("van_m"), window.number("tot_m", None))
        window.finish()
    return DepthWindowParameters(field, depths)


def _read_quantity_range(sub: Fields, _selection: LayerSelection | None, _known: Catalogue) -> QuantityRangeParameters:
    return QuantityRangeParameters(
        grootheid=sub.one_of("grootheid", QUANTITIES),
        van=sub.number("van", None),
        tot=sub.number("tot", None),
        van_telt_mee=sub.flag("van_telt_mee", default=True),
        tot_telt_mee=sub.flag("tot_telt_mee", default=False),
        bij_onbekend=sub.flag("bij_onbekend", default=False),
    )


def _read_exemption(sub: Fields, selection: LayerSelection | None, known: Catalogue) -> ExemptionParameters:
    columns = known.lagen[selection.laag].velden if selection else {}
    municipal = read_selection(sub.sub("gemeentelijke_kaart"), known) if "gemeentelijke_kaart" in sub else None
    municipal_columns = known.lagen[municipal.laag].velden if municipal else {}
    sub.value("gemeentelijke_kaart", None)
    sites = []
    for site in sub.subs("vindplaatsen"):
        sites.append(read_selection(site, known))
        site.finish()
    return ExemptionParameters(
        logica=sub.choice("onderzoek_bij", ExemptionLogic),
        oordeel_vrijgesteld=sub.choice("oordeel_vrijgesteld", Verdict),
        oppervlakte=sub.one_of("oppervlakte", known.drempels, None),
        diepte=sub.one_of("diepte", known.drempels, None),
        diepte_woelen=sub.one_of("diepte_woelen", known.drempels, None),
        afstand=sub.one_of("afstand", known.drempels, None),
        zoekafstand=sub.one_of("zoekafstand", known.drempels, None),
        vindplaatsen=tuple(sites),
        bouwvoor_lagen=sub.known("bouwvoor_lagen", known.lagen, ()),
        veld_m2=sub.one_of("veld_m2", columns, None),
        veld_cm=sub.one_of("veld_cm", columns, None),
        gemeentelijke_kaart=municipal,
        gemeentelijk_veld_m2=sub.one_of("gemeentelijk_veld_m2", municipal_columns, None),
        gemeentelijk_veld_cm=sub.one_of("gemeentelijk_veld_cm", municipal_columns, None),
        overleg_vanaf=sub.one_of("overleg_vanaf", known.drempels, None),
        overleg_actie=sub.one_of("overleg_actie", known.zinnen, None),
        acties_vrijgesteld=sub.known("acties_vrijgesteld", known.zinnen, ()),
    )


def _read_limit(sub: Fields, selection: LayerSelection | None, known: Catalogue) -> LimitParameters:
    columns = known.lagen[selection.laag].velden if selection else {}
    parameters = LimitParameters(
        grootheid=sub.one_of("grootheid", QUANTITIES),
        oordeel_binnen=sub.choice("oordeel_binnen", Verdict),
        veld=sub.one_of("veld", columns, None),
        drempel=sub.one_of("drempel", known.drempels, None),
        bij_onbekend=sub.flag("bij_onbekend", default=True),
        oordeel_onbekend=sub.choice("oordeel_onbekend", Verdict) if "oordeel_onbekend" in sub else None,
    )
    if parameters.veld is None and parameters.drempel is None:
        raise sub.error("drempel", "noem een veld of een drempel waarmee de grootheid te vergelijken is.")
    if parameters.veld is not None:
        unit, own = columns[parameters.veld].eenheid, QUANTITIES[parameters.grootheid][0]
        if not can_convert(own, unit):
            raise sub.error("veld", f"'{parameters.veld}' is in {unit or 'geen eenheid'} en de grootheid in {own}.")
    return parameters


_Reader = Callable[[Fields, "LayerSelection | None", Catalogue], KindParameters]
_READERS: Mapping[RuleKind, _Reader] = {
    RuleKind.OVERLAP: lambda sub, selection, known: OverlapParameters(),
    RuleKind.RESTGEBIED: lambda sub, selection, known: RemainderParameters(),
    RuleKind.ACTIVITEIT: lambda sub, selection, known: ActivityParameters(),
    RuleKind.NABIJHEID: _read_proximity,
    RuleKind.DIEPTEVENSTER: _read_depth_window,
    RuleKind.INGREEPBEREIK: _read_quantity_range,
    RuleKind.VRIJSTELLING: _read_exemption,
    RuleKind.GRENSWAARDE: _read_limit,
    RuleKind.VOORRANG: lambda sub, selection, known: PrecedenceParameters(),
}
