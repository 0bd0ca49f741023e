"""Several plan areas beside each other: what plays where, and what could be taken up together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.domain import Outcome
from bodem_ondergrond.plugin.paragraph import compose_region, render_text
from bodem_ondergrond.plugin.paragraph.checks import Weight, check_document
from bodem_ondergrond.test.core.paragraph.conftest import rows_of, texts


def test_subject_in_two_municipalities_is_put_to_them_both(assessment, catalogue):
    document = compose_region([assessment(), assessment(naam="Elders", gemeenten=("Tynaarlo",))], catalogue)
    assert "Dit overzicht zet twee plangebieden in twee gemeenten naast elkaar." in texts(document)
    assert "Pakken Assen en Tynaarlo natuur samen op, en wie begint?" in texts(document)


def test_an_overview_asks_nothing_that_can_be_filled_in_nowhere(demo_assessments, catalogue):
    document = compose_region(list(demo_assessments.values()), catalogue)
    assert document.open_fields() == ()


def test_an_overview_says_what_it_rests_on(assessment, catalogue):
    rows = dict(rows_of(compose_region([assessment()], catalogue), "Waarop dit overzicht rust"))
    made = assessment()
    assert made.pakket.naam in rows["Beleidspakket"]
    assert made.pakket.versie in rows["Beleidspakket"]
    assert rows["Catalogus"].startswith(made.catalogus_versie)
    assert rows["Plugin"] == made.plugin_versie


def test_every_layer_is_told_with_its_date_and_in_how_many_plan_areas_it_has_which_outcome(assessment, catalogue):
    made = [assessment(naam=f"Gebied {number}") for number in range(3)]
    layers = made[0].lagen
    rows = rows_of(compose_region(made, catalogue), "Kaartlagen en uitkomsten")
    assert len(rows) == len(layers)
    for row, layer in zip(rows, layers):
        assert sum(map(int, row[1:5])) == 3
        assert row[1 + list(Outcome).index(layer.uitkomst)] == "3"


def test_maps_of_another_date_do_not_pass_for_one(assessment, catalogue):
    made = assessment()
    later = [replace(layer, bron=replace(layer.bron, peildatum="2026-02-03")) for layer in made.lagen]
    rows = rows_of(compose_region([made, replace(made, lagen=tuple(later))], catalogue), "Kaartlagen en uitkomsten")
    assert "3 februari 2026" in rows[0][-1]
    assert ";" in rows[0][-1]


def test_another_package_is_named_too(assessment, catalogue):
    made = assessment()
    other = replace(made, pakket=replace(made.pakket, versie="9.9"))
    packages = [
        text
        for name, text in rows_of(compose_region([made, other], catalogue), "Waarop dit overzicht rust")
        if name == "Beleidspakket"
    ]
    assert len(packages) == 2


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
