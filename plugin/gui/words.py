"""The words of the panel for verdicts, outcomes and figures, in the language of QGIS.

Sentences of findings, layers and sources come from the catalogue; only what the panel itself says stands here.
"""

from __future__ import annotations

import datetime as _dt
import re
from collections.abc import Iterable

from qgis.PyQt.QtCore import QCoreApplication, QDate, QLocale

from bodem_ondergrond.plugin.domain import (
    Activity,
    Answer,
    Catalogue,
    CatalogueLayer,
    IngreepError,
    Outcome,
    Theme,
    Verdict,
)
from bodem_ondergrond.plugin.domain.ingreep import parse_quantity

NBSP = "\u00a0"
_FIRM_HYPHEN = "\u2011"
MIDDLE_DOT = " \u00b7 "
_SQUARE_METRES_PER_HECTARE = 10_000.0
_UNITS = {"m2": "m²", "c": "°C"}


def is_dutch() -> bool:
    """Return whether the panel speaks Dutch, so that names of the catalogue are taken in Dutch."""
    return QCoreApplication.translate("Words", "language code: en") == "nl"


def verdict_word(verdict: Verdict) -> str:
    """Return the name of a verdict as a badge shows it."""
    words = {
        Verdict.VERBOD: QCoreApplication.translate("Words", "Prohibited"),
        Verdict.NEE_TENZIJ: QCoreApplication.translate("Words", "No, unless"),
        Verdict.ONDERZOEK: QCoreApplication.translate("Words", "Investigate"),
        Verdict.JA_MITS: QCoreApplication.translate("Words", "Yes, provided"),
        Verdict.AANDACHT: QCoreApplication.translate("Words", "Attention"),
        Verdict.KANS: QCoreApplication.translate("Words", "Opportunity"),
        Verdict.GEEN_BELEMMERING: QCoreApplication.translate("Words", "No obstacle"),
    }
    return words[verdict]


def verdict_count(verdict: Verdict, count: int) -> str:
    """Return how many findings have this verdict, for the summary line: `3 no-unless`."""
    words = {
        Verdict.VERBOD: QCoreApplication.translate("Words", "prohibited"),
        Verdict.NEE_TENZIJ: QCoreApplication.translate("Words", "no-unless"),
        Verdict.ONDERZOEK: QCoreApplication.translate("Words", "to investigate"),
        Verdict.JA_MITS: QCoreApplication.translate("Words", "yes-provided"),
        Verdict.AANDACHT: QCoreApplication.translate("Words", "attention"),
        Verdict.KANS: QCoreApplication.translate("Words", "opportunity"),
        Verdict.GEEN_BELEMMERING: QCoreApplication.translate("Words", "no obstacle"),
    }
    return f"{count}{NBSP}{_glued(words[verdict])}"


def certainty_words() -> dict[str, str]:
    """Return what the panel calls how certain a finding is: word of the account -> word here, most certain first."""
    return {
        "zeker": QCoreApplication.translate("Words", "Certain"),
        "indicatie": QCoreApplication.translate("Words", "Indication"),
        "marginaal": QCoreApplication.translate("Words", "Marginal"),
        "ontbreekt": QCoreApplication.translate("Words", "Something is missing"),
        "aangepast": QCoreApplication.translate("Words", "Set aside by an expert"),
    }


def outcome_word(outcome: Outcome) -> str:
    """Return the name of the outcome of a layer."""
    words = {
        Outcome.GERAAKT: QCoreApplication.translate("Words", "hit"),
        Outcome.NIET_GERAAKT: QCoreApplication.translate("Words", "not hit"),
        Outcome.GEEN_GEGEVENS: QCoreApplication.translate("Words", "no data"),
        Outcome.NIET_GETOETST: QCoreApplication.translate("Words", "not checked"),
    }
    return words[outcome]


def outcome_count(outcome: Outcome, count: int) -> str:
    """Return how many layers have this outcome, for the summary line: `28 not hit`."""
    return f"{count}{NBSP}{_glued(outcome_word(outcome))}"


def answer_word(answer: Answer) -> str:
    """Return yes, no or unknown."""
    words = {
        Answer.JA: QCoreApplication.translate("Words", "yes"),
        Answer.NEE: QCoreApplication.translate("Words", "no"),
        Answer.ONBEKEND: QCoreApplication.translate("Words", "unknown"),
    }
    return words[answer]


def figure_word(name: str, catalogue: Catalogue) -> str:
    """Return what a figure of a rule is called: of the ingreep, a distance, or a threshold of the catalogue."""
    words = {
        "oppervlakte_m2": QCoreApplication.translate("Words", "disturbed area"),
        "diepte_cm": QCoreApplication.translate("Words", "depth of the works"),
        "boordiepte_m": QCoreApplication.translate("Words", "drilling depth"),
        "opslagtemperatuur_c": QCoreApplication.translate("Words", "storage temperature"),
        "agrarisch": QCoreApplication.translate("Words", "agricultural use"),
        "niet_kerend_woelen": QCoreApplication.translate("Words", "non-inverting subsoiling"),
        "bouwvoor": QCoreApplication.translate("Words", "plough layer"),
        "afstand_m": QCoreApplication.translate("Words", "distance to the nearest object"),
        "afstand_bekende_vindplaats_m": QCoreApplication.translate("Words", "distance to a known site"),
    }
    if name in words:
        return words[name]
    threshold = catalogue.drempels.get(name)
    return threshold.omschrijving if threshold is not None else name.replace("_", " ")


def catalogue_name(item: Activity | CatalogueLayer | Theme) -> str:
    """Return the name of a theme, layer or activity in the language of the panel."""
    return item.naam if is_dutch() or not item.naam_en else item.naam_en


def activity_group(group: str) -> str:
    """Return the heading of a group of activities; a group that is new in the catalogue keeps its own name."""
    words = {
        "bouwen": QCoreApplication.translate("Words", "Building"),
        "energie": QCoreApplication.translate("Words", "Energy"),
        "winning": QCoreApplication.translate("Words", "Extraction"),
        "opslag": QCoreApplication.translate("Words", "Storage"),
        "groen": QCoreApplication.translate("Words", "Green, water and agriculture"),
    }
    return words.get(group, group[:1].upper() + group[1:])


def unit_text(unit: str) -> str:
    """Return a unit as it is written: `m2` becomes `m²`."""
    return _UNITS.get(unit, unit)


def number_text(value: float, decimals: int = 2) -> str:
    """Write a number with at most `decimals` decimals in the notation of the locale of QGIS."""
    locale = _locale()
    text = locale.toString(float(value), "f", decimals)
    point = str(locale.decimalPoint())
    return text.rstrip("0").rstrip(point) if point in text else text


def area_text(square_metres: float) -> str:
    """Write an area in m² and, from a hectare's tenth on, in ha as well."""
    whole = f"{number_text(round(square_metres), 0)}{NBSP}m²" if square_metres >= 1 else f"< 1{NBSP}m²"
    if square_metres < _SQUARE_METRES_PER_HECTARE / 10:
        return whole
    hectares = number_text(square_metres / _SQUARE_METRES_PER_HECTARE, 2)
    return f"{whole} ({hectares}{NBSP}ha)"


def share_text(share: float) -> str:
    """Write a share (0 to 1) in percent, without turning little into nothing or most into all."""
    percent = share * 100
    if 0 < percent < 1:
        return f"< 1{NBSP}%"
    if 99 < percent < 100:
        return f"> 99{NBSP}%"
    return f"{number_text(percent, 0)}{NBSP}%"


def extent_text(square_metres: float, share: float) -> str:
    """Write the overlap of a finding: `1.240 m² · 12 %`."""
    whole = f"{number_text(round(square_metres), 0)}{NBSP}m²" if square_metres >= 1 else f"< 1{NBSP}m²"
    return f"{whole}{MIDDLE_DOT}{share_text(share)}"


def distance_text(metres: float) -> str:
    """Write a distance in metres with one decimal below 100 m."""
    return f"{number_text(metres, 1 if metres < 100 else 0)}{NBSP}m"


def date_text(iso: str) -> str:
    """Write an ISO date in the short form of the locale; another text stays as it is."""
    try:
        day = _dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return _locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def read_quantity(name: str, text: str) -> float | None:
    """Read what a planner typed, `None` when empty; a separator between thousands counts as such.

    Raises:
        IngreepError: the text is no number of at least 0. The message is in the language of the panel.
    """
    cleaned = _without_thousands(re.sub(r"[\s\u00a0\u202f]", "", text))
    if cleaned.count(".") == 1 and "," not in cleaned:
        cleaned = cleaned.replace(".", ",")  # no thousands are left, so it separates decimals; a comma says so
    try:
        return parse_quantity(name, cleaned)
    except IngreepError:
        if _is_negative(cleaned):
            raise IngreepError(
                QCoreApplication.translate("Words", "Less than zero is not possible here. Leave it empty if unknown.")
            ) from None
        raise IngreepError(
            QCoreApplication.translate("Words", "“{}” is not a number. Leave it empty if unknown.").format(text.strip())
        ) from None


def summary_text(verdicts: Iterable[tuple[Verdict, int]], outcomes: Iterable[tuple[Outcome, int]]) -> str:
    """Return the summary line: findings by verdict, then layers that were not hit or not checked; zeros left out."""
    parts = [verdict_count(verdict, count) for verdict, count in verdicts if count]
    parts += [outcome_count(outcome, count) for outcome, count in outcomes if count and outcome is not Outcome.GERAAKT]
    return ", ".join(parts)


def _locale() -> QLocale:
    """Return the locale of QGIS; where none is set, that of the language of the panel."""
    locale = QLocale()
    if locale.language() != QLocale.Language.C:
        return locale
    return QLocale("nl_NL") if is_dutch() else QLocale("en_GB")


def _glued(words: str) -> str:
    """Keep words and hyphens of a count on one line."""
    return words.replace(" ", NBSP).replace("-", _FIRM_HYPHEN)


def _without_thousands(text: str) -> str:
    """Turn `1.000` (Dutch) or `1,000` (English) into `1000`: read as 1 it would be wrong by a thousand."""
    point = str(_locale().decimalPoint())
    separator = "." if point == "," else ","
    pattern = rf"[1-9]\d{{0,2}}({re.escape(separator)}\d{{3}})+({re.escape(point)}\d*)?"
    return text.replace(separator, "") if re.fullmatch(pattern, text) else text


def _is_negative(text: str) -> bool:
    return re.fullmatch(r"-\d+([.,]\d*)?", text) is not None
