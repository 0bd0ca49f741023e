"""What the text says: every outcome in its own words, every sentence with its evidence, nothing passed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.domain import (
    Citation,
    Ingreep,
    Outcome,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.paragraph import Kind, Length, Options
from bodem_ondergrond.plugin.paragraph.model import EvidenceKind, SentenceKind
from bodem_ondergrond.plugin.report import result_json
from bodem_ondergrond.test.core.conftest import square
from bodem_ondergrond.test.core.paragraph.conftest import PACKAGE, all_text, rows_of, texts

BAN_BELOW_25_M = (square(), {"zone": "2", "regime": "verbod"})
EVERY_FORM = [(kind, length) for kind in Kind for length in Length]


def ids(document):
    return [section.id for section in document.secties]


@pytest.mark.parametrize(("kind", "length"), EVERY_FORM)
def test_every_sentence_and_every_row_has_evidence(assessment, write, kind, length):
    document = write(assessment(), length, kind)
    assert all(sentence.bewijs for sentence in document.sentences())


@pytest.mark.parametrize(("kind", "length"), EVERY_FORM)
def test_equal_input_gives_an_equal_document(assessment, write, kind, length):
    made = assessment()
    assert write(made, length, kind) == write(made, length, kind)


def test_evidence_names_findings_and_layers_that_exist(assessment, write):
    made = assessment()
    document = write(made)
    findings = {item.id for item in made.bevindingen}
    layers = {row.laag for row in made.lagen}
    for sentence in document.sentences():
        for evidence in sentence.bewijs:
            if evidence.soort is EvidenceKind.BEVINDING:
                assert evidence.id in findings
            if evidence.soort is EvidenceKind.LAAG:
                assert evidence.id in layers


def test_chapter_and_plan_have_their_fixed_blocks(assessment, write):
    assert ids(write(assessment())) == ["A1", "A2", "A3", "A4", "A6", "A7", "AF", "A8"]
    assert ids(write(assessment(), soort=Kind.MOTIVERING)) == ["B1", "B2", "B3", "B5", "B6"]


def test_account_has_all_eleven_parts_in_every_length(assessment, write):
    for length in Length:
        account = write(assessment(), length).section("A8")
        assert [part.id for part in account.secties] == [f"A8-V{number}" for number in range(1, 12)]


# --- outcomes -----------------------------------------------------------------------------------------------------


def test_each_outcome_stands_in_its_own_list(assessment, layer, write):
    lagen = (
        layer("nnn", Outcome.GERAAKT, thema="natuur"),
        layer("amk_terreinen"),
        layer("keileem", Outcome.GEEN_GEGEVENS, "De kaart is leeg.", thema="klimaat"),
        layer("stortplaatsen", Outcome.NIET_GETOETST, "De dienst gaf geen antwoord.", thema="verontreiniging"),
    )
    document = write(assessment(lagen=lagen))
    lists = {block.kop: block for block in document.section("A6").blokken}
    said = {kop: " ".join(s.volledig for item in block.punten for s in item.zinnen) for kop, block in lists.items()}
    assert "Archeologische Monumentenkaart" in said["Niet geraakt (peildatum 1 januari 2026)"]
    assert "Keileem: de kaart is leeg." in said["Geen gegevens"]
    assert "Stortplaatsen: de dienst gaf geen antwoord." in said["Niet getoetst"]
    assert "Natuurnetwerk" not in "".join(said.values())


def test_touched_layer_without_a_rule_is_named(assessment, finding, layer, write):
    lagen = (layer("nnn", Outcome.GERAAKT, thema="natuur"), layer("zoutkussens", Outcome.GERAAKT, thema="delfstoffen"))
    document = write(assessment(finding(), lagen=lagen))
    assert any("De kaart Zoutkussens raakt het plangebied" in text for text in texts(document))


def test_lists_say_so_when_they_are_empty(assessment, layer, write):
    document = write(assessment(lagen=(layer("nnn", Outcome.GERAAKT, thema="natuur"),)))
    text = all_text(document)
    assert "Geen: elke kaart met gegevens raakt het plangebied." in text
    assert "Geen: alle getoetste kaarten hebben gegevens voor dit gebied." in text


def test_layers_with_one_date_share_it_and_others_have_their_own(assessment, layer, write):
    lagen = (
        layer("amk_terreinen"),
        layer("archeologie_provinciaal", peildatum="2024-05-01"),
        layer("nnn", thema="natuur"),
    )
    document = write(assessment(lagen=lagen))
    kop = document.section("A6").blokken[0].kop
    assert kop == "Niet geraakt"
    assert any("Archeologie van provinciaal belang: 1 mei 2024" in text for text in texts(document))


def test_counts_of_the_outcomes_add_up_to_the_layers(demo_assessments, write):
    for made in demo_assessments.values():
        rows = rows_of(write(made, Length.KORT), "Aantal kaartlagen per uitkomst")
        assert sum(int(cells[1]) for cells in rows) == len(made.lagen)


def test_every_layer_is_in_the_account(demo_assessments, catalogue, write):
    made = demo_assessments["Omgevingsvisie Midden-Drenthe"]
    named = [cells[0] for cells in rows_of(write(made, Length.KORT), "Gegevens")]
    assert named == [catalogue.lagen[row.laag].naam for row in made.lagen]


def test_plan_area_that_cannot_be_checked_says_why_first(assessment, layer, write):
    lagen = (layer("nnn", Outcome.NIET_GETOETST, "De geometrie is leeg.", thema="natuur"),)
    document = write(replace(assessment(lagen=lagen, fout="De geometrie is leeg."), bevindingen=()))
    assert document.meldingen[0].tekst == "Dit plangebied is niet getoetst. De geometrie is leeg."


def test_demonstration_data_are_named_in_the_first_sentence(assessment, write):
    document = write(assessment(pakket=replace(PACKAGE, demonstratie=True)))
    assert "demonstratiegegevens" in document.meldingen[0].tekst


def test_part_outside_drenthe_is_named_before_the_text(assessment, write):
    document = write(assessment(buiten_provincie_m2=2_000.0))
    assert document.meldingen[0].tekst.startswith("Van het plangebied ligt 2.000\u00a0m² buiten Drenthe")


def test_plan_area_outside_drenthe_gets_no_policy(assessment, write):
    document = write(assessment(buiten_provincie_m2=10_000.0))
    assert document.meldingen[0].tekst.startswith("Het plangebied ligt niet in Drenthe")


# --- findings -----------------------------------------------------------------------------------------------------


def test_reading_of_a_verdict_is_said_to_be_one(assessment, finding, write):
    said = "De toets leest 'Natuurnetwerk Nederland' als 'nee, tenzij'; de bron zelf noemt dat oordeel niet."
    assert said in texts(write(assessment()))
    assert said not in texts(write(assessment(finding(herkomst_oordeel=VerdictOrigin.BRON))))


def test_source_stands_behind_the_policy_with_its_status_once(assessment, finding, write):
    other = finding(
        "natura2000.gebied",
        laag="natura2000",
        zinnen=("Van het plangebied ligt 1 ha in Natura 2000-gebied.", "Dit gebied is beschermd."),
    )
    text = all_text(write(assessment(finding(), other)))
    assert "(Omgevingsvisie Drenthe 2022, paragraaf 7.1, vastgesteld)" in text
    assert text.count("7.1, vastgesteld") == 1


def test_findings_of_one_rule_share_one_title_and_one_policy(assessment, finding, write):
    zones = [
        finding(
            "nnn.gebied",
            id=f"nnn.gebied/{number}",
            zinnen=(
                f"Van het plangebied ligt {number} ha in het Natuurnetwerk Nederland (NNN).",
                "De provincie beschermt dit.",
            ),
        )
        for number in (1, 2)
    ]
    document = write(assessment(*zones, finding("natura2000.gebied", laag="natura2000")))
    titles = [block.kop for block in document.section("A4-natuur").blokken]
    assert titles.count("Natuurnetwerk Nederland") == 1
    assert texts(document).count("De provincie beschermt dit.") <= 1


def test_many_zones_of_one_rule_become_a_list(assessment, finding, write):
    zones = [
        finding(
            id=f"nnn.gebied/{n}",
            overlap_m2=float(n),
            zinnen=(f"Van het plangebied ligt {n} ha in het Natuurnetwerk Nederland (NNN).", "Beleid."),
        )
        for n in range(1, 11)
    ]
    lists = [
        b for b in write(assessment(*zones), Length.UITGEBREID).section("A4-natuur").blokken if hasattr(b, "punten")
    ]
    assert len(lists[0].punten) == 7
    assert "nog 4 zones" in lists[0].punten[-1].zinnen[0].tekst


def test_same_sentence_of_two_findings_stands_once_with_both_as_evidence(assessment, finding, write):
    shared = finding().zinnen[1]
    other = finding("nnn.zandwinning", zinnen=("Hier is het anders.", shared))
    document = write(assessment(finding(), other))
    found = [sentence for sentence in document.sentences() if sentence.tekst == shared]
    assert len(found) == 1
    assert {evidence.id for evidence in found[0].bewijs} == {"nnn.gebied", "nnn.zandwinning"}


def test_missing_figures_are_named_and_the_conclusion_waits(assessment, finding, write):
    open_finding = finding(
        "archeologie_provinciaal.waarde_3",
        laag="archeologie_provinciaal",
        thema="erfgoed",
        oordeel=Verdict.ONDERZOEK,
        ontbreekt=("oppervlakte_m2", "diepte_cm"),
    )
    works = Ingreep(activiteiten=("woningbouw",))
    plan = write(assessment(open_finding, ingreep=works), soort=Kind.MOTIVERING)
    assert (
        "In het Natuurnetwerk Nederland (NNN) is een volledige conclusie nog niet mogelijk; niet bekend zijn de "
        "oppervlakte van de bodemingrepen en de diepte van de bodemingrepen."
    ) in texts(plan)
    assert "Nog niet bekend zijn de oppervlakte van de bodemingrepen en de diepte van de bodemingrepen." in texts(
        write(assessment(open_finding))
    )


def test_layer_that_blocks_a_decision_is_named_as_a_map(assessment, finding, write):
    blocked = finding(ontbreekt=("amk_terreinen",))
    assert "de kaart Terreinen van de Archeologische Monumentenkaart" in all_text(write(assessment(blocked)))


def test_authorities_are_named(assessment, write):
    assert "Over natuur gaat hier de provincie Drenthe." in texts(write(assessment()))


def test_unchecked_finding_is_in_the_list_and_no_theme(assessment, finding, write):
    unchecked = finding(uitkomst=Outcome.NIET_GETOETST, ontbreekt=("boordiepte_m",))
    document = write(assessment(unchecked))
    assert document.section("A4-natuur") is None
    assert "Natuurnetwerk Nederland: nog niet bekend is de boordiepte." in texts(document)


def test_old_data_are_named_and_leave_a_question(assessment, layer, write):
    lagen = (layer("nnn", Outcome.GERAAKT, thema="natuur", peildatum="2019-03-01"),)
    document = write(assessment(lagen=lagen))
    assert any("ouder dan 5 jaar" in text and "1 maart 2019" in text for text in texts(document))
    assert "nnn.actueel" in [sentence.veld for sentence in document.open_fields()]


def test_free_depth_window_gets_an_answer_of_its_own(check, write):
    made = check({"bodemenergie_zones": [BAN_BELOW_25_M]}, activiteiten="bodemenergie_open", boordiepte_m=100)
    said = "Voor 0 tot 25\u00a0m-mv geeft de kaart Zones bodemenergie hier geen beperking; dat is nog geen toestemming."
    assert said in texts(write(made))


def test_depth_that_is_not_reached_is_no_exemption(check, write):
    made = check({"bodemenergie_zones": [BAN_BELOW_25_M]}, activiteiten="bodemenergie_open", boordiepte_m=20)
    verdicts = {cells[0]: cells[1] for cells in rows_of(write(made), "Bevindingen")}
    assert verdicts["Verbod op bodemenergie"] == "niet op deze diepte"
    assert "De boring komt niet in het bereik van 'verbod op bodemenergie'." in texts(
        write(made, soort=Kind.MOTIVERING)
    )


def test_request_to_the_municipality_is_in_every_length(check, write):
    request = "De provincie vraagt de gemeente na te gaan welk aardkundig erfgoed hier aanwezig is."
    touched = check({"aardkundig_erfgoed": [(square(), {"niveau": "generiek"})]})
    for kind, length in EVERY_FORM:
        assert any(request in s.tekst for s in write(touched, length, kind).sentences()), (kind, length)


# --- choices ------------------------------------------------------------------------------------------------------


def test_choices_of_the_municipality_are_open_fields(assessment, write):
    fields = {sentence.veld: sentence for sentence in write(assessment()).open_fields()}
    assert {"natuur.keuze", "afweging.keuze", "A3.opgaven"} <= set(fields)
    assert all(field.tekst.startswith("[Keuze gemeente:") for field in fields.values())


def test_answer_takes_the_place_of_the_field_and_rests_on_the_municipality(assessment, write):
    document = write(assessment(), opties=Options(antwoorden={"natuur.keuze": "Wij bouwen buiten het netwerk"}))
    found = next(s for s in document.sentences() if "bouwen buiten" in s.tekst)
    assert found.tekst == "Keuze van de gemeente: Wij bouwen buiten het netwerk."
    assert found.soort is SentenceKind.TEKST
    assert EvidenceKind.GEMEENTE in {evidence.soort for evidence in found.bewijs}
    assert "natuur.keuze" not in [sentence.veld for sentence in document.open_fields()]


def test_sections_can_be_left_out_but_not_the_honest_ones(assessment, write):
    document = write(assessment(), opties=Options(weggelaten=frozenset({"A2", "A4-natuur", "A6", "A8", "A1"})))
    assert ids(document) == ["A1", "A3", "A6", "A7", "AF", "A8"]


def test_editor_is_named_in_the_account(assessment, write):
    document = write(assessment(), opties=Options(bewerker="J. Jansen"))
    assert "Daarna heeft J. Jansen de tekst bekeken en waar nodig aangepast." in texts(document)


def test_text_never_ranks_or_advises_a_choice(demo_assessments, write):
    for made in demo_assessments.values():
        text = all_text(write(made, Length.UITGEBREID)).lower()
        assert not any(words in text for words in ("beste keuze", "wij adviseren", "het beste is", "raden aan"))


# --- corrections --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_correction_is_said_with_name_date_and_reason(assessment, finding, set_aside, write, kind):
    document = write(assessment(set_aside(finding())), soort=kind)
    text = all_text(document)
    assert "De kaart gaf bij Natuurnetwerk Nederland de uitkomst 'nee, tenzij'." in text
    assert "A. de Vries, archeoloog heeft dit op 14 november 2026 aangepast naar 'niet van toepassing'." in text
    assert "De reden is: Boringen laten zien dat de grond tot 1,1 m is omgezet (rapport 26-114)." in text


def test_corrected_finding_leaves_the_core_and_the_steps(assessment, finding, set_aside, write):
    document = write(assessment(set_aside(finding())))
    assert not any("'nee, tenzij'" in s.tekst for b in document.section("A1").blokken for s in b.zinnen)
    assert "Uit deze toets volgen geen stappen." in texts(document)


def test_correction_is_in_the_account(assessment, finding, set_aside, write):
    rows = rows_of(write(assessment(set_aside(finding()))), "Aangepaste uitkomsten")
    assert rows[0][:4] == ("Natuurnetwerk Nederland", "'nee, tenzij'", "A. de Vries, archeoloog", "14 november 2026")


def test_reason_of_a_correction_stays_one_line(assessment, finding, set_aside, write):
    document = write(assessment(set_aside(finding(), reden="Eerste regel\n\n# tweede\x07 regel")))
    assert "De reden is: Eerste regel # tweede regel." in texts(document)


# --- plan and strategic question ----------------------------------------------------------------------------------


def test_activities_are_said_in_the_core(assessment, write):
    made = assessment(ingreep=Ingreep(activiteiten=("bodemenergie_gesloten", "woningbouw")))
    said = texts(write(made))
    assert (
        "Het plan 'Proefveld' gaat over bodemenergie met een gesloten systeem en woningbouw op 1,0\u00a0ha "
        "in de gemeente Assen."
    ) in said


def test_answers_that_were_not_given_say_so(assessment, write):
    rows = dict(rows_of(write(assessment(ingreep=Ingreep(diepte_cm=40.0)), soort=Kind.MOTIVERING), "Het plan"))
    assert rows["Diepte van de bodemingrepen"] == "40\u00a0cm"
    assert rows["Boordiepte"] == "niet opgegeven"


def test_subject_without_any_map_in_the_check_is_not_passed_over(assessment, write):
    left_out = [text for text in texts(write(assessment())) if text.startswith("Deze onderwerpen hoorden niet bij")]
    assert len(left_out) == 1
    assert "bodemenergie" in left_out[0]


def test_unknown_source_and_rule_do_not_stop_the_text(assessment, finding, write):
    strange = finding(
        "eigen.regel",
        laag="eigen_laag",
        thema="anders",
        bronnen=(Citation("eigen-stuk", "2"),),
        zinnen=("Hier geldt iets eigens.",),
    )
    text = all_text(write(assessment(strange)))
    assert "Hier geldt iets eigens" in text
    assert "eigen-stuk" in text


def test_text_of_a_result_read_back_is_the_same(demo_assessments, write):
    for made in demo_assessments.values():
        back = result_json.from_text(result_json.to_text(made))
        assert write(back, Length.UITGEBREID) == write(made, Length.UITGEBREID)
