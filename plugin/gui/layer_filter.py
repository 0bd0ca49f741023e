"""The filter for polygon layers, which moved to another class in QGIS 3.34."""

from __future__ import annotations

from qgis.core import Qgis, QgsMapLayerProxyModel

_FILTERS = getattr(Qgis, "LayerFilter", None) or QgsMapLayerProxyModel.Filter

POLYGON_LAYERS = _FILTERS.PolygonLayer
