"""The strings of the user interface: collect them into i18n/*.ts, compile those into i18n/*.qm.

The strings in the code are English; `bodem_ondergrond_nl.ts` holds the Dutch ones. Policy texts are not here: they
are Dutch, and stand in the catalogue.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "i18n"
# Only here: everything else of the plugin works without Qt.
FOLDERS = ("gui", "processing", "qgis_io")
LOCATION = re.compile(r"\s*<location [^>]*/>")


def sources() -> list[Path]:
    """The modules that may hold strings of the user interface."""
    return sorted(path for folder in FOLDERS for path in (ROOT / "plugin" / folder).rglob("*.py"))


def collect(target: Path) -> None:
    """Bring `target`, a .ts file, up to date with the sources; what was translated stays.

    Raises:
        SystemExit: pylupdate5 could not read the sources.
    """
    names = [str(path.relative_to(ROOT)) for path in sources()]
    command = ["pylupdate5", "-noobsolete", *names, "-ts", str(target)]
    # pylupdate5 reads in the encoding of the locale, and leans on a function that newer Pythons warn of.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if run.returncode != 0 or run.stderr.strip():
        sys.exit(f"pylupdate5: {run.stderr.strip() or run.returncode}")
    # Line numbers would change the file with every edit of the code.
    text = LOCATION.sub("", target.read_text(encoding="utf-8"))
    target.write_text(text, encoding="utf-8")


def compile_one(source: Path, target: Path) -> None:
    """Compile a .ts file into a .qm file.

    Raises:
        SystemExit: lrelease is not installed, or refuses the file.
    """
    lrelease = shutil.which("lrelease", path="/usr/lib/qt5/bin") or shutil.which("lrelease")
    if lrelease is None:
        sys.exit("lrelease ontbreekt / is missing: run `make setup`")
    run = subprocess.run(
        [lrelease, "-silent", str(source), "-qm", str(target)], capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        sys.exit(f"lrelease {source.name}: {run.stderr.strip()}")


def update_all() -> None:
    """Collect the strings into every .ts file there is."""
    for path in sorted(I18N.glob("*.ts")):
        collect(path)
        print(f"{path.relative_to(ROOT)}: up to date")


def compile_all() -> None:
    """Compile every .ts file that is newer than its .qm."""
    for source in sorted(I18N.glob("*.ts")):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_one(source, target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("job", choices=["update", "compile"])
    {"update": update_all, "compile": compile_all}[parser.parse_args().job]()
