"""Factories: layers of a catalogue, layers in memory and packages, from as little as a test has to say."""

from __future__ import annotations

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import CatalogueLayer, ClassField, DataSource, PackageInfo, Tolerance
from bodem_ondergrond.plugin.overlay import PolicyPackage, measure, prepare_layer

# A corner in the middle of Drenthe: tests speak of metres from here.
X, Y = 240_000.0, 550_000.0
SOURCE = DataSource("bestand", "proef.gpkg", "2026-01-01")
INFO = PackageInfo("Proefpakket", "1", "2026-01-01", demonstratie=False, sha256=None)


def box(x=0.0, y=0.0, width=100.0, height=None):
    """A rectangle with its lower left corner `x`, `y` from the corner of the tests."""
    return shapely.box(X + x, Y + y, X + x + width, Y + y + (width if height is None else height))


def shape(wkt):
    """A geometry in metres from the corner of the tests."""
    return shapely.transform(shapely.from_wkt(wkt), lambda points: points + np.array([X, Y]))


def with_vertex(geometry, value):
    """The same geometry with both coordinates of its third vertex replaced."""
    return shapely.transform(geometry, lambda points: np.where(np.arange(len(points))[:, None] == 2, value, points))


def catalogue_layer(laag="nnn", geometrie="vlak", velden=(), naamveld=None, tolerantie=(1.0, 1.0), kader=False):
    return CatalogueLayer(
        id=laag,
        naam=laag,
        naam_en=laag,
        thema="natuur",
        themas=("natuur",),
        geometrie=geometrie,
        velden={field.naam: field for field in velden},
        naamveld=naamveld,
        diepte=None,
        diepte_indicatief=False,
        tolerantie=Tolerance(*tolerantie),
        kader=kader,
        beheerder="provincie",
        bronnen=(),
    )


def class_field(naam="type", *waarden, verplicht=True):
    return ClassField(naam, "klasse", {waarde: waarde.capitalize() for waarde in waarden}, verplicht)


def prepare(geometries, coverage=None, ids=None, attributes=None, **layer):
    """Prepare a layer; `layer` describes it as `catalogue_layer` takes it."""
    ids = [str(i + 1) for i in range(len(geometries))] if ids is None else ids
    return prepare_layer(catalogue_layer(**layer), geometries, ids, attributes or {}, coverage, SOURCE)


def package_of(*layers):
    return PolicyPackage(INFO, {layer.laag: layer for layer in layers})


def measure_one(plan, geometries, coverage=None, **layer):
    """Measure one plan area against one layer."""
    data = prepare(geometries, coverage, **layer)
    return measure([plan], package_of(data))[0].layer(data.laag)
