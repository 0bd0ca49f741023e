"""Make the demonstration project `resources/demo/demo.qgs`: all layers, grouped per theme, styled, without network.

Written as text and not saved by QGIS: no user, machine or date in it, and the same file every time.

Usage: python tools/build_project.py [file]    (default: resources/demo/demo.qgs)
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bodem_ondergrond.tools.build_styles import QGIS_VERSION, ROOT, read_layers, read_table, style_elements
from bodem_ondergrond.tools.demo.geopackage import RD_NEW, WKT
from bodem_ondergrond.tools.styles.xml import Element, document, element, text_element

DEFAULT_FILE = ROOT / "resources" / "demo" / "demo.qgs"
TITLE = "Demonstratie: verzonnen grenzen"
PLANS_ID = "plangebieden"
FRAME_GROUP = "Kader"
VISIBLE = {
    PLANS_ID,
    "bodemenergie_zones",
    "aardkundig_erfgoed",
    "archeologie_provinciaal",
    "nnn",
    "bestaand_stedelijk_gebied",
    "gemeenten",
    "provincie",
}
"""What is switched on when the project opens: the first subjects and the frame; all together nobody can read."""
EXTENT = {"xmin": 202000, "ymin": 512000, "xmax": 271000, "ymax": 581300}
GEOMETRY_NAMES = {"vlak": "Polygon", "lijn": "Line", "punt": "Point"}


def build(path: Path = DEFAULT_FILE) -> None:
    """Write the project."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(project_document(), encoding="utf-8")


def project_document() -> str:
    """The whole project file."""
    layers, table = read_layers(), read_table()
    groups = theme_groups(layers)
    drawn = [PLANS_ID, *(name for names in groups.values() for name in names)]
    return document(
        element(
            "qgis",
            {"projectname": TITLE, "version": QGIS_VERSION},
            [
                text_element("title", TITLE),
                element("projectCrs", {}, [_reference_system()]),
                _layer_tree(groups, layers),
                _canvas(),
                element("projectlayers", {}, [_map_layer(name, layers[name], table[name]) for name in drawn]),
                element("layerorder", {}, [element("layer", {"id": layer_id(name)}) for name in drawn]),
                _properties(),
                _metadata(),
                _view(),
            ],
        )
    )


def theme_groups(layers: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Group name -> layers, in the order of the themes; the frame last, the province on top of it."""
    themes = yaml.safe_load((ROOT / "resources" / "catalogue" / "themas.yaml").read_text(encoding="utf-8"))
    table = read_table()
    groups = {
        theme["naam"]: sorted(
            (name for name, layer in layers.items() if layer.get("thema") == theme_id),
            key=lambda name: _drawing_order(layers[name], table[name]),
        )
        for theme_id, theme in themes.items()
    }
    groups[FRAME_GROUP] = sorted((name for name, layer in layers.items() if layer.get("kader")), reverse=True)
    return groups


def _drawing_order(layer: Mapping[str, Any], style: Mapping[str, Any]) -> int:
    """Within a theme points lie on top, then lines, then areas; areas that cover the whole province lie below."""
    return 3 if style.get("onderop") else ["punt", "lijn", "vlak"].index(layer["geometrie"])


def _layer_tree(groups: Mapping[str, Iterable[str]], layers: Mapping[str, Mapping[str, Any]]) -> Element:
    nodes = [_tree_layer(PLANS_ID, layers[PLANS_ID])]
    for title, names in groups.items():
        inside = [_tree_layer(name, layers[name]) for name in names]
        opened = int(any(name in VISIBLE for name in names))
        nodes.append(element("layer-tree-group", {"name": title, "checked": "Qt::Checked", "expanded": opened}, inside))
    return element("layer-tree-group", {}, nodes)


def _tree_layer(name: str, layer: Mapping[str, Any]) -> Element:
    return element(
        "layer-tree-layer",
        {
            "id": layer_id(name),
            "name": layer["naam"],
            "source": _source(name),
            "providerKey": "ogr",
            "checked": "Qt::Checked" if name in VISIBLE else "Qt::Unchecked",
            "expanded": int(name in VISIBLE),
        },
    )


def layer_id(name: str) -> str:
    """The id of a layer in the project. QGIS 3.22 replaces ids of ten characters or fewer by random ones."""
    return f"beleidslaag_{name}" if name != PLANS_ID else "plangebieden_demonstratie"


def _source(name: str) -> str:
    file = "plangebieden.gpkg" if name == PLANS_ID else "demopakket.gpkg"
    return f"./{file}|layername={name}"


def _map_layer(name: str, layer: Mapping[str, Any], style: Mapping[str, Any]) -> Element:
    attributes = {
        "type": "vector",
        "geometry": GEOMETRY_NAMES[layer["geometrie"]],
        "hasScaleBasedVisibilityFlag": 0,
        "labelsEnabled": int("label" in style),
        "readOnly": int(name != PLANS_ID),
    }
    content = [
        text_element("id", layer_id(name)),
        text_element("datasource", _source(name)),
        text_element("layername", layer["naam"]),
        text_element("title", layer["naam"]),
        text_element("abstract", TITLE),
        element("srs", {}, [_reference_system()]),
        text_element("provider", "ogr", {"encoding": "UTF-8"}),
        *style_elements(style, layer),
    ]
    return element("maplayer", attributes, content)


def _reference_system() -> Element:
    """RD New. QGIS 3.22 looks at the authid only when there is an srsid above 0, and else wants the WKT."""
    return element(
        "spatialrefsys",
        {},
        [
            text_element("wkt", WKT[RD_NEW]),
            text_element("srsid", 2517),
            text_element("srid", RD_NEW),
            text_element("authid", f"EPSG:{RD_NEW}"),
            text_element("description", "Amersfoort / RD New"),
            text_element("geographicflag", "false"),
        ],
    )


def _canvas() -> Element:
    return element(
        "mapcanvas",
        {"name": "theMapCanvas", "annotationsVisible": 1},
        [
            text_element("units", "meters"),
            _extent("extent"),
            text_element("rotation", 0),
            element("destinationsrs", {}, [_reference_system()]),
        ],
    )


def _extent(name: str) -> Element:
    return element(name, {}, [text_element(side, value) for side, value in EXTENT.items()])


def _properties() -> Element:
    """Relative paths, and the title on the map in black on yellow."""
    title = {
        "Enabled": ("bool", "true"),
        "Label": ("QString", TITLE),
        "BackgroundColor": ("QString", "240,228,66,230"),
        "Placement": ("int", 4),
        "Font": (
            "QString",
            '<text-style fontSize="14" fontSizeUnit="Point" fontWeight="75" textColor="0,0,0,255" textOpacity="1"/>',
        ),
    }
    lines = [text_element(key, value, {"type": kind}) for key, (kind, value) in title.items()]
    relative = text_element("Absolute", "false", {"type": "bool"})
    projected = text_element("ProjectionsEnabled", 1, {"type": "int"})
    return element(
        "properties",
        {},
        [
            element("Paths", {}, [relative]),
            element("SpatialRefSys", {}, [projected]),
            element("TitleLabel", {}, lines),
        ],
    )


def _metadata() -> Element:
    return element(
        "projectMetadata",
        {},
        [
            text_element("title", TITLE),
            text_element("abstract", "Echte plaatsnamen, verzonnen grenzen. Niet te gebruiken voor een echt plan."),
            text_element("language", "nl"),
        ],
    )


def _view() -> Element:
    extent = element("DefaultViewExtent", EXTENT, [_reference_system()])
    return element("ProjectViewSettings", {"UseProjectScales": 0, "rotation": 0}, [extent])


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the file given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT_FILE)
    path = parser.parse_args(arguments).file
    build(path)
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
