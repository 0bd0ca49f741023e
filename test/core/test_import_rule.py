"""The direction of knowledge, read from the imports (docs/architecture.md)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "bodem_ondergrond.plugin."

# part -> the parts of the plugin that it may import, besides itself
MAY_IMPORT = {
    "version": set(),
    "domain": set(),
    "catalogue": {"domain"},
    "overlay": {"domain"},
    "package_index": {"overlay"},
    "rules": {"domain", "catalogue", "overlay"},
    "toets": {"domain", "overlay", "rules", "version"},
    "paragraph": {"domain"},
    "terminal": set(),
}
ENGINE = {"version", "domain", "catalogue", "overlay", "package_index", "rules", "toets", "paragraph"}
MAY_IMPORT["report"] = ENGINE
MAY_IMPORT["storage"] = ENGINE | {"report"}
MAY_IMPORT["jobs"] = ENGINE | {"report"}
BELOW_QGIS = ENGINE | {"jobs", "report", "storage"}
MAY_IMPORT["qgis_io"] = BELOW_QGIS - {"storage"}
MAY_IMPORT["cli"] = BELOW_QGIS | {"terminal"}
MAY_IMPORT["processing"] = BELOW_QGIS - {"storage"} | {"qgis_io"}
MAY_IMPORT["gui"] = BELOW_QGIS - {"storage"} | {"qgis_io", "processing"}

WITHOUT_QGIS = BELOW_QGIS | {"cli", "terminal"}
OF_QGIS = {"qgis", "PyQt5", "PyQt6", "processing", "osgeo", "sip"}

# part -> what it may import that Python does not bring
THIRD_PARTY = {
    "domain": set(),
    "catalogue": {"yaml"},
    "overlay": {"numpy", "shapely"},
    "package_index": {"numpy", "shapely"},
    "rules": {"numpy", "shapely"},
    "toets": {"numpy", "shapely"},
    "paragraph": {"jinja2", "yaml"},
    "version": set(),
    "jobs": set(),
    "report": {"numpy", "shapely", "jinja2", "yaml"},
    "storage": {"numpy", "shapely", "fiona"},
    "cli": set(),
    "terminal": set(),
}


def part_of(path: Path) -> str:
    """Folder or module directly below plugin/."""
    return path.relative_to(ROOT / "plugin").parts[0].removesuffix(".py")


def sources() -> list[Path]:
    return sorted(path for path in (ROOT / "plugin").rglob("*.py") if path != ROOT / "plugin" / "__init__.py")


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Line and full name of all that is imported, also inside functions and behind TYPE_CHECKING."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else "?"
            yield node.lineno, str(name)


def offence(part: str, name: str) -> str | None:
    """Why `part` may not import `name`, or None when it may."""
    if name.startswith("."):
        return "imports are absolute"
    top = name.split(".")[0]
    if top == "plugin":
        return "the name is bodem_ondergrond.plugin"
    if top == "bodem_ondergrond":
        other = name[len(PLUGIN) :].split(".")[0] if name.startswith(PLUGIN) else "the root of the package"
        return None if other == part or other in MAY_IMPORT[part] else f"{part} may not know {other}"
    if part in WITHOUT_QGIS:
        if top in OF_QGIS:
            return "this part works without QGIS"
        if top not in sys.stdlib_module_names and top not in THIRD_PARTY[part]:
            return f"{part} does not need {top}"
    elif top in ("PyQt5", "PyQt6", "sip"):
        return "Qt comes through qgis.PyQt"
    return None


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_folder_may_know(path):
    offences = [
        f"line {line}: {name}: {reason}"
        for line, name in imports(path.read_text(encoding="utf-8"))
        if (reason := offence(part_of(path), name))
    ]
    assert offences == []


def test_every_part_of_the_plugin_has_its_place_in_the_table():
    assert {part_of(path) for path in sources()} == set(MAY_IMPORT)


def test_the_table_has_no_circle():
    left = {part: set(known) for part, known in MAY_IMPORT.items()}
    while left:
        free = {part for part, known in left.items() if not known & set(left)}
        assert free, f"a circle among {sorted(left)}"
        left = {part: known for part, known in left.items() if part not in free}


@pytest.mark.parametrize(
    ("part", "line"),
    [
        pytest.param("rules", "from qgis.core import QgsGeometry", id="qgis-in-the-engine"),
        pytest.param("overlay", "def f():\n    from PyQt5 import QtCore", id="qt-inside-a-function"),
        pytest.param("storage", "import importlib\nimportlib.import_module('qgis.core')", id="qgis-by-name"),
        pytest.param("domain", "import shapely", id="geometry-in-the-vocabulary"),
        pytest.param("domain", "from bodem_ondergrond.plugin.rules import evaluate", id="against-the-direction"),
        pytest.param("domain", "from bodem_ondergrond.plugin import rules", id="against-the-direction-by-folder"),
        pytest.param("gui", "from bodem_ondergrond.plugin.storage import read_package", id="fiona-in-the-panel"),
        pytest.param("gui", "from PyQt5.QtCore import Qt", id="qt-past-qgis"),
        pytest.param("gui", "from .dock import Dock", id="relative"),
        pytest.param("cli", "from bodem_ondergrond.plugin.qgis_io import paths", id="qgis-in-the-command-line"),
        pytest.param("report", "import requests", id="a-package-nobody-asked-for"),
    ],
)
def test_the_rule_sees_an_offence(part, line):
    assert any(offence(part, name) for _, name in imports(line))
