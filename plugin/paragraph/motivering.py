"""Variant B: the paragraphs for the motivering of a concrete plan (paragraph-standard.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bodem_ondergrond.plugin.domain import Outcome, notation
from bodem_ondergrond.plugin.paragraph.blocks import bullets, grouped, paragraphs, section
from bodem_ondergrond.plugin.paragraph.model import Block, EvidenceKind, Item, Length, Paragraph, Section, Sentence
from bodem_ondergrond.plugin.paragraph.outcomes import absent_sentences, is_left_out, is_silent, touched_without_rule
from bodem_ondergrond.plugin.paragraph.reading import Group, SubjectReading
from bodem_ondergrond.plugin.paragraph.statements import SubjectWriter, closing_heading, inside
from bodem_ondergrond.plugin.paragraph.texts import Role
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, by_subject

# Policy of one matter in the kader: at most so many sentences (paragraph-standard.md W25).
_MOST_POLICY = {Length.KORT: 2, Length.NORMAAL: 3, Length.UITGEBREID: 5}
_MOST_MAPS_BY_NAME = 3
_MOST_STEPS, _MOST_POINTS = 5, 7
# Light matters of which the conclusion says what they mean; the result names all of them.
_MOST_LIGHT = 3


def aspect_sections(writer: Writer, length: Length) -> tuple[Section, ...]:
    """Return block B3: one section per aspect, in the fixed order."""
    subjects = [writer.reading.onderwerpen[name] for name in writer.texts.volgorde_motivering]
    inner = tuple(part for subject in subjects for part in _aspect(writer, subject, length))
    # A plan over the border: said once at the head, not in the conclusion of each aspect.
    outside = writer.reading.assessment.buiten_provincie_m2
    said = [writer.say("aspect.binnen_drenthe", by_kind(EvidenceKind.PLANGEBIED))] if outside else []
    return section(writer, "B3", paragraphs(said, length), inner=inner)


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
    if author.subject.invullen:
        yield Paragraph((author.writer.say("aspect.in_te_vullen", evidence),))
    for heading, fields in author.subject.invullen.items():
        choices = (Item((author.writer.choice(field.id, field.vraag, evidence),), field.kop) for field in fields)
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
        blocks.extend(_steps(author))
    return tuple(blocks)


def _light(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """An aspect that only asks for attention or offers something: in one go, without the four steps."""
    groups = author.groups[: 1 if length.is_short else len(author.groups)]
    told = author.whole_lines if length.is_long else author.brief
    shown = [told(group) for group in groups]
    conclusions = author.conclusions(groups)
    if length.is_short:
        return paragraphs([line for part in (*shown, _others(author, groups), conclusions) for line in part], length)
    return (
        *grouped([author.surroundings(), *shown], length),
        *(author.calculations() if length.is_long else ()),
        *paragraphs([*conclusions, *author.unknown_layers()], length, author.headings["conclusie_kaart"]),
        *_light_cautions(author, length),
        *_steps(author),
    )


def _others(author: SubjectWriter, shown: Sequence[Group]) -> tuple[Sentence, ...]:
    """Name the matters that a short text does not describe."""
    left = [inside(group.titel) for group in author.groups[len(shown) :]]
    return (author.others(left, by_finding(*author.reading.geldend)),) if left else ()


def _light_cautions(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """What the subject offers and what is uncertain; who is competent stands in the summary."""
    chances, cautions = author.chances(), tuple(author.cautions(unknown=False))
    return grouped([chances, cautions], length, author.headings[closing_heading(chances, cautions)])


def _cautions(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """What the subject offers, what is uncertain, and who is competent; the heading promises no more than there is.

    How deep the maps reach stands in the drawing of the subsurface.
    """
    chances, cautions = author.chances(), tuple(author.cautions(unknown=False))
    heading = author.headings[closing_heading(chances, cautions)]
    return grouped([chances, cautions, author.authority()], length, heading)


def _steps(author: SubjectWriter) -> tuple[Block, ...]:
    """The next steps; in the short text they stand in the summary of the check."""
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
    """Return the matters that a list shows: all in the long text, else what it holds (W22), the heavy ones in short.

    A direct request to the municipality stands in every text.
    """
    heavy = (*(author.heavy_groups() or author.groups[:1]), *filter(author.is_always_said, author.groups))
    wanted = tuple(group for group in author.groups if not length.is_short or group in heavy)
    fits = length.is_long or len(wanted) <= _MOST_POINTS
    return wanted if fits else wanted[: _MOST_POINTS - 1]


def _unlisted(author: SubjectWriter, length: Length) -> tuple[Item, ...]:
    listed = _listed(author, length)
    left = [group for group in author.groups if group not in listed]
    if not left:
        return ()
    evidence = by_finding(*(reading for group in left for reading in group.leden))
    return (Item((author.others([inside(group.titel) for group in left], evidence),)),)


def _policy_of(author: SubjectWriter, group: Group, length: Length, *, named: bool = False) -> tuple[Sentence, ...]:
    lines = group.lines(Role.BELEID)
    if not author.is_always_said(group):
        lines = dict(list(lines.items())[: _MOST_POLICY[length]])
    policy = author.writer.quote(lines, citing=True)
    remarks = author.writer.quote(group.lines(Role.OPMERKING)) if not length.is_short else ()
    place = group.first.plaats if named and len(group.leden) == 1 else ""
    opening = (author.writer.say("aspect.kader_plaats", by_finding(group.first), plaats=place),) if place else ()
    return (*opening, *policy, *remarks)


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
    """What the map comes to, heaviest first; what could not be checked is said beside it."""
    heavy = author.heavy_groups()
    groups = (heavy or author.groups[:1]) if length.is_short else (*heavy, *author.light_groups()[:_MOST_LIGHT])
    unknown = _unknown(author) if length.is_short else author.unknown_layers()
    lines = (*author.readings(author.groups), *author.conclusions(groups), *unknown)
    return paragraphs(lines, length, author.headings["conclusie_kaart"])


def _unknown(author: SubjectWriter) -> Iterator[Sentence]:
    layers = author.reading.unknown_layers
    if layers:
        names = notation.listing(author.writer.reading.layer_name(layer.laag) for layer in layers)
        word = "de kaart" if len(layers) == 1 else "de kaarten"
        yield author.writer.say("conclusie.deels", by_layer(*layers), kaarten=f"{word} {names}")


def _municipal_conclusion(author: SubjectWriter) -> tuple[Sentence, ...]:
    question = author.writer.phrase("conclusie.keuze", onderwerp=author.subject.naam)
    evidence = by_finding(*author.reading.geldend, *author.reading.terzijde) or by_subject(author.subject)
    return (author.writer.choice(f"{author.subject.id}.conclusie", question, evidence),)


# --- aspects without a hit ----------------------------------------------------------------------------------------


def _untouched(author: SubjectWriter, length: Length) -> tuple[Block, ...]:
    """An aspect that is checked without a hit, has no data, or has no map: short, with the next step."""
    writer, reading = author.writer, author.reading
    absent = reading.layers(Outcome.NIET_GERAAKT)
    if absent and len(absent) == len(reading.lagen) and _is_covered(author):
        clear = absent_sentences(writer, absent, conclusion_about=author.subject.naam)
        return paragraphs([*clear, *author.cautions()], length)
    sentences = [
        *absent_sentences(writer, absent),
        *touched_without_rule(writer, reading),
        *author.cautions(),
        *_untouched_conclusion(author),
    ]
    return paragraphs(sentences, length)


def _is_covered(author: SubjectWriter) -> bool:
    """Whether the maps have data for the whole plan area, as far as it lies in Drenthe."""
    return all(author.writer.lacks_m2(layer) < 1 for layer in author.reading.lagen)


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
        yield writer.say(key, by_layer(*reading.lagen), onderwerp=subject.naam)
        return
    key = "geen_gegevens" if reading.layers(Outcome.GEEN_GEGEVENS) else "niet_getoetst"
    evidence = by_layer(*reading.lagen) or by_subject(subject)
    yield from writer.say_all(f"conclusie.{key}", evidence, stap=subject.stap, onderwerp=subject.naam)
