"""The bodemparagraaf of an assessment in a file format, for the front doors that write files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable, Union

from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.jobs.errors import FormatError
from bodem_ondergrond.plugin.paragraph import Document, Length, compose, render_html, render_markdown, render_text

_RENDERERS: Mapping[str, Callable[[Document], Union[str, bytes]]] = {
    "html": render_html,
    "md": render_markdown,
    "txt": render_text,
}
FORMATS = tuple(_RENDERERS)


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
    """Compose the text of an assessment and write it in a format of `FORMATS`."""
    return _RENDERERS[formaat](compose(assessment, catalogue, lengte))
