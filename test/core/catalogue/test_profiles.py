"""A municipality has a small file of its own: thresholds, documents, policy and layers."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.catalogue import CatalogueError, load_catalogue
from bodem_ondergrond.plugin.domain import StatementStatus

ASSEN = "gemeenten/GM0106-assen.yaml"
DRENTHE = {
    "GM0106": "Assen",
    "GM0109": "Coevorden",
    "GM0114": "Emmen",
    "GM0118": "Hoogeveen",
    "GM0119": "Meppel",
    "GM1680": "Aa en Hunze",
    "GM1681": "Borger-Odoorn",
    "GM1690": "De Wolden",
    "GM1699": "Noordenveld",
    "GM1701": "Westerveld",
    "GM1730": "Tynaarlo",
    "GM1731": "Midden-Drenthe",
}


def test_all_twelve_municipalities_have_a_profile(catalogue):
    assert {code: profile.naam for code, profile in catalogue.gemeenten.items()} == DRENTHE


def test_a_value_that_no_source_names_is_unknown_and_not_made_up(catalogue):
    for profile in catalogue.gemeenten.values():
        assert profile.drempels == {}
        assert {"archeologie_oppervlakte", "archeologie_diepte"} <= set(profile.onbekend)


def test_a_municipal_value_is_read_with_its_source(broken):
    value = {"drempel": "archeologie_oppervlakte", "waarde": 500, "bron": "bodemvisie-assen 1.3 | 49-98"}
    folder = broken(ASSEN, lambda content: content.update(drempels=[value], onbekend=[]))
    profile = load_catalogue(folder).gemeenten["GM0106"]
    assert profile.drempels["archeologie_oppervlakte"].waarde == 500
    assert profile.onbekend == {}


def test_assen_is_worked_out_with_documents_policy_and_layers(catalogue):
    assen = catalogue.gemeenten["GM0106"]
    assert "Bodemvisie Assen" in {document.titel for document in assen.documenten}
    assert {"energie", "infrastructuur", "verontreiniging", "grondwater", "erfgoed"} <= {
        statement.thema for statement in assen.uitspraken
    }
    assert set(assen.lagen) == {"assen_ontwikkelgebieden", "assen_pluimen", "assen_potklei", "assen_hoofdtraces"}
    assert all(layer.gemeente == "GM0106" for layer in assen.lagen.values())


def test_every_sentence_from_the_draft_of_assen_says_its_age_and_that_it_is_a_draft(catalogue):
    drafts = [
        one for one in catalogue.uitspraken.values() if any(b.document == "bodemvisie-assen" for b in one.bronnen)
    ]
    sentences = [sentence for one in drafts for sentence in one.zinnen]
    sentences += [sentence for aid in catalogue.beslishulpen.values() for sentence in aid.zinnen]
    sentences += [sentence for layer in catalogue.ondergrondlagen.values() for sentence in layer.zinnen]
    assert len(sentences) > 30
    assert [sentence for sentence in sentences if "ontwerp-Bodemvisie Assen (2011)" not in sentence] == []
    assert {one.status for one in drafts} == {StatementStatus.ONTWERP}


def test_statements_of_a_municipality_carry_its_code(catalogue):
    own = [one for one in catalogue.uitspraken.values() if one.gemeente]
    assert all(one.id.startswith(f"{one.gemeente.lower()}.") for one in own)
    assert len(own) == sum(len(profile.uitspraken) for profile in catalogue.gemeenten.values())


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        pytest.param(
            lambda content: content.update(drempels=[{"drempel": "x", "waarde": 1, "bron": "bogo Geothermie"}]),
            ("drempel", "'x'"),
            id="unknown-threshold",
        ),
        pytest.param(
            lambda content: content.update(
                drempels=[{"drempel": "zoekafstand_monument", "waarde": 1, "bron": "bogo Geothermie"}]
            ),
            ("zoekafstand_monument", "niet wijzigen"),
            id="threshold-that-is-no-policy",
        ),
        pytest.param(
            lambda content: content["lagen"].update(nnn=content["lagen"]["assen_potklei"]),
            ("nnn", "al in de catalogus"),
            id="layer-of-the-province",
        ),
        pytest.param(
            lambda content: content["lagen"]["assen_potklei"].update(geometrie="bol"),
            ("assen_potklei", "bol"),
            id="layer-with-unknown-geometry",
        ),
        pytest.param(
            lambda content: content["uitspraken"]["doel"].update(thema="ruimtevaart"),
            ("doel", "ruimtevaart"),
            id="statement-of-unknown-theme",
        ),
        pytest.param(lambda content: content["onbekend"][0].pop("vindplaats"), ("vindplaats",), id="unknown-where"),
        pytest.param(lambda content: content["documenten"][0].pop("status"), ("status",), id="document-without-status"),
        pytest.param(lambda content: content.update(code="GM0109"), ("bestandsnaam",), id="code-of-another"),
        pytest.param(lambda content: content.update(burgemeester="x"), ("burgemeester",), id="unknown-key"),
    ],
)
def test_a_mistake_in_a_profile_is_refused_with_file_and_key(broken, edit, named):
    with pytest.raises(CatalogueError) as mistake:
        load_catalogue(broken(ASSEN, edit))
    assert ASSEN in str(mistake.value)
    assert all(part in str(mistake.value) for part in named), str(mistake.value)
