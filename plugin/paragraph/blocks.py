"""Building blocks that all parts of the text share: paragraphs of a readable length, lists, tables that say all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bodem_ondergrond.plugin.paragraph.checks import words_of
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    BulletList,
    Evidence,
    Item,
    Length,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
)
from bodem_ondergrond.plugin.paragraph.writer import Writer

# "alle vier voorwaarden gelden: a; b; c; d." and the like: at least three parts.
_ENUMERATION = re.compile(r"(.*\bvoorwaarden\b[^:]*:) ([^;]+(?:; [^;]+){2,})")
# Sentences per paragraph (paragraph-standard.md 1.4).
_MOST_SENTENCES = {Length.KORT: 4, Length.NORMAAL: 5, Length.UITGEBREID: 6}


def paragraphs(sentences: Iterable[Sentence], length: Length, kop: str = "") -> tuple[Block, ...]:
    """Return sentences as paragraphs of a readable length, evenly filled; the heading stands on the first.

    A sentence that sums up conditions becomes a list (W39): what stands before the colon leads it in.
    """
    blocks: list[Block] = []
    lines: list[Sentence] = []
    for sentence in sentences:
        summed = _ENUMERATION.fullmatch(sentence.tekst)
        if not sentence.tekst:
            continue
        if summed is None:
            lines.append(sentence)
            continue
        lines.append(replace(sentence, tekst=summed.group(1), bronnen=(), verwijzing=""))
        blocks.extend(_filled(lines, length, "" if blocks else kop))
        blocks.append(BulletList(_conditions(sentence, summed.group(2))))
        lines = []
    blocks.extend(_filled(lines, length, "" if blocks else kop))
    return tuple(blocks)


def grouped(parts: Iterable[Sequence[Sentence]], length: Length, kop: str = "") -> tuple[Block, ...]:
    """Return parts that belong together (place, policy, sums, meaning) as paragraphs; a part is split only if it must.

    Parts share a paragraph as long as it stays readable, so that a new paragraph begins with a new step.
    """
    most = _MOST_SENTENCES[length]
    together: list[list[Sentence]] = []
    for part in parts:
        lines = [sentence for sentence in part if sentence.tekst]
        if not lines:
            continue
        if together and len(together[-1]) + len(lines) <= most:
            together[-1].extend(lines)
        else:
            together.extend(_evenly(lines, most))
    return tuple(
        block for place, lines in enumerate(together) for block in paragraphs(lines, length, "" if place else kop)
    )


def _filled(lines: Sequence[Sentence], length: Length, kop: str) -> Iterator[Paragraph]:
    if not lines:
        return
    for place, part in enumerate(_evenly(lines, _MOST_SENTENCES[length])):
        yield Paragraph(tuple(part), "" if place else kop)


def _evenly(lines: Sequence[Sentence], most: int) -> list[list[Sentence]]:
    """Cut sentences into parts of about the same size, none longer than `most`."""
    size = -(-len(lines) // -(-len(lines) // most))
    return [list(lines[start : start + size]) for start in range(0, len(lines), size)]


def _conditions(sentence: Sentence, text: str) -> tuple[Item, ...]:
    """Return the parts as points; the last one carries the source."""
    parts = [part.strip().rstrip(".") for part in text.split(";")]
    ends = [";"] * (len(parts) - 1) + ["."]
    points = [replace(sentence, tekst=part + end, bronnen=(), verwijzing="") for part, end in zip(parts, ends)]
    points[-1] = replace(points[-1], bronnen=sentence.bronnen, verwijzing=sentence.verwijzing)
    return tuple(Item((point,)) for point in points)


def word_count(blocks: Iterable[Block]) -> int:
    """Count the words of running text as the standard does: no headings, tables, sources in brackets or open fields."""
    sentences: list[Sentence] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            sentences.extend(block.zinnen)
        elif isinstance(block, BulletList):
            sentences.extend(sentence for item in block.punten for sentence in item.zinnen)
    return sum(len(words_of(sentence.tekst)) for sentence in sentences if not sentence.is_marked)


def bullets(items: Iterable[Item], kop: str = "", *, numbered: bool = False) -> tuple[Block, ...]:
    """Return items as a list, or nothing when there are none."""
    points = tuple(item for item in items if item.zinnen)
    return (BulletList(points, genummerd=numbered, kop=kop),) if points else ()


def table(
    writer: Writer, name: str, rows: Iterable[tuple[Sequence[str], tuple[Evidence, ...]]], numbers: Iterable[int] = ()
) -> tuple[Block, ...]:
    """Return rows as the table of this name; a table without rows is left out, an empty cell says 'geen'."""
    words = writer.texts.tabellen[name]
    empty = writer.phrase("verantwoording.geen")
    filled = tuple(Row(tuple(cell or empty for cell in cells), evidence) for cells, evidence in rows)
    if not filled:
        return ()
    return (Table(words.bijschrift, words.kolommen, filled, frozenset(numbers)),)


def section(
    writer: Writer, section_id: str, blocks: Iterable[Block] = (), inner: Iterable[Section] = (), heading: str = ""
) -> tuple[Section, ...]:
    """Return a section, or nothing when there is nothing in it; the heading is the fixed one of this id."""
    content, sections = tuple(blocks), tuple(inner)
    if not content and not sections:
        return ()
    return (Section(section_id, heading or writer.texts.koppen[section_id], content, sections),)
