from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain.fields import FieldNameError, FieldNames


def test_without_a_choice_the_default_names_are_used_when_they_exist():
    assert FieldNames().resolve(["naam", "diepte_cm", "iets"]) == {"naam": "naam", "diepte_cm": "diepte_cm"}


def test_default_names_may_be_written_in_another_case():
    assert FieldNames().resolve(["NAAM", "Naam"]) == {"naam": "NAAM"}
    assert FieldNames().resolve(["NAAM", "naam"]) == {"naam": "naam"}


def test_a_chosen_field_goes_before_the_default():
    assert FieldNames(naam="titel").resolve(["naam", "titel"]) == {"naam": "titel"}


def test_an_empty_choice_is_no_choice():
    assert FieldNames(naam="").resolve(["naam"]) == {"naam": "naam"}


@pytest.mark.parametrize(("available", "there"), [(["a", "b"], "a, b"), ([], "geen")])
def test_a_chosen_field_must_exist(available, there):
    with pytest.raises(FieldNameError, match=rf"Het veld 'titel' \(naam\) bestaat niet. Velden die er zijn: {there}"):
        FieldNames(naam="titel").resolve(available)
