"""One engine behind three front doors: the same bytes from the command line, from Processing and from the panel."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import fiona
import pytest
from qgis.core import QgsApplication, QgsCoordinateTransformContext, QgsProcessingContext, QgsProcessingFeedback

from bodem_ondergrond.plugin import cli, qgis_io
from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain import FieldNames
from bodem_ondergrond.plugin.jobs.files import file_stem
from bodem_ondergrond.plugin.jobs.writing import TextChoices, write_text
from bodem_ondergrond.plugin.paragraph import Kind, Length, as_draft, render_markdown
from bodem_ondergrond.plugin.processing.provider import BodemOndergrondProvider
from bodem_ondergrond.plugin.report import result_json

DEMO = Path(qgis_io.demo_package_path()).parent
TIMEOUT_MS = 60_000
SQUARE = [(240000, 556000), (240100, 556000), (240100, 556100), (240000, 556100), (240000, 556000)]
BOWTIE = [(240000, 556000), (240100, 556100), (240100, 556000), (240000, 556100), (240000, 556000)]
# A field near Assen in degrees, with more digits than anyone measures.
DEGREES = [
    (6.5712345678901, 52.9912345678901),
    (6.5823456789012, 52.9923456789012),
    (6.57, 53.0),
    (6.5712345678901, 52.9912345678901),
]


@pytest.fixture(scope="module")
def provider(qgis_app):
    provider = BodemOndergrondProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


def without_time(folder):
    """Every result of a folder by its file name, without the time of the check."""
    pattern = re.compile(r'^"tijdstip": "[^"]*",$', re.MULTILINE)
    texts = {path.name: pattern.subn("", path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    assert all(number == 1 for _, number in texts.values())
    return {name: text for name, (text, _) in texts.items()}


def by_command_line(plans, package, folder):
    code = cli.main(["toets", str(plans), "--pakket", str(package), "--uit", str(folder), "--formaten", "md"])
    assert code in (0, 1)
    return without_time(folder)


def by_processing(plans, package, folder):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("bodem_ondergrond:toetsplangebieden")
    parameters = {
        "PLANGEBIEDEN": str(plans),
        "BELEIDSPAKKET": str(package),
        "MATRIX": "memory:",
        "FORMATEN": ["md"],
        "UITVOERMAP": str(folder),
    }
    _, succeeded = algorithm.run(
        parameters, QgsProcessingContext(), QgsProcessingFeedback(False), catchExceptions=False
    )
    assert succeeded
    return without_time(folder)


def by_panel(plans, package, folder, qtbot):
    """What the panel does: features of a layer, a check off the main thread, the result as JSON."""
    context = QgsCoordinateTransformContext()
    layer = qgis_io.open_plan_layer(str(plans))
    areas = list(qgis_io.feature_plan_areas(layer, FieldNames(), load_catalogue(), context))
    runner = qgis_io.ToetsRunner()
    with qtbot.waitSignal(runner.klaar, timeout=TIMEOUT_MS) as caught:
        runner.start(areas, qgis_io.file_source(str(package), context))
    folder.mkdir()
    for assessment in caught.args[0].assessments:
        path = folder / f"{file_stem(assessment.plan)}.json"
        path.write_text(result_json.to_text(assessment), encoding="utf-8")
    return without_time(folder)


@pytest.fixture
def doors(provider, tmp_path, qtbot):
    """Go through every door with the same plan areas and package; the results by door."""

    def go(plans, package):
        return {
            "command line": by_command_line(plans, package, tmp_path / "cli"),
            "processing": by_processing(plans, package, tmp_path / "processing"),
            "panel": by_panel(plans, package, tmp_path / "panel", qtbot),
        }

    return go


def assert_equal(results):
    first = results["command line"]
    assert first
    for door, result in results.items():
        assert sorted(result) == sorted(first), door
        for name, text in result.items():
            assert text == first[name], f"{door}: {name}"


def write_plans(path, rows, crs="EPSG:28992", fields=(("naam", "str"), ("diepte_cm", "str"), ("agrarisch", "bool"))):
    schema = {"geometry": "Unknown", "properties": dict(fields)}
    driver = {".gpkg": "GPKG", ".geojson": "GeoJSON"}[path.suffix]
    with fiona.open(path, "w", driver=driver, crs=crs, schema=schema) as sink:
        for geometry, *values in rows:
            properties = dict(zip(schema["properties"], values))
            sink.write({"type": "Feature", "geometry": geometry, "properties": properties})
    return path


def polygon(*points):
    return {"type": "Polygon", "coordinates": [list(points)]}


def test_the_demonstration_gives_the_same_bytes_through_every_door(doors):
    results = doors(DEMO / "plangebieden.gpkg", DEMO / "demopakket.gpkg")
    assert len(results["command line"]) >= 6
    assert_equal(results)


def test_the_texts_are_the_same_through_both_doors_that_write_them(doors, tmp_path):
    doors(DEMO / "plangebieden.gpkg", DEMO / "demopakket.gpkg")
    written = sorted((tmp_path / "cli").glob("*.md"))
    assert written
    for path in written:
        # The time of the check stands in the text, and in the mark that is made of the whole result.
        assert len(path.read_text(encoding="utf-8")) == len(
            (tmp_path / "processing" / path.name).read_text(encoding="utf-8")
        )


@pytest.mark.parametrize(
    "choices",
    [
        pytest.param(TextChoices(soort=Kind.MOTIVERING), id="motivering"),
        pytest.param(TextChoices(lengte=Length.KORT, opgaven=("bodemdaling", "geothermie")), id="opgaven"),
        pytest.param(TextChoices(opgaven=("geothermie",), geparkeerd=True), id="later"),
    ],
)
def test_the_same_choices_give_the_same_text_through_every_door(choices, provider, tmp_path):
    plans = DEMO / "plangebieden.gpkg"
    assert cli.main(["toets", str(plans), "--uit", str(tmp_path), "--formaten", "", "--lagen", "nnn,natura2000"]) == 0
    catalogue = load_catalogue()
    for result in sorted(tmp_path.glob("*.json"))[::5]:
        assessment = result_json.from_text(result.read_text(encoding="utf-8"))
        made = write_text(assessment, catalogue, choices, is_drawn=False).document
        texts = {
            "command line": text_by_command_line(result, choices, tmp_path / "cli"),
            "processing": text_by_processing(result, choices, tmp_path / "processing"),
            "panel": render_markdown(as_draft(made) if made.open_fields() else made),
        }
        assert len(set(texts.values())) == 1, result.name


def text_by_command_line(result, choices, folder):
    chosen = ["--soort", choices.soort.value, "--lengte", choices.lengte.value, "--opgaven", ",".join(choices.opgaven)]
    later = ["--later"] if choices.geparkeerd else []
    assert cli.main(["paragraaf", str(result), *chosen, *later, "--formaten", "md", "--uit", str(folder)]) == 0
    return (folder / f"{result.stem}.md").read_text(encoding="utf-8")


def text_by_processing(result, choices, folder):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("bodem_ondergrond:bodemparagraaf")
    parameters = {
        "RESULTAAT": str(result),
        "SOORT": choices.soort.value,
        "LENGTE": choices.lengte.value,
        "OPGAVEN": list(choices.opgaven),
        "LATER": choices.geparkeerd,
        "FORMATEN": ["md"],
        "UITVOERMAP": str(folder),
    }
    _, succeeded = algorithm.run(
        parameters, QgsProcessingContext(), QgsProcessingFeedback(False), catchExceptions=False
    )
    assert succeeded
    return (folder / f"{result.stem}.md").read_text(encoding="utf-8")


def test_bad_plan_areas_are_refused_in_the_same_words_through_every_door(doors, tmp_path):
    plans = write_plans(
        tmp_path / "slecht.gpkg",
        [
            (polygon(*SQUARE), "Goed", "40,5", True),
            (polygon(*SQUARE), "Geen getal", "diep", None),
            (polygon(*SQUARE), None, "-3", False),
            (polygon((0, 0), (10, 10), (10, 0), (0, 10), (0, 0)), "Zee", "", None),
            (
                polygon((240000, 556000), (240100, 556100), (240100, 556000), (240000, 556100), (240000, 556000)),
                "Strik",
                "",
                None,
            ),
            (polygon((240000, 556000), (240100, 556000), (240000, 556000), (240000, 556000)), "Plat", "", None),
            ({"type": "LineString", "coordinates": SQUARE[:3]}, "Lijn", "", None),
            (None, "Niets", "", None),
        ],
    )
    results = doors(plans, DEMO / "demopakket.gpkg")
    assert len(results["command line"]) == 8
    assert_equal(results)


@pytest.mark.parametrize("name", ["graden.gpkg", "graden.geojson"])
def test_plan_areas_in_degrees_give_the_same_bytes_through_every_door(name, doors, tmp_path):
    plans = write_plans(tmp_path / name, [(polygon(*DEGREES), "Graden", None, None)], crs="EPSG:4326")
    assert_equal(doors(plans, DEMO / "demopakket.gpkg"))


def test_a_package_with_every_kind_of_trouble_gives_the_same_bytes_through_every_door(doors, tmp_path):
    package = tmp_path / "pakket.gpkg"
    shutil.copyfile(DEMO / "demopakket.gpkg", package)
    troubles = {
        "nnn": ({"type": "str"}, [(polygon(*SQUARE), "weiland"), (None, "natuur")], "EPSG:28992"),
        "bodemenergie_zones": ({"zone": "str"}, [(polygon(*SQUARE), "1")], "EPSG:28992"),
        "natura2000": ({"naam": "str", "stikstofgevoelig": "str"}, [(polygon(*SQUARE), "Veld", "ja")], None),
        "geopark_hondsrug": ({}, [(polygon(*DEGREES),)], "EPSG:4326"),
        "oude_bosgroeiplaatsen": ({}, [], "EPSG:28992"),
        "veengronden": ({"dikte_cm": "str"}, [(polygon(*SQUARE), "dik")], "EPSG:28992"),
        "keileem": ({}, [(polygon((5, 52), (6, 52), (6, 53), (5, 52)),)], "EPSG:28992"),
    }
    for laag, (fields, rows, crs) in troubles.items():
        schema = {"geometry": "Polygon", "properties": fields}
        with fiona.open(package, "w", driver="GPKG", layer=laag, schema=schema, crs=crs) as sink:
            for geometry, *values in rows:
                sink.write({"type": "Feature", "geometry": geometry, "properties": dict(zip(fields, values))})
    plans = write_plans(tmp_path / "plan.gpkg", [(polygon(*SQUARE), "Veld", "40", True)])
    results = doors(plans, package)
    assert_equal(results)
    (text,) = results["command line"].values()
    for words in ("onbekende waarde 'weiland'", "'regime' ontbreekt", "coördinatenstelsel", "De laag is leeg"):
        assert words in text


def test_a_result_read_back_gives_the_same_text(doors, tmp_path):
    doors(DEMO / "plangebieden.gpkg", DEMO / "demopakket.gpkg")
    for path in sorted((tmp_path / "cli").glob("*.json")):
        assert cli.main(["paragraaf", str(path), "--formaten", "md", "--uit", str(tmp_path / "later")]) == 0
        later = tmp_path / "later" / f"{path.stem}.md"
        assert later.read_text(encoding="utf-8") == path.with_suffix(".md").read_text(encoding="utf-8")
