"""Contamination, nature, farming, infrastructure, sand, landscape and cultural history, as policy.md reads them."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import Verdict, VerdictOrigin
from bodem_ondergrond.test.core.rules.conftest import square


def around(layer, **attributes):
    return {layer: [(square(-500, -500, 1_100), attributes)]}


def verdicts(assessment, start=""):
    return {f.regel: f.oordeel for f in assessment.bevindingen if f.regel.startswith(start)}


# --- verontreiniging -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "rule", "verdict", "authority"),
    [
        ("onaanvaardbaar_risico", "onaanvaardbaar_risico", Verdict.NEE_TENZIJ, "provincie"),
        ("beschikking_met_maatregelen", "maatregelen", Verdict.JA_MITS, "provincie"),
        ("overig", "overig", Verdict.AANDACHT, "gemeente"),
    ],
)
def test_a_contaminated_site_weighs_by_its_status(check, find, status, rule, verdict, authority):
    finding = find(check(around("verontreinigingslocaties", status=status)), f"verontreinigingslocaties.{rule}")
    assert (finding.oordeel, finding.herkomst_oordeel) == (verdict, VerdictOrigin.LEZING)
    assert finding.bevoegd_gezag[0] == authority


def test_the_choice_that_ended_with_the_omgevingswet_is_no_rule(catalogue):
    choice = catalogue.uitspraken["verontreiniging.keuze_a"]
    assert choice.regels == ()
    assert choice.status.value == "vervallen"


@pytest.mark.parametrize(
    ("activity", "speaks"), [("bodemenergie_open", True), ("grondverzet", True), ("zonnepark", False)]
)
def test_area_wide_groundwater_management_speaks_when_water_may_move(check, activity, speaks):
    found = verdicts(
        check(around("grondwaterbeheer_gebieden", naam="GGB Assen"), activiteiten=activity), "grondwaterbeheer"
    )
    assert found == ({"grondwaterbeheer_gebieden.gebied": Verdict.AANDACHT} if speaks else {})


@pytest.mark.parametrize("status", ["open", "gesloten"])
def test_a_landfill_is_no_unless(check, find, status):
    finding = find(
        check(around("stortplaatsen", naam="Ubbena", status=status), activiteiten="woningbouw"),
        f"stortplaatsen.{status}",
    )
    assert finding.oordeel is Verdict.NEE_TENZIJ
    assert finding.bevoegd_gezag == ("provincie",)


# --- energie above ground --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layers", "rule"),
    [
        pytest.param(
            around("stortplaatsen", naam="Ubbena", status="gesloten"), "stortplaatsen.zonnepark", id="landfill"
        ),
        pytest.param(around("zandwinlocaties", naam="Gasselte"), "zandwinlocaties.zonnepark", id="sand-lake"),
        pytest.param(
            around("bestaand_stedelijk_gebied", naam="Assen"), "bestaand_stedelijk_gebied.zonnepark", id="town"
        ),
        pytest.param(around("robuuste_beekdalen", naam="Hunze"), "robuuste_beekdalen.zonnepark", id="stream-valley"),
    ],
)
def test_a_solar_field_on_land_with_another_use_is_a_chance(check, find, layers, rule):
    assert find(check(layers, activiteiten="zonnepark"), rule).oordeel is Verdict.KANS


def test_a_solar_field_passes_under_one_of_two_conditions(check, find):
    finding = find(check(activiteiten="zonnepark"), "energie.zonnepark_bodem")
    assert finding.oordeel is Verdict.JA_MITS
    assert any("een van de twee voorwaarden" in sentence for sentence in finding.zinnen)


@pytest.mark.parametrize(
    ("layers", "rule"),
    [
        pytest.param(around("archeologie_provinciaal", waarde="3", type="es"), "archeologie", id="archaeology"),
        pytest.param(around("aardkundig_erfgoed", niveau="middel"), "aardkundig_erfgoed", id="aardkundig"),
        pytest.param(around("verontreinigingslocaties", status="overig"), "verontreiniging", id="contamination"),
        pytest.param(around("grondwaterbeschermingsgebieden", naam="A"), "grondwaterbescherming", id="groundwater"),
        pytest.param(around("waterwingebieden", naam="A"), "waterwinning", id="well"),
    ],
)
@pytest.mark.parametrize("activity", ["bodemenergie_gesloten", "geothermie", "zoutwinning"])
def test_drilling_where_the_ground_asks_for_care_asks_attention(check, find, layers, rule, activity):
    assert find(check(layers, activiteiten=activity), f"energie.boring_bij_{rule}").oordeel is Verdict.AANDACHT


def test_building_is_no_drilling(check):
    found = verdicts(check(around("aardkundig_erfgoed", niveau="middel"), activiteiten="woningbouw"), "energie.boring")
    assert found == {}


# --- natuur ----------------------------------------------------------------------------------------------------------


def test_nature_development_takes_away_as_little_topsoil_as_possible_anywhere(check, find):
    finding = find(check(activiteiten="natuurontwikkeling"), "natuur.minimale_afgraving")
    assert (finding.oordeel, finding.laag) == (Verdict.AANDACHT, None)


@pytest.mark.parametrize(
    ("activity", "rule", "verdict"),
    [
        ("begraafplaats", "nnn.natuurbegraven", Verdict.JA_MITS),
        ("natuurontwikkeling", "nnn.bodem_en_hydrologie", Verdict.AANDACHT),
        ("landbouw", "nnn.pacht_ingericht", Verdict.AANDACHT),
        ("landbouw", "nnn.pacht_niet_ingericht", Verdict.AANDACHT),
        ("zandwinning", "nnn.zandwinning", Verdict.VERBOD),
        ("woningbouw", "nnn.gebied", Verdict.NEE_TENZIJ),
    ],
)
def test_the_nature_network_answers_by_activity(check, find, activity, rule, verdict):
    assert find(check(around("nnn", type="natuur"), activiteiten=activity), rule).oordeel is verdict


def test_the_rules_of_the_nature_network_are_unknown_and_said_to_be(check, find):
    text = find(check(around("nnn", type="natuur"), activiteiten="woningbouw"), "nnn.gebied").tekst
    assert "Niet getoetst: de regels voor plannen in het NNN" in text


@pytest.mark.parametrize(("sensitive", "speaks"), [("ja", True), ("nee", False), (None, False)])
def test_nitrogen_is_named_where_the_area_is_sensitive_to_it(check, sensitive, speaks):
    layers = around("natura2000", naam="Dwingelderveld", stikstofgevoelig=sensitive)
    assert ("natura2000.stikstof" in verdicts(check(layers, activiteiten="woningbouw"))) is speaks


# --- landbouw, infrastructuur, delfstoffen ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("activity", "rule"),
    [("woningbouw", "robuust_landbouwgebied.primaat"), ("landbouw", "robuust_landbouwgebied.waterhuishouding")],
)
def test_the_robust_farming_area_answers_by_activity(check, activity, rule):
    found = verdicts(
        check({"robuust_landbouwgebied": [(square(), {})]}, activiteiten=activity), "robuust_landbouwgebied"
    )
    assert found == {rule: Verdict.AANDACHT}


def test_wind_erosion_belongs_to_the_veenkolonien(check):
    peat = around("landschapstypen", type="Landschap van de Veenkoloniën")
    assert "landschapstypen.winderosie" in verdicts(check(peat, activiteiten="landbouw"))
    assert "landschapstypen.winderosie" not in verdicts(
        check(around("landschapstypen", type="Esdorpenlandschap"), activiteiten="landbouw")
    )


@pytest.mark.parametrize(
    ("layers", "rule"),
    [
        pytest.param({"zettingsgevoelig": [(square(), {})]}, "zettingsgevoelig.gebied", id="settlement"),
        pytest.param(around("buisleidingen", stof="aardgas"), "buisleidingen.leiding", id="pipeline"),
    ],
)
def test_building_on_soft_ground_or_a_pipeline_asks_attention(check, find, layers, rule):
    if rule.startswith("buisleidingen"):
        layers = {"buisleidingen": [(square(-500, 50, 1_100, 1).boundary, {"stof": "aardgas"})]}
    assert find(check(layers, activiteiten="infrastructuur"), rule).oordeel is Verdict.AANDACHT


def test_sand_is_won_for_a_real_need_in_few_places_with_a_good_end(check):
    found = verdicts(check(around("zandwinlocaties", naam="Gasselte"), activiteiten="zandwinning"))
    assert found["delfstoffen.zandwinning_behoefte"] is Verdict.JA_MITS
    assert found["delfstoffen.zandwinning_nieuw"] is Verdict.JA_MITS
    assert found["zandwinlocaties.concentratie"] is Verdict.KANS


def test_a_functional_excavation_has_three_conditions_and_an_unknown_exemption(check, find):
    assessment = check(activiteiten="ontgronding_functioneel", oppervlakte_m2=5_000)
    finding = find(assessment, "delfstoffen.functionele_ontgronding")
    assert any("alle drie voorwaarden" in sentence for sentence in finding.zinnen)
    assert find(assessment, "delfstoffen.ontgronding_vrijstelling").ontbreekt == ("ontgronding_vrijstelling",)


# --- erfgoed and landschap -------------------------------------------------------------------------------------------


def test_geopark_and_level_of_protection_are_two_findings(check):
    layers = {**around("geopark_hondsrug"), **around("aardkundig_erfgoed", niveau="middel")}
    layers["geopark_hondsrug"] = [(square(-500, -500, 1_100), {})]
    found = verdicts(check(layers, activiteiten="woningbouw"))
    assert found["geopark_hondsrug.geopark"] is Verdict.AANDACHT
    assert found["aardkundig_erfgoed.middel"] is Verdict.JA_MITS


@pytest.mark.parametrize(
    ("sturing", "rule", "verdict"),
    [("rekening_houden", "rekening_houden", Verdict.JA_MITS), ("betrekken", "betrekken", Verdict.AANDACHT)],
)
def test_cultural_history_has_two_levels(check, find, sturing, rule, verdict):
    layers = around("cultuurhistorie", gebied="2A", sturing=sturing, naam="Drentsche Aa")
    assert find(check(layers), f"cultuurhistorie.{rule}").oordeel is verdict


AREAS = [
    "0",
    "1A",
    "1B",
    "2A",
    "2B",
    "3A",
    "3B",
    "4A",
    "4B",
    "5A",
    "5B",
    "5C",
    "5D",
    "6A",
    "7A",
    "7B",
    "8A",
    "8B",
    "9A",
    "10A",
    "10B",
]


def test_every_area_of_the_cultural_map_has_its_own_sentence(catalogue):
    for rule in ("cultuurhistorie.rekening_houden", "cultuurhistorie.betrekken"):
        assert sorted(catalogue.regels[rule].zinnen_per.zinnen) == sorted(area.lower() for area in AREAS)


def test_an_area_says_what_the_province_steers_on_there(check, find):
    layers = around("cultuurhistorie", gebied="7B", sturing="betrekken", naam="Coevorden")
    assert "vestingstad, onder en boven de grond" in find(check(layers), "cultuurhistorie.betrekken").tekst


@pytest.mark.parametrize(
    ("landscape", "word"),
    [
        ("Esdorpenlandschap", "essen open"),
        ("Esgehuchtenlandschap", "kleine essen"),
        ("Wegdorpen van de laagveenontginning", "weidegebied"),
        ("Wegdorpen van de randveenontginning", "slingerende linten"),
        ("Landschap van de Veenkoloniën", "wijken"),
        ("Landschap van de koloniën van weldadigheid", "lanen"),
    ],
)
def test_each_landscape_says_what_the_province_wants_there(check, find, landscape, word):
    assert word in find(check(around("landschapstypen", type=landscape)), "landschapstypen.landschap").tekst


MUNICIPAL, PROVINCIAL = "zaak van de gemeente", "blijft dit van provinciaal belang"
CORES = "behalve waar de provinciale kaart een kern aanwijst"


@pytest.mark.parametrize(
    ("layer", "attributes", "rule", "sentence"),
    [
        pytest.param("landschapstypen", {"type": "Esdorpenlandschap"}, "landschap", MUNICIPAL, id="landscape"),
        pytest.param("aardkundig_erfgoed", {"niveau": "hoog"}, "hoog", MUNICIPAL, id="aardkundig"),
        pytest.param("archeologie_provinciaal", {"waarde": "2"}, "waarde_2", PROVINCIAL, id="archaeology"),
        pytest.param(
            "cultuurhistorie", {"gebied": "2B", "sturing": "betrekken"}, "betrekken", CORES, id="cultural-history"
        ),
    ],
)
def test_in_town_a_finding_says_whose_business_it_is(check, find, layer, attributes, rule, sentence):
    layers, town = around(layer, **attributes), {"bestaand_stedelijk_gebied": [(square(), {"naam": "Assen"})]}
    assert sentence in find(check({**layers, **town}), f"{layer}.{rule}").tekst
    assert sentence not in find(check(layers), f"{layer}.{rule}").tekst


@pytest.mark.parametrize(
    ("layer", "rule", "verdict"),
    [
        ("werelderfgoed_kolonien", "werelderfgoed_kolonien.gebied", Verdict.JA_MITS),
        ("stiltegebieden", "stiltegebieden.gebied", Verdict.NEE_TENZIJ),
    ],
)
def test_world_heritage_and_quiet_weigh_by_our_reading(check, find, layer, rule, verdict):
    finding = find(check(around(layer, naam="Veenhuizen"), activiteiten="woningbouw"), rule)
    assert (finding.oordeel, finding.herkomst_oordeel) == (verdict, VerdictOrigin.LEZING)


def test_a_provincial_monument_is_a_point_in_the_plan_area(check, find):
    layers = {"provinciale_monumenten": [(square(50, 50, 1).centroid, {"nummer": "1", "naam": "Watertoren"})]}
    finding = find(check(layers, activiteiten="woningbouw"), "provinciale_monumenten.monument")
    assert finding.oordeel is Verdict.JA_MITS
    assert [one.naam for one in finding.objecten] == ["Watertoren"]


def test_two_monuments_are_named_as_two(check, find):
    objects = ((50, "Gemaal"), (60, "Watertoren"))
    points = [(square(at, at, 1).centroid, {"nummer": name, "naam": name}) for at, name in objects]
    layers = {"provinciale_monumenten": points}
    said = find(check(layers, activiteiten="woningbouw"), "provinciale_monumenten.monument").tekst
    assert "In het plangebied liggen twee objecten van de kaart Provinciale monumenten: Gemaal en Watertoren." in said
    assert "een provinciaal monument" not in said
