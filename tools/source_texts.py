"""The text of a source document, for looking things up: where a section stands, which figures and words a place holds.

The texts come from PDFs. They keep section headings on lines of their own, break words at line ends, and print some
blocks away from their section; `DISPLACED` names those blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# Document id -> file name in the folder of source texts.
FILES = {
    "strategie-2021": "strategie-bodem-en-ondergrond-2021.txt",
    "omgevingsvisie-2022": "omgevingsvisie-drenthe-2022.txt",
    "bodemvisie-assen": "bodemvisie-assen.txt",
    "workshop-2020": "workshop-midden-drenthe-2020.txt",
    "bogo": "bogo-vng-deltares.txt",
}
# Blocks that the PDF prints outside their section: document -> section -> line ranges.
DISPLACED = {"strategie-2021": {"8.4": [(3048, 3082)], "9.2": [(3189, 3197)]}}
# Chapter of the maps of a document, in which "kaart 2" stands.
MAP_CHAPTER = {"strategie-2021": (4216, 4773)}

_NUMBERED = re.compile(r"^\s*(?P<number>\d+(?:\.[1-9]\d*)+)\s+[‘'(]?[A-ZÀ-Þ(]")
# Parts whose number belongs to their name; the title follows after a mark: `Module 3: Drinkwaterwinning`.
_PART = re.compile(r"(kaart|module|bijlage|tabel|figuur|beslisboom) [\d.]+")
_CHAPTER = re.compile(r"^\s*(?P<number>\d{1,2})(?:\s+[A-Z].*|\s*)$")
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:\.\d{3})*(?:,\d+)?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_NUMBER_WORDS = {
    "halve": 0.5, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
    "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40,
}  # fmt: skip


def figures(text: str) -> set[float]:
    """Return the figures in a Dutch text, in digits (`1.000`, `0,5`) or in words from three up (`twaalf`)."""
    found = {_as_number(figure) for figure in _FIGURE.findall(text)}
    return found | {float(_NUMBER_WORDS[word]) for word in words(text) if word in _NUMBER_WORDS}


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, with those that a line end breaks put together again."""
    joined = re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])", "", text)
    return [word.lower().replace("’", "'") for word in _WORD.findall(joined)]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of `length` words in a text."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def _as_number(figure: str) -> float:
    whole, _, decimals = figure.partition(",")
    grouped = re.fullmatch(r"\d{1,3}(\.\d{3})+", whole)
    return float(f"{whole.replace('.', '') if grouped else whole}.{decimals or 0}")


@dataclass(frozen=True)
class Span:
    """A range of lines, counted from 1, both ends included."""

    first: int
    last: int

    def holds(self, other: Span) -> bool:
        """Whether the other range lies inside this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True)
class SourceText:
    """One document as lines."""

    document: str
    lines: tuple[str, ...]

    @classmethod
    def read(cls, document: str, path: Path) -> SourceText:
        """Read the text of a document.

        Raises:
            OSError: the file cannot be read.
        """
        return cls(document, tuple(path.read_text(encoding="utf-8").splitlines()))

    def text(self, spans: Iterable[Span]) -> str:
        """Return the text of line ranges."""
        return "\n".join("\n".join(self.lines[span.first - 1 : span.last]) for span in spans)

    def span(self, written: str) -> Span | None:
        """Read a line range as the catalogue writes it (`12` or `12-34`); `None` when the text has no such lines."""
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", written)
        if match is None:
            return None
        span = Span(int(match[1]), int(match[2] or match[1]))
        return span if 1 <= span.first <= span.last <= len(self.lines) else None

    def section_spans(self, section: str) -> tuple[Span, ...]:
        """Return where a section stands; nothing when the text has no such heading."""
        if section in self._headings:
            displaced = DISPLACED.get(self.document, {}).get(section, [])
            return (self._numbered_span(section), *(Span(*lines) for lines in displaced))
        line = self._named_heading(section)
        if line is None:
            return ()
        if section.lower().startswith("kaart ") and self.document in MAP_CHAPTER:
            return (Span(*MAP_CHAPTER[self.document]),)
        return (Span(line, len(self.lines)),)

    def _numbered_span(self, section: str) -> Span:
        first = self._headings[section]
        later = [
            line
            for other, line in self._headings.items()
            if line > first and not other.startswith(f"{section}.") and other != section
        ]
        return Span(first, min(later, default=len(self.lines) + 1) - 1)

    def _named_heading(self, section: str) -> int | None:
        """Return the line that is this heading, or that starts with it and a mark (`Module 3: ...`)."""
        wanted = " ".join(section.lower().split())
        after = r"(?:[: ].*)?" if _PART.fullmatch(wanted) else ""
        heading = re.compile(re.escape(wanted) + after)
        for number, line in enumerate(self.lines, start=1):
            if heading.fullmatch(" ".join(line.lower().split())):
                return number
        return None

    @cached_property
    def _headings(self) -> dict[str, int]:
        """Numbered headings with the line of their first appearance, chapters in rising order."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.lines, start=1):
            match = _NUMBERED.match(line)
            if match:
                found.setdefault(match["number"], number)
        return {**found, **self._chapters(found)}

    def _chapters(self, sections: dict[str, int]) -> dict[str, int]:
        chapters: dict[str, int] = {}
        previous = 0
        for chapter in range(1, 30):
            before = sections.get(f"{chapter}.1", len(self.lines) + 1)
            line = self._chapter_line(str(chapter), previous, before)
            if line is None:
                break
            chapters[str(chapter)] = previous = line
        return chapters

    def _chapter_line(self, chapter: str, after: int, before: int) -> int | None:
        """Return the last line before the first section of a chapter that has its number in front of a title."""
        candidates: Sequence[int] = [
            number
            for number, line in enumerate(self.lines[after : before - 1], start=after + 1)
            if (match := _CHAPTER.match(line)) and match["number"] == chapter
        ]
        return candidates[-1] if candidates else None


def read_texts(folder: Path) -> dict[str, SourceText]:
    """Read all source texts of a folder by document id; documents without a file are left out."""
    present = {document: folder / name for document, name in FILES.items() if (folder / name).is_file()}
    return {document: SourceText.read(document, path) for document, path in present.items()}
