"""The drawing library, kept behind one door: slow to load, and for one thread at a time."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from recorder.report.charts.pictures import Area, Colour, Dots, Line, Mark, Picture, Words
from recorder.report.charts.svg import COLOURS

MARKERS = {"circle": "o", "diamond": "D", "cross": "x"}
SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    # What the ids inside one drawing start from; the page puts the drawing's name in front.
    "svg.hashsalt": "chart",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "hatch.linewidth": 0.9,
}
_LOCK = Lock()


def render(picture: Picture) -> str:
    """Draw a picture as an SVG file; equal pictures give the same bytes."""
    with _LOCK, _settings():
        # Loading the library takes longer than the rest of the program: only when needed.
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        height_in = picture.rows * picture.row_in + picture.foot_in
        figure = Figure(figsize=(picture.shape.width_in, height_in))
        figure.patch.set_visible(False)
        canvas: Any = FigureCanvasSVG(figure)
        for mark in picture.marks:
            figure.add_artist(_artist(mark, picture), clip=False)
        file = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        canvas.print_svg(file, metadata=nothing)
    return file.getvalue()


def _artist(mark: Mark, picture: Picture) -> Any:
    match mark:
        case Line():
            return _line(mark, picture)
        case Dots():
            return _dots(mark, picture)
        case Area():
            return _area(mark, picture)
        case Words():
            return _words(mark, picture)


def _line(mark: Line, picture: Picture) -> Any:
    from matplotlib.lines import Line2D

    return Line2D(
        *_place(mark.xs, mark.ys, picture),
        color=COLOURS[mark.colour],
        linewidth=mark.width,
        linestyle=(0, (4, 3)) if mark.is_dashed else "-",
        alpha=None if mark.alpha == 1 else mark.alpha,
        solid_capstyle="butt",
    )


def _dots(mark: Dots, picture: Picture) -> Any:
    from matplotlib.lines import Line2D

    return Line2D(
        *_place(mark.xs, mark.ys, picture),
        linestyle="none",
        marker=MARKERS[mark.marker],
        markersize=mark.size,
        markerfacecolor=_colour(mark.fill),
        markeredgecolor=_colour(mark.edge),
        markeredgewidth=1.3,
    )


def _area(mark: Area, picture: Picture) -> Any:
    from matplotlib.patches import Polygon

    xs, ys = _place(mark.xs, mark.ys, picture)
    return Polygon(
        list(zip(xs, ys, strict=True)),
        facecolor=_colour(mark.fill),
        edgecolor=_colour(mark.edge),
        linewidth=0.6 if mark.edge else 0,
        hatch=mark.hatch or None,
        alpha=None if mark.alpha == 1 else mark.alpha,
    )


def _words(mark: Words, picture: Picture) -> Any:
    from matplotlib.text import Text

    (x,), (y,) = _place((mark.x,), (mark.y,), picture)
    ground = {"boxstyle": "square,pad=0.12", "fc": _colour(mark.ground), "ec": "none"}
    return Text(
        x,
        y,
        mark.text,
        color=COLOURS[mark.colour],
        fontsize=mark.size,
        fontweight="bold" if mark.is_bold else "normal",
        horizontalalignment=mark.align,
        verticalalignment="center",
        bbox=ground if mark.ground else None,
    )


def _place(
    xs: tuple[float, ...], ys: tuple[float, ...], picture: Picture
) -> tuple[list[float], list[float]]:
    """Turn a chart's units into shares of the drawing, from its bottom left corner."""
    left = picture.left_in / picture.shape.width_in
    width = 0.98 - left
    height_in = picture.rows * picture.row_in + picture.foot_in
    down = picture.row_in / height_in
    return [left + width * picture.scale.place(x) for x in xs], [1 - down * y for y in ys]


def _colour(name: Colour | None) -> str:
    return COLOURS[name] if name else "none"


@contextmanager
def _settings() -> Iterator[None]:
    from matplotlib import rc_context

    with rc_context(_undo_taste() | SETTINGS), warnings.catch_warnings():
        # Letters outside its own font only make its guess of their width rough.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


@cache
def _undo_taste() -> dict[Any, Any]:
    """List what somebody's own `matplotlibrc` changed, with the value that the library has.

    A report is the same on every machine, however its owner likes drawings.
    """
    from matplotlib import rcParams, rcParamsDefault

    # Asking for the backend would choose one; a report draws without.
    names = [name for name in rcParamsDefault if not name.startswith("backend")]
    return {
        name: rcParamsDefault[name] for name in names if rcParams[name] != rcParamsDefault[name]
    }
