"""A picture as a figure of a document: an SVG drawing with the picture inside, so that every format takes it."""

from __future__ import annotations

import base64

from bodem_ondergrond.plugin.paragraph.model import Figure
from bodem_ondergrond.plugin.paragraph.resources import environment


def picture_figure(
    figure_id: str, png: bytes, size: tuple[int, int], width_mm: float, caption: str, description: str
) -> Figure:
    """Wrap a PNG.

    Args:
        figure_id: id of the figure.
        png: the picture.
        size: its width and height in pixels.
        width_mm: how wide it is on paper.
        caption: what stands below it.
        description: the picture in words, for who cannot see it.
    """
    width, height = size
    svg = (
        environment()
        .get_template("beeld.svg.j2")
        .render(
            breedte=width,
            hoogte=height,
            breedte_mm=round(width_mm, 1),
            hoogte_mm=round(width_mm * height / width, 1),
            titel=caption,
            beschrijving=description,
            beeld=base64.b64encode(png).decode("ascii"),
        )
    )
    return Figure(
        id=figure_id,
        svg=svg.strip(),
        bijschrift=caption,
        beschrijving=description,
        breedte=width_mm,
        hoogte=width_mm * height / width,
    )
