"""The user's own words: kept when the plan area is checked again, with what changed underneath shown.

An edit belongs to a section (its fixed id) and remembers the text it was made on. When the generated text of that
section is another after a new check, the user's words stay and the change is reported; nothing is merged silently.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    BulletList,
    Document,
    Evidence,
    EvidenceKind,
    Figure,
    Item,
    Paragraph,
    Section,
    Sentence,
    Table,
)
from bodem_ondergrond.plugin.paragraph.reading import split_sentences


@dataclass(frozen=True)
class Edit:
    """What the user wrote in place of the text of a section, and the generated text (`basis`) it replaced."""

    tekst: str
    basis: str
    kop: str = ""


@dataclass(frozen=True)
class Change:
    """A section that the user edited while its generated text has changed since.

    Attributes:
        oud: the generated text that the user edited.
        nieuw: the generated text now; empty when the section is gone.
        verschil: lines with `- ` for what went and `+ ` for what came.
    """

    sectie: str
    kop: str
    oud: str
    nieuw: str
    verschil: tuple[str, ...]


@dataclass(frozen=True)
class EditedDocument:
    """A document with the user's own words in it, and what changed underneath them."""

    document: Document
    wijzigingen: tuple[Change, ...]


def section_text(section: Section) -> str:
    """Return the running text directly under a heading, as an editor shows it: a blank line between paragraphs."""
    return "\n\n".join(filter(None, map(_block_text, section.blokken)))


def edit_of(document: Document, section_id: str, text: str) -> Edit | None:
    """Return an edit of a section; `None` when the text is the generated one, or there is no such section."""
    section = document.section(section_id)
    if section is None:
        return None
    basis = section_text(section)
    return None if _normal(text) == _normal(basis) else Edit(text, basis, section.kop)


def apply_edits(document: Document, edits: Mapping[str, Edit]) -> EditedDocument:
    """Put the user's words in the sections they belong to.

    The words of a section that is no longer there are kept, in a section of their own at the end.
    """
    changes = []
    lost = []
    for name, edit in edits.items():
        section = document.section(name)
        now = section_text(section) if section else ""
        if section is None:
            lost.append(_own_section(name, edit))
        if _normal(now) != _normal(edit.basis):
            changes.append(Change(name, edit.kop, edit.basis, now, _difference(edit.basis, now)))
    sections = tuple(_edited(section, edits) for section in document.secties)
    return EditedDocument(replace(document, secties=(*sections, *lost)), tuple(changes))


def _edited(section: Section, edits: Mapping[str, Edit]) -> Section:
    inner = tuple(_edited(part, edits) for part in section.secties)
    edit = edits.get(section.id)
    if edit is None:
        return replace(section, secties=inner)
    # Tables and drawings are no running text: they stay as they are made.
    kept = tuple(block for block in section.blokken if isinstance(block, (Table, Figure)))
    return replace(section, blokken=(*_own_blocks(section.id, edit), *kept), secties=inner)


def _own_section(name: str, edit: Edit) -> Section:
    return Section(f"eigen-{name}", edit.kop or name, _own_blocks(name, edit))


def _own_blocks(name: str, edit: Edit) -> tuple[Block, ...]:
    evidence = (Evidence(EvidenceKind.GEMEENTE, f"tekst.{name}"),)
    blocks: list[Block] = []
    for part in edit.tekst.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            items = (Item(tuple(_sentences(line[2:], evidence))) for line in lines)
            blocks.append(BulletList(tuple(items)))
        elif lines:
            blocks.append(Paragraph(tuple(_sentences(" ".join(lines), evidence))))
    return tuple(blocks)


def _sentences(text: str, evidence: tuple[Evidence, ...]) -> Iterable[Sentence]:
    return (Sentence(sentence, evidence) for sentence in split_sentences(text))


def _block_text(block: Block) -> str:
    if isinstance(block, Paragraph):
        heading = f"{block.kop}. " if block.kop else ""
        return heading + " ".join(sentence.volledig for sentence in block.zinnen)
    if isinstance(block, BulletList):
        heading = f"{block.kop}:\n" if block.kop else ""
        return heading + "\n".join(f"- {_item_text(item)}" for item in block.punten)
    return ""


def _item_text(item: Item) -> str:
    heading = f"{item.kop}. " if item.kop else ""
    return heading + " ".join(sentence.volledig for sentence in item.zinnen)


def _normal(text: str) -> str:
    """Return a text without differences that nobody sees."""
    return " ".join(text.replace("\u00a0", " ").split())


def _difference(old: str, new: str) -> tuple[str, ...]:
    before, after = (
        [sentence for part in text.split("\n") for sentence in split_sentences(part)] for text in (old, new)
    )
    return tuple(line for line in difflib.ndiff(before, after) if line.startswith(("- ", "+ ")))
