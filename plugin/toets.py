"""The application service: plan areas + beleidspakket + catalogue -> assessments. Every front door calls this."""

from __future__ import annotations

import datetime as _dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import Callable, NamedTuple

import numpy as np

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    Assessment,
    Catalogue,
    CatalogueLayer,
    DataSource,
    Finding,
    LayerOutcome,
    Outcome,
    PlanArea,
    notation,
)
from bodem_ondergrond.plugin.overlay import (
    LayerFailure,
    LayerMeasurement,
    Measurements,
    PlanMeasurement,
    PolicyPackage,
    measure,
)
from bodem_ondergrond.plugin.rules import Evaluator
from bodem_ondergrond.plugin.version import plugin_version

# Plan areas that are measured together: enough to fill the arrays, few enough to keep memory flat in a long batch.
_CHUNK = 2_000
# The first chunks are smaller: judging begins sooner, so that measuring and judging overlap from the start.
_FIRST_CHUNK = 500
# Chunks in memory: one that is judged, one that is measured meanwhile.
_AHEAD = 2
_MUNICIPALITIES, _PROVINCE = "gemeenten", "provincie"
_NOT_IN_PACKAGE = "De laag zit niet in het beleidspakket."


def toets(
    plans: Iterable[PlanArea],
    package: PolicyPackage,
    catalogue: Catalogue,
    *,
    lagen: Sequence[str] | None = None,
    now: _dt.datetime | None = None,
) -> Iterator[Assessment]:
    """Check plan areas, one assessment for each, in their order. A plan area that cannot be checked gets its reason.

    Args:
        plans: plan areas; they may come from a generator, memory does not grow with their number.
        package: the policy layers.
        catalogue: the policy.
        lagen: ids of the layers to report; `None`: all. Layers that their rules lean on are read along.
        now: time of the check; `None`: the present, in the local zone.

    Raises:
        ValueError: an id in `lagen` is no layer of the catalogue.
    """
    moment = (now or _dt.datetime.now().astimezone()).isoformat(timespec="seconds")
    checker = Checker(package, catalogue, lagen)
    for chunk, measured in checker.measure_ahead(plans):
        yield from checker.check(chunk, measured(), moment)
        del chunk, measured  # before the next is read: a chunk with its overlaps is tens of megabytes


class _Chunk(NamedTuple):
    """Plan areas that were read together; with why reading went no further, which may not cost those before it."""

    plans: list[PlanArea]
    failure: Exception | None


def _chunks(plans: Iterable[PlanArea]) -> Iterator[_Chunk]:
    remaining = iter(plans)
    chunk: list[PlanArea] = []
    size = min(_FIRST_CHUNK, _CHUNK)
    while True:
        try:
            chunk.extend(islice(remaining, size))
        except Exception as error:
            yield _Chunk(chunk, error)
            return
        if not chunk:
            return
        yield _Chunk(chunk, None)
        chunk, size = [], min(2 * size, _CHUNK)


# Plan areas measured together, with what measures them: waits for it when it is not ready, raises what went wrong.
MeasuredChunk = tuple[list[PlanArea], Callable[[], Measurements]]


class Checker:
    """A package and a catalogue, ready to check any number of plan areas."""

    def __init__(self, package: PolicyPackage, catalogue: Catalogue, lagen: Sequence[str] | None = None) -> None:
        """Choose the layers; see `toets`."""
        strange = [laag for laag in lagen or () if laag not in catalogue.lagen]
        if strange:
            raise ValueError(f"Onbekende laag '{strange[0]}'. Bekend zijn: {', '.join(catalogue.lagen)}.")
        self._package = package
        self._catalogue = catalogue
        self._evaluator = Evaluator(catalogue)
        chosen = [layer for layer in catalogue.lagen.values() if self._takes_part(layer, lagen)]
        self._layers: list[CatalogueLayer] = chosen
        self._plain_rows = {layer.id: self._plain_row(layer) for layer in chosen}
        self._rows: dict[tuple[str, ...], Mapping[str, LayerOutcome]] = {}
        needed = self._evaluator.leans_on([layer.id for layer in chosen])
        self._measured = [*dict.fromkeys((*needed, _MUNICIPALITIES, _PROVINCE))]

    def _takes_part(self, layer: CatalogueLayer, lagen: Sequence[str] | None) -> bool:
        if layer.kader or (lagen and layer.id not in lagen):
            return False
        return layer.gemeente is None or layer.id in self._package.lagen

    def measure_ahead(self, plans: Iterable[PlanArea]) -> Iterator[MeasuredChunk]:
        """Measure plan areas chunk by chunk; while one chunk is being judged, the next is measured by another thread.

        Measuring leaves the interpreter to others, so the two go on at the same time. No more than that is in memory.
        """
        waiting: deque[tuple[list[PlanArea], Future[Measurements]]] = deque()
        failure: Exception | None = None
        ahead = ThreadPoolExecutor(1)
        try:
            chunks = _chunks(plans)
            while failure is None and (chunk := next(chunks, None)):
                waiting.append((chunk.plans, ahead.submit(self.measure, chunk.plans)))
                failure = chunk.failure
                if len(waiting) == _AHEAD:
                    first, measured = waiting.popleft()
                    yield first, measured.result
                    del first, measured
                del chunk
            while waiting:
                first, measured = waiting.popleft()
                yield first, measured.result
        finally:
            ahead.shutdown(cancel_futures=True)
        if failure is not None:
            raise failure

    def measure(self, plans: Sequence[PlanArea]) -> Measurements:
        """Measure a chunk of plan areas; those with a `fout` come to nothing."""
        geometries = np.empty(len(plans), dtype=object)
        geometries[:] = [None if plan.fout else plan.geometrie for plan in plans]
        measurements = measure(geometries, self._package, self._measured)
        if len(plans) > 1:  # one plan area asks for what it needs
            self._evaluator.prepare(plans, measurements)
        return measurements

    def check(self, plans: Sequence[PlanArea], measured: Measurements, moment: str) -> Iterator[Assessment]:
        """Judge a chunk of plan areas; `moment` is the time that goes into the results (ISO 8601 with zone)."""
        for plan, measurement in zip(plans, measured):
            yield self.unchecked(plan, moment) if plan.fout else self._checked(plan, measurement, moment)

    def _checked(self, plan: PlanArea, measurement: PlanMeasurement, moment: str) -> Assessment:
        municipalities = _municipalities(measurement)
        codes = tuple(code for code, _ in municipalities)
        # Nearly all plan areas have the same row for nearly all layers: only those with more to tell are made.
        rows = dict(self._rows_of(codes))
        findings = self._evaluator.evaluate(plan, measurement, list(rows), codes, in_drenthe=_in_drenthe(measurement))
        nearby = {finding.laag for finding in findings if finding.afstand_m is not None}
        for laag in rows.keys() & (measurement.touched | nearby):
            rows[laag] = self._layer_outcome(rows[laag], measurement, findings, nearby=laag in nearby)
        return self._assessment(
            plan,
            moment,
            oppervlakte_m2=measurement.area_m2,
            gemeenten=tuple(name for _, name in municipalities),
            buiten_provincie_m2=_outside_province(measurement),
            lagen=tuple(rows.values()),
            bevindingen=findings,
        )

    def unchecked(self, plan: PlanArea, moment: str) -> Assessment:
        """Return the result of a plan area that cannot be checked: every layer is niet_getoetst, with its `fout`."""
        layers = tuple(
            LayerOutcome(layer.id, layer.thema, Outcome.NIET_GETOETST, plan.fout, self._source(layer.id))
            for layer in self._layers
            if layer.gemeente is None
        )
        area = 0.0 if plan.geometrie is None else float(plan.geometrie.area)
        return self._assessment(
            plan, moment, oppervlakte_m2=area, gemeenten=(), buiten_provincie_m2=None, lagen=layers, bevindingen=()
        )

    def _assessment(self, plan: PlanArea, moment: str, **values: object) -> Assessment:
        return Assessment(
            plan=plan,
            pakket=self._package.info,
            catalogus_versie=self._catalogue.versie,
            catalogus_sha256=self._catalogue.sha256,
            plugin_versie=plugin_version(),
            tijdstip=moment,
            **values,  # type: ignore[arg-type]
        )

    def _source(self, laag: str) -> DataSource:
        layer = self._package.lagen.get(laag)
        return DataSource("geen", "", None) if layer is None else layer.source

    def _plain_row(self, layer: CatalogueLayer) -> LayerOutcome:
        """Return the row that most plan areas have for a layer: not hit, or why it cannot be checked."""
        data = self._package.lagen.get(layer.id)
        if data is None:
            return LayerOutcome(layer.id, layer.thema, Outcome.GEEN_GEGEVENS, _NOT_IN_PACKAGE, self._source(layer.id))
        if isinstance(data, LayerFailure):
            return LayerOutcome(layer.id, layer.thema, data.uitkomst, data.reden, data.source)
        counts = (len(data), data.repaired, data.skipped)
        return LayerOutcome(layer.id, layer.thema, Outcome.NIET_GERAAKT, None, data.source, *counts)

    def _rows_of(self, codes: tuple[str, ...]) -> Mapping[str, LayerOutcome]:
        """Return the plain rows of the layers that take part in these municipalities."""
        if codes not in self._rows:
            here = [layer.id for layer in self._layers if layer.gemeente is None or layer.gemeente in codes]
            self._rows[codes] = {laag: self._plain_rows[laag] for laag in here}
        return self._rows[codes]

    def _layer_outcome(
        self, plain: LayerOutcome, measurement: PlanMeasurement, findings: Sequence[Finding], *, nearby: bool
    ) -> LayerOutcome:
        if plain.laag not in measurement.touched:
            return replace(plain, uitkomst=Outcome.GERAAKT) if nearby else plain
        measured = measurement.layer(plain.laag)
        if isinstance(measured, LayerFailure):
            return plain
        outcome, reason = _judge(measured, findings, self._catalogue, nearby=nearby)
        return replace(plain, uitkomst=outcome, reden=reason, buiten_dekking_m2=measured.outside_m2)


def _judge(
    measured: LayerMeasurement, findings: Sequence[Finding], catalogue: Catalogue, *, nearby: bool
) -> tuple[Outcome, str | None]:
    """Return the outcome of a layer that has data, and what is to be said about it.

    `nearby`: a rule of the layer found something near enough to matter.
    """
    hit = nearby or len(measured.objects) > 0
    data = measured.data
    strange = measured.objects[data.unknown_class[measured.objects]]
    if len(strange):
        problem = next((p.melding for p in data.problems if p.object_id == data.ids[strange[0]]), "")
        return Outcome.NIET_GETOETST, f"Het plangebied raakt een object met een onbekende klasse. {problem}".strip()
    undecided = [f for f in findings if f.laag == data.laag and f.uitkomst is Outcome.NIET_GETOETST]
    if undecided:
        names = dict.fromkeys(name for finding in undecided for name in finding.ontbreekt)
        missing = notation.listing(_missing_words(name, catalogue) for name in names)
        return Outcome.NIET_GETOETST, f"Voor deze toets ontbreekt: {missing}."
    if not hit and not measured.covered:
        return Outcome.GEEN_GEGEVENS, "Het plangebied ligt buiten het gebied waarvoor deze laag gegevens heeft."
    reason = None
    if measured.outside_m2 > data.tolerance_m2:
        outside = notation.area(measured.outside_m2)
        reason = f"Van het plangebied ligt {outside} buiten het gebied waarvoor deze laag gegevens heeft."
    return (Outcome.GERAAKT if hit else Outcome.NIET_GERAAKT), reason


def _missing_words(name: str, catalogue: Catalogue) -> str:
    """Return what the planner knows a missing figure or limit by."""
    if name in QUANTITIES:
        return f"de {QUANTITIES[name][1]}"
    threshold = catalogue.drempels.get(name)
    return threshold.omschrijving if threshold else name


def _municipalities(measurement: PlanMeasurement) -> list[tuple[str, str]]:
    """Return code and name of the municipalities, the largest part of the plan area first.

    A sliver over a municipal border does not count, unless it is all there is.
    """
    measured = measurement.layer(_MUNICIPALITIES)
    if isinstance(measured, LayerFailure):
        return []
    data = measured.data
    found = [
        (-float(area), str(data.attributes["code"][i]), str(data.attributes["naam"][i]))
        for i, area in zip(measured.objects, measured.areas)
    ]
    large = [row for row in found if -row[0] > data.tolerance_m2] or found
    return [(code, name) for _, code, name in sorted(large)]


def _in_drenthe(measurement: PlanMeasurement) -> bool:
    """Whether any of the plan area lies in Drenthe; without the border in the package it counts as inside."""
    measured = measurement.layer(_PROVINCE)
    return isinstance(measured, LayerFailure) or len(measured.objects) > 0


def _outside_province(measurement: PlanMeasurement) -> float | None:
    """Return how many m2 of the plan area lie outside Drenthe; `None` when its border is not in the package."""
    measured = measurement.layer(_PROVINCE)
    if isinstance(measured, LayerFailure):
        return None
    return max(0.0, measurement.area_m2 - measured.union().area_m2)
