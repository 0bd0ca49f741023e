"""The content of a map as layers in memory: what was checked, cut off at the edge of the map, in the styles of QGIS.

The layers are made of the data that were checked, and not of layers that happen to be open in the project: a filter or
an edit there would show another map than the one the outcome rests on. Of the project only the looks are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsField,
    QgsFillSymbol,
    QgsFontMarkerSymbolLayer,
    QgsGeometry,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QColor

from bodem_ondergrond.plugin.qgis_io.geometry import RD
from bodem_ondergrond.plugin.qgis_io.layer_tree import LAYER_PROPERTY
from bodem_ondergrond.plugin.qgis_io.paths import RESOURCES
from bodem_ondergrond.plugin.report.map_content import MapClass, MapContent

_KINDS = {"vlak": "MultiPolygon", "lijn": "MultiLineString", "punt": "MultiPoint"}
_BORDER, _OUTSIDE, _BUILT_UP, _DRENTHE = "#6e6e6e", "#e4e4e4", "#d5d5d5", "#eef0f2"
_BAN_HATCH_MM, _BAN_LINE_MM = 2.0, 0.35
_BAN_COLOUR = "#d55e00"
_BADGE_MM, _NUMBER_MM, _NAME_MM = 4.1, 2.7, 2.5


class ProjectStyles:
    """The looks of the policy layers in a project, for the layers of this product that are open there."""

    def __init__(self, project: QgsProject | None) -> None:
        layers = project.mapLayers().values() if project is not None else ()
        self._layers = {layer.customProperty(LAYER_PROPERTY): layer for layer in layers if _is_vector(layer)}

    def symbol(self, item: MapClass, standard: QgsVectorLayer) -> QgsSymbol | None:
        """Return the symbol of a class as the project has it; `None` when it is not open, or is divided otherwise."""
        layer = self._layers.get(item.laag)
        if layer is None or _division(layer) != _division(standard):
            return None
        return _symbol_of(layer, item.klasse)


def class_layer(item: MapClass, styles: ProjectStyles, name: str) -> QgsVectorLayer:
    """Return a layer with the objects of a class, in one symbol.

    Args:
        item: the class.
        styles: the looks that go before those of the product.
        name: what the legend calls it.
    """
    layer = memory_layer(name, item.geometries, _KINDS[item.soort], item.attributes)
    style = RESOURCES / "styles" / f"{item.laag}.qml"
    if style.is_file():
        layer.loadNamedStyle(str(style))
    symbol = styles.symbol(item, layer) or _symbol_of(layer, item.klasse) or layer.renderer().symbol().clone()
    if item.verboden and item.soort == "vlak":
        _hatch(symbol)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setName(name)
    return layer


def memory_layer(
    name: str, geometries: Sequence[Any], kind: str, attributes: Mapping[str, Sequence[Any]] | None = None
) -> QgsVectorLayer:
    """Return a layer in EPSG:28992 with shapely geometries and their attributes, (n,) each."""
    columns = dict(attributes or {})
    layer = QgsVectorLayer(f"{kind}?crs={RD}", name, "memory")
    provider = layer.dataProvider()
    provider.addAttributes([QgsField(field, _field_type(values)) for field, values in columns.items()])
    layer.updateFields()
    features = []
    for index, blob in enumerate(shapely.to_wkb(np.asarray(geometries, dtype=object))):
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(blob)
        feature.setGeometry(geometry)
        feature.setAttributes([values[index] for values in columns.values()])
        features.append(feature)
    provider.addFeatures(features)
    layer.updateExtents()
    return layer


def frame_layers(content: MapContent) -> Iterator[QgsVectorLayer]:
    """Give the layers that help to find one's way and lie over the zones, from top to bottom."""
    frame = content.kader
    if frame.namen:
        yield _texts("namen", [(name.tekst, name.plek) for name in frame.namen], _name_symbol)
    if frame.provincie is not None:
        yield _styled(memory_layer("provincie", [frame.provincie], "MultiLineString"), _line(_BORDER, 0.6))
    if frame.grenzen is not None:
        yield _styled(memory_layer("gemeentegrenzen", [frame.grenzen], "MultiLineString"), _line(_BORDER, 0.25, "dash"))


def plan_layer(content: MapContent, name: str) -> QgsVectorLayer:
    """Return a layer with the outline of the plan area, white around it so that it stands out on anything."""
    symbol = _of_layers(QgsFillSymbol, [_outline("#ffffff", 1.5), _outline("#000000", 0.65)])
    return _styled(memory_layer(name, [content.plan], "MultiPolygon"), symbol)


def badge_layer(content: MapContent) -> QgsVectorLayer | None:
    """Return a layer with the numbers of the classes; `None` when nothing is numbered."""
    badges = [(str(item.nummer), badge) for item in content.klassen for badge in item.borden]
    return _texts("nummers", badges, _badge_symbol) if badges else None


def outside_layer(content: MapContent, name: str) -> QgsVectorLayer | None:
    """Return a layer with what lies outside Drenthe; `None` when all of the map is inside."""
    if content.kader.buiten is None:
        return None
    return _styled(memory_layer(name, [content.kader.buiten], "MultiPolygon"), _fill(_OUTSIDE, 0.85))


def built_up_layer(content: MapContent) -> QgsVectorLayer | None:
    """Return a layer with built-up areas, to find one's way; `None` when there are none."""
    if content.kader.bebouwd is None:
        return None
    return _styled(memory_layer("bebouwd gebied", [content.kader.bebouwd], "MultiPolygon"), _fill(_BUILT_UP, 0.8))


def locator_layer(content: MapContent) -> QgsVectorLayer | None:
    """Return a layer with Drenthe as a whole; `None` when there is no need of it."""
    if content.kader.drenthe is None:
        return None
    symbol = _fill(_DRENTHE, 1.0, _BORDER)
    return _styled(memory_layer("Drenthe", [content.kader.drenthe], "MultiPolygon"), symbol)


def location_layer(content: MapContent, least_m: float) -> QgsVectorLayer:
    """Return a layer with the outline of the map, at least so large that it can be seen on a little map."""
    window = content.venster
    wide, high = max(window.breedte_m, least_m) / 2, max(window.hoogte_m, least_m) / 2
    middle = window.box.centroid
    box = shapely.box(middle.x - wide, middle.y - high, middle.x + wide, middle.y + high)
    return _styled(memory_layer("ligging", [box], "Polygon"), _of_layers(QgsFillSymbol, [_outline("#000000", 0.5)]))


def background_layers(project: QgsProject) -> list[QgsMapLayer]:
    """Return copies of the layers of a project that are a background: visible, and no vector data. Top to bottom."""
    root = project.layerTreeRoot()
    visible = (layer for layer in root.layerOrder() if (node := root.findLayer(layer)) and node.isVisible())
    return [layer.clone() for layer in visible if not _is_vector(layer) and layer.isValid()]


# --- looks -----------------------------------------------------------------------------------------------------------


def _is_vector(layer: QgsMapLayer) -> bool:
    return isinstance(layer, QgsVectorLayer)


def _division(layer: QgsVectorLayer) -> tuple[str, str]:
    """Return by what a layer is divided in classes, to see whether two layers are divided alike."""
    renderer = layer.renderer()
    kind = renderer.type() if renderer is not None else ""
    return kind, renderer.classAttribute() if kind == "categorizedSymbol" else ""


def _symbol_of(layer: QgsVectorLayer, klasse: str) -> QgsSymbol | None:
    """Return a copy of the symbol of a class; the last category is for classes that have none of their own."""
    renderer = layer.renderer()
    if renderer.type() == "singleSymbol":
        return renderer.symbol().clone()
    if renderer.type() != "categorizedSymbol":
        return None
    # A category owns its symbol, and the list owns the categories: copies are made while the list is there.
    categories = renderer.categories()
    found = [category.symbol().clone() for category in categories if str(category.value()) == klasse]
    other = [category.symbol().clone() for category in categories if str(category.value()) in ("", "NULL")]
    return next(iter((*found, *other)), None)


def _hatch(symbol: QgsSymbol) -> None:
    """Hatch a symbol that has no hatch of its own."""
    if any(isinstance(symbol.symbolLayer(i), QgsLinePatternFillSymbolLayer) for i in range(symbol.symbolLayerCount())):
        return
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(45)
    pattern.setDistance(_BAN_HATCH_MM)
    pattern.setSubSymbol(_line(_BAN_COLOUR, _BAN_LINE_MM))
    symbol.appendSymbolLayer(pattern)


def _of_layers(kind: Any, layers: Sequence[QgsSymbolLayer]) -> Any:
    """Return a symbol of layers, from bottom to top; handed over one by one, so that they have one owner."""
    symbol = kind.createSimple({})
    symbol.changeSymbolLayer(0, layers[0])
    for layer in layers[1:]:
        symbol.appendSymbolLayer(layer)
    return symbol


def _styled(layer: QgsVectorLayer, symbol: QgsSymbol) -> QgsVectorLayer:
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def _line(colour: str, width: float, style: str = "solid") -> QgsLineSymbol:
    return QgsLineSymbol.createSimple({"color": colour, "width": str(width), "line_style": style})


def _outline(colour: str, width: float) -> QgsSimpleLineSymbolLayer:
    return QgsSimpleLineSymbolLayer.create({"color": colour, "line_width": str(width), "joinstyle": "round"})


def _fill(colour: str, opacity: float, border: str | None = None) -> QgsFillSymbol:
    fill = QColor(colour)
    fill.setAlphaF(opacity)
    layer = QgsSimpleFillSymbolLayer.create(
        {"outline_style": "solid" if border else "no", "outline_color": border or colour, "outline_width": "0.2"}
    )
    layer.setFillColor(fill)
    return _of_layers(QgsFillSymbol, [layer])


def _texts(name: str, texts: Sequence[tuple[str, Any]], make_symbol: Any) -> QgsVectorLayer:
    """Return a layer with texts as signs: they stand where they were placed, whatever stands beside them."""
    points = shapely.points([(place.x, place.y) for _, place in texts])
    layer = memory_layer(name, points, "Point", {"tekst": np.array([text for text, _ in texts], dtype=object)})
    categories = [QgsRendererCategory(text, make_symbol(text), text) for text in dict.fromkeys(t for t, _ in texts)]
    layer.setRenderer(QgsCategorizedSymbolRenderer("tekst", categories))
    return layer


def _badge_symbol(text: str) -> QgsMarkerSymbol:
    circle = QgsSimpleMarkerSymbolLayer.create(
        {
            "name": "circle",
            "color": "255,255,255,255",
            "outline_color": "29,29,27,255",
            "outline_width": "0.25",
            "size": str(_BADGE_MM),
        }
    )
    return _of_layers(QgsMarkerSymbol, [circle, _letters(text, _NUMBER_MM, "#1d1d1b", bold=True)])


def _name_symbol(text: str) -> QgsMarkerSymbol:
    halo = _letters(text, _NAME_MM, "#ffffff")
    halo.setStrokeColor(QColor("#ffffff"))
    halo.setStrokeWidth(0.9)
    return _of_layers(QgsMarkerSymbol, [halo, _letters(text, _NAME_MM, "#3a3a3a")])


def _letters(text: str, size: float, colour: str, *, bold: bool = False) -> QgsFontMarkerSymbolLayer:
    from bodem_ondergrond.plugin.qgis_io.fonts import text_font

    letters = QgsFontMarkerSymbolLayer(text_font(8).family(), text, size, QColor(colour))
    if bold:
        letters.setFontStyle("Bold")
    return letters


def _field_type(values: Sequence[Any]) -> Any:
    is_number = any(isinstance(value, float) for value in values)
    return QVariant.Double if is_number else QVariant.String
