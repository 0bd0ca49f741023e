"""The styles of the policy layers: complete, fresh, and readable with any colour vision."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bodem_ondergrond.tools import build_styles
from bodem_ondergrond.tools.styles.symbols import PALETTE

TABLE = build_styles.read_table()
LAYERS = {**build_styles.read_layers(), **build_styles.read_municipal_layers()}
WITH_CLASSES = [name for name, style in TABLE.items() if "klassen" in style]
CLASS_FIELDS = [
    pytest.param(name, field["waarden"], id=f"{name}.{field_name}")
    for name, layer in LAYERS.items()
    for field_name, field in layer.get("velden", {}).items()
    if field["soort"] == "klasse" and field_name == TABLE[name].get("veld")
]


def qml(name: str) -> str:
    return (build_styles.DEFAULT_FOLDER / f"{name}.qml").read_text(encoding="utf-8")


def legend(name: str) -> dict[str, str]:
    return dict(re.findall(r'<category symbol="\d+" value="([^"]*)" label="([^"]*)"', qml(name)))


def test_every_layer_of_the_catalogue_has_a_style_and_no_style_is_left_over() -> None:
    assert set(TABLE) == set(LAYERS)
    assert {path.stem for path in build_styles.DEFAULT_FOLDER.glob("*.qml")} == set(LAYERS)


def test_the_layers_of_municipalities_have_a_style_too(catalogue) -> None:
    own = {layer.id for layer in catalogue.lagen.values() if layer.gemeente}
    assert own
    assert own <= set(TABLE)


def test_the_committed_styles_are_what_the_table_makes(tmp_path: Path) -> None:
    for path in build_styles.build(tmp_path):
        assert path.read_text(encoding="utf-8") == qml(path.stem), path.stem


def test_a_style_of_a_layer_that_is_gone_is_removed(tmp_path: Path) -> None:
    (tmp_path / "verdwenen.qml").write_text("")
    build_styles.build(tmp_path)
    assert not (tmp_path / "verdwenen.qml").exists()


@pytest.mark.parametrize(("name", "values"), CLASS_FIELDS)
def test_the_legend_has_every_class_with_the_words_of_the_catalogue(name: str, values: dict[str, str]) -> None:
    texts = legend(name)
    for value, label in values.items():
        assert texts[str(value)].lower() == TABLE[name]["klassen"][str(value)].get("tekst", label).lower()


@pytest.mark.parametrize("name", WITH_CLASSES)
def test_a_class_that_is_not_known_is_drawn_too(name: str) -> None:
    assert "" in legend(name)


@pytest.mark.parametrize("name", WITH_CLASSES)
def test_no_two_classes_of_a_layer_look_the_same(name: str) -> None:
    looks = [
        (look["kleur"], look.get("dekking"), str(look.get("arcering")), look.get("lijn"), look.get("rand"))
        for look in TABLE[name]["klassen"].values()
    ]
    assert len(set(looks)) == len(looks)


def test_only_colours_of_the_palette_for_colour_vision_deficiency_are_used() -> None:
    allowed = {",".join(str(part) for part in rgb) for rgb in PALETTE.values()}
    for name in TABLE:
        used = set(re.findall(r'(?:color|Color)[^>]*?value="(\d+,\d+,\d+),\d+"', qml(name)))
        assert used <= allowed, name


@pytest.mark.parametrize(
    ("name", "value"),
    [("bodemenergie_zones", "1 verbod"), ("bodemenergie_zones", "2 verbod"), ("zoutkoepels", "niet_benutten")],
)
def test_a_prohibition_is_hatched(name: str, value: str) -> None:
    assert "arcering" in TABLE[name]["klassen"][value]


def test_areas_let_the_base_map_through() -> None:
    opaque = [
        name
        for name, style in TABLE.items()
        for look in style.get("klassen", {"": style}).values()
        if LAYERS[name]["geometrie"] == "vlak" and look.get("dekking", 0) > 0.8
    ]
    assert opaque == []
