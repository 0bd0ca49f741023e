"""Writing a file while the user goes on working."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from bodem_ondergrond.plugin.qgis_io.tasks import message_of


class WritingTask(QgsTask):
    """Writes something off the main thread.

    Signals:
        done: what went wrong, in Dutch; empty when it is written.
    """

    done = pyqtSignal(str)

    def __init__(self, write: Callable[[], None]) -> None:
        super().__init__("Bodem & Ondergrond: bestand", QgsTask.Flag(0))
        self._write = write
        self._message = ""

    def run(self) -> bool:
        """Do the work. Called by QGIS on another thread."""
        try:
            self._write()
        except Exception as error:
            self._message = message_of(error)
        return not self._message

    def finished(self, result: bool) -> None:
        """Tell what came of it. Called by QGIS on the main thread."""
        self.done.emit(self._message)
