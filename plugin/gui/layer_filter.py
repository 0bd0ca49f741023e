"""The filters for layers by kind of geometry, which moved to another class in QGIS 3.34."""

from __future__ import annotations

from qgis.core import Qgis, QgsMapLayerProxyModel

_FILTERS = getattr(Qgis, "LayerFilter", None) or QgsMapLayerProxyModel.Filter

POLYGON_LAYERS = _FILTERS.PolygonLayer
# By the word of the catalogue for a kind of geometry.
LAYERS_OF = {"vlak": POLYGON_LAYERS, "lijn": _FILTERS.LineLayer, "punt": _FILTERS.PointLayer}
