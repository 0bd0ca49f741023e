from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    QUESTIONS,
    Calculation,
    Citation,
    Correction,
    DepthRange,
    Outcome,
    PolicyObject,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.gui import words
from bodem_ondergrond.plugin.gui.details import calculation_text, finding_details, source_text
from bodem_ondergrond.plugin.gui.nodes import NodeKind, finding_node, result_nodes


def theme(root, number=0):
    return root.children[number]


def details_of(finding, catalogue):
    return {label: text for label, text in finding_details(finding, catalogue) if text}


def test_findings_stand_under_their_theme_heaviest_first(catalogue, make_assessment, make_finding):
    light = make_finding(Verdict.AANDACHT, id="a")
    heavy = make_finding(Verdict.VERBOD, id="b")
    root = result_nodes(make_assessment([light, heavy]), catalogue)
    assert [node.finding.id for node in theme(root).children] == ["b", "a"]
    assert theme(root).badge.word == "Prohibited"


def test_themes_come_in_the_order_of_the_catalogue(catalogue, make_assessment, make_finding):
    findings = [make_finding(theme=name, id=name) for name in ("natuur", "energie")]
    root = result_nodes(make_assessment(findings), catalogue)
    assert [node.title for node in root.children] == ["Energy", "Nature"]


@pytest.mark.parametrize("outcome", [Outcome.NIET_GETOETST, Outcome.GEEN_GEGEVENS])
def test_what_was_not_checked_stands_in_the_same_tree_with_its_reason(
    catalogue, make_assessment, make_outcome, outcome
):
    layer = make_outcome("amk_terreinen", outcome, reason="Het bestand is beschadigd.")
    row = theme(result_nodes(make_assessment(layers=[layer]), catalogue)).children[0]
    assert row.kind is NodeKind.LAAG
    assert row.text == "Het bestand is beschadigd."
    assert not row.muted


def test_a_theme_with_only_unchecked_layers_does_not_look_fine(catalogue, make_assessment, make_outcome):
    layers = [
        make_outcome("amk_terreinen", Outcome.NIET_GERAAKT),
        make_outcome("aardkundig_erfgoed", Outcome.NIET_GETOETST, reason="stuk"),
    ]
    node = theme(result_nodes(make_assessment(layers=layers), catalogue))
    assert node.badge.word == "not checked"
    assert node.expanded


def test_layers_that_are_not_hit_stand_under_one_closed_row(catalogue, make_assessment, make_outcome):
    layers = [make_outcome(name, Outcome.NIET_GERAAKT) for name in ("amk_terreinen", "aardkundig_erfgoed")]
    row = theme(result_nodes(make_assessment(layers=layers), catalogue)).children[0]
    assert row.kind is NodeKind.GROEP
    assert not row.expanded
    assert len(row.children) == 2


def test_a_layer_that_is_hit_without_a_rule_that_speaks_says_so(catalogue, make_assessment, make_outcome):
    row = theme(
        result_nodes(make_assessment(layers=[make_outcome("amk_terreinen", Outcome.GERAAKT)]), catalogue)
    ).children[0]
    assert "no rule" in row.text


def test_a_layer_that_speaks_through_a_finding_is_not_shown_twice(
    catalogue, make_assessment, make_finding, make_outcome
):
    layer = make_outcome("archeologie_provinciaal", Outcome.GERAAKT)
    rows = theme(result_nodes(make_assessment([make_finding()], [layer]), catalogue)).children
    assert [row.kind for row in rows] == [NodeKind.BEVINDING]


def test_a_finding_set_aside_is_last_muted_and_gives_its_reason(catalogue, make_assessment, make_finding):
    correction = Correction("Al onderzocht", "J. Jansen", "2026-11-20T12:00:00+01:00")
    aside = make_finding(Verdict.VERBOD, id="a", correctie=correction)
    root = result_nodes(make_assessment([aside, make_finding(Verdict.AANDACHT, id="b")]), catalogue)
    last = theme(root).children[-1]
    assert last.muted
    assert "Al onderzocht" in last.children[0].text
    assert theme(root).badge.word == "Attention"


def test_a_finding_shows_m2_and_percentage(catalogue, make_finding, dutch_locale):
    assert finding_node(make_finding(), catalogue).trailing.replace("\u00a0", " ") == "1.240 m² · 12 %"


def test_a_finding_without_overlap_shows_its_distance(catalogue, make_finding, dutch_locale):
    finding = make_finding(overlap_m2=0.0, aandeel=0.0, afstand_m=42.25)
    assert finding_node(finding, catalogue).trailing.replace("\u00a0", " ") == "42,3 m"


@pytest.mark.parametrize(
    ("value", "limit", "met", "text"),
    [
        pytest.param(900.0, 1000.0, True, "✓ disturbed area: 900 m² ≤ 1.000 m²", id="met"),
        pytest.param(1200.5, 1000.0, False, "✗ disturbed area: 1.200,5 m² ≤ 1.000 m²", id="not-met"),
        pytest.param(None, 1000.0, None, "? disturbed area: unknown ≤ 1.000 m²", id="figure-unknown"),
        pytest.param(900.0, None, None, "? disturbed area: 900 m² ≤ unknown", id="limit-unknown"),
    ],
)
def test_arithmetic_is_written_out(catalogue, dutch_locale, value, limit, met, text):
    calculation = Calculation("oppervlakte_m2", value, "m2", "<=", limit, met, "")
    assert calculation_text(calculation, catalogue).replace("\u00a0", " ") == text


def test_arithmetic_names_its_source_by_title(catalogue, dutch_locale):
    calculation = Calculation("diepte", 20.0, "cm", "<=", 30.0, True, "omgevingsvisie-2022 4.2.4.2")
    assert catalogue.bronnen["omgevingsvisie-2022"].kort in calculation_text(calculation, catalogue)


def test_all_evidence_of_a_finding_is_shown(catalogue, make_finding, dutch_locale):
    finding = make_finding(
        zinnen=("Eerste zin.", "Tweede zin."),
        bevoegd_gezag=(next(iter(catalogue.bevoegd_gezag)),),
        acties=("Vraag advies.",),
        bronnen=(Citation("strategie-2021", "6.6"),),
        aannames=("De hele oppervlakte wordt verstoord.",),
        ontbreekt=("diepte_cm",),
        objecten=(PolicyObject("7", "Hunebed D27"),),
        diepte=DepthRange(0, 2),
        herkomst_oordeel=VerdictOrigin.LEZING,
        marginaal=True,
    )
    details = details_of(finding, catalogue)
    assert details["What to know"] == "Tweede zin."
    assert details["What to do"] == "Vraag advies."
    assert details["Competent authority"] == next(iter(catalogue.bevoegd_gezag.values())).naam
    assert "6.6" in details["Sources"]
    assert details["Assumed"] == "De hele oppervlakte wordt verstoord."
    assert details["Missing"] == "depth of the works"
    assert "Hunebed D27" in details["On the map"]
    assert "sliver" in details["On the map"]
    assert details["Depth"] == "0 to 2 m below ground level"
    assert "reading" in details["Verdict"]


def test_a_row_is_spoken_as_a_whole(catalogue, make_finding):
    spoken = finding_node(make_finding(), catalogue).spoken
    assert spoken.startswith("No, unless")
    assert "archeologische waarde" in spoken


def test_a_rule_and_a_theme_that_the_catalogue_does_not_know_are_shown_by_their_id(
    catalogue, make_assessment, make_finding
):
    root = result_nodes(make_assessment([make_finding(rule="nieuw.regel", theme="nieuw")]), catalogue)
    assert theme(root).title == "nieuw"
    assert theme(root).children[0].title == "nieuw.regel"


@pytest.mark.parametrize("reference", ["kaartlaag amk_terreinen", "amk_terreinen vrijstelling_m2"])
def test_a_limit_from_a_map_names_the_layer(catalogue, reference):
    assert source_text(reference, catalogue) == f"map layer {catalogue.lagen['amk_terreinen'].naam_en}"


def test_every_figure_that_can_be_missing_has_a_name(catalogue):
    names = [*QUANTITIES, *QUESTIONS, *catalogue.drempels, "iets_nieuws"]
    assert not [name for name in names if "_" in words.figure_word(name, catalogue)]
