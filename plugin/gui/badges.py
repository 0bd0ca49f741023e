"""Icon and colour of verdicts and outcomes. The word always stands beside them: never colour alone."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QColor, QIcon

from bodem_ondergrond.plugin.domain import Outcome, Verdict

ICON_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

# Told apart by people with the common kinds of colour blindness, and by lightness on a grey print.
_VERDICT_COLOURS = {
    Verdict.VERBOD: "#9b1b30",
    Verdict.NEE_TENZIJ: "#c8500a",
    Verdict.ONDERZOEK: "#6a4ca3",
    Verdict.JA_MITS: "#1b6ca8",
    Verdict.AANDACHT: "#e3a512",
    Verdict.KANS: "#16796f",
    Verdict.GEEN_BELEMMERING: "#5b6770",
}
_OUTCOME_COLOURS = {
    Outcome.GERAAKT: "#3d4650",
    Outcome.NIET_GERAAKT: "#6b7681",
    Outcome.GEEN_GEGEVENS: "#8a6d1a",
    Outcome.NIET_GETOETST: "#9b1b30",
}
_FALLBACK_ICONS = {
    "verbod": "/mIconCritical.svg",
    "nee_tenzij": "/mIconCritical.svg",
    "onderzoek": "/mActionIdentify.svg",
    "ja_mits": "/mIconInfo.svg",
    "aandacht": "/mIconWarning.svg",
    "kans": "/mIconFavorites.svg",
    "geen_belemmering": "/mIconSuccess.svg",
    "geraakt": "/mIconInfo.svg",
    "niet_geraakt": "/mIconSuccess.svg",
    "geen_gegevens": "/mIndicatorBadLayer.svg",
    "niet_getoetst": "/mIconWarning.svg",
}


def verdict_icon(verdict: Verdict) -> QIcon:
    """Return the icon of a verdict."""
    return _icon(verdict.value)


def outcome_icon(outcome: Outcome) -> QIcon:
    """Return the icon of the outcome of a layer."""
    return _icon(outcome.value)


def verdict_colour(verdict: Verdict) -> QColor:
    """Return the colour behind the word of a verdict."""
    return QColor(_VERDICT_COLOURS[verdict])


def outcome_colour(outcome: Outcome) -> QColor:
    """Return the colour behind the word of an outcome."""
    return QColor(_OUTCOME_COLOURS[outcome])


def text_colour_on(background: QColor) -> QColor:
    """Return black or white, whichever reads better on the background (WCAG relative luminance)."""
    return QColor("black") if _luminance(background) > 0.22 else QColor("white")


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _icon(name: str) -> QIcon:
    own = ICON_FOLDER / f"{name}.svg"
    return QIcon(str(own)) if own.is_file() else QgsApplication.getThemeIcon(_FALLBACK_ICONS[name])
