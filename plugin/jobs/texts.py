"""The bodemparagraaf of an assessment in a file format, for the front doors that write files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.jobs.errors import FormatError
from bodem_ondergrond.plugin.jobs.files import make_folder, read_text, write_whole
from bodem_ondergrond.plugin.overlay import PolicyPackage
from bodem_ondergrond.plugin.paragraph import (
    Document,
    Length,
    Options,
    compose,
    render_html,
    render_markdown,
    render_text,
)
from bodem_ondergrond.plugin.report import depth_profile, map_svg, odt, result_json
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


class TextSource:
    """The text of one check in all its formats: what they share is made once, and only when it is asked for."""

    def __init__(
        self, assessment: Assessment, catalogue: Catalogue, lengte: Length, package: PolicyPackage | None = None
    ) -> None:
        """Take what the text is made of; `package` is what was checked against, for the map."""
        self._assessment = assessment
        self._catalogue = catalogue
        self._lengte = lengte
        self._package = package

    @cached_property
    def plain(self) -> Document:
        """The text without drawings."""
        return compose(self._assessment, self._catalogue, self._lengte)

    @cached_property
    def drawn(self) -> Document:
        """The text with the depth profile and, when it is known where the zones are, a map."""
        profile = depth_profile.figure(self._assessment, self._catalogue)
        document = compose(self._assessment, self._catalogue, self._lengte, opties=Options(profiel=profile))
        return with_maps(document, map_svg.figure(self._assessment, self._catalogue, self._package))


def render_text_of(source: TextSource, formaat: str, renderers: Mapping[str, Renderer] | None = None) -> str | bytes:
    """Write a text in a format of `FORMATS`, or of `renderers`, which go before those."""
    chosen = {**_RENDERERS, **(renderers or {})}[formaat]
    content: str | bytes = chosen(source.plain if formaat in _WITHOUT_DRAWINGS else source.drawn)
    return content


def fits(result: Assessment, package: PolicyPackage) -> bool:
    """Whether a package is the one that a result was made with, to the byte."""
    return result.pakket.sha256 is not None and result.pakket.sha256 == package.info.sha256


def write_texts(
    result: Path,
    folder: Path,
    lengte: Length,
    formaten: Sequence[str],
    catalogue: Catalogue,
    package: PolicyPackage | None = None,
    renderers: Mapping[str, Renderer] | None = None,
) -> list[Path]:
    """Write the texts for a result JSON, without checking again.

    Args:
        result: the JSON of one plan area.
        folder: where the texts go, under the name of the result.
        lengte: how long they are.
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
    assessment = result_json.from_text(read_text(result))
    if package is not None and not fits(assessment, package):
        raise FormatError(
            f"Het resultaat is gemaakt met een ander beleidspakket dan {package.info.naam}; de kaart zou iets anders "
            "laten zien dan de tekst. Kies het pakket waarmee is getoetst, of geen pakket: dan komt er geen kaart."
        )
    make_folder(folder)
    source = TextSource(assessment, catalogue, lengte, package)
    written = []
    for name in formaten:
        path = folder / f"{result.stem}.{name}"
        write_whole(path, render_text_of(source, name, renderers))
        written.append(path)
    return written
