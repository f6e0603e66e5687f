"""What is in a chart, as values: marks in the chart's own units, before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Literal

Colour = Literal[
    "ink", "paper", "muted", "rule", "sunken", "accent", "on-accent", "cross",
    "partial", "failed", "gave-up", "timed-out", "abandoned",
]  # fmt: skip
"""Names that the style sheet gives a colour for light, for dark and for paper."""

Marker = Literal["circle", "diamond", "cross"]


@dataclass(frozen=True, slots=True)
class Scale:
    """The horizontal axis, in the chart's units.

    Attributes:
        is_log: Equal steps multiply; both ends are above 0 then.
    """

    low: float
    high: float
    is_log: bool = False

    def place(self, x: float) -> float:
        """Answer where a value lies, 0 at the left end and 1 at the right."""
        if self.is_log:
            return log(x / self.low) / log(self.high / self.low)
        return (x - self.low) / (self.high - self.low)

    def at(self, place: float) -> float:
        """Answer the value at a place; outside 0 to 1 it lies beside the axis."""
        if self.is_log:
            return self.low * exp(place * log(self.high / self.low))
        return self.low + place * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; `y` counts down from 0 at the top, as in all marks."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    colour: Colour = "ink"
    width: float = 1.2
    is_dashed: bool = False
    alpha: float = 1


@dataclass(frozen=True, slots=True)
class Dots:
    """One marker at each point; a colour of None leaves it hollow or without an edge."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    marker: Marker = "circle"
    size: float = 6
    fill: Colour | None = None
    edge: Colour | None = "accent"


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape, its corners in order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fill: Colour
    edge: Colour | None = None
    hatch: str = ""
    alpha: float = 1


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; with a ground, what lies behind it does not shine through."""

    x: float
    y: float
    text: str
    colour: Colour = "ink"
    size: float = 11.5
    align: Literal["left", "center", "right"] = "left"
    is_bold: bool = False
    ground: Colour | None = None


Mark = Line | Dots | Area | Words


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
class Picture:
    """One drawing before it is drawn. Equal pictures make equal drawings.

    Attributes:
        rows: Height of the part above the axis, in the marks' vertical units.
        row_in: Inches for one of these units.
        left_in: Inches that are kept for labels at the left.
        foot_in: Inches that are kept for the axis below.
    """

    shape: Shape
    scale: Scale
    rows: float
    row_in: float
    marks: tuple[Mark, ...]
    left_in: float = 0.08
    foot_in: float = 0.3


def box(
    left: float,
    right: float,
    top: float,
    bottom: float,
    fill: Colour,
    *,
    edge: Colour | None = None,
    hatch: str = "",
    alpha: float = 1,
) -> Area:
    """Make an upright rectangle."""
    xs, ys = (left, right, right, left), (top, top, bottom, bottom)
    return Area(xs, ys, fill, edge, hatch, alpha)


def axis(
    ticks: Sequence[tuple[float, str]], scale: Scale, rows: float, row_in: float
) -> list[Mark]:
    """Make upright rules with their labels below, and the line that they stand on."""
    rules: list[Mark] = [Line((x, x), (0, rows), "rule", 0.7) for x, _ in ticks]
    base = Line((scale.low, scale.high), (rows, rows), "rule", 0.8)
    foot = rows + 0.15 / row_in
    labels = [Words(x, foot, words, "muted", align="center") for x, words in ticks]
    return [*rules, base, *labels]


def interval(
    y: float, at: float, ends: tuple[float, float] | None, marker: Marker = "circle"
) -> list[Mark]:
    """Make an estimate with its interval: a broad pale bar, and a mark on it."""
    mark = Dots((at,), (y,), marker, 9, "accent", "paper")
    if ends is None:
        return [mark]
    return [Line(ends, (y, y), "accent", 5, alpha=0.4), mark]
