"""The user guide, in a window of QGIS: it comes with the plugin and needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QSize, Qt, QUrl
from qgis.PyQt.QtGui import QImage, QTextBlock, QTextCursor
from qgis.PyQt.QtWidgets import QComboBox, QDialog, QTextBrowser, QVBoxLayout, QWidget

NAME = "bodem_ondergrond_guide"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "handleiding.md"
_WINDOW = QSize(760, 820)
_DEEPEST_CHAPTER = 2
_MARGIN = 40


# A window that only Qt holds on to loses its Python half.
_open_guides: list[HelpWindow] = []


class _Page(QTextBrowser):
    """Shows the guide; pictures no wider than the window."""

    def loadResource(self, kind: int, address: QUrl) -> Any:
        """Give a picture of the guide; nothing is read from elsewhere."""
        path = (GUIDE.parent / address.path()).resolve()
        if GUIDE.parent not in path.parents or not path.is_file():
            return None
        picture = QImage(str(path))
        widest = max(self.viewport().width() - _MARGIN, _MARGIN)
        if picture.width() <= widest:
            return picture
        return picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)


class HelpWindow(QDialog):
    """The guide with a list of its chapters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setWindowTitle(self.tr("User guide Bodem & Ondergrond"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WINDOW)
        self.chapters = QComboBox(self)
        self.chapters.setAccessibleName(self.tr("Chapters"))
        self.page = _Page(self)
        self.page.setOpenExternalLinks(True)
        self.page.setAccessibleName(self.windowTitle())
        layout = QVBoxLayout(self)
        layout.addWidget(self.chapters)
        layout.addWidget(self.page, 1)
        self._read()
        self.chapters.activated.connect(self.show_chapter)

    def show_chapter(self, row: int) -> None:
        """Bring a chapter to the top of the window."""
        block = self.page.document().findBlock(self.chapters.itemData(row))
        self.page.moveCursor(QTextCursor.MoveOperation.End)
        self.page.setTextCursor(QTextCursor(block))

    def _read(self) -> None:
        text = GUIDE.read_text(encoding="utf-8") if GUIDE.is_file() else self.tr("The user guide is missing.")
        if hasattr(self.page.document(), "setMarkdown"):
            self.page.document().setMarkdown(text)
        else:  # Qt before 5.14
            self.page.setPlainText(text)
        block = self.page.document().begin()
        while block.isValid():
            if _is_chapter(block):
                self.chapters.addItem(block.text(), block.position())
            block = block.next()
        self.chapters.setVisible(self.chapters.count() > 0)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)


def show_guide(window: QWidget) -> HelpWindow:
    """Open the guide above a window, or bring it to the front when it is open."""
    guide = next((open_one for open_one in _open_guides if open_one.parent() is window), None)
    if guide is None:
        guide = HelpWindow(window)
        _open_guides.append(guide)
        guide.finished.connect(lambda _result: _open_guides.remove(guide))
    guide.show()
    guide.raise_()
    guide.activateWindow()
    return guide


def _is_chapter(block: QTextBlock) -> bool:
    level = block.blockFormat().headingLevel() if hasattr(block.blockFormat(), "headingLevel") else 0
    return 0 < level <= _DEEPEST_CHAPTER
