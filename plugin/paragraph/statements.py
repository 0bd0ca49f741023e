"""What can be said about one subject, step by step. Both variants of the text are built from these steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bodem_ondergrond.plugin.domain import Calculation, Outcome, Verdict, VerdictOrigin, notation
from bodem_ondergrond.plugin.paragraph.blocks import table
from bodem_ondergrond.plugin.paragraph.model import Block, EvidenceKind, Sentence
from bodem_ondergrond.plugin.paragraph.outcomes import reason
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, SubjectReading, clean_name
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, by_subject

# A verdict from here on says no, or asks for work; lighter ones ask for attention.
_HEAVY = (Verdict.VERBOD, Verdict.NEE_TENZIJ, Verdict.ONDERZOEK, Verdict.JA_MITS)
_LEAVES_A_CHOICE = (Verdict.VERBOD, Verdict.NEE_TENZIJ, Verdict.JA_MITS)


class SubjectWriter:
    """Writes about one subject."""

    def __init__(self, writer: Writer, subject: SubjectReading) -> None:
        """Take the subject."""
        self.writer = writer
        self.reading = subject
        self.subject = subject.subject
        self.findings = subject.geldend

    @property
    def headings(self) -> Mapping[str, str]:
        """Fixed headings by name."""
        return self.writer.texts.koppen

    def heavy_findings(self) -> tuple[FindingReading, ...]:
        """Return the findings that say no or ask for work, and those that are exempt from it."""
        return tuple(f for f in self.findings if f.finding.oordeel in (*_HEAVY, Verdict.GEEN_BELEMMERING))

    def light_findings(self) -> tuple[FindingReading, ...]:
        """Return the other findings."""
        heavy = self.heavy_findings()
        return tuple(finding for finding in self.findings if finding not in heavy)

    # --- one finding --------------------------------------------------------------------------------------------------

    def situation(self, reading: FindingReading) -> tuple[Sentence, ...]:
        """What is here, where and how much, according to which map."""
        return self.writer.quote(reading, reading.of(Role.SITUATIE), mapped=True)

    def policy(self, reading: FindingReading) -> tuple[Sentence, ...]:
        """What the policy says, and whether the verdict is the source's or a reading."""
        said = self.writer.quote(reading, reading.of(Role.BELEID), citing=True)
        remarks = self.writer.quote(reading, reading.of(Role.OPMERKING))
        return (*said, *self.reading_of_verdict(reading), *remarks)

    def reading_of_verdict(self, reading: FindingReading) -> tuple[Sentence, ...]:
        """Say that a verdict is our reading, unless the finding says so itself."""
        finding = reading.finding
        own_words = any("lezing" in line for line in reading.of(*Role))
        if finding.herkomst_oordeel is VerdictOrigin.BRON or finding.oordeel not in _HEAVY or own_words:
            return ()
        word = self.writer.texts.oordelen[finding.oordeel].kort
        return (self.writer.say("thema.lezing", by_finding(reading), oordeel=word),)

    def arithmetic(self, reading: FindingReading) -> tuple[Sentence, ...]:
        """The figures against the limits, the assumptions, and what follows from them."""
        finding = reading.finding
        figures = self.writer.quote(reading, reading.of(Role.REKENWERK))
        assumed = self.writer.quote(reading, finding.aannames)
        return (*figures, *assumed, *self.missing(reading), *self.writer.quote(reading, reading.of(Role.GEVOLG)))

    def missing(self, reading: FindingReading) -> tuple[Sentence, ...]:
        """Name the figures that are still missing."""
        names = reading.finding.ontbreekt
        if not names:
            return ()
        key = "thema.ontbreekt_een" if len(set(names)) == 1 else "thema.ontbreekt_meer"
        return (self.writer.say(key, by_finding(reading), invoer=self.writer.missing(names)),)

    def meaning(self, reading: FindingReading) -> tuple[Sentence, ...]:
        """What the verdict means for the activities, or for a plan when none is chosen."""
        verdict = reading.finding.oordeel.value
        activities = self.writer.activities()
        strategic = f"betekenis.{verdict}_strategisch"
        key = strategic if not activities and strategic in self.writer.texts.zinnen else f"betekenis.{verdict}"
        evidence = by_finding(reading)
        if activities:
            evidence += by_kind(EvidenceKind.INGREEP)
        return (self.writer.say(key, evidence, activiteiten=activities, onderwerp=self.subject.naam),)

    def whole(self, reading: FindingReading) -> tuple[Sentence, ...]:
        """All of one finding in reading order."""
        parts = (self.situation(reading), self.policy(reading), self.arithmetic(reading), self.meaning(reading))
        return tuple(sentence for part in parts for sentence in part)

    # --- the subject --------------------------------------------------------------------------------------------------

    def short_findings(self) -> Iterator[Sentence]:
        """The heart of the heaviest finding; the other findings by their titles."""
        if not self.findings:
            return
        first, others = self.findings[0], self.findings[1:]
        yield from self.writer.quote(first, first.of(Role.SITUATIE)[:1], mapped=True)
        figures = first.of(Role.REKENWERK)
        if figures:
            yield from self.writer.quote(first, [*_heart(first, figures), *first.of(Role.GEVOLG)[:1]], citing=True)
        else:
            yield from self.writer.quote(first, first.of(Role.BELEID)[:2], citing=True)
        titles = list(dict.fromkeys(_inside(reading.titel) for reading in others if reading.titel != first.titel))
        if titles:
            evidence = by_finding(*others)
            yield self.writer.say("thema.kort_verder", evidence, titels=notation.listing(titles))

    def importance(self) -> tuple[Sentence, ...]:
        """Why it matters, and what cannot be undone."""
        return tuple(self.writer.state(statement, by_subject(self.subject)) for statement in self.subject.belang)

    def chances(self) -> tuple[Sentence, ...]:
        """What the subject offers."""
        return tuple(self.writer.state(statement, by_subject(self.subject)) for statement in self.subject.kansen)

    def cautions(self) -> Iterator[Sentence]:
        """What is uncertain: maps without data or check, what no map can show, remarks on the source."""
        for layer in self.reading.unknown_layers:
            key = "thema.geen_gegevens" if layer.uitkomst is Outcome.GEEN_GEGEVENS else "thema.niet_getoetst"
            name = self.writer.reading.layer_name(layer.laag)
            yield self.writer.say(key, by_layer(layer), kaart=name, reden=reason(self.writer, layer))
        for layer in self.reading.layers(Outcome.GERAAKT):
            if layer.laag in self.writer.texts.laagvoorbehoud:
                yield Sentence(self.writer.texts.laagvoorbehoud[layer.laag], by_layer(layer))
        for statement in self.subject.buiten_toets:
            yield self.writer.state(statement, by_subject(self.subject))

    def choice(self) -> tuple[Sentence, ...]:
        """The choice that only the municipality can make, for a verdict that leaves one."""
        verdict = self.reading.verdict
        if verdict not in _LEAVES_A_CHOICE:
            return ()
        question = self.writer.phrase(f"keuze.{verdict.value}", onderwerp=self.subject.naam)
        return (self.writer.choice(f"{self.subject.id}.keuze", question, by_finding(self.findings[0])),)

    def authority(self) -> tuple[Sentence, ...]:
        """Who is competent, over all findings of the subject."""
        ids = list(dict.fromkeys(name for reading in self.findings for name in reading.finding.bevoegd_gezag))
        if not ids:
            return ()
        key = "thema.gezag_een" if len(ids) == 1 else "thema.gezag_meer"
        evidence = by_finding(*self.findings)
        who = self.writer.authorities(ids)
        return (self.writer.say(key, evidence, onderwerp=self.subject.naam, wie=who),)

    def steps(self, most: int) -> tuple[Sentence, ...]:
        """What is to be done next, at most so many steps; the same step of two findings once."""
        steps: dict[str, tuple[FindingReading, ...]] = {}
        for reading in self.findings:
            for action in reading.finding.acties:
                steps[action] = (*steps.get(action, ()), reading)
        return tuple(Sentence(action, by_finding(*readings)) for action, readings in list(steps.items())[:most])

    def corrections(self, *, short: bool = False) -> Iterator[Sentence]:
        """The findings that an expert has set aside, with who, when and why."""
        for reading in self.reading.terzijde:
            correction = reading.finding.correctie
            if correction is None:
                continue
            evidence = by_finding(reading)
            word = self.writer.texts.oordelen[reading.finding.oordeel].kort
            yield self.writer.say("correctie.kort", evidence, titel=_inside(reading.titel), oordeel=word)
            day = notation.date(correction.tijdstip)
            yield self.writer.say("correctie.wie", evidence, door=clean_name(correction.door), datum=day)
            yield self.writer.say("correctie.reden", evidence, reden=_as_sentence(correction.reden))
            if not short:
                yield self.writer.say("correctie.kaart", evidence)

    def depths(self) -> Iterator[Sentence]:
        """How deep the maps that are hit reach."""
        for outcome in self.reading.layers(Outcome.GERAAKT):
            layer = self.writer.reading.layer(outcome.laag)
            if layer is None or layer.diepte is None:
                continue
            key = "thema.diepte_indicatief" if layer.diepte_indicatief else "thema.diepte"
            depth = notation.depth_range(layer.diepte.van_m, layer.diepte.tot_m)
            yield self.writer.say(key, by_layer(outcome), kaart=layer.naam, diepte=depth)

    def calculations(self) -> tuple[Block, ...]:
        """The arithmetic of all findings of the subject as a table."""
        rows = [
            (self._calculation(line), by_finding(reading))
            for reading in self.findings
            for line in reading.finding.rekenregels
        ]
        return table(self.writer, "rekenregels", list(dict(rows).items()), numbers=(1, 2))

    def _calculation(self, line: Calculation) -> tuple[str, ...]:
        say = self.writer.phrase
        unknown = say("verantwoording.onbekend")
        results = {True: "voldaan", False: "niet_voldaan", None: "onbekend"}
        name = self.writer.texts.grootheden.get(line.grootheid, line.grootheid.replace("_", " "))
        return (
            name,
            unknown if line.waarde is None else notation.quantity(line.waarde, line.eenheid),
            say("verantwoording.grens_onbekend") if line.grens is None else notation.quantity(line.grens, line.eenheid),
            say(f"verantwoording.{results[line.voldaan]}"),
            self.source_name(line.bron),
        )

    def source_name(self, short: str) -> str:
        """Return a source id with its place as a reader knows it."""
        document, _, place = short.partition(" ")
        return (
            f"{self.writer.document(document)}, {place}"
            if place and document in self.writer.reading.catalogue.bronnen
            else short
        )


def _heart(reading: FindingReading, figures: tuple[str, ...]) -> list[str]:
    """Return the first sum with its margin: the second sentence belongs to the first when it begins with 'Dat'."""
    chosen = list(figures[:1])
    if figures[1:2] and figures[1].startswith("Dat "):
        chosen.append(figures[1])
    return chosen


def _inside(title: str) -> str:
    """Return a title as it stands inside a sentence; names and abbreviations keep their capital."""
    known = ("Waarde", "Natuurnetwerk", "Natura", "De Hondsrug")
    return title if title.startswith(known) or title[1:2].isupper() else title[:1].lower() + title[1:]


def _as_sentence(text: str) -> str:
    """Return free text as the end of a sentence: one line, with a full stop."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if clean.endswith((".", "!", "?")) else f"{clean}."
