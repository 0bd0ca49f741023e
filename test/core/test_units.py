"""Figures of one kind are written in each other's unit; others are refused."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import can_convert, convert


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        pytest.param(120, "cm", "m", 1.2, id="cm-to-m"),
        pytest.param(1.2, "m", "cm", 120, id="m-to-cm"),
        pytest.param(60_000, "m2", "ha", 6, id="m2-to-ha"),
        pytest.param(5, "ha", "m2", 50_000, id="ha-to-m2"),
        pytest.param(55, "°C", "°C", 55, id="the-same"),
        pytest.param(3, "regels", "regels", 3, id="the-same-unknown-unit"),
    ],
)
def test_a_figure_keeps_its_size(value, unit, other, expected):
    assert convert(value, unit, other) == pytest.approx(expected)


@pytest.mark.parametrize(("unit", "other"), [("m", "m2"), ("°C", "m"), ("m", "regels")])
def test_what_measures_something_else_is_refused(unit, other):
    assert not can_convert(unit, other)
    with pytest.raises(ValueError, match="om te rekenen"):
        convert(1, unit, other)
