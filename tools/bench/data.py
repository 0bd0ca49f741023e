"""The benchmark data and the environment of what users have today; made once, in build/bench."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "bench"
FOLDER = ROOT / "build" / "bench"
DATA = FOLDER / "data"
PEERS = SHARED / "peers.py"
_VENV = FOLDER / "venv"
_REQUIREMENTS = Path(__file__).with_name("requirements.txt")
# Files with plan areas for the growth of time and memory; `plans.gpkg`, with 5,000, comes with the layers.
GROWTH = (1_000, 10_000, 100_000)
_MORE_PLANS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import numpy, make_data
path = Path(sys.argv[2])
shapes = make_data.shapes(numpy.random.default_rng(2), int(sys.argv[3]), 20, 400, 60)
make_data.write(path, "plans", "naam", ((shape, f"plan {i}") for i, shape in enumerate(shapes)))
"""


def plan_file(count: int) -> Path:
    """Return the file with a number of plan areas."""
    return DATA / f"plans-{count}.gpkg"


def make_environment() -> Path:
    """Install what the comparison needs in an environment of its own; return its Python."""
    python = _VENV / "bin" / "python"
    done = _VENV / "requirements.txt"
    wanted = _REQUIREMENTS.read_text(encoding="utf-8")
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", _VENV], check=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        subprocess.run([python, "-m", "pip", "install", *quiet, "--requirement", _REQUIREMENTS], check=True)
        done.write_text(wanted, encoding="utf-8")
    return python


def _complete(package: Path) -> None:
    """Give the zones for bodemenergie the regime that the catalogue asks for, so that the rules speak about all layers.

    A default value, because an update would need the functions of GDAL.
    """
    with closing(sqlite3.connect(package)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(bodemenergie_zones)")]
        if "regime" not in columns:
            connection.execute("ALTER TABLE bodemenergie_zones ADD COLUMN regime TEXT DEFAULT 'verbod'")


def make_data(python: Path, growth: tuple[int, ...] = GROWTH) -> None:
    """Write the layers and the plan areas that are not there yet."""
    if not (DATA / "plans.gpkg").exists():
        subprocess.run([python, SHARED / "make_data.py", DATA], check=True)
    _complete(DATA / "layers.gpkg")
    for count in growth:
        path = plan_file(count)
        if not path.exists():
            part = path.with_suffix(".deel.gpkg")
            part.unlink(missing_ok=True)
            subprocess.run([python, "-c", _MORE_PLANS, SHARED, part, str(count)], check=True)
            part.rename(path)
