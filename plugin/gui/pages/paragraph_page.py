"""Page 4, Bodemparagraaf: the text as it will look, to rewrite, fill in, copy or save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path

from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Assessment
from bodem_ondergrond.plugin.gui.map_keeper import MapKeeper
from bodem_ondergrond.plugin.gui.section_editor import SectionEditor
from bodem_ondergrond.plugin.gui.session import Session, SessionState
from bodem_ondergrond.plugin.gui.text_export import Manuscript, TextExport
from bodem_ondergrond.plugin.gui.text_fields import FieldsPage
from bodem_ondergrond.plugin.gui.text_outline import TextOutline
from bodem_ondergrond.plugin.gui.text_preview import TextPreview
from bodem_ondergrond.plugin.gui.widgets import Banner, WrappedLabel, theme_icon
from bodem_ondergrond.plugin.jobs.writing import WrittenText, write_text
from bodem_ondergrond.plugin.paragraph import (
    Change,
    Document,
    Edit,
    Figure,
    Kind,
    Length,
    TextError,
    edit_of,
    merge,
    section_text,
)
from bodem_ondergrond.plugin.report.placing import with_maps

TAB_TEXT, TAB_OUTLINE, TAB_FIELDS = range(3)
_PREVIEW, _EDITOR = range(2)
# The field that asks for opgaven when none is chosen.
_OPGAVEN = "A3.opgaven"
# What `apply_edits` puts before the id of a section that is no longer in the text.
_OWN = "eigen-"


class ParagraphPage(QWidget):
    """Shows the text for the result of the session.

    Signals:
        told: something to say to the user, and whether it is good news.
    """

    told = pyqtSignal(str, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._written: WrittenText | None = None
        self._stale = True
        # The section that is being rewritten, the text it is rewritten on, and what stood there before.
        self._section = ""
        self._opened: WrittenText | None = None
        self._former: Edit | None = None
        self.maps = MapKeeper(session, self)
        self.maps.ready.connect(self._show_map)
        self.maps.opgaven_ready.connect(self._outdate)
        self.export = TextExport(session, self.manuscript, self)
        self.export.told.connect(self.told)
        self.export.field_asked.connect(self._show_open_field)
        layout = QVBoxLayout(self)
        layout.addLayout(self._make_controls())
        self.empty_label = WrappedLabel(self.tr("The text appears here as soon as a plan area is checked."), quiet=True)
        layout.addWidget(self.empty_label)
        self.problem = Banner("error")
        layout.addWidget(self.problem)
        self.change_banner = Banner("warning", self.tr("Look at it"))
        self.change_banner.pressed.connect(self._show_change)
        layout.addWidget(self.change_banner)
        layout.addWidget(self._make_tabs(), 1)
        layout.addStretch(0)
        self._start_with_settings()
        # Who waits for the result itself goes before who waits for its text.
        self._composing = QTimer(self)
        self._composing.setSingleShot(True)
        self._composing.timeout.connect(self._refresh_in_sight)
        session.state_changed.connect(lambda: self._outdate(delay=session.state is SessionState.KLAAR))
        session.text_changed.connect(self._outdate)
        session.plan_changed.connect(self._close_editor)
        self.refresh()

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_controls(self) -> QFormLayout:
        self.kind_combo = self._choice(
            {
                Kind.OMGEVINGSVISIE: self.tr("Chapter of an omgevingsvisie"),
                Kind.MOTIVERING: self.tr("Motivation of a plan"),
            }
        )
        self.length_combo = self._choice(
            {
                Length.KORT: self.tr("short"),
                Length.NORMAAL: self.tr("normal"),
                Length.UITGEBREID: self.tr("extensive"),
            }
        )
        self.kind_combo.currentIndexChanged.connect(self._take_choices)
        self.length_combo.currentIndexChanged.connect(self._take_choices)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Purpose"), self.kind_combo)
        form.addRow(self.tr("&Length"), self.length_combo)
        form.addRow(self._make_buttons())
        return form

    def _make_buttons(self) -> QHBoxLayout:
        self.copy_button = QPushButton(theme_icon("mActionEditCopy"), self.tr("&Copy"))
        self.copy_button.setToolTip(self.tr("Copy with layout: paste it into Word or LibreOffice as it looks here"))
        self.copy_button.clicked.connect(self.copy)
        self.save_button = QPushButton(theme_icon("mActionFileSave"), self.tr("&Save"))
        self.save_button.setMenu(self.export.menu())
        self.compare_button = QPushButton(self.tr("Co&mpare…"))
        self.compare_button.setToolTip(self.tr("Compare with an earlier result of this plan area, or with a variant"))
        self.compare_button.clicked.connect(self.export.choose_earlier)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.copy_button, self.save_button, self.compare_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        return row

    def _choice(self, names: Mapping[Enum, str]) -> QComboBox:
        combo = QComboBox(self)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for item, name in names.items():
            combo.addItem(name, item.value)
        return combo

    def _make_tabs(self) -> QTabWidget:
        self.preview = TextPreview(self)
        self.preview.setAccessibleName(self.tr("Preview of the text"))
        self.preview.edit_asked.connect(self.rewrite)
        self.preview.field_asked.connect(self.show_field)
        self.editor = SectionEditor(self)
        self.editor.written.connect(self._keep_words)
        self.editor.ready.connect(self._close_editor)
        self.editor.cancelled.connect(self._cancel_editor)
        self.editor.reset_asked.connect(self._put_text_of_check)
        self.editor.merge_asked.connect(self._merge)
        self.text_stack = QStackedWidget(self)
        self.text_stack.addWidget(self.preview)
        self.text_stack.addWidget(self.editor)
        self.outline = TextOutline(self._session, self)
        self.fields = FieldsPage(self._session, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.text_stack, self.tr("Text"))
        self.tabs.addTab(self.outline, self.tr("Structure"))
        self.tabs.addTab(self.fields, self.tr("Fill in"))
        self.tabs.currentChanged.connect(self._show_tab)
        return self.tabs

    def _start_with_settings(self) -> None:
        """Begin with the length that was used last."""
        known = {length.value: length for length in Length}
        length = known.get(qgis_io.load_settings().lengte, Length.NORMAAL)
        self._session.set_text(replace(self._session.text, lengte=length))

    # -- showing ---------------------------------------------------------------------------------------------------

    @property
    def length(self) -> str:
        """The length of the text: kort, normaal or uitgebreid."""
        return str(self._session.text.lengte.value)

    @property
    def kind(self) -> str:
        """What the text is for: omgevingsvisie or motivering."""
        return str(self._session.text.soort.value)

    def set_length(self, length: str) -> None:
        """Choose a length; one that does not exist leaves it as it is."""
        row = self.length_combo.findData(length)
        if row >= 0:
            self.length_combo.setCurrentIndex(row)

    def refresh(self) -> None:
        """Compose the text anew."""
        self._stale = False
        self._written, problem = None, ""
        assessment = self._session.latest
        if assessment is not None:
            try:
                text = self._session.text
                # A map of a text that nobody looks at would be made for nothing.
                maps = self.maps.of_opgaven(assessment, text) if self.isVisible() else {}
                self._written = write_text(assessment, self._session.catalogue, text, maps=maps)
            except TextError as error:
                problem = str(error)
        self.problem.say(problem)
        self._show_choices()
        self._show_text()

    def showEvent(self, event: QShowEvent) -> None:
        """Compose only a text that is looked at."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        elif self._session.latest is not None:
            self.maps.figure(self._session.latest)

    def _outdate(self, delay: bool = False) -> None:
        """The text no longer fits; compose it when it is looked at, with `delay` after what is under way now."""
        self._stale = True
        if self._session.is_busy and self._session.latest is not None:
            self._update_buttons()  # the text is about to change: composing the old one again helps nobody
        elif delay:
            self._composing.start(0)
        else:
            self._refresh_in_sight()

    def _refresh_in_sight(self) -> None:
        if self._stale and self.isVisible():
            self.refresh()

    def _show_choices(self) -> None:
        """Show kind and length of the session, without announcing them."""
        for combo, value in ((self.kind_combo, self.kind), (self.length_combo, self.length)):
            combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(value))
            combo.blockSignals(False)

    def _show_text(self) -> None:
        written = self._written
        if self.text_stack.currentIndex() == _PREVIEW:
            shown = written.document if written is not None else None
            # A map of a text that nobody looks at would be made for nothing.
            if shown is not None and self.isVisible():
                shown = self._with_map(shown, self.maps.figure)
            self.preview.show_document(shown)
        self.tabs.setVisible(written is not None)
        self.empty_label.setVisible(written is None and not self.problem.text)
        self.change_banner.say(self._changes_text(written.wijzigingen) if written is not None else "")
        if written is not None:
            self.fields.show_fields(written.velden)
            count = sum(field.blocks_final and not field.antwoord for field in written.velden)
            name = self.tr("Fill in")
            self.tabs.setTabText(TAB_FIELDS, f"{name} ({count})" if count else name)
        self._show_tab(self.tabs.currentIndex())
        self._update_buttons()

    def _show_tab(self, tab: int) -> None:
        if tab == TAB_OUTLINE and self.isVisible():
            self.outline.refresh()

    def _changes_text(self, changes: tuple[Change, ...]) -> str:
        if not changes or self.text_stack.currentIndex() == _EDITOR:
            return ""
        names = ", ".join(change.kop or change.sectie for change in changes)
        return self.tr("Since you rewrote it, the check says something else: {}. Your words stay.").format(names)

    def _update_buttons(self) -> None:
        ready = self._written is not None and self._session.state is SessionState.KLAAR
        for button in (self.copy_button, self.save_button, self.compare_button):
            button.setEnabled(ready)

    def _take_choices(self) -> None:
        self._leave_editor()
        length = Length(self.length_combo.currentData())
        self._session.set_text(replace(self._session.text, soort=Kind(self.kind_combo.currentData()), lengte=length))
        qgis_io.save_settings(replace(qgis_io.load_settings(), lengte=length.value))

    # -- rewriting and filling in ----------------------------------------------------------------------------------

    def rewrite(self, section: str) -> None:
        """Open a section in the editor."""
        if self._stale:
            self.refresh()
        if self._written is None:
            return
        name = section[len(_OWN) :] if section.startswith(_OWN) else section
        made = self._written.gemaakt.section(name)
        self._section, self._opened, self._former = name, self._written, self._session.text.edits.get(name)
        text = self._former.tekst if self._former is not None else (section_text(made) if made is not None else "")
        heading = made.kop if made is not None else (self._former.kop if self._former is not None else name)
        self.tabs.setCurrentIndex(TAB_TEXT)
        self.text_stack.setCurrentIndex(_EDITOR)
        self.change_banner.say("")
        self.editor.show_section(heading, text, self._change_of(name))

    def show_field(self, name: str) -> None:
        """Go to a field that is to be filled in; opgaven are chosen where they stand."""
        if name == _OPGAVEN:
            self.tabs.setCurrentIndex(TAB_OUTLINE)
        else:
            self._show_open_field(name)

    def _show_open_field(self, name: str) -> None:
        self.tabs.setCurrentIndex(TAB_FIELDS)
        self.fields.show_field(name)

    def _change_of(self, section: str) -> Change | None:
        changes = self._written.wijzigingen if self._written is not None else ()
        return next((change for change in changes if change.sectie == section), None)

    def _show_change(self) -> None:
        if self._written is not None and self._written.wijzigingen:
            self.rewrite(self._written.wijzigingen[0].sectie)

    def _keep_words(self, text: str) -> None:
        """Keep what was typed, on the text of the check that the user had before him."""
        if self._opened is None:
            return
        made = self._opened.gemaakt.section(self._section)
        if made is not None:
            edit = edit_of(self._opened.gemaakt, self._section, text)
        else:
            edit = Edit(text, "", self._former.kop if self._former is not None else "") if text.strip() else None
        self._session.set_text(self._session.text.with_edit(self._section, edit))

    def _cancel_editor(self) -> None:
        self._session.set_text(self._session.text.with_edit(self._section, self._former))
        self._close_editor()

    def _put_text_of_check(self) -> None:
        made = self._opened.gemaakt.section(self._section) if self._opened is not None else None
        self.editor.put(section_text(made) if made is not None else "")
        self._keep_words(self.editor.text)
        self._close_editor()

    def _merge(self) -> None:
        """Bring what changed in the check into the user's text, and say where the two clash."""
        made = self._opened.gemaakt.section(self._section) if self._opened is not None else None
        if made is None or self._former is None:
            return
        merged = merge(replace(self._former, tekst=self.editor.text), section_text(made))
        self.editor.put(merged.tekst)
        self._keep_words(merged.tekst)
        if merged.botsingen:
            new = "\n".join(f"+ {clash.nieuw}" for clash in merged.botsingen if clash.nieuw)
            text = self.tr("Brought in. You changed these sentences yourself, so yours stay; the check now says:")
            self.editor.banner.say(f"{text}\n{new}")
        else:
            self.editor.banner.say(self.tr("Brought in: what changed in the check now stands in your text."))
        self.editor.difference.hide()
        self.editor.merge_button.hide()

    def _leave_editor(self) -> None:
        """Keep what was typed last, before something else comes in its place."""
        self.editor.flush()
        self.fields.flush()
        self._close_editor()

    def _close_editor(self) -> None:
        if self.text_stack.currentIndex() == _EDITOR:
            self._opened, self._former = None, None
            self.editor.put("")
            self.text_stack.setCurrentIndex(_PREVIEW)
            self._outdate()

    # -- taking it away --------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the text on the clipboard."""
        self.export.copy()

    def save(self, path: Path, is_final: bool = False) -> None:
        """Write the text, or the result of the check (.json); see `TextExport.save`."""
        self.export.save(path, is_final)

    def document(self) -> Document | None:
        """Return the text as it stands, with what was typed last and the maps that are ready; `None`: there is none."""
        self._take_typing()
        return self._with_map(self._written.document, self.maps.figure) if self._written is not None else None

    def manuscript(self) -> Manuscript | None:
        """Return the text to take away, with what was typed last; `None` while there is none."""
        self._take_typing()
        assessment = self._session.latest
        if self._written is None or assessment is None:
            return None
        catalogue, package, text = self._session.catalogue, self._session.package, self._session.text
        draw = self.maps.drawer(assessment) if text.kaart else None

        def illustrate() -> Document:
            document = write_text(assessment, catalogue, text, package).document
            return with_maps(document, draw()) if draw is not None else document

        return Manuscript(self._written.document, illustrate)

    def _take_typing(self) -> None:
        self.editor.flush()
        self.fields.flush()
        if self._stale:
            self.refresh()

    def close_maps(self) -> None:
        """Stop what is being made in the background."""
        self.maps.close()
        self.export.close()

    def _with_map(self, document: Document, find: Callable[[Assessment], Figure | None]) -> Document:
        assessment = self._session.latest
        wanted = assessment is not None and self._session.text.kaart
        return with_maps(document, find(assessment)) if wanted else document

    def _show_map(self) -> None:
        if self.isVisible() and not self._stale:
            self._show_text()
