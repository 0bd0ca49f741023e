"""Build the demonstration package and its plan areas from the facts in `tools/demo/feiten/`.

Usage: python tools/build_demo.py [folder]    (default: resources/demo)
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import shapely
import yaml

from bodem_ondergrond.tools.demo import shapes
from bodem_ondergrond.tools.demo.drawing import Drawing, Feature
from bodem_ondergrond.tools.demo.facts import Facts, LayerFacts, read_facts
from bodem_ondergrond.tools.demo.geopackage import Table, write_geopackage

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FOLDER = ROOT / "resources" / "demo"
PACKAGE_FILE = "demopakket.gpkg"
PLANS_FILE = "plangebieden.gpkg"
DESCRIPTION = "Demonstratie: verzonnen grenzen"
PLAN_FIELDS = {
    "naam": "tekst",
    "activiteiten": "tekst",
    "oppervlakte_m2": "getal",
    "diepte_cm": "getal",
    "boordiepte_m": "getal",
    "opslagtemperatuur_c": "getal",
    "agrarisch": "tekst",
    "niet_kerend_woelen": "tekst",
    "bouwvoor": "tekst",
    "verhaal": "tekst",
}
GEOMETRY_TYPES = {"vlak": "MULTIPOLYGON", "lijn": "LINESTRING", "punt": "POINT"}


def build(folder: Path = DEFAULT_FOLDER) -> None:
    """Write both GeoPackages to `folder`."""
    facts = read_facts()
    drawing = Drawing(facts)
    catalogue = _catalogue_layers()
    folder.mkdir(parents=True, exist_ok=True)
    tables = [_layer_table(drawing, facts.layers[name], catalogue[name]) for name in catalogue if name in facts.layers]
    write_geopackage(folder / PACKAGE_FILE, tables, _properties(facts, drawing))
    write_geopackage(folder / PLANS_FILE, [_plan_table(drawing)])


def _catalogue_layers() -> dict[str, dict[str, str]]:
    """Names, titles and kinds of the policy layers, in the order of the catalogue."""
    text = (ROOT / "resources" / "catalogue" / "lagen.yaml").read_text(encoding="utf-8")
    return {name: {"naam": raw["naam"], "geometrie": raw["geometrie"]} for name, raw in yaml.safe_load(text).items()}


def _layer_table(drawing: Drawing, layer: LayerFacts, catalogue: dict[str, str]) -> Table:
    kind = GEOMETRY_TYPES[catalogue["geometrie"]]
    return Table(layer.name, catalogue["naam"], DESCRIPTION, kind, layer.fields, drawing.features(layer))


def _properties(facts: Facts, drawing: Drawing) -> dict[str, str]:
    """The content of `bo_pakket`: what the package says of itself, and which layers are not complete everywhere."""
    covered = {name: drawing.coverage(layer) for name, layer in facts.layers.items()}
    coverage = {
        f"dekking:{name}": shapely.to_wkt(area, rounding_precision=2, trim=True)
        for name, area in sorted(covered.items())
        if area is not None
    }
    writer = {"gebouwd_met": f"shapely {shapely.__version__}, GEOS {shapely.geos_version_string}"}
    return {**facts.package, **writer, **coverage}


def _plan_table(drawing: Drawing) -> Table:
    rows = [_plan_row(drawing, plan) for plan in drawing.facts.plans]
    return Table("plangebieden", "Plangebieden (demonstratie)", DESCRIPTION, "MULTIPOLYGON", PLAN_FIELDS, rows)


def _plan_row(drawing: Drawing, plan: dict[str, object]) -> Feature:
    """A plan area is not cut to the province: one of them leaves it on purpose."""
    geometry = shapes.areas_only(drawing.shape(plan["vorm"]), smallest_m2=0)  # type: ignore[arg-type]
    return geometry, {name: plan.get(name) for name in PLAN_FIELDS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Build into the folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    folder = parser.parse_args(arguments).folder
    build(folder)
    for name in (PACKAGE_FILE, PLANS_FILE):
        print(f"{folder / name}: {(folder / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
