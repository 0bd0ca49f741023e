"""An assessment as a writer reads it: per subject, with sentences by what they do.

Nothing is decided here: outcomes and verdicts come from the assessment. What is added is order and grouping.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from bodem_ondergrond.plugin.domain import (
    Assessment,
    Catalogue,
    CatalogueLayer,
    DepthRange,
    Finding,
    LayerOutcome,
    Outcome,
    Rule,
    RuleKind,
    Verdict,
)
from bodem_ondergrond.plugin.paragraph.texts import Role, Subject, Texts, with_units

_LONGEST_NAME = 80
# Order of weight in the text (paragraph-standard.md 1.2): an exemption, with its sums, before a point of attention.
_TEXT_ORDER = (
    Verdict.VERBOD,
    Verdict.NEE_TENZIJ,
    Verdict.ONDERZOEK,
    Verdict.JA_MITS,
    Verdict.GEEN_BELEMMERING,
    Verdict.AANDACHT,
    Verdict.KANS,
)
# A full stop ends a sentence when a space and a capital (or an opening quote with one) follow.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'‘“(]?[A-ZÀ-ÖØ-Þ])")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_ISOLATE, _POP = "\u2068", "\u2069"


def clean_name(name: str | None) -> str:
    """Make a name from a data file safe to read: one line, no control characters, no endless text.

    Control characters include those that reverse the direction of the text; a name in a script that runs from right
    to left is isolated, so that it cannot turn the sentence around it.
    """
    spaced = "".join(" " if char.isspace() else char for char in name or "")
    kept = "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    words = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(words) > _LONGEST_NAME:
        words = words[: _LONGEST_NAME - 1].rstrip() + "…"
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in words):
        return f"{_ISOLATE}{words}{_POP}"
    return words


def split_sentences(text: str) -> tuple[str, ...]:
    """Split a text into its sentences."""
    return tuple(part for part in _SENTENCE_END.split(text.strip()) if part)


@dataclass(frozen=True)
class FindingReading:
    """A finding with its rule and its sentences by role.

    Attributes:
        plaats: where it holds, as an adverbial phrase.
        aannames: what the check assumed, in single sentences. That a rule is there as context for certain activities
            is no assumption about the plan; the text says that in its own way.
    """

    finding: Finding
    rule: Rule | None
    titel: str
    plaats: str
    zinnen: Mapping[Role, tuple[str, ...]]
    aannames: tuple[str, ...]

    def of(self, *roles: Role) -> tuple[str, ...]:
        """Return the sentences of these roles, in the order of the roles."""
        return tuple(sentence for role in roles for sentence in self.zinnen.get(role, ()))

    @property
    def is_conditional(self) -> bool:
        """Whether the rule speaks for certain activities only."""
        return self.rule is not None and bool(self.rule.activiteiten)

    @property
    def is_undecided(self) -> bool:
        """Whether a figure is missing that could change the verdict."""
        return bool(self.finding.ontbreekt)


@dataclass(frozen=True)
class Group:
    """Findings of one rule with one verdict: several zones that the text treats as one matter."""

    leden: tuple[FindingReading, ...]

    @property
    def first(self) -> FindingReading:
        """The finding with the largest overlap."""
        return self.leden[0]

    @property
    def titel(self) -> str:
        """What the rule is called."""
        return self.first.titel

    @property
    def oordeel(self) -> Verdict:
        """The verdict that the findings share."""
        return self.first.finding.oordeel

    @property
    def is_undecided(self) -> bool:
        """Whether a figure is missing that could change the verdict."""
        return any(reading.is_undecided for reading in self.leden)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, each once."""
        return tuple(dict.fromkeys(name for reading in self.leden for name in reading.finding.ontbreekt))

    def lines(self, *roles: Role) -> dict[str, tuple[FindingReading, ...]]:
        """Return the sentences of these roles, each once, with the findings that say them."""
        found: dict[str, tuple[FindingReading, ...]] = {}
        for role in roles:
            for reading in self.leden:
                for sentence in reading.of(role):
                    found[sentence] = (*found.get(sentence, ()), reading)
        return found


@dataclass(frozen=True)
class SubjectReading:
    """One subject: what applies, what an expert set aside, and the layers it rests on.

    Attributes:
        geldend: findings that count, heaviest first.
        terzijde: findings that an expert has set aside.
        ongetoetst: findings that could not be checked.
        strategisch: whether the plan names no activities.
        lagen: the layers that belong to it; `zonder_regel`: those that touch the plan area while no rule speaks.
        geparkeerd: findings that count too, but can wait: the text only lists them (`later`).
    """

    subject: Subject
    geldend: tuple[FindingReading, ...]
    terzijde: tuple[FindingReading, ...]
    ongetoetst: tuple[FindingReading, ...]
    lagen: tuple[LayerOutcome, ...]
    zonder_regel: tuple[LayerOutcome, ...]
    strategisch: bool
    geparkeerd: tuple[FindingReading, ...] = ()

    @property
    def is_touched(self) -> bool:
        """Whether there is anything to say about this subject beyond the lists."""
        return bool(self.geldend or self.terzijde)

    @property
    def headline(self) -> FindingReading | None:
        """The finding that weighs most: policy for anything at all goes before policy for one activity."""
        if not self.geldend:
            return None
        conditional = self.geldend[0].is_conditional
        alike = [reading for reading in self.geldend if reading.is_conditional == conditional]
        candidates = alike if self.strategisch else list(self.geldend)
        return min(candidates, key=lambda reading: reading.finding.oordeel.rank)

    @property
    def verdict(self) -> Verdict | None:
        """The verdict of the headline, or `None` when nothing applies."""
        return self.headline.finding.oordeel if self.headline else None

    def layers(self, *outcomes: Outcome) -> tuple[LayerOutcome, ...]:
        """Return the layers with one of these outcomes."""
        return tuple(layer for layer in self.lagen if layer.uitkomst in outcomes)

    @property
    def unknown_layers(self) -> tuple[LayerOutcome, ...]:
        """The layers about which nothing can be said."""
        return self.layers(Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The findings that count, those of one rule with one verdict together."""
        members: dict[tuple[str, Verdict], list[FindingReading]] = {}
        for reading in self.geldend:
            members.setdefault((reading.finding.regel, reading.finding.oordeel), []).append(reading)
        return tuple(Group(tuple(readings)) for readings in members.values())

    @property
    def overlap_m2(self) -> float:
        """The largest overlap of its findings, to order subjects of equal weight."""
        return max((reading.finding.overlap_m2 for reading in self.geldend), default=0.0)


@dataclass(frozen=True)
class Reading:
    """A whole assessment, read; `actie_ids` leads from an action as a finding has it to its id in the catalogue."""

    assessment: Assessment
    catalogue: Catalogue
    texts: Texts
    gebied: str
    onderwerpen: Mapping[str, SubjectReading]
    actie_ids: Mapping[str, str]

    @property
    def touched(self) -> tuple[SubjectReading, ...]:
        """Touched subjects by weight, then from top to bottom, then by overlap."""
        order = list(self.onderwerpen)
        subjects = [
            reading for reading in self.onderwerpen.values() if reading.is_touched and not reading.subject.samenhang
        ]
        return tuple(
            sorted(
                subjects,
                key=lambda reading: (
                    weight(reading.verdict),
                    order.index(reading.subject.id),
                    -reading.overlap_m2,
                ),
            )
        )

    def finding(self, finding_id: str) -> FindingReading:
        """Return a finding of this assessment.

        Raises:
            KeyError: there is no such finding.
        """
        for subject in self.onderwerpen.values():
            for reading in (*subject.geldend, *subject.geparkeerd, *subject.ongetoetst, *subject.terzijde):
                if reading.finding.id == finding_id:
                    return reading
        raise KeyError(finding_id)

    def layer(self, layer_id: str) -> CatalogueLayer | None:
        """Return what the catalogue says of a layer."""
        return self.catalogue.lagen.get(layer_id)

    def layer_name(self, layer_id: str) -> str:
        """Return the name of a layer as it stands in a sentence."""
        layer = self.layer(layer_id)
        return layer.naam if layer else layer_id

    @property
    def theme_layers(self) -> tuple[LayerOutcome, ...]:
        """The layers that carry an outcome of their own; frames such as the province do not."""
        return tuple(outcome for outcome in self.assessment.lagen if not self._is_frame(outcome.laag))

    def _is_frame(self, layer_id: str) -> bool:
        layer = self.layer(layer_id)
        return layer is not None and layer.kader


def weight(verdict: Verdict | None) -> int:
    """Return the position of a verdict in the order of the text; nothing comes last."""
    return len(_TEXT_ORDER) if verdict is None else _TEXT_ORDER.index(verdict)


def _text_weight(reading: FindingReading) -> int:
    """Staying within a limit is no exemption from a duty: it comes after everything that asks for something."""
    within = reading.finding.oordeel is Verdict.GEEN_BELEMMERING
    by_limit = reading.rule is not None and reading.rule.soort is RuleKind.GRENSWAARDE
    return len(_TEXT_ORDER) if within and by_limit else weight(reading.finding.oordeel)


def read(assessment: Assessment, catalogue: Catalogue, texts: Texts) -> Reading:
    """Group an assessment by subject and sort its sentences by what they do."""
    readings = [_read_finding(finding, catalogue, texts) for finding in assessment.bevindingen]
    framing = {layer.id for layer in catalogue.lagen.values() if layer.kader}
    layers = [layer for layer in assessment.lagen if layer.laag not in framing]
    spoken = frozenset(finding.laag for finding in assessment.bevindingen)
    subjects = {
        subject.id: _read_subject(
            subject,
            [reading for reading in readings if _subject_of_finding(reading.finding, texts) == subject.id],
            [layer for layer in layers if _subject_of_layer(layer.laag, layer.thema, texts) == subject.id],
            spoken,
            strategic=assessment.plan.ingreep.is_strategic,
        )
        for subject in texts.onderwerpen.values()
    }
    name = clean_name(assessment.plan.naam) or texts.zinnen["titel.zonder_naam"][0]
    actions = {line: key for key, lines in catalogue.zinnen.items() if key in texts.stappen for line in lines[:1]}
    return Reading(assessment, catalogue, texts, name, subjects, actions)


def _read_subject(
    subject: Subject,
    readings: Iterable[FindingReading],
    layers: Sequence[LayerOutcome],
    spoken: frozenset[str | None],
    *,
    strategic: bool,
) -> SubjectReading:
    # Without activities, policy for anything at all comes before policy for one activity.
    ordered = sorted(
        readings,
        key=lambda reading: (
            strategic and reading.is_conditional,
            _text_weight(reading),
            # Rounded as in the result JSON, so that a text made of a stored result has the same order.
            -round(reading.finding.overlap_m2, 2),
        ),
    )
    checked = [reading for reading in ordered if reading.finding.uitkomst is not Outcome.NIET_GETOETST]
    return SubjectReading(
        subject=subject,
        geldend=tuple(reading for reading in checked if reading.finding.correctie is None),
        terzijde=tuple(reading for reading in ordered if reading.finding.correctie is not None),
        ongetoetst=tuple(
            reading
            for reading in ordered
            if reading.finding.uitkomst is Outcome.NIET_GETOETST and reading.finding.correctie is None
        ),
        lagen=tuple(layers),
        zonder_regel=tuple(layer for layer in layers if layer.uitkomst is Outcome.GERAAKT and layer.laag not in spoken),
        strategisch=strategic,
    )


def _subject_of_finding(finding: Finding, texts: Texts) -> str:
    for subject in texts.onderwerpen.values():
        if any(fnmatchcase(finding.regel, pattern) for pattern in subject.regels):
            return subject.id
    return _subject_of_layer(finding.laag or "", finding.thema, texts)


def _subject_of_layer(layer_id: str, theme: str, texts: Texts) -> str:
    """Return the subject that names the layer, else the one that names its theme, else the last of all."""
    subjects = texts.onderwerpen.values()
    named = next((subject.id for subject in subjects if layer_id in subject.lagen), None)
    return named or next((subject.id for subject in subjects if theme in subject.themas), list(texts.onderwerpen)[-1])


def _read_finding(finding: Finding, catalogue: Catalogue, texts: Texts) -> FindingReading:
    rule = catalogue.regels.get(finding.regel)
    patterns = _patterns(catalogue, texts)
    own = _own_patterns(catalogue, rule)
    by_role: dict[Role, list[str]] = {}
    slots: dict[str, str] = {}
    for sentence in split_sentences(finding.tekst):
        role, found = _role(sentence, own, patterns)
        slots.update(found)
        by_role.setdefault(role, []).append(sentence)
    if Role.SITUATIE not in by_role and by_role:
        # A finding from elsewhere: its first sentence says what is the case.
        first = split_sentences(finding.tekst)[0]
        by_role = {role: [text for text in lines if text != first] for role, lines in by_role.items()}
        by_role[Role.SITUATIE] = [first]
    return FindingReading(
        finding=finding,
        rule=rule,
        titel=with_units(rule.titel if rule else finding.regel),
        plaats=_place(rule, slots),
        zinnen={role: tuple(by_role[role]) for role in Role if by_role.get(role)},
        aannames=tuple(
            sentence
            for line in finding.aannames
            for sentence in split_sentences(line)
            if _role(sentence, patterns)[0] is not Role.CONTEXT
        ),
    )


def _place(rule: Rule | None, slots: Mapping[str, str]) -> str:
    """Return the place as an adverbial phrase: as the finding has it, else as its rule has it when nothing is open."""
    if slots.get("zone_in"):
        return slots["zone_in"]
    return rule.zone_in if rule is not None and "{" not in rule.zone_in else ""


@dataclass(frozen=True)
class _Pattern:
    """A sentence of the catalogue as a pattern that recognises its filled form."""

    role: Role
    expression: re.Pattern[str]


def _role(sentence: str, *sets: tuple[_Pattern, ...]) -> tuple[Role, Mapping[str, str]]:
    for patterns in sets:
        for pattern in patterns:
            match = pattern.expression.fullmatch(sentence)
            if match:
                return pattern.role, match.groupdict()
    return Role.OPMERKING, {}


_PATTERN_CACHE: dict[str, tuple[_Pattern, ...]] = {}


def _patterns(catalogue: Catalogue, texts: Texts) -> tuple[_Pattern, ...]:
    """Return the fixed sentences of the rules as patterns; made once for a version of the catalogue."""
    key = catalogue.sha256
    if key not in _PATTERN_CACHE or not key:
        _PATTERN_CACHE[key] = tuple(
            _Pattern(texts.role_of(name), _expression(sentence))
            for name, lines in catalogue.zinnen.items()
            if name.startswith(tuple(texts.rollen))
            for line in lines
            for sentence in split_sentences(line)
        )
    return _PATTERN_CACHE[key]


def _own_patterns(catalogue: Catalogue, rule: Rule | None) -> tuple[_Pattern, ...]:
    if rule is None:
        return ()
    lines = catalogue.zinnen.get(rule.zin, ())
    return tuple(_Pattern(Role.BELEID, _expression(part)) for line in lines for part in split_sentences(line))


@lru_cache(maxsize=2048)
def _expression(template: str) -> re.Pattern[str]:
    """Turn a template into an expression: the words as they stand, anything in the slots; first letter free."""
    seen: set[str] = set()

    def slot(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.+?)"

    escaped = re.sub(r"\\\{(\w+)\\\}", slot, re.escape(template))
    return re.compile(f"(?i:{escaped[:1]}){escaped[1:]}" if escaped[:1].isalpha() else escaped, re.DOTALL)


def depth_of(reading: FindingReading, subject: Subject) -> DepthRange | None:
    """Return where a finding stands in the ground: as the data say, else as its subject has it."""
    return reading.finding.diepte or subject.diepte
