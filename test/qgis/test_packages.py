"""Policy packages as QGIS reads them."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
import shapely
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorFileWriter, QgsVectorLayer

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Outcome
from bodem_ondergrond.plugin.overlay import LayerData, LayerFailure

SQUARE = "POLYGON((240000 556000, 241000 556000, 241000 557000, 240000 557000, 240000 556000))"


@pytest.fixture
def write_package(tmp_path, make_layer, context):
    """A GeoPackage of layers: name -> arguments of make_layer."""

    def write(name="pakket.gpkg", **layers):
        path = tmp_path / name
        for laag, settings in layers.items():
            layer = make_layer(name=laag, **settings)
            options = QgsVectorFileWriter.SaveVectorOptions()
            options.layerName = laag
            if path.exists():
                options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
            error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)
            assert not error, message
        return str(path)

    return write


def natura2000(*rows, **settings):
    return {"rows": rows, "fields": ["naam:string", "stikstofgevoelig:string"], **settings}


# --- files


def test_the_demonstration_package_is_read_with_what_it_says_of_itself(catalogue, qgis_app):
    package = qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue)
    assert package.info.demonstratie
    assert package.info.sha256 == hashlib.sha256(Path(qgis_io.demo_package_path()).read_bytes()).hexdigest()
    assert len(package.lagen["provincie"]) == 1


def test_the_municipalities_of_a_package_have_an_area_by_name(catalogue, qgis_app):
    package = qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue)
    areas = qgis_io.municipality_areas(package)
    assert len(areas) == 12
    assert list(areas) == sorted(areas)
    assert areas["Assen"].area > 0


def test_a_layer_that_the_catalogue_does_not_know_is_ignored(write_package, catalogue):
    path = write_package(natura2000=natura2000((SQUARE, "Veld", "ja")), notities={"rows": [(SQUARE,)]})
    package = qgis_io.file_source(path).read(catalogue)
    assert "notities" not in package.lagen
    assert isinstance(package.lagen["natura2000"], LayerData)


def test_an_absent_layer_has_no_data_with_the_reason(write_package, catalogue):
    package = qgis_io.file_source(write_package(natura2000=natura2000((SQUARE, "Veld", "ja")))).read(catalogue)
    failure = package.lagen["nnn"]
    assert isinstance(failure, LayerFailure)
    assert failure.uitkomst is Outcome.GEEN_GEGEVENS


def test_a_layer_in_degrees_is_converted(write_package, catalogue, context):
    there = qgis_io.from_rd(shapely.from_wkt(SQUARE), QgsCoordinateReferenceSystem("EPSG:4326"), context)
    path = write_package(natura2000=natura2000((there.asWkt(12), "Veld", "ja"), crs="EPSG:4326"))
    data = qgis_io.file_source(path).read(catalogue).lagen["natura2000"]
    assert data.geometries[0].area == pytest.approx(1e6, rel=1e-5)


def test_a_layer_without_coordinate_system_is_not_checked_with_the_reason(write_package, catalogue):
    path = write_package(natura2000=natura2000((SQUARE, "Veld", "ja"), crs=""))
    failure = qgis_io.file_source(path).read(catalogue).lagen["natura2000"]
    assert failure.uitkomst is Outcome.NIET_GETOETST
    assert "geen coördinatenstelsel" in failure.reden


def test_curves_in_a_layer_become_straight(write_package, catalogue):
    circle = "CURVEPOLYGON(CIRCULARSTRING(240000 556000, 240100 556100, 240200 556000, 240100 555900, 240000 556000))"
    path = write_package(natura2000=natura2000((circle, "Veld", "ja"), kind="CurvePolygon"))
    data = qgis_io.file_source(path).read(catalogue).lagen["natura2000"]
    assert data.geometries[0].area == pytest.approx(31_415.9, rel=0.002)


@pytest.mark.parametrize("content", [b"", b"geen kaart", None], ids=["empty", "text", "absent"])
def test_a_file_that_is_no_geopackage_is_refused_in_dutch(content, tmp_path, catalogue, qgis_app):
    path = tmp_path / "pakket.gpkg"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(qgis_io.QgisIoError, match=r"GeoPackage"):
        qgis_io.file_source(str(path)).read(catalogue)


def test_a_changed_file_is_another_package(tmp_path, qgis_app):
    path = tmp_path / "pakket.gpkg"
    shutil.copyfile(qgis_io.demo_package_path(), path)
    before = qgis_io.file_source(str(path)).key
    assert qgis_io.file_source(str(path)).key == before
    os.utime(path, ns=(1, 1))
    assert qgis_io.file_source(str(path)).key != before


def test_reading_stops_when_told_to(catalogue, qgis_app):
    asked = []

    def stop():
        asked.append(True)
        return len(asked) > 2

    raw = qgis_io.file_source(qgis_io.demo_package_path()).read_raw(catalogue, cancelled=stop)
    assert len(raw.layers) == 2


def test_reading_tells_how_far_it_is(catalogue, qgis_app):
    seen = []
    qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 100.0


# --- layers of the project


def connect(project, layer, laag="nnn", **settings):
    project.addMapLayer(layer)
    return qgis_io.LayerConnection(laag, layer.id(), **settings)


def test_a_connected_layer_stands_in_for_a_policy_layer(project, make_layer, catalogue):
    layer = make_layer([(SQUARE, "N"), (SQUARE, "V")], fields=["soort:string"], name="Natuurnetwerk")
    connection = connect(project, layer, velden={"type": "soort"}, klassen={"type": {"N": "natuur", "V": "verbinding"}})
    data = qgis_io.project_source([connection]).read(catalogue).lagen["nnn"]
    assert list(data.attributes["type"]) == ["natuur", "verbinding"]
    assert (data.source.soort, data.source.locatie) == ("project", "Natuurnetwerk")


def test_a_value_that_was_not_mapped_is_an_unknown_class(project, make_layer, catalogue):
    layer = make_layer([(SQUARE, "X")], fields=["type:string"])
    data = qgis_io.project_source([connect(project, layer)]).read(catalogue).lagen["nnn"]
    assert data.unknown_class.tolist() == [True]


def test_connected_layers_lie_over_those_of_a_package(project, make_layer, catalogue):
    base = qgis_io.file_source(qgis_io.demo_package_path())
    layer = make_layer([(SQUARE, "natuur")], fields=["type:string"], name="Eigen NNN")
    package = qgis_io.project_source([connect(project, layer)], base).read(catalogue)
    assert len(package.lagen["nnn"]) == 1
    assert len(package.lagen["gemeenten"]) == 12
    assert package.info.demonstratie
    assert package.info.sha256 is None
    assert "Eigen NNN" in package.info.naam


def test_a_mandatory_field_that_is_absent_is_told_with_the_fields_there_are(project, make_layer, catalogue):
    layer = make_layer([(SQUARE, "1")], fields=["soort:string"])
    connection = connect(project, layer, "bodemenergie_zones", velden={"zone": "soort"})
    failure = qgis_io.project_source([connection]).read(catalogue).lagen["bodemenergie_zones"]
    assert failure.uitkomst is Outcome.NIET_GETOETST
    assert "'regime' ontbreekt" in failure.reden
    assert "soort" in failure.reden


def test_a_connected_layer_that_left_the_project_is_told_in_dutch(project, make_layer):
    layer = make_layer([(SQUARE, "natuur")], fields=["type:string"])
    connection = connect(project, layer)
    project.removeMapLayer(layer.id())
    with pytest.raises(qgis_io.QgisIoError, match="niet \\(meer\\) in het project"):
        qgis_io.project_source([connection])


def test_an_edit_makes_it_another_package(project, make_layer):
    layer = make_layer([(SQUARE, "natuur"), (SQUARE, "natuur")], fields=["type:string"])
    connection = connect(project, layer)
    before = qgis_io.project_source([connection]).key
    assert qgis_io.project_source([connection]).key == before
    layer.startEditing()
    layer.changeAttributeValue(1, 0, "verbinding")
    assert qgis_io.project_source([connection]).key != before


def test_the_snapshot_of_a_layer_stays_when_the_layer_changes(project, make_layer, catalogue):
    layer = make_layer([(SQUARE, "natuur")], fields=["type:string"])
    source = qgis_io.project_source([connect(project, layer)])
    layer.startEditing()
    layer.deleteFeature(1)
    assert len(source.read(catalogue).lagen["nnn"]) == 1


# --- the layer tree


def test_policy_layers_are_grouped_per_theme_in_the_order_of_the_catalogue(project, catalogue):
    loaded = qgis_io.add_policy_layers(qgis_io.demo_package_path(), catalogue)
    themes = [group.customProperty("bodem_ondergrond/thema") for group in loaded.group.findGroups()]
    order = [*catalogue.themas, "kader"]
    assert [theme for theme in order if theme in themes] == sorted(themes, key=order.index)
    assert isinstance(loaded.layers["nnn"], QgsVectorLayer)
    assert loaded.layers["nnn"].readOnly()


def test_a_package_on_the_map_keeps_its_bytes_and_so_its_checksum(project, catalogue, tmp_path):
    """Switching editing on in QGIS changes the first page of a GeoPackage, also when nothing is edited."""
    path = tmp_path / "pakket.gpkg"
    path.write_bytes(Path(qgis_io.demo_package_path()).read_bytes())
    before = path.read_bytes()
    loaded = qgis_io.add_policy_layers(str(path), catalogue)
    assert not loaded.layers["nnn"].startEditing()
    assert path.read_bytes() == before
    project.clear()
    assert path.read_bytes() == before
    assert [other.name for other in tmp_path.iterdir()] == ["pakket.gpkg"]


def test_loading_twice_adds_nothing(project, catalogue):
    first = qgis_io.add_policy_layers(qgis_io.demo_package_path(), catalogue)
    second = qgis_io.add_policy_layers(qgis_io.demo_package_path(), catalogue)
    assert first.layers == second.layers
    assert len(project.mapLayers()) == len(first.layers)


def test_layers_that_the_package_lacks_are_named(project, catalogue, write_package):
    path = write_package(natura2000=natura2000((SQUARE, "Veld", "ja")))
    loaded = qgis_io.add_policy_layers(path, catalogue, lagen=["natura2000", "nnn"])
    assert (list(loaded.layers), loaded.missing) == (["natura2000"], ["nnn"])


def test_loading_layers_leaves_the_package_as_it_was(project, catalogue, tmp_path):
    path = tmp_path / "pakket.gpkg"
    shutil.copyfile(qgis_io.demo_package_path(), path)
    before = path.read_bytes()
    loaded = qgis_io.add_policy_layers(str(path), catalogue)
    assert sum(1 for _ in loaded.layers["gemeenten"].getFeatures()) == 12
    assert path.read_bytes() == before


@pytest.fixture(params=["raises", "returns"])
def gdal_on_errors(request):
    """Another plugin decides for all of QGIS whether GDAL raises its errors."""
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param == "raises" else gdal.DontUseExceptions)()
    yield
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_no_package_no_layers_but_a_message(project, catalogue, tmp_path, gdal_on_errors):
    with pytest.raises(qgis_io.QgisIoError, match="bestaat niet"):
        qgis_io.add_policy_layers(str(tmp_path / "weg.gpkg"), catalogue)


def test_a_damaged_package_gives_no_layers_but_a_message(project, catalogue, tmp_path, gdal_on_errors):
    path = tmp_path / "stuk.gpkg"
    path.write_bytes(b"SQLite format 3\0 en verder niets")
    with pytest.raises(qgis_io.QgisIoError, match="beschadigd"):
        qgis_io.add_policy_layers(str(path), catalogue)


def test_a_package_is_read_whatever_another_plugin_told_gdal(catalogue, gdal_on_errors):
    assert qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue).info.demonstratie
