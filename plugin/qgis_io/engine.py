"""Whether the geometry engine can run in this QGIS.

The plugin always loads; what it needs beyond QGIS itself is asked for here, before first use.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MINIMUM_SHAPELY = (2, 0)
_NEEDED = ("numpy", "shapely", "yaml", "jinja2")
_HINT = (
    "Op Windows en macOS zit dit pakket in de officiële QGIS-installatie: werk QGIS bij. Op Debian of Ubuntu: "
    "installeer python3-shapely, of start QGIS met een virtuele omgeving waarin shapely 2 staat (zie de handleiding)."
)
_MIXED = (
    "Shapely past niet bij deze QGIS: beide gebruiken een andere versie van de rekenbibliotheek GEOS. Op Debian of "
    "Ubuntu: installeer python3-shapely in plaats van shapely van PyPI."
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
            with _own_libraries_first() if name == "shapely" else nullcontext():
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
    return EngineStatus(True, "") if _geometry_works() else EngineStatus(False, _MIXED)


def _geometry_works() -> bool:
    """Return whether shapely talks to the GEOS it was built for.

    Where something else in QGIS loaded shapely first, as QGIS 3.40 does itself, `_own_libraries_first` came too late.
    """
    shapely = import_module("shapely")
    try:
        return shapely.from_wkb(shapely.to_wkb(shapely.Point(1, 2))).equals(shapely.Point(1, 2))
    except shapely.errors.GEOSException:
        return False


@contextmanager
def _own_libraries_first() -> Iterator[None]:
    """Let a module that is loaded now prefer the libraries it brought itself.

    On Linux a shapely from PyPI carries its own GEOS. The program `qgis` has the GEOS of the system in its global
    scope, where the loader looks first: half of the calls would go to the one library and half to the other ("WKB
    output dimension must be 2 or 3" is the mildest that comes of it). RTLD_DEEPBIND turns the order round. Where
    shapely is built on the GEOS of the system, as in Debian, nothing changes.
    """
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    if not deep:
        yield
        return
    before = sys.getdlopenflags()
    sys.setdlopenflags(before | deep)
    try:
        yield
    finally:
        sys.setdlopenflags(before)


def _version(text: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: "2.1.2" gives (2, 1), "2.0rc1" gives (2, 0)."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:2])
