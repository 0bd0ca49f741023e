"""Building blocks that all parts of the text share: paragraphs of a readable length, lists, tables that say all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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

# Sentences per paragraph (paragraph-standard.md 1.4).
_MOST_SENTENCES = {Length.KORT: 4, Length.NORMAAL: 5, Length.UITGEBREID: 6}


def paragraphs(sentences: Iterable[Sentence], length: Length, kop: str = "") -> tuple[Block, ...]:
    """Return sentences as paragraphs of a readable length, evenly filled; the heading stands on the first."""
    lines = [sentence for sentence in sentences if sentence.tekst]
    if not lines:
        return ()
    parts = -(-len(lines) // _MOST_SENTENCES[length])
    size = -(-len(lines) // parts)
    groups = [tuple(lines[start : start + size]) for start in range(0, len(lines), size)]
    return tuple(Paragraph(group, kop if index == 0 else "") for index, group in enumerate(groups))


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
