"""Units of the figures that rules compare."""

from __future__ import annotations

# Unit -> what it measures and how many of the first unit of that kind it is.
_UNITS = {
    "m": ("lengte", 1.0),
    "cm": ("lengte", 0.01),
    "m2": ("oppervlakte", 1.0),
    "ha": ("oppervlakte", 10_000.0),
    "°C": ("temperatuur", 1.0),
}


def can_convert(unit: str, other: str) -> bool:
    """Whether a figure in `unit` can be written in `other`."""
    return unit in _UNITS and other in _UNITS and _UNITS[unit][0] == _UNITS[other][0]


def convert(value: float, unit: str, other: str) -> float:
    """Write a figure in `unit` as a figure in `other`; the value itself when the units are the same.

    Raises:
        ValueError: the units measure different things.
    """
    if unit == other:
        return value
    if not can_convert(unit, other):
        raise ValueError(f"'{unit}' is niet om te rekenen naar '{other}'.")
    # Dividing keeps 120 cm at 1.2 m; multiplying by the quotient of two floats would not always.
    own, wanted = _UNITS[unit][1], _UNITS[other][1]
    return value * own if wanted == 1.0 else value * (own / wanted)
