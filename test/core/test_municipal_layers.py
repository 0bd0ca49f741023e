"""A municipality's own layers and rules: they count in that municipality, when the package holds them."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import Outcome, Verdict
from bodem_ondergrond.test.core.conftest import square

PLUME = {"assen_pluimen": [(square(), {"naam": "Oude gasfabriek"})]}


def municipal_rows(assessment, catalogue):
    return [row for row in assessment.lagen if catalogue.lagen[row.laag].gemeente]


def test_a_package_without_them_says_nothing_about_them(check, catalogue):
    assert municipal_rows(check({}), catalogue) == []


def test_in_the_municipality_they_have_an_outcome_and_their_rules_speak(check, find, catalogue):
    assessment = check(PLUME, activiteiten="bodemenergie_gesloten")
    (row,) = municipal_rows(assessment, catalogue)
    assert (row.laag, row.uitkomst) == ("assen_pluimen", Outcome.GERAAKT)
    finding = find(assessment, "assen_pluimen.bodemenergie")
    assert finding.oordeel is Verdict.AANDACHT
    assert "ontwerp-Bodemvisie Assen (2011)" in finding.tekst


def test_in_another_municipality_they_do_not_count(check, catalogue):
    elsewhere = [(square(-50_000, -50_000, 100_000), {"code": "GM1730", "naam": "Tynaarlo"})]
    assessment = check({**PLUME, "gemeenten": elsewhere}, activiteiten="bodemenergie_gesloten")
    assert municipal_rows(assessment, catalogue) == []
    assert not [f for f in assessment.bevindingen if f.laag == "assen_pluimen"]


def test_every_sentence_of_the_draft_of_assen_names_its_age_and_status(catalogue):
    profile = catalogue.gemeenten["GM0106"]
    said = [text for rule in profile.regels.values() for text in catalogue.zinnen[rule.zin] if "Assen" in text]
    assert said
    assert all("ontwerp-Bodemvisie Assen (2011)" in text for text in said)


@pytest.mark.parametrize("laag", ["assen_pluimen", "assen_potklei", "assen_ontwikkelgebieden", "assen_hoofdtraces"])
def test_every_layer_of_assen_has_a_rule(catalogue, laag):
    assert [rule for rule in catalogue.regels.values() if rule.selectie and rule.selectie.laag == laag]
