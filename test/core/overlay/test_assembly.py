from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.domain import DataSource, Outcome
from bodem_ondergrond.plugin.overlay import (
    LayerData,
    LayerFailure,
    OverlayError,
    RawLayer,
    assemble_package,
    package_info,
)
from bodem_ondergrond.plugin.overlay.assembly import read_coverage
from bodem_ondergrond.test.core.overlay.worlds import INFO, SOURCE, X, Y, box, catalogue_layer, class_field

CATALOGUE = SimpleNamespace(
    lagen={
        "nnn": catalogue_layer("nnn"),
        "keileem": catalogue_layer("keileem"),
        "buisleidingen": catalogue_layer("buisleidingen", "lijn"),
        "provincie": catalogue_layer("provincie", kader=True),
    }
)
PACKAGE = DataSource("bestand", "proef.gpkg", "2026-01-01")


def raw(*geometries):
    return RawLayer(list(geometries), [str(i) for i in range(len(geometries))], {}, SOURCE)


def assemble(table=None, catalogue=CATALOGUE, **layers):
    return assemble_package(catalogue, layers, table or {}, INFO, PACKAGE).lagen


def test_a_package_has_every_layer_of_the_catalogue_in_its_order():
    lagen = assemble(onbekend=raw(box()), keileem=raw(box()), nnn=raw(box()))
    assert list(lagen) == ["nnn", "keileem", "buisleidingen", "provincie"]
    assert isinstance(lagen["nnn"], LayerData)
    assert lagen["buisleidingen"].uitkomst is Outcome.GEEN_GEGEVENS
    assert lagen["buisleidingen"].reden == "De laag zit niet in het beleidspakket."
    assert lagen["buisleidingen"].source == PACKAGE


def test_a_layer_that_could_not_be_read_says_why():
    failure = LayerFailure("nnn", Outcome.NIET_GETOETST, "geen stelsel", SOURCE)
    assert assemble(nnn=failure)["nnn"] is failure


def test_the_province_is_the_coverage_of_every_layer_but_itself():
    lagen = assemble(nnn=raw(box(10_000)), keileem=raw(box()), provincie=raw(box(), box(100)))
    assert lagen["nnn"].coverage.equals(box(0, 0, 200, 100))
    assert lagen["nnn"].coverage is lagen["keileem"].coverage
    assert lagen["provincie"].coverage is None


def test_without_a_province_the_coverage_is_the_extent_of_all_layers():
    line = shapely.LineString([(X, Y), (X + 300, Y + 50)])
    lagen = assemble(nnn=raw(box()), buisleidingen=raw(line), onbekend=raw(box(9_000)))
    assert lagen["nnn"].coverage.equals(box(0, 0, 300, 100))


@pytest.mark.parametrize(
    "province",
    [
        pytest.param(raw(), id="empty"),
        pytest.param(LayerFailure("provincie", Outcome.NIET_GETOETST, "stuk", SOURCE), id="failed"),
    ],
)
def test_a_province_without_data_is_no_coverage(province):
    assert assemble(nnn=raw(box()), provincie=province)["nnn"].coverage.equals(box())


def test_a_catalogue_without_province_falls_back_on_the_extent():
    catalogue = SimpleNamespace(lagen={"nnn": catalogue_layer("nnn")})
    assert assemble(catalogue=catalogue, nnn=raw(box()), provincie=raw(box(500)))["nnn"].coverage.equals(box())


def test_a_package_without_anything_has_no_coverage_and_no_data():
    lagen = assemble(nnn=raw())
    assert lagen["nnn"].reden == "De laag is leeg."


def test_the_package_may_say_for_which_area_a_layer_is_complete():
    lagen = assemble(
        {"dekking:nnn": box(0, 0, 5_000).wkt}, nnn=raw(box()), keileem=raw(box()), provincie=raw(box(0, 0, 50))
    )
    assert lagen["nnn"].coverage.equals(box(0, 0, 5_000))
    assert lagen["keileem"].coverage.equals(box(0, 0, 50))


@pytest.mark.parametrize("wkt", ["heel Drenthe", "POINT (240000 550000)", "POLYGON EMPTY"])
def test_a_coverage_that_cannot_be_read_leaves_the_layer_unchecked(wkt):
    failure = assemble({"dekking:nnn": wkt}, nnn=raw(box()))["nnn"]
    assert failure.uitkomst is Outcome.NIET_GETOETST
    assert "dekking:nnn" in failure.reden


def test_an_invalid_coverage_is_repaired():
    assert read_coverage("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))").area == pytest.approx(50)


def test_a_coverage_error_is_an_overlay_error():
    with pytest.raises(OverlayError, match="geen geldige WKT"):
        read_coverage("x")


def test_a_layer_with_coordinates_of_elsewhere_is_not_checked():
    failure = assemble(nnn=raw(shapely.box(6.5, 52.9, 6.6, 53.0)))["nnn"]
    assert failure.uitkomst is Outcome.NIET_GETOETST
    assert "coördinatenstelsel" in failure.reden


def test_one_object_elsewhere_does_not_condemn_a_layer():
    assert isinstance(assemble(nnn=raw(box(), None, shapely.box(0, 0, 1, 1)))["nnn"], LayerData)


def test_a_layer_of_which_no_object_has_finite_coordinates_is_empty():
    lost = shapely.transform(box(), lambda points: np.full_like(points, np.inf))
    assert assemble(nnn=raw(lost))["nnn"].uitkomst is Outcome.GEEN_GEGEVENS


def test_the_package_table_fills_the_information():
    table = {"naam": " Drenthe ", "versie": "3", "peildatum": "2026-01-01", "licentie": "CC0", "demonstratie": "Ja"}
    info = package_info(table, "bestand", "abc")
    assert (info.naam, info.versie, info.peildatum) == ("Drenthe", "3", "2026-01-01")
    assert (info.licentie, info.demonstratie, info.sha256) == ("CC0", True, "abc")


def test_a_package_without_table_is_named_after_its_file():
    info = package_info({}, "bestand", None)
    assert (info.naam, info.versie, info.peildatum, info.demonstratie) == ("bestand", "", None, False)


def test_a_missing_class_field_is_found_by_the_package():
    catalogue = SimpleNamespace(lagen={"nnn": catalogue_layer(velden=[class_field("type", "natuur")])})
    assert "Het veld 'type' ontbreekt" in assemble(catalogue=catalogue, nnn=raw(box()))["nnn"].reden
