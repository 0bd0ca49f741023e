"""What helps to find one's way on a map: borders, built-up areas with their names, and where in Drenthe it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay import LayerData, PolicyPackage
from bodem_ondergrond.plugin.paragraph.reading import clean_name
from bodem_ondergrond.plugin.report.map_objects import only
from bodem_ondergrond.plugin.report.map_places import Badge, Occupied
from bodem_ondergrond.plugin.report.map_window import Window

_PROVINCE, _MUNICIPALITIES, _BUILT_UP = "provincie", "gemeenten", "bestaand_stedelijk_gebied"
_DETAIL_MM = 0.1
# Size of a name on paper, and how much room there must be around it.
NAME_HEIGHT_MM, _MM_PER_LETTER, _BADGE_MM = 2.7, 1.45, 5.4
_MOST_NAMES = 14
_SMALLEST_NAMED_MM2 = 12.0
# The little map of Drenthe needs no more detail than this.
_LOCATOR_DETAIL_M = 400.0
# A map of so much of Drenthe needs no little map.
_MOST_OF_DRENTHE = 0.6
# Two borders that run closer together than this on paper are one.
_SAME_BORDER_MM = 0.6


@dataclass(frozen=True)
class PlaceName:
    """A name on the map, with its middle."""

    tekst: str
    plek: Badge


@dataclass(frozen=True, eq=False)
class Frame:
    """The frame of a map, in EPSG:28992 and cut off at its edge; `None` where the data do not have it.

    Attributes:
        buiten: the part of the map outside Drenthe.
        grenzen: borders of municipalities; `provincie` that of Drenthe.
        bebouwd: built-up areas, unless they are on the map themselves.
        drenthe: Drenthe as a whole, with little detail; `None` too when the map shows most of it.
    """

    buiten: Any = None
    grenzen: Any = None
    provincie: Any = None
    bebouwd: Any = None
    namen: tuple[PlaceName, ...] = ()
    drenthe: Any = None


def frame_of(
    package: PolicyPackage | None,
    window: Window,
    plan: Any,
    drawn: Collection[str],
    badges: Sequence[Badge],
) -> Frame:
    """Return the frame of a map; empty without a package.

    Args:
        package: the data.
        window: the map.
        plan: the plan area, which names keep clear of.
        drawn: the layers that the map draws: they are not frame too.
        badges: the numbers on the map, which names keep clear of.
    """
    if package is None:
        return Frame()
    province, municipalities, built_up = (_layer(package, laag) for laag in (_PROVINCE, _MUNICIPALITIES, _BUILT_UP))
    drenthe = None if province is None else shapely.union_all(province.geometries)
    border = None if province is None else _lines(province, window)
    around = None if built_up is None else _areas(built_up, window)
    return Frame(
        buiten=None if drenthe is None else _polygons(shapely.difference(window.box, drenthe), window),
        grenzen=None if municipalities is None else _lines(municipalities, window, border),
        provincie=border,
        bebouwd=None if around is None or _BUILT_UP in drawn else around,
        namen=() if built_up is None else tuple(_names(built_up, window, plan, badges)),
        drenthe=None if drenthe is None else _locator(drenthe, window),
    )


def _layer(package: PolicyPackage, laag: str) -> LayerData | None:
    found = package.lagen.get(laag)
    return found if isinstance(found, LayerData) and len(found) else None


def _areas(data: LayerData, window: Window) -> Any:
    near = data.geometries[shapely.intersects(data.geometries, window.box)]
    return _polygons(shapely.union_all(shapely.intersection(near, window.box)), window) if len(near) else None


def _lines(data: LayerData, window: Window, other: Any = None) -> Any:
    """Return the borders in view, each once: of two neighbours the border is one line. `other` is drawn already."""
    near = data.geometries[shapely.intersects(data.geometries, window.box)]
    lines = shapely.union_all(shapely.intersection(shapely.boundary(near), window.box))
    if other is not None and not lines.is_empty:
        lines = shapely.difference(lines, shapely.buffer(other, window.metres(_SAME_BORDER_MM)))
    lines = only(lines, "lijn")
    return None if lines.is_empty else shapely.simplify(shapely.line_merge(lines), window.metres(_DETAIL_MM))


def _locator(drenthe: Any, window: Window) -> Any:
    """Return Drenthe with little detail; `None` when the map itself shows most of it."""
    if window.box.area > _MOST_OF_DRENTHE * drenthe.area:
        return None
    return shapely.simplify(drenthe, _LOCATOR_DETAIL_M)


def _polygons(shape: Any, window: Window) -> Any:
    kept = only(shapely.simplify(shape, window.metres(_DETAIL_MM)), "vlak")
    return None if kept.is_empty or kept.area < window.metres(1) ** 2 else kept


def _names(data: LayerData, window: Window, plan: Any, badges: Sequence[Badge]) -> Iterator[PlaceName]:
    """Give the names of the largest built-up areas in view that have room for them."""
    column = data.attributes.get("naam")
    if column is None:
        return
    taken = Occupied()
    badge = window.metres(_BADGE_MM)
    for place in badges:
        taken.take(place.x, place.y, badge, badge)
    inside = np.flatnonzero(shapely.intersects(data.geometries, window.box))
    shapes = shapely.intersection(data.geometries[inside], window.box)
    order = np.argsort(-shapely.area(shapes), kind="stable")
    given = 0
    for index in order:
        name = clean_name(column[inside[index]])
        if not name or given >= _MOST_NAMES or shapes[index].area < _SMALLEST_NAMED_MM2 * window.metres(1) ** 2:
            continue
        middle = _room_for(name, shapes[index], window, plan, taken)
        if middle is not None:
            given += 1
            yield PlaceName(name, middle)


def _room_for(name: str, shape: Any, window: Window, plan: Any, taken: Occupied) -> Badge | None:
    width, height = window.metres(_MM_PER_LETTER * len(name) + 1), window.metres(NAME_HEIGHT_MM + 0.8)
    middle = shapely.point_on_surface(shape)
    for up in (0.0, 1.0, -1.0, 2.0, -2.0):
        x = min(max(middle.x, window.west + width / 2), window.east - width / 2)
        y = middle.y + up * height
        fits = window.south + height / 2 < y < window.north - height / 2
        box = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if fits and taken.is_free(x, y, width, height) and not shapely.intersects(plan, box):
            taken.take(x, y, width, height)
            return Badge(x, y)
    return None
