"""The table of contents of a text on paper: for a text that is too long to leaf through."""

from __future__ import annotations

from dataclasses import dataclass

from bodem_ondergrond.plugin.paragraph.model import BulletList, Document, Paragraph, Section, Table
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts

# In letters: more than some eighteen pages on paper.
_LONG_TEXT = 34_000
# The sections whose inner headings are looked for: the themes of a chapter, and the aspects of a motivering.
_WITH_PARTS = ("A4", "B3")


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents: the id and heading of a section, at level 1 or 2."""

    id: str
    kop: str
    niveau: int


@dataclass(frozen=True)
class Contents:
    """A table of contents with its own heading; without entries there is none."""

    kop: str
    regels: tuple[Entry, ...]


def contents(document: Document) -> Contents:
    """Return the table of contents of a text; that of a short text is empty."""
    heading = shipped_texts().koppen["inhoud"]
    if sum(map(_letters, document.walk())) < _LONG_TEXT:
        return Contents(heading, ())
    entries = []
    for section in document.secties:
        entries.append(Entry(section.id, section.kop, 1))
        if section.id in _WITH_PARTS:
            entries += [Entry(part.id, part.kop, 2) for part in section.secties]
    return Contents(heading, tuple(entries))


def _letters(section: Section) -> int:
    """Return how many letters stand directly under a heading."""
    count = 0
    for block in section.blokken:
        if isinstance(block, Paragraph):
            count += sum(len(sentence.volledig) for sentence in block.zinnen)
        elif isinstance(block, BulletList):
            count += sum(len(sentence.volledig) for item in block.punten for sentence in item.zinnen)
        elif isinstance(block, Table):
            count += sum(len(cell) for row in block.rijen for cell in row.cellen)
    return count
