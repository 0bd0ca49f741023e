"""The user's words and a new check brought together: a three-way merge by sentence.

What the user left as it was follows the new check; what he wrote stays. Where both changed the same sentences, his stay
and the new ones are handed back, so that nothing is lost and nothing is decided for him.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bodem_ondergrond.plugin.paragraph.editing import Edit
from bodem_ondergrond.plugin.paragraph.reading import split_sentences

_END = "\n\n"
_POINT = "- "


@dataclass(frozen=True)
class Clash:
    """Sentences that both the user and the new check changed: what he wrote, and what the check says now."""

    eigen: str
    nieuw: str


@dataclass(frozen=True)
class Merge:
    """The user's text with what the new check changed elsewhere, and where the two clash."""

    tekst: str
    botsingen: tuple[Clash, ...]


def merge(edit: Edit, now: str) -> Merge:
    """Bring what changed in the generated text of a section into the user's text.

    Args:
        edit: what the user wrote, and the generated text he wrote it on.
        now: the generated text of the same section in the new check.
    """
    base, own, new = (_tokens(text) for text in (edit.basis, edit.tekst, now))
    kept: list[str] = []
    clashes = []
    for was, mine, theirs in _pieces(base, own, new):
        if mine in (was, theirs):
            kept += theirs
        else:
            kept += mine
            if theirs != was:
                clashes.append(Clash(_joined(mine), _joined(theirs)))
    return Merge(_joined(kept), tuple(clashes))


def _tokens(text: str) -> list[str]:
    """Return the sentences of a text; the first of a point keeps its mark, and a blank line is a token of its own."""
    tokens: list[str] = []
    for part in text.replace("\u00a0", " ").replace("\r\n", "\n").split(_END):
        lines = [" ".join(line.split()) for line in part.split("\n") if line.strip()]
        tokens += [_END] if tokens and lines else []
        for line in lines:
            mark = _POINT if line.startswith(_POINT) else ""
            sentences = split_sentences(line[len(mark) :])
            tokens += [f"{mark}{sentences[0]}", *sentences[1:]] if sentences else []
    return tokens


def _joined(tokens: Sequence[str]) -> str:
    text = ""
    for token in tokens:
        at_start = not text or text.endswith(_END)
        space = "" if at_start or token == _END else ("\n" if token.startswith(_POINT) else " ")
        text += space + token
    return text.strip()


def _pieces(base: Sequence[str], own: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], ...]]:
    """Give the pieces of three texts; where all three have as many sentences, each sentence is a piece of its own."""
    for piece in _chunks(base, own, new):
        if len({len(part) for part in piece}) == 1:
            yield from zip(*([(sentence,) for sentence in part] for part in piece))
        else:
            yield piece


def _chunks(base: Sequence[str], own: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], ...]]:
    """Cut three texts into pieces that belong together: what is equal in all three, and what stands between."""
    start = (0, 0, 0)
    for place in (*_common(base, own, new), (len(base), len(own), len(new))):
        texts = (base, own, new)
        yield tuple(text[first:last] for text, first, last in zip(texts, start, place))
        yield tuple(text[at : at + 1] for text, at in zip(texts, place))
        start = (place[0] + 1, place[1] + 1, place[2] + 1)


def _common(base: Sequence[str], own: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Give the places of the tokens that all three have, in order."""
    in_own, in_new = _matches(base, own), _matches(base, new)
    return ((at, in_own[at], in_new[at]) for at in sorted(in_own.keys() & in_new.keys()))


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    blocks = difflib.SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
