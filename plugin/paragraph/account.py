"""Blocks A8 and B6: sources and verantwoording, in eleven parts that are always there (paragraph-standard.md 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bodem_ondergrond.plugin.domain import (
    Citation,
    Finding,
    LayerOutcome,
    Outcome,
    VerdictOrigin,
    notation,
)
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section, table
from bodem_ondergrond.plugin.paragraph.dates import moment, months_later
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    Evidence,
    EvidenceKind,
    Item,
    Length,
    Section,
    Sentence,
    section_sentences,
)
from bodem_ondergrond.plugin.paragraph.opening import input_rows
from bodem_ondergrond.plugin.paragraph.outcomes import reason
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, clean_name
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer, where

_PLAN = by_kind(EvidenceKind.PLANGEBIED)
_PACKAGE = by_kind(EvidenceKind.PAKKET)
_CATALOGUE = by_kind(EvidenceKind.CATALOGUS)


def account(
    writer: Writer, section_id: str, length: Length, editor: str, mark: str, text: Sequence[Section]
) -> tuple[Section, ...]:
    """Return the block; in every length, never summarised away.

    Args:
        writer: writes the sentences.
        section_id: A8 or B6.
        length: how many sentences a paragraph may have.
        editor: who looked at the text; empty when not known.
        mark: id of the check.
        text: the sections before it; what they cite stands in the table of policy.
    """
    parts = {
        "V1": _check(writer, editor, mark, length),
        "V2": paragraphs(_area(writer), length),
        "V3": (*table(writer, "plan", input_rows(writer)), *_assumptions(writer)),
        "V4": (*_outcomes(writer, length), *_findings(writer)),
        "V5": _data(writer, length),
        "V6": _policy(writer, text),
        "V7": paragraphs([writer.say("verantwoording.onderzoek_geen", _PLAN)], length),
        "V8": _corrections(writer, length),
        "V9": bullets(Item((line,)) for line in writer.say_all("verantwoording.methode")),
        "V10": bullets(Item((line,)) for line in writer.say_all("verantwoording.voorbehoud")),
        "V11": paragraphs(_validity(writer), length),
    }
    inner = (
        part
        for name, blocks in parts.items()
        for part in section(writer, f"{section_id}-{name}", blocks, heading=writer.texts.koppen[name])
    )
    return section(writer, section_id, inner=inner)


# --- V1 to V4 --------------------------------------------------------------------------------------------------------


def _check(writer: Writer, editor: str, mark: str, length: Length) -> tuple[Block, ...]:
    assessment = writer.reading.assessment
    said = [writer.say("verantwoording.toets", _CATALOGUE)]
    if editor:
        said.append(writer.say("verantwoording.bewerker", _PLAN, naam=clean_name(editor)))
    else:
        said.append(writer.say("verantwoording.geen_bewerker", _PLAN))
    rows = [
        ("Kenmerk", mark),
        ("Datum en tijd", moment(assessment.tijdstip)),
        ("Plangebied", writer.reading.gebied),
        *made_with(writer),
    ]
    return (*paragraphs(said, length), *table(writer, "toets", ((row, _PACKAGE) for row in rows)))


def made_with(writer: Writer) -> tuple[tuple[str, str], ...]:
    """Return the program, the policy and the data of a check, by name."""
    assessment = writer.reading.assessment
    package = assessment.pakket
    return (
        ("Plugin", assessment.plugin_versie),
        ("Catalogus", f"{assessment.catalogus_versie} ({assessment.catalogus_sha256[:12]})"),
        ("Beleidspakket", f"{clean_name(package.naam)}, versie {clean_name(package.versie)}"),
        ("Licentie van het pakket", clean_name(package.licentie)),
        ("Demonstratiegegevens", writer.phrase(f"verantwoording.{'ja' if package.demonstratie else 'nee'}")),
    )


def _area(writer: Writer) -> Iterator[Sentence]:
    plan = writer.reading.assessment.plan
    area = writer.reading.assessment.oppervlakte_m2
    rounded, precise = notation.area(area), notation.quantity(round(area), "m2")
    yield writer.say("verantwoording.gebied", _PLAN, opp=rounded, exact=precise)
    yield writer.say("verantwoording.stelsel", _PLAN)
    bounds: tuple[float, ...] = getattr(plan.geometrie, "bounds", ())
    if len(bounds) == 4:
        corners = [f"{notation.number(x)}; {notation.number(y)}" for x, y in (bounds[:2], bounds[2:])]
        yield writer.say("verantwoording.grens", _PLAN, linksonder=corners[0], rechtsboven=corners[1])
    else:
        yield writer.say("verantwoording.geen_grens", _PLAN)
    for message in (*plan.meldingen, *((plan.fout,) if plan.fout else ())):
        yield writer.say("verantwoording.meldingen", _PLAN, melding=message)


def _assumptions(writer: Writer) -> tuple[Block, ...]:
    """What the check assumed, once each; the theme of a short text does not repeat it."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for subject in writer.reading.onderwerpen.values():
        for reading in (*subject.geldend, *subject.ongetoetst):
            for line in reading.aannames:
                found[line] = (*found.get(line, ()), *by_finding(reading))
    items = (
        Item((writer.say("verantwoording.aangenomen", evidence, aanname=line),)) for line, evidence in found.items()
    )
    return bullets(items)


def _outcomes(writer: Writer, length: Length) -> tuple[Block, ...]:
    layers = writer.reading.theme_layers
    counts = {outcome: [layer for layer in layers if layer.uitkomst is outcome] for outcome in Outcome}
    slots = {outcome.value: notation.number(len(found)) for outcome, found in counts.items()}
    total = notation.count(len(layers), "kaartlaag", "kaartlagen")
    said = writer.say("verantwoording.uitkomsten", by_layer(*layers), totaal=total, **slots)
    names = {
        outcome: writer.texts.koppen.get(outcome.value, notation.sentence_case(outcome.value)) for outcome in Outcome
    }
    rows = [
        ((names[outcome], notation.number(len(found))), by_layer(*found) or _PACKAGE)
        for outcome, found in counts.items()
    ]
    return (*paragraphs([said], length), *table(writer, "uitkomsten", rows, numbers=(1,)))


def _findings(writer: Writer) -> tuple[Block, ...]:
    rows = []
    for subject in writer.reading.onderwerpen.values():
        for reading in (*subject.geldend, *subject.ongetoetst, *subject.terzijde):
            rows.append((_finding_row(writer, reading), by_finding(reading)))
    return table(writer, "bevindingen", rows, numbers=(3, 4))


def _finding_row(writer: Writer, reading: FindingReading) -> tuple[str, ...]:
    finding, say = reading.finding, writer.phrase
    origin = "bron" if finding.herkomst_oordeel is VerdictOrigin.BRON else "lezing"
    measured = finding.overlap_m2 > 0
    not_applicable = say("verantwoording.niet_van_toepassing")
    return (
        reading.titel,
        writer.verdict_word(reading),
        say(f"verantwoording.{origin}"),
        notation.area(finding.overlap_m2) if measured else not_applicable,
        notation.share(finding.aandeel).replace(f"{notation.NBSP}procent", "%") if measured else not_applicable,
        say(f"verantwoording.{certainty(finding)}"),
    )


def certainty(finding: Finding) -> str:
    """Return how sure a finding is: what is certain and what is open belongs in every account (BF-17)."""
    if finding.correctie is not None:
        return "aangepast"
    if finding.ontbreekt:
        return "ontbreekt"
    if finding.marginaal:
        return "marginaal"
    return "zeker" if finding.herkomst_oordeel is VerdictOrigin.BRON else "indicatie"


# --- V5, V6 ----------------------------------------------------------------------------------------------------------


def _data(writer: Writer, length: Length) -> tuple[Block, ...]:
    """One row per layer, also for those without a hit; a source that all layers share is said once."""
    layers = writer.reading.assessment.lagen
    sources = {_source(layer) for layer in layers}
    shared = sources.pop() if len(sources) == 1 else ""
    said = [writer.say("verantwoording.een_bron", _PACKAGE, bron=shared)] if shared else []
    # Neither the sources nor the packages give a scale (W15): the reader must know that it was not looked at.
    said.append(writer.say("verantwoording.zonder_schaal", _PACKAGE))
    rows = ((_layer_row(writer, layer, shared), by_layer(layer)) for layer in layers)
    return (*paragraphs(said, length), *table(writer, "gegevens", rows, numbers=(4, 5, 6, 7)))


def _source(outcome: LayerOutcome) -> str:
    return f"{outcome.bron.soort} {clean_name(outcome.bron.locatie)}".strip()


def _layer_row(writer: Writer, outcome: LayerOutcome, shared: str) -> tuple[str, ...]:
    layer = writer.reading.layer(outcome.laag)
    say = writer.phrase
    place = ", ".join(filter(None, (layer.beheerder if layer else "", "" if shared else _source(outcome))))
    name = writer.texts.koppen.get(outcome.uitkomst.value, outcome.uitkomst.value)
    because = f": {reason(writer, outcome).rstrip('.')}" if outcome.reden else ""
    day, outside = outcome.bron.peildatum, outcome.buiten_dekking_m2
    return (
        writer.reading.layer_name(outcome.laag),
        f"{name}{because}",
        place,
        notation.date(day) if day else say("verantwoording.onbekend"),
        notation.number(outcome.objecten),
        notation.number(outcome.hersteld),
        notation.number(outcome.overgeslagen),
        notation.area(outside) if outside > 0 else say("verantwoording.geen"),
    )


def _policy(writer: Writer, text: Sequence[Section]) -> tuple[Block, ...]:
    """Every document that a sentence cites, with status and force: the same documents as in the text (W76)."""
    cited: dict[str, list[Citation]] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    sentences = (sentence for part in text for section in part.walk() for sentence in section_sentences(section))
    for sentence in sentences:
        for place in sentence.bronnen:
            cited.setdefault(place.document, []).append(place)
            evidence[place.document] = (*evidence.get(place.document, ()), *sentence.bewijs)
    known = [name for name in writer.reading.catalogue.bronnen if name in cited]
    unknown = [name for name in cited if name not in writer.reading.catalogue.bronnen]
    rows = (
        (_policy_row(writer, name, cited[name]), tuple(dict.fromkeys(evidence[name]))) for name in (*known, *unknown)
    )
    return table(writer, "beleid", rows)


def _policy_row(writer: Writer, name: str, places: list[Citation]) -> tuple[str, ...]:
    source = writer.reading.catalogue.bronnen.get(name)
    parts = where(sorted({place.paragraaf for place in places}, key=_by_number))
    if source is None:
        unknown = writer.phrase("verantwoording.onbekend")
        return (name, unknown, unknown, unknown, unknown, parts)
    force = writer.phrase(f"verantwoording.kracht_{source.gewicht}")
    return (source.titel, source.uitgever, notation.date(source.datum), source.status, force, parts)


def _by_number(place: str) -> tuple:
    """Order sections as people do: 3.6.2 before 3.10, sections before maps."""
    parts = place.split(".")
    if all(part.isdigit() for part in parts):
        return (0, [int(part) for part in parts], "")
    return (1, [], place)


# --- V8, V11 ---------------------------------------------------------------------------------------------------------


def _corrections(writer: Writer, length: Length) -> tuple[Block, ...]:
    rows = []
    for subject in writer.reading.onderwerpen.values():
        for reading in subject.terzijde:
            correction = reading.finding.correctie
            if correction is not None:
                word = writer.verdict_word(reading)
                day = notation.date(correction.tijdstip)
                row = (reading.titel, word, clean_name(correction.door), day, " ".join(correction.reden.split()))
                rows.append((row, by_finding(reading)))
    changed = writer.say("verantwoording.tekst_gewijzigd", _PLAN)
    if not rows:
        return paragraphs([writer.say("verantwoording.aanpassingen_geen", _PLAN), changed], length)
    return (*table(writer, "aanpassingen", rows), *paragraphs([changed], length))


def _validity(writer: Writer) -> Iterator[Sentence]:
    assessment, texts = writer.reading.assessment, writer.texts
    package = assessment.pakket
    yield writer.say(
        "verantwoording.peildatum",
        _PACKAGE,
        datum=notation.date(assessment.tijdstip),
        pakket=clean_name(package.naam),
        peildatum=notation.date(package.peildatum) if package.peildatum else writer.phrase("verantwoording.onbekend"),
    )
    yield writer.say(
        "verantwoording.geldig", _PACKAGE, datum=notation.date(months_later(assessment.tijdstip, texts.geldig_maanden))
    )
    yield writer.say("verantwoording.geldig_instelling", _PACKAGE)
    old = [layer for layer in assessment.lagen if writer.is_outdated(layer)]
    years = notation.number(texts.verouderd_jaren)
    if old:
        names = notation.listing(writer.reading.layer_name(layer.laag) for layer in old)
        yield writer.say("verantwoording.oud", by_layer(*old), jaren=years, kaarten=names)
    else:
        yield writer.say("verantwoording.niet_oud", by_layer(*assessment.lagen) or _PACKAGE, jaren=years)
    undated = [layer for layer in writer.reading.theme_layers if layer.objecten and not layer.bron.peildatum]
    if undated:
        how_many = notation.count(len(undated), "kaartlaag", "kaartlagen")
        yield writer.say("verantwoording.zonder_datum", by_layer(*undated), aantal=how_many)
