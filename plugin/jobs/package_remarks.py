"""What can be said about a policy package: one remark, and how much it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a remark matters: with a fout, checks are wrong or impossible somewhere."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    INFO = "info"


@dataclass(frozen=True)
class Remark:
    """One thing that was noticed. `laag` is empty for the package itself, `object_id` for a layer as a whole."""

    ernst: Severity
    laag: str
    object_id: str
    melding: str
