"""QGIS symbols, renderers and labels from the words of the style table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bodem_ondergrond.plugin.report.map_styles import (
    DEFAULT_OPACITY,
    DEFAULT_WIDTH_MM,
    HATCH_DISTANCE_MM,
    HATCH_WIDTH_MM,
    OTHER,
    PALETTE,
)
from bodem_ondergrond.tools.styles.xml import Element, element

Style = Mapping[str, Any]

LINE_STYLES = {"vol": "solid", "streep": "dash", "stip": "dot", "geen": "no"}
MARKERS = {"cirkel": "circle", "vierkant": "square", "driehoek": "triangle", "ruit": "diamond", "ster": "star"}
_CASING_MM = 0.8


def colour(name: str, opacity: float = 1.0) -> str:
    """A colour of the palette as QGIS writes it."""
    return ",".join(str(part) for part in (*PALETTE[name], round(255 * opacity)))


def symbol(name: str, geometry: str, style: Style) -> Element:
    """The symbol of a class; `geometry` is vlak, lijn or punt."""
    if geometry == "vlak":
        return _symbol(name, "fill", [_fill(style), *_hatches(name, style), *_middle(name, style)])
    if geometry == "lijn":
        return _symbol(name, "line", _lines(style))
    return _symbol(name, "marker", [_marker(style)])


def renderer(geometry: str, style: Style, labels: Mapping[str, str]) -> Element:
    """One symbol, or one for each class; `labels` are the legend texts of classes that give none themselves."""
    if "klassen" not in style:
        symbols = element("symbols", {}, [symbol("0", geometry, style)])
        return element("renderer-v2", {"type": "singleSymbol", **_renderer_flags()}, [symbols])
    classes = {**style["klassen"], "": {**OTHER, **style.get("anders", {})}}
    categories = [
        element(
            "category",
            {"symbol": index, "value": value, "label": _legend_text(value, look, labels), "render": "true"},
        )
        for index, (value, look) in enumerate(classes.items())
    ]
    symbols = element(
        "symbols", {}, [symbol(str(index), geometry, look) for index, look in enumerate(classes.values())]
    )
    field = style.get("veld") or _joined(style["velden"])
    return element(
        "renderer-v2",
        {"type": "categorizedSymbol", "attr": field, **_renderer_flags()},
        [element("categories", {}, categories), symbols],
    )


def _joined(fields: Sequence[str]) -> str:
    """The expression for the values of several fields with a space between."""
    return "concat({})".format(", ' ', ".join(f'"{name}"' for name in fields))


def labeling(field: str, look: Style) -> Element:
    """Labels of a field: horizontal, with a white halo, from a scale on where they fit."""
    text = element(
        "text-style",
        {
            "fieldName": field,
            "isExpression": 0,
            "fontSize": look.get("grootte", 8),
            "fontSizeUnit": "Point",
            "fontWeight": 75 if look.get("vet") else 50,
            "fontItalic": int(look.get("schuin", False)),
            "textColor": colour(look.get("kleur", "zwart")),
            "textOpacity": 1,
        },
        [
            element(
                "text-buffer",
                {
                    "bufferDraw": 1,
                    "bufferSize": 0.9,
                    "bufferSizeUnits": "MM",
                    "bufferColor": "255,255,255,255",
                    "bufferOpacity": 0.85,
                },
            )
        ],
    )
    above = look.get("boven_mm", 0)
    placement = element(
        "placement",
        {
            "placement": 1,
            "centroidInside": 1,
            "quadOffset": 1 if above else 4,
            "yOffset": -above,
            "offsetUnits": "MM",
            "priority": look.get("voorrang", 5),
        },
    )
    rendering = element(
        "rendering",
        {
            "drawLabels": 1,
            "scaleVisibility": int("tot_schaal" in look),
            "scaleMin": 0,
            "scaleMax": look.get("tot_schaal", 0),
        },
    )
    settings = element("settings", {"calloutType": "simple"}, [text, placement, rendering])
    return element("labeling", {"type": "simple"}, [settings])


def _legend_text(value: str, look: Style, labels: Mapping[str, str]) -> str:
    words: str = look.get("tekst", labels.get(value, value))
    return words[:1].upper() + words[1:]


def _renderer_flags() -> dict[str, object]:
    return {"symbollevels": 0, "enableorderby": 0, "forceraster": 0}


def _symbol(name: str, kind: str, layers: Sequence[Element]) -> Element:
    return element("symbol", {"name": name, "type": kind, "alpha": 1, "clip_to_extent": 1, "force_rhr": 0}, layers)


def _layer(kind: str, properties: Mapping[str, object], children: Sequence[Element] = ()) -> Element:
    options = [element("Option", {"name": key, "value": value, "type": "QString"}) for key, value in properties.items()]
    content = [element("Option", {"type": "Map"}, options), *children]
    return element("layer", {"class": kind, "enabled": 1, "locked": 0, "pass": 0}, content)


def _fill(style: Style) -> Element:
    opacity = style.get("dekking", DEFAULT_OPACITY)
    return _layer(
        "SimpleFill",
        {
            "color": colour(style["kleur"], opacity),
            "style": "solid" if opacity else "no",
            "outline_color": colour(style.get("rand", style["kleur"])),
            "outline_style": LINE_STYLES[style.get("lijn", "vol")],
            "outline_width": style.get("dikte", DEFAULT_WIDTH_MM),
            "outline_width_unit": "MM",
            "joinstyle": "round",
        },
    )


def _hatches(name: str, style: Style) -> list[Element]:
    given = style.get("arcering", [])
    angles = given if isinstance(given, list) else [given]
    return [_hatch(f"@{name}@{index}", angle, style) for index, angle in enumerate(angles, start=1)]


def _hatch(name: str, angle: float, style: Style) -> Element:
    stroke = {
        "line_color": colour(style.get("rand", style["kleur"])),
        "line_style": "solid",
        "line_width": HATCH_WIDTH_MM,
        "line_width_unit": "MM",
    }
    return _layer(
        "LinePatternFill",
        {"angle": angle, "distance": style.get("afstand", HATCH_DISTANCE_MM), "distance_unit": "MM"},
        [_symbol(name, "line", [_layer("SimpleLine", stroke)])],
    )


def _middle(name: str, style: Style) -> list[Element]:
    """A marker in the middle, so that a small area can be found on a small map."""
    if "merk" not in style:
        return []
    marker = _symbol(f"@{name}@merk", "marker", [_marker(style["merk"])])
    return [_layer("CentroidFill", {"point_on_surface": 1, "point_on_all_parts": 0}, [marker])]


def _lines(style: Style) -> list[Element]:
    width = style.get("dikte", DEFAULT_WIDTH_MM)
    casing = {"line_color": colour("zwart", 0.7), "line_style": "solid", "line_width": width + _CASING_MM}
    core = {
        "line_color": colour(style["kleur"]),
        "line_style": LINE_STYLES[style.get("lijn", "vol")],
        "line_width": width,
    }
    common = {"line_width_unit": "MM", "capstyle": "round", "joinstyle": "round"}
    return [_layer("SimpleLine", {**casing, **common}), _layer("SimpleLine", {**core, **common})]


def _marker(style: Style) -> Element:
    return _layer(
        "SimpleMarker",
        {
            "name": MARKERS[style["teken"]],
            "color": colour(style["kleur"]),
            "outline_color": colour(style.get("rand", "wit")),
            "outline_style": "solid",
            "outline_width": 0.4,
            "outline_width_unit": "MM",
            "size": style["grootte"],
            "size_unit": "MM",
        },
    )
