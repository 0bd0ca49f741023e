"""The short way of working (BF-14): what is certain and what the opgaven ask now; the rest parked, and listed.

Nothing is dropped: each parked finding stands in the section 'Later' with its verdict and the reason. What leaves the
least room is not parked because something about it is uncertain, and a ban on this plan is never parked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from bodem_ondergrond.plugin.domain import Opgave, Verdict, notation
from bodem_ondergrond.plugin.paragraph.account import certainty
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import Block, Item, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.opgaven import belongs
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, Reading, SubjectReading
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding

SECTION = "LT"
# These ask for a decision or for work before anything else, so doubt is no reason to wait.
_CANNOT_WAIT = (Verdict.VERBOD, Verdict.NEE_TENZIJ, Verdict.ONDERZOEK)


class Parking(Enum):
    """Why a finding can wait; the order is that of the lists."""

    BUITEN_OPGAVEN = "buiten_opgaven"
    ONTBREEKT = "ontbreekt"
    MARGINAAL = "marginaal"
    INDICATIE = "indicatie"


def park(reading: Reading, opgaven: Sequence[Opgave]) -> Reading:
    """Return the assessment with what can wait set apart, in `SubjectReading.geparkeerd`."""
    subjects = {name: _park_subject(reading, subject, opgaven) for name, subject in reading.onderwerpen.items()}
    return replace(reading, onderwerpen=subjects)


def _park_subject(reading: Reading, subject: SubjectReading, opgaven: Sequence[Opgave]) -> SubjectReading:
    parked = tuple(item for item in subject.geldend if parking_of(reading, item, opgaven))
    return replace(subject, geldend=tuple(item for item in subject.geldend if item not in parked), geparkeerd=parked)


def parking_of(reading: Reading, item: FindingReading, opgaven: Sequence[Opgave]) -> Parking | None:
    """Return why a finding can wait, or `None` when it cannot."""
    finding = item.finding
    conditional = item.is_conditional and reading.assessment.plan.ingreep.is_strategic
    if finding.regel in reading.texts.altijd or (finding.oordeel is Verdict.VERBOD and not conditional):
        return None
    if opgaven and not any(belongs(item, opgave) for opgave in opgaven):
        return Parking.BUITEN_OPGAVEN
    if finding.oordeel in _CANNOT_WAIT:
        return None
    tag = certainty(finding)
    return next((reason for reason in Parking if reason.value == tag), None)


def parked_findings(reading: Reading) -> tuple[FindingReading, ...]:
    """Return all parked findings."""
    return tuple(item for subject in reading.onderwerpen.values() for item in subject.geparkeerd)


def later(writer: Writer, length: Length, opgaven: Sequence[Opgave]) -> tuple[Section, ...]:
    """Return the section 'Later': how many findings wait, and each of them by its reason."""
    parked = parked_findings(writer.reading)
    if not parked:
        return section(writer, SECTION, paragraphs([writer.say("later.niets")], length))
    told = sum(len(subject.geldend) for subject in writer.reading.onderwerpen.values())
    slots = {
        "verteld": notation.count(told, "bevinding", "bevindingen"),
        "aantal": notation.count(len(parked), "bevinding", "bevindingen"),
    }
    opening = writer.say_all(writer.numbered("later.inleiding", len(parked)), by_finding(*parked), **slots)
    lists = (block for reason in Parking for block in _list(writer, reason, opgaven))
    return section(writer, SECTION, [*paragraphs(opening, length), *lists])


def _list(writer: Writer, reason: Parking, opgaven: Sequence[Opgave]) -> tuple[Block, ...]:
    """One list per reason, with the number of findings in its heading."""
    items, how_many = [], 0
    for subject in writer.reading.onderwerpen.values():
        found = [item for item in subject.geparkeerd if parking_of(writer.reading, item, opgaven) is reason]
        how_many += len(found)
        items.append(Item(_lines(writer, found), subject.subject.kop))
    return bullets(items, f"{writer.texts.koppen[f'later_{reason.value}']} ({notation.number(how_many)})")


def _lines(writer: Writer, found: Sequence[FindingReading]) -> tuple[Sentence, ...]:
    """A sentence per matter: findings of one name, verdict and missing figures together, with their number."""
    matters: dict[tuple[str, str, tuple[str, ...]], list[FindingReading]] = {}
    for item in found:
        key = (item.titel, writer.verdict_word(item), item.finding.ontbreekt)
        matters.setdefault(key, []).append(item)
    return tuple(_line(writer, *key, members) for key, members in matters.items())


def _line(
    writer: Writer, title: str, verdict: str, missing: tuple[str, ...], members: Sequence[FindingReading]
) -> Sentence:
    if len(members) > 1:
        verdict = writer.phrase("later.keren", oordeel=verdict, aantal=notation.number(len(members)))
    if not missing:
        return writer.say("later.bevinding", by_finding(*members), titel=title, oordeel=verdict)
    key = writer.numbered("later.onbekend", len(missing))
    return writer.say(key, by_finding(*members), titel=title, oordeel=verdict, invoer=writer.missing(missing))
