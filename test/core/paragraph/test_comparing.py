"""Two checks of one plan area: what changed, by plan, by data, by policy; other plan areas are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from bodem_ondergrond.plugin.domain import Answer, Ingreep, Outcome, Verdict
from bodem_ondergrond.plugin.paragraph import ComparisonError, compare, render_html, render_markdown
from bodem_ondergrond.plugin.paragraph.checks import Weight, check_document
from bodem_ondergrond.plugin.report import result_json
from bodem_ondergrond.test.core.paragraph.conftest import PACKAGE, texts

LATER = "2027-11-20T10:40:00+01:00"


@pytest.fixture
def between(catalogue):
    return lambda before, after: compare(before, replace(after, tijdstip=LATER), catalogue)


def test_equal_checks_are_said_to_be_equal(assessment, between):
    document = between(assessment(), assessment())
    assert "De toetsen van 20 november 2026 en 20 november 2027 geven dezelfde bevindingen." in texts(document)
    assert "Plangebied en ingreep zijn gelijk gebleven." in texts(document)
    assert "Het beleidspakket is gelijk gebleven." in texts(document)
    assert "De catalogus van het beleid is gelijk gebleven." in texts(document)


@pytest.fixture
def same_day(catalogue):
    return lambda before, after: compare(before, after, catalogue)


def test_two_variants_of_one_day_are_not_told_as_a_period(assessment, finding, same_day):
    other = finding("natura2000.gebied", laag="natura2000", zinnen=("Natura 2000 ligt hier.",))
    said = texts(same_day(assessment(finding()), assessment(finding(), other)))
    assert "Tussen de twee toetsen van 20 november 2026 kwam er een bevinding bij." in said
    assert "De twee toetsen van 20 november 2026 geven dezelfde bevindingen." in texts(
        same_day(assessment(), assessment())
    )


def test_only_what_changed_is_counted_in_words(assessment, finding, between):
    others = [
        finding(f"{name}.gebied", laag=name, zinnen=(f"{name} ligt hier.",)) for name in ("natura2000", "stortplaatsen")
    ]
    said = texts(between(assessment(finding()), assessment(*others)))
    expected = "kwamen er twee bevindingen bij en verviel er een bevinding."
    assert f"Tussen de toetsen van 20 november 2026 en 20 november 2027 {expected}" in said
    assert not any("0 bevindingen" in line or "er 0" in line for line in said)


def test_new_and_lost_findings_are_listed(assessment, finding, between):
    other = finding("natura2000.gebied", laag="natura2000", zinnen=("Natura 2000 ligt hier.",))
    document = between(assessment(finding()), assessment(other))
    headings = [block.kop for block in document.section("W3").blokken]
    assert headings == ["Nieuw", "Vervallen"]
    assert "Natura 2000 ligt hier." in texts(document)
    assert "Oordeel: 'nee, tenzij'." in texts(document)


def test_other_verdict_and_other_figure_are_shown_with_what_stood_there(assessment, finding, between):
    now = finding(oordeel=Verdict.VERBOD, zinnen=("Nu ligt hier 2 ha.", finding().zinnen[1]))
    said = texts(between(assessment(finding()), assessment(now)))
    assert "Oordeel: van 'nee, tenzij' naar verbod." in said
    assert "Nu ligt hier 2 ha." in said
    assert any(text.startswith("Eerder stond hier: Van het plangebied ligt 4.000") for text in said)


def test_corrected_finding_counts_as_gone(assessment, finding, set_aside, between):
    document = between(assessment(finding()), assessment(set_aside(finding())))
    assert [block.kop for block in document.section("W3").blokken] == ["Vervallen"]


def test_changes_of_the_plan_are_named(assessment, between):
    before = assessment(ingreep=Ingreep(activiteiten=("woningbouw",), diepte_cm=30.0))
    after = assessment(
        oppervlakte_m2=20_000.0, ingreep=Ingreep(activiteiten=("recreatie",), diepte_cm=60.0, bouwvoor=Answer.JA)
    )
    said = texts(between(before, after))
    assert "Oppervlakte van het plangebied: van 1,0\u00a0ha naar 2,0\u00a0ha." in said
    assert "Activiteiten: van woningbouw naar recreatie." in said
    assert "Diepte van de bodemingrepen: van 30\u00a0cm naar 60\u00a0cm." in said
    assert "Bouwvoor aanwezig: van niet opgegeven naar ja." in said


def test_changes_of_data_and_policy_are_named(assessment, between):
    newer = assessment(pakket=replace(PACKAGE, versie="2", peildatum="2027-01-01"), catalogus_versie="2027.1")
    said = texts(between(assessment(), newer))
    assert "Beleidspakket: van Proefpakket, versie 1 naar Proefpakket, versie 2." in said
    assert "Peildatum van het pakket: van 1 januari 2026 naar 1 januari 2027." in said
    assert "Catalogus van het beleid: van proef naar 2027.1." in said


def test_same_version_with_other_content_is_noticed(assessment, between):
    changed = assessment(pakket=replace(PACKAGE, sha256="1" * 64), catalogus_sha256="1" * 64)
    said = texts(between(assessment(), changed))
    assert "Het beleidspakket heeft dezelfde naam en versie, maar een andere inhoud." in said
    assert "De catalogus heeft dezelfde versie, maar een andere inhoud." in said


def test_layer_about_which_less_can_be_said_is_named(assessment, layer, between):
    before = assessment(lagen=(layer("amk_terreinen"),))
    after = assessment(lagen=(layer("amk_terreinen", Outcome.NIET_GETOETST, "De dienst gaf geen antwoord."),))
    assert "Terreinen van de Archeologische Monumentenkaart: van niet geraakt naar niet getoetst." in texts(
        between(before, after)
    )


def test_other_plan_area_is_refused_by_name(assessment, between):
    with pytest.raises(ComparisonError, match="'Proefveld' en 'Elders'"):
        between(assessment(), assessment(naam="Elders"))


def test_nameless_plan_areas_without_ground_are_refused(assessment, between):
    with pytest.raises(ComparisonError):
        between(assessment(naam=""), assessment(naam=""))


def test_same_name_on_other_ground_is_refused(assessment, between):
    made = assessment()
    places = [replace(made.plan, geometrie=shapely.box(x, 0, x + 10, 10)) for x in (0, 500)]
    with pytest.raises(ComparisonError):
        between(replace(made, plan=places[0]), replace(made, plan=places[1]))


def test_variant_with_another_name_on_the_same_ground_is_accepted(assessment, between):
    made = assessment()
    places = [replace(made.plan, naam=name, geometrie=shapely.box(0, 0, 10, 10)) for name in ("A", "B")]
    assert between(replace(made, plan=places[0]), replace(made, plan=places[1]))


def test_demonstration_data_are_named_first(demo_assessments, catalogue):
    made = demo_assessments["Schuur op de es, Dwingeloo"]
    assert "demonstratiegegevens" in compare(made, made, catalogue).meldingen[0].tekst


def test_two_variants_of_the_demonstration_give_a_sound_text(demo_assessments, catalogue):
    deep, shallow = (demo_assessments[f"{name} Kloosterveen, Assen"] for name in ("Bodemenergie", "Bodemlussen"))
    variant = replace(shallow, plan=replace(shallow.plan, geometrie=deep.plan.geometrie))
    document = compare(deep, variant, catalogue)
    assert "Boordiepte: van 120\u00a0m naar 20\u00a0m." in texts(document)
    assert not [remark for remark in check_document(document) if remark.gewicht is Weight.FOUT]
    assert render_html(document)
    assert render_markdown(document)


def test_results_read_back_from_json_compare_as_equal(demo_assessments, catalogue):
    made = demo_assessments["Schuur op de es, Dwingeloo"]
    document = compare(made, result_json.from_text(result_json.to_text(made)), catalogue)
    assert any("geven dezelfde bevindingen" in text for text in texts(document))
