"""Golden texts: what the demonstration plan areas come to, whole, to be read by people.

After a change of wording or policy: write them anew with `BO_GOLDEN=schrijf` in the environment, read the difference,
and commit it when an expert would sign it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bodem_ondergrond.plugin.paragraph import Kind, Length, compose, render_html, render_text
from bodem_ondergrond.test.core.paragraph.conftest import all_text

DATA = Path(__file__).resolve().parents[2] / "data"
GOLDEN = DATA / "golden"
WORDS = DATA / "vakwoorden.txt"
WRITING = os.environ.get("BO_GOLDEN") == "schrijf"
HUNSPELL = shutil.which("hunspell")

AREAS = {
    "dorpsuitbreiding": "Dorpsuitbreiding Hoogeveen-Zuid",
    "hunebed": "Parkeerterrein Hunebedcentrum, Borger",
    "schuur": "Schuur op de es, Dwingeloo",
    "fietspad": "Fietspad over de es, Westerbork",
    "erf": "Erfuitbreiding bij Zweeloo",
    "woningen": "Vier woningen aan de Zuides, Borger",
    "bodemenergie": "Bodemenergie Kloosterveen, Assen",
    "bodemlussen": "Bodemlussen Kloosterveen, Assen",
    "grens": "Zonnepark Nieuw-Schoonebeek",
    "zandwinning": "Zandwinning Gasselterveld",
    "visie": "Omgevingsvisie Midden-Drenthe",
    "beekdal": "Woningbouw langs de Oude Vaart, Ruinerwold",
    "geothermie": "Geothermie Bargermeer, Emmen",
    "onbekend": "Recreatiepark Diever",
}
# The account is long and much the same everywhere: one area shows it whole.
WHOLE = "hunebed"
OTHER_LENGTHS = ("hunebed", "bodemenergie", "visie")
FORMS = [(key, kind, Length.NORMAAL) for key in AREAS for kind in Kind] + [
    (key, kind, length) for key in OTHER_LENGTHS for kind in Kind for length in (Length.KORT, Length.UITGEBREID)
]


@pytest.mark.parametrize(("area", "kind", "length"), FORMS, ids=lambda value: getattr(value, "value", value))
def test_text_is_the_one_that_was_read_and_approved(demo_assessments, catalogue, area, kind, length):
    document = compose(demo_assessments[AREAS[area]], catalogue, length, kind)
    text = render_text(document if area == WHOLE else without_account(document))
    path = GOLDEN / f"{area}-{kind.value}-{length.value}.txt"
    if WRITING:
        path.write_text(text, encoding="utf-8")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    assert text == known, f"{path.name} is anders; lees het verschil, en schrijf met BO_GOLDEN=schrijf"


def without_account(document):
    return replace(document, secties=tuple(part for part in document.secties if part.id not in {"A8", "B6"}))


@pytest.mark.skipif(HUNSPELL is None, reason="hunspell met een Nederlands woordenboek is niet aanwezig")
def test_spelling_of_everything_the_demonstration_says(demo_assessments, catalogue, tmp_path):
    documents = [
        compose(made, catalogue, Length.UITGEBREID, kind) for made in demo_assessments.values() for kind in Kind
    ]
    # A quote around a word is no part of it; an apostrophe in a word is.
    text = re.sub(r"(?<!\w)'|'(?!\w)", " ", "\n".join(map(all_text, documents)))
    known = [*WORDS.read_text(encoding="utf-8").split("\n"), *names_in(demo_assessments, catalogue)]
    personal = tmp_path / "woorden"
    personal.write_text(
        "\n".join(sorted({word for word in known if word and not word.startswith("#")})), encoding="utf-8"
    )
    command = [HUNSPELL, "-d", "nl_NL", "-i", "utf-8", "-p", str(personal), "-l"]
    found = subprocess.run(command, input=text, capture_output=True, text=True, check=True, encoding="utf-8")
    # Ids of checks are no words; a full stop after an abbreviation and an extension are no part of one.
    words = {word for word in found.stdout.split() if not re.fullmatch(r"[0-9a-f]{8,}\.?|\W+", word)}
    strange = {word.removesuffix(".").removesuffix(".gpkg") for word in words}
    assert sorted(strange - set(known)) == []


def names_in(assessments, catalogue):
    """Words of names: of places, plan areas, objects, documents. They are data, not wording."""
    names = [source.titel for source in catalogue.bronnen.values()]
    for made in assessments.values():
        names += [made.plan.naam, made.pakket.naam, *made.gemeenten]
        names += [obj.naam for item in made.bevindingen for obj in item.objecten if obj.naam]
    return {part for name in names for word in re.split(r"[\s,()']+", name) for part in (word, *word.split("-"))}


def test_long_text_of_a_whole_municipality_is_quick(demo_assessments, catalogue):
    """A ceiling far above what it takes, to catch a loop gone wrong; figures are measured elsewhere."""
    made = demo_assessments[AREAS["visie"]]
    started = time.process_time()
    render_html(compose(made, catalogue, Length.UITGEBREID, Kind.MOTIVERING))
    assert len(made.bevindingen) > 40
    assert time.process_time() - started < 5
