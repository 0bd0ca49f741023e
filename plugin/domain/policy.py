"""The policy catalogue as typed data: sources, themes, layers, thresholds, rules.

Python knows *kinds* of rules; a particular rule, number or sentence stands in `resources/catalogue/` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Union

from bodem_ondergrond.plugin.domain.assessment import Citation, DepthRange
from bodem_ondergrond.plugin.domain.guidance import (
    DecisionAid,
    KnowledgeSource,
    Opgave,
    OpgaveCrossing,
    SubsurfaceLayer,
    WeighingPrinciple,
)
from bodem_ondergrond.plugin.domain.outcomes import Verdict, VerdictOrigin
from bodem_ondergrond.plugin.domain.statements import Statement, ThemePolicy
from bodem_ondergrond.plugin.domain.use_order import UseOrder


class RuleKind(Enum):
    """What a rule measures. Each kind has its own parameters below and its own evaluator in `rules`."""

    OVERLAP = "overlap"
    NABIJHEID = "nabijheid"
    VRIJSTELLING = "vrijstelling"
    DIEPTEVENSTER = "dieptevenster"
    RESTGEBIED = "restgebied"
    INGREEPBEREIK = "ingreepbereik"
    ACTIVITEIT = "activiteit"
    GRENSWAARDE = "grenswaarde"
    VOORRANG = "voorrang"


class ExemptionLogic(Enum):
    """When research is needed under two limits: when both are exceeded, or already when one is."""

    BEIDE_OVERSCHREDEN = "beide_overschreden"
    EEN_OVERSCHREDEN = "een_overschreden"


@dataclass(frozen=True)
class Source:
    """A policy document.

    `gewicht` is `visie`, `verordening`, `wet`, `gemeentelijk` or `methode`; it decides which verb the text may use.
    `datum` is ISO or a year; `status` is what the document is today (vastgesteld, ontwerp, ...).
    """

    id: str
    titel: str
    kort: str
    uitgever: str
    datum: str
    status: str
    gewicht: str


@dataclass(frozen=True)
class Theme:
    """One of the themes of the Strategie Bodem en Ondergrond, or `landschap`."""

    id: str
    naam: str
    naam_en: str
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class Activity:
    """Something that may be done in a plan area. `vraagt` names the fields of the ingreep that matter for it."""

    id: str
    naam: str
    naam_en: str
    groep: str
    vraagt: tuple[str, ...]


@dataclass(frozen=True)
class Authority:
    """Who is competent (bevoegd gezag); `naam` is a complete Dutch phrase with article."""

    id: str
    naam: str


@dataclass(frozen=True)
class AuthorityDuty:
    """An authority for a rule; when `activiteiten` is not empty, only for these activities."""

    wie: str
    activiteiten: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tolerance:
    """Below this area (m2) or width (m) an overlap is marginal. A setting of the tool, no policy."""

    oppervlakte_m2: float
    breedte_m: float


@dataclass(frozen=True)
class ClassField:
    """A field of a policy layer. `waarden` maps each allowed class to its label; empty means free values.

    `soort` is `klasse` (a value outside `waarden` is an error of the data), `tekst` or `getal`.
    `verplicht`: without this field the layer cannot be checked.
    """

    naam: str
    soort: str
    waarden: Mapping[str, str] = field(default_factory=dict)
    verplicht: bool = False
    eenheid: str = ""


@dataclass(frozen=True)
class CatalogueLayer:
    """A policy layer (beleidslaag) as the catalogue describes it; `geometrie` is vlak, lijn or punt.

    `kader` layers (province, municipalities, built-up area) frame the check and carry no theme outcome of their own.
    `gemeente` is the code of the municipality whose own layer it is; such a layer takes part in the check of a plan
    area in that municipality, when the package holds it. `None`: a layer for all of Drenthe.
    """

    id: str
    naam: str
    naam_en: str
    thema: str
    themas: tuple[str, ...]
    geometrie: str
    velden: Mapping[str, ClassField]
    naamveld: str | None
    diepte: DepthRange | None
    diepte_indicatief: bool
    tolerantie: Tolerance
    kader: bool
    beheerder: str
    bronnen: tuple[Citation, ...]
    gemeente: str | None = None


@dataclass(frozen=True)
class Threshold:
    """A limit of policy or a setting of the tool (`instelling`).

    `waarde` is `None` when the sources leave it open; `vindplaats` then says where it should stand.
    `strengste` is `laagste` or `hoogste`: which of two values wins when a municipality has its own;
    `None`: a municipality cannot change it. `opgeteld_uit`: the figures of the source that add up to the value.
    """

    id: str
    waarde: float | None
    eenheid: str
    omschrijving: str
    bron: Citation | None
    instelling: bool
    strengste: str | None
    vindplaats: str | None
    opgeteld_uit: tuple[float, ...] = ()


@dataclass(frozen=True)
class LayerSelection:
    """Objects of one layer by class: every field of `klasse` must match and no field of `klasse_niet` may."""

    laag: str
    klasse: Mapping[str, frozenset[str]] = field(default_factory=dict)
    klasse_niet: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Condition:
    """When a remark holds. All that is given must hold; nothing given: always.

    `grootheid` with `van` (at least) and `tot` (below) tests a known quantity of the ingreep.
    """

    activiteiten: frozenset[str] = frozenset()
    laag: str | None = None
    grootheid: str | None = None
    van: float | None = None
    tot: float | None = None
    strategisch: bool | None = None


@dataclass(frozen=True)
class Remark:
    """A sentence that is added to a finding when its condition holds."""

    zin: str
    als: Condition


@dataclass(frozen=True)
class OverlapParameters:
    """The plan area overlaps objects of the class. No further figures."""


@dataclass(frozen=True)
class ActivityParameters:
    """The rule speaks for its activities anywhere in Drenthe, without a map."""


@dataclass(frozen=True)
class RemainderParameters:
    """The rule speaks for the part of the plan area outside all objects of the selection."""


@dataclass(frozen=True)
class ProximityParameters:
    """An object of the class lies within `afstand` (id of a threshold in m) of the ingreep."""

    afstand: str


@dataclass(frozen=True)
class DepthWindowParameters:
    """The drilling reaches into the depth window of the object's class in `veld` (m below ground level)."""

    veld: str
    vensters: Mapping[str, DepthRange]


@dataclass(frozen=True)
class QuantityRangeParameters:
    """A quantity of the ingreep lies between `van` and `tot` (`None`: open on that side).

    `van_telt_mee` and `tot_telt_mee` say whether the ends belong to the range. When the quantity is unknown the rule
    speaks only with `bij_onbekend`, and names what is missing.
    """

    grootheid: str
    van: float | None
    tot: float | None
    van_telt_mee: bool
    tot_telt_mee: bool
    bij_onbekend: bool


@dataclass(frozen=True)
class ExemptionParameters:
    """A duty with exemptions by area, by depth and by distance to known sites.

    Threshold ids, each optional: `oppervlakte`, `diepte`, `diepte_woelen` (farmland with non-inverting subsoiling),
    `afstand` (to `vindplaatsen`; within it the area exemption lapses),
    `zoekafstand` (how far to look for the nearest of them). `veld_m2` and `veld_cm` name fields of the
    object that hold its own limits. `gemeentelijke_kaart` is a layer whose lower limits win. `bouwvoor_lagen`: while
    one of them is hit and the plough layer is unknown, there is no depth exemption.
    """

    logica: ExemptionLogic
    oordeel_vrijgesteld: Verdict
    oppervlakte: str | None = None
    diepte: str | None = None
    diepte_woelen: str | None = None
    afstand: str | None = None
    zoekafstand: str | None = None
    vindplaatsen: tuple[LayerSelection, ...] = ()
    bouwvoor_lagen: tuple[str, ...] = ()
    veld_m2: str | None = None
    veld_cm: str | None = None
    gemeentelijke_kaart: LayerSelection | None = None
    gemeentelijk_veld_m2: str | None = None
    gemeentelijk_veld_cm: str | None = None
    overleg_vanaf: str | None = None
    overleg_actie: str | None = None
    acties_vrijgesteld: tuple[str, ...] = ()


@dataclass(frozen=True)
class LimitParameters:
    """A quantity of the ingreep against a limit: above it the verdict of the rule holds, else `oordeel_binnen`.

    The limit is the value of the object in `veld`; where the object has none, or there is no `veld`, it is the
    threshold `drempel`. While quantity or limit is unknown, the rule is not checked and its own verdict stands, or
    `oordeel_onbekend` where the worst would say more than the sources do; without `bij_onbekend` it is silent then,
    which is right only where another rule of the layer speaks anyway.
    """

    grootheid: str
    oordeel_binnen: Verdict
    veld: str | None = None
    drempel: str | None = None
    bij_onbekend: bool = True
    oordeel_onbekend: Verdict | None = None


@dataclass(frozen=True)
class PrecedenceParameters:
    """Two functions of the catalogue's order of use (gebruiksorde) claim the same depth at the plan area."""


KindParameters = Union[
    OverlapParameters,
    ActivityParameters,
    RemainderParameters,
    ProximityParameters,
    DepthWindowParameters,
    QuantityRangeParameters,
    ExemptionParameters,
    LimitParameters,
    PrecedenceParameters,
]


@dataclass(frozen=True)
class RuleConditions:
    """Conditions of a verdict such as `nee_tenzij`: `alle` of them hold, or one suffices. `zinnen` are sentence ids."""

    alle: bool
    zinnen: tuple[str, ...]


@dataclass(frozen=True)
class ValueSentences:
    """Extra sentences by the value of a class field, for instance what holds in one named area.

    `zinnen` maps a value in lower case to a sentence id; `bronnen` maps it to the one place that is about that value,
    so that a finding does not cite what is about other values.
    """

    veld: str
    zinnen: Mapping[str, str]
    bronnen: Mapping[str, Citation] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One rule of policy.

    Attributes:
        id: `<layer or theme>.<short name>`; never reused for something else.
        selectie: the objects it speaks about; `None` for a rule without a map.
        per: class fields by whose values objects are grouped into one finding each.
        activiteiten: the rule speaks only for these; empty: for any ingreep.
        strategisch: whether it also speaks when no activity is named.
        titel: what the panel calls it.
        zone_in: the place as an adverbial phrase ("in een gebied met ..."); `zone_naam` the same, with article.
        zin: id in `zinnen` of what the policy is, in one or more sentences.
        acties: ids of sentences: what to do next.
        voorwaarden: what must hold for the exception of the verdict.
        zinnen_per: sentences that hold for one value of a class field.
        onbekend: thresholds without a value that the rule would need: the text says that they were not checked.
    """

    id: str
    thema: str
    soort: RuleKind
    selectie: LayerSelection | None
    per: tuple[str, ...]
    activiteiten: frozenset[str]
    strategisch: bool
    titel: str
    zone_in: str
    zone_naam: str
    oordeel: Verdict
    herkomst_oordeel: VerdictOrigin
    bevoegd_gezag: tuple[AuthorityDuty, ...]
    acties: tuple[str, ...]
    bronnen: tuple[Citation, ...]
    zin: str
    opmerkingen: tuple[Remark, ...]
    parameters: KindParameters
    voorwaarden: RuleConditions | None = None
    zinnen_per: ValueSentences | None = None
    onbekend: tuple[str, ...] = ()


@dataclass(frozen=True)
class MunicipalValue:
    """A municipality's own value for a threshold, with its source."""

    waarde: float
    bron: Citation


@dataclass(frozen=True)
class MunicipalDocument:
    """A document of a municipality that says something about bodem en ondergrond; `datum` as the source gives it."""

    titel: str
    datum: str
    status: str
    onderwerp: str
    bronnen: tuple[Citation, ...]


@dataclass(frozen=True)
class MunicipalProfile:
    """What differs in one municipality.

    Attributes:
        code: CBS code (GM....).
        drempels: its own values; the stricter of the two wins.
        onbekend: thresholds of which its own value is not among the sources, with the place where it stands.
        documenten: its documents.
        uitspraken: its policy, and what is known about its ground.
        lagen: policy layers of its own, beside those of the province; they are among `Catalogue.lagen` too.
        zinnen: the sentences of its own rules.
        regels: rules about its own layers; they are among `Catalogue.regels` too.
    """

    code: str
    naam: str
    drempels: Mapping[str, MunicipalValue] = field(default_factory=dict)
    onbekend: Mapping[str, str] = field(default_factory=dict)
    documenten: tuple[MunicipalDocument, ...] = ()
    uitspraken: tuple[Statement, ...] = ()
    lagen: Mapping[str, CatalogueLayer] = field(default_factory=dict)
    zinnen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    regels: Mapping[str, Rule] = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """All policy, validated. Mappings keep the order of the files: that is the order of the results.

    `uitspraken` holds every statement by its id: of the ground as a whole, of the themes and of municipalities.
    """

    versie: str
    sha256: str
    bronnen: Mapping[str, Source]
    themas: Mapping[str, Theme]
    activiteiten: Mapping[str, Activity]
    bevoegd_gezag: Mapping[str, Authority]
    lagen: Mapping[str, CatalogueLayer]
    drempels: Mapping[str, Threshold]
    zinnen: Mapping[str, tuple[str, ...]]
    regels: Mapping[str, Rule]
    gemeenten: Mapping[str, MunicipalProfile]
    themabeleid: Mapping[str, ThemePolicy] = field(default_factory=dict)
    uitspraken: Mapping[str, Statement] = field(default_factory=dict)
    afwegingsprincipes: Mapping[str, WeighingPrinciple] = field(default_factory=dict)
    ondergrondlagen: Mapping[str, SubsurfaceLayer] = field(default_factory=dict)
    beslishulpen: Mapping[str, DecisionAid] = field(default_factory=dict)
    opgaven: Mapping[str, Opgave] = field(default_factory=dict)
    kruisingen: Mapping[str, OpgaveCrossing] = field(default_factory=dict)
    kennisbronnen: Mapping[str, KnowledgeSource] = field(default_factory=dict)
    gebruiksorde: UseOrder = field(default_factory=UseOrder)
