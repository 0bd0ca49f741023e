"""From drawings and layers to plan areas: nothing is lost, everything that is wrong is said."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsGeometry, QgsVectorFileWriter

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Answer, FieldNames, Ingreep
from bodem_ondergrond.plugin.domain.fields import FieldNameError
from bodem_ondergrond.test.qgis.conftest import FIELD_WKT

BOWTIE_WKT = "POLYGON((240000 556000, 240100 556100, 240100 556000, 240000 556100, 240000 556000))"
NEIGHBOUR_WKT = "POLYGON((240050 556000, 240200 556000, 240200 556100, 240050 556100, 240050 556000))"


def draw(wkt, context, **settings):
    parts = [QgsGeometry.fromWkt(text) for text in ([wkt] if isinstance(wkt, str) else wkt)]
    return qgis_io.plan_area(parts, qgis_io.rd_crs(), context, **settings)


def read(layer, catalogue, context, fields=None):
    return list(qgis_io.feature_plan_areas(layer, fields or FieldNames(), catalogue, context))


# --- what is drawn or selected


def test_a_drawn_polygon_becomes_a_plan_area(context):
    plan = draw(FIELD_WKT, context, naam="Veld", ingreep=Ingreep(diepte_cm=40.0))
    assert (plan.naam, plan.geometrie.area, plan.ingreep.diepte_cm, plan.fout) == ("Veld", 10_000.0, 40.0, None)


def test_overlapping_parts_become_one_area_that_counts_nothing_twice(context):
    plan = draw([FIELD_WKT, NEIGHBOUR_WKT], context)
    assert plan.geometrie.area == 20_000.0
    assert plan.meldingen == ()


def test_a_self_crossing_border_is_repaired_and_told(context):
    plan = draw(BOWTIE_WKT, context)
    assert plan.fout is None
    assert "kruist zichzelf" in plan.meldingen[0]


def test_a_part_that_cannot_be_used_is_told_and_the_rest_stays(context):
    plan = draw([FIELD_WKT, "LINESTRING(240000 556000, 240100 556000)"], context)
    assert plan.geometrie.area == 10_000.0
    assert any("weggelaten" in melding for melding in plan.meldingen)


@pytest.mark.parametrize(
    ("wkt", "words"),
    [
        pytest.param("LINESTRING(240000 556000, 240100 556000)", "lijn", id="line"),
        pytest.param("POINT(240000 556000)", "punt", id="point"),
        pytest.param("POLYGON EMPTY", "geen geometrie", id="empty"),
        pytest.param([], "geen geometrie", id="nothing-selected"),
        pytest.param("POLYGON((5 52, 6 52, 6 53, 5 52))", "buiten Nederland", id="degrees-said-to-be-rd"),
    ],
)
def test_what_cannot_be_checked_becomes_a_plan_area_with_the_reason(wkt, words, context):
    plan = draw(wkt, context)
    assert plan.geometrie is None
    assert words in plan.fout


def test_a_drawing_without_coordinate_system_says_so(context):
    plan = qgis_io.plan_area(QgsGeometry.fromWkt(FIELD_WKT), QgsCoordinateReferenceSystem(), context)
    assert "geen coördinatenstelsel" in plan.fout


# --- what stands in a layer


def test_every_feature_becomes_a_plan_area_with_the_id_and_the_fields_of_the_feature(make_layer, catalogue, context):
    layer = make_layer(
        [(FIELD_WKT, "Veld", "grondverzet", 900, 40.0, True), (NEIGHBOUR_WKT, None, None, None, None, None)],
        fields=["naam:string", "activiteiten:string", "oppervlakte_m2:integer", "diepte_cm:double", "agrarisch:bool"],
    )
    first, second = read(layer, catalogue, context)
    assert (first.id, first.naam, first.ingreep.activiteiten) == ("1", "Veld", ("grondverzet",))
    assert (first.ingreep.oppervlakte_m2, first.ingreep.diepte_cm) == (900.0, 40.0)
    assert first.ingreep.agrarisch is Answer.JA
    assert (second.naam, second.ingreep) == ("Plangebied 2", Ingreep())


def test_a_chosen_field_wins_from_the_default_name(make_layer, catalogue, context):
    layer = make_layer([(FIELD_WKT, "verkeerd", "goed")], fields=["naam:string", "titel:string"])
    assert [plan.naam for plan in read(layer, catalogue, context, FieldNames(naam="titel"))] == ["goed"]


def test_a_chosen_field_that_does_not_exist_is_refused_in_dutch(make_layer, catalogue, context):
    layer = make_layer([(FIELD_WKT, "Veld")], fields=["naam:string"])
    with pytest.raises(FieldNameError, match="bestaat niet"):
        read(layer, catalogue, context, FieldNames(naam="titel"))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("oppervlakte_m2:string", "veel", "geen getal", id="text-for-a-number"),
        pytest.param("diepte_cm:double", -5.0, "negatief", id="negative-depth"),
        pytest.param("activiteiten:string", "toveren", "onbekende activiteit", id="unknown-activity"),
        pytest.param("bouwvoor:string", "misschien", "geen antwoord", id="no-answer"),
    ],
)
def test_a_bad_value_spoils_only_its_own_plan_area(field, value, words, make_layer, catalogue, context):
    layer = make_layer([(FIELD_WKT, value), (NEIGHBOUR_WKT, None)], fields=[field])
    bad, good = read(layer, catalogue, context)
    assert words in bad.fout
    assert good.fout is None


def test_geometries_in_degrees_are_converted(make_layer, catalogue, context):
    there = QgsGeometry(qgis_io.from_rd(draw(FIELD_WKT, context).geometrie, QgsCoordinateReferenceSystem("EPSG:4326")))
    layer = make_layer([(there.asWkt(12),)], crs="EPSG:4326")
    (plan,) = read(layer, catalogue, context)
    assert plan.geometrie.area == pytest.approx(10_000.0, rel=1e-5)


def test_a_geometry_that_cannot_be_converted_spoils_only_its_own_plan_area(make_layer, catalogue, context):
    layer = make_layer([(FIELD_WKT,), ("POLYGON((6 52, 6.1 52, 6.1 52.1, 6 52))",)], crs="EPSG:4326")
    bad, good = read(layer, catalogue, context)
    assert "coördinatenstelsel" in bad.fout
    assert good.fout is None


def test_a_layer_without_coordinate_system_is_refused(make_layer, catalogue, context):
    with pytest.raises(qgis_io.QgisIoError, match="geen coördinatenstelsel"):
        read(make_layer([(FIELD_WKT,)], crs=""), catalogue, context)


def test_only_the_requested_features_are_read(make_layer, catalogue, context):
    layer = make_layer([(FIELD_WKT,), (NEIGHBOUR_WKT,)])
    request = QgsFeatureRequest().setFilterFid(2)
    plans = qgis_io.feature_plan_areas(layer, FieldNames(), catalogue, context, request)
    assert [plan.id for plan in plans] == ["2"]


# --- what stands in a file


def test_a_file_opens_as_a_layer_of_polygons(make_layer, tmp_path, context):
    layer = make_layer([(FIELD_WKT,)])
    path = str(tmp_path / "gebied.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context, options)
    assert qgis_io.open_plan_layer(path).featureCount() == 1


def test_a_file_that_is_no_map_is_refused_in_dutch(tmp_path, qgis_app):
    path = tmp_path / "gebied.gpkg"
    path.write_text("dit is geen kaart")
    with pytest.raises(qgis_io.QgisIoError, match="niet worden gelezen"):
        qgis_io.open_plan_layer(str(path))


def test_a_file_without_polygons_is_refused_in_dutch(make_layer, tmp_path, context):
    layer = make_layer([("POINT(240000 556000)",)], kind="Point")
    path = str(tmp_path / "punten.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context, QgsVectorFileWriter.SaveVectorOptions())
    with pytest.raises(qgis_io.QgisIoError, match="geen vlakken"):
        qgis_io.open_plan_layer(path)
