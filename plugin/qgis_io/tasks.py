"""Checking without blocking the screen."""

from __future__ import annotations

import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import QObject, QThreadPool, pyqtSignal

from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.toets import toets

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from bodem_ondergrond.plugin.domain import Assessment, PlanArea
    from bodem_ondergrond.plugin.overlay import PolicyPackage
    from bodem_ondergrond.plugin.qgis_io.packages import PackageSource

LOG_TAG = "Bodem & Ondergrond"
# Share of the progress bar for reading the package; the rest is for checking.
_READING = 60.0
# How long unloading waits for a task that was told to stop, in ms. It looks at the order to stop between layers and
# between plan areas, so this is far more than it needs.
_CLOSE_MS = 15_000


@dataclass(frozen=True)
class ToetsResult:
    """What a finished check hands back; `seconds` is the time it took, reading included."""

    assessments: tuple[Assessment, ...]
    package: PolicyPackage
    seconds: float


@contextmanager
def beside_the_pool() -> Iterator[None]:
    """Leave the place of this task in the thread pool to others while it works in Python.

    Qt scales large pictures with threads of the same pool, and waits for them. Asked to do so from Python it keeps the
    interpreter while it waits; were the pool full of tasks that wait for the interpreter, nothing would ever go on.
    """
    pool = QThreadPool.globalInstance()
    pool.releaseThread()
    try:
        yield
    finally:
        pool.reserveThread()


class ToetsTask(QgsTask):
    """Reads the package, unless it is in memory, and checks plan areas against it, off the main thread.

    One of three signals is emitted at the end, on the main thread. A cancelled task hands back nothing.
    """

    klaar = pyqtSignal(object)
    mislukt = pyqtSignal(str)
    geannuleerd = pyqtSignal()

    def __init__(
        self,
        plans: Sequence[PlanArea],
        source: PackageSource,
        package: PolicyPackage | None = None,
        lagen: Sequence[str] | None = None,
    ) -> None:
        super().__init__("Bodem & Ondergrond: toets", QgsTask.Flag.CanCancel)
        self.source = source
        self.package = package
        self._plans = tuple(plans)
        self._lagen = lagen
        self._result: ToetsResult | None = None
        self._message = ""

    def run(self) -> bool:
        """Do the work. Called by QGIS on another thread."""
        try:
            with beside_the_pool():
                return self._check()
        except Exception as error:
            self._message = message_of(error)
            return False

    def _check(self) -> bool:
        start = time.perf_counter()
        catalogue = load_catalogue()
        if self.package is None:
            package = self.source.read(catalogue, self._reading_progress, self.isCanceled)
            if self.isCanceled():
                return False
            self.package = package
        assessments = []
        for assessment in toets(self._plans, self.package, catalogue, lagen=self._lagen):
            if self.isCanceled():
                return False
            assessments.append(assessment)
            self.setProgress(_READING + (100.0 - _READING) * len(assessments) / len(self._plans))
        self._result = ToetsResult(tuple(assessments), self.package, time.perf_counter() - start)
        return not self.isCanceled()

    def _reading_progress(self, percentage: float) -> None:
        self.setProgress(percentage * _READING / 100.0)

    def finished(self, result: bool) -> None:
        """Tell what came of it. Called by QGIS on the main thread."""
        if result and self._result is not None:
            self.klaar.emit(self._result)
        elif self._message and not self.isCanceled():
            self.mislukt.emit(self._message)
        else:
            self.geannuleerd.emit()


def message_of(error: BaseException) -> str:
    """Return a Dutch message for an error.

    The errors of this product speak Dutch themselves; of any other, the details go to the log.
    """
    if type(error).__module__.startswith("bodem_ondergrond."):
        return str(error)
    details = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    QgsMessageLog.logMessage(details, LOG_TAG, Qgis.MessageLevel.Critical)
    return (
        f"De toets is mislukt door een onverwachte fout ({type(error).__name__}: {error}). "
        f"De bijzonderheden staan in het logboek, onder '{LOG_TAG}'."
    )


class ToetsRunner(QObject):
    """Runs checks one after another; the newest request wins.

    The package that was read last stays in memory and is used again as long as the source says it is the same.
    """

    gestart = pyqtSignal()
    voortgang = pyqtSignal(float)
    klaar = pyqtSignal(object)
    mislukt = pyqtSignal(str)
    geannuleerd = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.package: PolicyPackage | None = None
        self._key: Hashable = None
        self._task: ToetsTask | None = None
        self._waiting: tuple[Any, ...] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a check is under way."""
        return self._task is not None

    def start(self, plans: Sequence[PlanArea], source: PackageSource, lagen: Sequence[str] | None = None) -> None:
        """Check `plans` against `source`; a check under way is dropped.

        While a package is being read, a new request for the same package waits for it instead of reading it again:
        otherwise a planner who goes on drawing would never see a result.
        """
        if self._task is not None:
            if self._task.package is None and self._task.source.key == source.key:
                self._waiting = (plans, source, lagen)
                return
            self._drop()
        package = self.package if self.package is not None and self._key == source.key else None
        task = ToetsTask(plans, source, package, lagen)
        task.klaar.connect(lambda result: self._finish(task, result))
        task.mislukt.connect(lambda message: self._fail(task, message))
        task.geannuleerd.connect(lambda: self._stop(task))
        task.progressChanged.connect(self.voortgang)
        self._task = task
        self.gestart.emit()
        QgsApplication.taskManager().addTask(task)

    def cancel(self) -> None:
        """Stop the check under way and forget what waits."""
        self._waiting = None
        if self._task is not None:
            self._drop()
            self.geannuleerd.emit()

    def close(self) -> None:
        """Stop and wait until nothing runs any more, for the unloading of the plugin."""
        task = self._task
        self._waiting = None
        if task is not None:
            self._drop()
            task.waitForFinished(_CLOSE_MS)

    def _drop(self) -> None:
        """Stop the present task and listen to it no more."""
        task, self._task = self._task, None
        if task is not None:
            task.progressChanged.disconnect(self.voortgang)
            task.cancel()

    def _finish(self, task: ToetsTask, result: ToetsResult) -> None:
        if task is not self._task:
            return
        self._task = None
        self.package, self._key = result.package, task.source.key
        if not self._start_waiting():
            self.klaar.emit(result)

    def _fail(self, task: ToetsTask, message: str) -> None:
        if task is not self._task:
            return
        self._task = None
        self._waiting = None
        self.mislukt.emit(message)

    def _stop(self, task: ToetsTask) -> None:
        """Take notice of a task that was cancelled from outside, for instance in the task list of QGIS."""
        if task is not self._task:
            return
        self._task = None
        self._waiting = None
        self.geannuleerd.emit()

    def _start_waiting(self) -> bool:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.start(*waiting)
        return waiting is not None
