"""Length norms of the standard (1.4): a theme of the long text, and the block as a whole."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.paragraph import Kind, Length
from bodem_ondergrond.plugin.paragraph.blocks import word_count
from bodem_ondergrond.test.core.paragraph.test_golden import AREAS

# Words of a whole block with up to five touched themes; each further theme has the norm of a theme (1.4).
WHOLE = {Length.KORT: 400, Length.NORMAAL: 1_300, Length.UITGEBREID: 3_000}
THEME = {Length.KORT: 60, Length.NORMAAL: 160, Length.UITGEBREID: 350}
THEMES = 5
# An aspect without a hit stands in the motivering too, in one or two sentences; the norm counts four (1.4).
UNTOUCHED, COUNTED = 40, 4
# A municipality without a plan has all of the policy: docs/tekst.md says so.
PLANS = [name for key, name in AREAS.items() if key != "visie"]
# The short text of a heavy plan may be longer than the norm by this much: every matter that says no or asks for work
# keeps its conclusion, and the request of the province to the municipality stands whole (docs/tekst.md).
HEAVY = {Length.KORT: 1.35, Length.NORMAAL: 1.0, Length.UITGEBREID: 1.0}
LISTS = ("A6", "B5", "A8", "B6")


def words(section):
    return sum(word_count(part.blokken) for part in section.walk())


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("length", Length)
def test_whole_block_keeps_to_the_norm(demo_assessments, write, kind, length):
    for name in PLANS:
        document = write(demo_assessments[name], length, kind)
        body = [section for section in document.secties if section.id not in LISTS]
        aspects = [part for section in body for part in section.walk() if part.id.startswith(("A4-", "B3-"))]
        touched = len([part for part in write(demo_assessments[name], length).walk() if part.id.startswith("A4-")])
        more = THEME[length] * max(0, touched - THEMES) + UNTOUCHED * max(0, len(aspects) - touched - COUNTED)
        norm = WHOLE[length] + more
        assert sum(map(words, body)) <= norm * HEAVY[length], name


@pytest.mark.parametrize("kind", Kind)
def test_no_theme_of_the_long_text_is_longer_than_its_norm(demo_assessments, write, kind):
    for name in PLANS:
        document = write(demo_assessments[name], Length.UITGEBREID, kind)
        themes = [part for part in document.walk() if part.id.startswith(("A4-", "B3-"))]
        assert {part.id: words(part) for part in themes if words(part) > THEME[Length.UITGEBREID]} == {}, name


def test_general_policy_gives_way_to_what_decides(demo_assessments, write):
    """The heaviest theme keeps its sums, conditions and sources; ambitions stand where there is room."""
    document = write(demo_assessments[AREAS["hunebed"]], Length.UITGEBREID)
    headings = {
        name: {getattr(block, "kop", "") for block in document.section(f"A4-{name}").blokken}
        for name in ("archeologie", "landschap")
    }
    assert "Ambitie en doelen" not in headings["archeologie"]
    assert "Ambitie en doelen" in headings["landschap"]
    said = " ".join(
        sentence.tekst
        for block in document.section("A4-archeologie").blokken
        for sentence in getattr(block, "zinnen", ())
    )
    for needed in ("2.720\u00a0m²", "1.800\u00a0m²", "60\u00a0cm", "zwaarwegend maatschappelijk belang"):
        assert needed in said
