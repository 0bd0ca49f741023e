"""Files outside QGIS: policy packages and plan areas in, matrix and findings out."""

from bodem_ondergrond.plugin.storage.errors import StorageError
from bodem_ondergrond.plugin.storage.matrix_file import MatrixFile, write_matrix
from bodem_ondergrond.plugin.storage.package import read_package
from bodem_ondergrond.plugin.storage.plan_areas import count_plan_areas, iterate_plan_areas, read_plan_areas

__all__ = [
    "MatrixFile",
    "StorageError",
    "count_plan_areas",
    "iterate_plan_areas",
    "read_package",
    "read_plan_areas",
    "write_matrix",
]
