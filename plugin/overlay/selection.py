"""Which objects of a layer a rule speaks about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from bodem_ondergrond.plugin.domain import LayerSelection
from bodem_ondergrond.plugin.overlay.layers import LayerData
from bodem_ondergrond.plugin.overlay.values import class_text


def select(data: LayerData, selection: LayerSelection) -> np.ndarray:
    """Return which objects match the selection: every field of `klasse`, and none of `klasse_niet`.

    An object without a value in a field of `klasse` does not match; without a value in a field of `klasse_niet` it
    is not excluded.

    Returns:
        shape (n,), bool; not to be changed: the next who asks gets the same array.
    """
    key = ("select", *(_key(classes) for classes in (selection.klasse, selection.klasse_niet)))
    if key not in data.remembered:
        data.remembered[key] = _select(data, selection)
    mask: np.ndarray = data.remembered[key]
    return mask


def _key(classes: Mapping[str, Iterable[str]]) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset((name, frozenset(values)) for name, values in classes.items())


def _select(data: LayerData, selection: LayerSelection) -> np.ndarray:
    chosen = np.ones(len(data), dtype=bool)
    for name, values in selection.klasse.items():
        chosen &= _has_one_of(data, name, values)
    for name, values in selection.klasse_niet.items():
        chosen &= ~_has_one_of(data, name, values)
    return chosen


def _has_one_of(data: LayerData, name: str, values: Iterable[str]) -> np.ndarray:
    column = data.attributes.get(name)
    if column is None:
        return np.zeros(len(data), dtype=bool)
    wanted = {class_text(value) for value in values}
    # A column of thousands of objects has a handful of values.
    chosen = {value: class_text(value) in wanted for value in set(column)}
    return np.fromiter((chosen[value] for value in column), dtype=bool, count=len(column))
