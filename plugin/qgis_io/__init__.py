"""Everything that turns QGIS layers, features, settings and tasks into domain objects, and back.

The names are loaded at their first use (PEP 562): QGIS imports the plugin at start, and geometry, yaml and templates
must not be loaded before the panel or an algorithm needs them. Ask `engine_available()` before anything else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.qgis_io.connections import LayerConnection, project_source
    from bodem_ondergrond.plugin.qgis_io.engine import EngineStatus, engine_available
    from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError
    from bodem_ondergrond.plugin.qgis_io.geometry import from_rd, rd_crs, to_rd
    from bodem_ondergrond.plugin.qgis_io.layer_tree import LoadedLayers, add_policy_layers
    from bodem_ondergrond.plugin.qgis_io.maps import MapMaker, MapOptions, MapPicture, draw_maps
    from bodem_ondergrond.plugin.qgis_io.packages import (
        PackageSource,
        demo_package_path,
        file_source,
        municipality_areas,
    )
    from bodem_ondergrond.plugin.qgis_io.pdf import text_renderers
    from bodem_ondergrond.plugin.qgis_io.plan_areas import feature_plan_areas, open_plan_layer, plan_area
    from bodem_ondergrond.plugin.qgis_io.project_state import ProjectState, clear_state, restore_state, save_state
    from bodem_ondergrond.plugin.qgis_io.settings import Settings, load_settings, save_settings
    from bodem_ondergrond.plugin.qgis_io.tasks import ToetsResult, ToetsRunner, ToetsTask

_MODULES = {
    "connections": ("LayerConnection", "project_source"),
    "engine": ("EngineStatus", "engine_available"),
    "errors": ("QgisIoError",),
    "geometry": ("from_rd", "rd_crs", "to_rd"),
    "layer_tree": ("LoadedLayers", "add_policy_layers"),
    "maps": ("MapMaker", "MapOptions", "MapPicture", "draw_maps"),
    "packages": ("PackageSource", "demo_package_path", "file_source", "municipality_areas"),
    "pdf": ("text_renderers",),
    "plan_areas": ("feature_plan_areas", "open_plan_layer", "plan_area"),
    "project_state": ("ProjectState", "clear_state", "restore_state", "save_state"),
    "settings": ("Settings", "load_settings", "save_settings"),
    "tasks": ("ToetsResult", "ToetsRunner", "ToetsTask"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "EngineStatus",
    "LayerConnection",
    "LoadedLayers",
    "MapMaker",
    "MapOptions",
    "MapPicture",
    "PackageSource",
    "ProjectState",
    "QgisIoError",
    "Settings",
    "ToetsResult",
    "ToetsRunner",
    "ToetsTask",
    "add_policy_layers",
    "clear_state",
    "demo_package_path",
    "draw_maps",
    "engine_available",
    "feature_plan_areas",
    "file_source",
    "from_rd",
    "load_settings",
    "municipality_areas",
    "open_plan_layer",
    "plan_area",
    "project_source",
    "rd_crs",
    "restore_state",
    "save_settings",
    "save_state",
    "text_renderers",
    "to_rd",
]


def __getattr__(name: str) -> Any:
    """Load the module of a public name when it is first asked for."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value
