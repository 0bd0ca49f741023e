"""How the text of an ODT file runs over its pages, by estimate: only the office program knows it exactly.

A drawing does not break over pages. One that is a little too high for the rest of its page leaves that page half empty;
a little smaller it fits. Where the estimate is wrong, a drawing is a little smaller than it could be, and no more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bodem_ondergrond.plugin.paragraph.model import Block, BulletList, Document, Figure, Paragraph, Section, Table
from bodem_ondergrond.plugin.report.contents import contents

TEXT_WIDTH_MM = 174.0
# Between the margins of `styles.xml`, above the footer.
_PAGE_MM = 247.0
# The estimate is of use on the first pages only: its error adds up.
_PAGES = 4
# Of a drawing: smaller than this its words are too small to read on paper.
_SMALLEST_SHARE = 0.7
_CAPTION_MM = 11.0
_SHORT_TABLE = 12
# A line of each style and how wide its letters are, then the room around the text. All in mm, after `styles.xml`.
_TITLE, _HEADINGS, _BODY, _CELL = (9.6, 3.7), ((7.2, 3.0), (6.0, 2.5), (5.3, 2.2)), (5.1, 1.6), (3.8, 1.5)
_TITLE_GAP_MM, _HEADING_GAP_MM, _PARAGRAPH_GAP_MM, _ITEM_GAP_MM, _NOTICE_GAP_MM = 8.0, 4.0, 2.0, 0.8, 6.0
_CONTENTS_LINE_MM, _CONTENTS_GAP_MM = 4.2, 9.5
_ROW_GAP_MM, _AROUND_TABLE_MM, _ITEM_INDENT_MM, _CELL_PADDING_MM = 1.7, 12.0, 7.0, 1.6


def shares(document: Document, widths: Sequence[Sequence[float]]) -> dict[str, float]:
    """Return which share of its size each drawing gets, by id.

    Args:
        document: the text.
        widths: of each table, in order, the widths of its columns in mm.
    """
    found: dict[str, float] = {}
    position = 0.0
    for block, height in _heights(document, widths):
        page, used = divmod(position, _PAGE_MM)
        if isinstance(block, Figure):
            # No drawing is higher than a page; on the page it begins on it may have to be a little smaller.
            highest = _PAGE_MM - _CAPTION_MM
            here = min(height, highest - used)
            stays = here >= _SMALLEST_SHARE * height
            shown = here if stays and page < _PAGES else min(height, highest)
            found[block.id] = shown / height
            position = (position if stays else (page + 1) * _PAGE_MM) + shown + _CAPTION_MM
        else:
            kept = isinstance(block, Table) and keeps_together(block) and used + height > _PAGE_MM
            position = ((page + 1) * _PAGE_MM if kept else position) + height
    return found


def keeps_together(block: Table) -> bool:
    """Return whether a table is so short that it moves to the next page as a whole."""
    return len(block.rijen) <= _SHORT_TABLE


def drawn_height(figure: Figure) -> float:
    """Return the height in mm of a drawing that is no wider than the text."""
    return figure.hoogte * min(1.0, TEXT_WIDTH_MM / figure.breedte)


def _heights(document: Document, widths: Sequence[Sequence[float]]) -> Iterator[tuple[Block | None, float]]:
    """Give the height in mm of all that stands below each other; `None` for what is no block."""
    if document.meldingen:
        notice = " ".join(sentence.volledig for sentence in document.meldingen)
        yield None, _lines(notice, _BODY) + _NOTICE_GAP_MM
    yield None, _lines(document.titel, _TITLE) + _TITLE_GAP_MM
    lines = len(contents(document).regels)
    if lines:
        yield None, lines * _CONTENTS_LINE_MM + _CONTENTS_GAP_MM
    tables = iter(widths)
    for section in document.secties:
        yield from _of_section(section, 0, tables)


def _of_section(
    section: Section, level: int, tables: Iterator[Sequence[float]]
) -> Iterator[tuple[Block | None, float]]:
    yield None, _lines(section.kop, _HEADINGS[min(level, len(_HEADINGS) - 1)]) + _HEADING_GAP_MM
    for block in section.blokken:
        if isinstance(block, Figure):
            yield block, drawn_height(block)
        elif isinstance(block, Table):
            yield block, _of_table(block, next(tables))
        else:
            yield block, _of_text(block)
    for inner in section.secties:
        yield from _of_section(inner, level + 1, tables)


def _of_text(block: Paragraph | BulletList) -> float:
    if isinstance(block, Paragraph):
        return _lines(_running(block), _BODY) + _PARAGRAPH_GAP_MM
    heading = _BODY[0] + _PARAGRAPH_GAP_MM if block.kop else 0.0
    width = TEXT_WIDTH_MM - _ITEM_INDENT_MM
    return heading + sum(_lines(_running(item), _BODY, width) + _ITEM_GAP_MM for item in block.punten)


def _of_table(block: Table, widths: Sequence[float]) -> float:
    rows = (block.kolommen, *(row.cellen for row in block.rijen))
    high = (max(_lines(cell, _CELL, width - _CELL_PADDING_MM) for cell, width in zip(row, widths)) for row in rows)
    return sum(height + _ROW_GAP_MM for height in high) + _AROUND_TABLE_MM


def _running(block: object) -> str:
    sentences = " ".join(sentence.volledig for sentence in getattr(block, "zinnen", ()))
    return f"{getattr(block, 'kop', '')} {sentences}"


def _lines(text: str, letters: tuple[float, float], width: float = TEXT_WIDTH_MM) -> float:
    """Return the height of words that are broken at a width."""
    line, letter = letters
    return line * max(1, math.ceil(len(text) * letter / width))
