"""Principles, layers of the ground, ladders and trees, and the opgaven with their questions."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.catalogue import CatalogueError, load_catalogue
from bodem_ondergrond.plugin.domain import DecisionBlockKind, QuestionOrigin, StatementStatus

OPGAVEN = (
    "kabels_leidingen",
    "wateroverlast_verdroging",
    "verstedelijking",
    "gezonde_bodem_groen",
    "grondwatersysteem",
    "verzilting",
    "bodemdaling",
    "geothermie",
)


def test_the_three_principles_stand_in_order_and_the_third_has_four_rules_of_play(catalogue):
    principles = list(catalogue.afwegingsprincipes.values())
    assert [principle.nummer for principle in principles] == ["1", "2", "3"]
    assert [len(principle.spelregels) for principle in principles] == [0, 0, 4]


def test_the_layers_of_the_ground_touch_and_leave_no_gap(catalogue):
    depths = [layer.diepte for layer in catalogue.ondergrondlagen.values()]
    assert list(catalogue.ondergrondlagen) == [
        "occupatielaag",
        "netwerklaag",
        "ondiepe_ondergrond",
        "diepe_ondergrond",
    ]
    assert depths[0] is None
    assert [(depth.van_m, depth.tot_m) for depth in depths[1:]] == [(0, 5), (5, 500), (500, None)]


def test_ladder_and_trees_are_blocks_that_say_what_the_source_has_lost(catalogue):
    assert set(catalogue.beslishulpen) == {"ladder_van_assen", "beslisboom_2_1", "beslisboom_4_1"}
    for aid in catalogue.beslishulpen.values():
        assert aid.status is StatementStatus.ONTWERP
        assert aid.gemeente == "GM0106"
        assert any("verloren" in remark or "bewaard" in remark for remark in aid.opmerking)


def test_the_ladder_has_three_steps_and_a_tree_has_questions_and_outcomes(catalogue):
    ladder = catalogue.beslishulpen["ladder_van_assen"]
    tree = catalogue.beslishulpen["beslisboom_2_1"]
    assert [block.soort for block in ladder.blokken] == [DecisionBlockKind.TREDE] * 3
    assert {block.soort for block in tree.blokken} == {DecisionBlockKind.VRAAG, DecisionBlockKind.UITKOMST}


def test_the_eight_opgaven_are_there_and_verzilting_is_not_offered_in_drenthe(catalogue):
    assert tuple(catalogue.opgaven) == OPGAVEN
    assert [key for key, opgave in catalogue.opgaven.items() if not opgave.standaard] == ["verzilting"]


@pytest.mark.parametrize("key", OPGAVEN)
def test_each_opgave_has_claims_dilemmas_and_a_question_card(catalogue, key):
    opgave = catalogue.opgaven[key]
    assert opgave.claims
    assert opgave.dilemmas
    assert opgave.vragen
    assert all(question.vraag.endswith("?") for question in opgave.vragen)
    assert opgave.themas


def test_a_question_says_whether_the_source_puts_it_or_the_tool_derives_it(catalogue):
    origins = {question.id: question.herkomst for question in catalogue.opgaven["grondwatersysteem"].vragen}
    assert origins["grondwatersysteem.houdbaar"] is QuestionOrigin.BRON
    assert origins["grondwatersysteem.onttrekking"] is QuestionOrigin.LEZING


def test_every_offered_opgave_says_whom_to_ask(catalogue):
    for opgave in catalogue.opgaven.values():
        assert opgave.kennisbronnen or not opgave.standaard
    assert all(source.peildatum for source in catalogue.kennisbronnen.values())


def test_the_room_for_geothermie_is_a_figure_with_its_source(catalogue):
    figures = {figure.eenheid: figure.waarde for figure in catalogue.opgaven["geothermie"].kengetallen}
    assert figures == {"ha": 0.5, "m": 20}


def test_no_sentence_ranks_or_advises_a_choice(catalogue):
    forbidden = ("beste keuze", "verdient de voorkeur", "adviseren wij", "aan te raden")
    for opgave in catalogue.opgaven.values():
        for sentence in (*opgave.zinnen, *opgave.claims, *opgave.kansen, *opgave.dilemmas):
            assert not any(words in sentence.lower() for words in forbidden), sentence
    for crossing in catalogue.kruisingen.values():
        assert not any(words in crossing.dilemma.lower() for words in forbidden), crossing.id


@pytest.mark.parametrize(
    ("file", "edit", "named"),
    [
        pytest.param(
            "opgaven.yaml",
            lambda content: content["geothermie"].update(lagen=["maan"]),
            ("geothermie", "lagen", "maan"),
            id="unknown-layer",
        ),
        pytest.param(
            "opgaven.yaml",
            lambda content: content["geothermie"]["vragen"]["ruimte"].update(herkomst="droom"),
            ("herkomst", "droom"),
            id="unknown-origin",
        ),
        pytest.param(
            "opgaven.yaml",
            lambda content: content["geothermie"].update(kennisbronnen=["buurman"]),
            ("kennisbronnen", "buurman"),
            id="unknown-knowledge-source",
        ),
        pytest.param(
            "opgaven.yaml",
            lambda content: content["geothermie"]["kengetallen"][0].update(waarde="veel"),
            ("waarde", "veel"),
            id="figure-is-no-number",
        ),
        pytest.param(
            "kruisingen.yaml",
            lambda content: content["leiding_riool"].update(opgaven=["geothermie", "maan"]),
            ("leiding_riool", "opgaven", "maan"),
            id="unknown-opgave",
        ),
        pytest.param(
            "kruisingen.yaml",
            lambda content: content["leiding_riool"].update(opgaven=["geothermie"]),
            ("leiding_riool", "opgaven", "twee"),
            id="one-opgave",
        ),
        pytest.param(
            "beslishulpen.yaml",
            lambda content: content["ladder_van_assen"].update(gemeente="GM9999"),
            ("gemeente", "GM9999"),
            id="unknown-municipality",
        ),
        pytest.param(
            "beslishulpen.yaml",
            lambda content: content["ladder_van_assen"].update(blokken=[]),
            ("blokken",),
            id="aid-without-blocks",
        ),
        pytest.param(
            "kennisbronnen.yaml",
            lambda content: content["rioned"].pop("peildatum"),
            ("rioned", "peildatum"),
            id="knowledge-source-without-date",
        ),
        pytest.param(
            "afwegingskader.yaml",
            lambda content: content["ondergrondlagen"]["netwerklaag"]["diepte"].update(van_m="boven"),
            ("netwerklaag", "van_m"),
            id="depth-is-no-number",
        ),
        pytest.param(
            "afwegingskader.yaml",
            lambda content: content["afwegingsprincipes"]["combineren"].update(kleur="rood"),
            ("combineren", "kleur"),
            id="unknown-key",
        ),
    ],
)
def test_a_mistake_is_refused_with_file_and_key(broken, file, edit, named):
    with pytest.raises(CatalogueError) as mistake:
        load_catalogue(broken(file, edit))
    assert file in str(mistake.value)
    assert all(part in str(mistake.value) for part in named), str(mistake.value)
