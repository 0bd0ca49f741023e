"""Blocks A5 and B4 (where themes meet), A7 (next steps) and the block in which the municipality weighs."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import (
    EvidenceKind,
    Item,
    Length,
    Section,
    Sentence,
)
from bodem_ondergrond.plugin.paragraph.reading import SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter
from bodem_ondergrond.plugin.paragraph.texts import Combination
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind

# Steps per subject in the normal text; the long one has all.
_FEW, _ALL = 2, 99


def meetings(writer: Writer, section_id: str, length: Length) -> tuple[Section, ...]:
    """Return the combinations that occur here: where and how deep, both interests, what is left to decide."""
    found = [combination for combination in writer.texts.samenhang if _occurs(writer, combination)]
    if length.is_short:
        found = found[:1]
    blocks = [
        block
        for combination in found
        for block in paragraphs(
            _sentences(writer, combination), length, "" if length.is_short else _names(writer, combination)
        )
    ]
    return section(writer, section_id, blocks)


def _names(writer: Writer, combination: Combination) -> str:
    first, second = (writer.texts.onderwerpen[name] for name in combination.onderwerpen)
    return f"{first.kop} en {second.naam}"


def _occurs(writer: Writer, combination: Combination) -> bool:
    chosen = writer.reading.assessment.plan.ingreep.activiteiten
    if combination.activiteiten and chosen and combination.activiteiten.isdisjoint(chosen):
        return False
    return all(writer.reading.onderwerpen[name].geldend for name in combination.onderwerpen)


def _sentences(writer: Writer, combination: Combination) -> Iterator[Sentence]:
    first, second = (writer.reading.onderwerpen[name] for name in combination.onderwerpen)
    evidence = by_finding(first.geldend[0], second.geldend[0])
    for statement in combination.zinnen:
        yield writer.state(statement, evidence)
    certain = _share(first) + _share(second) > 1
    yield writer.say("samenhang.zelfde_plek" if certain else "samenhang.plek", evidence)
    if combination.keuze:
        yield writer.choice(f"samenhang.{combination.id}", combination.keuze, evidence)


def _share(subject: SubjectReading) -> float:
    """The largest share of a subject: two shares that add up to more than the whole must overlap."""
    return max((reading.finding.aandeel for reading in subject.geldend), default=0.0)


def steps(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block A7: the steps per subject, the heaviest first; the short text has them at the themes."""
    if length.is_short:
        return ()
    most = _ALL if length.is_long else _FEW
    groups = ((subject.subject.kop, SubjectWriter(writer, subject).steps(most)) for subject in writer.reading.touched)
    items = [Item(found, kop) for kop, found in groups if found] or [Item((writer.say("vervolg.geen"),))]
    return section(writer, "A7", bullets(items, numbered=True))


def weighing(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return the block in which the municipality says what it chose, why, and what that excludes."""
    if length.is_short:
        return ()
    evidence = by_kind(EvidenceKind.GEMEENTE, "afweging")
    names = ("keuze", "redenen", "vervalt")
    fields = [writer.choice(f"afweging.{name}", writer.phrase(f"afweging.{name}"), evidence) for name in names]
    return section(writer, "AF", bullets(Item((field,)) for field in fields))
