"""What can be said about one subject, step by step. Both variants of the text are built from these steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Callable

from bodem_ondergrond.plugin.domain import (
    Calculation,
    DepthWindowParameters,
    LayerOutcome,
    Outcome,
    RuleKind,
    Statement,
    Verdict,
    VerdictOrigin,
    notation,
)
from bodem_ondergrond.plugin.paragraph.blocks import bullets, grouped, paragraphs, table
from bodem_ondergrond.plugin.paragraph.checks import is_too_long, words_of
from bodem_ondergrond.plugin.paragraph.model import Block, Evidence, EvidenceKind, Item, Length, Sentence
from bodem_ondergrond.plugin.paragraph.outcomes import absent_sentences, reason
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, Group, SubjectReading, clean_name
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, by_subject

# Verdicts that say no or ask for work, and those that leave the municipality a choice.
HEAVY = (Verdict.VERBOD, Verdict.NEE_TENZIJ, Verdict.ONDERZOEK, Verdict.JA_MITS)
_LEAVES_A_CHOICE = (Verdict.VERBOD, Verdict.NEE_TENZIJ, Verdict.JA_MITS)
# More zones than this in one group become a list, of at most so many points (W22).
_MOST_ZONES_IN_A_ROW = 3
_MOST_POINTS = 7
_MOST_ACTIVITIES, _SOME_ACTIVITIES = 4, 2
_MOST_TITLES = 3
_MOST_MUNICIPAL = 3
# Within this part of a limit a figure is close to it (W59).
_CLOSE = 0.1
# A finding that says itself that a figure was not given.
_NOT_GIVEN = re.compile(r"niet opgegeven|niet bekend|niet in de gegevens", re.IGNORECASE)
_CLAUSE = re.compile(r",| die | dat | waar ")
# 'in zone 2 (25 tot 500 m-mv), met een verbod': inside a sentence about that ban the place alone will do.
_WITH = ", met "
# Several places of one rule together; more words make the sentence around them too long.
_MOST_WORDS_OF_PLACES = 12
_MOST_WORDS_OF_ACTIVITIES, _MOST_WORDS_OF_A_BAN = 10, 20
_NAMES = ("Waarde ", "Natuurnetwerk ", "Natura ", "De Hondsrug", "Werelderfgoed")


@dataclass(frozen=True)
class _Key:
    """What matters share that come to the same: the sentence (or the rule with words of its own) and its slots."""

    zin: str
    ontbreekt: tuple[str, ...] = ()
    activiteiten: str = ""
    titel: str = ""


class SubjectWriter:
    """Writes about one subject."""

    def __init__(self, writer: Writer, subject: SubjectReading) -> None:
        """Take the subject."""
        self.writer = writer
        self.reading = subject
        self.subject = subject.subject
        self.groups = subject.groups

    @property
    def headings(self) -> Mapping[str, str]:
        """Fixed headings by name."""
        return self.writer.texts.koppen

    def heavy_groups(self) -> tuple[Group, ...]:
        """Return what says no, asks for work, or is exempt from it by its figures."""
        return tuple(group for group in self.groups if group.oordeel in HEAVY or _is_exempt(group))

    def light_groups(self) -> tuple[Group, ...]:
        """Return what asks for attention or offers something."""
        return tuple(group for group in self.groups if group not in self.heavy_groups())

    # --- one group of findings ------------------------------------------------------------------------------------

    def situation(self, group: Group) -> tuple[Sentence, ...]:
        """What is here, where and how much, according to which map.

        A rule without a map holds anywhere: what it says about the activity is enough.
        """
        everywhere = group.first.rule is not None and group.first.rule.soort is RuleKind.ACTIVITEIT
        has_policy = bool(group.lines(Role.BELEID))
        if everywhere and has_policy:
            return ()
        owner = self._described_at(group)
        if owner:
            return (self.writer.say("thema.elders", by_finding(*group.leden), plaats=group.first.plaats, naam=owner),)
        return self.writer.quote(group.lines(Role.SITUATIE), citing=not has_policy, mapped=True)

    def _described_at(self, group: Group) -> str:
        """Return the subject that owns the map of this group and says where it lies; empty when that is this one.

        A sentence stands in a text once, so the subject that comes second would be left without a place.
        """
        layer, lines = group.first.finding.laag, set(group.lines(Role.SITUATIE))
        if layer in self.subject.lagen or not group.first.plaats:
            return ""
        for other in self.writer.reading.onderwerpen.values():
            theirs = {line for owned in other.groups for line in owned.lines(Role.SITUATIE)}
            if other.subject.id != self.subject.id and layer in other.subject.lagen and lines and lines <= theirs:
                return other.subject.naam
        return ""

    def surroundings(self) -> tuple[Sentence, ...]:
        """What the maps do not show here, for a subject that only policy for the activity touches."""
        if any(group.lines(Role.SITUATIE) and self.situation(group) for group in self.groups):
            return ()
        return absent_sentences(self.writer, self.reading.layers(Outcome.NIET_GERAAKT))

    def situation_blocks(self, group: Group, length: Length, heading: str) -> tuple[Block, ...]:
        """The situation as running text, or as a list when there are many zones."""
        sentences = self.situation(group)
        if len(group.leden) <= _MOST_ZONES_IN_A_ROW:
            return paragraphs(sentences, length, heading)
        shown = sentences if len(sentences) <= _MOST_POINTS else sentences[: _MOST_POINTS - 1]
        items = [Item((sentence,)) for sentence in shown]
        left = len(sentences) - len(shown)
        if left:
            evidence = by_finding(*group.leden)
            items.append(Item((self.writer.say("thema.meer_zones", evidence, aantal=notation.number(left)),)))
        return bullets(items, heading)

    def policy(self, group: Group) -> tuple[Sentence, ...]:
        """What the policy says."""
        said = self.writer.quote(group.lines(Role.BELEID), citing=True)
        remarks = self.writer.quote(group.lines(Role.OPMERKING))
        return (*said, *remarks, *self.context(group))

    def context(self, group: Group) -> tuple[Sentence, ...]:
        """Without activities: say which activities the rule is about."""
        strategic = self.writer.reading.assessment.plan.ingreep.is_strategic
        if not strategic or group.first.rule is None or not group.first.rule.activiteiten:
            return ()
        known = self.writer.texts.activiteiten
        names = [known[name] for name in known if name in group.first.rule.activiteiten]
        evidence = by_finding(*group.leden)
        if len(names) <= _MOST_ACTIVITIES:
            return (self.writer.say("thema.context", evidence, activiteiten=notation.listing(names)),)
        how_many = notation.count(len(names), "activiteit", "activiteiten")
        some = notation.listing(names[:_SOME_ACTIVITIES])
        return (self.writer.say("thema.context_veel", evidence, aantal=how_many, activiteiten=some),)

    def readings(self, groups: Sequence[Group]) -> tuple[Sentence, ...]:
        """Say which verdicts are our reading, those with the same verdict together; a finding may say so itself.

        An exception that a ban leaves nothing to be for is not told as a verdict, so neither as a reading.
        """
        read: dict[Verdict, list[Group]] = {}
        for group in groups:
            own_words = any("lezing" in line for line in group.lines(*Role))
            is_reading = group.first.finding.herkomst_oordeel is not VerdictOrigin.BRON
            if is_reading and not own_words and self._ban_over(group) is None:
                read.setdefault(group.oordeel, []).append(group)
        heavy = (members for verdict, members in read.items() if verdict in HEAVY)
        return tuple(line for members in heavy for line in self._said_of(self._reading, members))

    def _reading(self, groups: Sequence[Group]) -> Sentence:
        word = self.writer.texts.oordelen[groups[0].oordeel].kort.strip("'")
        titles = notation.listing(dict.fromkeys(f"'{group.titel}'" for group in groups))
        key = self.writer.numbered("thema.lezing", len(groups))
        return self.writer.say(key, _evidence(groups), titels=titles, oordeel=f"'{word}'")

    def arithmetic(self, group: Group) -> tuple[Sentence, ...]:
        """The figures against the limits, the assumptions, and what follows from them."""
        follows = self.writer.quote(group.lines(Role.GEVOLG))
        return (*self.figures(group), *self.assumptions(group), *self.missing(group), *follows)

    def figures(self, group: Group) -> tuple[Sentence, ...]:
        """The figures against the limits; a figure close to its limit is said to be (W59)."""
        return (*self.writer.quote(group.lines(Role.REKENWERK)), *self._close_calls(group))

    def _close_calls(self, group: Group) -> Iterator[Sentence]:
        for reading in group.leden:
            for line in reading.finding.rekenregels:
                if line.waarde is None or not line.grens or abs(line.waarde - line.grens) > line.grens * _CLOSE:
                    continue
                name = self.writer.texts.grootheden.get(line.grootheid)
                if name:
                    limit = notation.quantity(line.grens, line.eenheid)
                    yield self.writer.say("thema.dicht_bij", by_finding(reading), grootheid=name, grens=limit)

    def assumptions(self, group: Group) -> tuple[Sentence, ...]:
        """What the check assumed."""
        found: dict[str, tuple[FindingReading, ...]] = {}
        for reading in group.leden:
            for line in reading.aannames:
                found[line] = (*found.get(line, ()), reading)
        return self.writer.quote(found)

    def missing(self, group: Group) -> tuple[Sentence, ...]:
        """Name the figures that are still missing, as far as the findings do not say so themselves."""
        said = " ".join(line for line in group.lines(*Role) if _NOT_GIVEN.search(line)).lower()
        names = [name for name in group.missing if _noun(self.writer.missing([name])) not in said]
        if not names:
            return ()
        key = "thema.ontbreekt_een" if len(names) == 1 else "thema.ontbreekt_meer"
        return (self.writer.say(key, by_finding(*group.leden), invoer=self.writer.missing(names)),)

    def meanings(self, groups: Sequence[Group]) -> tuple[Sentence, ...]:
        """What these matters mean for the plan, or for a plan when none is chosen."""
        found = self._by_consequence("betekenis", groups)
        return tuple(line for key, members in found.items() for line in self._consequence(key, members))

    def conclusions(self, groups: Sequence[Group]) -> tuple[Sentence, ...]:
        """What the map comes to for these matters, with what follows from the sums."""
        lines: list[Sentence] = []
        for key, members in self._by_consequence("conclusie", groups).items():
            lines.extend(self._consequence(key, members))
            # That research is needed is what the conclusion itself says.
            open_ended = [group for group in members if group.oordeel is not Verdict.ONDERZOEK or group.missing]
            follows = {line: found for group in open_ended for line, found in group.lines(Role.GEVOLG).items()}
            lines.extend(self.writer.quote(follows))
        return tuple(lines)

    def _by_consequence(self, block: str, groups: Sequence[Group]) -> dict[_Key, list[Group]]:
        """Put matters together that come to the same, in order: one sentence then speaks for all of them."""
        found: dict[_Key, list[Group]] = {}
        for group in groups:
            found.setdefault(self._key(block, self._ban_over(group) or group), []).append(group)
        return found

    def _ban_over(self, group: Group) -> Group | None:
        """Return the ban that leaves an exception nothing to be for: for the same activities at the same place."""
        if group.oordeel is not Verdict.NEE_TENZIJ or self.writer.reading.assessment.plan.ingreep.is_strategic:
            return None
        bans = (other for other in self.groups if other.oordeel is Verdict.VERBOD)
        about = self._activities(group), self._own_places(group)
        return next((ban for ban in bans if (self._activities(ban), self._own_places(ban)) == about), None)

    def _key(self, block: str, group: Group) -> _Key:
        """Return what a matter shares with others that come to the same: sentence, missing figures, activities."""
        chosen = not self.writer.reading.assessment.plan.ingreep.is_strategic
        if group.missing and self._without_works and group.oordeel is Verdict.ONDERZOEK:
            return _Key(f"{block}.onderzoek_per_plan")
        if group.missing and block == "conclusie":
            return _Key("conclusie.ontbreekt_een" if len(group.missing) == 1 else "conclusie.ontbreekt", group.missing)
        if all(reading.finding.marginaal for reading in group.leden):
            # Whatever the rule says: at a sliver the boundary comes first.
            return _Key(f"{block}.marginaal", titel=group.titel)
        if self._own_meaning(group) is not None:
            return _Key(group.first.finding.regel)
        name = f"{block}.{group.oordeel.value}"
        kind = group.first.rule.soort if group.first.rule else None
        variants = (
            ("strategisch", not chosen and (group.oordeel is Verdict.VERBOD or not group.first.is_conditional)),
            ("diepte", kind is RuleKind.DIEPTEVENSTER),
            ("grens", kind is RuleKind.GRENSWAARDE),
        )
        for variant, fits in variants:
            if fits and f"{name}_{variant}" in self.writer.texts.zinnen:
                name = f"{name}_{variant}"
        named = chosen or group.first.is_conditional or group.oordeel is Verdict.VERBOD
        about = self._activities(group) if named else ""
        return _Key(name, activiteiten=about, titel=group.titel if name.endswith(("_grens", "_diepte")) else "")

    @property
    def _without_works(self) -> bool:
        works = self.writer.reading.assessment.plan.ingreep
        return works.is_strategic and works.oppervlakte_m2 is None and works.diepte_cm is None

    def _own_meaning(self, group: Group) -> Sentence | None:
        """Return what a matter means in words of its own; a sliver, and what says no, have the words of the verdict."""
        if group.oordeel not in (Verdict.AANDACHT, Verdict.KANS) or group.first.finding.marginaal:
            return None
        return self.writer.own_meaning(group.first.finding.regel, by_finding(*group.leden), self._activities(group))

    def _activities(self, group: Group) -> str:
        """Return the activities of the plan that a rule is about; without a plan those of the rule, if it has any."""
        about = group.first.rule.activiteiten if group.first.rule else frozenset()
        chosen = [name for name in self.writer.reading.assessment.plan.ingreep.activiteiten if name in about]
        if not self.writer.reading.assessment.plan.ingreep.is_strategic:
            return self.writer.activities(chosen)
        known = self.writer.texts.activiteiten
        names = [known[name] for name in known if name in about]
        if not names:
            return self.writer.phrase("thema.nieuw")
        shown = notation.listing(names)
        # What a ban is about comes after a semicolon, where there is room for it.
        most = _MOST_WORDS_OF_A_BAN if group.oordeel is Verdict.VERBOD else _MOST_WORDS_OF_ACTIVITIES
        if len(words_of(shown)) <= most:
            return shown
        left = notation.count(len(names) - 1, "andere activiteit", "andere activiteiten")
        return notation.listing([names[0], left])

    def _consequence(self, key: _Key, members: Sequence[Group]) -> tuple[Sentence, ...]:
        own = self._own_meaning(members[0]) if key.zin not in self.writer.texts.zinnen else None
        if own is not None:
            return (own,)
        slots = {
            "onderwerp": self.subject.naam,
            "activiteiten": key.activiteiten,
            "invoer": self.writer.missing(key.ontbreekt),
            "titel": inside(key.titel),
            "plan": self.writer.plan(),
        }
        works = by_kind(EvidenceKind.INGREEP) if self.writer.activities() else ()

        def say(groups: Sequence[Group]) -> Sentence:
            return self.writer.say(key.zin, (*_evidence(groups), *works), plaats=self.places(groups), **slots)

        return self._said_of(say, members)

    def _said_of(self, say: Callable[[Sequence[Group]], Sentence], groups: Sequence[Group]) -> tuple[Sentence, ...]:
        """Say something of matters together, in as many sentences as are needed to keep each readable (W31)."""
        said = say(groups)
        if len(groups) == 1 or not is_too_long(said.tekst):
            return (said,)
        middle = len(groups) // 2
        return (*self._said_of(say, groups[:middle]), *self._said_of(say, groups[middle:]))

    def places(self, groups: Sequence[Group]) -> str:
        """Return where matters hold, as an adverbial phrase; without a place of their own: by which rules."""
        places = dict.fromkeys(place for group in groups for place in self._own_places(group))
        titles = dict.fromkeys(f"'{group.titel}'" for group in groups if not self._own_places(group))
        parts = list(places)
        if len(titles) == 1:
            parts.append(self.writer.phrase("thema.volgens_regel", titel=next(iter(titles)).strip("'")))
        elif titles:
            parts.append(self.writer.phrase("thema.volgens_regels", titels=notation.listing(titles)))
        return notation.listing(parts)

    def _own_places(self, group: Group) -> tuple[str, ...]:
        places = dict.fromkeys(self._place(group, reading) for reading in group.leden)
        # A place that ends in a clause of its own makes a sentence around it hard to read.
        short = len(places) == 1 or sum(len(words_of(place)) for place in places) <= _MOST_WORDS_OF_PLACES
        fits = short and all(place and not _CLAUSE.search(place) for place in places)
        return tuple(places) if fits else ()

    def _place(self, group: Group, reading: FindingReading) -> str:
        """Return where a finding holds, without what its rule says of it, unless that tells two zones apart."""
        place = reading.plaats.partition(_WITH)[0]
        others = (member.plaats for other in self.groups if other is not group for member in other.leden)
        return reading.plaats.replace(_WITH, " met ") if any(one.startswith(place) for one in others) else place

    def whole(self, group: Group, length: Length, heading: str) -> tuple[Block, ...]:
        """All of one group but what it means, in reading order, under its heading."""
        rest = (self.policy(group), self.arithmetic(group))
        if len(group.leden) <= _MOST_ZONES_IN_A_ROW:
            return grouped([self.situation(group), *rest], length, heading)
        return (*self.situation_blocks(group, length, heading), *grouped(rest, length))

    def whole_lines(self, group: Group) -> tuple[Sentence, ...]:
        """All of one group but what it means."""
        return (*self.situation(group), *self.policy(group), *self.arithmetic(group))

    def brief(self, group: Group) -> tuple[Sentence, ...]:
        """A light matter in a few sentences: where, the heart of the policy, and what is uncertain."""
        lines = group.lines(Role.BELEID)
        policy = self.writer.quote(lines if self.is_always_said(group) else _first(lines, 1), citing=True)
        figures = {**_heart(group.lines(Role.REKENWERK)), **group.lines(Role.GEVOLG)}
        return (*self.situation(group), *policy, *self.writer.quote(figures), *self.context(group))

    # --- the subject ----------------------------------------------------------------------------------------------

    def short_findings(self) -> Iterator[Sentence]:
        """The heart of the heaviest matter; the others by their titles."""
        if not self.groups:
            return
        first, others = self.groups[0], self.groups[1:]
        yield from self.situation(first)[:1]
        figures = first.lines(Role.REKENWERK)
        if figures:
            heart = {**_heart(figures), **_first(first.lines(Role.GEVOLG), 1)}
            yield from self.writer.quote(heart, citing=True)
        else:
            light = first.oordeel not in HEAVY
            yield from self.writer.quote(_first(first.lines(Role.BELEID), 1 if light else 2), citing=True)
        meant = self._short_meanings()
        yield from (*self.readings(meant), *self.meanings(meant))
        always = [group for group in self.groups if self.is_always_said(group)]
        told = {group.titel for group in (first, *meant, *always)}
        titles = list(dict.fromkeys(inside(group.titel) for group in others if group.titel not in told))
        if titles:
            yield self.others(titles, by_finding(*(reading for group in others for reading in group.leden)))
        for group in always:
            # 'Hier' in its policy points at its place; what stands already is not said again.
            yield from (*self.situation(group)[:1], *self.writer.quote(group.lines(Role.BELEID), citing=True))

    def _short_meanings(self) -> tuple[Group, ...]:
        """Return the matters whose meaning a short text tells: what says no or asks for work, else the first of all.

        That the first one asks for research is what its sums say already.
        """
        first = self.groups[0]
        heavy = [group for group in self.groups if group.oordeel in HEAVY]
        told = [group for group in heavy if group is not first or group.oordeel in _LEAVES_A_CHOICE]
        return tuple(told) or ((first,) if self._own_meaning(first) is not None else ())

    def is_always_said(self, group: Group) -> bool:
        """Whether the policy of a group stands in every text, in full."""
        return group.first.finding.regel in self.writer.texts.altijd

    def others(self, titles: list[str], evidence: tuple[Evidence, ...]) -> Sentence:
        """Name matters by their titles; many are counted, and a title with a comma of its own stands in quotes."""
        titles = [f"'{title}'" if ", " in title else title for title in titles]
        if len(titles) == 1:
            return self.writer.say("thema.kort_verder_een", evidence, titels=titles[0])
        if len(titles) <= _MOST_TITLES:
            return self.writer.say("thema.kort_verder", evidence, titels=notation.listing(titles))
        shown = ", ".join(titles[:_MOST_TITLES])
        left = notation.count(len(titles) - _MOST_TITLES, "regel", "regels")
        return self.writer.say("thema.kort_verder_veel", evidence, titels=shown, aantal=left)

    def importance(self) -> tuple[Sentence, ...]:
        """Why it matters, and what cannot be undone."""
        return tuple(self.writer.state(statement, by_subject(self.subject)) for statement in self.subject.belang)

    def ambition(self) -> tuple[Sentence, ...]:
        """What the province aims at for this subject: the first sentence of each statement."""
        return tuple(self._stated(name) for name in self.subject.uitspraken if name in self._known)

    def dilemmas(self) -> tuple[Item, ...]:
        """The dilemmas that the policy itself names."""
        found = [(name, self._known[name].titel) for name in self.subject.dilemmas if name in self._known]
        return tuple(Item((self._stated(name),), title) for name, title in found)

    def municipal_policy(self) -> tuple[Item, ...]:
        """What the municipality itself says about these themes; how much it counts stands in the words."""
        names = self.writer.municipalities()
        codes = {profile.code for profile in self.writer.reading.catalogue.gemeenten.values() if profile.naam in names}
        themes = {reading.finding.thema for reading in self.reading.geldend} & set(self._themes())
        chosen = [
            statement for statement in self._known.values() if statement.gemeente in codes and statement.thema in themes
        ]
        return tuple(Item((self._stated(item.id),), item.titel) for item in chosen[:_MOST_MUNICIPAL])

    def _themes(self) -> tuple[str, ...]:
        """The themes that are the subject's own, by its statements."""
        return (*self.subject.themas, *(self._known[n].thema for n in self.subject.uitspraken if n in self._known))

    @property
    def _known(self) -> Mapping[str, Statement]:
        return self.writer.reading.catalogue.uitspraken

    def _stated(self, name: str) -> Sentence:
        statement = self._known[name]
        return Sentence(statement.zinnen[0], by_kind(EvidenceKind.CATALOGUS, name), bronnen=statement.bronnen)

    def chances(self) -> tuple[Sentence, ...]:
        """What the subject offers."""
        return tuple(self.writer.state(statement, by_subject(self.subject)) for statement in self.subject.kansen)

    def cautions(self, *, unknown: bool = True) -> Iterator[Sentence]:
        """What is uncertain: free depth windows, maps without data or check, old data, what no map can show.

        Args:
            unknown: also the maps without data or check; not where the conclusion names them already.
        """
        yield from self._free_windows()
        if unknown:
            yield from self.unknown_layers()
        for layer in self.reading.layers(Outcome.GERAAKT):
            if layer.laag in self.writer.texts.laagvoorbehoud:
                yield Sentence(self.writer.texts.laagvoorbehoud[layer.laag], by_layer(layer))
        yield from self._outside_coverage()
        yield from self._outdated()
        for statement in self.subject.buiten_toets:
            yield self.writer.state(statement, by_subject(self.subject))

    def _free_windows(self) -> Iterator[Sentence]:
        """Depth windows without a finding: every window gets an answer of its own."""
        for group in self.groups:
            parameters = group.first.rule.parameters if group.first.rule else None
            if not isinstance(parameters, DepthWindowParameters):
                continue
            taken = {reading.finding.diepte for reading in (*self.reading.geldend, *self.reading.geparkeerd)}
            for window in parameters.vensters.values():
                if window not in taken:
                    depth = notation.depth_range(window.van_m, window.tot_m)
                    name = self.writer.reading.layer_name(group.first.finding.laag or "")
                    evidence = tuple(part for part in by_layer(*self.reading.layers(Outcome.GERAAKT)))
                    yield self.writer.say("thema.venster_vrij", evidence, venster=depth, kaart=name)

    def unknown_layers(self) -> Iterator[Sentence]:
        """Say of which maps nothing can be said, and why."""
        for layer in self.reading.unknown_layers:
            key = "thema.geen_gegevens" if layer.uitkomst is Outcome.GEEN_GEGEVENS else "thema.niet_getoetst"
            name = self.writer.reading.layer_name(layer.laag)
            yield self.writer.say(key, by_layer(layer), kaart=name, reden=reason(self.writer, layer))

    def _outside_coverage(self) -> Iterator[Sentence]:
        """How much of the plan area the maps do not cover; maps that stop at the same border in one sentence."""
        stopped: dict[str, list[LayerOutcome]] = {}
        for layer in self.reading.layers(Outcome.GERAAKT, Outcome.NIET_GERAAKT):
            lacking = self.writer.lacks_m2(layer)
            if lacking >= 1:
                stopped.setdefault(notation.area(lacking), []).append(layer)
        for area, layers in stopped.items():
            key = "thema.buiten_dekking_een" if len(layers) == 1 else "thema.buiten_dekking_meer"
            yield self.writer.say(key, by_layer(*layers), opp=area, kaart=self._maps(layers))

    def _outdated(self) -> Iterator[Sentence]:
        """Old data: said, with an open field for why they can still be used (W17)."""
        years = self.writer.texts.verouderd_jaren
        for layer in self.reading.layers(Outcome.GERAAKT):
            if self.writer.is_outdated(layer):
                name, day = self.writer.reading.layer_name(layer.laag), self.writer.day(layer.bron.peildatum)
                slots = {"kaart": name, "peildatum": day}
                yield self.writer.say("thema.verouderd", by_layer(layer), jaren=notation.number(years), **slots)
                question = self.writer.phrase("thema.verouderd_keuze", **slots)
                yield self.writer.choice(f"{layer.laag}.actueel", question, by_layer(layer))

    def choice(self) -> tuple[Sentence, ...]:
        """The choice that only the municipality can make, for a verdict that leaves one."""
        verdict = self.reading.verdict
        if verdict not in _LEAVES_A_CHOICE:
            return ()
        question = self.writer.phrase(f"keuze.{verdict.value}", onderwerp=self.subject.naam)
        return (self.writer.choice(f"{self.subject.id}.keuze", question, by_finding(*self.groups[0].leden)),)

    def authority(self) -> tuple[Sentence, ...]:
        """Who is competent, over all findings of the subject."""
        findings = self.reading.geldend
        ids = list(dict.fromkeys(name for reading in findings for name in reading.finding.bevoegd_gezag))
        if not ids:
            return ()
        key = "thema.gezag_een" if len(ids) == 1 else "thema.gezag_meer"
        who = self.writer.authorities(ids)
        return (self.writer.say(key, by_finding(*findings), onderwerp=self.subject.naam, wie=who),)

    def steps(self, most: int) -> tuple[tuple[str, Sentence], ...]:
        """What is to be done next, each with its moment; the same step of two findings once, the heaviest first."""
        steps: dict[str, tuple[FindingReading, ...]] = {}
        for reading in self.reading.geldend:
            for action in reading.finding.acties:
                steps[action] = (*steps.get(action, ()), reading)
        found = [(self.writer.step(action), by_finding(*readings)) for action, readings in list(steps.items())[:most]]
        return tuple((step.moment, Sentence(step.zin, evidence)) for step, evidence in found)

    def step_sentences(self, most: int) -> tuple[Sentence, ...]:
        """The same as running text."""
        return tuple(sentence for _, sentence in self.steps(most))

    def step_items(self, most: int) -> tuple[Item, ...]:
        """The same as points of a list, in the order of time."""
        moments = self.writer.texts.momenten
        order = list(moments)
        ordered = sorted(self.steps(most), key=lambda step: order.index(step[0]))
        return tuple(Item((sentence,), moments[moment]) for moment, sentence in ordered)

    def corrections(self, *, short: bool = False) -> Iterator[Sentence]:
        """The findings that an expert has set aside, with who, when and why."""
        for reading in self.reading.terzijde:
            correction = reading.finding.correctie
            if correction is None:
                continue
            evidence = by_finding(reading)
            word = self.writer.verdict_word(reading)
            yield self.writer.say("correctie.kort", evidence, titel=inside(reading.titel), oordeel=word)
            day = notation.date(correction.tijdstip)
            yield self.writer.say("correctie.wie", evidence, door=clean_name(correction.door), datum=day)
            yield self.writer.say("correctie.reden", evidence, reden=_as_sentence(correction.reden))
            if not short:
                yield self.writer.say("correctie.kaart", evidence)

    def depths(self) -> Iterator[Sentence]:
        """How deep the maps that are hit reach; maps with the same depth in one sentence."""
        found: dict[tuple[str, str], list[LayerOutcome]] = {}
        for outcome in self.reading.layers(Outcome.GERAAKT):
            layer = self.writer.reading.layer(outcome.laag)
            if layer is not None and layer.diepte is not None:
                key = "thema.diepte_indicatief" if layer.diepte_indicatief else "thema.diepte"
                depth = notation.depth_range(layer.diepte.van_m, layer.diepte.tot_m)
                found.setdefault((key, depth), []).append(outcome)
        for (key, depth), outcomes in found.items():
            yield self.writer.say(key, by_layer(*outcomes), kaarten=self._maps(outcomes), diepte=depth)

    def _maps(self, layers: Sequence[LayerOutcome]) -> str:
        """Return maps inside a sentence: one by its name, several by their number."""
        if len(layers) == 1:
            return f"de kaart {self.writer.reading.layer_name(layers[0].laag)}"
        return f"{notation.count(len(layers), 'kaart', 'kaarten')} van {self.subject.naam}"

    def calculations(self) -> tuple[Block, ...]:
        """The arithmetic of all findings of the subject as a table; the same line of two findings once."""
        rows: dict[tuple[str, ...], tuple[FindingReading, ...]] = {}
        for reading in self.reading.geldend:
            for line in reading.finding.rekenregels:
                cells = self._calculation(line)
                rows[cells] = (*rows.get(cells, ()), reading)
        return table(
            self.writer,
            "rekenregels",
            ((cells, by_finding(*readings)) for cells, readings in rows.items()),
            numbers=(1, 2),
        )

    def _calculation(self, line: Calculation) -> tuple[str, ...]:
        say = self.writer.phrase
        unknown, no_limit = say("verantwoording.onbekend"), say("verantwoording.grens_onbekend")
        comparison = say(f"grens.{_COMPARISONS.get(line.vergelijking, 'onbekend')}")
        limit = (
            no_limit if line.grens is None else f"{comparison} {notation.quantity(line.grens, line.eenheid)}".strip()
        )
        met = {True: say("verantwoording.ja"), False: say("verantwoording.nee"), None: unknown}[line.voldaan]
        name = self.writer.texts.grootheden.get(line.grootheid, line.grootheid.replace("_", " "))
        value = unknown if line.waarde is None else notation.quantity(line.waarde, line.eenheid)
        return (name, value, limit, met, self.writer.source_name(line.bron))


_COMPARISONS = {"<=": "hoogstens", "<": "minder", ">=": "tenminste", ">": "meer", "=": "gelijk", "==": "gelijk"}


def inside(title: str) -> str:
    """Return a title as it stands inside a sentence; names and abbreviations keep their capital."""
    return title if title.startswith(_NAMES) or title[1:2].isupper() else title[:1].lower() + title[1:]


def closing_heading(chances: Sequence[Sentence], cautions: Sequence[Sentence]) -> str:
    """Return the heading that says what follows, so that it promises no chance that is not there."""
    if chances:
        return "kansen_aandacht" if cautions else "kansen"
    return "aandachtspunten" if cautions else "gezag"


def _evidence(groups: Sequence[Group]) -> tuple[Evidence, ...]:
    return by_finding(*(reading for group in groups for reading in group.leden))


def _is_exempt(group: Group) -> bool:
    by_figures = group.first.rule is None or group.first.rule.soort is not RuleKind.GRENSWAARDE
    return group.oordeel is Verdict.GEEN_BELEMMERING and by_figures


def _noun(words: str) -> str:
    """Return the noun after the article: `de oppervlakte van ...` is about `oppervlakte`."""
    return words.split()[1].lower() if len(words.split()) > 1 else words.lower()


def _first(lines: Mapping[str, tuple[FindingReading, ...]], how_many: int) -> dict[str, tuple[FindingReading, ...]]:
    return dict(list(lines.items())[:how_many])


def _heart(figures: Mapping[str, tuple[FindingReading, ...]]) -> dict[str, tuple[FindingReading, ...]]:
    """Return the first sum with its margin: the second sentence belongs to the first when it begins with 'Dat'."""
    second = list(figures)[1:2]
    return _first(figures, 2 if second and second[0].startswith("Dat ") else 1)


def _as_sentence(text: str) -> str:
    """Return free text as the end of a sentence: one line, with a full stop."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if clean.endswith((".", "!", "?")) else f"{clean}."
