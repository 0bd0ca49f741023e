"""Aardkundig erfgoed and nature, as policy.md section 5 reads them; and slivers."""

from __future__ import annotations

import pytest
import shapely

from bodem_ondergrond.plugin.domain import Outcome, Verdict, VerdictOrigin
from bodem_ondergrond.test.core.rules.conftest import X, Y, square


def heritage(level, **place):
    return square(**(place or {"x": -500, "y": -500, "width": 1_100})), {"niveau": level}


@pytest.mark.parametrize(
    ("level", "verdict", "first_authority"),
    [
        ("hoog", Verdict.NEE_TENZIJ, "provincie"),
        ("middel", Verdict.JA_MITS, "provincie"),
        ("generiek", Verdict.AANDACHT, "gemeente"),
    ],
)
def test_level_of_protection_decides(check, find, level, verdict, first_authority):
    finding = find(check({"aardkundig_erfgoed": [heritage(level)]}), f"aardkundig_erfgoed.{level}")
    assert finding.oordeel is verdict
    assert finding.herkomst_oordeel is VerdictOrigin.BRON
    assert finding.bevoegd_gezag[0] == first_authority


def test_generic_level_carries_the_request_of_the_province_to_the_municipality(check, find):
    finding = find(check({"aardkundig_erfgoed": [heritage("generiek")]}), "aardkundig_erfgoed.generiek")
    assert "omgevingsvisie" in finding.tekst
    assert any("omgevingsvisie" in action for action in finding.acties)


def test_outside_all_polygons_it_is_said_that_the_source_leaves_open_what_holds(check, find):
    assessment = check({"aardkundig_erfgoed": [heritage("hoog", x=5_000)]})
    finding = find(assessment, "aardkundig_erfgoed.buiten_vlakken")
    assert finding.uitkomst is Outcome.NIET_GERAAKT
    assert finding.oordeel is Verdict.AANDACHT
    assert "laten open" in finding.tekst
    assert finding.aandeel == pytest.approx(1.0)


def test_part_outside_the_polygons_is_measured(check, find):
    assessment = check({"aardkundig_erfgoed": [heritage("hoog", x=-500, y=-500, width=530, height=1_100)]})
    finding = find(assessment, "aardkundig_erfgoed.buiten_vlakken")
    assert finding.overlap_m2 == pytest.approx(7_000)
    assert finding.overlap.area == pytest.approx(7_000)
    assert finding.uitkomst is Outcome.GERAAKT


def test_wholly_inside_the_polygons_nothing_is_said_about_outside(check):
    assessment = check({"aardkundig_erfgoed": [heritage("hoog")]})
    assert not [f for f in assessment.bevindingen if f.regel == "aardkundig_erfgoed.buiten_vlakken"]


def test_without_the_layer_nothing_is_said_about_outside(check):
    assert not [f for f in check({}).bevindingen if f.regel.startswith("aardkundig_erfgoed.")]


def test_geopark_is_not_the_same_as_level_high(check, find):
    finding = find(check({"geopark_hondsrug": [(square(), {})]}), "geopark_hondsrug.geopark")
    assert finding.oordeel is Verdict.AANDACHT


@pytest.mark.parametrize(("gap", "speaks"), [(99.0, True), (100.0, True), (100.5, False)])
def test_geological_monument_within_100_m_asks_attention(check, gap, speaks):
    point = shapely.Point(X + 100 + gap, Y + 50)
    assessment = check({"aardkundige_monumenten": [(point, {"naam": "Zwerfsteen"})]})
    found = [f for f in assessment.bevindingen if f.regel == "aardkundige_monumenten.nabij"]
    assert [f.afstand_m for f in found] == ([gap] if speaks else [])
    assert all("Zwerfsteen" in f.tekst for f in found)


def test_inside_the_built_up_area_the_quality_is_a_municipal_matter(check, find):
    layers = {"aardkundig_erfgoed": [heritage("hoog")], "bestaand_stedelijk_gebied": [(square(), {"naam": "Rolde"})]}
    assert "zaak van de gemeente" in find(check(layers), "aardkundig_erfgoed.hoog").tekst
    del layers["bestaand_stedelijk_gebied"]
    assert "zaak van de gemeente" not in find(check(layers), "aardkundig_erfgoed.hoog").tekst


# --- nature ---

NNN = {"nnn": [(square(), {"type": "natuur"})]}


def test_nnn_is_nee_tenzij_by_our_reading(check, find):
    finding = find(check(NNN, activiteiten="woningbouw"), "nnn.gebied")
    assert (finding.oordeel, finding.herkomst_oordeel) == (Verdict.NEE_TENZIJ, VerdictOrigin.LEZING)
    assert "Omgevingsverordening" in finding.tekst


def test_sand_extraction_in_nnn_is_forbidden_by_the_source(check, find):
    finding = find(check(NNN, activiteiten="zandwinning"), "nnn.zandwinning")
    assert (finding.oordeel, finding.herkomst_oordeel) == (Verdict.VERBOD, VerdictOrigin.BRON)


def test_without_sand_extraction_the_ban_does_not_speak(check):
    assert not [f for f in check(NNN, activiteiten="woningbouw").bevindingen if f.regel == "nnn.zandwinning"]


def test_sand_extraction_outside_nnn_is_not_forbidden(check):
    assert not [f for f in check({}, activiteiten="zandwinning").bevindingen if f.regel == "nnn.zandwinning"]


def test_natura_2000_is_nee_tenzij(check, find):
    layers = {"natura2000": [(square(), {"naam": "Drentsche Aa-gebied"})]}
    assert find(check(layers), "natura2000.gebied").oordeel is Verdict.NEE_TENZIJ


# --- slivers ---


def test_sliver_is_hit_but_weighs_at_most_attention(check, find):
    assessment = check({"nnn": [(square(99.5, -500, 500, 1_100), {"type": "natuur"})]}, activiteiten="zandwinning")
    finding = find(assessment, "nnn.zandwinning")
    assert finding.marginaal
    assert finding.oordeel is Verdict.AANDACHT
    assert {row.laag: row.uitkomst for row in assessment.lagen}["nnn"] is Outcome.GERAAKT


def test_narrow_trench_wholly_inside_a_zone_is_no_sliver(check, find):
    finding = find(check(NNN, geometry=square(10, 10, 50, 0.5), activiteiten="woningbouw"), "nnn.gebied")
    assert not finding.marginaal
    assert finding.oordeel is Verdict.NEE_TENZIJ


def test_shared_border_is_not_hit(check):
    assessment = check({"nnn": [(square(100, 0, 500), {"type": "natuur"})]})
    assert {row.laag: row.uitkomst for row in assessment.lagen}["nnn"] is Outcome.NIET_GERAAKT


def test_overlapping_zones_count_once_in_the_share(check, find):
    twice = [(square(), {"type": "natuur"}), (square(-10, -10, 60), {"type": "verbinding"})]
    finding = find(check({"nnn": twice}), "nnn.gebied")
    assert finding.aandeel == pytest.approx(1.0)
    assert finding.overlap_m2 == pytest.approx(10_000)
