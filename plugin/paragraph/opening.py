"""Opening blocks: the core (A1), the ground in layers (A2), the opgaven (A3) and the plan in figures (B1, B2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    QUESTIONS,
    Answer,
    DepthRange,
    Opgave,
    Outcome,
    Rule,
    SubsurfaceLayer,
    Verdict,
    VerdictOrigin,
    notation,
)
from bodem_ondergrond.plugin.paragraph.blocks import paragraphs, section, table
from bodem_ondergrond.plugin.paragraph.model import Block, Evidence, EvidenceKind, Figure, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.opgaven import by_opgave
from bodem_ondergrond.plugin.paragraph.outcomes import is_silent
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, SubjectReading, depth_of, weight
from bodem_ondergrond.plugin.paragraph.statements import HEAVY, inside
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, by_subject, depth_words

_PLAN = by_kind(EvidenceKind.PLANGEBIED)
_WORKS = by_kind(EvidenceKind.INGREEP)
_LITTLE_ROOM = (Verdict.VERBOD, Verdict.NEE_TENZIJ)
_GROUND_SENTENCES = {
    "lagen.beperkt": (Verdict.VERBOD, Verdict.NEE_TENZIJ),
    "lagen.onderzoek": (Verdict.ONDERZOEK,),
    "lagen.voorwaarde": (Verdict.JA_MITS,),
    "lagen.kans": (Verdict.KANS,),
    "lagen.aandacht": (Verdict.AANDACHT,),
}
# Naming more subjects than this as the first to decide on would name them all.
_MOST_FIRST = 3
# The core names the subjects that ask for attention up to this number; of more it names two and counts the rest.
_MOST_NAMED, _SOME_NAMED = 3, 2
# What decides most, with its share of the plan area.
_MOST_DECISIVE = 2
# A name of two things; 'bodem- en watersysteem' is one.
_HAS_AND = re.compile(r"(?<!-) en ")


# --- A1 --------------------------------------------------------------------------------------------------------------


def core(writer: Writer, length: Length, opgaven: Sequence[Opgave] = ()) -> tuple[Section, ...]:
    """Return block A1: readable on its own."""
    sentences = (
        *starting_point(writer, opgaven),
        *_verdicts(writer),
        # In a short text the themes with their zones and shares follow at once.
        *(() if length.is_short else _decisive(writer)),
        *_conditional_bans(writer),
        *_conditional_exceptions(writer),
        *_first(writer),
        *_parked(writer),
        *_counts(writer),
        writer.say("kern.afweging"),
    )
    return section(writer, "A1", paragraphs(sentences, length))


def starting_point(writer: Writer, opgaven: Sequence[Opgave]) -> Iterator[Sentence]:
    """Say which plan area this is, and from which opgaven or activities the text starts."""
    if opgaven:
        names = notation.listing(opgave.naam.lower() for opgave in opgaven)
        key = writer.numbered("kern.opgaven", len(opgaven))
        yield writer.say(key, tuple(part for opgave in opgaven for part in by_opgave(opgave)), opgaven=names)
    yield _place(writer)
    if writer.reading.assessment.plan.ingreep.is_strategic and not opgaven:
        yield writer.say("kern.strategisch", _WORKS)


def _place(writer: Writer) -> Sentence:
    """Return what is planned where: the activities come first, then the size and the municipality."""
    area = notation.area(writer.reading.assessment.oppervlakte_m2)
    names, activities = writer.municipalities(), writer.activities()
    word = "de gemeente" if len(names) == 1 else "de gemeenten"
    slots = {"gebied": writer.reading.gebied, "opp": area, "activiteiten": activities}
    slots["gemeenten"] = f"{word} {notation.listing(names)}"
    key = f"kern.{'plan' if activities else 'gebied'}{'' if names else '_zonder_gemeente'}"
    return writer.say(key, (*_PLAN, *(_WORKS if activities else ())), **slots)


def _verdicts(writer: Writer) -> Iterator[Sentence]:
    """One sentence per verdict, with the subjects whose headline it is; a reading is said to be one."""
    groups: dict[str, list[SubjectReading]] = {}
    for subject in writer.reading.touched:
        if subject.verdict is not None:
            groups.setdefault(_core_key(subject), []).append(subject)
    for key, subjects in groups.items():
        evidence = by_finding(*(reading for subject in subjects for reading in subject.geldend))
        names = _names(writer, subjects, shorten=key == "kern.aandacht")
        yield writer.say(writer.numbered(key, _number(subjects)), evidence, onderwerpen=names)
        meaning = f"{key.replace('_lezing', '')}_betekent"
        if meaning in writer.texts.zinnen:
            yield writer.say(meaning)
    if not groups and not any(_waiting(writer)):
        yield writer.say("kern.niets", by_layer(*writer.reading.theme_layers))


def _names(writer: Writer, subjects: Sequence[SubjectReading], *, shorten: bool) -> str:
    """Return the names of subjects; a long list of what only asks for attention is cut off and counted."""
    names = [subject.subject.naam for subject in subjects]
    if not shorten or len(names) <= _MOST_NAMED:
        return _together(names)
    left = notation.count(len(names) - _SOME_NAMED, "onderwerp", "onderwerpen")
    return _together([*names[:_SOME_NAMED], writer.phrase("kern.nog", aantal=left)])


def _together(names: Sequence[str]) -> str:
    """Join the names of subjects; where one of the last two holds 'en' itself, a comma tells them apart."""
    if len(names) > 1 and any(_HAS_AND.search(name) for name in names[-2:]):
        return f"{', '.join(names[:-1])}, en {names[-1]}"
    return notation.listing(names)


def _decisive(writer: Writer) -> Iterator[Sentence]:
    """Say which zones decide most, and how much of the plan area they take: the heaviest verdicts, widest first."""
    if writer.reading.assessment.plan.ingreep.is_strategic:
        return
    heavy = [
        subject.headline
        for subject in writer.reading.touched
        if subject.verdict in HEAVY and subject.headline is not None and subject.headline.finding.aandeel > 0
    ]
    chosen = sorted(heavy, key=lambda reading: reading.finding.oordeel.rank)[:_MOST_DECISIVE]
    if chosen:
        zones = notation.listing(f"{inside(reading.titel)} ({_share(writer, reading)})" for reading in chosen)
        yield writer.say(writer.numbered("kern.bepalend", len(chosen)), by_finding(*chosen), zones=zones)


def _number(subjects: Sequence[SubjectReading]) -> int:
    """Return how many a verb must fit: a subject whose name is a plural counts for more than one."""
    return len(subjects) + sum(subject.subject.is_plural for subject in subjects)


def _share(writer: Writer, reading: FindingReading) -> str:
    share = notation.share(reading.finding.aandeel)
    if share == notation.share(1.0):
        return writer.phrase("kern.hele_gebied")
    return writer.phrase("kern.deel", aandeel=share)


def _core_key(subject: SubjectReading) -> str:
    verdict = subject.verdict
    heaviest = [reading for reading in subject.geldend if reading.finding.oordeel is verdict]
    is_reading = all(reading.finding.herkomst_oordeel is VerdictOrigin.LEZING for reading in heaviest)
    if verdict in (Verdict.NEE_TENZIJ, Verdict.JA_MITS) and is_reading:
        return f"kern.{verdict.value}_lezing"
    return f"kern.{verdict.value}" if verdict else "kern.niets"


def _conditional_bans(writer: Writer) -> Iterator[Sentence]:
    """Without activities: name the activities that are forbidden where this is not the headline of their subject."""
    if not writer.reading.assessment.plan.ingreep.is_strategic:
        return
    bans = [
        reading
        for subject in writer.reading.touched
        for reading in subject.geldend
        if reading.is_conditional
        and reading.finding.oordeel is Verdict.VERBOD
        and subject.verdict is not Verdict.VERBOD
    ]
    activities = [name for name in writer.texts.activiteiten if any(_speaks_of(ban.rule, name) for ban in bans)]
    if activities:
        names = notation.listing(writer.texts.activiteiten[name] for name in activities)
        yield writer.say("kern.verbod_op", by_finding(*bans), activiteiten=names)


def _conditional_exceptions(writer: Writer) -> Iterator[Sentence]:
    """Without activities: name subjects that say no to some of them; 'aandacht' alone would contradict the theme."""
    if not writer.reading.assessment.plan.ingreep.is_strategic:
        return
    limited: dict[str, list[FindingReading]] = {}
    for subject in writer.reading.touched:
        for reading in subject.geldend if subject.verdict not in _LITTLE_ROOM else ():
            if reading.is_conditional and reading.finding.oordeel is Verdict.NEE_TENZIJ:
                limited.setdefault(subject.subject.naam, []).append(reading)
    if limited:
        evidence = by_finding(*(reading for found in limited.values() for reading in found))
        yield writer.say("kern.nee_tenzij_op", evidence, onderwerpen=_together(list(limited)))


def _speaks_of(rule: Rule | None, activity: str) -> bool:
    return rule is not None and activity in rule.activiteiten


def _first(writer: Writer) -> Iterator[Sentence]:
    """Say which subjects leave the least room: they need a decision first."""
    subjects = [reading for reading in writer.reading.touched if reading.verdict in _LITTLE_ROOM]
    if 0 < len(subjects) <= _MOST_FIRST:
        names = _together([subject.subject.naam for subject in subjects])
        key = writer.numbered("kern.eerst", _number(subjects))
        yield writer.say(key, by_finding(*(subject.geldend[0] for subject in subjects)), onderwerpen=names)


def _waiting(writer: Writer) -> Iterator[FindingReading]:
    """Give the findings that can wait and are only listed (BF-14)."""
    for subject in writer.reading.onderwerpen.values():
        yield from subject.geparkeerd


def _parked(writer: Writer) -> Iterator[Sentence]:
    waiting = list(_waiting(writer))
    if waiting:
        how_many = notation.count(len(waiting), "bevinding", "bevindingen")
        yield writer.say(writer.numbered("later.kern", len(waiting)), by_finding(*waiting), aantal=how_many)


def _counts(writer: Writer) -> Iterator[Sentence]:
    layers = writer.reading.theme_layers
    unknown = [layer for layer in layers if layer.uitkomst in (Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST)]
    if unknown:
        how_many = notation.count(len(unknown), "kaartlaag", "kaartlagen")
        yield writer.say("kern.onbekend", by_layer(*unknown), aantal=how_many)


# --- A2 --------------------------------------------------------------------------------------------------------------


def ground(writer: Writer, length: Length, profile: Figure | None) -> tuple[Section, ...]:
    """Return block A2: what plays a part in each layer of the ground, top down."""
    layers = tuple(writer.reading.catalogue.ondergrondlagen.values())
    if length.is_short or not layers:
        return ()
    said = writer.say("lagen.inleiding", by_kind(EvidenceKind.CATALOGUS, "lagenbenadering"))
    intro = replace(said, bronnen=layers[0].bronnen[:1])
    blocks: list[Block] = list(paragraphs([intro], length))
    silent, waiting = [], {layer.id: _waiting_in(writer, layer) for layer in layers}
    for layer in layers:
        sentences = tuple(_ground_layer(writer, layer))
        blocks.extend(paragraphs(sentences, length, _ground_heading(writer, layer)))
        if not sentences and not waiting[layer.id]:
            silent.append(writer.phrase("lagen.naam", naam=inside(_ground_name(writer, layer))))
    later = [inside(_ground_name(writer, layer)) for layer in layers if waiting[layer.id]]
    if later:
        evidence = tuple(dict.fromkeys(part for found in waiting.values() for part in by_finding(*found)))
        blocks.extend(paragraphs([writer.say("later.lagen", evidence, lagen=notation.listing(later))], length))
    if silent:
        evidence = by_layer(*writer.reading.theme_layers)
        blocks.extend(paragraphs([writer.say("lagen.niets", evidence, lagen=notation.listing(silent))], length))
    return section(writer, "A2", [*blocks, *([profile] if profile else [])])


def _ground_name(writer: Writer, layer: SubsurfaceLayer) -> str:
    return writer.texts.ondergrond.get(layer.id, notation.sentence_case(layer.naam))


def _ground_heading(writer: Writer, layer: SubsurfaceLayer) -> str:
    if layer.diepte is None:
        return _ground_name(writer, layer)
    depth = notation.depth_range(layer.diepte.van_m, layer.diepte.tot_m)
    return writer.phrase("lagen.kop", naam=_ground_name(writer, layer), diepte=depth)


def _ground_layer(writer: Writer, layer: SubsurfaceLayer) -> Iterator[Sentence]:
    """At most a sentence for what limits, what asks for work, what offers something and what asks for attention."""
    present = [(subject, _verdict_in(subject, layer)) for subject in writer.reading.touched]
    for key, verdicts in _GROUND_SENTENCES.items():
        subjects = [subject for subject, verdict in present if verdict in verdicts]
        if subjects:
            evidence = tuple(part for subject in subjects for part in by_finding(*_in_layer(subject, layer)))
            names = _together([_in_ground(writer, subject, layer) for subject in subjects])
            slots = {"plek": _ground_place(writer, layer), "onderwerpen": names}
            yield writer.say(writer.numbered(key, _number(subjects)), evidence, **slots)
    yield from _works_in(writer, layer)


def _in_ground(writer: Writer, subject: SubjectReading, layer: SubsurfaceLayer) -> str:
    """Return a subject with what stands for it in a layer: a verdict that limits names its zone."""
    heaviest = min(_in_layer(subject, layer), key=lambda reading: weight(reading.finding.oordeel))
    name = subject.subject.naam
    # 'In de diepe ondergrond stelt de diepe ondergrond een voorwaarde' says nothing: the matter itself then.
    if subject.subject.id in writer.texts.ondergrond:
        return f"'{heaviest.titel}'"
    if heaviest.finding.oordeel not in HEAVY or inside(heaviest.titel) == name:
        return name
    # A title that begins with the subject itself would say it twice: only what comes after the comma.
    first, _, rest = inside(heaviest.titel).partition(", ")
    return f"{name} ({rest if rest and first in name else inside(heaviest.titel)})"


def _waiting_in(writer: Writer, layer: SubsurfaceLayer) -> tuple[FindingReading, ...]:
    """Return what plays a part in a layer but can wait: the layer is not empty."""
    return tuple(
        reading
        for subject in writer.reading.onderwerpen.values()
        for reading in subject.geparkeerd
        if not subject.subject.samenhang and _overlaps(depth_of(reading, subject.subject), layer.diepte)
    )


def _ground_place(writer: Writer, layer: SubsurfaceLayer) -> str:
    """Return where a layer is, to begin a sentence with."""
    if layer.id in writer.texts.ondergrond_plek:
        return writer.texts.ondergrond_plek[layer.id]
    if layer.diepte is None:
        return writer.phrase("lagen.aan_maaiveld")
    key = "lagen.op_diepte" if layer.diepte.tot_m is None else "lagen.op_diepte_van"
    return writer.phrase(key, diepte=notation.depth_range(layer.diepte.van_m, layer.diepte.tot_m))


def _in_layer(subject: SubjectReading, layer: SubsurfaceLayer) -> tuple[FindingReading, ...]:
    return tuple(r for r in subject.geldend if _overlaps(depth_of(r, subject.subject), layer.diepte))


def _verdict_in(subject: SubjectReading, layer: SubsurfaceLayer) -> Verdict | None:
    verdicts = [reading.finding.oordeel for reading in _in_layer(subject, layer)]
    return min(verdicts, key=weight) if verdicts else None


def _overlaps(depth: DepthRange | None, layer: DepthRange | None) -> bool:
    """Whether a depth reaches into a layer; what has no depth stands at the surface."""
    if layer is None or depth is None:
        return layer is None and depth is None
    above_end = layer.tot_m is None or depth.van_m < layer.tot_m
    below_start = depth.tot_m is None or depth.tot_m > layer.van_m
    return above_end and below_start


def _works_in(writer: Writer, layer: SubsurfaceLayer) -> Iterator[Sentence]:
    """Say in which layer the works and the drilling end."""
    works = writer.reading.assessment.plan.ingreep
    digging = None if works.diepte_cm is None else works.diepte_cm / 100
    if _ends_in(digging, layer) and works.diepte_cm is not None:
        yield writer.say("lagen.ingreep", _WORKS, diepte=depth_words(works.diepte_cm / 100))
    if _ends_in(works.boordiepte_m, layer) and works.boordiepte_m is not None:
        yield writer.say("lagen.boring", _WORKS, diepte=depth_words(works.boordiepte_m))


def _ends_in(depth: float | None, layer: SubsurfaceLayer) -> bool:
    if depth is None or depth <= 0 or layer.diepte is None:
        return False
    return layer.diepte.van_m < depth and (layer.diepte.tot_m is None or depth <= layer.diepte.tot_m)


# --- B1, B2 ----------------------------------------------------------------------------------------------------------


def figures(writer: Writer, length: Length, profile: Figure | None) -> tuple[Section, ...]:
    """Return block B1: the plan in figures; they feed every sum that follows."""
    drawing = [profile] if profile and not length.is_short else []
    works = writer.reading.assessment.plan.ingreep
    given = any(getattr(works, name) is not None for name in QUANTITIES)
    source = paragraphs([writer.say("aspect.toets_ingreep", _WORKS)] if given else (), length)
    return section(writer, "B1", [*table(writer, "plan", plan_rows(writer)), *source, *drawing])


def plan_rows(writer: Writer) -> Iterator[tuple[tuple[str, str], tuple[Evidence, ...]]]:
    """Give the plan area and the answers of the planner; what was not given says so."""
    assessment = writer.reading.assessment
    yield ("Plangebied", writer.reading.gebied), _PLAN
    yield ("Gemeente", notation.listing(writer.municipalities()) or writer.phrase("verantwoording.onbekend")), _PLAN
    yield ("Oppervlakte van het plangebied", notation.area(assessment.oppervlakte_m2)), _PLAN
    yield from input_rows(writer)


def input_rows(writer: Writer) -> Iterator[tuple[tuple[str, str], tuple[Evidence, ...]]]:
    """Give the answers of the planner, one row each."""
    works = writer.reading.assessment.plan.ingreep
    words = writer.texts.invoer
    none_given = writer.phrase("verantwoording.niet_opgegeven")
    yield (words["activiteiten"], notation.sentence_case(writer.activities()) or none_given), _WORKS
    for name, (unit, _) in QUANTITIES.items():
        value = getattr(works, name)
        shown = depth_words(value / 100) if value is not None and unit == "cm" else None
        yield (words[name], shown or (none_given if value is None else notation.quantity(value, unit))), _WORKS
    for name in QUESTIONS:
        answer: Answer = getattr(works, name)
        yield (words[name], none_given if answer is Answer.ONBEKEND else answer.value), _WORKS


def summary(writer: Writer) -> tuple[Section, ...]:
    """Return block B2: the outcome of each aspect in words, with what is still needed and who is competent."""
    order = writer.texts.volgorde_motivering
    subjects = [writer.reading.onderwerpen[name] for name in order]
    rows = [_summary_row(writer, subject) for subject in subjects if not is_silent(writer, subject)]
    shown = [subject for subject in subjects if subject.headline is not None]
    return section(writer, "B2", [*table(writer, "samenvatting", rows), *_explained(writer, shown)])


def _explained(writer: Writer, subjects: Sequence[SubjectReading]) -> tuple[Block, ...]:
    """Say what the words of the summary mean (W50): those that a subject has as its outcome."""
    found = {subject.verdict: subject for subject in reversed(subjects)}
    words = {
        Verdict.NEE_TENZIJ: "kern.nee_tenzij_betekent",
        Verdict.JA_MITS: "kern.ja_mits_betekent",
        Verdict.AANDACHT: "samenvatting.aandacht_betekent",
    }
    return paragraphs((writer.say(key) for verdict, key in words.items() if verdict in found), Length.NORMAAL)


def _summary_row(writer: Writer, subject: SubjectReading) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    outcome, evidence = outcome_words(writer, subject)
    first = subject.headline
    if first is not None:
        steps = [action for reading in subject.geldend for action in reading.finding.acties]
        step = (
            writer.step(steps[0]).zin.rstrip(".")
            if steps
            else notation.sentence_case(writer.phrase("samenvatting.niets_nodig"))
        )
        competent = (name for reading in subject.geldend for name in reading.finding.bevoegd_gezag)
        return (subject.subject.kop, outcome, step, writer.authorities(competent)), evidence
    settled = writer.phrase("samenvatting.later" if subject.geparkeerd else "samenvatting.niets_nodig")
    step = _needed(writer, subject) or settled
    who = subject.subject.gezag or writer.phrase("verantwoording.niet_van_toepassing")
    return (subject.subject.kop, outcome, notation.sentence_case(step), who), evidence


def _needed(writer: Writer, subject: SubjectReading) -> str:
    """Return what an aspect without a finding still needs: a check, or only the maps that say nothing here."""
    unknown = subject.unknown_layers
    if not subject.lagen or len(unknown) == len(subject.lagen):
        return "" if subject.geparkeerd and not unknown else subject.subject.stap
    if not unknown:
        return ""
    maps = notation.listing(writer.reading.layer_name(layer.laag) for layer in unknown)
    return writer.phrase("samenvatting.navragen", kaarten=f"{'de kaart' if len(unknown) == 1 else 'de kaarten'} {maps}")


def outcome_words(writer: Writer, subject: SubjectReading) -> tuple[str, tuple[Evidence, ...]]:
    """Return the headline of a subject in words, with its evidence; unknown layers are named beside it."""
    found = (*subject.geldend, *subject.geparkeerd, *subject.terzijde)
    evidence = (*by_layer(*subject.lagen), *by_finding(*found)) or by_subject(subject.subject)
    parts = [*_verdict_words(writer, subject)]
    clear = subject.layers(Outcome.NIET_GERAAKT)
    if not parts and clear and subject.unknown_layers and not subject.geparkeerd:
        parts.append(f"{writer.phrase('samenvatting.niet_geraakt')}: {notation.count(len(clear), 'kaart', 'kaarten')}")
    for outcome, key in ((Outcome.GEEN_GEGEVENS, "geen_gegevens"), (Outcome.NIET_GETOETST, "niet_getoetst")):
        layers = subject.layers(outcome)
        if layers:
            all_of_them = len(layers) == len(subject.lagen)
            how_many = "" if all_of_them else f": {notation.count(len(layers), 'kaart', 'kaarten')}"
            parts.append(f"{writer.phrase(f'samenvatting.{key}')}{how_many}")
    if not subject.lagen and not subject.geparkeerd and not parts:
        parts.append(writer.phrase("samenvatting.niet_getoetst"))
    if subject.geparkeerd and not subject.geldend:
        parts.append(writer.phrase("samenvatting.later"))
    if subject.zonder_regel and not subject.geldend:
        parts.append(writer.phrase("samenvatting.zonder_regel"))
    if not parts:
        parts.append(writer.phrase("samenvatting.niet_geraakt"))
    return notation.sentence_case("; ".join(parts)), evidence


def _verdict_words(writer: Writer, subject: SubjectReading) -> Iterator[str]:
    reading = subject.headline
    if reading is not None:
        word = writer.verdict_word(reading)
        if reading.finding.marginaal:
            word = writer.phrase("samenvatting.marginaal", oordeel=word)
        if any(member.is_undecided for member in subject.geldend):
            word = writer.phrase("samenvatting.ontbreekt", oordeel=word)
        yield word
    elif subject.terzijde:
        yield writer.phrase("samenvatting.aangepast")
