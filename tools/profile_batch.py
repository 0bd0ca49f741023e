"""Where the time of a batch goes: a profile of checking, JSON and matrix on the benchmark data.

    .venv/bin/python tools/profile_batch.py [--plans 2000] [--sort tottime] [--folder build/bench/data]

Only what runs in the interpreter is shown; measuring goes on in another thread, and shows as waiting.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import tempfile
from itertools import islice
from pathlib import Path

from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain.fields import FieldNames
from bodem_ondergrond.plugin.jobs.batch import BatchSettings, run_batch
from bodem_ondergrond.plugin.storage import MatrixFile, iterate_plan_areas, read_package

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run a batch under the profiler and print the heaviest functions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=2_000, help="number of plan areas")
    parser.add_argument("--sort", choices=["tottime", "cumtime"], default="tottime", help="by what to sort")
    parser.add_argument("--lines", type=int, default=40, help="number of functions to show")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench" / "data", help="where the data are")
    options = parser.parse_args()
    catalogue = load_catalogue()
    package = read_package(options.folder / "layers.gpkg", catalogue)
    plans = islice(iterate_plan_areas(options.folder / "plans.gpkg", FieldNames(), catalogue), options.plans)
    profile = cProfile.Profile()
    # Python 3.11 before 3.11.4 can crash when it collects garbage in a generator that is being profiled.
    gc.disable()
    with tempfile.TemporaryDirectory() as folder, MatrixFile(Path(folder) / "matrix.gpkg", catalogue) as matrix:
        profile.enable()
        summary = run_batch(plans, package, catalogue, BatchSettings(Path(folder)), sinks=[matrix])
        profile.disable()
    print("\n".join(summary.lines()))
    pstats.Stats(profile).sort_stats(options.sort).print_stats(options.lines)


if __name__ == "__main__":
    main()
