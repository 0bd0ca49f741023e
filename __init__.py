"""Bodem & Ondergrond: soil and subsurface policy of Drenthe for a plan area, as a QGIS plugin."""


def classFactory(iface):  # noqa: N802 - the name that QGIS calls
    """Make the plugin; QGIS calls this once when it loads the folder."""
    from bodem_ondergrond.plugin.gui.plugin import BodemOndergrondPlugin

    return BodemOndergrondPlugin(iface)
