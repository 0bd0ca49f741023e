"""The text model of a bodemparagraaf: what is said, in which order, and on which evidence.

A document is a tree of sections with blocks. The smallest part is the sentence, and each sentence knows what it
rests on: findings, outcomes of layers, the plan area, the ingreep, the package or a fixed statement. Renderers
(HTML, Markdown, plain text, ODT) read this model and add nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Union

from bodem_ondergrond.plugin.domain import Citation


class Length(Enum):
    """How much is said. A longer text adds arithmetic and place first, then policy, then options."""

    KORT = "kort"
    NORMAAL = "normaal"
    UITGEBREID = "uitgebreid"

    @property
    def is_short(self) -> bool:
        """Whether only the heart of the matter is wanted."""
        return self is Length.KORT

    @property
    def is_long(self) -> bool:
        """Whether everything is wanted."""
        return self is Length.UITGEBREID


class Kind(Enum):
    """What the text is for: the chapter of an omgevingsvisie (A) or the paragraphs of a concrete plan (B)."""

    OMGEVINGSVISIE = "omgevingsvisie"
    MOTIVERING = "motivering"


class EvidenceKind(Enum):
    """What a sentence can rest on."""

    BEVINDING = "bevinding"
    LAAG = "laag"
    ONDERWERP = "onderwerp"
    PLANGEBIED = "plangebied"
    INGREEP = "ingreep"
    PAKKET = "pakket"
    CATALOGUS = "catalogus"
    GEMEENTE = "gemeente"
    VASTE_TEKST = "vaste_tekst"


@dataclass(frozen=True)
class Evidence:
    """One thing that a sentence rests on: its kind and its id (of a finding, a layer, a statement, ...)."""

    soort: EvidenceKind
    id: str

    @property
    def reference(self) -> str:
        """The evidence as one word, for exports: `bevinding:archeologie_provinciaal.waarde_3#1`."""
        return f"{self.soort.value}:{self.id}"


class SentenceKind(Enum):
    """A statement, a choice that only the municipality can make, a note to the author, or a question left open."""

    TEKST = "tekst"
    KEUZE_GEMEENTE = "keuze_gemeente"
    NOG_DOEN = "nog_doen"
    ONBEANTWOORD = "onbeantwoord"


@dataclass(frozen=True)
class Sentence:
    """One sentence with its evidence.

    Attributes:
        tekst: the sentence without source reference, ending in its own punctuation.
        bewijs: what it rests on; never empty in a composed document.
        bronnen: the places in the policy documents that it rests on.
        verwijzing: the source reference that stands in brackets before the final full stop; may be empty.
        soort: a statement or an open field.
        veld: id of the open field, so that an answer can be filled in; empty for a statement.
    """

    tekst: str
    bewijs: tuple[Evidence, ...]
    bronnen: tuple[Citation, ...] = ()
    verwijzing: str = ""
    soort: SentenceKind = SentenceKind.TEKST
    veld: str = ""

    @property
    def volledig(self) -> str:
        """The sentence with its source reference in brackets."""
        if not self.verwijzing:
            return self.tekst
        if self.tekst.endswith((".", ":", "!", "?")):
            return f"{self.tekst[:-1]} ({self.verwijzing}){self.tekst[-1]}"
        return f"{self.tekst} ({self.verwijzing})"

    @property
    def is_open(self) -> bool:
        """Whether this is a field that somebody has to fill in before the text is final."""
        return self.soort in (SentenceKind.KEUZE_GEMEENTE, SentenceKind.NOG_DOEN)

    @property
    def is_marked(self) -> bool:
        """Whether a reader must see that this is no statement: an open field or a question without an answer."""
        return self.soort is not SentenceKind.TEKST


@dataclass(frozen=True)
class Paragraph:
    """Sentences about one subject; `kop` is a run-in heading in bold, without punctuation."""

    zinnen: tuple[Sentence, ...]
    kop: str = ""


@dataclass(frozen=True)
class Item:
    """One point of a list: its sentences, with an optional run-in heading."""

    zinnen: tuple[Sentence, ...]
    kop: str = ""


@dataclass(frozen=True)
class BulletList:
    """List items; numbered when their order matters. `kop` is a run-in heading above the list."""

    punten: tuple[Item, ...]
    genummerd: bool = False
    kop: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a table with its evidence; as many cells as the table has columns, none empty."""

    cellen: tuple[str, ...]
    bewijs: tuple[Evidence, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption; `getallen` names the columns (by index) that hold figures."""

    bijschrift: str
    kolommen: tuple[str, ...]
    rijen: tuple[Row, ...]
    getallen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figure:
    """A drawing in SVG, with the words for who cannot see it; `breedte` and `hoogte` are its size in mm."""

    id: str
    svg: str
    bijschrift: str
    beschrijving: str
    breedte: float
    hoogte: float


Block = Union[Paragraph, BulletList, Table, Figure]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it. `id` is fixed, so that versions of a text can be compared."""

    id: str
    kop: str
    blokken: tuple[Block, ...] = ()
    secties: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Give this section and all sections in it, in reading order."""
        yield self
        for section in self.secties:
            yield from section.walk()


@dataclass(frozen=True)
class Document:
    """A whole bodemparagraaf.

    Attributes:
        titel: title above the text.
        plangebied: name of the plan area, as cleaned for the text.
        kenmerk: short id of the check that the text rests on; stands in the last line too.
        voettekst: the last line, with the id and the date of the check, so that a print can be traced.
        tijdstip: when the check was made (ISO 8601).
        meldingen: what a reader must know before anything else; demonstration data stand here, first.
    """

    titel: str
    plangebied: str
    soort: Kind
    lengte: Length
    kenmerk: str
    voettekst: str
    tijdstip: str
    meldingen: tuple[Sentence, ...] = ()
    secties: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Give all sections in reading order."""
        for section in self.secties:
            yield from section.walk()

    def section(self, section_id: str) -> Section | None:
        """Return the section with this id, or `None` when the text has none."""
        return next((section for section in self.walk() if section.id == section_id), None)

    def sentences(self) -> Iterator[Sentence]:
        """Give all sentences of running text and lists in reading order, notices first."""
        yield from self.meldingen
        for section in self.walk():
            yield from section_sentences(section)

    def open_fields(self) -> tuple[Sentence, ...]:
        """Return the fields that still have to be filled in before the text is final."""
        return tuple(sentence for sentence in self.sentences() if sentence.is_open)


def section_sentences(section: Section) -> Iterator[Sentence]:
    """Give the sentences that stand directly under the heading of a section."""
    for block in section.blokken:
        if isinstance(block, Paragraph):
            yield from block.zinnen
        elif isinstance(block, BulletList):
            for item in block.punten:
                yield from item.zinnen
