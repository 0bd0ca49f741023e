"""The work in hand, in the QGIS project and back."""

from __future__ import annotations

import json
import shutil

import pytest
import shapely
from qgis.core import QgsProject

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Answer, Correction, Ingreep, PlanArea, Verdict
from bodem_ondergrond.plugin.jobs.writing import TextChoices
from bodem_ondergrond.plugin.paragraph import Edit, Length
from bodem_ondergrond.test.qgis.conftest import FIELD_WKT

FIELD = shapely.from_wkt(FIELD_WKT)
STATE = qgis_io.ProjectState(
    plan=PlanArea(
        id="1",
        naam='Veld "Oost" <b>&</b>',
        geometrie=FIELD,
        ingreep=Ingreep(
            activiteiten=("grondverzet",), diepte_cm=40.5, agrarisch=Answer.JA, geometrie=shapely.buffer(FIELD, -10)
        ),
        meldingen=("hersteld",),
    ),
    corrections={"regel#1": Correction("al onderzocht", "J. Jansen", "2026-01-01T12:00:00+01:00")},
    connections=(qgis_io.LayerConnection("nnn", "laag_1", {"type": "soort"}, {"type": {"N": "natuur"}}),),
    judged={"regel#1": Verdict.ONDERZOEK},
    text=TextChoices(lengte=Length.KORT).with_edit("A1", Edit('Eigen "woorden".', "Basis.", "De kern")),
)


def test_what_is_saved_comes_back(project):
    qgis_io.save_state(project, STATE)
    assert qgis_io.restore_state(project) == STATE


def test_geometries_come_back_to_the_last_digit(project):
    shape = shapely.from_wkt(
        "POLYGON((240000.1234567891 556000, 240100 556000, 240100 556100, 240000.1234567891 556000))"
    )
    qgis_io.save_state(project, qgis_io.ProjectState(plan=PlanArea("1", "x", shape, Ingreep(geometrie=shape))))
    plan = qgis_io.restore_state(project).plan
    assert plan.geometrie.equals_exact(shape, 0)
    assert plan.ingreep.geometrie.equals_exact(shape, 0)


def test_the_state_survives_saving_and_opening_the_project(project, tmp_path):
    qgis_io.save_state(project, STATE)
    path = str(tmp_path / "project.qgz")
    assert project.write(path)
    project.clear()
    assert qgis_io.restore_state(project) is None
    assert project.read(path)
    assert qgis_io.restore_state(project) == STATE


def test_a_new_project_has_no_state(project):
    assert qgis_io.restore_state(project) is None


def test_a_cleared_state_is_gone(project):
    qgis_io.save_state(project, STATE)
    qgis_io.clear_state(project)
    assert qgis_io.restore_state(project) is None


def test_a_package_beside_the_project_is_found_when_both_move(project, tmp_path):
    here, there = tmp_path / "hier", tmp_path / "daar"
    here.mkdir()
    (here / "pakket.gpkg").write_bytes(b"")
    project.write(str(here / "project.qgs"))
    qgis_io.save_state(project, qgis_io.ProjectState(package_path=str(here / "pakket.gpkg")))
    project.write()
    shutil.move(here, there)
    moved = QgsProject()
    moved.read(str(there / "project.qgs"))
    assert qgis_io.restore_state(moved).package_path == str(there / "pakket.gpkg")


def test_the_demonstration_package_is_found_wherever_the_plugin_is_installed(project):
    qgis_io.save_state(project, qgis_io.ProjectState(package_path=qgis_io.demo_package_path()))
    text, _ = project.readEntry("bodem_ondergrond", "toestand")
    assert json.loads(text)["pakket"] == {"soort": "demo"}
    assert qgis_io.restore_state(project).package_path == qgis_io.demo_package_path()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("geen json", id="no-json"),
        pytest.param("[]", id="a-list"),
        pytest.param('{"versie": 1}', id="keys-missing"),
        pytest.param('{"versie": "1"}', id="version-no-number"),
    ],
)
def test_a_damaged_state_is_told_in_dutch(damage, project):
    project.writeEntry("bodem_ondergrond", "toestand", damage)
    with pytest.raises(qgis_io.QgisIoError, match="beschadigd"):
        qgis_io.restore_state(project)


def test_damaged_words_are_told_in_dutch(project):
    qgis_io.save_state(project, STATE)
    text, _ = project.readEntry("bodem_ondergrond", "toestand")
    project.writeEntry("bodem_ondergrond", "toestand", text.replace('"lengte": "kort"', '"lengte": "eindeloos"'))
    with pytest.raises(qgis_io.QgisIoError, match="beschadigd"):
        qgis_io.restore_state(project)


def test_a_damaged_geometry_is_told_in_dutch(project):
    qgis_io.save_state(project, STATE)
    text, _ = project.readEntry("bodem_ondergrond", "toestand")
    content = json.loads(text)
    content["plan"]["geometrie"] = "00FF"
    project.writeEntry("bodem_ondergrond", "toestand", json.dumps(content))
    with pytest.raises(qgis_io.QgisIoError, match="beschadigd"):
        qgis_io.restore_state(project)


def test_a_state_of_a_newer_version_is_refused_with_what_to_do(project):
    project.writeEntry("bodem_ondergrond", "toestand", '{"versie": 2}')
    with pytest.raises(qgis_io.QgisIoError, match="nieuwere versie"):
        qgis_io.restore_state(project)
