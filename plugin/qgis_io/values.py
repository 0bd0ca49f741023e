"""Field values of QGIS as plain Python values."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QVariant


def plain_value(value: Any) -> Any:
    """Return text, number, boolean or `None` for a field value of QGIS; dates and times as ISO text."""
    if isinstance(value, QVariant):
        return None if value.isNull() else plain_value(value.value())
    if isinstance(value, (QDate, QDateTime, QTime)):
        return value.toString(Qt.DateFormat.ISODate) if value.isValid() else None
    return value
