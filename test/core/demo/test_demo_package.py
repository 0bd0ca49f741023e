"""The demonstration package: reproducible, valid, complete, and honest about being invented."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import fiona
import pytest
import shapely
import yaml
from shapely.geometry import shape

from bodem_ondergrond.tools import build_demo
from bodem_ondergrond.tools.demo.facts import read_facts

COMMITTED = build_demo.DEFAULT_FOLDER
FILES = [build_demo.PACKAGE_FILE, build_demo.PLANS_FILE]
PACKAGE = COMMITTED / build_demo.PACKAGE_FILE
PLANS = COMMITTED / build_demo.PLANS_FILE


def read_layer(path: Path, layer: str | None = None) -> list[tuple[dict, object]]:
    with fiona.open(path, layer=layer) as source:
        return [(dict(feature["properties"]), shape(feature["geometry"])) for feature in source]


def read_properties(path: Path) -> dict[str, str]:
    with fiona.open(path, layer="bo_pakket") as source:
        return {feature["properties"]["key"]: feature["properties"]["value"] for feature in source}


def policy_layers(path: Path = PACKAGE) -> list[str]:
    return [name for name in fiona.listlayers(path) if name != "bo_pakket"]


CATALOGUE = yaml.safe_load((build_demo.ROOT / "resources" / "catalogue" / "lagen.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    build_demo.build(folder)
    return folder


@pytest.fixture(scope="module")
def municipalities() -> dict[str, object]:
    return {values["naam"]: geometry for values, geometry in read_layer(PACKAGE, "gemeenten")}


@pytest.mark.parametrize("name", FILES)
def test_building_twice_gives_the_same_bytes(name: str, rebuilt: Path, tmp_path: Path) -> None:
    build_demo.build(tmp_path)
    assert (tmp_path / name).read_bytes() == (rebuilt / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_what_the_builder_makes(name: str, rebuilt: Path) -> None:
    """Byte for byte with the same libraries; with others the content, to the centimetre.

    SQLite 3.40 is that of Debian 12; later ones leave other bytes in the freed room of a page.
    """
    same_geometry = read_properties(PACKAGE)["gebouwd_met"] == read_properties(rebuilt / PACKAGE.name)["gebouwd_met"]
    if same_geometry and sqlite3.sqlite_version_info[:2] == (3, 40):
        assert (rebuilt / name).read_bytes() == (COMMITTED / name).read_bytes()
        return
    assert fiona.listlayers(rebuilt / name) == fiona.listlayers(COMMITTED / name)
    for layer in [layer for layer in fiona.listlayers(rebuilt / name) if layer != "bo_pakket"]:
        new, old = read_layer(rebuilt / name, layer), read_layer(COMMITTED / name, layer)
        assert [values for values, _ in new] == [values for values, _ in old]
        apart = [a.symmetric_difference(b).area for (_, a), (_, b) in zip(new, old)]
        assert max(apart) < 1.0, layer


def test_the_files_are_small() -> None:
    assert sum((COMMITTED / name).stat().st_size for name in FILES) < 600_000


@pytest.mark.parametrize("path", [PACKAGE, PLANS], ids=["package", "plan areas"])
def test_every_layer_is_in_rd_with_valid_two_dimensional_geometry(path: Path) -> None:
    for layer in policy_layers(path):
        with fiona.open(path, layer=layer) as source:
            assert source.crs.to_epsg() == 28992, layer
        geometries = [geometry for _, geometry in read_layer(path, layer)]
        assert geometries, layer
        assert all(shapely.is_valid(geometries)), layer
        assert not any(shapely.is_empty(geometries)), layer
        assert not any(shapely.has_z(geometries)), layer


def test_the_twelve_municipalities_tile_the_province_without_gap_or_overlap(municipalities: dict[str, object]) -> None:
    polygons = [part for geometry in municipalities.values() for part in geometry.geoms]
    ((_, province),) = read_layer(PACKAGE, "provincie")
    assert len(municipalities) == 12
    assert shapely.coverage_is_valid(polygons)
    assert province.symmetric_difference(shapely.coverage_union_all(polygons)).area == 0
    assert sum(polygon.area for polygon in polygons) == pytest.approx(province.area, abs=0.001)


def test_every_place_lies_in_its_municipality(municipalities: dict[str, object]) -> None:
    places = read_facts().places.values()
    assert [
        place.name for place in places if not municipalities[place.municipality].contains(shapely.Point(place.at))
    ] == []


def test_the_package_says_that_it_is_a_demonstration_with_invented_boundaries() -> None:
    properties = read_properties(PACKAGE)
    assert properties["demonstratie"] == "ja"
    assert "Verzonnen grenzen" in properties["toelichting"]
    assert {"naam", "versie", "peildatum", "licentie"} <= properties.keys()


def test_the_fourteen_natura_2000_sites_are_there_and_twelve_suffer_from_nitrogen() -> None:
    sites = [values for values, _ in read_layer(PACKAGE, "natura2000")]
    assert len(sites) == 14
    assert sum(values["stikstofgevoelig"] == "ja" for values in sites) == 12


def test_every_policy_layer_of_the_catalogue_is_in_the_package() -> None:
    assert policy_layers() == list(CATALOGUE)


@pytest.mark.parametrize("layer", [name for name in CATALOGUE if name != "provincie"])
def test_a_layer_has_several_objects(layer: str) -> None:
    assert len(read_layer(PACKAGE, layer)) >= 1 + (layer != "gwb_drentsche_aa" and layer != "geopark_hondsrug")


@pytest.mark.parametrize(
    ("layer", "field"),
    [
        pytest.param(layer, name, id=f"{layer}.{name}")
        for layer, raw in CATALOGUE.items()
        for name, field in raw.get("velden", {}).items()
        if field["soort"] == "klasse"
    ],
)
def test_every_class_of_the_catalogue_occurs_and_no_other(layer: str, field: str) -> None:
    found = {str(values[field]) for values, _ in read_layer(PACKAGE, layer)}
    assert found == {str(value) for value in CATALOGUE[layer]["velden"][field]["waarden"]}


@pytest.mark.parametrize("layer", CATALOGUE)
def test_a_layer_has_the_fields_and_the_geometry_of_the_catalogue(layer: str) -> None:
    with fiona.open(PACKAGE, layer=layer) as source:
        assert source.schema["properties"].keys() >= CATALOGUE[layer].get("velden", {}).keys()
        assert (
            source.schema["geometry"]
            == {"vlak": "MultiPolygon", "lijn": "LineString", "punt": "Point"}[CATALOGUE[layer]["geometrie"]]
        )


def test_everything_lies_in_the_province() -> None:
    ((_, province),) = read_layer(PACKAGE, "provincie")
    outside = {
        layer: [values for values, geometry in read_layer(PACKAGE, layer) if not geometry.within(province.buffer(0.1))]
        for layer in policy_layers()
    }
    assert {layer: values for layer, values in outside.items() if values} == {}


@pytest.mark.parametrize("layer", ["aardkundig_erfgoed", "aardkundige_hoofdlandschappen", "landschapstypen", "nnn"])
def test_objects_of_a_layer_that_divides_the_land_do_not_overlap(layer: str) -> None:
    geometries = [geometry for _, geometry in read_layer(PACKAGE, layer)]
    together = shapely.union_all(geometries).area
    assert sum(geometry.area for geometry in geometries) == pytest.approx(together, rel=1e-7)


@pytest.mark.parametrize(
    ("layer", "number"),
    [
        ("zoutkoepels", 6),
        ("aardkundige_hoofdlandschappen", 6),
        ("landschapstypen", 6),
        ("cultuurhistorie", 21),
        ("stiltegebieden", 12),
        ("stortplaatsen", 2),
        ("grondwaterbeheer_gebieden", 4),
        ("werelderfgoed_kolonien", 2),
    ],
)
def test_layers_that_the_documents_count_have_that_many_objects(layer: str, number: int) -> None:
    assert len(read_layer(PACKAGE, layer)) == number


def test_the_package_names_three_layers_that_are_complete_for_a_part_of_drenthe_only() -> None:
    ((_, province),) = read_layer(PACKAGE, "provincie")
    covered = {
        key.split(":")[1]: shapely.from_wkt(value)
        for key, value in read_properties(PACKAGE).items()
        if key.startswith("dekking:")
    }
    assert list(covered) == ["archeologie_gemeentelijk", "interferentiegebieden", "keileem"]
    for layer, area in covered.items():
        assert 0 < area.area < province.area
        assert all(geometry.within(area.buffer(0.1)) for _, geometry in read_layer(PACKAGE, layer)), layer
