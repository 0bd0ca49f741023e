"""The bodemparagraaf of an assessment in a file format, for the front doors that write files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.jobs.errors import FormatError, JobError
from bodem_ondergrond.plugin.jobs.files import make_folder, write_whole
from bodem_ondergrond.plugin.jobs.results import read_result
from bodem_ondergrond.plugin.jobs.writing import TextChoices, write_text
from bodem_ondergrond.plugin.overlay import PolicyPackage
from bodem_ondergrond.plugin.paragraph import Document, as_draft, render_html, render_markdown, render_text
from bodem_ondergrond.plugin.report import map_svg, odt
from bodem_ondergrond.plugin.report.placing import with_maps

Renderer = Callable[[Document], Any]  # gives text, or bytes
_RENDERERS: Mapping[str, Renderer] = {"html": render_html, "md": render_markdown, "txt": render_text, "odt": odt.render}
FORMATS = tuple(_RENDERERS)
# What only QGIS can make: whoever runs in QGIS hands over what makes it.
IN_QGIS_ONLY = ("pdf",)
_WITHOUT_DRAWINGS = ("md", "txt")


def parse_formats(text: str, more: Sequence[str] = ()) -> tuple[str, ...]:
    """Read comma separated formats, without doubles, in the given order.

    Args:
        text: the formats.
        more: formats beside `FORMATS` that can be made here.

    Raises:
        FormatError: a format is not known.
    """
    known = (*FORMATS, *more)
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in names:
        if name in IN_QGIS_ONLY and name not in known:
            raise FormatError(
                f"Het formaat '{name}' kan alleen in QGIS worden gemaakt: in het paneel of met Processing. "
                f"Kies hier uit: {', '.join(known)}; een odt kunt u in LibreOffice of Word als {name} opslaan."
            )
        if name not in known:
            raise FormatError(f"Onbekend formaat '{name}'. Kies uit: {', '.join(known)}.")
    return names


def parse_opgaven(chosen: str | Iterable[str] | None, catalogue: Catalogue) -> tuple[str, ...]:
    """Read ids of opgaven, from text with commas or from a list, in the order of the catalogue and without doubles.

    Raises:
        JobError: an opgave is not in the catalogue.
    """
    parts = chosen.split(",") if isinstance(chosen, str) else (chosen or ())
    names = {name for name in (str(part).strip().lower() for part in parts) if name}
    for name in sorted(names - set(catalogue.opgaven)):
        raise JobError(f"Onbekende opgave '{name}'. Kies uit: {', '.join(catalogue.opgaven)}.")
    return tuple(name for name in catalogue.opgaven if name in names)


class TextSource:
    """The text of one check in all its formats: what they share is made once, and only when it is asked for.

    Who writes files without looking at them has filled in no field, so a text with open fields says that it is a draft.
    """

    def __init__(
        self, assessment: Assessment, catalogue: Catalogue, choices: TextChoices, package: PolicyPackage | None = None
    ) -> None:
        """Take what the text is made of; `package` is what was checked against, for the map."""
        self._assessment = assessment
        self._catalogue = catalogue
        self._choices = choices
        self._package = package

    @cached_property
    def plain(self) -> Document:
        """The text without drawings."""
        return self._write(is_drawn=False)

    @cached_property
    def drawn(self) -> Document:
        """The text with the depth profile and, when it is known where the zones are, a map."""
        drawing = map_svg.figure(self._assessment, self._catalogue, self._package) if self._choices.kaart else None
        return with_maps(self._write(is_drawn=True), drawing)

    def _write(self, *, is_drawn: bool) -> Document:
        written = write_text(self._assessment, self._catalogue, self._choices, self._package, is_drawn=is_drawn)
        return as_draft(written.document) if written.document.open_fields() else written.document


def render_text_of(source: TextSource, formaat: str, renderers: Mapping[str, Renderer] | None = None) -> str | bytes:
    """Write a text in a format of `FORMATS`, or of `renderers`, which go before those."""
    return render_document(source.plain if formaat in _WITHOUT_DRAWINGS else source.drawn, formaat, renderers)


def render_document(document: Document, formaat: str, renderers: Mapping[str, Renderer] | None = None) -> str | bytes:
    """Write a document in a format of `FORMATS`, or of `renderers`, which go before those."""
    content: str | bytes = {**_RENDERERS, **(renderers or {})}[formaat](document)
    return content


def fits(result: Assessment, package: PolicyPackage) -> bool:
    """Whether a package is the one that a result was made with, to the byte."""
    return result.pakket.sha256 is not None and result.pakket.sha256 == package.info.sha256


def write_texts(
    result: Path,
    folder: Path,
    choices: TextChoices,
    formaten: Sequence[str],
    catalogue: Catalogue,
    package: PolicyPackage | None = None,
    renderers: Mapping[str, Renderer] | None = None,
) -> list[Path]:
    """Write the texts for a result JSON, without checking again.

    Args:
        result: the JSON of one plan area.
        folder: where the texts go, under the name of the result.
        choices: kind, length and what else makes them.
        formaten: formats of `FORMATS`, or of `renderers`.
        catalogue: the policy that the text speaks of.
        package: the data that the result was made with, for a map; a result does not say where zones are.
        renderers: format -> what makes it.

    Returns:
        the files, in the order of the formats.

    Raises:
        ReportError: the file is no result, is damaged, or is of another version.
        FormatError: the package is another than the result was made with: its map would show other zones.
        FileError: a file cannot be read or written.
    """
    assessment = read_result(result)
    if package is not None and not fits(assessment, package):
        raise FormatError(
            f"Het resultaat is gemaakt met een ander beleidspakket dan {package.info.naam}; de kaart zou iets anders "
            "laten zien dan de tekst. Kies het pakket waarmee is getoetst, of geen pakket: dan komt er geen kaart."
        )
    make_folder(folder)
    source = TextSource(assessment, catalogue, choices, package)
    written = []
    for name in formaten:
        path = folder / f"{result.stem}.{name}"
        write_whole(path, render_text_of(source, name, renderers))
        written.append(path)
    return written
