"""Going on with a run that was broken off: what it was about stands in the folder until it is finished.

A result that is there whole, for the same plan area, is not made again; a run that is resumed writes the same bytes as
one that was never broken off. Everything the results depend on must be the same: package, catalogue, release, settings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, PlanArea, notation
from bodem_ondergrond.plugin.jobs.errors import ResumeError
from bodem_ondergrond.plugin.jobs.files import file_stem, read_text, write_whole
from bodem_ondergrond.plugin.jobs.results import read_result
from bodem_ondergrond.plugin.jobs.writing import TextChoices
from bodem_ondergrond.plugin.overlay import PolicyPackage
from bodem_ondergrond.plugin.report import result_json
from bodem_ondergrond.plugin.version import plugin_version

# No .json: those in the folder are results.
RUN_FILE = "toets.voortgang"
_SCHEMA = "bodem-ondergrond/voortgang/1"
_MOMENT = "tijdstip"
# What must be the same, in words.
_WORDS = {
    "pakket": "het beleidspakket",
    "catalogus": "de catalogus",
    "plugin": "de versie van de plugin",
    "lagen": "de gekozen lagen",
    "soort": "de soort tekst",
    "lengte": "de lengte van de teksten",
    "opgaven": "de opgaven van de teksten",
    "later": "de keuze om te laten wachten wat kan wachten",
    "formaten": "de formaten van de teksten",
}


class RunFolder:
    """The folder of a run, with the record of what the run is about.

    Attributes:
        moment: the time that stands in the results (ISO 8601 with zone): of a resumed run, when it began.
        resumed: whether there was a run to go on with.
    """

    def __init__(self, folder: Path, about: Mapping[str, Any], moment: str, *, resume: bool) -> None:
        """Begin a run in a folder that exists, or go on with the one that is there.

        Args:
            folder: where the results go.
            about: see `describe_run`.
            moment: the time of the run, when it begins here.
            resume: whether to go on where an earlier run stopped; without one, it begins.

        Raises:
            ResumeError: the earlier run was about something else.
            FileError: the record cannot be read or written.
        """
        self._folder = folder
        self._path = folder / RUN_FILE
        self.resumed = resume and self._path.exists()
        self.moment = self._earlier_moment(about) if self.resumed else moment
        write_whole(self._path, json.dumps({"schema": _SCHEMA, _MOMENT: self.moment, **about}, ensure_ascii=False))

    def _earlier_moment(self, about: Mapping[str, Any]) -> str:
        refuse_other_run(self._folder, about)
        return str(_read_record(self._path)[_MOMENT])

    def stored(self, plan: PlanArea, formats: tuple[str, ...]) -> Assessment | None:
        """Return the result of a plan area when it is there whole, with its texts, for the same area and ingreep."""
        path = self._folder / f"{file_stem(plan)}.json"
        if not path.exists() or not all(path.with_suffix(f".{name}").exists() for name in formats):
            return None
        try:
            assessment = read_result(path)
        except result_json.ReportError:
            return None
        known = replace(assessment, plan=plan)
        return known if result_json.plan_text(known) == result_json.plan_text(assessment) else None

    def finish(self) -> None:
        """Take the record away: the run is complete, there is nothing to go on with."""
        self._path.unlink(missing_ok=True)


def refuse_other_run(folder: Path, about: Mapping[str, Any]) -> None:
    """Look whether an earlier run in a folder, if there is one, can be resumed; nothing is written.

    Raises:
        ResumeError: it was about something else, or its record is damaged.
    """
    path = folder / RUN_FILE
    if not path.exists():
        return
    earlier = _read_record(path)
    changed = [words for key, words in _WORDS.items() if earlier.get(key) != about[key]]
    if changed:
        raise ResumeError(
            f"De uitvoering in {folder} kan niet worden hervat: anders dan toen is {notation.listing(changed)}. "
            "Begin opnieuw zonder hervatten, of kies een andere map."
        )


def describe_run(
    package: PolicyPackage,
    catalogue: Catalogue,
    lagen: tuple[str, ...] | None,
    choices: TextChoices,
    formaten: tuple[str, ...],
) -> dict[str, Any]:
    """Return everything that the results of a run depend on, besides the plan areas."""
    info = package.info
    return {
        "pakket": [info.naam, info.versie, info.peildatum, info.sha256],
        "catalogus": [catalogue.versie, catalogue.sha256],
        "plugin": plugin_version(),
        "lagen": None if lagen is None else list(lagen),
        "soort": choices.soort.value,
        "lengte": choices.lengte.value,
        "opgaven": list(choices.opgaven),
        "later": choices.geparkeerd,
        "formaten": list(formaten),
    }


def _read_record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(read_text(path))
    except ValueError:
        record = None
    if not isinstance(record, dict) or record.get("schema") != _SCHEMA or _MOMENT not in record:
        raise ResumeError(f"{path} is beschadigd of van een andere versie. Begin opnieuw zonder hervatten.")
    return record


def stored_results(
    plans: Iterator[PlanArea], run: RunFolder, formats: tuple[str, ...]
) -> Iterator[tuple[Assessment | None, PlanArea]]:
    """Yield the stored results of the first plan areas; last, with `None`, the first that has to be checked again."""
    for plan in plans:
        assessment = run.stored(plan, formats)
        yield assessment, plan
        if assessment is None:
            return
