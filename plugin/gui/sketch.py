"""What a drawn polygon is for."""

from __future__ import annotations

from enum import Enum


class SketchMode(Enum):
    """A new plan area, an extra part of it, or a hole in it."""

    NIEUW = "nieuw"
    DEEL = "deel"
    GAT = "gat"
