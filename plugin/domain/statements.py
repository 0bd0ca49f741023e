"""Policy as statements: what a document wants, chooses or struggles with, per theme, in our own words.

A rule says what a plan area meets on the map; a statement says what the policy behind it is. Every statement keeps the
number or letter of its source, so that it can be found there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bodem_ondergrond.plugin.domain.assessment import Citation


class StatementKind(Enum):
    """What a document does in a statement. `BELEID` is policy that the source gives no letter or number."""

    AMBITIE = "ambitie"
    DOEL = "doel"
    DILEMMA = "dilemma"
    BELEIDSKEUZE = "beleidskeuze"
    BELEID = "beleid"


class StatementStatus(Enum):
    """How much a statement counts today.

    `VERVALLEN` ended, `ONTWERP` stands in a draft only, `FEIT` describes and asks nothing.
    """

    GELDEND = "geldend"
    VERVALLEN = "vervallen"
    ONTWERP = "ontwerp"
    FEIT = "feit"


@dataclass(frozen=True)
class Statement:
    """One piece of policy (uitspraak).

    Attributes:
        id: `<thema>.<soort>_<kenmerk>`, or `<gemeente>.<name>` for a municipality; never reused for something else.
        thema: theme; empty for a statement about bodem en ondergrond as a whole.
        kenmerk: letter (A, B, ...) or number of the source; dilemmas are numbered in the order of their table.
        titel: what it is about, as a noun phrase without full stop.
        zinnen: the statement; the first sentence can stand alone.
        bronnen: where it stands; never empty.
        opmerking: what a reader must know about its status or about the source.
        regels: the rules that check it on the map; empty when nothing can be checked.
        gemeente: code of the municipality whose statement it is; `None` for the province.
    """

    id: str
    thema: str
    soort: StatementKind
    kenmerk: str
    titel: str
    zinnen: tuple[str, ...]
    bronnen: tuple[Citation, ...]
    status: StatementStatus = StatementStatus.GELDEND
    opmerking: tuple[str, ...] = ()
    regels: tuple[str, ...] = ()
    gemeente: str | None = None


@dataclass(frozen=True)
class Regulation:
    """Where the binding rules of a theme stand: such a document is not among the sources, so its chapters are named.

    `heeft_regels` is false when the source says that the document has no rules for this theme. `hoofdstukken` can be
    empty all the same: then the source names the document only.
    """

    document: str
    heeft_regels: bool
    hoofdstukken: tuple[str, ...]
    zinnen: tuple[str, ...]
    bronnen: tuple[Citation, ...]


class DutyRole(Enum):
    """What an authority does about a task: decide, carry the responsibility, or advise."""

    BEVOEGD_GEZAG = "bevoegd_gezag"
    VERANTWOORDELIJK = "verantwoordelijk"
    ADVISEERT = "adviseert"


@dataclass(frozen=True)
class ThemeDuty:
    """Who has which task: `taak` is a noun phrase that fits after "bevoegd gezag voor" or "adviseert over"."""

    wie: str
    rol: DutyRole
    taak: str
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class ThemePolicy:
    """The policy of one theme, in the order of its chapter."""

    thema: str
    ambitie: Statement
    doelen: tuple[Statement, ...]
    dilemmas: tuple[Statement, ...]
    keuzes: tuple[Statement, ...]
    beleid: tuple[Statement, ...]
    regelgeving: tuple[Regulation, ...]
    bevoegd_gezag: tuple[ThemeDuty, ...]

    def statements(self) -> Iterator[Statement]:
        """Give all statements of the theme in the order of the source."""
        yield self.ambitie
        yield from self.doelen
        yield from self.dilemmas
        yield from self.keuzes
        yield from self.beleid
