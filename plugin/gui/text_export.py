"""Taking a text away: to the clipboard, to a file, or held against an earlier result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui import text_files
from bodem_ondergrond.plugin.gui.comparison_window import ComparisonWindow, EarlierResultError, compare_with_file
from bodem_ondergrond.plugin.gui.map_export import MapExport
from bodem_ondergrond.plugin.gui.session import Session
from bodem_ondergrond.plugin.gui.writing_task import WritingTask
from bodem_ondergrond.plugin.jobs.files import write_whole
from bodem_ondergrond.plugin.jobs.writing import write_page_for_board
from bodem_ondergrond.plugin.paragraph import Document, NotFinalError, as_draft, require_final
from bodem_ondergrond.plugin.report import result_json

_JSON = ".json"
# What takes longer than this is told while it is under way.
_PATIENCE_MS = 500


@dataclass(frozen=True)
class Manuscript:
    """A text on its way out.

    Attributes:
        document: the text, with the maps that are ready.
        illustrate: gives it with all its maps. That can take seconds; it may run on any thread.
    """

    document: Document
    illustrate: Callable[[], Document]


class TextExport(QObject):
    """Takes the text of a page away, with the gate before a final text.

    Drawing and writing happen in the background: on large data and slow drives they take seconds.

    Signals:
        told: something to say to the user, and whether it is good news.
        field_asked: id of the first field that keeps a text from being final.
    """

    told = pyqtSignal(str, bool)
    field_asked = pyqtSignal(str)

    def __init__(self, session: Session, manuscript: Callable[[], Manuscript | None], window: QWidget) -> None:
        """Take the text from `manuscript`, which gives it as it stands; dialogs belong to `window`."""
        super().__init__(window)
        self._session = session
        self._manuscript = manuscript
        self._window = window
        # Held on to: a task that Python has forgotten does nothing.
        self._tasks: set[WritingTask] = set()
        self.maps = MapExport(session, window)
        self.maps.told.connect(self.told)

    def menu(self) -> QMenu:
        """Return the menu of what can be saved."""
        menu = QMenu(self._window)
        menu.addAction(self.tr("&Draft, marked as such…"), lambda: self._choose_file(is_final=False))
        menu.addAction(self.tr("&Final text…"), lambda: self._choose_file(is_final=True))
        menu.addAction(self.tr("One &page for the board…"), self._choose_board_file)
        menu.addSeparator()
        self.maps.add_to(menu)
        menu.addSeparator()
        menu.addAction(self.tr("&Result of the check (JSON)…"), self._choose_result_file)
        return menu

    @property
    def is_writing(self) -> bool:
        """Whether something is being made or written."""
        return bool(self._tasks)

    def copy(self) -> None:
        """Put the text on the clipboard, with layout and as plain text; with open fields it says it is a draft."""
        manuscript = self._manuscript()
        if manuscript is None:
            return
        is_draft = bool(manuscript.document.open_fields())
        task = WritingTask(lambda: text_files.clipping(_outgoing(manuscript, is_draft)))
        self._begin(task, lambda: self._put_on_clipboard(task.content))

    def save(self, path: Path, is_final: bool = False) -> None:
        """Write the text, or the result of the check (.json), to a file in the format of its suffix.

        What is not final says that it is a draft; a final text is refused while fields are open.
        """
        manuscript, assessment = self._manuscript(), self._session.assessment
        if manuscript is None or assessment is None:
            return
        if path.suffix.lower() == _JSON:
            self._write(lambda: result_json.to_text(assessment), path)
        elif not is_final or self._can_be_final(manuscript.document):
            self._write(lambda: text_files.render_document(_outgoing(manuscript, not is_final), path), path)

    def save_board_page(self, path: Path) -> None:
        """Write the one page for the bestuurder."""
        assessment = self._session.assessment
        if assessment is not None:
            page = write_page_for_board(assessment, self._session.catalogue, self._session.text)
            self._write(lambda: text_files.render_document(page, path), path)

    def close(self) -> None:
        """Stop what is under way."""
        self.maps.close()
        for task in self._tasks:
            task.cancel()

    def compare_with(self, path: Path) -> ComparisonWindow | None:
        """Return a window with what changed since an earlier result; a file that is none is told, nothing changes."""
        assessment = self._session.assessment
        if assessment is None:
            return None
        try:
            document = compare_with_file(path, assessment, self._session.catalogue)
        except EarlierResultError as error:
            self.told.emit(str(error), False)
            return None
        window = ComparisonWindow(document, self._window)
        window.told.connect(self.told)
        return window

    def choose_earlier(self) -> None:
        """Ask for an earlier result, and show what changed since."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Earlier result"),
            qgis_io.load_settings().folder,
            self.tr("Result of the check (*.json)"),
        )
        window = self.compare_with(Path(chosen)) if chosen else None
        if window is not None:
            window.exec()

    def _can_be_final(self, document: Document) -> bool:
        """Refuse a text with open fields, and lead the user to the first of them."""
        try:
            require_final(document)
        except NotFinalError as error:
            self.field_asked.emit(error.velden[0])
            text = self.tr("The text cannot be final yet: {} fields are open. They stand on the tab “Fill in”.")
            self.told.emit(text.format(len(error.velden)), False)
            return False
        return True

    def _write(self, make: Callable[[], str | bytes], path: Path) -> None:
        task = WritingTask(make, partial(write_whole, path))
        self._begin(task, lambda: self.told.emit(self.tr("Saved in {}.").format(path), True))

    def _begin(self, task: WritingTask, tell: Callable[[], None]) -> None:
        """Do it in the background and then `tell`; QGIS shows its progress and lets the user cancel it."""

        def end(problem: str) -> None:
            self._tasks.discard(task)
            if problem:
                self.told.emit(problem, False)
            else:
                tell()

        def drop() -> None:
            self._tasks.discard(task)
            self.told.emit(self.tr("Cancelled: nothing is written."), True)

        task.done.connect(end)
        task.cancelled.connect(drop)
        self._tasks.add(task)
        QTimer.singleShot(_PATIENCE_MS, lambda: self._tell_busy(task))
        QgsApplication.taskManager().addTask(task)

    def _tell_busy(self, task: WritingTask) -> None:
        if task in self._tasks:
            self.told.emit(self.tr("The text is being made…"), True)

    def _put_on_clipboard(self, clipping: text_files.Clipping) -> None:
        QApplication.clipboard().setMimeData(clipping.mime_data())
        self.told.emit(self.tr("The text is on the clipboard."), True)

    def _choose_file(self, is_final: bool) -> None:
        manuscript = self._manuscript()
        document = manuscript.document if manuscript is not None else None
        if document is None or (is_final and not self._can_be_final(document)):
            return
        name = text_files.file_name("bodemparagraaf", document.plangebied, "" if is_final else "concept")
        path = self._ask_path(self.tr("Save the text"), name, text_files.file_filters())
        if path is not None:
            self.save(path, is_final)

    def _choose_board_file(self) -> None:
        path = self._ask_path(self.tr("Save the page"), self._named("bestuur"), text_files.file_filters())
        if path is not None:
            self.save_board_page(path)

    def _choose_result_file(self) -> None:
        filters = {self.tr("Result of the check (*.json)"): _JSON}
        path = self._ask_path(self.tr("Save the result"), self._named("toets"), filters)
        if path is not None:
            self.save(path)

    def _named(self, word: str) -> str:
        return text_files.file_name(word, self._session.plan.naam if self._session.plan is not None else "")

    def _ask_path(self, title: str, name: str, filters: Mapping[str, str]) -> Path | None:
        settings = qgis_io.load_settings()
        place = str(Path(settings.folder) / f"{name}{next(iter(filters.values()))}")
        chosen, used = QFileDialog.getSaveFileName(self._window, title, place, ";;".join(filters))
        if not chosen:
            return None
        path = text_files.with_suffix(chosen, used, filters)
        qgis_io.save_settings(replace(settings, folder=str(path.parent)))
        return path


def _outgoing(manuscript: Manuscript, is_draft: bool) -> Document:
    document = manuscript.illustrate()
    return as_draft(document) if is_draft else document
