"""The item model of the trees of the panel: it hands nodes to the view and adds nothing."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from bodem_ondergrond.plugin.gui.nodes import Node, NodeKind

NODE_ROLE = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()


class NodeModel(QAbstractItemModel):
    """A read-only tree of nodes."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with an empty tree."""
        super().__init__(parent)
        self._root = Node(NodeKind.GROEP, "")

    def set_root(self, root: Node) -> None:
        """Show another tree; `root` itself is not shown."""
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def node(self, index: QModelIndex) -> Node:
        """Return the node of an index, the root for an invalid one."""
        return index.internalPointer() if index.isValid() else self._root

    def index_of(self, node: Node) -> QModelIndex:
        """Return the index of a node of this tree."""
        return self.createIndex(node.row, 0, node) if node.parent is not None else QModelIndex()

    def nodes(self) -> list[Node]:
        """Return all nodes, parents before their children."""
        found: list[Node] = []
        waiting = list(reversed(self._root.children))
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(reversed(node.children))
        return found

    def index(self, row: int, column: int, parent: QModelIndex = _TOP) -> QModelIndex:
        """Return the index of a child."""
        children = self.node(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: QModelIndex = _TOP) -> Any:
        """Return the index of the parent."""
        parent = self.node(index).parent
        return self.index_of(parent) if parent is not None else QModelIndex()

    def rowCount(self, parent: QModelIndex = _TOP) -> int:
        """Return the number of children."""
        return len(self.node(parent).children)

    def columnCount(self, parent: QModelIndex = _TOP) -> int:
        """Return 1: all is drawn in one column, so that it fits a narrow dock."""
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return title, whole text for screen readers, or the node itself."""
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return node.spoken
        if role == NODE_ROLE:
            return node
        return None
