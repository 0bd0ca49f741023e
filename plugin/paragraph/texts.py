"""The wording of the paragraph as data: `resources/catalogue/tekst.yaml`, read and validated once.

Python knows which sentences exist and which slots each may use; the sentences themselves stand in the file. A key that
is missing or unknown, a slot that does not exist and a subject that names nothing are errors with file and key.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bodem_ondergrond.plugin.domain import Citation, DepthRange, Verdict
from bodem_ondergrond.plugin.paragraph.resources import TEXTS
from bodem_ondergrond.plugin.paragraph.slots import MEANING_SLOTS, SLOTS

# The C reader is several times faster and gives the same; not every QGIS ships it. Both read plain data only.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_FIGURE_AND_UNIT = re.compile(r"(\d) (m|cm|km|ha|m²|m-mv|procent)(?!\w)")


class TextError(ValueError):
    """The wording file cannot be used. The message is Dutch and names file and key."""


class Role(Enum):
    """What a sentence of a finding does in the text; the order is the order of reading."""

    SITUATIE = "situatie"
    BELEID = "beleid"
    REKENWERK = "rekenwerk"
    LEESWIJZE = "leeswijze"
    GEVOLG = "gevolg"
    OPMERKING = "opmerking"
    CONTEXT = "context"


@dataclass(frozen=True)
class Statement:
    """A sentence that rests on a place in a document; `bron` is `None` for a sentence of the tool itself."""

    zin: str
    bron: Citation | None


@dataclass(frozen=True)
class FactField:
    """What a text of this subject must hold while no map knows it: the municipality fills it in.

    Attributes:
        kop: what it is about; `vraag`: what is asked.
        datum: whether an answer holds only with a date: that something took place is not said without one.
    """

    id: str
    kop: str
    vraag: str
    datum: bool


@dataclass(frozen=True)
class Subject:
    """A subject of the text (onderwerp): what an expert calls an aspect.

    Attributes:
        kop: heading; `naam` the same inside a sentence, without article.
        lagen: policy layers that belong to it; `regels`: ids of rules, with * for anything; `themas`: themes whose
            remaining findings come here.
        alleen_bij: activities it is for; without one of them it is in no list of what was left out.
        diepte: where its findings stand in the ground when the data do not say; `None`: at the surface.
        uitspraken: statements of the catalogue that the long text quotes; `dilemmas`: the dilemmas among them.
        belang: why it matters, also what cannot be undone; `kansen`: what it offers.
        buiten_toets: what no map of this check can show, said in every text that has the subject.
        zonder_kaart: why it is never checked; empty when there are layers.
        gezag: who is competent when no finding says so, with article; empty when nobody in particular.
        invullen: what the paragraph of a plan must hold while the tool cannot know it, in lists by their heading.
        stap: what is needed when it was not checked or has no data.
        samenhang: its findings are about how subjects meet, and stand where the text treats that.
    """

    id: str
    kop: str
    naam: str
    lagen: tuple[str, ...]
    regels: tuple[str, ...]
    themas: tuple[str, ...]
    alleen_bij: tuple[str, ...] | None
    uitspraken: tuple[str, ...]
    dilemmas: tuple[str, ...]
    diepte: DepthRange | None
    belang: tuple[Statement, ...]
    kansen: tuple[Statement, ...]
    buiten_toets: tuple[Statement, ...]
    zonder_kaart: str
    invullen: Mapping[str, tuple[FactField, ...]]
    gezag: str
    stap: str
    samenhang: bool

    @property
    def is_plural(self) -> bool:
        """Whether the name takes a verb in the plural: 'kabels en leidingen vragen', 'zon- en windenergie vraagt'."""
        return " en " in self.naam and "- en " not in self.naam


@dataclass(frozen=True)
class VerdictWords:
    """How a verdict is written: in a table (`kort`), and for the reader who sees no colours (`teken`)."""

    kort: str
    teken: str


@dataclass(frozen=True)
class Combination:
    """Two subjects that meet in the ground: the dilemma or the match, without a verdict."""

    id: str
    onderwerpen: tuple[str, str]
    activiteiten: frozenset[str]
    zinnen: tuple[Statement, ...]
    keuze: str


@dataclass(frozen=True)
class Step:
    """A next step as a sentence for a document: who does what; `moment` names before what."""

    moment: str
    zin: str


@dataclass(frozen=True)
class TableWords:
    """Caption and column headings of a table."""

    bijschrift: str
    kolommen: tuple[str, ...]


@dataclass(frozen=True)
class Texts:
    """All wording of the paragraph. Mappings keep the order of the file."""

    koppen: Mapping[str, str]
    tabellen: Mapping[str, TableWords]
    zinnen: Mapping[str, tuple[str, ...]]
    oordelen: Mapping[Verdict, VerdictWords]
    rollen: Mapping[str, Role]
    onderwerpen: Mapping[str, Subject]
    volgorde_motivering: tuple[str, ...]
    ondergrond: Mapping[str, str]
    ondergrond_plek: Mapping[str, str]
    geen: Mapping[str, str]
    laagvoorbehoud: Mapping[str, str]
    activiteiten: Mapping[str, str]
    invoer: Mapping[str, str]
    grootheden: Mapping[str, str]
    momenten: Mapping[str, str]
    stappen: Mapping[str, Step]
    betekenissen: Mapping[str, str]
    altijd: tuple[str, ...]
    samenhang: tuple[Combination, ...]
    geldig_maanden: int
    verouderd_jaren: int

    @property
    def feiten(self) -> Mapping[str, FactField]:
        """The facts that the municipality fills in, by the id of their field."""
        lists = (fields for subject in self.onderwerpen.values() for fields in subject.invullen.values())
        return {field.id: field for fields in lists for field in fields}

    def role_of(self, sentence_id: str) -> Role:
        """Return the role of a sentence of the catalogue: the longest start of its id that the file names."""
        starts = [start for start in self.rollen if sentence_id.startswith(start)]
        return self.rollen[max(starts, key=len)] if starts else Role.OPMERKING


@lru_cache(maxsize=1)
def shipped_texts() -> Texts:
    """Return the wording that comes with the plugin, read once.

    Raises:
        TextError: the file is damaged.
    """
    return load_texts(TEXTS)


def load_texts(path: Path) -> Texts:
    """Read and validate a wording file.

    Raises:
        TextError: the file cannot be read or does not fit; the message names the key.
    """
    try:
        raw = _parse(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        raise TextError(f"{path.name}: het bestand is niet te lezen ({problem}).") from problem
    if not isinstance(raw, dict):
        raise TextError(f"{path.name}: het bestand is leeg of heeft geen sleutels.")
    return _Reader(path.name, raw).read()


class _StrictLoader(_SafeLoader):
    """A safe reader that refuses a key that stands twice: the first would be lost without a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"sleutel '{key}' staat er twee keer", node.start_mark
                )
        return super().construct_mapping(node, deep)


def _parse(text: str) -> Any:
    loader = _StrictLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


class _Reader:
    """Reads one file; every error it raises names the file and the key."""

    def __init__(self, name: str, raw: Mapping[str, Any]) -> None:
        self._name = name
        self._raw = raw

    def read(self) -> Texts:
        subjects = {key: self._subject(key, value) for key, value in self._map("onderwerpen").items()}
        return Texts(
            koppen=self._strings("koppen"),
            tabellen={key: self._table(key, value) for key, value in self._map("tabellen").items()},
            zinnen=self._sentences(),
            oordelen=self._verdicts(),
            rollen={key: self._role(key, value) for key, value in self._map("rollen").items()},
            onderwerpen=subjects,
            volgorde_motivering=self._known(subjects, "volgorde_motivering", self._list("volgorde_motivering")),
            ondergrond=self._strings("ondergrond"),
            ondergrond_plek=self._strings("ondergrond_plek"),
            geen=self._strings("geen"),
            laagvoorbehoud=self._strings("laagvoorbehoud"),
            activiteiten=self._strings("activiteiten"),
            invoer=self._strings("invoer"),
            grootheden=self._strings("grootheden"),
            momenten=self._strings("momenten"),
            stappen={key: self._step(key, value) for key, value in self._map("stappen").items()},
            betekenissen={key: self._meaning(key, value) for key, value in self._map("betekenissen").items()},
            altijd=self._list("altijd"),
            samenhang=tuple(self._combination(key, value, subjects) for key, value in self._map("samenhang").items()),
            geldig_maanden=self._whole("geldig_maanden"),
            verouderd_jaren=self._whole("verouderd_jaren"),
        )

    def _fail(self, key: str, what: str) -> TextError:
        return TextError(f"{self._name}, sleutel '{key}': {what}")

    def _map(self, key: str) -> Mapping[str, Any]:
        value = self._raw.get(key)
        if not isinstance(value, dict):
            raise self._fail(key, "hier hoort een lijst van sleutels met hun waarde te staan.")
        return value

    def _list(self, key: str) -> tuple[str, ...]:
        value = self._raw.get(key)
        if not isinstance(value, list):
            raise self._fail(key, "hier hoort een lijst te staan.")
        return tuple(str(item) for item in value)

    def _strings(self, key: str) -> Mapping[str, str]:
        return {name: self._text(f"{key}.{name}", value) for name, value in self._map(key).items()}

    def _text(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._fail(key, "hier hoort een tekst te staan.")
        return with_units(value.strip())

    def _whole(self, key: str) -> int:
        value = self._raw.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self._fail(key, "hier hoort een geheel getal boven 0 te staan.")
        return value

    def _sentences(self) -> Mapping[str, tuple[str, ...]]:
        given = self._map("zinnen")
        for key in sorted(set(given) - set(SLOTS)):
            raise self._fail(f"zinnen.{key}", "het programma kent deze zin niet.")
        for key in sorted(set(SLOTS) - set(given)):
            raise self._fail(f"zinnen.{key}", "deze zin ontbreekt.")
        return {key: self._phrase(key, value) for key, value in given.items()}

    def _phrase(self, key: str, value: Any) -> tuple[str, ...]:
        parts = value if isinstance(value, list) else [value]
        # An empty text is allowed where nothing has to be said: "" and not a forgotten value.
        sentences = tuple("" if part == "" else self._text(f"zinnen.{key}", part) for part in parts)
        for sentence in sentences:
            self._check_slots(f"zinnen.{key}", sentence, SLOTS[key])
        return sentences

    def _check_slots(self, place: str, sentence: str, known: frozenset[str]) -> None:
        for slot in slots_of(sentence, self._fail(place, "een accolade is niet gesloten.")):
            if slot not in known:
                allowed = ", ".join(sorted(known)) or "geen"
                raise self._fail(place, f"onbekend vak '{{{slot}}}'; mogelijk zijn: {allowed}.")

    def _meaning(self, key: str, raw: Any) -> str:
        sentence = self._text(f"betekenissen.{key}", raw)
        self._check_slots(f"betekenissen.{key}", sentence, MEANING_SLOTS)
        return sentence

    def _verdicts(self) -> Mapping[Verdict, VerdictWords]:
        words = {}
        for verdict in Verdict:
            raw = self._map("oordelen").get(verdict.value)
            if not isinstance(raw, dict):
                raise self._fail(f"oordelen.{verdict.value}", "de woorden voor dit oordeel ontbreken.")
            kort, teken = (self._text(f"oordelen.{verdict.value}.{part}", raw.get(part)) for part in ("kort", "teken"))
            words[verdict] = VerdictWords(kort, teken)
        return words

    def _table(self, key: str, raw: Any) -> TableWords:
        place = f"tabellen.{key}"
        if not isinstance(raw, dict) or not isinstance(raw.get("kolommen"), list):
            raise self._fail(place, "hier horen bijschrift en kolommen te staan.")
        return TableWords(self._text(f"{place}.bijschrift", raw.get("bijschrift")), tuple(map(str, raw["kolommen"])))

    def _step(self, key: str, raw: Any) -> Step:
        place = f"stappen.{key}"
        if not isinstance(raw, dict) or raw.get("moment") not in self._map("momenten"):
            raise self._fail(place, "hier horen zin en moment te staan; het moment is een van de momenten.")
        return Step(str(raw["moment"]), self._text(f"{place}.zin", raw.get("zin")))

    def _role(self, key: str, value: Any) -> Role:
        try:
            return Role(value)
        except ValueError as problem:
            known = ", ".join(role.value for role in Role)
            raise self._fail(f"rollen.{key}", f"onbekende rol '{value}'; mogelijk zijn: {known}.") from problem

    def _subject(self, key: str, raw: Any) -> Subject:
        place = f"onderwerpen.{key}"
        if not isinstance(raw, dict):
            raise self._fail(place, "hier horen kop, naam en lagen te staan.")
        known = {field for field in Subject.__dataclass_fields__ if field != "id"}
        for field in sorted(set(raw) - known):
            raise self._fail(f"{place}.{field}", "het programma kent dit veld niet.")
        return Subject(
            id=key,
            kop=self._text(f"{place}.kop", raw.get("kop")),
            naam=self._text(f"{place}.naam", raw.get("naam")),
            lagen=_names(raw, "lagen"),
            regels=_names(raw, "regels"),
            themas=_names(raw, "themas"),
            alleen_bij=_names(raw, "alleen_bij") if "alleen_bij" in raw else None,
            uitspraken=_names(raw, "uitspraken"),
            dilemmas=_names(raw, "dilemmas"),
            diepte=self._depth(f"{place}.diepte", raw.get("diepte")),
            belang=self._statements(place, raw, "belang"),
            kansen=self._statements(place, raw, "kansen"),
            buiten_toets=self._statements(place, raw, "buiten_toets"),
            zonder_kaart=str(raw.get("zonder_kaart", "")),
            invullen=self._fact_fields(f"{place}.invullen", key, raw.get("invullen", {})),
            gezag=str(raw.get("gezag", "")),
            stap=str(raw.get("stap", "")),
            samenhang=bool(raw.get("samenhang", False)),
        )

    def _fact_fields(self, place: str, subject: str, raw: Any) -> Mapping[str, tuple[FactField, ...]]:
        if not isinstance(raw, dict) or not all(isinstance(fields, dict) for fields in raw.values()):
            raise self._fail(place, "hier horen lijsten van velden te staan, elk onder een kop.")
        return {
            str(heading): tuple(
                self._fact_field(f"{place}.{heading}.{name}", f"{subject}.{name}", found)
                for name, found in fields.items()
            )
            for heading, fields in raw.items()
        }

    def _fact_field(self, place: str, name: str, raw: Any) -> FactField:
        if not isinstance(raw, dict) or not set(raw) <= {"kop", "vraag", "datum"}:
            raise self._fail(place, "hier horen kop en vraag te staan, en eventueel datum.")
        kop, question = (self._text(f"{place}.{part}", raw.get(part)) for part in ("kop", "vraag"))
        return FactField(name, kop, question, bool(raw.get("datum", False)))

    def _statements(self, place: str, raw: Mapping[str, Any], name: str) -> tuple[Statement, ...]:
        return tuple(self._statement(f"{place}.{name}", item) for item in raw.get(name, ()))

    def _statement(self, place: str, raw: Any) -> Statement:
        if isinstance(raw, str):
            return Statement(self._text(place, raw), None)
        if not isinstance(raw, dict):
            raise self._fail(place, "hier hoort een zin te staan, of zin en bron.")
        return Statement(self._text(f"{place}.zin", raw.get("zin")), self._citation(f"{place}.bron", raw.get("bron")))

    def _citation(self, place: str, raw: Any) -> Citation:
        document, _, paragraph = str(raw or "").partition(" ")
        if not document or not paragraph:
            raise self._fail(place, "een bron is het document en daarna de paragraaf, zoals 'strategie-2021 3.6'.")
        return Citation(document, paragraph)

    def _depth(self, place: str, raw: Any) -> DepthRange | None:
        if raw is None:
            return None
        if not isinstance(raw, list) or len(raw) != 2:
            raise self._fail(place, "een diepte is een lijst van twee getallen: van en tot, in m-mv.")
        lower = None if raw[1] is None else float(raw[1])
        return DepthRange(float(raw[0]), lower)

    def _combination(self, key: str, raw: Any, subjects: Mapping[str, Subject]) -> Combination:
        place = f"samenhang.{key}"
        if not isinstance(raw, dict):
            raise self._fail(place, "hier horen onderwerpen en zinnen te staan.")
        pair = self._known(subjects, f"{place}.onderwerpen", tuple(raw.get("onderwerpen", ())))
        if len(pair) != 2:
            raise self._fail(f"{place}.onderwerpen", "een combinatie heeft twee onderwerpen.")
        return Combination(
            id=key,
            onderwerpen=(pair[0], pair[1]),
            activiteiten=frozenset(map(str, raw.get("activiteiten", ()))),
            zinnen=tuple(self._statement(f"{place}.zinnen", item) for item in raw.get("zinnen", ())),
            keuze=str(raw.get("keuze", "")),
        )

    def _known(self, subjects: Mapping[str, Subject], place: str, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in subjects:
                raise self._fail(place, f"onbekend onderwerp '{name}'.")
        return names


def with_units(text: str) -> str:
    """Return a text in which a figure does not part from its unit."""
    return _FIGURE_AND_UNIT.sub("\\1\u00a0\\2", text)


def _names(raw: Mapping[str, Any], field: str) -> tuple[str, ...]:
    return tuple(map(str, raw.get(field, ())))


def slots_of(template: str, problem: TextError) -> tuple[str, ...]:
    """Return the names between braces.

    Raises:
        TextError: `problem`, when the braces do not match.
    """
    try:
        return tuple(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    except ValueError:
        raise problem from None
