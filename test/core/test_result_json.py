"""The result JSON: by the contract, valid, stable to the byte, and readable again."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest

from bodem_ondergrond.plugin.domain import Correction
from bodem_ondergrond.plugin.report import result_json
from bodem_ondergrond.test.core.conftest import square

SCHEMA = json.loads((Path(__file__).parents[2] / "resources/schema/toetsresultaat-1.json").read_text(encoding="utf-8"))
LAYERS = {
    "archeologie_provinciaal": [(square(-500, -500, 1_100), {"waarde": "3", "type": "es", "naam": "Noordes"})],
    "bodemenergie_zones": [(square(-500, -500, 1_100), {"zone": "2", "regime": "verbod"})],
    "aardkundig_erfgoed": [(square(0, 0, 40), {"niveau": "hoog"})],
}
WORKS = {
    "activiteiten": "bodemenergie_open,woningbouw",
    "boordiepte_m": 80,
    "oppervlakte_m2": 1_200.5,
    "agrarisch": "ja",
}


@pytest.fixture
def result(check):
    return check(LAYERS, geometrie=square(0, 0, 30), **WORKS)


def validate(text):
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_schema_itself_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_result_validates_against_the_schema(result, check):
    validate(result_json.to_text(result))
    validate(result_json.to_text(check({})))


def test_schema_refuses_no_data_without_a_reason(result):
    raw = result_json.to_dict(result)
    row = next(row for row in raw["lagen"] if row["uitkomst"] == "geen_gegevens")
    row["reden"] = None
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(raw)


def test_result_reads_back_to_the_same_bytes(result):
    text = result_json.to_text(result)
    assert result_json.to_text(result_json.from_text(text)) == text


def test_geometry_is_geojson_in_rd_with_its_crs_named(result):
    shape = result_json.to_dict(result)["plangebied"]["geometrie"]
    assert shape["type"] == "Polygon"
    assert shape["crs"]["properties"]["name"].endswith("EPSG::28992")
    assert shape["coordinates"][0][0] == [240100.0, 550000.0]


def test_summary_counts_findings_and_layers(result):
    raw = result_json.to_dict(result)
    assert raw["samenvatting"]["zwaarste_oordeel"] == "verbod"
    assert sum(raw["samenvatting"]["oordelen"].values()) == len(raw["bevindingen"])
    assert sum(raw["samenvatting"]["uitkomsten"].values()) == len(raw["lagen"])


def test_findings_are_sorted_by_theme_layer_verdict_and_id(result, catalogue):
    themes = list(catalogue.themas)
    order = [themes.index(finding["thema"]) for finding in result_json.to_dict(result)["bevindingen"]]
    assert order == sorted(order)


def test_names_with_quotes_and_markup_survive(check, catalogue, make_package):
    from bodem_ondergrond.plugin.domain import PlanArea
    from bodem_ondergrond.plugin.toets import toets

    name = 'De <b>"Es"</b> & é ‮ {x}'
    assessment = next(iter(toets([PlanArea("1", name, square())], make_package(), catalogue)))
    text = result_json.to_text(assessment)
    validate(text)
    assert result_json.from_text(text).plan.naam == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{", "geen geldige JSON", id="damaged"),
        pytest.param("[]", "geen toetsresultaat", id="no-object"),
        pytest.param('{"schema": "bodem-ondergrond/toetsresultaat/2"}', "toetsresultaat/2", id="other-version"),
        pytest.param('{"schema": "bodem-ondergrond/toetsresultaat/1"}', "beschadigd", id="half"),
    ],
)
def test_damaged_result_is_refused_with_a_clear_word(text, said):
    with pytest.raises(result_json.ReportError, match=said):
        result_json.from_text(text)


def test_text_and_dictionary_say_the_same(result, check):
    holed = square(0, 0, 60).difference(square(20, 20, 10)).union(square(80, 80, 5))
    for assessment in (result, check({}), check(LAYERS, geometry=holed, **WORKS)):
        corrected = [
            dataclasses.replace(finding, correctie=Correction('Het "is" zo.', "é", "2026-11-20"))
            for finding in assessment.bevindingen
        ]
        for each in (assessment, dataclasses.replace(assessment, bevindingen=tuple(corrected))):
            text = result_json.to_text(each)
            assert json.loads(text) == result_json.to_dict(each)
            one_line = json.dumps(result_json.to_dict(each)["bevindingen"], ensure_ascii=False)
            assert (
                one_line[1:-1]
                == ", ".join(
                    line.strip(" ,") for line in text.split('"bevindingen": [\n')[-1].split("\n]")[0].splitlines()
                )
                or not each.bevindingen
            )
