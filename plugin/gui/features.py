"""Features of a layer as a plan area: their geometry, a name, and the ingreep when the layer has fields for it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Catalogue, DomainError, Ingreep
from bodem_ondergrond.plugin.domain.fields import FieldNames


@dataclass(frozen=True)
class FeatureChoice:
    """Features that together are the plan area."""

    layer: QgsVectorLayer
    features: tuple[QgsFeature, ...]

    @property
    def geometries(self) -> list[QgsGeometry]:
        """The geometries, in the CRS of the layer."""
        return [feature.geometry() for feature in self.features]

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """The CRS of the layer."""
        return self.layer.crs()

    @property
    def name(self) -> str:
        """What the layer calls the feature; several are called after the layer."""
        if len(self.features) != 1:
            return f"{self.layer.name()} ({len(self.features)})"
        feature = self.features[0]
        index = self.layer.fields().lookupField("naam")
        if index >= 0 and feature[index]:
            return str(feature[index])
        return str(QgsVectorLayerUtils.getFeatureDisplayString(self.layer, feature))

    def ingreep(self, catalogue: Catalogue) -> tuple[Ingreep | None, str]:
        """Return the ingreep from the fields of a single feature, and what is wrong with them."""
        names = {field.name for field in fields(FieldNames)} - {"naam"}
        present = {field.name().lower() for field in self.layer.fields()}
        if len(self.features) != 1 or not names & present:
            return None, ""
        request = QgsFeatureRequest(self.features[0].id())
        context = QgsProject.instance().transformContext()
        try:
            plan = next(qgis_io.feature_plan_areas(self.layer, FieldNames(), catalogue, context, request), None)
        except DomainError as error:
            return None, str(error)
        if plan is None or (plan.fout and plan.ingreep == Ingreep()):
            return None, plan.fout or "" if plan is not None else ""
        return plan.ingreep, ""


def choose_features(layer: QgsVectorLayer, features: list[QgsFeature]) -> FeatureChoice:
    """Take these features of a layer."""
    return FeatureChoice(layer, tuple(features))


def selection_source(active: QgsMapLayer | None) -> QgsVectorLayer | None:
    """Return the layer whose selection is meant: the active one, else the only layer with a selection."""
    if _has_selected_polygons(active):
        return active
    layers = [layer for layer in QgsProject.instance().mapLayers().values() if _has_selected_polygons(layer)]
    return layers[0] if len(layers) == 1 else None


def _has_selected_polygons(layer: QgsMapLayer | None) -> bool:
    if not isinstance(layer, QgsVectorLayer) or layer.selectedFeatureCount() == 0:
        return False
    return layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
