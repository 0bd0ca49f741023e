"""Asks why a finding does not apply, on which ground, and who says so."""

from __future__ import annotations

import datetime as _dt
from dataclasses import replace

from qgis.PyQt.QtCore import QDate
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Correction, CorrectionFault, ExpertWord, Ground
from bodem_ondergrond.plugin.domain.corrections import missing_letters
from bodem_ondergrond.plugin.gui.widgets import WrappedLabel, dialog_buttons

_WIDTH = 460
_LINES = 4


class CorrectionDialog(QDialog):
    """A reason that another can check, with name and date: the correction stands in the text with them."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not applicable, because…"))
        self.setMinimumWidth(_WIDTH)
        self._make_fields()
        self._buttons = dialog_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        explanation = self.tr(
            "“{}” stays visible in the panel and in the text, set aside with your reason and name. "
            "It no longer counts in the summary."
        )
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(WrappedLabel(explanation.format(title)))
        form.addRow(self.tr("&Reason"), self._reason)
        form.addRow(self.tr("&Based on"), self._ground)
        form.addRow(self.tr("Re&ference"), self._reference)
        form.addRow(self.tr("&Name"), self._name)
        form.addRow(self.tr("R&ole"), self._role)
        form.addRow(self.tr("&Date"), self._date)
        self.problem = WrappedLabel(quiet=True)
        form.addRow(self.problem)
        form.addRow(self._buttons)
        self._connect()
        self._update()

    def _make_fields(self) -> None:
        settings = qgis_io.load_settings()
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(self._reason.fontMetrics().lineSpacing() * _LINES + 12)
        self._ground = QComboBox()
        for ground, name in self._grounds().items():
            self._ground.addItem(name, ground.value)
        self._reference = QLineEdit()
        self._reference.setPlaceholderText(self.tr("number, date, chapter or place"))
        self._name = QLineEdit(settings.naam)
        self._role = QLineEdit(settings.functie)
        self._role.setPlaceholderText(self.tr("optional, for instance municipal archaeologist"))
        self._date = QDateEdit(QDate.currentDate())
        self._date.setCalendarPopup(True)
        self._date.setMaximumDate(QDate.currentDate())

    def _grounds(self) -> dict[Ground, str]:
        return {
            Ground.RAPPORT: self.tr("research report"),
            Ground.BORING: self.tr("boring or field observation"),
            Ground.BESLUIT: self.tr("permit or decision"),
            Ground.BEGRENZING: self.tr("better boundary"),
        }

    def _connect(self) -> None:
        self._reason.textChanged.connect(self._update)
        for edit in (self._reference, self._name, self._role):
            edit.textChanged.connect(self._update)
        self._date.dateChanged.connect(self._update)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    @property
    def word(self) -> ExpertWord:
        """What was filled in."""
        day = self._date.date()
        return ExpertWord(
            reden=self._reason.toPlainText().strip(),
            grond=Ground(self._ground.currentData()),
            verwijzing=self._reference.text().strip(),
            naam=self._name.text().strip(),
            functie=self._role.text().strip(),
            datum=_dt.date(day.year(), day.month(), day.day()),
        )

    @property
    def correction(self) -> Correction:
        """What was filled in, as it stands in result and text."""
        return self.word.correction(_dt.datetime.now().astimezone())

    def fill(self, word: ExpertWord) -> None:
        """Put an expert's word in the fields."""
        self._reason.setPlainText(word.reden)
        self._ground.setCurrentIndex(self._ground.findData(word.grond.value))
        self._reference.setText(word.verwijzing)
        self._name.setText(word.naam)
        self._role.setText(word.functie)
        self._date.setDate(QDate(word.datum.year, word.datum.month, word.datum.day))

    def accept(self) -> None:
        """Remember who the user is for the next time."""
        word = self.word
        qgis_io.save_settings(replace(qgis_io.load_settings(), naam=word.naam, functie=word.functie))
        super().accept()

    def _update(self) -> None:
        faults = self.word.faults(_dt.date.today())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not faults)
        needed = ", ".join(self._fault_text(fault) for fault in faults)
        self.problem.setText(self.tr("Still needed: {}.").format(needed) if faults else "")

    def _fault_text(self, fault: CorrectionFault) -> str:
        if fault is CorrectionFault.REDEN:
            count = missing_letters(self.word.reden)
            return self.tr("{} more characters of a reason that another can check").format(count)
        texts = {
            CorrectionFault.VERWIJZING: self.tr("a reference"),
            CorrectionFault.NAAM: self.tr("a name"),
            CorrectionFault.DATUM: self.tr("a date that is not in the future"),
        }
        return texts[fault]
