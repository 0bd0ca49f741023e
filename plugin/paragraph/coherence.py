"""Blocks A5 and B4 (where themes meet), A7 (next steps) and the block in which the municipality weighs."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.domain import notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    Evidence,
    EvidenceKind,
    Item,
    Length,
    Section,
    Sentence,
)
from bodem_ondergrond.plugin.paragraph.reading import Group, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter
from bodem_ondergrond.plugin.paragraph.texts import Combination
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind

# Steps per subject in the normal and in the long text.
_FEW, _MANY = 2, 4
# A list of more points is no list to work from (W22); the steps of lighter subjects stand at their theme.
MOST_SUBJECTS = 7


def meetings(writer: Writer, section_id: str, length: Length) -> tuple[Section, ...]:
    """Return the combinations that occur here: where and how deep, both interests, what is left to decide."""
    found = [combination for combination, _ in combinations_here(writer)]
    if length.is_short:
        found = found[:1]
    blocks = [
        block
        for combination in found
        for block in paragraphs(
            _sentences(writer, combination), length, "" if length.is_short else _names(writer, combination)
        )
    ]
    return section(writer, section_id, [*_order_of_use(writer, length), *blocks])


def combinations_here(writer: Writer) -> tuple[tuple[Combination, tuple[Evidence, ...]], ...]:
    """Return the combinations that occur here, each with the findings it rests on."""
    found = []
    for combination in writer.texts.samenhang:
        if _occurs(writer, combination):
            first, second = (writer.reading.onderwerpen[name] for name in combination.onderwerpen)
            found.append((combination, by_finding(first.geldend[0], second.geldend[0])))
    return tuple(found)


def _order_of_use(writer: Writer, length: Length) -> tuple[Block, ...]:
    """What the policy itself says about subjects that meet: which function goes first, or that this is left open."""
    subjects = [subject for subject in writer.reading.onderwerpen.values() if subject.subject.samenhang]
    return tuple(
        block
        for subject in subjects
        for group in subject.groups
        for block in paragraphs(_order_sentences(SubjectWriter(writer, subject), group, length), length, group.titel)
    )


def _order_sentences(author: SubjectWriter, group: Group, length: Length) -> tuple[Sentence, ...]:
    if length.is_short:
        return author.brief(group)
    return (*author.situation(group), *author.policy(group), *author.authority())


def _names(writer: Writer, combination: Combination) -> str:
    first, second = (writer.texts.onderwerpen[name] for name in combination.onderwerpen)
    return f"{first.kop} naast {second.naam}"


def _occurs(writer: Writer, combination: Combination) -> bool:
    chosen = writer.reading.assessment.plan.ingreep.activiteiten
    if combination.activiteiten and chosen and combination.activiteiten.isdisjoint(chosen):
        return False
    return all(_on_the_map(writer.reading.onderwerpen[name]) for name in combination.onderwerpen)


def _on_the_map(subject: SubjectReading) -> bool:
    """Whether a zone or an object of the subject lies here; a rule for the activity alone takes no place to share."""
    return any(reading.finding.laag for reading in subject.geldend)


def _sentences(writer: Writer, combination: Combination) -> Iterator[Sentence]:
    first, second = (writer.reading.onderwerpen[name] for name in combination.onderwerpen)
    evidence = by_finding(first.geldend[0], second.geldend[0])
    for statement in combination.zinnen:
        yield writer.state(statement, evidence)
    certain = _share(first) + _share(second) > 1
    names = notation.listing(subject.subject.naam for subject in (first, second))
    yield writer.say("samenhang.zelfde_plek" if certain else "samenhang.plek", evidence, onderwerpen=names)
    if combination.keuze:
        yield writer.choice(f"samenhang.{combination.id}", combination.keuze, evidence)


def _share(subject: SubjectReading) -> float:
    """The largest share of a subject: two shares that add up to more than the whole must overlap."""
    return max((reading.finding.aandeel for reading in subject.geldend), default=0.0)


def steps(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block A7: a list per moment, in the order of time; the short text has the steps at the themes."""
    if length.is_short:
        return ()
    most = _MANY if length.is_long else _FEW
    per_moment: dict[str, list[Item]] = {moment: [] for moment in writer.texts.momenten}
    for subject in writer.reading.touched[:MOST_SUBJECTS]:
        for moment, sentence in SubjectWriter(writer, subject).steps(most):
            per_moment[moment].append(Item((sentence,), subject.subject.kop))
    blocks = [
        block
        for moment, items in per_moment.items()
        for block in bullets(items[:MOST_SUBJECTS], writer.texts.momenten[moment], numbered=True)
    ]
    waiting = any(subject.geparkeerd for subject in writer.reading.onderwerpen.values())
    none = writer.say("later.stappen" if waiting else "vervolg.geen")
    return section(writer, "A7", blocks or paragraphs([none], length))


def weighing(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return the block in which the municipality says what it chose, why, and what that excludes."""
    if length.is_short:
        return ()
    evidence = by_kind(EvidenceKind.GEMEENTE, "afweging")
    names = ("keuze", "redenen", "vervalt")
    fields = [writer.choice(f"afweging.{name}", writer.phrase(f"afweging.{name}"), evidence) for name in names]
    principles = _principles(writer) if length.is_long else ()
    return section(writer, "AF", [*principles, *bullets(Item((field,)) for field in fields)])


def _principles(writer: Writer) -> tuple[Block, ...]:
    """How the province weighs: for the municipality to use or not."""
    found = writer.reading.catalogue.afwegingsprincipes.values()
    items = (
        Item(
            (Sentence(item.zinnen[0], by_kind(EvidenceKind.CATALOGUS, item.id), bronnen=item.bronnen),),
            item.titel,
        )
        for item in found
    )
    return bullets(items, writer.texts.koppen["principes"])
