"""What stands in the trees of the panel, as plain data: theme, finding, layer, detail.

Pure functions from an assessment, or a package, to nodes; `node_model` shows them and knows nothing of policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor, QIcon

from bodem_ondergrond.plugin.domain import (
    Assessment,
    Catalogue,
    Finding,
    LayerOutcome,
    Outcome,
    Verdict,
)
from bodem_ondergrond.plugin.gui import badges, words
from bodem_ondergrond.plugin.gui.details import finding_details, layer_details
from bodem_ondergrond.plugin.paragraph.account import certainty


class NodeKind(Enum):
    """What a row of a tree is; the delegate draws each kind in its own way."""

    THEMA = "thema"
    BEVINDING = "bevinding"
    LAAG = "laag"
    GROEP = "groep"
    BIJZONDERHEID = "bijzonderheid"


@dataclass
class Badge:
    """Icon, word and colour together, so that none of them ever stands alone."""

    word: str
    icon: QIcon
    colour: QColor


@dataclass
class Node:
    """One row of a tree.

    Attributes:
        title: the name, in bold for findings and themes.
        text: sentence or value below it, wrapped.
        badge: verdict or outcome.
        icon: what a theme row starts with.
        trailing: short figure at the right end.
        finding: the finding the row belongs to, also for the details below it.
        layer: id of the policy layer of a layer row.
        muted: shown in grey (not hit, or set aside by an expert).
        expanded: whether the row starts open.
    """

    kind: NodeKind
    title: str
    text: str = ""
    badge: Badge | None = None
    icon: QIcon | None = None
    trailing: str = ""
    finding: Finding | None = None
    layer: str | None = None
    muted: bool = False
    expanded: bool = False
    children: list[Node] = field(default_factory=list)
    parent: Node | None = field(default=None, repr=False, compare=False)

    def add(self, child: Node) -> Node:
        """Append a child and return it."""
        child.parent = self
        self.children.append(child)
        return child

    @property
    def row(self) -> int:
        """Position among the siblings."""
        return self.parent.children.index(self) if self.parent is not None else 0

    @property
    def spoken(self) -> str:
        """The whole row as a screen reader says it."""
        parts = [self.badge.word if self.badge else "", self.title, self.trailing, self.text]
        return ". ".join(part for part in parts if part)


def verdict_badge(verdict: Verdict) -> Badge:
    """Return the badge of a verdict."""
    return Badge(words.verdict_word(verdict), badges.verdict_icon(verdict), badges.verdict_colour(verdict))


def outcome_badge(outcome: Outcome) -> Badge:
    """Return the badge of the outcome of a layer."""
    return Badge(words.outcome_word(outcome), badges.outcome_icon(outcome), badges.outcome_colour(outcome))


def certain_nodes(assessment: Assessment, catalogue: Catalogue, zekerheid: str) -> Node:
    """Return the tree of only the findings that are so certain, see `certainty`; nothing of layers without one."""
    findings = tuple(finding for finding in assessment.bevindingen if certainty(finding) == zekerheid)
    return result_nodes(replace(assessment, bevindingen=findings, lagen=()), catalogue)


def result_nodes(assessment: Assessment, catalogue: Catalogue) -> Node:
    """Return the tree of the result: per theme its findings, then what was not checked, then what was not hit."""
    root = Node(NodeKind.GROEP, "")
    for theme_id in _theme_order(assessment, catalogue):
        findings = [finding for finding in assessment.bevindingen if finding.thema == theme_id]
        layers = [layer for layer in assessment.lagen if layer.thema == theme_id]
        theme = root.add(_theme_node(theme_id, findings, layers, catalogue))
        for finding in sorted(findings, key=_weight):
            theme.add(finding_node(finding, catalogue))
        for layer in layers:
            if not (layer.uitkomst is Outcome.NIET_GERAAKT or _speaks(layer, assessment.bevindingen)):
                theme.add(outcome_node(layer, catalogue))
        _add_not_hit(theme, [layer for layer in layers if layer.uitkomst is Outcome.NIET_GERAAKT], catalogue)
    return root


def finding_node(finding: Finding, catalogue: Catalogue) -> Node:
    """Return a finding with its evidence below it."""
    rule = catalogue.regels.get(finding.regel)
    node = Node(
        NodeKind.BEVINDING,
        title=_finding_title(finding, rule.titel if rule else finding.regel),
        text=finding.zinnen[0] if finding.zinnen else "",
        badge=verdict_badge(finding.oordeel),
        trailing=_finding_figure(finding),
        finding=finding,
        muted=finding.correctie is not None,
    )
    for title, text in finding_details(finding, catalogue):
        if text:
            node.add(Node(NodeKind.BIJZONDERHEID, title, text, finding=finding))
    return node


def outcome_node(layer: LayerOutcome, catalogue: Catalogue) -> Node:
    """Return the row of a layer without a finding, with the reason."""
    text = layer.reden or ""
    if layer.uitkomst is Outcome.GERAAKT and not text:
        text = QCoreApplication.translate("Nodes", "On the map here, but no rule speaks for these works.")
    node = Node(
        NodeKind.LAAG,
        title=_layer_name(layer.laag, catalogue),
        text=text,
        badge=outcome_badge(layer.uitkomst),
        layer=layer.laag,
        muted=layer.uitkomst is Outcome.NIET_GERAAKT,
    )
    for title, detail in layer_details(layer):
        if detail:
            node.add(Node(NodeKind.BIJZONDERHEID, title, detail, layer=layer.laag))
    return node


def _theme_order(assessment: Assessment, catalogue: Catalogue) -> list[str]:
    """Return the themes that occur, in the order of the catalogue; a theme it does not know comes last."""
    present = {finding.thema for finding in assessment.bevindingen} | {layer.thema for layer in assessment.lagen}
    return [theme for theme in catalogue.themas if theme in present] + sorted(present - set(catalogue.themas))


def _weight(finding: Finding) -> tuple[bool, int]:
    """Order findings within a theme: those that count first, then by weight."""
    return finding.correctie is not None, finding.oordeel.rank


def _speaks(layer: LayerOutcome, findings: Sequence[Finding]) -> bool:
    """Return whether a layer that is hit is already shown through a finding."""
    return layer.uitkomst is Outcome.GERAAKT and any(finding.laag == layer.laag for finding in findings)


def _theme_node(theme_id: str, findings: list[Finding], layers: list[LayerOutcome], catalogue: Catalogue) -> Node:
    counting = [finding for finding in findings if finding.correctie is None]
    heaviest = min((finding.oordeel for finding in counting), key=lambda verdict: verdict.rank, default=None)
    verdicts = [(verdict, sum(f.oordeel is verdict for f in counting)) for verdict in Verdict]
    outcomes = [(outcome, sum(layer.uitkomst is outcome for layer in layers)) for outcome in Outcome]
    theme = catalogue.themas.get(theme_id)
    return Node(
        NodeKind.THEMA,
        title=words.catalogue_name(theme) if theme else theme_id,
        text=", ".join(
            part for part in (words.summary_text(verdicts, outcomes), _silent_text(layers, findings)) if part
        ),
        badge=verdict_badge(heaviest) if heaviest else _quiet_badge(layers),
        icon=badges.theme_symbol(theme_id),
        expanded=bool(counting) or any(layer.uitkomst is Outcome.NIET_GETOETST for layer in layers),
    )


def _silent_text(layers: list[LayerOutcome], findings: list[Finding]) -> str:
    """Return how many layers are hit while no rule speaks for these works."""
    count = sum(layer.uitkomst is Outcome.GERAAKT and not _speaks(layer, findings) for layer in layers)
    if count == 0:
        return ""
    return QCoreApplication.translate("Nodes", "{} hit without a rule").format(count).replace(" ", words.NBSP)


def _quiet_badge(layers: list[LayerOutcome]) -> Badge | None:
    """Return the badge of a theme without findings: what was not checked weighs more than what was not hit."""
    for outcome in (Outcome.NIET_GETOETST, Outcome.GEEN_GEGEVENS, Outcome.NIET_GERAAKT):
        if any(layer.uitkomst is outcome for layer in layers):
            return outcome_badge(outcome)
    return None


def _add_not_hit(theme: Node, layers: list[LayerOutcome], catalogue: Catalogue) -> None:
    """Put the layers that were not hit under one closed row, so that they are there without being in the way."""
    if not layers:
        return
    group = theme.add(
        Node(
            NodeKind.GROEP,
            title=words.outcome_count(Outcome.NIET_GERAAKT, len(layers)),
            text=", ".join(_layer_name(layer.laag, catalogue) for layer in layers),
            badge=outcome_badge(Outcome.NIET_GERAAKT),
            muted=True,
        )
    )
    for layer in layers:
        group.add(outcome_node(layer, catalogue))


def _finding_title(finding: Finding, title: str) -> str:
    """Return the name of the rule; set aside by an expert, it says so."""
    if finding.correctie is None:
        return title
    return QCoreApplication.translate("Nodes", "Set aside: {}").format(title)


def _finding_figure(finding: Finding) -> str:
    if finding.overlap_m2 > 0:
        return words.extent_text(finding.overlap_m2, finding.aandeel)
    if finding.afstand_m is not None:
        return words.distance_text(finding.afstand_m)
    return ""


def _layer_name(layer_id: str, catalogue: Catalogue) -> str:
    layer = catalogue.lagen.get(layer_id)
    return words.catalogue_name(layer) if layer else layer_id
