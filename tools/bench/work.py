"""One measurement of the engine, in a process of its own: prints a JSON object with seconds, megabytes and counts.

    python -m bodem_ondergrond.tools.bench.work JOB FOLDER [ARGUMENTS]

FOLDER holds `layers.gpkg` and the files with plan areas.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import resource
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import numpy as np
import shapely

from bodem_ondergrond.plugin import cli
from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain import Catalogue, PlanArea
from bodem_ondergrond.plugin.domain.fields import FieldNames
from bodem_ondergrond.plugin.overlay import LayerData, Measurements, PolicyPackage, measure
from bodem_ondergrond.plugin.package_index import index_path
from bodem_ondergrond.plugin.paragraph import Length, compose, render_html
from bodem_ondergrond.plugin.report import result_json
from bodem_ondergrond.plugin.storage import iterate_plan_areas, read_package
from bodem_ondergrond.plugin.toets import toets

LAYERS = "layers.gpkg"
_MEGABYTE = 1 << 20
# Bytes of a vertex in memory: x and y as double precision.
_VERTEX_BYTES = 16


def peak_mb() -> float:
    """Return the most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def open_package(folder: Path) -> tuple[Catalogue, PolicyPackage]:
    """Read the benchmark package."""
    catalogue = load_catalogue()
    return catalogue, read_package(folder / LAYERS, catalogue)


def areal_layers(package: PolicyPackage) -> dict[str, LayerData]:
    """Return the layers that have data."""
    return {laag: data for laag, data in package.lagen.items() if isinstance(data, LayerData)}


def fresh(package: PolicyPackage) -> PolicyPackage:
    """Return a package without search trees and prepared geometry, as it is just after reading."""
    from dataclasses import replace

    lagen = {
        laag: replace(data, geometries=shapely.from_wkb(shapely.to_wkb(data.geometries)))
        if isinstance(data, LayerData)
        else data
        for laag, data in package.lagen.items()
    }
    return PolicyPackage(package.info, lagen)


def union_areas(measurements: Measurements, layers: dict[str, LayerData]) -> dict[str, float]:
    """Return per layer the m2 of the unions of all plan areas."""
    return {laag: sum(m.layer(laag).union().area_m2 for m in measurements) for laag in layers}


def overlay(folder: Path, threads: str) -> dict[str, Any]:
    """Time the overlay of all plan areas with all layers, with the area of each object and of the union."""
    catalogue, package = open_package(folder)
    plans = [plan.geometrie for plan in iterate_plan_areas(folder / "plans.gpkg", FieldNames(), catalogue)]
    package = fresh(package)
    layers = areal_layers(package)
    start = time.perf_counter()
    measurements = measure(plans, package, list(layers), threads=int(threads))
    for laag in layers:
        measurements.join(laag, [None], threads=int(threads))
    unions = union_areas(measurements, layers)
    seconds = time.perf_counter() - start
    found = {}
    for laag in layers:
        areas = np.concatenate([m.layer(laag).areas for m in measurements])
        found[laag] = {"pairs": len(areas), "area": float(areas.sum()), "union": unions[laag]}
    return {"seconds": seconds, "layers": found}


def whole(folder: Path, plans: str) -> dict[str, Any]:
    """Time the command `toets` without texts: reading, rules, JSON and matrix."""
    out = folder / "uitvoer"
    shutil.rmtree(out, ignore_errors=True)
    arguments = ["toets", str(folder / plans), "--pakket", str(folder / LAYERS), "--uit", str(out)]
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = cli.main([*arguments, "--formaten", "", "--stil"])
    seconds = time.perf_counter() - start
    count = len(list(out.glob("*.json")))
    shutil.rmtree(out, ignore_errors=True)
    return {"seconds": seconds, "peak_mb": peak_mb(), "plan_areas": count, "exit_code": code}


def single(folder: Path) -> dict[str, Any]:
    """Time one plan area at a time, with the data in memory: the overlay alone, and all the way to the text."""
    catalogue, package = open_package(folder)
    plans = [plan for _, plan in zip(range(500), iterate_plan_areas(folder / "plans.gpkg", FieldNames(), catalogue))]
    layers = areal_layers(package)

    def measured(plan: PlanArea) -> None:
        union_areas(measure([plan.geometrie], package), layers)

    def written(plan: PlanArea) -> None:
        render_html(compose(next(iter(toets([plan], package, catalogue))), catalogue, Length.NORMAAL))

    return {"overlay": _spread(measured, plans), "text": _spread(written, plans)}


def _spread(work: Callable[[PlanArea], None], plans: list[PlanArea]) -> dict[str, float]:
    work(plans[0])
    times = []
    for plan in plans:
        start = time.perf_counter()
        work(plan)
        times.append(time.perf_counter() - start)
    return {"median": statistics.median(times), "p95": float(np.percentile(times, 95))}


def opening(folder: Path, index: str) -> dict[str, Any]:
    """Time opening the package and checking one plan area; `index` is `zonder` to begin without a stored index."""
    catalogue = load_catalogue()
    plan = next(iter(iterate_plan_areas(folder / "plans.gpkg", FieldNames(), catalogue)))
    if index == "zonder":
        index_path(folder / LAYERS).unlink(missing_ok=True)
    start = time.perf_counter()
    package = read_package(folder / LAYERS, catalogue)
    next(iter(toets([plan], package, catalogue)))
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "megabytes": (folder / LAYERS).stat().st_size / _MEGABYTE}


def stream(folder: Path, plans: str) -> dict[str, Any]:
    """Check plan areas as they are read and make the JSON of each, without keeping any."""
    catalogue, package = open_package(folder)
    vertices = sum(int(shapely.get_num_coordinates(d.geometries).sum()) for d in areal_layers(package).values())
    count, size = 0, 0
    start = time.perf_counter()
    for assessment in toets(iterate_plan_areas(folder / plans, FieldNames(), catalogue), package, catalogue):
        size += len(result_json.to_text(assessment))
        count += 1
    return {
        "seconds": time.perf_counter() - start,
        "plan_areas": count,
        "json_mb": size / _MEGABYTE,
        "peak_mb": peak_mb(),
        "geometry_mb": vertices * _VERTEX_BYTES / _MEGABYTE,
    }


def giants(folder: Path, kind: str) -> dict[str, Any]:
    """Time one giant plan area: `hoekpunten` (one ring of a million vertices) or `delen` (10,000 parts)."""
    _, package = open_package(folder)
    layers = areal_layers(package)
    plan = _ragged(1_000_000, 20_000.0) if kind == "hoekpunten" else _scattered(10_000)
    start = time.perf_counter()
    measurements = measure([plan], package, list(layers))
    unions = union_areas(measurements, layers)
    return {
        "seconds": time.perf_counter() - start,
        "vertices": int(shapely.get_num_coordinates(plan)),
        "parts": int(shapely.get_num_geometries(plan)),
        "union_m2": sum(unions.values()),
    }


def _ragged(vertices: int, radius: float, x: float = 236_000.0, y: float = 546_000.0, seed: int = 5) -> Any:
    """Return a polygon like a border that was drawn in great detail: round the whole, ragged in the small."""
    rng = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * math.pi, vertices, endpoint=False)
    waves = sum(rng.normal(0, 0.25 / k) * np.cos(k * angle) for k, angle in _waves(rng, angles))
    radii = np.clip(1 + waves, 0.2, None) * radius + rng.normal(0, 2 * radius / vertices, vertices)
    return shapely.Polygon(np.c_[x + radii * np.cos(angles), y + radii * np.sin(angles)])


def _waves(rng: np.random.Generator, angles: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    return ((k, k * angles / k + rng.uniform(0, 2 * math.pi) / k) for k in range(2, min(60, len(angles) // 4)))


def _scattered(parts: int) -> Any:
    rng = np.random.default_rng(6)
    places = rng.uniform((203_000, 516_000), (270_000, 576_000), (parts, 2))
    return shapely.union_all([_ragged(60, rng.uniform(20, 150), x, y, seed) for seed, (x, y) in enumerate(places)])


JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    job.__name__: job for job in (overlay, whole, single, opening, stream, giants)
}


def main() -> int:
    """Do a job and print what it came to."""
    job, folder, *arguments = sys.argv[1:]
    print(json.dumps(JOBS[job](Path(folder), *arguments)), flush=True)
    # Taking a province of geometry down piece by piece is no part of any measurement.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
