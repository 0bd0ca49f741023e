"""The aspect water of a plan has minimum contents; what the tool cannot know stays open, above all consultation."""

from __future__ import annotations

import re

import pytest

from bodem_ondergrond.plugin.paragraph import Kind, Length, NotFinalError, Options, require_final
from bodem_ondergrond.plugin.paragraph.model import BulletList, section_sentences
from bodem_ondergrond.plugin.paragraph.resources import TEXTS
from bodem_ondergrond.plugin.paragraph.texts import TextError, load_texts
from bodem_ondergrond.test.core.paragraph.conftest import texts

MINIMUM = {"systeem", "peil", "verharding", "berging", "afvoer", "buren", "kwaliteit", "beheer", "overleg"}
FIELDS = {f"waterbelang.{name}" for name in MINIMUM}
LONGER = [Length.NORMAAL, Length.UITGEBREID]


def water(document):
    return document.section("B3-waterbelang")


@pytest.fixture
def plan(assessment, write):
    def make(length=Length.NORMAAL, **answers):
        given = {f"waterbelang.{name}": text for name, text in answers.items()}
        return write(assessment(), length, Kind.MOTIVERING, Options(antwoorden=given))

    return make


@pytest.mark.parametrize("length", LONGER)
def test_all_that_a_paragraph_on_water_must_hold_is_asked(plan, length):
    assert {field.veld for field in section_sentences(water(plan(length))) if field.is_open} == FIELDS


def test_every_demonstration_plan_has_them(demo_assessments, write):
    for name, made in demo_assessments.items():
        document = write(made, soort=Kind.MOTIVERING)
        assert {field.veld for field in document.open_fields()} >= FIELDS, name


def test_fields_stand_in_lists_that_can_be_read(plan):
    lists = [block for block in water(plan()).blokken if isinstance(block, BulletList)]
    assert [len(block.punten) for block in lists] == [5, 4]
    assert all(block.kop for block in lists)


def test_every_field_has_its_subject_before_it_and_one_sentence_says_why_they_are_open(plan):
    document = plan()
    assert "Wat hieronder staat, kan de toets niet weten; de gemeente vult het in." in texts(document)
    items = [item for block in water(document).blokken if isinstance(block, BulletList) for item in block.punten]
    assert [item.kop for item in items][:3] == ["Watersysteem", "Peil", "Verharding"]
    assert len({item.zinnen[0].tekst for item in items}) == len(FIELDS)


def test_answered_field_does_not_name_its_subject_twice(plan):
    document = plan(peil="1,2 m boven NAP (2026)")
    items = [item for block in water(document).blokken if isinstance(block, BulletList) for item in block.punten]
    told = next(item for item in items if "boven NAP" in item.zinnen[0].tekst)
    assert (told.kop, told.zinnen[0].tekst) == ("", "Peil, volgens de gemeente: 1,2 m boven NAP (2026).")


def test_chapter_of_an_omgevingsvisie_does_not_ask_them(assessment, write):
    document = write(assessment(), soort=Kind.OMGEVINGSVISIE)
    assert not any(field.veld.startswith("waterbelang.") for field in document.open_fields())


def test_text_is_not_final_while_water_is_open(plan):
    with pytest.raises(NotFinalError):
        require_final(plan())


def test_answer_is_told_as_what_the_municipality_says(plan):
    document = plan(verharding="nu 200 m², straks 650 m²")
    assert "Verharding, volgens de gemeente: nu 200 m², straks 650 m²." in texts(document)
    assert "waterbelang.verharding" not in {field.veld for field in document.open_fields()}


def test_tool_never_says_that_the_waterschap_was_consulted(demo_assessments, write):
    told = re.compile(r"waterschap (is|werd) (geraadpleegd|akkoord)|waterschap heeft|overlegd|stemt in", re.IGNORECASE)
    for name, made in demo_assessments.items():
        for length in Length:
            document = write(made, length, Kind.MOTIVERING)
            said = [sentence.tekst for sentence in document.sentences() if not sentence.is_open]
            assert [line for line in said if told.search(line)] == [], name


@pytest.mark.parametrize("answer", ["ja", "het waterschap is akkoord", "overleg is geweest"])
def test_consultation_without_a_date_is_not_accepted(plan, answer):
    document = plan(overleg=answer)
    assert "waterbelang.overleg" in {field.veld for field in document.open_fields()}
    assert not any(answer in line for line in texts(document) if "volgens de gemeente" in line)


@pytest.mark.parametrize("answer", ["3 november 2026, kenmerk W26-114, akkoord", "nog niet geraadpleegd", "Nee"])
def test_consultation_with_a_date_or_that_it_did_not_take_place_is_told(plan, answer):
    document = plan(overleg=answer)
    assert f"Waterschap, volgens de gemeente: {answer}." in texts(document)


def test_damaged_field_is_named(tmp_path):
    path = tmp_path / "tekst.yaml"
    path.write_text(TEXTS.read_text(encoding="utf-8").replace("{kop: Peil, vraag:", "{kop: Peil, vrag:"), "utf-8")
    with pytest.raises(TextError, match=r"onderwerpen\.waterbelang\.invullen"):
        load_texts(path)


def test_two_equal_answers_are_both_told(plan):
    lines = texts(plan(buren="niet van toepassing", beheer="niet van toepassing"))
    assert "Grond van de buren, volgens de gemeente: niet van toepassing." in lines
    assert "Beheer, volgens de gemeente: niet van toepassing." in lines
