"""A bodemparagraaf as PDF, on A4 with headings, tables, drawings, page numbers and the id of the check on every page.

Qt makes it, of the same document as the other formats. Drawings stay drawings, so that they are sharp at any size.
May run on any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QRectF, QSizeF, Qt
from qgis.PyQt.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextObjectInterface,
    QTransform,
)

from bodem_ondergrond.plugin.domain import notation
from bodem_ondergrond.plugin.paragraph.model import BulletList, Document, Figure, Paragraph, Table
from bodem_ondergrond.plugin.paragraph.resources import environment
from bodem_ondergrond.plugin.qgis_io.drawings import Drawing, rasterise
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.fonts import text_font
from bodem_ondergrond.plugin.report import odt
from bodem_ondergrond.plugin.report.contents import contents
from bodem_ondergrond.plugin.version import plugin_version

_MM_PER_INCH, _PX_PER_INCH = 25.4, 96.0
_SIDE_MM, _TOP_MM, _BOTTOM_MM = 18.0, 24.0, 22.0
_HEADER_MM, _FOOTER_MM, _LINE_MM = 12.0, 12.0, 6.0
_RESOLUTION = 600
_TOUCH = 4.0
_TEXT_PT, _SMALL_PT = 9.5, 7.5
_TEXT_COLOUR, _QUIET, _RULE = "#1d1d1b", "#555555", "#b9c6d3"
_KINDS = {Paragraph: "paragraph", BulletList: "list", Table: "table", Figure: "figure"}
# A heading that moves to the next page may push the one after it off its page, but not for ever.
_MOST_PASSES = 40
# Captions of tables are headings too, of a level that no section has.
_CAPTION_LEVEL = 6
# With its head; a longer table may run over to the next page.
_SHORT_TABLE = 13
# Room for the words below a drawing; smaller than this share of itself a drawing is not made to fit.
_CAPTION_MM, _SMALLEST_SHARE = 9.0, 0.74
# Of the small letters in a table.
_SHORT_CELL, _LONGEST_WORD, _PERCENT_PER_LETTER, _PERCENT_PADDING = 17, 24, 0.83, 1.3
_STYLE = """
p { margin-top: 0px; margin-bottom: 5px; }
p.figuur { margin-top: 6px; margin-bottom: 10px; }
.bijschrift { font-size: 8pt; color: #444444; }
li { margin-bottom: 2px; }
ul, ol { margin-top: 0px; margin-bottom: 6px; }
h1 { font-size: 18pt; color: #14365a; margin-top: 10px; margin-bottom: 8px; }
h2 { font-size: 13pt; color: #14365a; margin-top: 16px; margin-bottom: 5px; }
h3 { font-size: 11pt; color: #14365a; margin-top: 11px; margin-bottom: 4px; }
h4 { font-size: 10pt; color: #14365a; margin-top: 8px; margin-bottom: 3px; }
h5 { font-size: 9.5pt; color: #14365a; margin-top: 8px; margin-bottom: 3px; }
h6 { font-size: 9pt; font-weight: bold; color: #1d1d1b; margin-top: 7px; margin-bottom: 3px; }
table { border-collapse: collapse; margin-top: 2px; margin-bottom: 9px; }
th { font-size: 8pt; border-bottom: 1.2px solid #14365a; vertical-align: bottom; }
td { font-size: 8pt; border-bottom: 0.6px solid #b9c6d3; vertical-align: top; }
td.inhoud { font-size: 9pt; border-bottom: 0px; }
p.inhoudskop { font-size: 11pt; color: #14365a; margin-top: 6px; margin-bottom: 3px; }
td.melding { font-size: 9.5pt; background-color: #fff6df; border: 1.5px solid #8a5a00; }
"""


def render(document: Document) -> bytes:
    """Return a document as the bytes of a PDF file.

    Raises:
        QgisIoError: a drawing cannot be read.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(document.titel)
    writer.setCreator(f"Bodem & Ondergrond {plugin_version()}")
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    _Printer(document, writer).print()
    buffer.close()
    return bytes(content)


def text_renderers() -> dict[str, Callable[[Document], bytes]]:
    """Return what QGIS adds to the formats of a text: PDF, and ODT with pictures for who cannot see drawings (Word)."""
    return {"pdf": render, "odt": lambda document: odt.render(document, rasterise)}


class _Drawings(QObject, QTextObjectInterface):
    """Draws the figures of a document where its text has pictures."""

    def __init__(self, document: Document, scale: float) -> None:
        super().__init__()
        self._scale = scale
        self._drawings = {figure.id: Drawing(figure) for figure in figures(document)}

    def intrinsicSize(self, document: QTextDocument, position: int, text_format: QTextFormat) -> QSizeF:  # noqa: N802
        """Return the size of a picture. Called by Qt."""
        picture = text_format.toImageFormat()
        return QSizeF(picture.width() * self._scale, picture.height() * self._scale)

    def drawObject(  # noqa: N802
        self, painter: QPainter, area: QRectF, document: QTextDocument, position: int, text_format: QTextFormat
    ) -> None:
        """Draw a picture. Called by Qt."""
        drawing = self._drawings.get(text_format.toImageFormat().name())
        if drawing is not None:
            drawing.draw(painter, area)


class _Printer:
    """Lays a document out on pages and draws them."""

    def __init__(self, document: Document, writer: QPdfWriter) -> None:
        self._document = document
        self._writer = writer
        self._per_mm = writer.resolution() / _MM_PER_INCH
        page = writer.pageLayout().fullRectPixels(writer.resolution())
        self._page = QSizeF(page.width(), page.height())
        side, top, bottom = (self._units(mm) for mm in (_SIDE_MM, _TOP_MM, _BOTTOM_MM))
        # A whole number of units high, so that pages begin where Qt begins them.
        height = float(int(self._page.height() - top - bottom))
        self._body = QRectF(side, top, self._page.width() - 2 * side, height)
        self._drawings = _Drawings(document, writer.resolution() / _PX_PER_INCH)
        self._text = self._lay_out()

    def print(self) -> None:
        """Draw all pages."""
        painter = QPainter()
        if not painter.begin(self._writer):
            raise QgisIoError("Het PDF-bestand kan niet worden gemaakt.")
        try:
            self._draw_pages(painter)
        finally:
            # A file must not go while it is being painted.
            painter.end()

    def _draw_pages(self, painter: QPainter) -> None:
        count = self._text.pageCount()
        for page in range(count):
            if page:
                self._writer.newPage()
            self._draw_body(painter, page)
            self._draw_frame(painter, page + 1, count)

    def _units(self, millimetres: float) -> float:
        return millimetres * self._per_mm

    # --- the text -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> QTextDocument:
        text = self._make({})
        if contents(self._document).regels:
            # Which page a heading is on is known when the text is laid out; the numbers change nothing of that.
            text = self._make(self._heading_pages(text))
        return text

    def _heading_pages(self, text: QTextDocument) -> dict[str, int]:
        """Return the number of the page of every section, by id."""
        headings = (block for block in _blocks(text) if 2 <= block.blockFormat().headingLevel() < _CAPTION_LEVEL)
        return {section.id: self._page_of(text, block) + 1 for section, block in zip(self._document.walk(), headings)}

    def _make(self, page_of: Mapping[str, int]) -> QTextDocument:
        text = QTextDocument()
        text.setUndoRedoEnabled(False)
        text.documentLayout().setPaintDevice(self._writer)
        text.documentLayout().registerHandler(int(QTextFormat.ObjectTypes.ImageObject), self._drawings)
        text.setDocumentMargin(0)
        text.setDefaultFont(text_font(_TEXT_PT))
        text.setDefaultStyleSheet(_STYLE)
        text.setHtml(_html(self._document, self._body.height() / self._per_mm, page_of))
        text.setPageSize(self._body.size())
        self._fit_drawings(text)
        self._keep_headings(text)
        return text

    def _fit_drawings(self, text: QTextDocument) -> None:
        """Make a drawing a little smaller where it then fits on the page that it would leave half empty."""
        scale = self._writer.resolution() / _PX_PER_INCH
        for block in _blocks(text):
            picture = _picture(block)
            before = text.documentLayout().blockBoundingRect(block.previous())
            if picture is None or not before.isValid():
                continue
            height = picture.charFormat().toImageFormat().height() * scale
            rest = (before.bottom() // self._body.height() + 1) * self._body.height() - before.bottom()
            room = rest - self._units(_CAPTION_MM)
            if _SMALLEST_SHARE * height <= room < height:
                _resize(text, picture, room / height)
                text.setPageSize(self._body.size())

    def _keep_headings(self, text: QTextDocument) -> None:
        """Put a heading on the page of what it is above, of a short table the whole: Qt does not do so by itself."""
        for _ in range(_MOST_PASSES):
            stray = next(self._stray_headings(text), None)
            if stray is None:
                return
            _break_before(stray)
            # A change within a text that is laid out leaves parts of it out; the whole is laid out anew.
            text.setPageSize(self._body.size())

    def _stray_headings(self, text: QTextDocument) -> Iterator[QTextBlock]:
        group: list[QTextBlock] = []
        for block in _blocks(text):
            if block.blockFormat().headingLevel():
                group.append(block)
                continue
            last = _last_of_short_table(block) or block
            if group and not _has_break_before(group[0]) and self._page_of(text, group[0]) != self._page_of(text, last):
                yield group[0]
            group = []

    def _page_of(self, text: QTextDocument, block: QTextBlock) -> int:
        """Return the page of the first line of a block."""
        area = text.documentLayout().blockBoundingRect(block)
        line = block.layout().lineAt(0) if block.layout().lineCount() else None
        top = area.top() + (line.y() if line is not None else 0.0)
        return int((top + 1.0) // self._body.height())

    # --- the pages ----------------------------------------------------------------------------------------------------

    def _draw_body(self, painter: QPainter, page: int) -> None:
        height = self._body.height()
        painter.save()
        painter.setTransform(QTransform.fromTranslate(self._body.left(), self._body.top() - page * height))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(_TEXT_COLOUR))
        # The first line of a page may touch the page before; below the last line there is always some room.
        context.clip = QRectF(0, page * height - _TOUCH, self._body.width(), height)
        painter.setClipRect(context.clip)
        self._text.documentLayout().draw(painter, context)
        painter.restore()

    def _draw_frame(self, painter: QPainter, number: int, count: int) -> None:
        """Draw what stands above and below the text of every page."""
        document = self._document
        painter.save()
        painter.setFont(text_font(_SMALL_PT))
        painter.setPen(QColor(_QUIET))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        top = self._units(_HEADER_MM)
        self._draw_line(painter, top, document.titel, left, 0.78)
        if document.kenmerk:
            self._draw_line(painter, top, f"Kenmerk {document.kenmerk}", right, 0.2)
        bottom = self._page.height() - self._units(_FOOTER_MM)
        self._draw_line(painter, bottom, document.voettekst, left, 0.86)
        self._draw_line(painter, bottom, f"{number} / {count}", right, 0.12)
        painter.setPen(QPen(QColor(_RULE), self._units(0.2)))
        for y in (top + self._units(_LINE_MM), bottom - self._units(1.0)):
            painter.drawLine(int(self._body.left()), int(y), int(self._body.right()), int(y))
        painter.restore()

    def _draw_line(self, painter: QPainter, y: float, text: str, side: Qt.AlignmentFlag, share: float) -> None:
        """Draw words at one side of the page, on at most this share of it."""
        width = self._body.width() * share
        x = self._body.left() if side == Qt.AlignmentFlag.AlignLeft else self._body.right() - width
        area = QRectF(x, y, width, self._units(_LINE_MM))
        metrics = painter.fontMetrics()
        lines = metrics.boundingRect(area.toRect(), int(Qt.TextFlag.TextWordWrap), text).height() / metrics.height()
        if lines > 2:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(2 * width) - metrics.averageCharWidth())
        painter.drawText(area, int(side) | int(Qt.TextFlag.TextWordWrap), text)


def figures(document: Document) -> Iterator[Figure]:
    """Give the drawings of a document."""
    for section in document.walk():
        yield from (block for block in section.blokken if isinstance(block, Figure))


def _html(document: Document, height_mm: float, page_of: Mapping[str, int]) -> str:
    """Return a document as Qt reads it; no drawing is higher than a page.

    Args:
        document: the text.
        height_mm: of the text on a page.
        page_of: the page of each section, by id, for the table of contents.
    """

    def px(figure: Figure) -> tuple[int, int]:
        fits = min(1.0, 174.0 / figure.breedte, (height_mm - 14) / figure.hoogte)
        width, height = (round(size * fits * _PX_PER_INCH / _MM_PER_INCH) for size in (figure.breedte, figure.hoogte))
        return width, height

    template = environment().get_template("pdf.html.j2")
    return template.render(
        document=document,
        contents=contents(document),
        page_of=page_of,
        kind=lambda block: _KINDS[type(block)],
        px=px,
        widths=_widths,
        cell=_cell,
    )


def _cell(text: str) -> str:
    """Return the text of a cell; a short one, such as a date, is not broken."""
    return text.replace(" ", notation.NBSP) if len(text) <= _SHORT_CELL else text


def _widths(table: Table) -> list[int]:
    """Share the width over the columns, in percents: room for what cannot be broken, the rest by length."""
    columns = list(zip(*(row.cellen for row in table.rijen)))
    words = [max(_unbroken(head, *map(_cell, cells)), 1) for head, cells in zip(table.kolommen, columns)]
    least = [min(word, _LONGEST_WORD) * _PERCENT_PER_LETTER + _PERCENT_PADDING for word in words]
    # What is longer than that can wrap, so it weighs by its root; a little goes to every column.
    extra = [max(0, max(map(len, cells)) - word) for cells, word in zip(columns, words)]
    wanted = [1 + length**0.5 for length in extra]
    spare = max(0.0, 100.0 - sum(least))
    widths = [need + spare * weight / sum(wanted) for need, weight in zip(least, wanted)]
    return [round(100 * width / sum(widths)) for width in widths]


def _unbroken(*texts: str) -> int:
    return max(len(part) for text in texts for part in text.split(" "))


def _blocks(text: QTextDocument) -> Iterator[QTextBlock]:
    block = text.begin()
    while block.isValid():
        yield block
        block = block.next()


def _picture(block: QTextBlock) -> QTextFragment | None:
    """Return the part of a block that is a drawing."""
    parts = block.begin()
    while not parts.atEnd():
        if parts.fragment().charFormat().isImageFormat():
            return parts.fragment()
        parts += 1
    return None


def _resize(text: QTextDocument, picture: QTextFragment, share: float) -> None:
    changed = picture.charFormat().toImageFormat()
    changed.setWidth(changed.width() * share)
    changed.setHeight(changed.height() * share)
    cursor = QTextCursor(text)
    cursor.setPosition(picture.position())
    cursor.setPosition(picture.position() + picture.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(changed)


def _last_of_short_table(block: QTextBlock) -> QTextBlock | None:
    """Return the last block of the table that a block is in; `None`: it is in none, or in one that may be divided."""
    table = QTextCursor(block).currentTable()
    return table.lastCursorPosition().block() if table is not None and table.rows() <= _SHORT_TABLE else None


def _has_break_before(block: QTextBlock) -> bool:
    return bool(block.blockFormat().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)


def _break_before(block: QTextBlock) -> None:
    changed: Any = block.blockFormat()
    changed.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).setBlockFormat(changed)
