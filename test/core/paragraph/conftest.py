"""Assessments to write about: hand-made ones, and those of the demonstration plan areas."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain import (
    Assessment,
    Citation,
    Correction,
    DataSource,
    FieldNames,
    Finding,
    Ingreep,
    LayerOutcome,
    Outcome,
    PackageInfo,
    PlanArea,
    Verdict,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.paragraph import Kind, Length, compose
from bodem_ondergrond.plugin.paragraph.model import BulletList, Paragraph, Table
from bodem_ondergrond.plugin.storage import read_package, read_plan_areas
from bodem_ondergrond.plugin.toets import toets

ROOT = Path(__file__).resolve().parents[3]
DEMO = ROOT / "resources" / "demo"
MOMENT = "2026-11-20T10:40:00+01:00"
SOURCE = DataSource("bestand", "proef.gpkg", "2026-01-01")
PACKAGE = PackageInfo("Proefpakket", "1", "2026-01-01", demonstratie=False, sha256=None, licentie="CC0 1.0")


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def demo_assessments(catalogue):
    """The demonstration plan areas through the real chain, by name, without what changes with every release."""
    package = read_package(DEMO / "demopakket.gpkg", catalogue)
    plans = read_plan_areas(DEMO / "plangebieden.gpkg", FieldNames(), catalogue)
    now = dt.datetime.fromisoformat(MOMENT)
    fixed = {"plugin_versie": "0", "catalogus_versie": "proef", "catalogus_sha256": "0" * 64}
    return {
        assessment.plan.naam: replace(assessment, pakket=replace(assessment.pakket, sha256=None), **fixed)
        for assessment in toets(plans, package, catalogue, now=now)
    }


@pytest.fixture
def layer():
    """Make a row of a layer."""

    def make(laag, uitkomst=Outcome.NIET_GERAAKT, reden=None, thema="erfgoed", peildatum="2026-01-01", **more):
        return LayerOutcome(laag, thema, uitkomst, reden, replace(SOURCE, peildatum=peildatum), **more)

    return make


@pytest.fixture
def finding():
    """Make a finding; the defaults are a plain hit on the NNN."""

    def make(regel="nnn.gebied", **values):
        fields = {
            "id": regel,
            "regel": regel,
            "thema": "natuur",
            "laag": "nnn",
            "klasse": None,
            "uitkomst": Outcome.GERAAKT,
            "oordeel": Verdict.NEE_TENZIJ,
            "herkomst_oordeel": VerdictOrigin.LEZING,
            "overlap_m2": 4_000.0,
            "aandeel": 0.4,
            "zinnen": (
                "Van het plangebied ligt 4.000\u00a0m² (40\u00a0procent) in het Natuurnetwerk Nederland (NNN).",
                "De provincie beschermt de kwaliteit, de oppervlakte en de samenhang van dit netwerk.",
            ),
            "bevoegd_gezag": ("provincie",),
            "acties": ("Laat een ecoloog de gevolgen beoordelen.",),
            "bronnen": (Citation("omgevingsvisie-2022", "7.1"),),
        }
        return Finding(**{**fields, **values})

    return make


@pytest.fixture
def assessment(layer, finding):
    """Make an assessment; the defaults are one hit on the NNN and one layer without a hit."""

    def make(*findings, naam="Proefveld", lagen=None, ingreep=None, **values):
        rows = (layer("nnn", Outcome.GERAAKT, thema="natuur"), layer("amk_terreinen")) if lagen is None else lagen
        fields = {
            "plan": PlanArea("1", naam, None, ingreep or Ingreep(), (), values.pop("fout", None)),
            "oppervlakte_m2": 10_000.0,
            "gemeenten": ("Assen",),
            "buiten_provincie_m2": 0.0,
            "pakket": PACKAGE,
            "catalogus_versie": "proef",
            "catalogus_sha256": "0" * 64,
            "plugin_versie": "0",
            "tijdstip": MOMENT,
            "lagen": tuple(rows),
            "bevindingen": findings or (finding(),),
        }
        return Assessment(**{**fields, **values})

    return make


@pytest.fixture
def write(catalogue):
    """Compose a document of an assessment."""

    def run(made, lengte=Length.NORMAAL, soort=Kind.OMGEVINGSVISIE, opties=None):
        return compose(made, catalogue, lengte, soort, opties)

    return run


@pytest.fixture
def set_aside():
    """Return a finding as set aside by an expert."""

    def run(found, reden="Boringen laten zien dat de grond tot 1,1 m is omgezet (rapport 26-114)."):
        return replace(found, correctie=Correction(reden, "A. de Vries, archeoloog", "2026-11-14T09:00:00+01:00"))

    return run


def texts(document):
    """All sentences of a document, as text."""
    return [sentence.volledig for sentence in document.sentences()]


def all_text(document):
    """Everything a reader sees of a document, also tables and headings, as one text."""
    parts = [sentence.volledig for sentence in document.meldingen]
    for section in document.walk():
        parts.append(section.kop)
        for block in section.blokken:
            if isinstance(block, Paragraph):
                parts += [block.kop, *(sentence.volledig for sentence in block.zinnen)]
            elif isinstance(block, BulletList):
                parts.append(block.kop)
                parts += [part for item in block.punten for part in (item.kop, *(s.volledig for s in item.zinnen))]
            elif isinstance(block, Table):
                parts += [block.bijschrift, *block.kolommen, *(cell for row in block.rijen for cell in row.cellen)]
    return "\n".join(parts)


def rows_of(document, caption):
    """The rows of the table with this caption, as tuples of cells."""
    return [
        row.cellen
        for section in document.walk()
        for block in section.blokken
        if isinstance(block, Table) and block.bijschrift == caption
        for row in block.rijen
    ]
