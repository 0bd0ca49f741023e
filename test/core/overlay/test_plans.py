from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.domain import Answer, Ingreep
from bodem_ondergrond.plugin.overlay import plan_area_from_values, plan_areas_from_values, prepare_plan_geometry
from bodem_ondergrond.test.core.overlay.worlds import box, shape, with_vertex

CATALOGUE = SimpleNamespace(activiteiten={"woningbouw": None, "grondverzet": None})


def test_a_good_polygon_is_taken_as_it_is():
    plan = prepare_plan_geometry(box())
    assert plan == (box(), (), None)


def test_height_is_dropped_without_a_word():
    plan = prepare_plan_geometry(shapely.force_3d(box(), 5))
    assert not plan.geometrie.has_z
    assert plan.meldingen == ()
    assert plan.fout is None


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        pytest.param(None, "heeft geen geometrie", id="null"),
        pytest.param(shapely.Polygon(), "heeft geen geometrie", id="empty"),
        pytest.param(shape("POINT (1 1)"), "is een punt", id="point"),
        pytest.param(shape("MULTIPOINT (1 1, 2 2)"), "is een verzameling punten", id="points"),
        pytest.param(shape("LINESTRING (0 0, 1 1)"), "is een lijn", id="line"),
        pytest.param(shape("MULTILINESTRING ((0 0, 1 1))"), "is een verzameling lijnen", id="lines"),
        pytest.param(shape("GEOMETRYCOLLECTION (POINT (1 1))"), "is geen vlak", id="collection"),
        pytest.param(shape("POLYGON ((0 0, 9 0, 0 0, 0 0))"), "heeft geen oppervlakte", id="no-area"),
        pytest.param(shapely.box(6.5, 52.9, 6.6, 53.0), "coördinatenstelsel", id="degrees"),
        pytest.param(shapely.box(700_000, 6_900_000, 700_100, 6_900_100), "buiten Nederland", id="web-mercator"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_dutch(geometry, words):
    plan = prepare_plan_geometry(geometry)
    assert plan.geometrie is None
    assert words in plan.fout


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_coordinates_that_are_no_finite_number_are_refused(value):
    broken = with_vertex(box(), value)
    plan = prepare_plan_geometry(broken)
    assert "geen eindig getal" in plan.fout
    assert "coördinatenstelsel" in plan.fout


def test_a_border_that_crosses_itself_is_repaired_and_both_areas_are_named():
    plan = prepare_plan_geometry(shape("POLYGON ((0 0, 100 100, 100 0, 0 60, 0 0))"))
    assert plan.fout is None
    assert plan.geometrie.is_valid
    (melding,) = plan.meldingen
    assert "kruist zichzelf" in melding
    assert "bij x = 240037.5, y = 550037.5" in melding
    assert "de oppervlakte was 2.000\u00a0m² en is nu 4.250\u00a0m²" in melding


def test_a_flaw_without_one_place_is_repaired_too(monkeypatch):
    monkeypatch.setattr(shapely, "is_valid_reason", lambda _: "Invalid")
    plan = prepare_plan_geometry(shape("POLYGON ((0 0, 100 100, 100 0, 0 60, 0 0))"))
    assert "op meer plaatsen" in plan.meldingen[0]


def test_only_polygons_of_a_collection_are_used_and_that_is_said():
    plan = prepare_plan_geometry(shapely.GeometryCollection([box(), shape("LINESTRING (0 0, 300 300)")]))
    assert plan.geometrie.area == pytest.approx(10_000)
    assert "alleen de vlakken" in plan.meldingen[0]


def test_many_parts_and_holes_are_kept():
    geometry = shapely.MultiPolygon([box().difference(box(10, 10, 10)), box(300)])
    plan = prepare_plan_geometry(geometry)
    assert plan.geometrie.area == pytest.approx(19_900)
    assert plan.meldingen == ()


def test_a_plan_area_is_built_from_raw_values():
    values = {"naam": " Es ", "activiteiten": "woningbouw", "diepte_cm": "40", "agrarisch": "ja"}
    plan = plan_area_from_values("3", values, box(), CATALOGUE)
    assert (plan.id, plan.naam, plan.fout) == ("3", "Es", None)
    assert plan.ingreep == Ingreep(("woningbouw",), diepte_cm=40.0, agrarisch=Answer.JA)


def test_without_a_name_a_plan_area_is_named_by_its_id():
    assert plan_area_from_values("3", {"naam": None}, box(), CATALOGUE).naam == "Plangebied 3"


def test_a_bad_value_costs_one_plan_area_and_loses_none():
    values = [{"diepte_cm": -5}, {"diepte_cm": 5}, {"activiteiten": "vliegveld"}]
    plans = plan_areas_from_values(["1", "2", "3"], values, [box(), box(), box()], CATALOGUE)
    assert [plan.id for plan in plans] == ["1", "2", "3"]
    assert "negatief" in plans[0].fout
    assert plans[1].fout is None
    assert "onbekende activiteit 'vliegveld'" in plans[2].fout
    assert plans[0].ingreep == Ingreep()
    assert plans[0].geometrie is not None


def test_everything_that_is_wrong_is_said_at_once():
    plan = plan_area_from_values("1", {"diepte_cm": "veel"}, None, CATALOGUE)
    assert "heeft geen geometrie" in plan.fout
    assert "'veel' is geen getal" in plan.fout
