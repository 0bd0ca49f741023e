"""Watches the layers of the project that stand in for policy layers."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from bodem_ondergrond.plugin.gui import words
from bodem_ondergrond.plugin.gui.session import Session


class ConnectedLayers(QObject):
    """Lets go of a connection whose layer is taken out of the project, and checks again when objects changed.

    Signals:
        gone: names of the policy layers that come from the package again.
    """

    gone = pyqtSignal(list)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._watched: dict[str, QObject] = {}
        # A project that is closed loses its layers before its connections: those are no layers taken out by hand.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._let_go)
        session.package_changed.connect(self._watch)
        QgsProject.instance().layersRemoved.connect(self._look_soon)

    def close(self) -> None:
        """Let go of the project."""
        self._timer.stop()
        QgsProject.instance().layersRemoved.disconnect(self._look_soon)
        for layer in self._watched.values():
            layer.afterCommitChanges.disconnect(self._session.read_project_layers)
        self._watched = {}

    def _watch(self) -> None:
        """Listen to the connected layers, and to no others."""
        project = QgsProject.instance()
        wanted = {
            connection.layer_id: project.mapLayer(connection.layer_id) for connection in self._session.connections
        }
        for name in set(self._watched) - set(wanted):
            layer = self._watched.pop(name)
            if project.mapLayer(name) is not None:
                layer.afterCommitChanges.disconnect(self._session.read_project_layers)
        for name in set(wanted) - set(self._watched):
            layer = wanted[name]
            if layer is not None and hasattr(layer, "afterCommitChanges"):
                layer.afterCommitChanges.connect(self._session.read_project_layers)
                self._watched[name] = layer

    def _look_soon(self, _layers: list[str]) -> None:
        if self._session.connections:
            self._timer.start(0)

    def _let_go(self) -> None:
        project = QgsProject.instance()
        lost = [item for item in self._session.connections if project.mapLayer(item.layer_id) is None]
        if not lost:
            return
        for connection in lost:
            self._watched.pop(connection.layer_id, None)
        self._session.disconnect_layers([connection.laag for connection in lost])
        known = self._session.catalogue.lagen
        self.gone.emit([words.catalogue_name(known[item.laag]) if item.laag in known else item.laag for item in lost])
