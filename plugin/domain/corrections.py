"""An expert's word on a finding: what it must hold before it may set the finding aside.

The rules are those of the standard for the text (outcome O10): a reason of some length, on a ground that another can
look up, with name and date. The map outcome itself stays in result and text.
"""

from __future__ import annotations

import datetime as _dt
import re
from dataclasses import dataclass
from enum import Enum

from bodem_ondergrond.plugin.domain.assessment import Correction

SHORTEST_REASON = 40
_NOON = _dt.time(12)
# Words that say nothing that another can check.
_EMPTY_WORDS = re.compile(r"\b(niet relevant|in overleg|n\.?v\.?t\.?)", re.IGNORECASE)


class Ground(Enum):
    """What a correction rests on, in the words of the text."""

    RAPPORT = "onderzoeksrapport"
    BORING = "boring of veldwaarneming"
    BESLUIT = "vergunning of besluit"
    BEGRENZING = "betere begrenzing"


class CorrectionFault(Enum):
    """What an expert's word still lacks."""

    REDEN = "reden"
    VERWIJZING = "verwijzing"
    NAAM = "naam"
    DATUM = "datum"


@dataclass(frozen=True)
class ExpertWord:
    """What an expert says of a finding that does not apply.

    Attributes:
        reden: why, in at least `SHORTEST_REASON` characters.
        grond: the kind of evidence.
        verwijzing: where to find it: number, date, place.
        naam: who says so; `functie` may stay empty.
        datum: when it was said; not in the future.
    """

    reden: str
    grond: Ground
    verwijzing: str
    naam: str
    datum: _dt.date
    functie: str = ""

    def faults(self, today: _dt.date) -> tuple[CorrectionFault, ...]:
        """Return what is still lacking, in the order in which it is asked."""
        holds = {
            CorrectionFault.REDEN: missing_letters(self.reden) == 0,
            CorrectionFault.VERWIJZING: bool(self.verwijzing.strip()),
            CorrectionFault.NAAM: bool(self.naam.strip()),
            CorrectionFault.DATUM: self.datum <= today,
        }
        return tuple(fault for fault, good in holds.items() if not good)

    def correction(self, now: _dt.datetime) -> Correction:
        """Return the word as it stands in result and text; `now` (with zone) is the time when it was said today."""
        role = " ".join(self.functie.split())
        name = " ".join(self.naam.split())
        moment = now if self.datum == now.date() else _dt.datetime.combine(self.datum, _NOON, now.tzinfo)
        return Correction(
            reden=f"{_sentence(self.reden)} Onderbouwing: {self.grond.value}, {_sentence(self.verwijzing)}",
            door=f"{name} ({role})" if role else name,
            tijdstip=moment.isoformat(timespec="seconds"),
        )


def missing_letters(reason: str) -> int:
    """Return how many characters a reason is short of; words that say nothing do not count."""
    telling = " ".join(_EMPTY_WORDS.sub(" ", reason).split())
    return max(0, SHORTEST_REASON - len(telling))


def _sentence(text: str) -> str:
    whole = " ".join(text.split())
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."
