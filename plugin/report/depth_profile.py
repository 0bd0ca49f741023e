"""The depth profile: the subsurface under the plan area, from 30 cm to 5 km on one scale.

Every claim on the ground is a bar with a number, a sign for its verdict and a hatching of its own, and a line in words
below the drawing: it reads without colours too. What has no depth is named, not drawn.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, DepthRange, Outcome, Verdict, notation
from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.paragraph.reading import FindingReading, Reading, depth_of, read, weight
from bodem_ondergrond.plugin.paragraph.resources import environment
from bodem_ondergrond.plugin.paragraph.statements import inside
from bodem_ondergrond.plugin.paragraph.texts import Subject, shipped_texts
from bodem_ondergrond.plugin.paragraph.writer import Writer

DEEPEST_M = 5_000.0
# The scale is logarithmic with a linear start, so that 30 cm and 5 km both have room.
_LINEAR_M = 0.3
_TICKS_M = (0.3, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000)
_TOP, _LINE = 44.0, 15.0
# Of the legend: where numbers, signs and words begin.
_NUMBER_X, _SIGN_X, _WORDS_X = 10, 27, 42
_WIDEST_BAR = 46.0
_SIGN_DROP = 16.0


@dataclass(frozen=True)
class Layout:
    """Sizes of a drawing, in units of its own.

    Attributes:
        links: room for the scale; `rechts`: room for the words of the works, `None` puts these under the drawing.
        namen: room for the names of the layers of the ground.
        letters: that fit on a line under the drawing.
        balken: most bars that are drawn; the others are named.
    """

    breedte: float
    hoogte: float
    links: float
    rechts: float | None
    namen: float
    letters: int
    balken: int


# The width of a page of A4 between its margins, and the width of a panel; letters have the same size in both.
PAGE = Layout(breedte=720.0, hoogte=400.0, links=62.0, rechts=130.0, namen=128.0, letters=112, balken=14)
PANEL = Layout(breedte=360.0, hoogte=230.0, links=62.0, rechts=None, namen=130.0, letters=50, balken=7)
_MM_PER_UNIT = 174.0 / PAGE.breedte
_MARGIN = 8.0


@dataclass(frozen=True)
class _Look:
    """Fill and hatching of a verdict: spacing in units, directions as (dx, dy); distinct in black and white."""

    kleur: str
    lijnkleur: str
    afstand: float
    richtingen: tuple[tuple[int, int], ...]
    lijndikte: float = 1.0


_LOOKS = {
    Verdict.VERBOD: _Look("#8e0b1e", "#ffffff", 7, ((1, 1), (1, -1)), 1.4),
    Verdict.NEE_TENZIJ: _Look("#e8825a", "#5a1500", 6, ((1, 1),), 1.4),
    Verdict.ONDERZOEK: _Look("#fbd3bd", "#7a3a10", 6, ((1, 0),), 1.1),
    Verdict.JA_MITS: _Look("#f7e08a", "#6b5600", 11, ((1, -1),)),
    Verdict.AANDACHT: _Look("#dcdcdc", "#707070", 9, ((0, 1),), 0.8),
    Verdict.KANS: _Look("#a9dcc0", "#0b5a34", 12, ((1, 0), (0, 1)), 0.8),
    Verdict.GEEN_BELEMMERING: _Look("#ffffff", "#ffffff", 0, ()),
}


@dataclass(frozen=True)
class Claim:
    """What a subject claims in a depth range, with its verdict; `zinnen` is its line in words."""

    onderwerp: Subject
    titels: tuple[str, ...]
    oordeel: Verdict
    woord: str
    diepte: DepthRange
    indicatief: bool

    @property
    def words(self) -> str:
        """The claim as a line of the legend."""
        depth = notation.depth_range(self.diepte.van_m, self.diepte.tot_m)
        about = " (indicatie)" if self.indicatief else ""
        return f"{self.onderwerp.kop}: {notation.listing(map(inside, self.titels))}; {self.woord}, {depth}{about}"


def figure(assessment: Assessment, catalogue: Catalogue, layout: Layout = PAGE) -> Figure:
    """Return the depth profile of an assessment as a figure for a document, or for a narrow panel."""
    reading = read(assessment, catalogue, shipped_texts())
    writer = Writer(reading)
    claims = claims_of(reading)
    drawing = _Drawing(reading, writer, claims, layout)
    svg = environment().get_template("diepteprofiel.svg.j2").render(drawing.context())
    return Figure(
        id="diepteprofiel",
        svg=svg.strip(),
        bijschrift=writer.phrase("profiel.titel"),
        beschrijving=drawing.description(),
        breedte=layout.breedte * _MM_PER_UNIT,
        hoogte=drawing.height * _MM_PER_UNIT,
    )


def render_svg(assessment: Assessment, catalogue: Catalogue) -> str:
    """Return the depth profile as a self-contained SVG drawing."""
    return figure(assessment, catalogue).svg


def claims_of(reading: Reading) -> tuple[Claim, ...]:
    """Return the claims on the ground, from top to bottom and heaviest first; equal ones of a subject together."""
    found: dict[tuple[str, Verdict, DepthRange], list[FindingReading]] = {}
    for subject in reading.onderwerpen.values():
        for item in subject.geldend:
            depth = _drawn_depth(item, subject.subject)
            if depth is not None:
                found.setdefault((subject.subject.id, item.finding.oordeel, depth), []).append(item)
    claims = (_claim(reading, *key, items) for key, items in found.items())
    return tuple(sorted(claims, key=lambda claim: (claim.diepte.van_m, weight(claim.oordeel))))


def _drawn_depth(item: FindingReading, subject: Subject) -> DepthRange | None:
    """Return the depth to draw; a rule without a map has no place in the ground unless it gives one."""
    return depth_of(item, subject) if item.finding.laag else item.finding.diepte


def _claim(
    reading: Reading, subject_id: str, verdict: Verdict, depth: DepthRange, items: Sequence[FindingReading]
) -> Claim:
    return Claim(
        onderwerp=reading.onderwerpen[subject_id].subject,
        titels=tuple(dict.fromkeys(item.titel for item in items)),
        oordeel=verdict,
        woord=Writer(reading).verdict_word(items[0]),
        diepte=depth,
        indicatief=any(_is_indicative(reading, item) for item in items),
    )


def _is_indicative(reading: Reading, item: FindingReading) -> bool:
    """Whether the depth is not the policy's own: an indication of the layer, or the usual depth of the subject."""
    layer = reading.layer(item.finding.laag or "")
    if item.finding.diepte is None:
        return True
    return layer is not None and layer.diepte == item.finding.diepte and layer.diepte_indicatief


def position(depth_m: float) -> float:
    """Return where a depth stands on the scale: 0 at ground level, 1 at 5 km."""
    depth = min(max(depth_m, 0.0), DEEPEST_M)
    return math.log1p(depth / _LINEAR_M) / math.log1p(DEEPEST_M / _LINEAR_M)


def hatching(x: float, y: float, width: float, height: float, look: _Look) -> str:
    """Return the hatching of a rectangle as path data, cut off at its sides: not every renderer can clip."""
    parts = []
    for dx, dy in look.richtingen:
        for x1, y1, x2, y2 in _strokes(width, height, look.afstand, dx, dy):
            parts.append(f"M{x + x1:.1f} {y + y1:.1f}L{x + x2:.1f} {y + y2:.1f}")
    return "".join(parts)


def _strokes(width: float, height: float, gap: float, dx: int, dy: int) -> Iterator[tuple[float, float, float, float]]:
    """Give parallel lines through a rectangle at (0, 0): horizontal, vertical or at 45 degrees."""
    if dy == 0:
        yield from ((0.0, at, width, at) for at in _steps(gap, height, gap))
    elif dx == 0:
        yield from ((at, 0.0, at, height) for at in _steps(gap, width, gap))
    else:
        for start in _steps(gap - height, width, gap):
            left, right = max(start, 0.0), min(start + height, width)
            if right - left < 1:
                continue
            top, bottom = left - start, right - start
            yield (left, top, right, bottom) if dy > 0 else (left, height - top, right, height - bottom)


def _steps(first: float, last: float, gap: float) -> Iterator[float]:
    count = max(0, math.ceil((last - first) / gap))
    return (first + index * gap for index in range(count))


@dataclass(frozen=True)
class _LegendLine:
    """A line under the drawing; the first of a claim has its number and sign, other first lines begin at the left."""

    tekst: str
    begint: bool
    vet: bool = False
    nummer: str = ""
    teken: str = ""


class _Drawing:
    """Places everything; the template only writes it down."""

    def __init__(self, reading: Reading, writer: Writer, claims: Sequence[Claim], layout: Layout) -> None:
        self._reading = reading
        self._writer = writer
        self._layout = layout
        # What weighs most is drawn, also when it lies deep; all of it from top to bottom.
        heaviest = sorted(range(len(claims)), key=lambda place: weight(claims[place].oordeel))[: layout.balken]
        self._claims = [claims[place] for place in sorted(heaviest)]
        self._left_out = [claim for place, claim in enumerate(claims) if place not in heaviest]
        self._right = layout.breedte - (_MARGIN if layout.rechts is None else layout.rechts)
        self._legend = list(self._legend_lines())
        self.height = _TOP + layout.hoogte + 22 + _LINE * len(self._legend)

    def context(self) -> dict[str, object]:
        return {
            "breedte": f"{self._layout.breedte:.0f}",
            "hoogte": f"{self.height:.0f}",
            "titel": self._writer.phrase("profiel.titel"),
            "beschrijving": self.description(),
            "woorden": {"maaiveld": self._writer.phrase("profiel.maaiveld")},
            "as_x": self._layout.links,
            "boven": _TOP,
            "rechts": self._right,
            "lagen": list(self._layers()),
            "strepen": [{"y": self._y(depth), "tekst": _tick(depth)} for depth in _TICKS_M],
            "balken": list(self._bars()),
            "ingrepen": list(self._works()),
            "legenda": self._legend_rows(),
        }

    def description(self) -> str:
        """Say in words what the drawing shows, for who cannot see it."""
        said = "; ".join(claim.words.replace("; ", ", ") for claim in self._claims)
        works = [words for _, words, _ in self._planned()]
        opening = f"{said}." if said else self._writer.phrase("profiel.leeg")
        return " ".join([opening, *(f"{notation.sentence_case(words)}." for words in works)])

    def _y(self, depth_m: float) -> float:
        return round(_TOP + position(depth_m) * self._layout.hoogte, 1)

    def _layers(self) -> Iterator[dict[str, object]]:
        names = self._writer.texts.ondergrond
        for layer in self._reading.catalogue.ondergrondlagen.values():
            if layer.diepte is None:
                continue
            top = self._y(layer.diepte.van_m)
            bottom = self._y(DEEPEST_M if layer.diepte.tot_m is None else layer.diepte.tot_m)
            yield {"boven": top, "hoogte": round(bottom - top, 1), "naam": names.get(layer.id, layer.naam)}

    def _bars(self) -> Iterator[dict[str, object]]:
        start = self._layout.links + self._layout.namen
        room = self._right - start - 24
        pitch = min(_WIDEST_BAR, room / max(1, len(self._claims)))
        width = round(pitch * 0.78, 1)
        for number, claim in enumerate(self._claims, start=1):
            x = round(start + (number - 1) * pitch, 1)
            top = self._y(claim.diepte.van_m)
            bottom = self._y(DEEPEST_M if claim.diepte.tot_m is None else claim.diepte.tot_m)
            height = round(max(bottom - top, 3.0), 1)
            look = _LOOKS[claim.oordeel]
            yield {
                "x": x,
                "y": top,
                "breedte": width,
                "hoogte": height,
                "midden": round(x + width / 2, 1),
                "nummer": number,
                "teken": self._writer.texts.oordelen[claim.oordeel].teken,
                "teken_y": round(top + min(_SIGN_DROP, height / 2 + 4), 1),
                "kleur": look.kleur,
                "lijnkleur": look.lijnkleur,
                "lijndikte": look.lijndikte,
                "arcering": hatching(x, top, width, height, look),
                "indicatief": claim.indicatief,
            }

    def _planned(self) -> Iterator[tuple[float, str, float]]:
        """Give depth, words and width of what the planner wants to do in the ground."""
        works = self._reading.assessment.plan.ingreep
        if works.diepte_cm:
            metres = works.diepte_cm / 100
            yield metres, self._writer.phrase("profiel.ingreep", diepte=_depth_words(metres)), 16.0
        if works.boordiepte_m:
            depth = _depth_words(works.boordiepte_m)
            yield works.boordiepte_m, self._writer.phrase("profiel.boring", diepte=depth), 5.0

    def _works(self) -> Iterator[dict[str, object]]:
        previous = -_LINE
        for depth, words, width in self._planned():
            y = self._y(depth)
            text_y = max(y + 4, previous + _LINE)
            previous = text_y
            yield {
                "x": self._right - 12 - width / 2,
                "breedte": width,
                "y": y,
                "tekst": words if self._layout.rechts is not None else "",
                "tekst_y": round(text_y, 1),
                "dekking": 0.55 if width > 10 else 1,
            }

    def _legend_lines(self) -> Iterator[_LegendLine]:
        for number, claim in enumerate(self._claims, start=1):
            first, *others = self._wrapped(claim.words)
            sign = self._writer.texts.oordelen[claim.oordeel].teken
            yield replace(first, nummer=str(number), teken=sign, begint=False)
            yield from others
        if self._layout.rechts is None:
            for _, words, _ in self._planned():
                yield from self._wrapped(notation.sentence_case(words))
        yield from self._remarks()

    def _remarks(self) -> Iterator[_LegendLine]:
        """Give what to know about the drawing, and what it cannot show."""
        if not self._claims:
            yield from self._wrapped(self._writer.phrase("profiel.leeg"))
        if any(claim.indicatief for claim in self._claims):
            yield from self._wrapped(self._writer.phrase("profiel.indicatie"))
        if self._left_out:
            names = notation.listing(dict.fromkeys(claim.onderwerp.naam for claim in self._left_out))
            yield from self._wrapped(self._writer.phrase("profiel.niet_getekend", onderwerpen=names))
        surface = self._without_depth()
        if surface:
            named = notation.listing(surface)
            yield from self._wrapped(self._writer.phrase("profiel.zonder_diepte", onderwerpen=named))
        unknown = sum(
            layer.uitkomst in (Outcome.GEEN_GEGEVENS, Outcome.NIET_GETOETST) for layer in self._reading.theme_layers
        )
        if unknown:
            how_many = notation.count(unknown, "kaartlaag", "kaartlagen")
            yield from self._wrapped(self._writer.phrase("profiel.onbekend", aantal=how_many))
        if self._reading.assessment.pakket.demonstratie:
            lines = self._wrapped(self._writer.phrase("melding.demonstratie"))
            yield from (replace(line, vet=True) for line in lines)

    def _wrapped(self, text: str) -> Iterator[_LegendLine]:
        for index, line in enumerate(textwrap.wrap(text, self._layout.letters, break_on_hyphens=False)):
            yield _LegendLine(line, begint=index == 0)

    def _without_depth(self) -> list[str]:
        return [
            subject.subject.naam
            for subject in self._reading.onderwerpen.values()
            if any(_drawn_depth(item, subject.subject) is None for item in subject.geldend)
        ]

    def _legend_rows(self) -> list[dict[str, object]]:
        top = _TOP + self._layout.hoogte + 26
        rows: list[dict[str, object]] = []
        for index, line in enumerate(self._legend):
            start = _NUMBER_X if line.begint else _WORDS_X
            columns = ((_NUMBER_X, line.nummer), (_SIGN_X, line.teken), (start, line.tekst))
            y = round(top + _LINE * index, 1)
            rows += [{"x": x, "y": y, "tekst": text, "vet": line.vet} for x, text in columns if text]
        return rows


def _tick(metres: float) -> str:
    if metres < 1:
        return notation.quantity(metres * 100, "cm")
    return notation.quantity(metres / 1_000, "km") if metres >= 1_000 else notation.quantity(metres, "m")


def _depth_words(metres: float) -> str:
    return notation.quantity(metres * 100, "cm") if metres < 1 else notation.quantity(metres, "m")
