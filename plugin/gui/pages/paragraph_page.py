"""Page 4, Bodemparagraaf: the text as it will look, to copy or save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path

from qgis.PyQt.QtCore import QMimeData, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui.session import Session, SessionState
from bodem_ondergrond.plugin.gui.widgets import Banner, WrappedLabel, theme_icon
from bodem_ondergrond.plugin.paragraph import (
    Document,
    Kind,
    Length,
    TextError,
    compose,
    render_fragment,
    render_html,
    render_markdown,
    render_text,
)
from bodem_ondergrond.plugin.report import odt, result_json

_RENDERERS = {".html": render_html, ".odt": odt.render, ".md": render_markdown, ".txt": render_text}
_JSON = ".json"
# Headings that fit a narrow dock; the text that is copied or saved keeps its own. Qt takes only these words for them.
_PREVIEW_STYLE = "h1 { font-size: large; } h2, h3, h4 { font-size: medium; }"


class ParagraphPage(QWidget):
    """Shows the text for the result of the session.

    Signals:
        told: something to say to the user, and whether it is good news.
    """

    told = pyqtSignal(str, bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: Document | None = None
        self._stale = True
        layout = QVBoxLayout(self)
        layout.addLayout(self._make_controls())
        self.empty_label = WrappedLabel(self.tr("The text appears here as soon as a plan area is checked."), quiet=True)
        layout.addWidget(self.empty_label)
        self.problem = Banner("error")
        layout.addWidget(self.problem)
        self.preview = QTextBrowser(self)
        self.preview.setOpenLinks(False)
        self.preview.setAccessibleName(self.tr("Preview of the text"))
        self.preview.document().setDefaultStyleSheet(_PREVIEW_STYLE)
        layout.addWidget(self.preview, 1)
        layout.addStretch(0)
        session.state_changed.connect(self._outdate)
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
        self.set_length(qgis_io.load_settings().lengte)
        self.kind_combo.currentIndexChanged.connect(self.refresh)
        self.length_combo.currentIndexChanged.connect(self._change_length)
        self.copy_button = QPushButton(theme_icon("mActionEditCopy"), self.tr("&Copy text"))
        self.copy_button.setToolTip(self.tr("Copy with layout: paste it into Word or LibreOffice as it looks here"))
        self.copy_button.clicked.connect(self.copy)
        self.save_button = QPushButton(theme_icon("mActionFileSave"), self.tr("&Save…"))
        self.save_button.clicked.connect(self._choose_file)
        buttons = QHBoxLayout()
        for button in (self.copy_button, self.save_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Purpose"), self.kind_combo)
        form.addRow(self.tr("&Length"), self.length_combo)
        form.addRow(buttons)
        return form

    def _choice(self, names: Mapping[Enum, str]) -> QComboBox:
        combo = QComboBox(self)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for item, name in names.items():
            combo.addItem(name, item.value)
        return combo

    # -- showing ---------------------------------------------------------------------------------------------------

    @property
    def length(self) -> str:
        """The length of the text: kort, normaal or uitgebreid."""
        return str(self.length_combo.currentData())

    @property
    def kind(self) -> str:
        """What the text is for: omgevingsvisie or motivering."""
        return str(self.kind_combo.currentData())

    def set_length(self, length: str) -> None:
        """Choose a length; one that does not exist leaves it as it is."""
        row = self.length_combo.findData(length)
        if row >= 0:
            self.length_combo.setCurrentIndex(row)

    def refresh(self) -> None:
        """Compose the text anew."""
        self._stale = False
        self._document, problem = None, ""
        assessment = self._session.latest
        if assessment is not None:
            try:
                self._document = compose(assessment, self._session.catalogue, Length(self.length), Kind(self.kind))
            except TextError as error:
                problem = str(error)
        self.problem.say(problem)
        self._show_document()

    def showEvent(self, event: QShowEvent) -> None:
        """Compose only a text that is looked at."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _outdate(self) -> None:
        self._stale = True
        if self._session.is_busy and self._session.latest is not None:
            self._update_buttons()  # the text is about to change: composing the old one again helps nobody
        elif self.isVisible():
            self.refresh()

    def _show_document(self) -> None:
        position = self.preview.verticalScrollBar().value()
        has_text = self._document is not None
        self.preview.setHtml(render_fragment(self._document) if has_text else "")
        self.preview.setVisible(has_text)
        self.preview.verticalScrollBar().setValue(position)
        self.empty_label.setVisible(not has_text and not self.problem.text)
        self._update_buttons()

    def _update_buttons(self) -> None:
        ready = self._document is not None and self._session.state is SessionState.KLAAR
        self.copy_button.setEnabled(ready)
        self.save_button.setEnabled(ready)

    def _change_length(self) -> None:
        qgis_io.save_settings(replace(qgis_io.load_settings(), lengte=self.length))
        self.refresh()

    # -- taking it away --------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the text on the clipboard, with layout and as plain text."""
        if self._stale:
            self.refresh()
        if self._document is None:
            return
        data = QMimeData()
        data.setHtml(render_fragment(self._document))
        data.setText(render_text(self._document))
        QApplication.clipboard().setMimeData(data)
        self.told.emit(self.tr("The text is on the clipboard."), True)

    def save(self, path: Path) -> None:
        """Write the text, or the result of the check (.json), to a file in the format of its suffix."""
        content = self._content(path.suffix.lower())
        if content is None:
            return
        try:
            path.write_bytes(content)
        except OSError as error:
            text = self.tr("{} cannot be written: {}. Choose another folder or close the file elsewhere.")
            self.told.emit(text.format(path, error.strerror or error), False)
            return
        self.told.emit(self.tr("The text is saved in {}.").format(path), True)

    def _content(self, suffix: str) -> bytes | None:
        assessment = self._session.assessment
        if self._document is None or assessment is None:
            return None
        rendered = result_json.to_text(assessment) if suffix == _JSON else _RENDERERS[suffix](self._document)
        return rendered if isinstance(rendered, bytes) else rendered.encode("utf-8")

    def _choose_file(self) -> None:
        settings = qgis_io.load_settings()
        name = f"bodemparagraaf-{_file_name(self._session.plan.naam if self._session.plan else '')}.html"
        filters = {
            self.tr("Web page (*.html)"): ".html",
            self.tr("Text document for Word and LibreOffice (*.odt)"): ".odt",
            self.tr("Markdown (*.md)"): ".md",
            self.tr("Plain text (*.txt)"): ".txt",
            self.tr("Result of the check (*.json)"): _JSON,
        }
        chosen, used = QFileDialog.getSaveFileName(
            self, self.tr("Save the text"), str(Path(settings.folder) / name), ";;".join(filters)
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in filters.values():
            path = path.with_name(path.name + filters.get(used, ".html"))
        qgis_io.save_settings(replace(settings, folder=str(path.parent)))
        self.save(path)


def _file_name(name: str) -> str:
    """Return a name that every file system takes."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    return "-".join(part for part in kept.split("-") if part)[:60] or "plangebied"
