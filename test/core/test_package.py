"""The zip that `make package` builds."""

from __future__ import annotations

import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from bodem_ondergrond.tools import check_package, package

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = package.build(tmp_path_factory.mktemp("package") / "package.zip")
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(archive):
    return archive.namelist()


@pytest.fixture(scope="module")
def metadata(archive):
    parser = ConfigParser(interpolation=None)
    parser.read_string(archive.read("bodem_ondergrond/metadata.txt").decode("utf-8"))
    return parser["general"]


def test_everything_is_in_one_folder_with_the_name_of_the_plugin(names):
    assert {name.split("/")[0] for name in names} == {"bodem_ondergrond"}


@pytest.mark.parametrize(
    "name",
    [
        "LICENSE",
        "metadata.txt",
        "README.md",
        "CHANGELOG.md",
        "__init__.py",
        "plugin/__init__.py",
        "i18n/bodem_ondergrond_nl.qm",
        "resources/catalogue/catalogus.yaml",
        "resources/demo/demopakket.gpkg",
        "resources/demo/demo.qgs",
        "resources/demo/plangebieden.gpkg",
        "resources/schema/toetsresultaat-1.json",
    ],
)
def test_a_user_gets(name, names):
    assert f"bodem_ondergrond/{name}" in names


def test_nothing_is_in_it_that_is_not_for_users(names):
    assert check_package.stray_files(names) == []


def test_every_resource_in_the_repository_is_in_it(names):
    left_over = {".gpkg-wal", ".gpkg-shm", ".gpkg-journal", ".qgz", ".bak"}
    resources = [path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.suffix not in left_over]
    missing = [name for path in resources if f"bodem_ondergrond/{(name := path.relative_to(ROOT))}" not in names]
    assert missing == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("bodem_ondergrond/test/core/test_package.py", id="test"),
        pytest.param("bodem_ondergrond/tools/package.py", id="tool"),
        pytest.param("bodem_ondergrond/plugin/__pycache__/cli.cpython-311.pyc", id="cache"),
        pytest.param("bodem_ondergrond/.git/config", id="hidden"),
        pytest.param("bodem_ondergrond/plugin/geos.dll", id="binary"),
        pytest.param("metadata.txt", id="outside-the-folder"),
    ],
)
def test_the_check_sees_a_stray_file(name):
    assert check_package.stray_files([name]) != []


def test_equal_files_give_equal_bytes(tmp_path):
    first = package.build(tmp_path / "first.zip").read_bytes()
    assert package.build(tmp_path / "second.zip").read_bytes() == first


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        pytest.param("import subprocess\nsubprocess.run('ls', shell=True)\n", "B602", id="shell"),
        pytest.param("assert True\n", "B101", id="assert"),
        pytest.param("import yaml\nyaml.load('a')  # nosec\n", "B506", id="silenced"),
    ],
)
def test_bandit_is_heard(tmp_path, source, rule):
    (tmp_path / "module.py").write_text(source, encoding="utf-8")
    assert any(rule in finding for finding in check_package.bandit(tmp_path))


def test_detect_secrets_is_heard(tmp_path):
    key = "AKIA" + "IOSFODNN7EXAMPLQ"
    (tmp_path / "settings.yaml").write_text(f"key: {key}\n", encoding="utf-8")
    assert check_package.detect_secrets(tmp_path) != []


def test_the_metadata_has_what_the_plugin_store_asks_for(metadata):
    required = "name description about version qgisMinimumVersion author email repository tracker homepage icon tags"
    assert [key for key in required.split() if not metadata.get(key, "").strip()] == []


def test_the_metadata_say_which_qgis_it_is_for(metadata):
    assert metadata["qgisMinimumVersion"] == "3.22"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert metadata.getboolean("supportsQt6")
    assert metadata.getboolean("hasProcessingProvider")


def test_the_icon_that_the_metadata_name_exists(metadata, names):
    assert f"bodem_ondergrond/{metadata['icon']}" in names


def test_the_licence_is_the_gpl(archive):
    assert "GNU GENERAL PUBLIC LICENSE" in archive.read("bodem_ondergrond/LICENSE").decode("utf-8")


def test_the_changelog_has_the_version_of_the_metadata(archive, metadata):
    assert f"## {metadata['version']}" in archive.read("bodem_ondergrond/CHANGELOG.md").decode("utf-8")
