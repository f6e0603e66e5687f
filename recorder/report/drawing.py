"""The drawing library, kept behind one door: slow to load, and for one thread at a time."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from recorder.report.svg import Chart, clean_svg

Axes = Any
"""Matplotlib's axes; the library is loaded only when something is drawn."""

INK = "#1d1c1a"
PAPER = "#ffffff"
MUTED = "#625d55"
LINE = "#d8d3c8"
ACCENT = "#0f4f46"
SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 11.5,
    "text.color": INK,
    "hatch.linewidth": 0.9,
    "axes.edgecolor": LINE,
    "axes.labelcolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "axes.unicode_minus": False,
}
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide a drawing is, and what fits into it at letters of one size.

    Attributes:
        name: The class of the drawing on a page.
        width_in: Width in inches.
        label_length: Letters of a task's title.
        label_size: Size of these letters, in points.
        columns: Entries of a legend in one row.
    """

    name: str
    width_in: float
    label_length: int
    label_size: float
    columns: int


WIDE = Shape("wide", 5.6, 42, 11.5, 3)
NARROW = Shape("narrow", 3.8, 34, 10.5, 2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a chart is drawn on.

    Attributes:
        height_in: Height in inches.
        rows: Height in the drawing's own units.
        left_in: Inches that are kept for labels at the left.
        foot_in: Inches that are kept for the axis below.
    """

    height_in: float
    rows: float
    left_in: float = 0.08
    foot_in: float = 0.3


def draw(
    paint: Callable[[Axes, Shape], None],
    *,
    name: str,
    title: str,
    description: str,
    sheet: Callable[[Shape], Sheet],
) -> Chart:
    """Draw one chart of horizontal rows; the same arguments always give the same bytes.

    Args:
        paint: Puts the marks on axes whose y runs from the sheet's `rows` at the bottom to 0
            at the top, so that they fit into a shape.
        name: Letters, digits and hyphens; unique on the page.
        title: What the chart shows, for screen readers.
        description: What is to be seen, for screen readers.
        sheet: Answers the sheet for a shape.
    """
    wide, narrow = (
        clean_svg(
            _draw(paint, shape, sheet(shape), salt=name),
            name=name if shape is WIDE else f"{name}-{shape.name}",
            shape=shape.name,
            title=title,
            description=description,
        )
        for shape in (WIDE, NARROW)
    )
    return Chart(wide, narrow)


def _draw(paint: Callable[[Axes, Shape], None], shape: Shape, sheet: Sheet, *, salt: str) -> str:
    with _LOCK, _settings(salt):
        # Loading the library takes longer than the rest of the program: only when needed.
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=(shape.width_in, sheet.height_in))
        FigureCanvasSVG(figure)
        foot = sheet.foot_in / sheet.height_in
        left = sheet.left_in / shape.width_in
        axes = figure.add_axes((left, foot, 0.98 - left, 1 - foot))
        axes.set_ylim(sheet.rows, 0)
        axes.set_yticks([])
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        figure.patch.set_visible(False)
        axes.patch.set_visible(False)
        paint(axes, shape)
        file = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(file, format="svg", metadata=nothing)
    return file.getvalue()


@contextmanager
def _settings(name: str) -> Iterator[None]:
    from matplotlib import rc_context

    settings: Any = SETTINGS | {"svg.hashsalt": name}
    with rc_context(settings), warnings.catch_warnings():
        # Letters outside its own font only make its guess of their width rough.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
