"""Statements are written as the standard for generated text asks: plain, short, and as strong as their source."""

from __future__ import annotations

import re

import pytest

from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.paragraph.checks import check_sentences

# What a statement of policy never holds, beside what the text of a paragraph never holds.
FORBIDDEN = {
    "is toegestaan": "only an authority allows (W04)",
    "voldoet aan": "a visie asks to take account of it (W07)",
    "in acht": "a visie asks to take account of it (W07)",
    "wij": "the province and the municipality are third persons (W38)",
    "we": "the province and the municipality are third persons (W38)",
    "ons": "the province and the municipality are third persons (W38)",
    "onze": "the province and the municipality are third persons (W38)",
}
PASSIVE = r"\bword(t|en)\b|\bwerd(en)?\b|\b(is|zijn)\b [^.]{0,60}\b(ge\w{3,}(d|t|en)|ver\w{3,}(d|t))\b"


def policy_sentences(catalogue):
    """Every sentence of policy with the place it stands in."""
    for one in catalogue.uitspraken.values():
        yield from ((one.id, sentence) for sentence in (*one.zinnen, *one.opmerking))
    for theme, policy in catalogue.themabeleid.items():
        yield from ((f"{theme} regelgeving", s) for regulation in policy.regelgeving for s in regulation.zinnen)
    for key, principle in catalogue.afwegingsprincipes.items():
        yield from ((key, sentence) for sentence in (*principle.zinnen, *principle.spelregels))
    for key, layer in catalogue.ondergrondlagen.items():
        yield from ((key, sentence) for sentence in (*layer.zinnen, *layer.opmerking))
    for key, aid in catalogue.beslishulpen.items():
        yield from ((key, sentence) for sentence in (*aid.zinnen, *aid.opmerking))
    for key, opgave in catalogue.opgaven.items():
        yield from ((key, s) for s in (*opgave.zinnen, *opgave.kansen, *opgave.dilemmas, *opgave.opmerking))
        yield from ((question.id, question.vraag) for question in opgave.vragen)


SENTENCES = list(policy_sentences(load_catalogue()))


def words(sentence):
    """Words of each part between full stops and semicolons, without what stands in brackets."""
    plain = re.sub(r"\([^)]*\)", "", sentence)
    return [len(part.split()) for part in re.split(r"[.;!?](?:\s|$)", plain) if part.strip()]


def test_no_sentence_breaks_a_rule_of_the_standard():
    remarks = [f"{place}: {r.regel} {r.treffer}: {s}" for place, s in SENTENCES for r in check_sentences([s])]
    assert remarks == []


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_no_statement_is_stronger_than_a_visie_or_speaks_for_itself(phrase):
    pattern = re.compile(rf"\b{phrase}\b", re.IGNORECASE)
    assert [f"{place}: {sentence}" for place, sentence in SENTENCES if pattern.search(sentence)] == []


def test_no_sentence_is_longer_than_25_words():
    assert [f"{place}: {sentence}" for place, sentence in SENTENCES if max(words(sentence)) > 25] == []


def test_sentences_are_short_and_active_on_the_whole():
    lengths = [length for _, sentence in SENTENCES for length in words(sentence)]
    passive = [sentence for _, sentence in SENTENCES if re.search(PASSIVE, sentence, re.IGNORECASE)]
    assert sum(lengths) / len(lengths) <= 17
    assert sum(length > 20 for length in lengths) / len(lengths) <= 0.15
    assert len(passive) / len(SENTENCES) <= 0.15


def test_every_sentence_starts_with_a_capital_and_ends_as_a_sentence():
    wrong = [s for _, s in SENTENCES if not re.match(r"['‘]?[A-Z0-9]", s) or not s.endswith((".", "?"))]
    assert wrong == []


def test_no_sentence_stands_twice_in_one_theme(catalogue):
    for policy in catalogue.themabeleid.values():
        sentences = [sentence for statement in policy.statements() for sentence in statement.zinnen]
        assert len(sentences) == len(set(sentences))


def test_titles_are_headings_of_at_most_seven_words_without_a_mark_at_the_end(catalogue):
    titles = [one.titel for one in catalogue.uitspraken.values()]
    assert [title for title in titles if len(title.split()) > 7 or title.endswith((".", "?", ":"))] == []
