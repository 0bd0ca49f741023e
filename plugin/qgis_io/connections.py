"""Layers of the project that stand in for policy layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject, QgsVectorLayer

from bodem_ondergrond.plugin.overlay.values import class_text, plain_text
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.values import plain_value

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.domain import ClassField
    from bodem_ondergrond.plugin.qgis_io.packages import PackageSource


@dataclass(frozen=True)
class LayerConnection:
    """A layer of the project that is used as a policy layer.

    Attributes:
        laag: id of the policy layer.
        layer_id: id of the layer in the project.
        velden: field of the policy layer -> field of the project's layer; a field not named here has the same name.
        klassen: field of the policy layer -> (value in the data as text -> class). A value not named stays as it is.
    """

    laag: str
    layer_id: str
    velden: Mapping[str, str] = field(default_factory=dict)
    klassen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, for storage in a project."""
        return {
            "laag": self.laag,
            "layer_id": self.layer_id,
            "velden": dict(self.velden),
            "klassen": {name: dict(values) for name, values in self.klassen.items()},
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> LayerConnection:
        """Read what `to_dict` wrote."""
        return cls(
            laag=str(content["laag"]),
            layer_id=str(content["layer_id"]),
            velden=dict(content["velden"]),
            klassen={str(name): dict(values) for name, values in content["klassen"].items()},
        )


def project_source(
    connections: Sequence[LayerConnection], base: PackageSource | None = None, project: QgsProject | None = None
) -> PackageSource:
    """Describe a package of layers of the project; what is not connected comes from `base`.

    To be called on the main thread: the layers are looked at here, and read later.

    Raises:
        QgisIoError: a connected layer is not in the project any more, or is no usable map layer.
    """
    from bodem_ondergrond.plugin.qgis_io.project_package import ConnectedLayer, ProjectSource

    project = project or QgsProject.instance()
    layers = []
    for connection in connections:
        layer = project.mapLayer(connection.layer_id)
        if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
            raise QgisIoError(
                f"De kaartlaag die aan beleidslaag '{connection.laag}' is gekoppeld, zit niet (meer) in het project. "
                "Koppel een andere laag of maak de koppeling los."
            )
        layers.append(ConnectedLayer(connection, layer))
    return ProjectSource(layers, base, project)


def distinct_values(layer: QgsVectorLayer, field: str, most: int) -> tuple[str, ...] | None:
    """Return the values of a field as text, sorted; `None` when there are more than `most`.

    An object without a value has the empty text.
    """
    index = layer.fields().lookupField(field)
    if index < 0:
        return ()
    found = layer.uniqueValues(index, most + 1)
    if len(found) > most:
        return None
    return tuple(sorted({plain_text(plain_value(value)) or "" for value in found}))


def matching_field(layer: QgsVectorLayer, name: str) -> str:
    """Return the field of a layer with a name, in whatever case; empty when it has none."""
    index = layer.fields().lookupField(name)
    return str(layer.fields().at(index).name()) if index >= 0 else ""


def matching_class(value: str, field: ClassField) -> str:
    """Return the class that a value is, by its id or by its label; empty when it is none."""
    said = class_text(value)
    by_name = {name.lower(): name for name in field.waarden}
    by_name.update({label.lower(): name for name, label in field.waarden.items() if label.lower() not in by_name})
    return by_name.get(said, "") if said is not None else ""
