"""The parameters LENGTE and FORMATEN, which two algorithms share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterEnum
from qgis.PyQt.QtCore import QCoreApplication, QVariant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bodem_ondergrond.plugin.paragraph import Length
    from bodem_ondergrond.plugin.processing.algorithm import BodemOndergrondAlgorithm

LENGTE, FORMATEN = "LENGTE", "FORMATEN"
LENGTHS = ("kort", "normaal", "uitgebreid")
_DEFAULT_LENGTH = "normaal"
# Written as words, not as positions: a new format does not change what a model has stored.
FORMATS = ("html", "md", "txt", "odt", "pdf")
_DEFAULT_FORMATS = "html"


def add_text_parameters(algorithm: BodemOndergrondAlgorithm) -> None:
    """Add the parameters to an algorithm."""
    algorithm.add(
        QgsProcessingParameterEnum(
            LENGTE,
            QCoreApplication.translate("TextParameters", "Length of the text"),
            options=list(LENGTHS),
            defaultValue=_DEFAULT_LENGTH,
            usesStaticStrings=True,
        ),
        QCoreApplication.translate(
            "TextParameters", "Short (kort), normal (normaal) or extended (uitgebreid). The text is always in Dutch."
        ),
    )
    algorithm.add(
        QgsProcessingParameterEnum(
            FORMATEN,
            QCoreApplication.translate("TextParameters", "Formats of the text"),
            options=list(FORMATS),
            allowMultiple=True,
            defaultValue=_DEFAULT_FORMATS,
            optional=True,
            usesStaticStrings=True,
        ),
        QCoreApplication.translate(
            "TextParameters", "html, md (Markdown), txt, odt (for Word and LibreOffice), pdf. None: no text is written."
        ),
    )


def with_words(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters with positions of options ("0", 2, "0,1") turned into the words they stand for.

    The help of `qgis_process` names positions only, and so do scripts that were written by it.
    """
    changed = dict(parameters)
    for name, words in ((LENGTE, LENGTHS), (FORMATEN, FORMATS)):
        if name in changed:
            changed[name] = _words(changed[name], words)
    # No formats: `--FORMATEN=` of `qgis_process` comes as a null value, while Processing accepts an empty list only.
    formats = changed.get(FORMATEN)
    if formats == "" or (isinstance(formats, QVariant) and formats.isNull()):
        changed[FORMATEN] = []
    return changed


def _words(value: Any, words: Sequence[str]) -> Any:
    if isinstance(value, (list, tuple)):
        return [_words(item, words) for item in value]
    if isinstance(value, str) and "," in value:
        return ",".join(str(_words(item.strip(), words)) for item in value.split(","))
    text = str(value).strip()
    return words[int(text)] if text.isdigit() and int(text) < len(words) else value


def read_text_parameters(
    algorithm: BodemOndergrondAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[Length, tuple[str, ...]]:
    """Return length and formats as chosen.

    Raises:
        FormatError: a format is not known.
    """
    from bodem_ondergrond.plugin.jobs.texts import IN_QGIS_ONLY, parse_formats
    from bodem_ondergrond.plugin.paragraph import Length

    chosen = with_words(parameters)
    length = Length(algorithm.parameterAsEnumString(chosen, LENGTE, context))
    if chosen.get(FORMATEN) == []:  # Processing would take the default
        return length, ()
    names = ",".join(algorithm.parameterAsEnumStrings(chosen, FORMATEN, context))
    return length, parse_formats(names, more=IN_QGIS_ONLY)
