"""The evidence below a finding or a layer, as pairs of label and text."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from bodem_ondergrond.plugin.domain import (
    Answer,
    Calculation,
    Catalogue,
    Citation,
    Correction,
    DepthRange,
    Finding,
    LayerOutcome,
    VerdictOrigin,
)
from bodem_ondergrond.plugin.gui import words

_COMPARISONS = {"<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}
_MARKS = {True: "✓", False: "✗", None: "?"}
_MAP_LAYER = "kaartlaag "
_BULLET = "• "


def finding_details(finding: Finding, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the evidence of a finding in the order in which a planner asks for it; empty texts are to be skipped."""
    return [
        (QCoreApplication.translate("Details", "Set aside because"), _correction_text(finding.correctie)),
        (QCoreApplication.translate("Details", "What to know"), _lines(finding.zinnen[1:])),
        (QCoreApplication.translate("Details", "Missing"), _missing_text(finding, catalogue)),
        (QCoreApplication.translate("Details", "Assumed"), _lines(finding.aannames)),
        (
            QCoreApplication.translate("Details", "Arithmetic"),
            "\n".join(calculation_text(calculation, catalogue) for calculation in finding.rekenregels),
        ),
        (QCoreApplication.translate("Details", "What to do"), _lines(finding.acties)),
        (QCoreApplication.translate("Details", "Competent authority"), _authority_text(finding, catalogue)),
        (QCoreApplication.translate("Details", "On the map"), _place_text(finding)),
        (QCoreApplication.translate("Details", "Depth"), _depth_text(finding.diepte)),
        (
            QCoreApplication.translate("Details", "Sources"),
            _lines(tuple(citation_text(citation, catalogue) for citation in finding.bronnen)),
        ),
        (QCoreApplication.translate("Details", "Verdict"), _origin_text(finding)),
    ]


def layer_details(layer: LayerOutcome) -> list[tuple[str, str]]:
    """Return where the data of a layer came from and what was done to them."""
    date = layer.bron.peildatum
    return [
        (QCoreApplication.translate("Details", "Data"), _data_text(layer)),
        (QCoreApplication.translate("Details", "Reference date"), words.date_text(date) if date else ""),
        (
            QCoreApplication.translate("Details", "Outside the coverage"),
            words.area_text(layer.buiten_dekking_m2) if layer.buiten_dekking_m2 > 0 else "",
        ),
    ]


def calculation_text(calculation: Calculation, catalogue: Catalogue) -> str:
    """Write the arithmetic of a threshold on one line: `✓ disturbed area: 900 m² ≤ 1.000 m²`."""
    unit = words.unit_text(calculation.eenheid)
    sign = _COMPARISONS.get(calculation.vergelijking, calculation.vergelijking)
    comparison = f"{_figure(calculation.waarde, unit)} {sign} {_figure(calculation.grens, unit)}"
    line = (
        f"{_MARKS[calculation.voldaan]}{words.NBSP}{words.figure_word(calculation.grootheid, catalogue)}: {comparison}"
    )
    source = source_text(calculation.bron, catalogue)
    return f"{line} ({source})" if source else line


def citation_text(citation: Citation, catalogue: Catalogue) -> str:
    """Write a citation with the short title of its document."""
    source = catalogue.bronnen.get(citation.document)
    return f"{source.kort if source else citation.document}, {citation.paragraaf}"


def source_text(reference: str, catalogue: Catalogue) -> str:
    """Write a reference as the engine gives it: a document with section (`strategie-2021 6.6`) or a map layer."""
    first, _, place = reference.removeprefix(_MAP_LAYER).partition(" ")
    if first in catalogue.lagen:
        text = QCoreApplication.translate("Details", "map layer {}")
        return text.format(words.catalogue_name(catalogue.lagen[first]))
    source = catalogue.bronnen.get(first)
    return f"{source.kort}, {place}" if source and place else reference


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return words.answer_word(Answer.ONBEKEND)
    return f"{words.number_text(value)}{words.NBSP}{unit}".strip()


def _lines(sentences: tuple[str, ...]) -> str:
    """Return one sentence as it is, and several as a list."""
    if len(sentences) < 2:
        return "".join(sentences)
    return "\n".join(f"{_BULLET}{sentence}" for sentence in sentences)


def _missing_text(finding: Finding, catalogue: Catalogue) -> str:
    return _lines(tuple(words.figure_word(name, catalogue) for name in finding.ontbreekt))


def _correction_text(correction: Correction | None) -> str:
    if correction is None:
        return ""
    return f"{correction.reden} ({correction.door}, {words.date_text(correction.tijdstip)})"


def _authority_text(finding: Finding, catalogue: Catalogue) -> str:
    known = catalogue.bevoegd_gezag
    return _lines(tuple(known[who].naam if who in known else who for who in finding.bevoegd_gezag))


def _place_text(finding: Finding) -> str:
    """Write how much is hit, how far the nearest object is, and which objects they are."""
    parts = []
    if finding.overlap_m2 > 0:
        share = words.share_text(finding.aandeel)
        text = QCoreApplication.translate("Details", "{area}, {share} of the plan area")
        parts.append(text.format(area=words.area_text(finding.overlap_m2), share=share))
    if finding.marginaal:
        parts.append(QCoreApplication.translate("Details", "a sliver along the edge"))
    if finding.afstand_m is not None:
        text = QCoreApplication.translate("Details", "nearest object at {}")
        parts.append(text.format(words.distance_text(finding.afstand_m)))
    names = sorted({item.naam for item in finding.objecten if item.naam})
    if names:
        parts.append(", ".join(names))
    return "; ".join(parts)


def _depth_text(depth: DepthRange | None) -> str:
    if depth is None:
        return ""
    if depth.tot_m is None:
        text = QCoreApplication.translate("Details", "deeper than {} m below ground level")
        return text.format(words.number_text(depth.van_m))
    text = QCoreApplication.translate("Details", "{top} to {bottom} m below ground level")
    return text.format(top=words.number_text(depth.van_m), bottom=words.number_text(depth.tot_m))


def _origin_text(finding: Finding) -> str:
    """Say whether the verdict is the source's own or a reading of it."""
    if finding.herkomst_oordeel is VerdictOrigin.BRON:
        return QCoreApplication.translate("Details", "stated by the source itself")
    return QCoreApplication.translate("Details", "our reading; the source does not state the regime")


def _data_text(layer: LayerOutcome) -> str:
    if not layer.objecten and not layer.bron.locatie:
        return ""
    parts = [QCoreApplication.translate("Details", "{} objects").format(layer.objecten)]
    if layer.hersteld:
        parts.append(QCoreApplication.translate("Details", "{} repaired").format(layer.hersteld))
    if layer.overgeslagen:
        parts.append(QCoreApplication.translate("Details", "{} left out").format(layer.overgeslagen))
    return ", ".join(parts)
