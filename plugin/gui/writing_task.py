"""Making a text and writing it while the user goes on working."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from bodem_ondergrond.plugin.qgis_io.tasks import beside_the_pool, message_of


class WritingTask(QgsTask):
    """Makes something and writes it, off the main thread.

    Attributes:
        content: what was made; `None` before that.

    Signals:
        done: what went wrong, in Dutch; empty when it is written.
        cancelled: the user stopped it; nothing is written.
    """

    done = pyqtSignal(str)
    cancelled = pyqtSignal()

    def __init__(self, make: Callable[[], Any], write: Callable[[Any], None] | None = None) -> None:
        """Make with `make` and hand it to `write`, both on another thread."""
        super().__init__("Bodem & Ondergrond: bestand", QgsTask.Flag.CanCancel)
        self.content: Any = None
        self._make = make
        self._write = write
        self._message = ""

    def run(self) -> bool:
        """Do the work. Called by QGIS on another thread."""
        try:
            with beside_the_pool():
                self.content = self._make()
                if self._write is not None and not self.isCanceled():
                    self._write(self.content)
        except Exception as error:
            self._message = message_of(error)
        return not self._message and not self.isCanceled()

    def finished(self, result: bool) -> None:
        """Tell what came of it. Called by QGIS on the main thread."""
        if self.isCanceled():
            self.cancelled.emit()
        else:
            self.done.emit(self._message)
