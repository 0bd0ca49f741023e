"""Small widgets of the panel: wrapped text, banner, a number that may be unknown, a question with three answers."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QPalette, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin.domain import Answer, IngreepError
from bodem_ondergrond.plugin.gui import words

_BANNER_NAME = "bodem_ondergrond_banner"
_BANNER_BACKGROUND = {"warning": "#ffe48a", "info": "#cfe3f5", "error": "#f7c9c4"}
_BANNER_ICONS = {"warning": "/mIconWarning.svg", "info": "/mIconInfo.svg", "error": "/mIconCritical.svg"}
TOOL_ICON = QSize(20, 20)
_SMALL_ICON = QSize(16, 16)
_DIGITS = 8
_BUTTON_MARGIN = 16
_ICON_GAP = 4
# A number in Qt 5, an enum with a value in Qt 6; the font wants a number.
_WITH_MNEMONIC = int(getattr(Qt.TextFlag.TextShowMnemonic, "value", Qt.TextFlag.TextShowMnemonic))
_QUIET_ALPHA = 0.72


def theme_icon(name: str) -> QIcon:
    """Return an icon of QGIS, in the theme of the user."""
    return QgsApplication.getThemeIcon(f"/{name}.svg")


def dialog_buttons(*kinds: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """Return these buttons (save, close, OK, cancel) for a dialog, in the words of the panel.

    Qt's own words follow Qt's own translation, which a QGIS in Dutch does not always have.
    """
    standard = QDialogButtonBox.StandardButton
    texts = {
        standard.Save: QCoreApplication.translate("Widgets", "&Save"),
        standard.Close: QCoreApplication.translate("Widgets", "Close"),
        standard.Ok: QCoreApplication.translate("Widgets", "OK"),
        standard.Cancel: QCoreApplication.translate("Widgets", "Cancel"),
    }
    box = QDialogButtonBox()
    for kind in kinds:
        box.addButton(kind).setText(texts[kind])
    return box


def tool_button(icon: str, tip: str) -> QToolButton:
    """Return a button with an icon of QGIS only; what it does is its tip, also for those who hear the screen."""
    button = QToolButton()
    button.setIcon(theme_icon(icon))
    button.setIconSize(TOOL_ICON)
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class WrappedLabel(QLabel):
    """A text that wraps, can be selected with mouse and keyboard, and takes no more height than it needs."""

    def __init__(self, text: str = "", quiet: bool = False, parent: QWidget | None = None) -> None:
        """Show `text`, in a softer colour when `quiet`."""
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if quiet:
            palette = self.palette()
            colour = palette.color(QPalette.ColorRole.WindowText)
            colour.setAlphaF(_QUIET_ALPHA)
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """Return one line: Qt counts with the narrowest column otherwise, and pages would scroll for nothing."""
        return QSize(0, self.fontMetrics().lineSpacing() if self.text() else 0)


class FoldButton(QToolButton):
    """A heading with an arrow that shows and hides what stands below it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self.setText(text)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._fold)
        self._fold(False)

    def set_content(self, content: QWidget) -> None:
        """Fold this widget; it starts hidden."""
        self._content = content
        self._fold(self.isChecked())

    def _fold(self, is_open: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        if self._content is not None:
            self._content.setVisible(is_open)


class ElidedButton(QToolButton):
    """A flat button whose text is cut off with dots where it does not fit, instead of making the panel wider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full_text = ""
        self.setAutoRaise(True)
        self.setIconSize(_SMALL_ICON)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def full_text(self) -> str:
        """The text before it is cut off."""
        return self._full_text

    def say(self, text: str) -> None:
        """Show a text; the whole of it is in the tip and for screen readers."""
        self._full_text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text off at the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - self.iconSize().width() - _BUTTON_MARGIN
        self.setText(self.fontMetrics().elidedText(self._full_text, Qt.TextElideMode.ElideRight, max(room, 0)))


class ShrinkingButton(QPushButton):
    """A push button whose text is cut off with dots where it does not fit; the whole of it is in the tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full_text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        """Show a text, with its mnemonic."""
        self.full_text = text
        self.setToolTip(text.replace("&", ""))
        self.setAccessibleName(text.replace("&", ""))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text off at the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        icon = 0 if self.icon().isNull() else self.iconSize().width() + _ICON_GAP
        room = max(self.width() - _BUTTON_MARGIN - icon, 0)
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self.full_text, mode, room, _WITH_MNEMONIC))


class Banner(QFrame):
    """A coloured strip with icon and text, and an optional button; hidden while it has nothing to say."""

    pressed = pyqtSignal()

    def __init__(self, kind: str = "warning", button: str = "", parent: QWidget | None = None) -> None:
        """Make a banner of a kind: `warning`, `info` or `error`."""
        super().__init__(parent)
        self.setObjectName(_BANNER_NAME)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label = WrappedLabel(parent=self)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton(button, self)
        self._button.setVisible(bool(button))
        self._button.clicked.connect(self.pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        column = QVBoxLayout()
        column.addWidget(self._label)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        self.set_kind(kind)
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says."""
        return self._label.text()

    def set_kind(self, kind: str) -> None:
        """Change colour and icon."""
        self._icon.setPixmap(theme_icon(_BANNER_ICONS[kind][1:-4]).pixmap(_SMALL_ICON))
        # A style sheet and no palette: the dark themes of QGIS are style sheets, and those win from a palette.
        self.setStyleSheet(
            f"#{_BANNER_NAME} {{ background-color: {_BANNER_BACKGROUND[kind]}; }}"
            f"#{_BANNER_NAME} QLabel {{ color: black; background-color: transparent; }}"
        )

    def say(self, text: str) -> None:
        """Show a text; an empty one hides the banner."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class QuantityEdit(QWidget):
    """A number with its unit and the reason why it is asked; empty means unknown and shows as such."""

    changed = pyqtSignal()

    def __init__(self, name: str, label: str, unit: str, why: str, parent: QWidget | None = None) -> None:
        """Ask for quantity `name` of the ingreep."""
        super().__init__(parent)
        self.name = name
        self.value: float | None = None
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(words.answer_word(Answer.ONBEKEND))
        self.edit.setClearButtonEnabled(True)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setFixedWidth(self.edit.fontMetrics().horizontalAdvance("0") * _DIGITS + 44)
        self.edit.setAccessibleName(f"{label} ({unit})")
        self.edit.setAccessibleDescription(why)
        self.problem = WrappedLabel(parent=self)
        self.problem.hide()
        title = QLabel(label, self)
        title.setWordWrap(True)
        title.setBuddy(self.edit)
        unit_label = QLabel(unit, self)
        unit_label.setMinimumWidth(unit_label.fontMetrics().horizontalAdvance("m²  "))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.edit, 0, 1)
        grid.addWidget(unit_label, 0, 2)
        grid.addWidget(WrappedLabel(why, quiet=True), 1, 0, 1, 3)
        grid.addWidget(self.problem, 2, 0, 1, 3)
        self.edit.textEdited.connect(self._read)
        self.edit.textChanged.connect(self._cleared)
        self.edit.editingFinished.connect(self._tidy)

    @property
    def is_valid(self) -> bool:
        """Whether the text is empty or a number that can be used."""
        return self.problem.isHidden()

    def set_value(self, value: float | None) -> None:
        """Show a value without announcing it."""
        self.value = value
        self.edit.blockSignals(True)
        self.edit.setText("" if value is None else words.number_text(value))
        self.edit.blockSignals(False)
        self._show_problem("")

    def _read(self, text: str) -> None:
        """Take over what is typed; a text that is no number counts as unknown, and says so."""
        try:
            value, message = words.read_quantity(self.name, text), ""
        except IngreepError as error:
            value, message = None, str(error)
        self._show_problem(message)
        if value != self.value:
            self.value = value
            self.changed.emit()

    def _cleared(self, text: str) -> None:
        """The clear button of the field does not count as editing."""
        if not text:
            self._read("")

    def _tidy(self) -> None:
        """Write the number as it was understood, with its thousands apart: what was read is what is seen."""
        if self.value is not None and self.is_valid:
            self.set_value(self.value)

    def _show_problem(self, message: str) -> None:
        self.problem.setText(f"⚠ {message}" if message else "")
        self.problem.setVisible(bool(message))
        dark = self.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5
        self.problem.setStyleSheet(f"color: {'#ff9a8a' if dark else '#a8201a'};")


class AnswerChoice(QWidget):
    """A question with the answers yes, no and unknown next to each other."""

    changed = pyqtSignal()

    def __init__(self, name: str, label: str, why: str, parent: QWidget | None = None) -> None:
        """Ask question `name` of the ingreep."""
        super().__init__(parent)
        self.name = name
        self._group = QButtonGroup(self)
        self._buttons: dict[Answer, QRadioButton] = {}
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for answer in Answer:
            button = QRadioButton(words.answer_word(answer), self)
            button.setAccessibleName(f"{label}: {words.answer_word(answer)}")
            button.setAccessibleDescription(why)
            self._group.addButton(button)
            self._buttons[answer] = button
            row.addWidget(button)
        row.addStretch(1)
        self._buttons[Answer.ONBEKEND].setChecked(True)
        title = QLabel(label, self)
        title.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(title)
        layout.addLayout(row)
        layout.addWidget(WrappedLabel(why, quiet=True))
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())

    @property
    def value(self) -> Answer:
        """The answer."""
        return next(answer for answer, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: Answer) -> None:
        """Show an answer without announcing it."""
        self._buttons[value].setChecked(True)

    def button(self, answer: Answer) -> QRadioButton:
        """Return the button of an answer."""
        return self._buttons[answer]
