"""The policy of every theme is in the catalogue: nothing that the strategy numbers or letters is missing."""

from __future__ import annotations

import pytest
import yaml

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER, CatalogueError, load_catalogue
from bodem_ondergrond.plugin.domain import DutyRole, StatementKind, StatementStatus

# theme -> strategic goals, dilemmas, policy choices of strategie-2021 chapters 3 to 11
COUNTS = {
    "energie": (3, 8, 17),
    "landbouw": (5, 9, 0),
    "verontreiniging": (3, 8, 1),
    "erfgoed": (2, 3, 4),
    "natuur": (2, 6, 3),
    "grondwater": (5, 4, 0),
    "infrastructuur": (5, 7, 1),
    "delfstoffen": (2, 3, 9),
    "klimaat": (5, 7, 1),
    "landschap": (0, 0, 0),
}
POV = "Provinciale Omgevingsverordening Drenthe"


def count(policies, kind):
    return sum(1 for policy in policies for statement in policy.statements() if statement.soort is kind)


@pytest.mark.parametrize("theme", COUNTS)
def test_each_theme_has_all_goals_dilemmas_and_choices_of_its_chapter(catalogue, theme):
    policy = catalogue.themabeleid[theme]
    assert (len(policy.doelen), len(policy.dilemmas), len(policy.keuzes)) == COUNTS[theme]


def test_the_strategy_has_32_goals_55_dilemmas_and_36_choices(catalogue):
    policies = catalogue.themabeleid.values()
    kinds = (StatementKind.DOEL, StatementKind.DILEMMA, StatementKind.BELEIDSKEUZE)
    assert [count(policies, kind) for kind in kinds] == [32, 55, 36]


def test_themes_of_the_policy_are_the_themes_of_the_catalogue_in_their_order(catalogue):
    assert list(catalogue.themabeleid) == list(catalogue.themas) == list(COUNTS)


def test_choices_carry_the_letters_and_goals_the_numbers_of_the_source(catalogue):
    energy = catalogue.themabeleid["energie"]
    assert "".join(choice.kenmerk for choice in energy.keuzes) == "ABCDEFGHIJKLMNOPQ"
    assert [goal.kenmerk for goal in energy.doelen] == ["1", "2", "3"]


def test_every_choice_that_a_check_can_meet_names_its_rules(catalogue):
    choices = [choice for policy in catalogue.themabeleid.values() for choice in policy.keuzes]
    # The one that ended, and the one about what the province does with its own buildings and roads.
    assert [choice.id for choice in choices if not choice.regels] == ["verontreiniging.keuze_a", "klimaat.keuze_a"]


def test_rules_of_a_statement_rest_on_the_same_document(catalogue):
    for statement in catalogue.uitspraken.values():
        documents = {citation.document for citation in statement.bronnen}
        for rule in statement.regels:
            assert documents & {citation.document for citation in catalogue.regels[rule].bronnen}, statement.id


def test_a_statement_is_found_by_its_id(catalogue):
    statement = catalogue.uitspraken["energie.keuze_g"]
    assert (statement.kenmerk, statement.thema) == ("G", "energie")
    assert str(statement.bronnen[0]) == "strategie-2021 3.6.1"


def test_the_choice_about_contamination_has_ended_by_its_own_words(catalogue):
    choice = catalogue.uitspraken["verontreiniging.keuze_a"]
    assert choice.status is StatementStatus.VERVALLEN
    assert "eindigde" in choice.opmerking[0]
    assert [one.id for one in catalogue.uitspraken.values() if one.status is StatementStatus.VERVALLEN] == [choice.id]


def test_every_theme_says_where_its_rules_stand_and_who_has_which_task(catalogue):
    for policy in catalogue.themabeleid.values():
        assert any(regulation.document == POV for regulation in policy.regelgeving)
        assert {duty.wie for duty in policy.bevoegd_gezag} <= set(catalogue.bevoegd_gezag)
        assert policy.bevoegd_gezag


def test_chapters_of_the_omgevingsverordening_are_those_of_the_strategy(catalogue):
    chapters = {theme: policy.regelgeving[0].hoofdstukken for theme, policy in catalogue.themabeleid.items()}
    assert chapters == {
        "energie": ("3", "6", "10"),
        "landbouw": (),
        "verontreiniging": ("5", "6", "11"),
        "erfgoed": ("3", "8", "11"),
        "natuur": (),
        "grondwater": ("6", "10"),
        "infrastructuur": ("6", "11"),
        "delfstoffen": ("8",),
        "klimaat": (),
        "landschap": (),
    }


def test_a_theme_without_rules_is_told_apart_from_one_without_named_chapters(catalogue):
    assert not catalogue.themabeleid["landbouw"].regelgeving[0].heeft_regels
    assert catalogue.themabeleid["landschap"].regelgeving[0].heeft_regels


def test_open_systems_are_for_the_province_and_closed_ones_for_the_municipality(catalogue):
    duties = {duty.taak: duty.wie for duty in catalogue.themabeleid["energie"].bevoegd_gezag}
    assert duties["open bodemenergiesystemen tot 500\u00a0m-mv"] == "provincie"
    assert duties["gesloten bodemenergiesystemen tot 500\u00a0m-mv"] == "gemeente"


def test_the_province_advises_about_mining_and_does_not_decide(catalogue):
    roles = {(duty.wie, duty.rol) for duty in catalogue.themabeleid["energie"].bevoegd_gezag}
    assert {("minister", DutyRole.BEVOEGD_GEZAG), ("provincie", DutyRole.ADVISEERT)} <= roles


@pytest.mark.parametrize(
    ("file", "edit", "named"),
    [
        pytest.param(
            "themas/energie.yaml",
            lambda content: content["keuzes"].pop("C"),
            ("themas/energie.yaml", "C te staan"),
            id="letter-skipped",
        ),
        pytest.param(
            "themas/natuur.yaml",
            lambda content: content["doelen"].update({7: content["doelen"].pop(2)}),
            ("themas/natuur.yaml", "2 te staan"),
            id="number-skipped",
        ),
        pytest.param(
            "themas/erfgoed.yaml",
            lambda content: content["keuzes"]["A"].update(bronnen=[]),
            ("themas/erfgoed.yaml", "bronnen"),
            id="statement-without-source",
        ),
        pytest.param(
            "themas/klimaat.yaml",
            lambda content: content["keuzes"]["A"].update(regels=["klimaat.bestaat_niet"]),
            ("regels", "klimaat.bestaat_niet"),
            id="unknown-rule",
        ),
        pytest.param(
            "themas/klimaat.yaml",
            lambda content: content["ambitie"].update(status="ooit"),
            ("status", "ooit"),
            id="unknown-status",
        ),
        pytest.param(
            "themas/landbouw.yaml",
            lambda content: content["bevoegd_gezag"][0].update(wie="koning"),
            ("wie", "koning"),
            id="unknown-authority",
        ),
        pytest.param(
            "themas/landbouw.yaml",
            lambda content: content["regelgeving"][0].update(hoofdstuk="6"),
            ("hoofdstuk",),
            id="misspelt-key",
        ),
        pytest.param("themas/landbouw.yaml", lambda content: content.update(extra=1), ("extra",), id="unknown-block"),
    ],
)
def test_a_mistake_in_a_statement_is_refused_with_file_and_key(broken, file, edit, named):
    with pytest.raises(CatalogueError) as mistake:
        load_catalogue(broken(file, edit))
    assert all(part in str(mistake.value) for part in named), str(mistake.value)


def test_a_theme_without_policy_file_is_refused(broken):
    folder = broken("themas/natuur.yaml", lambda content: None)
    (folder / "themas" / "natuur.yaml").unlink()
    with pytest.raises(CatalogueError, match=r"themas/natuur\.yaml"):
        load_catalogue(folder)


def test_policy_of_a_theme_that_does_not_exist_is_refused(broken):
    folder = broken("themas/natuur.yaml", lambda content: None)
    (folder / "themas" / "ruimtevaart.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(CatalogueError, match="ruimtevaart"):
        load_catalogue(folder)


def test_a_key_that_stands_twice_in_a_block_is_refused(broken):
    folder = broken("themas/natuur.yaml", lambda content: None)
    with (folder / "themas" / "natuur.yaml").open("a", encoding="utf-8") as file:
        file.write("ambitie: {titel: Nog een}\n")
    with pytest.raises(CatalogueError, match=r"themas/natuur\.yaml.*'ambitie' staat er twee keer"):
        load_catalogue(folder)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="this yaml has one reader only")
@pytest.mark.parametrize("path", sorted(CATALOGUE_FOLDER.rglob("*.yaml")), ids=lambda path: path.name)
def test_both_yaml_readers_read_the_same(path):
    content = path.read_bytes()
    assert yaml.load(content, yaml.CSafeLoader) == yaml.load(content, yaml.SafeLoader)


@pytest.mark.parametrize(
    ("parts", "said"),
    [([30, 20], "de som is niet 40"), (["dertig", 10], "geen lijst van getallen"), ("40", "geen lijst van getallen")],
    ids=["other-sum", "part-in-words", "text"],
)
def test_figures_that_a_threshold_is_added_up_from_give_its_value(broken, parts, said):
    folder = broken("drempels.yaml", lambda content: content["archeologie_diepte_woelen"].update(opgeteld_uit=parts))
    with pytest.raises(CatalogueError, match=f"opgeteld_uit.*{said}"):
        load_catalogue(folder)


def test_a_key_that_is_no_text_is_refused(broken):
    folder = broken("themas/natuur.yaml", lambda content: None)
    with (folder / "themas" / "natuur.yaml").open("a", encoding="utf-8") as file:
        file.write("? [een, twee]\n: drie\n")
    with pytest.raises(CatalogueError, match=r"themas/natuur\.yaml"):
        load_catalogue(folder)
