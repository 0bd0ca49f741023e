"""The maps of the result at hand for the text, made in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Assessment
from bodem_ondergrond.plugin.gui.session import Session
from bodem_ondergrond.plugin.gui.writing_task import WritingTask
from bodem_ondergrond.plugin.jobs.writing import TextChoices, opgave_maps
from bodem_ondergrond.plugin.paragraph import Figure
from bodem_ondergrond.plugin.qgis_io.maps import DOCUMENT_DPI
from bodem_ondergrond.plugin.report import map_svg

# A planner who goes on drawing or typing does not want a map after every change.
_PATIENCE_MS = 600


class MapKeeper(QObject):
    """Has the map of one result.

    Signals:
        ready: the map that was asked for is there.
        opgaven_ready: those of the opgaven are there.
    """

    ready = pyqtSignal()
    opgaven_ready = pyqtSignal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Make maps of the data of `session`; nothing is made before it is asked for."""
        super().__init__(parent)
        self._session = session
        self._asked: Assessment | None = None
        self._shown: Assessment | None = None
        self._figure: Figure | None = None
        self._asked_opgaven: tuple[object, ...] = ()
        self._of_opgaven: Mapping[str, Figure] = {}
        self._task: WritingTask | None = None
        self._maker = qgis_io.MapMaker(self)
        self._maker.klaar.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)

    def figure(self, assessment: Assessment) -> Figure | None:
        """Return the map of a result; `None` when it is not ready yet, and then it is being made."""
        if self._figure is not None and assessment == self._shown:
            return self._figure
        if assessment != self._asked:
            self._asked = assessment
            self._timer.start(_PATIENCE_MS)
        return None

    def drawer(self, assessment: Assessment) -> Callable[[], Figure | None]:
        """Return what gives the map of a result, or `None` when nothing is known to draw.

        A map that is not ready is drawn simply: seconds when the data are large. May be called on any thread.
        """
        made = self.figure(assessment)
        catalogue, package = self._session.catalogue, self._session.package
        return lambda: made or map_svg.figure(assessment, catalogue, package)

    def of_opgaven(self, assessment: Assessment, choices: TextChoices) -> Mapping[str, Figure]:
        """Return the maps of the opgaven that a text shows, by id; none before `opgaven_ready`."""
        asked = (assessment, replace(choices, antwoorden={}, bewerkingen={}))
        if asked != self._asked_opgaven:
            self._asked_opgaven, self._of_opgaven = asked, {}
            self._drop_task()
            if choices.opgaven:
                catalogue, package = self._session.catalogue, self._session.package
                self._task = WritingTask(lambda: opgave_maps(assessment, catalogue, choices, package))
                self._task.done.connect(self._take_opgaven)
                QgsApplication.taskManager().addTask(self._task)
        return self._of_opgaven

    def close(self) -> None:
        """Stop making maps."""
        self._timer.stop()
        self._maker.cancel()
        self._drop_task()

    def _start(self) -> None:
        if self._asked is not None and self._session.package is not None:
            options = qgis_io.MapOptions(dpi=DOCUMENT_DPI)
            project = QgsProject.instance()
            self._maker.start(self._asked, self._session.catalogue, self._session.package, options, project)

    def _drop_task(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.done.disconnect(self._take_opgaven)
            task.cancel()

    def _take_opgaven(self, problem: str) -> None:
        task, self._task = self._task, None
        if task is not None and not problem and task.content:
            self._of_opgaven = task.content
            self.opgaven_ready.emit()

    def _take(self, pictures: list[qgis_io.MapPicture]) -> None:
        self._shown, self._figure = self._asked, pictures[0].figure
        # The screen comes first: who listens has work to do of his own.
        QTimer.singleShot(0, self.ready.emit)
