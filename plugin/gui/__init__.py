"""The panel: dock, pages, map tools. It shows what the engine says and knows no policy of its own.

Nothing is imported here: QGIS loads `plugin.gui.plugin` at start, and only opening the panel loads the rest.
"""
