"""The map of an opgave (opgavekaart, BF-20): what belongs to it, and the words that stand with the map.

The map serves a conversation: what the opgave asks of the ground, what it meets here, and which questions are open.
Claims and dilemmas are those of the catalogue, what it meets here is what the check found; nothing is weighed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bodem_ondergrond.plugin.domain import CatalogueLayer, Opgave, Verdict, notation
from bodem_ondergrond.plugin.paragraph.coherence import combinations_here
from bodem_ondergrond.plugin.paragraph.opgaven import belongs
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, weight
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer

# These limit the opgave or ask something of it; the legend has the others.
_IN_THE_WAY = (Verdict.VERBOD, Verdict.NEE_TENZIJ, Verdict.ONDERZOEK, Verdict.JA_MITS)
# With more lines than this nobody reads the map any more; the text has the others.
_MOST_LINES = 6


@dataclass(frozen=True)
class MapNote:
    """Words beside a map: a heading with short lines."""

    kop: str
    regels: tuple[str, ...]


def is_of_opgave(layer: CatalogueLayer, opgave: Opgave, findings: list[FindingReading]) -> bool:
    """Whether a layer belongs to an opgave: named there, of its themes, or with a finding in the way of it."""
    if layer.id in opgave.lagen or not {layer.thema, *layer.themas}.isdisjoint(opgave.themas):
        return True
    return any(_is_in_the_way(item, opgave) for item in findings if item.finding.laag == layer.id)


def _is_in_the_way(item: FindingReading, opgave: Opgave) -> bool:
    return item.finding.oordeel in _IN_THE_WAY and belongs(item, opgave)


def opgave_notes(writer: Writer, opgave: Opgave) -> tuple[MapNote, ...]:
    """Return what stands with the map: what the opgave asks, what it meets here, and what to talk about."""
    koppen, none = writer.texts.koppen, writer.phrase("kaart.opgave_geen")
    meets = [*_meetings(writer, opgave), *_limits(writer, opgave)]
    shown = meets if len(meets) <= _MOST_LINES else meets[: _MOST_LINES - 1]
    if len(shown) < len(meets):
        how_many = notation.count(len(meets) - len(shown), "punt", "punten")
        shown = [*shown, writer.phrase("kaart.opgave_meer", aantal=how_many)]
    notes = (
        ("claims", opgave.claims or (none,)),
        ("opgave_hier", shown or (writer.phrase("kaart.opgave_niets"),)),
        ("dilemmas", opgave.dilemmas or (none,)),
        ("gesprek", [question.vraag for question in opgave.vragen] or (none,)),
    )
    return tuple(MapNote(koppen[kop], tuple(line.rstrip(".") for line in lines)) for kop, lines in notes)


def _meetings(writer: Writer, opgave: Opgave) -> Iterator[str]:
    """Give where the opgave meets another use of the same ground: first as policy orders it, then by subject."""
    for subject in writer.reading.onderwerpen.values():
        if subject.subject.samenhang:
            for group in subject.groups:
                if any(belongs(item, opgave) for item in group.leden):
                    yield from list(group.lines(Role.SITUATIE))[:1]
    for combination, _ in combinations_here(writer):
        subjects = (writer.reading.onderwerpen[name] for name in combination.onderwerpen)
        if all(any(belongs(item, opgave) for item in subject.geldend) for subject in subjects):
            yield combination.zinnen[0].zin


def _limits(writer: Writer, opgave: Opgave) -> Iterator[str]:
    """Give what limits the opgave here or asks something of it, each once, the heaviest first."""
    found = [item for subject in writer.reading.touched for item in subject.geldend if _is_in_the_way(item, opgave)]
    found.sort(key=lambda item: weight(item.finding.oordeel))
    lines = (
        writer.phrase("later.bevinding", titel=item.titel, oordeel=writer.verdict_word(item)).rstrip(".")
        for item in found
    )
    yield from dict.fromkeys(map(notation.sentence_case, lines))
