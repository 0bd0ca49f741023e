"""The map of a plan area as a QGIS layout: map, title, north arrow, scale bar, legend, source line.

A layout belongs to the main thread. What takes time, drawing the map itself, can be done elsewhere: `settings` says how
the map is drawn, `place` puts the finished picture in.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsBasicNumericFormat,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemPolygon,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QImage, QPolygonF

from bodem_ondergrond.plugin.domain import notation
from bodem_ondergrond.plugin.paragraph.reading import clean_name
from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
from bodem_ondergrond.plugin.qgis_io.fonts import text_font
from bodem_ondergrond.plugin.qgis_io.geometry import rd_crs
from bodem_ondergrond.plugin.qgis_io.map_layers import (
    ProjectStyles,
    badge_layer,
    built_up_layer,
    class_layer,
    frame_layers,
    location_layer,
    locator_layer,
    outside_layer,
    plan_layer,
)
from bodem_ondergrond.plugin.report.map_content import MapContent
from bodem_ondergrond.plugin.report.map_svg import bar_length
from bodem_ondergrond.plugin.report.map_window import WIDTH_MM, Window

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_MM_PER_INCH = 25.4
_POINT_MM = _MM_PER_INCH / 72
_TITLE_PT, _SUBTITLE_PT, _TEXT_PT, _SMALL_PT = 11.0, 8.5, 7.5, 7.0
_TITLE_MM, _SUBTITLE_MM, _GAP_MM, _STRIP_MM = 5.6, 4.6, 2.0, 9.0
_LOCATOR_MM, _LEAST_MARK_MM, _COLUMN_LETTERS, _LEGEND_GAP_MM = 22.0, 1.6, 46, 1.8
_SAMPLE_WIDTH_MM, _SAMPLE_HEIGHT_MM = 6.2, 3.4
_PAGE_WIDTH_MM, _PAGE_HEIGHT_MM = 210.0, 297.0
_BAR_SEGMENTS = 4
# Room for the frame of the map, half of which is outside it.
_EDGE_MM = 0.5
_INK, _TITLE_INK, _GREY = "#1d1d1b", "#14365a", "#444444"
_TEXT_GAP_MM = 0.4
# Of a PNG that is read back at once: hardly compressed, so that it takes little time.
_QUICK = 90


class Page(Enum):
    """What the map is put on: as large as itself, for in a document, or a sheet of A4."""

    FIGUUR = "figuur"
    A4 = "a4"


@dataclass(frozen=True)
class _Text:
    tekst: str
    letter: QFont
    kleur: str = _INK


class MapLayout:
    """A layout with one map.

    Attributes:
        layout: the QGIS layout, with the items `kaart`, `titel`, `legenda`, `schaalbalk`, `noordpijl` and `bron`.
        layers: the layers of the map, from top to bottom.
        breedte_mm: size of the page; `hoogte_mm` too.
    """

    def __init__(
        self,
        content: MapContent,
        page: Page = Page.FIGUUR,
        background: Sequence[QgsMapLayer] = (),
        styles: ProjectStyles | None = None,
    ) -> None:
        """Build the layout.

        Args:
            content: what it shows.
            page: the paper.
            background: layers to lie below the zones, top to bottom; the layout takes them over.
            styles: the looks of the project.
        """
        self.content = content
        # A project of its own: nothing of this shows up in the project of the user.
        self._project = QgsProject()
        self._project.setCrs(rd_crs())
        described = self._project.metadata()
        described.setTitle(f"{content.titel}: {content.gebied}")
        self._project.setMetadata(described)
        self._styles = styles or ProjectStyles(None)
        self._legend_layers: list[QgsMapLayer] = []
        self._background = list(background)
        self.layers = self._make_layers()
        self._project.addMapLayers(self.layers, False)
        self.layout = QgsPrintLayout(self._project)
        self.layout.initializeDefaults()
        self.layout.setName(content.titel)
        # The project owns the layout, so that the one is never there without the other.
        self._project.layoutManager().addLayout(self.layout)
        self._margin = (_PAGE_WIDTH_MM - WIDTH_MM) / 2 if page is Page.A4 else _EDGE_MM
        self._page = page
        self._map = self._add_map(self._add_head())
        self.breedte_mm, self.hoogte_mm = self._fill()

    # --- what it can give ---------------------------------------------------------------------------------------------

    def settings(self, dpi: float) -> QgsMapSettings:
        """Return how the map alone is drawn, for a job on another thread."""
        size = self._map.sizeWithUnits()
        pixels = QSizeF(size.width() * dpi / _MM_PER_INCH, size.height() * dpi / _MM_PER_INCH)
        return self._map.mapSettings(self._map.extent(), pixels, dpi, True)

    def place(self, picture: QImage, folder: Path) -> None:
        """Put the finished picture of the map in, so that the layout need not draw it again.

        Args:
            picture: made by the `settings` of this layout.
            folder: for the file that a layout takes its pictures from; it stays as long as the layout is used.

        Raises:
            QgisIoError: there is no room for this file.
        """
        path = folder / "kaart.png"
        if not picture.save(str(path), "PNG", _QUICK):
            raise QgisIoError(f"De kaart kan niet worden bewaard in {folder}.")
        item = QgsLayoutItemPicture(self.layout)
        item.setPicturePath(str(path))
        self._put(item, "kaartbeeld", self._map.pagePos().x(), self._map.pagePos().y(), *_size(self._map))
        item.setZValue(self._map.zValue() - 1)
        self._map.setBackgroundEnabled(False)
        self._map.setLayers([])

    def image(self, dpi: float) -> QImage:
        """Return the page as a picture.

        Raises:
            QgisIoError: there is not enough memory for it.
        """
        picture = QgsLayoutExporter(self.layout).renderPageToImage(0, QSize(), dpi)
        if picture.isNull():
            raise QgisIoError("De kaart is te groot om te tekenen. Kies een lagere resolutie.")
        return picture

    def pdf(self, dpi: float, folder: Path) -> bytes:
        """Return the page as a PDF file.

        Args:
            dpi: how sharp its pictures are.
            folder: for the file that it is written to first.

        Raises:
            QgisIoError: there is no room for this file.
        """
        settings = QgsLayoutExporter.PdfExportSettings()
        settings.dpi = dpi
        path = folder / "kaart.pdf"
        result = QgsLayoutExporter(self.layout).exportToPdf(str(path), settings)
        if result != QgsLayoutExporter.ExportResult.Success:
            raise QgisIoError(f"De kaart kan niet worden bewaard in {folder}.")
        return path.read_bytes()

    # --- layers -------------------------------------------------------------------------------------------------------

    def _make_layers(self) -> list[QgsMapLayer]:
        """Return the layers from top to bottom; those with words are in the legend, in its order."""
        content = self.content
        plan = plan_layer(content, notation.sentence_case(content.woorden["plangebied"]))
        drawn = {item.nummer: class_layer(item, self._styles, _legend_text(item)) for item in content.klassen}
        outside = outside_layer(content, notation.sentence_case(content.woorden["buiten_provincie"]))
        self._legend_layers = [plan, *drawn.values(), *([outside] if outside else [])]
        bottom_up = sorted(content.klassen, key=lambda item: item.order)
        zones = [drawn[item.nummer] for item in reversed(bottom_up)]
        layers = [badge_layer(content), plan, *frame_layers(content), outside, *zones, built_up_layer(content)]
        return [*(layer for layer in layers if layer is not None), *self._background]

    # --- items --------------------------------------------------------------------------------------------------------

    def _put(self, item: Any, name: str, x: float, y: float, width: float, height: float) -> Any:
        item.setId(name)
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y, _MM))
        item.attemptResize(QgsLayoutSize(width, height, _MM))
        return item

    def _add_head(self) -> float:
        """Add title and subtitle; return where the map begins."""
        content = self.content
        place = f"{content.gebied} ({content.gemeente})" if content.gemeente else content.gebied
        title = _Text(place, text_font(_TITLE_PT, bold=True), _TITLE_INK)
        y = self._margin
        y += self._add_text(title, "titel", y, WIDTH_MM)
        y += self._add_text(_Text(content.titel, text_font(_SUBTITLE_PT)), "ondertitel", y, WIDTH_MM)
        return y + _GAP_MM / 2

    def _add_map(self, y: float) -> QgsLayoutItemMap:
        window = self.content.venster
        item = QgsLayoutItemMap(self.layout)
        self._put(item, "kaart", self._margin, y, WIDTH_MM, window.hoogte_mm)
        item.setCrs(rd_crs())
        item.setKeepLayerSet(True)
        item.setLayers(self.layers)
        item.setExtent(_extent(window))
        _frame(item)
        return item

    def _fill(self) -> tuple[float, float]:
        """Add what stands below the map, set the page and return its size."""
        y = self._map.pagePos().y() + self.content.venster.hoogte_mm + _GAP_MM
        self._add_strip(y)
        y += _STRIP_MM
        y += self._add_notes(y)
        legend = self._add_legend(y)
        locator = self._add_locator(y)
        y += max(legend, locator) + _GAP_MM
        bottom = self._add_footer(y)
        if self._page is Page.A4:
            width, height = _PAGE_WIDTH_MM, max(_PAGE_HEIGHT_MM, bottom + self._margin)
        else:
            width, height = WIDTH_MM + 2 * _EDGE_MM, bottom + _EDGE_MM
        page: QgsLayoutItemPage = self.layout.pageCollection().page(0)
        page.setPageSize(QgsLayoutSize(width, height, _MM))
        return width, height

    def _add_strip(self, y: float) -> None:
        """Add north arrow, scale bar and the coordinate system."""
        left = self._margin
        for name, points, fill in (
            ("noordpijl", ((2.5, 0), (1.0, 6.0), (2.5, 4.4)), _INK),
            ("noordpijl_rechts", ((2.5, 0), (4.0, 6.0), (2.5, 4.4)), "#ffffff"),
        ):
            polygon = QPolygonF([QPointF(left + x, y + down) for x, down in points])
            arrow = QgsLayoutItemPolygon(polygon, self.layout)
            arrow.setId(name)
            arrow.setSymbol(QgsFillSymbol.createSimple({"color": fill, "outline_color": _INK, "outline_width": "0.2"}))
            self.layout.addLayoutItem(arrow)
        north = _Text("N", text_font(_TEXT_PT, bold=True))
        self._add_text(north, "noord", y + 1.6, 5.0, x=left + 4.8)
        self._add_scale_bar(left + 11, y)
        system = _Text(self.content.woorden["stelsel"], text_font(_SMALL_PT), _GREY)
        self._add_text(system, "stelsel", y, WIDTH_MM / 2, x=left + WIDTH_MM / 2, right=True)

    def _add_scale_bar(self, x: float, y: float) -> None:
        length = bar_length(self.content.venster)
        in_km = length >= 1_000
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setStyle("Single Box")
        bar.setLinkedMap(self._map)
        kinds = QgsUnitTypes.DistanceUnit
        bar.setUnits(kinds.DistanceKilometers if in_km else kinds.DistanceMeters)
        bar.setUnitLabel("km" if in_km else "m")
        bar.setNumberOfSegmentsLeft(0)
        bar.setNumberOfSegments(_BAR_SEGMENTS)
        bar.setUnitsPerSegment(length / (1_000 if in_km else 1) / _BAR_SEGMENTS)
        bar.setHeight(1.3)
        bar.setLabelBarSpace(0.8)
        bar.setBoxContentSpace(0)
        numbers = QgsBasicNumericFormat()
        numbers.setDecimalSeparator(",")
        numbers.setThousandsSeparator(".")
        bar.setNumericFormat(numbers)
        bar.setTextFormat(_text_format(text_font(_SMALL_PT)))
        self._put(bar, "schaalbalk", x, y, 60, 8)
        bar.update()

    def _add_notes(self, y: float) -> float:
        """Add the words that stand with the map of an opgave, in two columns; return their height."""
        notes, top, width = self.content.naast, y, WIDTH_MM / 2
        strong, plain = text_font(_TEXT_PT, bold=True), text_font(_TEXT_PT)
        for start in range(0, len(notes), 2):
            heights = []
            for column, note in enumerate(notes[start : start + 2]):
                x, name = self._margin + column * width, f"naast{start + column}"
                points = "\n".join(f"• {line}" for line in note.regels)
                high = self._add_text(_Text(note.kop, strong, _TITLE_INK), f"{name}_kop", y, width - _GAP_MM, x=x)
                high += self._add_text(_Text(points, plain), name, y + high, width - _GAP_MM, x=x)
                heights.append(high)
            y += max(heights) + _GAP_MM
        return y - top

    def _add_legend(self, y: float) -> float:
        """Add the legend; return its height."""
        legend = QgsLayoutItemLegend(self.layout)
        legend.setAutoUpdateModel(False)
        legend.setLinkedMap(self._map)
        root = legend.model().rootGroup()
        root.removeAllChildren()
        for layer in self._legend_layers:
            root.addLayer(layer)
        legend.setTitle("")
        legend.setWrapString("\n")
        legend.setColumnCount(2)
        legend.setEqualColumnWidth(True)
        legend.setColumnSpace(4)
        legend.setLineSpacing(0.3)
        legend.setBoxSpace(0)
        legend.setSymbolWidth(_SAMPLE_WIDTH_MM)
        legend.setSymbolHeight(_SAMPLE_HEIGHT_MM)
        kinds = QgsLegendStyle.Style
        for kind in (kinds.Title, kinds.Group, kinds.Subgroup):
            legend.rstyle(kind).setMargin(0)
        for kind in (kinds.Symbol, kinds.SymbolLabel):
            legend.rstyle(kind).setMargin(QgsLegendStyle.Side.Top, _LEGEND_GAP_MM)
        for kind in (kinds.SymbolLabel, kinds.Subgroup):
            legend.setStyleFont(kind, text_font(_TEXT_PT))
        self._put(legend, "legenda", self._margin, y, WIDTH_MM, 20)
        # A legend finds its size when it is painted, which is too late for what stands below it.
        context = QgsLayoutUtils.createRenderContextForLayout(self.layout, None)
        size = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context)
        legend.setResizeToContents(False)
        height = size.height() + _LEGEND_GAP_MM
        legend.attemptResize(QgsLayoutSize(size.width(), height, _MM))
        return float(height)

    def _add_locator(self, y: float) -> float:
        """Add the little map of Drenthe with the place of the map in it; return its height."""
        layer = locator_layer(self.content)
        if layer is None:
            return 0.0
        self._project.addMapLayer(layer, False)
        box = layer.extent()
        height = _LOCATOR_MM * box.height() / box.width()
        item = QgsLayoutItemMap(self.layout)
        self._put(item, "ligging", self._margin + WIDTH_MM - _LOCATOR_MM, y, _LOCATOR_MM, height)
        item.setCrs(rd_crs())
        item.setKeepLayerSet(True)
        mark = location_layer(self.content, _LEAST_MARK_MM * box.width() / _LOCATOR_MM)
        self._project.addMapLayer(mark, False)
        item.setLayers([mark, layer])
        item.setExtent(box)
        item.setBackgroundEnabled(False)
        return float(height)

    def _add_footer(self, y: float) -> float:
        """Add what is over the whole map, what is not on it, and the source; return where it ends."""
        content = self.content
        small, strong = text_font(_SMALL_PT), text_font(_SMALL_PT, bold=True)
        texts = []
        if content.overal:
            texts += [("overal", _Text(f"{content.woorden['overal']}:", strong))]
            texts += [("overal_namen", _Text(content.everywhere, small))]
        texts += [(f"opmerking{number}", _Text(text, small)) for number, text in enumerate(content.opmerkingen)]
        if self._background:
            names = notation.listing(filter(None, map(_credit, self._background)))
            texts += [("achtergrond", _Text(f"{content.woorden['achtergrond']}: {names}.", small))]
        texts += [("bron", _Text(content.bron, strong if content.demonstratie else small))]
        for name, text in texts:
            y += self._add_text(text, name, y, WIDTH_MM)
        return y

    def _add_text(
        self, text: _Text, name: str, y: float, width: float, *, x: float | None = None, right: bool = False
    ) -> float:
        """Add words; return their height in mm."""
        label = QgsLayoutItemLabel(self.layout)
        label.setText(text.tekst)
        if hasattr(label, "setTextFormat"):  # QGIS 3.24
            label.setTextFormat(_text_format(text.letter, text.kleur))
        else:
            label.setFont(text.letter)
            label.setFontColor(QColor(text.kleur))
        label.setMarginX(0)
        label.setMarginY(0)
        label.setHAlign(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        height = text_height(text.tekst, text.letter, width)
        self._put(label, name, self._margin if x is None else x, y, width, height)
        return height


def text_height(text: str, font: QFont, width_mm: float) -> float:
    """Return the height in mm of words that are broken at a width."""
    # Measured much larger than life, because the size of a letter on a screen is rounded.
    zoom = 10.0
    large = QFont(font)
    large.setPixelSize(round(font.pointSizeF() * _POINT_MM * zoom))
    area = QRectF(0, 0, width_mm * zoom, 1e6)
    lines = QFontMetricsF(large).boundingRect(area, Qt.TextFlag.TextWordWrap, text).height()
    return float(lines / zoom + _TEXT_GAP_MM)


def _credit(layer: QgsMapLayer) -> str:
    """Return the name of a background, with whom it is of when it says so."""
    rights = ", ".join(layer.metadata().rights())
    name = clean_name(layer.name())
    return f"{name} ({clean_name(rights)})" if rights else name


def _legend_text(item: Any) -> str:
    lines = textwrap.wrap(f"{item.nummer}  {item.legend}", _COLUMN_LETTERS, break_on_hyphens=False)
    return "\n".join(lines)


def _text_format(font: QFont, colour: str = _INK) -> QgsTextFormat:
    made = QgsTextFormat()
    made.setFont(font)
    made.setSize(font.pointSizeF())
    made.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    made.setColor(QColor(colour))
    return made


def _extent(window: Window) -> QgsRectangle:
    return QgsRectangle(window.west, window.south, window.east, window.north)


def _size(item: Any) -> tuple[float, float]:
    size = item.sizeWithUnits()
    return size.width(), size.height()


def _frame(item: QgsLayoutItemMap) -> None:
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor(_INK))
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.3, _MM))
