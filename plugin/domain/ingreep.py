"""The ingreep: what will be done to the soil, in the planner's own figures."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class DomainError(ValueError):
    """A value from outside does not fit the vocabulary. The message is Dutch and meant for the user."""


class IngreepError(DomainError):
    """A field of the ingreep holds a value that cannot be used."""


class Answer(Enum):
    """An answer of the planner to a yes-or-no question; unknown is a legal answer."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"

    @property
    def is_yes(self) -> bool:
        """Whether the planner said yes."""
        return self is Answer.JA


# Field of the ingreep -> its unit and the words in which a message speaks of it.
QUANTITIES = {
    "oppervlakte_m2": ("m2", "oppervlakte van de bodemingrepen"),
    "diepte_cm": ("cm", "diepte van de bodemingrepen"),
    "boordiepte_m": ("m", "boordiepte"),
    "opslagtemperatuur_c": ("°C", "opslagtemperatuur"),
}
QUESTIONS = {
    "agrarisch": "agrarisch gebruik",
    "niet_kerend_woelen": "niet-kerend woelen",
    "bouwvoor": "de vraag of er een bouwvoor is",
}
# Points that could separate thousands or decimals; a number field of a layer never comes as text.
_AMBIGUOUS = re.compile(r"^\d{1,3}(\.\d{3})+$")
_YES = {"ja", "j", "true", "waar", "1", "yes", "y"}
_NO = {"nee", "n", "false", "onwaar", "0", "no"}
_UNKNOWN = {"", "onbekend", "null", "none", "nan", "?"}


@dataclass(frozen=True)
class Ingreep:
    """The intended works in a plan area. `None` and `Answer.ONBEKEND` mean: not known.

    Attributes:
        activiteiten: ids of the activities of the catalogue, sorted; empty for a strategic question.
        oppervlakte_m2: disturbed area of the whole coherent project, in m2.
        diepte_cm: depth of the soil disturbance, in cm below ground level.
        boordiepte_m: depth of the deepest drilling, in m below ground level.
        opslagtemperatuur_c: temperature of stored heat, in degrees Celsius.
        agrarisch: whether the land is farmland.
        niet_kerend_woelen: whether the depth is reached by non-inverting subsoiling.
        bouwvoor: whether there is a plough layer.
        geometrie: the disturbed part of the plan area in EPSG:28992, when drawn.
    """

    activiteiten: tuple[str, ...] = ()
    oppervlakte_m2: float | None = None
    diepte_cm: float | None = None
    boordiepte_m: float | None = None
    opslagtemperatuur_c: float | None = None
    agrarisch: Answer = Answer.ONBEKEND
    niet_kerend_woelen: Answer = Answer.ONBEKEND
    bouwvoor: Answer = Answer.ONBEKEND
    geometrie: Any = field(default=None, compare=False, repr=False)

    @property
    def is_strategic(self) -> bool:
        """Whether no activity is named, so that all policy of what is hit is reported."""
        return not self.activiteiten

    @classmethod
    def from_fields(cls, values: Mapping[str, Any], known_activities: Any = None) -> Ingreep:
        """Build an ingreep from raw field values (text, numbers, booleans, `None`).

        Args:
            values: field name -> raw value; an absent or empty value means unknown.
            known_activities: the ids that the catalogue knows; `None` accepts any.

        Raises:
            IngreepError: a value is no number, negative, no yes or no, or no known activity.
        """
        figures: dict[str, Any] = {name: parse_quantity(name, values.get(name)) for name in QUANTITIES}
        figures.update({name: parse_answer(name, values.get(name)) for name in QUESTIONS})
        activities = parse_activities(values.get("activiteiten"), known_activities)
        return cls(activiteiten=activities, geometrie=values.get("geometrie"), **figures)


def _is_empty(raw: Any) -> bool:
    return raw is None or (isinstance(raw, float) and math.isnan(raw)) or str(raw).strip().lower() in _UNKNOWN


def parse_quantity(name: str, raw: Any) -> float | None:
    """Read a number of at least 0, written as Dutch or as English does: `12,5`, `12.5`, `1.165,5`.

    Raises:
        IngreepError: `raw` is no number, is infinite or negative, or could be read in two ways: text `1.000` is a
            thousand in Dutch and one in English.
    """
    if _is_empty(raw):
        return None
    unit, words = QUANTITIES[name]
    if isinstance(raw, str) and _AMBIGUOUS.match(raw.strip()):
        plain = raw.strip().replace(".", "")
        raise IngreepError(
            f"Veld '{name}': '{raw}' is dubbelzinnig. Schrijf {plain} zonder punt, of gebruik een komma."
        )
    try:
        number = math.nan if isinstance(raw, bool) else float(_with_decimal_point(str(raw).strip()))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise IngreepError(f"Veld '{name}': '{raw}' is geen getal. Geef de {words} in {unit}, of laat het veld leeg.")
    if number < 0:
        raise IngreepError(f"Veld '{name}': {raw} is negatief. Geef de {words} als een getal van 0 of meer, in {unit}.")
    return number


def _with_decimal_point(text: str) -> str:
    """Return Dutch notation as Python reads it: with a comma, every point separates thousands."""
    return text.replace(".", "").replace(",", ".") if "," in text else text


def parse_answer(name: str, raw: Any) -> Answer:
    """Read ja, nee or onbekend, also from a boolean or 0 and 1.

    Raises:
        IngreepError: `raw` is none of these.
    """
    if isinstance(raw, Answer):
        return raw
    if _is_empty(raw):
        return Answer.ONBEKEND
    word = str(raw).strip().lower()
    if word.endswith(".0"):
        word = word[:-2]
    if word in _YES:
        return Answer.JA
    if word in _NO:
        return Answer.NEE
    raise IngreepError(f"Veld '{name}': '{raw}' is geen antwoord op {QUESTIONS[name]}. Gebruik ja, nee of onbekend.")


def parse_activities(raw: Any, known: Any = None) -> tuple[str, ...]:
    """Read a comma separated text or a sequence of activity ids, sorted and without doubles.

    Raises:
        IngreepError: an id is not in `known`.
    """
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return ()
    parts = raw.replace(";", ",").split(",") if isinstance(raw, str) else list(raw)
    names = sorted({str(part).strip().lower() for part in parts} - _UNKNOWN)
    if known is not None:
        strange = [name for name in names if name not in known]
        if strange:
            raise IngreepError(
                f"Veld 'activiteiten': onbekende activiteit '{strange[0]}'. Kies uit: {', '.join(sorted(known))}."
            )
    return tuple(names)
