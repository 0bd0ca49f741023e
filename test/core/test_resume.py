"""A run that was broken off goes on where it stopped, and nobody can tell from what it wrote."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import fiona
import pytest
import shapely

from bodem_ondergrond.plugin.cli import main
from bodem_ondergrond.plugin.domain import Ingreep, PlanArea
from bodem_ondergrond.plugin.jobs import batch
from bodem_ondergrond.plugin.jobs.batch import BatchSettings, run_batch
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE
from bodem_ondergrond.plugin.jobs.errors import ResumeError
from bodem_ondergrond.plugin.jobs.resume import RUN_FILE
from bodem_ondergrond.plugin.jobs.writing import TextChoices
from bodem_ondergrond.plugin.paragraph import Kind, Length
from bodem_ondergrond.plugin.storage import MatrixFile, read_package

BEGIN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
LATER = BEGIN + timedelta(hours=8)
PLAN_AREAS = DEMO_PACKAGE.with_name("plangebieden.gpkg")


@pytest.fixture(scope="module")
def package(catalogue):
    return read_package(DEMO_PACKAGE, catalogue)


def plan(number, **more):
    place = (236_000.3 + 1_000.7 * number, 556_000.1)
    more = {"ingreep": Ingreep(("woningbouw",), diepte_cm=40.0), **more}
    return PlanArea(str(number), f"Veld {number}", shapely.box(*place, place[0] + 333.33, place[1] + 90), **more)


@pytest.fixture
def run(package, catalogue):
    """Check six plan areas into a folder; `stop_at`: break off before that one; `count` counts what is checked."""

    def go(folder, *, stop_at=None, plans=None, now=BEGIN, package=package, catalogue=catalogue, **settings):
        done = []
        settings = BatchSettings(folder, **{"formaten": ("md",), "lagen": ("nnn", "keileem"), **settings})
        with MatrixFile(folder / "matrix.gpkg", catalogue) as matrix:
            return run_batch(
                plans or [plan(n) for n in range(6)],
                package,
                catalogue,
                settings,
                sinks=[matrix],
                progress=done.append,
                cancelled=None if stop_at is None else lambda: len(done) >= stop_at,
                now=now,
            )

    return go


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".gpkg"}


def rows(folder, layer):
    with fiona.open(folder / "matrix.gpkg", layer=layer) as source:
        return [(dict(row.properties), row.geometry and row.geometry["coordinates"]) for row in source]


def count_texts(monkeypatch):
    made = []
    real = batch.render_text_of
    monkeypatch.setattr(batch, "render_text_of", lambda *arguments: made.append(1) or real(*arguments))
    return made


@pytest.mark.parametrize("stop_at", [0, 1, 4])
def test_a_resumed_run_writes_what_one_run_writes(stop_at, run, tmp_path, monkeypatch):
    whole, parts = tmp_path / "geheel", tmp_path / "delen"
    once = run(whole)
    run(parts, stop_at=stop_at)
    made = count_texts(monkeypatch)
    resumed = run(parts, hervat=True, now=LATER)
    assert files(parts) == files(whole)
    for layer in ("matrix", "bevindingen"):
        assert rows(parts, layer) == rows(whole, layer)
    assert len(made) == 6 - stop_at
    assert (resumed.checked, resumed.heaviest, resumed.themes) == (once.checked, once.heaviest, once.themes)
    assert resumed.resumed == stop_at
    assert (f"Hervat: van {stop_at} " in " ".join(resumed.lines())) == (stop_at > 0)


def test_a_run_that_is_ready_leaves_nothing_to_resume(run, tmp_path):
    run(tmp_path)
    assert not (tmp_path / RUN_FILE).exists()
    assert run(tmp_path, hervat=True, now=LATER).resumed == 0


def test_without_asking_a_run_begins_again(run, tmp_path):
    run(tmp_path, stop_at=3)
    assert run(tmp_path, now=LATER).resumed == 0
    moments = {json.loads(path.read_text(encoding="utf-8"))["tijdstip"] for path in tmp_path.glob("*.json")}
    assert moments == {"2026-01-02T11:04:05+00:00"}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"lagen": ("nnn",)}, "de gekozen lagen", id="layers"),
        pytest.param({"tekst": TextChoices(lengte=Length.KORT)}, "de lengte van de teksten", id="length"),
        pytest.param({"tekst": TextChoices(soort=Kind.MOTIVERING)}, "de soort tekst", id="kind"),
        pytest.param({"tekst": TextChoices(opgaven=("geothermie",))}, "de opgaven van de teksten", id="opgaven"),
        pytest.param({"tekst": TextChoices(geparkeerd=True)}, "wat kan wachten", id="later"),
        pytest.param({"formaten": ("md", "txt")}, "de formaten van de teksten", id="formats"),
    ],
)
def test_other_settings_are_refused_by_name(changed, words, run, tmp_path):
    run(tmp_path, stop_at=3)
    with pytest.raises(ResumeError, match=f"anders dan toen is .*{words}"):
        run(tmp_path, hervat=True, **changed)


def test_another_package_and_another_catalogue_are_refused(run, tmp_path, package, catalogue):
    run(tmp_path, stop_at=3)
    other = replace(package, info=replace(package.info, sha256="anders"))
    newer = replace(catalogue, sha256="anders")
    with pytest.raises(ResumeError, match="het beleidspakket en de catalogus"):
        run(tmp_path, hervat=True, package=other, catalogue=newer)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": "iets/1"}'])
def test_a_damaged_record_is_refused(content, run, tmp_path):
    run(tmp_path, stop_at=3)
    (tmp_path / RUN_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ResumeError, match="beschadigd"):
        run(tmp_path, hervat=True)


def test_resuming_asks_for_a_folder(package, catalogue):
    with pytest.raises(ResumeError, match="alleen met een map"):
        run_batch([plan(1)], package, catalogue, BatchSettings(hervat=True))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda item: replace(item, ingreep=Ingreep(("woningbouw",), diepte_cm=80.0)), id="other-works"),
        pytest.param(lambda item: replace(item, geometrie=item.geometrie.buffer(1)), id="other-place"),
        pytest.param(lambda item: replace(item, meldingen=("hersteld",)), id="other-remarks"),
    ],
)
def test_a_plan_area_that_changed_is_checked_again(change, run, tmp_path):
    run(tmp_path, stop_at=4)
    plans = [plan(n) for n in range(6)]
    plans[2] = change(plans[2])
    assert run(tmp_path, hervat=True, plans=plans).resumed == 2


@pytest.mark.parametrize("name", ["2-Veld-2.json", "2-Veld-2.md"])
def test_what_is_missing_or_damaged_is_made_again(name, run, tmp_path):
    run(tmp_path / "geheel")
    run(tmp_path / "delen", stop_at=4)
    (tmp_path / "delen" / name).write_text("{", encoding="utf-8") if name.endswith("json") else (
        tmp_path / "delen" / name
    ).unlink()
    assert run(tmp_path / "delen", hervat=True).resumed == 2
    assert files(tmp_path / "delen") == files(tmp_path / "geheel")


def test_a_plan_area_that_cannot_be_checked_is_not_tried_again(run, tmp_path):
    plans = [plan(0), replace(plan(1), geometrie=None, fout="Kapot."), plan(2)]
    run(tmp_path, stop_at=2, plans=plans)
    resumed = run(tmp_path, hervat=True, plans=plans)
    assert (resumed.resumed, resumed.not_checked) == (2, 1)


def test_the_command_line_resumes_and_refuses_without_touching_what_is_there(tmp_path, monkeypatch, capsys):
    from bodem_ondergrond.plugin import cli

    arguments = ["toets", str(PLAN_AREAS), "--uit", str(tmp_path), "--formaten", "", "--lagen", "nnn"]
    monkeypatch.setattr(batch, "_TOGETHER", 3)
    monkeypatch.setattr(cli.Interruption, "__call__", lambda self: len(list(tmp_path.glob("*.json"))) >= 3)
    assert main(arguments) == 1
    before = (tmp_path / "matrix.gpkg").read_bytes()
    assert main([*arguments, "--hervat", "--lengte", "kort"]) == 2
    assert "anders dan toen is de lengte van de teksten" in capsys.readouterr().err
    assert (tmp_path / "matrix.gpkg").read_bytes() == before
    monkeypatch.undo()
    main([*arguments, "--hervat"])
    assert "Hervat: van 3 plangebieden stond het resultaat er al." in capsys.readouterr().err
    assert len(rows(tmp_path, "matrix")) == len(list(tmp_path.glob("*.json"))) > 3
