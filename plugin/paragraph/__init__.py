"""Findings to text: the bodemparagraaf as a text model, and its renderings.

`compose` turns an assessment into a `Document`; `render_html`, `render_fragment` (rich text for the clipboard),
`render_markdown` and `render_text` turn that into text. `plugin/report/odt.py` writes the same document as ODT.
"""

from bodem_ondergrond.plugin.paragraph.composer import Options, compose
from bodem_ondergrond.plugin.paragraph.html import render_fragment, render_html
from bodem_ondergrond.plugin.paragraph.markdown import render_markdown
from bodem_ondergrond.plugin.paragraph.model import (
    Document,
    Evidence,
    Figure,
    Kind,
    Length,
    Section,
    Sentence,
)
from bodem_ondergrond.plugin.paragraph.plain import render_text
from bodem_ondergrond.plugin.paragraph.texts import TextError

__all__ = [
    "Document",
    "Evidence",
    "Figure",
    "Kind",
    "Length",
    "Options",
    "Section",
    "Sentence",
    "TextError",
    "compose",
    "render_fragment",
    "render_html",
    "render_markdown",
    "render_text",
]
