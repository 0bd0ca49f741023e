"""A result that was damaged on its way is refused with a clear word, or is a result: nothing else ever comes of it."""

from __future__ import annotations

import contextlib
import copy
import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bodem_ondergrond.plugin import cli
from bodem_ondergrond.plugin.domain import Correction
from bodem_ondergrond.plugin.jobs import results
from bodem_ondergrond.plugin.jobs.errors import FileError
from bodem_ondergrond.plugin.jobs.results import read_result
from bodem_ondergrond.plugin.paragraph import ComparisonError, Kind, compare, compose, render_html, render_text
from bodem_ondergrond.plugin.report import result_json
from bodem_ondergrond.plugin.report.result_json import ReportError
from bodem_ondergrond.test.core.conftest import square

LAYERS = {
    "archeologie_provinciaal": [(square(-500, -500, 1_100), {"waarde": "3", "type": "es", "naam": "Noordes"})],
    "bodemenergie_zones": [(square(-500, -500, 1_100), {"zone": "2", "regime": "verbod"})],
    "aardkundig_erfgoed": [(square(0, 0, 40), {"niveau": "hoog"})],
}
WORKS = {"activiteiten": "bodemenergie_open,woningbouw", "boordiepte_m": 80, "oppervlakte_m2": 1_200.5}
WORD = Correction("Boringen laten zien dat de grond is omgezet.", "A. de Vries", "2026-11-14T09:00:00+01:00")
GONE = object()
# Wrong types, figures that cannot be, text that would do something elsewhere, moments that do not exist.
DAMAGE = (
    *(GONE, None, True, -1, 0, 3.7, 1e14, 1e308, 10**40, [], {}, [[]], {"a": 1}, ["x"], "", "x"),
    *("<b onload=1>{titel}=1+1\u202e כלמה ]]>", "\x00\x07", "\ud800", "2026-02-30T10:00:00Z", "9999-12-31T00:00:00Z"),
)


@pytest.fixture
def result(check):
    made = check(LAYERS, geometrie=square(0, 0, 30), **WORKS)
    first, *others = made.bevindingen
    return replace(made, bevindingen=(replace(first, correctie=WORD), *others))


def places(value, place=()):
    """Every place in a result where something stands."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*place, key)
        yield from places(item, (*place, key))


def damaged(raw, place, value):
    copied = copy.deepcopy(raw)
    *way, last = place
    inside = copied
    for key in way:
        inside = inside[key]
    if value is GONE:
        del inside[last]
    else:
        inside[last] = value
    return json.dumps(copied)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_value_replaced_or_removed_gives_a_result_or_a_clear_word(data, result, catalogue):
    raw = result_json.to_dict(result)
    place = data.draw(st.sampled_from(list(places(raw))))
    try:
        read = result_json.from_text(damaged(raw, place, data.draw(st.sampled_from(DAMAGE))))
    except ReportError:
        return
    # What is accepted can be used: a text in both kinds, and beside the result it was made of.
    for kind in Kind:
        document = compose(read, catalogue, soort=kind)
        assert "<b onload" not in render_html(document)
        assert render_text(document)
    with contextlib.suppress(ComparisonError):
        compare(result, read, catalogue)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_result_that_was_cut_off_anywhere_is_refused(share, result):
    text = result_json.to_text(result)
    with pytest.raises(ReportError, match=r"geen geldige JSON, of het is afgebroken \(regel \d+, teken \d+\)"):
        result_json.from_text(text[: int(share * (len(text) - 2))])


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("plangebied", "naam"), 3, "'plangebied.naam' is geen tekst"),
        (("plangebied", "naam"), GONE, "'plangebied.naam' ontbreekt"),
        (("plangebied", "geometrie", "coordinates"), [], "'plangebied.geometrie' is geen"),
        (("ingreep", "diepte_cm"), -1, "'ingreep.diepte_cm' is een onmogelijk getal"),
        (("bevindingen", 0, "oordeel"), "misschien", r"'bevindingen\[0\].oordeel' heeft een onbekende waarde"),
        (("bevindingen", 0, "overlap_m2"), 10**40, r"'bevindingen\[0\].overlap_m2' is een onmogelijk groot getal"),
        (("bevindingen", 0, "vreemd"), 1, r"'bevindingen\[0\].vreemd' hoort er niet in"),
        (("bevindingen", 1), GONE, "'samenvatting' past niet bij de bevindingen en de lagen"),
        (("lagen", 0), GONE, "'samenvatting' past niet bij de bevindingen en de lagen"),
        (("tijdstip",), "2026-02-30T10:00:00Z", "'tijdstip' is geen tijdstip"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(place, value, words, result):
    with pytest.raises(ReportError, match=f"^Dit toetsresultaat is beschadigd: {words}"):
        result_json.from_text(damaged(result_json.to_dict(result), place, value))


@pytest.mark.parametrize("name", ["bevindingen", "lagen"])
def test_a_row_that_came_twice_is_refused(name, result):
    raw = result_json.to_dict(result)
    raw[name].append(raw[name][0])
    with pytest.raises(ReportError, match=f"'{name}' noemt iets dubbel"):
        result_json.from_text(json.dumps(raw))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('{"schema": NaN}', "'NaN' is geen getal", id="nan"),
        pytest.param('{"schema": -Infinity}', "'-Infinity' is geen getal", id="infinity"),
        pytest.param('{"a": 1, "a": 2}', "een veld staat er twee keer in", id="double-key"),
        pytest.param("[" * 200_000, "niet te lezen", id="deep"),
        pytest.param('{"schema": ' + "9" * 5_000 + "}", "geen", id="long-number"),
        pytest.param('{"schema": "' + "x" * 5_000 + '"}', "x{60}\\)", id="long-version"),
        pytest.param('{"schema": {"een": "ding"}}', r"schema: ontbreekt\)", id="version-is-an-object"),
        pytest.param("null", "geen toetsresultaat", id="null"),
    ],
)
def test_what_is_no_result_at_all_is_refused(text, words):
    with pytest.raises(ReportError, match=words):
        result_json.from_text(text)


def test_a_number_that_json_reads_as_endless_is_refused(result):
    text = result_json.to_text(result).replace('"aandeel": 1,', '"aandeel": 1e400,', 1)
    with pytest.raises(ReportError, match="onmogelijk groot getal"):
        result_json.from_text(text)


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_file_larger_than_any_result_is_not_even_read(tmp_path, monkeypatch):
    path = tmp_path / "groot.json"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(results, "read_text", None)
    with pytest.raises(FileError, match="groter dan 100 MB"):
        read_result(path)


def test_a_file_that_is_not_there_is_said_in_dutch(tmp_path):
    with pytest.raises(FileError, match="kan niet worden gelezen: het bestaat niet"):
        read_result(tmp_path / "weg.json")
    with pytest.raises(FileError, match="het is een map"):
        read_result(tmp_path)


def test_a_result_that_went_through_an_editor_is_still_a_result(result, tmp_path):
    path = tmp_path / "bewerkt.json"
    path.write_text(result_json.to_text(result).replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert read_result(path) == result


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(bytes(range(256)), "geen tekstbestand", id="binary"),
        pytest.param("{}".encode("utf-16"), "geen tekstbestand", id="utf-16"),
        pytest.param(b"", "kapot.json: Dit bestand is geen geldige JSON", id="empty"),
        pytest.param(
            b'{"schema": "bodem-ondergrond/toetsresultaat/2"}', "kapot.json: .*versie 1 .*toetsresultaat/2", id="newer"
        ),
    ],
)
def test_every_command_that_reads_a_result_says_what_is_wrong_and_leaves_nothing_behind(
    content, words, result, tmp_path, capsys
):
    good, bad, out = tmp_path / "goed.json", tmp_path / "kapot.json", tmp_path / "uit"
    good.write_text(result_json.to_text(result), encoding="utf-8")
    bad.write_bytes(content)
    commands = (["paragraaf", str(bad)], ["vergelijk", str(good), str(bad)], ["vergelijk", str(bad), str(good)])
    for command in commands:
        assert cli.main([*command, "--uit", str(out)]) == 2
        error = capsys.readouterr().err
        assert "Traceback" not in error
        assert re.search(words, error)
    assert not out.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["goed.json", "kapot.json"]
