"""What QGIS loads: an action in menu and toolbar, the Processing provider, and the panel when it is asked for.

Only light modules are imported here. Geometry, yaml and templates wait until the panel is opened: QGIS starts as fast
with the plugin as without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDialog, QMenu

from bodem_ondergrond.plugin.gui.translation import FOLDER, install_translator, remove_translator

if TYPE_CHECKING:
    from qgis.core import QgsProcessingProvider
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtWidgets import QToolBar

    from bodem_ondergrond.plugin.gui.dock import BodemOndergrondDock

NAME = "Bodem & Ondergrond"
_MENU = "Bodem && Ondergrond"
_DOCK_WIDTH = 380
_GUIDE = "bodem_ondergrond_guide"
_ICON = FOLDER.parent / "resources" / "icons" / "bodem_ondergrond.svg"


class BodemOndergrondPlugin:
    """The plugin. Whatever `initGui` and `show_panel` add, `unload` takes away, in the opposite order.

    Attributes:
        dock: the panel; `None` until `show_panel` was called.
        action: opens the panel; `help_action` the user guide.
        provider: the Processing provider.
    """

    def __init__(self, iface: QgisInterface | None) -> None:
        self._iface = iface
        self._translator = install_translator()
        self._toolbar: QToolBar | None = None
        self.provider: QgsProcessingProvider | None = None
        self.action: QAction | None = None
        self.help_action: QAction | None = None
        self.dock: BodemOndergrondDock | None = None

    def initProcessing(self) -> None:
        """Register the algorithms. QGIS calls this alone when it runs without a screen."""
        from bodem_ondergrond.plugin.processing.provider import BodemOndergrondProvider

        self.provider = BodemOndergrondProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Add the action to menu and toolbar."""
        self.initProcessing()
        if self._iface is None:
            return
        self.action = QAction(QIcon(str(_ICON)), NAME.replace("&", "&&"), self._iface.mainWindow())
        self.action.setObjectName("bodem_ondergrond_open")
        self.action.setToolTip(
            QCoreApplication.translate("BodemOndergrondPlugin", "Check a plan area against soil and subsurface policy")
        )
        self.action.triggered.connect(self._open)
        self._iface.addPluginToMenu(_MENU, self.action)
        self.help_action = QAction(
            QgsApplication.getThemeIcon("/mActionHelpContents.svg"),
            QCoreApplication.translate("BodemOndergrondPlugin", "User guide"),
            self._iface.mainWindow(),
        )
        self.help_action.setObjectName("bodem_ondergrond_help")
        self.help_action.triggered.connect(self._open_guide)
        self._iface.addPluginToMenu(_MENU, self.help_action)
        self._toolbar = self._iface.addToolBar(NAME)
        self._toolbar.setObjectName("bodem_ondergrond_toolbar")
        self._toolbar.addAction(self.action)

    def unload(self) -> None:
        """Take everything away again."""
        self._close_panel()
        if self._iface is not None and self.action is not None:
            self._toolbar.removeAction(self.action)
            self._iface.mainWindow().removeToolBar(self._toolbar)
            self._toolbar.deleteLater()
            self._remove_from_menu()
            self.action.triggered.disconnect(self._open)
            self.action.deleteLater()
            self.help_action.triggered.disconnect(self._open_guide)
            self.help_action.deleteLater()
        self._toolbar = None
        self.action = None
        self.help_action = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        remove_translator(self._translator)
        self._translator = None

    def show_panel(self) -> BodemOndergrondDock:
        """Open the panel, made at the first call, and return it."""
        if self.dock is None:
            from bodem_ondergrond.plugin.gui.dock import BodemOndergrondDock

            self.dock = BodemOndergrondDock(self._iface)
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
            self._iface.mainWindow().resizeDocks([self.dock], [_DOCK_WIDTH], Qt.Orientation.Horizontal)
        self.dock.setUserVisible(True)
        return self.dock

    def _open(self, _checked: Any = None) -> None:
        self.show_panel()

    def _open_guide(self, _checked: Any = None) -> None:
        from bodem_ondergrond.plugin.gui.help_window import show_guide

        show_guide(self._iface.mainWindow())

    def _remove_from_menu(self) -> None:
        # QGIS takes the actions out, but leaves the empty menu behind, one more at every load.
        menus = [menu for menu in self._iface.mainWindow().findChildren(QMenu) if self.action in menu.actions()]
        self._iface.removePluginMenu(_MENU, self.action)
        self._iface.removePluginMenu(_MENU, self.help_action)
        for menu in menus:
            menu.deleteLater()

    def _close_panel(self) -> None:
        for guide in self._iface.mainWindow().findChildren(QDialog, _GUIDE) if self._iface is not None else ():
            guide.close()
        if self.dock is not None:
            self.dock.shut_down()
            self._iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
