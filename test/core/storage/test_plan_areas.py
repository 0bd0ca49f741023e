from __future__ import annotations

import fiona
import pytest
import shapely

from bodem_ondergrond.plugin.domain import Answer, Ingreep
from bodem_ondergrond.plugin.domain.fields import FieldNames
from bodem_ondergrond.plugin.storage import StorageError, count_plan_areas, iterate_plan_areas, read_plan_areas
from bodem_ondergrond.plugin.storage.plan_areas import _CHUNK
from bodem_ondergrond.test.core.overlay.worlds import X, Y, box, shape
from bodem_ondergrond.test.core.storage.files import edit, geometry_blob, small_catalogue, write_layer

CATALOGUE = small_catalogue()
FORMATS = [
    pytest.param("plannen.gpkg", "GPKG", id="geopackage"),
    pytest.param("plannen.shp", "ESRI Shapefile", id="shapefile"),
    pytest.param("plannen.geojson", "GeoJSON", id="geojson"),
    pytest.param("plannen.fgb", "FlatGeobuf", id="flatgeobuf"),
]


def read(path, fields=None, layer=None):
    return read_plan_areas(path, fields or FieldNames(), CATALOGUE, layer)


def write(path, geometries, layer="plannen", geometry="MultiPolygon", **columns):
    return write_layer(path, layer, geometries, geometry=geometry, **columns)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plannen.gpkg"


@pytest.mark.parametrize(("name", "driver"), FORMATS)
def test_plan_areas_are_read_from_any_format(tmp_path, name, driver):
    kind = "Polygon" if driver == "ESRI Shapefile" else "MultiPolygon"
    # GeoJSON holds degrees unless it says otherwise; this one says EPSG:28992.
    path = write_layer(
        tmp_path / name,
        "plannen",
        [box(), box(200)],
        driver=driver,
        geometry=kind,
        naam=["Een", "Twee"],
        diepte_cm=[30, 40],
    )
    # FlatGeobuf keeps features in an order of its own.
    first, second = sorted(read(path), key=lambda plan: plan.naam)
    assert (first.naam, first.ingreep.diepte_cm, first.fout) == ("Een", 30.0, None)
    assert second.naam == "Twee"
    assert first.geometrie.equals(box())
    assert count_plan_areas(path) == 2


def test_the_id_is_that_of_the_feature(path):
    write(path, [box(), box(200)], naam=["a", "b"])
    edit(path, "UPDATE plannen SET fid = 41 WHERE fid = 1")
    assert [(plan.id, plan.naam) for plan in read(path)] == [("2", "b"), ("41", "a")]


def test_without_a_name_a_plan_area_is_named_by_its_id(path):
    write(path, [box(), box()], naam=[None, " "])
    assert [plan.naam for plan in read(path)] == ["Plangebied 1", "Plangebied 2"]


def test_all_fields_of_the_ingreep_are_read_by_their_default_names(path):
    write(
        path,
        [box()],
        activiteiten=["woningbouw, grondverzet"],
        oppervlakte_m2=[900.5],
        diepte_cm=[40],
        boordiepte_m=["12,5"],
        opslagtemperatuur_c=[None],
        agrarisch=[True],
        niet_kerend_woelen=["nee"],
        bouwvoor=[""],
    )
    (plan,) = read(path)
    assert plan.fout is None
    assert plan.ingreep == Ingreep(
        activiteiten=("grondverzet", "woningbouw"),
        oppervlakte_m2=900.5,
        diepte_cm=40.0,
        boordiepte_m=12.5,
        agrarisch=Answer.JA,
        niet_kerend_woelen=Answer.NEE,
    )


def test_other_fields_are_read_when_they_are_named(path):
    write(path, [box()], titel=["Es"], diep=[25], diepte_cm=[99])
    (plan,) = read(path, FieldNames(naam="titel", diepte_cm="diep"))
    assert (plan.naam, plan.ingreep.diepte_cm) == ("Es", 25.0)


@pytest.mark.parametrize("name", ["plannen.gpkg", "plannen.geojson"])
def test_a_named_field_that_does_not_exist_is_an_error(tmp_path, name):
    driver = "GPKG" if name.endswith("gpkg") else "GeoJSON"
    path = write_layer(tmp_path / name, "plannen", [box()], driver=driver, titel=["Es"])
    with pytest.raises(StorageError, match=r"'diep' .*bestaat niet. Velden die er zijn: titel"):
        iterate_plan_areas(path, FieldNames(diepte_cm="diep"), CATALOGUE)


def test_bad_values_cost_their_own_plan_area_only(path):
    write(path, [box()] * 4, diepte_cm=["40", "-1", "diep", "50"], activiteiten=[None, None, None, "vliegveld"])
    plans = read(path)
    assert [plan.id for plan in plans] == ["1", "2", "3", "4"]
    assert plans[0].fout is None
    assert ["negatief" in plans[1].fout, "geen getal" in plans[2].fout, "vliegveld" in plans[3].fout] == [True] * 3


def test_bad_geometry_costs_its_own_plan_area_only(path):
    write(
        path,
        [
            box(),
            None,
            shape("LINESTRING (0 0, 9 9)"),
            shape("POLYGON ((0 0, 9 9, 9 0, 0 9, 0 0))"),
            shapely.Point(X, Y),
        ],
        geometry="Unknown",
        naam=list("abcde"),
    )
    plans = read(path)
    assert [plan.fout is None for plan in plans] == [True, False, False, True, False]
    assert "geen geometrie" in plans[1].fout
    assert "een lijn" in plans[2].fout
    assert "hersteld" in plans[3].meldingen[0]
    assert "een punt" in plans[4].fout


def test_a_damaged_geometry_is_said_to_be_damaged(path):
    write(path, [box(), box()], naam=["a", "b"])
    edit(path, ("UPDATE plannen SET geom = ? WHERE fid = 1", (geometry_blob(b"\x01\x03\x00"),)))
    first, second = read(path)
    assert "beschadigd" in first.fout
    assert (first.naam, first.geometrie) == ("a", None)
    assert second.fout is None


def test_a_damaged_geometry_in_another_format_is_said_to_be_damaged(tmp_path):
    path = tmp_path / "plannen.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": ['
        '{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[6, 53], [6, 53]]]}},'
        '{"type": "Feature", "properties": {}, "geometry": null}]}',
        encoding="utf-8",
    )
    first, second = read(path)
    assert "beschadigd" in first.fout
    assert "geen geometrie" in second.fout


def test_degrees_are_converted(tmp_path):
    path = write_layer(
        tmp_path / "plannen.geojson",
        "plannen",
        [shapely.box(6.56, 52.99, 6.561, 52.991)],
        crs="EPSG:4326",
        driver="GeoJSON",
    )
    (plan,) = read(path)
    assert plan.fout is None
    assert plan.geometrie.area == pytest.approx(67 * 111, rel=0.02)


@pytest.mark.parametrize(("name", "driver"), FORMATS[:2])
def test_without_coordinate_system_nothing_is_read(tmp_path, name, driver):
    kind = "Polygon" if driver == "ESRI Shapefile" else "MultiPolygon"
    path = write_layer(tmp_path / name, "plannen", [box()], crs=None, driver=driver, geometry=kind, naam=["a"])
    with pytest.raises(StorageError, match=rf"{name}: De kaartlaag heeft geen coördinatenstelsel"):
        read(path)


def test_the_layer_that_is_named_is_read_without_a_word(path):
    write(path, [box()], layer="eerste")
    write(path, [box(200)], layer="tweede")
    (plan,) = read(path, layer="tweede")
    assert plan.geometrie.equals(box(200))
    assert plan.meldingen == ()
    assert count_plan_areas(path, "tweede") == 1


def test_of_several_layers_with_polygons_the_first_is_read_and_that_is_said(path):
    write(path, [shapely.Point(X, Y)], layer="punten", geometry="Point")
    write(path, [box()], layer="eerste")
    write(path, [box(200)], layer="tweede")
    (plan,) = read(path)
    assert plan.geometrie.equals(box())
    assert plan.meldingen == ("Het bestand heeft meer lagen met vlakken; gelezen is de eerste: 'eerste'.",)


def test_the_only_layer_with_polygons_is_read_without_a_word(path):
    write(path, [shapely.Point(X, Y)], layer="punten", geometry="Point")
    write(path, [box()], layer="vlakken")
    assert read(path)[0].meldingen == ()


def test_a_layer_of_any_geometry_is_read_when_none_is_of_polygons(path):
    write(path, [shapely.Point(X, Y)], layer="punten", geometry="Point")
    write(path, [box()], layer="gemengd", geometry="Unknown")
    assert read(path)[0].fout is None


def test_a_file_with_only_points_says_so_for_each(path):
    write(path, [shapely.Point(X, Y)], geometry="Point")
    assert "een punt" in read(path)[0].fout


def test_several_layers_without_polygons_are_refused(path):
    write(path, [shapely.Point(X, Y)], layer="een", geometry="Point")
    write(path, [shapely.Point(X, Y)], layer="twee", geometry="Point")
    with pytest.raises(StorageError, match=r"geen laag met vlakken\. Lagen die er zijn: een, twee"):
        read(path)


def test_a_layer_that_does_not_exist_is_named(path):
    write(path, [box()])
    with pytest.raises(StorageError, match="Laag 'perceel' staat niet in"):
        read(path, layer="perceel")


def test_more_plan_areas_than_are_read_at_a_time_all_come(path):
    count = _CHUNK + 5
    write(path, [box(i % 100) for i in range(count)], naam=[str(i) for i in range(count)])
    plans = iterate_plan_areas(path, FieldNames(), CATALOGUE)
    assert [plan.naam for plan in plans] == [str(i) for i in range(count)]


def test_a_file_without_plan_areas_gives_none(path):
    write(path, [], naam=[])
    assert read(path) == []
    assert count_plan_areas(path) == 0


@pytest.mark.parametrize("name", ["weg.gpkg", "weg.geojson"])
def test_a_file_that_does_not_exist_is_named(tmp_path, name):
    with pytest.raises(StorageError, match=rf"{name} bestaat niet"):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["plannen.gpkg", "plannen.geojson", "plannen.txt"])
def test_a_file_that_holds_no_layers_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_text("geen kaart", encoding="utf-8")
    with pytest.raises(StorageError, match=name):
        read(path)


def test_a_file_that_breaks_off_is_an_error_with_the_layer(path, monkeypatch):
    geojson = write_layer(path.with_suffix(".geojson"), "plannen", [box()], driver="GeoJSON")
    plans = iterate_plan_areas(geojson, FieldNames(), CATALOGUE)

    def fail(*_, **__):
        raise fiona.errors.DriverError("stuk")

    monkeypatch.setattr(fiona, "open", fail)
    with pytest.raises(StorageError, match=r"Laag 'plannen' .*stuk"):
        list(plans)


def test_a_spatialite_file_is_left_to_fiona(tmp_path):
    path = write_layer(tmp_path / "plannen.sqlite", "plannen", [box()], driver="SQLite")
    assert read(path)[0].geometrie.equals(box())
