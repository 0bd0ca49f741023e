"""Dates of checks and data, as the text needs them."""

from __future__ import annotations

import datetime as _dt

from bodem_ondergrond.plugin.domain import notation

_MONTHS_IN_YEAR = 12
_LAST_DAY_OF_EVERY_MONTH = 28


def moment(iso: str) -> str:
    """Return a moment in words: `12 november 2026, 10.40 uur`; another text stays as it is."""
    try:
        time = _dt.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{notation.date(iso)}, {time.hour}.{time.minute:02d} uur"


def months_later(iso: str, months: int) -> str:
    """Return the ISO date so many months later, at most the 28th so that it exists; not a date: as it was."""
    try:
        day = _dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    total = day.year * _MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(total, _MONTHS_IN_YEAR)
    return _dt.date(year, month + 1, min(day.day, _LAST_DAY_OF_EVERY_MONTH)).isoformat()


def is_older(day: str | None, moment_iso: str, years: int) -> bool:
    """Whether a date (ISO, or a bare year: its last day) lies more than so many years before a moment."""
    limit = months_later(moment_iso, -years * _MONTHS_IN_YEAR)
    if not day or len(limit) != len("2026-01-01"):
        return False
    return (f"{day}-12-31" if len(day) == len("2026") else day[:10]) < limit
