"""From the raw objects of a policy layer to data that can be measured, with everything that was amiss counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import CatalogueLayer, ClassField, DataSource, Outcome
from bodem_ondergrond.plugin.overlay.arrays import as_array
from bodem_ondergrond.plugin.overlay.layers import LayerData, LayerFailure, LayerProblem
from bodem_ondergrond.plugin.overlay.repair import (
    are_valid,
    flatten,
    has_finite_coordinates,
    is_of_kind,
    keep_kind,
    repair,
)
from bodem_ondergrond.plugin.overlay.values import class_text, number, plain_text

_KIND_WORDS = {"vlak": "vlakken", "lijn": "lijnen", "punt": "punten"}


def prepare_layer(
    layer: CatalogueLayer,
    geometries: Any,
    ids: Sequence[str],
    attributes: Mapping[str, Sequence[Any]],
    coverage: Any,
    source: DataSource,
    valid: np.ndarray | None = None,
) -> LayerData | LayerFailure:
    """Make a policy layer ready for measuring.

    Args:
        layer: what the catalogue says of the layer.
        geometries: (n,) shapely geometries or `None`, EPSG:28992, without curves; not changed.
        ids: (n,) as in the data.
        attributes: field -> (n,) raw values. Fields that the catalogue does not know are ignored; names are compared
            without regard to case.
        coverage: polygon within which the data are complete; `None`: everywhere.
        source: where the data came from.
        valid: shape (n,), bool: which geometries are valid; `None`: found out here.

    Returns:
        The data, or a failure: without objects or a usable one among them `geen_gegevens`, without a mandatory
        field `niet_getoetst`.
    """
    columns = _columns(layer, attributes)
    missing = [name for name, field in layer.velden.items() if field.verplicht and name not in columns]
    if missing and len(ids):
        there = ", ".join(attributes) or "geen"
        reden = f"Het veld '{missing[0]}' ontbreekt in laag '{layer.id}'. Velden die er zijn: {there}."
        return LayerFailure(layer.id, Outcome.NIET_GETOETST, reden, source)
    shapes = _prepare_shapes(as_array(geometries), ids, layer.geometrie, valid)
    if not len(shapes.kept):
        return LayerFailure(layer.id, Outcome.GEEN_GEGEVENS, _empty_reason(layer, len(ids)), source)
    kept_ids = tuple(ids[i] for i in shapes.kept)
    values = _prepare_values(layer, columns, shapes.kept, kept_ids)
    return LayerData(
        laag=layer.id,
        soort=layer.geometrie,
        geometries=shapes.geometries,
        ids=kept_ids,
        attributes=values.attributes,
        coverage=coverage,
        source=source,
        repaired=shapes.repaired,
        skipped=len(ids) - len(kept_ids),
        problems=shapes.problems + values.problems,
        unknown_class=values.unknown_class,
        tolerance_m2=layer.tolerantie.oppervlakte_m2,
        tolerance_m=layer.tolerantie.breedte_m,
    )


def _empty_reason(layer: CatalogueLayer, count: int) -> str:
    if not count:
        return "De laag is leeg."
    kind = _KIND_WORDS[layer.geometrie]
    return f"De laag is leeg: van de {count} objecten heeft er geen een bruikbare geometrie ({kind})."


def _columns(layer: CatalogueLayer, attributes: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Return the values of the fields that the catalogue knows and the data have."""
    by_lower_case = {name.lower(): name for name in reversed(list(attributes))}
    names = {name: name if name in attributes else by_lower_case.get(name.lower()) for name in _field_names(layer)}
    return {name: attributes[found] for name, found in names.items() if found is not None}


def _field_names(layer: CatalogueLayer) -> list[str]:
    extra = [layer.naamveld] if layer.naamveld and layer.naamveld not in layer.velden else []
    return [*layer.velden, *extra]


class _Shapes(NamedTuple):
    geometries: np.ndarray
    kept: np.ndarray
    repaired: int
    problems: tuple[LayerProblem, ...]


def _prepare_shapes(geometries: np.ndarray, ids: Sequence[str], soort: str, valid: np.ndarray | None) -> _Shapes:
    shapes = flatten(geometries)
    repaired = 0
    problems = []
    for i in np.flatnonzero(~(_is_fit(shapes, soort) & (are_valid(shapes) if valid is None else valid))):
        invalid = not shapely.is_valid(shapes[i])
        shapes[i], reason = _make_fit(shapes[i], soort)
        if reason is not None:
            problems.append(LayerProblem(ids[i], f"Object {ids[i]} is weggelaten: {reason}."))
        elif invalid:
            repaired += 1
    kept = np.flatnonzero(~shapely.is_missing(shapes))
    return _Shapes(shapes[kept], kept, repaired, tuple(problems))


def _is_fit(shapes: np.ndarray, soort: str) -> np.ndarray:
    return is_of_kind(shapes, soort) & ~shapely.is_empty(shapes)


def _make_fit(geometry: Any, soort: str) -> tuple[Any, str | None]:
    """Return a usable geometry, or `None` with the reason why it cannot be used."""
    if geometry is None or geometry.is_empty:
        return None, "er is geen (leesbare) geometrie"
    if not has_finite_coordinates(geometry):
        return None, "de geometrie heeft coördinaten die geen eindig getal zijn"
    fit = keep_kind(geometry, soort)
    if fit.is_empty:
        return None, f"de geometrie is van de soort {geometry.geom_type}, en de laag bestaat uit {_KIND_WORDS[soort]}"
    if not fit.is_valid:
        fit = repair(fit, soort)
    if fit.is_empty:
        return None, f"de geometrie is ongeldig en na herstel blijven er geen {_KIND_WORDS[soort]} over"
    return fit, None


class _Values(NamedTuple):
    attributes: dict[str, np.ndarray]
    problems: tuple[LayerProblem, ...]
    unknown_class: np.ndarray


def _prepare_values(
    layer: CatalogueLayer, columns: Mapping[str, Sequence[Any]], kept: np.ndarray, ids: Sequence[str]
) -> _Values:
    attributes: dict[str, np.ndarray] = {}
    problems: list[LayerProblem] = []
    unknown = np.zeros(len(kept), dtype=bool)
    for name in _field_names(layer):
        field = layer.velden.get(name) or ClassField(name, "tekst")
        column = columns.get(name)
        raw = [None] * len(kept) if column is None else [column[i] for i in kept]
        attributes[name], bad = _READERS[field.soort](field, raw)
        if column is not None:
            problems += [_value_problem(field, ids[i], raw[i]) for i in np.flatnonzero(bad)]
        if field.soort == "klasse":
            unknown |= bad
    return _Values(attributes, tuple(problems), unknown)


def _value_problem(field: ClassField, object_id: str, raw: Any) -> LayerProblem:
    text = plain_text(raw)
    if field.soort == "getal":
        melding = f"Object {object_id}: in veld '{field.naam}' hoort een getal, en er staat '{text}'; niet gebruikt."
    else:
        value = "is leeg" if text is None else f"heeft de onbekende waarde '{text}'"
        melding = f"Object {object_id}: veld '{field.naam}' {value}. Bekend zijn: {', '.join(field.waarden)}."
    return LayerProblem(object_id, melding, field.naam, text or "")


def _read_classes(field: ClassField, raw: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    values = [class_text(value) for value in raw]
    known: set[str | None] = {class_text(value) for value in field.waarden}
    if not field.verplicht:
        known.add(None)
    bad = [bool(field.waarden) and value not in known for value in values]
    return as_array(values), np.array(bad, dtype=bool)


def _read_texts(field: ClassField, raw: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    return as_array([plain_text(value) for value in raw]), np.zeros(len(raw), dtype=bool)


def _read_numbers(field: ClassField, raw: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    values: list[float | None] = []
    bad = np.zeros(len(raw), dtype=bool)
    for i, value in enumerate(raw):
        try:
            values.append(number(value))
        except ValueError:
            values.append(None)
            bad[i] = True
    return as_array(values), bad


_READERS = {"klasse": _read_classes, "tekst": _read_texts, "getal": _read_numbers}
