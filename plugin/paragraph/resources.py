"""Where the templates and the texts of the paragraph stand, and the one way templates are filled."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import jinja2

# What XML 1.0 cannot hold: control characters but tab and line ends, surrogates, and two code points at the end.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TEMPLATES = _RESOURCES / "templates"
TEXTS = _RESOURCES / "catalogue" / "tekst.yaml"


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """Return the template environment: everything is escaped, and a name that is not given is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["clean"] = clean
    return made


def clean(text: str) -> str:
    """Return a text without the characters that XML, and with it ODT and SVG, cannot hold."""
    return _NOT_IN_XML.sub("", text)
