"""The matrix (plan areas x themes) and the findings table as flat rows, for any writer of tables.

`matrix_row` and `finding_rows` give one dictionary per row with a value for every column, in the order of the columns.
The field `plangebied` joins the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, Finding, Outcome, Verdict
from bodem_ondergrond.plugin.paragraph.account import certainty


class ColumnKind(Enum):
    """What a column holds."""

    TEKST = "tekst"
    GEHEEL = "geheel"
    GETAL = "getal"


class Column(NamedTuple):
    """A column: its name (a legal field name in every format) and what it holds."""

    naam: str
    soort: ColumnKind


_TEXT, _WHOLE, _REAL = ColumnKind.TEKST, ColumnKind.GEHEEL, ColumnKind.GETAL

# The outcome of a theme, of what its layers and findings came to: the first of these that occurs. A theme is
# niet_geraakt only when everything in it was checked with data.
_OUTCOME_ORDER = (Outcome.GERAAKT, Outcome.NIET_GETOETST, Outcome.GEEN_GEGEVENS, Outcome.NIET_GERAAKT)

_PLAN_COLUMNS = (
    Column("plangebied", _TEXT),
    Column("naam", _TEXT),
    Column("oppervlakte_m2", _REAL),
    Column("gemeenten", _TEXT),
    Column("buiten_provincie_m2", _REAL),
    Column("zwaarste_oordeel", _TEXT),
    Column("fout", _TEXT),
)

FINDING_COLUMNS = (
    Column("plangebied", _TEXT),
    Column("naam", _TEXT),
    Column("bevinding", _TEXT),
    Column("regel", _TEXT),
    Column("thema", _TEXT),
    Column("laag", _TEXT),
    Column("klasse", _TEXT),
    Column("uitkomst", _TEXT),
    Column("oordeel", _TEXT),
    Column("herkomst_oordeel", _TEXT),
    Column("marginaal", _TEXT),
    Column("zekerheid", _TEXT),
    Column("overlap_m2", _REAL),
    Column("aandeel", _REAL),
    Column("afstand_m", _REAL),
    Column("diepte_van_m", _REAL),
    Column("diepte_tot_m", _REAL),
    Column("rekenregels", _TEXT),
    Column("objecten", _TEXT),
    Column("bevoegd_gezag", _TEXT),
    Column("bronnen", _TEXT),
    Column("tekst", _TEXT),
    Column("aannames", _TEXT),
    Column("ontbreekt", _TEXT),
    Column("correctie", _TEXT),
)


def matrix_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """Return the columns of the matrix: the plan area, per theme verdict and outcome, and the counts."""
    themes = [Column(f"{thema}_{what}", _TEXT) for thema in catalogue.themas for what in ("oordeel", "uitkomst")]
    verdicts = [Column(f"aantal_{verdict.value}", _WHOLE) for verdict in Verdict]
    outcomes = [Column(f"lagen_{outcome.value}", _WHOLE) for outcome in Outcome]
    return (*_PLAN_COLUMNS, *themes, *verdicts, *outcomes)


def matrix_row(assessment: Assessment, catalogue: Catalogue) -> dict[str, Any]:
    """Return the row of one plan area, without its geometry."""
    plan, heaviest = assessment.plan, assessment.heaviest
    row: dict[str, Any] = {
        "plangebied": plan.id,
        "naam": plan.naam,
        "oppervlakte_m2": _rounded(assessment.oppervlakte_m2),
        "gemeenten": ", ".join(assessment.gemeenten),
        "buiten_provincie_m2": _rounded(assessment.buiten_provincie_m2),
        "zwaarste_oordeel": None if heaviest is None else heaviest.value,
        "fout": plan.fout,
    }
    row.update(_theme_values(assessment, catalogue))
    row.update({f"aantal_{name}": number for name, number in assessment.verdict_counts().items()})
    row.update({f"lagen_{name}": number for name, number in assessment.outcome_counts().items()})
    return row


def _rounded(value: float | None, decimals: int = 2) -> float | None:
    """Round as the result JSON does, so that a row made of a stored result is the same row."""
    return None if value is None else round(float(value), decimals)


def _theme_values(assessment: Assessment, catalogue: Catalogue) -> Iterator[tuple[str, str | None]]:
    """Yield per theme the heaviest verdict and the outcome; niet_getoetst when nothing of the theme was looked at."""
    verdicts = assessment.heaviest_per_theme()
    outcomes: dict[str, list[Outcome]] = {thema: [] for thema in catalogue.themas}
    for layer in assessment.lagen:
        outcomes.setdefault(layer.thema, []).append(layer.uitkomst)
    for finding in assessment.geldende_bevindingen:
        outcomes.setdefault(finding.thema, []).append(finding.uitkomst)
    for thema in catalogue.themas:
        verdict, found = verdicts.get(thema), outcomes[thema]
        yield f"{thema}_oordeel", None if verdict is None else verdict.value
        outcome = next((outcome for outcome in _OUTCOME_ORDER if outcome in found), Outcome.NIET_GETOETST)
        yield f"{thema}_uitkomst", outcome.value


def finding_rows(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Yield a row for each finding, in their order; those that an expert set aside too, with the reason."""
    for finding in assessment.bevindingen:
        yield {"plangebied": assessment.plan.id, "naam": assessment.plan.naam, **_finding_values(finding)}


def _finding_values(finding: Finding) -> dict[str, Any]:
    depth, correction = finding.diepte, finding.correctie
    return {
        "bevinding": finding.id,
        "regel": finding.regel,
        "thema": finding.thema,
        "laag": finding.laag,
        "klasse": finding.klasse,
        "uitkomst": finding.uitkomst.value,
        "oordeel": finding.oordeel.value,
        "herkomst_oordeel": finding.herkomst_oordeel.value,
        "marginaal": "ja" if finding.marginaal else "nee",
        "zekerheid": certainty(finding),
        "overlap_m2": _rounded(finding.overlap_m2),
        "aandeel": _rounded(finding.aandeel, 6),
        "afstand_m": _rounded(finding.afstand_m),
        "diepte_van_m": None if depth is None else depth.van_m,
        "diepte_tot_m": None if depth is None else depth.tot_m,
        "rekenregels": "; ".join(_calculations(finding)),
        "objecten": "; ".join(f"{item.id} {item.naam or ''}".strip() for item in finding.objecten),
        "bevoegd_gezag": "; ".join(finding.bevoegd_gezag),
        "bronnen": "; ".join(f"{source.document} {source.paragraaf}" for source in finding.bronnen),
        "tekst": finding.tekst,
        "aannames": " ".join(finding.aannames),
        "ontbreekt": ", ".join(finding.ontbreekt),
        "correctie": None if correction is None else f"{correction.reden} ({correction.door}, {correction.tijdstip})",
    }


def _calculations(finding: Finding) -> Iterator[str]:
    for rule in finding.rekenregels:
        value = "onbekend" if rule.waarde is None else f"{rule.waarde:g} {rule.eenheid}"
        limit = "onbekend" if rule.grens is None else f"{rule.grens:g} {rule.eenheid}"
        met = {None: "niet te zeggen", True: "voldaan", False: "niet voldaan"}[rule.voldaan]
        yield f"{rule.grootheid}: {value} {rule.vergelijking} {limit}: {met} ({rule.bron})"
