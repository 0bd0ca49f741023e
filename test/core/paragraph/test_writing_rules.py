"""The writing rules of the standard, held by the machine checks over everything the demonstration produces."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.domain import RuleKind, StatementStatus, notation
from bodem_ondergrond.plugin.paragraph import Kind, Length, remarks_for_author
from bodem_ondergrond.plugin.paragraph.checks import (
    Weight,
    check_document,
    check_sentences,
    measured_parts,
    words_of,
)
from bodem_ondergrond.plugin.paragraph.model import (
    BulletList,
    Evidence,
    EvidenceKind,
    Figure,
    Item,
    Paragraph,
    Row,
    Sentence,
    Table,
    section_sentences,
)
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts
from bodem_ondergrond.test.core.paragraph.conftest import all_text, rows_of

BROKEN = [
    pytest.param("W02", "Hier ligt vermoedelijk een vindplaats.", id="W02-uncertain-word"),
    pytest.param("W04", "Er zijn geen belemmeringen.", id="W04-no-obstacle"),
    pytest.param("W04", "De bodem is schoon.", id="W04-clean"),
    pytest.param("W07", "De gemeente neemt de visie in acht.", id="W07-verb"),
    pytest.param("W08", "De initiatiefnemer moet dit doen.", id="W08-must"),
    pytest.param("W09", "Het bevoegd gezag beslist.", id="W09-nameless-authority"),
    pytest.param("W31", " ".join(["woord"] * 26) + ".", id="W31-long"),
    pytest.param("W34", "De gemeente dient te kiezen.", id="W34-stiff"),
    pytest.param("W35", "Dat is niet uitgesloten.", id="W35-double-negation"),
    pytest.param("W36", "Er liggen enkele zones.", id="W36-vague"),
    pytest.param("W47", "Het gebied heeft code WA3.", id="W47-legend-code"),
    pytest.param("W48", "Het bestemmingsplan regelt dit.", id="W48-old-term"),
    pytest.param("W55", "Het gaat om 1165 bomen.", id="W55-separator"),
    pytest.param("W56", "Het gaat om 905m².", id="W56-no-space"),
    pytest.param("W56", "Het gaat om 905 m².", id="W56-ordinary-space"),
    pytest.param("W60", "Het gaat om 66,67\u00a0procent.", id="W60-share"),
    pytest.param("W61", "Het gaat om 25-500\u00a0m-mv.", id="W61-depth"),
    pytest.param("W64", "De kaart is van 12-11-2026.", id="W64-date"),
    pytest.param("W75", "Daarvoor zijn onder andere kaarten gebruikt.", id="W75-among-others"),
    pytest.param("vakken", "Het gaat om {opp}.", id="slot-left"),
]
SOUND = [
    "Een plek zonder registratie is niet vanzelf schoon.",
    "Volgens artikel 5.130 moet de gemeente dit regelen.",
    "De provincie Drenthe is bevoegd gezag.",
    "De kaart is van 12 november 2026 en telt 1.165\u00a0m².",
]


@pytest.mark.parametrize(("rule", "sentence"), BROKEN)
def test_sentence_that_breaks_a_rule_is_found(rule, sentence):
    assert rule in {remark.regel for remark in check_sentences([sentence])}


@pytest.mark.parametrize("sentence", SOUND)
def test_sound_sentence_passes(sentence):
    assert not check_sentences([sentence])


def test_name_of_a_plan_area_breaks_no_rule_about_words():
    assert not check_sentences(["Het plangebied 'Schoon en haalbaar' is 1,0\u00a0ha groot."])


def test_words_are_counted_without_source_and_a_figure_counts_with_its_unit():
    assert len(words_of("Het gaat om 905\u00a0m² (Omgevingsvisie Drenthe 2022, paragraaf 4.2).")) == 4


def test_semicolon_splits_a_sentence_and_a_colon_does_not():
    assert len(measured_parts(["Dit is een; dit is twee: en dit hoort erbij."])) == 2


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
def test_demonstration_texts_break_no_rule(demo_assessments, write, kind, length):
    for name, made in demo_assessments.items():
        remarks = check_document(write(made, length, kind))
        assert not [remark for remark in remarks if remark.gewicht is Weight.FOUT], name
        # The long text of a whole municipality may list more than seven matters; the others may not.
        assert {remark.regel for remark in remarks} <= ({"W22"} if length is Length.UITGEBREID else set()), name


@pytest.mark.parametrize("kind", Kind)
def test_short_text_is_an_extract_of_the_normal_one(demo_assessments, write, kind):
    """Every figure of the short text stands in the normal one too, theme by theme."""
    for name, made in demo_assessments.items():
        short, normal = write(made, Length.KORT, kind), write(made, Length.NORMAAL, kind)
        for section in short.walk():
            if section.id.startswith(("A4-", "B3-")):
                longer = normal.section(section.id)
                assert longer is not None, (name, section.id)
                assert figures(section) <= figures(longer), (name, section.id)


def figures(section):
    sentences = [sentence for part in section.walk() for sentence in section_sentences(part)]
    return set(re.findall(r"\d+(?:[.,]\d+)*", " ".join(sentence.tekst for sentence in sentences)))


def test_longer_text_says_more(demo_assessments, write):
    for name, made in demo_assessments.items():
        sizes = [len(all_text(write(made, length))) for length in Length]
        assert sizes == sorted(sizes), name


@pytest.mark.parametrize("length", Length)
def test_sources_in_the_text_are_those_in_the_table(demo_assessments, catalogue, write, length):
    """W76: the set of sources in the text is the set in the table."""
    for made in demo_assessments.values():
        document = write(made, length)
        listed = {cells[0] for cells in rows_of(document, "Beleid en regels")}
        cited = {place.document for sentence in document.sentences() for place in sentence.bronnen}
        assert {catalogue.bronnen[name].titel for name in cited} == listed


def test_statements_that_the_long_text_quotes_exist_and_hold_today(catalogue):
    for subject in shipped_texts().onderwerpen.values():
        for name in (*subject.uitspraken, *subject.dilemmas):
            assert catalogue.uitspraken[name].status is StatementStatus.GELDEND, name


def test_every_action_of_the_catalogue_has_a_step_with_actor_and_moment(catalogue):
    actions = {key for key in catalogue.zinnen if key.startswith("actie.")}
    steps = shipped_texts().stappen
    assert actions == set(steps)
    for step in steps.values():
        assert step.zin.startswith(("De initiatiefnemer ", "De gemeente ", "De uitvoerder ", "De gebruiker "))


def test_steps_break_no_rule():
    assert not check_sentences([step.zin for step in shipped_texts().stappen.values()])


def test_every_pattern_of_the_catalogue_has_a_role(catalogue):
    starts = tuple(shipped_texts().rollen)
    assert [key for key in catalogue.zinnen if key.startswith("patroon.") and not key.startswith(starts)] == []


def test_every_policy_layer_has_a_subject_and_a_word_for_its_absence(catalogue):
    texts = shipped_texts()
    placed = {laag for subject in texts.onderwerpen.values() for laag in subject.lagen}
    # Layers of one municipality come with its profile and are named by their own name.
    layers = {layer.id for layer in catalogue.lagen.values() if not layer.kader and not layer.gemeente}
    assert layers <= placed
    assert layers <= set(texts.geen)


def test_every_activity_has_a_form_inside_a_sentence(catalogue):
    assert set(catalogue.activiteiten) == set(shipped_texts().activiteiten)


# --- the text as a whole ------------------------------------------------------------------------------------------


@pytest.fixture
def broken(assessment, write):
    """Make a document whose first section holds something else, and return the rules that the checks name."""

    def run(*blocks, kop="De kern"):
        document = write(assessment())
        first = replace(document.secties[0], blokken=blocks, kop=kop)
        changed = replace(document, secties=(first, *document.secties[1:]))
        return {remark.regel for remark in check_document(changed)}

    return run


FIXED = (Evidence(EvidenceKind.VASTE_TEKST, "proef"),)


def said(*lines, evidence=FIXED):
    return tuple(Sentence(line, evidence) for line in lines)


def test_paragraph_with_too_many_sentences_is_found(broken):
    assert "W22" in broken(Paragraph(said(*(f"Dit is zin {word}." for word in "abcdef"))))


def test_list_with_too_many_points_is_found(broken):
    assert "W22" in broken(BulletList(tuple(Item(said(f"Punt {word}.")) for word in "abcdefgh")))


def test_long_heading_and_question_as_heading_are_found(broken):
    assert "W23" in broken(kop="Een kop van meer dan zes hele woorden")
    assert "W23" in broken(kop="Wat nu?")


def test_sentence_that_stands_twice_is_found(broken):
    assert "W27" in broken(Paragraph(said("Dit staat er.", "Dit staat er.")))


def test_sentence_without_evidence_is_found(broken):
    assert "bewijs" in broken(Paragraph(said("Dit staat er.", evidence=())))


def test_sentence_without_a_capital_is_found(broken):
    assert "vakken" in broken(Paragraph(said("dit staat er.")))


def test_empty_cell_and_row_without_evidence_are_found(broken):
    assert "W66" in broken(Table("Tabel", ("A", "B"), (Row(("a", " "), FIXED),)))
    assert "bewijs" in broken(Table("Tabel", ("A",), (Row(("a",), ()),)))


def test_drawing_without_words_is_found(broken):
    assert "figuur" in broken(Figure("f", "<svg/>", "Figuur", "", 10, 10))


def test_long_winded_and_passive_text_is_found(broken):
    winded = [" ".join(["lang"] * 22) + f" {word}." for word in "abcdefghijklmnopqrstuvwxyz"]
    assert {"W30", "W32"} <= broken(*(Paragraph(said(line)) for line in winded))
    passive = [f"Dit wordt gedaan door {word}." for word in "abcdefghijklmnopqrst"]
    assert "W33" in broken(*(Paragraph(said(line)) for line in passive))


def test_remarks_for_the_author_have_errors_first(assessment, write):
    document = write(assessment())
    first = replace(document.secties[0], blokken=(Paragraph(said("Er zijn diverse zones.", "De bodem is schoon.")),))
    lines = remarks_for_author(replace(document, secties=(first, *document.secties[1:])))
    assert lines[0].startswith("W04 (fout): schoon")
    assert any(line.startswith("W36 (waarschuwing)") for line in lines)


# --- thresholds ---------------------------------------------------------------------------------------------------


def exemptions(assessments, catalogue):
    """Findings with a figure, a limit and a rule that exempts, each with its assessment."""
    for made in assessments.values():
        for item in made.geldende_bevindingen:
            if catalogue.regels[item.regel].soort is RuleKind.VRIJSTELLING:
                yield made, item


def test_threshold_has_sum_limit_and_margin_in_the_text(demo_assessments, catalogue, write):
    """W12: the sum, the limit and the exact margin stand in the normal text."""
    seen = 0
    for made, item in exemptions(demo_assessments, catalogue):
        text = all_text(write(made))
        for line in item.rekenregels:
            given = made.plan.ingreep.oppervlakte_m2 is not None
            if line.grootheid == "oppervlakte_m2" and given and line.waarde is not None and line.grens:
                margin = abs(line.waarde - line.grens)
                for figure in {line.waarde, line.grens, margin} - {0.0}:
                    assert notation.quantity(figure, "m2") in text, (made.plan.naam, figure)
                seen += 1
    assert seen >= 5


def test_figure_close_to_its_limit_is_said_to_be(demo_assessments, write):
    """W59: within 10 percent of the limit."""
    text = all_text(write(demo_assessments["Schuur op de es, Dwingeloo"]))
    assert "De oppervlakte van de bodemingrepen ligt dicht bij de grens van 1.000\u00a0m²." in text
    assert "dicht bij de grens" not in all_text(write(demo_assessments["Woningbouw langs de Oude Vaart, Ruinerwold"]))
