"""Making sentences: fixed wording filled in, sentences of findings passed on, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bodem_ondergrond.plugin.domain import Citation, Finding, LayerOutcome, RuleKind, Verdict, notation
from bodem_ondergrond.plugin.paragraph.checks import is_too_long
from bodem_ondergrond.plugin.paragraph.dates import is_older
from bodem_ondergrond.plugin.paragraph.model import Evidence, EvidenceKind, Sentence, SentenceKind
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, Reading, clean_name
from bodem_ondergrond.plugin.paragraph.texts import Statement, Step, Subject

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


def by_finding(*findings: Finding | FindingReading) -> tuple[Evidence, ...]:
    """Return findings as evidence."""
    plain = [item.finding if isinstance(item, FindingReading) else item for item in findings]
    return tuple(Evidence(EvidenceKind.BEVINDING, finding.id) for finding in plain)


def by_layer(*layers: LayerOutcome) -> tuple[Evidence, ...]:
    """Return outcomes of layers as evidence."""
    return tuple(Evidence(EvidenceKind.LAAG, layer.laag) for layer in layers)


def by_subject(subject: Subject) -> tuple[Evidence, ...]:
    """Return what the texts say of a subject as evidence."""
    return (Evidence(EvidenceKind.ONDERWERP, subject.id),)


def by_kind(kind: EvidenceKind, name: str = "") -> tuple[Evidence, ...]:
    """Return evidence of which there is one: the plan area, the ingreep, the package, the catalogue."""
    return (Evidence(kind, name or kind.value),)


class Writer:
    """Writes the sentences of one document."""

    def __init__(self, reading: Reading) -> None:
        """Take the assessment to write about."""
        self.reading = reading
        self.texts = reading.texts

    def say(self, key: str, evidence: tuple[Evidence, ...] = (), **slots: str) -> Sentence:
        """Return the first (mostly the only) fixed sentence under a key, filled in."""
        return self.say_all(key, evidence, **slots)[0]

    def say_all(self, key: str, evidence: tuple[Evidence, ...] = (), **slots: str) -> tuple[Sentence, ...]:
        """Return the fixed sentences under a key, filled in; without evidence of their own they rest on themselves."""
        rests_on = evidence or (Evidence(EvidenceKind.VASTE_TEKST, key),)
        return tuple(
            Sentence(notation.sentence_case(line.format(**slots)), rests_on) for line in self.texts.zinnen[key]
        )

    def phrase(self, key: str, **slots: str) -> str:
        """Return fixed wording that is part of a sentence or a cell."""
        return self.texts.zinnen[key][0].format(**slots)

    def numbered(self, key: str, how_many: int) -> str:
        """Return the form of a sentence for one or for more, where it has two forms."""
        form = f"{key}_een" if how_many == 1 else f"{key}_meer"
        return form if form in self.texts.zinnen else key

    def step(self, action: str) -> Step:
        """Return an action of a finding as a step for a document."""
        known = self.texts.stappen.get(self.reading.actie_ids.get(action, ""))
        return known or Step(list(self.texts.momenten)[1], action)

    def choice(self, field: str, question: str, evidence: tuple[Evidence, ...]) -> Sentence:
        """Return an open field that only the municipality may fill in."""
        text = self.phrase("keuze", vraag=question)
        return Sentence(text, evidence, soort=SentenceKind.KEUZE_GEMEENTE, veld=field)

    def quote(
        self, lines: Mapping[str, Sequence[FindingReading]], *, citing: bool = False, mapped: bool = False
    ) -> tuple[Sentence, ...]:
        """Pass on sentences of findings.

        Args:
            lines: sentences, each with the findings that say it.
            citing: put the places in the policy documents behind the last sentence.
            mapped: put the map and its date behind the last sentence.
        """
        result = [Sentence(line, by_finding(*readings)) for line, readings in lines.items()]
        if result and (citing or mapped):
            readings = tuple(dict.fromkeys(reading.finding.id for found in lines.values() for reading in found))
            known = {reading.finding.id: reading.finding for found in lines.values() for reading in found}
            places = (place for name in readings for place in known[name].bronnen)
            maps = dict.fromkeys(filter(None, (self.map_reference(known[name].laag) for name in readings)))
            result[-1] = replace(
                result[-1],
                bronnen=tuple(dict.fromkeys(places)) if citing else (),
                verwijzing="; ".join(maps) if mapped else "",
            )
        return tuple(result)

    def state(self, statement: Statement, evidence: tuple[Evidence, ...]) -> Sentence:
        """Return a statement of the texts about a subject, with its source."""
        return Sentence(statement.zin, evidence, bronnen=(statement.bron,) if statement.bron else ())

    # --- names --------------------------------------------------------------------------------------------------------

    def authorities(self, ids: Iterable[str]) -> str:
        """Return authorities as an enumeration: `de gemeente en de provincie Drenthe`."""
        return notation.listing(self.authority_names(ids))

    def authority_names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of authorities, each once, in order."""
        known = self.reading.catalogue.bevoegd_gezag
        return tuple(dict.fromkeys(known[name].naam if name in known else name for name in ids))

    def activities(self, some: Sequence[str] = ()) -> str:
        """Return the activities of the ingreep, or some of them, as an enumeration."""
        chosen = some or self.reading.assessment.plan.ingreep.activiteiten
        known = self.reading.catalogue.activiteiten
        names = [self.texts.activiteiten.get(key, known[key].naam.lower() if key in known else key) for key in chosen]
        return notation.listing(names)

    def own_meaning(self, rule_id: str, evidence: tuple[Evidence, ...], activities: str) -> Sentence | None:
        """Return what a matter of this rule means for exactly this plan; `None` when the texts have no words for it.

        Args:
            rule_id: the rule that speaks.
            evidence: what it rests on beside the ingreep.
            activities: what the rule is about here, as an enumeration.
        """
        template = self.texts.betekenissen.get(rule_id)
        if template is None:
            return None
        plan = self.plan()
        slots = {"plan": plan, "ingreep": self.works(), "activiteiten": activities}
        text = template.format(**slots)
        # Many activities make a sentence too long to read; the plan is then named as a whole.
        text = template.format(**{**slots, "activiteiten": plan}) if is_too_long(text) else text
        return Sentence(notation.sentence_case(text), (*evidence, *by_kind(EvidenceKind.INGREEP)))

    def plan(self) -> str:
        """Return what the text speaks of: this plan, or any plan when none is chosen yet."""
        strategic = self.reading.assessment.plan.ingreep.is_strategic
        return self.phrase("thema.een_plan" if strategic else "thema.dit_plan")

    def works(self) -> str:
        """Return the works as a plural, with the figures that are known: `bodemingrepen van 800 m²`."""
        works = self.reading.assessment.plan.ingreep
        slots = {}
        if works.oppervlakte_m2 is not None:
            slots["opp"] = notation.area(works.oppervlakte_m2)
        if works.diepte_cm is not None:
            slots["diepte"] = depth_words(works.diepte_cm / 100)
        key = "".join(f"_{part}" for part in ("opp", "diep") if any(name.startswith(part) for name in slots))
        return self.phrase(f"thema.ingreep{key}", **slots)

    def municipalities(self) -> tuple[str, ...]:
        """Return the names of the municipalities, also when the assessment holds their codes."""
        profiles = self.reading.catalogue.gemeenten
        names = (profiles[name].naam if name in profiles else name for name in self.reading.assessment.gemeenten)
        return tuple(clean_name(name) for name in names)

    def missing(self, ids: Sequence[str]) -> str:
        """Return what is missing as an enumeration: figures of the ingreep, and maps that could not be checked."""
        layers = self.reading.catalogue.lagen
        words = self.texts.grootheden
        named = [
            words.get(name) or (f"de kaart {layers[name].naam}" if name in layers else self._threshold(name))
            for name in ids
        ]
        return notation.listing(dict.fromkeys(named))

    def _threshold(self, name: str) -> str:
        """Return a limit that the sources leave open as a reader knows it."""
        known = self.reading.catalogue.drempels.get(name)
        return known.omschrijving if known else name.replace("_", " ")

    def map_reference(self, layer_id: str | None) -> str:
        """Return the map and its date for in brackets: `provincie Drenthe, Zones bodemenergie, 1 januari 2025`."""
        outcome = next((layer for layer in self.reading.assessment.lagen if layer.laag == layer_id), None)
        if outcome is None:
            return ""
        layer = self.reading.layer(outcome.laag)
        name = without_brackets(self.reading.layer_name(outcome.laag))
        if self.reading.assessment.pakket.demonstratie:
            return f"demonstratiekaart {name}"
        parts = [layer.beheerder if layer else "", name, self.day(outcome.bron.peildatum)]
        return ", ".join(part for part in parts if part)

    def day(self, iso: str | None) -> str:
        """Return a date in words, and say so when it is not known."""
        return notation.date(iso) if iso else "peildatum onbekend"

    def days(self, layers: Sequence[LayerOutcome]) -> str:
        """Return the dates of maps for in brackets: `peildatum 1 november 2026`."""
        known = list(dict.fromkeys(layer.bron.peildatum for layer in layers if layer.bron.peildatum))
        if not known:
            return self.day(None)
        word = "peildatum" if len(known) == 1 else "peildata"
        return f"{word} {notation.listing(notation.date(day) for day in known)}"

    def citation(self, places: Sequence[Citation]) -> str:
        """Return places in documents for in brackets: `Omgevingsvisie Drenthe 2022, paragraaf 4.2.5 en 4.2.6`."""
        by_document: dict[str, list[str]] = {}
        for place in places:
            by_document.setdefault(place.document, []).append(place.paragraaf)
        return "; ".join(f"{self.document(name)}, {where(parts)}" for name, parts in by_document.items())

    def source_name(self, short: str) -> str:
        """Return a source of arithmetic as a reader knows it: a place in a document, or a field of a map."""
        name, _, place = short.partition(" ")
        if not place:
            return short
        if name in self.reading.catalogue.bronnen:
            return self.citation([Citation(name, place)])
        return f"kaart {self.reading.layer_name(name)}" if name in self.reading.catalogue.lagen else short

    def verdict_word(self, reading: FindingReading) -> str:
        """Return a verdict in a few words; staying within a limit or above a depth is no exemption."""
        if reading.finding.oordeel is Verdict.GEEN_BELEMMERING and reading.rule is not None:
            key = {RuleKind.DIEPTEVENSTER: "niet_op_diepte", RuleKind.GRENSWAARDE: "binnen_grens"}
            if reading.rule.soort in key:
                return self.phrase(f"samenvatting.{key[reading.rule.soort]}")
        return self.texts.oordelen[reading.finding.oordeel].kort

    def lacks_m2(self, layer: LayerOutcome) -> float:
        """Return how much of the plan area inside Drenthe a map does not cover, in m2; less than 1 m2 is nothing.

        What lies outside the province is said once, at the head of the text.
        """
        lacking = layer.buiten_dekking_m2 - (self.reading.assessment.buiten_provincie_m2 or 0.0)
        return layer.buiten_dekking_m2 if lacking >= 1 else 0.0

    def is_outdated(self, layer: LayerOutcome) -> bool:
        """Whether the data of a layer are older than the texts call old, at the moment of the check."""
        return is_older(layer.bron.peildatum, self.reading.assessment.tijdstip, self.texts.verouderd_jaren)

    def document(self, name: str) -> str:
        """Return the short title of a policy document."""
        source = self.reading.catalogue.bronnen.get(name)
        return without_brackets(source.kort) if source else name


def depth_words(metres: float) -> str:
    """Return a depth below ground level: cm below 1 m, else m (W61)."""
    return notation.quantity(metres * 100, "cm") if metres < 1 else notation.quantity(metres, "m")


def where(places: Sequence[str]) -> str:
    """Return places inside one document: sections together, then maps and the rest."""
    unique = list(dict.fromkeys(places))
    sections = [place for place in unique if re.fullmatch(r"\d+(\.\d+)+\w?", place)]
    chapters = [place for place in unique if place.isdigit()]
    others = [place for place in unique if place not in sections and place not in chapters]
    parts = []
    if sections:
        parts.append(f"paragraaf {notation.listing(sections)}")
    if chapters:
        parts.append(f"hoofdstuk {notation.listing(chapters)}")
    return ", ".join([*parts, *others])


def without_brackets(name: str) -> str:
    """Return a name without what stands in brackets in it, for use inside brackets."""
    return _IN_BRACKETS.sub("", name)
