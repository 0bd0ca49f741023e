"""Page 5, Lagen: the package in use and the state of every policy layer in it."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui import words
from bodem_ondergrond.plugin.gui.connection_dialog import ConnectionDialog
from bodem_ondergrond.plugin.gui.layer_nodes import package_nodes, package_summary
from bodem_ondergrond.plugin.gui.node_view import NodeView
from bodem_ondergrond.plugin.gui.session import Session, SessionState
from bodem_ondergrond.plugin.gui.widgets import WrappedLabel, theme_icon


class LayersPage(QWidget):
    """Chooses the package and shows how sound each layer is.

    Signals:
        demo_asked: load the demonstration package.
        package_asked: load a package from a file.
        map_asked: add the layers of the package to the map.
    """

    demo_asked = pyqtSignal()
    package_asked = pyqtSignal(str)
    map_asked = pyqtSignal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = QVBoxLayout(self)
        self.demo_button = QPushButton(theme_icon("mGeoPackage"), self.tr("Load the &demonstration package"))
        self.demo_button.clicked.connect(self.demo_asked)
        self.file_button = QPushButton(theme_icon("mActionFileOpen"), self.tr("&Other package…"))
        self.file_button.clicked.connect(self._choose_file)
        self.map_button = QPushButton(theme_icon("mActionAddLayer"), self.tr("To the &map"))
        self.map_button.setToolTip(self.tr("Add the layers of the package to the map, in a group per theme"))
        self.map_button.clicked.connect(self.map_asked)
        self.connect_button = QPushButton(theme_icon("mActionLink"), self.tr("&Connect…"))
        self.connect_button.setToolTip(self.tr("Let a layer of the project take the place of a policy layer"))
        self.connect_button.clicked.connect(self._connect_layer)
        self.disconnect_button = QPushButton(theme_icon("mActionUnlink"), self.tr("D&isconnect"))
        self.disconnect_button.setToolTip(self.tr("Let the chosen policy layer come from the package again"))
        self.disconnect_button.clicked.connect(self._disconnect_layer)
        self.package_label = WrappedLabel()
        self.summary_label = WrappedLabel(quiet=True)
        self.tree = NodeView(self)
        self.tree.setAccessibleName(self.tr("Policy layers per theme"))
        self.tree.current.connect(lambda _node: self._update_buttons())
        layout.addWidget(self.demo_button)
        layout.addLayout(_row(self.file_button, self.map_button))
        layout.addLayout(_row(self.connect_button, self.disconnect_button))
        layout.addWidget(self.package_label)
        layout.addWidget(self.summary_label)
        layout.addWidget(self.tree, 1)
        session.package_changed.connect(self.refresh)
        session.state_changed.connect(self._refresh_label)
        self.refresh()

    def refresh(self) -> None:
        """Show the package of the session."""
        package = self._session.package
        self.map_button.setEnabled(bool(self._session.package_path))
        self.tree.show_nodes(package_nodes(package, self._session.catalogue))
        self.summary_label.setText(package_summary(package, self._session.catalogue))
        self.summary_label.setVisible(package is not None)
        self._refresh_label()
        self._update_buttons()

    def _current_layer(self) -> str:
        """Return the policy layer of the current row, or an empty text."""
        node = self.tree.current_node()
        return (node.layer or "") if node is not None else ""

    def _update_buttons(self) -> None:
        connected = {connection.laag for connection in self._session.connections}
        self.disconnect_button.setEnabled(self._current_layer() in connected)

    def _connect_layer(self) -> None:
        dialog = ConnectionDialog(
            self._session.catalogue, self._session.connections, self._current_layer(), parent=self
        )
        if dialog.exec():
            self._session.connect_layer(dialog.connection)

    def _disconnect_layer(self) -> None:
        self._session.disconnect_layers([self._current_layer()])

    def _refresh_label(self) -> None:
        session = self._session
        if session.package is None:
            waiting = session.state is SessionState.BEZIG
            self.package_label.setText(self.tr("Reading the package…") if waiting else self.tr("No package is loaded."))
            return
        info = session.package.info
        parts = [info.naam]
        if info.versie:
            parts.append(self.tr("version {}").format(info.versie))
        if info.peildatum:
            parts.append(self.tr("reference date {}").format(words.date_text(info.peildatum)))
        if info.licentie:
            parts.append(self.tr("licence {}").format(info.licentie))
        self.package_label.setText(words.MIDDLE_DOT.join(parts))

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Policy package"),
            qgis_io.load_settings().folder,
            self.tr("GeoPackage (*.gpkg)"),
        )
        if path:
            self.package_asked.emit(path)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    """Return buttons beside each other, equally wide."""
    row = QHBoxLayout()
    for button in buttons:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(button)
    return row
