"""Runs inside QGIS (`tools/guide_pictures.py`): pictures of the panel for the user guide, one step after another."""

import datetime as dt
import os
import traceback
from dataclasses import replace
from pathlib import Path

import qgis.utils
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer

FOLDER = Path(os.environ["BODEM_ONDERGROND_PICTURES"])
STORY = "Woningbouw Hondsrugflank, Drouwen"
WINDOW, PANEL_WIDTH = (1400, 900), 400
PAUSE_MS, PATIENCE_MS = 1500, 120_000
# Qt calls it quality; of a PNG only the size of the file depends on it.
MOST_COMPRESSED = 0


def guarded(action):
    """Return an action that tells its error to whoever started QGIS, who has no window to see it in."""

    def run():
        try:
            action()
        except Exception:
            traceback.print_exc()
            os._exit(1)

    return run


class Tour:
    """Goes through the panel as a planner does, and takes a picture of each page."""

    def __init__(self):
        self.window = qgis.utils.iface.mainWindow()
        self.window.resize(*WINDOW)
        self.dock = qgis.utils.plugins["bodem_ondergrond"].show_panel()
        self.dock.load_demo_package(False)
        self.session = self.dock.session

    def start(self):
        """Take the plan area of the story; the tour goes on when it is checked."""
        layer = next(x for x in QgsProject.instance().mapLayers().values() if "plangebieden" in x.source())
        feature = next(feature for feature in layer.getFeatures() if feature["naam"] == STORY)
        self.dock.panel.plan_area_page.feature_asked.emit(layer, feature)
        self.window.resizeDocks([self.dock], [PANEL_WIDTH], Qt.Orientation.Horizontal)
        pages = (self.plangebied, self.ingreep, self.toets, self.terzijde, self.tekst, self.herschrijven)
        self.steps = iter((*pages, self.opbouw, self.invullen, self.lagen, self.koppelen))
        QTimer.singleShot(PAUSE_MS * 2, guarded(self.go_on))

    def go_on(self):
        """Take the next step, or end QGIS without a question about saving."""
        step = next(self.steps, None)
        if step is None:
            os._exit(0)
        picture = step()
        QTimer.singleShot(PAUSE_MS, guarded(lambda: self.take(step.__name__, picture)))

    def take(self, name, widget):
        """Write the picture of a step."""
        (widget or self.dock).grab().save(str(FOLDER / f"handleiding-{name}.png"), "PNG", MOST_COMPRESSED)
        if widget is not None:
            widget.close()
        self.go_on()

    def plangebied(self):
        """Show the plan area."""
        self.dock.panel.show_page(0)

    def ingreep(self):
        """Show what is planned."""
        self.dock.panel.show_page(1)

    def toets(self):
        """Show the result, with a finding chosen."""
        self.dock.panel.show_page(2)
        tree = self.dock.panel.toets_page.tree
        node = next(node for node in tree.nodes() if node.finding and node.finding.oordeel.value == "onderzoek")
        tree.setCurrentIndex(tree.index_of(node))
        tree.scrollTo(tree.index_of(node.parent), tree.ScrollHint.PositionAtTop)

    def terzijde(self):
        """Show an expert's word on a finding."""
        from bodem_ondergrond.plugin.domain import ExpertWord, Ground
        from bodem_ondergrond.plugin.gui.correction_dialog import CorrectionDialog

        dialog = CorrectionDialog("Gemeentelijk archeologiebeleid", self.window)
        reason = "Boringen laten zien dat de grond hier tot 1,1 m onder maaiveld is omgezet."
        day = dt.date.today()
        dialog.fill(ExpertWord(reason, Ground.RAPPORT, "26-114, hoofdstuk 4", "A. Kenner", day, "archeoloog"))
        dialog.show()
        return dialog

    def tekst(self):
        """Show the text, with an opgave."""
        self.session.set_text(replace(self.session.text, opgaven=("verstedelijking",)))
        self.dock.panel.show_page(3)

    def herschrijven(self):
        """Show a section in the editor."""
        self.dock.panel.paragraph_page.rewrite("A1")

    def opbouw(self):
        """Show opgaven and sections."""
        page = self.dock.panel.paragraph_page
        page.editor.cancel_button.click()
        page.tabs.setCurrentIndex(1)

    def invullen(self):
        """Show what is to be filled in."""
        self.dock.panel.paragraph_page.tabs.setCurrentIndex(2)

    def lagen(self):
        """Show the package."""
        self.dock.panel.show_page(4)

    def koppelen(self):
        """Show how a layer of the project is connected."""
        from bodem_ondergrond.plugin.gui.connection_dialog import ConnectionDialog

        dialog = ConnectionDialog(self.session.catalogue, (), "aardkundig_erfgoed", self.window)
        offered = (dialog.layer_combo.layer(row) for row in range(dialog.layer_combo.count()))
        layer = next(item for item in offered if item is not None and "aardkundig_erfgoed" in item.source())
        dialog.layer_combo.setLayer(layer)
        dialog.show()
        return dialog


def main():
    """Begin the tour when the package is read."""
    QTimer.singleShot(PATIENCE_MS, lambda: os._exit(1))
    tour = Tour()
    QTimer.singleShot(PAUSE_MS * 2, guarded(tour.start))


QTimer.singleShot(0, guarded(main))
