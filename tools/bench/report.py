"""The table of targets and what was measured, as docs/benchmark.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely

Runs = list[dict[str, Any]]
Results = dict[str, Runs]


class Row(NamedTuple):
    """A line of the table."""

    what: str
    target: str
    measured: str
    reached: bool | None


def write(found: Results, path: Path) -> None:
    """Write the page."""
    path.write_text(_page(found), encoding="utf-8")
    print(f"\n{path.name}:\n")
    for row in _rows(found):
        print(f"{_mark(row.reached):8s} {row.what}: {row.measured} ({row.target})")


def _median(runs: Runs, *keys: str) -> float:
    values = []
    for result in runs:
        value: Any = result
        for key in keys:
            value = value[key]
        values.append(float(value))
    return statistics.median(values)


def _seconds(found: Results, name: str) -> float:
    return _median(found[name], "seconds")


def _mark(reached: bool | None) -> str:
    return {True: "gehaald", False: "NIET", None: ""}[reached]


def _at_least(what: str, target: str, factor: float, least: float) -> Row:
    return Row(what, target, f"{factor:.1f} x", factor >= least)


def _rows(found: Results) -> Iterator[Row]:
    ours, one_thread = _seconds(found, "overlay"), _seconds(found, "overlay one thread")
    floor = _seconds(found, "floor")
    batch = "5.000 plangebieden x 8 lagen, overlay met vereniging en oppervlakte per object, zonder lezen"
    yield Row(batch, "-", f"{ours:.2f} s (twee draden), {one_thread:.2f} s (een draad)", None)
    yield _at_least("sneller dan `geopandas.overlay`", "minstens 4 x", _seconds(found, "geopandas") / ours, 4)
    yield _at_least("sneller dan de overlapanalyse van QGIS", "minstens 40 x", _seconds(found, "qgis") / ours, 40)
    yield Row(
        "tegen de ondergrens (`peers.py floor`, een draad)",
        "hoogstens 1,3 x",
        f"{ours / floor:.2f} x (twee draden), {one_thread / floor:.2f} x (een draad)",
        one_thread / floor <= 1.3,
    )
    yield _equal("oppervlakten per object gelijk aan geopandas", found, "geopandas", "area")
    yield _equal("vereniging per plangebied gelijk aan QGIS", found, "qgis", "union")
    whole = _seconds(found, "whole")
    yield Row(
        "`toetsplangebieden` geheel (lezen, regels, JSON, matrix, zonder teksten)",
        "onder 2,5 x de overlay",
        f"{whole:.2f} s: {whole / one_thread:.2f} x de overlay op een draad, {whole / ours:.2f} x die op twee",
        whole / ours < 2.5,
    )
    yield from _single_rows(found)
    first, again = _seconds(found, "opening first"), _seconds(found, "opening again")
    yield Row(
        "eerste toets na het openen van een pakket van 130 MB",
        "onder 1,5 s",
        f"{first:.2f} s zonder index naast het pakket, {again:.2f} s met",
        first < 1.5,
    )
    yield from _memory_rows(found)
    start = _seconds(found, "start") * 1_000
    heavy = sorted({name for result in found["start"] for name in result["heavy"]})
    yield Row("`initGui`", "onder 50 ms, niets zwaars geladen", f"{start:.0f} ms", start < 50 and not heavy)
    for name, what in (
        ("giant vertices", "een plangebied van {vertices:,} hoekpunten"),
        ("giant parts", "{parts:,} delen"),
    ):
        text = what.format(**found[name][0]).replace(",", ".")
        yield Row(f"{text} tegen alle lagen", "-", f"{_seconds(found, name):.1f} s", None)


def _equal(what: str, found: Results, peer: str, key: str) -> Row:
    ours, theirs = found["overlay"][0]["layers"], found[peer][0]["layers"]
    worst = max(abs(ours[laag][key] / theirs[laag]["area"] - 1) for laag in theirs)
    # The peers print tenths of a square metre.
    return Row(what, "binnen 1e-6", f"grootste verschil {worst:.0e}", worst <= 1e-6)


def _single_rows(found: Results) -> Iterator[Row]:
    median, p95 = (_median(found["single"], "overlay", key) * 1_000 for key in ("median", "p95"))
    measured = f"mediaan {median:.1f} ms, 95e percentiel {p95:.1f} ms"
    yield Row(
        "een plangebied, gegevens in het geheugen: overlay",
        "mediaan < 10 ms, p95 < 30 ms",
        measured,
        median < 10 and p95 < 30,
    )
    median, p95 = (_median(found["single"], "text", key) * 1_000 for key in ("median", "p95"))
    measured = f"mediaan {median:.1f} ms, 95e percentiel {p95:.1f} ms"
    yield Row("met regels en tekst", "onder 50 ms", measured, p95 < 50)


def _memory_rows(found: Results) -> Iterator[Row]:
    streams = {int(name.split()[1]): runs for name, runs in found.items() if name.startswith("stream ")}
    counts = sorted(streams)
    geometry = _median(streams[counts[0]], "geometry_mb")
    limit = 2 * geometry + 300
    peak = max([_median(found["whole"], "peak_mb"), *(_median(runs, "peak_mb") for runs in streams.values())])
    yield Row(
        "geheugen, hoogste stand",
        f"onder 2 x de geometrie in het geheugen ({geometry:.0f} MB) + 300 MB = {limit:.0f} MB",
        f"{peak:.0f} MB",
        peak < limit,
    )
    peaks = {count: _median(streams[count], "peak_mb") for count in counts}
    grown = ", ".join(f"{count:,}: {peak:.0f} MB".replace(",", ".") for count, peak in peaks.items())
    flat = peaks[counts[-1]] <= 1.1 * peaks[counts[-2]] if len(counts) > 1 else None
    yield Row("geheugen groeit niet met het aantal plangebieden", "gelijk", grown, flat)
    each = {count: _seconds(found, f"stream {count}") / count * 1_000 for count in counts}
    shown = ", ".join(
        f"{count:,}: {time:.2f} ms".replace(",", "#").replace(".", ",").replace("#", ".")
        for count, time in each.items()
    )
    spread = max(each.values()) / min(each.values())
    yield Row(
        "tijd per plangebied bij groei", "gelijk binnen 20 %", f"{shown} (verschil {spread - 1:.0%})", spread <= 1.2
    )


def _page(found: Results) -> str:
    rows = list(_rows(found))
    missed = [row for row in rows if row.reached is False]
    table = "\n".join(f"| {row.what} | {row.target} | {_dutch(row.measured)} | {_mark(row.reached)} |" for row in rows)
    verdict = (
        "Niet gehaald: " + "; ".join(row.what for row in missed) + "."
        if missed
        else "Alle doelen zijn gehaald in deze meting."
    )
    runs = {name: len(results) for name, results in found.items()}
    usual = max(runs.values())
    fewer = ", ".join(f"{name}: {count}" for name, count in runs.items() if count < usual)
    return _TEMPLATE.format(
        table=table,
        verdict=verdict,
        runs=usual,
        fewer=f" (minder metingen: {fewer})" if fewer else "",
        machine=_machine(),
        layers=_layer_table(found),
    )


def _dutch(text: str) -> str:
    """Write decimals with a comma; numbers with more than one full stop have their thousands already."""
    import re

    return re.sub(r"(?<![\d.])(\d+)\.(\d{1,2})(?![\d.])", r"\1,\2", text)


def _layer_table(found: Results) -> str:
    ours, theirs = found["overlay"][0]["layers"], found["geopandas"][0]["layers"]
    lines = [
        f"| `{laag}` | {ours[laag]['pairs']} | {ours[laag]['area']:.1f} | {theirs[laag]['area']:.1f} | "
        f"{ours[laag]['union']:.1f} | {found['qgis'][0]['layers'][laag]['area']:.1f} |"
        for laag in theirs
    ]
    return "\n".join(lines)


def _machine() -> str:
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    versions = f"Python {platform.python_version()}, shapely {shapely.__version__}, GEOS {shapely.geos_version_string}"
    return (
        f"twee kernen van een {platform.machine()}-server, {gigabytes:.0f} GB geheugen, {platform.system()}, "
        f"{versions}, numpy {np.__version__}"
    )


_TEMPLATE = """\
# Meting van de snelheid

Deze pagina is geschreven door `make bench` (`tools/bench/`): de motor naast wat gebruikers nu hebben, op dezelfde
gegevens, in dezelfde uitvoering. {verdict}

| wat | doel | gemeten | |
|---|---|---|---|
{table}

## Hoe er is gemeten

- Gegevens: een provincie op ware grootte (28.113 vlakken, 7 miljoen hoekpunten, 132 MB) en 5.000 plangebieden, gemaakt
  door de bank die naast het project ligt (`../shared/bench/make_data.py`). Dezelfde bank meet `geopandas.overlay`, de
  overlapanalyse van QGIS (`native:calculatevectoroverlaps`) en de ondergrens: de kale aanroepen van GEOS die geen
  motor op shapely kan missen, op een draad. De zones voor bodemenergie krijgen er het veld `regime` bij, dat de
  catalogus vraagt; zonder dat veld zou die laag niet worden getoetst.
- Elke meting is een eigen proces op twee kernen; de metingen wisselen elkaar af, zodat drukte op de machine allen
  treft. Het getal is de mediaan van {runs} metingen{fewer}.
- De overlay omvat het bouwen van de zoekbomen en het voorbereiden van de geometrie; lezen telt niet mee. geopandas
  rekent de vereniging per plangebied niet uit, QGIS de oppervlakte per object niet; de motor doet beide.
- `toetsplangebieden` is de opdracht `bodem-ondergrond toets` zonder teksten: catalogus en pakket lezen, toetsen, 5.000
  JSON-bestanden, matrix en bevindingen. De meting begint na het laden van Python zelf. Het doel is genomen tegen de
  overlay op twee draden. Die winst van twee draden heeft het geheel niet: regels, JSON en matrix zijn Python, dat niet
  over draden gaat.
- Eén plangebied: de eerste 500 van de 5.000, elk apart. Tekst: bodemparagraaf van normale lengte, als HTML.
- Groei: lezen, toetsen en de JSON-tekst van elk plangebied, zonder die te schrijven.
- De machine: {machine}. Zij werd gedeeld met ander werk; verhoudingen zeggen meer dan seconden.

## Dezelfde oppervlakten

In m²: de som van de oppervlakten per object (naast geopandas) en van de vereniging per plangebied (naast QGIS).

| laag | paren | per object | geopandas | vereniging | QGIS |
|---|---|---|---|---|---|
{layers}
"""
