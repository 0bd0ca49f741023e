"""A batch in QGIS: resumed, coloured, and in ten lines of Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

from bodem_ondergrond.plugin.domain import Verdict
from bodem_ondergrond.plugin.jobs.resume import RUN_FILE
from bodem_ondergrond.plugin.processing.matrix_layers import MatrixStyler
from bodem_ondergrond.plugin.storage import write_matrix
from bodem_ondergrond.test.qgis.test_processing import (  # noqa: F401 - fixtures
    CHECK,
    DEMO_PLANS,
    Feedback,
    provider,
    run,
)

ROOT = Path(__file__).resolve().parents[2]


def test_a_cancelled_run_is_resumed_where_it_stopped(run, tmp_path):  # noqa: F811
    parameters = {
        "PLANGEBIEDEN": str(DEMO_PLANS),
        "LAGEN": "nnn",
        "FORMATEN": [],
        "UITVOERMAP": str(tmp_path),
        "MATRIX": "memory:",
    }
    first = run(CHECK, parameters, Feedback(stop_at=20))
    feedback = Feedback()
    results = run(CHECK, {**parameters, "HERVAT": True}, feedback)
    total = results["AANTAL_GETOETST"] + results["AANTAL_NIET_GETOETST"]
    matrix = QgsProcessingUtils.mapLayerFromString(results["MATRIX"], run.context)
    assert (
        0 < first["AANTAL_GETOETST"] < total == matrix.featureCount() == QgsVectorLayer(str(DEMO_PLANS)).featureCount()
    )
    assert any(line.startswith("Hervat: van") for line in feedback.said)
    assert not (tmp_path / RUN_FILE).exists()


def test_resuming_with_other_settings_is_refused(run, tmp_path):  # noqa: F811
    parameters = {"PLANGEBIEDEN": str(DEMO_PLANS), "FORMATEN": [], "UITVOERMAP": str(tmp_path), "MATRIX": "memory:"}
    run(CHECK, {**parameters, "LAGEN": "nnn"}, Feedback(stop_at=20))
    with pytest.raises(QgsProcessingException, match="anders dan toen is de gekozen lagen"):
        run(CHECK, {**parameters, "LAGEN": "keileem", "HERVAT": True})


def categories(layer):
    renderer = layer.renderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer)
    return {category.value(): category.symbol().color().name() for category in renderer.categories()}


def test_the_matrix_is_coloured_by_heaviest_verdict_when_it_is_opened(run):  # noqa: F811
    results = run(CHECK, {"PLANGEBIEDEN": str(DEMO_PLANS), "LAGEN": "nnn,bodemenergie_zones", "MATRIX": "memory:"})
    layer = QgsProcessingUtils.mapLayerFromString(results["MATRIX"], run.context)
    MatrixStyler().postProcessLayer(layer, run.context, Feedback())
    shown = categories(layer)
    assert {verdict.value for verdict in Verdict} < set(shown)
    assert len(set(shown.values())) == len(shown)
    from qgis.core import QgsRenderContext

    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.expressionContext().appendScope(layer.createExpressionContextScope())
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        symbol = renderer.symbolForFeature(feature, context)
        expected = feature["zwaarste_oordeel"] or ("niet getoetst" if feature["fout"] else "geen bevindingen")
        assert symbol.color().name() == shown[expected], expected
    renderer.stopRender(context)


def test_the_style_waits_for_the_layer_that_qgis_opens(run):  # noqa: F811
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(CHECK)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    from qgis.core import QgsProcessingOutputLayerDefinition

    matrix = QgsProcessingOutputLayerDefinition("memory:", QgsProject.instance())
    parameters = {"PLANGEBIEDEN": str(DEMO_PLANS), "LAGEN": "nnn", "MATRIX": matrix}
    results, succeeded = algorithm.run(parameters, context, Feedback(), catchExceptions=False)
    assert succeeded
    assert context.willLoadLayerOnCompletion(results["MATRIX"])
    details = context.layerToLoadOnCompletionDetails(results["MATRIX"])
    assert isinstance(details.postProcessor(), MatrixStyler)


def test_the_matrix_of_the_command_line_opens_in_its_colours(tmp_path, qgis_app):
    from types import SimpleNamespace

    path = write_matrix(tmp_path / "matrix.gpkg", [], SimpleNamespace(themas={"natuur": None}))
    layer = QgsVectorLayer(f"{path}|layername=matrix", "matrix", "ogr")
    assert Verdict.VERBOD.value in categories(layer)


def test_the_script_in_the_guide_works(provider, tmp_path, monkeypatch):  # noqa: F811
    page = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    script = re.search(r"```python\n(.*?)```", page, flags=re.DOTALL).group(1)
    assert len([line for line in script.splitlines() if line.strip()]) <= 10
    script = script.replace("percelen.gpkg", str(DEMO_PLANS)).replace("uitvoer", str(tmp_path / "uit"))
    monkeypatch.setattr("builtins.print", lambda *words: printed.append(words))
    printed = []
    exec(compile(script, "batch.md", "exec"), {})
    assert len(list((tmp_path / "uit").glob("*.json"))) == QgsVectorLayer(str(DEMO_PLANS)).featureCount()
    assert printed
