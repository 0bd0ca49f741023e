"""What the second reader asked for: each matter keeps its conclusion, its place and its own source."""

from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.paragraph import Kind
from bodem_ondergrond.test.core.paragraph.conftest import all_text


def test_landscape_cites_only_the_section_about_its_own_type(demo_assessments, write):
    document = write(demo_assessments["Vier woningen aan de Zuides, Borger"])
    places = {place.paragraaf for sentence in document.sentences() for place in sentence.bronnen}
    assert "4.2.1.1" in places
    assert not places & {"4.2.1.2", "4.2.1.3", "4.2.1.4", "4.2.1.5", "4.2.1.6"}


@pytest.mark.parametrize("kind", Kind)
def test_limit_of_zero_is_said_as_nothing_exempt(demo_assessments, write, kind):
    said = all_text(write(demo_assessments["Parkeerterrein Hunebedcentrum, Borger"], soort=kind))
    assert "Geen enkele oppervlakte is hier vrijgesteld." in said
    assert "grens van 0" not in said.replace("\u00a0", " ")
