"""The result JSON: the contract `bodem-ondergrond/toetsresultaat/1`, from an assessment and back.

Figures are rounded here and only here: m2, m and figures of the ingreep to two decimals, shares to six, coordinates to
millimetres. Equal input gives equal bytes, but for `tijdstip`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import shapely

from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    QUESTIONS,
    Answer,
    Assessment,
    Calculation,
    Citation,
    Correction,
    DataSource,
    DepthRange,
    Finding,
    Ingreep,
    LayerOutcome,
    Outcome,
    PackageInfo,
    PlanArea,
    PolicyObject,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.report.result_schema import SchemaError, check_result
from bodem_ondergrond.plugin.report.result_text import compact, coordinates, figure, finding_text, layer_text

SCHEMA = "bodem-ondergrond/toetsresultaat/1"
# Of another version no more is shown than a line has room for.
_LONGEST_VERSION = 60
_SHAPES = ("Polygon", "MultiPolygon")
# No place on earth lies so far from the origin of any coordinate system in metres; a plan area may be in the wrong one.
_FAR_M = 1e9
# The program did not exist before, and dates are calculated with: room is needed on both sides.
_YEARS = (2000, 2999)
_CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}


class ReportError(ValueError):
    """A result cannot be read or written. The message is Dutch."""


def to_dict(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment as the contract has it."""
    return {
        **_head(assessment),
        "lagen": [_layer(layer) for layer in assessment.lagen],
        "bevindingen": [_finding(finding) for finding in assessment.bevindingen],
        "samenvatting": _summary(assessment),
    }


def _head(assessment: Assessment) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "plugin": {"versie": assessment.plugin_versie},
        "catalogus": {"versie": assessment.catalogus_versie, "sha256": assessment.catalogus_sha256},
        "tijdstip": assessment.tijdstip,
        "pakket": _package(assessment.pakket),
        "plangebied": _plan(assessment),
        "ingreep": _ingreep(assessment),
    }


def to_text(assessment: Assessment) -> str:
    """Return the JSON text: one line per layer and per finding, so that two results compare well line by line."""
    blocks = {key: compact(value) for key, value in _head(assessment).items()}
    blocks["lagen"] = _lines([layer_text(layer) for layer in assessment.lagen])
    blocks["bevindingen"] = _lines([finding_text(finding) for finding in assessment.bevindingen])
    blocks["samenvatting"] = compact(_summary(assessment))
    return "{\n" + ",\n".join(f'"{key}": {block}' for key, block in blocks.items()) + "\n}\n"


def plan_text(assessment: Assessment) -> str:
    """Return what the result says of plan area and ingreep: equal when they are, to what a result tells."""
    return compact({"plangebied": _plan(assessment), "ingreep": _ingreep(assessment)})


def _lines(items: list[str]) -> str:
    return "[\n  " + ",\n  ".join(items) + "\n]" if items else "[]"


def _package(info: PackageInfo) -> dict[str, Any]:
    return {
        "naam": info.naam,
        "versie": info.versie,
        "peildatum": info.peildatum,
        "demonstratie": info.demonstratie,
        "licentie": info.licentie,
        "sha256": info.sha256,
    }


def _plan(assessment: Assessment) -> dict[str, Any]:
    plan = assessment.plan
    return {
        "id": plan.id,
        "naam": plan.naam,
        "oppervlakte_m2": figure(assessment.oppervlakte_m2),
        "gemeenten": list(assessment.gemeenten),
        "buiten_provincie_m2": figure(assessment.buiten_provincie_m2),
        "meldingen": list(plan.meldingen),
        "fout": plan.fout,
        "geometrie": geometry_to_geojson(plan.geometrie),
    }


def geometry_to_geojson(geometry: Any) -> dict[str, Any] | None:
    """Return a GeoJSON geometry in EPSG:28992 with its CRS named; `None` for no geometry."""
    if geometry is None:
        return None
    return {"type": geometry.geom_type, "crs": _CRS, "coordinates": coordinates(geometry)}


def _ingreep(assessment: Assessment) -> dict[str, Any]:
    ingreep = assessment.plan.ingreep
    return {
        "activiteiten": list(ingreep.activiteiten),
        "oppervlakte_m2": figure(ingreep.oppervlakte_m2),
        "oppervlakte_aangenomen": ingreep.oppervlakte_m2 is None and ingreep.geometrie is None,
        "diepte_cm": figure(ingreep.diepte_cm),
        "boordiepte_m": figure(ingreep.boordiepte_m),
        "opslagtemperatuur_c": figure(ingreep.opslagtemperatuur_c),
        **{name: getattr(ingreep, name).value for name in QUESTIONS},
        "geometrie": geometry_to_geojson(ingreep.geometrie),
    }


def _layer(layer: LayerOutcome) -> dict[str, Any]:
    return {
        "laag": layer.laag,
        "thema": layer.thema,
        "uitkomst": layer.uitkomst.value,
        "reden": layer.reden,
        "bron": {"soort": layer.bron.soort, "locatie": layer.bron.locatie, "peildatum": layer.bron.peildatum},
        "objecten": layer.objecten,
        "hersteld": layer.hersteld,
        "overgeslagen": layer.overgeslagen,
        "buiten_dekking_m2": figure(layer.buiten_dekking_m2),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    depth, correction = finding.diepte, finding.correctie
    return {
        "id": finding.id,
        "regel": finding.regel,
        "thema": finding.thema,
        "laag": finding.laag,
        "klasse": finding.klasse,
        "uitkomst": finding.uitkomst.value,
        "oordeel": finding.oordeel.value,
        "herkomst_oordeel": finding.herkomst_oordeel.value,
        "marginaal": finding.marginaal,
        "overlap_m2": figure(finding.overlap_m2),
        "aandeel": figure(finding.aandeel, 6),
        "afstand_m": figure(finding.afstand_m),
        "diepte": None if depth is None else {"van_m": figure(depth.van_m), "tot_m": figure(depth.tot_m)},
        "rekenregels": [_calculation(calculation) for calculation in finding.rekenregels],
        "objecten": [{"id": item.id, "naam": item.naam} for item in finding.objecten],
        "bevoegd_gezag": list(finding.bevoegd_gezag),
        "acties": list(finding.acties),
        "bronnen": [{"document": source.document, "paragraaf": source.paragraaf} for source in finding.bronnen],
        "tekst": finding.tekst,
        "zinnen": list(finding.zinnen),
        "aannames": list(finding.aannames),
        "ontbreekt": list(finding.ontbreekt),
        "correctie": None
        if correction is None
        else {"reden": correction.reden, "door": correction.door, "tijdstip": correction.tijdstip},
    }


def _calculation(calculation: Calculation) -> dict[str, Any]:
    return {
        "grootheid": calculation.grootheid,
        "waarde": figure(calculation.waarde),
        "eenheid": calculation.eenheid,
        "vergelijking": calculation.vergelijking,
        "grens": figure(calculation.grens),
        "voldaan": calculation.voldaan,
        "bron": calculation.bron,
    }


def _summary(assessment: Assessment) -> dict[str, Any]:
    heaviest = assessment.heaviest
    return {
        "oordelen": assessment.verdict_counts(),
        "uitkomsten": assessment.outcome_counts(),
        "zwaarste_oordeel": None if heaviest is None else heaviest.value,
    }


# --- and back -------------------------------------------------------------------------------------------------------


def from_text(text: str) -> Assessment:
    """Read a result JSON back.

    Raises:
        ReportError: damaged, of another version, or not a result of this product.
    """
    try:
        raw = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant)
    except json.JSONDecodeError as mistake:
        place = f"regel {mistake.lineno}, teken {mistake.colno}"
        raise ReportError(f"Dit bestand is geen geldige JSON, of het is afgebroken ({place}).") from mistake
    except ReportError:
        raise
    except (ValueError, RecursionError) as mistake:
        # A figure of thousands of digits, or brackets thousands deep.
        raise ReportError("Dit bestand is geen geldige JSON: er staat iets in dat niet te lezen is.") from mistake
    return from_dict(raw)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ReportError("Dit toetsresultaat is beschadigd: een veld staat er twee keer in.")
    return found


def _refuse_constant(name: str) -> Any:
    raise ReportError(f"Dit bestand is geen geldige JSON: '{name}' is geen getal.")


def from_dict(raw: Any) -> Assessment:
    """Read a result as `to_dict` makes it; see `from_text`."""
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        found = raw.get("schema") if isinstance(raw, dict) else None
        version = found[:_LONGEST_VERSION] if isinstance(found, str) else "ontbreekt"
        raise ReportError(f"Dit is geen toetsresultaat van versie 1 (schema: {version}).")
    try:
        check_result(raw)
        assessment = _assessment(raw)
        _check_whole(assessment, raw["samenvatting"])
    except SchemaError as fault:
        raise ReportError(f"Dit toetsresultaat is beschadigd: {fault}.") from fault
    return assessment


def _check_whole(assessment: Assessment, summary: Any) -> None:
    """Look for what no schema sees: a row that came twice, and one that is gone.

    Raises:
        SchemaError: the result is not whole.
    """
    for place, names in (
        ("bevindingen", [finding.id for finding in assessment.bevindingen]),
        ("lagen", [layer.laag for layer in assessment.lagen]),
    ):
        if len(set(names)) < len(names):
            raise SchemaError(place, "noemt iets dubbel")
    if _summary(assessment) != summary:
        raise SchemaError("samenvatting", "past niet bij de bevindingen en de lagen")


def _assessment(raw: Mapping[str, Any]) -> Assessment:
    place = raw["plangebied"]
    plan = PlanArea(
        id=place["id"],
        naam=place["naam"],
        geometrie=_geometry(place["geometrie"], "plangebied.geometrie"),
        ingreep=_read_ingreep(raw["ingreep"]),
        meldingen=tuple(place["meldingen"]),
        fout=place["fout"],
    )
    return Assessment(
        plan=plan,
        oppervlakte_m2=place["oppervlakte_m2"],
        gemeenten=tuple(place["gemeenten"]),
        buiten_provincie_m2=place["buiten_provincie_m2"],
        pakket=PackageInfo(**raw["pakket"]),
        catalogus_versie=raw["catalogus"]["versie"],
        catalogus_sha256=raw["catalogus"]["sha256"],
        plugin_versie=raw["plugin"]["versie"],
        tijdstip=_read_moment(raw["tijdstip"]),
        lagen=tuple(_read_layer(layer) for layer in raw["lagen"]),
        bevindingen=tuple(_read_finding(finding) for finding in raw["bevindingen"]),
    )


def _read_moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as mistake:
        raise SchemaError("tijdstip", "is geen tijdstip") from mistake
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise SchemaError("tijdstip", "is geen tijdstip van een toets")
    return text


def _geometry(raw: Mapping[str, Any] | None, place: str) -> Any:
    if raw is None:
        return None
    try:
        geometry = shapely.from_geojson(json.dumps(raw))
    except (shapely.errors.GEOSException, ValueError, RecursionError) as mistake:
        raise SchemaError(place, "is geen meetkunde") from mistake
    # An empty one has no bounds that are numbers.
    if geometry is None or geometry.geom_type not in _SHAPES or not all(abs(at) < _FAR_M for at in geometry.bounds):
        raise SchemaError(place, "is geen vlak in het stelsel van de Rijksdriehoeksmeting")
    return geometry


def _read_ingreep(raw: Mapping[str, Any]) -> Ingreep:
    figures = {name: raw[name] for name in QUANTITIES}
    figures.update({name: Answer(raw[name]) for name in QUESTIONS})
    return Ingreep(
        activiteiten=tuple(raw["activiteiten"]), geometrie=_geometry(raw["geometrie"], "ingreep.geometrie"), **figures
    )


def _read_layer(raw: Mapping[str, Any]) -> LayerOutcome:
    values = {**raw, "uitkomst": Outcome(raw["uitkomst"]), "bron": DataSource(**raw["bron"])}
    return LayerOutcome(**values)


def _read_finding(raw: Mapping[str, Any]) -> Finding:
    values = dict(raw)
    # The text is written from sentences, and a short one takes only some: they must come back one by one.
    values["zinnen"] = tuple(raw.get("zinnen") or [raw["tekst"]])
    values.pop("tekst")
    values["uitkomst"] = Outcome(raw["uitkomst"])
    values["oordeel"] = Verdict(raw["oordeel"])
    values["herkomst_oordeel"] = VerdictOrigin(raw["herkomst_oordeel"])
    values["diepte"] = DepthRange(**raw["diepte"]) if raw["diepte"] else None
    values["rekenregels"] = tuple(Calculation(**row) for row in raw["rekenregels"])
    values["objecten"] = tuple(PolicyObject(**row) for row in raw["objecten"])
    values["bronnen"] = tuple(Citation(**row) for row in raw["bronnen"])
    values["correctie"] = Correction(**raw["correctie"]) if raw["correctie"] else None
    for name in ("bevoegd_gezag", "acties", "aannames", "ontbreekt"):
        values[name] = tuple(raw[name])
    return Finding(**values)
