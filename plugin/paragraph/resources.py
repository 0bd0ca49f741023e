"""Where the templates and the texts of the paragraph stand, and the one way templates are filled."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2

_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TEMPLATES = _RESOURCES / "templates"
TEXTS = _RESOURCES / "catalogue" / "tekst.yaml"


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """Return the template environment: everything is escaped, and a name that is not given is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
