"""Policy layers of a package in the layer tree of the project: grouped per theme, styled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsProject, QgsVectorLayer

from bodem_ondergrond.plugin.qgis_io.datasets import open_dataset
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.locale import in_dutch
from bodem_ondergrond.plugin.qgis_io.paths import RESOURCES, real_path

if TYPE_CHECKING:
    from collections.abc import Collection

    from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer

GROUP_NAME = "Bodem & Ondergrond"
# Custom properties by which groups and layers are known again, whatever the user calls them.
PACKAGE_PROPERTY = "bodem_ondergrond/pakket"
THEME_PROPERTY = "bodem_ondergrond/thema"
LAYER_PROPERTY = "bodem_ondergrond/laag"
FRAME_THEME = "kader"


@dataclass
class LoadedLayers:
    """What was put in the layer tree: the group, the layers by id, and ids the package does not have."""

    group: QgsLayerTreeGroup
    layers: dict[str, QgsVectorLayer] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def add_policy_layers(
    path: str,
    catalogue: Catalogue,
    project: QgsProject | None = None,
    lagen: Collection[str] | None = None,
) -> LoadedLayers:
    """Load the policy layers of a package into the project, in a group per theme.

    Layers of the same package that are there already stay as they are, so a second call adds what is new.

    Args:
        path: a GeoPackage.
        catalogue: names the layers, in order, and their themes.
        project: default: the open project.
        lagen: only these layers; `None`: all the package has.

    Raises:
        QgisIoError: the file cannot be opened.
    """
    project = project or QgsProject.instance()
    present = _layer_names(path)
    group = _package_group(project, path)
    result = LoadedLayers(group, _layers_in(group))
    for layer in catalogue.lagen.values():
        if lagen is not None and layer.id not in lagen:
            continue
        if layer.id not in present:
            # A municipality's own layer is there or it is not: it is nothing to miss.
            result.missing += [layer.id] if layer.gemeente is None else []
        elif layer.id not in result.layers:
            result.layers[layer.id] = _add_layer(project, _theme_group(group, layer, catalogue), path, layer)
    return result


def _layer_names(path: str) -> set[str]:
    dataset = open_dataset(path)
    return {dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())}


def _package_group(project: QgsProject, path: str) -> QgsLayerTreeGroup:
    root = project.layerTreeRoot()
    for group in root.findGroups():
        if group.customProperty(PACKAGE_PROPERTY) == real_path(path):
            return group
    group = root.insertGroup(0, GROUP_NAME)
    group.setCustomProperty(PACKAGE_PROPERTY, real_path(path))
    return group


def _layers_in(group: QgsLayerTreeGroup) -> dict[str, QgsVectorLayer]:
    layers = (node.layer() for node in group.findLayers())
    return {layer.customProperty(LAYER_PROPERTY): layer for layer in layers if layer is not None}


def _theme_group(group: QgsLayerTreeGroup, layer: CatalogueLayer, catalogue: Catalogue) -> QgsLayerTreeGroup:
    theme_id = FRAME_THEME if layer.kader else layer.thema
    for child in group.findGroups():
        if child.customProperty(THEME_PROPERTY) == theme_id:
            return child
    theme = catalogue.themas.get(theme_id)
    if theme is None:
        name = "Kader" if in_dutch() else "Frame"
    else:
        name = theme.naam if in_dutch() else theme.naam_en
    child = group.addGroup(name)
    child.setCustomProperty(THEME_PROPERTY, theme_id)
    child.setExpanded(False)
    return child


def _add_layer(project: QgsProject, group: QgsLayerTreeGroup, path: str, layer: CatalogueLayer) -> QgsVectorLayer:
    name = layer.naam if in_dutch() else layer.naam_en
    map_layer = QgsVectorLayer(f"{path}|layername={layer.id}", name, "ogr")
    if not map_layer.isValid():
        raise QgisIoError(f"Laag '{layer.id}' van {path} kan niet worden geladen.")
    map_layer.setCustomProperty(LAYER_PROPERTY, layer.id)
    # Policy data are looked at, not edited: a slip of the hand would change the outcome of every later check.
    map_layer.setReadOnly(True)
    style = RESOURCES / "styles" / f"{layer.id}.qml"
    if style.is_file():
        map_layer.loadNamedStyle(str(style))
    project.addMapLayer(map_layer, False)
    node: QgsLayerTreeLayer = group.addLayer(map_layer)
    node.setExpanded(False)
    return map_layer
