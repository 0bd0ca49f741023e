"""Reading the profile of a municipality: its own thresholds, documents, policy and layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bodem_ondergrond.plugin.catalogue.fields import Fields
from bodem_ondergrond.plugin.catalogue.rules import read_rule
from bodem_ondergrond.plugin.catalogue.statements import blocks, cited, read_statement
from bodem_ondergrond.plugin.domain import (
    Catalogue,
    CatalogueLayer,
    MunicipalDocument,
    MunicipalProfile,
    MunicipalValue,
    Rule,
    Statement,
    StatementKind,
    Threshold,
    notation,
)

ReadLayer = Callable[[str, Fields, Catalogue], CatalogueLayer]


def read_profile(fields: Fields, known: Catalogue, read_layer: ReadLayer) -> MunicipalProfile:
    """Read one profile; `read_layer` reads a layer as `lagen.yaml` writes it.

    Raises:
        CatalogueError: a key, reference or value is wrong, or a threshold is given that no municipality may change.
    """
    code = fields.text("code")
    layers = {name: _read_own_layer(code, name, sub, known, read_layer) for name, sub in blocks(fields, "lagen")}
    sentences = _read_own_sentences(fields, known)
    wider = replace(known, lagen={**known.lagen, **layers}, zinnen={**known.zinnen, **sentences})
    profile = MunicipalProfile(
        code=code,
        naam=fields.text("naam"),
        drempels=_read_values(fields, known),
        onbekend={sub.one_of("drempel", known.drempels): _read_unknown(sub) for sub in fields.subs("onbekend")},
        documenten=tuple(_read_document(sub, known) for sub in fields.subs("documenten")),
        uitspraken=tuple(_read_own_statement(code, name, sub, known) for name, sub in blocks(fields, "uitspraken")),
        lagen=layers,
        zinnen=sentences,
        regels={name: _read_own_rule(name, sub, known, wider) for name, sub in blocks(fields, "regels")},
    )
    fields.finish()
    return profile


def _read_values(fields: Fields, known: Catalogue) -> dict[str, MunicipalValue]:
    values = {}
    for sub in fields.subs("drempels"):
        threshold = _changeable(sub, known)
        values[threshold.id] = MunicipalValue(sub.number("waarde"), sub.citation("bron", known.bronnen))
        sub.finish()
    return values


def _changeable(sub: Fields, known: Catalogue) -> Threshold:
    threshold = known.drempels[sub.one_of("drempel", known.drempels)]
    if threshold.strengste is None:
        raise sub.error("drempel", f"'{threshold.id}' kan een gemeente niet wijzigen.")
    return threshold


def _read_unknown(sub: Fields) -> str:
    place: str = sub.text("vindplaats")
    sub.finish()
    return place


def _read_document(sub: Fields, known: Catalogue) -> MunicipalDocument:
    document = MunicipalDocument(
        titel=sub.text("titel"),
        datum=sub.text("datum"),
        status=sub.text("status"),
        onderwerp=sub.text("onderwerp"),
        bronnen=cited(sub, known),
    )
    sub.finish()
    return document


def _read_own_statement(code: str, name: str, sub: Fields, known: Catalogue) -> Statement:
    return read_statement(
        sub,
        f"{code.lower()}.{name}",
        sub.choice("soort", StatementKind, StatementKind.BELEID),
        known,
        theme=sub.one_of("thema", known.themas, ""),
        municipality=code,
    )


def _read_own_layer(code: str, name: str, sub: Fields, known: Catalogue, read_layer: ReadLayer) -> CatalogueLayer:
    if name in known.lagen:
        raise sub.error(name, "deze laag staat al in de catalogus; een gemeente voegt alleen eigen lagen toe.")
    layer = read_layer(name, sub, known)
    sub.finish()
    return replace(layer, gemeente=code)


def _read_own_sentences(fields: Fields, known: Catalogue) -> dict[str, tuple[str, ...]]:
    if "zinnen" not in fields:
        fields.value("zinnen", None)
        return {}
    sub = fields.sub("zinnen")
    sentences = {name: tuple(map(notation.bind_units, sub.texts(name))) for name, _ in sub.items()}
    for name in sentences:
        if name in known.zinnen:
            raise sub.error(name, "deze zin bestaat al; een gemeente voegt alleen eigen zinnen toe.")
    return sentences


def _read_own_rule(name: str, sub: Fields, known: Catalogue, wider: Catalogue) -> Rule:
    if name in known.regels:
        raise sub.error(name, "deze regel bestaat al; een gemeente voegt alleen eigen regels toe.")
    return read_rule(sub, name, sub.one_of("thema", known.themas), wider)
