"""The demonstration files that come with the plugin. Their boundaries are invented."""

from __future__ import annotations

import shutil
from pathlib import Path

from bodem_ondergrond.plugin.jobs.errors import FileError
from bodem_ondergrond.plugin.jobs.files import make_folder

DEMO_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "demo"
DEMO_PACKAGE = DEMO_FOLDER / "demopakket.gpkg"
DEMO_PLAN_AREAS = DEMO_FOLDER / "plangebieden.gpkg"


def copy_demo_files(folder: Path) -> list[Path]:
    """Copy the demonstration package and its plan areas to a folder; what was there under these names is replaced.

    Returns:
        the files, in the folder.

    Raises:
        FileError: the folder or a file cannot be written.
    """
    make_folder(folder)
    written = []
    for source in (DEMO_PACKAGE, DEMO_PLAN_AREAS):
        target = folder / source.name
        if target.exists() and target.samefile(source):
            raise FileError(f"{folder} is de map van de plug-in zelf. Kies een andere map.")
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            raise FileError(f"Het bestand {target} kan niet worden geschreven: {error.strerror}.") from error
        written.append(target)
    return written
