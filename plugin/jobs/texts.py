"""The bodemparagraaf of an assessment in a file format, for the front doors that write files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.jobs.errors import FormatError
from bodem_ondergrond.plugin.jobs.files import make_folder, read_text, write_whole
from bodem_ondergrond.plugin.paragraph import (
    Document,
    Length,
    Options,
    compose,
    render_html,
    render_markdown,
    render_text,
)
from bodem_ondergrond.plugin.report import depth_profile, odt, result_json

_RENDERERS: Mapping[str, Callable[[Document], Any]] = {  # text, or bytes
    "html": render_html,
    "md": render_markdown,
    "txt": render_text,
    "odt": odt.render,
}
FORMATS = tuple(_RENDERERS)
_WITH_DRAWINGS = ("html", "odt")


def parse_formats(text: str) -> tuple[str, ...]:
    """Read comma separated formats, without doubles, in the given order.

    Raises:
        FormatError: a format is not known.
    """
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in _RENDERERS:
            raise FormatError(f"Onbekend formaat '{name}'. Kies uit: {', '.join(FORMATS)}.")
    return names


def render_text_of(assessment: Assessment, catalogue: Catalogue, lengte: Length, formaat: str) -> str | bytes:
    """Compose the text of an assessment and write it in a format of `FORMATS`, with the depth profile where it fits."""
    profile = depth_profile.figure(assessment, catalogue) if formaat in _WITH_DRAWINGS else None
    return _RENDERERS[formaat](compose(assessment, catalogue, lengte, opties=Options(profiel=profile)))


def write_texts(
    result: Path, folder: Path, lengte: Length, formaten: Sequence[str], catalogue: Catalogue
) -> list[Path]:
    """Write the texts for a result JSON, without checking again.

    Args:
        result: the JSON of one plan area.
        folder: where the texts go, under the name of the result.
        lengte: how long they are.
        formaten: formats of `FORMATS`.
        catalogue: the policy that the text speaks of.

    Returns:
        the files, in the order of the formats.

    Raises:
        ReportError: the file is no result, is damaged, or is of another version.
        FileError: a file cannot be read or written.
    """
    assessment = result_json.from_text(read_text(result))
    make_folder(folder)
    written = []
    for name in formaten:
        path = folder / f"{result.stem}.{name}"
        write_whole(path, render_text_of(assessment, catalogue, lengte, name))
        written.append(path)
    return written
