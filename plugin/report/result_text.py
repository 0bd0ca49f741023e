"""The text of the result JSON, piece by piece, for a batch of many thousands.

`result_json.to_dict` says what stands in a result; here the same is written without making dictionaries of it, and
what many plan areas share (sources, actions, objects, layers that are not hit) is written once. A test holds the two
together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring as quote
from typing import Any, Callable, Generic, TypeVar

import shapely

from bodem_ondergrond.plugin.domain import Calculation, Citation, DepthRange, Finding, LayerOutcome, PolicyObject

# One encoder for all: making one costs more than a row does.
compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

COORDINATE_DECIMALS = 3
# Pieces that are remembered: a bound for memory, far above what the layers of one package have.
_REMEMBERED = 100_000

Item = TypeVar("Item")


class TextCache(Generic[Item]):
    """Texts of frozen objects that come back, found by identity: to compare them would cost more than to write them."""

    def __init__(self, write: Callable[[Item], str], most: int) -> None:
        """Take the function that writes an object, and how many texts may be kept."""
        self._write = write
        self._most = most
        # The object stands beside its text, so that its id cannot come to mean another one.
        self._texts: dict[int, tuple[Item, str]] = {}

    def __call__(self, item: Item) -> str:
        """Return the text of an object."""
        known = self._texts.get(id(item))
        if known is None:
            if len(self._texts) >= self._most:
                self._texts.clear()
            known = self._texts[id(item)] = (item, self._write(item))
        return known[1]


def figure(value: float | None, decimals: int = 2) -> float | int | None:
    """Round for output; a whole number is written without a fraction."""
    if value is None:
        return None
    rounded = round(float(value), decimals)
    return int(rounded) if rounded == int(rounded) else rounded


def _figure_text(value: float | None, decimals: int = 2) -> str:
    return "null" if value is None else repr(figure(value, decimals))


def _text_or_null(value: str | None) -> str:
    return "null" if value is None else quote(value)


def _bool_or_null(value: bool | None) -> str:
    return "null" if value is None else "true" if value else "false"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


def _write_layer(layer: LayerOutcome) -> str:
    source = layer.bron
    return (
        f'{{"laag": {quote(layer.laag)}, "thema": {quote(layer.thema)}, "uitkomst": {quote(layer.uitkomst.value)}, '
        f'"reden": {_text_or_null(layer.reden)}, "bron": {{"soort": {quote(source.soort)}, '
        f'"locatie": {quote(source.locatie)}, "peildatum": {_text_or_null(source.peildatum)}}}, '
        f'"objecten": {layer.objecten}, "hersteld": {layer.hersteld}, "overgeslagen": {layer.overgeslagen}, '
        f'"buiten_dekking_m2": {_figure_text(layer.buiten_dekking_m2)}}}'
    )


layer_text = TextCache(_write_layer, most=4_096)


def finding_text(finding: Finding) -> str:
    """Return a finding as one line of JSON."""
    correction = finding.correctie
    corrected = "null"
    if correction is not None:
        corrected = compact({"reden": correction.reden, "door": correction.door, "tijdstip": correction.tijdstip})
    sentences = [quote(sentence) for sentence in finding.zinnen]
    # All sentences as one text: what stands between their quotes, with a space in between.
    whole = " ".join(sentence[1:-1] for sentence in sentences)
    return (
        f'{{"id": {quote(finding.id)}, "regel": {quote(finding.regel)}, "thema": {quote(finding.thema)}, '
        f'"laag": {_text_or_null(finding.laag)}, "klasse": {_text_or_null(finding.klasse)}, '
        f'"uitkomst": {quote(finding.uitkomst.value)}, "oordeel": {quote(finding.oordeel.value)}, '
        f'"herkomst_oordeel": {quote(finding.herkomst_oordeel.value)}, '
        f'"marginaal": {_bool_or_null(finding.marginaal)}, "overlap_m2": {_figure_text(finding.overlap_m2)}, '
        f'"aandeel": {_figure_text(finding.aandeel, 6)}, '
        f'"afstand_m": {_figure_text(finding.afstand_m)}, "diepte": {_depth_text(finding.diepte)}, '
        f'"rekenregels": {_list(map(_calculation_text, finding.rekenregels))}, '
        f'"objecten": {_list(map(_object_text, finding.objecten))}, '
        f'"bevoegd_gezag": {_texts(finding.bevoegd_gezag)}, "acties": {_texts(finding.acties)}, '
        f'"bronnen": {_sources_text(finding.bronnen)}, "tekst": "{whole}", "zinnen": {_list(sentences)}, '
        f'"aannames": {_texts(finding.aannames)}, "ontbreekt": {_texts(finding.ontbreekt)}, "correctie": {corrected}}}'
    )


@lru_cache(maxsize=1_024)
def _depth_text(depth: DepthRange | None) -> str:
    if depth is None:
        return "null"
    return f'{{"van_m": {_figure_text(depth.van_m)}, "tot_m": {_figure_text(depth.tot_m)}}}'


def _calculation_text(rule: Calculation) -> str:
    return (
        f'{{"grootheid": {quote(rule.grootheid)}, "waarde": {_figure_text(rule.waarde)}, '
        f'"eenheid": {quote(rule.eenheid)}, "vergelijking": {quote(rule.vergelijking)}, '
        f'"grens": {_figure_text(rule.grens)}, "voldaan": {_bool_or_null(rule.voldaan)}, "bron": {quote(rule.bron)}}}'
    )


def _write_object(item: PolicyObject) -> str:
    return f'{{"id": {quote(item.id)}, "naam": {_text_or_null(item.naam)}}}'


_object_text = TextCache(_write_object, most=_REMEMBERED)


@lru_cache(maxsize=4_096)
def _texts(texts: tuple[str, ...]) -> str:
    return _list(map(quote, texts))


@lru_cache(maxsize=4_096)
def _sources_text(sources: tuple[Citation, ...]) -> str:
    return _list(f'{{"document": {quote(s.document)}, "paragraaf": {quote(s.paragraaf)}}}' for s in sources)


def coordinates(geometry: Any) -> list[Any]:
    """Return the coordinates of a geometry as GeoJSON nests them, rounded to the millimetre."""
    if isinstance(geometry, shapely.Polygon):
        return _rings(geometry)
    if isinstance(geometry, shapely.MultiPolygon):
        return [_rings(shapely.get_geometry(geometry, i)) for i in range(shapely.get_num_geometries(geometry))]
    # The works may be drawn as a line.
    rounded = shapely.transform(geometry, lambda points: points.round(COORDINATE_DECIMALS))
    nested: list[Any] = json.loads(shapely.to_geojson(rounded))["coordinates"]
    return nested


def _rings(polygon: Any) -> list[Any]:
    if not shapely.get_num_interior_rings(polygon):
        return [_rounded(polygon)]
    return [_rounded(ring) for ring in shapely.get_rings(polygon)]


def _rounded(geometry: Any) -> list[Any]:
    rounded: list[Any] = shapely.get_coordinates(geometry).round(COORDINATE_DECIMALS).tolist()
    return rounded
