"""The one family of errors of this folder."""

from __future__ import annotations


class QgisIoError(Exception):
    """Something of QGIS cannot be used. The message is a Dutch sentence for the user: what is wrong, what to do."""
