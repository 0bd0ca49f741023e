"""Prove that the policy catalogue can be traced: every citation, figure and sentence next to the source texts.

Given the folder of source texts it finds: a section that the document does not have, lines outside the section, a
figure of a rule, threshold or statement that is not in the cited lines, a rule or statement without lines, and a
sentence that repeats the words of a source. Without the texts it says so and proves nothing.

    python tools/check_sources.py ../shared/sources
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER, load_catalogue
from bodem_ondergrond.plugin.domain import (
    Catalogue,
    Citation,
    DepthWindowParameters,
    QuantityRangeParameters,
    Rule,
    Threshold,
)
from bodem_ondergrond.plugin.paragraph.texts import Texts, shipped_texts
from bodem_ondergrond.tools.source_texts import SourceText, Span, figures, read_texts, runs

# So many words in the order of a source are a copy; names of areas and documents are shorter.
COPIED_WORDS = 9
# Figures that are part of a name or of a reference, and so prove nothing.
_NAMES = re.compile(
    r"Natura 2000|\b(?:paragraaf|kaart|zone|keuze|Beslisboom|Waarde Archeologie|werelddeel) \d[\d.]*"
    r"|Bodem en Ondergrond 2021|Omgevingsvisie Drenthe 2022|Bodemvisie Assen \(2011\)|Structuurvisie Assen 2030"
)


@dataclass(frozen=True)
class Evidence:
    """One thing of the catalogue with what it claims: its citations, its sentences and the figures it works with."""

    place: str
    citations: tuple[Citation, ...]
    sentences: tuple[str, ...] = ()
    figures: frozenset[float] = field(default_factory=frozenset)
    needs_lines: bool = True


@dataclass(frozen=True)
class Problem:
    """Something that cannot be traced."""

    place: str
    text: str

    def __str__(self) -> str:
        """Return the place and what is wrong there."""
        return f"{self.place}: {self.text}"


def check(catalogue: Catalogue, texts: Mapping[str, SourceText]) -> list[Problem]:
    """Check everything in the catalogue against the texts, in the order of the catalogue."""
    copied = {run for text in texts.values() for run in runs("\n".join(text.lines), COPIED_WORDS)}
    problems: list[Problem] = []
    for evidence in collect(catalogue):
        spans, found = _check_citations(evidence, texts)
        problems += found
        if not found:
            problems += _check_figures(evidence, texts, spans)
        problems += _check_wording(evidence, copied)
    return problems


def collect(catalogue: Catalogue) -> Iterator[Evidence]:
    """Give all that the catalogue claims on the strength of a source."""
    for theme in catalogue.themas.values():
        yield Evidence(f"thema {theme.id}", theme.bronnen, needs_lines=False)
    for layer in [*catalogue.lagen.values(), *(one for m in catalogue.gemeenten.values() for one in m.lagen.values())]:
        yield Evidence(f"laag {layer.id}", layer.bronnen, needs_lines=False)
    yield from (_of_threshold(threshold) for threshold in catalogue.drempels.values() if threshold.bron)
    yield from (_of_rule(rule, catalogue) for rule in catalogue.regels.values())
    yield from _of_use_order(catalogue)
    for statement in catalogue.uitspraken.values():
        yield Evidence(f"uitspraak {statement.id}", statement.bronnen, (statement.titel, *statement.zinnen))
    yield from _of_themes(catalogue)
    yield from _of_guidance(catalogue)
    yield from _of_municipalities(catalogue)
    yield from _of_paragraph(shipped_texts())


def _of_threshold(threshold: Threshold) -> Evidence:
    parts = threshold.opgeteld_uit or ((threshold.waarde,) if threshold.waarde is not None else ())
    citations = (threshold.bron,) if threshold.bron else ()
    return Evidence(f"drempel {threshold.id}", citations, (threshold.omschrijving,), frozenset(parts))


def _of_rule(rule: Rule, catalogue: Catalogue) -> Evidence:
    ids = [rule.zin, *rule.acties, *(remark.zin for remark in rule.opmerkingen)]
    ids += rule.voorwaarden.zinnen if rule.voorwaarden else ()
    ids += rule.zinnen_per.zinnen.values() if rule.zinnen_per else ()
    said = (rule.titel, rule.zone_in, rule.zone_naam, *_sentences(catalogue, ids))
    return Evidence(f"regel {rule.id}", rule.bronnen, said, frozenset(_parameter_figures(rule)))


def _sentences(catalogue: Catalogue, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sentence for key in ids for sentence in catalogue.zinnen[key])


def _of_use_order(catalogue: Catalogue) -> Iterator[Evidence]:
    for function in catalogue.gebruiksorde.functies.values():
        said = (function.naam, *_sentences(catalogue, [function.zin]))
        yield Evidence(f"gebruiksorde {function.id}", function.bronnen, said)
    for pair in catalogue.gebruiksorde.paren:
        names = " en ".join(sorted(pair.functies))
        yield Evidence(f"gebruiksorde {names}", pair.bronnen, _sentences(catalogue, [pair.zin]))


def _parameter_figures(rule: Rule) -> Iterator[float]:
    """Give the figures in the parameters of a rule, but for 0: ground level stands in no source as a figure."""
    given: Sequence[float | None] = ()
    if isinstance(rule.parameters, QuantityRangeParameters):
        given = (rule.parameters.van, rule.parameters.tot)
    if isinstance(rule.parameters, DepthWindowParameters):
        given = [edge for window in rule.parameters.vensters.values() for edge in (window.van_m, window.tot_m)]
    yield from (value for value in given if value)


def _of_themes(catalogue: Catalogue) -> Iterator[Evidence]:
    for theme, policy in catalogue.themabeleid.items():
        for number, regulation in enumerate(policy.regelgeving, start=1):
            chapters = frozenset(float(chapter) for chapter in regulation.hoofdstukken)
            yield Evidence(f"regelgeving {theme} {number}", regulation.bronnen, regulation.zinnen, chapters)
        for number, duty in enumerate(policy.bevoegd_gezag, start=1):
            yield Evidence(f"bevoegd gezag {theme} {number}", duty.bronnen, (duty.taak,))


def _of_guidance(catalogue: Catalogue) -> Iterator[Evidence]:
    for principle in catalogue.afwegingsprincipes.values():
        sentences = (*principle.zinnen, *principle.spelregels)
        yield Evidence(f"afwegingsprincipe {principle.id}", principle.bronnen, sentences)
    for layer in catalogue.ondergrondlagen.values():
        depths = {layer.diepte.van_m, layer.diepte.tot_m} if layer.diepte else set()
        edges = frozenset(edge for edge in depths if edge)
        yield Evidence(f"ondergrondlaag {layer.id}", layer.bronnen, layer.zinnen, edges)
    for aid in catalogue.beslishulpen.values():
        sentences = (*aid.zinnen, *(sentence for block in aid.blokken for sentence in block.zinnen))
        yield Evidence(f"beslishulp {aid.id}", aid.bronnen, sentences)
    for source in catalogue.kennisbronnen.values():
        yield Evidence(f"kennisbron {source.id}", source.bronnen)
    for opgave in catalogue.opgaven.values():
        sentences = (*opgave.zinnen, *opgave.claims, *opgave.kansen, *opgave.dilemmas)
        questions = tuple(question.vraag for question in opgave.vragen)
        yield Evidence(f"opgave {opgave.id}", opgave.bronnen, (*sentences, *questions))
        for figure in opgave.kengetallen:
            yield Evidence(f"kengetal {opgave.id}", (figure.bron,), figures=frozenset({figure.waarde}))
    for crossing in catalogue.kruisingen.values():
        yield Evidence(f"kruising {crossing.id}", crossing.bronnen, (crossing.dilemma,))


def _of_municipalities(catalogue: Catalogue) -> Iterator[Evidence]:
    for profile in catalogue.gemeenten.values():
        for document in profile.documenten:
            yield Evidence(f"document {profile.naam}, {document.titel}", document.bronnen)
        for threshold, value in profile.drempels.items():
            yield Evidence(f"drempel {profile.naam}, {threshold}", (value.bron,), figures=frozenset({value.waarde}))


def _of_paragraph(texts: Texts) -> Iterator[Evidence]:
    """Give the sentences of the bodemparagraaf itself that lean on a source; a section is enough for them."""
    for subject in texts.onderwerpen.values():
        for statement in (*subject.belang, *subject.kansen, *subject.buiten_toets):
            if statement.bron:
                yield Evidence(f"onderwerp {subject.id}", (statement.bron,), (statement.zin,), needs_lines=False)
    for pair in texts.samenhang:
        for statement in pair.zinnen:
            if statement.bron:
                yield Evidence(f"samenhang {pair.id}", (statement.bron,), (statement.zin,), needs_lines=False)


def _check_citations(
    evidence: Evidence, texts: Mapping[str, SourceText]
) -> tuple[dict[str, list[Span]], list[Problem]]:
    """Return the cited lines per document, and what is wrong with the citations."""
    spans: dict[str, list[Span]] = {}
    problems = []
    for citation in evidence.citations:
        text = texts.get(citation.document)
        if text is None:
            continue
        found = _check_citation(citation, text, needs_lines=evidence.needs_lines)
        if isinstance(found, str):
            problems.append(Problem(evidence.place, f"{citation}: {found}"))
        elif found is not None:
            spans.setdefault(citation.document, []).append(found)
    return spans, problems


def _check_citation(citation: Citation, text: SourceText, *, needs_lines: bool) -> Span | str | None:
    """Return the cited lines, `None` when no lines are given or needed, or what is wrong."""
    section = text.section_spans(citation.paragraaf)
    if not section:
        return "deze paragraaf staat niet in de tekst."
    if citation.regels is None:
        return "de regelnummers ontbreken." if needs_lines else None
    lines = text.span(citation.regels)
    if lines is None:
        return f"de tekst heeft geen regels {citation.regels}."
    if not any(span.holds(lines) for span in section):
        return f"de regels {citation.regels} staan buiten deze paragraaf ({_written(section)})."
    return lines


def _written(spans: Iterable[Span]) -> str:
    return " en ".join(f"{span.first}-{span.last}" for span in spans)


def _check_figures(
    evidence: Evidence, texts: Mapping[str, SourceText], spans: Mapping[str, Sequence[Span]]
) -> Iterator[Problem]:
    """Give the figures that are not in the cited lines; a claim without lines is not looked at."""
    if not spans:
        return
    cited = "\n".join(texts[document].text(found) for document, found in spans.items())
    said = {figure for sentence in evidence.sentences for figure in figures(_NAMES.sub("", sentence))}
    for figure in sorted((evidence.figures | said) - figures(cited)):
        yield Problem(evidence.place, f"het getal {figure:g} staat niet in de aangehaalde regels.")


def _check_wording(evidence: Evidence, copied: set[tuple[str, ...]]) -> Iterator[Problem]:
    for sentence in evidence.sentences:
        for run in sorted(runs(sentence, COPIED_WORDS) & copied)[:1]:
            yield Problem(evidence.place, f"de woorden '{' '.join(run)}' staan zo in een bron.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the catalogue from the command line; 0: nothing wrong, or nothing to check with."""
    parser = argparse.ArgumentParser(description="Is elke bron in de beleidscatalogus terug te vinden?")
    parser.add_argument("bronteksten", type=Path, help="map met de teksten van de beleidsdocumenten")
    parser.add_argument("--catalogus", type=Path, default=CATALOGUE_FOLDER, help="map met de catalogus")
    chosen = parser.parse_args(arguments)
    texts = read_texts(chosen.bronteksten)
    if not texts:
        print(f"Overgeslagen: in '{chosen.bronteksten}' staan geen bronteksten, dus er is niets vergeleken.")
        return 0
    catalogue = load_catalogue(chosen.catalogus)
    problems = check(catalogue, texts)
    for problem in problems:
        print(problem)
    missing = sorted(set(catalogue.bronnen) - set(texts))
    if missing:
        print(f"Overgeslagen, want de tekst ontbreekt: {', '.join(missing)}.")
    count = sum(1 for _ in collect(catalogue))
    print(f"{count} onderdelen van de catalogus vergeleken met {len(texts)} teksten: {len(problems)} onjuist.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
