"""What a person has to fill in: choices of the municipality, notes to the author, questions with the opgaven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin.gui.session import Session
from bodem_ondergrond.plugin.gui.widgets import WrappedLabel
from bodem_ondergrond.plugin.jobs.writing import TextField
from bodem_ondergrond.plugin.paragraph.model import SentenceKind

_PAUSE_MS = 400
_LINES = 2
# What is kept for a note that is done: the note itself then disappears from the text.
_DONE = "gedaan"


class FieldEdit(QWidget):
    """One field: what is asked, where it stands, and room for the answer.

    Signals:
        answered: id of the field and the answer, a moment after each change.
    """

    answered = pyqtSignal(str, str)

    def __init__(self, field: TextField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self.state = QLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(1)
        layout.addWidget(WrappedLabel(field.sectie, quiet=True))
        layout.addWidget(WrappedLabel(field.vraag))
        self._box: QCheckBox | None = None
        self._edit: QPlainTextEdit | None = None
        if field.soort is SentenceKind.NOG_DOEN:
            self._box = QCheckBox(self.tr("Done"), self)
            self._box.toggled.connect(self._tell)
        else:
            self._edit = QPlainTextEdit(self)
            self._edit.setTabChangesFocus(True)
            self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * _LINES + 12)
            self._edit.textChanged.connect(self._timer.start)
        self.input.setAccessibleName(field.vraag)
        layout.addWidget(self.input)
        layout.addWidget(self.state)
        self.show_answer(field.antwoord)

    @property
    def input(self) -> QWidget:
        """Where the answer goes."""
        return self._box if self._box is not None else self._edit

    @property
    def answer(self) -> str:
        """The answer as it stands."""
        if self._box is not None:
            return _DONE if self._box.isChecked() else ""
        return self._edit.toPlainText()

    def show_answer(self, answer: str) -> None:
        """Show an answer without announcing it; what the user is typing stays."""
        if not self.input.hasFocus() and answer != self.answer:
            self.input.blockSignals(True)
            if self._box is not None:
                self._box.setChecked(bool(answer))
            else:
                self._edit.setPlainText(answer)
            self.input.blockSignals(False)
        self._show_state(bool(answer.strip()))

    def flush(self) -> None:
        """Announce at once what was typed last."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()

    def _tell(self) -> None:
        self._show_state(bool(self.answer.strip()))
        self.answered.emit(self.field.id, self.answer)

    def _show_state(self, is_answered: bool) -> None:
        if self.field.blocks_final:
            still = self.tr("○ open: a final text needs this")
        else:
            still = self.tr("○ not answered yet: the text says so")
        self.state.setText("" if is_answered else still)
        self.state.setVisible(not is_answered)


class FieldsPage(QScrollArea):
    """All fields of the text below each other; every answer goes to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.edits: dict[str, FieldEdit] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget(self)
        self._layout = QVBoxLayout(content)
        self.summary = WrappedLabel()
        self.editor_edit = QLineEdit(content)
        self.editor_edit.setPlaceholderText(self.tr("who looked at this text (optional)"))
        self.editor_edit.setAccessibleName(self.tr("Who looked at this text"))
        self.editor_edit.editingFinished.connect(self._take_editor)
        self._layout.addWidget(self.summary)
        self._layout.addWidget(self.editor_edit)
        self._fields = QVBoxLayout()
        self._layout.addLayout(self._fields)
        self._layout.addStretch(1)
        self.setWidget(content)

    def show_fields(self, fields: Sequence[TextField]) -> None:
        """Show these fields with their answers; those that are there already stay, also while being typed in."""
        if [field.id for field in fields] != list(self.edits):
            self._make_edits(fields)
        for field in fields:
            self.edits[field.id].show_answer(field.antwoord)
        self.summary.setText(self._summary_text(fields))
        if not self.editor_edit.hasFocus():
            self.editor_edit.setText(self._session.text.bewerker)

    def _make_edits(self, fields: Sequence[TextField]) -> None:
        for edit in self.edits.values():
            edit.flush()
            edit.hide()
            self._fields.removeWidget(edit)
            edit.deleteLater()
        self.edits = {}
        for field in fields:
            edit = FieldEdit(field, self)
            edit.answered.connect(self._take_answer)
            self._fields.addWidget(edit)
            self.edits[field.id] = edit

    def show_field(self, name: str) -> None:
        """Bring a field into view and give it the keyboard."""
        edit = self.edits.get(name)
        if edit is not None:
            self.ensureWidgetVisible(edit)
            edit.input.setFocus()

    def flush(self) -> None:
        """Announce at once what was typed last."""
        for edit in self.edits.values():
            edit.flush()

    def _summary_text(self, fields: Sequence[TextField]) -> str:
        if not fields:
            return self.tr("There is nothing to fill in.")
        count = sum(field.blocks_final and not field.antwoord.strip() for field in fields)
        if count:
            text = self.tr("Still open: {}. A draft can always be saved, a final text when all of it is filled in.")
            return text.format(count)
        return self.tr("Everything that a final text needs is filled in.")

    def _take_answer(self, name: str, answer: str) -> None:
        self._session.set_text(self._session.text.with_answer(name, answer))

    def _take_editor(self) -> None:
        name = " ".join(self.editor_edit.text().split())
        self._session.set_text(replace(self._session.text, bewerker=name))
