"""Make the pictures of the user guide anew: docs/images/handleiding-*.png, from the real panel in the real QGIS."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from bodem_ondergrond.tools import real_qgis

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PROFILE = ROOT / "build" / "pictures"
TIMEOUT_S = 180


def shrink(picture: Path) -> None:
    """Give a picture a palette, which makes it a third as large. Without ImageMagick it stays as it is."""
    convert = shutil.which("convert")
    if convert is not None:
        small = ["+dither", "-colors", "128", "-define", "png:compression-level=9", f"PNG8:{picture}"]
        subprocess.run([convert, str(picture), *small], check=True)


def take() -> list[Path]:
    """Take the pictures and return them; what QGIS printed goes to the error output when there are none."""
    for old in IMAGES.glob("handleiding-*.png"):
        old.unlink()
    real_qgis.link_plugin(real_qgis.make_profile(PROFILE, plugins=(real_qgis.PLUGIN,)))
    printed = real_qgis.run_script(
        PROFILE,
        ROOT / "tools" / "pictures_in_qgis.py",
        "--project",
        str(ROOT / "resources" / "demo" / "demo.qgs"),
        env=real_qgis.environment(BODEM_ONDERGROND_PICTURES=str(IMAGES)),
        timeout_s=TIMEOUT_S,
    )
    made = sorted(IMAGES.glob("handleiding-*.png"))
    for picture in made:
        shrink(picture)
    if not made:
        print(printed, file=sys.stderr)
    return made


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    pictures = take()
    print(f"{len(pictures)} pictures, {sum(path.stat().st_size for path in pictures) / 1000:.0f} kB")
    sys.exit(0 if pictures else 1)
