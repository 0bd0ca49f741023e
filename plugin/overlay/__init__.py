"""Geometry: policy layers and plan areas in EPSG:28992 as arrays of shapely geometries, measured against each other.

Knows no policy: which objects, how many square metres, how far; never what that means.
"""

from bodem_ondergrond.plugin.overlay.assembly import RawLayer, assemble_package, package_info
from bodem_ondergrond.plugin.overlay.errors import OverlayError
from bodem_ondergrond.plugin.overlay.extent import objects_outside
from bodem_ondergrond.plugin.overlay.layers import LayerData, LayerFailure, LayerProblem, LayerResult, PolicyPackage
from bodem_ondergrond.plugin.overlay.measurement import (
    LayerMeasurement,
    Measurements,
    Overlap,
    PlanMeasurement,
    measure,
)
from bodem_ondergrond.plugin.overlay.plans import (
    PreparedPlan,
    plan_area_from_values,
    plan_areas_from_values,
    prepare_plan_geometries,
    prepare_plan_geometry,
)
from bodem_ondergrond.plugin.overlay.preparation import prepare_layer
from bodem_ondergrond.plugin.overlay.proximity import Nearest
from bodem_ondergrond.plugin.overlay.repair import are_valid as validity
from bodem_ondergrond.plugin.overlay.selection import select

__all__ = [
    "LayerData",
    "LayerFailure",
    "LayerMeasurement",
    "LayerProblem",
    "LayerResult",
    "Measurements",
    "Nearest",
    "Overlap",
    "OverlayError",
    "PlanMeasurement",
    "PolicyPackage",
    "PreparedPlan",
    "RawLayer",
    "assemble_package",
    "measure",
    "objects_outside",
    "package_info",
    "plan_area_from_values",
    "plan_areas_from_values",
    "prepare_layer",
    "prepare_plan_geometries",
    "prepare_plan_geometry",
    "select",
    "validity",
]
