"""What the panel works on: package, plan area, ingreep, corrections and the result of the check.

The pages show it and change it; it checks by itself when something that matters changes. It knows no widgets, so a
script can drive it as well.
"""

from __future__ import annotations

import datetime as _dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Assessment, Catalogue, Correction, Finding, Ingreep, PlanArea

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
    """A plan area with the corrections that belong to it: what undo brings back."""

    plan: PlanArea | None = None
    corrections: Mapping[str, Correction] = field(default_factory=dict)


class Session(QObject):
    """The one source of truth of the panel.

    Signals:
        package_changed: another package is read, or none.
        plan_changed: plan area or its name.
        ingreep_changed: the intended works.
        state_changed: `state`, `assessment` or `message` is another.
        progress: percentage of the check under way.
        finished: a check gave an `Assessment`.
        correction_lapsed: titles of rules whose correction no longer fits the finding.
    """

    package_changed = pyqtSignal()
    plan_changed = pyqtSignal()
    ingreep_changed = pyqtSignal()
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
        self.state = SessionState.GEEN_PAKKET
        self.message = ""
        self.seconds = 0.0
        self._raw: Assessment | None = None
        self._source: Any = None
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
        self._source = qgis_io.file_source(path)
        self.package_path = path
        self.package = None
        self._raw = None
        self.package_changed.emit()
        self._schedule(0)

    def set_plan_area(
        self, geometry: QgsGeometry | Sequence[QgsGeometry], crs: QgsCoordinateReferenceSystem, name: str = ""
    ) -> PlanArea:
        """Take another plan area. Corrections were said of the former one and go with it; undo brings both back."""
        context = QgsProject.instance().transformContext()
        plan = qgis_io.plan_area(geometry, crs, context, naam=name, ingreep=self.ingreep)
        self._replace_plan(plan, {})
        return plan

    def add_part(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Add a part to the plan area."""
        present = self._present_geometry()
        if present is None:
            self.set_plan_area(geometry, crs)
            return
        part = self._in_rd(geometry, crs)
        self.set_plan_area([present, part], qgis_io.rd_crs(), self._plan_name())

    def cut_hole(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> bool:
        """Cut a hole; return whether anything of the plan area is left, else nothing changes."""
        present = self._present_geometry()
        if present is None:
            return False
        rest = present.difference(self._in_rd(geometry, crs))
        if rest.isNull() or rest.isEmpty():
            return False
        self.set_plan_area(rest, qgis_io.rd_crs(), self._plan_name())
        return True

    def clear_plan_area(self) -> None:
        """Forget the plan area; undo brings it back."""
        if self.plan is not None:
            self._replace_plan(None, {})

    def undo(self) -> None:
        """Go back to the plan area before the last change."""
        if self._history:
            step = self._history.pop()
            self._show_plan(step.plan, step.corrections)

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

    def set_aside(self, finding: Finding, reason: str, name: str) -> None:
        """Put an expert's word on a finding that it does not apply."""
        moment = _dt.datetime.now().astimezone().isoformat(timespec="seconds")
        self.corrections[finding.id] = Correction(reason, name, moment)
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
        self._runner.start([self.plan] if self.plan is not None else [], self._source)

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

    def restore(self, plan: PlanArea | None, package_path: str, corrections: Mapping[str, Correction]) -> None:
        """Take over what a project kept."""
        self._history.clear()
        self.ingreep = plan.ingreep if plan is not None else Ingreep()
        self.ingreep_changed.emit()
        has_area = plan is not None and plan.geometrie is not None
        self._show_plan(plan if has_area else None, corrections if has_area else {})
        if package_path:
            self.load_package(package_path)

    def reset(self) -> None:
        """Start anew for another project; the package in use stays."""
        self.restore(None, "", {})

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

    def _replace_plan(self, plan: PlanArea | None, corrections: Mapping[str, Correction]) -> None:
        self._history.append(_Step(self.plan, dict(self.corrections)))
        self._show_plan(plan, corrections)

    def _show_plan(self, plan: PlanArea | None, corrections: Mapping[str, Correction]) -> None:
        self.plan = replace(plan, ingreep=self.ingreep) if plan is not None else None
        self.corrections = dict(corrections)
        self._raw = None
        self.plan_changed.emit()
        self._schedule(0)

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
        if self._source is None:
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
        if self._raw is None:
            return []
        before = {finding.id: finding.oordeel for finding in self._raw.bevindingen}
        after = {finding.id: finding for finding in fresh.bevindingen}
        lapsed = []
        for finding_id in sorted(self.corrections):
            finding = after.get(finding_id)
            if finding is not None and before.get(finding_id, finding.oordeel) is not finding.oordeel:
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
