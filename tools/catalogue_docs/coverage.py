"""What of the sources is covered: every entry of the inventories with a map check, from `tools/dekking.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bodem_ondergrond.plugin.domain import Catalogue
from bodem_ondergrond.tools.catalogue_docs.markdown import code, codes, page, table

COVERAGE_FILE = Path(__file__).resolve().parents[1] / "dekking.yaml"
INVENTORIES = {
    "strategie-2021": "strategie-bodem-en-ondergrond-2021.md",
    "omgevingsvisie-2022": "omgevingsvisie-drenthe-2022.md",
    "bodemvisie-assen": "bodemvisie-assen.md",
    "bogo": "bogo-vng-deltares.md",
}
# A row of an overview table: the id between back quotes, and a cell that says how the entry can be checked.
_ROW = re.compile(r"^\|(?: *\w+ *\|)? *`(?P<id>[a-z0-9_]+)` *\|(?P<rest>.*)$", re.MULTILINE)
_MAP_CHECK = re.compile(r"\bMAP\b")


@dataclass(frozen=True)
class Entry:
    """One entry of an inventory: where it went, and why (part of it) went nowhere."""

    id: str
    regels: tuple[str, ...] = ()
    uitspraken: tuple[str, ...] = ()
    hulp: tuple[str, ...] = ()
    weggelaten: str = ""

    @property
    def became(self) -> str:
        """What the entry became, in one word."""
        if self.regels:
            return "regel"
        if self.uitspraken or self.hulp:
            return "uitspraak"
        return "weggelaten"


@dataclass(frozen=True)
class Coverage:
    """All entries per document, and the reasons that more entries share."""

    redenen: Mapping[str, str]
    documenten: Mapping[str, tuple[Entry, ...]]

    def reason(self, entry: Entry) -> str:
        """Return why (part of) an entry was left out, as a sentence; empty when it was not."""
        return self.redenen.get(entry.weggelaten, entry.weggelaten)


def read_coverage(path: Path = COVERAGE_FILE) -> Coverage:
    """Read the coverage file."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    reasons = raw.pop("redenen")
    documents = {
        document: tuple(
            Entry(
                entry_id,
                tuple(found.get("regels", ())),
                tuple(found.get("uitspraken", ())),
                tuple(found.get("hulp", ())),
                found.get("weggelaten", ""),
            )
            for entry_id, found in entries.items()
        )
        for document, entries in raw.items()
    }
    return Coverage(reasons, documents)


def inventory_entries(folder: Path, document: str) -> list[str]:
    """Return the ids of the entries of an inventory that can be checked on a map, in their order."""
    text = (folder / INVENTORIES[document]).read_text(encoding="utf-8")
    if document == "bogo":
        return [entry for entry, check in _headed(text) if _MAP_CHECK.search(check)]
    found = [match["id"] for match in _ROW.finditer(text) if _MAP_CHECK.search(_check_cell(document, match["rest"]))]
    return list(dict.fromkeys(found))


def _check_cell(document: str, rest: str) -> str:
    cells = rest.split("|")
    # The overview of Assen has the check right after the id; the others after name and map.
    position = 0 if document == "bodemvisie-assen" else 2
    return cells[position] if len(cells) > position else ""


def _headed(text: str) -> Iterator[tuple[str, str]]:
    """Give the entries that stand under a heading of their own, with the rest of their block."""
    for block in re.split(r"^#### ", text, flags=re.MULTILINE)[1:]:
        name = re.match(r"`([a-z0-9_]+)`", block)
        check = re.search(r"Check: ([^\n]*)", block)
        if name and check:
            yield name[1], check[1]


def coverage_page(coverage: Coverage, catalogue: Catalogue) -> str:
    """Return the table of coverage: per document the counts and every entry."""
    blocks: list[Sequence[str]] = [
        [
            "Elke vermelding uit de inventarissen van de brondocumenten die op een kaart te toetsen is, en waar zij in "
            "de catalogus terechtkwam: als regel, als uitspraak (of hulpmiddel), of nergens, met de reden.",
        ],
        table(("Document", "Regel", "Uitspraak", "Weggelaten", "Samen"), _count_rows(coverage)),
    ]
    for document, entries in coverage.documenten.items():
        blocks.append([f"## {catalogue.bronnen[document].kort}"])
        blocks.append(table(("Vermelding", "Werd", "Waar", "Waarom niet (helemaal)"), _rows(entries, coverage)))
    return page("Dekking van de bronnen", *blocks)


def _count_rows(coverage: Coverage) -> Iterable[Sequence[str]]:
    for document, entries in coverage.documenten.items():
        counts = [sum(entry.became == word for entry in entries) for word in ("regel", "uitspraak", "weggelaten")]
        yield (code(document), *map(str, counts), str(len(entries)))


def _rows(entries: Iterable[Entry], coverage: Coverage) -> Iterable[Sequence[str]]:
    for entry in entries:
        where = codes((*entry.regels, *entry.uitspraken, *entry.hulp))
        yield code(entry.id), entry.became, where, coverage.reason(entry)
