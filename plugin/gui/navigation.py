"""The row of five buttons at the top of the panel: every page is one click away, at any width."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

_ICON = QSize(22, 22)


@dataclass(frozen=True)
class PageTitle:
    """Name of a page, a shorter one for a narrow dock, what it is for, and its icon."""

    name: str
    short: str
    tip: str
    icon: QIcon


class NavigationBar(QWidget):
    """Chooses a page by mouse, or with the arrow keys when it has the keyboard."""

    chosen = pyqtSignal(int)

    def __init__(self, titles: list[PageTitle], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(1)
        for number, title in enumerate(titles):
            button = QToolButton(self)
            button.setText(title.name)
            button.setIcon(title.icon)
            button.setIconSize(_ICON)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setAutoRaise(True)
            button.setCheckable(True)
            button.setToolTip(title.tip)
            button.setAccessibleName(title.name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if number == 0 else Qt.FocusPolicy.ClickFocus)
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._margin = max(self._text_margin(number) for number in range(len(titles)))
        self._write_names(0)
        self._group.idClicked.connect(self.chosen)
        self.choose(0)

    def choose(self, number: int) -> None:
        """Show a page as the chosen one, without announcing it."""
        self._group.button(number).setChecked(True)
        for button in self._group.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the page before or after with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        number = (self._group.checkedId() + step) % len(self._titles)
        self._group.button(number).setFocus()
        self._group.button(number).click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write out as many names as fit."""
        super().resizeEvent(event)
        self._write_names(self.width())

    def _write_names(self, room: int) -> None:
        """Give the longest names their short form until all fit in `room` (px)."""
        names = [title.name for title in self._titles]
        for number in sorted(range(len(names)), key=lambda i: -self._text_width(names[i])):
            if sum(self._text_width(name) + self._margin for name in names) <= room:
                break
            names[number] = self._titles[number].short
        for number, name in enumerate(names):
            self._group.button(number).setText(name)

    def _text_width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _text_margin(self, number: int) -> int:
        """Return how much wider a button is than its text (px)."""
        button = self._group.button(number)
        return button.sizeHint().width() - self._text_width(button.text()) + 2
