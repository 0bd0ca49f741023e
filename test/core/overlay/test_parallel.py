from __future__ import annotations

import os

import numpy as np
import pytest
import shapely

from bodem_ondergrond.plugin.overlay import intersections, measure
from bodem_ondergrond.plugin.overlay.parallel import even_pieces, map_pieces, thread_count
from bodem_ondergrond.test.core.overlay.worlds import box, package_of, prepare


@pytest.mark.parametrize(
    ("weights", "weight", "expected"),
    [
        pytest.param([], 10, [(0, 0)], id="nothing"),
        pytest.param([1, 1, 1], 10, [(0, 3)], id="little-work"),
        pytest.param([5, 5, 5, 5], 10, [(0, 2), (2, 4)], id="even"),
        pytest.param([100, 1, 1], 10, [(0, 1), (1, 3)], id="one-heavy-item-first"),
        pytest.param([1, 1, 100], 10, [(0, 3)], id="one-heavy-item-last"),
    ],
)
def test_work_is_cut_into_pieces_of_about_equal_weight(weights, weight, expected):
    pieces = even_pieces(np.array(weights, dtype=float), weight)
    assert [(piece.start, piece.stop) for piece in pieces] == expected


@pytest.mark.parametrize("threads", [1, 3])
def test_results_come_in_the_order_of_the_pieces(threads):
    pieces = [slice(i, i + 1) for i in range(20)]
    assert map_pieces(lambda piece: piece.start, pieces, threads) == list(range(20))


def test_an_error_in_a_thread_is_not_swallowed():
    def fail(_):
        raise ValueError("stuk")

    with pytest.raises(ValueError, match="stuk"):
        map_pieces(fail, [slice(0, 1), slice(1, 2)], 2)


def test_the_number_of_threads_follows_the_processors(monkeypatch):
    assert 1 <= thread_count() <= 8
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert thread_count() == 8
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert thread_count() == 1


def test_threads_and_pieces_give_the_same_bytes_as_one_of_each(monkeypatch):
    rng = np.random.default_rng(7)

    def blobs(count, radius):
        centres = shapely.points(240_000 + rng.uniform(0, 2_000, count), 550_000 + rng.uniform(0, 2_000, count))
        return shapely.buffer(centres, rng.uniform(radius / 2, radius, count))

    plans, package = blobs(200, 80), package_of(prepare(blobs(300, 300)))
    once = [m.layer("nnn") for m in measure(plans, package, threads=1)]
    monkeypatch.setattr(intersections, "_PIECE_WEIGHT", 5_000)
    spread = [m.layer("nnn") for m in measure(plans, package, threads=4)]
    alone = [measure([plan], package)[0].layer("nnn") for plan in plans]
    assert sum(len(m.objects) for m in once) > 1_000
    for other in (spread, alone):
        assert [m.objects.tolist() for m in other] == [m.objects.tolist() for m in once]
        assert [m.areas.tobytes() for m in other] == [m.areas.tobytes() for m in once]
        assert [m.union().area_m2 for m in other] == [m.union().area_m2 for m in once]
        assert [shapely.to_wkb(m.union().geometry) for m in other] == [shapely.to_wkb(m.union().geometry) for m in once]


def test_the_package_can_be_measured_by_several_threads_at_once():
    package = package_of(prepare([box(x) for x in range(0, 2_000, 40)]))
    plans = [box(x, 20, 300) for x in range(0, 2_000, 10)]
    expected = [m.layer("nnn").areas.tolist() for m in measure(plans, package, threads=1)]
    runs = map_pieces(lambda _: measure(plans, package, threads=2), [slice(i, i + 1) for i in range(6)], 3)
    assert all([m.layer("nnn").areas.tolist() for m in run] == expected for run in runs)
