"""Two checks of one plan area beside each other: a short text of what changed, to copy or keep."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QSize, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.gui import text_files
from bodem_ondergrond.plugin.gui.text_preview import TextPreview
from bodem_ondergrond.plugin.gui.widgets import dialog_buttons, theme_icon
from bodem_ondergrond.plugin.jobs.errors import FileError
from bodem_ondergrond.plugin.jobs.results import read_result
from bodem_ondergrond.plugin.paragraph import ComparisonError, Document, TextError, compare
from bodem_ondergrond.plugin.report.result_json import ReportError

_WINDOW = QSize(640, 700)


class EarlierResultError(ValueError):
    """A file is no result to compare with. The message is Dutch and says why."""


def compare_with_file(path: Path, assessment: Assessment, catalogue: Catalogue) -> Document:
    """Write what changed since the result JSON in a file.

    Raises:
        EarlierResultError: no such file, no result, damaged, of another version, or of another plan area.
    """
    try:
        return compare(read_result(path), assessment, catalogue)
    except (FileError, ReportError) as error:
        raise EarlierResultError(str(error)) from error
    except (ComparisonError, TextError) as error:
        raise EarlierResultError(f"{path.name}: {error}") from error


class ComparisonWindow(QDialog):
    """Shows what changed.

    Signals:
        told: something to say to the user, and whether it is good news.
    """

    told = pyqtSignal(str, bool)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(self.tr("What changed"))
        self.resize(_WINDOW)
        self.preview = TextPreview(self)
        self.preview.setAccessibleName(self.tr("What changed"))
        self.preview.show_document(document, with_links=False)
        buttons = dialog_buttons(QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Close)
        copy_button = QPushButton(theme_icon("mActionEditCopy"), self.tr("&Copy"))
        buttons.addButton(copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        copy_button.clicked.connect(self.copy)
        buttons.accepted.connect(self._choose_file)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview, 1)
        layout.addWidget(buttons)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QApplication.clipboard().setMimeData(text_files.clipping(self._document).mime_data())
        self.told.emit(self.tr("The text is on the clipboard."), True)

    def save(self, path: Path) -> None:
        """Write the text in the format of its suffix."""
        try:
            text_files.write_document(self._document, path)
        except (FileError, qgis_io.QgisIoError) as error:
            self.told.emit(str(error), False)
            return
        self.told.emit(self.tr("Saved in {}.").format(path), True)

    def _choose_file(self) -> None:
        filters = text_files.file_filters()
        name = text_files.file_name("wijzigingen", self._document.plangebied)
        folder = Path(qgis_io.load_settings().folder)
        chosen, used = QFileDialog.getSaveFileName(self, self.windowTitle(), str(folder / name), ";;".join(filters))
        if chosen:
            self.save(text_files.with_suffix(chosen, used, filters))
