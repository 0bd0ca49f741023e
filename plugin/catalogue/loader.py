"""Reading the whole policy catalogue from `resources/catalogue` into one validated `Catalogue`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, TypeVar

import yaml

from bodem_ondergrond.plugin.catalogue.fields import CatalogueError, Fields
from bodem_ondergrond.plugin.catalogue.guidance import (
    read_crossing,
    read_decision_aid,
    read_knowledge_source,
    read_opgave,
    read_principle,
    read_subsurface_layer,
)
from bodem_ondergrond.plugin.catalogue.profiles import read_profile
from bodem_ondergrond.plugin.catalogue.rules import read_rule
from bodem_ondergrond.plugin.catalogue.sentences import PATTERNS, check_slots
from bodem_ondergrond.plugin.catalogue.statements import blocks, read_statement, read_theme_policy
from bodem_ondergrond.plugin.catalogue.use_order import USE_ORDER_FILE, read_use_order
from bodem_ondergrond.plugin.domain import (
    QUANTITIES,
    QUESTIONS,
    Activity,
    Authority,
    Catalogue,
    CatalogueLayer,
    ClassField,
    DepthRange,
    MunicipalProfile,
    Rule,
    Source,
    StatementKind,
    Theme,
    ThemePolicy,
    Threshold,
    Tolerance,
    notation,
)

CATALOGUE_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
# The C reader is several times faster and gives the same; not every QGIS ships it.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WEIGHTS = ("visie", "verordening", "wet", "gemeentelijk", "methode")
_GEOMETRIES = ("vlak", "lijn", "punt")
_FIELD_KINDS = ("klasse", "tekst", "getal")
_TOLERANCE = Tolerance(oppervlakte_m2=1.0, breedte_m=1.0)
T = TypeVar("T")


class _StrictLoader(_SafeLoader):
    """One of yaml's two safe loaders (plain data only) that refuses a key that stands twice in one block."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key.value, str):
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"sleutel '{key.value}' staat er twee keer", key.start_mark
                )
            seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def load_catalogue(folder: str | Path | None = None) -> Catalogue:
    """Read and validate the catalogue; a second call for the same folder costs nothing.

    Args:
        folder: the folder with the yaml files; `None` is the catalogue of the plugin.

    Raises:
        CatalogueError: naming file and key of the first mistake.
    """
    return _load(Path(folder or CATALOGUE_FOLDER).resolve())


@lru_cache(maxsize=4)
def _load(folder: Path) -> Catalogue:
    files = _Files(folder)
    head = Fields("catalogus.yaml", "catalogus", files.read("catalogus.yaml"))
    base = Catalogue(
        versie=head.text("versie"),
        sha256="",
        bronnen=files.each("bronnen.yaml", _read_source),
        themas={},
        activiteiten=files.each("activiteiten.yaml", _read_activity),
        bevoegd_gezag=files.each("bevoegd_gezag.yaml", lambda key, f: Authority(key, f.text("naam"))),
        lagen={},
        drempels={},
        zinnen=_read_sentences(files),
        regels={},
        gemeenten={},
    )
    base = replace(base, themas=files.each("themas.yaml", lambda key, f: _read_theme(key, f, base)))
    layers = files.each("lagen.yaml", lambda key, f: _read_layer(key, f, base))
    base = replace(base, lagen=_in_theme_order(layers, base))
    base = replace(base, drempels=files.each("drempels.yaml", lambda key, f: _read_threshold(key, f, base)))
    base = replace(base, regels=_read_rules(files, base))
    base = _with_municipal_policy(replace(base, gemeenten=_read_profiles(files, base)))
    base = _with_statements(files, base)
    base = replace(base, gebruiksorde=read_use_order(files.read(USE_ORDER_FILE), base))
    return replace(base, sha256=files.sha256())


class _Files:
    """The yaml files of one folder, each read once, and a checksum over what was read."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise CatalogueError(f"De map '{folder.name}' met de catalogus bestaat niet.")
        self._folder = folder
        self._bytes: dict[str, bytes] = {}

    def read(self, name: str) -> Any:
        path = self._folder / name
        if not path.is_file():
            raise CatalogueError(f"{name}: dit bestand van de catalogus ontbreekt.")
        content = path.read_bytes()
        self._bytes[name] = content
        try:
            loader = _StrictLoader(content)
            try:
                return loader.get_single_data()
            finally:
                loader.dispose()
        except yaml.YAMLError as mistake:
            raise CatalogueError(f"{name}: dit is geen geldige yaml: {mistake}") from mistake

    def each(self, name: str, reader: Callable[[str, Fields], T]) -> dict[str, T]:
        """Read a file that maps ids to blocks; each block is read strictly."""
        result = {}
        for key, raw in Fields(name, "bestand", self.read(name)).items():
            fields = Fields(name, key, raw)
            result[key] = reader(key, fields)
            fields.finish()
        return result

    def names(self, subfolder: str) -> list[str]:
        return sorted(f"{subfolder}/{path.name}" for path in (self._folder / subfolder).glob("*.yaml"))

    def sha256(self) -> str:
        digest = hashlib.sha256()
        for name in sorted(self._bytes):
            digest.update(name.encode() + b"\0" + self._bytes[name].replace(b"\r\n", b"\n") + b"\0")
        return digest.hexdigest()


def _read_source(key: str, f: Fields) -> Source:
    return Source(
        id=key,
        titel=f.text("titel"),
        kort=f.text("kort"),
        uitgever=f.text("uitgever"),
        datum=f.text("datum"),
        status=f.text("status"),
        gewicht=f.one_of("gewicht", _WEIGHTS),
    )


def _read_theme(key: str, f: Fields, known: Catalogue) -> Theme:
    return Theme(key, f.text("naam"), f.text("naam_en"), f.citations("bronnen", known.bronnen))


def _read_activity(key: str, f: Fields) -> Activity:
    asks = f.known("vraagt", (*QUANTITIES, *QUESTIONS))
    return Activity(key, f.text("naam"), f.text("naam_en"), f.text("groep"), asks)


def _read_layer(key: str, f: Fields, known: Catalogue) -> CatalogueLayer:
    framing = f.flag("kader", default=False)
    theme = f.one_of("thema", known.themas, "" if framing else None)
    if theme is None:
        raise f.error("thema", "ontbreekt.")
    columns = _read_columns(f)
    return CatalogueLayer(
        id=key,
        naam=f.text("naam"),
        naam_en=f.text("naam_en"),
        thema=theme,
        themas=f.known("themas", known.themas, (theme,) if theme else ()),
        geometrie=f.one_of("geometrie", _GEOMETRIES),
        velden=columns,
        naamveld=f.one_of("naamveld", columns, None),
        diepte=_read_depth(f),
        diepte_indicatief=f.sub("diepte").flag("indicatief", default=True) if "diepte" in f else False,
        tolerantie=_read_tolerance(f),
        kader=framing,
        beheerder=f.text("beheerder"),
        bronnen=f.citations("bronnen", known.bronnen),
    )


def _read_columns(f: Fields) -> Mapping[str, ClassField]:
    if "velden" not in f:
        return {}
    block = f.sub("velden")
    columns = {}
    for name, raw in block.items():
        sub = Fields(f.file, f"{f.place}.velden.{name}", raw)
        values = (
            {str(key): notation.bind_units(str(label)) for key, label in sub.sub("waarden").items()}
            if "waarden" in sub
            else {}
        )
        sub.value("waarden", None)
        kind = sub.one_of("soort", _FIELD_KINDS)
        if (kind == "klasse") != bool(values):
            raise sub.error("waarden", "hoort bij een veld van soort klasse, en alleen daarbij.")
        columns[name] = ClassField(
            naam=name,
            soort=kind,
            waarden=values,
            verplicht=sub.flag("verplicht", default=False),
            eenheid=sub.text("eenheid", ""),
        )
        sub.finish()
    return columns


def _read_depth(f: Fields) -> DepthRange | None:
    if "diepte" not in f:
        return None
    sub = f.sub("diepte")
    return DepthRange(sub.number("van_m"), sub.number("tot_m", None))


def _read_tolerance(f: Fields) -> Tolerance:
    if "tolerantie" not in f:
        return _TOLERANCE
    sub = f.sub("tolerantie")
    tolerance = Tolerance(sub.number("oppervlakte_m2"), sub.number("breedte_m"))
    sub.finish()
    return tolerance


def _in_theme_order(layers: dict[str, CatalogueLayer], known: Catalogue) -> dict[str, CatalogueLayer]:
    order = {theme: position for position, theme in enumerate(known.themas)}
    ranked = sorted(layers.values(), key=lambda layer: order.get(layer.thema, len(order)))
    return {layer.id: layer for layer in ranked}


def _read_threshold(key: str, f: Fields, known: Catalogue) -> Threshold:
    unknown = f.value("waarde") == "onbekend"
    setting = f.flag("instelling", default=False)
    threshold = Threshold(
        id=key,
        waarde=None if unknown else f.number("waarde"),
        eenheid=f.text("eenheid"),
        omschrijving=f.text("omschrijving"),
        bron=f.citation("bron", known.bronnen, None),
        instelling=setting,
        strengste=f.one_of("strengste", ("laagste", "hoogste"), None),
        vindplaats=f.text("vindplaats", None),
        opgeteld_uit=f.numbers("opgeteld_uit", ()),
    )
    if threshold.opgeteld_uit and sum(threshold.opgeteld_uit) != threshold.waarde:
        raise f.error("opgeteld_uit", f"de som is niet {threshold.waarde:g}.")
    if not setting and threshold.bron is None:
        raise f.error("bron", "een grens van het beleid noemt zijn bron.")
    if unknown and threshold.vindplaats is None:
        raise f.error("vindplaats", "een onbekende waarde zegt waar zij hoort te staan.")
    return threshold


def _read_sentences(files: _Files) -> dict[str, tuple[str, ...]]:
    sentences: dict[str, tuple[str, ...]] = {}
    for name in ("zinnen.yaml", *files.names("zinnen")):
        fields = Fields(name, "bestand", files.read(name))
        for key, _ in fields.items():
            if key in sentences:
                raise fields.error(key, "deze zin bestaat al.")
            sentences[key] = tuple(map(notation.bind_units, fields.texts(key)))
    for pattern, slots in PATTERNS.items():
        if pattern not in sentences:
            raise CatalogueError(f"zinnen.yaml: de zin '{pattern}' ontbreekt.")
        check_slots(f"zinnen.yaml: {pattern}", sentences[pattern], slots)
    return sentences


def _read_rules(files: _Files, known: Catalogue) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for name in files.names("regels"):
        theme = Path(name).stem
        if theme not in known.themas:
            raise CatalogueError(f"{name}: er is geen thema '{theme}'.")
        for key, raw in Fields(name, "bestand", files.read(name)).items():
            if key in rules:
                raise CatalogueError(f"{name}: regel '{key}' bestaat al.")
            rules[key] = read_rule(Fields(name, key, raw), key, theme, known)
    order = {theme: position for position, theme in enumerate(known.themas)}
    return dict(sorted(rules.items(), key=lambda item: order[item[1].thema]))


def _read_profiles(files: _Files, known: Catalogue) -> dict[str, MunicipalProfile]:
    profiles: dict[str, MunicipalProfile] = {}
    for name in files.names("gemeenten"):
        fields = Fields(name, "gemeente", files.read(name))
        profile = read_profile(fields, known, _read_layer)
        if profile.code in profiles or not Path(name).stem.startswith(f"{profile.code}-"):
            raise CatalogueError(
                f"{name}: de bestandsnaam begint met de code van de gemeente, die maar een keer voorkomt."
            )
        profiles[profile.code] = profile
    return profiles


def _with_municipal_policy(known: Catalogue) -> Catalogue:
    """Put the layers, rules and sentences of the municipalities among those of the province, after them per theme."""
    layers, rules, sentences = dict(known.lagen), dict(known.regels), dict(known.zinnen)
    for profile in known.gemeenten.values():
        layers.update(profile.lagen)
        rules.update(profile.regels)
        sentences.update(profile.zinnen)
    order = {theme: position for position, theme in enumerate(known.themas)}
    ranked = dict(sorted(rules.items(), key=lambda item: order[item[1].thema]))
    return replace(known, lagen=_in_theme_order(layers, known), regels=ranked, zinnen=sentences)


def _with_statements(files: _Files, known: Catalogue) -> Catalogue:
    """Add what is no rule: policy per theme, principles, layers of the ground, decision aids and opgaven."""
    frame = Fields("afwegingskader.yaml", "bestand", files.read("afwegingskader.yaml"))
    general = tuple(
        read_statement(sub, f"algemeen.{key}", sub.choice("soort", StatementKind), known, theme="")
        for key, sub in blocks(frame, "uitspraken")
    )
    known = replace(
        known,
        afwegingsprincipes={key: read_principle(key, sub, known) for key, sub in blocks(frame, "afwegingsprincipes")},
        ondergrondlagen={key: read_subsurface_layer(key, sub, known) for key, sub in blocks(frame, "ondergrondlagen")},
        themabeleid=_read_theme_policies(files, known),
        kennisbronnen=files.each("kennisbronnen.yaml", lambda key, f: read_knowledge_source(key, f, known)),
        beslishulpen=files.each("beslishulpen.yaml", lambda key, f: read_decision_aid(key, f, known)),
    )
    frame.finish()
    known = replace(known, opgaven=files.each("opgaven.yaml", lambda key, f: read_opgave(key, f, known)))
    known = replace(known, kruisingen=files.each("kruisingen.yaml", lambda key, f: read_crossing(key, f, known)))
    groups = [general, *(tuple(policy.statements()) for policy in known.themabeleid.values())]
    groups += [profile.uitspraken for profile in known.gemeenten.values()]
    return replace(known, uitspraken={statement.id: statement for group in groups for statement in group})


def _read_theme_policies(files: _Files, known: Catalogue) -> dict[str, ThemePolicy]:
    strange = [name for name in files.names("themas") if Path(name).stem not in known.themas]
    if strange:
        raise CatalogueError(f"{strange[0]}: er is geen thema '{Path(strange[0]).stem}'.")
    policies = {}
    for theme in known.themas:
        name = f"themas/{theme}.yaml"
        policies[theme] = read_theme_policy(Fields(name, "thema", files.read(name)), theme, known)
    return policies
