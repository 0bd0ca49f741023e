"""Where maps stand in a document that is written already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bodem_ondergrond.plugin.paragraph.model import Document, Figure, Section
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts

# The core of a chapter, and the plan in figures of a motivering: there a reader asks where it is.
_OPENING = ("A1", "B1")
THEME_MAPS = "KT"


def with_maps(document: Document, overview: Figure | None, themas: Sequence[Figure] = ()) -> Document:
    """Return a document with its maps.

    Args:
        document: what was written, with the user's own words if any.
        overview: comes at the end of the opening, above a depth profile that stands there.
        themas: maps per theme, in an appendix.
    """
    sections = document.secties
    if overview is not None:
        sections = tuple(_opened(part, overview) if part.id in _OPENING else part for part in sections)
    if themas:
        sections = (*sections, Section(THEME_MAPS, shipped_texts().koppen[THEME_MAPS], tuple(themas)))
    return replace(document, secties=sections)


def _opened(section: Section, overview: Figure) -> Section:
    blocks = section.blokken
    place = next((index for index, block in enumerate(blocks) if isinstance(block, Figure)), len(blocks))
    return replace(section, blokken=(*blocks[:place], overview, *blocks[place:]))
