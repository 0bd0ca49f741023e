"""The command line: what it takes, what it says, what it leaves behind, and with which exit code."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import fiona
import pytest

from bodem_ondergrond.plugin.cli import FIELD_OPTIONS, KINDS, LENGTHS, main, make_parser
from bodem_ondergrond.plugin.jobs.results import read_result
from bodem_ondergrond.plugin.paragraph import Kind, Length
from bodem_ondergrond.plugin.terminal import Progress, progress_line

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
PLAN_AREAS = DEMO / "plangebieden.gpkg"
SQUARE = [(240000, 556000), (240100, 556000), (240100, 556100), (240000, 556100), (240000, 556000)]


@pytest.fixture
def write_plan_areas(tmp_path):
    """A file of squares in Drenthe: a row is a mapping of fields, or of a geometry of its own under `geometry`."""

    def write(*rows, fields=(), name="gebieden.gpkg", crs="EPSG:28992", geometry="Polygon"):
        path = tmp_path / name
        schema = {"geometry": geometry, "properties": dict(fields)}
        driver = "GeoJSON" if name.endswith("json") else "GPKG"
        with fiona.open(path, "w", driver=driver, layer="gebieden", crs=crs, schema=schema) as sink:
            for row in rows:
                shape = row.get("geometry", {"type": "Polygon", "coordinates": [SQUARE]})
                properties = {key: row.get(key) for key, _ in fields}
                sink.write({"type": "Feature", "geometry": shape, "properties": properties})
        return path

    return write


def check(path, folder, *more):
    return main(["toets", str(path), "--uit", str(folder), "--lagen", "natura2000,nnn", *more])


def results(folder):
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


# --- toets


def test_a_run_on_the_demonstration_writes_matrix_results_and_texts(tmp_path, capsys):
    folder = tmp_path / "uit"
    code = main(["toets", str(PLAN_AREAS), "--uit", str(folder), "--formaten", "html,md,txt,odt"])
    with fiona.open(PLAN_AREAS) as source:
        number = len(source)
    assert code == 0
    assert sorted(fiona.listlayers(folder / "matrix.gpkg")) == ["bevindingen", "matrix"]
    assert [len(list(folder.glob(f"*.{suffix}"))) for suffix in ("json", "html", "md", "txt", "odt")] == [number] * 5
    assert not list(folder.glob("*.deel"))
    captured = capsys.readouterr()
    assert captured.out.strip() == str(folder)
    assert "demonstratiepakket" in captured.err
    assert f"{number} plangebieden getoetst, 0 niet getoetst" in captured.err


def test_the_matrix_has_a_row_for_every_plan_area_and_the_findings_one_for_every_finding(tmp_path):
    folder = tmp_path / "uit"
    main(["toets", str(PLAN_AREAS), "--uit", str(folder), "--formaten", ""])
    assessments = results(folder).values()
    with fiona.open(folder / "matrix.gpkg", layer="matrix") as matrix:
        assert len(matrix) == len(assessments)
    with fiona.open(folder / "matrix.gpkg", layer="bevindingen") as findings:
        assert len(findings) == sum(len(result["bevindingen"]) for result in assessments)


def test_equal_input_gives_equal_output_but_for_the_time(tmp_path):
    texts = []
    for name in ("een", "twee"):
        check(PLAN_AREAS, tmp_path / name)
        lines = [
            line
            for path in sorted((tmp_path / name).glob("*.json"))
            for line in path.read_text(encoding="utf-8").splitlines()
            if not line.startswith('"tijdstip"')
        ]
        texts.append(lines)
    assert texts[0] == texts[1]


def test_files_are_called_by_number_and_name_whatever_the_name(write_plan_areas, tmp_path):
    names = ["Café 't Hof / Oost", "../../etc", "", "كلمة", "x" * 300]
    path = write_plan_areas(*({"naam": name} for name in names), fields=[("naam", "str")])
    folder = tmp_path / "uit"
    assert check(path, folder, "--formaten", "") == 0
    assert sorted(results(folder)) == [
        "1-Cafe-t-Hof-Oost.json",
        "2-etc.json",
        "3-Plangebied-3.json",
        "4-plangebied.json",
        f"5-{'x' * 60}.json",
    ]


def test_the_name_itself_stays_as_it_is(write_plan_areas, tmp_path):
    path = write_plan_areas({"naam": "Café 't Hof"}, fields=[("naam", "str")])
    check(path, tmp_path / "uit", "--formaten", "")
    (result,) = results(tmp_path / "uit").values()
    assert result["plangebied"]["naam"] == "Café 't Hof"


def test_fields_with_a_default_name_are_found_and_others_can_be_named(write_plan_areas, tmp_path):
    fields = [("naam", "str"), ("diepte_cm", "float"), ("opp", "float")]
    path = write_plan_areas({"naam": "Veld", "diepte_cm": 40.0, "opp": 900.0}, fields=fields)
    check(path, tmp_path / "uit", "--oppervlakteveld", "opp")
    (result,) = results(tmp_path / "uit").values()
    assert (result["ingreep"]["diepte_cm"], result["ingreep"]["oppervlakte_m2"]) == (40, 900)


def test_only_the_chosen_layers_are_checked(write_plan_areas, tmp_path):
    check(write_plan_areas({}), tmp_path / "uit")
    (result,) = results(tmp_path / "uit").values()
    assert {layer["laag"] for layer in result["lagen"]} == {"nnn", "natura2000"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param(("oppervlakte_m2", "str"), "veel", "geen getal", id="text-for-a-number"),
        pytest.param(("diepte_cm", "float"), -1.0, "negatief", id="negative-depth"),
        pytest.param(("activiteiten", "str"), "toveren", "onbekende activiteit", id="unknown-activity"),
    ],
)
def test_a_bad_value_gives_exit_code_1_and_the_others_go_on(field, value, words, write_plan_areas, tmp_path, capsys):
    path = write_plan_areas({field[0]: value}, {}, fields=[field])
    folder = tmp_path / "uit"
    assert check(path, folder) == 1
    bad, good = results(folder).values()
    assert words in bad["plangebied"]["fout"]
    assert {layer["uitkomst"] for layer in bad["lagen"]} == {"niet_getoetst"}
    assert good["plangebied"]["fout"] is None
    error = capsys.readouterr().err
    assert "1 plangebied getoetst, 1 niet getoetst" in error
    assert words in error


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        pytest.param(None, "geen geometrie", id="none"),
        pytest.param({"type": "LineString", "coordinates": SQUARE[:3]}, "lijn", id="line"),
        pytest.param(
            {"type": "Polygon", "coordinates": [[(6, 52), (7, 52), (7, 53), (6, 52)]]}, "buiten", id="degrees"
        ),
    ],
)
def test_a_geometry_that_cannot_be_checked_gives_exit_code_1_and_the_reason(shape, words, write_plan_areas, tmp_path):
    path = write_plan_areas({"geometry": shape}, {}, geometry="Unknown")
    assert check(path, tmp_path / "uit") == 1
    bad, good = results(tmp_path / "uit").values()
    assert words in bad["plangebied"]["fout"]
    assert good["plangebied"]["fout"] is None


def test_whatever_a_run_writes_can_be_read_back(write_plan_areas, tmp_path):
    far = [(2e7 + x, 2e7 + y) for x, y in SQUARE]
    bow = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    flat = [SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]]
    shapes = [None, *({"type": "Polygon", "coordinates": [ring]} for ring in (far, bow, flat))]
    names = ["", "<b>\u202e", "x" * 5_000, "\u05e9"]
    rows = [{"naam": name, "diepte_cm": "diep", "geometry": shape} for name, shape in zip(names, shapes)]
    path = write_plan_areas(*rows, {"naam": "goed"}, fields=[("naam", "str"), ("diepte_cm", "str")], geometry="Unknown")
    assert main(["toets", str(path), "--uit", str(tmp_path / "uit"), "--formaten", ""]) == 1
    written = sorted((tmp_path / "uit").glob("*.json"))
    assert len(written) == 5
    for result in written:
        assert read_result(result).plan.id in result.name


def test_degrees_are_converted(write_plan_areas, tmp_path):
    shape = {"type": "Polygon", "coordinates": [[(6.57, 52.99), (6.58, 52.99), (6.58, 53.0), (6.57, 52.99)]]}
    path = write_plan_areas({"geometry": shape}, name="gebieden.geojson", crs="EPSG:4326")
    assert check(path, tmp_path / "uit") == 0
    (result,) = results(tmp_path / "uit").values()
    assert result["plangebied"]["gemeenten"] == ["Assen"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["toets", "weg.gpkg", "--uit", "uit"], "bestaat niet", id="no-such-file"),
        pytest.param(
            ["toets", "{plans}", "--uit", "uit", "--pakket", "weg.gpkg"], "bestaat niet", id="no-such-package"
        ),
        pytest.param(["toets", "{plans}", "--uit", "uit", "--pakket", "{text}"], "geen GeoPackage", id="no-geopackage"),
        pytest.param(["toets", "{text}", "--uit", "uit"], "kan niet als kaartlaag worden gelezen", id="no-map"),
        pytest.param(
            ["toets", "{plans}", "--uit", "uit", "--lagen", "onzin"], "Onbekende laag 'onzin'", id="no-such-layer"
        ),
        pytest.param(["toets", "{plans}", "--uit", "uit", "--naamveld", "onzin"], "'onzin'", id="no-such-field"),
        pytest.param(
            ["toets", "{plans}", "--uit", "uit", "--formaten", "docx"], "Onbekend formaat 'docx'", id="format"
        ),
        pytest.param(["toets", "{plans}", "--uit", "{text}/uit"], "kan niet worden gemaakt", id="folder-is-a-file"),
        pytest.param(["toets", "{plans}"], "dit ontbreekt: --uit", id="nowhere-to-write"),
        pytest.param(["toets", "{plans}", "--uit", "uit", "--lengte", "lang"], "kies uit", id="no-such-length"),
        pytest.param(["toets", "{plans}", "--uit", "uit", "--onzin"], "onbekend: --onzin", id="no-such-option"),
        pytest.param(["toets", "{plans}", "--uit"], "hier hoort een waarde bij", id="option-without-value"),
        pytest.param(["onzin"], "kies uit", id="no-such-command"),
        pytest.param([], "gebruik:", id="nothing"),
        pytest.param(["paragraaf", "weg.json"], "kan niet worden gelezen", id="no-such-result"),
        pytest.param(["paragraaf", "{text}"], "geen geldige JSON", id="no-result"),
        pytest.param(["controleer", "{text}"], "geen GeoPackage", id="package-is-text"),
    ],
)
def test_nothing_done_is_exit_code_2_and_a_dutch_word(arguments, words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = tmp_path / "tekst.gpkg"
    text.write_text("dit is geen kaart")
    places = {"plans": str(PLAN_AREAS), "text": str(text)}
    assert main([argument.format(**places) for argument in arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_file_without_plan_areas_is_nothing_done(write_plan_areas, tmp_path, capsys):
    assert check(write_plan_areas(), tmp_path / "uit") == 2
    assert "geen plangebieden" in capsys.readouterr().err


def test_a_file_without_coordinate_system_is_refused(write_plan_areas, tmp_path, capsys):
    assert check(write_plan_areas({}, crs=None), tmp_path / "uit") == 2
    assert "coördinatenstelsel" in capsys.readouterr().err


def test_ctrl_c_leaves_whole_files_and_says_so(tmp_path, monkeypatch, capsys):
    from bodem_ondergrond.plugin import toets

    real = toets.Checker.check

    def press_after_three(*arguments):
        for number, assessment in enumerate(real(*arguments)):
            if number == 3:
                signal.raise_signal(signal.SIGINT)
            yield assessment

    monkeypatch.setattr(toets.Checker, "check", press_after_three)
    folder = tmp_path / "uit"
    before = signal.getsignal(signal.SIGINT)
    assert check(PLAN_AREAS, folder) == 1
    assert signal.getsignal(signal.SIGINT) is before
    assert len(results(folder)) == 3
    with fiona.open(folder / "matrix.gpkg", layer="matrix") as matrix:
        assert len(matrix) == 3
    assert "afgebroken" in capsys.readouterr().err


# --- paragraaf


def test_the_text_of_a_result_is_the_text_of_the_check(write_plan_areas, tmp_path, capsys):
    check(write_plan_areas({}), tmp_path / "uit", "--formaten", "md", "--lengte", "kort")
    (result,) = (tmp_path / "uit").glob("*.json")
    capsys.readouterr()
    arguments = ["paragraaf", str(result), "--formaten", "md", "--lengte", "kort", "--uit", str(tmp_path / "later")]
    assert main(arguments) == 0
    written = Path(capsys.readouterr().out.strip())
    assert written == tmp_path / "later" / f"{result.stem}.md"
    assert written.read_text(encoding="utf-8") == result.with_suffix(".md").read_text(encoding="utf-8")


def test_without_a_folder_the_text_comes_beside_the_result(write_plan_areas, tmp_path):
    check(write_plan_areas({}), tmp_path / "uit", "--formaten", "")
    (result,) = (tmp_path / "uit").glob("*.json")
    assert main(["paragraaf", str(result)]) == 0
    assert result.with_suffix(".html").is_file()


def test_kind_opgaven_and_what_can_wait_are_chosen_alike_for_a_check_and_for_a_result(tmp_path):
    chosen = ["--formaten", "md", "--soort", "omgevingsvisie", "--opgaven", "geothermie", "--later"]
    assert check(PLAN_AREAS, tmp_path / "uit", *chosen) == 0
    for result in (tmp_path / "uit").glob("*.json"):
        assert main(["paragraaf", str(result), "--uit", str(tmp_path / "later"), *chosen]) == 0
        text = result.with_suffix(".md").read_text(encoding="utf-8")
        assert text == (tmp_path / "later" / f"{result.stem}.md").read_text(encoding="utf-8")
        assert "De gemeente begint bij de opgave geothermie" in text
        assert "# Later" in text


def test_a_motivering_starts_from_the_plan(write_plan_areas, tmp_path):
    check(write_plan_areas({}), tmp_path / "uit", "--formaten", "md", "--soort", "motivering")
    (text,) = (tmp_path / "uit").glob("*.md")
    assert "Het plan in cijfers" in text.read_text(encoding="utf-8")


def test_opgaven_with_a_motivering_are_said_to_do_nothing(write_plan_areas, tmp_path, capsys):
    chosen = ["--soort", "motivering", "--opgaven", "geothermie", "--formaten", "md"]
    assert check(write_plan_areas({}), tmp_path / "uit", *chosen) == 0
    assert "een motivering begint bij het plan" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["toets", str(PLAN_AREAS), "--uit", "uit"], ["paragraaf", "toets.json"]])
def test_an_unknown_opgave_is_refused_before_anything_is_written(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([*command, "--opgaven", "warmte"]) == 2
    assert "Onbekende opgave 'warmte'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# --- overzicht


def test_an_overview_lies_beside_the_results_of_all_plan_areas(tmp_path):
    assert check(PLAN_AREAS, tmp_path / "uit", "--overzicht", "--formaten", "md,html") == 0
    assert (tmp_path / "uit" / "overzicht.html").is_file()
    text = (tmp_path / "uit" / "overzicht.md").read_text(encoding="utf-8")
    assert "26 plangebieden" in text
    assert "samen op, en wie begint?" in text
    assert "[Keuze gemeente" not in text


def test_an_overview_without_a_format_is_refused(tmp_path, capsys):
    assert check(PLAN_AREAS, tmp_path / "uit", "--overzicht", "--formaten", "") == 2
    assert "ten minste een formaat" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["paragraaf", "toets.json"], ["vergelijk", "toen.json", "nu.json"]])
def test_a_command_that_only_writes_texts_wants_a_format(command, capsys):
    assert main([*command, "--formaten", ""]) == 2
    assert "Zonder formaat is er niets te schrijven" in capsys.readouterr().err


# --- vergelijk


def test_two_results_are_compared_and_the_changes_lie_beside_the_later_one(write_plan_areas, tmp_path, capsys):
    for name, depth in (("toen", 20.0), ("nu", 60.0)):
        plans = write_plan_areas({"diepte_cm": depth}, fields=[("diepte_cm", "float")], name=f"{name}.gpkg")
        check(plans, tmp_path / name, "--formaten", "")
    before, after = (next((tmp_path / name).glob("*.json")) for name in ("toen", "nu"))
    capsys.readouterr()
    assert main(["vergelijk", str(before), str(after), "--formaten", "md"]) == 0
    written = Path(capsys.readouterr().out.strip())
    assert written == after.with_name(f"{after.stem}-wijzigingen.md")
    text = written.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "20 cm" in text
    assert "60 cm" in text


def test_a_result_of_another_plan_area_is_not_compared_and_nothing_is_written(tmp_path, capsys):
    check(PLAN_AREAS, tmp_path / "uit", "--formaten", "")
    one, other = sorted((tmp_path / "uit").glob("*.json"))[:2]
    assert main(["vergelijk", str(one), str(other), "--uit", str(tmp_path / "anders")]) == 2
    assert "verschillende plangebieden" in capsys.readouterr().err
    assert not (tmp_path / "anders").exists()


def test_a_damaged_result_is_not_compared_and_is_named(tmp_path, capsys):
    check(PLAN_AREAS, tmp_path / "uit", "--formaten", "")
    good = next((tmp_path / "uit").glob("*.json"))
    bad = tmp_path / "kapot.json"
    bad.write_text("{", encoding="utf-8")
    assert main(["vergelijk", str(good), str(bad)]) == 2
    assert "kapot.json: Dit bestand is geen geldige JSON" in capsys.readouterr().err


# --- controleer


def test_the_demonstration_package_has_no_errors(capsys):
    assert main(["controleer", str(DEMO / "demopakket.gpkg")]) == 0
    assert "0 fouten" in capsys.readouterr().out


def test_an_unknown_class_is_an_error_of_the_package_with_layer_and_object(tmp_path, capsys):
    path = tmp_path / "pakket.gpkg"
    shutil.copyfile(DEMO / "demopakket.gpkg", path)
    with fiona.open(path, layer="bodemenergie_zones") as source:
        schema, crs, features = source.schema, source.crs, [dict(f.__geo_interface__) for f in source]
    features[0]["properties"] = {**features[0]["properties"], "regime": "soms"}
    with fiona.open(path, "w", driver="GPKG", layer="bodemenergie_zones", schema=schema, crs=crs) as sink:
        sink.writerecords([{"type": "Feature", **{k: f[k] for k in ("geometry", "properties")}} for f in features])
    assert main(["controleer", str(path)]) == 1
    output = capsys.readouterr().out
    assert "fout: bodemenergie_zones: Object 1: veld 'regime' heeft de onbekende waarde 'soms'" in output


# --- demopakket


def test_the_demonstration_is_written_to_a_folder_and_can_be_checked(tmp_path, capsys):
    assert main(["demopakket", "--uit", str(tmp_path / "demo")]) == 0
    package, plans = (Path(line) for line in capsys.readouterr().out.split())
    assert package.read_bytes() == (DEMO / "demopakket.gpkg").read_bytes()
    assert check(plans, tmp_path / "uit", "--pakket", str(package)) == 0


# --- help and progress


def test_help_is_complete_and_in_dutch(capsys):
    for arguments in (
        ["--help"],
        *([name, "--help"] for name in ("toets", "paragraaf", "vergelijk", "controleer", "demopakket")),
    ):
        assert main(arguments) == 0
    text = capsys.readouterr().out
    for option in (*(f"--{field.option}" for field in FIELD_OPTIONS), "--pakket", "--lagen", "--lengte", "--formaten"):
        assert option in text
    for option in ("--soort", "--opgaven", "--later", "--overzicht", "--hervat"):
        assert option in text
    for english in ("usage", "optional arguments", "options:", "positional", "show this help", "default"):
        assert english not in text


def test_every_option_has_help():
    commands = next(action for action in make_parser()._actions if hasattr(action, "choices") and action.choices)
    for parser in commands.choices.values():
        assert parser.description
        assert all(action.help for action in parser._actions)


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("bodem-ondergrond ")


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (10, 100, 5.0, "10 van 100 plangebieden, 2 per seconde, nog 0:45"),
        (50, 6050, 1.0, "50 van 6050 plangebieden, 50 per seconde, nog 2:00"),
        (0, 100, 0.0, "0 van 100 plangebieden, 0 per seconde, nog 0:00"),
    ],
)
def test_progress_tells_number_rate_and_time_left(done, total, seconds, line):
    assert progress_line(done, total, seconds) == line


def test_progress_is_silent_when_nobody_watches(capsys):
    progress = Progress(10)
    progress(5)
    progress.end()
    assert capsys.readouterr().err == ""


def test_every_kind_and_length_of_text_can_be_asked_for():
    # The parser names them itself: to say which there are it need not load all that writes them.
    assert tuple(kind.value for kind in Kind) == KINDS
    assert tuple(length.value for length in Length) == LENGTHS
