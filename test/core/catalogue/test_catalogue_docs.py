"""The pages about the catalogue are those of the catalogue, and every checkable entry of the sources has its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER
from bodem_ondergrond.tools import build_catalogue_docs
from bodem_ondergrond.tools.catalogue_docs.coverage import INVENTORIES, inventory_entries, read_coverage

INVENTORY_FOLDER = CATALOGUE_FOLDER.parents[2] / "shared" / "inventory"
COVERAGE = read_coverage()
ENTRIES = [(document, entry) for document, entries in COVERAGE.documenten.items() for entry in entries]


@pytest.fixture(scope="module")
def pages(catalogue):
    return build_catalogue_docs.pages(catalogue)


def test_the_pages_in_docs_are_up_to_date(catalogue):
    assert build_catalogue_docs.stale(catalogue) == [], "python tools/build_catalogue_docs.py"


def test_a_changed_page_and_one_too_many_are_noticed(catalogue, tmp_path, capsys):
    build_catalogue_docs.write(catalogue, tmp_path)
    assert "regels.md" in capsys.readouterr().out
    (tmp_path / "catalogus" / "regels.md").write_text("anders", encoding="utf-8")
    (tmp_path / "catalogus" / "oud.md").write_text("weg", encoding="utf-8")
    assert build_catalogue_docs.stale(catalogue, tmp_path) == ["catalogus/regels.md", "catalogus/oud.md"]
    build_catalogue_docs.write(catalogue, tmp_path)
    assert build_catalogue_docs.stale(catalogue, tmp_path) == []


def test_there_is_a_page_for_every_theme_and_a_row_for_every_rule(catalogue, pages):
    assert {f"catalogus/{theme}.md" for theme in catalogue.themas} < set(pages)
    rows = re.findall(r"^\| `([a-z0-9_]+\.[a-z0-9_]+)` \|", pages["catalogus/regels.md"], re.MULTILINE)
    assert rows == list(catalogue.regels)


def test_every_table_has_as_many_cells_in_each_row(pages):
    for name, text in pages.items():
        for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, (name, block[:200])


def test_the_page_of_a_theme_shows_choices_with_their_rules(pages):
    assert re.search(r"^\| G \| .*`bodemenergie_zones.verbod`", pages["catalogus/energie.md"], re.MULTILINE)


def test_unknown_values_are_listed_with_the_place_where_they_stand(catalogue, pages):
    unknown = [threshold for threshold in catalogue.drempels.values() if threshold.waarde is None]
    assert unknown
    assert all(
        f"| `{one.id}` | {one.omschrijving} | {one.vindplaats} |" in pages["catalogus/regels.md"] for one in unknown
    )


def test_no_links_lead_nowhere(pages):
    for name, text in pages.items():
        for link in re.findall(r"\]\(([^)]+)\)", text):
            parts = (Path(name).parent / link).parts
            target = "/".join(part for i, part in enumerate(parts) if part != ".." and parts[i + 1 : i + 2] != ("..",))
            assert target in pages, (name, link)


@pytest.mark.parametrize("document", INVENTORIES)
def test_every_entry_of_an_inventory_with_a_map_check_is_accounted_for(document):
    if not INVENTORY_FOLDER.is_dir():
        pytest.skip("De inventarissen van de bronnen (../shared/inventory) staan niet naast deze map.")
    covered = [entry.id for entry in COVERAGE.documenten[document]]
    assert covered == inventory_entries(INVENTORY_FOLDER, document)


@pytest.mark.parametrize(("document", "entry"), ENTRIES, ids=[f"{document}:{entry.id}" for document, entry in ENTRIES])
def test_an_entry_leads_to_what_exists_or_says_why_not(catalogue, document, entry):
    assert all(rule in catalogue.regels for rule in entry.regels)
    assert all(statement in catalogue.uitspraken for statement in entry.uitspraken)
    assert all(aid in catalogue.opgaven or aid in catalogue.beslishulpen for aid in entry.hulp)
    assert entry.became != "weggelaten" or COVERAGE.reason(entry).endswith(".")


def test_every_choice_of_the_strategy_is_a_rule_or_a_statement(catalogue):
    choices = [choice for policy in catalogue.themabeleid.values() for choice in policy.keuzes]
    statements_only = {choice.id for choice in choices if not choice.regels}
    assert len(choices) == 36
    # Ended with the Omgevingswet, and two that bind the province's own works and property.
    assert statements_only <= {"verontreiniging.keuze_a", "infrastructuur.keuze_a", "klimaat.keuze_a"}
    assert "verontreiniging.keuze_a" in statements_only


def test_every_layer_has_a_rule_of_its_own_or_only_frames_the_check(catalogue):
    with_rules = {rule.selectie.laag for rule in catalogue.regels.values() if rule.selectie}
    assert {layer.id for layer in catalogue.lagen.values() if not layer.kader} == with_rules


def test_every_theme_has_rules(catalogue):
    assert {rule.thema for rule in catalogue.regels.values()} == set(catalogue.themas)


def test_every_activity_is_spoken_to(catalogue):
    spoken = {activity for rule in catalogue.regels.values() for activity in rule.activiteiten}
    assert set(catalogue.activiteiten) == spoken
