"""Plan areas as they come from a file, a map layer or a pen: made fit to be checked, or refused with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import Catalogue, Ingreep, IngreepError, PlanArea
from bodem_ondergrond.plugin.domain.notation import quantity
from bodem_ondergrond.plugin.overlay.arrays import as_array
from bodem_ondergrond.plugin.overlay.pairs import NOISE_M2
from bodem_ondergrond.plugin.overlay.repair import (
    are_valid,
    flatten,
    has_finite_coordinates,
    is_of_kind,
    keep_kind,
    repair,
)
from bodem_ondergrond.plugin.overlay.values import plain_text

# Where coordinates in EPSG:28992 can lie: west, south, east and north of the range for which the Dutch grid is defined
# (Nederlandse Samenwerking Geodetische Infrastructuur).
RD_RANGE_M = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)

_WRONG_CRS = "Waarschijnlijk klopt het coördinatenstelsel niet; stel het goede stelsel in en probeer het opnieuw."


class PreparedPlan(NamedTuple):
    """The geometry of a plan area, checked.

    Attributes:
        geometrie: valid, flat Polygon or MultiPolygon in EPSG:28992; `None` when there is no usable one.
        meldingen: what was changed, in Dutch.
        fout: why it cannot be used, in Dutch; `None` when it can.
    """

    geometrie: Any
    meldingen: tuple[str, ...] = ()
    fout: str | None = None


def prepare_plan_geometry(geometry: Any) -> PreparedPlan:
    """Make the geometry of one plan area fit to be checked. `geometry` is shapely, EPSG:28992, or `None`."""
    return prepare_plan_geometries([geometry])[0]


def prepare_plan_geometries(geometries: Any) -> list[PreparedPlan]:
    """Do the same for many plan areas at once: (n,) shapely geometries or `None`, EPSG:28992; not changed."""
    shapes = flatten(as_array(geometries))
    with np.errstate(invalid="ignore"):  # the area of something infinite is no number, and then no plan area either
        fit = (shapely.area(shapes) > NOISE_M2) & is_of_kind(shapes, "vlak") & _in_range(shapes) & are_valid(shapes)
    return [PreparedPlan(shape) if ready else _prepare_with_care(shape) for shape, ready in zip(shapes, fit)]


def _in_range(shapes: np.ndarray) -> np.ndarray:
    west, south, east, north = RD_RANGE_M
    bounds = shapely.bounds(shapes)
    low, high = bounds[:, :2], bounds[:, 2:]
    return np.all(low >= (west, south), axis=1) & np.all(high <= (east, north), axis=1)


def _prepare_with_care(geometry: Any) -> PreparedPlan:
    if geometry is None or geometry.is_empty:
        return PreparedPlan(None, fout="Het plangebied heeft geen geometrie. Teken of kies een vlak.")
    if not has_finite_coordinates(geometry):
        return PreparedPlan(None, fout=f"Het plangebied heeft coördinaten die geen eindig getal zijn. {_WRONG_CRS}")
    if not _in_range(np.array([geometry], dtype=object))[0]:
        x, y = shapely.bounds(geometry)[:2]
        place = f"bij x = {x:.6g}, y = {y:.6g} in EPSG:28992"
        return PreparedPlan(None, fout=f"Het plangebied ligt (deels) buiten Nederland, {place}. {_WRONG_CRS}")
    return _repaired(geometry)


def _repaired(geometry: Any) -> PreparedPlan:
    meldingen = []
    areal = keep_kind(geometry, "vlak")
    if areal.is_empty:
        return PreparedPlan(
            None, fout=f"Het plangebied is {_KIND_WORDS.get(geometry.geom_type, 'geen vlak')}. {_NEEDED}"
        )
    if areal is not geometry:
        meldingen.append("Van het plangebied zijn alleen de vlakken gebruikt; losse lijnen en punten zijn weggelaten.")
    if not areal.is_valid:
        before, areal = areal, repair(areal, "vlak")
        meldingen.append(_repair_message(before, areal))
    if areal.area <= NOISE_M2:
        return PreparedPlan(None, tuple(meldingen), "Het plangebied heeft geen oppervlakte. Teken of kies een vlak.")
    return PreparedPlan(areal, tuple(meldingen))


_NEEDED = "Alleen een vlak kan worden getoetst."
_KIND_WORDS = {
    "Point": "een punt",
    "MultiPoint": "een verzameling punten",
    "LineString": "een lijn",
    "MultiLineString": "een verzameling lijnen",
    "LinearRing": "een lijn",
}


def _repair_message(before: Any, after: Any) -> str:
    return (
        f"De grens van het plangebied kruist zichzelf of is op een andere manier ongeldig ({_where(before)}) en is "
        f"hersteld: de oppervlakte was {quantity(before.area, 'm2')} en is nu {quantity(after.area, 'm2')}."
    )


def _where(geometry: Any) -> str:
    """Return the place of the first flaw, from GEOS's `reason[x y]`."""
    _, _, place = shapely.is_valid_reason(geometry).partition("[")
    x, _, y = place.rstrip("]").partition(" ")
    return f"bij x = {float(x):.1f}, y = {float(y):.1f}" if y else "op meer plaatsen"


def plan_area_from_values(identifier: str, values: Mapping[str, Any], geometry: Any, catalogue: Catalogue) -> PlanArea:
    """Build one plan area. See `plan_areas_from_values`."""
    return plan_areas_from_values([identifier], [values], [geometry], catalogue)[0]


def plan_areas_from_values(
    ids: Sequence[str], values: Sequence[Mapping[str, Any]], geometries: Any, catalogue: Catalogue
) -> list[PlanArea]:
    """Build plan areas from raw values. A bad value or geometry never loses one: it gets a `fout`.

    Args:
        ids: (n,) unique.
        values: (n,) raw values by the attribute names of `FieldNames` (naam, activiteiten, oppervlakte_m2, ...).
        geometries: (n,) shapely geometries in EPSG:28992 or `None`.
        catalogue: knows the activities.
    """
    prepared = prepare_plan_geometries(geometries)
    return [_plan_area(identifier, row, plan, catalogue) for identifier, row, plan in zip(ids, values, prepared)]


def _plan_area(identifier: str, values: Mapping[str, Any], plan: PreparedPlan, catalogue: Catalogue) -> PlanArea:
    naam = plain_text(values.get("naam")) or f"Plangebied {identifier}"
    ingreep, fouten = Ingreep(), [plan.fout] if plan.fout else []
    try:
        ingreep = Ingreep.from_fields(values, catalogue.activiteiten)
    except IngreepError as error:
        fouten.append(str(error))
    return PlanArea(identifier, naam, plan.geometrie, ingreep, plan.meldingen, " ".join(fouten) or None)
