"""The four outcomes of a check and the seven verdicts of a rule."""

from __future__ import annotations

from enum import Enum


class Outcome(Enum):
    """What the check of one policy layer came to. No data and no check are never "no hit"."""

    GERAAKT = "geraakt"
    NIET_GERAAKT = "niet_geraakt"
    GEEN_GEGEVENS = "geen_gegevens"
    NIET_GETOETST = "niet_getoetst"


class Verdict(Enum):
    """The weight of a finding, heaviest first."""

    VERBOD = "verbod"
    NEE_TENZIJ = "nee_tenzij"
    ONDERZOEK = "onderzoek"
    JA_MITS = "ja_mits"
    AANDACHT = "aandacht"
    KANS = "kans"
    GEEN_BELEMMERING = "geen_belemmering"

    @property
    def rank(self) -> int:
        """Position in the order of weight: 0 is the heaviest."""
        return _RANK[self._value_]

    def at_most(self, ceiling: Verdict) -> Verdict:
        """Return the lighter of this verdict and `ceiling`."""
        return max(self, ceiling, key=lambda verdict: verdict.rank)


# By value: to hash a text is faster than to hash a member, and a batch asks for millions of ranks.
_RANK = {verdict.value: rank for rank, verdict in enumerate(Verdict)}


class VerdictOrigin(Enum):
    """Whether the source itself states the regime (bron) or the verdict is our reading of it (lezing)."""

    BRON = "bron"
    LEZING = "lezing"
