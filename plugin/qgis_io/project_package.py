"""A policy package made of layers of the project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsFeature, QgsProject, QgsVectorLayer, QgsVectorLayerFeatureSource

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, DataSource, Outcome, PackageInfo
from bodem_ondergrond.plugin.overlay import LayerFailure, RawLayer
from bodem_ondergrond.plugin.overlay.values import plain_text
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.geometry import Reprojection
from bodem_ondergrond.plugin.qgis_io.packages import Cancelled, PackageSource, Progress, RawPackage
from bodem_ondergrond.plugin.qgis_io.values import plain_value

if TYPE_CHECKING:
    from collections.abc import Hashable

    from bodem_ondergrond.plugin.qgis_io.connections import LayerConnection

_SOURCE_KIND = "project"
# Objects that are read between two looks at the order to stop.
_CANCEL_INTERVAL = 256


class ConnectedLayer:
    """A layer of the project, prepared on the main thread so that another thread can read it."""

    def __init__(self, connection: LayerConnection, layer: QgsVectorLayer) -> None:
        self.connection = connection
        self.name = layer.name()
        self.crs = layer.sourceCrs()
        # A snapshot that includes what the user is editing; it stays as it is while the layer changes.
        self.features = QgsVectorLayerFeatureSource(layer)
        self.fields = [field.name() for field in layer.fields()]
        self.key = (layer.id(), layer.source(), _revision(layer), repr(connection.to_dict()))


def _revision(layer: QgsVectorLayer) -> tuple[Any, ...]:
    """Return something that changes when the objects of a layer do, as far as QGIS can tell."""
    undo = layer.undoStack()
    moment = layer.dataProvider().timestamp()
    return (
        layer.featureCount(),
        layer.isEditable(),
        undo.index() if undo is not None else 0,
        moment.toMSecsSinceEpoch(),
    )


class ProjectSource(PackageSource):
    """Connected layers, over the layers of another package."""

    def __init__(self, layers: Sequence[ConnectedLayer], base: PackageSource | None, project: QgsProject) -> None:
        self._layers = tuple(layers)
        self._base = base
        self._context = project.transformContext()
        self._name = project.title() or project.baseName() or "QGIS-project"

    @property
    def key(self) -> Hashable:
        """The connected layers in their present state, and the package under them."""
        base = None if self._base is None else self._base.key
        return (_SOURCE_KIND, base, *(layer.key for layer in self._layers))

    def read_raw(self, catalogue: Catalogue, progress: Progress = None, cancelled: Cancelled = None) -> RawPackage:
        """Read the package underneath and put the connected layers over it."""
        raw = self._read_base(catalogue, progress, cancelled)
        for layer in self._layers:
            described = catalogue.lagen.get(layer.connection.laag)
            if described is None:
                raise QgisIoError(
                    f"De catalogus kent geen beleidslaag '{layer.connection.laag}'. Maak de koppeling los."
                )
            if cancelled is not None and cancelled():
                break
            raw.layers[described.id] = _read(layer, described, self._reprojection, cancelled)
        return raw

    def _reprojection(self, layer: ConnectedLayer) -> Reprojection:
        return Reprojection(layer.crs, self._context)

    def _read_base(self, catalogue: Catalogue, progress: Progress, cancelled: Cancelled) -> RawPackage:
        if self._base is None:
            info = PackageInfo(self._name, "", None, False, None)
            return RawPackage({}, {}, info, DataSource(_SOURCE_KIND, self._name, None))
        raw = self._base.read_raw(catalogue, progress, cancelled)
        names = ", ".join(layer.name for layer in self._layers)
        # The data do not come from one file any more, so there is no checksum; demonstration data stay what they are.
        raw.info = PackageInfo(
            naam=f"{raw.info.naam}, met lagen van het project: {names}" if names else raw.info.naam,
            versie=raw.info.versie,
            peildatum=raw.info.peildatum,
            demonstratie=raw.info.demonstratie,
            sha256=None if names else raw.info.sha256,
            licentie=raw.info.licentie,
        )
        return raw


def _read(
    layer: ConnectedLayer,
    described: CatalogueLayer,
    make_reprojection: Callable[[ConnectedLayer], Reprojection],
    cancelled: Cancelled,
) -> RawLayer | LayerFailure:
    source = DataSource(_SOURCE_KIND, layer.name, None)
    try:
        reprojection = make_reprojection(layer)
    except QgisIoError as error:
        return LayerFailure(described.id, Outcome.NIET_GETOETST, str(error), source)
    fields = _fields(layer, described)
    geometries: list[Any] = []
    ids: list[str] = []
    values: dict[str, list[Any]] = {name: [] for name in fields}
    for number, feature in enumerate(layer.features.getFeatures()):
        if number % _CANCEL_INTERVAL == 0 and cancelled is not None and cancelled():
            break
        geometries.append(_geometry(feature, reprojection))
        ids.append(str(feature.id()))
        for name, own in fields.items():
            values[name].append(_class_of(layer.connection, name, plain_value(feature[own])))
    # Fields that are not used are named, so that a message can say which fields there are.
    values.update({name: [] for name in layer.fields if name.lower() not in values})
    return RawLayer(geometries, ids, values, source)


def _fields(layer: ConnectedLayer, described: CatalogueLayer) -> dict[str, str]:
    """Return for each field of the policy layer the field of the project's layer that holds it.

    Raises nothing: a mandatory field that is absent is found out, and told, when the layer is made ready.
    """
    by_lower_case = {name.lower(): name for name in reversed(layer.fields)}
    wanted = dict.fromkeys((*described.velden, *([described.naamveld] if described.naamveld else [])))
    found = {name: layer.connection.velden.get(name) or by_lower_case.get(name.lower()) for name in wanted}
    return {name: own for name, own in found.items() if own in layer.fields}


def _geometry(feature: QgsFeature, reprojection: Reprojection) -> Any:
    """Return `None` for a geometry that cannot be converted: it is counted as left out."""
    try:
        return reprojection.to_rd(feature.geometry())
    except QgisIoError:
        return None


def _class_of(connection: LayerConnection, name: str, value: Any) -> Any:
    classes = connection.klassen.get(name)
    if not classes:
        return value
    return classes.get(plain_text(value) or "", value)
