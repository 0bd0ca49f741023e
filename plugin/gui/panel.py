"""The panel itself: five pages on one session, and what they ask of the map and of QGIS."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsGeometry, QgsMessageLog, QgsProject
from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Finding, Outcome
from bodem_ondergrond.plugin.gui import badges
from bodem_ondergrond.plugin.gui.connected_layers import ConnectedLayers
from bodem_ondergrond.plugin.gui.features import FeatureChoice, choose_features, selection_source
from bodem_ondergrond.plugin.gui.help_window import show_guide
from bodem_ondergrond.plugin.gui.map_layers import LayerFilter, has_layers_of, show_at_first
from bodem_ondergrond.plugin.gui.map_marks import MapMarks
from bodem_ondergrond.plugin.gui.navigation import NavigationBar, PageTitle
from bodem_ondergrond.plugin.gui.pages.ingreep_page import IngreepPage
from bodem_ondergrond.plugin.gui.pages.layers_page import LayersPage
from bodem_ondergrond.plugin.gui.pages.paragraph_page import ParagraphPage
from bodem_ondergrond.plugin.gui.pages.plan_area_page import PlanAreaPage
from bodem_ondergrond.plugin.gui.pages.toets_page import ToetsPage, verdict_line
from bodem_ondergrond.plugin.gui.project_keeper import ProjectKeeper
from bodem_ondergrond.plugin.gui.session import Session, SessionState
from bodem_ondergrond.plugin.gui.sketch import SketchMode
from bodem_ondergrond.plugin.gui.sketch_tool import SketchTool
from bodem_ondergrond.plugin.gui.widgets import Banner, ElidedButton, theme_icon

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

LOG_TAG = "Bodem & Ondergrond"
_PATIENCE_MS = 300
PAGE_PLAN_AREA, PAGE_INGREEP, PAGE_TOETS, PAGE_PARAGRAPH, PAGE_LAYERS = range(5)


class Panel(QWidget):
    """Brings session, pages and map together. All that touches `iface` stands here."""

    def __init__(self, iface: QgisInterface, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iface = iface
        self.session = session
        self._layers_wanted = False
        self._layer_filter = LayerFilter()
        self._mode = SketchMode.NIEUW
        self.marks = MapMarks(iface.mapCanvas(), self)
        self.sketch_tool = SketchTool(iface.mapCanvas())
        self._former_tool: Any = None
        self.plan_area_page = PlanAreaPage(session, self)
        self.ingreep_page = IngreepPage(session, self)
        self.toets_page = ToetsPage(session, self)
        self.paragraph_page = ParagraphPage(session, self)
        self.layers_page = LayersPage(session, self)
        self._lay_out()
        self._connect_pages()
        self._connect_session()
        self.connected_layers = ConnectedLayers(session, self)
        self.connected_layers.gone.connect(self._tell_disconnected)
        self.keeper = ProjectKeeper(session, self)
        self.keeper.problem.connect(lambda text: self.tell(text, Qgis.MessageLevel.Warning))
        self.keeper.restore()
        self._show_state()

    # -- making ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.navigation = NavigationBar(self._titles(), self)
        self.navigation.chosen.connect(self.show_page)
        self.demo_banner = Banner("warning", parent=self)
        self.start_banner = Banner("info", self.tr("Load the &demonstration package"), parent=self)
        self.start_banner.pressed.connect(self.load_demo_package)
        self.pages = QStackedWidget(self)
        for page, scrolls in (
            (self.plan_area_page, True),
            (self.ingreep_page, True),
            (self.toets_page, False),
            (self.paragraph_page, False),
            (self.layers_page, False),
        ):
            self.pages.addWidget(_scrolling(page) if scrolls else page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.navigation)
        layout.addWidget(self.demo_banner)
        layout.addWidget(self.start_banner)
        layout.addWidget(self.pages, 1)
        layout.addLayout(self._make_footer())

    def _titles(self) -> list[PageTitle]:
        return [
            PageTitle(
                self.tr("Plan area"),
                self.tr("Area", "short for plan area"),
                self.tr("1. Which piece of land?"),
                theme_icon("mActionCapturePolygon"),
            ),
            PageTitle(
                self.tr("Works"), self.tr("Works"), self.tr("2. What is planned there?"), theme_icon("mActionEditTable")
            ),
            PageTitle(
                self.tr("Check"), self.tr("Check"), self.tr("3. Which policy applies?"), theme_icon("mIconSuccess")
            ),
            PageTitle(
                self.tr("Soil paragraph"),
                self.tr("Text", "short for soil paragraph"),
                self.tr("4. How to write it down?"),
                theme_icon("mActionEditHtml"),
            ),
            PageTitle(
                self.tr("Layers"),
                self.tr("Layers"),
                self.tr("5. On which data does it rest?"),
                theme_icon("mActionShowAllLayers"),
            ),
        ]

    def _make_footer(self) -> QHBoxLayout:
        self.status = ElidedButton(self)
        self.status.clicked.connect(lambda: self.show_page(PAGE_TOETS))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 100)
        self.progress.setMaximumHeight(self.progress.fontMetrics().height())
        self.progress.setAccessibleName(self.tr("Progress of the check"))
        self.cancel_button = QToolButton(self)
        self.cancel_button.setIcon(theme_icon("mTaskCancel"))
        self.cancel_button.setAutoRaise(True)
        self.cancel_button.setToolTip(self.tr("Cancel the check"))
        self.cancel_button.setAccessibleName(self.tr("Cancel the check"))
        self.cancel_button.clicked.connect(self.session.cancel)
        self.help_button = QToolButton(self)
        self.help_button.setIcon(theme_icon("mActionHelpContents"))
        self.help_button.setAutoRaise(True)
        self.help_button.setToolTip(self.tr("User guide"))
        self.help_button.setAccessibleName(self.tr("User guide"))
        self.help_button.clicked.connect(lambda _checked=False: show_guide(self.window()))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._show_progress(True))
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 4, 2)
        row.addWidget(self.status, 2)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.help_button)
        self._show_progress(False)
        return row

    def _connect_pages(self) -> None:
        page = self.plan_area_page
        page.sketch_asked.connect(self._sketch)
        page.selection_asked.connect(self._take_selection)
        page.feature_asked.connect(lambda layer, feature: self._take_features(choose_features(layer, [feature])))
        page.file_asked.connect(self._take_file)
        page.zoom_button.clicked.connect(self.zoom_to_plan)
        self.sketch_tool.drawn.connect(self._take_sketch)
        self.sketch_tool.refused.connect(self._refuse_sketch)
        self.sketch_tool.left.connect(lambda: self._sketch(None))
        self.sketch_tool.vertices_changed.connect(lambda count: page.show_sketch(self._mode, count))
        self.sketch_tool.deactivated.connect(lambda: page.show_sketch(None, 0))
        self.toets_page.place_asked.connect(self._zoom_to_finding)
        self.toets_page.place_shown.connect(self._mark_finding)
        self.toets_page.only_hit_asked.connect(self._show_layers_on_map)
        self.layers_page.demo_asked.connect(self.load_demo_package)
        self.layers_page.package_asked.connect(self.load_package)
        self.layers_page.map_asked.connect(self.add_layers_to_map)
        for teller in (self.toets_page, self.paragraph_page):
            teller.told.connect(
                lambda text, good: self.tell(text, Qgis.MessageLevel.Success if good else Qgis.MessageLevel.Warning)
            )

    def _connect_session(self) -> None:
        self.session.plan_changed.connect(self._show_plan)
        self.session.state_changed.connect(self._show_state)
        self.session.package_changed.connect(self._show_package)
        self.session.progress.connect(lambda percentage: self.progress.setValue(int(percentage)))
        self.session.finished.connect(lambda _assessment: self._refresh_layers_on_map())
        self.session.correction_lapsed.connect(self._tell_lapsed)

    # -- what a script or a button asks ----------------------------------------------------------------------------

    def show_page(self, number: int) -> None:
        """Show one of the five pages."""
        self.navigation.choose(number)
        self.pages.setCurrentIndex(number)

    def load_demo_package(self, to_map: bool = True) -> None:
        """Load the demonstration package, and its layers into the map."""
        self.load_package(qgis_io.demo_package_path(), to_map)

    def load_package(self, path: str, to_map: bool = True) -> None:
        """Load a policy package, and its layers into the map once it proves readable."""
        self._layers_wanted = to_map
        self.session.load_package(path)
        if not _is_demo(path):
            settings = replace(qgis_io.load_settings(), package_path=path, folder=str(Path(path).parent))
            qgis_io.save_settings(settings)

    def add_layers_to_map(self) -> None:
        """Add the layers of the package to the map, in a group per theme; those that are there stay."""
        canvas = self._iface.mapCanvas()
        was_empty = not canvas.layers()
        try:
            loaded = qgis_io.add_policy_layers(self.session.package_path, self.session.catalogue)
        except qgis_io.QgisIoError as error:
            self.tell(str(error), Qgis.MessageLevel.Warning)
            return
        loaded.group.setExpanded(True)
        if was_empty:
            QgsProject.instance().setCrs(qgis_io.rd_crs())
            show_at_first(QgsProject.instance(), self.session.package_path)
            frame = loaded.layers.get("provincie") or next(iter(loaded.layers.values()), None)
            if frame is not None:
                canvas.setExtent(frame.extent().buffered(frame.extent().width() / 20))
                canvas.refresh()

    def zoom_to_plan(self) -> None:
        """Bring the plan area into view."""
        if self.session.plan is not None:
            self.marks.zoom_to(self.session.plan.geometrie)

    def set_active(self, active: bool) -> None:
        """Show or hide what the panel draws on the map."""
        self.marks.set_visible(active)
        if not active:
            self._sketch(None)

    def tell(self, text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """Say something in the message bar of QGIS, and keep it in the log."""
        duration = 0 if level == Qgis.MessageLevel.Critical else 6
        self._iface.messageBar().pushMessage("Bodem & Ondergrond", text, level, duration)
        QgsMessageLog.logMessage(text, LOG_TAG, level, False)

    def shut_down(self) -> None:
        """Stop everything and leave nothing on the map."""
        self.keeper.close()
        self.connected_layers.close()
        self._sketch(None)
        self._patience.stop()
        self.paragraph_page.close_maps()
        self.session.close()
        self.marks.close()
        self.sketch_tool.deleteLater()

    # -- the plan area ---------------------------------------------------------------------------------------------

    def _sketch(self, mode: SketchMode | None) -> None:
        """Take up the drawing tool, or give the map back to the tool that had it."""
        canvas = self._iface.mapCanvas()
        if mode is None:
            if canvas.mapTool() is self.sketch_tool:
                canvas.unsetMapTool(self.sketch_tool)
                if self._former_tool is not None:
                    canvas.setMapTool(self._former_tool)
            self.plan_area_page.show_sketch(None, 0)
            return
        if canvas.mapTool() is not self.sketch_tool:
            self._former_tool = canvas.mapTool()
        self._mode = mode
        self.sketch_tool.clear()
        canvas.setMapTool(self.sketch_tool)
        canvas.setFocus()
        self.plan_area_page.show_sketch(mode, 0)

    def _take_sketch(self, polygon: QgsGeometry) -> None:
        crs = self._iface.mapCanvas().mapSettings().destinationCrs()
        mode = self._mode
        self._sketch(None)
        try:
            if mode is SketchMode.NIEUW:
                self.session.set_plan_area(polygon, crs)
            elif mode is SketchMode.DEEL:
                self.session.add_part(polygon, crs)
            elif not self.session.cut_hole(polygon, crs):
                self.tell(self.tr("Nothing of the plan area would be left. It stays as it was."))
        except qgis_io.QgisIoError as error:
            self.tell(str(error), Qgis.MessageLevel.Warning)

    def _refuse_sketch(self) -> None:
        self.tell(self.tr("A plan area needs at least three corners that enclose some land."))

    def _take_selection(self) -> None:
        layer = selection_source(self._iface.activeLayer())
        if layer is None:
            self.tell(self.tr("Nothing is selected. Select one or more polygons in a layer first."))
            return
        self._take_features(choose_features(layer, list(layer.selectedFeatures())))

    def _take_file(self, path: str) -> None:
        """Open a file; one feature becomes the plan area, of several the user picks in the map."""
        try:
            layer = qgis_io.open_plan_layer(path)
        except qgis_io.QgisIoError as error:
            self.tell(str(error), Qgis.MessageLevel.Warning)
            return
        features = list(layer.getFeatures())
        if len(features) == 1:
            self._take_features(choose_features(layer, features))
            return
        QgsProject.instance().addMapLayer(layer)
        self.plan_area_page.layer_combo.setLayer(layer)
        text = self.tr("{} holds {} features. It is in the map now: pick one, or select several.")
        self.tell(text.format(layer.name(), len(features)))

    def _take_features(self, choice: FeatureChoice) -> None:
        ingreep, problem = choice.ingreep(self.session.catalogue)
        if problem:
            self.tell(problem, Qgis.MessageLevel.Warning)
        plan = self.session.set_plan_area(choice.geometries, choice.crs, choice.name)
        if ingreep is not None:
            self.session.set_ingreep(ingreep)
            self.tell(self.tr("The planned works were taken from the fields of the feature as well."))
        self.marks.zoom_to(plan.geometrie)

    def _show_plan(self) -> None:
        plan = self.session.plan
        self.marks.show_overlap(None)
        self.marks.show_plan(plan.geometrie if plan is not None else None)

    # -- the result ------------------------------------------------------------------------------------------------

    def _mark_finding(self, finding: Finding | None) -> None:
        self.marks.show_overlap(finding.overlap if finding is not None else None, flash=False)

    def _zoom_to_finding(self, finding: Finding) -> None:
        """Show where a finding is; one without a place of its own is about the whole plan area."""
        plan = self.session.plan
        place = finding.overlap  # worked out anew at every call
        if place is None or place.is_empty:
            place = plan.geometrie if plan is not None else None
        self.marks.show_overlap(place)
        self.marks.zoom_to(place)

    def _show_layers_on_map(self, only_hit: bool) -> None:
        """Show only the policy layers that are hit, or what was visible before."""
        assessment = self.session.assessment
        if only_hit and assessment is not None:
            hit = {layer.laag for layer in assessment.lagen if layer.uitkomst is Outcome.GERAAKT}
            self._layer_filter.show_only(QgsProject.instance(), self.session.package_path, hit)
        elif not only_hit:
            self._layer_filter.show_as_before(QgsProject.instance())

    def _refresh_layers_on_map(self) -> None:
        if self.toets_page.only_hit_button.isChecked():
            self._show_layers_on_map(True)

    def _show_state(self) -> None:
        session = self.session
        assessment = session.latest
        heaviest = assessment.heaviest if assessment is not None else None
        self.status.setIcon(badges.verdict_icon(heaviest) if heaviest is not None else self._idle_icon())
        self.status.say(self._status_text())
        waiting = session.state is SessionState.GEEN_PAKKET
        self.start_banner.say(self.tr("No policy package is loaded yet.") if waiting else "")
        if session.is_busy:
            if not self._patience.isActive() and self.progress.isHidden():
                self._patience.start()
            return
        self._patience.stop()
        self._show_progress(False)
        if session.state is SessionState.MISLUKT:
            self._layers_wanted = False
            self.tell(session.message, Qgis.MessageLevel.Warning)

    def _idle_icon(self) -> QIcon:
        """Return the icon of a state without findings; only a finished check earns the mark of success."""
        icons = {SessionState.KLAAR: "mIconSuccess", SessionState.MISLUKT: "mIconWarning"}
        return theme_icon(icons.get(self.session.state, "mIconInfo"))

    def _status_text(self) -> str:
        assessment = self.session.latest
        if self.session.state is SessionState.KLAAR and assessment is not None:
            return verdict_line(assessment)
        texts = {
            SessionState.GEEN_PAKKET: self.tr("No policy package"),
            SessionState.GEEN_PLANGEBIED: self.tr("No plan area"),
            SessionState.BEZIG: self.tr("Checking…"),
            SessionState.MISLUKT: self.tr("Check failed"),
            SessionState.GEANNULEERD: self.tr("Check cancelled"),
        }
        return texts.get(self.session.state, "")

    def _show_progress(self, visible: bool) -> None:
        self.progress.setVisible(visible)
        self.cancel_button.setVisible(visible)
        if not visible:
            self.progress.setValue(0)

    def _show_package(self) -> None:
        demonstration = self.tr("Demonstration data: boundaries are invented.")
        self.demo_banner.say(demonstration if self.session.is_demonstration else "")
        if self.session.package is not None and self._layers_wanted:
            self._layers_wanted = False
            if not has_layers_of(QgsProject.instance(), self.session.package_path):
                self.add_layers_to_map()

    def _tell_lapsed(self, titles: list[str]) -> None:
        text = self.tr("The finding changed, so the correction no longer holds: {}. Judge it again.")
        self.tell(text.format(", ".join(titles)), Qgis.MessageLevel.Warning)

    def _tell_disconnected(self, names: list[str]) -> None:
        text = self.tr("The layer was taken out of the project, so this comes from the package again: {}.")
        self.tell(text.format(", ".join(names)), Qgis.MessageLevel.Warning)


def _scrolling(page: QWidget) -> QgsScrollArea:
    area = QgsScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area


def _is_demo(path: str) -> bool:
    return Path(path) == Path(qgis_io.demo_package_path())
