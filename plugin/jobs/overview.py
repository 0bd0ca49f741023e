"""Texts about more than one check: what plays in several plan areas, and what changed between two checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bodem_ondergrond.plugin.domain import Assessment, Catalogue
from bodem_ondergrond.plugin.jobs.files import make_folder, write_whole
from bodem_ondergrond.plugin.jobs.results import read_result
from bodem_ondergrond.plugin.jobs.texts import Renderer, render_document
from bodem_ondergrond.plugin.paragraph import Document, compare
from bodem_ondergrond.plugin.paragraph.region import Region

# Files of plan areas begin with a number, so this name is never theirs.
OVERVIEW = "overzicht"
CHANGES = "wijzigingen"


class RegionOverview:
    """Takes the results of a run one by one and writes what plays in several municipalities (BF-12)."""

    def __init__(
        self, folder: Path, formaten: Sequence[str], catalogue: Catalogue, renderers: Mapping[str, Renderer]
    ) -> None:
        """Take where the overview goes, and in which formats."""
        self._folder = folder
        self._formaten = formaten
        self._renderers = renderers
        self._region = Region(catalogue)

    def write(self, assessment: Assessment) -> None:
        """Take one result."""
        self._region.add(assessment)

    def finish(self) -> list[Path]:
        """Write the overview and return its files.

        Raises:
            FileError: a file cannot be written.
        """
        return _write(self._region.document(), self._folder / OVERVIEW, self._formaten, self._renderers)


def write_changes(
    before: Path,
    after: Path,
    folder: Path,
    formaten: Sequence[str],
    catalogue: Catalogue,
    renderers: Mapping[str, Renderer] | None = None,
) -> list[Path]:
    """Write what changed between two results of one plan area, as `<name of the later>-wijzigingen`.

    Raises:
        ReportError: a file is no result, is damaged, or is of another version; the message names it.
        ComparisonError: the results are about different plan areas.
        FileError: a file cannot be read or written.
    """
    earlier, later = read_result(before), read_result(after)
    document = compare(earlier, later, catalogue)
    make_folder(folder)
    return _write(document, folder / f"{after.stem}-{CHANGES}", formaten, renderers or {})


def _write(document: Document, stem: Path, formaten: Sequence[str], renderers: Mapping[str, Renderer]) -> list[Path]:
    written = []
    for name in formaten:
        path = stem.with_name(f"{stem.name}.{name}")
        write_whole(path, render_document(document, name, renderers))
        written.append(path)
    return written
