"""Variant B: the paragraphs for the motivering of a concrete plan (paragraph-standard.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bodem_ondergrond.plugin.domain import Outcome, Verdict, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, grouped, paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import Block, EvidenceKind, Item, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.outcomes import absent_sentences, is_left_out, is_silent, touched_without_rule
from bodem_ondergrond.plugin.paragraph.reading import Group, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter, inside
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, by_subject

# Policy of one matter in the kader: at most so many sentences (paragraph-standard.md W25).
_MOST_POLICY = {Length.KORT: 2, Length.NORMAAL: 3, Length.UITGEBREID: 5}
_MOST_MAPS_BY_NAME = 3
_MOST_STEPS, _MOST_POINTS = 5, 7


def aspect_sections(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block B3: one section per aspect, in the fixed order."""
    subjects = [writer.reading.onderwerpen[name] for name in writer.texts.volgorde_motivering]
    inner = tuple(part for subject in subjects for part in _aspect(writer, subject, length))
    return section(writer, "B3", inner=inner)


def _aspect(writer: Writer, subject: SubjectReading, length: Length) -> tuple[Section, ...]:
    if is_left_out(subject) or is_silent(writer, subject) or (length.is_short and not subject.is_touched):
        return ()
    author = SubjectWriter(writer, subject)
    blocks = _touched(author, length) if subject.is_touched else _untouched(author, length)
    if subject.geparkeerd and not subject.is_touched:
        blocks = _parked(author, length)
    return section(writer, f"B3-{subject.subject.id}", [*blocks, *_to_fill_in(author)], heading=subject.subject.kop)


def _to_fill_in(author: SubjectWriter) -> Iterator[Block]:
    """What this aspect must hold while the tool cannot know it: open fields, never a statement (1.3, water)."""
    evidence = by_subject(author.subject)
    for heading, fields in author.subject.invullen.items():
        choices = (Item((author.writer.choice(field.id, field.vraag, evidence),)) for field in fields)
        yield from bullets(choices, heading)


def _touched(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    if not author.heavy_groups() and not author.reading.terzijde:
        return _light(author, length)
    headings = author.headings
    blocks: list[Block] = [*_framework(author, length)]
    if not length.is_short:
        blocks.extend(paragraphs(_check(author), length, headings["toets"]))
    blocks.extend(_results(author, length))
    if length.is_long:
        blocks.extend(author.calculations())
    blocks.extend(paragraphs(author.corrections(short=length.is_short), length, headings["conclusie_deskundige"]))
    blocks.extend(_conclusions(author, length))
    blocks.extend(paragraphs(_municipal_conclusion(author), length, headings["conclusie_gemeente"]))
    if not length.is_short:
        blocks.extend(_cautions(author, length))
    blocks.extend(_steps(author, length))
    return tuple(blocks)


def _light(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """An aspect that only asks for attention or offers something: in one go, without the four steps."""
    groups = author.groups[: 1 if length.is_short else len(author.groups)]
    shown = [
        line for group in groups for line in (author.whole_lines(group) if length.is_long else author.brief(group))
    ]
    others = [inside(group.titel) for group in author.groups[len(groups) :]]
    if others:
        shown.append(author.others(others, by_finding(*author.reading.geldend)))
    closing = [_conclusion(author, author.groups[0]), *_unknown(author)]
    if length.is_short:
        return (*paragraphs([*shown, closing[0]], length), *_steps(author, length))
    return (
        *paragraphs([*author.surroundings(), *shown], length),
        *(author.calculations() if length.is_long else ()),
        *paragraphs(closing, length, author.headings["conclusie_kaart"]),
        *_cautions(author, length, depths=False),
        *_steps(author, length),
    )


def _cautions(author: SubjectWriter, length: Length, *, depths: bool = True) -> tuple[Block, ...]:
    """What is uncertain, and who is competent; without the first the heading says so."""
    cautions = [*author.cautions(), *(author.depths() if depths and length.is_long else ())]
    heading = author.headings["aandachtspunten" if cautions else "gezag"]
    return grouped([cautions, author.authority()], length, heading)


def _steps(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    if length.is_short:
        return paragraphs(author.step_sentences(1), length)
    return bullets(author.step_items(_MOST_STEPS), author.headings["vervolgstappen"])


# --- kader --------------------------------------------------------------------------------------------------------


def _framework(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """The policy that decides here; with several matters a list, so that 'hier' points at one of them."""
    heading = author.headings["kader"]
    if len(author.groups) == 1:
        return paragraphs(_policy_of(author, author.groups[0], length, named=True), length, heading)
    items = [Item(_policy_of(author, group, length), group.titel) for group in _listed(author, length)]
    return bullets([*items, *_unlisted(author, length)], heading)


def _listed(author: SubjectWriter, length: Length) -> tuple[Group, ...]:
    """Return the matters that a list shows: all of them in the long text, else what a list can hold (W22)."""
    fits = length.is_long or len(author.groups) <= _MOST_POINTS
    return author.groups if fits else author.groups[: _MOST_POINTS - 1]


def _unlisted(author: SubjectWriter, length: Length) -> tuple[Item, ...]:
    left = author.groups[len(_listed(author, length)) :]
    if not left:
        return ()
    evidence = by_finding(*(reading for group in left for reading in group.leden))
    return (Item((author.others([inside(group.titel) for group in left], evidence),)),)


def _policy_of(author: SubjectWriter, group: Group, length: Length, *, named: bool = False) -> tuple[Sentence, ...]:
    lines = dict(list(group.lines(Role.BELEID).items())[: _MOST_POLICY[length]])
    policy = author.writer.quote(lines, citing=True)
    remarks = author.writer.quote(group.lines(Role.OPMERKING)) if not length.is_short else ()
    place = group.first.plaats if named and len(group.leden) == 1 else ""
    opening = (author.writer.say("aspect.kader_plaats", by_finding(group.first), plaats=place),) if place else ()
    return (*opening, *policy, *author.reading_of_verdict(group), *remarks)


# --- toets --------------------------------------------------------------------------------------------------------


def _check(author: SubjectWriter) -> Iterator[Sentence]:
    """Which maps were laid over the plan area; a map check is never called 'onderzoek'."""
    writer = author.writer
    layers = author.reading.layers(Outcome.GERAAKT, Outcome.NIET_GERAAKT)
    names = [writer.reading.layer_name(layer.laag) for layer in layers]
    if not layers:
        rests_on = by_finding(*author.reading.geldend) or by_subject(author.subject)
        yield writer.say("aspect.toets_geen", rests_on, onderwerp=author.subject.naam)
    elif len(names) > _MOST_MAPS_BY_NAME:
        how_many = notation.count(len(names), "kaart", "kaarten")
        yield writer.say("aspect.toets_veel", by_layer(*layers), aantal=how_many, onderwerp=author.subject.naam)
    else:
        key = "aspect.toets_een" if len(names) == 1 else "aspect.toets_meer"
        said = writer.say(key, by_layer(*layers), kaarten=notation.listing(names))
        yield replace(said, verwijzing=writer.days(layers))
    if any(reading.finding.rekenregels for reading in author.reading.geldend):
        yield writer.say("aspect.toets_ingreep", by_kind(EvidenceKind.INGREEP), onderwerp=author.subject.naam)


# --- resultaat ----------------------------------------------------------------------------------------------------


def _results(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    heading = author.headings["resultaat"]
    if len(author.groups) == 1:
        group = author.groups[0]
        if len(group.leden) == 1:
            situation = author.situation(group)
            shown = situation[:1] if length.is_short else situation
            return grouped([shown, _figures_of(author, group, length)], length, heading)
        figures = _figures_of(author, group, length)
        return (*author.situation_blocks(group, length, heading), *paragraphs(figures, length))
    return bullets((Item(_result_of(author, group, length), group.titel) for group in _listed(author, length)), heading)


def _result_of(author: SubjectWriter, group: Group, length: Length) -> tuple[Sentence, ...]:
    """Facts and arithmetic; what follows from them stands in the conclusion."""
    situation = author.situation(group)
    return (*(situation[:1] if length.is_short else situation), *_figures_of(author, group, length))


def _figures_of(author: SubjectWriter, group: Group, length: Length) -> tuple[Sentence, ...]:
    figures = author.figures(group)
    return figures[:2] if length.is_short else (*figures, *author.assumptions(group))


# --- conclusie ----------------------------------------------------------------------------------------------------


def _conclusions(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """One conclusion per matter, heaviest first; what could not be checked is said beside it."""
    heading = author.headings["conclusie_kaart"]
    groups = author.groups[:1] if length.is_short else author.heavy_groups()
    found = [(group.titel, (*_consequence(author, group), _conclusion(author, group))) for group in groups]
    light = () if length.is_short else author.light_groups()
    if light:
        found.append(
            (light[0].titel if len(light) == 1 else author.headings["verder"], (_conclusion(author, light[0]),))
        )
    unknown = tuple(_unknown(author))
    if len(found) == 1:
        return paragraphs([*found[0][1], *unknown], length, heading)
    return (*bullets((Item(sentences, title) for title, sentences in found), heading), *paragraphs(unknown, length))


def _consequence(author: SubjectWriter, group: Group) -> tuple[Sentence, ...]:
    """What follows from the sums; that research is needed is what the conclusion itself says."""
    says_so = group.oordeel is Verdict.ONDERZOEK and not group.missing
    return () if says_so else author.writer.quote(group.lines(Role.GEVOLG))


def _unknown(author: SubjectWriter) -> Iterator[Sentence]:
    layers = author.reading.unknown_layers
    if layers:
        names = notation.listing(author.writer.reading.layer_name(layer.laag) for layer in layers)
        word = "de kaart" if len(layers) == 1 else "de kaarten"
        yield author.writer.say("conclusie.deels", by_layer(*layers), kaarten=f"{word} {names}")


def _conclusion(author: SubjectWriter, group: Group) -> Sentence:
    if not group.missing:
        return author.by_verdict("conclusie", group)
    key = "conclusie.ontbreekt_een" if len(group.missing) == 1 else "conclusie.ontbreekt"
    slots = {"invoer": author.writer.missing(group.missing), "plaats": author.place(group)}
    return author.writer.say(key, by_finding(*group.leden), **slots)


def _municipal_conclusion(author: SubjectWriter) -> tuple[Sentence, ...]:
    question = author.writer.phrase("conclusie.keuze", onderwerp=author.subject.naam)
    evidence = by_finding(*author.reading.geldend, *author.reading.terzijde) or by_subject(author.subject)
    return (author.writer.choice(f"{author.subject.id}.conclusie", question, evidence),)


# --- aspects without a hit ----------------------------------------------------------------------------------------


def _untouched(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """An aspect that is checked without a hit, has no data, or has no map: short, with the next step."""
    writer, reading = author.writer, author.reading
    sentences = [
        *absent_sentences(writer, reading.layers(Outcome.NIET_GERAAKT)),
        *touched_without_rule(writer, reading),
        *author.cautions(),
        *_untouched_conclusion(author),
    ]
    return paragraphs(sentences, length)


def _parked(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """An aspect of which every finding can wait: where it stands, and what is uncertain."""
    evidence = by_finding(*author.reading.geparkeerd)
    said = author.writer.say("later.aspect", evidence, onderwerp=author.subject.naam)
    return paragraphs([said, *author.cautions()], length)


def _untouched_conclusion(author: SubjectWriter) -> Iterator[Sentence]:
    writer, reading, subject = author.writer, author.reading, author.subject
    layers = reading.layers(Outcome.NIET_GERAAKT, Outcome.GERAAKT)
    if layers:
        in_full = not reading.unknown_layers and all(layer.buiten_dekking_m2 < 1 for layer in layers)
        key = "conclusie.niet_geraakt" if in_full else "conclusie.niet_geraakt_deels"
        yield writer.say(key, by_layer(*layers), onderwerp=subject.naam)
        yield from _unknown(author)
        return
    key = "geen_gegevens" if reading.layers(Outcome.GEEN_GEGEVENS) else "niet_getoetst"
    evidence = by_layer(*reading.lagen) or by_subject(subject)
    yield from writer.say_all(f"conclusie.{key}", evidence, stap=subject.stap, onderwerp=subject.naam)
