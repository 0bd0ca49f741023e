"""When a rule speaks, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    Catalogue,
    DepthWindowParameters,
    ExemptionParameters,
    LayerSelection,
    LimitParameters,
    ProximityParameters,
    QuantityRangeParameters,
    Rule,
    RuleKind,
    notation,
)


def condition(rule: Rule, catalogue: Catalogue) -> str:
    """Return where, for which activities and by which figures a rule speaks."""
    parts = [_WORDS[rule.soort](rule, catalogue)]
    if rule.activiteiten:
        known = catalogue.activiteiten.values()
        names = [one.naam[:1].lower() + one.naam[1:] for one in known if one.id in rule.activiteiten]
        parts.append(f"voor {notation.listing(names, 'of')}")
    if not rule.strategisch:
        parts.append("niet bij een strategische vraag")
    return "; ".join(parts)


def selection(chosen: LayerSelection, catalogue: Catalogue) -> str:
    """Return a layer with the classes that count."""
    layer = catalogue.lagen[chosen.laag]
    only = [f"{name}: {', '.join(sorted(values))}" for name, values in chosen.klasse.items()]
    without = [f"{name} niet: {', '.join(sorted(values))}" for name, values in chosen.klasse_niet.items()]
    return f"{layer.naam}" + (f" ({'; '.join(only + without)})" if only or without else "")


def threshold(threshold_id: str, catalogue: Catalogue) -> str:
    """Return a threshold with its value and whether it is a setting of the tool."""
    found = catalogue.drempels[threshold_id]
    value = "onbekend" if found.waarde is None else notation.quantity(found.waarde, found.eenheid)
    return f"{value} ({'instelling' if found.instelling else 'beleid'})"


def _layer(rule: Rule, catalogue: Catalogue) -> str:
    return selection(rule.selectie, catalogue) if rule.selectie else ""


def _overlap(rule: Rule, catalogue: Catalogue) -> str:
    return f"raakt {_layer(rule, catalogue)}"


def _remainder(rule: Rule, catalogue: Catalogue) -> str:
    return f"ligt buiten alle vlakken van {_layer(rule, catalogue)}"


def _anywhere(_rule: Rule, _catalogue: Catalogue) -> str:
    return "overal in Drenthe"


def _proximity(rule: Rule, catalogue: Catalogue) -> str:
    parameters = rule.parameters
    if not isinstance(parameters, ProximityParameters):
        return ""
    return f"{_layer(rule, catalogue)} binnen {threshold(parameters.afstand, catalogue)}"


def _window(rule: Rule, catalogue: Catalogue) -> str:
    parameters = rule.parameters
    if not isinstance(parameters, DepthWindowParameters):
        return ""
    windows = [
        f"{value}: {notation.depth_range(depth.van_m, depth.tot_m)}" for value, depth in parameters.vensters.items()
    ]
    return f"raakt {_layer(rule, catalogue)} en de boring komt in het venster ({parameters.veld} {'; '.join(windows)})"


def _range(rule: Rule, _catalogue: Catalogue) -> str:
    p = rule.parameters
    if not isinstance(p, QuantityRangeParameters):
        return ""
    unit, words = QUANTITIES[p.grootheid]
    low = None if p.van is None else f"{'vanaf' if p.van_telt_mee else 'meer dan'} {notation.quantity(p.van, unit)}"
    high = None if p.tot is None else f"{'tot en met' if p.tot_telt_mee else 'tot'} {notation.quantity(p.tot, unit)}"
    limits = " ".join(part for part in (low, high) if part) or "elke waarde"
    return f"{words}: {limits}" + (", ook als die onbekend is" if p.bij_onbekend else "")


def _limit(rule: Rule, catalogue: Catalogue) -> str:
    p = rule.parameters
    if not isinstance(p, LimitParameters):
        return ""
    limits = [f"veld {p.veld}"] if p.veld else []
    limits += [threshold(p.drempel, catalogue)] if p.drempel else []
    where = f"raakt {_layer(rule, catalogue)} en de " if rule.selectie else ""
    return f"{where}{QUANTITIES[p.grootheid][1]} is meer dan {', anders '.join(limits)}"


def _exemption(rule: Rule, catalogue: Catalogue) -> str:
    p = rule.parameters
    if not isinstance(p, ExemptionParameters):
        return ""
    limits = {
        "oppervlakte": p.oppervlakte,
        "diepte": p.diepte,
        "diepte bij niet-kerend woelen": p.diepte_woelen,
        "afstand tot een vindplaats": p.afstand,
    }
    words = [f"{name} {threshold(found, catalogue)}" for name, found in limits.items() if found]
    words += [f"veld {field}" for field in (p.veld_m2, p.veld_cm) if field]
    return f"raakt {_layer(rule, catalogue)}; {p.logica.value.replace('_', ' ')}: {', '.join(words)}"


def _precedence(_rule: Rule, catalogue: Catalogue) -> str:
    functions = [function.naam for function in catalogue.gebruiksorde.functies.values()]
    return f"twee functies vragen dezelfde diepte: {', '.join(functions)}"


_WORDS: Mapping[RuleKind, Callable[[Rule, Catalogue], str]] = {
    RuleKind.OVERLAP: _overlap,
    RuleKind.RESTGEBIED: _remainder,
    RuleKind.NABIJHEID: _proximity,
    RuleKind.DIEPTEVENSTER: _window,
    RuleKind.INGREEPBEREIK: _range,
    RuleKind.VRIJSTELLING: _exemption,
    RuleKind.ACTIVITEIT: _anywhere,
    RuleKind.GRENSWAARDE: _limit,
    RuleKind.VOORRANG: _precedence,
}
