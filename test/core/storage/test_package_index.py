"""The index beside a large package: faster, and never another answer."""

from __future__ import annotations

import json

import pytest
import shapely

from bodem_ondergrond.plugin import package_index
from bodem_ondergrond.plugin.overlay import LayerData
from bodem_ondergrond.plugin.package_index import PackageIndex, content_key, index_path
from bodem_ondergrond.plugin.storage import read_package
from bodem_ondergrond.test.core.overlay.worlds import box, shape
from bodem_ondergrond.test.core.storage.files import write_layer

BOW_TIE = shape("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))")


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setattr(package_index, "WORTH_REMEMBERING", 1)
    path = tmp_path / "pakket.gpkg"
    write_layer(path, "nnn", [box(), BOW_TIE], type=["natuur", "natuur"])
    return path


def read(path, catalogue):
    data = read_package(path, catalogue).lagen["nnn"]
    assert isinstance(data, LayerData)
    return data


def count_checks(monkeypatch):
    looked_at = []
    real = package_index.validity
    monkeypatch.setattr(package_index, "validity", lambda shapes: looked_at.append(len(shapes)) or real(shapes))
    return looked_at


def test_a_second_opening_looks_at_no_geometry_and_repairs_the_same(package, catalogue, monkeypatch):
    looked_at = count_checks(monkeypatch)
    first, second = read(package, catalogue), read(package, catalogue)
    assert looked_at == [2]
    assert (first.repaired, second.repaired) == (1, 1)
    assert shapely.to_wkb(first.geometries).tolist() == shapely.to_wkb(second.geometries).tolist()


def test_other_geometry_in_the_same_file_is_looked_at_again(package, catalogue, monkeypatch):
    read(package, catalogue)
    looked_at = count_checks(monkeypatch)
    package.unlink()
    write_layer(package, "nnn", [BOW_TIE, box()], type=["natuur", "natuur"])
    assert read(package, catalogue).repaired == 1
    assert looked_at == [2]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="cut-off"),
        pytest.param("[]", id="a-list"),
        pytest.param('{"schema": "iets/anders"}', id="another-schema"),
    ],
)
def test_a_damaged_index_is_no_index(content, package, catalogue):
    index_path(package).write_text(content, encoding="utf-8")
    assert read(package, catalogue).repaired == 1
    assert json.loads(index_path(package).read_text(encoding="utf-8"))["schema"] == package_index.SCHEMA


@pytest.mark.parametrize("change", [{"geos": "0.0"}, {"ongeldig": {"x": "y"}}, {"ongeldig": []}], ids=str)
def test_an_index_of_another_geos_or_with_strange_content_is_not_believed(change, package, catalogue):
    read(package, catalogue)
    path = index_path(package)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    assert read(package, catalogue).repaired == 1


def test_positions_that_do_not_exist_are_not_believed(package, catalogue):
    read(package, catalogue)
    path = index_path(package)
    known = json.loads(path.read_text(encoding="utf-8"))
    known["ongeldig"] = {key: [99] for key in known["ongeldig"]}
    path.write_text(json.dumps(known), encoding="utf-8")
    assert read(package, catalogue).repaired == 1


def test_an_index_that_cannot_be_written_is_no_error(package, catalogue):
    index_path(package).mkdir()
    assert read(package, catalogue).repaired == 1


def test_a_small_package_leaves_nothing_behind(package, catalogue, monkeypatch):
    monkeypatch.setattr(package_index, "WORTH_REMEMBERING", 1_000)
    read(package, catalogue)
    assert not index_path(package).exists()


def test_an_index_that_says_nothing_new_is_not_written_again(package, catalogue):
    read(package, catalogue)
    before = index_path(package).stat().st_mtime_ns
    read(package, catalogue)
    assert index_path(package).stat().st_mtime_ns == before


def test_the_key_follows_content_and_order():
    one, other = shapely.to_wkb(box()), shapely.to_wkb(BOW_TIE)
    keys = {content_key(blobs) for blobs in ([one, other], [other, one], [one], [one, None], [])}
    assert len(keys) == 5
    assert content_key([one, other]) == content_key([one, other])


def test_an_index_without_a_package_is_empty(tmp_path):
    index = PackageIndex(tmp_path / "weg.gpkg")
    assert index.valid("sleutel", shapely.get_parts(box())).tolist() == [True]
