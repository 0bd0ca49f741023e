"""The files with policy fit their JSON Schema, which editors use while somebody types."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER

SCHEMA = json.loads((CATALOGUE_FOLDER.parent / "schema" / "catalogus-beleid-1.json").read_text(encoding="utf-8"))
FILES = [
    *((path.relative_to(CATALOGUE_FOLDER), "themabeleid") for path in sorted(CATALOGUE_FOLDER.glob("themas/*.yaml"))),
    *((path.relative_to(CATALOGUE_FOLDER), "gemeente") for path in sorted(CATALOGUE_FOLDER.glob("gemeenten/*.yaml"))),
    *(
        (Path(f"{name}.yaml"), name)
        for name in ("afwegingskader", "beslishulpen", "kennisbronnen", "kruisingen", "opgaven")
    ),
]


def validator(definition):
    return jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{definition}"})


def as_json(content):
    """Yaml as JSON sees it: keys are texts."""
    if isinstance(content, dict):
        return {str(key): as_json(value) for key, value in content.items()}
    return [as_json(value) for value in content] if isinstance(content, list) else content


def read(name):
    return as_json(yaml.safe_load((CATALOGUE_FOLDER / name).read_text(encoding="utf-8")))


def test_the_schema_itself_is_right():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("name", "definition"), FILES, ids=[str(name) for name, _ in FILES])
def test_each_file_fits_its_definition(name, definition):
    errors = [f"{list(e.absolute_path)}: {e.message}" for e in validator(definition).iter_errors(read(name))]
    assert errors == []


@pytest.mark.parametrize(
    ("definition", "name", "edit"),
    [
        ("themabeleid", "themas/energie.yaml", lambda content: content["keuzes"].update(a=content["keuzes"]["A"])),
        ("themabeleid", "themas/energie.yaml", lambda content: content["ambitie"].update(bronnen=["zonder"])),
        ("opgaven", "opgaven.yaml", lambda content: content["geothermie"].update(vragen={})),
        ("kruisingen", "kruisingen.yaml", lambda content: content["leiding_riool"].update(opgaven=["geothermie"])),
        ("gemeente", "gemeenten/GM0106-assen.yaml", lambda content: content.update(code="Assen")),
    ],
    ids=["small-letter", "source-without-section", "no-questions", "one-opgave", "code-is-no-code"],
)
def test_a_mistake_does_not_fit(definition, name, edit):
    content = read(name)
    edit(content)
    assert list(validator(definition).iter_errors(content))
