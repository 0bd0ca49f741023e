from __future__ import annotations

import datetime as dt

import pytest

from bodem_ondergrond.plugin.domain import CorrectionFault, ExpertWord, Ground
from bodem_ondergrond.plugin.domain.corrections import SHORTEST_REASON, missing_letters

TODAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
REASON = "Boringen laten zien dat de grond tot 1,1 m-mv is omgezet"


@pytest.fixture
def word():
    def make(**values):
        given = {"reden": REASON, "grond": Ground.RAPPORT, "verwijzing": "26-114, hoofdstuk 4", "naam": "J. Jansen"}
        return ExpertWord(**{**given, "datum": TODAY, **values})

    return make


def test_a_word_with_reason_reference_name_and_date_is_whole(word):
    assert word().faults(TODAY) == ()


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        pytest.param({"reden": "Al onderzocht."}, CorrectionFault.REDEN, id="short-reason"),
        pytest.param({"reden": "x" * (SHORTEST_REASON - 1)}, CorrectionFault.REDEN, id="one-letter-short"),
        pytest.param({"reden": " " * 60}, CorrectionFault.REDEN, id="spaces-are-no-reason"),
        pytest.param({"reden": "niet relevant, in overleg met de provincie"}, CorrectionFault.REDEN, id="empty-words"),
        pytest.param({"verwijzing": " "}, CorrectionFault.VERWIJZING, id="nothing-to-look-up"),
        pytest.param({"naam": ""}, CorrectionFault.NAAM, id="no-name"),
        pytest.param({"datum": dt.date(2026, 11, 21)}, CorrectionFault.DATUM, id="in-the-future"),
    ],
)
def test_a_word_that_cannot_be_checked_by_another_is_not_whole(word, values, fault):
    assert word(**values).faults(TODAY) == (fault,)


def test_what_is_lacking_is_named_in_the_order_of_the_questions(word):
    faults = word(reden="", verwijzing="", naam="").faults(TODAY)
    assert faults == (CorrectionFault.REDEN, CorrectionFault.VERWIJZING, CorrectionFault.NAAM)


def test_the_letters_that_a_reason_is_short_of_are_counted():
    assert missing_letters("x" * 30) == 10
    assert missing_letters(REASON) == 0


def test_reason_and_evidence_stand_in_the_correction_as_sentences(word):
    correction = word(functie="archeoloog, gemeente Assen").correction(NOW)
    assert correction.reden == f"{REASON}. Onderbouwing: onderzoeksrapport, 26-114, hoofdstuk 4."
    assert correction.door == "J. Jansen (archeoloog, gemeente Assen)"
    assert correction.tijdstip == "2026-11-20T14:30:00+01:00"


def test_a_word_without_a_role_has_the_name_alone(word):
    assert word(naam="  J.  Jansen ").correction(NOW).door == "J. Jansen"


def test_a_word_of_another_day_keeps_that_day(word):
    assert word(datum=dt.date(2026, 11, 14)).correction(NOW).tijdstip == "2026-11-14T12:00:00+01:00"


def test_lines_of_a_reason_become_one(word):
    assert "\n" not in word(reden=f"{REASON}\nen verder is\r\nniets gevonden").correction(NOW).reden
