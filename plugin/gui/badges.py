"""Icon and colour of verdicts and outcomes. The word always stands beside them: never colour alone."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QColor, QIcon

from bodem_ondergrond.plugin.domain import Outcome, Verdict
from bodem_ondergrond.plugin.report.matrix_style import VERDICT_COLOURS

ICON_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

_OUTCOME_COLOURS = {
    Outcome.GERAAKT: "#59616b",
    Outcome.NIET_GERAAKT: "#6f7781",
    Outcome.GEEN_GEGEVENS: "#6f7781",
    Outcome.NIET_GETOETST: "#b4475a",
}


def verdict_icon(verdict: Verdict) -> QIcon:
    """Return the icon of a verdict."""
    return _icon(verdict.value)


def outcome_icon(outcome: Outcome) -> QIcon:
    """Return the icon of the outcome of a layer."""
    return _icon(outcome.value)


def verdict_colour(verdict: Verdict) -> QColor:
    """Return the colour behind the word of a verdict."""
    return QColor(VERDICT_COLOURS[verdict])


def outcome_colour(outcome: Outcome) -> QColor:
    """Return the colour behind the word of an outcome."""
    return QColor(_OUTCOME_COLOURS[outcome])


def text_colour_on(background: QColor) -> QColor:
    """Return black or white, whichever reads better on the background (WCAG relative luminance)."""
    return QColor("black") if _luminance(background) > 0.22 else QColor("white")


def theme_symbol(theme: str) -> QIcon:
    """Return the icon of a theme; an empty one for a theme that has none."""
    return _icon(f"thema_{theme}")


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _icon(name: str) -> QIcon:
    path = ICON_FOLDER / f"{name}.svg"
    return QIcon(str(path)) if path.is_file() else QIcon()
