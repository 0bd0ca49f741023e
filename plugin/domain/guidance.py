"""What helps to weigh, apart from rules: principles, the layers of the ground, ladders and trees, opgaven.

Nothing here has a verdict: the tool shows what is at stake and which questions to ask; the municipality chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bodem_ondergrond.plugin.domain.assessment import Citation, DepthRange
from bodem_ondergrond.plugin.domain.statements import StatementStatus


@dataclass(frozen=True)
class WeighingPrinciple:
    """A principle for weighing interests (afwegingsprincipe), with the rules of play that belong to it."""

    id: str
    nummer: str
    titel: str
    zinnen: tuple[str, ...]
    spelregels: tuple[str, ...]
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class SubsurfaceLayer:
    """A layer of the lagenbenadering; `diepte` is `None` for what stands on the ground."""

    id: str
    naam: str
    naam_en: str
    diepte: DepthRange | None
    zinnen: tuple[str, ...]
    themas: tuple[str, ...]
    opmerking: tuple[str, ...]
    bronnen: tuple[Citation, ...]


class DecisionBlockKind(Enum):
    """What a block of a decision aid is: a question, something to do, an outcome, or a step of a ladder."""

    VRAAG = "vraag"
    HANDELING = "handeling"
    UITKOMST = "uitkomst"
    TREDE = "trede"


@dataclass(frozen=True)
class DecisionBlock:
    """One block of a ladder or tree, in the order of the text: the lines between blocks are lost in the source."""

    soort: DecisionBlockKind
    zinnen: tuple[str, ...]


@dataclass(frozen=True)
class DecisionAid:
    """A ladder or decision tree of a municipality, as separate blocks.

    `opmerking` says what the source has lost, so that nobody reads more into the order than it holds.
    """

    id: str
    naam: str
    gemeente: str
    status: StatementStatus
    themas: tuple[str, ...]
    zinnen: tuple[str, ...]
    blokken: tuple[DecisionBlock, ...]
    opmerking: tuple[str, ...]
    bronnen: tuple[Citation, ...]


class QuestionOrigin(Enum):
    """Whether the source puts the question itself (bron) or the tool derives it from the text (lezing)."""

    BRON = "bron"
    LEZING = "lezing"


@dataclass(frozen=True)
class OpgaveQuestion:
    """A question that a municipality can put to itself; it stays visible until it is answered."""

    id: str
    vraag: str
    herkomst: QuestionOrigin


@dataclass(frozen=True)
class KeyFigure:
    """A figure to reckon with (kengetal), with its source; no threshold of policy."""

    omschrijving: str
    waarde: float
    eenheid: str
    bron: Citation


@dataclass(frozen=True)
class OpgaveCrossing:
    """Two opgaven that ask for the same place in the ground: a dilemma, shown and never settled (BF-04)."""

    id: str
    opgaven: tuple[str, ...]
    dilemma: str
    herkomst: QuestionOrigin
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class KnowledgeSource:
    """Where to ask about a subject. `peildatum`: when somebody last said so."""

    id: str
    naam: str
    onderwerp: str
    peildatum: str
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class Opgave:
    """A social task (maatschappelijke opgave) and what it claims from the ground.

    Attributes:
        standaard: whether it is offered for Drenthe; the others only when somebody asks for them.
        zinnen: what is going on.
        claims: what it asks of bodem en ondergrond.
        kansen: what bodem en ondergrond offer.
        dilemmas: where it meets other claims; said, never settled.
        vragen: the question card.
        themas, lagen, activiteiten: ids, for finding what belongs to it.
        kennisbronnen: ids of whom to ask.
    """

    id: str
    naam: str
    naam_en: str
    standaard: bool
    zinnen: tuple[str, ...]
    claims: tuple[str, ...]
    kansen: tuple[str, ...]
    dilemmas: tuple[str, ...]
    vragen: tuple[OpgaveQuestion, ...]
    kengetallen: tuple[KeyFigure, ...]
    themas: tuple[str, ...]
    lagen: tuple[str, ...]
    activiteiten: tuple[str, ...]
    kennisbronnen: tuple[str, ...]
    opmerking: tuple[str, ...]
    bronnen: tuple[Citation, ...]
