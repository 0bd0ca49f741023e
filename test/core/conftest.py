"""A small world for rules: square zones around a plan area of 100 by 100 m in the middle of Drenthe."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain import DataSource, Ingreep, PackageInfo, PlanArea
from bodem_ondergrond.plugin.overlay import RawLayer, assemble_package
from bodem_ondergrond.plugin.toets import toets

X, Y = 240_000.0, 550_000.0
SOURCE = DataSource("bestand", "proef.gpkg", "2026-01-01")
INFO = PackageInfo("Proefpakket", "1", "2026-01-01", demonstratie=False, sha256=None)
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FAR = {"x": 20_000.0, "y": 20_000.0}


def square(x=0.0, y=0.0, width=100.0, height=None):
    """A rectangle with its lower left corner at (x, y) from the corner of the plan area."""
    return shapely.box(X + x, Y + y, X + x + width, Y + y + (height or width))


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture
def make_package(catalogue):
    """Make a package: layer id -> list of (geometry, attributes). Drenthe and the layers named in `empty_here` are far
    away or around everything, so that they have data but no hit. `coverage`: layer id -> where it is complete."""

    def make(*, empty_here=("nnn", "natura2000", "amk_terreinen"), coverage=None, **layers):
        filled = {
            "provincie": [(square(-50_000, -50_000, 100_000), {})],
            "gemeenten": [(square(-50_000, -50_000, 100_000), {"code": "GM0106", "naam": "Assen"})],
        }
        filled.update({laag: [(square(**FAR), {"type": "natuur"})] for laag in empty_here})
        filled.update(layers)
        raw = {laag: _raw(objects) for laag, objects in filled.items() if objects is not None}
        about = {f"dekking:{laag}": shape.wkt for laag, shape in (coverage or {}).items()}
        return assemble_package(catalogue, raw, about, INFO, SOURCE)

    return make


def _raw(objects):
    names = sorted({name for _, attributes in objects for name in attributes})
    columns = {name: [attributes.get(name) for _, attributes in objects] for name in names}
    return RawLayer([shape for shape, _ in objects], [str(i + 1) for i in range(len(objects))], columns, SOURCE)


@pytest.fixture
def check(catalogue, make_package):
    """Check the plan area of 100 by 100 m (or another) with an ingreep against layers; return the assessment."""

    def run(layers=None, *, geometry=None, lagen=None, policy=None, empty_here=None, coverage=None, **ingreep):
        chosen = {} if empty_here is None else {"empty_here": empty_here}
        package = make_package(coverage=coverage, **chosen, **(layers or {}))
        drawn = ingreep.pop("geometrie", None)
        works = Ingreep.from_fields({**ingreep, "geometrie": drawn})
        plan = PlanArea("1", "Proef", square() if geometry is None else geometry, works)
        return next(iter(toets([plan], package, policy or catalogue, lagen=lagen, now=NOW)))

    return run


@pytest.fixture
def find():
    """Return the one finding of a rule, by the start of its id."""

    def one(assessment, rule):
        found = [finding for finding in assessment.bevindingen if finding.regel == rule]
        assert len(found) == 1, [finding.id for finding in assessment.bevindingen]
        return found[0]

    return one
