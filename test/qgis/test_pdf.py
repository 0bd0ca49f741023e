"""A text as PDF: pages of A4 with words that can be found, drawings and the id of the check."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QMarginsF
from qgis.PyQt.QtGui import QPdfWriter

from bodem_ondergrond.plugin import qgis_io
from bodem_ondergrond.plugin.domain import FieldNames
from bodem_ondergrond.plugin.jobs.demo import DEMO_PLAN_AREAS
from bodem_ondergrond.plugin.paragraph import Kind, Length, Options, compose, compose_region
from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.qgis_io import QgisIoError, pdf
from bodem_ondergrond.plugin.qgis_io.drawings import rasterise
from bodem_ondergrond.plugin.report import depth_profile, map_svg
from bodem_ondergrond.plugin.report.placing import with_maps
from bodem_ondergrond.plugin.toets import toets

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.timezone.utc)
A4 = (595, 842)


@pytest.fixture(scope="module")
def package(qgis_app, catalogue):
    return qgis_io.file_source(qgis_io.demo_package_path()).read(catalogue)


@pytest.fixture(scope="module")
def assessments(package, catalogue):
    layer = qgis_io.open_plan_layer(str(DEMO_PLAN_AREAS))
    context = QgsProject.instance().transformContext()
    plans = list(qgis_io.feature_plan_areas(layer, FieldNames(), catalogue, context))
    return {assessment.plan.id: assessment for assessment in toets(plans, package, catalogue, now=NOW)}


@pytest.fixture
def write(assessments, package, catalogue):
    """Write the text of a demonstration plan area, with its drawings."""

    def make(number, length=Length.NORMAAL, kind=Kind.OMGEVINGSVISIE):
        assessment = assessments[number]
        profile = depth_profile.figure(assessment, catalogue)
        document = compose(assessment, catalogue, length, kind, Options(profiel=profile))
        return with_maps(document, map_svg.figure(assessment, catalogue, package))

    return make


@pytest.fixture
def laid_out(tmp_path):
    """A document as it is laid out on pages."""

    def lay(document):
        writer = QPdfWriter(str(tmp_path / "proef.pdf"))
        writer.setResolution(600)
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        return pdf._Printer(document, writer)

    return lay


def pages(content):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", content))


def drawing_commands(content):
    """What is drawn on the pages, as PDF has it."""
    found = b""
    for match in re.finditer(rb"stream\r?\n", content):
        if content[match.start() - 3 : match.start()] != b"end":
            end = content.find(b"endstream", match.end())
            try:
                found += zlib.decompress(content[match.end() : end])
            except zlib.error:
                continue
    return found


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("length", list(Length))
def test_every_length_and_kind_has_pages_of_a4(write, length, kind):
    content = pdf.render(write("20", length, kind))
    assert content.startswith(b"%PDF")
    assert pages(content) > 0
    for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content):
        assert tuple(round(float(size)) for size in box) == pytest.approx(A4, abs=1)


def test_a_longer_text_has_more_pages(write):
    assert pages(pdf.render(write("11", Length.UITGEBREID))) > pages(pdf.render(write("11", Length.KORT)))


def test_words_stay_words_also_those_of_drawings(write):
    document = write("20")
    with_drawings = drawing_commands(pdf.render(document))
    assert with_drawings.count(b"Tj") + with_drawings.count(b"TJ") > 500
    # Letters as outlines would be many thousands of curves.
    assert with_drawings.count(b" c\n") < 3_000


def test_the_whole_text_is_laid_out(write, laid_out):
    text = laid_out(write("11"))._text
    empty = [block.text() for block in pdf._blocks(text) if block.text().strip() and not block.layout().lineCount()]
    assert empty == []


def test_all_that_is_said_is_in_it(write, laid_out):
    document = write("20")
    said = " ".join(laid_out(document)._text.toPlainText().split())
    for sentence in document.sentences():
        assert " ".join(sentence.volledig.split()) in said


def test_no_heading_is_left_at_the_foot_of_a_page(write, laid_out):
    for number in ("2", "11", "25"):
        for length in (Length.NORMAAL, Length.UITGEBREID):
            printer = laid_out(write(number, length))
            assert list(printer._stray_headings(printer._text)) == []


def test_a_short_table_is_not_divided_over_pages(write, laid_out):
    seen = 0
    for number in ("2", "7", "20"):
        printer = laid_out(write(number, kind=Kind.MOTIVERING))
        for block in pdf._blocks(printer._text):
            last = pdf._last_of_short_table(block)
            if last is not None:
                seen += 1
                assert printer._page_of(printer._text, block) == printer._page_of(printer._text, last)
    assert seen


def test_no_drawing_is_cut_by_the_edge_of_a_page(write, laid_out):
    printer = laid_out(write("11"))
    seen = 0
    for block in pdf._blocks(printer._text):
        if pdf._picture(block) is not None:
            seen += 1
            line = block.layout().lineAt(0)
            top = printer._text.documentLayout().blockBoundingRect(block).top() + line.y()
            assert line.height() <= printer._body.height()
            assert int(top + 1) // int(printer._body.height()) == int(top + line.height() - 1) // int(
                printer._body.height()
            )
    assert seen == 2


@pytest.fixture
def drawn(monkeypatch):
    """The lines above and below the text of all pages, as they are drawn."""
    lines = []
    real = pdf._Printer._draw_line

    def watch(self, painter, y, text, *rest):
        lines.append(text)
        real(self, painter, y, text, *rest)

    monkeypatch.setattr(pdf._Printer, "_draw_line", watch)
    return lines


def test_a_text_about_more_than_one_check_has_no_empty_id_on_its_pages(assessments, catalogue, drawn):
    pdf.render(compose_region(assessments.values(), catalogue))
    assert drawn
    assert not [line for line in drawn if line.startswith("Kenmerk")]


def test_the_id_of_the_check_is_on_every_page_with_page_numbers(write, drawn):
    document = write("20")
    count = pages(pdf.render(document))
    assert drawn.count(f"Kenmerk {document.kenmerk}") == count
    assert drawn.count(document.voettekst) == count
    assert f"{count} / {count}" in drawn


@pytest.mark.parametrize("name", ["<b>&amp; <script>x</script>", "Lang " * 40, "מגרש", "a\"b'c", ""])
def test_whatever_a_plan_area_is_called_it_is_text(assessments, package, catalogue, laid_out, name):
    assessment = assessments["20"]
    named = replace(assessment, plan=replace(assessment.plan, naam=name))
    document = with_maps(compose(named, catalogue), map_svg.figure(named, catalogue, package))
    assert pages(pdf.render(document)) > 0
    if "<" in name:
        assert name in laid_out(document)._text.toPlainText()


def test_a_drawing_that_cannot_be_read_is_said(write):
    broken = Figure("kapot", "<svg><text>", "Kapotte tekening", "", 174, 100)
    with pytest.raises(QgisIoError, match="Kapotte tekening"):
        pdf.render(with_maps(write("20", Length.KORT), broken))
    with pytest.raises(QgisIoError, match="Kapotte tekening"):
        rasterise(broken)


def test_it_can_be_made_off_the_main_thread(write):
    document = write("20")
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(pdf.render, [document, document]))
    assert [pages(content) for content in made] == [pages(pdf.render(document))] * 2


def test_a_long_text_has_a_table_of_contents_with_the_pages_of_its_headings(write, laid_out):
    printer = laid_out(write("11"))
    text = printer._text
    headings = [block for block in pdf._blocks(text) if 2 <= block.blockFormat().headingLevel() < 6]
    found = {block.text(): printer._page_of(text, block) + 1 for block in headings}
    lines = [block.text() for block in pdf._blocks(text)]
    last = lines.index("Bronnen en verantwoording")
    assert lines[lines.index("De kern") + 1] == "1"
    assert lines[last + 1] == str(found["Bronnen en verantwoording"]) != "1"


def test_a_short_text_has_no_table_of_contents(write, laid_out):
    assert "Inhoud" not in laid_out(write("20", Length.KORT))._text.toPlainText().splitlines()
