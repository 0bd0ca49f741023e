"""HTML, Markdown, plain text and ODT of the same document: complete, safe against what names may hold, stable."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from xml.dom import minidom

import pytest

from bodem_ondergrond.plugin.paragraph import (
    Edit,
    Figure,
    Kind,
    Length,
    Options,
    apply_edits,
    compose,
    render_fragment,
    render_html,
    render_markdown,
    render_preview,
    render_text,
)
from bodem_ondergrond.plugin.report import depth_profile, odt
from bodem_ondergrond.plugin.report.placing import with_maps
from bodem_ondergrond.test.core.paragraph.conftest import PACKAGE, texts

HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="markup"),
    pytest.param("a\" onmouseover='x' b", id="quotes"),
    pytest.param("{{ 7*7 }} {% raw %} ${7*7} #{7*7}", id="template"),
    pytest.param('=HYPERLINK("http://x";"klik")', id="formula"),
    pytest.param("# kop\n- punt | cel | *vet* [link](http://x) `code`", id="markdown"),
    pytest.param("]]> &amp; <!-- --> &#x0; \x00\x0b", id="xml"),
    pytest.param("שלום עולם", id="right-to-left"),
    pytest.param("naam\u202egnp.exe", id="direction-override"),
    pytest.param("x" * 5_000, id="very-long"),
    pytest.param("", id="empty"),
    pytest.param("  \t\n ", id="blank"),
    pytest.param("Ee\u0301n \U0001f6b2 pad", id="combining-and-emoji"),
]


class Outline(HTMLParser):
    """Collects tags, attributes and text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.content = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.content.append(data)


def outline(page):
    parser = Outline()
    parser.feed(page)
    return parser


def odt_parts(document, **more):
    archive = zipfile.ZipFile(io.BytesIO(odt.render(document, **more)))
    return archive, {name: archive.read(name) for name in archive.namelist()}


def odt_text(content):
    """The visible text of a parsed content.xml."""

    def walk(node):
        return node.data if node.nodeType == node.TEXT_NODE else "".join(map(walk, node.childNodes))

    return walk(minidom.parseString(content).getElementsByTagName("office:text")[0])


# --- complete -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
def test_every_sentence_is_in_every_format(demo_assessments, write, kind, length):
    document = write(demo_assessments["Parkeerterrein Hunebedcentrum, Borger"], length, kind)
    page = "".join(outline(render_html(document)).content)
    letter = re.sub(r"\s+", " ", render_text(document).replace("\n", " "))
    body = odt_text(odt_parts(document)[1]["content.xml"])
    plain = re.sub(r"\\(.)", r"\1", render_markdown(document))
    for sentence in texts(document):
        assert sentence in page
        assert sentence in body
        assert sentence in plain
        assert re.sub(r"\s+", " ", sentence) in letter


def test_first_line_of_every_format_names_the_demonstration(assessment, write):
    document = write(assessment(pakket=replace(PACKAGE, demonstratie=True)))
    assert "demonstratiegegevens" in render_text(document).splitlines()[0]
    assert "demonstratiegegevens" in render_markdown(document).splitlines()[0]
    body = render_html(document).split("<body>")[1].strip().splitlines()
    assert "demonstratiegegevens" in body[0]
    assert "demonstratiegegevens" in odt_text(odt_parts(document)[1]["content.xml"]).strip()[:60]


def test_page_has_headings_in_order_and_sections_with_their_ids(assessment, write):
    parsed = outline(render_html(write(assessment())))
    levels = [int(tag[1]) for tag in parsed.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
    assert ("id", "A4-natuur") in parsed.attributes


def test_page_loads_nothing_and_runs_nothing(assessment, write):
    page = render_html(write(assessment(), Length.UITGEBREID))
    parsed = outline(page)
    assert not {"script", "link", "img", "iframe", "object"} & set(parsed.tags)
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_sentences_of_the_page_carry_their_evidence(assessment, write):
    parsed = outline(render_html(write(assessment())))
    assert ("data-bewijs", "bevinding:nnn.gebied") in parsed.attributes


def test_open_fields_stand_out(assessment, write):
    document = write(assessment())
    assert ("class", "open") in outline(render_html(document)).attributes
    assert "**\\[Keuze gemeente:" in render_markdown(document)


def test_fragment_is_the_page_without_its_shell(assessment, write):
    fragment = render_fragment(write(assessment()))
    assert "<html" not in fragment
    assert "<h1>" in fragment
    assert '<table border="1"' in fragment
    assert "<table>" in render_html(write(assessment()))


def test_a_drawing_can_be_a_picture_for_readers_that_know_no_svg(assessment, catalogue):
    made = assessment()
    figure = depth_profile.figure(made, catalogue)
    document = compose(made, catalogue, opties=Options(profiel=figure))
    fragment = render_fragment(document, {figure.id: "data:image/png;base64,AAAA"})
    assert "<svg" not in fragment
    assert '<img src="data:image/png;base64,AAAA"' in fragment
    assert "<svg" in render_fragment(document)
    assert 'width="300"' in render_preview(document, "bewerken", {figure.id: "beeld:1"}, 300)


def test_a_preview_leads_to_what_can_be_rewritten_and_filled_in(assessment, write):
    document = write(assessment())
    preview = render_preview(document, "bewerken", {}, 300)
    assert '<a href="bewerk:A1"><small>bewerken</small></a>' in preview
    assert "bewerk:A6" not in preview
    assert all(f"veld:{field.veld}" in preview for field in document.open_fields())
    assert "href" not in render_fragment(document)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_field_with_a_hostile_name_stays_an_address(assessment, write, name):
    document = write(assessment())
    edited = apply_edits(document, {"A1": Edit(f"[Keuze gemeente: {name}]", "")}).document
    preview = render_preview(edited, "bewerken", {}, 300)
    assert "<script>" not in preview
    assert "onmouseover='" not in preview.replace("&#39;", "'").split('href="veld:eigen')[-1].split('"')[0]


def test_plain_text_has_ordinary_spaces_and_short_lines(assessment, write):
    text = render_text(write(assessment(), Length.UITGEBREID))
    assert "\u00a0" not in text
    assert max(map(len, text.splitlines())) <= 110


def test_table_with_two_columns_reads_as_name_and_value_in_plain_text(assessment, write):
    assert "- Boordiepte: niet opgegeven" in render_text(write(assessment(), soort=Kind.MOTIVERING))


# --- names from outside -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_name_of_a_plan_area_stays_text(assessment, write, name):
    document = write(assessment(naam=name), Length.UITGEBREID)
    parsed = outline(render_html(document))
    assert "script" not in parsed.tags
    assert not any(key.startswith("on") for key, _ in parsed.attributes)
    for part in ("content.xml", "styles.xml", "meta.xml"):
        minidom.parseString(odt_parts(document)[1][part])
    headings = [line for line in render_markdown(document).splitlines() if line.startswith("#")]
    assert len(headings) == 1 + len(list(document.walk()))


def test_missing_name_gets_a_name(assessment, write):
    assert write(assessment(naam="")).titel == "Bodem en ondergrond in de omgevingsvisie: plangebied zonder naam"


def test_very_long_name_is_cut_off(assessment, write):
    assert len(write(assessment(naam="x" * 5_000)).plangebied) == 80


def test_direction_marks_are_taken_out_and_right_to_left_is_isolated(assessment, write):
    assert write(assessment(naam="naam\u202egnp.exe")).plangebied == "naamgnp.exe"
    assert write(assessment(naam="שלום")).plangebied == "\u2068שלום\u2069"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_finding_stays_text(assessment, finding, write, text):
    document = write(assessment(finding(zinnen=(f"Het gaat om: {text}.", "Beleid."))))
    assert "script" not in outline(render_html(document)).tags
    minidom.parseString(odt_parts(document)[1]["content.xml"])


def test_pipe_in_a_cell_does_not_make_a_column(assessment, write):
    rows = [
        line
        for line in render_markdown(write(assessment(naam="a | b"))).splitlines()
        if line.startswith("| Plangebied")
    ]
    assert rows == ["| Plangebied | a \\| b |"]


# --- ODT ----------------------------------------------------------------------------------------------------------


def test_odt_is_a_package_that_office_programs_know(assessment, write):
    archive, parts = odt_parts(write(assessment()))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert parts["mimetype"] == b"application/vnd.oasis.opendocument.text"
    manifest = minidom.parseString(parts["META-INF/manifest.xml"])
    listed = {
        entry.getAttribute("manifest:full-path") for entry in manifest.getElementsByTagName("manifest:file-entry")
    }
    assert listed == {"/", *parts} - {"mimetype", "META-INF/manifest.xml"}


def test_odt_has_real_headings_lists_and_tables(demo_assessments, write):
    document = write(demo_assessments["Omgevingsvisie Midden-Drenthe"])
    content = minidom.parseString(odt_parts(document)[1]["content.xml"])
    headings = content.getElementsByTagName("text:h")
    assert [int(node.getAttribute("text:outline-level")) for node in headings][:2] == [1, 1]
    assert len(headings) == len(list(document.walk()))
    assert content.getElementsByTagName("text:list")
    assert content.getElementsByTagName("table:table-header-rows")


def test_styles_that_the_odt_uses_exist(demo_assessments, write):
    parts = odt_parts(write(demo_assessments["Omgevingsvisie Midden-Drenthe"], Length.UITGEBREID))[1]
    content, styles = (minidom.parseString(parts[name]) for name in ("content.xml", "styles.xml"))
    known = {
        node.getAttribute("style:name")
        for tree in (content, styles)
        for tag in ("style:style", "text:list-style")
        for node in tree.getElementsByTagName(tag)
    }
    used = {
        node.getAttribute(attribute)
        for attribute in ("text:style-name", "table:style-name", "draw:style-name")
        for node in content.getElementsByTagName("*")
        if node.hasAttribute(attribute)
    }
    assert used <= known


def test_columns_of_a_table_fill_the_page_and_none_is_too_narrow(demo_assessments, write):
    document = write(demo_assessments["Omgevingsvisie Midden-Drenthe"], Length.UITGEBREID)
    tables = [block for section in document.walk() for block in section.blokken if hasattr(block, "kolommen")]
    for block in tables:
        widths = odt.column_widths(block)
        assert sum(widths) == pytest.approx(174, abs=1)
        assert min(widths) >= 8


def test_a_long_text_has_a_table_of_contents_that_leads_to_its_headings(demo_assessments, write):
    document = write(demo_assessments["Omgevingsvisie Midden-Drenthe"])
    content = minidom.parseString(odt_parts(document)[1]["content.xml"])
    links = [node.getAttribute("xlink:href")[1:] for node in content.getElementsByTagName("text:a")]
    assert [name for name in links if "-" not in name] == [section.id for section in document.secties]
    assert {f"A4-{thema}" for thema in ("natuur", "archeologie")} <= set(links)
    bookmarks = {node.getAttribute("text:name") for node in content.getElementsByTagName("text:bookmark")}
    assert set(links) <= bookmarks
    asked = [node.getAttribute("text:ref-name") for node in content.getElementsByTagName("text:bookmark-ref")]
    assert asked == links


def test_a_short_text_has_no_table_of_contents(assessment, write):
    assert b"table-of-content" not in odt_parts(write(assessment()))[1]["content.xml"]


def drawn_sizes(document):
    """Width and height in mm of the drawings in an ODT file, by name."""
    frames = minidom.parseString(odt_parts(document)[1]["content.xml"]).getElementsByTagName("draw:frame")
    sizes = {}
    for frame in frames:
        width, height = (float(frame.getAttribute(f"svg:{side}")[:-2]) for side in ("width", "height"))
        sizes[frame.getAttribute("draw:name")] = (width, height)
    return sizes


@pytest.mark.parametrize(
    ("height", "least", "most"),
    [
        pytest.param(100, 100, 100, id="it fits"),
        pytest.param(225, 190, 220, id="a little smaller it fits on the first page"),
        pytest.param(400, 225, 245, id="higher than a page it is made to fit on the next"),
    ],
)
def test_a_drawing_does_not_leave_its_page_half_empty(assessment, write, height, least, most):
    drawing = Figure("kaart", "<svg/>", "Kaart", "", 174, height)
    width, high = drawn_sizes(with_maps(write(assessment(), soort=Kind.MOTIVERING), drawing))["kaart"]
    assert least <= high <= most
    assert width / high == pytest.approx(174 / height, rel=0.01)


def test_a_drawing_that_would_get_too_small_to_read_goes_to_the_next_page(demo_assessments, write):
    drawing = Figure("kaart", "<svg/>", "Kaart", "", 174, 219)
    document = with_maps(write(demo_assessments["Omgevingsvisie Midden-Drenthe"]), drawing)
    assert drawn_sizes(document)["kaart"] == (174, 219)


def test_a_short_table_stays_whole_and_a_long_one_may_break(demo_assessments, write):
    content = minidom.parseString(odt_parts(write(demo_assessments["Omgevingsvisie Midden-Drenthe"]))[1]["content.xml"])
    tables = content.getElementsByTagName("table:table")
    for table in tables:
        rows = len(table.getElementsByTagName("table:table-row")) - 1
        assert table.getAttribute("table:style-name") == ("Tabelheel" if rows <= 12 else "Tabel")
    assert len({table.getAttribute("table:style-name") for table in tables}) == 2


def test_letters_of_every_script_have_the_same_size(assessment, write):
    styles = odt_parts(write(assessment()))[1]["styles.xml"].decode()
    assert styles.count("style:font-size-complex=") == styles.count("fo:font-size=")
    assert styles.count("style:font-weight-complex=") == styles.count("fo:font-weight=")


def test_equal_documents_give_equal_bytes(assessment, write):
    document = write(assessment())
    assert odt.render(document) == odt.render(document)


def test_odt_with_a_moment_that_is_no_date_is_still_written(assessment, write):
    assert odt.render(write(assessment(tijdstip="gisteren")))


def test_odt_holds_the_drawing_and_its_description(demo_assessments, catalogue, write):
    made = demo_assessments["Bodemenergie Kloosterveen, Assen"]
    profile = depth_profile.figure(made, catalogue)
    document = write(made, opties=Options(profiel=profile))
    parts = odt_parts(document)[1]
    assert parts["Pictures/figuur1.svg"].decode() == profile.svg
    assert minidom.parseString(parts["content.xml"]).getElementsByTagName("svg:desc")


def test_odt_puts_a_png_first_when_it_can_be_made(demo_assessments, catalogue, write):
    made = demo_assessments["Bodemenergie Kloosterveen, Assen"]
    document = write(made, opties=Options(profiel=depth_profile.figure(made, catalogue)))
    parts = odt_parts(document, rasterise=lambda figure: b"\x89PNG")[1]
    assert parts["Pictures/figuur1.png"] == b"\x89PNG"
    images = minidom.parseString(parts["content.xml"]).getElementsByTagName("draw:image")
    assert [image.getAttribute("xlink:href")[-3:] for image in images] == ["png", "svg"]


def test_odt_is_written_to_a_file(assessment, write, tmp_path):
    path = tmp_path / "tekst.odt"
    odt.write(write(assessment()), path)
    assert zipfile.is_zipfile(path)
