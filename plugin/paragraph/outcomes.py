"""Blocks A6 and B5: what is not touched, what has no data and what was not checked, in lists that never mix."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.domain import LayerOutcome, Outcome, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, table
from bodem_ondergrond.plugin.paragraph.model import Block, Item, Length, Sentence
from bodem_ondergrond.plugin.paragraph.reading import SubjectReading
from bodem_ondergrond.plugin.paragraph.texts import Texts
from bodem_ondergrond.plugin.paragraph.writer import (
    Writer,
    by_finding,
    by_layer,
    by_subject,
    plain_layer_name,
)


def outcome_lists(writer: Writer, length: Length) -> tuple[Block, ...]:
    """Return the three lists; each is there, also when it is empty."""
    headings = writer.texts.koppen
    return (
        *_not_touched(writer, length),
        *bullets(_or_empty(writer, "geen_gegevens", _without_data(writer)), headings["geen_gegevens"]),
        *bullets(_or_empty(writer, "niet_getoetst", _not_checked(writer)), headings["niet_getoetst"]),
        *bullets(_outside(writer, length), headings["buiten_toets"]),
    )


def absent(texts: Texts, layer: LayerOutcome, name: str) -> str:
    """Return what a layer without a hit does not have here: `geen grondwaterbeschermingsgebied`."""
    return texts.geen.get(layer.laag, f"geen object op de kaart {name}")


def reason(writer: Writer, layer: LayerOutcome) -> str:
    """Return why a layer says nothing, ready to follow a colon."""
    text = (layer.reden or writer.phrase("lijst.geen_reden")).strip().rstrip(".")
    return f"{text[:1].lower()}{text[1:]}." if text[1:2].islower() else f"{text}."


def _or_empty(writer: Writer, name: str, items: Iterator[Item]) -> tuple[Item, ...]:
    found = tuple(items)
    return found or (Item((writer.say(f"lijst.leeg_{name}"),)),)


def _not_touched(writer: Writer, length: Length) -> tuple[Block, ...]:
    heading = writer.texts.koppen["niet_geraakt"]
    groups = [(subject, subject.layers(Outcome.NIET_GERAAKT)) for subject in writer.reading.onderwerpen.values()]
    groups = [(subject, layers) for subject, layers in groups if layers]
    if not groups:
        return bullets((Item((writer.say("lijst.leeg_niet_geraakt"),)),), heading)
    if length.is_long:
        return table(
            writer,
            "niet_geraakt",
            (
                (
                    (
                        subject.subject.kop,
                        absent(writer.texts, layer, writer.reading.layer_name(layer.laag)),
                        writer.map_reference(layer.laag),
                    ),
                    by_layer(layer),
                )
                for subject, layers in groups
                for layer in layers
            ),
        )
    return bullets((Item((_not_touched_line(writer, subject, layers),)) for subject, layers in groups), heading)


def _not_touched_line(writer: Writer, subject: SubjectReading, layers: tuple[LayerOutcome, ...]) -> Sentence:
    names = "; ".join(absent(writer.texts, layer, writer.reading.layer_name(layer.laag)) for layer in layers)
    said = writer.say("lijst.niet_geraakt", by_layer(*layers), onderwerp=subject.subject.kop, geen=names)
    return Sentence(said.tekst, said.bewijs, verwijzing=_maps(writer, layers))


def _maps(writer: Writer, layers: tuple[LayerOutcome, ...]) -> str:
    """Return the dates of the maps: one date for all, or each map with its own."""
    days = {writer.day(layer.bron.peildatum) for layer in layers}
    if len(days) == 1:
        return f"peildatum {days.pop()}".replace("peildatum peildatum", "peildatum")
    names = [plain_layer_name(writer.reading.layer_name(layer.laag)) for layer in layers]
    return "; ".join(f"{name}: {writer.day(layer.bron.peildatum)}" for name, layer in zip(names, layers))


def _without_data(writer: Writer) -> Iterator[Item]:
    for layer in writer.reading.theme_layers:
        if layer.uitkomst is Outcome.GEEN_GEGEVENS:
            yield _layer_item(writer, "lijst.geen_gegevens", layer)


def _layer_item(writer: Writer, key: str, layer: LayerOutcome) -> Item:
    name = writer.reading.layer_name(layer.laag)
    return Item((writer.say(key, by_layer(layer), kaart=name, reden=reason(writer, layer)),))


def _not_checked(writer: Writer) -> Iterator[Item]:
    for layer in writer.reading.theme_layers:
        if layer.uitkomst is Outcome.NIET_GETOETST:
            yield _layer_item(writer, "lijst.niet_getoetst", layer)
    for subject in writer.reading.onderwerpen.values():
        for reading in subject.ongetoetst:
            missing = writer.missing(reading.finding.ontbreekt) or writer.phrase("lijst.geen_reden")
            text = f"nog niet bekend: {missing}." if reading.finding.ontbreekt else f"{missing}."
            evidence = by_finding(reading)
            yield Item((writer.say("lijst.bevinding_niet_getoetst", evidence, titel=reading.titel, reden=text),))
        if subject.subject.zonder_kaart:
            yield Item((_without_map(writer, subject),))
    others = [subject.subject for subject in writer.reading.onderwerpen.values() if is_left_out(subject)]
    if others:
        names = notation.listing(subject.naam for subject in others)
        evidence = tuple(part for subject in others for part in by_subject(subject))
        yield Item((writer.say("lijst.niet_gekozen", evidence, onderwerpen=names),))


def is_left_out(subject: SubjectReading) -> bool:
    """Whether a subject has maps in the catalogue but none of them took part in this check."""
    return not subject.lagen and not subject.is_touched and not subject.subject.zonder_kaart


def _without_map(writer: Writer, subject: SubjectReading) -> Sentence:
    slots = {"onderwerp": subject.subject.kop, "reden": subject.subject.zonder_kaart}
    return writer.say("lijst.onderwerp_niet_getoetst", by_subject(subject.subject), **slots)


def _outside(writer: Writer, length: Length) -> Iterator[Item]:
    """What no map of this check can show, for the subjects that took part."""
    if length.is_short:
        return
    for subject in writer.reading.onderwerpen.values():
        if subject.lagen and not subject.is_touched:
            for statement in subject.subject.buiten_toets:
                yield Item((writer.state(statement, by_subject(subject.subject)),))
