"""Opgaven: what the ground means for each (A3), and a question card for each that the user chose (VR).

The tool shows what helps and what chafes with equal weight, and never chooses; a question stays visible until somebody
answers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Callable

from bodem_ondergrond.plugin.domain import (
    Catalogue,
    Citation,
    KeyFigure,
    Opgave,
    OpgaveCrossing,
    Rule,
    Verdict,
    notation,
)
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section, table
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    Evidence,
    EvidenceKind,
    Figure,
    Item,
    Length,
    Section,
    Sentence,
    SentenceKind,
)
from bodem_ondergrond.plugin.paragraph.reading import FindingReading
from bodem_ondergrond.plugin.paragraph.statements import inside
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind

_HELPS, _LIMITS, _ASKS = 1, 2, 3
# An exemption neither helps nor limits.
_COLUMN = {
    Verdict.VERBOD: _LIMITS,
    Verdict.NEE_TENZIJ: _LIMITS,
    Verdict.ONDERZOEK: _ASKS,
    Verdict.JA_MITS: _ASKS,
    Verdict.AANDACHT: _ASKS,
    Verdict.KANS: _HELPS,
}
_M2_PER_HA = 10_000.0
_PAIR = 2


def chosen(catalogue: Catalogue, names: Sequence[str]) -> tuple[Opgave, ...]:
    """Return the chosen opgaven in the order of the catalogue; names it does not know are left out."""
    return tuple(opgave for opgave in catalogue.opgaven.values() if opgave.id in names)


def by_opgave(opgave: Opgave) -> tuple[Evidence, ...]:
    """Return an opgave of the catalogue as evidence."""
    return by_kind(EvidenceKind.CATALOGUS, f"opgave.{opgave.id}")


# --- A3 -----------------------------------------------------------------------------------------------------------


def tasks(writer: Writer, length: Length, opgaven: Sequence[Opgave]) -> tuple[Section, ...]:
    """Return block A3: per opgave which subjects help, limit or ask for a choice; without one, per activity."""
    activities = writer.reading.assessment.plan.ingreep.activiteiten
    if opgaven:
        rows = [_opgave_row(writer, opgave) for opgave in opgaven]
        return section(writer, "A3", [*table(writer, "opgaven", rows), *room(writer, length, opgaven)])
    rows = [_activity_row(writer, activity) for activity in activities or ("",)]
    field = writer.choice("A3.opgaven", writer.phrase("opgaven.keuze"), by_kind(EvidenceKind.PLANGEBIED))
    return section(writer, "A3", [*table(writer, "opgaven", rows), *room(writer, length), *paragraphs([field], length)])


def _opgave_row(writer: Writer, opgave: Opgave) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    cells, evidence = _cells(writer, lambda reading: _counts_for(writer, reading, opgave))
    return (opgave.naam, *cells), (*by_opgave(opgave), *evidence)


def _activity_row(writer: Writer, activity: str) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return a row for an activity; without one the row is about the whole area."""
    cells, evidence = _cells(writer, lambda reading: not activity or _concerns(reading.rule, activity))
    name = writer.texts.activiteiten.get(activity, activity) or writer.phrase("opgaven.heel_gebied")
    return (notation.sentence_case(name), *cells), (*by_kind(EvidenceKind.INGREEP), *evidence)


def _cells(
    writer: Writer, is_relevant: Callable[[FindingReading], bool]
) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return the three cells: each subject once, by its heaviest relevant finding."""
    columns: dict[int, list[str]] = {_HELPS: [], _LIMITS: [], _ASKS: []}
    evidence: tuple[Evidence, ...] = ()
    for subject in writer.reading.touched:
        relevant = [item for item in subject.geldend if is_relevant(item) and item.finding.oordeel in _COLUMN]
        # A chance stands beside what limits: neither hides the other.
        helps = [item for item in relevant if item.finding.oordeel is Verdict.KANS]
        others = [item for item in relevant if item not in helps]
        for group in (helps, others):
            if group:
                heaviest = min(group, key=lambda reading: reading.finding.oordeel.rank)
                columns[_COLUMN[heaviest.finding.oordeel]].append(subject.subject.naam)
                evidence += by_finding(heaviest)
    waiting = {
        _COLUMN.get(item.finding.oordeel)
        for subject in writer.reading.onderwerpen.values()
        for item in subject.geparkeerd
        if is_relevant(item)
    }
    empty = {column: writer.phrase("opgaven.later" if column in waiting else "opgaven.geen") for column in columns}
    return tuple("; ".join(names) or empty[column] for column, names in columns.items()), evidence


def _counts_for(writer: Writer, reading: FindingReading, opgave: Opgave) -> bool:
    """Whether a finding counts for an opgave; a chance helps the opgave that names its map, and no other one."""
    layer = reading.finding.laag
    if reading.finding.oordeel is Verdict.KANS:
        named = [other.id for other in writer.reading.catalogue.opgaven.values() if layer in other.lagen]
        if named:
            return opgave.id in named
    return belongs(reading, opgave)


def belongs(reading: FindingReading, opgave: Opgave) -> bool:
    """Whether a finding is about what the opgave claims: its layers, its activities, or its themes in general."""
    rule = reading.rule
    if reading.finding.laag in opgave.lagen:
        return True
    if rule is not None and rule.activiteiten:
        return not rule.activiteiten.isdisjoint(opgave.activiteiten)
    return reading.finding.thema in opgave.themas


def _concerns(rule: Rule | None, activity: str) -> bool:
    return rule is None or not rule.activiteiten or activity in rule.activiteiten


# --- VR -----------------------------------------------------------------------------------------------------------


def question_cards(
    writer: Writer, length: Length, opgaven: Sequence[Opgave], maps: Mapping[str, Figure] | None = None
) -> tuple[Section, ...]:
    """Return the question cards: claims, kansen and dilemmas with their number, questions with or without answer.

    `maps` has the map of an opgave by its id, for the long text.
    """
    drawn = (maps or {}) if length.is_long else {}
    cards = (card for opgave in opgaven for card in _card(writer, length, opgave, drawn.get(opgave.id)))
    return section(writer, "VR", _crossings(writer, length, opgaven), inner=cards)


def crossings_of(catalogue: Catalogue, opgaven: Sequence[Opgave]) -> tuple[OpgaveCrossing, ...]:
    """Return where two of the opgaven ask for the same place in the ground."""
    names = {opgave.id for opgave in opgaven}
    return tuple(crossing for crossing in catalogue.kruisingen.values() if names.issuperset(crossing.opgaven))


def _crossings(writer: Writer, length: Length, opgaven: Sequence[Opgave]) -> tuple[Block, ...]:
    """A row per dilemma between two opgaven, and the choice that is left; that there is none is said too (BF-04)."""
    if len(opgaven) < _PAIR:
        return ()
    crossings = crossings_of(writer.reading.catalogue, opgaven)
    if not crossings:
        none = writer.say("kruising.geen", by_kind(EvidenceKind.CATALOGUS, "kruisingen"))
        return paragraphs([none], length)
    rows = [_crossing_row(writer, crossing) for crossing in crossings]
    evidence = tuple(part for crossing in crossings for part in by_crossing(crossing))
    field = writer.choice("kruising.keuze", writer.phrase("kruising.keuze"), evidence)
    return (*table(writer, "kruisingen", rows), *paragraphs([field], length))


def _crossing_row(writer: Writer, crossing: OpgaveCrossing) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    known = writer.reading.catalogue.opgaven
    first, second = (known[name].naam for name in crossing.opgaven)
    names = f"{first} naast {inside(second)}"
    return (names, crossing.dilemma.rstrip("."), writer.citation(crossing.bronnen)), by_crossing(crossing)


def by_crossing(crossing: OpgaveCrossing) -> tuple[Evidence, ...]:
    """Return a dilemma between two opgaven as evidence."""
    return by_kind(EvidenceKind.CATALOGUS, f"kruising.{crossing.id}")


def _card(writer: Writer, length: Length, opgave: Opgave, drawn: Figure | None) -> tuple[Section, ...]:
    blocks: list[Block] = []
    if not length.is_short:
        blocks.extend(paragraphs(_with_source(opgave.zinnen, opgave.bronnen, by_opgave(opgave)), length))
        blocks.extend([drawn] if drawn else [])
        for kop, lines in (("claims", opgave.claims), ("kansen", opgave.kansen), ("dilemmas", opgave.dilemmas)):
            blocks.extend(_counted(writer, opgave, kop, lines))
        blocks.extend(paragraphs(_key_figures(writer, opgave), length))
    else:
        blocks.extend(paragraphs(_lacking_room(writer, [opgave]), length))
    blocks.extend(bullets(_questions(writer, opgave), writer.texts.koppen["vragen"]))
    blocks.extend(paragraphs(_whom_to_ask(writer, opgave), length))
    return section(writer, f"VR-{opgave.id}", blocks, heading=opgave.naam)


def _with_source(lines: Sequence[str], places: tuple[Citation, ...], evidence: tuple[Evidence, ...]) -> list[Sentence]:
    sentences = [Sentence(line, evidence) for line in lines]
    return [*sentences[:-1], *(Sentence(line.tekst, evidence, bronnen=places) for line in sentences[-1:])]


def _counted(writer: Writer, opgave: Opgave, kop: str, lines: Sequence[str]) -> tuple[Block, ...]:
    """A list with its number in the heading; an empty one says that the source names none (equal weight)."""
    heading = f"{writer.texts.koppen[kop]} ({len(lines)})"
    shown = lines or (writer.phrase("vragen.geen", opgave=opgave.naam, wat=writer.texts.koppen[kop].lower()),)
    return bullets((Item((Sentence(_ended(line), by_opgave(opgave)),)) for line in shown), heading)


def _ended(line: str) -> str:
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _questions(writer: Writer, opgave: Opgave) -> Iterator[Item]:
    for question in opgave.vragen:
        asked = Sentence(question.vraag, by_opgave(opgave))
        field = f"vraag.{question.id}"
        still = Sentence(
            writer.phrase("vragen.onbeantwoord"), by_opgave(opgave), soort=SentenceKind.ONBEANTWOORD, veld=field
        )
        yield Item((asked, still))


def room(writer: Writer, length: Length, opgaven: Sequence[Opgave] = ()) -> tuple[Block, ...]:
    """Return a warning for each activity of the plan that asks for more room than the plan area has (BF-05).

    Of `opgaven` the question card says it.
    """
    activities = writer.reading.assessment.plan.ingreep.activiteiten
    known = [
        opgave
        for opgave in writer.reading.catalogue.opgaven.values()
        if opgave not in opgaven and not set(opgave.activiteiten).isdisjoint(activities)
    ]
    return paragraphs(_lacking_room(writer, known), length)


def _lacking_room(writer: Writer, opgaven: Sequence[Opgave]) -> list[Sentence]:
    plan_m2 = writer.reading.assessment.oppervlakte_m2
    return [
        sentence
        for opgave in opgaven
        if any(0 < plan_m2 < (_needed_m2(figure) or 0.0) for figure in opgave.kengetallen)
        for sentence in _key_figures(writer, opgave)
    ]


def _needed_m2(figure: KeyFigure) -> float | None:
    return {"m2": figure.waarde, "ha": figure.waarde * _M2_PER_HA}.get(figure.eenheid)


def _key_figures(writer: Writer, opgave: Opgave) -> Iterator[Sentence]:
    """Figures to reckon with; an area is held against the plan area, for the reader to judge."""
    plan_m2 = writer.reading.assessment.oppervlakte_m2
    for figure in opgave.kengetallen:
        said = _said(writer, opgave, figure)
        yield said
        needed = _needed_m2(figure)
        if needed is not None and plan_m2 > 0:  # an area that cannot be measured has none
            key = "vragen.past_niet" if plan_m2 < needed else "vragen.past"
            evidence = (*by_opgave(opgave), *by_kind(EvidenceKind.PLANGEBIED))
            yield writer.say(key, evidence, opp=notation.area(plan_m2), opgave=opgave.naam.lower())


def _said(writer: Writer, opgave: Opgave, figure: KeyFigure) -> Sentence:
    value = notation.quantity(figure.waarde, figure.eenheid)
    said = writer.say("vragen.kengetal", by_opgave(opgave), omschrijving=figure.omschrijving, waarde=value)
    return Sentence(said.tekst, said.bewijs, bronnen=(figure.bron,))


def _whom_to_ask(writer: Writer, opgave: Opgave) -> Iterator[Sentence]:
    known = writer.reading.catalogue.kennisbronnen
    sources = [known[name] for name in opgave.kennisbronnen if name in known]
    if sources:
        names = notation.listing(f"{source.naam} ({source.onderwerp})" for source in sources)
        days = notation.listing(dict.fromkeys(notation.date(source.peildatum) for source in sources))
        key = writer.numbered("vragen.kennis", len(sources))
        yield writer.say(key, by_opgave(opgave), namen=names, opgave=opgave.naam.lower(), peildatum=days)
