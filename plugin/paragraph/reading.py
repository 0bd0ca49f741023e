"""An assessment as a writer reads it: per subject, with sentences by what they do.

Nothing is decided here: outcomes and verdicts come from the assessment. What is added is order and grouping.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    Verdict,
)
from bodem_ondergrond.plugin.paragraph.texts import Role, Subject, Texts

_LONGEST_NAME = 80
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
    """A finding with its rule and its sentences by role."""

    finding: Finding
    rule: Rule | None
    titel: str
    zone: str
    zinnen: Mapping[Role, tuple[str, ...]]

    def of(self, *roles: Role) -> tuple[str, ...]:
        """Return the sentences of these roles, in the order of the roles."""
        return tuple(sentence for role in roles for sentence in self.zinnen.get(role, ()))

    @property
    def is_undecided(self) -> bool:
        """Whether a figure is missing that could change the verdict."""
        return bool(self.finding.ontbreekt)


@dataclass(frozen=True)
class SubjectReading:
    """One subject: what applies, what an expert set aside, and the layers it rests on.

    Attributes:
        geldend: findings that count, heaviest first.
        terzijde: findings that an expert has set aside.
        ongetoetst: findings that could not be checked.
    """

    subject: Subject
    geldend: tuple[FindingReading, ...]
    terzijde: tuple[FindingReading, ...]
    ongetoetst: tuple[FindingReading, ...]
    lagen: tuple[LayerOutcome, ...]

    @property
    def is_touched(self) -> bool:
        """Whether there is anything to say about this subject beyond the lists."""
        return bool(self.geldend or self.terzijde)

    @property
    def verdict(self) -> Verdict | None:
        """The heaviest verdict, or `None` when nothing applies."""
        return self.geldend[0].finding.oordeel if self.geldend else None

    def layers(self, *outcomes: Outcome) -> tuple[LayerOutcome, ...]:
        """Return the layers with one of these outcomes."""
        return tuple(layer for layer in self.lagen if layer.uitkomst in outcomes)

    @property
    def unknown_layers(self) -> tuple[LayerOutcome, ...]:
        """The layers about which nothing can be said."""
        return self.layers(Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST)

    @property
    def overlap_m2(self) -> float:
        """The largest overlap of its findings, to order subjects of equal weight."""
        return max((reading.finding.overlap_m2 for reading in self.geldend), default=0.0)


@dataclass(frozen=True)
class Reading:
    """A whole assessment, read."""

    assessment: Assessment
    catalogue: Catalogue
    texts: Texts
    gebied: str
    onderwerpen: Mapping[str, SubjectReading]

    @property
    def touched(self) -> tuple[SubjectReading, ...]:
        """Touched subjects by weight, then from top to bottom, then by overlap."""
        order = list(self.onderwerpen)
        subjects = [reading for reading in self.onderwerpen.values() if reading.is_touched]
        lightest = len(Verdict)
        return tuple(
            sorted(
                subjects,
                key=lambda reading: (
                    reading.verdict.rank if reading.verdict else lightest,
                    order.index(reading.subject.id),
                    -reading.overlap_m2,
                ),
            )
        )

    @property
    def findings(self) -> tuple[FindingReading, ...]:
        """All findings that count, by subject in the order of weight."""
        return tuple(finding for subject in self.touched for finding in subject.geldend)

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


def read(assessment: Assessment, catalogue: Catalogue, texts: Texts) -> Reading:
    """Group an assessment by subject and sort its sentences by what they do."""
    readings = [_read_finding(finding, catalogue, texts) for finding in assessment.bevindingen]
    framing = {layer.id for layer in catalogue.lagen.values() if layer.kader}
    layers = [layer for layer in assessment.lagen if layer.laag not in framing]
    subjects = {
        subject.id: _read_subject(
            subject,
            [reading for reading in readings if _subject_of_finding(reading.finding, texts) == subject.id],
            [layer for layer in layers if _subject_of_layer(layer.laag, layer.thema, texts) == subject.id],
        )
        for subject in texts.onderwerpen.values()
    }
    name = clean_name(assessment.plan.naam) or texts.zinnen["titel.zonder_naam"][0]
    return Reading(assessment, catalogue, texts, name, subjects)


def _read_subject(
    subject: Subject, readings: Iterable[FindingReading], layers: Iterable[LayerOutcome]
) -> SubjectReading:
    ordered = sorted(readings, key=lambda reading: (reading.finding.oordeel.rank, -reading.finding.overlap_m2))
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
    )


def _subject_of_finding(finding: Finding, texts: Texts) -> str:
    for subject in texts.onderwerpen.values():
        if any(finding.regel.startswith(start) for start in subject.regels):
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
        titel=rule.titel if rule else finding.regel,
        zone=_zone(finding, rule, slots),
        zinnen={role: tuple(by_role[role]) for role in Role if by_role.get(role)},
    )


def _zone(finding: Finding, rule: Rule | None, slots: Mapping[str, str]) -> str:
    """Return the zone as a noun phrase with article, with its class filled in where the rule leaves it open."""
    if rule is None:
        return finding.klasse or finding.regel
    if "{" not in rule.zone_naam:
        return rule.zone_naam
    return rule.zone_naam.replace("{klasse}", finding.klasse or "").replace("{namen}", slots.get("namen", ""))


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
