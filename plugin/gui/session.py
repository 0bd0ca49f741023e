"""What the panel works on: package, plan area, ingreep, corrections, text, and the result of the check.

The pages show it and change it; it checks by itself when something that matters changes. It knows no widgets, so a
script can drive it as well.
"""

from __future__ import annotations

import datetime as _dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Assessment, Catalogue, Correction, Finding, Ingreep, PlanArea, Verdict
from bodem_ondergrond.plugin.jobs.writing import TextChoices

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.overlay import PolicyPackage

# Long enough to take a typed number as one change, short enough to feel immediate.
_DEBOUNCE_MS = 150


class SessionState(Enum):
    """Where the work stands."""

    GEEN_PAKKET = "geen_pakket"
    GEEN_PLANGEBIED = "geen_plangebied"
    BEZIG = "bezig"
    KLAAR = "klaar"
    MISLUKT = "mislukt"
    GEANNULEERD = "geannuleerd"


@dataclass(frozen=True)
class _Step:
    """A plan area with the corrections and the words that belong to it: what undo brings back."""

    plan: PlanArea | None = None
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    judged: Mapping[str, Verdict] = field(default_factory=dict)
    text: TextChoices = field(default_factory=TextChoices)


class Session(QObject):
    """The one source of truth of the panel.

    Signals:
        package_changed: another package is read, or none.
        plan_changed: plan area or its name.
        ingreep_changed: the intended works.
        text_changed: what the user chose or wrote for the text.
        state_changed: `state`, `assessment` or `message` is another.
        progress: percentage of the check under way.
        finished: a check gave an `Assessment`.
        correction_lapsed: titles of rules whose correction no longer fits the finding.
    """

    package_changed = pyqtSignal()
    plan_changed = pyqtSignal()
    ingreep_changed = pyqtSignal()
    text_changed = pyqtSignal()
    state_changed = pyqtSignal()
    progress = pyqtSignal(float)
    finished = pyqtSignal(object)
    correction_lapsed = pyqtSignal(list)

    def __init__(self, catalogue: Catalogue, runner: Any = None, parent: QObject | None = None) -> None:
        """Start without package and plan area; `runner` is a `ToetsRunner` or what behaves like one."""
        super().__init__(parent)
        self.catalogue = catalogue
        self.package: PolicyPackage | None = None
        self.package_path = ""
        self.plan: PlanArea | None = None
        self.ingreep = Ingreep()
        self.corrections: dict[str, Correction] = {}
        self.judged: dict[str, Verdict] = {}
        self.connections: tuple[qgis_io.LayerConnection, ...] = ()
        self.text = TextChoices()
        self.state = SessionState.GEEN_PAKKET
        self.message = ""
        self.seconds = 0.0
        self._raw: Assessment | None = None
        self._history: list[_Step] = []
        self._runner = runner if runner is not None else qgis_io.ToetsRunner(self)
        self._runner.voortgang.connect(self.progress)
        self._runner.klaar.connect(self._take_result)
        self._runner.mislukt.connect(self._take_failure)
        self._runner.geannuleerd.connect(self._take_cancellation)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)

    # -- what is shown -------------------------------------------------------------------------------------------

    @property
    def assessment(self) -> Assessment | None:
        """The result that fits area and ingreep of this moment, corrections included; `None` while there is none."""
        return self.latest if self.state is SessionState.KLAAR else None

    @property
    def latest(self) -> Assessment | None:
        """The result of this plan area that was made last; while a check is under way it may be out of date."""
        if self._raw is None:
            return None
        findings = tuple(replace(f, correctie=self.corrections.get(f.id)) for f in self._raw.bevindingen)
        return replace(self._raw, bevindingen=findings)

    @property
    def is_busy(self) -> bool:
        """Whether a check is waiting or under way."""
        return self.state is SessionState.BEZIG

    @property
    def is_demonstration(self) -> bool:
        """Whether the data in use are invented."""
        return self.package is not None and self.package.info.demonstratie

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier plan area to go back to."""
        return bool(self._history)

    # -- what the user does --------------------------------------------------------------------------------------

    def load_package(self, path: str) -> None:
        """Read a policy package, and check the plan area against it when there is one."""
        self.package_path = path
        self._read_anew()

    def connect_layer(self, connection: qgis_io.LayerConnection) -> None:
        """Let a layer of the project stand in for a policy layer, over that of the package."""
        others = tuple(other for other in self.connections if other.laag != connection.laag)
        self.connections = (*others, connection)
        self._read_anew()

    def disconnect_layers(self, lagen: Collection[str]) -> None:
        """Let policy layers come from the package again."""
        left = tuple(connection for connection in self.connections if connection.laag not in lagen)
        if left != self.connections:
            self.connections = left
            self._read_anew()

    def read_project_layers(self) -> None:
        """Check again, because objects of a connected layer changed."""
        if self.connections:
            self._schedule(0)

    def set_plan_area(
        self, geometry: QgsGeometry | Sequence[QgsGeometry], crs: QgsCoordinateReferenceSystem, name: str = ""
    ) -> PlanArea:
        """Take another plan area.

        Corrections and own words were said of the former one and go with it; undo brings all of it back.
        """
        plan = self._plan_area(geometry, crs, name)
        self._replace_plan(plan, self.text.for_another_area())
        return plan

    def add_part(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Add a part to the plan area."""
        present = self._present_geometry()
        if present is None:
            self.set_plan_area(geometry, crs)
            return
        part = self._in_rd(geometry, crs)
        self._reshape([present, part])

    def cut_hole(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> bool:
        """Cut a hole; return whether anything of the plan area is left, else nothing changes."""
        present = self._present_geometry()
        if present is None:
            return False
        rest = present.difference(self._in_rd(geometry, crs))
        if rest.isNull() or rest.isEmpty():
            return False
        self._reshape(rest)
        return True

    def clear_plan_area(self) -> None:
        """Forget the plan area; undo brings it back."""
        if self.plan is not None:
            self._replace_plan(None, self.text.for_another_area())

    def undo(self) -> None:
        """Go back to the plan area before the last change, with what was written about it."""
        if self._history:
            step = self._history.pop()
            words = {"antwoorden": step.text.antwoorden, "bewerkingen": step.text.bewerkingen}
            self._show_step(replace(step, text=replace(self.text, **words)))

    def rename_plan(self, name: str) -> None:
        """Give the plan area another name; the outcome stays."""
        if self.plan is None or self.plan.naam == name:
            return
        self.plan = replace(self.plan, naam=name)
        if self._raw is not None:
            self._raw = replace(self._raw, plan=replace(self._raw.plan, naam=name))
            self.state_changed.emit()

    def set_ingreep(self, ingreep: Ingreep) -> None:
        """Take other intended works and check again."""
        if ingreep == self.ingreep and ingreep.geometrie is self.ingreep.geometrie:
            return
        self.ingreep = ingreep
        if self.plan is not None:
            self.plan = replace(self.plan, ingreep=ingreep)
        self.ingreep_changed.emit()
        self._schedule(_DEBOUNCE_MS)

    def set_text(self, text: TextChoices) -> None:
        """Take what the user chose or wrote for the text."""
        if text != self.text:
            self.text = text
            self.text_changed.emit()

    def set_aside(self, finding: Finding, reason: str, name: str) -> None:
        """Put an expert's word on a finding that it does not apply."""
        moment = _dt.datetime.now().astimezone().isoformat(timespec="seconds")
        self.correct(finding, Correction(reason, name, moment))

    def correct(self, finding: Finding, correction: Correction) -> None:
        """Put an expert's word on a finding; it holds as long as the finding has this verdict."""
        self.corrections[finding.id] = correction
        self.judged[finding.id] = finding.oordeel
        self.state_changed.emit()

    def restore_finding(self, finding: Finding) -> None:
        """Take the correction of a finding back."""
        if self.corrections.pop(finding.id, None) is not None:
            self.state_changed.emit()

    def check(self) -> None:
        """Check now. Needs no call: every change that matters does it by itself."""
        self._timer.stop()
        waiting_for = self._what_is_missing()
        self._enter(waiting_for or SessionState.BEZIG)
        if waiting_for is not None:
            return
        try:
            source = self._describe_source()
        except qgis_io.QgisIoError as error:
            self._enter(SessionState.MISLUKT, str(error))
            return
        self._runner.start([self.plan] if self.plan is not None else [], source)

    def cancel(self) -> None:
        """Stop waiting for the check under way."""
        if self.is_busy:
            self._timer.stop()
            self._enter(SessionState.GEANNULEERD)
            self._runner.cancel()

    def close(self) -> None:
        """Stop everything, for the unloading of the plugin."""
        self._timer.stop()
        self._runner.close()

    # -- the project ---------------------------------------------------------------------------------------------

    def restore(self, state: qgis_io.ProjectState) -> None:
        """Take over what a project kept."""
        self._history.clear()
        self.ingreep = state.plan.ingreep if state.plan is not None else Ingreep()
        self.ingreep_changed.emit()
        had_connections = bool(self.connections)
        self.connections = state.connections
        has_area = state.plan is not None and state.plan.geometrie is not None
        step = _Step(state.plan, state.corrections, state.judged, state.text)
        self._show_step(step if has_area else _Step(text=state.text))
        if state.package_path:
            self.load_package(state.package_path)
        elif had_connections or state.connections:
            self._read_anew()

    def reset(self) -> None:
        """Start anew for another project; the package in use stays, and so does how the user likes a text."""
        self.restore(qgis_io.ProjectState(text=TextChoices(soort=self.text.soort, lengte=self.text.lengte)))

    # -- inside --------------------------------------------------------------------------------------------------

    def _plan_name(self) -> str:
        return self.plan.naam if self.plan is not None else ""

    def _present_geometry(self) -> QgsGeometry | None:
        if self.plan is None or self.plan.geometrie is None:
            return None
        return qgis_io.from_rd(self.plan.geometrie)

    @staticmethod
    def _in_rd(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
        """Return a drawn polygon, valid and in EPSG:28992: QGIS refuses to cut with an invalid one."""
        context = QgsProject.instance().transformContext()
        return qgis_io.from_rd(qgis_io.to_rd(geometry, crs, context)).makeValid()

    def _plan_area(
        self, geometry: QgsGeometry | Sequence[QgsGeometry], crs: QgsCoordinateReferenceSystem, name: str
    ) -> PlanArea:
        context = QgsProject.instance().transformContext()
        return qgis_io.plan_area(geometry, crs, context, naam=name, ingreep=self.ingreep)

    def _reshape(self, geometry: QgsGeometry | Sequence[QgsGeometry]) -> None:
        """Change the shape of the plan area; the words stay, because it is the same area."""
        self._replace_plan(self._plan_area(geometry, qgis_io.rd_crs(), self._plan_name()), self.text)

    def _replace_plan(self, plan: PlanArea | None, text: TextChoices) -> None:
        self._history.append(_Step(self.plan, dict(self.corrections), dict(self.judged), self.text))
        self._show_step(_Step(plan, text=text))

    def _show_step(self, step: _Step) -> None:
        self.plan = replace(step.plan, ingreep=self.ingreep) if step.plan is not None else None
        self.corrections = dict(step.corrections)
        self.judged = dict(step.judged)
        self._raw = None
        self.set_text(step.text)
        self.plan_changed.emit()
        self._schedule(0)

    def _read_anew(self) -> None:
        """Read the package again: another file, or other layers of the project over it."""
        self.package = None
        self._raw = None
        self.package_changed.emit()
        self._schedule(0)

    def _describe_source(self) -> Any:
        """Describe where the data come from, with the layers of the project as they are now.

        Raises:
            QgisIoError: a connected layer is gone.
        """
        base = qgis_io.file_source(self.package_path) if self.package_path else None
        return qgis_io.project_source(self.connections, base) if self.connections else base

    def _schedule(self, delay_ms: int) -> None:
        """Check soon. What is on the screen no longer fits, and the state says so at once."""
        waiting_for = self._what_is_missing()
        if waiting_for is None:
            self._timer.start(delay_ms)
            self._enter(SessionState.BEZIG)
            return
        self._timer.stop()
        self._enter(waiting_for)
        self._runner.cancel()

    def _what_is_missing(self) -> SessionState | None:
        """Return the state of a session that cannot check; a package is read without a plan area too."""
        if not self.package_path and not self.connections:
            return SessionState.GEEN_PAKKET
        return SessionState.GEEN_PLANGEBIED if self.plan is None and self.package is not None else None

    def _enter(self, state: SessionState, message: str = "") -> None:
        self.state, self.message = state, message
        if state is not SessionState.KLAAR and state is not SessionState.BEZIG:
            self._raw = None
        self.state_changed.emit()

    def _take_result(self, result: Any) -> None:
        if not self._is_awaited():
            return
        self.seconds = result.seconds
        if result.package is not self.package:
            self.package = result.package
            self.package_changed.emit()
        if not result.assessments:
            self.check()  # only the package was asked for
            return
        fresh = result.assessments[0]
        lapsed = self._lapsed_corrections(fresh)
        self._raw = fresh
        self._enter(SessionState.KLAAR)
        if lapsed:
            self.correction_lapsed.emit(lapsed)
        self.finished.emit(self.assessment)

    def _lapsed_corrections(self, fresh: Assessment) -> list[str]:
        """Take back corrections of findings that weigh otherwise now: the expert spoke of the former finding."""
        after = {finding.id: finding for finding in fresh.bevindingen}
        lapsed = []
        for finding_id in sorted(self.corrections):
            finding = after.get(finding_id)
            if finding is not None and self.judged.get(finding_id, finding.oordeel) is not finding.oordeel:
                del self.corrections[finding_id]
                rule = self.catalogue.regels.get(finding.regel)
                lapsed.append(rule.titel if rule else finding.regel)
        return lapsed

    def _take_failure(self, message: str) -> None:
        if self._is_awaited():
            self._enter(SessionState.MISLUKT, message)

    def _take_cancellation(self) -> None:
        if self._is_awaited():
            self._enter(SessionState.GEANNULEERD)

    def _is_awaited(self) -> bool:
        """Return whether an outcome still counts: not when something changed since, and another check is on its way."""
        return self.is_busy and not self._timer.isActive()
