"""Texts with their drawings: which format has them, and where a map comes from."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from xml.dom import minidom

import pytest

from bodem_ondergrond.plugin import cli
from bodem_ondergrond.plugin.domain import FieldNames
from bodem_ondergrond.plugin.jobs.batch import BatchSettings, run_batch
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE, DEMO_PLAN_AREAS
from bodem_ondergrond.plugin.jobs.errors import FormatError, JobError
from bodem_ondergrond.plugin.jobs.texts import TextSource, parse_formats, parse_opgaven, render_text_of, write_texts
from bodem_ondergrond.plugin.jobs.writing import TextChoices
from bodem_ondergrond.plugin.paragraph import Kind, Length, compose
from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.report import map_svg, result_json
from bodem_ondergrond.plugin.report.placing import with_maps
from bodem_ondergrond.plugin.storage import read_package, read_plan_areas
from bodem_ondergrond.plugin.toets import toets
from bodem_ondergrond.test.core.conftest import NOW

BRIDGE = "20"


@pytest.fixture(scope="module")
def package(catalogue):
    return read_package(DEMO_PACKAGE, catalogue)


@pytest.fixture(scope="module")
def plan():
    def find(catalogue):
        plans = read_plan_areas(DEMO_PLAN_AREAS, FieldNames(), catalogue)
        return next(plan for plan in plans if plan.id == BRIDGE)

    return find


@pytest.fixture(scope="module")
def assessment(catalogue, package, plan):
    return next(iter(toets([plan(catalogue)], package, catalogue, now=NOW)))


@pytest.fixture
def result(assessment, tmp_path):
    path = tmp_path / "brug.json"
    path.write_text(result_json.to_text(assessment), encoding="utf-8")
    return path


def figures(document):
    return [block.id for section in document.walk() for block in section.blokken if isinstance(block, Figure)]


def test_a_run_writes_map_and_depth_profile_in_the_formats_that_can_show_them(
    catalogue, package, plan, tmp_path, assessment
):
    settings = BatchSettings(tmp_path, formaten=("html", "odt", "md", "txt"), tekst=TextChoices(lengte=Length.NORMAAL))
    run_batch([plan(catalogue)], package, catalogue, settings, now=NOW)
    files = {path.suffix: path for path in tmp_path.iterdir()}
    html = files[".html"].read_text(encoding="utf-8")
    assert "Geraakte kaartlagen in en om het plangebied" in html
    assert "Diepteprofiel onder het plangebied" in html
    with zipfile.ZipFile(files[".odt"]) as odt:
        drawings = [name for name in odt.namelist() if name.endswith(".svg")]
        assert len(drawings) == 2
        for name in drawings:
            minidom.parseString(odt.read(name))
    for suffix in (".md", ".txt"):
        assert "<svg" not in files[suffix].read_text(encoding="utf-8")


def test_the_map_stands_in_the_opening_above_the_depth_profile(catalogue, package, assessment):
    source = TextSource(assessment, catalogue, TextChoices(lengte=Length.NORMAAL), package)
    assert figures(source.drawn) == ["kaart-overzicht", "diepteprofiel"]
    assert "kaart-overzicht" in [getattr(block, "id", "") for block in source.drawn.section("A1").blokken]


def test_in_a_motivering_the_map_stands_with_the_plan(catalogue, package, assessment):
    document = compose(assessment, catalogue, soort=Kind.MOTIVERING)
    shown = with_maps(document, map_svg.figure(assessment, catalogue, package))
    # Before the figures: a map that does not fit below them would leave most of the first page empty.
    assert shown.section("B1").blokken[0].id == "kaart-overzicht"


def test_maps_per_theme_come_in_an_appendix(catalogue, package, assessment):
    themes = [map_svg.figure(assessment, catalogue, package, thema) for thema in ("natuur", "erfgoed")]
    document = with_maps(compose(assessment, catalogue), None, themes)
    assert document.secties[-1].kop == "Kaarten per thema"
    assert figures(document) == ["kaart-natuur", "kaart-erfgoed"]


def test_a_document_without_maps_stays_as_it_is(catalogue, assessment):
    document = compose(assessment, catalogue)
    assert with_maps(document, None) == document


def test_what_formats_share_is_made_once(catalogue, package, assessment, monkeypatch):
    source = TextSource(assessment, catalogue, TextChoices(lengte=Length.NORMAAL), package)
    assert source.drawn is source.drawn
    monkeypatch.setattr(map_svg, "figure", None)
    assert "kaart" in render_text_of(source, "html")


def test_a_format_of_qgis_is_made_by_what_qgis_hands_over(catalogue, assessment):
    source = TextSource(assessment, catalogue, TextChoices(lengte=Length.KORT))
    assert render_text_of(source, "pdf", {"pdf": lambda document: document.titel.encode()}).startswith(b"Concept: ")


def test_a_text_with_open_fields_says_in_every_format_that_it_is_a_draft(catalogue, assessment):
    source = TextSource(assessment, catalogue, TextChoices())
    for name in ("html", "md", "txt"):
        assert "Dit is een concept; nog in te vullen velden:" in render_text_of(source, name)
    assert "Concept: Bodem en ondergrond" in render_text_of(source, "html")


def test_the_choices_make_the_text(catalogue, assessment):
    plan = TextSource(assessment, catalogue, TextChoices(soort=Kind.MOTIVERING)).plain
    assert plan.section("B1") is not None
    chapter = TextSource(assessment, catalogue, TextChoices(opgaven=("geothermie",), geparkeerd=True)).plain
    assert chapter.section("VR-geothermie") is not None
    assert chapter.section("LT") is not None


def test_a_long_chapter_has_the_map_of_each_opgave_where_drawings_are(catalogue, package, assessment):
    source = TextSource(
        assessment, catalogue, TextChoices(lengte=Length.UITGEBREID, opgaven=("verstedelijking",)), package
    )
    assert "kaart-opgave-verstedelijking" in figures(source.drawn)
    assert figures(source.plain) == []


@pytest.mark.parametrize("chosen", ["bodemdaling, Geothermie,,geothermie", ["geothermie", "bodemdaling"]])
def test_opgaven_are_read_from_text_and_from_a_list_in_the_order_of_the_catalogue(chosen, catalogue):
    assert parse_opgaven(chosen, catalogue) == ("bodemdaling", "geothermie")


def test_an_unknown_opgave_is_named_with_those_there_are(catalogue):
    with pytest.raises(JobError, match=r"'warmte'.*geothermie"):
        parse_opgaven("warmte", catalogue)


def test_pdf_without_qgis_is_refused_with_the_way_to_get_it():
    with pytest.raises(FormatError, match=r"alleen in QGIS.*html, md, txt, odt"):
        parse_formats("html,pdf")
    assert parse_formats("pdf", more=("pdf",)) == ("pdf",)


# --- texts of a stored result ----------------------------------------------------------------------------------------


def test_a_stored_result_with_its_package_has_a_map(catalogue, package, result, tmp_path):
    (path,) = write_texts(result, tmp_path / "uit", TextChoices(lengte=Length.KORT), ["html"], catalogue, package)
    assert "Geraakte kaartlagen in en om het plangebied" in path.read_text(encoding="utf-8")


def test_a_stored_result_alone_has_a_text_without_a_map(catalogue, result, tmp_path):
    (path,) = write_texts(result, tmp_path / "uit", TextChoices(lengte=Length.KORT), ["html"], catalogue)
    assert "Geraakte kaartlagen" not in path.read_text(encoding="utf-8")


def test_another_package_than_the_check_was_made_with_is_refused(catalogue, package, result, tmp_path):
    other = replace(package, info=replace(package.info, naam="Ander pakket", sha256="0" * 64))
    with pytest.raises(FormatError, match="Ander pakket"):
        write_texts(result, tmp_path / "uit", TextChoices(lengte=Length.KORT), ["html"], catalogue, other)
    assert not (tmp_path / "uit").exists()


def test_a_result_that_does_not_know_its_package_gets_no_map_of_any(catalogue, package, assessment, tmp_path):
    path = tmp_path / "los.json"
    loose = replace(assessment, pakket=replace(assessment.pakket, sha256=None))
    path.write_text(result_json.to_text(loose), encoding="utf-8")
    with pytest.raises(FormatError, match="ander beleidspakket"):
        write_texts(path, tmp_path, TextChoices(lengte=Length.KORT), ["html"], catalogue, package)


def test_the_command_line_takes_a_package_for_the_map(result, tmp_path, capsys):
    folder = str(tmp_path / "uit")
    arguments = ["paragraaf", str(result), "--uit", folder, "--formaten", "html", "--pakket", str(DEMO_PACKAGE)]
    assert cli.main(arguments) == 0
    assert "Geraakte kaartlagen" in (tmp_path / "uit" / "brug.html").read_text(encoding="utf-8")


def test_the_command_line_says_that_it_makes_no_pdf(result, capsys):
    assert cli.main(["paragraaf", str(result), "--formaten", "pdf"]) == 2
    assert "alleen in QGIS" in capsys.readouterr().err
