"""Maps as files of their own: an overview, and one per theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QWidget

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui import text_files
from bodem_ondergrond.plugin.gui.session import Session
from bodem_ondergrond.plugin.jobs.errors import FileError
from bodem_ondergrond.plugin.jobs.files import write_whole
from bodem_ondergrond.plugin.qgis_io.map_layout import Page
from bodem_ondergrond.plugin.report.map_content import themes_on_map

_PNG, _PDF = ".png", ".pdf"
_DPI = 300


class MapExport(QObject):
    """Makes maps of the result of a session and writes them.

    Signals:
        told: something to say to the user, and whether it is good news.
    """

    told = pyqtSignal(str, bool)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Dialogs belong to `window`."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._write: Callable[[qgis_io.MapPicture], tuple[Path, bytes]] | None = None
        self._maker = qgis_io.MapMaker(self)
        self._maker.klaar.connect(self._take)
        self._maker.mislukt.connect(lambda message: self.told.emit(message, False))

    def add_to(self, menu: QMenu) -> None:
        """Add what can be saved to a menu."""
        menu.addAction(self.tr("&Map…"), self._choose_file)
        menu.addAction(self.tr("Maps per &theme…"), self._choose_folder)

    def save(self, path: Path, dpi: int = _DPI) -> None:
        """Make the overview and write it as PNG, or on a sheet of A4 as PDF, by the suffix."""
        is_pdf = path.suffix.lower() == _PDF
        page = Page.A4 if is_pdf else Page.FIGUUR
        options = qgis_io.MapOptions(dpi=dpi, pagina=page, pdf=is_pdf)
        self._make(options, lambda picture: (path, picture.pdf if is_pdf else picture.png))

    def save_per_theme(self, folder: Path, dpi: int = _DPI) -> None:
        """Make the overview and a map of every theme that is hit, as PNG in a folder."""
        assessment = self._session.assessment
        if assessment is None:
            return
        themes = themes_on_map(assessment, self._session.catalogue)
        options = qgis_io.MapOptions(themas=(None, *themes), dpi=dpi)
        self._make(options, lambda picture: (folder / self._named(picture.content.id), picture.png))

    def close(self) -> None:
        """Stop making maps."""
        self._maker.cancel()

    def _make(self, options: qgis_io.MapOptions, write: Callable[[qgis_io.MapPicture], tuple[Path, bytes]]) -> None:
        assessment = self._session.assessment
        if assessment is None:
            return
        self._write = write
        self.told.emit(self.tr("The map is being made…"), True)
        project = QgsProject.instance()
        self._maker.start(assessment, self._session.catalogue, self._session.package, options, project)

    def _take(self, pictures: list[qgis_io.MapPicture]) -> None:
        write, self._write = self._write, None
        if write is None:
            return
        try:
            for picture in pictures:
                path, content = write(picture)
                write_whole(path, content)
        except FileError as error:
            self.told.emit(str(error), False)
            return
        place = path if len(pictures) == 1 else path.parent
        self.told.emit(self.tr("Saved in {}.").format(place), True)

    def _named(self, word: str) -> str:
        plan = self._session.plan
        return f"{text_files.file_name('kaart', plan.naam if plan is not None else '', word)}{_PNG}"

    def _choose_file(self) -> None:
        settings = qgis_io.load_settings()
        picture = self.tr("Picture, {} dpi (*.png)")
        kinds = {picture.format(dpi): (_PNG, dpi) for dpi in (_DPI, 150, 600)}
        kinds[self.tr("Sheet of A4 (*.pdf)")] = (_PDF, _DPI)
        place = str(Path(settings.folder) / self._named(""))
        chosen, used = QFileDialog.getSaveFileName(self._window, self.tr("Save the map"), place, ";;".join(kinds))
        if chosen:
            suffix, dpi = kinds.get(used, (_PNG, _DPI))
            path = Path(chosen) if Path(chosen).suffix.lower() in (_PNG, _PDF) else Path(f"{chosen}{suffix}")
            qgis_io.save_settings(replace(settings, folder=str(path.parent)))
            self.save(path, dpi)

    def _choose_folder(self) -> None:
        settings = qgis_io.load_settings()
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Folder for the maps"), settings.folder)
        if chosen:
            qgis_io.save_settings(replace(settings, folder=chosen))
            self.save_per_theme(Path(chosen))
