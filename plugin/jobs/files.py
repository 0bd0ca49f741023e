"""Files of a run: names that are good everywhere, and contents that are whole or absent."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from bodem_ondergrond.plugin.domain import PlanArea
from bodem_ondergrond.plugin.jobs.errors import FileError

_NAME_LENGTH = 60


def _why(error: OSError) -> str:
    """Say in Dutch what the system says in the language of the system."""
    known = (
        (FileNotFoundError, "het bestaat niet"),
        (PermissionError, "daar is geen toestemming voor"),
        (IsADirectoryError, "het is een map"),
        ((NotADirectoryError, FileExistsError), "op die plek staat al een bestand"),
    )
    found = next((words for kind, words in known if isinstance(error, kind)), None)
    return found or str(error.strerror or error)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, when it is not there.

    Raises:
        FileError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"De map {folder} kan niet worden gemaakt: {_why(error)}.") from error


def file_stem(plan: PlanArea) -> str:
    """Return the name of the files of a plan area, without extension: its number and what is left of its name.

    Only letters without accents, digits, hyphens and underscores stay, so that the name is good on every system.
    """
    return f"{_safe(plan.id) or '0'}-{_safe(plan.naam) or 'plangebied'}"


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-")[:_NAME_LENGTH].rstrip("-")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all, also when the run is cut off.

    Raises:
        FileError: the file cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    part = path.with_name(f"{path.name}.deel")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise FileError(f"Het bestand {path} kan niet worden geschreven: {_why(error)}.") from error


def read_text(path: Path) -> str:
    """Return the content of a text file in UTF-8, without the mark that some editors put before it.

    Raises:
        FileError: it cannot be read, or holds something else.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileError(f"Het bestand {path} kan niet worden gelezen: {_why(error)}.") from error
    except UnicodeDecodeError as error:
        raise FileError(f"Het bestand {path} is geen tekstbestand (UTF-8).") from error
