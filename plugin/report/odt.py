"""A bodemparagraaf as OpenDocument text, which LibreOffice and Word open: real headings, lists, tables and drawings.

No package is needed for it: an ODT file is a zip with a few XML files, filled from templates that escape every text.
Equal documents give equal bytes.
"""

from __future__ import annotations

import datetime as _dt
import io
import itertools
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bodem_ondergrond.plugin.paragraph.model import (
    BulletList,
    Document,
    Figure,
    Paragraph,
    Table,
)
from bodem_ondergrond.plugin.paragraph.resources import environment
from bodem_ondergrond.plugin.report import odt_pages
from bodem_ondergrond.plugin.report.contents import contents
from bodem_ondergrond.plugin.report.odt_pages import TEXT_WIDTH_MM

MIMETYPE = "application/vnd.oasis.opendocument.text"
# Turns a drawing into a PNG, for readers of ODT files that cannot show SVG (Word); QGIS has one, the command line not.
Rasterise = Callable[[Figure], bytes]
_KINDS = {Paragraph: "paragraph", BulletList: "list", Table: "table", Figure: "figure"}
# Of the small letters in a cell; longer words than this may break.
_MM_PER_LETTER, _PADDING_MM, _LONGEST_WORD = 1.75, 2.0, 16
# A zip file cannot hold an older date.
_FIRST_ZIP_YEAR = 1980


@dataclass(frozen=True)
class _File:
    """A picture in the package: its path, media type and content."""

    naam: str
    soort: str
    inhoud: bytes


def render(document: Document, rasterise: Rasterise | None = None) -> bytes:
    """Return a document as the bytes of an ODT file.

    Args:
        document: what to write.
        rasterise: makes a PNG of a drawing, put beside the SVG; `None` leaves it out.
    """
    pictures = _pictures(document, rasterise)
    numbers = itertools.count(1)
    blocks = [block for section in document.walk() for block in section.blokken]
    tables = [column_widths(block) for block in blocks if isinstance(block, Table)]
    shares = odt_pages.shares(document, tables)
    context = {
        "document": document,
        "kind": lambda block: _KINDS[type(block)],
        "tables": tables,
        "contents": contents(document),
        "keeps_together": odt_pages.keeps_together,
        "table_name": lambda: f"Tabel{next(numbers)}",
        "pictures": lambda figure: pictures[figure.id],
        "width_mm": lambda figure: f"{shares[figure.id] * min(figure.breedte, TEXT_WIDTH_MM):.1f}",
        "height_mm": lambda figure: f"{shares[figure.id] * odt_pages.drawn_height(figure):.1f}",
        "files": [file for group in pictures.values() for file in group],
    }
    parts = {
        "content.xml": "odt/content.xml.j2",
        "styles.xml": "odt/styles.xml.j2",
        "meta.xml": "odt/meta.xml.j2",
        "META-INF/manifest.xml": "odt/manifest.xml.j2",
    }
    templates = environment()
    filled = {name: templates.get_template(template).render(context).encode() for name, template in parts.items()}
    filled.update({file.naam: file.inhoud for group in pictures.values() for file in group})
    return _packed(filled, document.tijdstip)


def write(document: Document, path: str | Path, rasterise: Rasterise | None = None) -> None:
    """Write a document as an ODT file.

    Raises:
        OSError: the file cannot be written.
    """
    Path(path).write_bytes(render(document, rasterise))


def column_widths(block: Table) -> list[float]:
    """Share the width of the page over the columns by the length of what stands in them. In mm."""
    columns = list(zip(*_rows(block)))
    longest = [max(map(len, cells)) for cells in columns]
    words = [max((len(word) for cell in cells for word in cell.split()), default=1) for cells in columns]
    # A long text can wrap, so it weighs by its root; a long word cannot.
    weights = [max(length**0.5, word * _MM_PER_LETTER / 2) for length, word in zip(longest, words)]
    least = [min(word, _LONGEST_WORD) * _MM_PER_LETTER + _PADDING_MM for word in words]
    spare = max(0.0, TEXT_WIDTH_MM - sum(least))
    widths = [need + spare * weight / sum(weights) for need, weight in zip(least, weights)]
    scale = TEXT_WIDTH_MM / sum(widths)
    return [round(width * scale, 1) for width in widths]


def _rows(block: Table) -> list[Sequence[str]]:
    return [block.kolommen, *(row.cellen for row in block.rijen)]


def _pictures(document: Document, rasterise: Rasterise | None) -> dict[str, list[_File]]:
    figures = [block for section in document.walk() for block in section.blokken if isinstance(block, Figure)]
    found: dict[str, list[_File]] = {}
    for number, figure in enumerate(figures, start=1):
        files = [_File(f"Pictures/figuur{number}.svg", "image/svg+xml", figure.svg.encode())]
        if rasterise is not None:
            # The first picture that a reader can show wins, and all of them can show PNG; SVG stays for editing.
            files.insert(0, _File(f"Pictures/figuur{number}.png", "image/png", rasterise(figure)))
        found[figure.id] = files
    return found


def _packed(files: dict[str, bytes], moment: str) -> bytes:
    stamp = _zip_date(moment)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # The mimetype comes first and uncompressed, so that a file manager knows the file by its first bytes.
        archive.writestr(_entry("mimetype", stamp, zipfile.ZIP_STORED), MIMETYPE)
        for name, content in files.items():
            archive.writestr(_entry(name, stamp, zipfile.ZIP_DEFLATED), content)
    return buffer.getvalue()


def _entry(name: str, stamp: tuple[int, int, int, int, int, int], compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, stamp)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


def _zip_date(moment: str) -> tuple[int, int, int, int, int, int]:
    try:
        time = _dt.datetime.fromisoformat(moment)
    except ValueError:
        time = _dt.datetime(_FIRST_ZIP_YEAR, 1, 1)
    year = max(time.year, _FIRST_ZIP_YEAR)
    return (year, time.month, time.day, time.hour, time.minute, time.second)
