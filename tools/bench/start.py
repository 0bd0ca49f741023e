"""How long `initGui` takes in QGIS, and what it imports: prints a JSON object. Runs with the system's Python.

python -m bodem_ondergrond.tools.bench.start
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QMainWindow, QToolBar

HEAVY = ("shapely", "numpy", "yaml", "jinja2", "fiona", "osgeo", "sqlite3")


class Interface:
    """As much of QGIS's own interface as `initGui` asks for."""

    def __init__(self) -> None:
        self._window = QMainWindow()

    def mainWindow(self) -> QMainWindow:  # noqa: N802 - the names of QGIS
        """Return the main window."""
        return self._window

    def addToolBar(self, name: str) -> QToolBar:  # noqa: N802
        """Return a new toolbar."""
        return self._window.addToolBar(name)

    def __getattr__(self, name: str) -> Any:
        """Take whatever else is handed over."""
        return lambda *arguments: None


def main() -> None:
    """Start the plugin once and print what it took."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    interface = Interface()
    before = set(sys.modules)
    start = time.perf_counter()
    import bodem_ondergrond

    plugin = bodem_ondergrond.classFactory(interface)
    loaded = time.perf_counter()
    plugin.initGui()
    ready = time.perf_counter()
    new = {name.split(".")[0] for name in set(sys.modules) - before}
    report = {"seconds": ready - loaded, "import_seconds": loaded - start, "heavy": sorted(new & set(HEAVY))}
    print(json.dumps(report), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
