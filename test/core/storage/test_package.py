from __future__ import annotations

import hashlib
import sqlite3
import struct
import sys
from contextlib import closing

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.domain import DataSource, Outcome
from bodem_ondergrond.plugin.overlay import LayerData, LayerFailure
from bodem_ondergrond.plugin.storage import StorageError, read_package
from bodem_ondergrond.test.core.overlay.worlds import X, Y, box, catalogue_layer, class_field
from bodem_ondergrond.test.core.storage.files import add_table, edit, geometry_blob, small_catalogue, write_layer


@pytest.fixture
def path(tmp_path):
    return tmp_path / "pakket.gpkg"


def test_layers_are_read_by_name_with_ids_and_values(path):
    write_layer(path, "nnn", [box(), box(200)], type=["natuur", "verbinding"])
    data = read_package(path, small_catalogue()).lagen["nnn"]
    assert isinstance(data, LayerData)
    assert data.ids == ("1", "2")
    assert list(data.attributes["type"]) == ["natuur", "verbinding"]
    assert data.source == DataSource("bestand", "pakket.gpkg", None)
    assert data.geometries[1].equals(box(200))


def test_a_package_may_be_named_by_text(path):
    write_layer(path, "keileem", [box()])
    assert len(read_package(str(path), small_catalogue()).lagen["keileem"]) == 1


def test_layers_that_are_absent_have_no_data_and_others_are_ignored(path):
    write_layer(path, "keileem", [box()])
    write_layer(path, "iets_anders", [box()])
    lagen = read_package(path, small_catalogue()).lagen
    assert list(lagen) == ["nnn", "keileem", "buisleidingen", "oude_winlocaties", "provincie"]
    assert lagen["nnn"].uitkomst is Outcome.GEEN_GEGEVENS
    assert lagen["nnn"].source.locatie == "pakket.gpkg"


def test_the_package_speaks_for_itself_in_its_table(path):
    write_layer(path, "keileem", [box()])
    add_table(path, naam="Proef", versie="2", peildatum="2026-05-01", demonstratie="ja", licentie="CC0", leeg=None)
    package = read_package(path, small_catalogue())
    assert (package.info.naam, package.info.versie, package.info.peildatum) == ("Proef", "2", "2026-05-01")
    assert package.info.demonstratie
    assert package.info.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert package.lagen["keileem"].source.peildatum == "2026-05-01"


def test_without_table_a_package_is_named_after_its_file(path):
    write_layer(path, "keileem", [box()])
    assert read_package(path, small_catalogue()).info.naam == "pakket"


def test_a_table_with_other_columns_is_refused(path):
    write_layer(path, "keileem", [box()])
    edit(path, "CREATE TABLE bo_pakket (sleutel TEXT)")
    with pytest.raises(StorageError, match=r"pakket\.gpkg"):
        read_package(path, small_catalogue())


def test_the_coverage_comes_from_the_table_or_the_province(path):
    write_layer(path, "keileem", [box()])
    write_layer(path, "nnn", [box()], type=["natuur"])
    write_layer(path, "provincie", [box(-500, -500, 2_000)])
    add_table(path, dekking__nnn=box(0, 0, 300).wkt)
    lagen = read_package(path, small_catalogue()).lagen
    assert lagen["nnn"].coverage.equals(box(0, 0, 300))
    assert lagen["keileem"].coverage.equals(box(-500, -500, 2_000))


def test_a_layer_without_coordinate_system_is_not_checked(path):
    write_layer(path, "keileem", [box()], crs=None)
    failure = read_package(path, small_catalogue()).lagen["keileem"]
    assert isinstance(failure, LayerFailure)
    assert failure.uitkomst is Outcome.NIET_GETOETST
    assert "geen coördinatenstelsel" in failure.reden


def test_a_layer_in_degrees_is_converted_and_rounded_to_a_tenth_of_a_millimetre(path):
    # The tower in Amersfoort where the Dutch grid has its origin, x = 155,000 and y = 463,000.
    tower = shapely.Point(5.38720621, 52.15517440)
    write_layer(path, "oude_winlocaties", [tower], crs="EPSG:4326", geometry="Point")
    (point,) = read_package(path, small_catalogue()).lagen["oude_winlocaties"].geometries
    assert (point.x, point.y) == pytest.approx((155_000, 463_000), abs=0.5)
    assert (point.x, point.y) == (round(point.x, 4), round(point.y, 4))


def test_coordinates_in_rd_are_not_touched(path):
    odd = shapely.transform(box(), lambda points: points + 1 / 3)
    write_layer(path, "keileem", [odd])
    (geometry,) = read_package(path, small_catalogue()).lagen["keileem"].geometries
    assert geometry.equals_exact(odd.normalize(), 0) or geometry.equals(odd)
    assert set(map(tuple, shapely.get_coordinates(geometry))) == set(map(tuple, shapely.get_coordinates(odd)))


def test_a_coordinate_system_of_its_own_is_converted_by_its_definition(path):
    write_layer(path, "keileem", [box()])
    edit(
        path,
        "UPDATE gpkg_spatial_ref_sys SET organization = 'EIGEN', organization_coordsys_id = 5 WHERE srs_id = 28992",
    )
    (geometry,) = read_package(path, small_catalogue()).lagen["keileem"].geometries
    assert geometry.hausdorff_distance(box()) < 0.001


def test_a_coordinate_system_that_is_nonsense_leaves_only_that_layer_unchecked(path):
    write_layer(path, "keileem", [box()])
    write_layer(path, "nnn", [shapely.box(6, 52, 7, 53)], crs="EPSG:4326", type=["natuur"])
    edit(
        path,
        "UPDATE gpkg_spatial_ref_sys SET organization = 'NONE', organization_coordsys_id = 9, definition = 'onzin' "
        "WHERE srs_id = 4326",
    )
    lagen = read_package(path, small_catalogue()).lagen
    assert "niet van NONE 9 naar EPSG:28992" in lagen["nnn"].reden
    assert isinstance(lagen["keileem"], LayerData)


def test_without_fiona_only_layers_in_another_system_cannot_be_read(path, monkeypatch):
    write_layer(path, "keileem", [box()])
    write_layer(path, "nnn", [shapely.box(6, 52, 7, 53)], crs="EPSG:4326", type=["natuur"])
    monkeypatch.setitem(sys.modules, "fiona.transform", None)
    lagen = read_package(path, small_catalogue()).lagen
    assert "is het Python-pakket fiona nodig" in lagen["nnn"].reden
    assert isinstance(lagen["keileem"], LayerData)


def test_degrees_that_call_themselves_rd_are_not_checked(path):
    write_layer(path, "keileem", [shapely.box(6.56, 52.99, 6.57, 53.0)])
    failure = read_package(path, small_catalogue()).lagen["keileem"]
    assert failure.uitkomst is Outcome.NIET_GETOETST
    assert "buiten Nederland" in failure.reden


def test_a_missing_class_field_is_named(path):
    write_layer(path, "nnn", [box()], soort=["natuur"])
    failure = read_package(path, small_catalogue()).lagen["nnn"]
    assert failure.reden == "Het veld 'type' ontbreekt in laag 'nnn'. Velden die er zijn: soort."


def test_an_empty_layer_is_empty(path):
    write_layer(path, "nnn", [], type=[])
    failure = read_package(path, small_catalogue()).lagen["nnn"]
    assert (failure.uitkomst, failure.reden) == (Outcome.GEEN_GEGEVENS, "De laag is leeg.")


def test_whole_numbers_fractions_and_booleans_are_class_values(path):
    layers = [
        catalogue_layer("nnn", velden=[class_field("a", "1", "2"), class_field("b", "1"), class_field("c", "ja")])
    ]
    write_layer(path, "nnn", [box(), box(200)], a=[1, 2], b=[1.0, 1.0], c=[True, False])
    data = read_package(path, small_catalogue(*layers)).lagen["nnn"]
    assert list(data.attributes["a"]) == ["1", "2"]
    assert list(data.attributes["b"]) == ["1", "1"]
    assert list(data.attributes["c"]) == ["ja", "nee"]
    assert data.unknown_class.tolist() == [False, True]


def test_fields_are_found_in_any_case(path):
    write_layer(path, "nnn", [box()], TYPE=["Natuur"])
    assert list(read_package(path, small_catalogue()).lagen["nnn"].attributes["type"]) == ["natuur"]


@pytest.mark.parametrize(
    ("geometry", "shapes", "laag"),
    [
        ("3D LineString", [shapely.LineString([(X, Y, 1), (X + 9, Y, 2)])], "buisleidingen"),
        ("Point", [shapely.Point(X, Y)], "oude_winlocaties"),
    ],
)
def test_lines_and_points_are_read_flat(path, geometry, shapes, laag):
    write_layer(path, laag, shapes, geometry=geometry)
    data = read_package(path, small_catalogue()).lagen[laag]
    assert data.geometries[0].equals(shapes[0])
    assert not data.geometries[0].has_z


@pytest.mark.parametrize(
    "blob",
    [
        pytest.param(None, id="null"),
        pytest.param(b"onzin", id="not-a-geometry"),
        pytest.param(b"GP\x00\x0f\x40\x71\x00\x00", id="unknown-envelope"),
        pytest.param(geometry_blob(b"\x01\x03\x00"), id="cut-off"),
    ],
)
def test_a_damaged_geometry_costs_one_object(path, blob):
    write_layer(path, "keileem", [box(), box(200)])
    edit(path, ("UPDATE keileem SET geom = ? WHERE fid = 1", (blob,)))
    data = read_package(path, small_catalogue()).lagen["keileem"]
    assert data.ids == ("2",)
    assert data.skipped == 1
    assert "geen (leesbare) geometrie" in data.problems[0].melding


CIRCLE = struct.pack("<BIIBII", 1, 10, 1, 1, 8, 5) + struct.pack(
    "<10d", X, Y, X + 50, Y + 50, X + 100, Y, X + 50, Y - 50, X, Y
)


@pytest.mark.parametrize(
    "wkb", [pytest.param(CIRCLE, id="curve"), pytest.param(struct.pack("<BII", 1, 7, 1) + CIRCLE, id="in-a-collection")]
)
def test_curves_become_short_straight_lines(path, wkb):
    write_layer(path, "keileem", [box(), box(200)])
    edit(path, ("UPDATE keileem SET geom = ? WHERE fid = 2", (geometry_blob(wkb),)))
    data = read_package(path, small_catalogue()).lagen["keileem"]
    assert data.geometries[0].equals(box())
    assert data.geometries[1].area == pytest.approx(np.pi * 50**2, rel=0.002)
    assert shapely.get_num_coordinates(data.geometries[1]) > 30


def test_a_view_without_ids_gets_row_numbers(path):
    write_layer(path, "nnn", [box(), box(200)], type=["natuur", "natuur"])
    edit(
        path,
        "CREATE VIEW keileem AS SELECT geom FROM nnn",
        "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('keileem', 'features', 28992)",
        "INSERT INTO gpkg_geometry_columns VALUES ('keileem', 'geom', 'MULTIPOLYGON', 28992, 0, 0)",
    )
    assert read_package(path, small_catalogue()).lagen["keileem"].ids == ("0", "1")


def test_names_with_quotes_are_read(path):
    layers = [catalogue_layer('n"n', velden=[class_field('t"x', "a")])]
    write_layer(path, 'n"n', [box()], **{'t"x': ["a"]})
    assert list(read_package(path, small_catalogue(*layers)).lagen['n"n'].attributes['t"x']) == ["a"]


def test_text_that_is_not_utf_8_does_not_stop_anything(path):
    write_layer(path, "nnn", [box()], type=["natuur"])
    edit(path, "UPDATE nnn SET type = CAST(X'ff61' AS TEXT)")
    data = read_package(path, small_catalogue()).lagen["nnn"]
    assert data.unknown_class.tolist() == [True]


def test_a_layer_whose_table_is_gone_is_not_checked(path):
    write_layer(path, "nnn", [box()], type=["natuur"])
    write_layer(path, "keileem", [box()])
    edit(path, "DROP TABLE nnn")
    lagen = read_package(path, small_catalogue()).lagen
    assert lagen["nnn"].uitkomst is Outcome.NIET_GETOETST
    assert "Laag 'nnn'" in lagen["nnn"].reden
    assert isinstance(lagen["keileem"], LayerData)


def test_a_file_that_does_not_exist_is_named(path):
    with pytest.raises(StorageError, match=r"pakket\.gpkg bestaat niet"):
        read_package(path, small_catalogue())


@pytest.mark.parametrize("content", [b"", b"PK geen geopackage", b"SQLite format 3\x00" + b"rommel" * 50])
def test_a_file_that_is_no_geopackage_is_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"pakket\.gpkg (is|kan niet)"):
        read_package(path, small_catalogue())


def test_a_database_that_is_no_geopackage_is_refused(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE iets (a TEXT)")
    with pytest.raises(StorageError, match="kan niet als GeoPackage worden gelezen"):
        read_package(path, small_catalogue())


def test_a_package_with_changes_still_beside_it_is_read(path):
    write_layer(path, "keileem", [box(), box(200)])
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        for (name,) in writer.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            writer.execute(f'DROP TRIGGER "{name}"')
        writer.execute("DELETE FROM keileem WHERE fid = 1")
        writer.commit()
        assert read_package(path, small_catalogue()).lagen["keileem"].ids == ("2",)


def test_a_package_in_a_folder_that_cannot_be_written_to_is_read(path, monkeypatch):
    write_layer(path, "keileem", [box()])
    connect = sqlite3.connect

    def only_immutable(address, **options):
        if "immutable" not in address:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(address, **options)

    monkeypatch.setattr(sqlite3, "connect", only_immutable)
    assert len(read_package(path, small_catalogue()).lagen["keileem"]) == 1


def test_a_package_that_cannot_be_opened_at_all_is_refused(path, monkeypatch):
    write_layer(path, "keileem", [box()])

    def refuse(*_, **__):
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    with pytest.raises(StorageError, match="kan niet worden geopend"):
        read_package(path, small_catalogue())


def test_a_name_with_strange_signs_is_opened(tmp_path):
    path = write_layer(tmp_path / "een #1? pakket%20.gpkg", "keileem", [box()])
    assert len(read_package(path, small_catalogue()).lagen["keileem"]) == 1
