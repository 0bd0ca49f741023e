"""Drawings as pictures: SVG to PNG with Qt, and pictures of QGIS as figures of a document."""

from __future__ import annotations

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError

_MM_PER_INCH = 25.4
_DPI = 200
# Qt refuses pictures beyond this; a document has no use for more either.
_MOST_PIXELS = 8_000


def renderer(figure: Figure) -> QSvgRenderer:
    """Return what draws a figure.

    Raises:
        QgisIoError: the drawing cannot be read.
    """
    made = QSvgRenderer(QByteArray(figure.svg.encode("utf-8")))
    if not made.isValid():
        raise QgisIoError(f"De tekening '{figure.bijschrift}' kan niet worden gelezen.")
    return made


def rasterise(figure: Figure, dpi: int = _DPI) -> bytes:
    """Return a figure as a PNG, for office programs that cannot show SVG. May run on any thread.

    Raises:
        QgisIoError: the drawing cannot be read or is too large.
    """
    width, height = (min(_MOST_PIXELS, round(size * dpi / _MM_PER_INCH)) for size in (figure.breedte, figure.hoogte))
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    if image.isNull():
        raise QgisIoError(f"De tekening '{figure.bijschrift}' is te groot.")
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    renderer(figure).render(painter, QRectF(0, 0, width, height))
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
