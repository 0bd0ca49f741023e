"""The map in the text of the panel, and maps as files."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from threading import Event
from types import SimpleNamespace

import pytest
from qgis.core import QgsApplication, QgsGeometry
from qgis.PyQt.QtCore import QRunnable, QThreadPool, QTimer
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QApplication

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.gui import map_keeper, text_export
from bodem_ondergrond.plugin.gui.pages.paragraph_page import ParagraphPage
from bodem_ondergrond.plugin.paragraph.model import Figure, Kind, Length
from bodem_ondergrond.plugin.report import map_svg
from bodem_ondergrond.plugin.toets import toets
from bodem_ondergrond.test.gui.conftest import SQUARE

TIMEOUT_MS = 20_000


@pytest.fixture(scope="module")
def demo(qgis_app, catalogue):
    return qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue)


@pytest.fixture
def checked(session, runner, demo, catalogue):
    """A session with a real check: a field of one hectare against the demonstration package."""
    session.load_package(qgis_io.demo_package_path())
    session.check()
    runner.give(package=demo)
    plan = session.set_plan_area(QgsGeometry.fromWkt(SQUARE), qgis_io.rd_crs(), "Proefveld")
    session.check()
    runner.give(next(iter(toets([plan], demo, catalogue))), package=demo)
    assert session.assessment is not None
    return session


@pytest.fixture
def page(qtbot, checked, monkeypatch):
    monkeypatch.setattr(map_keeper, "_PATIENCE_MS", 0)
    made = ParagraphPage(checked)
    qtbot.addWidget(made)
    yield made
    made.close_maps()


@pytest.fixture
def with_map(qtbot, page):
    """The page when the map is ready."""
    with qtbot.waitSignal(page.maps.ready, timeout=TIMEOUT_MS):
        page.show()
    return page


def figures(document):
    return {block.id: block for section in document.walk() for block in section.blokken if isinstance(block, Figure)}


def saved(qtbot, page, save):
    """Do something that ends in a file, and return what was told last."""
    told = []
    page.told.connect(lambda text, good: told.append((text, good)))
    save()
    qtbot.waitUntil(lambda: bool(told) and "being made" not in told[-1][0], timeout=TIMEOUT_MS)
    return told[-1]


def test_the_map_comes_into_the_text_when_it_is_ready(with_map):
    assert "data:image/png" in figures(with_map.document())["kaart-overzicht"].svg
    assert "Geraakte kaartlagen" in with_map.preview.toPlainText()


def test_a_picture_stands_below_the_text_before_it_and_not_in_its_last_line(with_map):
    text = with_map.preview.document()
    blocks = [text.findBlockByNumber(number) for number in range(text.blockCount())]
    with_picture = [block.text() for block in blocks if "\ufffc" in block.text()]
    assert with_picture == ["\ufffc", "\ufffc"]


def test_a_text_that_is_saved_before_the_map_is_ready_has_a_simple_one(page, monkeypatch):
    monkeypatch.setattr(map_keeper, "_PATIENCE_MS", 60_000)
    assert "kaart-overzicht" not in figures(page.document())
    figure = figures(page.manuscript().illustrate())["kaart-overzicht"]
    assert "data:image" not in figure.svg
    assert "<path" in figure.svg


@pytest.fixture
def slow_drawing(monkeypatch):
    """Drawing a map waits for the returned event; on the main thread that would never come."""
    may_go_on, waiting, drawn = Event(), Event(), []
    real = map_svg.figure

    def draw(*arguments, **named):
        waiting.set()
        assert may_go_on.wait(TIMEOUT_MS / 1000), "drawing held up the main thread"
        drawn.append(named)
        return real(*arguments, **named)

    monkeypatch.setattr(map_svg, "figure", draw)
    yield SimpleNamespace(may_go_on=may_go_on, waiting=waiting, drawn=drawn)
    may_go_on.set()


@pytest.mark.parametrize("suffix", [".odt", ".html", ".pdf"])
def test_a_map_that_is_drawn_for_a_file_does_not_hold_up_the_panel(
    qtbot, page, monkeypatch, slow_drawing, tmp_path, suffix
):
    monkeypatch.setattr(map_keeper, "_PATIENCE_MS", 60_000)
    path = tmp_path / f"tekst{suffix}"

    def save():
        page.save(path)
        assert page.export.is_writing
        # Comes only when the panel goes on.
        QTimer.singleShot(0, slow_drawing.may_go_on.set)

    assert saved(qtbot, page, save)[1]
    assert slow_drawing.drawn
    assert path.stat().st_size > 0


def test_copying_waits_for_the_map_without_holding_up_the_panel(qtbot, page, monkeypatch, slow_drawing):
    monkeypatch.setattr(map_keeper, "_PATIENCE_MS", 60_000)
    QApplication.clipboard().clear()

    def copy():
        page.copy()
        QTimer.singleShot(0, slow_drawing.may_go_on.set)

    saved(qtbot, page, copy)
    assert QApplication.clipboard().mimeData().html().count("data:image/png") == 2


class Waiting(QRunnable):
    """What Qt gives to the thread pool when it scales a large picture."""

    def run(self):
        pass


def test_a_text_that_is_being_made_leaves_the_thread_pool_to_others(qtbot, page, monkeypatch, slow_drawing, tmp_path):
    """Else a picture that Python asks Qt to scale waits for the pool, and the pool for Python: QGIS stands still."""
    monkeypatch.setattr(map_keeper, "_PATIENCE_MS", 60_000)
    pool = QThreadPool.globalInstance()
    size = pool.maxThreadCount()
    pool.setMaxThreadCount(1)
    try:
        page.save(tmp_path / "tekst.odt")
        qtbot.waitUntil(lambda: slow_drawing.waiting.is_set(), timeout=TIMEOUT_MS)
        assert pool.tryStart(Waiting())
    finally:
        pool.setMaxThreadCount(size)
        slow_drawing.may_go_on.set()
    qtbot.waitUntil(lambda: not page.export.is_writing, timeout=TIMEOUT_MS)


def test_what_takes_long_is_told_and_can_be_cancelled(qtbot, page, monkeypatch, slow_drawing, tmp_path):
    monkeypatch.setattr(map_keeper, "_PATIENCE_MS", 60_000)
    monkeypatch.setattr(text_export, "_PATIENCE_MS", 0)
    path = tmp_path / "tekst.odt"
    told = []
    page.told.connect(lambda text, good: told.append(text))
    page.save(path)
    qtbot.waitUntil(lambda: told == ["The text is being made…"])
    QgsApplication.taskManager().cancelAll()
    slow_drawing.may_go_on.set()
    qtbot.waitUntil(lambda: not page.export.is_writing, timeout=TIMEOUT_MS)
    assert told[-1] == "Cancelled: nothing is written."
    assert not path.exists()


def test_the_maps_of_the_opgaven_come_into_the_text_when_they_are_ready(qtbot, page, checked, slow_drawing):
    page.show()
    opgaven = tuple(checked.catalogue.opgaven)
    choices = replace(checked.text, soort=Kind.OMGEVINGSVISIE, lengte=Length.UITGEBREID, opgaven=opgaven)
    checked.set_text(choices)
    assert not slow_drawing.drawn
    with qtbot.waitSignal(page.maps.opgaven_ready, timeout=TIMEOUT_MS):
        slow_drawing.may_go_on.set()
    assert [name for name in figures(page.document()) if name.startswith("kaart-opgave")]


def test_a_file_has_the_maps_of_the_opgaven_also_when_the_panel_has_not(page, checked):
    choices = replace(checked.text, lengte=Length.UITGEBREID, opgaven=tuple(checked.catalogue.opgaven))
    checked.set_text(choices)
    manuscript = page.manuscript()
    assert not [name for name in figures(manuscript.document) if name.startswith("kaart-opgave")]
    assert [name for name in figures(manuscript.illustrate()) if name.startswith("kaart-opgave")]


def test_another_result_has_another_map(qtbot, with_map, checked):
    former = with_map.maps.figure(checked.latest)
    checked.set_aside(checked.latest.bevindingen[0], "Ligt er niet.", "A. Kenner")
    assert with_map.maps.figure(checked.latest) is None
    qtbot.waitUntil(lambda: with_map.maps.figure(checked.latest) not in (None, former), timeout=TIMEOUT_MS)


def test_no_map_is_made_of_a_text_that_nobody_looks_at(qtbot, page):
    with qtbot.assertNotEmitted(page.maps.ready, wait=400):
        assert page.isHidden()


def test_the_text_is_saved_as_pdf_with_its_map(qtbot, with_map, tmp_path):
    path = tmp_path / "tekst.pdf"
    text, good = saved(qtbot, with_map, lambda: with_map.save(path))
    assert good
    assert str(path) in text
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Subtype /Image" in content


def test_a_pdf_that_cannot_be_written_is_said(qtbot, page, tmp_path):
    text, good = saved(qtbot, page, lambda: page.save(tmp_path / "geen map" / "tekst.pdf"))
    assert not good
    assert "kan niet worden geschreven" in text


def test_the_text_for_a_word_processor_has_the_map_as_a_picture(qtbot, with_map, tmp_path):
    path = tmp_path / "tekst.odt"
    saved(qtbot, with_map, lambda: with_map.save(path))
    with zipfile.ZipFile(path) as odt:
        assert sum(name.endswith(".png") for name in odt.namelist()) == 2


def test_a_map_is_saved_as_a_picture_of_the_chosen_sharpness(qtbot, page, tmp_path):
    for dpi in (60, 120):
        path = tmp_path / f"kaart{dpi}.png"
        text, good = saved(qtbot, page, lambda path=path, dpi=dpi: page.export.maps.save(path, dpi))
        assert good
        assert str(path) in text
    widths = [QImage(str(tmp_path / f"kaart{dpi}.png")).width() for dpi in (60, 120)]
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)


def test_a_map_is_saved_as_a_sheet_of_a4(qtbot, page, tmp_path):
    saved(qtbot, page, lambda: page.export.maps.save(tmp_path / "kaart.pdf", 60))
    assert (tmp_path / "kaart.pdf").read_bytes().startswith(b"%PDF")


def test_every_theme_that_is_hit_has_a_map(qtbot, page, tmp_path):
    saved(qtbot, page, lambda: page.export.maps.save_per_theme(tmp_path, 60))
    names = {path.stem for path in tmp_path.glob("*.png")}
    assert "kaart-proefveld-overzicht" in names
    assert len(names) > 1


def test_a_map_that_cannot_be_written_is_said(qtbot, page, tmp_path):
    text, good = saved(qtbot, page, lambda: page.export.maps.save(tmp_path / "geen map" / "kaart.png", 60))
    assert not good
    assert "kan niet worden geschreven" in text
