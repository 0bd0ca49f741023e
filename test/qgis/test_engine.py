"""What the plugin says when the engine cannot run, and what it costs to load."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest
import shapely

from bodem_ondergrond.plugin import qgis_io

HEAVY = ("shapely", "numpy", "yaml", "jinja2", "fiona")


def test_with_everything_there_the_engine_is_available():
    assert qgis_io.engine_available() == (True, "")


@pytest.mark.parametrize("version", ["1.8.5", "1.7a2"])
def test_an_old_shapely_is_named_with_what_to_do(version, monkeypatch):
    monkeypatch.setattr(shapely, "__version__", version)
    available, message = qgis_io.engine_available()
    assert not available
    assert f"Shapely {version} is te oud" in message


@pytest.mark.parametrize("version", ["2.0.0", "2.0rc1", "2.1.2", "10.0"])
def test_a_new_shapely_will_do(version, monkeypatch):
    monkeypatch.setattr(shapely, "__version__", version)
    assert qgis_io.engine_available().available


def test_a_missing_package_is_named_with_what_to_do(monkeypatch):
    def without_shapely(name):
        if name == "shapely":
            raise ImportError("No module named 'shapely'")
        return import_module(name)

    monkeypatch.setattr("bodem_ondergrond.plugin.qgis_io.engine.import_module", without_shapely)
    available, message = qgis_io.engine_available()
    assert not available
    assert "shapely ontbreekt" in message


def test_a_shapely_that_does_not_fit_this_qgis_is_named_with_what_to_do(monkeypatch):
    def mixed_up(*_arguments, **_named):
        raise shapely.errors.GEOSException("WKB output dimension must be 2 or 3")

    monkeypatch.setattr(shapely, "to_wkb", mixed_up)
    available, message = qgis_io.engine_available()
    assert not available
    assert "GEOS" in message
    assert "python3-shapely" in message


def test_a_public_name_is_loaded_at_its_first_use():
    geometry = "bodem_ondergrond.plugin.qgis_io.geometry"
    assert run_apart("from bodem_ondergrond.plugin import qgis_io", [geometry]) == set()
    assert run_apart("from bodem_ondergrond.plugin import qgis_io; qgis_io.to_rd", [geometry]) == {geometry}


@pytest.mark.parametrize("name", qgis_io.__all__)
def test_every_public_name_is_there(name):
    assert getattr(qgis_io, name) is not None


@pytest.mark.parametrize(
    "start",
    [
        pytest.param("from bodem_ondergrond.plugin import qgis_io", id="qgis_io"),
        pytest.param(
            "from bodem_ondergrond.plugin.processing.provider import BodemOndergrondProvider as P\n"
            "from qgis.core import QgsApplication\n"
            "P().refreshAlgorithms()",
            id="provider",
        ),
    ],
)
def test_nothing_heavy_is_loaded_when_the_plugin_starts(start):
    assert run_apart(start) == set()


def run_apart(code, names=HEAVY):
    """Run code in a fresh Python and return which modules of `names` it loaded, besides those that QGIS loads."""
    script = (
        "import sys\nimport qgis.core\nbefore = set(sys.modules)\n"
        f"{code}\nprint(*(name for name in {list(names)!r} if name in sys.modules and name not in before))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'onzin'"):
        qgis_io.onzin  # noqa: B018 - asking is the test
