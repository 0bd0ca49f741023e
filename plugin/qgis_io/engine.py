"""Whether the geometry engine can run in this QGIS.

The plugin always loads; what it needs beyond QGIS itself is asked for here, before first use.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import NamedTuple

MINIMUM_SHAPELY = (2, 0)
_NEEDED = ("numpy", "shapely", "yaml", "jinja2")
_HINT = (
    "Op Windows en macOS zit dit pakket in de officiële QGIS-installatie: werk QGIS bij. Op Debian of Ubuntu: "
    "installeer python3-shapely, of start QGIS met een virtuele omgeving waarin shapely 2 staat (zie de handleiding)."
)


class EngineStatus(NamedTuple):
    """Whether checks can run; when not, `message` says in Dutch what is missing and what to do."""

    available: bool
    message: str


def engine_available() -> EngineStatus:
    """Look whether everything a check needs can be loaded.

    Nothing is ever installed by the plugin itself.
    """
    for name in _NEEDED:
        try:
            module = import_module(name)
        except ImportError as error:
            return EngineStatus(
                False, f"Het Python-pakket {name} ontbreekt of kan niet worden geladen ({error}). {_HINT}"
            )
        if name == "shapely" and _version(module.__version__) < MINIMUM_SHAPELY:
            needed = ".".join(map(str, MINIMUM_SHAPELY))
            return EngineStatus(
                False, f"Shapely {module.__version__} is te oud: versie {needed} of nieuwer is nodig. {_HINT}"
            )
    return EngineStatus(True, "")


def _version(text: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: "2.1.2" gives (2, 1), "2.0rc1" gives (2, 0)."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:2])
