"""The icons: one for each verdict, outcome and theme, told apart by shape and by colour."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import yaml

from bodem_ondergrond.plugin.domain import Outcome, Verdict

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "resources" / "icons"
THEMES = list(yaml.safe_load((ROOT / "resources" / "catalogue" / "themas.yaml").read_text("utf-8")))
NAMES = (
    ["bodem_ondergrond"]
    + [verdict.value for verdict in Verdict]
    + [outcome.value for outcome in Outcome]
    + [f"thema_{theme}" for theme in THEMES]
)

# How linear red, green and blue look with a missing kind of cone (Machado, Oliveira and Fernandes, 2009).
VISION = {
    "all": np.eye(3),
    "no-red": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "no-green": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "no-blue": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def colours(name: str) -> list[str]:
    return re.findall(r'"(#[0-9a-f]{6})"', (ICONS / f"{name}.svg").read_text("utf-8"))


def lab(colour: str, vision: np.ndarray) -> np.ndarray:
    """CIELAB of a colour as someone with this vision sees it."""
    channels = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(vision @ linear, 0, 1) / WHITE
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("name", NAMES)
def test_there_is_an_icon_that_scales(name):
    root = ElementTree.parse(ICONS / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 24 24"


def test_there_is_no_icon_that_nobody_asked_for():
    assert {path.stem for path in ICONS.glob("*.svg")} == set(NAMES)


def test_every_icon_has_its_own_shape():
    paint = re.compile("#[0-9a-f]{6}|<title>.*</title>")
    shapes = {paint.sub("", (ICONS / f"{name}.svg").read_text("utf-8")) for name in NAMES}
    assert len(shapes) == len(NAMES)


@pytest.mark.parametrize("vision", VISION)
def test_the_colours_of_the_verdicts_differ_in_any_kind_of_vision(vision):
    first_colours = {verdict.value: lab(colours(verdict.value)[0], VISION[vision]) for verdict in Verdict}
    too_close = [
        (one, other)
        for one, other in itertools.combinations(first_colours, 2)
        if np.linalg.norm(first_colours[one] - first_colours[other]) < 20
    ]
    assert too_close == []
