"""The one family of errors of this folder."""

from __future__ import annotations


class OverlayError(Exception):
    """Geometry or a value cannot be used. The message is Dutch and meant for the user."""


# Why a layer or plan areas without coordinate system are refused; the same words from every reader of files and layers.
NO_CRS = (
    "De kaartlaag heeft geen coördinatenstelsel. Leg het vast in het bestand of, in QGIS, bij de eigenschappen van de "
    "laag (voor Nederland meestal EPSG:28992) en probeer het opnieuw."
)
