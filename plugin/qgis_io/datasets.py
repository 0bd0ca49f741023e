"""Opening a GeoPackage with GDAL, whatever else in QGIS has told GDAL about errors."""

from __future__ import annotations

from pathlib import Path

from osgeo import ogr

from bodem_ondergrond.plugin.qgis_io.errors import QgisIoError


def open_dataset(path: str) -> ogr.DataSource:
    """Open a file for reading.

    Raises:
        QgisIoError: there is no such file, or it is no GeoPackage.
    """
    if not Path(path).is_file():
        raise QgisIoError(f"Het beleidspakket {path} bestaat niet. Kies een GeoPackage (.gpkg).")
    try:
        dataset = ogr.Open(path, 0)
    except RuntimeError:  # other plugins may have told GDAL to raise
        dataset = None
    if dataset is None or dataset.GetDriver().GetName() != "GPKG":
        raise QgisIoError(f"Het beleidspakket {path} is geen GeoPackage of is beschadigd. Kies een GeoPackage (.gpkg).")
    return dataset
