"""The catalogue is read strictly: every mistake is refused, with file and key in the message."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER, CatalogueError, load_catalogue
from bodem_ondergrond.plugin.domain import Verdict

HERITAGE, ENERGY = "regels/erfgoed.yaml", "regels/energie.yaml"
FIRST = "archeologie_provinciaal.waarde_1"
THIRD = "archeologie_provinciaal.waarde_3"
BAN = "bodemenergie_zones.verbod"


def at(key, *path):
    """Return an edit that sets a value: `at(value, "rule", "key")`."""

    def edit(content):
        for step in path[:-1]:
            content = content[step]
        content[path[-1]] = key

    return edit


def without(*path):
    def edit(content):
        for step in path[:-1]:
            content = content[step]
        del content[path[-1]]

    return edit


@pytest.mark.parametrize(
    ("file", "edit", "named"),
    [
        pytest.param(HERITAGE, at("geen_laag", FIRST, "laag"), ("laag", "geen_laag"), id="unknown-layer"),
        pytest.param(HERITAGE, at({"waarde": ["9"]}, FIRST, "klasse"), ("waarde", "'9'"), id="unknown-class"),
        pytest.param(HERITAGE, at({"kleur": ["1"]}, FIRST, "klasse"), ("kleur",), id="unknown-field"),
        pytest.param(HERITAGE, at(["visie-2099 1"], FIRST, "bronnen"), ("bronnen", "visie-2099"), id="unknown-source"),
        pytest.param(HERITAGE, at(["strategie-2021"], FIRST, "bronnen"), ("bronnen",), id="source-without-section"),
        pytest.param(HERITAGE, at([], FIRST, "bronnen"), ("bronnen",), id="rule-without-source"),
        pytest.param(HERITAGE, at("misschien", FIRST, "oordeel"), ("oordeel", "misschien"), id="unknown-verdict"),
        pytest.param(HERITAGE, at("magie", FIRST, "soort"), ("soort", "magie"), id="unknown-kind"),
        pytest.param(HERITAGE, at("ja", FIRST, "strategisch"), ("strategisch",), id="no-boolean"),
        pytest.param(HERITAGE, at("x", FIRST, "oordel"), ("oordel",), id="misspelt-key"),
        pytest.param(HERITAGE, without(FIRST, "titel"), ("titel", "ontbreekt"), id="missing-key"),
        pytest.param(HERITAGE, at(["koning"], FIRST, "bevoegd_gezag"), ("wie", "koning"), id="unknown-authority"),
        pytest.param(
            HERITAGE, at(["dansen"], FIRST, "activiteiten"), ("activiteiten", "dansen"), id="unknown-activity"
        ),
        pytest.param(HERITAGE, at(["actie.niets"], FIRST, "acties"), ("acties", "actie.niets"), id="unknown-action"),
        pytest.param(HERITAGE, at("in {plaats}", FIRST, "zone_in"), ("plaats",), id="unknown-slot-in-phrase"),
        pytest.param(HERITAGE, at("geen", THIRD, "parameters", "diepte"), ("diepte", "geen"), id="unknown-threshold"),
        pytest.param(HERITAGE, at(["zee"], THIRD, "parameters", "bouwvoor_lagen"), ("zee",), id="unknown-other-layer"),
        pytest.param(HERITAGE, at([7], THIRD, "parameters", "vindplaatsen"), ("vindplaatsen",), id="no-block"),
        pytest.param(ENERGY, at({"7": {"van_m": 0}}, BAN, "parameters", "vensters"), ("'7'",), id="window-of-no-class"),
        pytest.param(ENERGY, at("diep", BAN, "parameters", "vensters", "1", "van_m"), ("van_m",), id="text-for-number"),
        pytest.param(ENERGY, at({"zin": "niets"}, BAN, "opmerkingen", 0), ("zin", "niets"), id="unknown-remark"),
        pytest.param(ENERGY, at("alles", BAN, "opmerkingen"), ("opmerkingen",), id="no-list"),
        pytest.param("zinnen/erfgoed.yaml", without(FIRST), ("zin", FIRST), id="missing-sentence"),
        pytest.param("zinnen.yaml", without("patroon.onderzoek"), ("patroon.onderzoek",), id="missing-pattern"),
        pytest.param("zinnen.yaml", at("Tot {hier}.", "patroon.onderzoek"), ("hier",), id="unknown-slot"),
        pytest.param("zinnen/erfgoed.yaml", at("Tot {hier.", FIRST), ("accolades",), id="open-brace"),
        pytest.param("zinnen/erfgoed.yaml", at([1, 2], FIRST), (FIRST,), id="sentence-is-no-text"),
        pytest.param(
            "drempels.yaml", without("archeologie_diepte", "bron"), ("archeologie_diepte", "bron"), id="no-source"
        ),
        pytest.param("drempels.yaml", at("veel", "archeologie_diepte", "waarde"), ("waarde", "veel"), id="no-number"),
        pytest.param(
            "drempels.yaml", at("onbekend", "archeologie_diepte", "waarde"), ("vindplaats",), id="unknown-where"
        ),
        pytest.param("lagen.yaml", at("bol", "nnn", "geometrie"), ("nnn", "geometrie", "bol"), id="unknown-geometry"),
        pytest.param("lagen.yaml", without("nnn", "thema"), ("nnn", "thema"), id="layer-without-theme"),
        pytest.param(
            "lagen.yaml", at("tekst", "nnn", "velden", "type", "soort"), ("waarden",), id="values-without-class"
        ),
        pytest.param("lagen.yaml", at("kleur", "nnn", "naamveld"), ("naamveld", "kleur"), id="unknown-name-field"),
        pytest.param("lagen.yaml", at("groot", "nnn", "tolerantie"), ("tolerantie",), id="tolerance-is-no-block"),
        pytest.param(
            "bronnen.yaml", at("zwaar", "strategie-2021", "gewicht"), ("gewicht", "zwaar"), id="unknown-weight"
        ),
        pytest.param(
            "activiteiten.yaml", at(["kleur"], "landbouw", "vraagt"), ("vraagt", "kleur"), id="unknown-figure"
        ),
        pytest.param("bevoegd_gezag.yaml", at("", "gemeente", "naam"), ("gemeente", "naam"), id="empty-text"),
    ],
)
def test_mistake_is_refused_with_file_and_key(broken, file, edit, named):
    folder = broken(file, edit)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    message = str(caught.value)
    assert all(word in message for word in named), message
    assert ".yaml" in message


def test_file_that_is_missing_is_named(broken):
    folder = broken("themas.yaml", lambda content: None)
    (folder / "themas.yaml").unlink()
    with pytest.raises(CatalogueError, match=r"themas\.yaml"):
        load_catalogue(folder)


def test_file_that_is_no_yaml_is_named(broken):
    folder = broken("themas.yaml", lambda content: None)
    (folder / "themas.yaml").write_text("a: [1, 2", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"themas\.yaml.*geen geldige yaml"):
        load_catalogue(folder)


def test_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(CatalogueError, match="nergens"):
        load_catalogue(tmp_path / "nergens")


def test_rule_file_of_no_theme_is_refused(broken):
    folder = broken("themas.yaml", lambda content: None)
    (folder / "regels" / "zeevaart.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(CatalogueError, match="zeevaart"):
        load_catalogue(folder)


def test_rule_id_may_occur_once(broken):
    folder = broken("themas.yaml", lambda content: None)
    first = (folder / HERITAGE).read_text(encoding="utf-8").split("\n\n")[0]
    with (folder / "regels" / "natuur.yaml").open("a", encoding="utf-8") as rules:
        rules.write("\n" + first + "\n")
    with pytest.raises(CatalogueError, match=FIRST):
        load_catalogue(folder)


def test_rule_of_a_known_kind_needs_no_python(broken):
    new = {
        "titel": "Zonnepark op een es",
        "soort": "overlap",
        "laag": "archeologie_provinciaal",
        "klasse": {"type": ["es"]},
        "activiteiten": ["zonnepark"],
        "zone_in": "op een es",
        "zone": "een es",
        "zin": FIRST,
        "oordeel": "aandacht",
        "herkomst_oordeel": "lezing",
        "bevoegd_gezag": ["gemeente"],
        "bronnen": ["omgevingsvisie-2022 4.2.4.2"],
    }
    catalogue = load_catalogue(broken(HERITAGE, at(new, "archeologie_provinciaal.zonnepark")))
    assert catalogue.regels["archeologie_provinciaal.zonnepark"].oordeel is Verdict.AANDACHT


def test_unknown_value_says_where_it_should_stand(broken):
    def edit(content):
        content["archeologie_diepte"].update(waarde="onbekend", vindplaats="Provinciale Omgevingsverordening")

    threshold = load_catalogue(broken("drempels.yaml", edit)).drempels["archeologie_diepte"]
    assert threshold.waarde is None
    assert threshold.vindplaats == "Provinciale Omgevingsverordening"


def test_tool_settings_are_marked_and_have_no_source(broken):
    threshold = load_catalogue().drempels["zoekafstand_monument"]
    assert threshold.instelling
    assert threshold.bron is None


def test_second_loading_returns_the_same_catalogue():
    assert load_catalogue() is load_catalogue(CATALOGUE_FOLDER)


def test_checksum_follows_the_content_and_not_the_line_ends(broken):
    folder = broken("themas.yaml", lambda content: None)
    with (folder / "catalogus.yaml").open("rb") as file:
        content = file.read()
    before = load_catalogue(folder).sha256
    (folder / "catalogus.yaml").write_bytes(content.replace(b"\n", b"\r\n"))
    load_catalogue.__globals__["_load"].cache_clear()
    assert load_catalogue(folder).sha256 == before
    (folder / "catalogus.yaml").write_bytes(content + b"# anders\n")
    load_catalogue.__globals__["_load"].cache_clear()
    assert load_catalogue(folder).sha256 != before


def test_layers_stand_in_the_order_of_the_themes():
    catalogue = load_catalogue()
    order = list(catalogue.themas)
    positions = [order.index(layer.thema) for layer in catalogue.lagen.values() if not layer.kader]
    assert positions == sorted(positions)
