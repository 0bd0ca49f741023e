"""Keeps the work in the QGIS project, and brings it back when the project is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from bodem_ondergrond.plugin import qgis_io

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.gui.session import Session

_PAUSE_MS = 400


class ProjectKeeper(QObject):
    """Writes the state a moment after each change, so that saving the project saves it too.

    Signals:
        problem: the project holds a state that cannot be read.
    """

    problem = pyqtSignal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kept = qgis_io.ProjectState()
        self._reading = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.save)
        for signal in (session.plan_changed, session.ingreep_changed, session.text_changed, session.state_changed):
            signal.connect(self._plan_saving)
        project = QgsProject.instance()
        project.writeProject.connect(self._flush)
        project.readProject.connect(self.restore)
        project.cleared.connect(self._clear)

    def restore(self, *_args: object) -> None:
        """Take over what the open project kept; without it, the package of the last time."""
        self._timer.stop()
        self._reading = True
        try:
            state = qgis_io.restore_state(QgsProject.instance())
        except qgis_io.QgisIoError as error:
            state = None
            self.problem.emit(str(error))
        if state is not None:
            self._kept = state
            self._session.restore(state)
        elif self._session.package is None and not self._session.package_path:
            self._load_usual_package()
        self._reading = False

    def save(self) -> None:
        """Write the state into the project, when it differs from what is there."""
        self._timer.stop()
        state = self._state()
        if state != self._kept or _geometry(state) is not _geometry(self._kept):
            self._kept = state
            qgis_io.save_state(QgsProject.instance(), state)

    def close(self) -> None:
        """Let go of the project."""
        self._flush()
        project = QgsProject.instance()
        project.writeProject.disconnect(self._flush)
        project.readProject.disconnect(self.restore)
        project.cleared.disconnect(self._clear)

    def _state(self) -> qgis_io.ProjectState:
        session = self._session
        return qgis_io.ProjectState(
            plan=session.plan,
            package_path=session.package_path,
            corrections=dict(session.corrections),
            judged=dict(session.judged),
            connections=session.connections,
            text=session.text,
        )

    def _plan_saving(self, *_args: object) -> None:
        if not self._reading:
            self._timer.start()

    def _flush(self, *_args: object) -> None:
        if self._timer.isActive():
            self.save()

    def _clear(self) -> None:
        """Start anew: the project that the state belonged to is gone."""
        self._timer.stop()
        self._reading = True
        self._session.reset()
        self._reading = False
        self._kept = self._state()

    def _load_usual_package(self) -> None:
        path = qgis_io.load_settings().package_path
        if path and Path(path).is_file():
            self._session.load_package(path)


def _geometry(state: qgis_io.ProjectState) -> object:
    """Return the geometry of the plan area, which plan areas do not look at when they are compared."""
    return state.plan.geometrie if state.plan is not None else None
