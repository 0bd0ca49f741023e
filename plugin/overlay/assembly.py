"""From raw layers, however they were read, to a beleidspakket: one place for the rules of coverage and absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Union

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, DataSource, Outcome, PackageInfo
from bodem_ondergrond.plugin.overlay.arrays import as_array
from bodem_ondergrond.plugin.overlay.errors import OverlayError
from bodem_ondergrond.plugin.overlay.layers import LayerData, LayerFailure, LayerResult, PolicyPackage
from bodem_ondergrond.plugin.overlay.plans import RD_RANGE_M
from bodem_ondergrond.plugin.overlay.preparation import prepare_layer
from bodem_ondergrond.plugin.overlay.repair import keep_kind, repair
from bodem_ondergrond.plugin.overlay.values import class_text, plain_text

# The layer of a package that says where the data are complete (contracts.md, Beleidspakket).
PROVINCE = "provincie"
_COVERAGE_KEY = "dekking:"
_YES = {"ja", "j", "true", "waar", "1", "yes"}


@dataclass(frozen=True, eq=False)
class RawLayer:
    """The objects of one layer as they were read, already in EPSG:28992 and without curves.

    Attributes:
        geometries: (n,) shapely geometries; `None` where there is none or it cannot be read.
        ids: (n,) the feature ids as text.
        attributes: field -> (n,) raw values (text, numbers, booleans, `None`).
        source: where they came from.
        valid: shape (n,), bool: which geometries are valid; `None`: not known yet.
    """

    geometries: Any
    ids: Sequence[str]
    attributes: Mapping[str, Sequence[Any]]
    source: DataSource
    valid: np.ndarray | None = None


RawResult = Union[RawLayer, LayerFailure]


def package_info(pakket: Mapping[str, str], naam: str, sha256: str | None) -> PackageInfo:
    """Read the table `bo_pakket` (key -> value); `naam` is used when the table gives none."""
    return PackageInfo(
        naam=plain_text(pakket.get("naam")) or naam,
        versie=plain_text(pakket.get("versie")) or "",
        peildatum=plain_text(pakket.get("peildatum")),
        demonstratie=class_text(pakket.get("demonstratie")) in _YES,
        sha256=sha256,
        licentie=plain_text(pakket.get("licentie")) or "",
    )


def assemble_package(
    catalogue: Catalogue,
    raw_layers: Mapping[str, RawResult],
    pakket: Mapping[str, str],
    info: PackageInfo,
    source: DataSource,
) -> PolicyPackage:
    """Make a package of raw layers.

    Args:
        catalogue: which layers there should be.
        raw_layers: those that were read, or why they could not be. Layers unknown to the catalogue are ignored.
        pakket: the table `bo_pakket`, for `dekking:<laag>`.
        info: what the package says of itself.
        source: named for layers that are absent.

    Returns:
        A package with every layer of the catalogue, in the catalogue's order; of the municipalities' own layers only
        those that were read.
    """
    fallback = _fallback_coverage(catalogue, raw_layers)
    lagen: dict[str, LayerResult] = {}
    for laag, layer in catalogue.lagen.items():
        raw = raw_layers.get(laag)
        if raw is None and layer.gemeente is not None:
            # A municipality's own layer is there or it is not; its absence says nothing about the province's data.
            continue
        if raw is None:
            lagen[laag] = LayerFailure(laag, Outcome.GEEN_GEGEVENS, "De laag zit niet in het beleidspakket.", source)
        elif isinstance(raw, LayerFailure):
            lagen[laag] = raw
        else:
            lagen[laag] = _assemble_layer(layer, raw, pakket.get(_COVERAGE_KEY + laag), fallback)
    return PolicyPackage(info, lagen)


def _assemble_layer(layer: CatalogueLayer, raw: RawLayer, coverage_wkt: str | None, fallback: Any) -> LayerResult:
    if _all_outside_range(raw.geometries):
        reden = (
            "De coördinaten liggen buiten Nederland (EPSG:28992): waarschijnlijk klopt het coördinatenstelsel van de "
            "laag niet."
        )
        return LayerFailure(layer.id, Outcome.NIET_GETOETST, reden, raw.source)
    try:
        # What lies outside the province layer is known: it lies outside the province.
        coverage = None if layer.id == PROVINCE else fallback
        coverage = read_coverage(coverage_wkt) if coverage_wkt else coverage
    except OverlayError as error:
        return LayerFailure(
            layer.id, Outcome.NIET_GETOETST, f"Sleutel '{_COVERAGE_KEY}{layer.id}': {error}", raw.source
        )
    return prepare_layer(layer, raw.geometries, raw.ids, raw.attributes, coverage, raw.source, raw.valid)


def read_coverage(wkt: str) -> Any:
    """Return the polygon that a coverage WKT describes, made valid.

    Raises:
        OverlayError: it is no WKT, or no polygon.
    """
    try:
        geometry = keep_kind(shapely.force_2d(shapely.from_wkt(wkt)), "vlak")
    except shapely.errors.GEOSException as error:
        raise OverlayError("de dekking is geen geldige WKT.") from error
    if geometry.is_empty:
        raise OverlayError("de dekking is geen vlak.")
    return geometry if geometry.is_valid else repair(geometry, "vlak")


def _fallback_coverage(catalogue: Catalogue, raw_layers: Mapping[str, RawResult]) -> Any:
    """Return the province, else the extent of all layers; `None` when there is nothing at all."""
    layer, raw = catalogue.lagen.get(PROVINCE), raw_layers.get(PROVINCE)
    if layer is not None and isinstance(raw, RawLayer):
        province = prepare_layer(layer, raw.geometries, raw.ids, raw.attributes, None, raw.source)
        if isinstance(province, LayerData):
            return shapely.union_all(province.geometries)
    known = [raw for laag, raw in raw_layers.items() if laag in catalogue.lagen and isinstance(raw, RawLayer)]
    bounds = np.concatenate([np.empty((0, 4)), *(_finite_bounds(raw.geometries) for raw in known)])
    return shapely.box(*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0)) if len(bounds) else None


def _all_outside_range(geometries: Any) -> bool:
    bounds = _finite_bounds(geometries)
    west, south, east, north = RD_RANGE_M
    outside = (bounds[:, 2] < west) | (bounds[:, 3] < south) | (bounds[:, 0] > east) | (bounds[:, 1] > north)
    return bool(len(bounds)) and bool(outside.all())


def _finite_bounds(geometries: Any) -> np.ndarray:
    """Return the bounding boxes (west, south, east, north) of the geometries that have one; shape (m, 4)."""
    bounds: np.ndarray = shapely.bounds(as_array(geometries))
    return bounds[np.isfinite(bounds).all(axis=1)]
