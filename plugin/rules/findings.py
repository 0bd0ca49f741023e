"""Making a finding: what all kinds of rules share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

from bodem_ondergrond.plugin.domain import Citation, DepthRange, Finding, Outcome, PolicyObject, Rule, Verdict, notation
from bodem_ondergrond.plugin.overlay import LayerData
from bodem_ondergrond.plugin.overlay.measurement import Overlap
from bodem_ondergrond.plugin.rules.context import Hits, RuleContext

# Of two conditions that both hold, Dutch says 'beide'.
_BOTH = 2
_SEVERAL = 2


class FindingDraft:
    """A finding being made for one rule and one group of objects. Evaluators add to it and call `finish`."""

    def __init__(self, rule: Rule, context: RuleContext, hits: Hits | None = None, key: Sequence[Any] = ()) -> None:
        """Start a finding.

        Args:
            rule: the rule that speaks.
            context: the plan area.
            hits: the objects it rests on; `None` for a rule without a map.
            key: the values in `rule.per` that the objects share.
        """
        self.rule = rule
        self.context = context
        self.hits = hits
        self.key = tuple(key)
        self.overlap: Overlap | None = hits.overlap if hits else None
        self.verdict: Verdict = rule.oordeel
        self.slots = self._slots()

    @property
    def marginal(self) -> bool:
        """Whether the overlap is a sliver."""
        return bool(self.overlap and self.overlap.marginal)

    def _slots(self) -> dict[str, str]:
        label, zone_in, zone = self.context.phrases.zone(self.rule, self.key)
        words = {"namen": ""} if self.hits is None else self.hits.words
        return {"klasse": label, "zone_in": zone_in, "zone": zone, **words}

    def location(self) -> tuple[str, ...]:
        """Say where and how much of the plan area is hit."""
        overlap = self.overlap
        if overlap is None or self.hits is None:
            return ()
        say, slots = self.context.say, self.slots
        named = say("patroon.namen", namen=slots["namen"]) if slots["namen"] else ()
        if not self.hits.measured.data.is_areal:
            return self._several() or say("patroon.ligging_object", zone=slots["zone"]) + named
        size = {"opp": slots["opp"], "aandeel": slots["aandeel"]}
        if self.marginal:
            first = say("patroon.ligging_marginaal", zone=slots["zone"], **size)
            return first + say("patroon.marginaal_gevolg")
        if overlap.area_m2 >= self.context.measurement.area_m2:
            return say("patroon.ligging_geheel", zone_in=slots["zone_in"])
        return say("patroon.ligging_deel", zone_in=slots["zone_in"], **size)

    def _several(self) -> tuple[str, ...]:
        """Name more than one point or line by name: 'een monument' before two names would be wrong."""
        names = self.hits.names if self.hits else ()
        if len(names) < _SEVERAL or self.rule.selectie is None:
            return ()
        layer = self.context.catalogue.lagen[self.rule.selectie.laag]
        slots = {"aantal": notation.count(len(names), "object", "objecten"), "namen": notation.listing(names)}
        return self.context.say("patroon.ligging_objecten", kaart=layer.naam, **slots)

    def finish(self, **values: Any) -> Finding:
        """Return the finding. `values` are fields of `Finding`; what they leave out is filled in here.

        A sliver weighs at most `aandacht` (policy.md section 2).
        """
        rule, overlap, marginal = self.rule, self.overlap, self.marginal
        standing = self.context.phrases.standing(rule, self.context.ingreep)
        verdict = self.verdict.at_most(Verdict.AANDACHT) if marginal else self.verdict
        fields: dict[str, Any] = {
            "id": self._identity(),
            "regel": rule.id,
            "thema": rule.thema,
            "laag": rule.selectie.laag if rule.selectie else None,
            "klasse": self._class_value(),
            "uitkomst": Outcome.GERAAKT,
            "oordeel": verdict,
            "herkomst_oordeel": rule.herkomst_oordeel,
            "marginaal": marginal,
            "overlap_m2": overlap.area_m2 if overlap else 0.0,
            "aandeel": overlap.share if overlap else 0.0,
            "diepte": self._depth(),
            "objecten": () if self.hits is None else self.hits.policy_objects,
            "bevoegd_gezag": standing.bevoegd_gezag,
            "acties": standing.acties,
            "bronnen": self._sources(),
            "meetkunde": partial(getattr, overlap, "geometry") if overlap else None,
            **values,
        }
        fields["zinnen"] = tuple(fields["zinnen"]) + self._afterwards(verdict)
        fields["aannames"] = tuple(fields.get("aannames", ())) + standing.strategisch
        return Finding(**fields)

    def _afterwards(self, verdict: Verdict) -> tuple[str, ...]:
        """Return what comes after the policy: what holds for this value, conditions, remarks, what is unknown."""
        rule = self.rule
        remarks = self.context.remarks(rule, self.slots) if rule.opmerkingen else ()
        if verdict is Verdict.GEEN_BELEMMERING:
            return remarks
        return self._value_sentences() + self._conditions() + remarks + self._unknown()

    def _value_sentences(self) -> tuple[str, ...]:
        by_value = self.rule.zinnen_per
        if by_value is None:
            return ()
        found = self._values_with_words()
        sentences = [by_value.zinnen[value] for value in found if value in by_value.zinnen]
        return tuple(text for sentence in dict.fromkeys(sentences) for text in self.context.say(sentence, **self.slots))

    def _values_with_words(self) -> tuple[str, ...]:
        """Return the values of the field by which the rule has its own sentences, in lower case, each once."""
        by_value = self.rule.zinnen_per
        if by_value is None or self.hits is None:
            return ()
        return tuple(
            dict.fromkeys(str(value).lower() for value in self.hits.values(by_value.veld) if value is not None)
        )

    def _sources(self) -> tuple[Citation, ...]:
        """Return the places of the rule, or only those about the values that are here when each has its own."""
        if self.rule.zinnen_per is None:
            return self.rule.bronnen
        found = self._values_with_words()
        places = self.rule.zinnen_per.bronnen
        own = [places[value] for value in found if value in places]
        return tuple(dict.fromkeys(own)) if own and len(own) == len(found) else self.rule.bronnen

    def _conditions(self) -> tuple[str, ...]:
        conditions = self.rule.voorwaarden
        if conditions is None:
            return ()
        # Conditions are parts of one sentence: they keep their small letter and have no full stop.
        parts = [part for sentence in conditions.zinnen for part in self.context.catalogue.zinnen[sentence]]
        if conditions.alle and len(parts) == _BOTH:
            return self.context.say("patroon.voorwaarden_beide", voorwaarden="; ".join(parts))
        return self.context.say(
            "patroon.voorwaarden_alle" if conditions.alle else "patroon.voorwaarden_een",
            aantal=notation.count(len(parts), "voorwaarde", "voorwaarden"),
            voorwaarden="; ".join(parts),
        )

    def _unknown(self) -> tuple[str, ...]:
        return tuple(text for unknown in self.rule.onbekend for text in self.context.elsewhere(unknown))

    def _identity(self) -> str:
        parts = [f"/{name}={_plain(value)}" for name, value in zip(self.rule.per, self.key)]
        return "".join([self.rule.id, *parts])

    def _class_value(self) -> str | None:
        """Return the values that made the rule speak: those of the group, then those of its objects."""
        if self.rule.selectie is None or self.hits is None:
            return None
        found = [value for field in self.rule.selectie.klasse for value in _distinct(self.hits.values(field))]
        values = [_plain(value) for value in self.key if value is not None] + found
        return "/".join(dict.fromkeys(values)) or None

    def _depth(self) -> DepthRange | None:
        return self.context.catalogue.lagen[self.rule.selectie.laag].diepte if self.rule.selectie else None


def object_names(context: RuleContext, data: LayerData, objects: Iterable[int]) -> list[str]:
    """Return the distinct names of objects, sorted; objects without a name are left out."""
    if context.catalogue.lagen[data.laag].naamveld is None:
        return []
    return sorted({item.naam for item in policy_objects(context, data, objects) if item.naam})


def policy_objects(context: RuleContext, data: LayerData, objects: Iterable[int]) -> tuple[PolicyObject, ...]:
    """Return the objects with id and name, in the order of the data."""
    known = context.phrases.objects(data)
    return tuple(known[objects] if isinstance(objects, np.ndarray) else [known[i] for i in objects])


def _distinct(values: Iterable[Any]) -> list[str]:
    return sorted({_plain(value) for value in values if value is not None})


def _plain(value: Any) -> str:
    """Write a group value for an id: numbers without a needless fraction, no value as `onbekend`."""
    if value is None:
        return "onbekend"
    return f"{value:g}" if isinstance(value, float) else str(value)
