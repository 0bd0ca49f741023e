from __future__ import annotations

import re

import pytest
from qgis.PyQt.QtCore import QUrl

from bodem_ondergrond.plugin.gui import help_window
from bodem_ondergrond.plugin.gui.help_window import GUIDE, HelpWindow, show_guide


@pytest.fixture
def guide(qtbot, iface):
    made = HelpWindow(iface.window)
    qtbot.addWidget(made)
    return made


def chapters(guide):
    return [guide.chapters.itemText(row) for row in range(guide.chapters.count())]


def test_the_guide_is_shown_with_its_chapters(guide):
    assert "Plangebied" in guide.page.toPlainText()
    assert len(chapters(guide)) > 5


def test_a_chapter_comes_to_the_top(qtbot, guide):
    guide.show()
    last = guide.chapters.count() - 1
    guide.show_chapter(last)
    assert guide.page.textCursor().block().text() == chapters(guide)[last]
    assert guide.page.verticalScrollBar().value() > 0


def test_every_picture_of_the_guide_is_there_and_fits(guide):
    names = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", GUIDE.read_text(encoding="utf-8"))
    assert names
    for name in names:
        picture = guide.page.loadResource(2, QUrl(name))
        assert not picture.isNull()
        assert picture.width() <= guide.page.viewport().width()


@pytest.mark.parametrize("name", ["../metadata.txt", "/etc/hostname", "images/weg.png", "http://x.example/y.png"])
def test_nothing_is_read_from_outside_the_guide(guide, name):
    assert guide.page.loadResource(2, QUrl(name)) is None


def test_a_guide_that_is_missing_is_told(qtbot, iface, monkeypatch, tmp_path):
    monkeypatch.setattr(help_window, "GUIDE", tmp_path / "weg.md")
    made = HelpWindow(iface.window)
    qtbot.addWidget(made)
    assert "missing" in made.page.toPlainText()


def test_the_guide_opens_once(qtbot, iface):
    guide = show_guide(iface.window)
    assert show_guide(iface.window) is guide
    guide.close()
