"""Dutch notation of figures, as `paragraph-standard.md` 2.5 asks (rules W55 to W67).

A non-breaking space stands between a figure and its unit. Rounding never decides anything: rules compare unrounded.
"""

from __future__ import annotations

import datetime as _dt
import re
from collections.abc import Iterable

NBSP = "\u00a0"
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_HECTARE_FROM_M2 = 5_000.0
_FIGURE_AND_UNIT = re.compile(r"(\d) (m²|m-mv|m³|cm|mm|km|m|ha|°C|procent)\b")
_WORDS = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]


def number(value: float, decimals: int = 0) -> str:
    """Write a number with a full stop per thousand and a decimal comma."""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def exact(value: float) -> str:
    """Write a number with at most two decimals and no trailing zeros: for figures beside a limit."""
    text = number(value, 2)
    return text.rstrip("0").rstrip(",")


def quantity(value: float, unit: str) -> str:
    """Write an exact figure with its unit: `1.000 m²`, `30 cm`, `12,5 m`."""
    return f"{exact(value)}{NBSP}{unit.replace('m2', 'm²')}"


def area(m2: float) -> str:
    """Write an area (in m2) rounded for reading: whole m² below 100, tens below 0,5 ha, then ha with one decimal."""
    if m2 >= _HECTARE_FROM_M2:
        return f"{number(m2 / 10_000, 1)}{NBSP}ha"
    if m2 >= 100:
        return f"{number(round(m2 / 10) * 10)}{NBSP}m²"
    if m2 >= 1:
        return f"{number(m2)}{NBSP}m²"
    return f"minder dan 1{NBSP}m²"


def share(fraction: float) -> str:
    """Write a share (0 to 1) in whole procents, without turning little into nothing or most into all."""
    percent = fraction * 100
    if percent < 1:
        return f"minder dan 1{NBSP}procent"
    if percent > 99 and fraction < 1:
        return f"meer dan 99{NBSP}procent"
    return f"{number(percent)}{NBSP}procent"


def distance(metres: float) -> str:
    """Write a distance in whole metres, from 100 m in tens."""
    rounded = round(metres / 10) * 10 if metres >= 100 else round(metres)
    return f"{number(rounded)}{NBSP}m"


def depth_range(van_m: float, tot_m: float | None) -> str:
    """Write a depth interval below ground level: `25 tot 500 m-mv`."""
    if tot_m is None:
        return f"dieper dan {exact(van_m)}{NBSP}m-mv"
    return f"{exact(van_m)} tot {exact(tot_m)}{NBSP}m-mv"


def count(how_many: int, singular: str, plural: str) -> str:
    """Write a count in words up to twelve: `drie zones`, `14 zones`."""
    word = _WORDS[how_many] if how_many < len(_WORDS) else number(how_many)
    return f"{word} {singular if how_many == 1 else plural}"


def date(iso: str) -> str:
    """Write an ISO date in words: `12 november 2026`; a bare year or another text stays as it is."""
    try:
        day = _dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def listing(names: Iterable[str], word: str = "en") -> str:
    """Join names as a Dutch enumeration: `a, b en c`."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def sentence_case(text: str) -> str:
    """Return the text with a capital first letter and the rest as it was."""
    return text[:1].upper() + text[1:]


def bind_units(text: str) -> str:
    """Put a non-breaking space between each figure and its unit in a ready sentence (W56)."""
    return _FIGURE_AND_UNIT.sub(rf"\1{NBSP}\2", text)
