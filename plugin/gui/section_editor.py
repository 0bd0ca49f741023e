"""Rewriting one section of the text, with what changed in the check since it was rewritten."""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin.gui.widgets import Banner, WrappedLabel, theme_icon
from bodem_ondergrond.plugin.paragraph import Change

_PAUSE_MS = 400
_DIFFERENCE_LINES = 9


class SectionEditor(QWidget):
    """A section as plain text, with the buttons for what can be done with it.

    Signals:
        written: the text as it stands, a moment after each change, so that nothing is lost.
        ready: the user is done with the text as it stands.
        cancelled: the user wants the text as it was.
        reset_asked: the user wants the text of the check.
        merge_asked: the user wants what changed in the check brought into his text.
    """

    written = pyqtSignal(str)
    ready = pyqtSignal()
    cancelled = pyqtSignal()
    reset_asked = pyqtSignal()
    merge_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(lambda: self.written.emit(self.text))
        self.title = QLabel(self)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.banner = Banner("info", parent=self)
        self.difference = QTextBrowser(self)
        self.difference.setAccessibleName(self.tr("What changed in the text of the check"))
        self.difference.setMaximumHeight(self.difference.fontMetrics().lineSpacing() * _DIFFERENCE_LINES)
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._timer.start)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.banner)
        layout.addWidget(self.difference)
        layout.addWidget(self.edit, 1)
        hint = self.tr("An empty line starts a paragraph, a line with “- ” is a point of a list. Tables stay.")
        layout.addWidget(WrappedLabel(hint, quiet=True))
        self.ready_button = self._button("mIconSuccess", self.tr("&Ready"), self._finish)
        self.cancel_button = self._button("mTaskCancel", self.tr("&Cancel"), self._cancel)
        self.reset_button = self._button("mActionUndo", self.tr("Te&xt of the check"), self.reset_asked.emit)
        self.merge_button = self._button(
            "mActionMergeFeatures", self.tr("&Bring in what changed"), self.merge_asked.emit
        )
        for pair in ((self.merge_button,), (self.reset_button,), (self.ready_button, self.cancel_button)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            layout.addLayout(row)

    def _button(self, icon: str, text: str, action: object) -> QPushButton:
        button = QPushButton(theme_icon(icon), text, self)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: action())
        return button

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.edit.toPlainText()

    def show_section(self, heading: str, text: str, change: Change | None) -> None:
        """Show a section to rewrite; `change`: what the check says otherwise since."""
        self.title.setText(heading)
        self.edit.setAccessibleName(heading)
        self.put(text)
        self.banner.say(self._change_text(change) if change is not None else "")
        self.difference.setHtml(difference_html(change) if change is not None else "")
        self.difference.setVisible(bool(change is not None and change.verschil))
        self.merge_button.setVisible(change is not None and bool(change.nieuw))
        self.edit.setFocus()

    def put(self, text: str) -> None:
        """Put another text in the editor without announcing it."""
        self.edit.setPlainText(text)
        self._timer.stop()

    def flush(self) -> None:
        """Announce at once what was typed last."""
        if self._timer.isActive():
            self._timer.stop()
            self.written.emit(self.text)

    def _finish(self) -> None:
        self._timer.stop()
        self.written.emit(self.text)
        self.ready.emit()

    def _cancel(self) -> None:
        self._timer.stop()
        self.cancelled.emit()

    def _change_text(self, change: Change) -> str:
        if not change.nieuw:
            return self.tr("This section is no longer in the text of the check. Your words stand at the end.")
        return self.tr(
            "The check says something else here since you rewrote it. Your words stay until you change them."
        )


def difference_html(change: Change) -> str:
    """Return what went and what came, each line with a sign and a word style: not by colour alone."""
    lines = []
    for line in change.verschil:
        text = escape(line[2:])
        lines.append(f"− <s>{text}</s>" if line.startswith("- ") else f"+ <b>{text}</b>")
    return "<br>".join(lines)
