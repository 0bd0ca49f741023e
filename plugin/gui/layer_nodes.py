"""The rows of the page Lagen: per theme every policy layer, with state, source, date and health."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

from bodem_ondergrond.plugin.domain import Catalogue, CatalogueLayer, DataSource, Outcome
from bodem_ondergrond.plugin.gui import badges, words
from bodem_ondergrond.plugin.gui.details import citation_text
from bodem_ondergrond.plugin.gui.nodes import Badge, Node, NodeKind
from bodem_ondergrond.plugin.gui.widgets import theme_icon

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.overlay import PolicyPackage

_LOADED_COLOUR = "#16796f"
_MOST_PROBLEMS = 10
_PROJECT = "project"


def package_nodes(package: PolicyPackage | None, catalogue: Catalogue) -> Node:
    """Return the tree of the catalogue with the state of each layer in the package."""
    root = Node(NodeKind.GROEP, "")
    themes = [(theme.id, words.catalogue_name(theme)) for theme in catalogue.themas.values()]
    frame = QCoreApplication.translate("LayerNodes", "Frame (province, municipalities, built-up area)")
    shown = _shown_layers(package, catalogue)
    for theme_id, name in [*themes, ("", frame)]:
        layers = [layer for layer in shown if ("" if layer.kader else layer.thema) == theme_id]
        if not layers:
            continue
        icon = badges.theme_symbol(theme_id) if theme_id else theme_icon("mIconPolygonLayer")
        theme = root.add(Node(NodeKind.THEMA, name, icon=icon))
        for layer in layers:
            theme.add(_layer_node(layer, package, catalogue))
        theme.text = _state_counts(layers, package) if package is not None else ""
        theme.expanded = any(_is_broken(package, layer) for layer in layers)
    return root


def package_summary(package: PolicyPackage | None, catalogue: Catalogue) -> str:
    """Return how many layers of the catalogue are loaded, without data, or broken."""
    return _state_counts(_shown_layers(package, catalogue), package) if package is not None else ""


def _shown_layers(package: PolicyPackage | None, catalogue: Catalogue) -> list[CatalogueLayer]:
    """Return the layers for all of Drenthe, and the municipalities' own ones that the package holds."""
    held = {} if package is None else package.lagen
    return [layer for layer in catalogue.lagen.values() if layer.gemeente is None or layer.id in held]


def _state_counts(layers: list[CatalogueLayer], package: PolicyPackage | None) -> str:
    states = [_state(package, layer.id) for layer in layers]
    counts = [(word, states.count(word)) for word in (_loaded_word(), _no_data_word(), _error_word())]
    return ", ".join(f"{count}{words.NBSP}{word}" for word, count in counts if count)


def _layer_node(layer: CatalogueLayer, package: PolicyPackage | None, catalogue: Catalogue) -> Node:
    data = package.lagen.get(layer.id) if package is not None else None
    node = Node(NodeKind.LAAG, words.catalogue_name(layer), layer=layer.id)
    if package is not None:
        node.badge = _state_badge(package, layer.id)
        node.trailing = _objects_text(data)
        node.text = _reason(data) or _project_text(data)
    for title, text in _layer_details(layer, data, catalogue):
        if text:
            node.add(Node(NodeKind.BIJZONDERHEID, title, text, layer=layer.id))
    return node


def _layer_details(layer: CatalogueLayer, data: Any, catalogue: Catalogue) -> list[tuple[str, str]]:
    source = getattr(data, "source", None)
    return [
        (QCoreApplication.translate("LayerNodes", "Source of the data"), _source_text(source)),
        (
            QCoreApplication.translate("LayerNodes", "Reference date"),
            words.date_text(source.peildatum) if source and source.peildatum else "",
        ),
        (QCoreApplication.translate("LayerNodes", "Health"), _health(data)),
        (QCoreApplication.translate("LayerNodes", "Steward"), layer.beheerder),
        (
            QCoreApplication.translate("LayerNodes", "Policy"),
            "\n".join(citation_text(citation, catalogue) for citation in layer.bronnen),
        ),
        (QCoreApplication.translate("LayerNodes", "Name in the package"), layer.id),
    ]


def _project_text(data: Any) -> str:
    """Return which layer of the project stands in for a policy layer; empty when it comes from the package."""
    source = getattr(data, "source", None)
    return _source_text(source) if source is not None and source.soort == _PROJECT else ""


def _source_text(source: DataSource | None) -> str:
    if source is None or source.soort != _PROJECT:
        return source.locatie if source is not None else ""
    return QCoreApplication.translate("LayerNodes", "layer of the project: {}").format(source.locatie)


def _loaded_word() -> str:
    return QCoreApplication.translate("LayerNodes", "loaded")


def _no_data_word() -> str:
    return words.outcome_word(Outcome.GEEN_GEGEVENS)


def _error_word() -> str:
    return QCoreApplication.translate("LayerNodes", "error")


def _is_broken(package: PolicyPackage | None, layer: CatalogueLayer) -> bool:
    return package is not None and _state(package, layer.id) == _error_word()


def _state(package: PolicyPackage | None, layer_id: str) -> str:
    data = package.lagen.get(layer_id) if package is not None else None
    outcome = getattr(data, "uitkomst", None)
    if data is None or outcome is Outcome.GEEN_GEGEVENS:
        return _no_data_word()
    return _error_word() if outcome is not None else _loaded_word()


def _state_badge(package: PolicyPackage, layer_id: str) -> Badge:
    word = _state(package, layer_id)
    if word == _loaded_word():
        return Badge(word, theme_icon("mIconSuccess"), QColor(_LOADED_COLOUR))
    outcome = Outcome.NIET_GETOETST if word == _error_word() else Outcome.GEEN_GEGEVENS
    return Badge(word, badges.outcome_icon(outcome), badges.outcome_colour(outcome))


def _reason(data: Any) -> str:
    """Return why a layer cannot be checked; a layer that is absent says so too."""
    if data is None:
        return QCoreApplication.translate("LayerNodes", "Not in this package.")
    return str(getattr(data, "reden", ""))


def _objects_text(data: Any) -> str:
    geometries = getattr(data, "geometries", None)
    if geometries is None:
        return ""
    count = words.number_text(len(geometries), 0)
    return QCoreApplication.translate("LayerNodes", "{} objects").format(count)


def _health(data: Any) -> str:
    """Return what was repaired or left out, with the first problems by name."""
    if getattr(data, "geometries", None) is None:
        return ""
    lines = []
    if data.repaired:
        lines.append(QCoreApplication.translate("LayerNodes", "{} geometries repaired").format(data.repaired))
    if data.skipped:
        lines.append(QCoreApplication.translate("LayerNodes", "{} objects left out").format(data.skipped))
    lines += _sentences(data)
    return "\n".join(lines) or QCoreApplication.translate("LayerNodes", "nothing repaired, nothing left out")


def _sentences(data: Any) -> list[str]:
    problems = list(data.problems)
    lines = [problem.melding for problem in problems[:_MOST_PROBLEMS]]
    if len(problems) > _MOST_PROBLEMS:
        more = QCoreApplication.translate("LayerNodes", "and {} more").format(len(problems) - _MOST_PROBLEMS)
        lines.append(more)
    return lines
