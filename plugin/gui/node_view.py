"""The tree view of the panel: narrow, wrapped, and it keeps open what was open when the tree changes."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRect, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QTreeView, QWidget

from bodem_ondergrond.plugin.gui.node_delegate import NodeDelegate
from bodem_ondergrond.plugin.gui.node_model import NodeModel
from bodem_ondergrond.plugin.gui.nodes import Node, NodeKind

_INDENT = 14


class NodeView(QTreeView):
    """Shows nodes; says which one the user chose (click or Enter) and which one is current (arrow keys)."""

    chosen = pyqtSignal(object)
    current = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Set up an empty tree."""
        super().__init__(parent)
        self._model = NodeModel(self)
        self.setModel(self._model)
        self.setItemDelegate(NodeDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(True)
        self.clicked.connect(lambda index: self.chosen.emit(self._model.node(index)))

    def show_nodes(self, root: Node) -> None:
        """Show another tree; rows that were opened or closed by the user and still exist stay so."""
        remembered = {_path(node): self.isExpanded(self._model.index_of(node)) for node in self._model.nodes()}
        selected = self.current_node()
        selected_path = _path(selected) if selected is not None else None
        self._model.set_root(root)
        for node in self._model.nodes():
            self.setExpanded(self._model.index_of(node), remembered.get(_path(node), node.expanded))
            if _path(node) == selected_path:
                self.setCurrentIndex(self._model.index_of(node))

    def current_node(self) -> Node | None:
        """Return the node with the keyboard, or `None`."""
        index = self.currentIndex()
        return self._model.node(index) if index.isValid() else None

    def nodes(self) -> list[Node]:
        """Return all nodes of the tree."""
        return self._model.nodes()

    def index_of(self, node: Node) -> QModelIndex:
        """Return the model index of a node."""
        return self._model.index_of(node)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which node is current now."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.current.emit(self._model.node(current))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Give the row of a theme a band over the whole width, as a heading has."""
        if self._model.node(index).kind is NodeKind.THEMA:
            painter.fillRect(option.rect, self.palette().color(QPalette.ColorRole.AlternateBase))
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        """Draw the arrow beside the first line of a row, however tall the row is."""
        first_line = QRect(rect.left(), rect.top(), rect.width(), min(rect.height(), self.fontMetrics().height() + 8))
        super().drawBranches(painter, first_line, index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts to the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter, copy the row with the copy keys."""
        node = self.current_node()
        if node is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(node)
        elif node is not None and event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(node.spoken)
        else:
            super().keyPressEvent(event)


def _path(node: Node | None) -> tuple[str, ...]:
    """Return what a row is, so that it can be found again in another tree."""
    if node is None or node.parent is None:
        return ()
    own = node.title
    if node.kind is NodeKind.BEVINDING and node.finding is not None:
        own = node.finding.id
    elif node.kind is NodeKind.GROEP:
        own = ""  # its title counts rows, and the count changes
    return (*_path(node.parent), own)
