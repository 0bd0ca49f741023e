"""Sentences of the catalogue keep the writing rules of the paragraph standard (Annex A): short, plain, no stronger than
the source."""

from __future__ import annotations

import re

import pytest

from bodem_ondergrond.plugin.catalogue import PATTERNS

LONGEST = 25
# Rule of the standard -> what may not be in a sentence.
FORBIDDEN = {
    "W02 certainty": r"\b(waarschijnlijk|vermoedelijk|naar verwachting)\b",
    "W04 conclusion": r"\b(geen (\w+ )?belemmering(en)?|uitvoerbaar|haalbaar|niet verontreinigd|niets in de weg)\b",
    "W07 force": r"neemt .* in acht|\bvoldoet aan\b|\bvoldoen aan\b(?! het Besluit)",
    "W08 must": r"\b(moet|moeten|verbiedt|verplichte?|zal|zullen|zou|zouden)\b",
    "W08 may not": r"\b(mag|mogen)\b[^.]{0,80}\bniet\b",
    "W09 authority": r"\bbevoegd gezag\b",
    "W34 stiff verbs": r"\b(dient te|dienen te|betreft|geschieden)\b",
    "W34 stiff links": r"\b(middels|derhalve|teneinde|indien|alsmede|tevens|conform|noodzakelijk)\b|, welke\b",
    "W34 stiff phrases": r"\b(ten behoeve van|in het kader van|ten aanzien van|onderhavige?|vigerende?)\b",
    "W35 double negation": r"\bniet (uit te sluiten|uitgesloten|onmogelijk)\b|\bgeen onoverkomelijke?\b",
    "W36 vague": r"(?<!geen )\benkele\b|\b(diverse|een aantal|relatief|grotendeels|nagenoeg|uiteraard)\b",
    "W45 term": r"\b(aardwarmte|aardkundige waarden|bestemmingsplan|boringsvrije|watertoets|nader onderzoek)\b",
    "W48 old law": r"\b(Wro|Bro|EHS|structuurvisie|Wet bodembescherming|Wbb)\b",
    "W56 units": r"\d(m²|m2|ha|km|cm|mm|m)\b|\bm2\b",
    "W60 share": r"%",
    "W61 depth": r"\d\s?[-–]\s?\d+ ?m-mv",
}
PARTS = re.compile(r"[.;!?](?:\s|$)")
ACTION = "actie."


def sentences(catalogue):
    """Each sentence with its id; slots count as one word."""
    for key, texts in catalogue.zinnen.items():
        for text in texts:
            yield key, re.sub(r"\{\w+\}", "X", text)


def test_no_sentence_is_longer_than_25_words(catalogue):
    without_sources = ((key, re.sub(r"\([^)]*\)", "", text)) for key, text in sentences(catalogue))
    long = [(key, part) for key, text in without_sources for part in PARTS.split(text) if len(part.split()) > LONGEST]
    assert long == []


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_sentence_uses_words_the_standard_forbids(catalogue, rule):
    found = [(key, text) for key, text in sentences(catalogue) if re.search(FORBIDDEN[rule], text, re.IGNORECASE)]
    assert found == []


def test_phrases_of_places_fit_in_a_sentence(catalogue):
    for rule in catalogue.regels.values():
        for phrase in (rule.zone_in, rule.zone_naam):
            assert not phrase.endswith("."), rule.id
            assert len(phrase.split()) <= 14, rule.id


def test_actions_are_imperatives_that_end_with_a_full_stop(catalogue):
    actions = {key: texts for key, texts in catalogue.zinnen.items() if key.startswith(ACTION)}
    for key, texts in actions.items():
        for text in texts:
            assert text.endswith("."), key
            assert not re.match(r"(De|Het|Een|Er) ", text), key


def test_every_sentence_is_used(catalogue):
    rules = catalogue.regels.values()
    used = {*PATTERNS, *(rule.zin for rule in rules), *(action for rule in rules for action in rule.acties)}
    used |= {remark.zin for rule in rules for remark in rule.opmerkingen}
    used |= {sentence for rule in rules if rule.voorwaarden for sentence in rule.voorwaarden.zinnen}
    used |= {sentence for rule in rules if rule.zinnen_per for sentence in rule.zinnen_per.zinnen.values()}
    for rule in rules:
        for name in ("acties_vrijgesteld", "overleg_actie"):
            value = getattr(rule.parameters, name, None) or ()
            used |= {value} if isinstance(value, str) else set(value)
    order = catalogue.gebruiksorde
    used |= {part.zin for part in (*order.functies.values(), *order.paren)}
    assert sorted(set(catalogue.zinnen) - used) == []


def test_every_threshold_is_used(catalogue):
    used = set()
    for rule in catalogue.regels.values():
        used |= set(rule.onbekend)
        used |= {value for value in vars(rule.parameters).values() if isinstance(value, str)}
    assert sorted(set(catalogue.drempels) - used) == []
