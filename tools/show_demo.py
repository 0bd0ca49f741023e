"""`make demo`: the main job on the demonstration package, with or without a screen.

With a screen QGIS opens with the panel and the demonstration project, in a profile of its own. Without one the plan
areas are checked on the command line, and a real QGIS on a virtual screen makes a picture of the panel.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from bodem_ondergrond.tools import real_qgis

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "build" / "demo"
DEMO = ROOT / "resources" / "demo"
COMMAND = Path(sys.executable).parent / "bodem-ondergrond"
SCRIPT = ROOT / "tools" / "open_panel.py"
PICTURE_TIMEOUT_S = 120


def in_repository(path: Path) -> str:
    """Path as a reader of the repository knows it."""
    return str(path.relative_to(ROOT))


def show() -> int:
    """Open QGIS with the panel and wait until it is closed."""
    real_qgis.link_plugin(real_qgis.make_profile(OUTPUT / "qgis", plugins=(real_qgis.PLUGIN,)))
    print("QGIS gaat open met het paneel en het demonstratieproject. Uw eigen QGIS-profiel blijft zoals het is.")
    command = real_qgis.command(
        OUTPUT / "qgis", "--project", str(DEMO / "demo.qgs"), "--code", str(SCRIPT), screen=True
    )
    return subprocess.run(command, env=real_qgis.environment(), check=False).returncode


def check_plan_areas() -> int:
    """Check the demonstration plan areas on the command line, and return its exit code."""
    results = OUTPUT / "resultaat"
    command = [str(COMMAND), "toets", str(DEMO / "plangebieden.gpkg"), "--uit", str(results)]
    print("$ bodem-ondergrond " + " ".join(in_repository(Path(a)) if a.startswith("/") else a for a in command[1:]))
    return subprocess.run(command, check=False).returncode


def take_picture(picture: Path) -> bool:
    """Make a picture of the panel with a result, in a real QGIS on a virtual screen; False when it failed."""
    picture.unlink(missing_ok=True)
    real_qgis.link_plugin(real_qgis.make_profile(OUTPUT / "qgis", plugins=(real_qgis.PLUGIN,)))
    printed = real_qgis.run_script(
        OUTPUT / "qgis",
        SCRIPT,
        "--project",
        str(DEMO / "demo.qgs"),
        env=real_qgis.environment(BODEM_ONDERGROND_PICTURE=str(picture)),
        timeout_s=PICTURE_TIMEOUT_S,
    )
    if not picture.exists():
        print(printed, file=sys.stderr)
    return picture.exists()


def write() -> int:
    """Write results, texts and picture to build/demo/, and say where."""
    print("Geen scherm: de demonstratie wordt naar bestanden geschreven.\n")
    exit_code = check_plan_areas()
    if exit_code == 2:
        return exit_code
    picture = OUTPUT / "paneel.png"
    started = time.monotonic()
    taken = take_picture(picture)
    print(f"\n{in_repository(OUTPUT / 'resultaat')}/: matrix.gpkg, en per plangebied de JSON en de teksten")
    if taken:
        print(f"{in_repository(picture)}: het paneel in QGIS ({time.monotonic() - started:.0f} s)")
    # Plan areas that were not checked are part of the demonstration; a picture that fails is not.
    return 0 if taken else 1


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    sys.exit(show() if real_qgis.has_screen() else write())
