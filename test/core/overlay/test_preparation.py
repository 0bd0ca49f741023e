from __future__ import annotations

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.domain import ClassField, Outcome
from bodem_ondergrond.plugin.overlay import LayerData, LayerFailure
from bodem_ondergrond.test.core.overlay.worlds import SOURCE, box, class_field, prepare, shape, with_vertex

BOW_TIE = "POLYGON ((0 0, 100 100, 100 0, 0 100, 0 0))"


def test_a_clean_layer_is_taken_as_it_is():
    data = prepare([box(), box(200)], ids=["7", "9"])
    assert isinstance(data, LayerData)
    assert (len(data), data.ids, data.repaired, data.skipped, data.problems) == (2, ("7", "9"), 0, 0, ())
    assert data.source == SOURCE
    assert data.is_areal
    assert not data.unknown_class.any()


def test_an_invalid_polygon_is_repaired_on_a_copy_and_counted():
    bow_tie = shape(BOW_TIE)
    data = prepare([bow_tie, box(200)])
    assert data.repaired == 1
    assert data.geometries[0].is_valid
    assert data.geometries[0].area == pytest.approx(5_000)
    assert not bow_tie.is_valid


def test_parts_that_overlap_each_other_keep_their_whole_area():
    data = prepare([shapely.MultiPolygon([box(), box(50)])])
    assert data.repaired == 1
    assert data.geometries[0].area == pytest.approx(15_000)


def test_a_hole_in_an_invalid_polygon_stays_a_hole():
    spike = "(0 0, 100 0, 100 100, 50 100, 50 120, 50 100, 0 100, 0 0)"
    data = prepare([shape(f"POLYGON ({spike}, (10 10, 20 10, 20 20, 10 20, 10 10))")])
    assert data.repaired == 1
    assert data.geometries[0].area == pytest.approx(9_900)


def test_holes_that_overlap_take_out_their_union():
    holes = "(10 10, 30 10, 30 30, 10 30, 10 10), (20 10, 40 10, 40 30, 20 30, 20 10)"
    data = prepare([shape(f"POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), {holes})")])
    assert data.geometries[0].area == pytest.approx(10_000 - 600)


@pytest.mark.parametrize(
    "wkt", ["POLYGON Z ((0 0 1, 10 0 1, 10 10 1, 0 0 1))", "POLYGON M ((0 0 1, 10 0 1, 10 10 1, 0 0 1))"]
)
def test_height_and_measure_are_dropped(wkt):
    data = prepare([shapely.from_wkt(wkt)])
    assert not data.geometries[0].has_z
    assert shapely.get_coordinate_dimension(data.geometries[0]) == 2
    assert data.repaired == 0


@pytest.mark.parametrize(
    ("wkt", "reason"),
    [
        pytest.param(None, "geen (leesbare) geometrie", id="null"),
        pytest.param("POLYGON EMPTY", "geen (leesbare) geometrie", id="empty"),
        pytest.param("LINESTRING (0 0, 10 10)", "de laag bestaat uit vlakken", id="line"),
        pytest.param("POINT (0 0)", "de laag bestaat uit vlakken", id="point"),
        pytest.param("POLYGON ((0 0, 10 0, 0 0, 0 0))", "blijven er geen vlakken over", id="collapsed"),
    ],
)
def test_an_unusable_object_is_left_out_named_and_counted(wkt, reason):
    data = prepare([box(), wkt and shape(wkt), box(200)], ids=["a", "b", "c"])
    assert data.ids == ("a", "c")
    assert data.skipped == 1
    assert [problem.object_id for problem in data.problems] == ["b"]
    assert data.problems[0].melding.startswith("Object b is weggelaten")
    assert reason in data.problems[0].melding


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_coordinates_that_are_no_finite_number_are_left_out(value):
    broken = with_vertex(box(), value)
    data = prepare([box(), broken])
    assert data.skipped == 1
    assert "geen eindig getal" in data.problems[0].melding


@pytest.mark.parametrize(
    ("geometrie", "expected"),
    [("vlak", "Polygon"), ("lijn", "LineString"), ("punt", "Point")],
)
def test_of_a_collection_only_the_parts_of_the_kind_of_the_layer_count(geometrie, expected):
    mixed = shape(
        "GEOMETRYCOLLECTION (POINT (5 5), GEOMETRYCOLLECTION (LINESTRING (0 0, 9 9)), POLYGON ((0 0, 9 0, 9 9, 0 0)))"
    )
    data = prepare([mixed], geometrie=geometrie)
    assert data.geometries[0].geom_type == expected
    assert data.repaired == 0


def test_several_parts_of_a_collection_become_one_multipart_object():
    data = prepare([shapely.GeometryCollection([box(), box(200), shapely.Point(0, 0)])])
    assert data.geometries[0].geom_type == "MultiPolygon"


def test_a_line_without_length_is_left_out():
    data = prepare([shape("LINESTRING (5 5, 5 5)"), shape("LINESTRING (0 0, 5 5)")], geometrie="lijn")
    assert data.ids == ("2",)


@pytest.mark.parametrize(
    ("geometries", "words"),
    [([], "De laag is leeg."), ([None, shapely.Point(1, 2)], "van de 2 objecten heeft er geen een bruikbare")],
)
def test_a_layer_without_usable_objects_has_no_data(geometries, words):
    failure = prepare(geometries)
    assert isinstance(failure, LayerFailure)
    assert failure.uitkomst is Outcome.GEEN_GEGEVENS
    assert "laag is leeg" in failure.reden
    assert words in failure.reden


def test_without_a_mandatory_field_a_layer_is_not_checked():
    failure = prepare([box()], attributes={"soort": ["x"]}, velden=[class_field("type", "natuur")])
    assert isinstance(failure, LayerFailure)
    assert failure.uitkomst is Outcome.NIET_GETOETST
    assert failure.reden == "Het veld 'type' ontbreekt in laag 'nnn'. Velden die er zijn: soort."


def test_an_empty_layer_is_empty_whatever_its_fields():
    failure = prepare([], velden=[class_field("type", "natuur")])
    assert failure.uitkomst is Outcome.GEEN_GEGEVENS


def test_an_optional_field_that_is_absent_has_no_values_and_is_no_problem():
    data = prepare([box()], velden=[class_field("type", "natuur", verplicht=False)])
    assert list(data.attributes["type"]) == [None]
    assert data.problems == ()
    assert not data.unknown_class.any()


def test_class_values_are_normalised():
    fields = [class_field("waarde", "1", "2")]
    data = prepare([box()] * 3, attributes={"waarde": [1.0, " 2 ", 1]}, velden=fields)
    assert list(data.attributes["waarde"]) == ["1", "2", "1"]
    assert data.problems == ()


def test_a_class_code_is_known_in_any_case():
    data = prepare([box()], attributes={"gebied": ["10B"]}, velden=[class_field("gebied", "10B")])
    assert not data.unknown_class.any()


def test_field_names_are_found_in_any_case():
    data = prepare([box()], attributes={"TYPE": ["Natuur"]}, velden=[class_field("type", "natuur")])
    assert list(data.attributes["type"]) == ["natuur"]


def test_an_unknown_class_is_kept_flagged_and_named():
    data = prepare(
        [box(), box(200)],
        ids=["5", "6"],
        attributes={"type": ["Moeras", "natuur"]},
        velden=[class_field("type", "natuur")],
    )
    assert list(data.attributes["type"]) == ["moeras", "natuur"]
    assert data.unknown_class.tolist() == [True, False]
    problem = data.problems[0]
    assert (problem.object_id, problem.veld, problem.waarde) == ("5", "type", "Moeras")
    assert problem.melding == "Object 5: veld 'type' heeft de onbekende waarde 'Moeras'. Bekend zijn: natuur."


def test_a_mandatory_class_without_value_is_unknown():
    data = prepare([box()], attributes={"type": [None]}, velden=[class_field("type", "natuur")])
    assert data.unknown_class.tolist() == [True]
    assert "veld 'type' is leeg" in data.problems[0].melding


def test_an_optional_class_without_value_is_fine():
    data = prepare([box()], attributes={"type": [None]}, velden=[class_field("type", "natuur", verplicht=False)])
    assert not data.unknown_class.any()
    assert data.problems == ()


def test_a_class_field_with_free_values_knows_every_value():
    data = prepare([box()], attributes={"type": ["wat dan ook"]}, velden=[class_field("type")])
    assert not data.unknown_class.any()


def test_text_where_a_number_belongs_is_unknown_and_named():
    fields = [ClassField("max_boordiepte_m", "getal")]
    attributes = {"max_boordiepte_m": ["diep", "12,5", None]}
    data = prepare([box()] * 3, attributes=attributes, velden=fields)
    assert list(data.attributes["max_boordiepte_m"]) == [None, 12.5, None]
    (problem,) = data.problems
    assert (problem.object_id, problem.veld, problem.waarde) == ("1", "max_boordiepte_m", "diep")
    assert "'max_boordiepte_m'" in problem.melding
    assert "'diep'" in problem.melding
    assert not data.unknown_class.any()


def test_values_stay_with_their_objects_when_others_are_left_out():
    data = prepare(
        [None, box(), None, box(200)], attributes={"naam": ["a", "b", "c", "d"]}, velden=[ClassField("naam", "tekst")]
    )
    assert list(data.attributes["naam"]) == ["b", "d"]


def test_the_name_field_is_read_also_when_it_is_not_described():
    data = prepare([box()], attributes={"naam": [" Elp "]}, naamveld="naam")
    assert list(data.attributes["naam"]) == ["Elp"]


def test_fields_that_the_catalogue_does_not_know_are_ignored():
    data = prepare([box()], attributes={"extra": [1]})
    assert data.attributes == {}


def test_the_tolerance_of_the_catalogue_comes_along():
    data = prepare([box()], tolerantie=(2.0, 3.0))
    assert (data.tolerance_m2, data.tolerance_m) == (2.0, 3.0)
