"""The parameters that say which text is written, and in which formats; algorithms share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication, QVariant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bodem_ondergrond.plugin.domain import Catalogue
    from bodem_ondergrond.plugin.jobs.writing import TextChoices
    from bodem_ondergrond.plugin.processing.algorithm import BodemOndergrondAlgorithm

SOORT, LENGTE, OPGAVEN, LATER, FORMATEN = "SOORT", "LENGTE", "OPGAVEN", "LATER", "FORMATEN"
KINDS = ("omgevingsvisie", "motivering")
_DEFAULT_KIND = "omgevingsvisie"
LENGTHS = ("kort", "normaal", "uitgebreid")
_DEFAULT_LENGTH = "normaal"
# Written as words, not as positions: a new format does not change what a model has stored.
FORMATS = ("html", "md", "txt", "odt", "pdf")
_DEFAULT_FORMATS = "html"


def add_text_parameters(algorithm: BodemOndergrondAlgorithm) -> None:
    """Add the parameters to an algorithm."""
    algorithm.add(
        QgsProcessingParameterEnum(
            SOORT,
            QCoreApplication.translate("TextParameters", "Kind of text"),
            options=list(KINDS),
            defaultValue=_DEFAULT_KIND,
            usesStaticStrings=True,
        ),
        QCoreApplication.translate(
            "TextParameters", "A chapter of an omgevingsvisie, or the paragraphs for a plan (motivering)."
        ),
    )
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
        QgsProcessingParameterString(
            OPGAVEN, QCoreApplication.translate("TextParameters", "Opgaven that the text starts from"), optional=True
        ),
        QCoreApplication.translate(
            "TextParameters", "Ids separated by commas, for instance: geothermie, bodemdaling. Each gets a card."
        ),
    )
    algorithm.add(
        QgsProcessingParameterBoolean(
            LATER,
            QCoreApplication.translate("TextParameters", "Only what matters now; the rest under 'Later'"),
            defaultValue=False,
        ),
        QCoreApplication.translate(
            "TextParameters", "What is certain and what the opgaven ask now; all else is listed with its reason."
        ),
    )
    add_formats(algorithm)


def add_formats(algorithm: BodemOndergrondAlgorithm) -> None:
    """Add the parameter for the formats alone."""
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
    for name, words in ((SOORT, KINDS), (LENGTE, LENGTHS), (FORMATEN, FORMATS)):
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


def read_choices(
    algorithm: BodemOndergrondAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    catalogue: Catalogue,
) -> TextChoices:
    """Return which text is asked for.

    Raises:
        JobError: an opgave is not known.
    """
    from bodem_ondergrond.plugin.jobs.texts import parse_opgaven
    from bodem_ondergrond.plugin.jobs.writing import TextChoices
    from bodem_ondergrond.plugin.paragraph import Kind, Length

    chosen = with_words(parameters)
    return TextChoices(
        soort=Kind(algorithm.parameterAsEnumString(chosen, SOORT, context)),
        lengte=Length(algorithm.parameterAsEnumString(chosen, LENGTE, context)),
        opgaven=parse_opgaven(read_names(algorithm, chosen, OPGAVEN, context), catalogue),
        geparkeerd=algorithm.parameterAsBool(chosen, LATER, context),
    )


def read_formats(
    algorithm: BodemOndergrondAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[str, ...]:
    """Return the formats as chosen.

    Raises:
        FormatError: a format is not known.
    """
    from bodem_ondergrond.plugin.jobs.texts import IN_QGIS_ONLY, parse_formats

    chosen = with_words(parameters)
    if chosen.get(FORMATEN) == []:  # Processing would take the default
        return ()
    names = ",".join(algorithm.parameterAsEnumStrings(chosen, FORMATEN, context))
    return parse_formats(names, more=IN_QGIS_ONLY)


def read_names(
    algorithm: BodemOndergrondAlgorithm, parameters: Mapping[str, Any], name: str, context: QgsProcessingContext
) -> str | Sequence[str]:
    """Return ids as they were given: as text, or as a list from a script, of which Processing would make nothing."""
    chosen = parameters.get(name)
    return chosen if isinstance(chosen, (list, tuple)) else str(algorithm.parameterAsString(parameters, name, context))
