"""The depth profile in the panel, and enlarged in a window of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QByteArray, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QSizePolicy,
    QStyle,
    QStyleOptionFocusRect,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin.gui.widgets import dialog_buttons
from bodem_ondergrond.plugin.jobs.errors import FileError
from bodem_ondergrond.plugin.jobs.files import write_whole

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.paragraph import Figure

_PAPER = QColor("white")
_WINDOW = QSize(900, 760)
_SUFFIX = ".svg"


class FigureView(QWidget):
    """Shows a drawing as wide as the view is, in its own proportions; the words of the drawing are read aloud.

    Signals:
        pressed: clicked, or chosen with Enter or the space bar.
    """

    pressed = pyqtSignal()

    def __init__(self, whole: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty view; `whole`: keep all of the drawing in sight instead of scrolling."""
        super().__init__(parent)
        self._whole = whole
        self._renderer = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figure(self, figure: Figure | None) -> None:
        """Show another drawing, or none."""
        self._renderer.load(QByteArray(figure.svg.encode() if figure is not None else b""))
        self.setAccessibleName(figure.bijschrift if figure is not None else "")
        self.setAccessibleDescription(figure.beschrijving if figure is not None else "")
        self._fit()
        self.update()

    @property
    def has_figure(self) -> bool:
        """Whether there is a drawing that can be shown."""
        return bool(self._renderer.isValid())

    def set_clickable(self, tip: str) -> None:
        """Let mouse and keyboard choose the drawing."""
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw on white, as on paper, also in a dark theme: the hatching is made for it."""
        if not self.has_figure:
            return
        painter = QPainter(self)
        place = self._place()
        painter.fillRect(place, _PAPER)
        self._renderer.render(painter, place)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the proportions at the new width."""
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose with the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> QRectF:
        """Return where the drawing stands in the view."""
        size = self._renderer.defaultSize().scaled(
            self.width(), self.height() if self._whole else 1 << 20, Qt.AspectRatioMode.KeepAspectRatio
        )
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def _fit(self) -> None:
        if not self._whole:
            self.setMinimumHeight(round(self._place().height()) if self.has_figure else 0)


class FigureWindow(QDialog):
    """A drawing as large as the window, to look at and to keep.

    Signals:
        told: something to say to the user, and whether it is good news.
    """

    told = pyqtSignal(str, bool)

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        self.setWindowTitle(figure.bijschrift)
        self.resize(_WINDOW)
        view = FigureView(whole=True, parent=self)
        view.show_figure(figure)
        buttons = dialog_buttons(QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Close)
        buttons.accepted.connect(self._choose_file)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(view, 1)
        layout.addWidget(buttons)

    def save(self, path: Path) -> None:
        """Write the drawing as SVG."""
        try:
            write_whole(path, self._figure.svg)
        except FileError as error:
            self.told.emit(str(error), False)
            return
        self.told.emit(self.tr("Saved in {}.").format(path), True)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the drawing"), "", self.tr("Drawing (*.svg)"))
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == _SUFFIX else path.with_name(path.name + _SUFFIX))
