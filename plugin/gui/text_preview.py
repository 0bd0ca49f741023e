"""A text as it will look, in a narrow panel: links lead to what can be rewritten or filled in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from qgis.PyQt.QtCore import QByteArray, QSize, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QTextBrowser, QWidget

from bodem_ondergrond.plugin.paragraph import Document, Figure, render_fragment, render_preview

_EDIT, _FIELD, _PICTURE = "bewerk", "veld", "beeld"
# Twice as fine as it is shown, for screens with small pixels and for what goes to a word processor.
_SHARPNESS = 2
_PX_PER_MM = 96 / 25.4
# Room beside a picture for margins and scroll bar, and the narrowest picture that says anything.
_MARGIN, _NARROWEST = 32, 160
# Headings that fit a narrow dock; the text that is copied or saved keeps its own. Qt takes only these words for them.
_STYLE = "h1 { font-size: large; } h2, h3, h4 { font-size: medium; } td, th, caption { font-size: small; }"


class TextPreview(QTextBrowser):
    """Shows a document.

    Signals:
        edit_asked: id of a section that the user wants to rewrite.
        field_asked: id of a field that the user wants to fill in.
    """

    edit_asked = pyqtSignal(str)
    field_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: dict[str, QImage] = {}
        self.setOpenLinks(False)
        self.document().setDefaultStyleSheet(_STYLE)
        self.anchorClicked.connect(self._follow)

    def show_document(self, document: Document | None, with_links: bool = True) -> None:
        """Show a document, or nothing; the place that was looked at stays in sight."""
        position = self.verticalScrollBar().value()
        html = ""
        if document is not None:
            width = max(_NARROWEST, self.viewport().width() - _MARGIN)
            figures = figures_of(document)
            self._pictures = {f"{_PICTURE}:{figure.id}": self._shown(picture_of(figure), width) for figure in figures}
            places = {figure.id: f"{_PICTURE}:{figure.id}" for figure in figures}
            edit = self.tr("rewrite") if with_links else ""
            html = render_preview(document, edit, places, width)
        self.setHtml(html)
        self.verticalScrollBar().setValue(position)

    def loadResource(self, kind: int, address: QUrl) -> Any:
        """Give the drawings of the document; nothing is ever read from elsewhere."""
        return self._pictures.get(address.toString())

    def _shown(self, picture: QImage, width: int) -> QImage:
        """Return a picture as wide as it is shown: text documents shrink pictures roughly."""
        sharp = picture.scaledToWidth(
            round(width * self.devicePixelRatioF()), Qt.TransformationMode.SmoothTransformation
        )
        sharp.setDevicePixelRatio(self.devicePixelRatioF())
        return sharp

    def _follow(self, address: QUrl) -> None:
        if address.scheme() == _EDIT:
            self.edit_asked.emit(address.path())
        elif address.scheme() == _FIELD:
            self.field_asked.emit(address.path())


def figures_of(document: Document) -> list[Figure]:
    """Return the drawings of a document."""
    return [block for section in document.walk() for block in section.blokken if isinstance(block, Figure)]


@lru_cache(maxsize=4)
def picture_of(figure: Figure) -> QImage:
    """Return a drawing as a picture, for texts that cannot show SVG."""
    size = QSize(round(figure.breedte * _PX_PER_MM), round(figure.hoogte * _PX_PER_MM)) * _SHARPNESS
    picture = QImage(size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(figure.svg.encode())).render(painter)
    painter.end()
    return picture


def rich_text(document: Document, pictures: Mapping[str, bytes]) -> str:
    """Return a document as HTML for the clipboard; `pictures` maps ids of drawings to PNG files."""
    places = {
        name: f"data:image/png;base64,{bytes(QByteArray(content).toBase64()).decode()}"
        for name, content in pictures.items()
    }
    return render_fragment(document, places)
