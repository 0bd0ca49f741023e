"""The language of the user interface."""

from __future__ import annotations

from qgis.core import QgsApplication


def in_dutch() -> bool:
    """Whether the user interface is in Dutch; an unset locale counts as not."""
    return (QgsApplication.locale() or "").lower().startswith("nl")
