"""One page for the bestuurder: outcomes, kansen and dilemmas with equal weight, open choices, what is not certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bodem_ondergrond.plugin.domain import Opgave, Outcome, Verdict, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section, table
from bodem_ondergrond.plugin.paragraph.coherence import combinations_here
from bodem_ondergrond.plugin.paragraph.model import Document, Evidence, Item, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.opening import outcome_words, starting_point
from bodem_ondergrond.plugin.paragraph.opgaven import by_crossing, crossings_of
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_layer

_MOST = 4


def page_for_board(writer: Writer, chapter: Document, opgaven: Sequence[Opgave]) -> tuple[Section, ...]:
    """Return the sections of the page; `chapter` is the short chapter, for its open fields."""
    headings = writer.texts.koppen
    kansen, dilemmas = list(_chances(writer)), list(_dilemmas(writer, opgaven))
    none = Item((writer.say("bestuur.geen_kansen"),)), Item((writer.say("bestuur.geen_dilemmas"),))
    balance = (
        *bullets(kansen[:_MOST] or none[:1], f"{headings['kansen']} ({len(kansen)})"),
        *bullets(dilemmas[:_MOST] or none[1:], f"{headings['dilemmas']} ({len(dilemmas)})"),
    )
    choices = bullets(Item((field,)) for field in chapter.open_fields()[:_MOST])
    opening = [*starting_point(writer, opgaven), writer.say("kern.afweging")]
    return (
        *section(writer, "S1", paragraphs(opening, Length.KORT)),
        *section(writer, "S2", table(writer, "bestuur", _rows(writer))),
        *section(writer, "S3", balance),
        *section(writer, "S4", choices or paragraphs([writer.say("bestuur.geen_keuzes")], Length.KORT)),
        *section(writer, "S5", paragraphs(_uncertain(writer), Length.KORT)),
    )


def _rows(writer: Writer) -> Iterator[tuple[tuple[str, ...], tuple[Evidence, ...]]]:
    for subject in writer.reading.touched:
        words, evidence = outcome_words(writer, subject)
        ids = dict.fromkeys(name for reading in subject.geldend for name in reading.finding.bevoegd_gezag)
        yield (subject.subject.kop, words, writer.authorities(ids)), evidence


def _chances(writer: Writer) -> Iterator[Item]:
    """What the map offers here; general chances of a subject are in the chapter."""
    for subject in writer.reading.touched:
        for reading in subject.geldend:
            if reading.finding.oordeel is Verdict.KANS:
                lines = (*reading.of(Role.SITUATIE)[:1], *reading.of(Role.BELEID)[:1])
                yield Item(tuple(Sentence(line, by_finding(reading)) for line in lines), reading.titel)


def _dilemmas(writer: Writer, opgaven: Sequence[Opgave]) -> Iterator[Item]:
    for crossing in crossings_of(writer.reading.catalogue, opgaven):
        yield Item((Sentence(crossing.dilemma, by_crossing(crossing), bronnen=crossing.bronnen),))
    for subject in writer.reading.onderwerpen.values():
        if subject.subject.samenhang:
            for group in subject.groups:
                lines = writer.quote(group.lines(Role.SITUATIE))
                yield Item(lines[:1], group.titel)
    for combination, evidence in combinations_here(writer):
        first = combination.zinnen[0]
        yield Item((writer.state(first, evidence),))


def _uncertain(writer: Writer) -> Iterator[Sentence]:
    layers = writer.reading.theme_layers
    unknown = [layer for layer in layers if layer.uitkomst in (Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST)]
    if unknown:
        how_many = notation.count(len(unknown), "kaartlaag", "kaartlagen")
        yield writer.say("kern.onbekend", by_layer(*unknown), aantal=how_many)
    undecided = [
        reading for subject in writer.reading.touched for reading in subject.geldend if reading.finding.ontbreekt
    ]
    if undecided:
        names = writer.missing([name for reading in undecided for name in reading.finding.ontbreekt])
        yield writer.say("bestuur.ontbreekt", by_finding(*undecided), invoer=names)
    yield writer.say("bestuur.kaart")
