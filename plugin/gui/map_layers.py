"""Policy layers on the map: whether they are there, and which are visible."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry

from bodem_ondergrond.plugin.qgis_io.layer_tree import LAYER_PROPERTY

_FRAME = frozenset({"provincie", "gemeenten"})
# What is ticked in a map that was empty: together these can be read, all layers on top of each other cannot.
_AT_FIRST = _FRAME | {
    "bestaand_stedelijk_gebied",
    "bodemenergie_zones",
    "aardkundig_erfgoed",
    "archeologie_provinciaal",
    "nnn",
}


def has_layers_of(project: QgsProject, path: str) -> bool:
    """Return whether the project shows layers of this file already, for instance in a project made around it."""
    return any(_place(layer)[0] == Path(path).resolve() for layer in project.mapLayers().values())


def show_at_first(project: QgsProject, path: str) -> None:
    """Tick a few layers of a package that was just put on an empty map."""
    for node in project.layerTreeRoot().findLayers():
        policy = policy_layer_id(node.layer(), path)
        if policy is not None:
            node.setItemVisibilityChecked(policy in _AT_FIRST)


class LayerFilter:
    """Shows only some policy layers of a package, and gives the map its own choice back afterwards."""

    def __init__(self) -> None:
        self._before: dict[str, bool] = {}

    def show_only(self, project: QgsProject, path: str, wanted: Collection[str]) -> None:
        """Tick the policy layers in `wanted` in the layer tree and untick the others; frame and other layers stay."""
        for node in project.layerTreeRoot().findLayers():
            policy = policy_layer_id(node.layer(), path)
            if policy is not None and policy not in _FRAME:
                self._before.setdefault(node.layerId(), node.itemVisibilityChecked())
                node.setItemVisibilityChecked(policy in wanted)
                if policy in wanted:
                    node.setItemVisibilityCheckedParentRecursive(True)

    def show_as_before(self, project: QgsProject) -> None:
        """Tick what was ticked before the first `show_only`."""
        for node in project.layerTreeRoot().findLayers():
            if node.layerId() in self._before:
                node.setItemVisibilityChecked(self._before[node.layerId()])
        self._before.clear()


def policy_layer_id(layer: QgsMapLayer | None, path: str) -> str | None:
    """Return which policy layer of the package at `path` a map layer shows, or `None`."""
    if layer is None:
        return None
    marked = layer.customProperty(LAYER_PROPERTY)
    if marked:
        return str(marked)
    file, name = _place(layer)
    return name if file == Path(path).resolve() else None


def _place(layer: QgsMapLayer) -> tuple[Path | None, str | None]:
    """Return file and table of a map layer, as far as it has them."""
    provider = layer.dataProvider()
    if provider is None:
        return None, None
    parts = QgsProviderRegistry.instance().decodeUri(provider.name(), layer.source())
    path = parts.get("path")
    return (Path(path).resolve() if path else None), parts.get("layerName")
