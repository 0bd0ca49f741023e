"""Page 5, Lagen: the package in use and the state of every policy layer in it."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui import words
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
        row = QHBoxLayout()
        for button in (self.file_button, self.map_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self.package_label = WrappedLabel()
        self.summary_label = WrappedLabel(quiet=True)
        self.tree = NodeView(self)
        self.tree.setAccessibleName(self.tr("Policy layers per theme"))
        layout.addWidget(self.demo_button)
        layout.addLayout(row)
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
