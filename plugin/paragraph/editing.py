"""The user's own words: kept when the plan area is checked again, with what changed underneath shown.

An edit belongs to a section (its fixed id) and remembers the text it was made on. When the generated text of that
section is another after a new check, the user's words stay and the change is reported; nothing is merged silently.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bodem_ondergrond.plugin.domain import notation
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
    SentenceKind,
    Table,
)
from bodem_ondergrond.plugin.paragraph.reading import split_sentences
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts, with_units

# Lists of what was not checked or is parked, and the account.
_FIXED = frozenset({"A6", "A8", "B5", "B6", "LT"})
_POINT = "- "
_OPEN_FIELD = re.compile(r"\[(?P<soort>Keuze gemeente|Nog doen)\b:?\s*(?P<tekst>[^\]]*)\]\.?")


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


def is_editable(section: Section) -> bool:
    """Whether a section has running text that a user may rewrite.

    What was not checked and the account of the check are no matter of wording: those stay as the check gave them.
    """
    is_fixed = section.id.partition("-")[0] in _FIXED
    return not is_fixed and any(isinstance(block, (Paragraph, BulletList)) for block in section.blokken)


def edit_of(document: Document, section_id: str, text: str) -> Edit | None:
    """Return an edit of a section.

    `None` when the text is empty or the generated one, or when there is no such section that may be edited.
    """
    section = document.section(section_id)
    if section is None or not is_editable(section) or not text.strip():
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
    named = notation.listing(dict.fromkeys(edit.kop or name for name, edit in edits.items()))
    sections = tuple(_noted(_edited(section, edits), named) for section in document.secties)
    return EditedDocument(replace(document, secties=(*sections, *lost)), tuple(changes))


def _noted(section: Section, named: str) -> Section:
    """Let the account say which sections are not the words of the check any more."""
    words = shipped_texts().zinnen
    unknown, known = words["verantwoording.tekst_gewijzigd"][0], words["verantwoording.tekst_wel_gewijzigd"][0]
    if not named or section.id.partition("-")[0] not in _FIXED:
        return section

    def note(block: Block) -> Block:
        if not isinstance(block, Paragraph):
            return block
        told = (replace(s, tekst=known.format(secties=named)) if s.tekst == unknown else s for s in block.zinnen)
        return replace(block, zinnen=tuple(told))

    inner = tuple(_noted(part, named) for part in section.secties)
    return replace(section, blokken=tuple(map(note, section.blokken)), secties=inner)


def _edited(section: Section, edits: Mapping[str, Edit]) -> Section:
    inner = tuple(_edited(part, edits) for part in section.secties)
    edit = edits.get(section.id)
    if edit is None:
        return replace(section, secties=inner)
    own = _Reader(section.id, section.blokken).blocks(edit.tekst)
    # Tables and drawings are no running text: they stay as they are made, above or below it.
    made = [isinstance(block, (Table, Figure)) for block in section.blokken]
    above = made.index(False) if False in made else len(made)
    kept = [block for block, is_made in zip(section.blokken[above:], made[above:]) if is_made]
    return replace(section, blokken=(*section.blokken[:above], *own, *kept), secties=inner)


def _own_section(name: str, edit: Edit) -> Section:
    return Section(f"eigen-{name}", edit.kop or name, _Reader(name, ()).blocks(edit.tekst))


class _Reader:
    """Reads what a user wrote as blocks, and knows again what he left as it was.

    A sentence that is still the generated one keeps its evidence and stays an open field where it is one; a heading
    inside a paragraph or list stays a heading. A field that the user wrote (`[Keuze gemeente: ...]`) is open too.
    """

    def __init__(self, name: str, blocks: Sequence[Block]) -> None:
        self._evidence = (Evidence(EvidenceKind.GEMEENTE, f"tekst.{name}"),)
        self._known: dict[str, Sentence] = {}
        self._headings: set[str] = set()
        self._numbered: set[str] = set()
        for block in blocks:
            self._learn(block)

    def _learn(self, block: Block) -> None:
        parts: Sequence[Paragraph | Item] = ()
        if isinstance(block, Paragraph):
            parts = (block,)
        elif isinstance(block, BulletList):
            parts = block.punten
            self._numbered.update([block.kop] if block.genummerd else [])
        for part in parts:
            self._headings.update([part.kop] if part.kop else [])
            for sentence in part.zinnen:
                self._known.setdefault(_normal(sentence.volledig), sentence)

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Return a text as paragraphs and lists: a blank line ends a block, a line with `- ` is a point of a list."""
        return tuple(block for part in text.replace("\r\n", "\n").split("\n\n") for block in self._part(part))

    def _part(self, text: str) -> Iterator[Block]:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        words = list(itertools.takewhile(lambda line: not line.startswith(_POINT), lines))
        points = lines[len(words) :]
        is_heading = bool(points) and len(words) == 1 and words[0].endswith(":")
        if words and not is_heading:
            heading, sentences = self._said(" ".join(words))
            yield Paragraph(sentences, heading)
        if points:
            heading = words[0][:-1] if is_heading else ""
            items = tuple(Item(sentences, kop) for kop, sentences in map(self._said, _joined(points)))
            yield BulletList(items, heading in self._numbered, heading)

    def _said(self, text: str) -> tuple[str, tuple[Sentence, ...]]:
        """Return the heading that a text begins with, if any, and its sentences."""
        heading = next((kop for kop in self._headings if text.startswith(f"{kop}. ")), "")
        return heading, tuple(self._sentences(_normal(text[len(heading) + 2 :] if heading else text)))

    def _sentences(self, text: str) -> Iterator[Sentence]:
        while text:
            known = next((said for said in self._known if f"{text} ".startswith(f"{said} ")), "")
            part = known or next(_pieces(text))
            yield self._known[known] if known else self._own(part)
            text = text[len(part) :].lstrip()

    def _own(self, text: str) -> Sentence:
        field = _OPEN_FIELD.fullmatch(text)
        if field is None:
            return Sentence(with_units(text), self._evidence)
        kind = SentenceKind.KEUZE_GEMEENTE if field["soort"] == "Keuze gemeente" else SentenceKind.NOG_DOEN
        return Sentence(text, self._evidence, soort=kind, veld=f"eigen.{_normal(field['tekst']).lower()}")


def _joined(points: Sequence[str]) -> Iterator[str]:
    """Return the points of a list; a line that is no point of its own goes on with the one before."""
    point = ""
    for line in points:
        if line.startswith(_POINT):
            if point:
                yield point
            point = line[len(_POINT) :]
        else:
            point = f"{point} {line}"
    yield point


def _pieces(text: str) -> Iterator[str]:
    """Split a text into sentences and open fields; a field need not end in a full stop."""
    place = 0
    for field in _OPEN_FIELD.finditer(text):
        yield from split_sentences(text[place : field.start()])
        yield field.group()
        place = field.end()
    yield from split_sentences(text[place:])


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
