"""The loop behind command line and Processing: nothing stops it, nothing is lost, nothing is half written."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest
import shapely

from bodem_ondergrond.plugin import toets
from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain import PlanArea
from bodem_ondergrond.plugin.jobs import batch, files
from bodem_ondergrond.plugin.jobs.batch import BatchSettings, parse_layers, run_batch
from bodem_ondergrond.plugin.jobs.errors import FileError, FormatError, JobError
from bodem_ondergrond.plugin.jobs.files import file_stem, make_folder, read_text, write_whole
from bodem_ondergrond.plugin.jobs.texts import parse_formats
from bodem_ondergrond.plugin.storage import read_package

DEMO_PACKAGE = Path(__file__).resolve().parents[2] / "resources" / "demo" / "demopakket.gpkg"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="module")
def package(catalogue):
    return read_package(DEMO_PACKAGE, catalogue)


@pytest.fixture
def run(package, catalogue):
    def run_plans(plans, folder=None, **settings):
        more = {name: settings.pop(name) for name in ("sinks", "progress", "cancelled") if name in settings}
        return run_batch(plans, package, catalogue, BatchSettings(folder, lagen=("nnn",), **settings), now=NOW, **more)

    return run_plans


def plan(number, **more):
    west = 240000 + 10 * number
    return PlanArea(str(number), f"Veld {number}", shapely.box(west, 556000, west + 10, 556010), **more)


class Sink:
    def __init__(self):
        self.seen = []

    def write(self, assessment):
        self.seen.append(assessment)


def test_every_plan_area_is_counted_and_handed_on_in_order(run):
    sink, steps = Sink(), []
    summary = run([plan(1), plan(2, fout="Kapot."), plan(3)], sinks=[sink], progress=steps.append)
    assert (summary.checked, summary.not_checked, summary.total) == (2, 1, 3)
    assert [assessment.plan.id for assessment in sink.seen] == ["1", "2", "3"]
    assert steps == [3]
    assert summary.failures == [("2", "Veld 2", "Kapot.")]
    assert not summary.is_complete


def test_progress_is_told_some_plan_areas_at_a_time_and_each_when_texts_are_made(run, tmp_path):
    for formats, expected in (((), [20, 40, 45]), (("md",), [1, 2, 3])):
        steps = []
        plans = [plan(n) for n in range(expected[-1])]
        run(plans, tmp_path / str(len(formats)), formaten=formats, progress=steps.append)
        assert steps == expected


def test_what_was_judged_before_reading_went_wrong_is_written(run, tmp_path):
    def source():
        yield from [plan(1), plan(2)]
        raise OSError("De schijf is weg.")

    with pytest.raises(OSError, match="weg"):
        run(source(), tmp_path)
    assert {path.name for path in tmp_path.glob("*.json")} >= {"1-Veld-1.json", "2-Veld-2.json"}


def test_plan_areas_are_read_while_the_run_goes_on(run, monkeypatch):
    monkeypatch.setattr(toets, "_CHUNK", 2)
    read = []

    def source():
        for number in range(6):
            read.append(number)
            yield plan(number)

    run(source(), cancelled=lambda: len(read) >= 4)
    assert len(read) == 4


def test_the_time_of_the_run_stands_in_every_result(run, tmp_path):
    run([plan(1), plan(2)], tmp_path)
    moments = {json.loads(path.read_text(encoding="utf-8"))["tijdstip"] for path in tmp_path.glob("*.json")}
    assert moments == {"2026-01-02T03:04:05+00:00"}


def test_what_was_read_before_reading_failed_is_checked(run, monkeypatch):
    monkeypatch.setattr(toets, "_CHUNK", 2)

    def source():
        yield from (plan(number) for number in range(5))
        raise OSError("schijf weg")

    sink = Sink()
    with pytest.raises(OSError, match="schijf weg"):
        run(source(), sinks=[sink])
    assert [assessment.plan.id for assessment in sink.seen] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("bad", [{0}, {3}, {6}, {1, 5}, set(range(7))], ids=str)
def test_a_plan_area_that_the_engine_fails_on_does_not_end_the_run(bad, run, monkeypatch):
    real = toets.Checker.check

    def failing(self, plans, measured, moment):
        for item in plans:
            if int(item.id) in bad:
                raise ZeroDivisionError("deling door nul")
        yield from real(self, plans, measured, moment)

    monkeypatch.setattr(toets.Checker, "check", failing)
    sink = Sink()
    summary = run([plan(number) for number in range(7)], sinks=[sink])
    assert [int(assessment.plan.id) for assessment in sink.seen] == list(range(7))
    assert {int(number) for number, *_ in summary.failures} == bad
    assert all("ZeroDivisionError: deling door nul" in reason for *_, reason in summary.failures)


def test_a_failure_halfway_a_chunk_repeats_nothing(run, monkeypatch):
    real = toets.Checker.check

    def failing(self, plans, measured, moment):
        for item in plans:
            if item.id == "2":
                raise KeyError("regel")
            yield from real(self, [item], self.measure([item]), moment)

    monkeypatch.setattr(toets.Checker, "check", failing)
    sink = Sink()
    run([plan(number) for number in range(5)], sinks=[sink])
    assert [assessment.plan.id for assessment in sink.seen] == ["0", "1", "2", "3", "4"]


def test_a_text_that_fails_is_told_and_the_result_is_there(run, tmp_path, monkeypatch):
    def failing(*_):
        raise KeyError("zin")

    monkeypatch.setattr(batch, "render_text_of", failing)
    summary = run([plan(1)], tmp_path, formaten=("html",))
    assert [path.name for path in tmp_path.iterdir()] == ["1-Veld-1.json"]
    assert list(summary.failure_lines()) == ["Tekst niet gemaakt: 1-Veld-1.html: KeyError: 'zin'"]
    assert not summary.is_complete


def test_of_many_failures_only_the_first_are_named(run):
    summary = run([plan(number, fout="Kapot.") for number in range(25)])
    lines = list(summary.failure_lines())
    assert len(lines) == batch.NAMED_FAILURES + 1
    assert lines[-1] == "En nog 5 niet getoetst; de reden staat in de resultaten."


def test_a_cancelled_run_is_whole_and_says_so(run, tmp_path):
    asked = []
    summary = run([plan(n) for n in range(5)], tmp_path, cancelled=lambda: asked.append(1) or len(asked) > 2)
    assert summary.cancelled
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0-Veld-0.json", "1-Veld-1.json", "toets.voortgang"]
    assert "De toets is afgebroken; wat klaar was, is bewaard." in list(summary.lines())


# --- options


@pytest.mark.parametrize("chosen", ["nnn, natura2000,nnn", ["nnn", "natura2000"], ("nnn", " natura2000 ")], ids=str)
def test_layers_are_read_from_text_or_a_list(chosen, catalogue):
    assert parse_layers(chosen, catalogue) == ("nnn", "natura2000")


@pytest.mark.parametrize("chosen", [None, "", " , ", []], ids=repr)
def test_no_layers_means_all(chosen, catalogue):
    assert parse_layers(chosen, catalogue) is None


@pytest.mark.parametrize("name", ["onzin", "provincie"])
def test_a_layer_that_cannot_be_checked_is_refused_with_those_that_can(name, catalogue):
    with pytest.raises(JobError, match=f"Onbekende laag '{name}'. Kies uit: .*nnn"):
        parse_layers(name, catalogue)


def test_formats_are_read_without_doubles():
    assert parse_formats(" MD, html,md ") == ("md", "html")
    assert parse_formats("") == ()


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(FormatError, match=r"Onbekend formaat 'docx'. Kies uit: html, md, txt"):
        parse_formats("html,docx")


# --- files


@pytest.mark.parametrize(
    ("identifier", "name", "stem"),
    [
        pytest.param("1", "Café 't Hof / Oost", "1-Cafe-t-Hof-Oost", id="accents-and-signs"),
        pytest.param("7", "../../etc/passwd", "7-etc-passwd", id="path"),
        pytest.param("7", "CON", "7-CON", id="windows-device"),
        pytest.param("7", "naam.", "7-naam", id="dot-at-the-end"),
        pytest.param("7", "x" * 200, "7-" + "x" * 60, id="long"),
        pytest.param("7", "كلمة", "7-plangebied", id="right-to-left"),
        pytest.param("7", "", "7-plangebied", id="no-name"),
        pytest.param("a/b", "Veld", "a-b-Veld", id="strange-number"),
        pytest.param("/", "Veld", "0-Veld", id="no-number"),
    ],
)
def test_file_names_are_good_on_every_system(identifier, name, stem):
    assert file_stem(PlanArea(identifier, name, None)) == stem


def test_a_file_is_whole_or_absent(tmp_path, monkeypatch):
    path = tmp_path / "uit.json"
    write_whole(path, "oud")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.Path, "replace", full)
    with pytest.raises(FileError, match=r"kan niet worden geschreven: No space left"):
        write_whole(path, "nieuw")
    assert path.read_text(encoding="utf-8") == "oud"
    assert [item.name for item in tmp_path.iterdir()] == ["uit.json"]


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(FileError, match="kan niet worden gemaakt"):
        make_folder(tmp_path / "bestand" / "map")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "plaatje").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileError, match="geen tekstbestand"):
        read_text(tmp_path / "plaatje")
