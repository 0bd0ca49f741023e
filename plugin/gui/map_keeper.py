"""The map of the result at hand for the text: made in the background, and drawn simply when it is not ready yet."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Assessment
from bodem_ondergrond.plugin.gui.session import Session
from bodem_ondergrond.plugin.paragraph import Figure
from bodem_ondergrond.plugin.qgis_io.maps import DOCUMENT_DPI
from bodem_ondergrond.plugin.report import map_svg

# A planner who goes on drawing or typing does not want a map after every change.
_PATIENCE_MS = 600


class MapKeeper(QObject):
    """Has the map of one result.

    Signals:
        ready: the map that was asked for is there.
    """

    ready = pyqtSignal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Make maps of the data of `session`; nothing is made before it is asked for."""
        super().__init__(parent)
        self._session = session
        self._asked: Assessment | None = None
        self._shown: Assessment | None = None
        self._figure: Figure | None = None
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

    def at_hand(self, assessment: Assessment) -> Figure | None:
        """Return the map of a result, drawn simply when it is not ready; `None` when nothing is known to draw."""
        made = self.figure(assessment)
        return made or map_svg.figure(assessment, self._session.catalogue, self._session.package)

    def close(self) -> None:
        """Stop making maps."""
        self._timer.stop()
        self._maker.cancel()

    def _start(self) -> None:
        if self._asked is not None and self._session.package is not None:
            options = qgis_io.MapOptions(dpi=DOCUMENT_DPI)
            project = QgsProject.instance()
            self._maker.start(self._asked, self._session.catalogue, self._session.package, options, project)

    def _take(self, pictures: list[qgis_io.MapPicture]) -> None:
        self._shown, self._figure = self._asked, pictures[0].figure
        # The screen comes first: who listens has work to do of his own.
        QTimer.singleShot(0, self.ready.emit)
