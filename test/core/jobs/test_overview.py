"""A run over several municipalities ends with one text about all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodem_ondergrond.plugin.domain import PlanArea
from bodem_ondergrond.plugin.jobs.batch import BatchSettings, run_batch
from bodem_ondergrond.plugin.jobs.errors import JobError
from bodem_ondergrond.test.core.conftest import NOW, square

WEST, EAST = square(-50_000, -50_000, 50_050, 100_000), square(50, -50_000, 50_000, 100_000)


@pytest.fixture
def package(make_package):
    """Two municipalities with a border through the middle, and nature on both sides of it."""
    return make_package(
        gemeenten=[(WEST, {"code": "GM0106", "naam": "Assen"}), (EAST, {"code": "GM1730", "naam": "Tynaarlo"})],
        nnn=[(square(-5_000, -5_000, 10_000), {"type": "natuur"})],
    )


@pytest.fixture
def run(catalogue, package, tmp_path):
    def go(*plans, cancelled=None, **settings):
        chosen = {"folder": tmp_path, "formaten": ("md",), "lagen": ("nnn",), "overzicht": True, **settings}
        return run_batch(plans, package, catalogue, BatchSettings(**chosen), now=NOW, cancelled=cancelled)

    return go


def plan(number, x, **values):
    return replace(PlanArea(str(number), f"Veld {number}", square(x, 0, 20)), **values)


def overview(tmp_path):
    return (tmp_path / "overzicht.md").read_text(encoding="utf-8")


def test_what_plays_in_two_municipalities_is_put_to_both(run, tmp_path):
    run(plan(1, -200), plan(2, 200))
    text = overview(tmp_path)
    assert "twee plangebieden in twee gemeenten" in text
    assert "Pakken Assen en Tynaarlo natuur samen op, en wie begint?" in text
    assert "[Keuze gemeente" not in text


def test_what_could_not_be_checked_is_counted_and_not_passed_over(run, tmp_path):
    run(plan(1, -200), plan(2, 200, geometrie=None, fout="Geen vlak."))
    assert "Een daarvan kon niet worden getoetst" in overview(tmp_path)


def test_a_resumed_run_has_an_overview_of_all(run, tmp_path):
    plans = [plan(1, -200), plan(2, 200), plan(3, 400)]
    run(*plans, cancelled=lambda: len(list(tmp_path.glob("*.json"))) >= 2)
    assert not (tmp_path / "overzicht.md").exists()
    run(*plans, hervat=True)
    assert "drie plangebieden in twee gemeenten" in overview(tmp_path)


@pytest.mark.parametrize("settings", [{"folder": None}, {"formaten": ()}], ids=["nowhere", "no-format"])
def test_an_overview_without_a_place_or_a_format_is_refused(settings, run):
    with pytest.raises(JobError, match="Een overzicht vraagt"):
        run(plan(1, 0), **settings)
