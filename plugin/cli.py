"""The command line: the same check as in QGIS, without QGIS.

Exit codes: 0 when all plan areas were checked, 1 when some were not, 2 when nothing was done.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bodem_ondergrond.plugin.domain.fields import FieldNames
from bodem_ondergrond.plugin.jobs.demo import DEMO_PACKAGE
from bodem_ondergrond.plugin.terminal import Interruption, Progress, say

if TYPE_CHECKING:
    from bodem_ondergrond.plugin.domain import Catalogue
    from bodem_ondergrond.plugin.jobs.batch import BatchSummary
    from bodem_ondergrond.plugin.jobs.writing import TextChoices
    from bodem_ondergrond.plugin.overlay import PolicyPackage

ALL_CHECKED, SOME_NOT_CHECKED, NOTHING_DONE = 0, 1, 2
PROGRAM = "bodem-ondergrond"
LENGTHS = ("kort", "normaal", "uitgebreid")
KINDS = ("omgevingsvisie", "motivering")


@dataclass(frozen=True)
class FieldOption:
    """An option that names a field of the plan areas: its word, the value it holds and its help."""

    option: str
    value: str
    help: str


# Parameter names of the algorithm `toetsplangebieden`, in lower case.
FIELD_OPTIONS = (
    FieldOption("naamveld", "naam", "veld met de naam van het plangebied"),
    FieldOption("activiteitenveld", "activiteiten", "veld met de activiteiten, gescheiden door komma's"),
    FieldOption("oppervlakteveld", "oppervlakte_m2", "veld met de oppervlakte van de bodemingrepen, in m2"),
    FieldOption("diepteveld", "diepte_cm", "veld met de diepte van de bodemingrepen, in cm onder maaiveld"),
    FieldOption("boordiepteveld", "boordiepte_m", "veld met de boordiepte, in m onder maaiveld"),
    FieldOption("temperatuurveld", "opslagtemperatuur_c", "veld met de opslagtemperatuur, in graden Celsius"),
    FieldOption("agrarischveld", "agrarisch", "veld met agrarisch gebruik: ja, nee of onbekend"),
    FieldOption("woelenveld", "niet_kerend_woelen", "veld met niet-kerend woelen: ja, nee of onbekend"),
    FieldOption("bouwvoorveld", "bouwvoor", "veld met de aanwezigheid van een bouwvoor: ja, nee of onbekend"),
)


class CommandError(Exception):
    """The command cannot be carried out. The message is Dutch and meant for the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and return the exit code."""
    parser = make_parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:  # argparse ends the program itself; as a function this one returns
        return int(stop.code or 0)
    if options.command is None:
        parser.print_help(sys.stderr)
        return NOTHING_DONE
    try:
        return int(options.command(options))
    except KeyboardInterrupt:
        say("Afgebroken.")
        return NOTHING_DONE
    except ImportError as error:
        say(
            f"{PROGRAM}: fout: het Python-pakket {error.name} ontbreekt of kan niet worden geladen ({error}). "
            "Installeer het, of gebruik de virtuele omgeving die `make setup` maakt."
        )
        return NOTHING_DONE
    except Exception as error:
        if not type(error).__module__.startswith("bodem_ondergrond."):
            raise
        say(f"{PROGRAM}: fout: {error}")
        return NOTHING_DONE


# --- the commands ------------------------------------------------------------------------------------------------


def check_plan_areas(options: argparse.Namespace) -> int:
    """Check the plan areas of a file: the command `toets`."""
    from bodem_ondergrond.plugin.catalogue import load_catalogue
    from bodem_ondergrond.plugin.jobs.batch import BatchSettings, ensure_resumable, parse_layers, run_batch
    from bodem_ondergrond.plugin.jobs.texts import parse_formats
    from bodem_ondergrond.plugin.storage import MatrixFile, count_plan_areas, iterate_plan_areas, read_package

    formats = parse_formats(options.formaten)
    catalogue = load_catalogue()
    lagen = parse_layers(options.lagen, catalogue)
    names = FieldNames(**{field.value: getattr(options, field.option) for field in FIELD_OPTIONS})
    total = count_plan_areas(options.plangebieden, layer=options.laag)
    plans = iterate_plan_areas(options.plangebieden, names, catalogue, layer=options.laag)
    package = read_package(options.beleidspakket, catalogue)
    _say_package(package, options)
    folder = Path(options.uitvoermap)
    settings = BatchSettings(
        folder=folder,
        tekst=_text_choices(options, catalogue),
        formaten=formats,
        lagen=lagen,
        overzicht=options.overzicht,
        hervat=options.hervat,
    )
    ensure_resumable(package, catalogue, settings)
    progress = Progress(total, quiet=options.stil)
    with MatrixFile(folder / "matrix.gpkg", catalogue) as matrix, Interruption() as interrupted:
        summary = run_batch(
            plans, package, catalogue, settings, sinks=[matrix], progress=progress, cancelled=interrupted
        )
    progress.end()
    return _report(summary, folder)


def _text_choices(options: argparse.Namespace, catalogue: Catalogue) -> TextChoices:
    from bodem_ondergrond.plugin.jobs.texts import parse_opgaven
    from bodem_ondergrond.plugin.jobs.writing import TextChoices
    from bodem_ondergrond.plugin.paragraph import Kind, Length

    choices = TextChoices(
        soort=Kind(options.soort),
        lengte=Length(options.lengte),
        opgaven=parse_opgaven(options.opgaven, catalogue),
        geparkeerd=options.later,
    )
    if choices.opgaven and choices.soort is Kind.MOTIVERING:
        say("Let op: opgaven horen bij het hoofdstuk van een omgevingsvisie; een motivering begint bij het plan.")
    return choices


def _say_package(package: PolicyPackage, options: argparse.Namespace) -> None:
    if package.info.demonstratie and not options.stil:
        say(f"Let op: {package.info.naam} is een demonstratiepakket; de grenzen daarin zijn verzonnen.")


def _report(summary: BatchSummary, folder: Path) -> int:
    if not summary.total and not summary.cancelled:
        raise CommandError("Er staan geen plangebieden in het bestand; er is niets getoetst.")
    for line in (*summary.failure_lines(), *summary.lines()):
        say(line)
    print(folder)
    if not summary.total:
        return NOTHING_DONE
    return ALL_CHECKED if summary.is_complete else SOME_NOT_CHECKED


def write_paragraph(options: argparse.Namespace) -> int:
    """Write the text for a result JSON: the command `paragraaf`."""
    from bodem_ondergrond.plugin.catalogue import load_catalogue
    from bodem_ondergrond.plugin.jobs.texts import write_texts
    from bodem_ondergrond.plugin.storage import read_package

    result = Path(options.resultaat)
    folder = Path(options.uitvoermap) if options.uitvoermap else result.parent
    formats = _wanted_formats(options)
    catalogue = load_catalogue()
    choices = _text_choices(options, catalogue)
    package = read_package(options.beleidspakket, catalogue) if options.beleidspakket else None
    for path in write_texts(result, folder, choices, formats, catalogue, package):
        print(path)
    return ALL_CHECKED


def write_changes(options: argparse.Namespace) -> int:
    """Write what changed between two results: the command `vergelijk`."""
    from bodem_ondergrond.plugin.catalogue import load_catalogue
    from bodem_ondergrond.plugin.jobs.overview import write_changes as write

    before, after = Path(options.eerder), Path(options.later)
    folder = Path(options.uitvoermap) if options.uitvoermap else after.parent
    for path in write(before, after, folder, _wanted_formats(options), load_catalogue()):
        print(path)
    return ALL_CHECKED


def _wanted_formats(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the formats of a command that does nothing but write texts.

    Raises:
        FormatError: none is chosen, or one is not known.
    """
    from bodem_ondergrond.plugin.jobs.errors import FormatError
    from bodem_ondergrond.plugin.jobs.texts import FORMATS, parse_formats

    formats = parse_formats(options.formaten)
    if not formats:
        raise FormatError(f"Zonder formaat is er niets te schrijven. Kies uit: {', '.join(FORMATS)}.")
    return formats


def check_package(options: argparse.Namespace) -> int:
    """Say what is wrong with a package: the command `controleer`."""
    from bodem_ondergrond.plugin.catalogue import load_catalogue
    from bodem_ondergrond.plugin.jobs.package_check import check_package as look_over
    from bodem_ondergrond.plugin.storage import read_package

    catalogue = load_catalogue()
    report = look_over(read_package(options.beleidspakket, catalogue), catalogue)
    for line in report.lines():
        print(line)
    return SOME_NOT_CHECKED if report.has_errors else ALL_CHECKED


def write_demo_package(options: argparse.Namespace) -> int:
    """Copy the demonstration files to a folder: the command `demopakket`."""
    from bodem_ondergrond.plugin.jobs.demo import copy_demo_files

    for path in copy_demo_files(Path(options.uitvoermap)):
        print(path)
    return ALL_CHECKED


# --- the words of the command line -------------------------------------------------------------------------------

_ERRORS = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"unrecognized arguments: (.*)", r"onbekend: \1"),
    (r"argument (.*): expected one argument", r"\1: hier hoort een waarde bij"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 kan niet; kies uit \3"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 is niet eenduidig: \2"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1: hier hoort geen waarde bij (\2)"),
)


class DutchFormatter(argparse.HelpFormatter):
    """Help in Dutch."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """Write the usage line under its Dutch word."""
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """An argument parser whose own words are Dutch."""

    def __init__(self, **settings) -> None:  # type: ignore[no-untyped-def]
        settings.setdefault("formatter_class", DutchFormatter)
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self._positionals.title = "gegevens"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg en stop")

    def error(self, message: str) -> NoReturn:
        """Say in Dutch what is wrong with the command, and stop."""
        for english, dutch in _ERRORS:
            message = re.sub(f"^{english}$", dutch, message, flags=re.DOTALL)
        self.print_usage(sys.stderr)
        self.exit(NOTHING_DONE, f"{self.prog}: fout: {message}\n")


def make_parser() -> argparse.ArgumentParser:
    """Describe the commands and their options."""
    parser = DutchParser(
        prog=PROGRAM,
        description="Toetst plangebieden aan het bodem- en ondergrondbeleid van de provincie Drenthe, zonder QGIS.",
        epilog=(
            "Eindcode 0: alles getoetst; 1: een deel niet getoetst (de reden staat in de resultaten), of bij "
            f"'controleer': fouten gevonden; 2: niets gedaan. Meer over een opdracht: {PROGRAM} OPDRACHT --help."
        ),
    )
    parser.add_argument("--version", action="version", version=_version(), help="toon de versie en stop")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", parser_class=DutchParser)
    _describe_check(commands)
    _describe_paragraph(commands)
    _describe_comparison(commands)
    _describe_package_check(commands)
    _describe_demo(commands)
    return parser


def _version() -> str:
    from bodem_ondergrond.plugin.version import plugin_version

    return f"{PROGRAM} {plugin_version()}"


def _describe_check(commands: argparse._SubParsersAction[DutchParser]) -> None:
    parser = commands.add_parser(
        "toets",
        help="toets plangebieden aan een beleidspakket",
        description=(
            "Toetst elk plangebied van een bestand aan een beleidspakket. Een leeg veld betekent onbekend. Een "
            "waarde die niet klopt houdt niets tegen: dat plangebied is dan niet getoetst, met de reden erbij. In de "
            "map komen matrix.gpkg (lagen matrix en bevindingen) en per plangebied <nummer>-<naam>.json en de teksten."
        ),
    )
    parser.add_argument("plangebieden", help="bestand met vlakken: GeoPackage, Shapefile, GeoJSON, ...")
    parser.add_argument("--laag", metavar="LAAG", help="laag in het bestand (anders: de eerste, of de enige)")
    for field in FIELD_OPTIONS:
        default = f" (anders: '{field.value}', als dat veld bestaat)"
        parser.add_argument(f"--{field.option}", metavar="VELD", help=field.help + default)
    _add_package(parser)
    parser.add_argument("--lagen", metavar="LAGEN", help="beleidslagen, gescheiden door komma's (anders: alle)")
    _add_text_options(parser)
    parser.add_argument(
        "--overzicht",
        action="store_true",
        help=(
            "schrijf ook overzicht.html (of een ander formaat) over alle plangebieden samen: wat speelt in welke "
            "gemeente, en wat kunnen gemeenten samen oppakken"
        ),
    )
    parser.add_argument(
        "--uit", "--uitvoermap", dest="uitvoermap", metavar="MAP", required=True, help="map voor de resultaten"
    )
    parser.add_argument(
        "--hervat",
        action="store_true",
        help="ga verder waar een eerdere uitvoering in deze map stopte; zelfde pakket, catalogus en instellingen",
    )
    parser.add_argument("--stil", action="store_true", help="toon geen voortgang")
    parser.set_defaults(command=check_plan_areas)


def _describe_paragraph(commands: argparse._SubParsersAction[DutchParser]) -> None:
    parser = commands.add_parser(
        "paragraaf",
        help="schrijf de bodemparagraaf bij een eerder resultaat",
        description="Schrijft de bodemparagraaf bij het resultaat (JSON) van een eerdere toets.",
    )
    parser.add_argument("resultaat", help="resultaat van een toets (JSON)")
    _add_text_options(parser)
    parser.add_argument(
        "--pakket",
        "--beleidspakket",
        dest="beleidspakket",
        metavar="PAKKET",
        help="het beleidspakket waarmee is getoetst, voor de kaart (anders: geen kaart)",
    )
    parser.add_argument(
        "--uit",
        "--uitvoermap",
        dest="uitvoermap",
        metavar="MAP",
        help="map voor de teksten (anders: naast het resultaat)",
    )
    parser.set_defaults(command=write_paragraph)


def _describe_comparison(commands: argparse._SubParsersAction[DutchParser]) -> None:
    parser = commands.add_parser(
        "vergelijk",
        help="schrijf wat er is gewijzigd tussen twee resultaten",
        description=(
            "Vergelijkt twee resultaten (JSON) van hetzelfde plangebied, van vroeger en nu of van twee varianten, en "
            "schrijft wat er is gewijzigd: in het plan, in de gegevens en in het beleid."
        ),
    )
    parser.add_argument("eerder", help="eerste resultaat van een toets (JSON)")
    parser.add_argument("later", help="tweede resultaat van een toets (JSON)")
    _add_formats(parser)
    parser.add_argument(
        "--uit",
        "--uitvoermap",
        dest="uitvoermap",
        metavar="MAP",
        help="map voor <tweede resultaat>-wijzigingen (anders: naast het tweede resultaat)",
    )
    parser.set_defaults(command=write_changes)


def _describe_package_check(commands: argparse._SubParsersAction[DutchParser]) -> None:
    parser = commands.add_parser(
        "controleer",
        help="controleer een beleidspakket",
        description=(
            "Controleert een beleidspakket: lagen, velden, klassen, geometrie, coördinatenstelsel en dekking. "
            "Eindcode 0: geen fouten; 1: fouten gevonden; 2: het pakket kan niet worden geopend."
        ),
    )
    parser.add_argument("beleidspakket", help="GeoPackage met beleidslagen")
    parser.set_defaults(command=check_package)


def _describe_demo(commands: argparse._SubParsersAction[DutchParser]) -> None:
    parser = commands.add_parser(
        "demopakket",
        help="schrijf het demonstratiepakket naar een map",
        description=(
            "Schrijft het demonstratiepakket en de demonstratieplangebieden naar een map. De grenzen daarin zijn "
            "verzonnen en niet bruikbaar voor besluiten."
        ),
    )
    parser.add_argument(
        "--uit", "--uitvoermap", dest="uitvoermap", metavar="MAP", required=True, help="map voor de bestanden"
    )
    parser.set_defaults(command=write_demo_package)


def _add_package(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pakket",
        "--beleidspakket",
        dest="beleidspakket",
        metavar="BESTAND",
        default=str(DEMO_PACKAGE),
        help="GeoPackage met beleidslagen (anders: het meegeleverde demonstratiepakket)",
    )


def _add_text_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--soort",
        metavar="SOORT",
        choices=KINDS,
        default="omgevingsvisie",
        help="soort tekst: hoofdstuk van een omgevingsvisie, of motivering van een plan (anders: omgevingsvisie)",
    )
    parser.add_argument(
        "--lengte",
        metavar="LENGTE",
        choices=LENGTHS,
        default="normaal",
        help="lengte van de tekst: kort, normaal of uitgebreid (anders: normaal)",
    )
    parser.add_argument(
        "--opgaven",
        metavar="OPGAVEN",
        help=(
            "opgaven waarmee de tekst van een omgevingsvisie begint, gescheiden door komma's, bijvoorbeeld: "
            "geothermie,bodemdaling (anders: geen)"
        ),
    )
    parser.add_argument(
        "--later",
        action="store_true",
        help="behandel alleen wat zeker is en wat de opgaven nu vragen; de rest staat met de reden onder 'Later'",
    )
    _add_formats(parser)


def _add_formats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--formaten",
        metavar="FORMATEN",
        default="html",
        help=(
            "formaten van de tekst, gescheiden door komma's: html, md, txt, odt (anders: html; leeg, alleen bij toets: "
            "geen tekst)"
        ),
    )
