"""The writing rules of the bodemparagraaf that a machine can check (paragraph-standard.md, Annex A).

`check_document` reads a composed document, `check_sentences` any running text, such as a text that the user has edited.
A remark of weight `FOUT` keeps a text from being final; a `WAARSCHUWING` is for the author to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bodem_ondergrond.plugin.paragraph.model import (
    BulletList,
    Document,
    Figure,
    Length,
    Paragraph,
    Section,
    Sentence,
    Table,
)


class Weight(Enum):
    """How serious a remark is."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"


@dataclass(frozen=True)
class Remark:
    """A sentence that breaks a writing rule: the rule, its weight, where, the sentence and what was hit in it."""

    regel: str
    gewicht: Weight
    sectie: str
    zin: str
    treffer: str


@dataclass(frozen=True)
class _Ban:
    """Words that a rule forbids; `uitzondering` lets a sentence pass."""

    regel: str
    gewicht: Weight
    patroon: re.Pattern[str]
    uitzondering: re.Pattern[str] | None = None


def _ban(rule: str, weight: Weight, pattern: str, unless: str | None = None) -> _Ban:
    exception = re.compile(unless, re.IGNORECASE) if unless else None
    return _Ban(rule, weight, re.compile(pattern, re.IGNORECASE), exception)


_ERROR, _WARNING = Weight.FOUT, Weight.WAARSCHUWING
_NEGATED_CLEAN = r"niet vanzelf schoon|zegt niet dat de bodem schoon is|\bhoe schoon\b"
_STIFF = (
    r"\b(dient te|dienen te|middels|derhalve|onderhavige?|voorliggende?|vigerende?|ten behoeve van|ter plaatse|"
    r"in het kader van|teneinde|indien|alsmede|tevens|conform|betreft|geschieden|gezien het|noodzakelijk|"
    r"ten aanzien van)\b|\b(d\.d\.|c\.q\.|m\.b\.t\.|i\.v\.m\.|t\.b\.v\.|d\.m\.v\.)|(?<=\w), welke\b"
)
_BANS = (
    _ban("W02", _ERROR, r"\b(waarschijnlijk|vermoedelijk|naar verwachting|naar alle waarschijnlijkheid)\b"),
    _ban(
        "W04",
        _ERROR,
        r"\b(geen (\w+ )?belemmering(en)?|uitvoerbaar|haalbaar|niet verontreinigd|geen (\w+ )?risico'?s?|"
        r"geen archeologische waarden|staat niets in de weg|schoon)\b|\b(het|dit) plan voldoet aan\b",
        _NEGATED_CLEAN,
    ),
    _ban("W07", _ERROR, r"\b(neemt|nemen)\b[^.]{0,60}\bin acht\b"),
    _ban(
        "W08", _WARNING, r"\b(moet|moeten|verbiedt|verplicht|mag|mogen)\b|\b(zal|zullen|zou|zouden)\b", r"\bartikel\b"
    ),
    _ban("W09", _ERROR, r"\bbevoegd gezag\b", r"\b(gemeente|provincie|waterschap|minister|Rijk)\b"),
    _ban("W34", _WARNING, _STIFF),
    _ban(
        "W35",
        _WARNING,
        r"\bniet (uit te sluiten|uitgesloten|onmogelijk|ondenkbaar|ongebruikelijk|onaanzienlijk)\b|"
        r"\bgeen (onoverkomelijke?|onaanvaardbare?|onevenredige?)\b",
    ),
    _ban(
        "W36",
        _WARNING,
        r"(?<!geen )\benkele\b|\b(diverse|een aantal|relatief|grotendeels|nagenoeg|uiteraard|vanzelfsprekend|"
        r"duidelijk is dat)\b",
    ),
    _ban("W47", _ERROR, r"\b(WA[123]|Gt [IVX]+|[pkzcf]?[HZVMR][nbWvdz]\d{1,2}[A-Za-z]?)\b"),
    _ban("W48", _ERROR, r"\b(Wro|Bro|EHS|structuurvisie|watertoets|Wet bodembescherming|bestemmingsplan)\b"),
    _ban("W55", _WARNING, r"(?<![\d,.:])(?!(?:1[5-9]|20|21)\d\d(?!\d))\d{4,}(?![\d,.])"),
    _ban("W55", _WARNING, r"(?<![\d.])\d+\.\d{1,2}(?![\d.])", r"paragraaf|artikel|\buur\b"),
    _ban("W56", _ERROR, r"\d(m²|m2|m³|ha|km|cm|mm|m)\b|\bm2\b|\d (m²|m³|ha|km|cm|mm|m|m-mv|procent)(?!\w)"),
    _ban("W60", _WARNING, r"(?<!\d)0\s?procent\b|\b100\s?procent\b|\d,\d+\s?procent|%"),
    _ban("W61", _ERROR, r"\d\s?[-–]\s?\d+\s?m-mv|(?<!\w)-\d+\s?m\b|NAP[^.]*m-mv|m-mv[^.]*NAP"),
    _ban("W64", _ERROR, r"\b\d{1,2}[-/]\d{1,2}[-/](\d{2}|\d{4})\b|\b(recent|onlangs|binnenkort)\b"),
    _ban("W75", _ERROR, r"\bonder andere\b[^.]{0,60}\b(bron|kaart|onderzoek)|\bbekende gegevens\b"),
    _ban("vakken", _ERROR, r"[{}]|  | \.(?!\w)|,,|\.\.(?!\.)"),
)
_MOST_WORDS, _MANY_WORDS, _FEW_WORDS = 25, 20, 6
_MEAN_WORDS, _SHARE_LONG, _SHARE_PASSIVE = 17.0, 0.15, 0.15
_MOST_POINTS, _MOST_HEADING_WORDS = 7, 6
_MOST_SENTENCES = {Length.KORT: 4, Length.NORMAAL: 5, Length.UITGEBREID: 6}
_PASSIVE = re.compile(
    r"\bword(t|en)\b|\bwerd(en)?\b|\b(is|zijn)\b [^.]{0,60}\b(ge\w{3,}(d|t|en)|ver\w{3,}(d|t))\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_PARTS = re.compile(r"(?<=[.;!?])\s+")
# Lists of what was checked must be complete and the account keeps its fixed texts: W06 and part 4 go before style.
_COMPLETE_LISTS = ("A6", "B5", "A8", "B6", "LT")


def words_of(sentence: str) -> list[str]:
    """Return the words of a sentence without source references and other text in brackets."""
    return [
        word for word in _IN_BRACKETS.sub("", sentence).replace("\u00a0", "_").split() if any(map(str.isalnum, word))
    ]


def measured_parts(sentences: Iterable[str]) -> list[str]:
    """Return what W30 to W32 measure: sentences split at a full stop or semicolon, not at a colon."""
    return [part for sentence in sentences for part in _PARTS.split(_IN_BRACKETS.sub("", sentence)) if words_of(part)]


def is_too_long(sentence: str) -> bool:
    """Whether a part of a sentence has more words than a sentence may have (W31)."""
    return any(len(words_of(part)) > _MOST_WORDS for part in measured_parts([sentence]))


def check_document(document: Document) -> tuple[Remark, ...]:
    """Check a whole document; open fields are no fault here, they keep the text from being final by themselves."""
    return tuple(_document_remarks(document))


def check_sentences(sentences: Sequence[str], section: str = "") -> tuple[Remark, ...]:
    """Check running text sentence by sentence: forbidden words, notation, length."""
    return tuple(remark for sentence in sentences for remark in _sentence_remarks(sentence, section))


def _document_remarks(document: Document) -> Iterator[Remark]:
    yield from _structure(document)
    yield from _doubles(document)
    yield from _starts(document)
    running: list[Sentence] = []
    for section in document.walk():
        sentences = [sentence for sentence in _running(section) if not sentence.is_marked]
        for sentence in sentences:
            yield from _sentence_remarks(sentence.tekst, section.id)
            if not sentence.bewijs:
                yield Remark("bewijs", _ERROR, section.id, sentence.tekst, "geen bewijs")
        if not section.id.startswith(_COMPLETE_LISTS):
            running.extend(sentences)
    yield from _rhythm([sentence.tekst for sentence in running])


def _sentence_remarks(sentence: str, section: str) -> Iterator[Remark]:
    for ban in _BANS:
        match = ban.patroon.search(_without_quotes(sentence) if ban.regel in {"W04", "W08"} else sentence)
        if match and not (ban.uitzondering and ban.uitzondering.search(sentence)):
            yield Remark(ban.regel, ban.gewicht, section, sentence, match.group(0))
    for part in measured_parts([sentence]):
        if len(words_of(part)) > _MOST_WORDS and not section.startswith(_COMPLETE_LISTS):
            yield Remark("W31", _ERROR, section, part, f"{len(words_of(part))} woorden")


def _starts(document: Document) -> Iterator[Remark]:
    """Check that sentences begin with a capital; points of a list of conditions need not."""
    for section in document.walk():
        for block in section.blokken:
            for sentence in block.zinnen if isinstance(block, Paragraph) else ():
                if sentence.tekst[:1].islower():
                    yield Remark("vakken", _ERROR, section.id, sentence.tekst, "begint zonder hoofdletter")


def _without_quotes(sentence: str) -> str:
    """Leave out names between quotes: a plan area may be called anything."""
    return re.sub(r"'[^']*'", "''", sentence)


def _running(section: Section) -> Iterator[Sentence]:
    for block in section.blokken:
        if isinstance(block, Paragraph):
            yield from block.zinnen
        elif isinstance(block, BulletList):
            for item in block.punten:
                yield from item.zinnen


def _structure(document: Document) -> Iterator[Remark]:
    for section in document.walk():
        heading = section.kop
        if len(heading.split()) > _MOST_HEADING_WORDS or heading.endswith((".", "?")):
            yield Remark("W23", _WARNING, section.id, heading, "kop")
        complete = section.id.startswith(_COMPLETE_LISTS)
        for block in section.blokken:
            if isinstance(block, Paragraph) and len(block.zinnen) > _MOST_SENTENCES[document.lengte]:
                yield Remark("W22", _WARNING, section.id, block.zinnen[0].tekst, f"{len(block.zinnen)} zinnen")
            elif isinstance(block, BulletList) and len(block.punten) > _MOST_POINTS and not complete:
                yield Remark("W22", _WARNING, section.id, block.kop, f"{len(block.punten)} punten")
            elif isinstance(block, Table):
                yield from _table_remarks(block, section.id)
            elif isinstance(block, Figure) and not block.beschrijving:
                yield Remark("figuur", _ERROR, section.id, block.bijschrift, "geen beschrijving")


def _table_remarks(block: Table, section: str) -> Iterator[Remark]:
    for row in block.rijen:
        if len(row.cellen) != len(block.kolommen) or not all(cell.strip() for cell in row.cellen):
            yield Remark("W66", _ERROR, section, " | ".join(row.cellen), "lege cel")
        if not row.bewijs:
            yield Remark("bewijs", _ERROR, section, " | ".join(row.cellen), "geen bewijs")


def _doubles(document: Document) -> Iterator[Remark]:
    seen: set[str] = set()
    for section in document.walk():
        for sentence in _running(section):
            if sentence.is_marked:
                continue
            if sentence.tekst in seen:
                yield Remark("W27", _ERROR, section.id, sentence.tekst, "staat er twee keer")
            seen.add(sentence.tekst)


def _rhythm(sentences: Sequence[str]) -> Iterator[Remark]:
    """Check the text as a whole: mean length, share of long and of passive sentences."""
    counts = [len(words_of(part)) for part in measured_parts(sentences)]
    if not counts:
        return
    mean = sum(counts) / len(counts)
    long_share = sum(count > _MANY_WORDS for count in counts) / len(counts)
    passive = sum(bool(_PASSIVE.search(sentence)) for sentence in sentences) / len(sentences)
    if mean > _MEAN_WORDS:
        yield Remark("W30", _WARNING, "", "", f"gemiddeld {mean:.1f} woorden")
    if long_share > _SHARE_LONG:
        yield Remark("W32", _WARNING, "", "", f"{long_share:.0%} van de zinnen is lang")
    if passive > _SHARE_PASSIVE:
        yield Remark("W33", _WARNING, "", "", f"{passive:.0%} van de zinnen is lijdend")
