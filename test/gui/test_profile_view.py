from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt

from bodem_ondergrond.plugin.gui.pages.toets_page import ToetsPage
from bodem_ondergrond.plugin.gui.profile_view import FigureView, FigureWindow
from bodem_ondergrond.plugin.report import depth_profile


@pytest.fixture
def figure(checked):
    return depth_profile.figure(checked.latest, checked.catalogue, depth_profile.PANEL)


@pytest.fixture
def view(qtbot, figure):
    made = FigureView()
    qtbot.addWidget(made)
    made.show_figure(figure)
    return made


@pytest.fixture
def page(qtbot, checked):
    made = ToetsPage(checked)
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show()
    qtbot.waitUntil(lambda: made.profile.has_figure)
    return made


def test_a_drawing_keeps_its_proportions_at_any_width(qtbot, view, figure):
    view.resize(400, 100)
    view.show()
    assert view.minimumHeight() == pytest.approx(400 * figure.hoogte / figure.breedte, abs=2)


def test_a_drawing_is_read_aloud_in_words(view, figure):
    assert view.accessibleName() == figure.bijschrift
    assert view.accessibleDescription() == figure.beschrijving


def test_a_drawing_is_painted_on_white(view):
    view.resize(300, view.minimumHeight())
    assert view.grab().toImage().pixelColor(1, 1).name() == "#ffffff"


def test_without_a_drawing_there_is_nothing(view):
    view.show_figure(None)
    assert not view.has_figure
    assert view.minimumHeight() == 0
    view.grab()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_drawing_can_be_chosen_with_the_keyboard(qtbot, view, key):
    view.set_clickable("Click to enlarge")
    with qtbot.waitSignal(view.pressed):
        qtbot.keyClick(view, key)


def test_the_profile_follows_the_check(qtbot, page, checked, runner, package, make_assessment):
    before = page.profile.accessibleDescription()
    checked.check()
    runner.give(make_assessment(), package=package)
    qtbot.waitUntil(lambda: page.profile.accessibleDescription() != before)


def test_a_profile_that_is_folded_away_is_not_drawn(qtbot, page, checked, monkeypatch):
    page.profile_button.click()
    assert not page.profile_area.isVisible()
    monkeypatch.setattr(depth_profile, "figure", lambda *_: pytest.fail("drawn for nobody"))
    checked.set_aside(checked.assessment.bevindingen[0], "Al onderzocht", "J. Jansen")
    qtbot.wait(20)


def test_a_profile_that_is_unfolded_is_that_of_this_moment(qtbot, page, checked):
    page.profile_button.click()
    before = page.profile.accessibleDescription()
    checked.set_aside(checked.assessment.bevindingen[0], "Al onderzocht", "J. Jansen")
    page.profile_button.click()
    qtbot.waitUntil(lambda: page.profile.accessibleDescription() != before)


def test_a_click_enlarges_the_profile(qtbot, page, monkeypatch):
    shown = []
    monkeypatch.setattr(FigureWindow, "exec", lambda window: shown.append(window._figure))
    qtbot.mouseClick(page.profile, Qt.MouseButton.LeftButton)
    assert shown[0].breedte > depth_profile.PANEL.breedte / 4


def test_the_enlarged_drawing_can_be_kept(qtbot, figure, tmp_path):
    window = FigureWindow(figure)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.told) as told:
        window.save(tmp_path / "profiel.svg")
    assert told.args[1]
    assert (tmp_path / "profiel.svg").read_text(encoding="utf-8") == figure.svg
    with qtbot.waitSignal(window.told) as told:
        window.save(tmp_path / "geen map" / "profiel.svg")
    assert not told.args[1]
