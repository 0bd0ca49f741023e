"""HTML of a bodemparagraaf: one file without anything from outside, and a fragment for the clipboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bodem_ondergrond.plugin.paragraph.editing import is_editable
from bodem_ondergrond.plugin.paragraph.model import (
    Block,
    BulletList,
    Document,
    Figure,
    Paragraph,
    Table,
)
from bodem_ondergrond.plugin.paragraph.resources import environment

_PX_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class _Look:
    """How blocks are written for one reader.

    Attributes:
        ruled: tables get their lines as attributes, for editors that know no style sheet.
        pictures: id of a figure -> address of a picture of it, for readers that know no SVG.
        width_px: most that a picture may be wide; `None`: its own width.
        edit: words of a link beside the heading of each section that may be rewritten, and a link on each open field.
    """

    ruled: bool = False
    pictures: Mapping[str, str] = field(default_factory=dict)
    width_px: int | None = None
    edit: str = ""

    def picture_width(self, figure: Figure) -> int:
        """Return how wide the picture of a figure is shown, in px."""
        own = round(figure.breedte * _PX_PER_MM)
        return own if self.width_px is None else min(own, self.width_px)


def render_html(document: Document) -> str:
    """Return the document as a self-contained HTML page: style inside, no scripts, no addresses to load."""
    return _render("paragraaf.html.j2", document, _Look())


def render_fragment(document: Document, pictures: Mapping[str, str] | None = None) -> str:
    """Return the document as plain headings, paragraphs and tables: rich text that keeps its look when pasted.

    Args:
        document: what to write.
        pictures: id of a figure -> address of a picture of it; without one the drawing itself stands there.
    """
    return _render("paragraaf_fragment.html.j2", document, _Look(ruled=True, pictures=pictures or {}))


def render_preview(document: Document, edit: str, pictures: Mapping[str, str], width_px: int) -> str:
    """Return the fragment with links for a preview: `bewerk:<section>` to rewrite, `veld:<field>` to fill in.

    Args:
        document: what to write.
        edit: words of the link beside a heading.
        pictures: see `render_fragment`.
        width_px: most that a picture may be wide.
    """
    look = _Look(ruled=True, pictures=pictures, width_px=width_px, edit=edit)
    return _render("paragraaf_fragment.html.j2", document, look)


def _render(template: str, document: Document, look: _Look) -> str:
    filled = environment().get_template(template)
    return filled.render(document=document, kind=_kind, look=look, is_editable=is_editable)


def _kind(block: Block) -> str:
    names = {Paragraph: "paragraph", BulletList: "list", Table: "table", Figure: "figure"}
    return names[type(block)]
