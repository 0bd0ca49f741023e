"""The dock that holds the panel, or, where the engine cannot run, a page that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsGeometry
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui.widgets import Banner, WrappedLabel

if TYPE_CHECKING:
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtGui import QCloseEvent, QShowEvent

    from bodem_ondergrond.plugin.domain import Assessment, Catalogue, Ingreep
    from bodem_ondergrond.plugin.gui.panel import Panel
    from bodem_ondergrond.plugin.gui.session import Session


class BodemOndergrondDock(QgsDockWidget):
    """The panel in a dock, with the few methods by which a script can drive it.

    Attributes:
        panel: the panel; `None` when the engine cannot run.
        finished: a check gave an `Assessment`.
    """

    finished = pyqtSignal(object)

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__("Bodem & Ondergrond", iface.mainWindow())
        self.setObjectName("bodem_ondergrond_dock")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.panel: Panel | None = None
        status = qgis_io.engine_available()
        self.setWidget(self._make_content(iface) if status.available else self._make_explanation(status.message))

    @property
    def session(self) -> Session:
        """What the panel works on.

        Raises:
            RuntimeError: the engine cannot run.
        """
        if self.panel is None:
            raise RuntimeError(qgis_io.engine_available().message)
        return self.panel.session

    @property
    def assessment(self) -> Assessment | None:
        """The result that fits the screen, or `None` while there is none."""
        return self.session.assessment

    def load_demo_package(self, to_map: bool = True) -> None:
        """Load the demonstration package, and its layers into the map."""
        self.panel.load_demo_package(to_map)

    def set_plan_area(
        self, geometry: QgsGeometry | Sequence[QgsGeometry], crs: QgsCoordinateReferenceSystem, name: str = ""
    ) -> None:
        """Take a plan area; the check starts by itself."""
        self.session.set_plan_area(geometry, crs, name)

    def set_ingreep(self, ingreep: Ingreep) -> None:
        """Take the intended works; the check starts by itself."""
        self.session.set_ingreep(ingreep)

    def shut_down(self) -> None:
        """Stop the check, leave the map tool and take all marks off the map, before the dock goes."""
        if self.panel is not None:
            self.panel.shut_down()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the marks on the map with the panel."""
        super().showEvent(event)
        if self.panel is not None:
            self.panel.set_active(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide the marks with the panel."""
        if self.panel is not None:
            self.panel.set_active(False)
        super().closeEvent(event)

    def _make_content(self, iface: QgisInterface) -> QWidget:
        from bodem_ondergrond.plugin.catalogue import CatalogueError, load_catalogue

        QgsApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return self._make_panel(iface, load_catalogue())
        except CatalogueError as error:
            return self._make_explanation(str(error))
        finally:
            QgsApplication.restoreOverrideCursor()

    def _make_panel(self, iface: QgisInterface, catalogue: Catalogue) -> QWidget:
        from bodem_ondergrond.plugin.gui.panel import Panel
        from bodem_ondergrond.plugin.gui.session import Session

        session = Session(catalogue)
        self.panel = Panel(iface, session)
        session.setParent(self.panel)
        session.finished.connect(self.finished)
        return self.panel

    def _make_explanation(self, message: str) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        banner = Banner("error")
        banner.say(self.tr("The check cannot run on this computer yet."))
        layout.addWidget(banner)
        layout.addWidget(WrappedLabel(message))
        layout.addStretch(1)
        return page
