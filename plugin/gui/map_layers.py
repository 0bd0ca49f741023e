"""Which policy layers are visible on the map."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import QgsProject

from bodem_ondergrond.plugin.qgis_io.layer_tree import LAYER_PROPERTY


def show_policy_layers(project: QgsProject, wanted: Collection[str] | None) -> None:
    """Tick the policy layers in `wanted` (`None`: all) in the layer tree and untick the others; the frame stays."""
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        policy = layer.customProperty(LAYER_PROPERTY) if layer is not None else None
        if policy is not None and policy not in _FRAME:
            visible = wanted is None or policy in wanted
            node.setItemVisibilityChecked(visible)
            if visible:
                node.setItemVisibilityCheckedParentRecursive(True)


_FRAME = frozenset({"provincie", "gemeenten"})
