"""Limits, conditions, sentences per value, unknown values and the order of use: every mistake names file and key."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.catalogue import CatalogueError, load_catalogue
from bodem_ondergrond.test.core.catalogue.test_loading import at, without

WATER, CLIMATE, SALT = "regels/grondwater.yaml", "regels/klimaat.yaml", "regels/delfstoffen.yaml"
NATURE, ORDER, ENERGY = "regels/natuur.yaml", "gebruiksorde.yaml", "regels/energie.yaml"
DRILLING, VALLEY, DOMES = (
    "verbodszone_diepe_boringen.boordiepte",
    "robuuste_beekdalen.kapitaalintensief",
    "zoutkoepels.niet_benutten",
)


def at_step(value, step, *path):
    """Return an edit inside one step of the order of use."""
    return lambda content: at(value, *path)(content["volgorde"][step])


@pytest.mark.parametrize(
    ("file", "edit", "named"),
    [
        pytest.param(
            WATER,
            at({"grootheid": "boordiepte_m", "oordeel_binnen": "aandacht"}, DRILLING, "parameters"),
            (DRILLING, "drempel"),
            id="limit-without-limit",
        ),
        pytest.param(WATER, at("kleur", DRILLING, "parameters", "veld"), ("veld", "kleur"), id="limit-in-no-field"),
        pytest.param(
            WATER,
            at("opslagtemperatuur_c", DRILLING, "parameters", "grootheid"),
            ("max_boordiepte_m", "°C"),
            id="units",
        ),
        pytest.param(WATER, at([], DRILLING, "per"), ("per", "max_boordiepte_m"), id="limits-of-objects-mixed"),
        pytest.param(CLIMATE, at("soms", VALLEY, "voorwaarden", "hoe"), ("hoe", "soms"), id="conditions-how"),
        pytest.param(
            CLIMATE, at(["niets"], VALLEY, "voorwaarden", "zinnen"), ("zinnen", "niets"), id="no-such-condition"
        ),
        pytest.param(SALT, at("kleur", DOMES, "zinnen_per", "veld"), ("veld", "kleur"), id="sentences-by-no-field"),
        pytest.param(
            SALT, at("niets", DOMES, "zinnen_per", "zinnen", "Drouwen"), ("Drouwen", "niets"), id="sentence-of-a-value"
        ),
        pytest.param(
            "regels/natuur.yaml",
            at({"veld": "type", "zinnen": {"moeras": "nnn.gebied"}}, "nnn.gebied", "zinnen_per"),
            ("moeras",),
            id="sentence-of-no-class",
        ),
        pytest.param(NATURE, at(["niets"], "nnn.gebied", "onbekend"), ("onbekend", "niets"), id="unknown-unknown"),
        pytest.param(NATURE, at(["archeologie_diepte"], "nnn.gebied", "onbekend"), ("bekend",), id="known-unknown"),
        pytest.param(
            ORDER, at_step("zee", 0, "functies", "drinkwater", "ondergrondlaag"), ("zee",), id="depth-nowhere"
        ),
        pytest.param(
            ORDER, at_step("occupatielaag", 0, "functies", "drinkwater", "ondergrondlaag"), ("diepte",), id="no-depth"
        ),
        pytest.param(ORDER, at_step("niets", 0, "zin"), ("zin", "niets"), id="step-without-sentence"),
        pytest.param(
            ORDER,
            lambda content: content["volgorde"][1]["functies"].update(
                drinkwater=content["volgorde"][0]["functies"]["drinkwater"]
            ),
            ("drinkwater", "staat al"),
            id="function-twice",
        ),
        pytest.param(
            ORDER, lambda content: content["paren"][0].update(functies=["geothermie"]), ("twee",), id="pair-of-one"
        ),
        pytest.param(
            ORDER, lambda content: content["paren"][0].update(eerst="drinkwater"), ("eerst",), id="first-of-none"
        ),
        pytest.param(ORDER, without("volgorde"), (), id="no-order-no-functions"),
    ],
)
def test_mistake_is_refused_with_file_and_key(broken, file, edit, named):
    folder = broken(file, edit)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    message = str(caught.value)
    assert all(word in message for word in named), message


def test_a_sentence_may_stand_in_one_file_only(broken):
    folder = broken("zinnen/energie.yaml", lambda content: content.update({"nnn.gebied": "Nog eens."}))
    with pytest.raises(CatalogueError, match=r"nnn\.gebied.*bestaat al"):
        load_catalogue(folder)
