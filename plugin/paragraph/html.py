"""HTML of a bodemparagraaf: one file without anything from outside, and a fragment for the clipboard."""

from __future__ import annotations

from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    BulletList,
    Document,
    Figure,
    Paragraph,
    Table,
)
from bodem_ondergrond.plugin.paragraph.resources import environment


def render_html(document: Document) -> str:
    """Return the document as a self-contained HTML page: style inside, no scripts, no addresses to load."""
    return _render("paragraaf.html.j2", document, ruled=False)


def render_fragment(document: Document) -> str:
    """Return the document as plain headings, paragraphs and tables: rich text that keeps its look when pasted."""
    return _render("paragraaf_fragment.html.j2", document, ruled=True)


def _render(template: str, document: Document, *, ruled: bool) -> str:
    """Fill a template; `ruled` gives tables their lines as attributes, for editors that know no style sheet."""
    return environment().get_template(template).render(document=document, kind=_kind, ruled=ruled)


def _kind(block: Block) -> str:
    names = {Paragraph: "paragraph", BulletList: "list", Table: "table", Figure: "figure"}
    return names[type(block)]
