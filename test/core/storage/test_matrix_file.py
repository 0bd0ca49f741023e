from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import fiona
import pytest
import shapely

from bodem_ondergrond.plugin.domain import (
    Assessment,
    Calculation,
    Citation,
    Correction,
    DepthRange,
    Finding,
    LayerOutcome,
    Outcome,
    PlanArea,
    PolicyObject,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.report.matrix import FINDING_COLUMNS, finding_rows, matrix_columns, matrix_row
from bodem_ondergrond.plugin.storage import MatrixFile, StorageError, write_matrix
from bodem_ondergrond.plugin.storage.matrix_file import _CHUNK
from bodem_ondergrond.test.core.overlay.worlds import INFO, SOURCE, box


class Themes:
    themas = {"energie": None, "erfgoed": None, "natuur": None}  # noqa: RUF012


def layer(thema, uitkomst):
    return LayerOutcome(f"{thema}_laag", thema, uitkomst, None, SOURCE)


def finding(thema="erfgoed", oordeel=Verdict.ONDERZOEK, uitkomst=Outcome.GERAAKT, **values):
    values = {"id": f"{thema}.{oordeel.value}", "regel": f"{thema}.regel", "laag": f"{thema}_laag", **values}
    return Finding(
        thema=thema, klasse="3", uitkomst=uitkomst, oordeel=oordeel, herkomst_oordeel=VerdictOrigin.BRON, **values
    )


def assessment(lagen=(), bevindingen=(), geometry=None, **plan):
    area = PlanArea(**{"id": "7", "naam": "Es", "geometrie": box() if geometry is None else geometry, **plan})
    return Assessment(
        area, 10_000.0, ("Assen", "Tynaarlo"), 0.0, INFO, "1", "x", "1", "2026-11-20", tuple(lagen), tuple(bevindingen)
    )


def test_a_row_has_a_value_for_every_column_in_order():
    row = matrix_row(assessment(), Themes)
    assert list(row) == [column.naam for column in matrix_columns(Themes)]


def test_the_heaviest_verdict_and_the_outcome_stand_per_theme():
    findings = [finding(oordeel=Verdict.AANDACHT), finding(oordeel=Verdict.NEE_TENZIJ), finding("natuur", Verdict.KANS)]
    layers = [
        layer("erfgoed", Outcome.GERAAKT),
        layer("natuur", Outcome.GERAAKT),
        layer("energie", Outcome.NIET_GERAAKT),
    ]
    row = matrix_row(assessment(layers, findings), Themes)
    assert (row["zwaarste_oordeel"], row["erfgoed_oordeel"]) == ("nee_tenzij", "nee_tenzij")
    assert (row["natuur_oordeel"], row["energie_oordeel"]) == ("kans", None)
    assert (row["erfgoed_uitkomst"], row["energie_uitkomst"]) == ("geraakt", "niet_geraakt")
    assert (row["aantal_nee_tenzij"], row["aantal_aandacht"], row["aantal_verbod"]) == (1, 1, 0)
    assert (row["lagen_geraakt"], row["lagen_niet_geraakt"]) == (2, 1)
    assert row["gemeenten"] == "Assen, Tynaarlo"


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        pytest.param([Outcome.NIET_GERAAKT, Outcome.GERAAKT, Outcome.NIET_GETOETST], "geraakt", id="a-hit-shows"),
        pytest.param([Outcome.NIET_GERAAKT, Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST], "niet_getoetst", id="a-gap"),
        pytest.param([Outcome.NIET_GERAAKT, Outcome.GEEN_GEGEVENS], "geen_gegevens", id="no-data-is-not-no-hit"),
        pytest.param([Outcome.NIET_GERAAKT], "niet_geraakt", id="all-checked"),
        pytest.param([], "niet_getoetst", id="nothing-looked-at"),
    ],
)
def test_a_theme_is_not_hit_only_when_all_of_it_was_checked(outcomes, expected):
    row = matrix_row(assessment([layer("natuur", outcome) for outcome in outcomes]), Themes)
    assert row["natuur_uitkomst"] == expected


def test_a_finding_without_a_map_counts_in_its_theme():
    row = matrix_row(assessment(bevindingen=[finding("energie", Verdict.VERBOD, laag=None)]), Themes)
    assert (row["energie_oordeel"], row["energie_uitkomst"]) == ("verbod", "geraakt")


def test_what_an_expert_set_aside_counts_no_more_but_stays_in_the_table():
    corrected = finding(correctie=Correction("ligt er niet", "A. Adviseur", "2026-11-20"))
    checked = assessment(bevindingen=[corrected])
    assert matrix_row(checked, Themes)["zwaarste_oordeel"] is None
    (row,) = finding_rows(checked)
    assert row["correctie"] == "ligt er niet (A. Adviseur, 2026-11-20)"


def test_a_finding_becomes_a_row_with_all_its_evidence():
    full = finding(
        marginaal=True,
        overlap_m2=12.5,
        aandeel=0.25,
        afstand_m=49.0,
        diepte=DepthRange(0.0, 2.0),
        rekenregels=(
            Calculation("oppervlakte", 900.0, "m2", "<=", 1_000.0, True, "visie 4"),
            Calculation("diepte", None, "cm", "<=", 30.0, None, "visie 4"),
            Calculation("boordiepte", 40.0, "m", "<=", None, False, "visie 8"),
        ),
        objecten=(PolicyObject("5", "D53"), PolicyObject("6", None)),
        bevoegd_gezag=("gemeente",),
        bronnen=(Citation("omgevingsvisie-2022", "4.2.4"),),
        zinnen=("Eerste.", "Tweede."),
        aannames=("Aanname.",),
        ontbreekt=("diepte_cm", "oppervlakte_m2"),
    )
    (row,) = finding_rows(assessment(bevindingen=[full]))
    assert list(row) == [column.naam for column in FINDING_COLUMNS]
    assert (row["plangebied"], row["naam"], row["oordeel"], row["marginaal"]) == ("7", "Es", "onderzoek", "ja")
    # To filter on: what is certain, and what is not for which reason.
    assert row["zekerheid"] in {"zeker", "indicatie", "ontbreekt", "marginaal", "aangepast"}
    assert row["rekenregels"] == (
        "oppervlakte: 900 m2 <= 1000 m2: voldaan (visie 4); diepte: onbekend <= 30 cm: niet te zeggen (visie 4); "
        "boordiepte: 40 m <= onbekend: niet voldaan (visie 8)"
    )
    assert row["objecten"] == "5 D53; 6"
    assert (row["diepte_van_m"], row["diepte_tot_m"], row["tekst"]) == (0.0, 2.0, "Eerste. Tweede.")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "uit" / "matrix.gpkg"


def read(path, name):
    with fiona.open(path, layer=name) as source:
        return source.crs, list(source)


def test_matrix_and_findings_are_layers_of_one_file(path):
    results = [assessment(bevindingen=[finding(), finding("natuur")]), assessment(id="8")]
    assert write_matrix(path, results, Themes) == path
    assert fiona.listlayers(path) == ["matrix", "bevindingen"]
    crs, rows = read(path, "matrix")
    assert crs.to_epsg() == 28992
    assert [row.properties["plangebied"] for row in rows] == ["7", "8"]
    assert shapely.geometry.shape(rows[0].geometry).equals(box())
    _, findings = read(path, "bevindingen")
    assert [(row.properties["plangebied"], row.properties["thema"]) for row in findings] == [
        ("7", "erfgoed"),
        ("7", "natuur"),
    ]


def test_a_plan_area_that_was_not_checked_has_a_row_with_the_reason(path):
    broken = PlanArea("1", "Stuk", None, fout="geen vlak")
    write_matrix(path, [replace(assessment([layer("natuur", Outcome.NIET_GETOETST)]), plan=broken)], Themes)
    (row,) = read(path, "matrix")[1]
    assert row.geometry is None
    assert (row.properties["fout"], row.properties["natuur_uitkomst"]) == ("geen vlak", "niet_getoetst")


def test_all_parts_and_holes_are_written(path):
    geometry = shapely.MultiPolygon([box().difference(box(10, 10, 10)), box(200)])
    write_matrix(path, [assessment(geometry=geometry)], Themes)
    assert shapely.geometry.shape(read(path, "matrix")[1][0].geometry).equals(geometry)


def test_without_results_there_is_an_empty_matrix(path):
    write_matrix(path, [], Themes)
    assert read(path, "matrix")[1] == []
    assert read(path, "bevindingen")[1] == []


def test_more_results_than_are_written_at_a_time_all_arrive(path):
    results = [assessment(bevindingen=[finding()], id=str(i)) for i in range(_CHUNK + 3)]
    write_matrix(path, results, Themes)
    assert [row.properties["plangebied"] for row in read(path, "matrix")[1]] == [str(i) for i in range(_CHUNK + 3)]
    assert len(read(path, "bevindingen")[1]) == _CHUNK + 3


def test_an_earlier_file_is_replaced(path):
    write_matrix(path, [assessment(), assessment()], Themes)
    write_matrix(path, [assessment()], Themes)
    assert len(read(path, "matrix")[1]) == 1


def test_a_run_that_breaks_off_leaves_a_whole_file(path):
    def stop():
        with MatrixFile(path, Themes) as file:
            file.write(assessment())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert len(read(path, "matrix")[1]) == 1


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "uit").write_text("een bestand", encoding="utf-8")
    with pytest.raises(StorageError, match=r"matrix\.gpkg kan niet worden gemaakt"):
        write_matrix(tmp_path / "uit" / "matrix.gpkg", [], Themes)


def test_a_disk_that_fills_up_is_an_error_with_the_layer(path):
    with pytest.raises(StorageError, match="Laag 'matrix'"), MatrixFile(path, Themes) as file:  # noqa: PT012
        file.write(assessment())
        file._connection.execute("PRAGMA query_only = 1")


def test_the_file_knows_its_extent_its_number_of_rows_and_where_they_are(path):
    results = [assessment(), assessment(geometry=box(500), id="8"), assessment(id="9")]
    write_matrix(path, results, Themes)
    with fiona.open(path, layer="matrix") as source:
        assert source.bounds == (*box().bounds[:2], *box(500).bounds[2:])
        assert [row.properties["plangebied"] for row in source.filter(bbox=box(550, 50, 1).bounds)] == ["8"]
    with closing(sqlite3.connect(path)) as connection:
        counts = dict(connection.execute("SELECT table_name, feature_count FROM gpkg_ogr_contents"))
        assert connection.execute("SELECT count(*) FROM rtree_matrix_geom").fetchone() == (3,)
    assert counts == {"matrix": 3, "bevindingen": 0}
