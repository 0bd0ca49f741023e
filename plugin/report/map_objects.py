"""The objects of a policy layer as a map takes them: of a policy package, or of what an assessment still knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import CatalogueLayer, Finding, Outcome
from bodem_ondergrond.plugin.overlay import LayerData, PolicyPackage
from bodem_ondergrond.plugin.paragraph.reading import Reading
from bodem_ondergrond.plugin.report.map_styles import ANY_CLASS, LayerStyle
from bodem_ondergrond.plugin.report.map_window import Window

# Shapes are simplified to what an eye can see on paper; what lies just outside the edge is kept, so that the outline of
# a zone is not drawn along the edge of the map.
_DETAIL_MM = 0.12
_EDGE_MM = 3.0
_DIMENSION = {"vlak": 2, "lijn": 1, "punt": 0}


@dataclass(frozen=True, eq=False)
class LayerObjects:
    """Objects of one layer.

    Attributes:
        geometries: shape (n,), EPSG:28992; `ids` as in the data.
        attributes: field -> shape (n,).
        geraakt: shape (n,), bool: the plan area overlaps it; `nabij`: it counts because it is near.
        klassen: (n,) the class of the finding that each is for, when these are the parts inside the plan area and no
            whole objects; else empty.
    """

    layer: CatalogueLayer
    soort: str
    geometries: np.ndarray
    ids: tuple[str, ...]
    attributes: Mapping[str, np.ndarray]
    geraakt: np.ndarray
    nabij: np.ndarray
    klassen: tuple[str, ...] = ()

    def klasse(self, style: LayerStyle, index: int) -> str:
        """Return the class of an object by the style of its layer."""
        if self.klassen:
            return _class_in(self.klassen[index], style)
        return style.class_of({name: column[index] for name, column in self.attributes.items()})

    def ids_of(self, finding: Finding) -> tuple[str, ...]:
        """Return the ids here of the objects that a finding rests on."""
        return (finding.id,) if self.klassen else tuple(item.id for item in finding.objecten)


def objects_of(layer: CatalogueLayer, reading: Reading, package: PolicyPackage | None) -> LayerObjects | None:
    """Return the objects of a layer that is hit; `None` when nobody knows where they are."""
    data = None if package is None else package.lagen.get(layer.id)
    if isinstance(data, LayerData):
        return _of_package(layer, data, reading)
    return _of_findings(layer, reading)


def _of_package(layer: CatalogueLayer, data: LayerData, reading: Reading) -> LayerObjects:
    plan = reading.assessment.plan.geometrie
    hit = np.zeros(len(data), dtype=bool)
    found = data.index.tree.query(plan, predicate="intersects")
    # A shared border is no overlap, as in the check itself.
    hit[found[~shapely.touches(data.geometries[found], plan)] if data.is_areal else found] = True
    counted = {item.id for finding in _findings_on(layer, reading) if _is_near(finding) for item in finding.objecten}
    near = np.array([name in counted for name in data.ids], dtype=bool) & ~hit
    return LayerObjects(layer, data.soort, data.geometries, data.ids, data.attributes, hit, near)


def _of_findings(layer: CatalogueLayer, reading: Reading) -> LayerObjects | None:
    """Return the parts of zones inside the plan area; findings about the same objects give them once."""
    parts: dict[tuple[str, ...], Finding] = {}
    for finding in _findings_on(layer, reading):
        shape = finding.overlap
        if finding.objecten and shape is not None and not shape.is_empty:
            parts.setdefault(tuple(item.id for item in finding.objecten), finding)
    if not parts:
        return None
    geometries = np.array([finding.overlap for finding in parts.values()], dtype=object)
    away = np.array([_is_near(finding) for finding in parts.values()], dtype=bool)
    return LayerObjects(
        layer=layer,
        soort=_kind(geometries),
        geometries=geometries,
        ids=tuple(finding.id for finding in parts.values()),
        attributes={},
        geraakt=~away,
        nabij=away,
        klassen=tuple(finding.klasse or "" for finding in parts.values()),
    )


def _findings_on(layer: CatalogueLayer, reading: Reading) -> Iterator[Finding]:
    for finding in reading.assessment.geldende_bevindingen:
        if finding.laag == layer.id and finding.uitkomst is Outcome.GERAAKT:
            yield finding


def _is_near(finding: Finding) -> bool:
    """Whether a finding is about an object beside the plan area; an exemption may name a distance of its own."""
    return bool(finding.afstand_m) and finding.overlap_m2 == 0


def _kind(geometries: np.ndarray) -> str:
    highest = int(np.max(shapely.get_dimensions(geometries)))
    return next(kind for kind, dimension in _DIMENSION.items() if dimension == max(highest, 0))


def _class_in(words: str, style: LayerStyle) -> str:
    """Return the class of a style in the class of a finding, which joins values by slashes in an order of its own."""
    parts = set(words.split("/"))
    return next((key for key in style.klassen if key in parts or parts.issuperset(key.split(" "))), ANY_CLASS)


def clip(objects: LayerObjects, window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Cut the objects off a little outside the edge of a map and leave out detail that is too small to see.

    Returns:
        the indices of the objects in view, shape (k,), and their shapes, shape (k,), none of them empty.
    """
    edge = window.metres(_EDGE_MM)
    box = shapely.buffer(window.box, edge, cap_style="square", join_style="mitre")
    inside = np.flatnonzero(shapely.intersects(objects.geometries, window.box))
    shapes = objects.geometries[inside]
    cut = ~shapely.covers(box, shapes)
    shapes[cut] = shapely.intersection(shapes[cut], box)
    shapes = np.array([only(shape, objects.soort) for shape in shapes], dtype=object)
    kept = ~shapely.is_empty(shapes)
    return inside[kept], with_less_detail(shapes[kept], window) if objects.soort != "punt" else shapes[kept]


def with_less_detail(shapes: np.ndarray, window: Window) -> np.ndarray:
    """Leave out what is too small to see; nothing disappears, and shapes stay valid.

    Args:
        shapes: (n,), lines or areas, none of them empty.
        window: the map.
    """
    simple = shapely.simplify(shapes, window.metres(_DETAIL_MM), preserve_topology=False)
    broken = ~shapely.is_valid(simple)
    simple[broken] = shapely.buffer(simple[broken], 0)
    # A shape smaller than the detail, or one that fell apart, keeps its place.
    lost = shapely.is_empty(simple) | (shapely.get_dimensions(simple) != shapely.get_dimensions(shapes))
    simple[lost] = shapely.convex_hull(shapely.simplify(shapes[lost], window.metres(_DETAIL_MM)))
    return simple


def only(shape: Any, soort: str) -> Any:
    """Return the parts of a shape that are of a kind: cutting may leave points and lines of a polygon."""
    dimension = _DIMENSION[soort]
    if shape.geom_type != "GeometryCollection" and shapely.get_dimensions(shape) == dimension:
        return shape
    parts = shapely.get_parts(shape)
    kept = parts[shapely.get_dimensions(parts) == dimension]
    return shapely.union_all(kept) if len(kept) else shapely.Polygon()
