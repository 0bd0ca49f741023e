from __future__ import annotations

import math

import pytest

from bodem_ondergrond.plugin.overlay.values import class_text, number, plain_text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("Hoog ", "hoog", id="trimmed-and-lower-case"),
        pytest.param(1.0, "1", id="whole-number-without-decimals"),
        pytest.param(1, "1", id="integer"),
        pytest.param(1.5, "1.5", id="fraction"),
        pytest.param("1A", "1a", id="code"),
        pytest.param(True, "ja", id="true"),
        pytest.param(False, "nee", id="false"),
        pytest.param(None, None, id="null"),
        pytest.param("  ", None, id="blank"),
        pytest.param(math.nan, None, id="nan"),
        pytest.param(math.inf, "inf", id="infinite"),
    ],
)
def test_class_values_are_compared_as_normalised_text(raw, expected):
    assert class_text(raw) == expected


def test_plain_text_keeps_its_case():
    assert plain_text(" Drentsche Aa ") == "Drentsche Aa"


def test_plain_text_of_something_else_is_what_it_prints():
    assert plain_text([1, 2]) == "[1, 2]"


@pytest.mark.parametrize(
    ("raw", "expected"), [(12, 12.0), (12.5, 12.5), ("12,5", 12.5), (" 12.5 ", 12.5), (None, None), ("", None)]
)
def test_a_number_is_read_also_from_text_with_a_decimal_comma(raw, expected):
    assert number(raw) == expected


@pytest.mark.parametrize("raw", ["diep", "12 m", math.inf, "nan", True])
def test_something_else_than_a_finite_number_is_refused(raw):
    with pytest.raises(ValueError, match=r"number|could not convert"):
        number(raw)
