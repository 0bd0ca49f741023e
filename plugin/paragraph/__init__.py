"""Findings to text: the bodemparagraaf as a text model, and its renderings.

`compose` turns an assessment into a `Document`, `summarise` into one page for the bestuurder; `compare` writes what
changed between two checks, and `compose_region` what plays in several plan areas. `apply_edits` keeps the user's own
words and `require_final` guards the last export. `render_html`, `render_fragment` (rich text for the clipboard),
`render_markdown` and `render_text` make text of a document; `plugin/report/odt.py` writes the same document as ODT.
"""

from bodem_ondergrond.plugin.paragraph.comparison import ComparisonError, compare
from bodem_ondergrond.plugin.paragraph.composer import Options, compose, summarise
from bodem_ondergrond.plugin.paragraph.editing import (
    Change,
    Edit,
    EditedDocument,
    apply_edits,
    edit_of,
    is_editable,
    section_text,
)
from bodem_ondergrond.plugin.paragraph.final import NotFinalError, as_draft, remarks_for_author, require_final
from bodem_ondergrond.plugin.paragraph.finish import fill_in
from bodem_ondergrond.plugin.paragraph.html import render_fragment, render_html, render_preview
from bodem_ondergrond.plugin.paragraph.markdown import render_markdown
from bodem_ondergrond.plugin.paragraph.merging import Clash, Merge, merge
from bodem_ondergrond.plugin.paragraph.model import Document, Evidence, Figure, Kind, Length, Section, Sentence
from bodem_ondergrond.plugin.paragraph.plain import render_text
from bodem_ondergrond.plugin.paragraph.region import compose_region
from bodem_ondergrond.plugin.paragraph.texts import TextError

__all__ = [
    "Change",
    "Clash",
    "ComparisonError",
    "Document",
    "Edit",
    "EditedDocument",
    "Evidence",
    "Figure",
    "Kind",
    "Length",
    "Merge",
    "NotFinalError",
    "Options",
    "Section",
    "Sentence",
    "TextError",
    "apply_edits",
    "as_draft",
    "compare",
    "compose",
    "compose_region",
    "edit_of",
    "fill_in",
    "is_editable",
    "merge",
    "remarks_for_author",
    "render_fragment",
    "render_html",
    "render_markdown",
    "render_preview",
    "render_text",
    "require_final",
    "section_text",
    "summarise",
]
