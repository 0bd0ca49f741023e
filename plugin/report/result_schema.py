"""Holds a result JSON against its schema, with faults in Dutch: where it is wrong, and what is wrong there.

`resources/schema/toetsresultaat-1.json` is the one place that says what a result is. QGIS comes without a library that
reads JSON Schema, so what that file uses of it is read here; a word that it does not use is an error of ours.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "resources" / "schema" / "toetsresultaat-1.json"
# No figure of a result comes near: beyond it, sums and notation would no longer be exact.
_LARGEST = 1e15
_TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "object": ((dict,), "geen groep velden"),
    "array": ((list,), "geen lijst"),
    "string": ((str,), "geen tekst"),
    "number": ((int, float), "geen getal"),
    "integer": ((int,), "geen geheel getal"),
    "boolean": ((bool,), "geen true of false"),
    "null": ((type(None),), "niet leeg"),
}
# Say nothing about a value.
_WORDS_WITHOUT_A_CHECK = frozenset({"$schema", "$id", "$defs", "title", "description", "then"})

Check = Callable[[Any, str], None]


class SchemaError(ValueError):
    """A value does not fit the schema. The message is Dutch and names the place: `bevindingen[3].oordeel`."""

    def __init__(self, place: str, words: str) -> None:
        """Take the place, and what is wrong there."""
        super().__init__(f"'{place}' {words}" if place else words)


def check_result(raw: Any) -> None:
    """Hold a result, as `json` reads it, against the schema.

    Raises:
        SchemaError: the first thing that does not fit.
    """
    _compiled()(raw, "")


@lru_cache(maxsize=1)
def _compiled() -> Check:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return _Compiler(schema["$defs"]).check(schema)


class _Compiler:
    """Turns a schema into functions, once; a batch that is resumed reads thousands of results."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self._known: dict[str, Check] = {}

    def check(self, schema: Mapping[str, Any]) -> Check:
        checks = [self._word(word, schema) for word in schema if word not in _WORDS_WITHOUT_A_CHECK]
        if len(checks) == 1:
            return checks[0]

        def all_of_them(value: Any, place: str) -> None:
            for check in checks:
                check(value, place)

        return all_of_them

    def _word(self, word: str, schema: Mapping[str, Any]) -> Check:
        made: Mapping[str, Callable[[Mapping[str, Any]], Check]] = {
            "type": lambda found: _type(found["type"]),
            "const": lambda found: _one_of([found["const"]]),
            "enum": lambda found: _one_of(found["enum"]),
            "pattern": lambda found: _pattern(found["pattern"]),
            "minimum": lambda found: _within(found["minimum"], math.inf),
            "maximum": lambda found: _within(-math.inf, found["maximum"]),
            "minLength": lambda found: _not_shorter(found["minLength"]),
            "minItems": lambda found: _not_shorter(found["minItems"]),
            "uniqueItems": lambda _: _no_doubles,
            "required": lambda found: _required(found["required"]),
            "additionalProperties": lambda found: _no_others(frozenset(found["properties"])),
            "properties": lambda found: self._properties(found["properties"]),
            "items": lambda found: self._items(found["items"]),
            "$ref": lambda found: self._reference(found["$ref"]),
            "oneOf": lambda found: self._one_of(found["oneOf"]),
            "if": lambda found: self._if(found["if"], found["then"]),
        }
        return made[word](schema)

    def _reference(self, name: str) -> Check:
        key = name.rpartition("/")[2]
        if key not in self._known:
            self._known[key] = self.check(self._definitions[key])
        return self._known[key]

    def _properties(self, properties: Mapping[str, Any]) -> Check:
        checks = {name: self.check(schema) for name, schema in properties.items()}

        def look(value: Any, place: str) -> None:
            if isinstance(value, dict):
                for name, check in checks.items():
                    if name in value:
                        check(value[name], f"{place}.{name}" if place else name)

        return look

    def _items(self, schema: Mapping[str, Any]) -> Check:
        check = self.check(schema)

        def look(value: Any, place: str) -> None:
            if isinstance(value, list):
                for number, item in enumerate(value):
                    check(item, f"{place}[{number}]")

        return look

    def _one_of(self, schemas: list[Mapping[str, Any]]) -> Check:
        """The last says what is wrong when none fits: in this schema that is the one beside 'null'."""
        checks = [self.check(schema) for schema in schemas]

        def look(value: Any, place: str) -> None:
            if not any(_fits(check, value, place) for check in checks[:-1]):
                checks[-1](value, place)

        return look

    def _if(self, condition: Mapping[str, Any], then: Mapping[str, Any]) -> Check:
        asked, check = self.check(condition), self.check(then)

        def look(value: Any, place: str) -> None:
            if _fits(asked, value, place):
                check(value, place)

        return look


def _fits(check: Check, value: Any, place: str) -> bool:
    try:
        check(value, place)
    except SchemaError:
        return False
    return True


def _type(names: str | list[str]) -> Check:
    chosen = [names] if isinstance(names, str) else names
    types = tuple(kind for name in chosen for kind in _TYPES[name][0])
    words = f"is {_TYPES[chosen[0]][1]}"

    def look(value: Any, place: str) -> None:
        # For Python true is a number; for JSON it is not.
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise SchemaError(place, words)
        if isinstance(value, (int, float)) and not abs(value) <= _LARGEST:
            raise SchemaError(place, "is een onmogelijk groot getal")
        if isinstance(value, str) and not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            raise SchemaError(place, "bevat een teken dat niet bestaat")

    return look


def _one_of(values: list[Any]) -> Check:
    def look(value: Any, place: str) -> None:
        if not any(value == known and type(value) is type(known) for known in values):
            raise SchemaError(place, "heeft een onbekende waarde")

    return look


def _pattern(pattern: str) -> Check:
    # In JSON Schema `$` is the very end of a text; in Python a line may follow it.
    wanted = re.compile(pattern.replace("$", r"\Z"))

    def look(value: Any, place: str) -> None:
        if isinstance(value, str) and not wanted.search(value):
            raise SchemaError(place, "heeft een onmogelijke vorm")

    return look


def _within(least: float, most: float) -> Check:
    def look(value: Any, place: str) -> None:
        if isinstance(value, (int, float)) and not least <= value <= most:
            raise SchemaError(place, "is een onmogelijk getal")

    return look


def _not_shorter(least: int) -> Check:
    def look(value: Any, place: str) -> None:
        if isinstance(value, (str, list)) and len(value) < least:
            raise SchemaError(place, "is leeg")

    return look


def _no_doubles(value: Any, place: str) -> None:
    if isinstance(value, list) and len({json.dumps(item, sort_keys=True) for item in value}) < len(value):
        raise SchemaError(place, "noemt iets dubbel")


def _required(names: list[str]) -> Check:
    def look(value: Any, place: str) -> None:
        if isinstance(value, dict):
            for name in names:
                if name not in value:
                    raise SchemaError(f"{place}.{name}" if place else name, "ontbreekt")

    return look


def _no_others(known: frozenset[str]) -> Check:
    def look(value: Any, place: str) -> None:
        if isinstance(value, dict):
            for name in value:
                if name not in known:
                    raise SchemaError(f"{place}.{name}" if place else name, "hoort er niet in")

    return look
