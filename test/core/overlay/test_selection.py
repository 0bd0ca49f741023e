from __future__ import annotations

import pytest

from bodem_ondergrond.plugin.domain import LayerSelection
from bodem_ondergrond.plugin.overlay import select
from bodem_ondergrond.test.core.overlay.worlds import box, class_field, prepare


@pytest.fixture
def sites():
    fields = [class_field("waarde", "1", "2", "3"), class_field("type", "es", "voorde", verplicht=False)]
    attributes = {"waarde": [1, 2, 3, 3], "type": [None, "es", "voorde", "es"]}
    return prepare([box(200 * i) for i in range(4)], attributes=attributes, velden=fields)


@pytest.mark.parametrize(
    ("klasse", "klasse_niet", "expected"),
    [
        pytest.param({}, {}, [True, True, True, True], id="nothing-asked-is-everything"),
        pytest.param({"waarde": {"3"}}, {}, [False, False, True, True], id="one-class"),
        pytest.param({"waarde": {"1", "2"}}, {}, [True, True, False, False], id="either-class"),
        pytest.param({"waarde": {"3"}, "type": {"es"}}, {}, [False, False, False, True], id="both-fields"),
        pytest.param({"waarde": {"3"}}, {"type": {"voorde"}}, [False, False, False, True], id="except"),
        pytest.param({}, {"type": {"es"}}, [True, False, True, False], id="no-value-is-not-excluded"),
        pytest.param({"type": {"ES"}}, {}, [False, True, False, True], id="any-case"),
        pytest.param({"afwezig": {"x"}}, {}, [False, False, False, False], id="absent-field-never-matches"),
        pytest.param({}, {"afwezig": {"x"}}, [True, True, True, True], id="absent-field-never-excludes"),
    ],
)
def test_objects_are_selected_by_class(sites, klasse, klasse_niet, expected):
    selection = LayerSelection(
        "nnn",
        {name: frozenset(values) for name, values in klasse.items()},
        {name: frozenset(values) for name, values in klasse_niet.items()},
    )
    assert select(sites, selection).tolist() == expected
