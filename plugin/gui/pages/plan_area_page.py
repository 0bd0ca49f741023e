"""Page 1, Plangebied: draw it, take the selection, pick it from a layer or a file; and what it is."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgsFeaturePickerWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui import words
from bodem_ondergrond.plugin.gui.layer_filter import POLYGON_LAYERS
from bodem_ondergrond.plugin.gui.opgaven_button import OpgavenButton
from bodem_ondergrond.plugin.gui.session import Session, SessionState
from bodem_ondergrond.plugin.gui.sketch import SketchMode
from bodem_ondergrond.plugin.gui.widgets import Banner, FoldButton, WrappedLabel, theme_icon, tool_button

_SHORTEST_COMBO = 8
_OUTSIDE_M2 = 1.0


class PlanAreaPage(QWidget):
    """Chooses the plan area and tells what is known of it.

    Signals:
        sketch_asked: start drawing in a `SketchMode`; `None`: stop.
        selection_asked: take the selected features.
        feature_asked: take one feature of a layer.
        file_asked: take the plan area from a file.
    """

    sketch_asked = pyqtSignal(object)
    selection_asked = pyqtSignal()
    feature_asked = pyqtSignal(object, object)
    file_asked = pyqtSignal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._municipalities: dict[str, Any] = {}
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.addLayout(self._make_main_buttons())
        layout.addLayout(self._make_edit_buttons())
        self.hint = WrappedLabel(quiet=True)
        layout.addWidget(self.hint)
        layout.addWidget(self._make_facts())
        self.outside = Banner("warning")
        self.problem = Banner("error")
        layout.addWidget(self.problem)
        layout.addWidget(self.outside)
        self.remarks = WrappedLabel(quiet=True)
        layout.addWidget(self.remarks)
        other_ways = self._make_other_ways()
        fold = FoldButton(self.tr("Other ways to choose"), self)
        fold.set_content(other_ways)
        layout.addWidget(fold)
        layout.addWidget(other_ways)
        layout.addStretch(1)
        session.plan_changed.connect(self.refresh)
        session.state_changed.connect(self.refresh)
        session.package_changed.connect(self._refresh_municipalities)
        self.show_sketch(None, 0)
        self.refresh()

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_main_buttons(self) -> QHBoxLayout:
        self.draw_button = QPushButton(theme_icon("mActionCapturePolygon"), self.tr("&Draw"))
        self.draw_button.setCheckable(True)
        self.draw_button.setToolTip(self.tr("Click the corners of the plan area on the map"))
        self.draw_button.clicked.connect(lambda on: self.sketch_asked.emit(SketchMode.NIEUW if on else None))
        self.selection_button = QPushButton(theme_icon("mActionSelectRectangle"), self.tr("Take &selection"))
        self.selection_button.setToolTip(self.tr("Take the selected feature or features of the active layer"))
        self.selection_button.clicked.connect(self.selection_asked)
        row = QHBoxLayout()
        for button in (self.draw_button, self.selection_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        return row

    def _make_edit_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.part_button = self._tool("mActionAddPart", self.tr("Add a part"), row)
        self.part_button.setCheckable(True)
        self.part_button.clicked.connect(lambda on: self.sketch_asked.emit(SketchMode.DEEL if on else None))
        self.hole_button = self._tool("mActionAddRing", self.tr("Cut a hole"), row)
        self.hole_button.setCheckable(True)
        self.hole_button.clicked.connect(lambda on: self.sketch_asked.emit(SketchMode.GAT if on else None))
        self.undo_button = self._tool("mActionUndo", self.tr("Back to the former plan area"), row)
        self.undo_button.clicked.connect(self._session.undo)
        self.clear_button = self._tool("mActionDeleteSelected", self.tr("Clear the plan area"), row)
        self.clear_button.clicked.connect(self._session.clear_plan_area)
        self.snap_button = self._tool("mIconSnapping", self.tr("Snap to map layers while drawing"), row)
        self.snap_button.setCheckable(True)
        self.snap_button.clicked.connect(_set_snapping)
        row.addStretch(1)
        self.zoom_button = self._tool("mActionZoomToArea", self.tr("Zoom to the plan area"), row)
        return row

    def _tool(self, icon: str, tip: str, row: QHBoxLayout) -> QToolButton:
        button = tool_button(icon, tip)
        row.addWidget(button)
        return button

    def _make_facts(self) -> QWidget:
        box = QWidget(self)
        form = QFormLayout(box)
        form.setContentsMargins(0, 4, 0, 4)
        form.setHorizontalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.name_edit = QLineEdit()
        self.name_edit.setPlaceholderText(self.tr("name of the plan area"))
        self.name_edit.editingFinished.connect(lambda: self._session.rename_plan(self.name_edit.text().strip()))
        self.area_label = WrappedLabel()
        self.municipality_label = WrappedLabel()
        form.addRow(self.tr("&Name"), self.name_edit)
        form.addRow(QLabel(self.tr("Area")), self.area_label)
        form.addRow(QLabel(self.tr("Municipality")), self.municipality_label)
        self.opgaven_button = OpgavenButton(self._session)
        form.addRow(self.tr("&Opgaven"), self.opgaven_button)
        return box

    def _make_other_ways(self) -> QWidget:
        box = QWidget(self)
        form = QFormLayout(box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.layer_combo = QgsMapLayerComboBox()
        self.layer_combo.setFilters(POLYGON_LAYERS)
        self.layer_combo.setAllowEmptyLayer(True)
        self.feature_picker = QgsFeaturePickerWidget()
        for combo in (self.layer_combo, self.feature_picker):
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.feature_picker.setAllowNull(True)
        self.layer_combo.layerChanged.connect(self._show_features)
        self._show_features(self.layer_combo.currentLayer())
        self.pick_button = QPushButton(self.tr("&Use this feature"))
        self.pick_button.clicked.connect(self._pick)
        self.municipality_combo = QComboBox()
        self.municipality_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.municipality_combo.setMinimumContentsLength(_SHORTEST_COMBO)
        self.municipality_combo.activated.connect(self._pick_municipality)
        self.file_button = QPushButton(theme_icon("mActionFileOpen"), self.tr("&Open a file…"))
        self.file_button.clicked.connect(self._choose_file)
        form.addRow(self.tr("&Layer"), self.layer_combo)
        form.addRow(self.tr("&Feature"), self.feature_picker)
        form.addRow("", self.pick_button)
        form.addRow(self.tr("&Municipality"), self.municipality_combo)
        form.addRow(self.tr("File"), self.file_button)
        self._refresh_municipalities()
        return box

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is known of the plan area."""
        session = self._session
        plan = session.plan
        has_area = plan is not None and plan.geometrie is not None
        if not self.name_edit.hasFocus() or plan is None:
            self.name_edit.setText(plan.naam if plan is not None else "")
            self.name_edit.setCursorPosition(0)
        for widget in (self.name_edit, self.part_button, self.hole_button, self.clear_button, self.zoom_button):
            widget.setEnabled(has_area)
        self.undo_button.setEnabled(session.can_undo)
        self.snap_button.setChecked(QgsProject.instance().snappingConfig().enabled())
        self.problem.say(plan.fout if plan is not None and plan.fout else "")
        self.remarks.setText("\n".join(plan.meldingen) if plan is not None else "")
        self.remarks.setVisible(bool(self.remarks.text()))
        self._show_facts()
        if not any(b.isChecked() for b in (self.draw_button, self.part_button, self.hole_button)):
            self.show_sketch(None, 0)

    def show_sketch(self, mode: SketchMode | None, vertices: int) -> None:
        """Show how far the drawing is, and what the mouse does now."""
        self.draw_button.setChecked(mode is SketchMode.NIEUW)
        self.part_button.setChecked(mode is SketchMode.DEEL)
        self.hole_button.setChecked(mode is SketchMode.GAT)
        if mode is None:
            self.hint.setText(self._idle_hint())
        elif vertices == 0:
            texts = {
                SketchMode.NIEUW: self.tr("Click the first corner of the plan area on the map. Escape stops."),
                SketchMode.DEEL: self.tr("Click the first corner of the extra part on the map. Escape stops."),
                SketchMode.GAT: self.tr("Click the first corner of the hole on the map. Escape stops."),
            }
            self.hint.setText(texts[mode])
        else:
            text = self.tr("{} corners. Right button or Enter: ready. Backspace: back one. Escape: start again.")
            self.hint.setText(text.format(vertices))
        self.hint.setVisible(bool(self.hint.text()))

    def _idle_hint(self) -> str:
        if self._session.plan is not None:
            return ""
        return self.tr("Draw the plan area on the map, or select a feature in a layer and take it.")

    def _show_facts(self) -> None:
        """Show area and municipality as the engine measured them."""
        assessment = self._session.latest
        outside = 0.0
        if assessment is None:
            waiting = "…" if self._session.state is SessionState.BEZIG and self._session.plan is not None else "–"
            self.area_label.setText(waiting)
            self.municipality_label.setText(waiting)
        else:
            self.area_label.setText(words.area_text(assessment.oppervlakte_m2))
            none = self.tr("not known: no municipal boundaries here")
            self.municipality_label.setText(", ".join(assessment.gemeenten) or none)
            outside = assessment.buiten_provincie_m2 or 0.0
        text = self.tr("{} of the plan area lies outside Drenthe. The policy of Drenthe says nothing about that part.")
        self.outside.say(text.format(words.area_text(outside)) if outside >= _OUTSIDE_M2 else "")

    def _refresh_municipalities(self) -> None:
        package = self._session.package
        self._municipalities = qgis_io.municipality_areas(package) if package is not None else {}
        self.municipality_combo.clear()
        self.municipality_combo.addItem(self.tr("choose…") if self._municipalities else self.tr("load a package first"))
        self.municipality_combo.addItems(list(self._municipalities))
        self.municipality_combo.setEnabled(bool(self._municipalities))

    # -- choosing --------------------------------------------------------------------------------------------------

    def _show_features(self, layer: Any) -> None:
        self.feature_picker.setLayer(layer)

    def _pick(self) -> None:
        layer = self.layer_combo.currentLayer()
        feature = self.feature_picker.feature()
        if layer is not None and feature.isValid():
            self.feature_asked.emit(layer, feature)

    def _pick_municipality(self, row: int) -> None:
        name = self.municipality_combo.itemText(row)
        if name in self._municipalities:
            self._session.set_plan_area(qgis_io.from_rd(self._municipalities[name]), qgis_io.rd_crs(), name)

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Plan area from a file"),
            qgis_io.load_settings().folder,
            self.tr("Map files (*.gpkg *.shp *.geojson *.json *.gml *.kml *.dxf);;All files (*)"),
        )
        if path:
            self.file_asked.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the plan area from the file that was dropped."""
        self.file_asked.emit(event.mimeData().urls()[0].toLocalFile())


def _set_snapping(enabled: bool) -> None:
    """Switch the snapping of the project, as its own toolbar does."""
    config = QgsProject.instance().snappingConfig()
    config.setEnabled(enabled)
    QgsProject.instance().setSnappingConfig(config)
