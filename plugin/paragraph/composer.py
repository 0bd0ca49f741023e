"""From assessment to document: the one function that writes a bodemparagraaf."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, notation
from bodem_ondergrond.plugin.paragraph.account import account
from bodem_ondergrond.plugin.paragraph.blocks import section
from bodem_ondergrond.plugin.paragraph.board import page_for_board
from bodem_ondergrond.plugin.paragraph.coherence import meetings, steps, weighing
from bodem_ondergrond.plugin.paragraph.finish import finish
from bodem_ondergrond.plugin.paragraph.later import SECTION as LATER
from bodem_ondergrond.plugin.paragraph.later import later, park
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    Document,
    EvidenceKind,
    Figure,
    Kind,
    Length,
    Section,
    Sentence,
)
from bodem_ondergrond.plugin.paragraph.motivering import aspect_sections
from bodem_ondergrond.plugin.paragraph.opening import core, figures, ground, summary
from bodem_ondergrond.plugin.paragraph.opgaven import chosen, question_cards, room, tasks
from bodem_ondergrond.plugin.paragraph.outcomes import outcome_lists
from bodem_ondergrond.plugin.paragraph.reading import clean_name, read
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts
from bodem_ondergrond.plugin.paragraph.visie import theme_sections
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_kind

# What may never be left out: the core, what was not checked, what was parked, and the account.
ALWAYS = frozenset({"A1", "A6", "A8", "B1", "B5", "B6", LATER})
_WHOLE_PLAN = 0.999


@dataclass(frozen=True)
class Options:
    """What the user chose beside length and kind.

    Attributes:
        opgaven: ids of the opgaven that the text starts from.
        antwoorden: id of an open field or question -> what the municipality answered.
        weggelaten: ids of sections to leave out; those in `ALWAYS` stay.
        bewerker: who looked at the text.
        profiel: the depth profile (`report.depth_profile.figure`), for the normal and the long text.
        opgavekaarten: id of an opgave -> its map (`report.map_svg.figure`), for the long text of an omgevingsvisie.
        geparkeerd: only what is certain and what the opgaven ask now; the rest is listed under 'Later' (BF-14).
    """

    opgaven: tuple[str, ...] = ()
    antwoorden: Mapping[str, str] = field(default_factory=dict)
    weggelaten: frozenset[str] = frozenset()
    bewerker: str = ""
    profiel: Figure | None = None
    opgavekaarten: Mapping[str, Figure] = field(default_factory=dict)
    geparkeerd: bool = False


def compose(
    assessment: Assessment,
    catalogue: Catalogue,
    lengte: Length = Length.NORMAAL,
    soort: Kind = Kind.OMGEVINGSVISIE,
    opties: Options | None = None,
) -> Document:
    """Write the bodemparagraaf of an assessment.

    Equal input gives an equal document. Nothing is decided here: every sentence rests on the assessment, the catalogue
    or the fixed wording.

    Args:
        assessment: the checked plan area.
        catalogue: the policy it was checked against.
        lengte: how much is said.
        soort: chapter of an omgevingsvisie, or motivering of a plan.
        opties: answers to open fields, sections to leave out, editor.

    Raises:
        TextError: the wording file of the plugin is damaged.
    """
    options = opties or Options()
    if soort is Kind.MOTIVERING:
        # It starts from the plan: an opgave that was chosen for the chapter takes no aspect away from it.
        options = replace(options, opgaven=())
    whole = read(assessment, catalogue, shipped_texts())
    writer = Writer(park(whole, chosen(catalogue, options.opgaven)) if options.geparkeerd else whole)
    mark = mark_of(assessment)
    left_out = options.weggelaten - ALWAYS
    build, account_id = (_chapter, "A8") if soort is Kind.OMGEVINGSVISIE else (_plan, "B6")
    parts = build(writer, lengte, options)
    body = tuple(_without(part, left_out) for part in parts if part.id not in left_out)
    document = Document(
        titel=writer.phrase(f"titel.{soort.value}", gebied=writer.reading.gebied),
        plangebied=writer.reading.gebied,
        soort=soort,
        lengte=lengte,
        kenmerk=mark,
        voettekst=_footer(writer, mark),
        tijdstip=assessment.tijdstip,
        meldingen=_notices(writer),
        secties=(*body, *account(Writer(whole), account_id, lengte, options.bewerker, mark, body)),
    )
    return finish(document, writer, options.antwoorden)


def mark_of(assessment: Assessment) -> str:
    """Return a short id of a check: equal for the same plan area, data, policy and moment."""
    plan = assessment.plan
    parts = (plan.id, plan.naam, assessment.tijdstip, assessment.catalogus_sha256, str(assessment.pakket.sha256))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _chapter(writer: Writer, length: Length, options: Options) -> tuple[Section, ...]:
    opgaven = chosen(writer.reading.catalogue, options.opgaven)
    return (
        *core(writer, length, opgaven),
        *ground(writer, length, options.profiel),
        *tasks(writer, length, opgaven),
        *theme_sections(writer, length),
        *meetings(writer, "A5", length),
        *question_cards(writer, length, opgaven, options.opgavekaarten),
        *_later(writer, length, options),
        *section(writer, "A6", outcome_lists(writer, length)),
        *steps(writer, length),
        *weighing(writer, length),
    )


def _plan(writer: Writer, length: Length, options: Options) -> tuple[Section, ...]:
    return (
        *_with(figures(writer, length, options.profiel), room(writer, length)),
        *summary(writer),
        *aspect_sections(writer, length),
        *meetings(writer, "B4", length),
        *_later(writer, length, options),
        *section(writer, "B5", outcome_lists(writer, length)),
    )


def _with(sections: tuple[Section, ...], blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    return tuple(replace(part, blokken=(*part.blokken, *blocks)) for part in sections)


def _later(writer: Writer, length: Length, options: Options) -> tuple[Section, ...]:
    opgaven = chosen(writer.reading.catalogue, options.opgaven)
    return later(writer, length, opgaven) if options.geparkeerd else ()


def _without(part: Section, left_out: frozenset[str]) -> Section:
    inner = tuple(_without(section, left_out) for section in part.secties if section.id not in left_out)
    return Section(part.id, part.kop, part.blokken, inner)


def _notices(writer: Writer) -> tuple[Sentence, ...]:
    """What a reader must know before anything else; demonstration data come first."""
    assessment = writer.reading.assessment
    notices: list[Sentence] = []
    if assessment.pakket.demonstratie:
        notices.extend(writer.say_all("melding.demonstratie", by_kind(EvidenceKind.PAKKET)))
    plan = by_kind(EvidenceKind.PLANGEBIED)
    if assessment.plan.fout:
        notices.append(writer.say("melding.fout", plan, reden=assessment.plan.fout))
    outside = assessment.buiten_provincie_m2 or 0.0
    if outside > 0 and outside >= assessment.oppervlakte_m2 * _WHOLE_PLAN:
        notices.append(writer.say("melding.geheel_buiten", plan))
    elif outside >= 1:
        notices.append(writer.say("melding.buiten_provincie", plan, opp=notation.area(outside)))
    return tuple(notices)


def _footer(writer: Writer, mark: str) -> str:
    assessment = writer.reading.assessment
    return writer.phrase(
        "voettekst",
        kenmerk=mark,
        datum=notation.date(assessment.tijdstip),
        plugin=assessment.plugin_versie,
        catalogus=assessment.catalogus_versie,
        pakket=clean_name(assessment.pakket.naam),
    )


def summarise(assessment: Assessment, catalogue: Catalogue, opties: Options | None = None) -> Document:
    """Write one page for the bestuurder: what is at stake, what is open, what is not certain. It advises nothing.

    Raises:
        TextError: the wording file of the plugin is damaged.
    """
    # The page names all that is at stake, also what can wait.
    options = replace(opties or Options(), geparkeerd=False)
    chapter = compose(assessment, catalogue, Length.KORT, Kind.OMGEVINGSVISIE, options)
    writer = Writer(read(assessment, catalogue, shipped_texts()))
    sections = page_for_board(writer, chapter, chosen(catalogue, options.opgaven))
    document = replace(
        chapter,
        titel=writer.phrase("titel.bestuur", gebied=writer.reading.gebied),
        meldingen=_notices(writer),
        secties=sections,
    )
    return finish(document, writer, options.antwoorden)
