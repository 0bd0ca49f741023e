"""Variant A: the chapter on bodem en ondergrond of an omgevingsvisie (paragraph-standard.md 1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.paragraph.blocks import paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import Block, Length, Section
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter
from bodem_ondergrond.plugin.paragraph.writer import Writer


def theme_sections(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block A4: one section per touched theme, the heaviest first."""
    inner = tuple(part for subject in writer.reading.touched for part in _theme(writer, subject, length))
    return section(writer, "A4", inner=inner)


def _theme(writer: Writer, subject: SubjectReading, length: Length) -> tuple[Section, ...]:
    author = SubjectWriter(writer, subject)
    compose = {Length.KORT: _short, Length.NORMAAL: _normal, Length.UITGEBREID: _long}[length]
    return section(writer, f"A4-{subject.subject.id}", compose(author, length), heading=subject.subject.kop)


def _short(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """Situatie, betekenis and vervolg of the heaviest finding in one go; the others by name."""
    sentences = [*author.short_findings(), *author.corrections(short=True), *author.choice(), *author.steps(1)]
    return paragraphs(sentences, length)


def _normal(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    headings = author.headings
    closing = [*author.chances(), *author.cautions(), *author.choice(), *author.authority()]
    return (
        *(_one_finding(author, length) if len(author.findings) == 1 else _per_finding(author, length)),
        *paragraphs(author.corrections(), length, headings["aanpassingen"]),
        *paragraphs(closing, length, headings["kansen_aandacht"]),
    )


def _one_finding(author: SubjectWriter, length: Length) -> Iterator[Block]:
    headings, finding = author.headings, author.findings[0]
    yield from paragraphs([*author.situation(finding), *author.importance()], length, headings["situatie_belang"])
    meaning = [*author.policy(finding), *author.arithmetic(finding), *author.meaning(finding)]
    yield from paragraphs(meaning, length, headings["beleid_betekenis"])


def _per_finding(author: SubjectWriter, length: Length) -> Iterator[Block]:
    """Several findings: each its own paragraph, so that 'hier' points at one zone; light ones together."""
    yield from paragraphs(author.importance(), length, author.headings["belang"])
    for finding in author.heavy_findings():
        yield from paragraphs(author.whole(finding), length, finding.titel)
    light = [line for finding in author.light_findings() for line in author.whole(finding)]
    yield from paragraphs(light, length, author.headings["verder"] if author.heavy_findings() else "")


def _long(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    headings = author.headings
    several = len(author.findings) > 1
    blocks: list[Block] = list(paragraphs(author.importance(), length, headings["belang"]) if several else ())
    for finding in author.findings:
        blocks.extend(_seven_steps(author, finding, length, several=several))
    blocks.extend(author.calculations())
    blocks.extend(paragraphs(author.corrections(), length, headings["aanpassingen"]))
    blocks.extend(paragraphs(author.chances(), length, headings["kansen"]))
    blocks.extend(paragraphs([*author.cautions(), *author.depths()], length, headings["aandachtspunten"]))
    blocks.extend(paragraphs([*author.choice(), *author.authority()], length))
    return tuple(blocks)


def _seven_steps(author: SubjectWriter, finding: FindingReading, length: Length, *, several: bool) -> Iterator[Block]:
    headings = author.headings
    yield from paragraphs(author.situation(finding), length, finding.titel if several else headings["situatie"])
    if not several:
        yield from paragraphs(author.importance(), length, headings["belang"])
    yield from paragraphs(author.policy(finding), length, headings["beleid"])
    meaning = [*author.arithmetic(finding), *author.meaning(finding)]
    yield from paragraphs(meaning, length, headings["betekenis"])
