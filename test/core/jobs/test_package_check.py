"""`controleerbeleidspakket`: what is wrong with a package, per layer and object, in Dutch."""

from __future__ import annotations

import pytest
import shapely

from bodem_ondergrond.plugin.jobs.package_check import Severity, check_package
from bodem_ondergrond.test.core.conftest import square

FAULT, WARNING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO
BOW_TIE = shapely.Polygon([(240_000, 550_000), (240_100, 550_100), (240_100, 550_000), (240_000, 550_100)])


@pytest.fixture
def remarks(catalogue, make_package):
    """Return what is said about one layer: (severity, object, sentence)."""

    def about(laag, objects, **other):
        report = check_package(make_package(**{laag: objects, **other}), catalogue)
        return [(one.ernst, one.object_id, one.melding) for one in report.remarks if one.laag == laag]

    return about


def said(found, severity):
    return [sentence for ernst, _, sentence in found if ernst is severity]


def test_a_sound_layer_is_counted_and_no_more(remarks):
    assert remarks("nnn", [(square(), {"type": "natuur"})]) == [(INFO, "", "1 object.")]


def test_a_missing_layer_says_which_rules_fall_silent(remarks):
    ((severity, _, sentence),) = remarks("natura2000", None)
    assert severity is INFO
    assert "zit niet in het beleidspakket" in sentence
    assert "regels van deze laag" in sentence
    assert "archeologie_provinciaal kijken naar deze laag" in sentence


def test_a_missing_layer_with_one_rule_names_it(remarks):
    ((_, _, sentence),) = remarks("zettingsgevoelig", None)
    assert "Daardoor spreekt de regel 'Zettingsgevoelige grond' niet." in sentence


def test_a_missing_mandatory_field_is_a_fault_that_names_the_fields_there_are(remarks):
    ((severity, _, sentence),) = remarks("aardkundig_erfgoed", [(square(), {"niveaux": "hoog"})])
    assert severity is FAULT
    assert "'niveau' ontbreekt" in sentence
    assert "niveaux" in sentence


@pytest.mark.parametrize(
    ("laag", "attributes", "words"),
    [
        pytest.param("nnn", {"type": "moeras"}, ("'type'", "'moeras'", "natuur, verbinding"), id="unknown-class"),
        pytest.param("aardkundig_erfgoed", {"niveau": None}, ("'niveau' is leeg",), id="no-class"),
        pytest.param(
            "verbodszone_diepe_boringen",
            {"naam": "A", "max_boordiepte_m": "diep"},
            ("'max_boordiepte_m'", "getal", "'diep'"),
            id="text-for-a-number",
        ),
    ],
)
def test_a_wrong_value_is_a_fault_of_the_object(remarks, laag, attributes, words):
    found = remarks(laag, [(square(), attributes)])
    ((_, object_id, sentence),) = [one for one in found if one[0] is FAULT]
    assert object_id == "1"
    assert all(word in sentence for word in words)


def test_a_repaired_geometry_is_a_warning_and_a_dropped_one_a_fault(remarks):
    found = remarks("nnn", [(BOW_TIE, {"type": "natuur"}), (shapely.Point(240_000, 550_000), {"type": "natuur"})])
    assert any("hersteld" in sentence for sentence in said(found, WARNING))
    assert any("weggelaten" in sentence for sentence in said(found, FAULT))


def test_a_limit_without_value_says_which_rule_cannot_be_checked_where(remarks):
    zones = [(square(), {"naam": "A", "max_boordiepte_m": 40}), (square(200), {"naam": "B", "max_boordiepte_m": None})]
    (sentence,) = said(remarks("verbodszone_diepe_boringen", zones), WARNING)
    assert "object 2" in sentence
    assert "Verbodszone diepe boringen" in sentence


@pytest.mark.parametrize(
    ("laag", "attributes", "value"),
    [
        pytest.param("landschapstypen", {"type": "Esdorpenlandshap"}, "Esdorpenlandshap", id="slip-of-the-pen"),
        pytest.param("zoutkoepels", {"naam": "Onstwedde", "gebruik": "niet_benutten"}, "Onstwedde", id="other-dome"),
        pytest.param("cultuurhistorie", {"gebied": "11", "sturing": "betrekken"}, "11", id="unknown-area"),
    ],
)
def test_a_name_that_no_rule_knows_is_a_warning(remarks, laag, attributes, value):
    (sentence,) = said(remarks(laag, [(square(), attributes), (square(200), attributes)]), WARNING)
    assert f"'{value}'" in sentence
    assert "objecten 1, 2" in sentence


def test_a_name_that_a_rule_knows_may_be_written_otherwise(remarks):
    assert said(remarks("zoutkoepels", [(square(), {"naam": " drouwen", "gebruik": "niet_benutten"})]), WARNING) == []


def test_a_field_with_one_named_value_takes_any_other_as_no(remarks):
    assert said(remarks("natura2000", [(square(), {"naam": "A", "stikstofgevoelig": "nee"})]), WARNING) == []


def test_objects_outside_drenthe_are_mentioned_and_all_of_them_is_a_fault(remarks):
    far, here = (square(x=500_000), {"type": "natuur"}), (square(), {"type": "natuur"})
    assert any("Buiten Drenthe: object 2" in sentence for sentence in said(remarks("nnn", [here, far]), INFO))
    assert any("coördinatenstelsel" in sentence for sentence in said(remarks("nnn", [far]), FAULT))


def test_many_objects_are_not_all_listed(remarks):
    (sentence,) = said(remarks("landschapstypen", [(square(), {"type": "Polder"})] * 12), WARNING)
    assert "en 2 andere" in sentence


def test_the_report_counts_and_says_it_line_by_line(catalogue, make_package):
    report = check_package(make_package(nnn=[(square(), {"type": "moeras"})]), catalogue)
    lines = list(report.lines())
    assert any(line.startswith("fout: nnn: ") for line in lines)
    assert lines[-1].startswith("Proefpakket: 1 fout, ")
    assert report.has_errors
