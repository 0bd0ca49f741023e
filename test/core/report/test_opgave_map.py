"""The map of an opgave (BF-20): its layers, claims and conflicts, for a conversation; it weighs nothing."""

from __future__ import annotations

from xml.dom import minidom

import pytest

from bodem_ondergrond.plugin.domain import FieldNames
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE, DEMO_PLAN_AREAS
from bodem_ondergrond.plugin.jobs.writing import TextChoices, write_text
from bodem_ondergrond.plugin.paragraph import Kind, Length, Options, compose, render_html
from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.report import map_opgave, map_svg, odt
from bodem_ondergrond.plugin.report.map_content import map_content
from bodem_ondergrond.plugin.report.map_shapes import WIDTH
from bodem_ondergrond.plugin.storage import read_package, read_plan_areas
from bodem_ondergrond.plugin.toets import toets
from bodem_ondergrond.test.core.conftest import NOW


@pytest.fixture(scope="module")
def demo(catalogue):
    return read_package(DEMO_PACKAGE, catalogue)


@pytest.fixture(scope="module")
def areas(catalogue, demo):
    plans = read_plan_areas(DEMO_PLAN_AREAS, FieldNames(), catalogue)
    return {made.plan.naam: made for made in toets(plans, demo, catalogue, now=NOW)}


@pytest.fixture
def emmen(areas):
    return areas["Geothermie Bargermeer, Emmen"]


def lines(content, heading):
    return next(note.regels for note in content.naast if note.kop == heading)


def figures_of(document):
    return [block.id for part in document.walk() for block in part.blokken if isinstance(block, Figure)]


def test_map_shows_claims_and_dilemmas_of_the_opgave(emmen, catalogue, demo):
    content = map_content(emmen, catalogue, demo, opgave="geothermie")
    assert content.titel == "Opgavekaart: Geothermie"
    assert "Een gebouw van ongeveer 20 bij 20\u00a0m" in lines(content, "Wat de opgave vraagt")
    assert len(lines(content, "Dilemma's")) == len(catalogue.opgaven["geothermie"].dilemmas)
    assert len(lines(content, "Voor het gesprek")) == len(catalogue.opgaven["geothermie"].vragen)


def test_map_names_two_uses_that_ask_for_the_same_ground(emmen, catalogue, demo):
    met = lines(map_content(emmen, catalogue, demo, opgave="geothermie"), "Wat de opgave hier tegenkomt")
    assert any("vragen geothermie en gasopslag" in line for line in met)
    assert "Geothermie onder voorwaarden: 'ja, mits'" in met


def test_only_layers_of_the_opgave_are_on_the_map(emmen, catalogue, demo):
    content = map_content(emmen, catalogue, demo, opgave="geothermie")
    layers = {item.laag for item in (*content.klassen, *content.overal)}
    assert "geothermie_kansen" in layers
    assert not layers & {"landschapstypen", "cultuurhistorie", "geopark_hondsrug"}


def test_layers_that_the_opgave_names_go_first(areas, catalogue, demo):
    content = map_content(areas["Omgevingsvisie Midden-Drenthe"], catalogue, demo, opgave="wateroverlast_verdroging")
    named = [item.laag in catalogue.opgaven["wateroverlast_verdroging"].lagen for item in content.klassen]
    assert any(named)
    hit = [name for name, item in zip(named, content.klassen) if item.geraakt]
    assert hit == sorted(hit, reverse=True)


def test_opgave_without_a_layer_here_says_so_and_is_no_error(areas, catalogue, demo):
    content = map_content(areas["Dorpsuitbreiding Hoogeveen-Zuid"], catalogue, demo, opgave="geothermie")
    assert "Geen van de kaarten bij deze opgave raakt het plangebied." in content.opmerkingen
    assert "Geen van de getoetste kaarten raakt het plangebied." not in content.opmerkingen
    assert lines(content, "Wat de opgave hier tegenkomt") == (
        "De getoetste kaarten geven hier niets aan dat de opgave beperkt",
    )


def test_map_chooses_nothing(areas, catalogue, demo):
    for made in areas.values():
        for name in catalogue.opgaven:
            content = map_content(made, catalogue, demo, opgave=name)
            words = " ".join(line for note in content.naast for line in note.regels).lower()
            assert "beste" not in words
            assert "advies" not in words


def test_long_list_of_conflicts_is_counted_not_cut(areas, catalogue, demo, monkeypatch):
    monkeypatch.setattr(map_opgave, "_MOST_LINES", 3)
    content = map_content(areas["Omgevingsvisie Midden-Drenthe"], catalogue, demo, opgave="wateroverlast_verdroging")
    met = lines(content, "Wat de opgave hier tegenkomt")
    assert len(met) == 3
    assert met[-1].startswith("En nog ")


def test_words_stand_within_the_drawing(areas, catalogue, demo):
    for made in areas.values():
        figure = map_svg.figure(made, catalogue, demo, opgave="verstedelijking")
        drawing = minidom.parseString(figure.svg).documentElement
        height = float(drawing.getAttribute("height"))
        for text in drawing.getElementsByTagName("text"):
            assert 0 <= float(text.getAttribute("x")) <= WIDTH
            assert 0 <= float(text.getAttribute("y")) <= height


def test_description_says_what_the_picture_says(emmen, catalogue, demo):
    figure = map_svg.figure(emmen, catalogue, demo, opgave="geothermie")
    assert "Een warmtenet met genoeg afnemers" in figure.beschrijving
    assert "Dilemma's" in figure.beschrijving


def test_unknown_opgave_is_an_error(emmen, catalogue, demo):
    with pytest.raises(KeyError):
        map_content(emmen, catalogue, demo, opgave="wegenbouw")


def test_long_text_of_an_omgevingsvisie_has_the_map_of_each_chosen_opgave(emmen, catalogue, demo):
    choices = TextChoices(lengte=Length.UITGEBREID, opgaven=("geothermie", "bodemdaling"))
    document = write_text(emmen, catalogue, choices, demo).document
    assert {"kaart-opgave-geothermie", "kaart-opgave-bodemdaling"} <= set(figures_of(document))
    assert "Opgavekaart: Geothermie" in render_html(document)
    assert odt.render(document)[:2] == b"PK"


def test_without_the_data_the_map_shows_what_the_check_still_knows(emmen, catalogue):
    choices = TextChoices(lengte=Length.UITGEBREID, opgaven=("geothermie",))
    assert "kaart-opgave-geothermie" in figures_of(write_text(emmen, catalogue, choices).document)


@pytest.mark.parametrize(
    ("length", "kind"),
    [(Length.NORMAAL, Kind.OMGEVINGSVISIE), (Length.KORT, Kind.OMGEVINGSVISIE), (Length.UITGEBREID, Kind.MOTIVERING)],
)
def test_other_texts_have_no_map_of_an_opgave(emmen, catalogue, demo, length, kind):
    drawn = map_svg.figure(emmen, catalogue, demo, opgave="geothermie")
    options = Options(opgaven=("geothermie",), opgavekaarten={"geothermie": drawn})
    assert "kaart-opgave-geothermie" not in figures_of(compose(emmen, catalogue, length, kind, options))
