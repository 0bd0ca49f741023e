"""Turns the facts into geometry: what a `vorm` (shape) in a fact file means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import shapely
from shapely import Geometry

from bodem_ondergrond.tools.demo import shapes
from bodem_ondergrond.tools.demo.facts import Coordinate, Facts, LayerFacts, to_metres

Feature = tuple[Geometry, Mapping[str, Any]]

_RESERVED = {"vorm", "elk", "knip"}


class Drawing:
    """Draws objects from facts; knows the frame (province, municipalities) that everything is cut to."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.municipalities = {item.name: shapes.ring_area(item.ring) for item in facts.municipalities}
        self.province = shapes.merge(self.municipalities.values())
        self.streams = {name: shapes.meander(course) for name, course in facts.streams.items()}

    def features(self, layer: LayerFacts) -> list[Feature]:
        """The objects of a layer in the order of the facts, cut to the province and to each other."""
        drawn: list[tuple[Geometry, Mapping[str, Any]]] = []
        for raw in self._expand(layer):
            values = {name: value for name, value in raw.items() if name not in _RESERVED}
            taken = [geometry for geometry, other in drawn if _share(layer.split, values, other)]
            geometry = self._cut(self.shape(raw["vorm"], taken), raw, taken)
            if geometry.is_empty:
                raise ValueError(f"{layer.name}: nothing is left of {values}")
            drawn.append((geometry, values))
        return drawn

    def coverage(self, layer: LayerFacts) -> Geometry | None:
        """The area for which a layer is complete, when that is not the province."""
        return None if layer.coverage is None else self._cut(self.shape(layer.coverage), {}, [])

    def shape(self, vorm: Mapping[str, Any], taken: list[Geometry] | None = None) -> Geometry:
        """The geometry that a `vorm` describes, in m.

        Raises:
            ValueError: the form has no kind that is known here.
        """
        if "samen" in vorm:
            return shapes.merge(self.shape(part) for part in vorm["samen"])
        if "punt" in vorm:
            return shapely.Point(to_metres([vorm["punt"]])[0])
        if "vlak" in vorm:
            return shapes.ring_area(to_metres(vorm["vlak"]), rounded=vorm.get("glad", False))
        if "breedte_m" in vorm:
            course = self.streams[vorm["strook"]] if "strook" in vorm else to_metres(vorm["lijn"])
            return shapes.strip(course, vorm["breedte_m"], vorm.get("van", 0.0), vorm.get("tot", 1.0))
        if "lijn" in vorm:
            return shapes.on_grid(shapely.LineString(to_metres(vorm["lijn"])))
        if "straal_m" in vorm:
            return shapes.blob(self._centre(vorm), vorm["straal_m"], vorm.get("rek", 1.0), vorm.get("draai", 0.0))
        return self._frame_shape(vorm, taken or [])

    def _frame_shape(self, vorm: Mapping[str, Any], taken: list[Geometry]) -> Geometry:
        if "gemeente" in vorm:
            return self.municipalities[vorm["gemeente"]]
        if "provincie" in vorm:
            return self.province
        if "rest" in vorm:
            return shapes.subtract(self.province, taken)
        raise ValueError(f"unknown shape: {vorm}")

    def _centre(self, vorm: Mapping[str, Any]) -> Coordinate:
        x, y = self.facts.places[vorm["bij"]].at if "bij" in vorm else to_metres([vorm["op"]])[0]
        dx, dy = vorm.get("verschuif_m", (0, 0))
        return (x + dx, y + dy)

    def _cut(self, geometry: Geometry, raw: Mapping[str, Any], taken: list[Geometry]) -> Geometry:
        if geometry.geom_type == "Point":
            return geometry
        frame = self.municipalities[raw["knip"]] if "knip" in raw else self.province
        inside = shapes.cut(geometry, frame)
        if geometry.geom_type == "LineString":
            return inside
        inside = shapes.areas_only(inside)
        return shapes.areas_only(shapes.subtract(inside, taken)) if taken else inside

    def _expand(self, layer: LayerFacts) -> Iterator[Mapping[str, Any]]:
        """Objects one by one; `elk` stands for one object per municipality, place or well."""
        for raw in layer.objects:
            if "elk" not in raw:
                yield raw
                continue
            for name, given in self._each(raw["elk"]):
                form = {**raw.get("vorm", {}), **given["vorm"]}
                yield {"naam": name, **raw, **given, "vorm": form}

    def _each(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if kind == "gemeenten":
            for item in self.facts.municipalities:
                yield item.name, {"code": item.code, "vorm": {"gemeente": item.name}}
        elif kind == "plaatsen":
            for place in sorted(self.facts.places.values(), key=lambda place: place.name):
                yield place.name, {"vorm": {"bij": place.name, "straal_m": place.radius}}
        elif kind == "winningen":
            for name, (x, y) in sorted(self.facts.wells.items()):
                yield name, {"vorm": {"op": [x / 1000, y / 1000]}}
        else:
            raise ValueError(f"unknown kind of objects: {kind}")


def _share(split: str | None, values: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two objects of a layer may not overlap."""
    return split == "alle" or (split is not None and values[split] == other[split])
