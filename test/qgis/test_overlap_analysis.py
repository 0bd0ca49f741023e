"""The engine against QGIS's own overlap analysis, on benchmark data: the same areas, plan area by plan area."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import fiona
import numpy as np
import pytest
import shapely
from qgis.core import QgsVectorLayer

from bodem_ondergrond.plugin.overlay import measure
from bodem_ondergrond.test.core.overlay.worlds import package_of, prepare

SHARED = Path(__file__).resolve().parents[3] / "shared" / "bench" / "make_data.py"
# layer: polygons, smallest and largest radius in m, vertices of the largest: a tenth of the benchmark on a tenth of the
# province, so that as much overlaps.
LAYERS = {"archeologie": (600, 10, 500, 400), "nnn": (150, 50, 2_500, 1_500), "geopark": (2, 4_000, 8_000, 10_000)}
FRAME = (230_000, 245_000, 540_000, 555_000)
PLAN_AREAS = 120


@pytest.fixture(scope="module")
def make_data():
    if not SHARED.exists():
        pytest.skip("the benchmark does not lie beside the project")
    spec = importlib.util.spec_from_file_location("make_data", SHARED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.FRAME = FRAME
    return module


@pytest.fixture(scope="module")
def world(make_data, tmp_path_factory):
    """Plan areas and layers as arrays, and the same in a file."""
    path, rng = tmp_path_factory.mktemp("bench") / "wereld.gpkg", np.random.default_rng(4)
    shapes = {"plans": list(make_data.shapes(rng, PLAN_AREAS, 20, 1_500, 200))}
    shapes.update({name: list(make_data.shapes(rng, *size)) for name, size in LAYERS.items()})
    shapes = {name: [shape for shape in items if not shape.is_empty] for name, items in shapes.items()}
    for name, items in shapes.items():
        make_data.write(path, name, "naam", ((shape, str(i)) for i, shape in enumerate(items)))
    return path, shapes


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_the_union_of_each_plan_area_is_what_qgis_finds(layer, world, qgis_app, qgis_processing):
    import processing

    path, shapes = world
    plans, other = (QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in ("plans", layer))
    parameters = {"INPUT": plans, "LAYERS": [other], "OUTPUT": "memory:"}
    output = processing.run("native:calculatevectoroverlaps", parameters)["OUTPUT"]
    theirs = {feature["naam"]: feature[f"{layer}_area"] or 0.0 for feature in output.getFeatures()}
    ours = measure(shapes["plans"], package_of(prepare(shapes[layer])))
    found = [measurement.layer("nnn").union().area_m2 for measurement in ours]
    # QGIS simplifies nothing either; what is left is rounding on coordinates of half a million metres.
    assert found == pytest.approx([theirs[str(i)] for i in range(len(found))], rel=1e-6, abs=1e-3)
    assert sum(area > 0 for area in found) > PLAN_AREAS / 20


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_the_overlap_with_each_object_is_that_of_plain_shapely(layer, world):
    _, shapes = world
    data = prepare(shapes[layer])
    for threads in (1, 2):
        for plan, measurement in zip(shapes["plans"], measure(shapes["plans"], package_of(data), threads=threads)):
            near = data.geometries[measurement.layer("nnn").objects]
            expected = shapely.area(shapely.intersection(plan, near))
            assert measurement.layer("nnn").areas == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_the_file_holds_what_was_made(world):
    path, shapes = world
    assert set(fiona.listlayers(path)) == set(shapes)
