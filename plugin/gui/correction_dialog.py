"""Asks why a finding does not apply, and who says so."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui.widgets import WrappedLabel

_WIDTH = 420
_LINES = 4


class CorrectionDialog(QDialog):
    """Reason and name, both needed: the correction stands in the text with them."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not applicable, because…"))
        self.setMinimumWidth(_WIDTH)
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(self._reason.fontMetrics().lineSpacing() * _LINES + 12)
        self._name = QLineEdit(qgis_io.load_settings().naam)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        explanation = self.tr(
            "“{}” stays visible in the panel and in the text, set aside with your reason and name. "
            "It no longer counts in the summary."
        )
        form = QFormLayout(self)
        form.addRow(WrappedLabel(explanation.format(title)))
        form.addRow(self.tr("&Reason"), self._reason)
        form.addRow(self.tr("&Name"), self._name)
        form.addRow(self._buttons)
        self._reason.textChanged.connect(self._update)
        self._name.textChanged.connect(self._update)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._update()

    @property
    def reason(self) -> str:
        """Why the finding does not apply."""
        return self._reason.toPlainText().strip()

    @property
    def name(self) -> str:
        """Who says so."""
        return self._name.text().strip()

    def fill(self, reason: str, name: str) -> None:
        """Put texts in the fields."""
        self._reason.setPlainText(reason)
        self._name.setText(name)

    def accept(self) -> None:
        """Remember the name for the next time."""
        qgis_io.save_settings(replace(qgis_io.load_settings(), naam=self.name))
        super().accept()

    def _update(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.reason and self.name))
