"""Reading the order of use of the subsurface (`gebruiksorde.yaml`)."""

from __future__ import annotations

from typing import Any

from bodem_ondergrond.plugin.catalogue.fields import Fields
from bodem_ondergrond.plugin.catalogue.rules import read_selection
from bodem_ondergrond.plugin.catalogue.sentences import KIND_SLOTS, check_slots
from bodem_ondergrond.plugin.domain import (
    Catalogue,
    DepthRange,
    LayerSelection,
    PairOrder,
    RuleKind,
    SubsurfaceFunction,
    UseOrder,
)

USE_ORDER_FILE = "gebruiksorde.yaml"


def read_use_order(raw: Any, known: Catalogue) -> UseOrder:
    """Read the order of use; `known` holds layers, activities, sentences and the layers of the lagenbenadering.

    The steps stand in their order, highest priority first; functions in one step have no order among each other.

    Raises:
        CatalogueError: a reference, key or value is wrong.
    """
    head = Fields(USE_ORDER_FILE, "gebruiksorde", raw)
    functions: dict[str, SubsurfaceFunction] = {}
    for step, block in enumerate(head.subs("volgorde")):
        citations = block.citations("bronnen", known.bronnen)
        sentence = _sentence(block, known)
        members = block.sub("functies")
        for key, _ in members.items():
            if key in functions:
                raise members.error(key, "deze functie staat al in de volgorde.")
            function = members.sub(key)
            functions[key] = SubsurfaceFunction(
                id=key,
                naam=function.text("naam"),
                stap=step,
                lagen=_selections(function, known),
                activiteiten=frozenset(function.known("activiteiten", known.activiteiten, ())),
                diepte=_depth(function, known),
                zin=sentence,
                bronnen=citations,
            )
            function.finish()
        block.finish()
    pairs = tuple(_read_pair(block, functions, known) for block in head.subs("paren"))
    head.finish()
    return UseOrder(functions, pairs)


def _selections(fields: Fields, known: Catalogue) -> tuple[LayerSelection, ...]:
    selections = []
    for block in fields.subs("lagen"):
        selections.append(read_selection(block, known))
        block.finish()
    return tuple(selections)


def _depth(fields: Fields, known: Catalogue) -> DepthRange:
    layer = known.ondergrondlagen[fields.one_of("ondergrondlaag", known.ondergrondlagen)]
    if layer.diepte is None:
        raise fields.error("ondergrondlaag", f"'{layer.id}' heeft geen diepte.")
    return layer.diepte


def _read_pair(fields: Fields, functions: dict[str, SubsurfaceFunction], known: Catalogue) -> PairOrder:
    members = fields.known("functies", functions)
    if len(set(members)) != 2:
        raise fields.error("functies", "noem precies twee functies.")
    first = fields.one_of("eerst", (*members, "open"))
    pair = PairOrder(
        functies=frozenset(members),
        eerst=None if first == "open" else first,
        zin=_sentence(fields, known),
        bronnen=fields.citations("bronnen", known.bronnen),
    )
    fields.finish()
    return pair


def _sentence(fields: Fields, known: Catalogue) -> str:
    sentence: str = fields.one_of("zin", known.zinnen)
    check_slots(f"{fields.file}: {fields.place}", known.zinnen[sentence], KIND_SLOTS[RuleKind.VOORRANG])
    return sentence
