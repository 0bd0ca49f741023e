"""Documents as files and on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QMimeData

from bodem_ondergrond.plugin.gui.text_preview import figures_of, rich_text
from bodem_ondergrond.plugin.jobs.files import write_whole
from bodem_ondergrond.plugin.paragraph import Document, render_html, render_markdown, render_text
from bodem_ondergrond.plugin.qgis_io.drawings import rasterise
from bodem_ondergrond.plugin.qgis_io.pdf import text_renderers

_RENDERERS: Mapping[str, Callable[[Document], Any]] = {  # text, or bytes
    **{f".{name}": render for name, render in text_renderers().items()},
    ".html": render_html,
    ".md": render_markdown,
    ".txt": render_text,
}
SUFFIXES = tuple(_RENDERERS)


@dataclass(frozen=True)
class Clipping:
    """A text for the clipboard, with layout and without."""

    html: str
    tekst: str

    def mime_data(self) -> QMimeData:
        """Return it as the clipboard takes it."""
        data = QMimeData()
        data.setHtml(self.html)
        data.setText(self.tekst)
        return data


def clipping(document: Document) -> Clipping:
    """Return a document for the clipboard. May run on any thread."""
    pictures = {figure.id: rasterise(figure) for figure in figures_of(document)}
    return Clipping(rich_text(document, pictures), render_text(document))


def render_document(document: Document, path: Path) -> str | bytes:
    """Return a document in the format of a path, of which the suffix is one of `SUFFIXES`. May run on any thread."""
    content: str | bytes = _RENDERERS[path.suffix.lower()](document)
    return content


def write_document(document: Document, path: Path) -> None:
    """Write a document in the format of its suffix.

    Raises:
        FileError: the file cannot be written.
    """
    write_whole(path, render_document(document, path))


def file_filters() -> dict[str, str]:
    """Return the filters of a file dialog with the suffix of each; what a word processor opens comes first."""
    return {
        QCoreApplication.translate("TextFiles", "Text document for Word and LibreOffice (*.odt)"): ".odt",
        QCoreApplication.translate("TextFiles", "PDF (*.pdf)"): ".pdf",
        QCoreApplication.translate("TextFiles", "Web page (*.html)"): ".html",
        QCoreApplication.translate("TextFiles", "Markdown (*.md)"): ".md",
        QCoreApplication.translate("TextFiles", "Plain text (*.txt)"): ".txt",
    }


def with_suffix(chosen: str, used_filter: str, filters: Mapping[str, str]) -> Path:
    """Return the path that was chosen, with the suffix of the filter where it has none that is known."""
    path = Path(chosen)
    if path.suffix.lower() in filters.values():
        return path
    return path.with_name(path.name + filters.get(used_filter, next(iter(filters.values()))))


def file_name(*parts: str) -> str:
    """Return a name that every file system takes."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in "-".join(parts).lower())
    return "-".join(part for part in kept.split("-") if part)[:80] or "plangebied"
