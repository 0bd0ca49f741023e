"""Which fields of a file or map layer hold the name of a plan area and its ingreep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from bodem_ondergrond.plugin.domain.ingreep import DomainError


class FieldNameError(DomainError):
    """A field that was asked for does not exist. The message is Dutch."""


@dataclass(frozen=True)
class FieldNames:
    """The names of the fields, as chosen by the user.

    `None`: the field with the default name (which is the name of the attribute here, see `contracts.md`), when there
    is one. A name: that field, and it must exist.
    """

    naam: str | None = None
    activiteiten: str | None = None
    oppervlakte_m2: str | None = None
    diepte_cm: str | None = None
    boordiepte_m: str | None = None
    opslagtemperatuur_c: str | None = None
    agrarisch: str | None = None
    niet_kerend_woelen: str | None = None
    bouwvoor: str | None = None

    def resolve(self, available: Sequence[str]) -> dict[str, str]:
        """Return for each value that can be read the field that holds it.

        A default name may be written in other case; a chosen name is taken as it stands.

        Args:
            available: the fields that there are.

        Raises:
            FieldNameError: a chosen field does not exist.
        """
        by_lower_case = {name.lower(): name for name in reversed(available)}
        found: dict[str, str] = {}
        for attribute in fields(self):
            chosen = getattr(self, attribute.name) or None
            if chosen is not None and chosen not in available:
                there = ", ".join(available) or "geen"
                raise FieldNameError(
                    f"Het veld '{chosen}' ({attribute.name}) bestaat niet. Velden die er zijn: {there}."
                )
            name = chosen or (attribute.name if attribute.name in available else by_lower_case.get(attribute.name))
            if name is not None:
                found[attribute.name] = name
        return found
