"""The last hand over a composed document: answers filled in, no sentence twice, sources named once and in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Callable

from bodem_ondergrond.plugin.domain import Citation
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    BulletList,
    Document,
    Evidence,
    EvidenceKind,
    Item,
    Paragraph,
    Section,
    Sentence,
    SentenceKind,
)
from bodem_ondergrond.plugin.paragraph.texts import Texts, shipped_texts
from bodem_ondergrond.plugin.paragraph.writer import Writer

# A year, or that it has not taken place.
_DATED = re.compile(r"\b(19|20)\d\d\b|^(nog )?(nee|niet)\b", re.IGNORECASE)
_Change = Callable[[Sentence], "Sentence | None"]


def finish(document: Document, writer: Writer, answers: Mapping[str, str]) -> Document:
    """Return the document as a reader gets it."""
    fixed = frozenset(writer.texts.koppen.values())
    document = fill_in(document, answers)
    document = _map_sentences(document, _merge_doubles(document), fixed)
    return _map_sections(document, _References(writer).of_section)


def fill_in(document: Document, answers: Mapping[str, str]) -> Document:
    """Replace open fields by what the municipality answered; a note to the author disappears when it is done."""
    texts = shipped_texts()
    return _map_sentences(document, _filled(texts, answers), frozenset(texts.koppen.values()))


def _filled(texts: Texts, answers: Mapping[str, str]) -> _Change:
    words, facts = texts.zinnen, texts.feiten

    def change(sentence: Sentence) -> Sentence | None:
        answer = answers.get(sentence.veld, "").strip() if sentence.veld else ""
        if not answer:
            return sentence
        if sentence.soort is SentenceKind.NOG_DOEN:
            return None
        fact = facts.get(sentence.veld)
        if fact is not None and fact.datum and not _DATED.search(answer):
            return sentence
        question = sentence.soort is SentenceKind.ONBEANTWOORD
        key = "vragen.antwoord" if question else "keuze.feit" if fact else "keuze.ingevuld"
        text = words[key][0].format(antwoord=answer, wat=fact.kop if fact else "")
        text = text if text.endswith((".", "!", "?")) else f"{text}."
        evidence = (*sentence.bewijs, Evidence(EvidenceKind.GEMEENTE, sentence.veld))
        return replace(sentence, tekst=text, bewijs=evidence, soort=SentenceKind.TEKST, veld="")

    return change


def _merge_doubles(document: Document) -> _Change:
    """A sentence stands in a text once: at its first place, with the evidence of all its places."""
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for sentence in document.sentences():
        known = evidence.get(sentence.tekst, ())
        evidence[sentence.tekst] = tuple(dict.fromkeys((*known, *sentence.bewijs)))
    seen: set[str] = set()

    def change(sentence: Sentence) -> Sentence | None:
        if sentence.is_marked:
            return sentence
        if sentence.tekst in seen:
            return None
        seen.add(sentence.tekst)
        return replace(sentence, bewijs=evidence[sentence.tekst])

    return change


class _References:
    """Writes the sources in brackets: not again while they stay the same, with their status at first mention."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._named: set[str] = set()
        self._last = ""

    def of_section(self, section: Section) -> Section:
        """Write the references of the sentences directly under a heading."""
        self._last = ""
        return _map_section(section, self._change)

    def _change(self, sentence: Sentence) -> Sentence:
        plain = "; ".join(filter(None, (self._writer.citation(sentence.bronnen), sentence.verwijzing)))
        if not plain or plain == self._last:
            return replace(sentence, verwijzing="")
        self._last = plain
        full = "; ".join(filter(None, (self._with_status(sentence.bronnen), sentence.verwijzing)))
        return replace(sentence, verwijzing=full)

    def _with_status(self, places: tuple[Citation, ...]) -> str:
        parts = []
        for document in dict.fromkeys(place.document for place in places):
            text = self._writer.citation([place for place in places if place.document == document])
            source = self._writer.reading.catalogue.bronnen.get(document)
            if source and document not in self._named and not text.endswith(f" {source.status}"):
                self._named.add(document)
                text = f"{text}, {source.status}"
            parts.append(text)
        return "; ".join(parts)


def _map_sentences(document: Document, change: _Change, fixed: frozenset[str]) -> Document:
    notices = tuple(found for found in map(change, document.meldingen) if found)
    document = replace(document, meldingen=notices)
    return _map_sections(document, lambda section: _map_section(section, change, fixed))


def _map_sections(document: Document, change: Callable[[Section], Section]) -> Document:
    """Change sections from the top down, in reading order; a section that ends up empty is left out."""

    def walk(section: Section) -> Section:
        own = change(section)
        inner = tuple(walk(part) for part in own.secties)
        return replace(own, secties=tuple(part for part in inner if part.blokken or part.secties))

    changed = (walk(section) for section in document.secties)
    return replace(document, secties=tuple(section for section in changed if section.blokken or section.secties))


def _map_section(section: Section, change: _Change, fixed: frozenset[str] = frozenset()) -> Section:
    """Change the sentences directly under a heading; what ends up empty is left out.

    The title of a matter whose first paragraph is left out goes to the next one, so that it still says what follows.
    Titles are the run-in headings that are no fixed heading of a step.
    """
    kept: list[Block] = []
    title = ""
    for block in section.blokken:
        changed = _map_block(block, change)
        kop = getattr(block, "kop", "")
        if changed is None:
            title = title or ("" if kop in fixed else kop)
            continue
        if title and isinstance(changed, Paragraph) and (not changed.kop or changed.kop in fixed):
            changed = replace(changed, kop=title)
        title = ""
        kept.append(changed)
    return replace(section, blokken=tuple(kept))


def _map_block(block: Block, change: _Change) -> Block | None:
    if isinstance(block, Paragraph):
        lines = tuple(found for found in map(change, block.zinnen) if found)
        return replace(block, zinnen=lines) if lines else None
    if isinstance(block, BulletList):
        items = tuple(_map_item(item, change) for item in block.punten)
        kept = tuple(item for item in items if item.zinnen)
        return replace(block, punten=kept) if kept else None
    return block


def _map_item(item: Item, change: _Change) -> Item:
    """Change the sentences of a point; an answer that begins with the name of its field needs no heading with it."""
    lines = tuple(found for found in map(change, item.zinnen) if found)
    told = bool(item.kop) and any(line.tekst.startswith(f"{item.kop}, ") for line in lines)
    return replace(item, zinnen=lines, kop="" if told else item.kop)
