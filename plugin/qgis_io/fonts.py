"""The letter of maps and documents: the first of a few that this computer has."""

from __future__ import annotations

from functools import lru_cache

from qgis.PyQt.QtGui import QFont, QFontInfo

_FAMILIES = ("Source Sans 3", "Segoe UI", "Calibri", "Carlito", "Liberation Sans", "Arial")


def text_font(points: float, *, bold: bool = False) -> QFont:
    """Return the font of texts, in points."""
    font = QFont(_family())
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


@lru_cache(maxsize=1)
def _family() -> str:
    """Return the first family that is there; else what Qt takes for none."""
    there = (name for name in _FAMILIES if QFontInfo(QFont(name)).family() == name)
    return next(there, QFont().family())
