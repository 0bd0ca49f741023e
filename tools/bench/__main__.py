"""Time the engine beside what users have today, on the same data in one run, and write docs/benchmark.md.

    make bench                                  all of it, median of five: about an hour
    make bench ARGUMENTS="--runs 1 --qgis-runs 1"   a first impression

Runs alternate, so that a machine that is busy for a while is so for all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Callable

from bodem_ondergrond.tools.bench import report
from bodem_ondergrond.tools.bench.data import DATA, FOLDER, PEERS, ROOT, make_data, make_environment, plan_file

RESULTS = FOLDER / "results.json"
_SYSTEM_PYTHON = "/usr/bin/python3"
_CORES = 2


def run(*command: str | Path) -> str:
    """Run a measurement on two cores, and return what it printed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, preexec_fn=_on_two_cores
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stderr[-2_000:]}")
    return done.stdout


def _on_two_cores() -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])


def engine(job: str, *arguments: str) -> dict[str, Any]:
    """Do a job of `work`."""
    printed = run(sys.executable, "-m", "bodem_ondergrond.tools.bench.work", job, DATA, *arguments)
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return result


def peer(python: str | Path, name: str) -> dict[str, Any]:
    """Time one of the peers: seconds in total, and pairs and area per layer."""
    layers = {}
    for line in run(python, PEERS, name, DATA).splitlines():
        words = line.split()
        if words[0] == "total":
            return {"seconds": float(words[1]), "layers": layers}
        layers[words[0]] = {"pairs": int(words[1]), "area": float(words[2])}
    raise SystemExit(f"{name}: no total")


def start_of_the_plugin() -> dict[str, Any]:
    """Time `initGui` in QGIS."""
    command = [_SYSTEM_PYTHON, "-m", "bodem_ondergrond.tools.bench.start"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".venv" / "checkout")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def jobs(peers: Path, options: argparse.Namespace) -> dict[str, tuple[int, Callable[[], dict[str, Any]]]]:
    """Return what is measured: name -> number of runs and what to do."""
    runs = options.runs
    return {
        "overlay": (runs, lambda: engine("overlay", "2")),
        "floor": (runs, lambda: peer(peers, "floor")),
        "overlay one thread": (runs, lambda: engine("overlay", "1")),
        "geopandas": (runs, lambda: peer(peers, "geopandas")),
        "whole": (runs, lambda: engine("whole", "plans.gpkg")),
        "single": (runs, lambda: engine("single")),
        "opening first": (runs, lambda: engine("opening", "zonder")),
        "opening again": (runs, lambda: engine("opening", "met")),
        "start": (runs, start_of_the_plugin),
        "giant vertices": (runs, lambda: engine("giants", "hoekpunten")),
        "giant parts": (runs, lambda: engine("giants", "delen")),
        "qgis": (options.qgis_runs, lambda: peer(_SYSTEM_PYTHON, "qgis")),
        **{
            f"stream {count}": (options.stream_runs, lambda count=count: engine("stream", plan_file(count).name))  # type: ignore[misc]
            for count in options.growth
        },
    }


def measure_all(todo: dict[str, tuple[int, Callable[[], dict[str, Any]]]]) -> dict[str, list[dict[str, Any]]]:
    """Do all jobs in rounds, and return what each run gave."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number in range(max(runs for runs, _ in todo.values())):
        for name, (runs, work) in todo.items():
            if number < runs:
                found[name].append(work())
                seconds = found[name][-1].get("seconds")
                print(f"{number + 1}  {name:20s}" + ("" if seconds is None else f"{seconds:10.3f} s"), flush=True)
    return dict(found)


def median_of(runs: list[dict[str, Any]], *keys: str) -> float:
    """Return the median of a figure over runs."""
    values = []
    for result in runs:
        value: Any = result
        for key in keys:
            value = value[key]
        values.append(float(value))
    return statistics.median(values)


def main() -> None:
    """Make the data, measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement (default: 5)")
    parser.add_argument("--qgis-runs", type=int, help="runs of QGIS's own analysis, minutes each (default: --runs)")
    parser.add_argument("--stream-runs", type=int, default=1, help="runs of the long streams (default: 1)")
    parser.add_argument("--growth", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="numbers of plan areas")
    parser.add_argument("--report", action="store_true", help="only write the table of the last results again")
    options = parser.parse_args()
    options.qgis_runs = options.runs if options.qgis_runs is None else options.qgis_runs
    if not options.report:
        if not PEERS.exists():
            raise SystemExit(
                f"{PEERS} is not there: the comparison is made with the benchmark that lies beside the project."
            )
        peers = make_environment()
        make_data(peers, tuple(options.growth))
        found = measure_all(jobs(peers, options))
        RESULTS.write_text(json.dumps(found, indent=1), encoding="utf-8")
    report.write(json.loads(RESULTS.read_text(encoding="utf-8")), ROOT / "docs" / "benchmark.md")


if __name__ == "__main__":
    main()
