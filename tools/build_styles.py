"""Make `resources/styles/<laag>.qml` for every policy layer from `resources/styles/tabel.yaml`.

Usage: python tools/build_styles.py [folder]    (default: resources/styles)
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bodem_ondergrond.tools.styles.symbols import Style, labeling, renderer
from bodem_ondergrond.tools.styles.xml import Element, document, element

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "resources" / "styles" / "tabel.yaml"
CATALOGUE = ROOT / "resources" / "catalogue" / "lagen.yaml"
MUNICIPALITIES = ROOT / "resources" / "catalogue" / "gemeenten"
DEFAULT_FOLDER = ROOT / "resources" / "styles"
QGIS_VERSION = "3.22.0"
PLANS = {"plangebieden": {"naam": "Plangebieden", "geometrie": "vlak"}}
"""Not a policy layer, but it has a style too."""


def build(folder: Path = DEFAULT_FOLDER) -> list[Path]:
    """Write all styles and remove those of layers that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    table, layers = read_table(), {**read_layers(), **read_municipal_layers()}
    for old in folder.glob("*.qml"):
        if old.stem not in table:
            old.unlink()
    written = []
    for name, style in table.items():
        path = folder / f"{name}.qml"
        path.write_text(style_document(style, layers[name]), encoding="utf-8")
        written.append(path)
    return written


def read_table() -> dict[str, Style]:
    """The style table: layer -> look."""
    table: dict[str, Style] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return table


def read_layers() -> dict[str, Mapping[str, Any]]:
    """The layers of the catalogue in their order, and the plan areas."""
    return {**yaml.safe_load(CATALOGUE.read_text(encoding="utf-8")), **PLANS}


def read_municipal_layers() -> dict[str, Mapping[str, Any]]:
    """The layers that municipalities have of their own; the demonstration package and its project do not hold them."""
    profiles = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(MUNICIPALITIES.glob("*.yaml")))
    return {name: layer for profile in profiles for name, layer in profile.get("lagen", {}).items()}


def style_document(style: Style, layer: Mapping[str, Any]) -> str:
    """The whole QML file of one layer."""
    attributes = {
        "version": QGIS_VERSION,
        "styleCategories": "Symbology|Labeling",
        "labelsEnabled": int("label" in style),
    }
    return document(element("qgis", attributes, style_elements(style, layer)))


def style_elements(style: Style, layer: Mapping[str, Any]) -> list[Element]:
    """Renderer, labels and blending of a layer, as they stand in a style file and in a project alike."""
    elements = [renderer(layer["geometrie"], style, legend_texts(style, layer))]
    if "label" in style:
        elements.append(labeling(style["label"], style.get("opschrift", {})))
    return elements


def legend_texts(style: Style, layer: Mapping[str, Any]) -> dict[str, str]:
    """Class value -> label of the catalogue."""
    field = layer.get("velden", {}).get(style.get("veld", ""), {})
    return {str(value): label for value, label in field.get("waarden", {}).items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Build into the folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    print(f"{len(build(parser.parse_args(arguments).folder))} styles")


if __name__ == "__main__":
    main()
