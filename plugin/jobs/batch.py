"""Many plan areas in one run: check, write, count, one after another.

The command line and Processing share this loop, so that both write the same bytes. Nothing is kept per plan area but
a count: memory does not grow with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Callable, NamedTuple, Protocol

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, Outcome, PlanArea, Verdict
from bodem_ondergrond.plugin.jobs.errors import JobError, ResumeError
from bodem_ondergrond.plugin.jobs.files import file_stem, make_folder, write_whole
from bodem_ondergrond.plugin.jobs.overview import RegionOverview
from bodem_ondergrond.plugin.jobs.resume import RunFolder, describe_run, refuse_other_run, stored_results
from bodem_ondergrond.plugin.jobs.texts import Renderer, TextSource, render_text_of
from bodem_ondergrond.plugin.jobs.writing import TextChoices
from bodem_ondergrond.plugin.overlay import Measurements, PolicyPackage
from bodem_ondergrond.plugin.report import result_json
from bodem_ondergrond.plugin.report.matrix_style import VERDICT_WORDS
from bodem_ondergrond.plugin.toets import Checker

# Plan areas named one by one in the summary; of the rest only the number is kept.
NAMED_FAILURES = 20
# Plan areas that are judged before they are written; one, when texts are made of them.
_TOGETHER = 20
_HEAVIEST: dict[Verdict | None, str] = {
    **{verdict: f"Zwaarste oordeel '{words}'" for verdict, words in VERDICT_WORDS.items()},
    None: "Geen bevindingen",
}


@dataclass(frozen=True)
class BatchSettings:
    """What to write.

    Attributes:
        folder: where JSON and texts go; `None`: nowhere.
        tekst: kind, length and what else makes the texts.
        formaten: formats of the texts, see `texts.FORMATS`; empty: no texts.
        lagen: ids of the layers to check; `None`: all.
        overzicht: whether to write what plays in several municipalities too, in the formats of the texts (BF-12).
        hervat: whether to go on where an earlier run in the folder stopped.
        renderers: format -> what makes it, for formats that only QGIS can make or makes better.
    """

    folder: Path | None = None
    tekst: TextChoices = field(default_factory=TextChoices)
    formaten: tuple[str, ...] = ()
    lagen: tuple[str, ...] | None = None
    overzicht: bool = False
    hervat: bool = False
    renderers: Mapping[str, Renderer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse an overview that would have no place or no format.

        Raises:
            JobError: so it is.
        """
        if self.overzicht and (self.folder is None or not self.formaten):
            raise JobError("Een overzicht vraagt een map voor de resultaten en ten minste een formaat.")


@dataclass
class BatchSummary:
    """What a run came to.

    Attributes:
        checked: plan areas with at least one layer that was checked or found without data.
        not_checked: plan areas of which nothing could be checked.
        failures: (id, naam, reason) of the first of these.
        resumed: plan areas whose result was there from an earlier run; they are counted above too.
        heaviest: number of plan areas per heaviest verdict; `None`: nothing applies.
        themes: name of a theme -> number of plan areas per heaviest verdict of that theme.
        layer_failures: layer -> number of plan areas for which this layer could not be checked.
        text_failures: texts that could not be made, with the error.
        cancelled: whether the run was stopped before its end.
    """

    checked: int = 0
    not_checked: int = 0
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    resumed: int = 0
    heaviest: Counter[Verdict | None] = field(default_factory=Counter)
    themes: dict[str, Counter[Verdict]] = field(default_factory=dict)
    layer_failures: Counter[str] = field(default_factory=Counter)
    text_failures: list[str] = field(default_factory=list)
    cancelled: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether every plan area was checked and every text was made."""
        return not (self.not_checked or self.text_failures or self.cancelled)

    @property
    def total(self) -> int:
        """Plan areas that went through the run."""
        return self.checked + self.not_checked

    def failure_lines(self) -> Iterator[str]:
        """Say in Dutch which plan areas were not checked, and why; of many only the first."""
        for number, name, reason in self.failures:
            yield f"Niet getoetst: {number} ({name}): {reason}"
        if self.not_checked > len(self.failures):
            yield f"En nog {self.not_checked - len(self.failures)} niet getoetst; de reden staat in de resultaten."
        for text in self.text_failures[:NAMED_FAILURES]:
            yield f"Tekst niet gemaakt: {text}"
        if len(self.text_failures) > NAMED_FAILURES:
            yield f"En nog {len(self.text_failures) - NAMED_FAILURES} teksten niet gemaakt."

    def lines(self) -> Iterator[str]:
        """Say in Dutch what the run came to."""
        yield f"{self.checked} {_plan_areas(self.checked)} getoetst, {self.not_checked} niet getoetst."
        for verdict, words in _HEAVIEST.items():
            if self.heaviest[verdict]:
                yield f"{words}: {self.heaviest[verdict]} {_plan_areas(self.heaviest[verdict])}."
        for theme, verdicts in self.themes.items():
            if verdicts:
                yield f"{theme}: {_verdict_listing(verdicts)}."
        for layer, number in sorted(self.layer_failures.items()):
            yield f"Laag {layer} kon bij {number} {_plan_areas(number)} niet (volledig) worden getoetst."
        if self.resumed:
            yield f"Hervat: van {self.resumed} {_plan_areas(self.resumed)} stond het resultaat er al."
        if self.cancelled:
            yield "De toets is afgebroken; wat klaar was, is bewaard."


class AssessmentSink(Protocol):
    """Something that takes results one by one, such as a table that is being written."""

    def write(self, assessment: Assessment) -> None:
        """Take one result."""


def run_batch(
    plans: Iterable[PlanArea],
    package: PolicyPackage,
    catalogue: Catalogue,
    settings: BatchSettings,
    *,
    sinks: Sequence[AssessmentSink] = (),
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    now: datetime | None = None,
) -> BatchSummary:
    """Check plan areas one by one and write what comes out.

    Args:
        plans: read as the run goes on.
        package: what to check against.
        catalogue: the policy.
        settings: what to write, and where.
        sinks: take every result, in the order of `plans`.
        progress: called with the number of plan areas done, some at a time.
        cancelled: asked after every plan area; what was ready by then is written, and is whole.
        now: the time that stands in the results.

    Raises:
        FileError: a file cannot be written.
        ResumeError: there is an earlier run to go on with, and it was about something else.
    """
    summary = BatchSummary(themes={theme.naam: Counter() for theme in catalogue.themas.values()})
    folder = FolderWriter(settings, catalogue, package) if settings.folder is not None else None
    overview = _open_overview(settings, catalogue)
    record = _open_run(package, catalogue, settings, now or datetime.now().astimezone())
    results = _results(iter(plans), Checker(package, catalogue, settings.lagen), settings, record, summary)
    for group in _in_groups(results, 1 if settings.formaten else _TOGETHER, cancelled, summary):
        for assessment, _ in group:
            for sink in (*sinks, *overview):
                sink.write(assessment)
        if folder is not None:
            folder.write([assessment for assessment, is_stored in group if not is_stored])
        for assessment, _ in group:
            _count(summary, assessment, catalogue)
        if progress is not None:
            progress(summary.total)
    summary.text_failures = [] if folder is None else folder.failures
    if summary.total and not summary.cancelled:
        for region in overview:
            region.finish()
    if record.folder is not None and not summary.cancelled:
        record.folder.finish()
    return summary


def _in_groups(
    results: Iterator[tuple[Assessment, bool]],
    size: int,
    cancelled: Callable[[], bool] | None,
    summary: BatchSummary,
) -> Iterator[list[tuple[Assessment, bool]]]:
    """Yield results some at a time, up to where the run is cancelled.

    To judge and to write each plan area in turn takes half as long again as to judge some and then write them: code
    and data that a processor has at hand are used again.
    """
    group: list[tuple[Assessment, bool]] = []
    try:
        for result in results:
            if cancelled is not None and cancelled():
                summary.cancelled = True
                break
            group.append(result)
            if len(group) == size:
                yield group
                group = []
    except Exception:
        if group:  # what was ready before it went wrong is written
            yield group
        raise
    if group:
        yield group


def _open_overview(settings: BatchSettings, catalogue: Catalogue) -> tuple[RegionOverview, ...]:
    if not settings.overzicht or settings.folder is None:
        return ()
    return (RegionOverview(settings.folder, settings.formaten, catalogue, settings.renderers),)


class _Record(NamedTuple):
    """The time of a run, and the folder that remembers what it is about; `None` when nothing is written."""

    moment: str
    folder: RunFolder | None


def ensure_resumable(package: PolicyPackage, catalogue: Catalogue, settings: BatchSettings) -> None:
    """Look, before any output is opened, whether a run that is to be resumed can be.

    Raises:
        ResumeError: there is an earlier run, and it was about something else; or nothing is written to a folder.
    """
    if not settings.hervat:
        return
    if settings.folder is None:
        raise ResumeError("Hervatten kan alleen met een map voor de resultaten: daarin staat wat klaar is.")
    refuse_other_run(settings.folder, _about(package, catalogue, settings))


def _about(package: PolicyPackage, catalogue: Catalogue, settings: BatchSettings) -> dict[str, Any]:
    return describe_run(package, catalogue, settings.lagen, settings.tekst, settings.formaten)


def _open_run(package: PolicyPackage, catalogue: Catalogue, settings: BatchSettings, now: datetime) -> _Record:
    moment = now.isoformat(timespec="seconds")
    ensure_resumable(package, catalogue, settings)
    if settings.folder is None:
        return _Record(moment, None)
    folder = RunFolder(settings.folder, _about(package, catalogue, settings), moment, resume=settings.hervat)
    return _Record(folder.moment, folder)


def _results(
    plans: Iterator[PlanArea], checker: Checker, settings: BatchSettings, record: _Record, summary: BatchSummary
) -> Iterator[tuple[Assessment, bool]]:
    """Yield results, and whether an earlier run left them: first those that are whole, then those that are made now."""
    if record.folder is not None and record.folder.resumed:
        for assessment, plan in stored_results(plans, record.folder, settings.formaten):
            if assessment is None:
                plans = chain([plan], plans)
            else:
                summary.resumed += 1
                yield assessment, True
    for assessment in _assess(plans, checker, record.moment):
        yield assessment, False


def _assess(plans: Iterable[PlanArea], checker: Checker, moment: str) -> Iterator[Assessment]:
    def assess(chunk: list[PlanArea], measured: Callable[[], Measurements]) -> Iterator[Assessment]:
        """Check a chunk; when the engine fails, find the plan area it fails on by halving, and go on with the others.

        A run over night does not end on one plan area that nobody thought of: that one is niet_getoetst, with the error
        as its reason, and counts as such.
        """
        done = 0
        try:
            for assessment in checker.check(chunk, measured(), moment):
                yield assessment
                done += 1
        except Exception as error:
            rest = chunk[done:]
            if len(rest) == 1:
                yield checker.unchecked(_failed(rest[0], error), moment)
                return
            for half in (rest[: len(rest) // 2], rest[len(rest) // 2 :]):
                yield from assess(half, partial(checker.measure, half))

    for chunk, measured in checker.measure_ahead(plans):
        yield from assess(chunk, measured)
        del chunk, measured  # before the next is read: a chunk with its overlaps is tens of megabytes


def _failed(plan: PlanArea, error: Exception) -> PlanArea:
    return replace(plan, fout=f"Onverwachte fout bij het toetsen ({type(error).__name__}: {error}).")


def parse_layers(chosen: str | Iterable[str] | None, catalogue: Catalogue) -> tuple[str, ...] | None:
    """Read ids of layers, from text with commas or from a list; `None` (all) when there are none.

    Raises:
        JobError: a layer is not in the catalogue, or frames the check and has no outcome of its own.
    """
    parts = chosen.split(",") if isinstance(chosen, str) else (chosen or ())
    names = tuple(dict.fromkeys(name for name in (str(part).strip() for part in parts) if name))
    known = [layer.id for layer in catalogue.lagen.values() if not layer.kader]
    for name in names:
        if name not in known:
            raise JobError(f"Onbekende laag '{name}'. Kies uit: {', '.join(known)}.")
    return names or None


def is_checked(assessment: Assessment) -> bool:
    """Whether anything of the plan area was checked.

    A layer without data is an honest answer; a plan area of which every layer is niet_getoetst is not checked.
    """
    return assessment.plan.fout is None and any(
        layer.uitkomst is not Outcome.NIET_GETOETST for layer in assessment.lagen
    )


def _count(summary: BatchSummary, assessment: Assessment, catalogue: Catalogue) -> None:
    if not is_checked(assessment):
        summary.not_checked += 1
        if len(summary.failures) < NAMED_FAILURES:
            plan = assessment.plan
            summary.failures.append((plan.id, plan.naam, plan.fout or _first_reason(assessment)))
        return
    summary.checked += 1
    summary.heaviest[assessment.heaviest] += 1
    for theme, verdict in assessment.heaviest_per_theme().items():
        summary.themes[catalogue.themas[theme].naam][verdict] += 1
    for layer in assessment.lagen:
        if layer.uitkomst is Outcome.NIET_GETOETST:
            summary.layer_failures[layer.laag] += 1


def _first_reason(assessment: Assessment) -> str:
    return next((layer.reden for layer in assessment.lagen if layer.reden), "geen laag kon worden getoetst")


def _verdict_listing(verdicts: Counter[Verdict]) -> str:
    ordered = sorted(verdicts, key=lambda verdict: verdict.rank)
    return ", ".join(f"{VERDICT_WORDS[verdict]} bij {verdicts[verdict]}" for verdict in ordered)


def _plan_areas(number: int) -> str:
    return "plangebied" if number == 1 else "plangebieden"


class FolderWriter:
    """Writes per plan area `<number>-<name>.json` and the texts beside it.

    Attributes:
        failures: the texts that could not be made, with the error.

    Raises:
        FileError: the folder cannot be made.
    """

    def __init__(self, settings: BatchSettings, catalogue: Catalogue, package: PolicyPackage | None = None) -> None:
        self._folder = Path(settings.folder or ".")
        self._settings = settings
        self._catalogue = catalogue
        self._package = package
        self.failures: list[str] = []
        make_folder(self._folder)

    def write(self, assessments: Sequence[Assessment]) -> None:
        """Write the files of some plan areas.

        Raises:
            FileError: a file cannot be written.
        """
        for assessment in assessments if self._settings.formaten else ():
            self._write_texts(assessment)
        # Last: where it stands, the plan area is ready, texts and all.
        contents = [(f"{file_stem(item.plan)}.json", result_json.to_text(item)) for item in assessments]
        for name, content in contents:
            write_whole(self._folder / name, content)

    def _write_texts(self, assessment: Assessment) -> None:
        stem = file_stem(assessment.plan)
        source = TextSource(assessment, self._catalogue, self._settings.tekst, self._package)
        for name in self._settings.formaten:
            self._write_text(source, stem, name)

    def _write_text(self, source: TextSource, stem: str, name: str) -> None:
        try:
            content = render_text_of(source, name, self._settings.renderers)
        except Exception as error:
            # The result itself is written; a text that fails is told at the end, and does not end the run.
            self.failures.append(f"{stem}.{name}: {type(error).__name__}: {error}")
            return
        write_whole(self._folder / f"{stem}.{name}", content)
