"""The wording file: read strictly, every mistake named with file and key."""

from __future__ import annotations

import pytest
import yaml

from bodem_ondergrond.plugin.paragraph.resources import TEXTS
from bodem_ondergrond.plugin.paragraph.texts import TextError, load_texts, shipped_texts


@pytest.fixture
def damaged(tmp_path):
    """Write the wording file with one change and read it."""

    def run(*path, value=None, remove=False):
        raw = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
        place = raw
        for key in path[:-1]:
            place = place[key]
        if remove:
            del place[path[-1]]
        else:
            place[path[-1]] = value
        file = tmp_path / "tekst.yaml"
        file.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
        return load_texts(file)

    return run


def test_shipped_wording_is_read_once():
    assert shipped_texts() is shipped_texts()


MISTAKES = [
    pytest.param(("zinnen", "voettekst"), "{onbekend}", r"zinnen\.voettekst.*onbekend vak '\{onbekend\}'", id="slot"),
    pytest.param(("zinnen", "kern.niets"), "Niets {vak}.", r"kern\.niets.*mogelijk zijn: geen", id="slot-where-none"),
    pytest.param(("zinnen", "voettekst"), "{kenmerk", r"voettekst.*accolade", id="brace"),
    pytest.param(("zinnen", "voettekst"), 5, r"voettekst.*tekst te staan", id="number-for-text"),
    pytest.param(("zinnen", "iets.anders"), "Tekst.", r"iets\.anders.*kent deze zin niet", id="unknown-sentence"),
    pytest.param(("oordelen", "verbod"), "x", r"oordelen\.verbod", id="verdict"),
    pytest.param(("rollen", "patroon.ligging"), "iets", r"rollen\.patroon\.ligging.*onbekende rol", id="role"),
    pytest.param(("tabellen", "plan"), {"bijschrift": "x"}, r"tabellen\.plan", id="table"),
    pytest.param(("onderwerpen", "natuur"), "x", r"onderwerpen\.natuur", id="subject"),
    pytest.param(("onderwerpen", "natuur", "kleur"), "x", r"natuur\.kleur.*kent dit veld niet", id="subject-field"),
    pytest.param(("onderwerpen", "natuur", "diepte"), [1], r"natuur\.diepte", id="depth"),
    pytest.param(("onderwerpen", "natuur", "belang"), [5], r"natuur\.belang", id="statement"),
    pytest.param(
        ("onderwerpen", "natuur", "belang"), [{"zin": "X.", "bron": "strategie-2021"}], r"belang\.bron", id="citation"
    ),
    pytest.param(("samenhang", "natuur_archeologie"), "x", r"samenhang\.natuur_archeologie", id="combination"),
    pytest.param(
        ("samenhang", "natuur_archeologie", "onderwerpen"), ["natuur"], r"twee onderwerpen", id="combination-of-one"
    ),
    pytest.param(
        ("samenhang", "natuur_archeologie", "onderwerpen"),
        ["natuur", "x"],
        r"onbekend onderwerp 'x'",
        id="unknown-subject",
    ),
    pytest.param(("volgorde_motivering",), ["x"], r"volgorde_motivering.*onbekend onderwerp", id="order"),
    pytest.param(("volgorde_motivering",), "x", r"volgorde_motivering.*lijst", id="no-list"),
    pytest.param(
        ("stappen", "actie.stilte"), {"zin": "X."}, r"stappen\.actie\.stilte.*moment", id="step-without-moment"
    ),
    pytest.param(("geldig_maanden",), 0, r"geldig_maanden.*geheel getal", id="zero"),
    pytest.param(("koppen",), [], r"koppen.*sleutels", id="no-mapping"),
]


@pytest.mark.parametrize(("path", "value", "message"), MISTAKES)
def test_mistake_is_named_with_its_key(damaged, path, value, message):
    with pytest.raises(TextError, match=message):
        damaged(*path, value=value)


def test_missing_sentence_is_named(damaged):
    with pytest.raises(TextError, match=r"zinnen\.kern\.niets.*ontbreekt"):
        damaged("zinnen", "kern.niets", remove=True)


@pytest.mark.parametrize("content", ["", "[1, 2]", "a: [", "\x00"], ids=["empty", "list", "no-yaml", "binary"])
def test_file_that_is_no_wording_is_refused_with_its_name(tmp_path, content):
    file = tmp_path / "tekst.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TextError, match=r"^tekst\.yaml: "):
        load_texts(file)


def test_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(TextError, match="niet te lezen"):
        load_texts(tmp_path / "tekst.yaml")


def test_key_that_stands_twice_is_refused(tmp_path):
    file = tmp_path / "tekst.yaml"
    file.write_text("koppen: {A1: De kern, A1: Iets anders}", encoding="utf-8")
    with pytest.raises(TextError, match="'A1' staat er twee keer"):
        load_texts(file)
