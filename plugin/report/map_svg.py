"""The map of a plan area as a drawing of our own, where there is no QGIS to make one.

Every class of zones has a number, in the legend and on the map, so that it reads without colours too; where policy
forbids the plan, the zone is hatched. What is shown comes from `map_content`.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import shapely

from bodem_ondergrond.plugin.domain import Assessment, Catalogue, notation
from bodem_ondergrond.plugin.overlay import PolicyPackage
from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.paragraph.resources import environment
from bodem_ondergrond.plugin.report.map_content import MapClass, MapContent, map_content
from bodem_ondergrond.plugin.report.map_frame import PlaceName
from bodem_ondergrond.plugin.report.map_objects import only
from bodem_ondergrond.plugin.report.map_opgave import MapNote
from bodem_ondergrond.plugin.report.map_places import Badge
from bodem_ondergrond.plugin.report.map_shapes import (
    PER_MM,
    WIDTH,
    Form,
    Paper,
    area_forms,
    line_forms,
    rectangle,
    sample_forms,
    sign_form,
)
from bodem_ondergrond.plugin.report.map_styles import Look, hexadecimal
from bodem_ondergrond.plugin.report.map_window import WIDTH_MM, Window

_MAP_TOP, _BELOW_MAP, _STRIP, _ABOVE_FOOTER = 46.0, 12.0, 36.0, 16.0
_LINE, _ROW_GAP = 13.0, 4.0
_LOCATOR_WIDTH, _LOCATOR_HEIGHT, _LOCATOR_GAP, _LEAST_MARK = 87.0, 94.0, 14.0, 4.0
_SAMPLE_X, _SAMPLE_WIDTH, _SAMPLE_HEIGHT, _TEXT_X, _TEXT_MARGIN = 22.0, 26.0, 14.0, 55.0, 8.0
_BAR_X = 58.0
# Of text of 11 and of 10 units high and of bold text of 10, in the wider letters of the list that the drawing names.
_UNITS_PER_LETTER, _UNITS_PER_SMALL_LETTER, _UNITS_PER_BOLD_LETTER = 5.8, 5.3, 6.0
_LETTERS_IN_TITLE = 78
_LONGEST_BAR_MM = 45.0
_NOTE_LINE, _NOTE_GAP, _NOTE_INDENT, _BELOW_NOTES = 13.0, 7.0, 9.0, 8.0
_PLAN_COLOUR, _PLAN_WIDTH, _HALO, _HALO_WIDTH = "#000000", 2.6, "#ffffff", 6.0
_OUTSIDE, _BUILT_UP, _BORDER, _DRENTHE = "#e4e4e4", "#bdbdbd", "#6e6e6e", "#eef0f2"
# What a ban gets that has no hatch of its own in the table of looks.
_BAN_HATCH, _BAN_COLOUR = (45.0,), hexadecimal("vermiljoen")


def figure(
    assessment: Assessment,
    catalogue: Catalogue,
    package: PolicyPackage | None = None,
    thema: str | None = None,
    opgave: str | None = None,
) -> Figure | None:
    """Return the map of an assessment as a figure for a document; see `map_content` for when there is none."""
    content = map_content(assessment, catalogue, package, thema, opgave)
    return None if content is None else figure_of(content)


def figure_of(content: MapContent) -> Figure:
    """Draw a map."""
    drawing = _Drawing(content)
    svg = environment().get_template("kaart.svg.j2").render(drawing.context())
    return Figure(
        id=f"kaart-{content.id}",
        svg=svg.strip(),
        bijschrift=content.titel,
        beschrijving=content.description,
        breedte=WIDTH_MM,
        hoogte=drawing.height / PER_MM,
    )


def render_svg(
    assessment: Assessment, catalogue: Catalogue, package: PolicyPackage | None = None, thema: str | None = None
) -> str:
    """Return the map as a self-contained SVG drawing; empty when there is nothing to draw."""
    drawn = figure(assessment, catalogue, package, thema)
    return drawn.svg if drawn else ""


def effective_look(item: MapClass) -> Look:
    """Return how a class is drawn: as in the table, and hatched where it forbids the plan."""
    if item.verboden and not item.look.arcering and item.soort == "vlak":
        return replace(item.look, arcering=_BAN_HATCH, rand=_BAN_COLOUR)
    return item.look


def bar_length(window: Window) -> float:
    """Return a round length in m for the scale bar, at most 45 mm on paper."""
    most = window.metres(_LONGEST_BAR_MM)
    power = 10 ** math.floor(math.log10(most))
    return float(next(step * power for step in (5, 4, 2, 1) if step * power <= most))


class _Drawing:
    """Places everything; the template only writes it down."""

    def __init__(self, content: MapContent) -> None:
        self._content = content
        self._window = content.venster
        self._paper = Paper(self._window.west, self._window.north, WIDTH / self._window.breedte_m, top=_MAP_TOP)
        self._map_height = self._window.hoogte_mm * PER_MM
        self._strip_top = _MAP_TOP + self._map_height + _BELOW_MAP
        self._notes, notes_height = self._place_notes()
        self._legend_top = self._strip_top + _STRIP + notes_height
        self._has_locator = content.kader.drenthe is not None
        self._legend, legend_height = self._place_legend()
        least = _LOCATOR_HEIGHT if self._has_locator else 0.0
        self._footer_top = self._legend_top + max(legend_height, least) + _ABOVE_FOOTER
        self._footer = list(self._footer_lines())
        self.height = math.ceil(self._footer_top + _LINE * len(self._footer) - _LINE / 2)

    def context(self) -> dict[str, object]:
        content = self._content
        return {
            "breedte": int(WIDTH),
            "hoogte": self.height,
            "titel": f"{content.titel}: {content.gebied}",
            "beschrijving": content.description,
            "kop": list(self._head()),
            "kaart": {"boven": _MAP_TOP, "hoogte": round(self._map_height, 1)},
            "vormen": list(self._forms()),
            "namen": [self._name(name) for name in content.kader.namen],
            "borden": [{**self._at(badge), "nummer": item.nummer} for item in content.klassen for badge in item.borden],
            "noordpijl": self._arrow(),
            "schaalbalk": self._scale_bar(),
            "stelsel": content.woorden["stelsel"],
            "naast": self._notes,
            "legenda": self._legend,
            "ligging": list(self._locator()),
            "onderschrift": self._footer,
        }

    # --- the map ------------------------------------------------------------------------------------------------------

    def _forms(self) -> Iterator[Form]:
        """Give the shapes of the map from bottom to top."""
        frame, path = self._content.kader, self._paper.path
        if frame.bebouwd is not None:
            yield Form(path(frame.bebouwd), _BUILT_UP, 0.55)
        for item in sorted(self._content.klassen, key=lambda found: found.order):
            yield from self._class(item)
        if frame.buiten is not None:
            yield Form(path(frame.buiten), _OUTSIDE, 0.85)
        if frame.grenzen is not None:
            yield Form(path(frame.grenzen), lijn=_BORDER, dikte=1.0, streep="5 3")
        if frame.provincie is not None:
            yield Form(path(frame.provincie), lijn=_BORDER, dikte=2.4)
        outline = path(self._in_view(shapely.boundary(self._content.plan)))
        yield Form(outline, lijn=_HALO, dikte=_HALO_WIDTH)
        yield Form(outline, lijn=_PLAN_COLOUR, dikte=_PLAN_WIDTH)

    def _class(self, item: MapClass) -> Iterator[Form]:
        look = effective_look(item)
        if item.soort == "punt":
            for point in shapely.get_parts(item.geometries):
                yield sign_form(*self._paper.place(point.x, point.y), look)
            return
        # As one: what overlaps is filled once, and a border that two objects share is no border of the class.
        whole = shapely.union_all(item.geometries)
        if item.soort == "lijn":
            yield from line_forms(self._paper.path(self._in_view(whole)), look)
            return
        # The shapes reach a little over the edge of the map, so that this edge is no part of the outline.
        visible, edge = only(self._in_view(whole), "vlak"), self._in_view(shapely.boundary(whole))
        yield from area_forms(self._paper, visible, edge, look, self._window.metres(look.afstand))

    def _in_view(self, shape: Any) -> Any:
        return shapely.intersection(shape, self._window.box)

    def _at(self, place: Badge) -> dict[str, Any]:
        x, y = self._paper.place(place.x, place.y)
        return {"x": round(x, 1), "y": round(y, 1)}

    def _name(self, name: PlaceName) -> dict[str, Any]:
        half = len(name.tekst) * _UNITS_PER_SMALL_LETTER / 2
        return {**self._at(name.plek), "tekst": name.tekst, "half": round(half, 1)}

    # --- beside the map -----------------------------------------------------------------------------------------------

    def _head(self) -> Iterator[dict[str, object]]:
        content = self._content
        place = f"{content.gebied} ({content.gemeente})" if content.gemeente else content.gebied
        shortened = textwrap.shorten(place, _LETTERS_IN_TITLE, placeholder="…")
        yield {"y": 18, "grootte": 15, "vet": True, "tekst": shortened}
        yield {"y": 36, "grootte": 12, "vet": False, "tekst": content.titel}

    def _arrow(self) -> dict[str, object]:
        x, y = 12.0, self._strip_top - 4
        return {
            "d": f"M{x} {y}L{x - 6} {y + 22}L{x} {y + 16}Z",
            "helft": f"M{x} {y}L{x + 6} {y + 22}L{x} {y + 16}Z",
            "x": x + 10,
            "y": y + 14,
        }

    def _scale_bar(self) -> dict[str, object]:
        length = bar_length(self._window)
        wide = length * self._paper.per
        return {
            "y": self._strip_top,
            "vakken": [
                {"x": round(_BAR_X + wide / 4 * part, 2), "breedte": round(wide / 4, 2), "vol": part % 2 == 0}
                for part in range(4)
            ],
            "strepen": [
                {"x": round(_BAR_X + wide * share, 1), "tekst": _metres(length * share, length)}
                for share in (0.0, 0.5, 1.0)
            ],
        }

    def _locator(self) -> Iterator[Form]:
        """Give Drenthe as a whole, with the place of the map in it."""
        if not self._has_locator:
            return
        drenthe = self._content.kader.drenthe
        west, south, east, north = drenthe.bounds
        per = min(_LOCATOR_WIDTH / (east - west), _LOCATOR_HEIGHT / (north - south))
        paper = Paper(west, north, per, WIDTH - 2 - (east - west) * per, self._legend_top)
        yield Form(paper.path(drenthe), _DRENTHE, lijn=_BORDER, dikte=0.8)
        middle = self._window.box.centroid
        x, y = paper.place(middle.x, middle.y)
        wide, high = (max(size * per, 2 * _LEAST_MARK) for size in (self._window.breedte_m, self._window.hoogte_m))
        yield Form(rectangle(x - wide / 2, y - high / 2, wide, high), lijn=_PLAN_COLOUR, dikte=2)

    # --- words --------------------------------------------------------------------------------------------------------

    def _place_notes(self) -> tuple[list[dict[str, object]], float]:
        """Return the lines beside the map in two columns, claims beside what they meet, and the height of both."""
        notes = self._content.naast
        width = WIDTH / 2
        letters = int((width - _NOTE_INDENT - _TEXT_MARGIN) / _UNITS_PER_LETTER)
        placed: list[dict[str, object]] = []
        top = self._strip_top + _STRIP
        y = top
        for start in range(0, len(notes), 2):
            ends = []
            for column, note in enumerate(notes[start : start + 2]):
                rows = list(_note_rows(note, 1 + column * width, y, letters))
                placed.extend(rows)
                ends.append(y + _NOTE_LINE * len({row["y"] for row in rows}) + _NOTE_GAP)
            y = max(ends)
        return placed, y - top + _BELOW_NOTES if notes else 0.0

    def _place_legend(self) -> tuple[list[dict[str, object]], float]:
        """Return the rows of the legend in two columns, and the height of the longest."""
        width = WIDTH - (_LOCATOR_WIDTH + _LOCATOR_GAP if self._has_locator else 0)
        rows = list(self._legend_rows(int((width / 2 - _TEXT_X - _TEXT_MARGIN) / _UNITS_PER_LETTER)))
        heights = [max(1, len(lines)) * _LINE + _ROW_GAP for _, _, lines in rows]
        first = _half(heights)
        placed: list[dict[str, object]] = []
        for column, chosen in enumerate((slice(0, first), slice(first, None))):
            y = self._legend_top
            for row, height in zip(rows[chosen], heights[chosen]):
                placed.append(self._legend_row(1 + column * width / 2, y, *row))
                y += height
        return placed, max(sum(heights[:first]), sum(heights[first:]))

    def _legend_rows(self, letters: int) -> Iterator[tuple[int, Any, list[str]]]:
        """Give number, what the sample shows, and the words in lines."""
        content = self._content
        yield 0, "plangebied", [notation.sentence_case(content.woorden["plangebied"])]
        for item in content.klassen:
            yield item.nummer, item, textwrap.wrap(item.legend, letters, break_on_hyphens=False)
        if content.kader.buiten is not None:
            yield 0, "buiten", [notation.sentence_case(content.woorden["buiten_provincie"])]

    def _legend_row(self, x: float, y: float, number: int, subject: Any, lines: list[str]) -> dict[str, object]:
        return {
            "x": x,
            "y": round(y, 1),
            "nummer": number,
            "vormen": list(_sample(subject, x + _SAMPLE_X, y)),
            "tekst_x": x + _TEXT_X,
            "teksten": lines,
        }

    def _footer_lines(self) -> Iterator[dict[str, object]]:
        content = self._content
        texts = [(text, False) for text in content.opmerkingen] + [(content.bron, content.demonstratie)]
        if content.overal:
            texts[:0] = [(f"{content.woorden['overal']}:", True), (content.everywhere, False)]
        y = self._footer_top
        for text, bold in texts:
            letters = WIDTH / (_UNITS_PER_BOLD_LETTER if bold else _UNITS_PER_SMALL_LETTER)
            for line in textwrap.wrap(text, int(letters), break_on_hyphens=False):
                yield {"y": round(y, 1), "tekst": line, "vet": bold}
                y += _LINE


def _note_rows(note: MapNote, x: float, y: float, letters: int) -> Iterator[dict[str, object]]:
    """Give the heading and the lines of a note, each line as a point."""
    yield {"x": x, "y": round(y + 11, 1), "tekst": note.kop, "vet": True}
    for line in note.regels:
        for number, part in enumerate(textwrap.wrap(line, letters, break_on_hyphens=False)):
            y += _NOTE_LINE
            if number == 0:
                yield {"x": x, "y": round(y + 11, 1), "tekst": "•", "vet": False}
            yield {"x": x + _NOTE_INDENT, "y": round(y + 11, 1), "tekst": part, "vet": False}


def _sample(subject: Any, x: float, y: float) -> Iterator[Form]:
    """Give the sample of the plan area, of what lies outside Drenthe, or of a class."""
    if subject == "plangebied":
        yield Form(rectangle(x, y, _SAMPLE_WIDTH, _SAMPLE_HEIGHT), lijn=_PLAN_COLOUR, dikte=_PLAN_WIDTH)
    elif subject == "buiten":
        yield Form(rectangle(x, y, _SAMPLE_WIDTH, _SAMPLE_HEIGHT), _OUTSIDE, 0.85, _BORDER, 0.8)
    else:
        yield from sample_forms(effective_look(subject), subject.soort, x, y, _SAMPLE_WIDTH, _SAMPLE_HEIGHT)


def _half(heights: Sequence[float]) -> int:
    """Return how many rows the first of two columns takes, so that they are about as long."""
    total, used = sum(heights), 0.0
    for index, height in enumerate(heights):
        if used + height / 2 >= total / 2:
            return max(index, 1)
        used += height
    return len(heights)


def _metres(value: float, longest: float) -> str:
    if longest >= 1_000:
        return notation.quantity(value / 1_000, "km")
    return notation.quantity(value, "m")
