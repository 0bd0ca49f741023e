"""A policy package held against the rules: what is read without trouble and still makes a check say too little.

Values that no rule knows, limits without a value, layers that are missed, objects far away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bodem_ondergrond.plugin.domain import (
    Catalogue,
    CatalogueLayer,
    ExemptionParameters,
    LayerSelection,
    LimitParameters,
    Outcome,
    Rule,
    notation,
)
from bodem_ondergrond.plugin.jobs.package_remarks import Remark, Severity
from bodem_ondergrond.plugin.overlay import LayerData, LayerFailure, PolicyPackage, objects_outside

_PROVINCE = "provincie"
# More object ids than this in one remark help nobody.
_MANY = 10


def missing_layer_remark(failure: LayerFailure, layer: CatalogueLayer, catalogue: Catalogue) -> Remark:
    """Say why a layer cannot be checked and what the user misses by that."""
    rules = [rule for rule in catalogue.regels.values() if rule.selectie and rule.selectie.laag == layer.id]
    missed = f" Daardoor spreekt geen van de {len(rules)} regels van deze laag." if len(rules) > 1 else ""
    missed = f" Daardoor spreekt de regel '{rules[0].titel}' niet." if len(rules) == 1 else missed
    others = sorted({laag for laag in _leaning_layers(layer.id, catalogue) if laag != layer.id})
    if others:
        missed += f" Ook de regels van {notation.listing(others)} kijken naar deze laag."
    severity = Severity.INFO if failure.uitkomst is Outcome.GEEN_GEGEVENS else Severity.FOUT
    return Remark(severity, layer.id, "", failure.reden + missed)


def _leaning_layers(laag: str, catalogue: Catalogue) -> Iterator[str]:
    """Give the layers whose rules also look at this one: known sites, nature, a stricter map."""
    for rule in catalogue.regels.values():
        p = rule.parameters
        if rule.selectie is None or not isinstance(p, ExemptionParameters):
            continue
        municipal = [p.gemeentelijke_kaart.laag] if p.gemeentelijke_kaart else []
        if laag in {*(site.laag for site in p.vindplaatsen), *p.bouwvoor_lagen, *municipal}:
            yield rule.selectie.laag


def content_remarks(data: LayerData, package: PolicyPackage, catalogue: Catalogue) -> Iterator[Remark]:
    """Hold the objects of one layer against the catalogue."""
    yield from _unknown_values(data, catalogue)
    yield from _empty_limits(data, catalogue)
    yield from _far_away(data, package)


def _unknown_values(data: LayerData, catalogue: Catalogue) -> Iterator[Remark]:
    """Text fields by which rules choose: a value that none of them knows may be a slip of the pen."""
    for field, known in _known_values(data.laag, catalogue).items():
        column = data.attributes.get(field)
        if column is None or catalogue.lagen[data.laag].velden[field].waarden:
            continue
        strange: dict[str, list[str]] = {}
        for position, value in enumerate(column):
            if value is not None and str(value).strip().lower() not in known:
                strange.setdefault(str(value), []).append(data.ids[position])
        for value, objects in strange.items():
            words = f"Geen regel kent de waarde '{value}' in veld '{field}' ({_ids(objects)})."
            yield Remark(
                Severity.WAARSCHUWING, data.laag, objects[0], f"{words} Bekend zijn: {', '.join(sorted(known))}."
            )


def _known_values(laag: str, catalogue: Catalogue) -> dict[str, set[str]]:
    """Return for each field by which rules choose objects of a layer the values they name, in lower case."""
    known: dict[str, set[str]] = {}
    for rule in catalogue.regels.values():
        for selection in _selections(rule, laag):
            for field, values in (*selection.klasse.items(), *selection.klasse_niet.items()):
                known.setdefault(field, set()).update(value.lower() for value in values)
        if rule.zinnen_per and rule.selectie and rule.selectie.laag == laag:
            known.setdefault(rule.zinnen_per.veld, set()).update(rule.zinnen_per.zinnen)
    # A field with one named value is a yes or no: any other value means no.
    return {field: values for field, values in known.items() if len(values) > 1}


def _selections(rule: Rule, laag: str) -> list[LayerSelection]:
    return [rule.selectie] if rule.selectie and rule.selectie.laag == laag else []


def _empty_limits(data: LayerData, catalogue: Catalogue) -> Iterator[Remark]:
    """Fields that hold a limit: without a value the rule is not checked there."""
    for rule in catalogue.regels.values():
        p = rule.parameters
        if rule.selectie is None or rule.selectie.laag != data.laag or not isinstance(p, LimitParameters) or not p.veld:
            continue
        column = data.attributes.get(p.veld)
        empty = [data.ids[i] for i, value in enumerate(column if column is not None else ()) if value is None]
        if empty:
            words = f"Veld '{p.veld}' is leeg ({_ids(empty)}): de regel '{rule.titel}' is daar niet te toetsen."
            yield Remark(Severity.WAARSCHUWING, data.laag, "", words)


def _far_away(data: LayerData, package: PolicyPackage) -> Iterator[Remark]:
    """Objects outside Drenthe never matter; when all are, the coordinates are probably of another system."""
    province = package.lagen.get(_PROVINCE)
    if data.laag == _PROVINCE or not isinstance(province, LayerData):
        return
    outside = objects_outside(data, province)
    if len(outside) == len(data):
        words = "Alle objecten liggen buiten Drenthe. Klopt het coördinatenstelsel van de laag?"
        yield Remark(Severity.FOUT, data.laag, "", words)
    elif len(outside):
        words = f"Buiten Drenthe: {_ids(outside)}. De toets gebruikt die niet."
        yield Remark(Severity.INFO, data.laag, "", words)


def _ids(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:_MANY])
    more = f" en {len(ids) - _MANY} andere" if len(ids) > _MANY else ""
    return f"object {shown}" if len(ids) == 1 else f"objecten {shown}{more}"
