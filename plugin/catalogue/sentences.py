"""Sentences of the catalogue: which slots a sentence may use, and filling them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter

from bodem_ondergrond.plugin.catalogue.fields import CatalogueError
from bodem_ondergrond.plugin.domain import RuleKind

_COMMON = frozenset({"zone_in", "zone", "klasse", "namen"})
_PLACE = _COMMON | {"opp", "aandeel"}

# Which slots the evaluator of a kind fills, for the sentences of its rules.
KIND_SLOTS: Mapping[RuleKind, frozenset[str]] = {
    RuleKind.OVERLAP: _PLACE,
    RuleKind.RESTGEBIED: _PLACE,
    RuleKind.NABIJHEID: _COMMON | {"afstand", "straal", "vanaf"},
    RuleKind.VRIJSTELLING: _PLACE,
    RuleKind.DIEPTEVENSTER: _PLACE | {"venster"},
    RuleKind.INGREEPBEREIK: _COMMON | {"waarde"},
    RuleKind.ACTIVITEIT: _COMMON | {"activiteiten"},
    RuleKind.GRENSWAARDE: _PLACE | {"waarde", "grens"},
    RuleKind.VOORRANG: _COMMON | {"eerste", "tweede", "diepte"},
}

# Fixed sentences that the evaluators use by name, with the slots they fill.
PATTERNS: Mapping[str, frozenset[str]] = {
    "patroon.ligging_geheel": frozenset({"zone_in"}),
    "patroon.ligging_deel": frozenset({"opp", "aandeel", "zone_in"}),
    "patroon.ligging_marginaal": frozenset({"zone", "opp", "aandeel"}),
    "patroon.marginaal_gevolg": frozenset(),
    "patroon.ligging_object": frozenset({"zone"}),
    "patroon.ligging_objecten": frozenset({"aantal", "kaart", "namen"}),
    "patroon.namen": frozenset({"namen"}),
    "patroon.nabij": frozenset({"afstand", "vanaf", "zone", "straal"}),
    "patroon.nabij_in": frozenset({"gebied", "zone"}),
    "patroon.activiteit": frozenset({"zone"}),
    "patroon.strategisch": frozenset({"activiteiten"}),
    "patroon.boring_kruist": frozenset({"waarde"}),
    "patroon.boring_kruist_niet": frozenset({"waarde"}),
    "patroon.boring_onbekend": frozenset(),
    "patroon.waarde_onbekend": frozenset({"grootheid"}),
    "patroon.oppervlakte_onder": frozenset({"som", "marge", "grens"}),
    "patroon.oppervlakte_gelijk": frozenset({"som", "grens"}),
    "patroon.oppervlakte_boven": frozenset({"som", "marge", "grens"}),
    "patroon.oppervlakte_plangebied": frozenset({"som", "grens"}),
    "patroon.oppervlakte_aangenomen": frozenset({"som"}),
    "patroon.oppervlakte_niet_opgegeven": frozenset({"grens"}),
    "patroon.oppervlakte_strategisch": frozenset({"grens"}),
    "patroon.oppervlakte_niets_vrij": frozenset({"som"}),
    "patroon.diepte_niets_vrij": frozenset({"diepte"}),
    "patroon.oppervlakte_geen": frozenset(),
    "patroon.oppervlakte_grens_onbekend": frozenset(),
    "patroon.diepte_binnen": frozenset({"diepte", "grens"}),
    "patroon.diepte_dieper": frozenset({"diepte", "grens"}),
    "patroon.diepte_onbekend": frozenset({"grens"}),
    "patroon.diepte_geen_bouwvoor": frozenset(),
    "patroon.diepte_bouwvoor_onbekend": frozenset(),
    "patroon.diepte_natuur_niet_getoetst": frozenset(),
    "patroon.diepte_grens_onbekend": frozenset(),
    "patroon.vindplaats_in": frozenset({"gebied", "straal"}),
    "patroon.vindplaats_binnen": frozenset({"afstand", "vanaf", "straal"}),
    "patroon.vindplaats_buiten": frozenset({"afstand", "vanaf", "straal"}),
    "patroon.vindplaats_geen": frozenset({"zoekafstand", "vanaf"}),
    "patroon.vindplaats_niet_getoetst": frozenset({"straal", "namen"}),
    "patroon.vindplaats_deels_niet_getoetst": frozenset({"straal", "namen"}),
    "patroon.vrijgesteld": frozenset(),
    "patroon.onderzoek": frozenset(),
    "patroon.onderzoek_voorlopig": frozenset(),
    "patroon.leeswijze_beide": frozenset(),
    "patroon.leeswijze_een": frozenset(),
    "patroon.gemeentelijke_grens": frozenset({"grens"}),
    "patroon.gemeentelijke_grens_niets": frozenset(),
    "patroon.gemeentelijke_grens_niet_getoetst": frozenset(),
    "patroon.voorwaarden_beide": frozenset({"voorwaarden"}),
    "patroon.voorwaarden_alle": frozenset({"aantal", "voorwaarden"}),
    "patroon.voorwaarden_een": frozenset({"aantal", "voorwaarden"}),
    "patroon.waarde_elders": frozenset({"omschrijving", "vindplaats"}),
    "patroon.grens_boven": frozenset({"grootheid", "som", "marge", "grens"}),
    "patroon.grens_binnen": frozenset({"grootheid", "som", "grens"}),
    "patroon.grens_is": frozenset({"grootheid", "grens"}),
    "patroon.grens_onbekend": frozenset({"grootheid"}),
    "patroon.grens_grootheid_onbekend": frozenset({"grootheid"}),
    "patroon.grens_niet_getoetst": frozenset(),
    "patroon.voorrang_gaat_voor": frozenset({"eerste", "tweede"}),
    "patroon.voorrang_open": frozenset({"eerste", "tweede"}),
    "patroon.voorrang_indicatief": frozenset(),
}


def slots_in(sentence: str) -> set[str]:
    """Return the names between braces.

    Raises:
        ValueError: the braces do not match.
    """
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def check_slots(where: str, sentences: Iterable[str], allowed: frozenset[str]) -> None:
    """Check that sentences use no other slots than allowed.

    Raises:
        CatalogueError: naming the sentence and the slot.
    """
    for sentence in sentences:
        try:
            strange = slots_in(sentence) - allowed
        except ValueError as mistake:
            raise CatalogueError(f"{where}: de accolades kloppen niet in '{sentence}' ({mistake}).") from mistake
        if strange:
            raise CatalogueError(
                f"{where}: onbekende invulplek '{{{sorted(strange)[0]}}}' in '{sentence}'; "
                f"bekend zijn {', '.join(sorted(allowed)) or 'geen'}."
            )


def fill(sentence: str, slots: Mapping[str, str]) -> str:
    """Fill the slots of a sentence and give it a capital letter."""
    text = sentence.format_map(slots)
    return text[:1].upper() + text[1:]
