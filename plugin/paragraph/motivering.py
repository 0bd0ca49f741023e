"""Variant B: the paragraphs for the motivering of a concrete plan (paragraph-standard.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.domain import Outcome, Verdict, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import Block, EvidenceKind, Item, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.outcomes import absent, is_left_out
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, by_subject

# Policy of one finding in the kader: at most so many sentences (paragraph-standard.md W25).
_MOST_POLICY = {Length.KORT: 2, Length.NORMAAL: 3, Length.UITGEBREID: 5}
_MOST_MAPS_BY_NAME = 3


def aspect_sections(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block B3: one section per aspect, in the fixed order. Aspects without a hit are in the lists of B5."""
    subjects = [writer.reading.onderwerpen[name] for name in writer.texts.volgorde_motivering]
    inner = tuple(part for subject in subjects for part in _aspect(writer, subject, length))
    return section(writer, "B3", inner=inner)


def _aspect(writer: Writer, subject: SubjectReading, length: Length) -> tuple[Section, ...]:
    if is_left_out(subject) or (length.is_short and not subject.is_touched):
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
    if length.is_long:
        blocks.extend(paragraphs([*author.cautions(), *author.depths()], length, headings["aandachtspunten"]))
        blocks.extend(bullets((Item((step,)) for step in author.steps(5)), headings["vervolgstappen"]))
    return tuple(blocks)


# --- kader -----------------------------------------------------------------------------------------------------------


def _framework(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """The policy that decides here; with several zones a list, so that 'hier' points at one of them."""
    heading = author.headings["kader"]
    if len(author.findings) == 1:
        return paragraphs(_policy_of(author, author.findings[0], length, named=True), length, heading)
    items = (Item(_policy_of(author, reading, length), reading.titel) for reading in author.findings)
    return bullets(items, heading)


def _policy_of(
    author: SubjectWriter, reading: FindingReading, length: Length, *, named: bool = False
) -> tuple[Sentence, ...]:
    lines = reading.of(Role.BELEID)[: _MOST_POLICY[length]]
    policy = author.writer.quote(reading, lines, citing=True)
    remarks = author.writer.quote(reading, reading.of(Role.OPMERKING)) if not length.is_short else ()
    named_zone = (author.writer.say("aspect.kader_zone", by_finding(reading), zone=reading.zone),) if named else ()
    return (*named_zone, *policy, *author.reading_of_verdict(reading), *remarks)


# --- toets -----------------------------------------------------------------------------------------------------------


def _check(author: SubjectWriter) -> Iterator[Sentence]:
    """Which maps were laid over the plan area; a map check is never called 'onderzoek'."""
    writer = author.writer
    layers = author.reading.layers(Outcome.GERAAKT, Outcome.NIET_GERAAKT)
    names = [writer.reading.layer_name(layer.laag) for layer in layers]
    if not layers:
        yield writer.say("aspect.toets_geen", by_finding(*author.findings) or by_subject(author.subject))
    elif len(names) > _MOST_MAPS_BY_NAME:
        how_many = notation.count(len(names), "kaart", "kaarten")
        yield writer.say("aspect.toets_veel", by_layer(*layers), aantal=how_many)
    else:
        key = "aspect.toets_een" if len(names) == 1 else "aspect.toets_meer"
        said = writer.say(key, by_layer(*layers), kaarten=notation.listing(names))
        days = list(dict.fromkeys(writer.day(layer.bron.peildatum) for layer in layers))
        yield Sentence(
            said.tekst, said.bewijs, verwijzing="peildatum " + notation.listing(days).replace("peildatum ", "")
        )
    if any(reading.finding.rekenregels for reading in author.findings):
        yield writer.say("aspect.toets_ingreep", by_kind(EvidenceKind.INGREEP))


# --- resultaat -------------------------------------------------------------------------------------------------------


def _results(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    heading = author.headings["resultaat"]
    if len(author.findings) == 1:
        return paragraphs(_result_of(author, author.findings[0], length), length, heading)
    return bullets((Item(_result_of(author, reading, length), reading.titel) for reading in author.findings), heading)


def _result_of(author: SubjectWriter, reading: FindingReading, length: Length) -> tuple[Sentence, ...]:
    """Facts and arithmetic; what follows from them stands in the conclusion."""
    writer = author.writer
    situation = author.situation(reading)
    figures = writer.quote(reading, reading.of(Role.REKENWERK))
    if length.is_short:
        return (*situation[:1], *figures[:2])
    assumed = writer.quote(reading, reading.finding.aannames)
    return (*situation, *figures, *assumed)


# --- conclusie -------------------------------------------------------------------------------------------------------


def _conclusions(author: SubjectWriter, length: Length) -> Iterator[Sentence]:
    """One conclusion per verdict, heaviest first; what could not be checked is said beside it."""
    writer = author.writer
    seen: set[Verdict] = set()
    most = 1 if length.is_short else len(author.findings)
    for reading in author.findings[:most]:
        yield from writer.quote(reading, reading.of(Role.GEVOLG))
        verdict = reading.finding.oordeel
        if verdict in seen:
            continue
        seen.add(verdict)
        yield _conclusion(author, reading, verdict)
    unknown = author.reading.unknown_layers
    if unknown:
        names = notation.listing(writer.reading.layer_name(layer.laag) for layer in unknown)
        yield writer.say(
            "conclusie.deels",
            by_layer(*unknown),
            kaarten=f"de kaart {names}" if len(unknown) == 1 else f"de kaarten {names}",
        )


def _conclusion(author: SubjectWriter, reading: FindingReading, verdict: Verdict) -> Sentence:
    writer = author.writer
    evidence = by_finding(reading)
    missing = reading.finding.ontbreekt
    if missing:
        verb = "ontbreekt" if len(set(missing)) == 1 else "ontbreken"
        return writer.say("conclusie.ontbreekt", evidence, invoer=writer.missing(missing), ontbreken=verb)
    activities = writer.activities()
    strategic = f"conclusie.{verdict.value}_strategisch"
    key = strategic if not activities and strategic in writer.texts.zinnen else f"conclusie.{verdict.value}"
    return writer.say(key, evidence, onderwerp=author.subject.naam, activiteiten=activities)


def _municipal_conclusion(author: SubjectWriter) -> tuple[Sentence, ...]:
    question = author.writer.phrase("conclusie.keuze", onderwerp=author.subject.naam)
    evidence = by_finding(*author.findings) or by_subject(author.subject)
    return (author.writer.choice(f"{author.subject.id}.conclusie", question, evidence),)


# --- aspects without a hit -------------------------------------------------------------------------------------------


def _untouched(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """An aspect that is checked without a hit, has no data, or has no map: short, with the next step."""
    writer, reading = author.writer, author.reading
    sentences: list[Sentence] = []
    for layer in reading.layers(Outcome.NIET_GERAAKT):
        name = writer.reading.layer_name(layer.laag)
        said = writer.say("aspect.geraakt_niets", by_layer(layer), kaart=name, geen=absent(writer.texts, layer, name))
        sentences.append(Sentence(said.tekst, said.bewijs, verwijzing=writer.day(layer.bron.peildatum)))
    sentences.extend(author.cautions())
    sentences.extend(_untouched_conclusion(author))
    return paragraphs(sentences, length)


def _untouched_conclusion(author: SubjectWriter) -> Iterator[Sentence]:
    writer, reading = author.writer, author.reading
    step = author.subject.stap
    if reading.layers(Outcome.NIET_GERAAKT):
        yield writer.say("conclusie.niet_geraakt", by_layer(*reading.layers(Outcome.NIET_GERAAKT)))
    elif reading.layers(Outcome.GEEN_GEGEVENS):
        yield from writer.say_all("conclusie.geen_gegevens", by_layer(*reading.lagen), stap=step)
    else:
        evidence = by_layer(*reading.lagen) or by_subject(author.subject)
        yield from writer.say_all("conclusie.niet_getoetst", evidence, stap=step)
