"""Build the installable zip: build/bodem_ondergrond-<version>.zip, the same bytes from the same files."""

from __future__ import annotations

import argparse
import zipfile
from configparser import ConfigParser
from pathlib import Path, PurePosixPath

from bodem_ondergrond.tools import translations

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "bodem_ondergrond"
SINGLE_FILES = (
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "__init__.py",
    "__main__.py",
    "metadata.txt",
)
# Folder -> what of it a user needs. What is not named here stays out.
FOLDERS = {
    "docs": {".md", ".png"},
    "i18n": {".qm"},
    "plugin": {".py"},
    "resources": {".gpkg", ".html", ".jinja", ".j2", ".json", ".md", ".qgs", ".qml", ".svg", ".txt", ".yaml"},
}
# The oldest date that a zip can hold: the date of a file is not part of what it is.
DATE = (1980, 1, 1, 0, 0, 0)
MODE = 0o644


def version() -> str:
    """Version of the plugin, from metadata.txt."""
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser["general"]["version"]


def contents() -> list[PurePosixPath]:
    """Paths, relative to the root, of all files of the package, sorted."""
    paths = [PurePosixPath(name) for name in SINGLE_FILES]
    for folder, suffixes in FOLDERS.items():
        files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in suffixes)
        paths += [PurePosixPath(path.relative_to(ROOT).as_posix()) for path in files]
    return sorted(paths)


def build(target: Path) -> Path:
    """Write the package to `target` and return it.

    Raises:
        FileNotFoundError: a file that every package has is missing.
    """
    translations.compile_all()
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in contents():
            entry = zipfile.ZipInfo(f"{PACKAGE}/{path}", DATE)
            entry.external_attr = MODE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (ROOT / path).read_bytes())
    return target


def default_target() -> Path:
    """Where `make package` puts the zip."""
    return ROOT / "build" / f"{PACKAGE}-{version()}.zip"


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    zip_path = build(default_target())
    print(f"{zip_path.relative_to(ROOT)}: {zip_path.stat().st_size / 1000:.0f} kB")
