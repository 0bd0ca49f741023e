"""Page 3, Toets: the summary, the tree of findings and outcomes, and an expert's word on a finding."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QCoreApplication, QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin.domain import Assessment, Finding, Outcome, Verdict
from bodem_ondergrond.plugin.gui import badges, words
from bodem_ondergrond.plugin.gui.correction_dialog import CorrectionDialog
from bodem_ondergrond.plugin.gui.node_view import NodeView
from bodem_ondergrond.plugin.gui.nodes import Node, NodeKind, certain_nodes, result_nodes
from bodem_ondergrond.plugin.gui.profile_view import FigureView, FigureWindow
from bodem_ondergrond.plugin.gui.session import Session, SessionState
from bodem_ondergrond.plugin.gui.widgets import (
    TOOL_ICON,
    Banner,
    FoldButton,
    ShrinkingButton,
    WrappedLabel,
    tool_button,
)
from bodem_ondergrond.plugin.report import depth_profile

# Of the height that findings and profile share.
_SHARES = (650, 350)


class ToetsPage(QWidget):
    """Shows the result of the session.

    Signals:
        place_asked: zoom to the place of a finding (`Finding`).
        place_shown: mark the place of a finding, or of none (`None`), without zooming.
        only_hit_asked: show only the layers that are hit on the map, or what was visible before.
        told: something to say to the user, and whether it is good news.
    """

    place_asked = pyqtSignal(object)
    place_shown = pyqtSignal(object)
    only_hit_asked = pyqtSignal(bool)
    told = pyqtSignal(str, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._certainty: str | None = None
        self._profile_is_stale = True
        self._profile_timer = QTimer(self)
        self._profile_timer.setSingleShot(True)
        self._profile_timer.timeout.connect(self._draw_profile)
        layout = QVBoxLayout(self)
        layout.addLayout(self._make_summary())
        self.problem = Banner("error", self.tr("Try again"))
        self.problem.pressed.connect(session.check)
        layout.addWidget(self.problem)
        self.empty_label = WrappedLabel(quiet=True)
        layout.addWidget(self.empty_label)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._make_findings())
        self.splitter.addWidget(self._make_profile())
        for part, share in enumerate(_SHARES):
            self.splitter.setStretchFactor(part, share)
        self.splitter.setSizes(_SHARES)
        layout.addWidget(self.splitter, 1)
        layout.addStretch(0)
        session.state_changed.connect(self.refresh)
        self.refresh()

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_summary(self) -> QHBoxLayout:
        self.summary_icon = QLabel(self)
        self.summary_icon.setFixedSize(TOOL_ICON)
        self.summary = WrappedLabel()
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        row = QHBoxLayout()
        row.addWidget(self.summary_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.summary, 1)
        return row

    def _make_findings(self) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self.filtered = Banner("info", self.tr("Show all"))
        self.filtered.pressed.connect(self._show_all)
        column.addWidget(self.filtered)
        self.tree = NodeView(box)
        self.tree.setAccessibleName(self.tr("Result of the check per theme"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.tree.chosen.connect(self._choose)
        self.tree.current.connect(self._show_current)
        column.addWidget(self.tree, 1)
        column.addLayout(self._make_buttons())
        self.profile_button = FoldButton(self.tr("Depth profile"), box)
        column.addWidget(self.profile_button)
        return box

    def _make_profile(self) -> QScrollArea:
        self.profile = FigureView(parent=self)
        self.profile.set_clickable(self.tr("Click to enlarge"))
        self.profile.pressed.connect(self._enlarge_profile)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.profile)
        self.profile_area = area
        self.profile_button.set_content(area)
        self.profile_button.setChecked(True)
        self.profile_button.toggled.connect(self._draw_profile_soon)
        return area

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.zoom_button = self._tool("mActionZoomToSelected", self.tr("Zoom to the place of the finding"), row)
        self.zoom_button.clicked.connect(self._zoom)
        self.expand_button = self._tool("mActionExpandTree", self.tr("Open all"), row)
        self.expand_button.clicked.connect(self.tree.expandAll)
        self.collapse_button = self._tool("mActionCollapseTree", self.tr("Close all"), row)
        self.collapse_button.clicked.connect(self.tree.collapseAll)
        self.correct_button = ShrinkingButton(parent=self)
        self.correct_button.clicked.connect(self._correct)
        row.addWidget(self.correct_button, 1)
        self.certainty_button = self._tool("mActionFilter", self.tr("Show only findings that are so certain"), row)
        self.certainty_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.certainty_button.setMenu(self._make_certainty_menu())
        self.only_hit_button = self._tool(
            "mActionFilter2", self.tr("Show only the layers that are hit on the map"), row
        )
        self.only_hit_button.setCheckable(True)
        self.only_hit_button.toggled.connect(self.only_hit_asked)
        return row

    def _make_certainty_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("All findings"), self._show_all)
        for certainty, word in words.certainty_words().items():
            menu.addAction(word, partial(self._show_certain, certainty))
        return menu

    def _tool(self, icon: str, tip: str, row: QHBoxLayout) -> QToolButton:
        button = tool_button(icon, tip)
        row.addWidget(button)
        return button

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the result, or what is needed to get one."""
        session = self._session
        assessment = session.latest
        self.problem.say(self._problem_text())
        self.empty_label.setText(self._empty_text())
        self.empty_label.setVisible(bool(self.empty_label.text()))
        if assessment is not None and not session.is_busy:
            self._show_findings(assessment)
            self._profile_is_stale = True
            self._draw_profile_soon()
        self.splitter.setVisible(assessment is not None)
        self._show_summary(assessment)
        for button in (self.expand_button, self.collapse_button, self.certainty_button, self.only_hit_button):
            button.setEnabled(assessment is not None)
        self._update_buttons()

    def _show_findings(self, assessment: Assessment) -> None:
        """Show the result, or of it only findings that are so certain; the panel says so as long as it does."""
        certainty, catalogue = self._certainty, self._session.catalogue
        if certainty is None:
            self.filtered.say("")
            self.tree.show_nodes(result_nodes(assessment, catalogue))
            return
        nodes = certain_nodes(assessment, catalogue, certainty)
        shown = sum(len(theme.children) for theme in nodes.children)
        text = self.tr("{word}: {shown} of {all} findings. Layers without a finding are not in the list.")
        word = words.certainty_words()[certainty]
        self.filtered.say(text.format(word=word, shown=shown, all=len(assessment.bevindingen)))
        self.tree.show_nodes(nodes)

    def _show_certain(self, certainty: str | None) -> None:
        self._certainty = certainty
        self.refresh()

    def _show_all(self) -> None:
        self._show_certain(None)

    def _show_summary(self, assessment: Assessment | None) -> None:
        heaviest = assessment.heaviest if assessment is not None else None
        self.summary_icon.setVisible(heaviest is not None)
        if heaviest is not None:
            self.summary_icon.setPixmap(badges.verdict_icon(heaviest).pixmap(TOOL_ICON))
        self.summary.setVisible(assessment is not None)
        self.summary.setText(summary_line(assessment) if assessment is not None else "")

    def showEvent(self, event: QShowEvent) -> None:
        """Draw only a profile that is looked at."""
        super().showEvent(event)
        self._draw_profile_soon()

    def _draw_profile_soon(self) -> None:
        """Draw the profile when the findings are on the screen: those come first."""
        if self._profile_is_stale and self.isVisible() and self.profile_button.isChecked():
            self._profile_timer.start(0)

    def _draw_profile(self) -> None:
        assessment = self._session.latest
        if self._profile_is_stale and assessment is not None:
            self._profile_is_stale = False
            figure = depth_profile.figure(assessment, self._session.catalogue, depth_profile.PANEL)
            self.profile.show_figure(figure)

    def _enlarge_profile(self) -> None:
        assessment = self._session.latest
        if assessment is not None:
            figure = depth_profile.figure(assessment, self._session.catalogue)
            window = FigureWindow(figure, self)
            window.told.connect(self.told)
            window.exec()

    def _empty_text(self) -> str:
        texts = {
            SessionState.GEEN_PAKKET: self.tr(
                "No policy package is loaded yet. Load the demonstration package to try it, or choose your own "
                "package on the page Layers."
            ),
            SessionState.GEEN_PLANGEBIED: self.tr(
                "No plan area yet. Draw one on the page Plan area, or take a selected feature; the check then runs by "
                "itself."
            ),
            SessionState.BEZIG: self.tr("Checking…"),
        }
        return texts.get(self._session.state, "") if self._session.latest is None else ""

    def _problem_text(self) -> str:
        if self._session.state is SessionState.MISLUKT:
            return self._session.message
        if self._session.state is SessionState.GEANNULEERD:
            return self.tr("The check was cancelled. Nothing was checked.")
        return ""

    # -- choosing --------------------------------------------------------------------------------------------------

    def current_finding(self) -> Finding | None:
        """Return the finding of the current row, or `None`."""
        node = self.tree.current_node()
        return node.finding if node is not None else None

    def _choose(self, node: Node) -> None:
        if node.finding is not None:
            self.place_asked.emit(node.finding)

    def _show_current(self, node: Node) -> None:
        self._update_buttons()
        self.place_shown.emit(node.finding)

    def _zoom(self) -> None:
        finding = self.current_finding()
        if finding is not None:
            self.place_asked.emit(finding)

    def _update_buttons(self) -> None:
        finding = self.current_finding() if self.splitter.isVisibleTo(self) else None
        ready = finding is not None and self._session.state is SessionState.KLAAR
        self.zoom_button.setEnabled(finding is not None)
        self.correct_button.setEnabled(ready)
        set_aside = finding is not None and finding.correctie is not None
        self.correct_button.say(self.tr("&Applies after all") if set_aside else self.tr("&Not applicable, because…"))

    def _correct(self) -> None:
        """Ask why a finding does not apply, or take that back."""
        finding = self.current_finding()
        if finding is None:
            return
        if finding.correctie is not None:
            self._session.restore_finding(finding)
            return
        dialog = CorrectionDialog(self._title(finding), self)
        if dialog.exec():
            self._session.correct(finding, dialog.correction)

    def _title(self, finding: Finding) -> str:
        rule = self._session.catalogue.regels.get(finding.regel)
        return rule.titel if rule else finding.regel

    def _show_menu(self, position: QPoint) -> None:
        index = self.tree.indexAt(position)
        node = self.tree.current_node() if index.isValid() else None
        if node is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Copy text"), lambda: QApplication.clipboard().setText(spoken_with_details(node)))
        if node.finding is not None:
            menu.addAction(self.zoom_button.icon(), self.tr("Zoom to the place"), self._zoom)
            if self.correct_button.isEnabled():
                menu.addAction(self.correct_button.full_text.replace("&", ""), self._correct)
        menu.exec(self.tree.viewport().mapToGlobal(position))


def summary_line(assessment: Assessment) -> str:
    """Return the summary of a result: findings by verdict, then layers not hit or not checked."""
    verdicts = assessment.verdict_counts()
    outcomes = assessment.outcome_counts()
    line = words.summary_text(
        [(verdict, verdicts[verdict.value]) for verdict in Verdict],
        [(outcome, outcomes[outcome.value]) for outcome in Outcome],
    )
    return line[:1].upper() + line[1:]


def verdict_line(assessment: Assessment) -> str:
    """Return the findings by verdict alone, for the one line at the foot of the panel."""
    counts = assessment.verdict_counts()
    line = words.summary_text([(verdict, counts[verdict.value]) for verdict in Verdict], [])
    return line or QCoreApplication.translate("ToetsPage", "No findings")


def spoken_with_details(node: Node) -> str:
    """Return a row with everything below it as text, for the clipboard."""
    lines = [node.spoken]
    if node.kind is NodeKind.BIJZONDERHEID:
        lines = [f"{node.title}: {node.text}"]
    return "\n".join(lines + [spoken_with_details(child) for child in node.children])
