"""The order of use of the subsurface (gebruiksorde): which function goes first where two claim the same depth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from bodem_ondergrond.plugin.domain.assessment import Citation, DepthRange

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.domain.policy import LayerSelection


class Precedence(Enum):
    """What the order says of two functions: the first goes first, the second does, or the sources leave it open."""

    EERSTE = "eerste"
    TWEEDE = "tweede"
    OPEN = "open"


@dataclass(frozen=True)
class SubsurfaceFunction:
    """A use of the subsurface that has a place in the order.

    Attributes:
        naam: noun phrase with article ("de winning van drinkwater").
        stap: rank in the order, 0 is the first; equal for functions that the source does not rank among each other.
        lagen: objects on the map that claim room for it.
        activiteiten: an ingreep with one of these claims room for it.
        diepte: where it takes place, in m below ground level, when neither map nor ingreep says so; `indicatief` in the
            sense of the drawing: from the lagenbenadering.
        zin: id of the sentences that say why it stands where it stands.
    """

    id: str
    naam: str
    stap: int
    lagen: tuple[LayerSelection, ...]
    activiteiten: frozenset[str]
    diepte: DepthRange
    zin: str
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class PairOrder:
    """An exception to the steps, for two functions: `eerst` goes first; `None`: the sources leave it open."""

    functies: frozenset[str]
    eerst: str | None
    zin: str
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class UseOrder:
    """All functions with a place in the order, highest priority first, and the pairs that differ from it."""

    functies: Mapping[str, SubsurfaceFunction] = field(default_factory=dict)
    paren: tuple[PairOrder, ...] = ()

    def pair(self, one: str, other: str) -> PairOrder | None:
        """Return what the sources say of exactly these two functions."""
        return next((pair for pair in self.paren if pair.functies == {one, other}), None)

    def precedence(self, one: str, other: str) -> Precedence:
        """Tell which of two functions goes first: by their own pair, else by step; an equal step is open."""
        pair = self.pair(one, other)
        if pair is not None:
            if pair.eerst is None:
                return Precedence.OPEN
            return Precedence.EERSTE if pair.eerst == one else Precedence.TWEEDE
        first, second = self.functies[one].stap, self.functies[other].stap
        if first == second:
            return Precedence.OPEN
        return Precedence.EERSTE if first < second else Precedence.TWEEDE
