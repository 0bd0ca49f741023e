"""Blocks A6 and B5: what is not touched, what has no data and what was not checked, in lists that never mix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bodem_ondergrond.plugin.domain import LayerOutcome, Outcome, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, table
from bodem_ondergrond.plugin.paragraph.model import Block, Item, Length, Sentence
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, SubjectReading
from bodem_ondergrond.plugin.paragraph.writer import (
    Writer,
    by_finding,
    by_layer,
    by_subject,
    without_brackets,
)

# Names in one 'geen a, b of c': more would make a sentence too long (W31).
_MOST_NAMES = 4
# A reason is about one map; maps that share it are named together.
_ONE_LAYER, _SOME_LAYERS = "deze laag gegevens heeft", "deze lagen gegevens hebben"


def outcome_lists(writer: Writer, length: Length) -> tuple[Block, ...]:
    """Return the lists; the first and the last two are there also when they are empty."""
    headings = writer.texts.koppen
    subjects = tuple(writer.reading.onderwerpen.values())
    ruleless = (Item(touched_without_rule(writer, subject), subject.subject.kop) for subject in subjects)
    return (
        *bullets(ruleless, headings["zonder_regel"]),
        *_not_touched(writer, length),
        *bullets(_or_empty(writer, "geen_gegevens", _without_data(writer)), headings["geen_gegevens"]),
        *bullets(_or_empty(writer, "niet_getoetst", _not_checked(writer)), headings["niet_getoetst"]),
        *bullets(_outside(writer, length), headings["buiten_toets"]),
    )


def absent(writer: Writer, layer: LayerOutcome) -> str:
    """Return what a layer without a hit does not have here, without the word 'geen': `waterwingebied`."""
    known = writer.texts.geen.get(layer.laag)
    return known or writer.phrase("lijst.object_van", kaart=writer.reading.layer_name(layer.laag))


def absent_sentences(
    writer: Writer, layers: Sequence[LayerOutcome], *, conclusion_about: str = ""
) -> tuple[Sentence, ...]:
    """Say in full sentences what the maps do not show here, a few names a sentence, with the date of the maps.

    Args:
        writer: makes the sentences.
        layers: the layers without a hit.
        conclusion_about: the subject that needs no step when these are all its maps; the last sentence says so.
    """
    result = []
    for start in range(0, len(layers), _MOST_NAMES):
        part = layers[start : start + _MOST_NAMES]
        names = notation.listing((absent(writer, layer) for layer in part), "of")
        is_last = start + _MOST_NAMES >= len(layers)
        key = "aspect.zonder_stap" if conclusion_about and is_last else "aspect.niet_geraakt"
        result.append(writer.say(key, by_layer(*part), namen=names, onderwerp=conclusion_about))
    if result:
        result[-1] = replace(result[-1], verwijzing=writer.days(layers))
    return tuple(result)


def touched_without_rule(writer: Writer, subject: SubjectReading) -> tuple[Sentence, ...]:
    """Say which maps touch the plan area while no rule speaks about them for this plan."""
    layers = subject.zonder_regel
    if not layers:
        return ()
    names = notation.listing(writer.reading.layer_name(layer.laag) for layer in layers)
    key = "lijst.zonder_regel_een" if len(layers) == 1 else "lijst.zonder_regel_meer"
    return (writer.say(key, by_layer(*layers), kaarten=names),)


def reason(writer: Writer, layer: LayerOutcome) -> str:
    """Return why a layer says nothing, ready to follow a colon."""
    text = (layer.reden or writer.phrase("lijst.geen_reden")).strip().rstrip(".")
    for name, words in writer.texts.grootheden.items():
        text = re.sub(rf"(?::)?\s*\b{re.escape(name)}\b", f" {words}", text)
    # The reason follows a colon: a second one in it reads badly.
    text = text.replace("ontbreekt: ", "ontbreken " if " en " in text.partition("ontbreekt: ")[2] else "ontbreekt ")
    text = re.sub(r"\bontbreekt (?=(?:de|het) [^.;]+ en (?:de|het) )", "ontbreken ", text)
    return f"{text[:1].lower()}{text[1:]}." if text[1:2].islower() else f"{text}."


def is_left_out(subject: SubjectReading) -> bool:
    """Whether a subject has maps in the catalogue but none of them took part in this check."""
    known = subject.subject
    return not (subject.lagen or subject.is_touched or subject.geparkeerd or known.zonder_kaart)


def is_silent(writer: Writer, subject: SubjectReading) -> bool:
    """Whether a subject needs no word: it is for other activities only and nothing touches it."""
    only_for = subject.subject.alleen_bij
    if subject.geparkeerd:
        return False
    chosen = writer.reading.assessment.plan.ingreep.activiteiten
    return only_for is not None and not subject.is_touched and not subject.lagen and not set(only_for) & set(chosen)


def _or_empty(writer: Writer, name: str, items: Iterator[Item]) -> tuple[Item, ...]:
    found = tuple(items)
    return found or (Item((writer.say(f"lijst.leeg_{name}"),)),)


# --- not touched --------------------------------------------------------------------------------------------------


def _not_touched(writer: Writer, length: Length) -> tuple[Block, ...]:
    heading = writer.texts.koppen["niet_geraakt"]
    groups = [(subject, subject.layers(Outcome.NIET_GERAAKT)) for subject in writer.reading.onderwerpen.values()]
    groups = [(subject, layers) for subject, layers in groups if layers]
    if not groups:
        return bullets((Item((writer.say("lijst.leeg_niet_geraakt"),)),), heading)
    if length.is_long:
        rows = (
            ((subject.subject.kop, f"geen {absent(writer, layer)}", writer.map_reference(layer.laag)), by_layer(layer))
            for subject, layers in groups
            for layer in layers
        )
        return table(writer, "niet_geraakt", rows)
    # One date for all maps stands in the heading; else every line has its own.
    days = {layer.bron.peildatum for _, layers in groups for layer in layers}
    shared = writer.days([layer for _, layers in groups for layer in layers]) if len(days) == 1 else ""
    items = (Item((_absent_line(writer, layers, shared),), subject.subject.kop) for subject, layers in groups)
    return bullets(items, f"{heading} ({shared})" if shared else heading)


def _absent_line(writer: Writer, layers: Sequence[LayerOutcome], shared: str) -> Sentence:
    names = notation.listing((absent(writer, layer) for layer in layers), "of")
    said = writer.say("lijst.niet_geraakt", by_layer(*layers), namen=names)
    return said if shared else replace(said, verwijzing=_dates(writer, layers))


def _dates(writer: Writer, layers: Sequence[LayerOutcome]) -> str:
    """Return the date of the maps, or each map with its own."""
    if len({layer.bron.peildatum for layer in layers}) == 1:
        return writer.days(layers)
    names = [without_brackets(writer.reading.layer_name(layer.laag)) for layer in layers]
    return "; ".join(f"{name}: {writer.day(layer.bron.peildatum)}" for name, layer in zip(names, layers))


# --- no data, not checked -----------------------------------------------------------------------------------------


def _without_data(writer: Writer) -> Iterator[Item]:
    yield from _by_reason(writer, Outcome.GEEN_GEGEVENS)


def _by_reason(writer: Writer, outcome: Outcome) -> Iterator[Item]:
    """Give the layers with an outcome, those with the same reason together."""
    groups: dict[str, list[LayerOutcome]] = {}
    for layer in writer.reading.theme_layers:
        if layer.uitkomst is outcome:
            groups.setdefault(reason(writer, layer), []).append(layer)
    for why, layers in groups.items():
        names = notation.listing(writer.reading.layer_name(layer.laag) for layer in layers)
        names_of = {layer.laag for layer in layers}
        waiting = (reading for reading in _undecided(writer) if reading.finding.laag in names_of)
        evidence = (*by_layer(*layers), *by_finding(*waiting))
        why = why if len(layers) == 1 else why.replace(_ONE_LAYER, _SOME_LAYERS)
        yield Item((writer.say("lijst.met_reden", evidence, naam=names, reden=why),))


def _undecided(writer: Writer) -> Iterator[FindingReading]:
    for subject in writer.reading.onderwerpen.values():
        yield from subject.ongetoetst


def _not_checked(writer: Writer) -> Iterator[Item]:
    yield from _by_reason(writer, Outcome.NIET_GETOETST)
    # A map that could not be judged says itself what is missing; its findings would say so again.
    told = {layer.laag for layer in writer.reading.theme_layers if layer.uitkomst is Outcome.NIET_GETOETST}
    for subject in writer.reading.onderwerpen.values():
        for reading in subject.ongetoetst:
            if reading.finding.laag in told:
                continue
            missing = writer.missing(reading.finding.ontbreekt)
            key = writer.numbered("lijst.nog_niet_bekend", len(reading.finding.ontbreekt))
            why = writer.phrase(key, invoer=missing) if missing else reading.finding.tekst
            yield Item((writer.say("lijst.met_reden", by_finding(reading), naam=reading.titel, reden=why),))
        if subject.subject.zonder_kaart:
            slots = {"naam": subject.subject.kop, "reden": subject.subject.zonder_kaart}
            yield Item((writer.say("lijst.met_reden", by_subject(subject.subject), **slots),))
    others = [
        subject.subject
        for subject in writer.reading.onderwerpen.values()
        if is_left_out(subject) and not is_silent(writer, subject)
    ]
    if others:
        names = notation.listing(subject.naam for subject in others)
        evidence = tuple(part for subject in others for part in by_subject(subject))
        yield Item((writer.say("lijst.niet_gekozen", evidence, onderwerpen=names),))


def _outside(writer: Writer, length: Length) -> Iterator[Item]:
    """What no map of this check can show, for the subjects that took part; touched ones have it in their text."""
    if length.is_short:
        return
    for subject in writer.reading.onderwerpen.values():
        if subject.lagen and not subject.is_touched:
            for statement in subject.subject.buiten_toets:
                yield Item((writer.state(statement, by_subject(subject.subject)),), subject.subject.kop)
