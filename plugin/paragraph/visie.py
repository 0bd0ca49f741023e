"""Variant A: the chapter on bodem en ondergrond of an omgevingsvisie (paragraph-standard.md 1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bodem_ondergrond.plugin.paragraph.blocks import bullets, grouped, paragraphs, section
from bodem_ondergrond.plugin.paragraph.coherence import MOST_SUBJECTS
from bodem_ondergrond.plugin.paragraph.model import Block, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.reading import Group, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter, inside
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding

# Light matters that the normal text describes; the others it names.
_MOST_LIGHT = 3
_FEW_STEPS = 2


def theme_sections(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block A4: one section per touched theme, the heaviest first."""
    touched = writer.reading.touched
    inner = tuple(part for subject in touched for part in _theme(writer, subject, length))
    return section(writer, "A4", inner=inner)


def _theme(writer: Writer, subject: SubjectReading, length: Length) -> tuple[Section, ...]:
    author = SubjectWriter(writer, subject)
    compose = {Length.KORT: _short, Length.NORMAAL: _normal, Length.UITGEBREID: _long}[length]
    blocks = compose(author, length)
    if not length.is_short and subject in writer.reading.touched[MOST_SUBJECTS:]:
        blocks = (*blocks, *paragraphs(author.step_sentences(_FEW_STEPS), length, author.headings["vervolgstappen"]))
    return section(writer, f"A4-{subject.subject.id}", blocks, heading=subject.subject.kop)


def _short(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """Situatie, betekenis and vervolg of the heaviest matter in one go; the others by name."""
    sentences = [*author.short_findings(), *author.corrections(short=True), *author.choice(), *author.step_sentences(1)]
    return paragraphs(sentences, length)


def _normal(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    headings = author.headings
    chances, cautions = author.chances(), tuple(author.cautions())
    closing = [*chances, *cautions, *author.authority(), *author.choice()]
    return (
        *paragraphs(author.surroundings(), length, headings["situatie"]),
        *(_one_group(author, length) if len(author.groups) == 1 else _per_group(author, length)),
        *paragraphs(author.corrections(), length, headings["aanpassingen"]),
        *paragraphs(closing, length, headings[_closing_heading(chances, cautions)]),
    )


def _closing_heading(chances: Sequence[Sentence], cautions: Sequence[Sentence]) -> str:
    """Return the heading that says what follows, so that it promises no chance that is not there."""
    if chances:
        return "kansen_aandacht" if cautions else "kansen"
    return "aandachtspunten" if cautions else "gezag"


def _one_group(author: SubjectWriter, length: Length) -> Iterator[Block]:
    headings, group = author.headings, author.groups[0]
    situation = author.situation_blocks(group, length, headings["situatie_belang"])
    if len(situation) == 1 and not author.importance():
        yield from situation
    else:
        sentences = [*author.situation(group), *author.importance()]
        yield from paragraphs(sentences, length, headings["situatie_belang"])
    meaning = (author.policy(group), author.arithmetic(group), author.meaning(group))
    yield from grouped(meaning, length, headings["beleid_betekenis"])


def _per_group(author: SubjectWriter, length: Length) -> Iterator[Block]:
    """Several matters: each its own paragraph, so that 'hier' points at one zone; light ones together."""
    yield from paragraphs(author.importance(), length, author.headings["belang"])
    heavy, light = author.heavy_groups(), author.light_groups()
    for group in heavy:
        yield from author.whole(group, length, group.titel)
    shown, named = light[:_MOST_LIGHT], light[_MOST_LIGHT:]
    parts = [author.brief(group) for group in shown]
    closing = [line for group in light[:1] for line in author.meaning(group)]
    if named:
        titles = list(dict.fromkeys(inside(group.titel) for group in named))
        evidence = by_finding(*(reading for group in named for reading in group.leden))
        closing.insert(0, author.others(titles, evidence))
    yield from grouped([*parts, closing], length, author.headings["verder"] if heavy else "")


def _long(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    headings = author.headings
    several = len(author.groups) > 1
    blocks: list[Block] = list(paragraphs(author.importance(), length, headings["belang"]) if several else ())
    blocks.extend(paragraphs(author.ambition(), length, headings["ambitie"]))
    blocks.extend(paragraphs(author.surroundings(), length, headings["situatie"]))
    for group in author.groups:
        blocks.extend(_seven_steps(author, group, length, several=several))
    blocks.extend(bullets(author.municipal_policy(), headings["gemeentelijk"]))
    blocks.extend(author.calculations())
    blocks.extend(paragraphs(author.corrections(), length, headings["aanpassingen"]))
    blocks.extend(paragraphs(author.chances(), length, headings["kansen"]))
    blocks.extend(bullets(author.dilemmas(), headings["dilemmas"]))
    blocks.extend(paragraphs([*author.cautions(), *author.depths()], length, headings["aandachtspunten"]))
    blocks.extend(paragraphs([*author.authority(), *author.choice()], length))
    return tuple(blocks)


def _seven_steps(author: SubjectWriter, group: Group, length: Length, *, several: bool) -> Iterator[Block]:
    headings = author.headings
    situation = author.situation_blocks(group, length, group.titel if several else headings["situatie"])
    yield from situation
    if not several:
        yield from paragraphs(author.importance(), length, headings["belang"])
    # Without a situation the title stands on what comes first.
    opening = group.titel if several and not situation else headings["beleid"]
    yield from paragraphs(author.policy(group), length, opening)
    yield from grouped((author.arithmetic(group), author.meaning(group)), length, headings["betekenis"])
