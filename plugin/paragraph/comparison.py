"""Two checks of the same plan area beside each other: what changed, and whether plan, data or policy changed too."""

from __future__ import annotations

from collections.abc import Iterator

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    QUESTIONS,
    Answer,
    Assessment,
    Catalogue,
    Finding,
    Ingreep,
    notation,
)
from bodem_ondergrond.plugin.paragraph.blocks import bullets, paragraphs, section
from bodem_ondergrond.plugin.paragraph.dates import moment
from bodem_ondergrond.plugin.paragraph.finish import finish
from bodem_ondergrond.plugin.paragraph.model import (
    Document,
    EvidenceKind,
    Item,
    Kind,
    Length,
    Section,
    Sentence,
)
from bodem_ondergrond.plugin.paragraph.reading import clean_name, read
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts
from bodem_ondergrond.plugin.paragraph.writer import Writer, by_finding, by_kind, by_layer

_PLAN, _DATA, _POLICY = "plan", "gegevens", "beleid"


class ComparisonError(ValueError):
    """Two results cannot be compared. The message is Dutch and meant for the user."""


def compare(before: Assessment, after: Assessment, catalogue: Catalogue) -> Document:
    """Write what changed between two checks of one plan area.

    Args:
        before: the earlier check, or one variant.
        after: the later check, or the other variant.
        catalogue: for names and titles; the policy as it is now.

    Raises:
        ComparisonError: the results are about different plan areas.
    """
    names = clean_name(before.plan.naam), clean_name(after.plan.naam)
    if not _is_same_place(before, after):
        raise ComparisonError(
            f"Deze resultaten gaan over verschillende plangebieden: '{names[0]}' en '{names[1]}'. "
            "Kies twee resultaten van hetzelfde plangebied."
        )
    pair = _Pair(before, after, catalogue)
    writer = pair.writer
    document = Document(
        titel=writer.phrase("vergelijking.titel", gebied=writer.reading.gebied),
        plangebied=writer.reading.gebied,
        soort=Kind.MOTIVERING,
        lengte=Length.NORMAAL,
        kenmerk="",
        voettekst=writer.phrase("vergelijking.voettekst", eerst=moment(before.tijdstip), later=moment(after.tijdstip)),
        tijdstip=after.tijdstip,
        meldingen=_notices(pair),
        secties=(*_summary(pair), *_causes(pair), *_findings(pair), *_layers(pair)),
    )
    return finish(document, writer, {})


class _Pair:
    """Both checks with what differs between them."""

    def __init__(self, before: Assessment, after: Assessment, catalogue: Catalogue) -> None:
        texts = shipped_texts()
        self.before, self.after = before, after
        self.writer = Writer(read(after, catalogue, texts))
        self.old = Writer(read(before, catalogue, texts))
        self.findings_before = {finding.id: finding for finding in before.geldende_bevindingen}
        self.findings_after = {finding.id: finding for finding in after.geldende_bevindingen}

    def causes(self) -> dict[str, list[Sentence]]:
        """Return what changed in plan, data and policy, as sentences."""
        return {
            _PLAN: list(_plan_changes(self)),
            _DATA: list(_data_changes(self)),
            _POLICY: list(_policy_changes(self)),
        }


def _is_same_place(before: Assessment, after: Assessment) -> bool:
    """Whether the plan areas share ground; without geometry the name decides. A variant may have another name."""
    one, other = before.plan.geometrie, after.plan.geometrie
    if one is not None and other is not None:
        return bool(one.intersects(other))
    return bool(before.plan.naam.strip()) and before.plan.naam == after.plan.naam


def _notices(pair: _Pair) -> tuple[Sentence, ...]:
    if pair.before.pakket.demonstratie or pair.after.pakket.demonstratie:
        return pair.writer.say_all("melding.demonstratie", by_kind(EvidenceKind.PAKKET))
    return ()


def _summary(pair: _Pair) -> tuple[Section, ...]:
    added, gone, changed = _differences(pair)
    counts = {"nieuw": len(added), "vervallen": len(gone), "gewijzigd": len(changed)}
    told = notation.listing(_count(pair.writer, name, number) for name, number in counts.items() if number)
    days = [notation.date(check.tijdstip) for check in (pair.before, pair.after)]
    # Two checks of one day, such as two variants: 'between 20 and 20 November' would be no language.
    key = f"vergelijking.{'verschil' if told else 'gelijk'}{'_dag' if days[0] == days[1] else ''}"
    slots = {"eerst": days[0], "later": days[1], "tellingen": told}
    said = pair.writer.say(key, by_kind(EvidenceKind.PLANGEBIED), **slots)
    return section(pair.writer, "W1", paragraphs([said], Length.NORMAAL))


def _count(writer: Writer, name: str, number: int) -> str:
    """Return how many findings came, went or changed, with the verb first: `kwamen er drie bevindingen bij`."""
    how_many = notation.count(number, "bevinding", "bevindingen")
    return writer.phrase(writer.numbered(f"vergelijking.{name}", number), aantal=how_many)


# --- causes -------------------------------------------------------------------------------------------------------


def _causes(pair: _Pair) -> tuple[Section, ...]:
    found = pair.causes()
    blocks = [
        block
        for name, sentences in found.items()
        for block in bullets(
            [Item((sentence,)) for sentence in sentences]
            or [Item((pair.writer.say(f"vergelijking.geen_{name}", by_kind(EvidenceKind.PLANGEBIED)),))],
            pair.writer.texts.koppen[f"wijziging_{name}"],
        )
    ]
    return section(pair.writer, "W2", blocks)


def _plan_changes(pair: _Pair) -> Iterator[Sentence]:
    evidence = by_kind(EvidenceKind.INGREEP)
    before, after = pair.before.plan.ingreep, pair.after.plan.ingreep
    words = pair.writer.texts.invoer
    sizes = [notation.area(item.oppervlakte_m2) for item in (pair.before, pair.after)]
    if sizes[0] != sizes[1]:
        yield _from_to(pair, "Oppervlakte van het plangebied", sizes[0], sizes[1])
    if before.activiteiten != after.activiteiten:
        yield _from_to(pair, words["activiteiten"], _activities(pair.old), _activities(pair.writer))
    for name in (*QUANTITIES, *QUESTIONS):
        values = [_answer(pair, ingreep, name) for ingreep in (before, after)]
        if values[0] != values[1]:
            said = _from_to(pair, words[name], values[0], values[1])
            yield Sentence(said.tekst, evidence)


def _activities(writer: Writer) -> str:
    return writer.activities() or writer.phrase("verantwoording.niet_opgegeven")


def _answer(pair: _Pair, ingreep: Ingreep, name: str) -> str:
    value = getattr(ingreep, name)
    if value is None or value is Answer.ONBEKEND:
        return pair.writer.phrase("verantwoording.niet_opgegeven")
    return str(value.value) if isinstance(value, Answer) else notation.quantity(value, QUANTITIES[name][0])


def _data_changes(pair: _Pair) -> Iterator[Sentence]:
    before, after = pair.before.pakket, pair.after.pakket
    versions = [f"{clean_name(item.naam)}, versie {clean_name(item.versie)}" for item in (before, after)]
    if versions[0] != versions[1]:
        yield _from_to(pair, "Beleidspakket", versions[0], versions[1], EvidenceKind.PAKKET)
    elif before.sha256 != after.sha256:
        yield pair.writer.say("vergelijking.inhoud_pakket", by_kind(EvidenceKind.PAKKET))
    days = [notation.date(item.peildatum) if item.peildatum else "onbekend" for item in (before, after)]
    if days[0] != days[1]:
        yield _from_to(pair, "Peildatum van het pakket", days[0], days[1], EvidenceKind.PAKKET)


def _policy_changes(pair: _Pair) -> Iterator[Sentence]:
    versions = [item.catalogus_versie for item in (pair.before, pair.after)]
    if versions[0] != versions[1]:
        yield _from_to(pair, "Catalogus van het beleid", versions[0], versions[1], EvidenceKind.CATALOGUS)
    elif pair.before.catalogus_sha256 != pair.after.catalogus_sha256:
        yield pair.writer.say("vergelijking.inhoud_catalogus", by_kind(EvidenceKind.CATALOGUS))


def _from_to(
    pair: _Pair, subject: str, before: str, after: str, kind: EvidenceKind = EvidenceKind.PLANGEBIED
) -> Sentence:
    return pair.writer.say("vergelijking.van_naar", by_kind(kind), wat=subject, oud=before, nieuw=after)


# --- findings and layers ------------------------------------------------------------------------------------------


def _differences(pair: _Pair) -> tuple[list[Finding], list[Finding], list[tuple[Finding, Finding]]]:
    """Return what is new, what is gone, and what says something else now."""
    before, after = pair.findings_before, pair.findings_after
    added = [finding for key, finding in after.items() if key not in before]
    gone = [finding for key, finding in before.items() if key not in after]
    both = [(before[key], after[key]) for key in after if key in before]
    return added, gone, [(old, new) for old, new in both if _said(old) != _said(new)]


def _said(finding: Finding) -> tuple[object, ...]:
    """Return what a reader would notice of a finding."""
    return (finding.oordeel, finding.uitkomst, finding.marginaal, finding.tekst, finding.ontbreekt)


def _findings(pair: _Pair) -> tuple[Section, ...]:
    added, gone, changed = _differences(pair)
    headings = pair.writer.texts.koppen
    blocks = (
        *bullets((_present(pair.writer, finding) for finding in added), headings["nieuw"]),
        *bullets((_present(pair.old, finding) for finding in gone), headings["vervallen"]),
        *bullets((_changed(pair, old, new) for old, new in changed), headings["gewijzigd"]),
    )
    return section(pair.writer, "W3", blocks)


def _present(writer: Writer, finding: Finding) -> Item:
    reading = writer.reading.finding(finding.id)
    sentences = [Sentence(line, by_finding(finding)) for line in finding.zinnen[:1]]
    word = writer.say("vergelijking.oordeel", by_finding(finding), oordeel=writer.verdict_word(reading))
    return Item((*sentences, word), reading.titel)


def _changed(pair: _Pair, old: Finding, new: Finding) -> Item:
    """Say what the finding says now, and what it said before where the verdict or the figures differ."""
    reading = pair.writer.reading.finding(new.id)
    evidence = by_finding(new)
    words = [w.verdict_word(w.reading.finding(new.id)) for w in (pair.old, pair.writer)]
    sentences: list[Sentence] = []
    if words[0] != words[1]:
        sentences.append(_from_to(pair, "Oordeel", words[0], words[1]))
    lines = [line for line in new.zinnen if line not in old.zinnen] or list(new.zinnen[:1])
    earlier = [line for line in old.zinnen if line not in new.zinnen]
    sentences.extend(Sentence(line, evidence) for line in lines)
    if earlier:
        sentences.append(pair.writer.say("vergelijking.eerder", evidence, tekst=" ".join(earlier)))
    return Item(tuple(sentences), reading.titel)


def _layers(pair: _Pair) -> tuple[Section, ...]:
    """Layers whose outcome is another now: also those about which less can be said than before."""
    before = {layer.laag: layer for layer in pair.before.lagen}
    names = pair.writer.texts.koppen
    items = []
    for layer in pair.after.lagen:
        old = before.get(layer.laag)
        if old is not None and old.uitkomst is not layer.uitkomst:
            outcomes = [names.get(item.uitkomst.value, item.uitkomst.value).lower() for item in (old, layer)]
            name = pair.writer.reading.layer_name(layer.laag)
            said = pair.writer.say(
                "vergelijking.van_naar", by_layer(layer), wat=name, oud=outcomes[0], nieuw=outcomes[1]
            )
            items.append(Item((said,)))
    return section(pair.writer, "W4", bullets(items))
