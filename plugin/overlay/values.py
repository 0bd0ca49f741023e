"""Field values as the engine compares them: class values as normalised text, quantities as numbers."""

from __future__ import annotations

import math
from typing import Any


def class_text(raw: Any) -> str | None:
    """Return a class value as text to compare with: trimmed, lower case, whole numbers without decimals.

    `None`, NaN and empty text have no class: `None`. A boolean becomes ja or nee.
    """
    text = plain_text(raw)
    return None if text is None else text.lower()


def plain_text(raw: Any) -> str | None:
    """Return a value as trimmed text, or `None` when there is none. Whole numbers are written without decimals."""
    if raw is None:
        return None
    if isinstance(raw, str):
        return raw.strip() or None
    if isinstance(raw, bool):
        return "ja" if raw else "nee"
    if isinstance(raw, float):
        if math.isnan(raw):
            return None
        return str(int(raw)) if raw.is_integer() else str(raw)
    return str(raw).strip() or None


def number(raw: Any) -> float | None:
    """Return a value as a finite number, or `None` when there is no value. A decimal comma is accepted.

    Raises:
        ValueError: there is a value, and it is no finite number.
    """
    text = plain_text(raw)
    if text is None:
        return None
    value = float("nan" if isinstance(raw, bool) else text.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(f"no finite number: {raw!r}")
    return value
