"""Markdown of a bodemparagraaf (CommonMark with pipe tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    BulletList,
    Document,
    Figure,
    Paragraph,
    Section,
    Sentence,
    SentenceKind,
    Table,
)

# What Markdown or the HTML inside it could read as markup. A hyphen or number matters at the start of a line only.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
_LIST_MARK = re.compile(r"^(\s*)([-+=])(?=\s)")
_NUMBER_MARK = re.compile(r"^(\s*\d+)([.)])(?=\s)")


def render_markdown(document: Document) -> str:
    """Return the document as Markdown; figures are described, for a Markdown file cannot hold a drawing."""
    notices = " ".join(_escape(notice.volledig) for notice in document.meldingen)
    parts = [f"> **{notices}**"] if notices else []
    parts.append(f"# {_escape(document.titel)}")
    for section in document.secties:
        parts.extend(_section(section, 2))
    parts.append(f"*{_escape(document.voettekst)}*")
    return "\n\n".join(parts) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_escape(section.kop)}"
    for block in section.blokken:
        yield _block(block)
    for inner in section.secties:
        yield from _section(inner, level + 1)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _running(block.zinnen, block.kop)
    if isinstance(block, BulletList):
        return _list(block)
    if isinstance(block, Table):
        return _table(block)
    return _figure(block)


def _running(sentences: tuple[Sentence, ...], kop: str) -> str:
    heading = f"**{_escape(kop)}.** " if kop else ""
    return heading + " ".join(_sentence(sentence) for sentence in sentences)


def _sentence(sentence: Sentence) -> str:
    text = _escape(sentence.volledig)
    return f"**{text}**" if sentence.soort is not SentenceKind.TEKST else text


def _list(block: BulletList) -> str:
    lines = [f"**{_escape(block.kop)}:**", ""] if block.kop else []
    for number, item in enumerate(block.punten, start=1):
        mark = f"{number}." if block.genummerd else "-"
        lines.append(f"{mark} {_running(item.zinnen, item.kop)}")
    return "\n".join(lines)


def _table(block: Table) -> str:
    rule = " | ".join("---:" if index in block.getallen else "---" for index in range(len(block.kolommen)))
    lines = [_row(block.kolommen), f"| {rule} |", *(_row(row.cellen) for row in block.rijen)]
    return f"**{_escape(block.bijschrift)}**\n\n" + "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_escape, cells))} |"


def _figure(block: Figure) -> str:
    return f"*Figuur: {_escape(block.bijschrift)}.* {_escape(block.beschrijving)}"


def _escape(text: str) -> str:
    """Make every character stand for itself, so that a name from a data file cannot become markup."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _LIST_MARK.sub(r"\1\\\2", text)
    return _NUMBER_MARK.sub(r"\1\\\2", text)
