"""Several plan areas beside each other: what plays where, and what municipalities could take up together (BF-12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, LayerOutcome, Outcome, Verdict, notation
from bodem_ondergrond.plugin.paragraph.account import made_with
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
)
from bodem_ondergrond.plugin.paragraph.reading import SubjectReading, read
from bodem_ondergrond.plugin.paragraph.texts import Subject, shipped_texts
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_kind, by_layer, by_subject

_MOST_NAMES = 5
# A subject in so many municipalities is a regional matter.
_REGIONAL = 2


def compose_region(assessments: Iterable[Assessment], catalogue: Catalogue) -> Document:
    """Write what plays in several plan areas, and in which municipalities.

    Raises:
        ValueError: there are no assessments.
        TextError: the wording file of the plugin is damaged.
    """
    region = Region(catalogue)
    for assessment in assessments:
        region.add(assessment)
    return region.document()


@dataclass
class _Tally:
    """Where a subject is touched: its heaviest verdict, the municipalities, and the plan areas by number and name."""

    oordeel: Verdict | None = None
    gemeenten: set[str] = field(default_factory=set)
    aantal: int = 0
    namen: list[str] = field(default_factory=list)

    def add(self, subject: SubjectReading, writer: Writer) -> None:
        verdicts = [verdict for verdict in (self.oordeel, subject.verdict) if verdict is not None]
        self.oordeel = min(verdicts, key=lambda verdict: verdict.rank, default=None)
        self.aantal += 1
        self.gemeenten.update(writer.municipalities())
        if len(self.namen) < _MOST_NAMES:
            self.namen.append(writer.reading.gebied)


@dataclass
class _LayerTally:
    """What became of one layer: the plan areas per outcome, and the dates of its data."""

    eerste: LayerOutcome
    uitkomsten: Counter[Outcome] = field(default_factory=Counter)
    peildata: dict[str | None, None] = field(default_factory=dict)

    def add(self, outcome: LayerOutcome) -> None:
        self.uitkomsten[outcome.uitkomst] += 1
        self.peildata[outcome.bron.peildatum] = None


class Region:
    """Takes assessments one by one; keeps of each no more than the overview tells, so that there can be many."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin without plan areas."""
        self._catalogue = catalogue
        self._texts = shipped_texts()
        self._writer: Writer | None = None
        self._tallies = {name: _Tally() for name in self._texts.onderwerpen}
        self._lagen: dict[str, _LayerTally] = {}
        self._gemaakt_met: dict[tuple[str, str], None] = {}
        self._gemeenten: set[str] = set()
        self._aantal = self._ongetoetst = 0
        self._demonstratie = False
        self._moment = ""

    def add(self, assessment: Assessment) -> None:
        """Take a plan area along."""
        writer = Writer(read(assessment, self._catalogue, self._texts))
        self._writer = self._writer or writer
        self._aantal += 1
        self._ongetoetst += assessment.plan.fout is not None
        self._demonstratie |= assessment.pakket.demonstratie
        self._moment = max(self._moment, assessment.tijdstip)
        self._gemeenten.update(writer.municipalities())
        self._gemaakt_met.update(dict.fromkeys(_basis(writer)))
        for outcome in assessment.lagen:
            self._lagen.setdefault(outcome.laag, _LayerTally(outcome)).add(outcome)
        for name, subject in writer.reading.onderwerpen.items():
            if subject.geldend:
                self._tallies[name].add(subject, writer)

    def document(self) -> Document:
        """Return the overview of the plan areas so far.

        Raises:
            ValueError: there are none.
        """
        writer = self._writer
        if writer is None:
            raise ValueError("Er zijn geen toetsen om naast elkaar te zetten.")
        day = notation.date(self._moment)
        document = Document(
            titel=writer.phrase("regio.titel"),
            plangebied=writer.phrase("regio.titel"),
            soort=Kind.OMGEVINGSVISIE,
            lengte=Length.NORMAAL,
            kenmerk="",
            voettekst=writer.phrase("regio.voettekst", aantal=notation.number(self._aantal), datum=day),
            tijdstip=self._moment,
            meldingen=writer.say_all("melding.demonstratie", by_kind(EvidenceKind.PAKKET))
            if self._demonstratie
            else (),
            secties=(
                *self._scope(writer),
                *self._subjects(writer),
                *self._together(writer),
                *self._account(writer),
            ),
        )
        return finish(document, writer, {})

    def _scope(self, writer: Writer) -> tuple[Section, ...]:
        evidence = by_kind(EvidenceKind.PLANGEBIED)
        slots = {
            "aantal": notation.count(self._aantal, "plangebied", "plangebieden"),
            "gemeenten": notation.count(len(self._gemeenten), "gemeente", "gemeenten"),
        }
        said = [writer.say("regio.omvang", evidence, **slots)]
        if self._ongetoetst:
            key = writer.numbered("regio.niet_getoetst", self._ongetoetst)
            said.append(writer.say(key, evidence, aantal=notation.number(self._ongetoetst)))
        return section(writer, "R1", paragraphs(said, Length.NORMAAL))

    def _touched(self) -> Iterator[tuple[Subject, _Tally]]:
        for name, tally in self._tallies.items():
            if tally.aantal:
                yield self._texts.onderwerpen[name], tally

    def _subjects(self, writer: Writer) -> tuple[Section, ...]:
        rows = (_row(writer, subject, tally) for subject, tally in self._touched())
        return section(writer, "R2", table(writer, "regio", rows))

    def _together(self, writer: Writer) -> tuple[Section, ...]:
        items = [
            _shared(writer, subject, tally) for subject, tally in self._touched() if len(tally.gemeenten) >= _REGIONAL
        ]
        plans = by_kind(EvidenceKind.PLANGEBIED)
        said = writer.say("regio.samen" if items else "regio.niets_samen", plans)
        return section(writer, "R3", (*paragraphs([said], Length.NORMAAL), *bullets(items)))

    def _account(self, writer: Writer) -> tuple[Section, ...]:
        """Say what the overview rests on; the rest is in the account of each plan area."""
        package = by_kind(EvidenceKind.PAKKET)
        said = [writer.say("regio.toets", by_kind(EvidenceKind.CATALOGUS)), *writer.say_all("regio.voorbehoud")]
        blocks = (
            *paragraphs(said, Length.NORMAAL),
            *table(writer, "regio_toets", ((row, package) for row in self._gemaakt_met)),
            *table(
                writer,
                "regio_gegevens",
                (_layer_row(writer, tally) for tally in self._lagen.values()),
                numbers=range(1, 1 + len(Outcome)),
            ),
        )
        return section(writer, "R4", blocks)


def _basis(writer: Writer) -> tuple[tuple[str, str], ...]:
    """Return program, policy and data of one check, by name."""
    day = writer.reading.assessment.pakket.peildatum
    dated = notation.date(day) if day else writer.phrase("verantwoording.onbekend")
    return (*made_with(writer), ("Peildatum van het pakket", dated))


def _layer_row(writer: Writer, tally: _LayerTally) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    layer = writer.reading.layer(tally.eerste.laag)
    unknown = writer.phrase("verantwoording.onbekend")
    cells = (
        writer.reading.layer_name(tally.eerste.laag),
        *(notation.number(tally.uitkomsten[outcome]) for outcome in Outcome),
        layer.beheerder if layer else "",
        "; ".join(notation.date(day) if day else unknown for day in tally.peildata),
    )
    return cells, by_layer(tally.eerste)


def _row(writer: Writer, subject: Subject, tally: _Tally) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    # Names of plan areas hold commas themselves: "Kloosterveen, Assen".
    names = "; ".join(tally.namen)
    more = tally.aantal - len(tally.namen)
    cells = (
        subject.kop,
        writer.texts.oordelen[tally.oordeel or Verdict.AANDACHT].kort,
        ", ".join(sorted(tally.gemeenten)) or writer.phrase("verantwoording.onbekend"),
        f"{names} {writer.phrase('regio.meer', aantal=notation.number(more))}" if more else names,
    )
    return cells, by_subject(subject)


def _shared(writer: Writer, subject: Subject, tally: _Tally) -> Item:
    """Ask about a subject that plays in more than one municipality; the municipalities decide.

    A question and no open field: an overview is made over and over by a run, and is filled in nowhere.
    """
    slots = {"onderwerp": subject.naam, "gemeenten": notation.listing(sorted(tally.gemeenten))}
    return Item((writer.say("regio.vraag", by_subject(subject), **slots),), subject.kop)
