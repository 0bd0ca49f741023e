"""What the rules of a catalogue say, as far as it is the same for every plan area."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np

from bodem_ondergrond.plugin.catalogue import fill
from bodem_ondergrond.plugin.domain import Catalogue, Ingreep, LayerSelection, PolicyObject, Rule, notation
from bodem_ondergrond.plugin.overlay import LayerData

# Rules and activities of which is remembered what they say; a batch has a few hundred.
_REMEMBERED = 10_000


class Standing(NamedTuple):
    """What a rule says wherever it speaks: who is competent, what to do, and for which activities it is meant."""

    bevoegd_gezag: tuple[str, ...]
    acties: tuple[str, ...]
    strategisch: tuple[str, ...]


class Phrases:
    """What the rules of a catalogue say, as far as it does not depend on the plan area: worked out once.

    A batch makes some ten findings for each of many thousands of plan areas, and most of their words are the same.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        # Sentences without slots are ready; of the others the templates are kept.
        self._ready: dict[str, tuple[str, ...] | None] = {}
        self._actions: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._zones: dict[tuple[str, tuple[Any, ...]], tuple[str, str, str]] = {}
        self._selections: dict[int, tuple[LayerSelection, int]] = {}
        self._standing: dict[tuple[str, tuple[str, ...]], Standing] = {}

    def say(self, sentence_id: str, slots: Mapping[str, str]) -> tuple[str, ...]:
        """Return the sentences of the catalogue under an id, filled in."""
        if sentence_id not in self._ready:
            sentences = self._catalogue.zinnen[sentence_id]
            fixed = not any("{" in sentence or "}" in sentence for sentence in sentences)
            self._ready[sentence_id] = tuple(fill(sentence, {}) for sentence in sentences) if fixed else None
        ready = self._ready[sentence_id]
        return ready if ready is not None else tuple(fill(text, slots) for text in self._catalogue.zinnen[sentence_id])

    def actions(self, sentence_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return actions as sentences."""
        if sentence_ids not in self._actions:
            self._actions[sentence_ids] = tuple(text for action in sentence_ids for text in self.say(action, {}))
        return self._actions[sentence_ids]

    def zone(self, rule: Rule, key: tuple[Any, ...]) -> tuple[str, str, str]:
        """Return for a rule and a group of objects the class in words, the place ("in een gebied met ...") and zone."""
        known = self._zones.get((rule.id, key))
        if known is None:
            label = self._label(rule, key)
            slots = {"klasse": label}
            known = (label, rule.zone_in.format_map(slots), rule.zone_naam.format_map(slots))
            self._zones[(rule.id, key)] = known
        return known

    def standing(self, rule: Rule, ingreep: Ingreep) -> Standing:
        """Return what a rule says wherever it speaks about these activities."""
        key = (rule.id, ingreep.activiteiten)
        known = self._standing.get(key)
        if known is None:
            if len(self._standing) >= _REMEMBERED:
                self._standing.clear()
            known = Standing(_authorities(rule, ingreep), self.actions(rule.acties), self._strategic(rule, ingreep))
            self._standing[key] = known
        return known

    def _strategic(self, rule: Rule, ingreep: Ingreep) -> tuple[str, ...]:
        """Say for which activities the rule is meant, when the planner named none."""
        if not ingreep.is_strategic or not rule.activiteiten:
            return ()
        names = self.activity_names(rule.activiteiten)
        return self.say("patroon.strategisch", {"activiteiten": notation.listing(names)})

    def activity_names(self, activities: Collection[str]) -> list[str]:
        """Return the names of activities in the order of the catalogue, in lower case but for abbreviations."""
        known = self._catalogue.activiteiten.values()
        return [activity.naam[:1].lower() + activity.naam[1:] for activity in known if activity.id in activities]

    def _label(self, rule: Rule, key: tuple[Any, ...]) -> str:
        """Return the class in words: the labels of the group, else those of the rule's own class."""
        if rule.selectie is None:
            return ""
        columns = self._catalogue.lagen[rule.selectie.laag].velden
        if key:
            name, value = rule.per[0], key[0]
            return columns[name].waarden.get(str(value), "onbekend" if value is None else str(value))
        labels = [
            columns[name].waarden.get(value, value)
            for name, values in rule.selectie.klasse.items()
            for value in sorted(values)
        ]
        return notation.listing(labels)

    def objects(self, data: LayerData) -> np.ndarray:
        """Return all objects of a layer with id and name. Shape (n,), object."""
        field = self._catalogue.lagen[data.laag].naamveld
        key = ("policy objects", field)
        if key not in data.remembered:
            column = data.attributes.get(field) if field else None
            names = [None] * len(data) if column is None else [None if name is None else str(name) for name in column]
            objects = np.empty(len(data), dtype=object)
            objects[:] = [PolicyObject(identifier, name) for identifier, name in zip(data.ids, names)]
            data.remembered[key] = objects
        known: np.ndarray = data.remembered[key]
        return known

    def selection_key(self, selection: LayerSelection) -> int:
        """Return a number that is the same for selections that say the same, as those of rules about one zone do."""
        known = self._selections.get(id(selection))
        if known is None:
            same = next((key for other, key in self._selections.values() if other == selection), len(self._selections))
            known = self._selections[id(selection)] = (selection, same)
        return known[1]


def _authorities(rule: Rule, ingreep: Ingreep) -> tuple[str, ...]:
    """Return who is competent, given the activities."""
    chosen = [
        duty.wie
        for duty in rule.bevoegd_gezag
        if ingreep.is_strategic or not duty.activiteiten or not duty.activiteiten.isdisjoint(ingreep.activiteiten)
    ]
    return tuple(dict.fromkeys(chosen))
