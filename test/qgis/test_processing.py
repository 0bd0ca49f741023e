"""The toolbox: the names that models and scripts rely on, and what the algorithms do."""

from __future__ import annotations

import gc
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from qgis.core import (
    NULL,
    QgsApplication,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.jobs.texts import FORMATS, IN_QGIS_ONLY
from bodem_ondergrond.plugin.paragraph import Kind, Length
from bodem_ondergrond.plugin.processing import text_parameters
from bodem_ondergrond.plugin.processing.provider import BodemOndergrondProvider
from bodem_ondergrond.test.qgis.conftest import FIELD_WKT

DEMO_PLANS = Path(qgis_io.demo_package_path()).with_name("plangebieden.gpkg")
CHECK = "bodem_ondergrond:toetsplangebieden"
COMPARE = "bodem_ondergrond:vergelijktoetsen"
BOWTIE_WKT = "POLYGON((240000 556000, 240100 556100, 240100 556000, 240000 556100, 240000 556000))"


@pytest.fixture(scope="module")
def provider(qgis_app, qgis_processing):
    provider = BodemOndergrondProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


class Feedback(QgsProcessingFeedback):
    """Keeps what is said, and stops when asked to."""

    def __init__(self, stop_at=None):
        super().__init__(False)
        self.said = []
        self.warned = []
        self._stop_at = stop_at

    def pushInfo(self, info):
        self.said.append(info)

    def pushWarning(self, warning):
        self.warned.append(warning)

    def setProgress(self, progress):
        super().setProgress(progress)
        if self._stop_at is not None and progress >= self._stop_at:
            self.cancel()


class Run:
    """Runs an algorithm by its id; the layers it made live as long as its context."""

    def __init__(self):
        self.context = None

    def __call__(self, name, parameters, feedback=None):
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
        results, succeeded = algorithm.run(parameters, self.context, feedback or Feedback(), catchExceptions=False)
        assert succeeded
        return results


@pytest.fixture
def run(provider):
    run = Run()
    yield run
    # The layers of a context must go before QGIS does.
    run.context = None
    gc.collect()


def rows(run, reference):
    layer = QgsProcessingUtils.mapLayerFromString(reference, run.context)
    return [dict(zip(feature.fields().names(), feature.attributes())) for feature in layer.getFeatures()]


# --- names


def test_the_names_are_those_of_the_contract(provider):
    assert provider.id() == "bodem_ondergrond"
    assert sorted(algorithm.name() for algorithm in provider.algorithms()) == [
        "bodemparagraaf",
        "controleerbeleidspakket",
        "maakdemopakket",
        "toetsplangebieden",
        "vergelijktoetsen",
    ]


def test_the_parameters_of_the_check_are_those_of_the_contract(provider):
    parameters = [parameter.name() for parameter in provider.algorithm("toetsplangebieden").parameterDefinitions()]
    assert parameters == [
        "PLANGEBIEDEN",
        "NAAMVELD",
        "ACTIVITEITENVELD",
        "OPPERVLAKTEVELD",
        "DIEPTEVELD",
        "BOORDIEPTEVELD",
        "TEMPERATUURVELD",
        "AGRARISCHVELD",
        "WOELENVELD",
        "BOUWVOORVELD",
        "BELEIDSPAKKET",
        "LAGEN",
        "SOORT",
        "LENGTE",
        "OPGAVEN",
        "LATER",
        "FORMATEN",
        "OVERZICHT",
        "HERVAT",
        "MATRIX",
        "BEVINDINGEN",
        "UITVOERMAP",
    ]


def test_everything_has_an_icon_a_name_and_help(provider):
    assert not provider.icon().isNull()
    for algorithm in provider.algorithms():
        assert not algorithm.icon().isNull()
        assert algorithm.displayName()
        assert algorithm.shortHelpString()
        assert all(parameter.help() for parameter in algorithm.parameterDefinitions())
        assert algorithm.createInstance().name() == algorithm.name()


def test_without_an_engine_an_algorithm_says_what_to_do(provider, monkeypatch):
    monkeypatch.setattr("shapely.__version__", "1.8.5")
    algorithm = provider.algorithm("toetsplangebieden").create()
    can_execute, message = algorithm.canExecute()
    assert not can_execute
    assert "te oud" in message
    with pytest.raises(QgsProcessingException, match="te oud"):
        algorithm.processAlgorithm({}, QgsProcessingContext(), QgsProcessingFeedback())


# --- toetsplangebieden


def test_a_run_gives_matrix_findings_results_and_texts(run, tmp_path):
    feedback = Feedback()
    results = run(
        CHECK,
        {
            "PLANGEBIEDEN": str(DEMO_PLANS),
            "FORMATEN": ["html", "txt"],
            "MATRIX": "memory:",
            "BEVINDINGEN": "memory:",
            "UITVOERMAP": str(tmp_path),
        },
        feedback,
    )
    matrix, findings = rows(run, results["MATRIX"]), rows(run, results["BEVINDINGEN"])
    written = [json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.json")]
    assert len(matrix) == len(written) == results["AANTAL_GETOETST"] == len(list(tmp_path.glob("*.html")))
    assert len(findings) == sum(len(result["bevindingen"]) for result in written)
    assert {row["plangebied"] for row in findings} <= {row["plangebied"] for row in matrix}
    assert results["AANTAL_NIET_GETOETST"] == 0
    assert results["UITVOERMAP"] == str(tmp_path)
    assert feedback.progress() == 100.0
    assert any("niet getoetst" in line for line in feedback.said)
    assert feedback.warned


def test_the_matrix_is_a_layer_of_polygons_in_rd(run):
    results = run(CHECK, {"PLANGEBIEDEN": str(DEMO_PLANS), "MATRIX": "memory:"})
    layer = QgsProcessingUtils.mapLayerFromString(results["MATRIX"], run.context)
    assert layer.crs().authid() == "EPSG:28992"
    assert all(feature.geometry().isMultipart() for feature in layer.getFeatures())
    assert results["BEVINDINGEN"] is None
    assert results["UITVOERMAP"] is None


def test_outputs_can_go_to_one_geopackage(run, tmp_path):
    path = tmp_path / "uit.gpkg"
    run(
        CHECK,
        {
            "PLANGEBIEDEN": str(DEMO_PLANS),
            "MATRIX": f'ogr:dbname="{path}" table="matrix" (geom)',
            "BEVINDINGEN": f'ogr:dbname="{path}" table="bevindingen"',
        },
    )
    assert QgsVectorLayer(f"{path}|layername=matrix").featureCount() > 0
    assert QgsVectorLayer(f"{path}|layername=bevindingen").featureCount() > 0


def test_a_bad_value_is_told_and_the_others_go_on(run, make_layer):
    layer = make_layer(
        [(FIELD_WKT, "Goed", "400"), (FIELD_WKT, "Fout", "diep")], fields=["naam:string", "diepte_cm:string"]
    )
    feedback = Feedback()
    results = run(CHECK, {"PLANGEBIEDEN": layer, "MATRIX": "memory:"}, feedback)
    good, bad = rows(run, results["MATRIX"])
    assert good["fout"] != good["fout"] or not good["fout"]
    assert "geen getal" in bad["fout"]
    assert bad["erfgoed_uitkomst"] == "niet_getoetst"
    assert (results["AANTAL_GETOETST"], results["AANTAL_NIET_GETOETST"]) == (1, 1)
    assert any("2 (Fout)" in line and "geen getal" in line for line in feedback.warned)


def test_a_self_crossing_plan_area_is_repaired_and_checked(run, make_layer, tmp_path):
    run(CHECK, {"PLANGEBIEDEN": make_layer([(BOWTIE_WKT,)]), "MATRIX": "memory:", "UITVOERMAP": str(tmp_path)})
    (result,) = (json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.json"))
    assert "kruist zichzelf" in result["plangebied"]["meldingen"][0]


def test_chosen_fields_are_read(run, make_layer, tmp_path):
    layer = make_layer([(FIELD_WKT, "Veld", 12.5)], fields=["titel:string", "boren:double"])
    run(
        CHECK,
        {
            "PLANGEBIEDEN": layer,
            "NAAMVELD": "titel",
            "BOORDIEPTEVELD": "boren",
            "MATRIX": "memory:",
            "UITVOERMAP": str(tmp_path),
        },
    )
    result = json.loads((tmp_path / "1-Veld.json").read_text(encoding="utf-8"))
    assert result["ingreep"]["boordiepte_m"] == 12.5


@pytest.mark.parametrize("chosen", ["nnn, natura2000", ["nnn", "natura2000"]], ids=["text", "list"])
def test_layers_can_be_chosen_as_text_or_as_a_list(chosen, run, make_layer, tmp_path):
    run(
        CHECK,
        {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), "LAGEN": chosen, "MATRIX": "memory:", "UITVOERMAP": str(tmp_path)},
    )
    (path,) = tmp_path.glob("*.json")
    layers = [layer["laag"] for layer in json.loads(path.read_text(encoding="utf-8"))["lagen"]]
    assert layers == ["nnn", "natura2000"]


@pytest.mark.parametrize(
    ("length", "formats"),
    [
        pytest.param("kort", ["md", "txt"], id="words"),
        pytest.param(0, [1, 2], id="positions"),
        pytest.param("0", "1,2", id="positions-as-text"),
        pytest.param("kort", "md,txt", id="words-as-text"),
    ],
)
def test_options_can_be_given_as_words_or_as_positions(length, formats, run, provider, make_layer, tmp_path):
    parameters = {
        "PLANGEBIEDEN": make_layer([(FIELD_WKT,)]),
        "LENGTE": length,
        "FORMATEN": formats,
        "MATRIX": "memory:",
        "UITVOERMAP": str(tmp_path),
    }
    assert provider.algorithm("toetsplangebieden").checkParameterValues(parameters, QgsProcessingContext())[0]
    run(CHECK, parameters)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".md", ".txt"}


@pytest.mark.parametrize("nothing", ["", [], NULL], ids=["text", "list", "null"])
def test_without_formats_there_are_results_but_no_texts(nothing, run, provider, make_layer, tmp_path):
    parameters = {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), "FORMATEN": nothing, "MATRIX": "memory:"}
    assert provider.algorithm("toetsplangebieden").checkParameterValues(parameters, QgsProcessingContext())[0]
    run(CHECK, {**parameters, "UITVOERMAP": str(tmp_path)})
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_an_option_that_does_not_exist_is_refused(provider, make_layer):
    parameters = {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), "LENGTE": "lang", "MATRIX": "memory:"}
    good, message = provider.algorithm("toetsplangebieden").checkParameterValues(parameters, QgsProcessingContext())
    assert not good
    assert "LENGTE" in message or "ength" in message


def test_the_tables_can_go_into_the_folder_of_the_results(run, make_layer, tmp_path):
    folder = tmp_path / "nieuw"
    parameters = {"MATRIX": str(folder / "matrix.gpkg"), "UITVOERMAP": str(folder)}
    run(CHECK, {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), **parameters})
    assert (folder / "matrix.gpkg").is_file()


def test_only_the_selected_plan_areas_can_be_checked(run, make_layer, project):
    layer = make_layer([(FIELD_WKT,), (FIELD_WKT,)])
    project.addMapLayer(layer)
    layer.select(2)
    from qgis.core import QgsProcessingFeatureSourceDefinition

    source = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    results = run(CHECK, {"PLANGEBIEDEN": source, "MATRIX": "memory:"})
    assert [row["plangebied"] for row in rows(run, results["MATRIX"])] == ["2"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        pytest.param({"LAGEN": "onzin"}, "Onbekende laag 'onzin'", id="no-such-layer"),
        pytest.param({"BELEIDSPAKKET": "/weg.gpkg"}, "bestaat niet", id="no-such-package"),
        pytest.param({"NAAMVELD": "onzin"}, "'onzin'", id="no-such-field"),
    ],
)
def test_what_stops_a_run_is_told_in_dutch(parameters, words, run, make_layer):
    with pytest.raises(QgsProcessingException, match=words):
        run(CHECK, {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), "MATRIX": "memory:", **parameters})


def test_plan_areas_without_coordinate_system_are_refused(run, make_layer):
    with pytest.raises(QgsProcessingException, match="geen coördinatenstelsel"):
        run(CHECK, {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)], crs=""), "MATRIX": "memory:"})


def test_a_cancelled_run_keeps_what_was_ready(run, make_layer, tmp_path):
    layer = make_layer([(FIELD_WKT,)] * 10)
    feedback = Feedback(stop_at=30.0)
    results = run(CHECK, {"PLANGEBIEDEN": layer, "MATRIX": "memory:", "UITVOERMAP": str(tmp_path)}, feedback)
    assert len(rows(run, results["MATRIX"])) == 3
    assert len(list(tmp_path.glob("*.json"))) == 3
    assert any("afgebroken" in line for line in feedback.said)


def test_it_runs_in_a_model(provider, make_layer, project):
    model = QgsProcessingModelAlgorithm("toets", "toets")
    model.addModelParameter(
        QgsProcessingParameterFeatureSource("gebieden", "gebieden"), QgsProcessingModelParameter("gebieden")
    )
    child = QgsProcessingModelChildAlgorithm(CHECK)
    child.setChildId("toets")
    child.addParameterSources("PLANGEBIEDEN", [QgsProcessingModelChildParameterSource.fromModelParameter("gebieden")])
    child.addParameterSources("LENGTE", [QgsProcessingModelChildParameterSource.fromStaticValue("kort")])
    output = QgsProcessingModelOutput("matrix", "matrix")
    output.setChildOutputName("MATRIX")
    output.setChildId("toets")
    child.setModelOutputs({"matrix": output})
    model.addChildAlgorithm(child)
    context = QgsProcessingContext()
    context.setProject(project)
    results, succeeded = model.run(
        {"gebieden": make_layer([(FIELD_WKT,)]), "toets:matrix": "memory:"}, context, Feedback()
    )
    assert succeeded
    matrix = results.get("matrix") or results["toets:matrix"]  # QGIS 3.34 named the outputs of a model anew
    layer = QgsProcessingUtils.mapLayerFromString(matrix, context)
    assert layer.featureCount() == 1


def test_it_runs_by_the_script_of_ten_lines(provider, qgis_processing, make_layer):
    import processing

    results = processing.run(CHECK, {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), "MATRIX": "TEMPORARY_OUTPUT"})
    features = list(results["MATRIX"].getFeatures(QgsFeatureRequest()))
    assert features[0]["naam"] == "Plangebied 1"


@pytest.mark.parametrize("opgaven", ["geothermie, bodemdaling", ["geothermie", "bodemdaling"]])
@pytest.mark.parametrize("kind", ["omgevingsvisie", "0", 0])
def test_the_text_starts_from_the_chosen_opgaven(opgaven, kind, run, make_layer, tmp_path):
    chosen = {"SOORT": kind, "OPGAVEN": opgaven, "LATER": True, "FORMATEN": ["md"], "UITVOERMAP": str(tmp_path)}
    run(CHECK, {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), "MATRIX": "memory:", **chosen})
    text = next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
    assert "De gemeente begint bij de opgaven bodemdaling en geothermie." in text
    assert "## Later" in text


def test_an_unknown_opgave_is_told_in_dutch(run, make_layer):
    parameters = {"PLANGEBIEDEN": make_layer([(FIELD_WKT,)]), "OPGAVEN": "warmte", "MATRIX": "memory:"}
    with pytest.raises(QgsProcessingException, match="Onbekende opgave 'warmte'"):
        run(CHECK, parameters)


def test_an_overview_of_all_plan_areas_comes_in_every_format(run, tmp_path):
    plans = str(Path(qgis_io.demo_package_path()).with_name("plangebieden.gpkg"))
    chosen = {"OVERZICHT": True, "FORMATEN": ["md", "pdf"], "LENGTE": "kort", "UITVOERMAP": str(tmp_path)}
    run(CHECK, {"PLANGEBIEDEN": plans, "MATRIX": "memory:", "LAGEN": "nnn", **chosen})
    assert "26 plangebieden" in (tmp_path / "overzicht.md").read_text(encoding="utf-8")
    assert (tmp_path / "overzicht.pdf").read_bytes().startswith(b"%PDF")


# --- the other algorithms


def test_the_text_of_a_result_is_written_in_every_format(run, make_layer, tmp_path):
    run(
        CHECK,
        {
            "PLANGEBIEDEN": make_layer([(FIELD_WKT,)]),
            "FORMATEN": ["md"],
            "MATRIX": "memory:",
            "UITVOERMAP": str(tmp_path / "toets"),
        },
    )
    (result,) = (tmp_path / "toets").glob("*.json")
    results = run(
        "bodem_ondergrond:bodemparagraaf",
        {"RESULTAAT": str(result), "FORMATEN": ["md", "html", "txt"], "UITVOERMAP": str(tmp_path / "tekst")},
    )
    written = tmp_path / "tekst" / f"{result.stem}.md"
    assert results["TEKST"] == str(written)
    assert written.read_text(encoding="utf-8") == result.with_suffix(".md").read_text(encoding="utf-8")
    assert len(list((tmp_path / "tekst").iterdir())) == 3


def test_texts_are_written_as_pdf_and_for_a_word_processor_with_pictures(run, make_layer, tmp_path):
    run(
        CHECK,
        {
            "PLANGEBIEDEN": make_layer([(FIELD_WKT, "Veld")], fields=["naam:string"]),
            "FORMATEN": ["pdf", "odt"],
            "MATRIX": "memory:",
            "UITVOERMAP": str(tmp_path),
        },
    )
    assert next(tmp_path.glob("*.pdf")).read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(next(tmp_path.glob("*.odt"))) as odt:
        names = [name for name in odt.namelist() if name.startswith("Pictures/")]
    assert {Path(name).suffix for name in names} == {".png", ".svg"}


def test_the_text_of_a_result_has_a_map_when_its_package_is_given(run, make_layer, tmp_path):
    run(
        CHECK,
        {
            "PLANGEBIEDEN": make_layer([(FIELD_WKT, "Veld")], fields=["naam:string"]),
            "FORMATEN": [],
            "MATRIX": "memory:",
            "UITVOERMAP": str(tmp_path),
        },
    )
    (result,) = tmp_path.glob("*.json")
    parameters = {"RESULTAAT": str(result), "FORMATEN": ["html"]}
    for folder, package in (("zonder", None), ("met", qgis_io.demo_package_path())):
        run(
            "bodem_ondergrond:bodemparagraaf",
            {**parameters, "BELEIDSPAKKET": package, "UITVOERMAP": str(tmp_path / folder)},
        )
    assert "Geraakte kaartlagen" not in next((tmp_path / "zonder").glob("*.html")).read_text("utf-8")
    assert "Geraakte kaartlagen" in next((tmp_path / "met").glob("*.html")).read_text("utf-8")


def test_two_results_are_compared_in_every_format(run, make_layer, tmp_path):
    for name, depth in (("toen", 20), ("nu", 60)):
        plans = make_layer([(FIELD_WKT, "Veld", depth)], fields=["naam:string", "diepte_cm:double"])
        run(CHECK, {"PLANGEBIEDEN": plans, "FORMATEN": [], "MATRIX": "memory:", "UITVOERMAP": str(tmp_path / name)})
    before, after = (str(tmp_path / name / "1-Veld.json") for name in ("toen", "nu"))
    folder = tmp_path / "verschil"
    results = run(COMPARE, {"EERDER": before, "LATER": after, "FORMATEN": ["md", "pdf"], "UITVOERMAP": str(folder)})
    assert results["TEKST"] == str(folder / "1-Veld-wijzigingen.md")
    assert "60\u00a0cm" in (folder / "1-Veld-wijzigingen.md").read_text(encoding="utf-8")
    assert (folder / "1-Veld-wijzigingen.pdf").read_bytes().startswith(b"%PDF")


def test_a_damaged_result_is_not_compared_and_is_told_in_dutch(run, tmp_path):
    path = tmp_path / "kapot.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=r"kapot\.json: Dit bestand is geen geldige JSON"):
        run(COMPARE, {"EERDER": str(path), "LATER": str(path), "UITVOERMAP": str(tmp_path / "uit")})


def test_a_damaged_result_is_told_in_dutch(run, tmp_path):
    path = tmp_path / "stuk.json"
    path.write_text('{"schema": "iets anders"}')
    with pytest.raises(QgsProcessingException, match="geen toetsresultaat"):
        run("bodem_ondergrond:bodemparagraaf", {"RESULTAAT": str(path), "UITVOERMAP": str(tmp_path)})


def test_the_demonstration_package_is_without_errors(run):
    results = run("bodem_ondergrond:controleerbeleidspakket", {"MELDINGEN": "memory:"})
    remarks = [row["ernst"] for row in rows(run, results["MELDINGEN"])]
    assert results["AANTAL_FOUTEN"] == remarks.count("fout") == 0
    assert results["AANTAL_WAARSCHUWINGEN"] == remarks.count("waarschuwing")


def test_a_package_with_an_unknown_class_has_an_error_with_layer_and_object(run, tmp_path):
    path = tmp_path / "pakket.gpkg"
    shutil.copyfile(qgis_io.demo_package_path(), path)
    layer = QgsVectorLayer(f"{path}|layername=nnn", "nnn", "ogr")
    feature = next(layer.getFeatures())
    layer.dataProvider().changeAttributeValues({feature.id(): {layer.fields().indexOf("type"): "weiland"}})
    results = run("bodem_ondergrond:controleerbeleidspakket", {"BELEIDSPAKKET": str(path), "MELDINGEN": "memory:"})
    assert results["AANTAL_FOUTEN"] == 1
    (error,) = (row for row in rows(run, results["MELDINGEN"]) if row["ernst"] == "fout")
    assert (error["laag"], error["object"]) == ("nnn", str(feature.id()))
    assert "'weiland'" in error["melding"]


def test_the_demonstration_is_written_to_a_folder(run, tmp_path):
    results = run("bodem_ondergrond:maakdemopakket", {"UITVOERMAP": str(tmp_path)})
    assert Path(results["BELEIDSPAKKET"]).read_bytes() == Path(qgis_io.demo_package_path()).read_bytes()
    assert Path(results["PLANGEBIEDEN"]).is_file()


def test_every_kind_length_and_format_of_text_can_be_chosen():
    # The parameters name them: QGIS shows an algorithm also where the engine, which knows them, cannot be loaded.
    assert tuple(kind.value for kind in Kind) == text_parameters.KINDS
    assert tuple(length.value for length in Length) == text_parameters.LENGTHS
    assert (*FORMATS, *IN_QGIS_ONLY) == text_parameters.FORMATS
