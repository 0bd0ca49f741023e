"""The catalogue can be traced: each section, line and figure that it cites stands in the text of its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bodem_ondergrond.plugin.domain import Citation
from bodem_ondergrond.tools import check_sources
from bodem_ondergrond.tools.check_sources import COPIED_WORDS, check, main
from bodem_ondergrond.tools.source_texts import FILES, SourceText, Span, figures, read_texts, runs, words

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"
with_texts = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source texts (../shared/sources) are not beside the project"
)

# A document as a PDF gives it: chapter number on a line of its own, a broken word, a block outside its section.
PAPER = """\
 1
Inleiding

1.1 Aanleiding
De bodem is een traag sys-
teem met twaalf lagen.
In 1.000 gevallen geldt een grens van 30 cm
plus 10 cm, en 0,5 ha.

1.2 Beleid
1.2.1 Keuzes
Geen vergunning onder 500 m.
1.3 Kaarten
Kaart 2
Module 3: Water
 2
Slot
Losse kop
Het einde.
"""


@pytest.fixture
def paper():
    return SourceText("proef", tuple(PAPER.splitlines()))


@pytest.fixture(scope="module")
def texts():
    return read_texts(SOURCES)


# --- the texts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "lines"),
    [
        ("1", (1, 15)),
        ("1.1", (4, 9)),
        ("1.2", (10, 12)),
        ("1.2.1", (11, 12)),
        ("2", (16, 19)),
        ("kaart 2", (14, 19)),
        ("module 3", (15, 19)),
        ("Losse kop", (18, 19)),
    ],
)
def test_a_section_reaches_to_the_next_heading_that_is_not_its_own(paper, section, lines):
    assert paper.section_spans(section) == (Span(*lines),)


@pytest.mark.parametrize("section", ["1.4", "3", "Losse", "module 4", "500"])
def test_a_heading_that_is_not_there_is_not_found(paper, section):
    assert paper.section_spans(section) == ()


@pytest.mark.parametrize(("written", "lines"), [("4", (4, 4)), ("4-9", (4, 9))])
def test_a_line_range_is_read(paper, written, lines):
    assert paper.span(written) == Span(*lines)


@pytest.mark.parametrize("written", ["0-3", "9-4", "4-99", "vier", "4-"])
def test_a_line_range_that_the_text_does_not_have_is_no_range(paper, written):
    assert paper.span(written) is None


def test_figures_are_read_in_digits_and_in_words():
    assert figures("twaalf van de 1.000 gevallen, 0,5 ha en CO2") == {12.0, 1000.0, 0.5}


def test_a_word_that_a_line_end_breaks_is_one_word(paper):
    assert "systeem" in words("\n".join(paper.lines))


def test_runs_are_all_groups_of_so_many_words():
    assert runs("een twee drie vier", 3) == {("een", "twee", "drie"), ("twee", "drie", "vier")}


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.fixture
def with_statement(catalogue):
    """The catalogue with one statement only, and nothing else that could be wrong."""

    def make(sentence="Een eigen zin.", **change):
        statement = replace(catalogue.uitspraken["energie.keuze_a"], titel="Proef", zinnen=(sentence,), **change)
        empty = {"themas", "lagen", "drempels", "regels", "gemeenten", "themabeleid", "afwegingsprincipes"}
        empty |= {"ondergrondlagen", "beslishulpen", "kennisbronnen", "opgaven"}
        order = replace(catalogue.gebruiksorde, functies={}, paren=())
        return replace(catalogue, uitspraken={"x": statement}, gebruiksorde=order, **{name: {} for name in empty})

    return make


def found(catalogue, paper):
    return [str(problem) for problem in check(catalogue, {"proef": paper})]


def test_a_statement_that_stands_in_its_lines_is_right(with_statement, paper):
    bronnen = (Citation("proef", "1.1", "5-8"),)
    assert found(with_statement("De grens is 30 cm en 0,5 ha.", bronnen=bronnen), paper) == []


@pytest.mark.parametrize(
    ("sentence", "citation", "said"),
    [
        pytest.param("Zin.", Citation("proef", "4.4", "5-8"), "deze paragraaf", id="no-such-section"),
        pytest.param("Zin.", Citation("proef", "1.1"), "regelnummers ontbreken", id="no-lines"),
        pytest.param("Zin.", Citation("proef", "1.1", "5-80"), "geen regels 5-80", id="no-such-lines"),
        pytest.param("Zin.", Citation("proef", "1.1", "11-12"), "buiten deze paragraaf (4-9)", id="lines-elsewhere"),
        pytest.param("Tot 25 cm.", Citation("proef", "1.1", "5-8"), "het getal 25", id="figure-elsewhere"),
        pytest.param("De veertien lagen.", Citation("proef", "1.1", "5-8"), "het getal 14", id="figure-in-words"),
        pytest.param(
            "In 1.000 gevallen geldt een grens van 30 cm plus 10 cm.",
            Citation("proef", "1.1", "5-8"),
            "staan zo in een bron",
            id="copied-words",
        ),
    ],
)
def test_what_cannot_be_traced_is_found(with_statement, paper, sentence, citation, said):
    problems = found(with_statement(sentence, bronnen=(citation,)), paper)
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith("uitspraak energie.keuze_a: ")


def test_a_document_without_text_is_not_judged(with_statement, paper):
    assert found(with_statement(bronnen=(Citation("elders", "9.9", "1-2"),)), paper) == []


def test_a_figure_in_a_name_proves_nothing(with_statement, paper):
    bronnen = (Citation("proef", "1.1", "5-8"),)
    assert found(with_statement("In Natura 2000-gebied, zie kaart 2.", bronnen=bronnen), paper) == []


def test_figures_of_thresholds_and_rules_are_looked_up(catalogue, texts):
    if not texts:
        pytest.skip("the source texts (../shared/sources) are not beside the project")
    limit = replace(catalogue.drempels["archeologie_oppervlakte"], waarde=1200.0)
    rule = replace(catalogue.regels["nnn.zandwinning"], bronnen=(Citation("strategie-2021", "10.6.1", "3745"),))
    changed = replace(
        catalogue,
        drempels={**catalogue.drempels, limit.id: limit},
        regels={**catalogue.regels, rule.id: replace(rule, titel="Tot 77 m")},
    )
    problems = [str(problem) for problem in check(changed, texts)]
    assert len(problems) == 2
    assert problems[0].startswith("drempel archeologie_oppervlakte: het getal 1200")
    assert problems[1].startswith("regel nnn.zandwinning: het getal 77")


# --- the catalogue itself --------------------------------------------------------------------------------------------


@with_texts
def test_everything_in_the_catalogue_can_be_traced(catalogue, texts):
    assert set(texts) == set(FILES)
    assert [str(problem) for problem in check(catalogue, texts)] == []


@with_texts
def test_no_sentence_of_the_catalogue_is_copied_whatever_it_cites(catalogue, texts):
    copied = {run for text in texts.values() for run in runs("\n".join(text.lines), COPIED_WORDS)}
    sentences = [sentence for group in catalogue.zinnen.values() for sentence in group]
    assert [sentence for sentence in sentences if runs(sentence, COPIED_WORDS) & copied] == []


def test_every_rule_and_statement_names_the_lines_of_its_source(catalogue):
    evidence = [one for one in check_sources.collect(catalogue) if one.needs_lines]
    assert [one.place for one in evidence if not all(citation.regels for citation in one.citations)] == []


def test_without_texts_the_tool_says_that_it_compared_nothing(tmp_path, capsys):
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Overgeslagen")


@with_texts
def test_the_tool_counts_what_it_compared(capsys):
    assert main([str(SOURCES)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("0 onjuist.")
