"""Small files to read: made with fiona, and where it has to be damaged, with SQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import fiona
import shapely

from bodem_ondergrond.test.core.overlay.worlds import catalogue_layer, class_field

ACTIVITIES = {"woningbouw": None, "grondverzet": None}


def small_catalogue(*layers):
    """A catalogue of a few layers; by default one of each kind and the province."""
    chosen = layers or (
        catalogue_layer("nnn", velden=[class_field("type", "natuur", "verbinding")]),
        catalogue_layer("keileem"),
        catalogue_layer("buisleidingen", "lijn"),
        catalogue_layer("oude_winlocaties", "punt"),
        catalogue_layer("provincie", kader=True),
    )
    return SimpleNamespace(lagen={layer.id: layer for layer in chosen}, activiteiten=ACTIVITIES)


def write_layer(path, layer, geometries, crs="EPSG:28992", driver="GPKG", geometry="MultiPolygon", **columns):
    """Add a layer to a file; `columns` are lists of values, of one type each."""
    kinds = {name: type(next((v for v in values if v is not None), "")).__name__ for name, values in columns.items()}
    schema = {"geometry": geometry, "properties": kinds}
    with fiona.open(path, "w", driver=driver, layer=layer, schema=schema, crs=crs) as sink:
        for i, shape in enumerate(geometries):
            properties = {name: values[i] for name, values in columns.items()}
            sink.write(
                {"geometry": shape and shapely.geometry.mapping(fitting(shape, geometry)), "properties": properties}
            )
    return path


def fitting(shape, geometry):
    return shapely.MultiPolygon([shape]) if geometry == "MultiPolygon" and shape.geom_type == "Polygon" else shape


def edit(path, *statements):
    """Change a GeoPackage with SQL, without the functions that its triggers call."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(statement)
        connection.commit()
    return path


def add_table(path, **values):
    """Write `bo_pakket`; a double underscore in a name stands for a colon."""
    rows = [("INSERT INTO bo_pakket VALUES (?, ?)", (key.replace("__", ":"), value)) for key, value in values.items()]
    return edit(path, "CREATE TABLE bo_pakket (key TEXT, value TEXT)", *rows)


def geometry_blob(wkb, srs=28992):
    """Put well-known binary in the header of a GeoPackage, without envelope."""
    return b"GP\x00\x01" + srs.to_bytes(4, "little", signed=True) + wkb
