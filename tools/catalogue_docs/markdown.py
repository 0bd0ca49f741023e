"""Markdown by hand: tables, lists and the words that every page shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bodem_ondergrond.plugin.domain import Catalogue, Citation, notation

GENERATED = "<!-- Gemaakt door tools/build_catalogue_docs.py uit resources/catalogue; niet met de hand wijzigen. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table, or a line that says there is nothing in it."""
    lines = ["| " + " | ".join(_cell(text) for text in row) + " |" for row in rows]
    if not lines:
        return ["Geen."]
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *lines]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace(notation.NBSP, " ") or "-"


def page(title: str, *blocks: Sequence[str]) -> str:
    """Return a page: a title, the remark that it is generated, and blocks of lines with a blank line in between."""
    parts = [[f"# {title}", "", GENERATED], *(list(block) for block in blocks if block)]
    return "\n\n".join("\n".join(part) for part in parts).replace(notation.NBSP, " ") + "\n"


def code(text: str) -> str:
    """Return an id as code."""
    return f"`{text}`"


def codes(ids: Iterable[str]) -> str:
    """Return ids as code, with commas."""
    return ", ".join(code(one) for one in ids)


def sources(citations: Iterable[Citation]) -> str:
    """Return citations with the line range for the keeper."""
    return "; ".join(f"{one}" + (f" (regel {one.regels})" if one.regels else "") for one in citations)


def authorities(catalogue: Catalogue, ids: Iterable[str]) -> str:
    """Return authorities in words."""
    return ", ".join(catalogue.bevoegd_gezag[one].naam for one in dict.fromkeys(ids))
