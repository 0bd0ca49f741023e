"""The policy catalogue: yaml in `resources/catalogue`, read and validated into domain objects."""

from bodem_ondergrond.plugin.catalogue.fields import CatalogueError
from bodem_ondergrond.plugin.catalogue.loader import CATALOGUE_FOLDER, load_catalogue
from bodem_ondergrond.plugin.catalogue.sentences import PATTERNS, fill

__all__ = ["CATALOGUE_FOLDER", "PATTERNS", "CatalogueError", "fill", "load_catalogue"]
