"""The drawing library, kept behind one door: slow to load, and for one thread at a time."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from recorder.report.svg import Svg, clean_svg

Axes = Any
"""Matplotlib's axes; the library is loaded only when something is drawn."""

INK = "#1d1c1a"
PAPER = "#ffffff"
MUTED = "#625d55"
LINE = "#d8d3c8"
ACCENT = "#0f4f46"
WIDTH_IN = 5.6
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


def draw(
    paint: Callable[[Axes], None],
    *,
    name: str,
    title: str,
    description: str,
    height_in: float,
    rows: float,
    left: float = 0.02,
    foot_in: float = 0.3,
) -> Svg:
    """Draw one chart of horizontal rows; the same arguments always give the same bytes.

    Args:
        paint: Puts the marks on axes whose y runs from `rows` at the bottom to 0 at the top.
        name: Letters, digits and hyphens; unique on the page.
        title: What the chart shows, for screen readers.
        description: What is to be seen, for screen readers.
        height_in: Height in inches.
        rows: Height of the drawing in its own units.
        left: Share of the width that is kept for labels at the left.
        foot_in: Inches that are kept for the axis below.
    """
    with _LOCK, _settings(name):
        # Loading the library takes longer than the rest of the program: only when needed.
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDTH_IN, height_in))
        FigureCanvasSVG(figure)
        foot = foot_in / height_in
        axes = figure.add_axes((left, foot, 0.98 - left, 1 - foot))
        axes.set_ylim(rows, 0)
        axes.set_yticks([])
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        figure.patch.set_visible(False)
        axes.patch.set_visible(False)
        paint(axes)
        file = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(file, format="svg", metadata=nothing)
    return clean_svg(file.getvalue(), name=name, title=title, description=description)


@contextmanager
def _settings(name: str) -> Iterator[None]:
    from matplotlib import rc_context

    settings: Any = SETTINGS | {"svg.hashsalt": name}
    with rc_context(settings), warnings.catch_warnings():
        # Letters outside its own font only make its guess of their width rough.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
