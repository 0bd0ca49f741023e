"""Where maps stand in a document that is written already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bodem_ondergrond.plugin.paragraph.model import Document, Figure, Section
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts
from bodem_ondergrond.plugin.report.contents import contents

# Where a reader asks where it is: after the core of a chapter, and with the figures of a plan. There the map comes
# first, else most of the first page stays empty; in a long text the table of contents and the figures fill it.
_CORE, _FIGURES = "A1", "B1"
THEME_MAPS = "KT"


def with_maps(document: Document, overview: Figure | None, themas: Sequence[Figure] = ()) -> Document:
    """Return a document with its maps.

    Args:
        document: what was written, with the user's own words if any.
        overview: comes at the end of the core, or with the figures of the plan; above a depth profile.
        themas: maps per theme, in an appendix.
    """
    sections = document.secties
    if overview is not None:
        first = not contents(document).regels
        sections = tuple(_opened(part, overview, first) for part in sections)
    if themas:
        sections = (*sections, Section(THEME_MAPS, shipped_texts().koppen[THEME_MAPS], tuple(themas)))
    return replace(document, secties=sections)


def _opened(section: Section, overview: Figure, first: bool) -> Section:
    """Return a section with the overview in it, when it belongs there."""
    blocks = section.blokken
    if section.id not in (_CORE, _FIGURES):
        return section
    if section.id == _FIGURES and first:
        return replace(section, blokken=(overview, *blocks))
    place = next((index for index, block in enumerate(blocks) if isinstance(block, Figure)), len(blocks))
    return replace(section, blokken=(*blocks[:place], overview, *blocks[place:]))
