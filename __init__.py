"""Bodem & Ondergrond: soil and subsurface policy of Drenthe for a plan area, as a QGIS plugin."""

import sys

# QGIS forgets this module when it unloads the plugin, but not all modules below it. What is still here when this one
# is imported comes from an earlier load, perhaps of an older version, and would mix with the new.
for _name in [name for name in sys.modules if name.startswith(f"{__name__}.")]:
    del sys.modules[_name]


def classFactory(iface):  # noqa: N802 - the name that QGIS calls
    """Make the plugin; QGIS calls this once when it loads the folder."""
    from bodem_ondergrond.plugin.gui.plugin import BodemOndergrondPlugin

    return BodemOndergrondPlugin(iface)
