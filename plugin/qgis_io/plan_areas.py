"""Plan areas from what is drawn, selected or stored in QGIS."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from bodem_ondergrond.plugin.domain import Catalogue, Ingreep, PlanArea
from bodem_ondergrond.plugin.overlay import plan_areas_from_values, prepare_plan_geometry
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.geometry import Reprojection
from bodem_ondergrond.plugin.qgis_io.values import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bodem_ondergrond.plugin.domain.fields import FieldNames

# Plan areas whose geometry is looked at together.
_CHUNK = 500


def plan_area(
    geometries: QgsGeometry | Sequence[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    *,
    id: str = "1",  # noqa: A002 - the name of the field in the vocabulary
    naam: str = "",
    ingreep: Ingreep | None = None,
) -> PlanArea:
    """Make one plan area of one or more geometries, for instance parts that were drawn or features that are selected.

    Never raises for bad input: `fout` of the plan area then says in Dutch what is wrong.

    Args:
        geometries: polygons in `crs`; several become one area, without counting overlaps twice.
        crs: the coordinate system they are in.
        context: how the project converts coordinates.
        id: unique among the plan areas that are checked together.
        naam: what the planner calls it.
        ingreep: what will be done; default: nothing is known.
    """
    parts = [geometries] if isinstance(geometries, QgsGeometry) else list(geometries)
    plan = PlanArea(id=id, naam=naam or f"Plangebied {id}", geometrie=None, ingreep=ingreep or Ingreep())
    try:
        reprojection = Reprojection(crs, context)
        prepared = [prepare_plan_geometry(reprojection.to_rd(part)) for part in parts or [QgsGeometry()]]
    except QgisIoError as error:
        return replace(plan, fout=str(error))
    meldingen = tuple(melding for part in prepared for melding in part.meldingen)
    faults = tuple(part.fout for part in prepared if part.fout is not None)
    usable = [part.geometrie for part in prepared if part.geometrie is not None]
    if not usable:
        return replace(plan, meldingen=meldingen, fout=faults[0])
    whole = usable[0] if len(usable) == 1 else shapely.union_all(usable)
    dropped = tuple(f"Een deel is weggelaten: {fault}" for fault in faults)
    return replace(plan, geometrie=whole, meldingen=meldingen + dropped)


def feature_plan_areas(
    source: QgsFeatureSource,
    fields: FieldNames,
    catalogue: Catalogue,
    context: QgsCoordinateTransformContext,
    request: QgsFeatureRequest | None = None,
    features: Iterable[QgsFeature] | None = None,
) -> Iterator[PlanArea]:
    """Yield a plan area for every feature, in the order of the source. Bad values and geometries become a `fout`.

    Args:
        source: a layer, or any other source of features.
        fields: which fields hold name and ingreep.
        catalogue: knows the activities.
        context: how the project converts coordinates.
        request: which features; default: all, as they are (invalid geometries are repaired here, and counted).
        features: what `source` was asked for already, when asking it takes more than a request.

    Raises:
        QgisIoError: the source has no coordinate system.
        FieldNameError: a field that was asked for does not exist.
    """
    reprojection = Reprojection(source.sourceCrs(), context)
    names = fields.resolve([field.name() for field in source.fields()])
    if features is None:
        features = source.getFeatures(request or QgsFeatureRequest())
    return _plan_areas(iter(features), names, reprojection, catalogue)


def _plan_areas(
    features: Iterator[QgsFeature], names: dict[str, str], reprojection: Reprojection, catalogue: Catalogue
) -> Iterator[PlanArea]:
    while chunk := list(islice(features, _CHUNK)):
        shapes, faults = _geometries(chunk, reprojection)
        rows = [{value: plain_value(feature[name]) for value, name in names.items()} for feature in chunk]
        ids = [str(feature.id()) for feature in chunk]
        for plan, fault in zip(plan_areas_from_values(ids, rows, shapes, catalogue), faults):
            yield plan if fault is None else replace(plan, fout=fault)


def _geometries(chunk: list[QgsFeature], reprojection: Reprojection) -> tuple[list[Any], list[str | None]]:
    """Return for each feature its geometry, or `None` with the reason when it cannot be converted."""
    shapes: list[Any] = []
    faults: list[str | None] = []
    for feature in chunk:
        try:
            shapes.append(reprojection.to_rd(feature.geometry()))
            faults.append(None)
        except QgisIoError as error:
            shapes.append(None)
            faults.append(str(error))
    return shapes, faults


def open_plan_layer(path: str) -> QgsVectorLayer:
    """Open a file with plan areas; of several layers the first with polygons, else the first of mixed kind.

    Raises:
        QgisIoError: the file cannot be read or has no polygons.
    """
    sublayers = QgsProviderRegistry.instance().querySublayers(path)
    kinds = QgsWkbTypes.GeometryType
    polygons = [
        sublayer
        for kind in (kinds.PolygonGeometry, kinds.UnknownGeometry)
        for sublayer in sublayers
        if QgsWkbTypes.geometryType(sublayer.wkbType()) == kind
    ]
    if not sublayers:
        raise QgisIoError(
            f"{path} kan niet worden gelezen als bestand met vlakken (GeoPackage, Shapefile, GeoJSON, ...)."
        )
    if not polygons:
        raise QgisIoError(f"In {path} staan geen vlakken. Een plangebied is een vlak.")
    layer = QgsVectorLayer(polygons[0].uri(), polygons[0].name(), polygons[0].providerKey())
    if not layer.isValid():
        raise QgisIoError(f"Laag '{polygons[0].name()}' van {path} kan niet worden geopend.")
    return layer
