from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import IngreepError, Outcome, Verdict
from bodem_ondergrond.plugin.gui import badges, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("", None, id="empty-is-unknown"),
        pytest.param("  ", None, id="spaces-are-unknown"),
        pytest.param("900", 900.0, id="whole"),
        pytest.param("12,5", 12.5, id="decimal-comma"),
        pytest.param("12.5", 12.5, id="decimal-point"),
        pytest.param("1.000", 1000.0, id="thousands-are-no-decimals"),
        pytest.param("1.250.000", 1_250_000.0, id="millions"),
        pytest.param("1.000,5", 1000.5, id="thousands-and-decimals"),
        pytest.param("1 000", 1000.0, id="space-between-thousands"),
        pytest.param("0.300", 0.3, id="no-thousands-after-a-zero"),
    ],
)
def test_a_dutch_number_is_read_as_it_is_meant(dutch_locale, typed, meant):
    assert words.read_quantity("oppervlakte_m2", typed) == meant


def test_an_english_number_has_its_thousands_the_other_way_round(english_locale):
    assert words.read_quantity("oppervlakte_m2", "1,000.5") == 1000.5
    assert words.read_quantity("oppervlakte_m2", "1.500") == 1.5


@pytest.mark.parametrize("typed", ["veel", "-3", "1,2,3", "inf", "12 m2"])
def test_what_is_no_number_is_refused_with_a_message(dutch_locale, typed):
    with pytest.raises(IngreepError) as refused:
        words.read_quantity("diepte_cm", typed)
    assert str(refused.value)
    assert "diepte_cm" not in str(refused.value)


@pytest.mark.parametrize(
    ("square_metres", "text"),
    [
        pytest.param(0.4, "< 1\u00a0m²", id="tiny"),
        pytest.param(850, "850\u00a0m²", id="small"),
        pytest.param(19_000, "19.000\u00a0m² (1,9\u00a0ha)", id="hectares-too"),
    ],
)
def test_an_area_stands_in_m2_and_ha(dutch_locale, square_metres, text):
    assert words.area_text(square_metres) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0\u00a0%"), (0.002, "< 1\u00a0%"), (0.124, "12\u00a0%"), (0.996, "> 99\u00a0%"), (1.0, "100\u00a0%")],
)
def test_a_share_never_turns_little_into_nothing_nor_most_into_all(dutch_locale, share, text):
    assert words.share_text(share) == text


def test_the_summary_leaves_out_what_is_zero_and_what_the_findings_say_already():
    line = words.summary_text(
        [(Verdict.VERBOD, 0), (Verdict.NEE_TENZIJ, 3)],
        [(Outcome.GERAAKT, 5), (Outcome.NIET_GERAAKT, 28), (Outcome.NIET_GETOETST, 4)],
    )
    assert line.replace("\u00a0", " ").replace("\u2011", "-") == "3 no-unless, 28 not hit, 4 not checked"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_word_icon_and_colour(qgis_app, verdict):
    assert words.verdict_word(verdict)
    assert not badges.verdict_icon(verdict).isNull()
    assert badges.verdict_colour(verdict).isValid()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_word_icon_and_colour(qgis_app, outcome):
    assert words.outcome_word(outcome)
    assert not badges.outcome_icon(outcome).isNull()
    assert badges.outcome_colour(outcome).isValid()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_word_on_a_badge_can_be_read(verdict):
    background = badges.verdict_colour(verdict)
    bright, dark = sorted(
        (badges._luminance(background), badges._luminance(badges.text_colour_on(background))), reverse=True
    )
    assert (bright + 0.05) / (dark + 0.05) >= 4.0


def test_verdicts_differ_in_colour():
    assert len({badges.verdict_colour(verdict).name() for verdict in Verdict}) == len(Verdict)
