from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Ingreep, Verdict
from bodem_ondergrond.plugin.gui.session import SessionState
from bodem_ondergrond.plugin.jobs.writing import TextChoices
from bodem_ondergrond.plugin.paragraph import Edit, Kind, Length
from bodem_ondergrond.test.gui.conftest import BESIDE, HOLE, SQUARE


@pytest.fixture
def ready(session, runner, package):
    """A session with a package and no plan area."""
    session.load_package(qgis_io.demo_package_path())
    session.check()
    runner.give(package=package)
    return session


def test_without_a_package_nothing_is_checked_and_that_is_said(qtbot, session, runner, square):
    session.set_plan_area(square, qgis_io.rd_crs())
    qtbot.wait(20)
    assert session.state is SessionState.GEEN_PAKKET
    assert runner.requests == []


def test_a_package_alone_is_read_but_gives_no_result(ready):
    assert ready.state is SessionState.GEEN_PLANGEBIED
    assert ready.is_demonstration
    assert ready.assessment is None


def test_a_plan_area_is_checked_by_itself(qtbot, ready, runner, square):
    ready.set_plan_area(square, qgis_io.rd_crs(), "Veld")
    assert ready.state is SessionState.BEZIG
    qtbot.waitUntil(lambda: runner.requests[-1] != [])
    assert runner.requests[-1][0].naam == "Veld"


def test_a_change_of_the_ingreep_is_checked_by_itself_and_typing_counts_once(qtbot, checked, runner):
    before = len(runner.requests)
    for depth in (1.0, 12.0, 120.0):
        checked.set_ingreep(Ingreep(diepte_cm=depth))
    qtbot.waitUntil(lambda: len(runner.requests) > before)
    assert len(runner.requests) == before + 1
    assert runner.requests[-1][0].ingreep.diepte_cm == 120.0


def test_an_outdated_result_is_not_the_result(checked):
    checked.set_ingreep(Ingreep(diepte_cm=10.0))
    assert checked.assessment is None
    assert checked.latest is not None


def test_another_plan_area_takes_the_former_result_away_at_once(checked):
    checked.set_plan_area(QgsGeometry.fromWkt(BESIDE), qgis_io.rd_crs())
    assert checked.latest is None


def test_the_result_of_a_check_that_was_overtaken_is_ignored(checked, runner, package, make_assessment):
    checked.set_ingreep(Ingreep(diepte_cm=10.0))
    runner.give(make_assessment(name="te laat"), package=package)
    assert checked.state is SessionState.BEZIG


def test_a_finished_check_is_announced(qtbot, ready, runner, package, square, make_assessment):
    ready.set_plan_area(square, qgis_io.rd_crs())
    ready.check()
    with qtbot.waitSignal(ready.finished) as finished:
        runner.give(make_assessment(), package=package)
    assert finished.args[0].oppervlakte_m2 == 10_000.0


def test_a_failure_keeps_its_message_and_shows_no_result(checked, runner):
    checked.check()
    runner.mislukt.emit("Het pakket is beschadigd.")
    assert checked.state is SessionState.MISLUKT
    assert checked.message == "Het pakket is beschadigd."
    assert checked.latest is None


def test_a_cancelled_check_shows_no_result(checked):
    checked.check()
    checked.cancel()
    assert checked.state is SessionState.GEANNULEERD
    assert checked.latest is None


def test_a_plan_area_in_degrees_is_converted_once(ready):
    degrees = QgsGeometry.fromWkt("POLYGON((6.5 52.9, 6.51 52.9, 6.51 52.91, 6.5 52.91, 6.5 52.9))")
    ready.set_plan_area(degrees, QgsCoordinateReferenceSystem("EPSG:4326"))
    assert 200_000 < ready.plan.geometrie.centroid.x < 270_000


def test_a_part_is_added_to_the_plan_area(ready, square):
    ready.set_plan_area(square, qgis_io.rd_crs(), "Veld")
    ready.add_part(QgsGeometry.fromWkt(BESIDE), qgis_io.rd_crs())
    assert ready.plan.geometrie.area == pytest.approx(20_000)
    assert ready.plan.naam == "Veld"


def test_a_hole_is_cut_out_of_the_plan_area(ready, square):
    ready.set_plan_area(square, qgis_io.rd_crs())
    assert ready.cut_hole(QgsGeometry.fromWkt(HOLE), qgis_io.rd_crs())
    assert ready.plan.geometrie.area == pytest.approx(10_000 - 400)


def test_a_hole_that_leaves_nothing_is_refused(ready):
    ready.set_plan_area(QgsGeometry.fromWkt(HOLE), qgis_io.rd_crs())
    assert not ready.cut_hole(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs())
    assert ready.plan.geometrie.area == pytest.approx(400)


def test_undo_brings_back_the_plan_area_and_its_corrections(checked, make_finding):
    checked.set_aside(make_finding(), "Al onderzocht", "J. Jansen")
    checked.set_plan_area(QgsGeometry.fromWkt(BESIDE), qgis_io.rd_crs())
    assert checked.corrections == {}
    checked.undo()
    assert checked.plan.geometrie.bounds[0] == 240_000
    assert list(checked.corrections) == [make_finding().id]


def test_clearing_the_plan_area_can_be_undone(checked):
    checked.clear_plan_area()
    assert checked.plan is None
    checked.undo()
    assert checked.plan.naam == "Proefveld"


def test_a_correction_takes_a_finding_out_of_the_count_and_back(checked):
    finding = checked.assessment.bevindingen[0]
    checked.set_aside(finding, "Al onderzocht", "J. Jansen")
    assert checked.assessment.verdict_counts()["nee_tenzij"] == 0
    assert checked.assessment.bevindingen[0].correctie.door == "J. Jansen"
    checked.restore_finding(finding)
    assert checked.assessment.verdict_counts()["nee_tenzij"] == 1


def test_a_correction_lapses_when_the_finding_weighs_otherwise(
    qtbot, checked, runner, package, make_assessment, make_finding
):
    checked.set_aside(checked.assessment.bevindingen[0], "Al onderzocht", "J. Jansen")
    checked.set_ingreep(Ingreep(diepte_cm=500.0))
    checked.check()
    with qtbot.waitSignal(checked.correction_lapsed):
        runner.give(make_assessment([make_finding(Verdict.VERBOD)]), package=package)
    assert checked.assessment.bevindingen[0].correctie is None


def test_a_correction_stays_when_the_finding_stays(checked, runner, package, make_assessment, make_finding):
    checked.set_aside(checked.assessment.bevindingen[0], "Al onderzocht", "J. Jansen")
    checked.set_ingreep(Ingreep(diepte_cm=20.0))
    checked.check()
    runner.give(make_assessment([make_finding()]), package=package)
    assert checked.assessment.bevindingen[0].correctie is not None


def test_a_correction_of_a_finding_that_weighs_otherwise_after_reopening_lapses(
    qtbot, checked, runner, package, make_assessment, make_finding
):
    checked.set_aside(checked.assessment.bevindingen[0], "Al onderzocht", "J. Jansen")
    kept = qgis_io.ProjectState(
        plan=checked.plan,
        package_path=checked.package_path,
        corrections=dict(checked.corrections),
        judged=dict(checked.judged),
    )
    checked.reset()
    checked.restore(kept)
    checked.check()
    with qtbot.waitSignal(checked.correction_lapsed):
        runner.give(make_assessment([make_finding(Verdict.VERBOD)]), package=package)
    assert checked.corrections == {}


def test_another_project_starts_without_words_but_with_the_usual_kind_and_length(checked):
    checked.set_text(TextChoices(soort=Kind.MOTIVERING, lengte=Length.KORT, opgaven=("geothermie",)))
    checked.reset()
    assert checked.text == TextChoices(soort=Kind.MOTIVERING, lengte=Length.KORT)


def test_undo_brings_words_back_and_leaves_the_choices_of_this_moment(checked):
    checked.set_text(TextChoices().with_edit("A1", Edit("Eigen.", "Basis.")).with_answer("veld", "Ja."))
    written = checked.text
    checked.set_plan_area(QgsGeometry.fromWkt(BESIDE), qgis_io.rd_crs())
    checked.set_text(replace(checked.text, lengte=Length.KORT))
    checked.undo()
    assert checked.text == replace(written, lengte=Length.KORT)


def test_another_name_needs_no_other_check(checked, runner):
    before = len(runner.requests)
    checked.rename_plan("Nieuwe naam")
    assert checked.assessment.plan.naam == "Nieuwe naam"
    assert len(runner.requests) == before


def test_an_unusable_plan_area_is_handed_over_with_its_fault(ready):
    ready.set_plan_area(QgsGeometry(), qgis_io.rd_crs())
    assert ready.plan.fout
    assert ready.plan.geometrie is None


def test_the_same_ingreep_again_is_no_change(checked, runner):
    before = len(runner.requests)
    checked.set_ingreep(replace(checked.ingreep))
    assert len(runner.requests) == before
    assert checked.state is SessionState.KLAAR
