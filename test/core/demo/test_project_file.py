"""The demonstration project as a file: fresh, without traces of a machine, nothing from the network."""

from __future__ import annotations

import re

import pytest

from bodem_ondergrond.tools import build_project
from bodem_ondergrond.tools.build_styles import read_layers

PROJECT = build_project.DEFAULT_FILE.read_text(encoding="utf-8")


def test_the_committed_project_is_what_the_builder_makes() -> None:
    assert build_project.project_document() == PROJECT


@pytest.mark.parametrize(
    "trace",
    ["saveUser", "saveDateTime", "/home/", "/work/", "/tmp/", "http://www", "https://", "<author>"],
)
def test_the_project_holds_no_trace_of_who_made_it_when_and_where(trace: str) -> None:
    assert trace not in PROJECT


def test_all_data_stand_beside_the_project() -> None:
    sources = re.findall(r"<datasource>([^<]*)</datasource>", PROJECT)
    assert len(sources) == len(read_layers())
    assert all(re.fullmatch(r"\./(demopakket|plangebieden)\.gpkg\|layername=\w+", source) for source in sources)


def test_policy_layers_are_read_only_and_the_plan_areas_can_be_edited() -> None:
    assert PROJECT.count('readOnly="1"') == len(read_layers()) - 1
    assert PROJECT.count('readOnly="0"') == 1
