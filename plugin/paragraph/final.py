"""The last gate before a text is called final (definitief), and the mark on a text that is not."""

from __future__ import annotations

from dataclasses import replace

from bodem_ondergrond.plugin.paragraph.checks import Weight, check_document
from bodem_ondergrond.plugin.paragraph.model import Document, Evidence, EvidenceKind, Sentence
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts

_MOST_NAMED = 5


class NotFinalError(ValueError):
    """A text still has open fields. The message is Dutch and names them; `velden` are their ids."""

    def __init__(self, message: str, velden: tuple[str, ...]) -> None:
        """Take the message and the ids of the fields."""
        super().__init__(message)
        self.velden = velden


def require_final(document: Document) -> None:
    """Check that nothing is left to fill in (W42).

    Raises:
        NotFinalError: choices of the municipality or notes to the author are still open.
    """
    fields = document.open_fields()
    if not fields:
        return
    shown = "; ".join(field.tekst for field in fields[:_MOST_NAMED])
    more = f"; en nog {len(fields) - _MOST_NAMED}" if len(fields) > _MOST_NAMED else ""
    raise NotFinalError(
        f"De tekst is nog niet definitief: {len(fields)} velden zijn nog niet ingevuld. {shown}{more}.",
        tuple(field.veld for field in fields),
    )


def as_draft(document: Document) -> Document:
    """Return a document that says in its title and its notices that it is a draft, and how much is still open."""
    words = shipped_texts().zinnen
    count = len(document.open_fields())
    key = "melding.concept_open" if count else "melding.concept"
    notice = Sentence(words[key][0].format(aantal=count), (Evidence(EvidenceKind.VASTE_TEKST, key),))
    title = words["titel.concept"][0].format(titel=document.titel)
    return replace(document, titel=title, meldingen=(*document.meldingen, notice))


def remarks_for_author(document: Document) -> tuple[str, ...]:
    """Return what the writing rules find in a text, as lines for the author; errors first."""
    remarks = sorted(check_document(document), key=lambda remark: remark.gewicht is not Weight.FOUT)
    return tuple(f"{remark.regel} ({remark.gewicht.value}): {remark.treffer}: {remark.zin}" for remark in remarks)
