"""Reads the facts of the demonstration package (`feiten/*.yaml`): names, places, sizes and classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FACTS = Path(__file__).parent / "feiten"
KM = 1000.0

Coordinate = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A town or village: where it lies (m), how large its built-up area is drawn (m) and in which municipality."""

    name: str
    at: Coordinate
    radius: float
    municipality: str


@dataclass(frozen=True)
class MunicipalityFacts:
    """A municipality with the nodes of its schematic ring, in m."""

    code: str
    name: str
    ring: tuple[Coordinate, ...]


@dataclass(frozen=True)
class LayerFacts:
    """One policy layer: fields (name -> tekst, geheel, getal), objects, and how they are cut.

    `split` is `alle` (no two objects overlap, the first wins), a field name (none of equal value overlap) or `None`.
    `coverage` is the shape for which the layer is complete; `None`: the province.
    """

    name: str
    fields: Mapping[str, str]
    objects: tuple[Mapping[str, Any], ...]
    split: str | None = None
    coverage: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Facts:
    """All facts, in metres."""

    municipalities: tuple[MunicipalityFacts, ...]
    places: Mapping[str, Place]
    streams: Mapping[str, tuple[Coordinate, ...]]
    wells: Mapping[str, Coordinate]
    layers: Mapping[str, LayerFacts]
    plans: tuple[Mapping[str, Any], ...] = field(default=())
    package: Mapping[str, str] = field(default_factory=dict)


def read_facts(folder: Path = FACTS) -> Facts:
    """Read all fact files of a folder; layers keep the order of the files and of their content."""
    frame = _read(folder / "kader.yaml")
    layers = {
        name: LayerFacts(name, raw["velden"], tuple(raw["objecten"]), raw.get("verdeel"), raw.get("dekking"))
        for file in sorted((folder / "lagen").glob("*.yaml"))
        for name, raw in _read(file).items()
    }
    return Facts(
        municipalities=tuple(_municipality(raw, frame["knopen"]) for raw in frame["gemeenten"]),
        places=_places(_read(folder / "plaatsen.yaml")),
        streams={name: to_metres(course) for name, course in _read(folder / "beken.yaml").items()},
        wells={name: to_metres([at])[0] for name, at in _read(folder / "winningen.yaml").items()},
        layers=layers,
        plans=tuple(_read(folder / "plangebieden.yaml")),
        package=_read(folder / "pakket.yaml"),
    )


def to_metres(points: Sequence[Sequence[float]]) -> tuple[Coordinate, ...]:
    """Kilometres of the fact files to metres, on the centimetre."""
    return tuple((round(x * KM, 2), round(y * KM, 2)) for x, y in points)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _municipality(raw: Mapping[str, Any], nodes: Mapping[str, Sequence[float]]) -> MunicipalityFacts:
    return MunicipalityFacts(raw["code"], raw["naam"], to_metres([nodes[node] for node in raw["ring"]]))


def _places(raw: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, Place]:
    return {
        name: Place(name, to_metres([values[:2]])[0], float(values[2]), municipality)
        for municipality, places in raw.items()
        for name, values in places.items()
    }
