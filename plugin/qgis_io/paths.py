"""Places of the plugin's own files, and names of files that stay true when a folder moves."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def real_path(path: str) -> str:
    """Return one spelling of a path, so that the same file is known by one name."""
    return str(Path(path).resolve()) if path else ""
