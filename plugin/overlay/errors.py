"""The one family of errors of this folder."""

from __future__ import annotations


class OverlayError(Exception):
    """Geometry or a value cannot be used. The message is Dutch and meant for the user."""
