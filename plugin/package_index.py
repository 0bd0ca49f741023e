"""What is worth remembering of a beleidspakket beside the file: which geometries are invalid.

To find that out takes most of the time of opening a large package. It depends on the geometry and on GEOS alone, so it
is kept under a checksum of the geometry as it was read and the version of GEOS: it cannot be stale, whatever happened
to the file. `<package>.index.json` may be deleted at any time; where it cannot be written, nothing is remembered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.overlay import validity
from bodem_ondergrond.plugin.overlay.arrays import positions_of

SCHEMA = "bodem-ondergrond/pakketindex/1"
# A package with fewer vertices is looked over in less than a tenth of a second: no reason to leave a file behind.
WORTH_REMEMBERING = 500_000
_GEOS = shapely.geos_version_string


def index_path(package: Path) -> Path:
    """Return where the index of a package is."""
    return package.with_name(f"{package.name}.index.json")


class ContentKey:
    """A checksum of geometries in well-known binary, in their order; they may come in pieces."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, blobs: Iterable[bytes | None]) -> None:
        """Take the next geometries."""
        for blob in blobs:
            self._digest.update(b"\0" if blob is None else blob)

    def __str__(self) -> str:
        """Return the checksum of all that was added."""
        return self._digest.hexdigest()


def content_key(blobs: Iterable[bytes | None]) -> str:
    """Return the checksum of geometries that are all there."""
    key = ContentKey()
    key.add(blobs)
    return str(key)


class PackageIndex:
    """The index of one package while it is opened: ask `valid` per layer, then `save`."""

    def __init__(self, package: Path) -> None:
        """Read the index of a package; a damaged or absent one is an empty one."""
        self._path = index_path(package)
        self._known = _read(self._path)
        self._seen: dict[str, list[int]] = {}
        self._vertices = 0

    def valid(self, key: str, geometries: np.ndarray) -> np.ndarray:
        """Tell which geometries are valid; found out when it is not known yet.

        Args:
            key: `content_key` of what was read.
            geometries: shape (n,), object: what was made of it.

        Returns:
            shape (n,), bool: as `overlay.validity` says.
        """
        self._vertices += int(shapely.get_num_coordinates(geometries).sum())
        invalid = self._known.get(key)
        if invalid is None or any(not 0 <= position < len(geometries) for position in invalid):
            valid = validity(geometries)
            self._seen[key] = positions_of(~valid)
            return valid
        self._seen[key] = invalid
        valid = np.ones(len(geometries), dtype=bool)
        valid[invalid] = False
        return valid

    def save(self) -> None:
        """Write what was found out, if that is new and worth it; a folder that is read-only is no error."""
        if self._vertices < WORTH_REMEMBERING or self._seen.items() <= self._known.items():
            return
        content = {"schema": SCHEMA, "geos": _GEOS, "ongeldig": self._seen}
        part = self._path.with_name(f"{self._path.name}.deel")
        with suppress(OSError):
            part.write_text(json.dumps(content), encoding="utf-8")
            part.replace(self._path)


def _read(path: Path) -> dict[str, list[int]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or content.get("geos") != _GEOS:
        return {}
    layers = content.get("ongeldig")
    return {key: value for key, value in layers.items() if _are_positions(value)} if isinstance(layers, dict) else {}


def _are_positions(value: Any) -> bool:
    return isinstance(value, list) and all(type(position) is int for position in value)
