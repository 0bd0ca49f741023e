"""Plain text of a bodemparagraaf: for e-mail and for fields that know no markup."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from bodem_ondergrond.plugin.domain.notation import NBSP
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    BulletList,
    Document,
    Figure,
    Paragraph,
    Section,
    Sentence,
    Table,
)

_WIDTH = 100


def render_text(document: Document) -> str:
    """Return the document as plain text with ordinary spaces, at most 100 characters a line."""
    parts = [_wrap(running_text(document.meldingen))] if document.meldingen else []
    parts.append(f"{document.titel}\n{'=' * len(document.titel)}")
    for section in document.secties:
        parts.extend(_section(section, "-"))
    parts.append(_wrap(document.voettekst))
    return ("\n\n".join(parts) + "\n").replace(NBSP, " ")


def _section(section: Section, underline: str) -> Iterator[str]:
    yield f"{section.kop}\n{underline * len(section.kop)}"
    for block in section.blokken:
        yield _block(block)
    for inner in section.secties:
        yield from _section(inner, "~")


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        heading = f"{block.kop}. " if block.kop else ""
        return _wrap(heading + running_text(block.zinnen))
    if isinstance(block, BulletList):
        return _list(block)
    if isinstance(block, Table):
        return _table(block)
    return _figure(block)


def running_text(sentences: tuple[Sentence, ...]) -> str:
    """Join sentences, each with its source reference, to running text."""
    return " ".join(sentence.volledig for sentence in sentences)


def _list(block: BulletList) -> str:
    lines = [f"{block.kop}:"] if block.kop else []
    for number, item in enumerate(block.punten, start=1):
        mark = f"{number}. " if block.genummerd else "- "
        heading = f"{item.kop}. " if item.kop else ""
        lines.append(_wrap(heading + running_text(item.zinnen), mark, " " * len(mark)))
    return "\n".join(lines)


def _table(block: Table) -> str:
    """One line per row, cells named by their column: columns side by side break in a proportional font."""
    lines = [f"{block.bijschrift}:"]
    for row in block.rijen:
        first, *others = row.cellen
        if len(others) == 1:
            lines.append(_wrap(f"{first}: {others[0]}", "- ", "  "))
            continue
        named = [f"{name.lower()}: {cell}" for name, cell in zip(block.kolommen[1:], others)]
        lines.append(_wrap("; ".join([first, *named]), "- ", "  "))
    return "\n".join(lines)


def _figure(block: Figure) -> str:
    return _wrap(f"[Figuur: {block.bijschrift}. {block.beschrijving}]")


def _wrap(text: str, first: str = "", following: str = "") -> str:
    """Wrap without breaking a figure from its unit: the non-breaking space stays whole until the end."""
    return textwrap.fill(
        text, _WIDTH, initial_indent=first, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    )
