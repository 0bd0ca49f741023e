"""Variant B: the paragraphs for the motivering of a concrete plan (paragraph-standard.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bodem_ondergrond.plugin.domain import Outcome, Verdict, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import Block, EvidenceKind, Item, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.outcomes import absent_sentences, is_left_out, is_silent, touched_without_rule
from bodem_ondergrond.plugin.paragraph.reading import Group, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, by_subject

# Policy of one matter in the kader: at most so many sentences (paragraph-standard.md W25).
_MOST_POLICY = {Length.KORT: 2, Length.NORMAAL: 3, Length.UITGEBREID: 5}
_MOST_MAPS_BY_NAME = 3


def aspect_sections(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block B3: one section per aspect, in the fixed order."""
    subjects = [writer.reading.onderwerpen[name] for name in writer.texts.volgorde_motivering]
    inner = tuple(part for subject in subjects for part in _aspect(writer, subject, length))
    return section(writer, "B3", inner=inner)


def _aspect(writer: Writer, subject: SubjectReading, length: Length) -> tuple[Section, ...]:
    if is_left_out(subject) or is_silent(writer, subject) or (length.is_short and not subject.is_touched):
        return ()
    author = SubjectWriter(writer, subject)
    blocks = _touched(author, length) if subject.is_touched else _untouched(author, length)
    return section(writer, f"B3-{subject.subject.id}", blocks, heading=subject.subject.kop)


def _touched(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    headings = author.headings
    blocks: list[Block] = [*_framework(author, length)]
    if not length.is_short:
        blocks.extend(paragraphs(_check(author), length, headings["toets"]))
    blocks.extend(_results(author, length))
    if length.is_long:
        blocks.extend(author.calculations())
    blocks.extend(paragraphs(author.corrections(short=length.is_short), length, headings["conclusie_deskundige"]))
    blocks.extend(paragraphs(_conclusions(author, length), length, headings["conclusie_kaart"]))
    blocks.extend(paragraphs(_municipal_conclusion(author), length, headings["conclusie_gemeente"]))
    if not length.is_short:
        cautions = [*author.cautions(), *(author.depths() if length.is_long else ()), *author.authority()]
        blocks.extend(paragraphs(cautions, length, headings["aandachtspunten"]))
    steps = author.steps(1 if length.is_short else 5)
    if length.is_short:
        blocks.extend(paragraphs(steps, length))
    else:
        blocks.extend(bullets((Item((step,)) for step in steps), headings["vervolgstappen"]))
    return tuple(blocks)


# --- kader --------------------------------------------------------------------------------------------------------


def _framework(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """The policy that decides here; with several matters a list, so that 'hier' points at one of them."""
    heading = author.headings["kader"]
    if len(author.groups) == 1:
        return paragraphs(_policy_of(author, author.groups[0], length, named=True), length, heading)
    return bullets((Item(_policy_of(author, group, length), group.titel) for group in author.groups), heading)


def _policy_of(author: SubjectWriter, group: Group, length: Length, *, named: bool = False) -> tuple[Sentence, ...]:
    lines = dict(list(group.lines(Role.BELEID).items())[: _MOST_POLICY[length]])
    policy = author.writer.quote(lines, citing=True)
    remarks = author.writer.quote(group.lines(Role.OPMERKING)) if not length.is_short else ()
    place = group.first.plaats if named and len(group.leden) == 1 else ""
    opening = (author.writer.say("aspect.kader_plaats", by_finding(group.first), plaats=place),) if place else ()
    return (*opening, *policy, *author.reading_of_verdict(group), *remarks)


# --- toets --------------------------------------------------------------------------------------------------------


def _check(author: SubjectWriter) -> Iterator[Sentence]:
    """Which maps were laid over the plan area; a map check is never called 'onderzoek'."""
    writer = author.writer
    layers = author.reading.layers(Outcome.GERAAKT, Outcome.NIET_GERAAKT)
    names = [writer.reading.layer_name(layer.laag) for layer in layers]
    if not layers:
        rests_on = by_finding(*author.reading.geldend) or by_subject(author.subject)
        yield writer.say("aspect.toets_geen", rests_on, onderwerp=author.subject.naam)
    elif len(names) > _MOST_MAPS_BY_NAME:
        how_many = notation.count(len(names), "kaart", "kaarten")
        yield writer.say("aspect.toets_veel", by_layer(*layers), aantal=how_many, onderwerp=author.subject.naam)
    else:
        key = "aspect.toets_een" if len(names) == 1 else "aspect.toets_meer"
        said = writer.say(key, by_layer(*layers), kaarten=notation.listing(names))
        yield replace(said, verwijzing=writer.days(layers))
    if any(reading.finding.rekenregels for reading in author.reading.geldend):
        yield writer.say("aspect.toets_ingreep", by_kind(EvidenceKind.INGREEP), onderwerp=author.subject.naam)


# --- resultaat ----------------------------------------------------------------------------------------------------


def _results(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    heading = author.headings["resultaat"]
    if len(author.groups) == 1:
        group = author.groups[0]
        if len(group.leden) == 1:
            return paragraphs(_result_of(author, group, length), length, heading)
        figures = _figures_of(author, group, length)
        return (*author.situation_blocks(group, length, heading), *paragraphs(figures, length))
    return bullets((Item(_result_of(author, group, length), group.titel) for group in author.groups), heading)


def _result_of(author: SubjectWriter, group: Group, length: Length) -> tuple[Sentence, ...]:
    """Facts and arithmetic; what follows from them stands in the conclusion."""
    situation = author.situation(group)
    return (*(situation[:1] if length.is_short else situation), *_figures_of(author, group, length))


def _figures_of(author: SubjectWriter, group: Group, length: Length) -> tuple[Sentence, ...]:
    figures = author.writer.quote(group.lines(Role.REKENWERK))
    return figures[:2] if length.is_short else (*figures, *author.assumptions(group))


# --- conclusie ----------------------------------------------------------------------------------------------------


def _conclusions(author: SubjectWriter, length: Length) -> Iterator[Sentence]:
    """One conclusion per verdict, heaviest first; what could not be checked is said beside it."""
    writer = author.writer
    seen: set[Verdict] = set()
    for group in author.groups[: 1 if length.is_short else len(author.groups)]:
        yield from writer.quote(group.lines(Role.GEVOLG))
        if group.oordeel not in seen:
            seen.add(group.oordeel)
            yield _conclusion(author, group)
    unknown = author.reading.unknown_layers
    if unknown:
        names = notation.listing(writer.reading.layer_name(layer.laag) for layer in unknown)
        word = "de kaart" if len(unknown) == 1 else "de kaarten"
        yield writer.say("conclusie.deels", by_layer(*unknown), kaarten=f"{word} {names}")


def _conclusion(author: SubjectWriter, group: Group) -> Sentence:
    if not group.missing:
        return author.by_verdict("conclusie", group)
    key = "conclusie.ontbreekt_een" if len(group.missing) == 1 else "conclusie.ontbreekt"
    return author.writer.say(key, by_finding(*group.leden), invoer=author.writer.missing(group.missing))


def _municipal_conclusion(author: SubjectWriter) -> tuple[Sentence, ...]:
    question = author.writer.phrase("conclusie.keuze", onderwerp=author.subject.naam)
    evidence = by_finding(*author.reading.geldend, *author.reading.terzijde) or by_subject(author.subject)
    return (author.writer.choice(f"{author.subject.id}.conclusie", question, evidence),)


# --- aspects without a hit ----------------------------------------------------------------------------------------


def _untouched(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """An aspect that is checked without a hit, has no data, or has no map: short, with the next step."""
    writer, reading = author.writer, author.reading
    sentences = [
        *absent_sentences(writer, reading.layers(Outcome.NIET_GERAAKT)),
        *touched_without_rule(writer, reading),
        *author.cautions(),
        *_untouched_conclusion(author),
    ]
    return paragraphs(sentences, length)


def _untouched_conclusion(author: SubjectWriter) -> Iterator[Sentence]:
    writer, reading, subject = author.writer, author.reading, author.subject
    if reading.layers(Outcome.NIET_GERAAKT, Outcome.GERAAKT):
        layers = reading.layers(Outcome.NIET_GERAAKT, Outcome.GERAAKT)
        yield writer.say("conclusie.niet_geraakt", by_layer(*layers), onderwerp=subject.naam)
        return
    key = "geen_gegevens" if reading.layers(Outcome.GEEN_GEGEVENS) else "niet_getoetst"
    evidence = by_layer(*reading.lagen) or by_subject(subject)
    yield from writer.say_all(f"conclusie.{key}", evidence, stap=subject.stap, onderwerp=subject.naam)
