"""The package in a real QGIS with an empty profile: it installs, loads, works, and leaves nothing behind."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bodem_ondergrond.tools import package, real_qgis

SCRIPT = Path(__file__).with_name("in_qgis_load_and_unload.py")
TIMEOUT_S = 180
KINDS = ("docks", "toolbars", "menus", "actions", "plugin menu", "providers", "windows", "children", "canvas items")
REST = ("map tool", "tasks", "layers", "listeners")
OURS = {
    "docks": "bodem_ondergrond_dock",
    "toolbars": "bodem_ondergrond_toolbar",
    "actions": "bodem_ondergrond_open",
    "plugin menu": "Bodem",
    "providers": "bodem_ondergrond",
}


def run(folder: Path, *, with_shapely: bool) -> dict:
    """Build the zip, run the script in a real QGIS, and return what it saw."""
    zip_path = package.build(folder / "package.zip")
    report = folder / "report.json"
    real_qgis.make_profile(folder / "profile")
    env = real_qgis.environment(with_shapely=with_shapely, BODEM_ZIP=str(zip_path), BODEM_REPORT=str(report))
    printed = real_qgis.run_script(folder / "profile", SCRIPT, env=env, timeout_s=TIMEOUT_S)
    assert report.exists(), printed
    seen = json.loads(report.read_text(encoding="utf-8"))
    assert "error" not in seen, f"{seen['error']}\n{printed}"
    return {**seen, "printed": printed}


def system_has_shapely() -> bool:
    probe = "import shapely, sys; sys.exit(not shapely.__version__.startswith('2'))"
    return subprocess.run(["/usr/bin/python3", "-c", probe], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    return run(tmp_path_factory.mktemp("with_shapely"), with_shapely=True)


@pytest.fixture(scope="module")
def seen_without_shapely(tmp_path_factory):
    if system_has_shapely():
        pytest.skip("the system's own Python has shapely 2")
    return run(tmp_path_factory.mktemp("without_shapely"), with_shapely=False)


def test_it_installs_without_a_question(seen):
    assert seen["dialogs"] == []


def test_it_loads_every_time(seen):
    assert [cycle["loaded"] for cycle in seen["cycles"]] == [True, True, True]


def test_it_checks_a_plan_area_from_the_zip(seen):
    assert [cycle["checked"] for cycle in seen["cycles"][:2]] == [True, True]


@pytest.mark.parametrize(("kind", "name"), OURS.items())
def test_what_it_adds_is_there_while_it_is_loaded(seen, kind, name):
    for cycle in seen["cycles"]:
        assert sum(name in entry for entry in cycle["during"][kind]) == 1


@pytest.mark.parametrize("kind", KINDS + REST)
def test_it_leaves_nothing_behind(seen, kind):
    for number, cycle in enumerate(seen["cycles"], start=1):
        assert cycle["after"][kind] == seen["before"][kind], f"after {number} times"


def test_nothing_of_it_stays_alive(seen):
    assert [cycle["still alive"] for cycle in seen["cycles"]] == [[], [], []]


def test_it_prints_no_python_error(seen):
    assert "Traceback" not in seen["printed"]


def test_without_shapely_it_loads_and_says_what_to_do(seen_without_shapely):
    for cycle in seen_without_shapely["cycles"]:
        assert cycle["loaded"]
        assert any("shapely" in words.lower() for words in cycle["during"]["words"])


@pytest.mark.parametrize("kind", KINDS + REST)
def test_without_shapely_too_it_leaves_nothing_behind(seen_without_shapely, kind):
    for cycle in seen_without_shapely["cycles"]:
        assert cycle["after"][kind] == seen_without_shapely["before"][kind]
