"""Shapes of a map as path data for SVG: areas with fill, hatch and outline, lines, and signs for points.

Sizes on paper are given in mm and drawn in units, `PER_MM` to the mm.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.report.map_styles import HATCH_WIDTH_MM, Look
from bodem_ondergrond.plugin.report.map_window import WIDTH_MM

WIDTH = 720.0
PER_MM = WIDTH / WIDTH_MM
_DASHES = {"streep": "7 4", "stip": "1.5 4", "vol": "", "geen": ""}
_CASING_COLOUR, _CASING_MM = "#4d4d4d", 0.8
_STAR_INSIDE = 0.42
# The outlines of signs, with a radius of 1; y runs down.
_SIGNS = {
    "vierkant": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "driehoek": ((0, -1), (1, 1), (-1, 1)),
    "ruit": ((0, -1.2), (1, 0), (0, 1.2), (-1, 0)),
    "cirkel": tuple((math.cos(math.pi * k / 8), math.sin(math.pi * k / 8)) for k in range(16)),
    "ster": tuple(
        (radius * math.sin(math.pi * k / 5), -radius * math.cos(math.pi * k / 5))
        for k in range(10)
        for radius in [1.0 if k % 2 == 0 else _STAR_INSIDE]
    ),
}


@dataclass(frozen=True)
class Form:
    """A path with its paint; `lijn` empty: no line."""

    d: str
    vulling: str = "none"
    dekking: float = 1.0
    lijn: str = ""
    dikte: float = 1.0
    streep: str = ""


@dataclass(frozen=True)
class Paper:
    """How coordinates fall on paper: (`x0`, `y0`) comes at (`left`, `top`), with so many units to one of theirs."""

    x0: float
    y0: float
    per: float
    left: float = 0.0
    top: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes."""
        return self.left + (x - self.x0) * self.per, self.top + (self.y0 - y) * self.per

    def path(self, shape: Any) -> str:
        """Return lines and outlines of a shapely geometry, or of an array of them, as path data; no points."""
        parts = []
        for line in _lines(shape):
            xy = (shapely.get_coordinates(line) - (self.x0, self.y0)) * (self.per, -self.per) + (self.left, self.top)
            xy = _without_doubles(np.round(xy, 1))
            if len(xy) > 1:
                closed = "Z" if line.geom_type == "LinearRing" else ""
                parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in xy) + closed)
        return "".join(parts)


def _lines(shape: Any) -> Iterator[Any]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield part.exterior
            yield from part.interiors
        elif part.geom_type in ("LineString", "LinearRing"):
            yield part
        elif part.geom_type != "Point":
            yield from _lines(part)


def _without_doubles(xy: np.ndarray) -> np.ndarray:
    """Leave out points that fall on the one before. Shape (n, 2)."""
    kept = np.ones(len(xy), dtype=bool)
    kept[1:] = np.any(xy[1:] != xy[:-1], axis=1)
    return xy[kept]


def units(millimetres: float) -> float:
    """Return a size on paper in units."""
    return round(millimetres * PER_MM, 2)


def hatch_lines(box: Any, angle: float, distance: float) -> np.ndarray:
    """Return parallel lines over a whole rectangle, through its middle. Shape (n,).

    Args:
        box: the rectangle.
        angle: in degrees, counter-clockwise from horizontal.
        distance: between lines, in the unit of the rectangle.
    """
    west, south, east, north = box.bounds
    half = math.hypot(east - west, north - south) / 2
    along = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    across = np.array([-along[1], along[0]])
    most = math.floor(half / distance)
    middles = np.array([west + east, south + north]) / 2 + np.arange(-most, most + 1)[:, None] * distance * across
    ends = np.stack([middles - half * along, middles + half * along], axis=1)
    lines: np.ndarray = shapely.linestrings(ends)
    return lines


def area_forms(paper: Paper, visible: Any, edge: Any, look: Look, distance: float) -> Iterator[Form]:
    """Give fill, hatch and outline of an area.

    Args:
        paper: where it is drawn.
        visible: the area as far as it is in view.
        edge: its outline, without where the edge of the map cuts it off.
        look: how.
        distance: between the lines of a hatch, in the unit of the shapes.
    """
    if visible.is_empty:
        return
    if look.dekking:
        yield Form(paper.path(visible), look.kleur, look.dekking)
    for angle in look.arcering:
        hatch = _within(hatch_lines(shapely.box(*visible.bounds), angle, distance), visible)
        yield Form(paper.path(hatch), lijn=look.rand, dikte=units(HATCH_WIDTH_MM))
    if look.lijn != "geen":
        yield Form(paper.path(edge), lijn=look.rand, dikte=units(look.dikte), streep=_DASHES[look.lijn])


def _within(lines: np.ndarray, area: Any) -> np.ndarray:
    """Return the parts of lines (n,) that lie in an area, part by part: that is faster when there are many."""
    parts = shapely.get_parts(area)
    line, part = shapely.STRtree(parts).query(lines, predicate="intersects")
    found: np.ndarray = shapely.intersection(lines[line], parts[part])
    return found


def line_forms(d: str, look: Look) -> Iterator[Form]:
    """Give a line with a dark casing, as the styles for QGIS have it."""
    yield Form(d, lijn=_CASING_COLOUR, dikte=units(look.dikte + _CASING_MM))
    yield Form(d, lijn=look.kleur, dikte=units(look.dikte), streep=_DASHES[look.lijn])


def sign_form(x: float, y: float, look: Look) -> Form:
    """Return the sign of a point."""
    half = units(look.grootte) / 2
    points = (f"{x + dx * half:.1f} {y + dy * half:.1f}" for dx, dy in _SIGNS[look.teken])
    return Form(f"M{'L'.join(points)}Z", look.kleur, 1.0, "#ffffff" if look.rand == look.kleur else look.rand, 1.2)


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle as path data."""
    return f"M{x:.1f} {y:.1f}H{x + width:.1f}V{y + height:.1f}H{x:.1f}Z"


def sample_forms(look: Look, soort: str, x: float, y: float, width: float, height: float) -> Iterator[Form]:
    """Give the sample of a class for the legend, in a small box."""
    if soort == "punt":
        yield sign_form(x + width / 2, y + height / 2, look)
    elif soort == "lijn":
        yield from line_forms(f"M{x:.1f} {y + height / 2:.1f}H{x + width:.1f}", look)
    else:
        box = shapely.box(0, 0, width, height)
        # A little denser than on the map, so that the hatch shows in so small a box.
        distance = min(units(look.afstand), height / 2)
        yield from area_forms(Paper(0, height, 1, x, y), box, shapely.boundary(box), look, distance)
