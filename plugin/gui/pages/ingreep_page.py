"""Page 2, Ingreep: what is planned, with figures that may be unknown."""

from __future__ import annotations

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from bodem_ondergrond.plugin.domain import QUANTITIES, QUESTIONS, Activity, Answer, Ingreep
from bodem_ondergrond.plugin.gui import words
from bodem_ondergrond.plugin.gui.session import Session
from bodem_ondergrond.plugin.gui.widgets import AnswerChoice, FoldButton, QuantityEdit, WrappedLabel

_ID_ROLE = Qt.ItemDataRole.UserRole
_VISIBLE_ROWS = 9
_INDENT = 12


class IngreepPage(QWidget):
    """Shows the ingreep and hands every change to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._showing = False
        self._items: dict[str, QTreeWidgetItem] = {}
        self._pressed_state: Qt.CheckState | None = None
        layout = QVBoxLayout(self)
        self.chosen_label = WrappedLabel()
        self.search = QgsFilterLineEdit(self)
        self.search.setShowSearchIcon(True)
        self.search.setShowClearButton(True)
        self.search.setPlaceholderText(self.tr("Search an activity"))
        self.search.setAccessibleName(self.tr("Search an activity"))
        self.search.textChanged.connect(self._filter)
        self.activities = self._make_activities()
        layout.addWidget(self.chosen_label)
        layout.addWidget(self.search)
        layout.addWidget(self.activities, 1)
        self.quantities, self.questions = self._make_fields()
        self._asked = QWidget(self)
        self._asked_layout = QVBoxLayout(self._asked)
        self._asked_layout.setContentsMargins(0, 0, 0, 0)
        self.more_button = FoldButton(self.tr("More figures"), self)
        self._other = QWidget(self)
        self._other_layout = QVBoxLayout(self._other)
        self.more_button.set_content(self._other)
        layout.addWidget(self._asked)
        layout.addWidget(self.more_button)
        layout.addWidget(self._other)
        self.unknown_label = WrappedLabel(quiet=True)
        layout.addWidget(self.unknown_label)
        session.ingreep_changed.connect(self.refresh)
        self.refresh()

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_activities(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setHeaderHidden(True)
        tree.setIndentation(_INDENT)
        tree.setAccessibleName(self.tr("Activities"))
        tree.setMinimumHeight(tree.fontMetrics().height() * _VISIBLE_ROWS)
        groups: dict[str, QTreeWidgetItem] = {}
        for activity in self._session.catalogue.activiteiten.values():
            if activity.groep not in groups:
                groups[activity.groep] = self._make_group(tree, activity.groep)
            item = QTreeWidgetItem(groups[activity.groep], [words.catalogue_name(activity)])
            item.setData(0, _ID_ROLE, activity.id)
            item.setToolTip(0, words.catalogue_name(activity))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            self._items[activity.id] = item
        tree.expandAll()
        tree.itemPressed.connect(self._remember_state)
        tree.itemClicked.connect(self._toggle_by_name)
        tree.itemChanged.connect(self._changed)
        return tree

    @staticmethod
    def _make_group(tree: QTreeWidget, group: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(tree, [words.activity_group(group)])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = QFont(tree.font())
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _make_fields(self) -> tuple[dict[str, QuantityEdit], dict[str, AnswerChoice]]:
        labels = self._labels()
        quantities, questions = {}, {}
        for name, (unit, _words) in QUANTITIES.items():
            label, why = labels[name]
            quantities[name] = QuantityEdit(name, label, words.unit_text(unit), why, self)
            quantities[name].changed.connect(self._changed)
        for name in QUESTIONS:
            label, why = labels[name]
            questions[name] = AnswerChoice(name, label, why, self)
            questions[name].changed.connect(self._changed)
        return quantities, questions

    def _labels(self) -> dict[str, tuple[str, str]]:
        """Return for each figure its label and why it is asked."""
        return {
            "oppervlakte_m2": (
                self.tr("&Disturbed area"),
                self.tr("All soil works of the project together; exemptions depend on it."),
            ),
            "diepte_cm": (
                self.tr("D&epth of the works"),
                self.tr("Deepest point below ground level, without drillings; exemptions depend on it."),
            ),
            "boordiepte_m": (
                self.tr("D&rilling depth"),
                self.tr("Deepest drilling below ground level; it decides which zones are crossed."),
            ),
            "opslagtemperatuur_c": (
                self.tr("&Storage temperature"),
                self.tr("Temperature of the stored heat; policy differs by temperature."),
            ),
            "agrarisch": (
                self.tr("Is the land in agricultural use?"),
                self.tr("Other depths may count on farmland."),
            ),
            "niet_kerend_woelen": (
                self.tr("Is the depth reached by non-inverting subsoiling?"),
                self.tr("Loosening the soil without turning it may count differently."),
            ),
            "bouwvoor": (
                self.tr("Is there a plough layer?"),
                self.tr("An exemption by depth supposes a topsoil that was tilled before."),
            ),
        }

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the ingreep of the session."""
        ingreep = self._session.ingreep
        self._showing = True
        for activity_id, item in self._items.items():
            chosen = activity_id in ingreep.activiteiten
            item.setCheckState(0, Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        for name, edit in self.quantities.items():
            if edit.value != getattr(ingreep, name):
                edit.set_value(getattr(ingreep, name))
        for name, choice in self.questions.items():
            choice.set_value(getattr(ingreep, name))
        self._showing = False
        self._arrange(ingreep)
        self._show_texts(ingreep)

    def _arrange(self, ingreep: Ingreep) -> None:
        """Put the figures that matter for the chosen activities up, the others under a fold."""
        wanted = {name for activity in self._chosen(ingreep) for name in activity.vraagt}
        fields: dict[str, QWidget] = {**self.quantities, **self.questions}
        for name, widget in fields.items():
            layout = self._asked_layout if name in wanted else self._other_layout
            if layout.indexOf(widget) < 0:
                layout.addWidget(widget)
                widget.show()
        self._restore_order(self._asked_layout, fields)
        self._restore_order(self._other_layout, fields)
        self._asked.setVisible(self._asked_layout.count() > 0)
        self._set_tab_order()
        self.more_button.setVisible(self._other_layout.count() > 0)

    def _set_tab_order(self) -> None:
        """Let the Tab key go down the page, also after figures moved."""
        chain = [self.search, self.activities, *_focusable(self._asked_layout), self.more_button]
        chain += _focusable(self._other_layout)
        for before, after in zip(chain, chain[1:]):
            QWidget.setTabOrder(before, after)

    @staticmethod
    def _restore_order(layout: QVBoxLayout, fields: dict[str, QWidget]) -> None:
        present = [widget for widget in fields.values() if layout.indexOf(widget) >= 0]
        if [layout.itemAt(i).widget() for i in range(layout.count())] != present:
            for widget in present:
                layout.removeWidget(widget)
            for widget in present:
                layout.addWidget(widget)

    def _show_texts(self, ingreep: Ingreep) -> None:
        chosen = self._chosen(ingreep)
        if chosen:
            names = ", ".join(words.catalogue_name(activity) for activity in chosen)
            self.chosen_label.setText(self.tr("Planned: {}").format(names))
        else:
            self.chosen_label.setText(
                self.tr("No activity chosen: a strategic question. All policy of what is hit is reported.")
            )
        wanted = {name for activity in chosen for name in activity.vraagt}
        unknown = [name for name in (*QUANTITIES, *QUESTIONS) if name in wanted and _is_unknown(ingreep, name)]
        labels = self._labels()
        text = self.tr("Still unknown: {}. The check then takes the worst case, and says so.")
        named = ", ".join(labels[name][0].replace("&", "").rstrip("?").lower() for name in unknown)
        self.unknown_label.setText(text.format(named) if unknown else "")
        self.unknown_label.setVisible(bool(unknown))

    def _chosen(self, ingreep: Ingreep) -> list[Activity]:
        """Return the chosen activities in the order of the catalogue."""
        known = self._session.catalogue.activiteiten
        return [activity for activity in known.values() if activity.id in ingreep.activiteiten]

    # -- choosing --------------------------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        """Show the activities whose name (in either language) or group holds the text."""
        wanted = text.strip().lower()
        for activity in self._session.catalogue.activiteiten.values():
            names = f"{activity.naam} {activity.naam_en} {words.activity_group(activity.groep)}".lower()
            self._items[activity.id].setHidden(wanted not in names)
        for i in range(self.activities.topLevelItemCount()):
            group = self.activities.topLevelItem(i)
            group.setHidden(all(group.child(j).isHidden() for j in range(group.childCount())))

    def _remember_state(self, item: QTreeWidgetItem) -> None:
        self._pressed_state = item.checkState(0)

    def _toggle_by_name(self, item: QTreeWidgetItem) -> None:
        """A click on the name ticks as well; a click on the box has already done it."""
        if item.data(0, _ID_ROLE) is None:
            item.setExpanded(not item.isExpanded())
        elif item.checkState(0) == self._pressed_state:
            checked = item.checkState(0) == Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _changed(self) -> None:
        if self._showing:
            return
        chosen = [key for key, item in self._items.items() if item.checkState(0) == Qt.CheckState.Checked]
        quantities = {name: edit.value for name, edit in self.quantities.items()}
        questions = {name: choice.value for name, choice in self.questions.items()}
        unknown_ids = set(self._session.ingreep.activiteiten) - set(self._items)
        activities = tuple(sorted({*chosen, *unknown_ids}))
        geometry = self._session.ingreep.geometrie
        self._session.set_ingreep(Ingreep(activities, geometrie=geometry, **quantities, **questions))


def _focusable(layout: QVBoxLayout) -> list[QWidget]:
    """Return what takes the keyboard in a column of figures and questions, from the top down."""
    found: list[QWidget] = []
    for i in range(layout.count()):
        field = layout.itemAt(i).widget()
        if isinstance(field, QuantityEdit):
            found.append(field.edit)
        elif isinstance(field, AnswerChoice):
            found += [field.button(answer) for answer in Answer]
    return found


def _is_unknown(ingreep: Ingreep, name: str) -> bool:
    value = getattr(ingreep, name)
    return value is None or value is Answer.ONBEKEND
