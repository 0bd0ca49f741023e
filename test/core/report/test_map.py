"""The map that is drawn without QGIS, and what both kinds of map show."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace
from xml.dom import minidom

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.domain import Correction, FieldNames, Ingreep, PlanArea, Verdict
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE, DEMO_PLAN_AREAS
from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.report import map_svg, result_json
from bodem_ondergrond.plugin.report.map_content import map_content, themes_on_map
from bodem_ondergrond.plugin.report.map_window import choose_window
from bodem_ondergrond.plugin.storage import read_package, read_plan_areas
from bodem_ondergrond.plugin.toets import toets
from bodem_ondergrond.test.core.conftest import NOW, square

NOTHING = np.empty(0, dtype=object)
HALF = {"type": "natuur"}


@pytest.fixture(scope="module")
def demo(catalogue):
    return read_package(DEMO_PACKAGE, catalogue)


@pytest.fixture(scope="module")
def demo_assessments(catalogue, demo):
    plans = read_plan_areas(DEMO_PLAN_AREAS, FieldNames(), catalogue)
    return {assessment.plan.id: assessment for assessment in toets(plans, demo, catalogue, now=NOW)}


@pytest.fixture
def world(catalogue, make_package):
    """Check a plan area of 100 by 100 m, or another; return its assessment and the package."""

    def make(layers, *, geometry=None, name="Proef", **ingreep):
        package = make_package(**layers)
        plan = PlanArea("1", name, square() if geometry is None else geometry, Ingreep.from_fields(ingreep))
        return next(iter(toets([plan], package, catalogue, now=NOW))), package

    return make


@pytest.fixture
def content(catalogue, world):
    def make(layers, *, thema=None, with_package=True, **plan):
        assessment, package = world(layers, **plan)
        return map_content(assessment, catalogue, package if with_package else None, thema)

    return make


def half(x=50.0):
    """A zone over the right half of the plan area, and a little beyond it."""
    return square(x, -50, 200)


def words(svg):
    return " ".join(node.firstChild.data for node in minidom.parseString(svg).getElementsByTagName("text"))


# --- the drawing -----------------------------------------------------------------------------------------------------


def test_a_map_of_every_demonstration_plan_area_is_well_formed_and_has_all_its_parts(catalogue, demo, demo_assessments):
    for assessment in demo_assessments.values():
        svg = map_svg.render_svg(assessment, catalogue, demo)
        said = words(svg)
        assert minidom.parseString(svg).documentElement.tagName == "svg"
        assert assessment.plan.naam[:40] in said
        assert "Plangebied" in said
        assert re.search(r"0\s(m|km)", said)
        assert " N " in said
        assert "EPSG:28992" in said
        assert "Bron: Demonstratiepakket" in said


def test_invented_borders_are_said_to_be_invented(catalogue, demo, demo_assessments):
    svg = map_svg.render_svg(demo_assessments["1"], catalogue, demo)
    assert "verzonnen grenzen" in words(svg)


def test_real_borders_are_not_said_to_be_invented(catalogue, world):
    assessment, package = world({"nnn": [(half(), HALF)]})
    svg = map_svg.render_svg(assessment, catalogue, package)
    assert "verzonnen" not in svg
    assert "Bron: Proefpakket, versie 1, peildatum 1 januari 2026." in words(svg)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("<script>alert(1)</script> & \"co\" 'x'", id="markup"),
        pytest.param("]]> --> {{ 7*7 }}", id="ends-of-things"),
        pytest.param("Veld\x00\x0b\ud800 1", id="what-xml-cannot-hold"),
        pytest.param("מגרש \u202e abc", id="right-to-left"),
        pytest.param("Lang " * 60, id="very-long"),
        pytest.param("", id="no-name"),
    ],
)
def test_whatever_a_plan_area_is_called_the_drawing_stays_whole(catalogue, world, name):
    assessment, package = world({"nnn": [(half(), HALF)]}, name=name)
    svg = map_svg.render_svg(assessment, catalogue, package)
    drawn = minidom.parseString(svg)
    assert not drawn.getElementsByTagName("script")
    assert "49" not in words(svg)


def test_names_of_places_are_escaped_too(catalogue, world):
    town = {"bestaand_stedelijk_gebied": [(square(150, 0, 100), {"naam": "<b>Rolde</b>"})], "nnn": [(half(), HALF)]}
    assessment, package = world(town)
    svg = map_svg.render_svg(assessment, catalogue, package)
    assert "&lt;b&gt;Rolde" in svg
    assert not minidom.parseString(svg).getElementsByTagName("b")


def test_equal_input_gives_equal_bytes(catalogue, demo, demo_assessments):
    once, again = (map_svg.render_svg(demo_assessments["11"], catalogue, demo) for _ in range(2))
    assert once == again


def test_a_drawing_uses_nothing_that_office_programs_do_not_know(catalogue, demo, demo_assessments):
    svg = map_svg.render_svg(demo_assessments["25"], catalogue, demo)
    for tag in ("pattern", "clipPath", "mask", "style", "use", "filter", "image"):
        assert not minidom.parseString(svg).getElementsByTagName(tag), tag


def test_the_drawing_stays_within_its_edges(catalogue, demo, demo_assessments):
    svg = map_svg.render_svg(demo_assessments["25"], catalogue, demo)
    for path in minidom.parseString(svg).getElementsByTagName("path"):
        numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path.getAttribute("d"))]
        assert all(-1 <= x <= 721 for x in numbers[::2] if "H" not in path.getAttribute("d"))


def test_the_figure_has_words_for_who_cannot_see_it(catalogue, world):
    assessment, package = world({"nnn": [(half(), HALF)]})
    figure = map_svg.figure(assessment, catalogue, package)
    assert isinstance(figure, Figure)
    assert "Natuurnetwerk Nederland" in figure.beschrijving
    assert figure.breedte == pytest.approx(174)


def test_a_ban_is_hatched_in_the_legend_and_on_the_map(content):
    zones = {"bodemenergie_zones": [(half(), {"zone": "1", "regime": "verbod"})]}
    drawn = content(zones, activiteiten="bodemenergie_open")
    banned = next(item for item in drawn.klassen if item.laag == "bodemenergie_zones")
    assert banned.verboden
    assert map_svg.effective_look(banned).arcering


def test_a_ban_without_a_hatch_of_its_own_gets_one(content):
    banned = replace(content({"nnn": [(half(), HALF)]}).klassen[0], verboden=True)
    assert not banned.look.arcering
    assert map_svg.effective_look(banned).arcering


def test_the_scale_bar_is_a_round_length_that_fits(content):
    window = content({"nnn": [(half(), HALF)]}).venster
    length = map_svg.bar_length(window)
    assert length <= window.metres(45)
    assert str(length)[0] in "1245"


# --- what is on it ---------------------------------------------------------------------------------------------------


def test_only_layers_that_are_hit_are_on_the_map(content):
    drawn = content({"nnn": [(half(), HALF)], "natura2000": [(square(150, 0), {"naam": "Naast"})]})
    assert {item.laag for item in drawn.klassen} == {"nnn"}


def test_a_class_that_only_the_surroundings_have_is_said_to_be_there_only(content):
    around = {"nnn": [(half(), HALF), (square(-200, 0), {"type": "verbinding"})]}
    inside, beside = content(around).klassen
    assert inside.geraakt
    assert not beside.geraakt
    assert beside.toelichting == "alleen in de omgeving"


def test_the_legend_says_what_a_zone_means_for_the_plan(content):
    assert "'nee, tenzij'" in content({"nnn": [(half(), HALF)]}, activiteiten="woningbouw").klassen[0].legend


def test_a_finding_that_an_expert_set_aside_does_not_count_in_the_legend(catalogue, world):
    assessment, package = world({"nnn": [(half(), HALF)]}, activiteiten="woningbouw")
    correction = Correction("Ligt er niet.", "A. Kenner", NOW.isoformat())
    findings = tuple(replace(finding, correctie=correction) for finding in assessment.bevindingen)
    drawn = map_content(replace(assessment, bevindingen=findings), catalogue, package)
    assert drawn.klassen[0].oordeel is None


def test_a_zone_over_the_whole_map_is_named_and_not_drawn(content):
    drawn = content({"nnn": [(square(-50_000, -50_000, 100_000), HALF)], "natura2000": [(half(), {"naam": "Half"})]})
    assert [item.laag for item in drawn.klassen] == ["natura2000"]
    assert [item.laag for item in drawn.overal] == ["nnn"]
    assert "Natuurnetwerk" in drawn.everywhere


def test_a_map_looks_further_round_until_a_border_is_in_view(content):
    near = content({"nnn": [(square(-100, -100, 300), HALF)]}).venster
    far = content({"nnn": [(square(-1_000, -1_000, 3_000), HALF)]}).venster
    assert far.schaal > near.schaal
    assert far.breedte_m > 1_100


def test_every_class_has_a_number_that_stands_on_it(catalogue, demo, demo_assessments):
    for number in ("2", "10", "17", "20", "25"):
        drawn = map_content(demo_assessments[number], catalogue, demo)
        assert [item.nummer for item in drawn.klassen] == list(range(1, len(drawn.klassen) + 1))
        for item in (item for item in drawn.klassen if item.soort == "vlak"):
            for badge in item.borden:
                distance = shapely.distance(shapely.union_all(item.geometries), shapely.Point(badge.x, badge.y))
                assert distance < drawn.venster.metres(0.1), item.naam


def test_numbers_do_not_cover_one_another(catalogue, demo, demo_assessments):
    for assessment in demo_assessments.values():
        drawn = map_content(assessment, catalogue, demo)
        badges = [(badge.x, badge.y) for item in drawn.klassen for badge in item.borden]
        for (x1, y1), (x2, y2) in itertools.combinations(badges, 2):
            assert np.hypot(x1 - x2, y1 - y2) > drawn.venster.metres(4), assessment.plan.naam


def test_what_does_not_fit_on_the_overview_is_named_and_is_on_the_map_of_its_theme(catalogue, demo, demo_assessments):
    overview = map_content(demo_assessments["11"], catalogue, demo)
    assert len(overview.klassen) <= 8
    assert any("voor de leesbaarheid niet op deze kaart" in remark for remark in overview.opmerkingen)
    drawn = {item.laag for item in overview.klassen}
    for thema in themes_on_map(demo_assessments["11"], catalogue):
        own = map_content(demo_assessments["11"], catalogue, demo, thema)
        drawn |= {item.laag for item in (*own.klassen, *own.overal)}
    hit = {row.laag for row in demo_assessments["11"].lagen if row.uitkomst.value == "geraakt"}
    assert hit <= drawn


def test_the_map_of_a_theme_has_layers_of_that_theme_only(catalogue, demo, demo_assessments):
    drawn = map_content(demo_assessments["11"], catalogue, demo, "natuur")
    for item in (*drawn.klassen, *drawn.overal):
        layer = catalogue.lagen[item.laag]
        assert "natuur" in (layer.thema, *layer.themas)


def test_the_heaviest_verdict_comes_first_in_the_legend(catalogue, demo, demo_assessments):
    drawn = map_content(demo_assessments["10"], catalogue, demo)
    assert drawn.klassen[0].oordeel is Verdict.VERBOD


def test_layers_that_cannot_be_judged_are_counted_on_the_map(content):
    assert any("uitkomst niet bekend" in remark for remark in content({"nnn": [(half(), HALF)]}).opmerkingen)


def test_a_plan_area_that_hits_nothing_still_has_a_map_that_says_so(content):
    drawn = content({})
    assert drawn.klassen == ()
    assert "Geen van de getoetste kaarten raakt het plangebied." in drawn.opmerkingen


def test_what_lies_outside_drenthe_is_marked(catalogue, demo, demo_assessments):
    drawn = map_content(demo_assessments["9"], catalogue, demo)
    assert drawn.kader.buiten.intersects(drawn.plan)
    assert "Buiten Drenthe, niet getoetst" in words(map_svg.render_svg(demo_assessments["9"], catalogue, demo))


def test_an_object_that_counts_because_it_is_near_is_in_view_with_its_distance(catalogue, demo, demo_assessments):
    near = [
        (assessment, finding)
        for assessment in demo_assessments.values()
        for finding in assessment.bevindingen
        if finding.afstand_m and not finding.overlap_m2 and finding.laag
    ]
    for assessment, finding in near:
        drawn = map_content(assessment, catalogue, demo)
        shown = [item for item in drawn.klassen if item.laag == finding.laag and item.geraakt]
        assert shown, finding.id


@pytest.mark.parametrize("size", [0.5, 30, 3_000, 60_000])
def test_the_plan_area_is_in_view_whatever_its_size(size):
    plan = square(0, 0, size)
    window = choose_window(plan, [], NOTHING)
    assert shapely.contains_properly(window.box, plan)
    assert window.schaal >= 2_500


@pytest.mark.parametrize(("width", "height"), [(10_000, 5), (5, 10_000)])
def test_a_long_and_narrow_plan_area_is_in_view(width, height):
    plan = square(0, 0, width, height)
    assert shapely.contains_properly(choose_window(plan, [], NOTHING).box, plan)


# --- where it comes from ---------------------------------------------------------------------------------------------


def test_without_the_package_the_map_shows_the_parts_inside_the_plan_area(content):
    drawn = content({"nnn": [(half(), HALF)]}, with_package=False)
    assert [item.naam for item in drawn.klassen] == ["Natuurnetwerk Nederland (NNN)"]
    assert shapely.union_all(drawn.klassen[0].geometries).area == pytest.approx(5_000)
    assert drawn.kader.drenthe is None


def test_without_the_package_a_class_is_that_of_the_finding(content):
    zones = {"bodemenergie_zones": [(half(), {"zone": "2", "regime": "verbod"})]}
    drawn = content(zones, with_package=False, activiteiten="bodemenergie_open")
    assert [item.klasse for item in drawn.klassen] == ["2 verbod"]


def test_a_stored_result_and_its_package_give_the_same_map_as_the_check_itself(catalogue, demo, demo_assessments):
    for number in ("4", "17", "20"):
        stored = result_json.from_text(result_json.to_text(demo_assessments[number]))
        fresh = map_svg.render_svg(demo_assessments[number], catalogue, demo)
        assert map_svg.render_svg(stored, catalogue, demo) == fresh


def test_a_stored_result_alone_has_no_map_because_nobody_knows_where_the_zones_are(catalogue, demo_assessments):
    stored = result_json.from_text(result_json.to_text(demo_assessments["4"]))
    assert map_svg.figure(stored, catalogue) is None
    assert map_svg.render_svg(stored, catalogue) == ""


def test_a_plan_area_that_cannot_be_used_has_no_map(catalogue, make_package):
    plan = PlanArea("1", "Kapot", None, Ingreep(), fout="De geometrie ontbreekt.")
    assessment = next(iter(toets([plan], make_package(), catalogue, now=dt.datetime.now(dt.timezone.utc))))
    assert map_svg.figure(assessment, catalogue, make_package()) is None
