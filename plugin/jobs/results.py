"""Reading the result of an earlier check from a file: one way for every front door."""

from __future__ import annotations

from pathlib import Path

from bodem_ondergrond.plugin.domain import Assessment
from bodem_ondergrond.plugin.jobs.errors import FileError
from bodem_ondergrond.plugin.jobs.files import read_text
from bodem_ondergrond.plugin.report import result_json

# A plan area with a million vertices gives some 30 MB; what is larger than this was never a result.
LARGEST_BYTES = 100_000_000


def read_result(path: Path) -> Assessment:
    """Return the result in a file.

    Raises:
        ReportError: it is no result, is damaged, or is of another version; the message begins with the file name.
        FileError: the file cannot be read, is no text, or is too large for a result.
    """
    if path.is_file() and path.stat().st_size > LARGEST_BYTES:
        raise FileError(
            f"Het bestand {path} is groter dan {LARGEST_BYTES // 1_000_000} MB: dat is geen toetsresultaat."
        )
    try:
        return result_json.from_text(read_text(path))
    except result_json.ReportError as error:
        raise result_json.ReportError(f"{path.name}: {error}") from error
