"""The version of the plugin, from the one place where it is written: `metadata.txt`."""

from __future__ import annotations

from configparser import ConfigParser
from functools import lru_cache
from pathlib import Path

METADATA = Path(__file__).resolve().parents[1] / "metadata.txt"


@lru_cache(maxsize=1)
def plugin_version() -> str:
    """Return the version in `metadata.txt`."""
    parser = ConfigParser(interpolation=None)
    parser.read(METADATA, encoding="utf-8")
    return parser.get("general", "version", fallback="onbekend")
