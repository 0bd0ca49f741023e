"""Several plan areas beside each other: what plays where, and what could be taken up together."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.paragraph import compose_region, render_text
from bodem_ondergrond.plugin.paragraph.checks import Weight, check_document
from bodem_ondergrond.test.core.paragraph.conftest import rows_of, texts


def test_subject_in_two_municipalities_is_put_to_them_both(assessment, catalogue):
    document = compose_region([assessment(), assessment(naam="Elders", gemeenten=("Tynaarlo",))], catalogue)
    assert "Dit overzicht zet twee plangebieden in twee gemeenten naast elkaar." in texts(document)
    assert "In Assen en Tynaarlo speelt natuur." in texts(document)
    assert [field.veld for field in document.open_fields()] == ["regio.natuur"]


def test_table_names_the_heaviest_verdict_and_where_it_is(assessment, catalogue):
    rows = rows_of(compose_region([assessment()], catalogue), "Onderwerpen in de plangebieden")
    assert rows == [("Natuur", "'nee, tenzij'", "Assen", "Proefveld")]


def test_nothing_in_common_is_said(assessment, catalogue):
    assert "Geen onderwerp speelt in meer dan één gemeente." in texts(compose_region([assessment()], catalogue))


def test_many_plan_areas_are_counted(assessment, catalogue):
    made = [assessment(naam=f"Gebied {number}") for number in range(8)]
    assert "en nog 3" in rows_of(compose_region(made, catalogue), "Onderwerpen in de plangebieden")[0][3]


def test_no_plan_areas_is_refused(catalogue):
    with pytest.raises(ValueError, match="geen toetsen"):
        compose_region([], catalogue)


def test_all_of_the_demonstration_gives_a_sound_text(demo_assessments, catalogue):
    document = compose_region(list(demo_assessments.values()), catalogue)
    assert "demonstratiegegevens" in render_text(document).splitlines()[0]
    remarks = check_document(document)
    assert not [remark for remark in remarks if remark.gewicht is Weight.FOUT]
