"""Checking off the main thread: one answer for the newest question, and nothing for a cancelled one."""

from __future__ import annotations

import threading

import pytest
import shapely
from qgis.core import QgsApplication

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import PlanArea
from bodem_ondergrond.plugin.qgis_io.packages import FileSource, PackageSource
from bodem_ondergrond.test.qgis.conftest import FIELD_WKT

TIMEOUT_MS = 30_000


def plan(identifier="1"):
    return PlanArea(identifier, f"Veld {identifier}", shapely.from_wkt(FIELD_WKT))


@pytest.fixture
def runner(qgis_app):
    runner = qgis_io.ToetsRunner()
    yield runner
    runner.close()


@pytest.fixture
def demo(qgis_app):
    return qgis_io.file_source(qgis_io.demo_package_path())


class HeldSource(PackageSource):
    """The demonstration package, read when it is let go."""

    def __init__(self, context):
        self._file = FileSource(qgis_io.demo_package_path(), context)
        self.reading = threading.Event()
        self.gate = threading.Event()
        self.reads = 0
        self.thread = None

    @property
    def key(self):
        return "held"

    def read_raw(self, catalogue, progress=None, cancelled=None):
        self.reads += 1
        self.thread = threading.get_ident()
        self.reading.set()
        assert self.gate.wait(30)
        return self._file.read_raw(catalogue, progress, cancelled)


class BrokenSource(PackageSource):
    """A package that cannot be read."""

    def __init__(self, error):
        self._error = error

    @property
    def key(self):
        return "broken"

    def read_raw(self, catalogue, progress=None, cancelled=None):
        raise self._error


def test_a_check_hands_back_an_assessment_for_every_plan_area(runner, demo, qtbot):
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS) as caught:
        runner.start([plan("1"), plan("2")], demo)
    result = caught.args[0]
    assert [assessment.plan.id for assessment in result.assessments] == ["1", "2"]
    assert result.package.info.demonstratie
    assert not runner.is_running


def test_the_work_is_done_on_another_thread(runner, context, qtbot):
    source = HeldSource(context)
    source.gate.set()
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS):
        runner.start([plan()], source)
    assert source.thread != threading.get_ident()


def test_results_come_on_the_main_thread(runner, demo, qtbot):
    threads = []
    runner.klaar.connect(lambda _: threads.append(threading.get_ident()))
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS):
        runner.start([plan()], demo)
    assert threads == [threading.get_ident()]


def test_progress_goes_up_to_the_end(runner, demo, qtbot):
    seen = []
    runner.voortgang.connect(seen.append)
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS):
        runner.start([plan()], demo)
    qtbot.waitUntil(lambda: seen and seen[-1] == 100.0, timeout=TIMEOUT_MS)
    assert seen == sorted(seen)


def test_a_package_in_memory_is_not_read_again(runner, context, qtbot):
    source = HeldSource(context)
    source.gate.set()
    for _ in range(2):
        with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS):
            runner.start([plan()], source)
    assert source.reads == 1


def test_while_a_package_is_read_the_newest_request_waits_and_the_older_is_dropped(runner, context, qtbot):
    source = HeldSource(context)
    results = []
    runner.klaar.connect(results.append)
    runner.start([plan("oud")], source)
    qtbot.waitUntil(source.reading.is_set, timeout=TIMEOUT_MS)
    runner.start([plan("tussen")], source)
    runner.start([plan("nieuw")], source)
    source.gate.set()
    qtbot.waitUntil(lambda: not runner.is_running, timeout=TIMEOUT_MS)
    assert [result.assessments[0].plan.id for result in results] == ["nieuw"]
    assert source.reads == 1


def test_another_package_does_not_wait_for_the_one_being_read(runner, demo, context, qtbot):
    held = HeldSource(context)
    results = []
    runner.klaar.connect(results.append)
    runner.start([plan("oud")], held)
    qtbot.waitUntil(held.reading.is_set, timeout=TIMEOUT_MS)
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS):
        runner.start([plan("nieuw")], demo)
    held.gate.set()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=TIMEOUT_MS)
    assert [result.assessments[0].plan.id for result in results] == ["nieuw"]


def test_a_cancelled_check_hands_back_nothing(runner, context, qtbot):
    source = HeldSource(context)
    results = []
    runner.klaar.connect(results.append)
    runner.start([plan()], source)
    qtbot.waitUntil(source.reading.is_set, timeout=TIMEOUT_MS)
    with qtbot.waitSignal(runner.geannuleerd, timeout=TIMEOUT_MS):
        runner.cancel()
    source.gate.set()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=TIMEOUT_MS)
    assert (results, runner.package, runner.is_running) == ([], None, False)


def test_a_task_cancelled_in_the_task_list_of_qgis_tells_the_runner(runner, context, qtbot):
    source = HeldSource(context)
    runner.start([plan()], source)
    qtbot.waitUntil(source.reading.is_set, timeout=TIMEOUT_MS)
    with qtbot.waitSignal(runner.geannuleerd, timeout=TIMEOUT_MS):
        QgsApplication.taskManager().cancelAll()
        source.gate.set()
    assert not runner.is_running


def test_closing_waits_until_nothing_runs(runner, context, qtbot):
    source = HeldSource(context)
    runner.start([plan()], source)
    qtbot.waitUntil(source.reading.is_set, timeout=TIMEOUT_MS)
    threading.Timer(0.1, source.gate.set).start()
    runner.close()
    assert source.gate.is_set()
    assert not runner.is_running


def test_an_error_of_ours_becomes_its_dutch_message(runner, qtbot):
    with qtbot.waitSignal(runner.mislukt, timeout=TIMEOUT_MS) as caught:
        runner.start([plan()], BrokenSource(qgis_io.QgisIoError("Het pakket is stuk.")))
    assert caught.args == ["Het pakket is stuk."]


def test_any_other_error_is_told_in_dutch_and_logged_whole(runner, qtbot, qgis_app):
    logged = []
    QgsApplication.messageLog().messageReceived[str, str, "Qgis::MessageLevel"].connect(
        lambda message, tag, level: logged.append((tag, message))
    )
    with qtbot.waitSignal(runner.mislukt, timeout=TIMEOUT_MS) as caught:
        runner.start([plan()], BrokenSource(ZeroDivisionError("deling door nul")))
    assert "onverwachte fout (ZeroDivisionError" in caught.args[0]
    qtbot.waitUntil(lambda: any("Traceback" in message for tag, message in logged if tag == "Bodem & Ondergrond"))


def test_after_an_error_a_new_check_works(runner, demo, qtbot):
    with qtbot.waitSignal(runner.mislukt, timeout=TIMEOUT_MS):
        runner.start([plan()], BrokenSource(qgis_io.QgisIoError("stuk")))
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS):
        runner.start([plan()], demo)


def test_a_plan_area_that_cannot_be_checked_is_in_the_result_with_its_reason(runner, demo, qtbot):
    bad = PlanArea("1", "stuk", None, fout="Het plangebied heeft geen geometrie.")
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS) as caught:
        runner.start([bad, plan("2")], demo)
    first, second = caught.args[0].assessments
    assert first.plan.fout == "Het plangebied heeft geen geometrie."
    assert second.plan.fout is None
