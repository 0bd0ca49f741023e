"""Connects a layer of the project to a policy layer: which layer, which fields, which value is which class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, ClassField
from bodem_ondergrond.plugin.gui import badges, words
from bodem_ondergrond.plugin.gui.layer_filter import LAYERS_OF
from bodem_ondergrond.plugin.gui.widgets import Banner, WrappedLabel, dialog_buttons, theme_icon
from bodem_ondergrond.plugin.qgis_io.connections import distinct_values, matching_class, matching_field

_WIDTH, _HEIGHT = 480, 560
# More values than anybody would give a class by hand.
_MOST_VALUES = 60
_CLASS = "klasse"


class FieldChoice(QWidget):
    """One field of a policy layer: which field of the project's layer holds it, and what its values are.

    Signals:
        changed: another field or class was chosen.
    """

    changed = pyqtSignal()

    def __init__(self, field: ClassField, layer: QgsVectorLayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._layer = layer
        self._classes: dict[str, QComboBox] = {}
        self.too_many = False
        self.combo = QgsFieldComboBox(self)
        self.combo.setAllowEmptyFieldName(True)
        self.combo.setLayer(layer)
        self.combo.setField(matching_field(layer, field.naam))
        self.combo.fieldChanged.connect(self._refill)
        self._form = QFormLayout()
        self._form.setContentsMargins(16, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        title = QLabel(self._title(), self)
        title.setWordWrap(True)
        title.setBuddy(self.combo)
        self.combo.setAccessibleName(self._title())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(title)
        layout.addWidget(self.combo)
        layout.addLayout(self._form)
        self._fill()

    @property
    def own_field(self) -> str:
        """The field of the project's layer; empty when none was chosen."""
        return str(self.combo.currentField())

    @property
    def classes(self) -> dict[str, str]:
        """Value in the data -> class, for the values that have one."""
        return {value: combo.currentData() for value, combo in self._classes.items() if combo.currentData()}

    def without_class(self) -> list[str]:
        """Return the values that no class was chosen for."""
        return [value for value, combo in self._classes.items() if not combo.currentData()]

    def show_connection(self, own_field: str, classes: Mapping[str, str]) -> None:
        """Show what was chosen before."""
        self.combo.setField(own_field)
        for value, combo in self._classes.items():
            if value in classes:
                combo.setCurrentIndex(max(0, combo.findData(classes[value])))

    def _title(self) -> str:
        unit = f" ({words.unit_text(self.field.eenheid)})" if self.field.eenheid else ""
        name = f"{self.field.naam.replace('_', ' ')}{unit}"
        return (
            self.tr("Field for {} (needed)").format(name)
            if self.field.verplicht
            else self.tr("Field for {}").format(name)
        )

    def _refill(self) -> None:
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        """List the values of the field, each with the class that it seems to be."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self._classes = {}
        self.too_many = False
        if self.field.soort != _CLASS or not self.own_field:
            return
        values = distinct_values(self._layer, self.own_field, _MOST_VALUES)
        self.too_many = values is None
        for value in values or ():
            self._classes[value] = self._class_combo(value)
            self._form.addRow(value or self.tr("(empty)"), self._classes[value])

    def _class_combo(self, value: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.addItem(self.tr("no class of the policy"), "")
        for name, label in self.field.waarden.items():
            combo.addItem(label, name)
        combo.setCurrentIndex(max(0, combo.findData(matching_class(value, self.field))))
        combo.currentIndexChanged.connect(lambda _row: self.changed.emit())
        return combo


class ConnectionDialog(QDialog):
    """A policy layer, a layer of the project, and what of the one is what of the other."""

    def __init__(
        self,
        catalogue: Catalogue,
        present: Sequence[qgis_io.LayerConnection] = (),
        policy_layer: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Ask about `policy_layer`, or leave the choice; `present`: the connections there are."""
        super().__init__(parent)
        self._catalogue = catalogue
        self._present = {connection.laag: connection for connection in present}
        self._choices: list[FieldChoice] = []
        self.setWindowTitle(self.tr("Connect a layer of the project"))
        self.resize(_WIDTH, _HEIGHT)
        self.policy_combo = self._make_policy_combo()
        self.layer_combo = QgsMapLayerComboBox(self)
        self.layer_combo.setAllowEmptyLayer(True)
        self.banner = Banner("warning", parent=self)
        self._fields = QScrollArea(self)
        self._fields.setWidgetResizable(True)
        self._fields.setFrameShape(QFrame.Shape.NoFrame)
        self._buttons = dialog_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self.policy_combo.setCurrentIndex(max(0, self.policy_combo.findData(policy_layer)))
        self.policy_combo.currentIndexChanged.connect(self._show_policy_layer)
        self.layer_combo.layerChanged.connect(self._show_fields)
        self._show_policy_layer()

    def _make_policy_combo(self) -> QComboBox:
        combo = QComboBox(self)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for layer in self._catalogue.lagen.values():
            icon = theme_icon("mIconPolygonLayer") if layer.kader else badges.theme_symbol(layer.thema)
            combo.addItem(icon, words.catalogue_name(layer), layer.id)
        return combo

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Policy layer"), self.policy_combo)
        form.addRow(self.tr("&Layer of the project"), self.layer_combo)
        text = self.tr(
            "The layer of the project takes the place of this policy layer in the check. The project remembers it."
        )
        layout = QVBoxLayout(self)
        layout.addWidget(WrappedLabel(text, quiet=True))
        layout.addLayout(form)
        layout.addWidget(self._fields, 1)
        layout.addWidget(self.banner)
        layout.addWidget(self._buttons)

    @property
    def policy_layer(self) -> CatalogueLayer:
        """The policy layer that is chosen."""
        return self._catalogue.lagen[self.policy_combo.currentData()]

    @property
    def connection(self) -> qgis_io.LayerConnection:
        """What is chosen."""
        return qgis_io.LayerConnection(
            laag=self.policy_layer.id,
            layer_id=self.layer_combo.currentLayer().id(),
            velden={choice.field.naam: choice.own_field for choice in self._choices if choice.own_field},
            klassen={choice.field.naam: choice.classes for choice in self._choices if choice.classes},
        )

    def choice(self, field: str) -> FieldChoice:
        """Return the choice for a field of the policy layer."""
        return next(choice for choice in self._choices if choice.field.naam == field)

    def problems(self) -> list[str]:
        """Return what keeps the connection from being made."""
        layer = self.layer_combo.currentLayer()
        if layer is None:
            return [self.tr("Choose a layer of the project with {}.").format(self._kind_word())]
        found = []
        if not layer.crs().isValid():
            found.append(self.tr("This layer has no coordinate system. Give it one in its properties."))
        for choice in self._choices:
            if choice.field.verplicht and not choice.own_field:
                found.append(self.tr("Choose the field for {}.").format(choice.field.naam.replace("_", " ")))
            elif choice.too_many:
                text = self.tr("{} has more than {} different values. Choose a field with classes.")
                found.append(text.format(choice.own_field, _MOST_VALUES))
        return found

    def remarks(self) -> list[str]:
        """Return what the user should know, though the connection can be made."""
        found = []
        for choice in self._choices:
            unknown = choice.without_class()
            if unknown:
                named = ", ".join(value or self.tr("(empty)") for value in unknown)
                text = self.tr("Without a class: {}. A plan area on such an object is reported as not checked.")
                found.append(text.format(named))
        return found

    def _kind_word(self) -> str:
        kinds = {"vlak": self.tr("areas"), "lijn": self.tr("lines"), "punt": self.tr("points")}
        return kinds[self.policy_layer.geometrie]

    def _show_policy_layer(self) -> None:
        """Offer the layers that can stand in for the policy layer."""
        self.layer_combo.setFilters(LAYERS_OF[self.policy_layer.geometrie])
        present = self._present.get(self.policy_layer.id)
        rows = [self.layer_combo.layer(row) for row in range(self.layer_combo.count())]
        layer = next((item for item in rows if present and item is not None and item.id() == present.layer_id), None)
        self.layer_combo.setLayer(layer)
        self._show_fields()

    def _show_fields(self) -> None:
        layer = self.layer_combo.currentLayer()
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self._choices = []
        for field in self._wanted_fields() if layer is not None else ():
            choice = FieldChoice(field, layer, box)
            choice.changed.connect(self._validate)
            column.addWidget(choice)
            self._choices.append(choice)
        column.addStretch(1)
        self._fields.setWidget(box)
        present = self._present.get(self.policy_layer.id)
        if layer is not None and present is not None and present.layer_id == layer.id():
            for choice in self._choices:
                name = choice.field.naam
                choice.show_connection(present.velden.get(name, ""), present.klassen.get(name, {}))
        self._validate()

    def _wanted_fields(self) -> list[ClassField]:
        """Return the fields of the policy layer, with the one for the names of its objects."""
        fields = list(self.policy_layer.velden.values())
        name = self.policy_layer.naamveld
        if name and name not in self.policy_layer.velden:
            fields.append(ClassField(name, "tekst"))
        return fields

    def _validate(self) -> None:
        problems = self.problems()
        self.banner.set_kind("warning" if problems else "info")
        self.banner.say("\n".join(problems or self.remarks()))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problems)
