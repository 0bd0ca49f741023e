"""Drawings as Qt draws them: on a page, or as a PNG for programs that cannot show SVG.

The SVG module of Qt turns words into outlines, which makes a PDF large and its words impossible to find, and it takes a
list of fonts for the name of one. So the words are taken out of a drawing and written as words, on top of the shapes.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt, QXmlStreamReader, QXmlStreamWriter
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.fonts import text_font

_MM_PER_INCH = 25.4
_DPI = 200
# A document has no use for more.
_MOST_PIXELS = 8_000
_SIZE, _COLOUR = 11.0, "#1d1d1b"


@dataclass(frozen=True)
class _Words:
    """Words of a drawing; the attributes are those of SVG, in its units."""

    tekst: str
    x: float
    y: float
    grootte: float
    vet: bool
    anker: str
    kleur: str


class Drawing:
    """A figure, ready to be drawn any number of times. May be used on any thread, by one at a time.

    Raises:
        QgisIoError: the drawing cannot be read.
    """

    def __init__(self, figure: Figure) -> None:
        shapes, self._words = _split(figure)
        self._shapes = QSvgRenderer(shapes)
        if not self._shapes.isValid():
            raise _unreadable(figure)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it in an area of the painter."""
        self._shapes.render(painter, area)
        box = self._shapes.viewBoxF()
        across, down = area.width() / box.width(), area.height() / box.height()
        painter.save()
        for words in self._words:
            font = text_font(_SIZE, bold=words.vet)
            font.setPixelSize(max(1, round(words.grootte * down)))
            painter.setFont(font)
            painter.setPen(QColor(words.kleur))
            shift = {"middle": 0.5, "end": 1.0}.get(words.anker, 0.0) * QFontMetricsF(font).horizontalAdvance(
                words.tekst
            )
            x, y = area.left() + (words.x - box.left()) * across, area.top() + (words.y - box.top()) * down
            painter.drawText(QPointF(x - shift, y), words.tekst)
        painter.restore()


def rasterise(figure: Figure, dpi: int = _DPI) -> bytes:
    """Return a figure as a PNG. May run on any thread.

    Raises:
        QgisIoError: the drawing cannot be read or is too large.
    """
    drawing = Drawing(figure)
    width, height = (min(_MOST_PIXELS, round(size * dpi / _MM_PER_INCH)) for size in (figure.breedte, figure.hoogte))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise QgisIoError(f"De tekening '{figure.bijschrift}' is te groot.")
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        drawing.draw(painter, QRectF(0, 0, width, height))
    finally:
        # An image must not go while it is being painted.
        painter.end()
    return png_of(image)


def png_of(image: QImage) -> bytes:
    """Return an image as the bytes of a PNG file.

    Raises:
        QgisIoError: the image cannot be written.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise QgisIoError("De kaart kan niet als PNG worden bewaard.")
    return bytes(content)


def _split(figure: Figure) -> tuple[QByteArray, list[_Words]]:
    """Return the shapes of a figure without its words, and the words."""
    reader = QXmlStreamReader(QByteArray(figure.svg.encode("utf-8")))
    shapes = QByteArray()
    writer = QXmlStreamWriter(shapes)
    words = []
    while not reader.atEnd():
        reader.readNext()
        if reader.isStartElement() and reader.name() == "text":
            words.append(_words(reader))
        elif not reader.hasError():
            writer.writeCurrentToken(reader)
    if reader.hasError():
        raise _unreadable(figure)
    return shapes, words


def _words(reader: QXmlStreamReader) -> _Words:
    """Read one element with words; their size, weight and colour are those of the drawing when it gives none."""
    given = reader.attributes()

    def value(name: str, standard: str) -> str:
        return given.value(name) if given.hasAttribute(name) else standard

    return _Words(
        x=float(value("x", "0")),
        y=float(value("y", "0")),
        grootte=float(value("font-size", str(_SIZE))),
        vet=value("font-weight", "") == "bold",
        anker=value("text-anchor", ""),
        kleur=value("fill", _COLOUR),
        tekst=reader.readElementText(),
    )


def _unreadable(figure: Figure) -> QgisIoError:
    return QgisIoError(f"De tekening '{figure.bijschrift}' kan niet worden gelezen.")
