"""How many branches of the engine the core tests take, per folder; fails below the floor of the project.

Reads what `pytest --cov` left behind. A branch is a way out of a decision: one that no test takes is a case of the
policy that nobody has looked at.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "build" / "coverage.json"
FLOOR = 95.0
FOLDERS = ("domain", "catalogue", "overlay", "rules", "paragraph")


def branches(report: dict) -> dict[str, tuple[int, int]]:
    """Branches taken and branches there are, per folder of the engine, from a JSON report of coverage."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, entry in report["files"].items():
        parts = Path(name).parts
        folder = parts[parts.index("plugin") + 1]
        counts[folder][0] += entry["summary"]["covered_branches"]
        counts[folder][1] += entry["summary"]["num_branches"]
    return {folder: (counts[folder][0], counts[folder][1]) for folder in FOLDERS}


def share(taken: int, total: int) -> float:
    """Percentage of branches taken; all of none is all."""
    return 100.0 * taken / total if total else 100.0


def main() -> int:
    """Print the shares and return 1 when one is below the floor."""
    command = [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(REPORT)]
    subprocess.run(command, cwd=ROOT, check=True)
    counts = branches(json.loads(REPORT.read_text(encoding="utf-8")))
    shares = {folder: share(*count) for folder, count in counts.items()}
    for folder, (taken, total) in counts.items():
        print(f"{folder:<12}{taken:>5} of {total:>4} branches {shares[folder]:6.1f} %")
    low = [folder for folder, percentage in shares.items() if percentage < FLOOR]
    if low:
        print(f"Below {FLOOR:.0f} %: {', '.join(low)}. Missing lines: .venv/bin/python -m coverage report")
    return 1 if low else 0


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    sys.exit(main())
