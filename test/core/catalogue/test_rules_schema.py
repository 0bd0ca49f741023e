"""The files with rules fit their JSON Schema, which editors use while somebody types; the loader checks the rest."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER
from bodem_ondergrond.plugin.domain import RuleKind, Verdict
from bodem_ondergrond.test.core.catalogue.test_policy_schema import FILES as POLICY_FILES
from bodem_ondergrond.test.core.catalogue.test_policy_schema import as_json

SCHEMA = json.loads((CATALOGUE_FOLDER.parent / "schema" / "catalogus-regels-1.json").read_text(encoding="utf-8"))
FRAME = ["catalogus", "bronnen", "themas", "activiteiten", "bevoegd_gezag"]
SINGLE = [*FRAME, "lagen", "drempels", "zinnen", "gebruiksorde"]
FILES = [
    *((Path(f"{name}.yaml"), name) for name in SINGLE),
    *(
        (path.relative_to(CATALOGUE_FOLDER), folder)
        for folder in ("regels", "zinnen")
        for path in sorted(CATALOGUE_FOLDER.glob(f"{folder}/*.yaml"))
    ),
]
# The words of the bodemparagraaf are read and checked by their own reader.
ELSEWHERE = {Path("tekst.yaml")}
BAN, LIMIT = "bodemenergie_zones.verbod", "verbodszone_diepe_boringen.boordiepte"


def validator(definition):
    return jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{definition}"})


def read(name):
    return as_json(yaml.safe_load((CATALOGUE_FOLDER / name).read_text(encoding="utf-8")))


def edited(key, **changes):
    def edit(content):
        content[key].update({name: value for name, value in changes.items() if value is not None})
        for name in [name for name, value in changes.items() if value is None]:
            content[key].pop(name)

    return edit


def test_the_schema_itself_is_right():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("name", "definition"), FILES, ids=[str(name) for name, _ in FILES])
def test_each_file_fits_its_definition(name, definition):
    errors = [f"{list(e.absolute_path)}: {e.message}" for e in validator(definition).iter_errors(read(name))]
    assert errors == []


def test_no_file_of_the_catalogue_is_without_a_schema():
    described = {name for name, _ in (*FILES, *POLICY_FILES)} | ELSEWHERE
    assert {path.relative_to(CATALOGUE_FOLDER) for path in CATALOGUE_FOLDER.rglob("*.yaml")} == described


def test_the_schema_knows_the_kinds_and_verdicts_of_the_program():
    rule = SCHEMA["$defs"]["regel"]["properties"]
    assert rule["soort"]["enum"] == [kind.value for kind in RuleKind]
    assert rule["oordeel"]["enum"] == [verdict.value for verdict in Verdict]


@pytest.mark.parametrize(
    ("definition", "name", "edit"),
    [
        pytest.param("regels", "regels/energie.yaml", edited(BAN, oordeel="misschien"), id="unknown-verdict"),
        pytest.param("regels", "regels/energie.yaml", edited(BAN, laag=None), id="overlap-without-layer"),
        pytest.param("regels", "regels/energie.yaml", edited(BAN, parameters=None), id="window-without-parameters"),
        pytest.param("regels", "regels/energie.yaml", edited(BAN, bronnen=[]), id="rule-without-source"),
        pytest.param("regels", "regels/energie.yaml", edited(BAN, bronnen=["zomaar"]), id="source-without-section"),
        pytest.param(
            "regels", "regels/energie.yaml", edited("energie.schaliegas", laag="nnn"), id="activity-with-layer"
        ),
        pytest.param(
            "regels", "regels/energie.yaml", edited("energie.schaliegas", activiteiten=None), id="activity-of-nothing"
        ),
        pytest.param(
            "regels",
            "regels/grondwater.yaml",
            edited(LIMIT, parameters={"grootheid": "boordiepte_m", "oordeel_binnen": "aandacht"}),
            id="limit-without-limit",
        ),
        pytest.param("drempels", "drempels.yaml", edited("nnn_regels", vindplaats=None), id="unknown-without-place"),
        pytest.param("drempels", "drempels.yaml", edited("archeologie_diepte", bron=None), id="limit-without-source"),
        pytest.param("lagen", "lagen.yaml", edited("nnn", geometrie="bol"), id="unknown-geometry"),
        pytest.param("zinnen", "zinnen/energie.yaml", lambda content: content.update({"a.b": []}), id="empty-sentence"),
    ],
)
def test_a_mistake_does_not_fit(definition, name, edit):
    content = read(name)
    edit(content)
    assert list(validator(definition).iter_errors(content))
