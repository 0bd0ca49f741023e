"""What the text holds: the opgaven it starts from, and its sections on and off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QCheckBox, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from bodem_ondergrond.plugin.gui import words
from bodem_ondergrond.plugin.gui.session import Session
from bodem_ondergrond.plugin.gui.widgets import WrappedLabel
from bodem_ondergrond.plugin.jobs.writing import OutlinePart, outline
from bodem_ondergrond.plugin.paragraph import Kind, TextError

_ID_ROLE = Qt.ItemDataRole.UserRole
_OPGAVE = "opgave:"
_INDENT = 14


class TextOutline(QWidget):
    """Two lists with boxes to tick; every tick goes to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._showing = False
        self._shown: tuple[object, ...] = ()
        # A tick can change which rows there are, and a row must not go while it is telling about its tick.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)
        self.hint = WrappedLabel(quiet=True)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(_INDENT)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName(self.tr("Opgaven and sections"))
        self.tree.itemChanged.connect(self._tick)
        self.unusual_box = QCheckBox(self.tr("Also opgaven that do not occur in Drenthe"), self)
        self.unusual_box.toggled.connect(self.refresh)
        self.later_box = QCheckBox(self.tr("Only what matters now; the rest under “Later”"), self)
        self.later_box.toggled.connect(self._changed)
        self.map_box = QCheckBox(self.tr("A map of the plan area in the text"), self)
        self.map_box.toggled.connect(self._changed)
        layout = QVBoxLayout(self)
        layout.setSpacing(4)
        for widget in (self.hint, self.tree, self.unusual_box, self.later_box, self.map_box):
            layout.addWidget(widget)
        layout.setStretchFactor(self.tree, 1)

    def refresh(self) -> None:
        """Show the choices of the session, and the sections that its text can hold."""
        self._showing = True
        text = self._session.text
        is_chapter = text.soort is Kind.OMGEVINGSVISIE
        opgaven = self._offered() if is_chapter else []
        parts = self._read_parts()
        if self._shown != (is_chapter, tuple(opgaven), parts):
            self._shown = (is_chapter, tuple(opgaven), parts)
            self._make_rows(opgaven, parts)
        self._show_ticks()
        self.unusual_box.setVisible(is_chapter)
        self.later_box.setChecked(text.geparkeerd)
        self.map_box.setChecked(text.kaart)
        self.hint.setText(
            self.tr("The text starts from the opgaven that you tick: they get a row, and a card with questions.")
            if is_chapter
            else self.tr("Opgaven belong to the chapter of an omgevingsvisie; a motivation starts from the plan.")
        )
        self._showing = False

    def _offered(self) -> list[str]:
        """Return the ids of the opgaven to choose from."""
        known = self._session.catalogue.opgaven.values()
        everything, chosen = self.unusual_box.isChecked(), self._session.text.opgaven
        return [item.id for item in known if item.standaard or item.id in chosen or everything]

    def _make_rows(self, opgaven: Sequence[str], parts: Sequence[OutlinePart]) -> None:
        """Make the rows anew; the one with the keyboard keeps it when it is still there."""
        current = self.tree.currentItem()
        name = current.data(0, _ID_ROLE) if current is not None else None
        position = self.tree.verticalScrollBar().value()
        self.tree.clear()
        if opgaven:
            self._add_opgaven(opgaven)
        if parts:
            self._add_parts(self._heading(self.tr("Sections")), parts)
        self.tree.expandAll()
        if name in self.items():
            self.tree.setCurrentItem(self.items()[name])
        self.tree.verticalScrollBar().setValue(position)

    def _show_ticks(self) -> None:
        text = self._session.text
        for name, item in self.items().items():
            if name.startswith(_OPGAVE):
                checked = name[len(_OPGAVE) :] in text.opgaven
            else:
                checked = not item.flags() & Qt.ItemFlag.ItemIsEnabled or not text.is_left_out(name)
            item.setCheckState(0, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)

    def _read_parts(self) -> tuple[OutlinePart, ...]:
        assessment = self._session.latest
        if assessment is None:
            return ()
        try:
            return outline(assessment, self._session.catalogue, self._session.text)
        except TextError:
            return ()  # the page itself says that the texts are damaged

    def _heading(self, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = QFont(self.tree.font())
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _add_opgaven(self, opgaven: Sequence[str]) -> None:
        heading = self._heading(self.tr("Opgaven"))
        for name in opgaven:
            opgave = self._session.catalogue.opgaven[name]
            item = self._item(heading, words.catalogue_name(opgave), f"{_OPGAVE}{name}")
            item.setToolTip(0, " ".join(opgave.zinnen))

    def _add_parts(self, parent: QTreeWidgetItem, parts: Sequence[OutlinePart]) -> None:
        for part in parts:
            item = self._item(parent, part.kop, part.id)
            if part.vast:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(0, self.tr("Always in the text: without it a reader cannot weigh the rest."))
            self._add_parts(item, part.delen)

    def _item(self, parent: QTreeWidgetItem, name: str, item_id: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [name])
        item.setData(0, _ID_ROLE, item_id)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def items(self) -> dict[str, QTreeWidgetItem]:
        """Return the rows with a box, by id; those of opgaven start with `opgave:`."""
        found: dict[str, QTreeWidgetItem] = {}
        waiting = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            waiting += [item.child(row) for row in range(item.childCount())]
            if item.data(0, _ID_ROLE) is not None:
                found[str(item.data(0, _ID_ROLE))] = item
        return found

    def _tick(self, item: QTreeWidgetItem) -> None:
        """Tick what is inside a section along with it, and what is around it when it is ticked itself."""
        if self._showing:
            return
        self._showing = True
        for row in range(item.childCount()):
            item.child(row).setCheckState(0, item.checkState(0))
        outer = item.parent()
        if _is_checked(item) and outer is not None and outer.data(0, _ID_ROLE) is not None:
            outer.setCheckState(0, Qt.CheckState.Checked)
        self._showing = False
        self._changed()

    def _changed(self) -> None:
        if not self._showing:
            self._timer.start(0)

    def _take(self) -> None:
        """Hand what is ticked to the session."""
        text = self._session.text
        items = self.items()
        opgaven = tuple(key for key in self._session.catalogue.opgaven if _is_checked(items.get(f"{_OPGAVE}{key}")))
        sections = {name: item for name, item in items.items() if not name.startswith(_OPGAVE)}
        left_out = {name for name, item in sections.items() if not _is_checked(item)}
        # Of the other kind of text nothing is shown here, and what was left out there stays so.
        kept = {name for name in text.weggelaten if name not in sections}
        is_chapter = text.soort is Kind.OMGEVINGSVISIE
        self._session.set_text(
            replace(
                text,
                opgaven=opgaven if is_chapter else text.opgaven,
                weggelaten=frozenset(_outermost(left_out) | kept),
                geparkeerd=self.later_box.isChecked(),
                kaart=self.map_box.isChecked(),
            )
        )


def _is_checked(item: QTreeWidgetItem | None) -> bool:
    return item is not None and item.checkState(0) == Qt.CheckState.Checked


def _outermost(sections: set[str]) -> set[str]:
    """Return sections without those inside another of them: ticking the outer one again brings all back."""
    return {name for name in sections if not any(name.startswith(f"{other}-") for other in sections)}
