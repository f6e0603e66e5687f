"""From a picture to a chart of a page, wide and narrow."""

from collections.abc import Callable
from functools import lru_cache

from recorder.report.charts.pictures import NARROW, WIDE, Picture, Shape
from recorder.report.charts.rendering import render
from recorder.report.charts.svg import Chart, Svg, clean_svg

KEPT = 1024
"""Drawings that are kept in each process: some ten reports of ten tasks, about 10 kB each."""


def draw(
    picture: Callable[[Shape], Picture],
    *,
    name: str,
    title: str,
    description: str,
    note: str = "",
) -> Chart:
    """Draw one chart; the same arguments always give the same bytes.

    Args:
        picture: Answers what is to be drawn in a shape.
        name: Letters, digits and hyphens; unique on the page.
        title: What the chart shows, for screen readers.
        description: What is to be seen, for screen readers.
        note: What a caption must add; "".
    """
    return Chart(
        wide=draw_once(picture(WIDE), name, title, description),
        narrow=draw_once(picture(NARROW), f"{name}-{NARROW.name}", title, description),
        note=note,
    )


@lru_cache(maxsize=KEPT)
def draw_once(picture: Picture, name: str, title: str, description: str) -> Svg:
    """Draw a picture, or answer what was drawn of the same picture and words before.

    Drawings are kept by everything that is in them and not by a study's name or a digest, so
    one study can never be shown what belongs to another.
    """
    drawn = render(picture)
    shape = picture.shape.name
    return clean_svg(drawn, name=name, shape=shape, title=title, description=description)
