"""The opgaven that an area stands for, to choose before anything else: the text starts from them (BF-01)."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtWidgets import QAction, QMenu, QPushButton, QSizePolicy, QWidget

from bodem_ondergrond.plugin.gui import words
from bodem_ondergrond.plugin.gui.session import Session


class OpgavenButton(QPushButton):
    """Says how many opgaven are chosen, and offers those of Drenthe in a menu; each tick goes to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Opgaven"))
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        # Made when it opens: what is offered depends on what is chosen elsewhere.
        self.choices.aboutToShow.connect(self._make_choices)
        self.setMenu(self.choices)
        session.text_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how many opgaven are chosen, and which."""
        opgaven = self._session.catalogue.opgaven
        chosen = [words.catalogue_name(opgaven[name]) for name in self._session.text.opgaven if name in opgaven]
        self.setText(self.tr("{} chosen").format(len(chosen)) if chosen else self.tr("Choose opgaven"))
        hint = self.tr("The text starts from the opgaven: each gets a row, a card with questions and a map.")
        self.setToolTip("\n".join([hint, *chosen]))

    def _make_choices(self) -> None:
        self.choices.clear()
        chosen = self._session.text.opgaven
        for opgave in self._session.catalogue.opgaven.values():
            if opgave.standaard or opgave.id in chosen:
                action = self.choices.addAction(words.catalogue_name(opgave))
                action.setData(opgave.id)
                action.setCheckable(True)
                action.setChecked(opgave.id in chosen)
                action.setToolTip(" ".join(opgave.zinnen))
                action.toggled.connect(self._take)

    def _take(self) -> None:
        ticked = {action.data() for action in self.offered() if action.isChecked()}
        names = tuple(name for name in self._session.catalogue.opgaven if name in ticked)
        self._session.set_text(replace(self._session.text, opgaven=names))

    def offered(self) -> list[QAction]:
        """Return the actions of the menu as it was last opened."""
        return list(self.choices.actions())
