"""What a matter means for exactly this plan, and matters that come to the same in one sentence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.domain import (
    ExemptionParameters,
    Ingreep,
    LimitParameters,
    RuleKind,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.paragraph import Kind, Length
from bodem_ondergrond.plugin.paragraph.checks import check_sentences, is_too_long
from bodem_ondergrond.plugin.paragraph.model import EvidenceKind, Paragraph, section_sentences
from bodem_ondergrond.plugin.paragraph.reading import read
from bodem_ondergrond.plugin.paragraph.resources import TEXTS
from bodem_ondergrond.plugin.paragraph.texts import TextError, load_texts, shipped_texts
from bodem_ondergrond.plugin.paragraph.writer import Writer
from bodem_ondergrond.test.core.paragraph.conftest import all_text, texts

LIGHT = (Verdict.AANDACHT, Verdict.KANS)
MIDDEN_DRENTHE = "Omgevingsvisie Midden-Drenthe"
BUILDING = Ingreep(activiteiten=("woningbouw",), oppervlakte_m2=800.0, diepte_cm=90.0)
MANY = Ingreep(activiteiten=("bodemenergie_open", "bodemenergie_gesloten", "warmteopslag", "woningbouw"))


@pytest.fixture
def light(finding):
    """Make a finding that only asks for attention."""

    def make(regel, laag, thema, **values):
        policy = "De provincie vraagt hier aandacht voor iets."
        fields = {
            "zinnen": (f"Het hele plangebied ligt in {laag}.", policy),
            "oordeel": Verdict.AANDACHT,
            "acties": (),
            **values,
        }
        return finding(regel, laag=laag, thema=thema, **fields)

    return make


@pytest.fixture
def heritage(light):
    return light("aardkundig_erfgoed.generiek", "aardkundig_erfgoed", "erfgoed")


def said_in(document, section_id):
    return [sentence.tekst.replace("\u00a0", " ") for sentence in section_sentences(document.section(section_id))]


def test_every_rule_that_asks_for_attention_has_words_for_its_meaning(catalogue):
    """The order of use is told where subjects meet, in the words of the policy itself."""
    rules = {rule.id for rule in catalogue.regels.values() if rule.oordeel in LIGHT}
    rules -= {rule.id for rule in catalogue.regels.values() if rule.soort is RuleKind.VOORRANG}
    assert set(shipped_texts().betekenissen) == rules


@pytest.mark.parametrize("works", [Ingreep(), BUILDING, MANY, Ingreep(activiteiten=("zonnepark",), diepte_cm=150.0)])
def test_meaning_breaks_no_rule_whatever_the_plan_is(assessment, catalogue, works):
    writer = Writer(read(assessment(ingreep=works), catalogue, shipped_texts()))
    activities = writer.activities() or "nieuwe ontwikkelingen"
    lines = [writer.own_meaning(rule, (), activities).tekst for rule in shipped_texts().betekenissen]
    assert check_sentences(lines) == ()
    assert all(line[:1].isupper() and line.endswith(".") for line in lines)
    assert not [line for line in lines if is_too_long(line)]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
def test_light_matter_says_what_it_means_for_the_works_of_this_plan(assessment, heritage, write, kind, length):
    document = write(assessment(heritage, ingreep=BUILDING), length, kind)
    expected = (
        "Bodemingrepen van 800 m² en tot 90 cm diep kunnen aardkundig erfgoed raken; "
        "waar dat ligt, kan een inventarisatie van de gemeente laten zien."
    )
    part = "A4" if kind is Kind.OMGEVINGSVISIE else "B3"
    assert expected in said_in(document, f"{part}-aardkundig_erfgoed")


def test_meaning_names_only_the_figures_that_are_known(assessment, heritage, write):
    figures = {"oppervlakte_m2": None, "diepte_cm": None}
    unknown = write(assessment(heritage, ingreep=replace(BUILDING, **figures)))
    assert any(line.startswith("Bodemingrepen kunnen") for line in said_in(unknown, "A4-aardkundig_erfgoed"))
    deep = write(assessment(heritage, ingreep=replace(BUILDING, oppervlakte_m2=None)))
    assert any(line.startswith("Bodemingrepen tot 90 cm diep") for line in said_in(deep, "A4-aardkundig_erfgoed"))


def test_meaning_rests_on_the_finding_and_on_the_works(assessment, heritage, write):
    document = write(assessment(heritage, ingreep=BUILDING))
    line = next(item for item in document.sentences() if "een inventarisatie van de gemeente" in item.tekst)
    assert {evidence.reference for evidence in line.bewijs} == {
        "bevinding:aardkundig_erfgoed.generiek",
        "ingreep:ingreep",
    }


def test_sliver_has_no_meaning_of_its_own(assessment, light, write):
    sliver = light("aardkundig_erfgoed.generiek", "aardkundig_erfgoed", "erfgoed", marginaal=True)
    said = said_in(write(assessment(sliver, ingreep=BUILDING)), "A4-aardkundig_erfgoed")
    assert not any("een inventarisatie van de gemeente" in line for line in said)
    rule = "de regel 'aardkundig erfgoed, beschermingsniveau generiek'"
    assert f"Of {rule} voor dit plan geldt, hangt af van waar de grens precies loopt." in said
    plan = said_in(write(assessment(sliver, ingreep=BUILDING), soort=Kind.MOTIVERING), "B3-aardkundig_erfgoed")
    assert f"D{rule[1:]} geldt mogelijk voor een smalle of kleine rand van het plangebied." in plan
    assert not any("geen verbod of grens" in line for line in plan)


# --- matters that come to the same -----------------------------------------------------------------------------------


@pytest.fixture
def two_bans(finding):
    return finding(), finding(
        "natura2000.gebied", laag="natura2000", zinnen=("Hier ligt natuur.", "Zo wil de provincie.")
    )


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (Kind.OMGEVINGSVISIE, "In het Natuurnetwerk Nederland (NNN) en "),
        (Kind.MOTIVERING, "Of de uitzondering in het "),
    ],
)
def test_same_verdict_and_same_consequence_share_a_sentence_with_all_evidence(assessment, two_bans, write, kind, start):
    document = write(assessment(*two_bans, ingreep=BUILDING), soort=kind)
    told = [item for item in document.sentences() if "lukt die niet" in item.tekst]
    assert len(told) == 1
    assert told[0].tekst.startswith(start)
    assert {"bevinding:nnn.gebied", "bevinding:natura2000.gebied"} <= {part.reference for part in told[0].bewijs}


def test_readings_of_the_same_verdict_share_a_sentence(assessment, two_bans, write):
    said = texts(write(assessment(*two_bans)))
    expected = "De toets leest 'Natuurnetwerk Nederland' en 'Natura 2000' als 'nee, tenzij'; "
    assert [line for line in said if "noemen dat oordeel niet" in line or "noemt dat oordeel niet" in line] == [
        f"{expected}de bronnen zelf noemen dat oordeel niet."
    ]


def test_other_verdict_keeps_a_sentence_of_its_own(assessment, finding, write):
    ban = finding("nnn.zandwinning", oordeel=Verdict.VERBOD, herkomst_oordeel=VerdictOrigin.BRON)
    works = Ingreep(activiteiten=("zandwinning", "woningbouw"))
    said = said_in(write(assessment(ban, finding(), ingreep=works), soort=Kind.MOTIVERING), "B3-natuur")
    # The ban is about sand only, whatever else the plan does.
    assert "Voor zandwinning past het plan in het Natuurnetwerk Nederland (NNN) niet binnen dit beleid." in said
    assert any(line.startswith("Of de uitzondering in het Natuurnetwerk Nederland (NNN) geldt") for line in said)


def test_exception_that_a_ban_overtakes_is_not_told_as_a_reading(demo_assessments, write):
    """A ban on sand leaves the exception of the network nothing to be for: no 'nee, tenzij' beside it."""
    for kind in Kind:
        said = texts(write(demo_assessments["Zandwinning Gasselterveld"], soort=kind))
        assert not any("De toets leest 'Natuurnetwerk Nederland'" in line for line in said)
        assert any(
            ("zandwinning" in line and "niet binnen dit beleid" in line) or "geen plaats" in line for line in said
        )


def test_conclusion_about_a_ban_names_the_place_and_not_the_ban_again(demo_assessments, write):
    document = write(demo_assessments["Bodemenergie Kloosterveen, Assen"], soort=Kind.MOTIVERING)
    said = said_in(document, "B3-bodemenergie")
    expected = "past het plan in zone 2 (25 tot 500 m-mv) niet binnen dit beleid."
    assert [line for line in said if line.replace("\u00a0", " ").endswith(expected)]


def test_large_works_are_named_in_hectares(assessment, heritage, write):
    large = write(assessment(heritage, ingreep=replace(BUILDING, oppervlakte_m2=150_000.0)))
    said = [line.replace("\u00a0", " ") for line in said_in(large, "A4-aardkundig_erfgoed")]
    assert any(line.startswith("Bodemingrepen van 15,0 ha") for line in said)


def test_subject_without_a_place_on_the_map_overlaps_with_nothing(demo_assessments, write):
    """Archeologie plays only by the rule for excavations here: no zone of it lies in the plan area."""
    said = said_in(write(demo_assessments["Zandwinning Gasselterveld"]), "A5")
    assert not any("rcheolog" in line for line in said)
    assert any("overlappen elkaar in elk geval voor een deel" in line for line in said)


@pytest.mark.parametrize("length", Length)
def test_core_of_a_visie_names_the_subjects_that_say_no_to_some_activities(demo_assessments, write, length):
    """The valley of a brook asks 'nee, tenzij' of houses: 'aandacht' alone in the core would contradict its theme."""
    core = said_in(write(demo_assessments[MIDDEN_DRENTHE], length), "A1")
    assert "Bij het bodem- en watersysteem kan voor bepaalde activiteiten 'nee, tenzij' gelden." in core


def test_two_pairs_of_subjects_each_say_whether_they_overlap(demo_assessments, write):
    said = said_in(write(demo_assessments[MIDDEN_DRENTHE]), "A5")
    pairs = [line for line in said if line.startswith(("De gebieden voor", "Of de gebieden voor"))]
    assert len(pairs) == len(set(pairs)) > 1


def test_names_of_two_things_are_told_apart_by_a_comma(demo_assessments, write):
    core = said_in(write(demo_assessments["Zonnepark Nieuw-Schoonebeek"]), "A1")
    assert "Aandacht vragen landschap en cultuurhistorie, en aardkundig erfgoed." in core


def test_depth_of_works_against_a_map_in_metres_is_told_in_centimetres(demo_assessments, write):
    said = all_text(write(demo_assessments["Fietspad over de es, Westerbork"], soort=Kind.MOTIVERING))
    assert "is 30 cm en blijft binnen de grens van 120 cm" in said.replace("\u00a0", " ")


def test_maps_with_the_same_reason_share_a_plural(demo_assessments, write):
    said = all_text(write(demo_assessments["Vier woningen aan de Zuides, Borger"]))
    assert "waarvoor deze lagen gegevens hebben" in said


def test_account_says_that_no_scale_is_given(demo_assessments, write):
    said = texts(write(demo_assessments["Vier woningen aan de Zuides, Borger"]))
    assert any(line.startswith("De schaal van de kaarten is niet opgegeven") for line in said)


def test_condition_for_one_activity_is_told_for_that_activity_only(demo_assessments, write):
    said = all_text(write(demo_assessments[MIDDEN_DRENTHE])).replace("\u00a0", " ")
    assert "geldt een voorwaarde; een plan voor een begraafplaats past er alleen" in said


def test_condition_promises_nothing(assessment, finding, write):
    """W04: what a map cannot show stays open; that the plan fits is for the municipality to say."""
    condition = finding(oordeel=Verdict.JA_MITS)
    for kind in Kind:
        said = " ".join(texts(write(assessment(condition, ingreep=BUILDING), soort=kind)))
        assert not re.search(r"het plan past als|een plan kan, als", said)


def test_range_that_the_drilling_does_not_reach_is_named_beside_the_one_it_does(demo_assessments, write):
    """'Dit bereik' after a restriction that does hold would say that the drilling stays out of it."""
    ban = "het bereik van 'verbod op bodemenergie'"
    for kind, expected in {
        Kind.OMGEVINGSVISIE: f"Zolang de boring niet dieper gaat, raakt zij {ban} niet.",
        Kind.MOTIVERING: f"De boring komt niet in {ban}.",
    }.items():
        document = write(demo_assessments["Bodemlussen Kloosterveen, Assen"], soort=kind)
        part = "A4" if kind is Kind.OMGEVINGSVISIE else "B3"
        assert expected in said_in(document, f"{part}-bodemenergie")


# --- the motivering, and a check without a plan -----------------------------------------------------------------------


def test_motivering_says_what_a_touched_aspect_offers(demo_assessments, write):
    document = write(demo_assessments["Fietspad over de es, Westerbork"], soort=Kind.MOTIVERING)
    aspect = document.section("B3-bodem_watersysteem")
    chances = next(block for block in aspect.blokken if isinstance(block, Paragraph) and block.kop == "Kansen")
    assert chances.zinnen[0].tekst == "De bodem kan extra neerslag opvangen en vasthouden."
    assert chances.zinnen[0].verwijzing


def test_summary_explains_its_words(demo_assessments, write):
    document = write(demo_assessments["Fietspad over de es, Westerbork"], soort=Kind.MOTIVERING)
    said = said_in(document, "B2")
    assert len(said) == 1
    assert said[0].startswith("'Aandachtspunt' betekent: ")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
def test_visie_without_a_plan_compares_no_municipality_with_a_limit_for_works(demo_assessments, write, kind, length):
    document = write(demo_assessments[MIDDEN_DRENTHE], length, kind)
    said = " ".join(sentence.tekst for sentence in document.sentences())
    assert "348.125.000" not in said.split("oftewel")[0]
    assert "bovengrens" not in said
    if not length.is_short:
        assert "meer dan 1.000\u00a0m²" in said
        assert "blijkt per plan uit de bodemingrepen" in said or "Per plan blijkt uit de bodemingrepen" in said


def test_matter_within_a_limit_comes_after_what_asks_for_attention(demo_assessments, write):
    document = write(demo_assessments["Fietspad over de es, Westerbork"], soort=Kind.MOTIVERING)
    said = said_in(document, "B3-bodem_watersysteem")
    explained = next(place for place, line in enumerate(said) if line.startswith("Keileem, een slecht"))
    assert explained < next(place for place, line in enumerate(said) if line.startswith("Een gat in de keileem"))


def test_name_that_is_a_plural_has_its_verb(assessment, light, write):
    pipes = light("infrastructuur.ordening_ondergrond", None, "infrastructuur")
    said = texts(write(assessment(pipes, ingreep=BUILDING)))
    assert "Aandacht vragen kabels en leidingen." in said
    assert "Kabels en leidingen vragen in de bovenste meters aandacht." in said


def test_meaning_with_an_unknown_slot_is_refused_by_name(tmp_path):
    path = tmp_path / "tekst.yaml"
    text = TEXTS.read_text(encoding="utf-8")
    path.write_text(text.replace("kost veen, en dat komt niet terug", "kost {veen}"), "utf-8")
    with pytest.raises(TextError, match=r"betekenissen\.veengronden\.veen.*onbekend vak"):
        load_texts(path)


def what_can_be_missing(catalogue):
    """Every name that a finding may have in `ontbreekt`: of a figure, a limit of the policy, a field, a map."""
    for rule in catalogue.regels.values():
        given = rule.parameters
        if isinstance(given, LimitParameters):
            yield from filter(None, (given.grootheid, given.drempel, given.veld))
        elif isinstance(given, ExemptionParameters):
            yield from filter(None, ("oppervlakte_m2", "diepte_cm", given.veld_m2, given.veld_cm))
            yield from (site.laag for site in given.vindplaatsen)


def test_what_is_missing_reads_as_words(assessment, catalogue):
    writer = Writer(read(assessment(), catalogue, shipped_texts()))
    names = set(what_can_be_missing(catalogue))
    assert len(names) > 5
    for name in names:
        words = writer.missing([name])
        assert words.startswith(("de ", "het ")), name
        assert "_" not in words, name


def test_map_that_could_not_be_judged_is_listed_once(demo_assessments, write):
    document = write(demo_assessments[MIDDEN_DRENTHE])
    listed = [line for line in said_in(document, "A6") if line.startswith("Verbodszone diepe boringen: ")]
    assert listed == [
        "Verbodszone diepe boringen: voor deze toets ontbreken de boordiepte en de grootste boordiepte in een "
        "verbodszone diepe boringen."
    ]
    item = next(item for item in document.sentences() if item.tekst.startswith("Verbodszone diepe boringen: "))
    assert {evidence.soort for evidence in item.bewijs} == {EvidenceKind.LAAG, EvidenceKind.BEVINDING}
