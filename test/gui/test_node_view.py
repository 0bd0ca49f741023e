from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtWidgets import QApplication, QStyleOptionViewItem

from bodem_ondergrond.plugin.domain import Outcome
from bodem_ondergrond.plugin.gui.node_view import NodeView
from bodem_ondergrond.plugin.gui.nodes import NodeKind, result_nodes


@pytest.fixture
def root(catalogue, make_assessment, make_finding, make_outcome):
    def make(**values):
        layers = [make_outcome("amk_terreinen", Outcome.NIET_GERAAKT)]
        return result_nodes(make_assessment([make_finding(**values)], layers), catalogue)

    return make


@pytest.fixture
def view(qtbot, root):
    made = NodeView()
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    made.show_nodes(root())
    return made


def finding_of(view):
    return next(node for node in view.nodes() if node.kind is NodeKind.BEVINDING)


def test_the_model_is_sound(qtmodeltester, view):
    qtmodeltester.check(view.model())


def test_a_row_that_was_opened_stays_open_when_the_result_changes(view, root):
    view.expand(view.index_of(finding_of(view)))
    view.show_nodes(root(overlap_m2=99.0))
    assert view.isExpanded(view.index_of(finding_of(view)))


def test_a_theme_that_was_closed_stays_closed(view, root):
    view.collapse(view.index_of(view.nodes()[0]))
    view.show_nodes(root())
    assert not view.isExpanded(view.index_of(view.nodes()[0]))


def test_the_current_row_stays_current(view, root):
    view.setCurrentIndex(view.index_of(finding_of(view)))
    view.show_nodes(root())
    assert view.current_node().finding is not None


def test_enter_chooses_the_current_row(qtbot, view):
    view.setCurrentIndex(view.index_of(finding_of(view)))
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args[0].finding is not None


def test_the_copy_keys_copy_the_row(qtbot, view):
    view.setCurrentIndex(view.index_of(finding_of(view)))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "archeologische waarde" in QApplication.clipboard().text()


def test_texts_wrap_to_the_width_of_the_panel(view):
    index = view.index_of(finding_of(view))
    wide = view.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height()
    view.resize(220, 500)
    QApplication.processEvents()
    assert view.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height() > wide


def test_rows_tell_a_screen_reader_all_they_show(view):
    index = view.index_of(finding_of(view))
    spoken = view.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert finding_of(view).badge.word in spoken
    assert finding_of(view).text in spoken


def test_every_row_can_be_drawn_selected_and_not(view):
    view.expandAll()
    for selected in (False, True):
        if selected:
            view.selectAll()
            flag = QItemSelectionModel.SelectionFlag.Select
            view.selectionModel().select(view.index_of(finding_of(view)), flag)
        assert not view.grab().isNull()
