"""The result of a check: immutable, comparable, and the one thing that panel, text, matrix and JSON are views of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable

from bodem_ondergrond.plugin.domain.ingreep import Ingreep
from bodem_ondergrond.plugin.domain.lazy import lazy
from bodem_ondergrond.plugin.domain.outcomes import Outcome, Verdict, VerdictOrigin


@dataclass(frozen=True)
class Citation:
    """A place in a source document: its short id and the section or map.

    `regels` is for maintainers: the line range in the text of the document, as `2343-2355`; it is in no result.
    """

    document: str
    paragraaf: str
    regels: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Return the short form, as it stands in arithmetic: `omgevingsvisie-2022 4.2.4.2`."""
        return f"{self.document} {self.paragraaf}"


@dataclass(frozen=True)
class PlanArea:
    """A plan area as it is checked.

    Attributes:
        id: unique within one run.
        naam: what the planner calls it.
        geometrie: shapely Polygon or MultiPolygon in EPSG:28992, valid and two-dimensional; `None` when unusable.
        ingreep: the intended works.
        meldingen: what was noticed about the area while reading it (repaired, holes closed, ...), in Dutch.
        fout: why this area cannot be checked, in Dutch; `None` when it can.
    """

    id: str
    naam: str
    geometrie: Any = field(compare=False, repr=False)
    ingreep: Ingreep = Ingreep()
    meldingen: tuple[str, ...] = ()
    fout: str | None = None


@dataclass(frozen=True)
class Calculation:
    """One comparison of a figure with a limit (rekenregel), so that the arithmetic stands in the result.

    `waarde` is `None` when the figure is not known and `grens` is `None` when the limit is not; `voldaan` is then
    `None` too. `bron` names where the limit comes from.
    """

    grootheid: str
    waarde: float | None
    eenheid: str
    vergelijking: str
    grens: float | None
    voldaan: bool | None
    bron: str


@dataclass(frozen=True)
class PolicyObject:
    """One object of a policy layer that a finding rests on."""

    id: str
    naam: str | None


@dataclass(frozen=True)
class Correction:
    """An expert's word that a finding does not apply, with reason, name and time (ISO 8601)."""

    reden: str
    door: str
    tijdstip: str


@dataclass(frozen=True)
class DepthRange:
    """A depth interval in m below ground level; `tot_m` is `None` when the source gives no lower end."""

    van_m: float
    tot_m: float | None


@dataclass(frozen=True)
class Finding:
    """One rule that applies to the plan area, with its evidence (bevinding).

    Attributes:
        id: unique within the assessment, stable for equal input.
        zinnen: ready Dutch sentences; the first says what is the case, the others what to know about it.
        sleutel: the values by which the objects were grouped (class values), for labels and sorting.
        overlap_m2: area in m2 of the union of the overlaps; 0 for points, lines and rules without a map.
        aandeel: overlap as a share (0 to 1) of the plan area.
        afstand_m: distance in m to the nearest object, where the rule measures one.
        meetkunde: makes the geometry of `overlap` when it is asked for; a batch never asks.
    """

    id: str
    regel: str
    thema: str
    laag: str | None
    klasse: str | None
    uitkomst: Outcome
    oordeel: Verdict
    herkomst_oordeel: VerdictOrigin
    marginaal: bool = False
    overlap_m2: float = 0.0
    aandeel: float = 0.0
    afstand_m: float | None = None
    diepte: DepthRange | None = None
    rekenregels: tuple[Calculation, ...] = ()
    objecten: tuple[PolicyObject, ...] = ()
    bevoegd_gezag: tuple[str, ...] = ()
    acties: tuple[str, ...] = ()
    bronnen: tuple[Citation, ...] = ()
    zinnen: tuple[str, ...] = ()
    aannames: tuple[str, ...] = ()
    ontbreekt: tuple[str, ...] = ()
    correctie: Correction | None = None
    meetkunde: Callable[[], Any] | None = field(default=None, compare=False, repr=False)

    @property
    def overlap(self) -> Any:
        """Geometry of the overlap in EPSG:28992, for the map; `None` where there is none. Not part of the JSON."""
        return None if self.meetkunde is None else self.meetkunde()

    @property
    def tekst(self) -> str:
        """All sentences of the finding as one text."""
        return " ".join(self.zinnen)


@dataclass(frozen=True)
class DataSource:
    """Where the data of a layer came from: kind (bestand, project, dienst), place, date (ISO) or `None`."""

    soort: str
    locatie: str
    peildatum: str | None


@dataclass(frozen=True)
class LayerOutcome:
    """The outcome for one policy layer.

    `objecten`, `hersteld` and `overgeslagen` count the objects of the layer, those repaired and those left out;
    `buiten_dekking_m2` is the part of the plan area, in m2, for which the layer has no data.
    """

    laag: str
    thema: str
    uitkomst: Outcome
    reden: str | None
    bron: DataSource
    objecten: int = 0
    hersteld: int = 0
    overgeslagen: int = 0
    buiten_dekking_m2: float = 0.0


@dataclass(frozen=True)
class PackageInfo:
    """What a beleidspakket says of itself; `sha256` is `None` when the data do not come from one file."""

    naam: str
    versie: str
    peildatum: str | None
    demonstratie: bool
    sha256: str | None
    licentie: str = ""


@dataclass(frozen=True)
class Assessment:
    """One plan area checked against a package (toets)."""

    plan: PlanArea
    oppervlakte_m2: float
    gemeenten: tuple[str, ...]
    buiten_provincie_m2: float | None
    pakket: PackageInfo
    catalogus_versie: str
    catalogus_sha256: str
    plugin_versie: str
    tijdstip: str = field(compare=False)
    lagen: tuple[LayerOutcome, ...] = ()
    bevindingen: tuple[Finding, ...] = ()

    @lazy
    def geldende_bevindingen(self) -> tuple[Finding, ...]:
        """The findings that count: those that no expert has set aside."""
        return tuple(finding for finding in self.bevindingen if finding.correctie is None)

    def verdict_counts(self) -> dict[str, int]:
        """Number of findings per verdict, heaviest first, without those set aside."""
        verdicts = [finding.oordeel for finding in self.geldende_bevindingen]
        return {name: verdicts.count(verdict) for verdict, name in _VERDICTS}

    def heaviest_per_theme(self) -> dict[str, Verdict]:
        """The heaviest verdict that counts, for each theme that has one."""
        heaviest: dict[str, Verdict] = {}
        for finding in self.geldende_bevindingen:
            known = heaviest.get(finding.thema)
            if known is None or finding.oordeel.rank < known.rank:
                heaviest[finding.thema] = finding.oordeel
        return heaviest

    def outcome_counts(self) -> dict[str, int]:
        """Number of layers per outcome."""
        outcomes = [layer.uitkomst for layer in self.lagen]
        return {name: outcomes.count(outcome) for outcome, name in _OUTCOMES}

    @lazy
    def heaviest(self) -> Verdict | None:
        """The heaviest verdict that counts, or `None` when nothing applies."""
        return min((f.oordeel for f in self.geldende_bevindingen), key=lambda v: v.rank, default=None)


_VERDICTS = tuple((verdict, verdict.value) for verdict in Verdict)
_OUTCOMES = tuple((outcome, outcome.value) for outcome in Outcome)
