"""Draws the rows of the trees: badge, title, figure and wrapped text, in the palette and font of QGIS."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QModelIndex, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from bodem_ondergrond.plugin.gui import badges
from bodem_ondergrond.plugin.gui.node_model import NODE_ROLE
from bodem_ondergrond.plugin.gui.nodes import Node, NodeKind

_PADDING = 4
_GAP = 6
_WRAP = int(Qt.TextFlag.TextWordWrap) if isinstance(Qt.TextFlag.TextWordWrap, int) else Qt.TextFlag.TextWordWrap.value
_LEFT = _WRAP | int(getattr(Qt.AlignmentFlag.AlignLeft, "value", Qt.AlignmentFlag.AlignLeft))
_UNBOUNDED = 100_000
_MUTED_OPACITY = 0.6


@dataclass
class _Piece:
    """One thing to draw: its place, and text, badge or icon."""

    rect: QRect
    text: str = ""
    bold: bool = False
    quiet: bool = False
    badge_word: bool = False
    badge_icon: bool = False
    theme_icon: bool = False
    right: bool = False


class NodeDelegate(QStyledItemDelegate):
    """Lays out a node once and uses that for its size and for drawing it."""

    def __init__(self, view: QTreeView) -> None:
        """Draw for `view`, whose width the texts wrap to."""
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return the height that the wrapped texts need at the width of the view."""
        width = max(self._view.viewport().width() - self._indent(index), 80)
        pieces = _layout(index.data(NODE_ROLE), option.font, QRect(0, 0, width, _UNBOUNDED))
        bottom = max((piece.rect.bottom() for piece in pieces), default=0)
        return QSize(width, bottom + 1 + _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the background in the style of QGIS, then the pieces."""
        node: Node = index.data(NODE_ROLE)
        style = self._view.style() or QApplication.style()
        painter.save()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view)
        for piece in _layout(node, option.font, option.rect):
            self._draw(painter, option, node, piece)
        painter.restore()

    def _indent(self, index: QModelIndex) -> int:
        depth, parent = 1, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        return depth * self._view.indentation()

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, node: Node, piece: _Piece) -> None:
        badge = node.badge
        painter.setOpacity(_MUTED_OPACITY if node.muted and (piece.badge_icon or piece.badge_word) else 1.0)
        if piece.theme_icon and node.icon is not None:
            node.icon.paint(painter, piece.rect)
            return
        if piece.badge_icon and badge is not None:
            badge.icon.paint(painter, piece.rect)
            return
        painter.setFont(_font(option.font, piece.bold))
        if piece.badge_word and badge is not None:
            _draw_badge(painter, piece.rect, badge.word, badge.colour)
            return
        painter.setPen(_text_colour(option, node.muted or piece.quiet))
        side = Qt.AlignmentFlag.AlignRight if piece.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(piece.rect, _WRAP | int(getattr(side, "value", side)), piece.text)


def _layout(node: Node, font: QFont, room: QRect) -> list[_Piece]:
    """Place the pieces of a node in `room`, from the top down; the height needed is where the last one ends."""
    inner = room.adjusted(_PADDING, _PADDING, -_PADDING, 0)
    if node.kind is NodeKind.BEVINDING:
        return _layout_finding(node, font, inner)
    if node.kind is NodeKind.LAAG:
        return _layout_layer(node, font, inner)
    if node.kind is NodeKind.BIJZONDERHEID:
        return _stack(font, inner, [(node.title, False, True), (node.text, False, False)])
    if node.kind is NodeKind.THEMA:
        return _layout_theme(node, font, inner)
    icon = _icon_size(font)
    pieces = [_Piece(QRect(inner.left(), inner.top(), icon, icon), badge_icon=True)]
    return pieces + _stack(
        font, inner.adjusted(icon + _GAP, 0, 0, 0), [(node.title, False, False), (node.text, False, True)]
    )


def _layout_theme(node: Node, font: QFont, inner: QRect) -> list[_Piece]:
    """Icon of the theme, its name and counts; the heaviest verdict at the right end."""
    icon = _icon_size(font)
    pieces = []
    if node.icon is not None and not node.icon.isNull():
        pieces.append(_Piece(QRect(inner.left(), inner.top(), icon, icon), theme_icon=True))
        inner = inner.adjusted(icon + _GAP, 0, 0, 0)
    if node.badge is not None:
        pieces.append(_Piece(QRect(inner.right() - icon, inner.top(), icon, icon), badge_icon=True))
        inner = inner.adjusted(0, 0, -(icon + _GAP), 0)
    return pieces + _stack(font, inner, [(node.title, True, False), (node.text, False, True)])


def _layout_finding(node: Node, font: QFont, inner: QRect) -> list[_Piece]:
    """Badge and figure on one line when they fit, then title and sentence over the full width."""
    pieces, left = _place_badge(node, font, inner)
    height = _icon_size(font)
    top = inner.top() + (height + 2 if pieces else 0)
    if node.trailing and left + _width(font, node.trailing) > inner.right():
        pieces.append(_Piece(QRect(inner.left(), top, inner.width(), height), node.trailing))
        top += height + 2
    elif node.trailing:
        pieces.append(_Piece(QRect(left, inner.top(), inner.right() - left, height), node.trailing, right=True))
    below = QRect(inner.left(), top, inner.width(), _UNBOUNDED)
    return pieces + _stack(font, below, [(node.title, True, False), (node.text, False, False)])


def _layout_layer(node: Node, font: QFont, inner: QRect) -> list[_Piece]:
    """Badge and name on one line when they fit; reason and number of objects below."""
    pieces, left = _place_badge(node, font, inner)
    lines = [(node.text, False, False), (node.trailing, False, True)]
    height = _icon_size(font)
    if left + _width(font, node.title) <= inner.right():
        pieces.append(_Piece(QRect(left, inner.top(), inner.right() - left, height), node.title))
    else:
        lines.insert(0, (node.title, False, False))
    return pieces + _stack(font, inner.adjusted(0, height + 2 if pieces else 0, 0, 0), lines)


def _place_badge(node: Node, font: QFont, inner: QRect) -> tuple[list[_Piece], int]:
    """Place icon and word of the badge at the left; return them and where the rest of the line begins."""
    if node.badge is None:
        return [], inner.left()
    icon = _icon_size(font)
    width = _width(font, node.badge.word, bold=True) + 2 * _GAP
    word_left = inner.left() + icon + _GAP
    pieces = [
        _Piece(QRect(inner.left(), inner.top(), icon, icon), badge_icon=True),
        _Piece(QRect(word_left, inner.top(), width, icon), badge_word=True, bold=True),
    ]
    return pieces, word_left + width + _GAP


def _stack(font: QFont, room: QRect, lines: list[tuple[str, bool, bool]]) -> list[_Piece]:
    """Place texts (text, bold, quiet) below each other, wrapped to the width of `room`; empty ones are left out."""
    pieces, top = [], room.top()
    for text, bold, quiet in lines:
        if not text:
            continue
        bounds = QRect(room.left(), top, room.width(), _UNBOUNDED)
        height = QFontMetrics(_font(font, bold)).boundingRect(bounds, _LEFT, text).height()
        pieces.append(_Piece(QRect(room.left(), top, room.width(), height), text, bold, quiet))
        top += height + 1
    return pieces


def _draw_badge(painter: QPainter, rect: QRect, word: str, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(badges.text_colour_on(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, word)


def _selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _text_colour(option: QStyleOptionViewItem, quiet: bool) -> QColor:
    if _selected(option):
        return option.palette.color(QPalette.ColorRole.HighlightedText)
    colour = option.palette.color(QPalette.ColorRole.Text)
    if quiet:
        colour.setAlphaF(0.68)
    return colour


def _font(font: QFont, bold: bool) -> QFont:
    copy = QFont(font)
    copy.setBold(bold)
    return copy


def _width(font: QFont, text: str, bold: bool = False) -> int:
    return QFontMetrics(_font(font, bold)).horizontalAdvance(text)


def _icon_size(font: QFont) -> int:
    """Return the height of a line, and at least 16 px: icons grow with the text."""
    return max(QFontMetrics(font).height(), 16)
