"""Several plan areas beside each other: what plays where, and what municipalities could take up together (BF-12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, Verdict, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section, table
from bodem_ondergrond.plugin.paragraph.finish import finish
from bodem_ondergrond.plugin.paragraph.model import (
    Document,
    Evidence,
    EvidenceKind,
    Item,
    Kind,
    Length,
    Section,
    Sentence,
)
from bodem_ondergrond.plugin.paragraph.reading import Reading, SubjectReading, read
from bodem_ondergrond.plugin.paragraph.texts import Subject, shipped_texts
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_kind, by_subject

_MOST_NAMES = 5
# A subject in so many municipalities is a regional matter.
_REGIONAL = 2


def compose_region(assessments: Sequence[Assessment], catalogue: Catalogue) -> Document:
    """Write what plays in several plan areas, and in which municipalities.

    Raises:
        ValueError: there are no assessments.
        TextError: the wording file of the plugin is damaged.
    """
    if not assessments:
        raise ValueError("Er zijn geen toetsen om naast elkaar te zetten.")
    texts = shipped_texts()
    readings = [read(assessment, catalogue, texts) for assessment in assessments]
    region = _Region(readings)
    writer = region.writer
    moment = max(assessment.tijdstip for assessment in assessments)
    document = Document(
        titel=writer.phrase("regio.titel"),
        plangebied=writer.phrase("regio.titel"),
        soort=Kind.OMGEVINGSVISIE,
        lengte=Length.NORMAAL,
        kenmerk="",
        voettekst=writer.phrase("regio.voettekst", aantal=notation.number(len(readings)), datum=notation.date(moment)),
        tijdstip=moment,
        meldingen=_notices(writer, assessments),
        secties=(*_scope(region), *_subjects(region), *_together(region)),
    )
    return finish(document, writer, {})


class _Region:
    """The readings with a writer for each."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.writers = [Writer(reading) for reading in readings]
        self.writer = self.writers[0]

    def places(self, subject: Subject) -> list[tuple[Writer, SubjectReading]]:
        """Return where a subject is touched."""
        found = [(writer, writer.reading.onderwerpen[subject.id]) for writer in self.writers]
        return [(writer, reading) for writer, reading in found if reading.geldend]

    def municipalities(self, subject: Subject) -> tuple[str, ...]:
        """Return in which municipalities a subject is touched, in alphabetical order."""
        return tuple(sorted({name for writer, _ in self.places(subject) for name in writer.municipalities()}))


def _notices(writer: Writer, assessments: Sequence[Assessment]) -> tuple[Sentence, ...]:
    if any(assessment.pakket.demonstratie for assessment in assessments):
        return writer.say_all("melding.demonstratie", by_kind(EvidenceKind.PAKKET))
    return ()


def _scope(region: _Region) -> tuple[Section, ...]:
    names = sorted({name for writer in region.writers for name in writer.municipalities()})
    slots = {
        "aantal": notation.count(len(region.writers), "plangebied", "plangebieden"),
        "gemeenten": notation.count(len(names), "gemeente", "gemeenten"),
    }
    said = region.writer.say("regio.omvang", by_kind(EvidenceKind.PLANGEBIED), **slots)
    return section(region.writer, "R1", paragraphs([said], Length.NORMAAL))


def _subjects(region: _Region) -> tuple[Section, ...]:
    rows = (_row(region, subject) for subject in region.writer.texts.onderwerpen.values() if region.places(subject))
    return section(region.writer, "R2", table(region.writer, "regio", rows))


def _row(region: _Region, subject: Subject) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    places = region.places(subject)
    verdicts = {reading.verdict for _, reading in places if reading.verdict is not None}
    heaviest = min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.AANDACHT)
    names = [writer.reading.gebied for writer, _ in places]
    shown = ", ".join(names[:_MOST_NAMES])
    more = region.writer.phrase("regio.meer", aantal=notation.number(len(names) - _MOST_NAMES))
    cells = (
        subject.kop,
        region.writer.texts.oordelen[heaviest].kort,
        ", ".join(region.municipalities(subject)) or region.writer.phrase("verantwoording.onbekend"),
        f"{shown} {more}" if len(names) > _MOST_NAMES else shown,
    )
    return cells, by_subject(subject)


def _together(region: _Region) -> tuple[Section, ...]:
    items = list(_shared(region))
    none = [Item((region.writer.say("regio.niets_samen", by_kind(EvidenceKind.PLANGEBIED)),))]
    return section(region.writer, "R3", bullets(items or none))


def _shared(region: _Region) -> Iterator[Item]:
    """Ask about each subject that plays in more than one municipality; the municipalities decide."""
    for subject in region.writer.texts.onderwerpen.values():
        names = region.municipalities(subject)
        if len(names) >= _REGIONAL:
            evidence = by_subject(subject)
            slots = {"onderwerp": subject.naam, "gemeenten": notation.listing(names)}
            said = region.writer.say("regio.speelt", evidence, **slots)
            field = region.writer.choice(f"regio.{subject.id}", region.writer.phrase("regio.keuze"), evidence)
            yield Item((said, field), subject.kop)
