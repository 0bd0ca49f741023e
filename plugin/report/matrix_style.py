"""How the matrix looks in QGIS: each plan area in the colour of its heaviest verdict, as a style file (QML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bodem_ondergrond.plugin.domain import Verdict

# The colours of the icons in resources/icons: told apart with the common kinds of colour blindness and in grey.
VERDICT_COLOURS = {
    Verdict.VERBOD: "#7d0a1e",
    Verdict.NEE_TENZIJ: "#d1560f",
    Verdict.ONDERZOEK: "#4b2384",
    Verdict.JA_MITS: "#1f6fc4",
    Verdict.AANDACHT: "#f6c71c",
    Verdict.KANS: "#2cc491",
    Verdict.GEEN_BELEMMERING: "#6f7781",
}
VERDICT_WORDS = {
    Verdict.VERBOD: "verbod",
    Verdict.NEE_TENZIJ: "nee, tenzij",
    Verdict.ONDERZOEK: "onderzoek",
    Verdict.JA_MITS: "ja, mits",
    Verdict.AANDACHT: "aandacht",
    Verdict.KANS: "kans",
    Verdict.GEEN_BELEMMERING: "geen belemmering",
}
_NOTHING, _FAILED = "geen bevindingen", "niet getoetst"
# Not checked is never the same as nothing found, also not for who cannot see colours: it is hatched by its outline.
_VALUE = (
    f"coalesce(zwaarste_oordeel, if(fout is null and lagen_niet_getoetst &lt; lagen_geraakt + lagen_niet_geraakt + "
    f"lagen_geen_gegevens + lagen_niet_getoetst, '{_NOTHING}', '{_FAILED}'))"
)
_OPACITY = 190


class _Look(NamedTuple):
    """A class of the legend: its value, its words, the colour of its area and how that is filled."""

    value: str
    words: str
    colour: str
    fill: str = "solid"


def _looks() -> Iterator[_Look]:
    for verdict, colour in VERDICT_COLOURS.items():
        yield _Look(verdict.value, VERDICT_WORDS[verdict].capitalize(), colour)
    yield _Look(_NOTHING, _NOTHING.capitalize(), "#ffffff")
    yield _Look(_FAILED, _FAILED.capitalize(), "#b4475a", "b_diagonal")


def matrix_qml() -> str:
    """Return the style of the layer `matrix`: by heaviest verdict, heaviest first in the legend."""
    looks = list(_looks())
    categories = "".join(
        f'<category symbol="{i}" value="{look.value}" label="{look.words}" render="true"/>\n'
        for i, look in enumerate(looks)
    )
    symbols = "".join(_symbol(i, look) for i, look in enumerate(looks))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22.0" styleCategories="Symbology">\n'
        f'<renderer-v2 type="categorizedSymbol" attr="{_VALUE}" symbollevels="0" enableorderby="0" forceraster="0">\n'
        f"<categories>\n{categories}</categories>\n<symbols>\n{symbols}</symbols>\n</renderer-v2>\n</qgis>\n"
    )


def _symbol(number: int, look: _Look) -> str:
    red, green, blue = (int(look.colour[i : i + 2], 16) for i in (1, 3, 5))
    properties = {
        "color": f"{red},{green},{blue},{_OPACITY}",
        "style": look.fill,
        "outline_color": "60,60,60,255",
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }
    options = "".join(f'<Option name="{name}" value="{value}" type="QString"/>\n' for name, value in properties.items())
    return (
        f'<symbol name="{number}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">\n'
        '<layer class="SimpleFill" enabled="1" locked="0" pass="0">\n'
        f'<Option type="Map">\n{options}</Option>\n</layer>\n</symbol>\n'
    )
