"""The demonstration project and the styles in a real QGIS."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsLayerTreeGroup, QgsProject, QgsVectorLayer

from bodem_ondergrond.tools import build_project
from bodem_ondergrond.tools.build_styles import DEFAULT_FOLDER as STYLES
from bodem_ondergrond.tools.build_styles import read_layers, read_table

LAYERS = read_layers()
FILES = ("demo.qgs", "demopakket.gpkg", "plangebieden.gpkg")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, so that nothing that QGIS does reaches the committed files."""
    target = tmp_path_factory.mktemp("demo")
    for name in FILES:
        shutil.copy(build_project.DEFAULT_FILE.parent / name, target / name)
    return target


@pytest.fixture(scope="module")
def project(folder: Path) -> Iterator[QgsProject]:
    project = QgsProject()
    assert project.read(str(folder / "demo.qgs"))
    yield project
    project.clear()


def hashes(folder: Path) -> list[str]:
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES]


def open_layer(folder: Path, name: str) -> QgsVectorLayer:
    file = "plangebieden.gpkg" if name == build_project.PLANS_ID else "demopakket.gpkg"
    return QgsVectorLayer(f"{folder / file}|layername={name}", name, "ogr")


def test_every_layer_of_the_project_can_be_read(project: QgsProject) -> None:
    layers = project.mapLayers()
    assert set(layers) == {build_project.layer_id(name) for name in LAYERS}
    assert [name for name, layer in layers.items() if not layer.isValid() or layer.featureCount() == 0] == []


def test_the_project_and_its_layers_are_in_rd(project: QgsProject) -> None:
    assert project.crs().isValid()
    assert {project.crs().authid(), *(layer.crs().authid() for layer in project.mapLayers().values())} == {"EPSG:28992"}


def test_the_project_opens_on_drenthe(project: QgsProject) -> None:
    extent = project.viewSettings().defaultViewExtent()
    province = project.mapLayer(build_project.layer_id("provincie")).extent()
    assert extent.contains(province)
    assert extent.width() < 1.1 * province.width()


def test_the_plan_areas_lie_on_top_and_the_themes_follow_in_their_order(project: QgsProject) -> None:
    plans, *groups = project.layerTreeRoot().children()
    assert plans.layerId() == build_project.layer_id(build_project.PLANS_ID)
    assert all(isinstance(group, QgsLayerTreeGroup) for group in groups)
    assert [group.name() for group in groups] == list(build_project.theme_groups(LAYERS))
    assert groups[0].name() == "Energie"
    assert groups[-1].name() == "Kader"


def test_the_title_on_the_map_says_that_boundaries_are_invented(project: QgsProject) -> None:
    assert project.title() == "Demonstratie: verzonnen grenzen"
    assert project.readEntry("TitleLabel", "/Label")[0] == project.title()
    assert project.readBoolEntry("TitleLabel", "/Enabled")[0]


@pytest.mark.parametrize("name", LAYERS)
def test_a_style_loads_and_gives_the_classes_of_the_table(name: str, folder: Path) -> None:
    layer = open_layer(folder, name)
    _, loaded = layer.loadNamedStyle(str(STYLES / f"{name}.qml"))
    style = read_table()[name]
    assert loaded
    assert layer.renderer().type() == ("categorizedSymbol" if "klassen" in style else "singleSymbol")
    if "klassen" in style:
        categories = [category for category in layer.renderer().categories() if category.value() != ""]
        assert [str(category.value()) for category in categories] == list(style["klassen"])
        assert all(category.symbol().symbolLayerCount() >= 1 for category in categories)
    assert layer.labelsEnabled() == ("label" in style)


def test_the_project_draws_its_layers_as_the_styles_do(project: QgsProject, folder: Path) -> None:
    for name in LAYERS:
        layer = open_layer(folder, name)
        layer.loadNamedStyle(str(STYLES / f"{name}.qml"))
        in_project = project.mapLayer(build_project.layer_id(name))
        assert in_project.renderer().dump() == layer.renderer().dump(), name


def test_opening_the_project_leaves_its_files_as_they_are(folder: Path) -> None:
    before = hashes(folder)
    project = QgsProject()
    project.read(str(folder / "demo.qgs"))
    for layer in project.mapLayers().values():
        assert list(layer.getFeatures())
    project.clear()
    assert hashes(folder) == before
