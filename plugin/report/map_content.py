"""What a map of a plan area shows: the zones that are hit, by class, with what is needed to read it.

The drawing without QGIS (`map_svg`) and the layout in QGIS show the same content; this module knows neither.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, CatalogueLayer, Opgave, Outcome, Verdict, notation
from bodem_ondergrond.plugin.overlay import PolicyPackage
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, Reading, clean_name, read, weight
from bodem_ondergrond.plugin.paragraph.texts import shipped_texts
from bodem_ondergrond.plugin.paragraph.writer import Writer
from bodem_ondergrond.plugin.report.map_frame import Frame, frame_of
from bodem_ondergrond.plugin.report.map_objects import LayerObjects, clip, objects_of
from bodem_ondergrond.plugin.report.map_opgave import MapNote, is_of_opgave, opgave_notes
from bodem_ondergrond.plugin.report.map_places import Badge, place_badges
from bodem_ondergrond.plugin.report.map_styles import LayerStyle, Look, layer_style
from bodem_ondergrond.plugin.report.map_window import Window, choose_window

OVERVIEW = "overzicht"
_WORDS = ("plangebied", "buiten_provincie", "stelsel", "overal", "achtergrond")
# More classes than this on one map cannot be told apart; the maps per theme show the others.
_MOST_CLASSES = 8
# A class that covers this share of the map has no border in it to show.
_WHOLE_MAP = 0.999
# Points of the map that are looked at first, some of which lie in its very corners, and how many of them must be in.
_SAMPLES, _MOST_SAMPLES = 12 * 12, 0.97


@dataclass(frozen=True, eq=False)
class MapClass:
    """Objects of one layer that look alike, as far as they are on the map.

    Attributes:
        klasse: class by the style of the layer; empty when it has no classes.
        naam: what it is, for the legend.
        toelichting: what it means for the plan, for the legend: the verdict, or that only the surroundings have it.
        geraakt: whether the plan area has it.
        oordeel: the heaviest verdict that rests on these objects; `None` when there is none.
        verboden: whether that is a ban that holds for this plan as it is, so that it is hatched.
        soort: vlak, lijn or punt.
        geometries: shape (n,), cut off at the edge of the map; `attributes` has a column for each field.
        nummer: its number on the map and in the legend.
        borden: where the number stands.
    """

    laag: str
    klasse: str
    naam: str
    toelichting: str
    geraakt: bool
    oordeel: Verdict | None
    verboden: bool
    look: Look
    soort: str
    geometries: np.ndarray
    attributes: dict[str, np.ndarray]
    nummer: int = 0
    borden: tuple[Badge, ...] = ()

    @property
    def order(self) -> tuple[int, float]:
        """Position in drawing: large areas first, then small ones, lines, and points on top."""
        kinds = {"vlak": 0, "lijn": 1, "punt": 2}
        return kinds[self.soort], -float(np.sum(shapely.area(self.geometries)))

    @property
    def legend(self) -> str:
        """The class as a line of the legend; a class that is called after its verdict says so once."""
        says_it = not self.toelichting or self.naam.endswith(f": {self.toelichting}")
        return self.naam if says_it else f"{self.naam}; {self.toelichting}"


@dataclass(frozen=True, eq=False)
class MapContent:
    """A map, ready to be drawn.

    Attributes:
        id: `overzicht`, the id of a theme, or `opgave-` with the id of an opgave.
        titel: what the map shows; `gebied` the plan area and `gemeente` where it lies.
        klassen: what is drawn, in the order of the legend; sorted by `order` it is the order of drawing.
        overal: what has no border on the map and is only named, heaviest first.
        opmerkingen: what is not on the map, in sentences.
        bron: where the data came from, in sentences; says so when they are invented.
        naast: words that stand with the map, of an opgave.
    """

    id: str
    titel: str
    gebied: str
    gemeente: str
    venster: Window
    plan: Any
    klassen: tuple[MapClass, ...]
    overal: tuple[MapClass, ...]
    kader: Frame
    opmerkingen: tuple[str, ...]
    bron: str
    demonstratie: bool
    woorden: dict[str, str]
    naast: tuple[MapNote, ...] = ()

    @property
    def everywhere(self) -> str:
        """What is over the whole map, as a sentence without a beginning."""
        return "; ".join(f"{item.naam} ({item.toelichting})" for item in self.overal) + "."

    @property
    def description(self) -> str:
        """The map in words, for who cannot see it."""
        shown = [item.legend for item in (*self.klassen, *self.overal) if item.geraakt]
        notes = [f"{note.kop}: {'; '.join(line.rstrip('.?') for line in note.regels)}" for note in self.naast]
        said = [f"{self.titel}, {self.gebied}", *(["; ".join(shown)] if shown else []), *notes]
        return ". ".join(said) + ". " + " ".join((*self.opmerkingen, self.bron))


def map_content(
    assessment: Assessment,
    catalogue: Catalogue,
    package: PolicyPackage | None = None,
    thema: str | None = None,
    opgave: str | None = None,
) -> MapContent | None:
    """Collect what the map of a plan area shows.

    Args:
        assessment: the checked plan area.
        catalogue: the policy.
        package: the data it was checked against, which gives the zones as a whole and the surroundings. Without it
            the map shows the parts of zones inside the plan area, as long as the assessment still knows them.
        thema: id of a theme, for a map of this theme; `None`: the overview.
        opgave: id of an opgave, for a map of what belongs to it, with its claims and conflicts; goes before `thema`.

    Returns:
        `None` when there is nothing to draw: no usable plan area, or nothing known of where the zones are.

    Raises:
        KeyError: the catalogue has no such opgave.
    """
    plan = assessment.plan.geometrie
    if plan is None or plan.is_empty or assessment.plan.fout:
        return None
    reading = read(assessment, catalogue, shipped_texts())
    task = None if opgave is None else catalogue.opgaven[opgave]
    thema = None if task else thema
    wanted = _layers_of(reading, task) if task else _hit_layers(reading, thema)
    objects = [found for layer in wanted if (found := objects_of(layer, reading, package)) is not None]
    if wanted and not objects:
        return None
    return _Composer(reading, package, thema, objects, task).content()


def themes_on_map(assessment: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the themes that a map can be made of: those with a layer that is hit, in the order of the catalogue."""
    reading = read(assessment, catalogue, shipped_texts())
    return tuple(thema for thema in catalogue.themas if _hit_layers(reading, thema))


def _hit_layers(reading: Reading, thema: str | None) -> list[CatalogueLayer]:
    """Return the layers that are hit, or near enough to count."""
    hit = {row.laag for row in reading.assessment.lagen if row.uitkomst is Outcome.GERAAKT}
    near = {
        finding.laag
        for finding in reading.assessment.geldende_bevindingen
        if finding.afstand_m and finding.overlap_m2 == 0 and finding.objecten and finding.uitkomst is Outcome.GERAAKT
    }
    layers = (layer for layer in reading.catalogue.lagen.values() if layer.id in hit | near and not layer.kader)
    return [layer for layer in layers if thema is None or thema in (layer.thema, *layer.themas)]


def _layers_of(reading: Reading, opgave: Opgave) -> list[CatalogueLayer]:
    """Return the layers of an opgave that are hit, or near enough to count."""
    findings = _counting(reading)
    return [layer for layer in _hit_layers(reading, None) if is_of_opgave(layer, opgave, findings)]


def _counting(reading: Reading) -> list[FindingReading]:
    return [item for subject in reading.onderwerpen.values() for item in subject.geldend]


class _Composer:
    """Puts one map together."""

    def __init__(
        self,
        reading: Reading,
        package: PolicyPackage | None,
        thema: str | None,
        objects: Sequence[LayerObjects],
        opgave: Opgave | None = None,
    ) -> None:
        self._reading = reading
        self._writer = Writer(reading)
        self._package = package
        self._thema = thema
        self._opgave = opgave
        self._objects = objects
        self._plan = reading.assessment.plan.geometrie
        self._window = self._choose_window()
        self._drawn: set[str] = set()

    def content(self) -> MapContent:
        """Return the map."""
        classes = [item for objects in self._objects for item in self._classes(objects)]
        everywhere = [item for item in classes if not item.verboden and self._is_everywhere(item)]
        drawn = [item for item in classes if item not in everywhere]
        drawn, left_out = self._most_important(drawn)
        self._drawn = {item.laag for item in drawn}
        numbered = self._numbered(drawn)
        badges = [badge for item in numbered for badge in item.borden]
        frame = frame_of(self._package, self._window, self._plan, self._drawn, badges)
        return MapContent(
            id=f"opgave-{self._opgave.id}" if self._opgave else self._thema or OVERVIEW,
            titel=self._title(),
            gebied=self._reading.gebied,
            gemeente=notation.listing(self._writer.municipalities()),
            venster=self._window,
            plan=self._plan,
            klassen=tuple(numbered),
            overal=tuple(sorted(everywhere, key=lambda item: weight(item.oordeel))),
            kader=frame,
            opmerkingen=tuple(self._remarks(left_out, frame)),
            bron=self._source(),
            demonstratie=self._reading.assessment.pakket.demonstratie,
            woorden={name: self._writer.phrase(f"kaart.{name}") for name in _WORDS},
            naast=opgave_notes(self._writer, self._opgave) if self._opgave else (),
        )

    def _title(self) -> str:
        if self._opgave is not None:
            return self._writer.phrase("kaart.titel_opgave", opgave=self._opgave.naam)
        if not self._objects:
            return self._writer.phrase("kaart.titel_ligging")
        if self._thema is None:
            return self._writer.phrase("kaart.titel")
        return self._writer.phrase("kaart.titel_thema", thema=self._reading.catalogue.themas[self._thema].naam)

    def _choose_window(self) -> Window:
        hit = [objects.geometries[objects.geraakt] for objects in self._objects]
        zones = np.concatenate([*hit, np.empty(0, dtype=object)])
        near = [
            line
            for objects in self._objects
            for line in shapely.shortest_line(objects.geometries[objects.nabij], self._plan)
        ]
        return choose_window(self._plan, near, zones)

    # --- classes ------------------------------------------------------------------------------------------------------

    def _classes(self, objects: LayerObjects) -> Iterator[MapClass]:
        """Group the objects of a layer that are in view by how they look."""
        style = layer_style(objects.layer)
        inside, geometries = clip(objects, self._window)
        keys = np.array([objects.klasse(style, index) for index in inside], dtype=object)
        for key in dict.fromkeys(keys):
            mask = keys == key
            yield self._class(objects, style, str(key), inside[mask], geometries[mask])

    def _class(
        self, objects: LayerObjects, style: LayerStyle, key: str, members: np.ndarray, geometries: np.ndarray
    ) -> MapClass:
        layer = objects.layer
        findings = self._findings(objects, members)
        headline = self._headline(findings)
        hit = bool(np.any(objects.geraakt[members] | objects.nabij[members]))
        label = style.name(key)
        meaning = self._meaning(headline, near=not np.any(objects.geraakt[members]))
        return MapClass(
            laag=layer.id,
            klasse=key,
            naam=f"{layer.naam}: {label}" if label else layer.naam,
            toelichting=meaning if hit else self._writer.phrase("kaart.omgeving"),
            geraakt=hit,
            oordeel=headline.finding.oordeel if headline else None,
            verboden=headline is not None
            and headline.finding.oordeel is Verdict.VERBOD
            and not self._is_conditional(headline),
            look=style.look(key),
            soort=objects.soort,
            geometries=geometries,
            attributes={name: column[members] for name, column in objects.attributes.items()},
        )

    def _findings(self, objects: LayerObjects, members: np.ndarray) -> list[FindingReading]:
        """Return the findings that count and rest on one of these objects."""
        ids = {objects.ids[index] for index in members}
        return [
            item
            for subject in self._reading.onderwerpen.values()
            for item in subject.geldend
            if item.finding.laag == objects.layer.id
            and item.finding.uitkomst is Outcome.GERAAKT
            and ids.intersection(objects.ids_of(item.finding))
        ]

    def _headline(self, findings: Sequence[FindingReading]) -> FindingReading | None:
        """Return the finding that weighs most; policy for anything at all goes before policy for one activity."""
        return min(
            findings,
            key=lambda item: (self._is_conditional(item), weight(item.finding.oordeel)),
            default=None,
        )

    def _is_conditional(self, item: FindingReading) -> bool:
        return self._reading.assessment.plan.ingreep.is_strategic and item.is_conditional

    def _meaning(self, headline: FindingReading | None, *, near: bool) -> str:
        if headline is None:
            return self._writer.phrase("kaart.zonder_regel")
        word = self._writer.verdict_word(headline)
        if self._is_conditional(headline):
            word = self._writer.phrase("kaart.voorwaardelijk", oordeel=word)
        if near and headline.finding.afstand_m:
            distance = notation.distance(headline.finding.afstand_m)
            word = self._writer.phrase("kaart.nabij", oordeel=word, afstand=distance)
        return word

    def _is_everywhere(self, item: MapClass) -> bool:
        box = self._window.box
        # Most classes are out of the question without adding up what overlaps.
        if item.soort != "vlak" or np.sum(shapely.area(item.geometries)) < _WHOLE_MAP * box.area:
            return False
        if (
            len(np.unique(shapely.STRtree(item.geometries).query(self._samples(), predicate="intersects")[0]))
            < _SAMPLES
        ):
            return False
        covered = shapely.area(shapely.union_all(item.geometries))
        return bool(covered >= _WHOLE_MAP * box.area)

    def _samples(self) -> np.ndarray:
        """Return points all over the map. Shape (n,)."""
        window, side = self._window, math.isqrt(_SAMPLES)
        columns = np.linspace(window.west, window.east, side)
        rows = np.linspace(window.south, window.north, side)
        points: np.ndarray = shapely.points(np.repeat(columns, side), np.tile(rows, side))
        return points

    def _most_important(self, classes: Sequence[MapClass]) -> tuple[list[MapClass], list[MapClass]]:
        """Return the classes to draw, in the order of the legend, and those that do not fit on one map."""
        named = self._opgave.lagen if self._opgave else ()
        hit = sorted((item for item in classes if item.geraakt), key=lambda item: weight(item.oordeel))
        hit.sort(key=lambda item: bool(named) and item.laag not in named)
        kept = hit[:_MOST_CLASSES] if self._thema is None else hit
        layers = {item.laag for item in kept}
        around = [item for item in classes if not item.geraakt and item.laag in layers]
        room = max(0, _MOST_CLASSES - len(kept)) if self._thema is None else len(around)
        return [*kept, *around[:room]], [*hit[len(kept) :], *around[room:]]

    def _numbered(self, classes: Sequence[MapClass]) -> list[MapClass]:
        places = place_badges([(item.soort, item.geometries) for item in classes], self._window, self._plan)
        return [
            replace(item, nummer=number, borden=badges)
            for number, (item, badges) in enumerate(zip(classes, places), start=1)
        ]

    # --- words --------------------------------------------------------------------------------------------------------

    def _short_name(self, item: MapClass) -> str:
        """Return the layer where no class of it is drawn: long lists help nobody."""
        return item.naam if item.laag in self._drawn else self._reading.layer_name(item.laag)

    def _remarks(self, left_out: Sequence[MapClass], frame: Frame) -> Iterator[str]:
        say = self._writer.phrase
        if not self._objects:
            yield say("kaart.niets_opgave" if self._opgave else "kaart.niets")
        for key, hit in (("kaart.niet_getekend", True), ("kaart.omgeving_niet_getekend", False)):
            names = dict.fromkeys(self._short_name(item) for item in left_out if item.geraakt is hit)
            if names:
                yield say(key, lagen="; ".join(names))
        unknown = [
            row
            for row in self._reading.theme_layers
            if row.uitkomst in (Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST) and self._is_of_theme(row.laag)
        ]
        if unknown:
            yield say("kaart.onbekend", aantal=notation.count(len(unknown), "kaartlaag", "kaartlagen"))
        explained = {"kaart.bebouwd": frame.bebouwd, "kaart.grenzen": frame.grenzen}
        said = " ".join(say(key) for key, shape in explained.items() if shape is not None)
        if said:
            yield said

    def _is_of_theme(self, layer_id: str) -> bool:
        layer = self._reading.layer(layer_id)
        if self._opgave is not None:
            return layer is not None and (layer.id in self._opgave.lagen or layer.thema in self._opgave.themas)
        return self._thema is None or (layer is not None and self._thema in (layer.thema, *layer.themas))

    def _source(self) -> str:
        package = self._reading.assessment.pakket
        date = notation.date(package.peildatum) if package.peildatum else self._writer.phrase("verantwoording.onbekend")
        said = self._writer.phrase(
            "kaart.bron", pakket=clean_name(package.naam), versie=clean_name(package.versie), datum=date
        )
        if package.demonstratie:
            said = f"{said} {self._writer.phrase('kaart.demonstratie')}"
        return said
