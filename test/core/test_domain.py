"""The vocabulary: reading figures and answers of users, and writing figures in Dutch."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodem_ondergrond.plugin.domain import Answer, Ingreep, IngreepError, Verdict, notation

SPACE = notation.NBSP


@pytest.mark.parametrize("raw", [None, "", "  ", "onbekend", float("nan"), "NULL"])
def test_empty_figure_means_unknown_and_never_zero(raw):
    assert Ingreep.from_fields({"diepte_cm": raw, "agrarisch": raw}) == Ingreep()


@pytest.mark.parametrize(("raw", "figure"), [("12,5", 12.5), (" 30 ", 30.0), (0, 0.0), ("1e3", 1000.0)])
def test_figure_is_read_with_comma_or_point(raw, figure):
    assert Ingreep.from_fields({"diepte_cm": raw}).diepte_cm == figure


def test_dutch_notation_with_both_signs_is_read():
    assert Ingreep.from_fields({"oppervlakte_m2": "1.165,5"}).oppervlakte_m2 == 1165.5


@pytest.mark.parametrize("raw", ["1.000", "12.000", "1.000.000"])
def test_text_that_is_a_thousand_in_dutch_and_one_in_english_is_refused(raw):
    with pytest.raises(IngreepError, match="dubbelzinnig"):
        Ingreep.from_fields({"oppervlakte_m2": raw})


def test_figure_from_a_number_field_is_never_ambiguous():
    assert Ingreep.from_fields({"oppervlakte_m2": 1.125}).oppervlakte_m2 == 1.125


@pytest.mark.parametrize("raw", ["diep", "12 cm", True, math.inf, "1.2.3"])
def test_text_for_a_number_is_refused_with_field_and_value(raw):
    with pytest.raises(IngreepError, match="diepte_cm") as caught:
        Ingreep.from_fields({"diepte_cm": raw})
    assert str(raw) in str(caught.value)
    assert "cm" in str(caught.value)


def test_negative_depth_is_refused():
    with pytest.raises(IngreepError, match="negatief"):
        Ingreep.from_fields({"diepte_cm": -5})


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        *((raw, Answer.JA) for raw in ("ja", "Ja", "J", True, 1, 1.0, "waar")),
        *((raw, Answer.NEE) for raw in ("nee", "N", False, 0, "onwaar")),
        *((raw, Answer.ONBEKEND) for raw in (None, "", "onbekend", "?")),
        (Answer.NEE, Answer.NEE),
    ],
)
def test_answer_is_read_in_every_usual_form(raw, answer):
    assert Ingreep.from_fields({"bouwvoor": raw}).bouwvoor is answer


def test_answer_that_is_none_of_these_is_refused():
    with pytest.raises(IngreepError, match="agrarisch"):
        Ingreep.from_fields({"agrarisch": "soms"})


def test_activities_are_read_from_text_sorted_and_without_doubles():
    ingreep = Ingreep.from_fields({"activiteiten": "woningbouw, Grondverzet;woningbouw,"})
    assert ingreep.activiteiten == ("grondverzet", "woningbouw")
    assert not ingreep.is_strategic


def test_unknown_activity_is_refused_and_the_known_ones_are_named():
    with pytest.raises(IngreepError, match=r"dansen.*grondverzet"):
        Ingreep.from_fields({"activiteiten": "dansen"}, known_activities={"grondverzet"})


def test_no_activities_is_a_strategic_question():
    assert Ingreep.from_fields({"activiteiten": float("nan")}).is_strategic


def test_heavier_verdict_gives_way_to_a_ceiling_and_a_lighter_one_stays():
    assert Verdict.VERBOD.at_most(Verdict.AANDACHT) is Verdict.AANDACHT
    assert Verdict.GEEN_BELEMMERING.at_most(Verdict.AANDACHT) is Verdict.GEEN_BELEMMERING


@pytest.mark.parametrize(
    ("m2", "text"),
    [
        (0.4, f"minder dan 1{SPACE}m²"),
        (38.2, f"38{SPACE}m²"),
        (905, f"900{SPACE}m²"),
        (2_941.37, f"2.940{SPACE}m²"),
        (4_999, f"5.000{SPACE}m²"),
        (16_000, f"1,6{SPACE}ha"),
        (12_345_678, f"1.234,6{SPACE}ha"),
    ],
)
def test_area_is_written_in_the_unit_people_expect(m2, text):
    assert notation.area(m2) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.0004, f"minder dan 1{SPACE}procent"),
        (0.666, f"67{SPACE}procent"),
        (0.9999, f"meer dan 99{SPACE}procent"),
        (1.0, f"100{SPACE}procent"),
    ],
)
def test_share_never_turns_little_into_nothing_or_most_into_all(fraction, text):
    assert notation.share(fraction) == text


@pytest.mark.parametrize(("metres", "text"), [(41.7, "42"), (144, "140"), (99.4, "99"), (1_239, "1.240")])
def test_distance_is_rounded_to_tens_from_100_m(metres, text):
    assert notation.distance(metres) == f"{text}{SPACE}m"


@pytest.mark.parametrize(("value", "text"), [(1000, "1.000"), (1165.5, "1.165,5"), (0.25, "0,25"), (30.0, "30")])
def test_figure_beside_a_limit_is_not_rounded_to_whole_numbers(value, text):
    assert notation.exact(value) == text


def test_figure_and_unit_are_bound():
    assert notation.quantity(1000, "m2") == f"1.000{SPACE}m²"
    assert notation.bind_units("van 25 tot 500 m-mv en 30 cm") == f"van 25 tot 500{SPACE}m-mv en 30{SPACE}cm"


def test_depth_range_is_written_with_tot_and_may_be_open():
    assert notation.depth_range(25, 500) == f"25 tot 500{SPACE}m-mv"
    assert notation.depth_range(1500, None) == f"dieper dan 1.500{SPACE}m-mv"


def test_small_counts_are_words():
    assert notation.count(1, "zone", "zones") == "één zone"
    assert notation.count(14, "zone", "zones") == "14 zones"


@pytest.mark.parametrize(
    ("iso", "text"), [("2026-11-12", "12 november 2026"), ("2022", "2022"), ("voorjaar", "voorjaar")]
)
def test_date_is_written_in_words_and_other_text_stays(iso, text):
    assert notation.date(iso) == text


def test_listing_joins_as_dutch_does():
    assert notation.listing([]) == ""
    assert notation.listing(["a"]) == "a"
    assert notation.listing(["a", "b", "c"]) == "a, b en c"


def test_sentence_starts_with_a_capital_and_keeps_the_rest():
    assert notation.sentence_case("het NNN") == "Het NNN"


@given(st.floats(min_value=0, max_value=1e9))
def test_written_figures_never_hold_a_plain_space_before_the_unit(value):
    assert " m" not in notation.area(value).replace("minder dan", "")
    assert " m" not in notation.distance(value)
