"""Variant A: the chapter on bodem en ondergrond of an omgevingsvisie (paragraph-standard.md 1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bodem_ondergrond.plugin.paragraph.blocks import bullets, grouped, paragraphs, section, word_count
from bodem_ondergrond.plugin.paragraph.coherence import MOST_SUBJECTS
from bodem_ondergrond.plugin.paragraph.model import Block, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.reading import Group, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter, closing_heading, inside
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding

# Light matters that the normal text describes; the others it names.
_MOST_LIGHT = 3
_FEW_STEPS = 2
# A theme in the long text (paragraph-standard.md 1.4): what decides is never left out for it, general policy is.
_MOST_WORDS = 350


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
        *paragraphs(closing, length, headings[closing_heading(chances, cautions)]),
    )


def _one_group(author: SubjectWriter, length: Length) -> Iterator[Block]:
    headings, group = author.headings, author.groups[0]
    situation = author.situation_blocks(group, length, headings["situatie_belang"])
    if len(situation) == 1 and not author.importance():
        yield from situation
    else:
        sentences = [*author.situation(group), *author.importance()]
        yield from paragraphs(sentences, length, headings["situatie_belang" if situation else "belang"])
    parts = (author.policy(group), author.arithmetic(group), _judged(author, [group]))
    yield from grouped(parts, length, headings["beleid_betekenis"])


def _per_group(author: SubjectWriter, length: Length) -> Iterator[Block]:
    """Several matters: each its own paragraph, so that 'hier' points at one zone; what they mean stands together."""
    heavy, light = author.heavy_groups(), author.light_groups()
    if heavy:
        yield from paragraphs(author.importance(), length, author.headings["belang"])
    for group in heavy:
        yield from author.whole(group, length, group.titel)
    shown, named = light[:_MOST_LIGHT], light[_MOST_LIGHT:]
    parts = [author.brief(group) for group in shown]
    titles = list(dict.fromkeys(inside(group.titel) for group in named))
    if titles:
        parts.append((author.others(titles, by_finding(*(reading for group in named for reading in group.leden))),))
    yield from grouped(parts, length, author.headings["verder" if heavy else "situatie"])
    yield from paragraphs(_judged(author, (*heavy, *shown)), length, author.headings["betekenis"])


def _judged(author: SubjectWriter, groups: Sequence[Group]) -> tuple[Sentence, ...]:
    """What matters come to: which verdicts are a reading, and what they mean for the plan."""
    return (*author.readings(groups), *author.meanings(groups))


def _long(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """Everything that decides here; general policy is added as far as the norm leaves room for it."""
    headings = author.headings
    opening = _opening(author, length)
    body = [*_matters(author, length), *bullets(author.municipal_policy(), headings["gemeentelijk"])]
    body.extend(author.calculations())
    body.extend(paragraphs(author.corrections(), length, headings["aanpassingen"]))
    body.extend(paragraphs(author.chances(), length, headings["kansen"]))
    closing = [
        *paragraphs([*author.cautions(), *author.depths()], length, headings["aandachtspunten"]),
        *paragraphs([*author.authority(), *author.choice()], length),
    ]
    room = _MOST_WORDS - word_count([*opening, *body, *closing])
    ambition = paragraphs(author.ambition(), length, headings["ambitie"])
    dilemmas = bullets(author.dilemmas(), headings["dilemmas"])
    dilemmas = dilemmas if word_count(dilemmas) <= room else ()
    ambition = ambition if word_count([*ambition, *dilemmas]) <= room else ()
    return (*opening, *ambition, *body, *dilemmas, *closing)


def _opening(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    several = len(author.groups) > 1
    belang = paragraphs(author.importance() if several else (), length, author.headings["belang"])
    return (*belang, *paragraphs(author.surroundings(), length, author.headings["situatie"]))


def _matters(author: SubjectWriter, length: Length) -> Iterator[Block]:
    """One matter in seven steps; several each under its own title, with what they mean together."""
    if len(author.groups) == 1:
        yield from _seven_steps(author, author.groups[0], length)
        return
    for group in author.groups:
        yield from author.whole(group, length, group.titel)
    yield from paragraphs(_judged(author, author.groups), length, author.headings["betekenis"])


def _seven_steps(author: SubjectWriter, group: Group, length: Length) -> Iterator[Block]:
    headings = author.headings
    yield from author.situation_blocks(group, length, headings["situatie"])
    yield from paragraphs(author.importance(), length, headings["belang"])
    yield from paragraphs(author.policy(group), length, headings["beleid"])
    yield from grouped((author.arithmetic(group), _judged(author, [group])), length, headings["betekenis"])
