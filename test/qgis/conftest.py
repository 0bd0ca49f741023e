"""Factories for tests in QGIS: layers and features from WKT."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateTransformContext, QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer

from bodem_ondergrond.plugin.catalogue import load_catalogue

RD = "EPSG:28992"
# A field of one hectare near Rolde, inside Drenthe.
FIELD_WKT = "POLYGON((240000 556000, 240100 556000, 240100 556100, 240000 556100, 240000 556000))"


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture
def context():
    return QgsCoordinateTransformContext()


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.fixture
def make_layer(qgis_app):
    """A layer in memory: rows are (wkt, value, ...); fields as in a memory provider ("naam:string")."""

    def make(rows, *, fields=(), crs=RD, kind="Polygon", name="plangebieden"):
        uri = f"{kind}?" + "&".join([*([f"crs={crs}"] if crs else []), *(f"field={field}" for field in fields)])
        layer = QgsVectorLayer(uri, name, "memory")
        assert layer.isValid()
        if not crs:
            layer.setCrs(type(layer.crs())())
        features = []
        for wkt, *values in rows:
            feature = QgsFeature(layer.fields())
            if wkt is not None:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            feature.setAttributes(list(values))
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return layer

    return make
