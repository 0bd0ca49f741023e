"""Geometry between QGIS and the engine."""

from __future__ import annotations

import pytest
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.test.qgis.conftest import FIELD_WKT

WGS84 = "EPSG:4326"


def crs(name):
    return QgsCoordinateReferenceSystem(name)


def test_coordinates_in_rd_come_through_untouched(context):
    wkt = "POLYGON((240000.123456789 556000.1, 240100 556000, 240100 556100, 240000.123456789 556000.1))"
    shape = qgis_io.to_rd(QgsGeometry.fromWkt(wkt), qgis_io.rd_crs(), context)
    assert shape.exterior.coords[0] == (240000.123456789, 556000.1)


def test_reprojected_coordinates_are_rounded_to_a_tenth_of_a_millimetre(context):
    there = qgis_io.from_rd(shapely.from_wkt(FIELD_WKT), crs(WGS84), context)
    back = qgis_io.to_rd(there, crs(WGS84), context)
    assert all(value == round(value, 4) for pair in back.exterior.coords for value in pair)


def test_an_area_goes_to_another_system_and_back_within_a_millimetre(context):
    there = qgis_io.from_rd(shapely.from_wkt(FIELD_WKT), crs(WGS84), context)
    back = qgis_io.to_rd(there, crs(WGS84), context)
    assert shapely.hausdorff_distance(back, shapely.from_wkt(FIELD_WKT)) < 0.001


@pytest.mark.parametrize(
    "wkt",
    [
        pytest.param("POLYGON Z((0 0 5, 10 0 5, 10 10 5, 0 0 5))", id="z"),
        pytest.param("POLYGON M((0 0 5, 10 0 5, 10 10 5, 0 0 5))", id="m"),
        pytest.param("POLYGON ZM((0 0 5 1, 10 0 5 1, 10 10 5 1, 0 0 5 1))", id="zm"),
    ],
)
def test_heights_and_measures_are_dropped(wkt, context):
    shape = qgis_io.to_rd(QgsGeometry.fromWkt(wkt), qgis_io.rd_crs(), context)
    assert shape.wkt == "POLYGON ((0 0, 10 0, 10 10, 0 0))"


@pytest.mark.parametrize(
    "wkt",
    [
        pytest.param("CURVEPOLYGON(CIRCULARSTRING(0 0, 10 10, 20 0, 10 -10, 0 0))", id="circle"),
        pytest.param("CURVEPOLYGON Z(CIRCULARSTRING Z(0 0 1, 10 10 1, 20 0 1, 10 -10 1, 0 0 1))", id="circle-with-z"),
        pytest.param("MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(0 0, 10 10, 20 0, 10 -10, 0 0)))", id="surface"),
    ],
)
def test_curves_become_short_straight_lines(wkt, context):
    shape = qgis_io.to_rd(QgsGeometry.fromWkt(wkt), qgis_io.rd_crs(), context)
    assert shape.geom_type in ("Polygon", "MultiPolygon")
    assert shape.area == pytest.approx(314.159, rel=0.002)


def test_a_layer_without_coordinate_system_is_refused_in_dutch(context):
    with pytest.raises(qgis_io.QgisIoError, match="geen coördinatenstelsel"):
        qgis_io.to_rd(QgsGeometry.fromWkt(FIELD_WKT), crs(""), context)


def test_a_grid_without_a_place_on_earth_is_refused_in_dutch(context):
    site_grid = QgsCoordinateReferenceSystem.fromWkt('LOCAL_CS["Bouwplaats",UNIT["metre",1]]')
    with pytest.raises(qgis_io.QgisIoError, match=r"\(Bouwplaats\) kan niet naar EPSG:28992"):
        qgis_io.to_rd(QgsGeometry.fromWkt(FIELD_WKT), site_grid, context)


def test_coordinates_outside_the_range_of_their_system_are_refused_in_dutch(context):
    with pytest.raises(qgis_io.QgisIoError, match="omgerekend"):
        qgis_io.to_rd(QgsGeometry.fromWkt("POINT(240000 556000)"), crs(WGS84), context)


def test_no_geometry_stays_no_geometry(context):
    assert qgis_io.to_rd(QgsGeometry(), qgis_io.rd_crs(), context) is None
    assert qgis_io.from_rd(None).isNull()


def test_a_surface_of_triangles_is_refused_in_dutch(context):
    geometry = QgsGeometry.fromWkt("TIN(((0 0, 1 0, 0 1, 0 0)))")
    if geometry.isNull():
        pytest.skip("this QGIS cannot read a TIN")
    with pytest.raises(qgis_io.QgisIoError, match="kan worden getoetst"):
        qgis_io.to_rd(geometry, qgis_io.rd_crs(), context)
