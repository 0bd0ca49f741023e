"""Reading one yaml mapping strictly: every mistake names file, place and key."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any, TypeVar

from bodem_ondergrond.plugin.domain import Citation

E = TypeVar("E", bound=Enum)
_MISSING: Any = object()


class CatalogueError(ValueError):
    """The catalogue is not right. The message names the file, the key and what is wrong, in Dutch."""


class Fields:
    """A mapping of the catalogue that is read key by key; `finish` complains about keys that nobody asked for."""

    def __init__(self, file: str, place: str, raw: Any) -> None:
        self.file = file
        self.place = place
        if not isinstance(raw, dict):
            raise CatalogueError(f"{file}: {place}: hier hoort een blok met sleutels te staan, niet {raw!r}.")
        self._raw = raw
        self._asked: set[str] = set()

    def error(self, key: str, message: str) -> CatalogueError:
        """Make (not raise) an error about a key."""
        return CatalogueError(f"{self.file}: {self.place}: sleutel '{key}': {message}")

    def __contains__(self, key: str) -> bool:
        """Whether the key is present and not empty."""
        return self._raw.get(key) is not None

    def value(self, key: str, default: Any = _MISSING) -> Any:
        """Return the raw value; without a default the key is mandatory."""
        self._asked.add(key)
        found = self._raw.get(key)
        if found is None:
            if default is _MISSING:
                raise self.error(key, "ontbreekt.")
            return default
        return found

    def text(self, key: str, default: Any = _MISSING) -> Any:
        """Return a text that is not empty."""
        found = self.value(key, default)
        if found is not default and (not isinstance(found, str) or not found.strip()):
            raise self.error(key, f"{found!r} is geen tekst.")
        return found

    def number(self, key: str, default: Any = _MISSING) -> Any:
        """Return a number as float."""
        found = self.value(key, default)
        if found is default:
            return found
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            raise self.error(key, f"{found!r} is geen getal.")
        return float(found)

    def numbers(self, key: str, default: Any = _MISSING) -> tuple[float, ...]:
        """Return a list of numbers."""
        found = self.value(key, default)
        items = found if isinstance(found, (list, tuple)) else [found]
        if any(isinstance(item, bool) or not isinstance(item, (int, float)) for item in items):
            raise self.error(key, f"{found!r} is geen lijst van getallen.")
        return tuple(map(float, items))

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a boolean."""
        found = self.value(key, default)
        if not isinstance(found, bool):
            raise self.error(key, f"{found!r} is geen true of false.")
        return found

    def texts(self, key: str, default: Any = _MISSING) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        found = self.value(key, default)
        items = [found] if isinstance(found, str) else found
        if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) for item in items):
            raise self.error(key, f"{found!r} is geen lijst van teksten.")
        return tuple(items)

    def choice(self, key: str, options: type[E], default: Any = _MISSING) -> E:
        """Return a member of an enum by its value."""
        found = self.value(key, default)
        if isinstance(found, options):
            return found
        try:
            return options(found)
        except ValueError:
            allowed = ", ".join(str(option.value) for option in options)
            raise self.error(key, f"{found!r} mag niet; kies uit {allowed}.") from None

    def one_of(self, key: str, options: Iterable[str], default: Any = _MISSING) -> Any:
        """Return a text that is one of the options."""
        found = self.text(key, default)
        allowed = list(options)
        if found is not default and found not in allowed:
            raise self.error(key, f"'{found}' bestaat niet; bekend zijn {', '.join(allowed)}.")
        return found

    def known(self, key: str, options: Iterable[str], default: Any = _MISSING) -> tuple[str, ...]:
        """Return a list of texts that are all among the options."""
        allowed = list(options)
        found = self.texts(key, default)
        for item in found:
            if item not in allowed:
                raise self.error(key, f"'{item}' bestaat niet; bekend zijn {', '.join(allowed)}.")
        return found

    def sub(self, key: str) -> Fields:
        """Return the mapping under a key."""
        return Fields(self.file, f"{self.place}.{key}", self.value(key))

    def subs(self, key: str) -> list[Fields]:
        """Return the list of mappings under a key; empty when the key is absent."""
        found = self.value(key, [])
        if not isinstance(found, list):
            raise self.error(key, "hier hoort een lijst te staan.")
        return [Fields(self.file, f"{self.place}.{key}[{i}]", item) for i, item in enumerate(found)]

    def items(self) -> list[tuple[str, Any]]:
        """Return all keys with their raw values, and count them as asked for."""
        self._asked.update(self._raw)
        return [(str(key), value) for key, value in self._raw.items()]

    def citations(self, key: str, sources: Iterable[str], default: Any = _MISSING) -> tuple[Citation, ...]:
        """Return citations written as `document paragraaf`, optionally followed by `| 12-34` (lines)."""
        return tuple(self._citation(key, text, sources) for text in self.texts(key, default))

    def citation(self, key: str, sources: Iterable[str], default: Any = _MISSING) -> Any:
        """Return one citation."""
        text = self.text(key, default)
        return text if text is default else self._citation(key, text, sources)

    def _citation(self, key: str, text: str, sources: Iterable[str]) -> Citation:
        place, _, lines = (part.strip() for part in text.partition("|"))
        document, _, section = place.partition(" ")
        if document not in sources:
            raise self.error(key, f"onbekende bron '{document}'.")
        if not section:
            raise self.error(key, f"'{text}' noemt geen paragraaf.")
        return Citation(document, section.strip(), lines or None)

    def finish(self) -> None:
        """Raise when the mapping holds keys that no one asked for: a typing error would go unnoticed otherwise.

        Raises:
            CatalogueError: with the first such key.
        """
        strange = [key for key in self._raw if key not in self._asked]
        if strange:
            raise self.error(str(strange[0]), f"onbekende sleutel; bekend zijn {', '.join(sorted(self._asked))}.")
