"""How the policy layers look on a map: the table `resources/styles/tabel.yaml`.

The styles of QGIS are made of the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bodem_ondergrond.plugin.domain import CatalogueLayer

TABLE = Path(__file__).resolve().parents[2] / "resources" / "styles" / "tabel.yaml"
PALETTE: Mapping[str, tuple[int, int, int]] = {
    "zwart": (0, 0, 0),
    "oranje": (230, 159, 0),
    "hemelsblauw": (86, 180, 233),
    "groen": (0, 158, 115),
    "geel": (240, 228, 66),
    "blauw": (0, 114, 178),
    "vermiljoen": (213, 94, 0),
    "paars": (204, 121, 167),
    "grijs": (120, 120, 120),
    "wit": (255, 255, 255),
}
"""The palette of Okabe and Ito (Color Universal Design), with grey and white for the frame."""

OTHER: Mapping[str, Any] = {
    "kleur": "grijs",
    "dekking": 0.3,
    "arcering": 45,
    "lijn": "stip",
    "tekst": "overig of onbekend",
}
"""What an object looks like whose class is not in the table: visible, and plainly not one of the classes."""

ANY_CLASS = "*"
"""The class of objects of which only the layer is known."""

DEFAULT_OPACITY = 0.35
DEFAULT_WIDTH_MM = 0.4
HATCH_DISTANCE_MM = 2.0
HATCH_WIDTH_MM = 0.35
_DEFAULT_MARKER, _DEFAULT_MARKER_MM = "cirkel", 3.0
# The C reader is several times faster and gives the same; not every QGIS ships it. Both read plain data only.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Look:
    """How objects of one class are drawn. Colours are `#rrggbb`, sizes are in mm on paper.

    Attributes:
        lijn: vol, streep, stip or geen.
        arcering: angles of the hatches in degrees, counter-clockwise from horizontal.
        teken: for points: cirkel, vierkant, driehoek, ruit or ster.
    """

    kleur: str
    dekking: float
    rand: str
    dikte: float
    lijn: str
    arcering: tuple[float, ...]
    afstand: float
    teken: str
    grootte: float


@dataclass(frozen=True)
class LayerStyle:
    """The looks of a layer by class.

    Attributes:
        velden: fields whose values, with a space between, name the class; empty: all objects look alike.
        klassen: class -> look; `anders` is for the others.
        namen: class -> words for the legend; empty for a layer without classes.
    """

    velden: tuple[str, ...]
    klassen: Mapping[str, Look]
    anders: Look
    namen: Mapping[str, str]
    anders_naam: str

    def class_of(self, values: Mapping[str, Any]) -> str:
        """Return the class of an object by its attributes; empty when the layer has no classes."""
        parts = [values.get(name) for name in self.velden]
        return "" if any(part is None for part in parts) else " ".join(str(part) for part in parts)

    def look(self, klasse: str) -> Look:
        """Return how a class looks; `ANY_CLASS` looks as the first."""
        if klasse == ANY_CLASS:
            return next(iter(self.klassen.values()), self.anders)
        return self.klassen.get(klasse, self.anders)

    def name(self, klasse: str) -> str:
        """Return what a class is called, with a small letter; empty when the layer has no classes."""
        return self.namen.get(klasse, self.anders_naam) if self.velden and klasse != ANY_CLASS else ""


@lru_cache(maxsize=1)
def style_table() -> Mapping[str, Mapping[str, Any]]:
    """Read the table: layer -> look, in the words of the file."""
    loader = _SafeLoader(TABLE.read_text(encoding="utf-8"))
    try:
        table: Mapping[str, Mapping[str, Any]] = loader.get_single_data()
    finally:
        loader.dispose()
    return table


def layer_style(layer: CatalogueLayer) -> LayerStyle:
    """Return the style of a layer; a layer that is not in the table (a municipality's own) is drawn as unknown."""
    described = style_table().get(layer.id, OTHER)
    fields = tuple(described.get("velden", ())) or ((described["veld"],) if "veld" in described else ())
    classes: Mapping[str, Any] = described.get("klassen", {})
    other = {**OTHER, **described.get("anders", {})} if fields else described
    return LayerStyle(
        velden=fields,
        klassen={str(key): _look(look) for key, look in classes.items()},
        anders=_look(other),
        namen={str(key): look.get("tekst") or _label(layer, fields, str(key)) for key, look in classes.items()},
        anders_naam=other.get("tekst", ""),
    )


def _label(layer: CatalogueLayer, fields: tuple[str, ...], klasse: str) -> str:
    field = layer.velden.get(fields[0])
    return field.waarden.get(klasse, klasse) if field else klasse


def _look(described: Mapping[str, Any]) -> Look:
    hatch = described.get("arcering", ())
    colour = described["kleur"]
    return Look(
        kleur=hexadecimal(colour),
        dekking=float(described.get("dekking", DEFAULT_OPACITY)),
        rand=hexadecimal(described.get("rand", colour)),
        dikte=float(described.get("dikte", DEFAULT_WIDTH_MM)),
        lijn=described.get("lijn", "vol"),
        arcering=tuple(hatch) if isinstance(hatch, (list, tuple)) else (hatch,),
        afstand=float(described.get("afstand", HATCH_DISTANCE_MM)),
        teken=described.get("teken", _DEFAULT_MARKER),
        grootte=float(described.get("grootte", _DEFAULT_MARKER_MM)),
    )


def hexadecimal(colour: str) -> str:
    """Return a colour of the palette as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*PALETTE[colour])
