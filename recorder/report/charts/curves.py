"""By when everybody had succeeded: a curve of steps with its band."""

from collections.abc import Sequence
from itertools import pairwise

from recorder.report.charts.drawing import draw
from recorder.report.charts.pictures import (
    Area,
    Dots,
    Line,
    Mark,
    Picture,
    Scale,
    Shape,
    Words,
    axis,
)
from recorder.report.charts.svg import Chart
from recorder.report.tree import CurvePoint, TaskReport
from recorder.report.words import format_time

ROWS, ROW_IN, LEFT_IN = 4.5, 0.3, 0.72
TOP, HEIGHT = 0.35, 4.0
MOST_STEPS = 200
NICE_S = (
    *(0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800),
    *(3600, 7200, 14_400, 36_000, 86_400),
)
"""Steps between times on an axis that begins at nought, in seconds."""


def curve_chart(task: TaskReport) -> Chart | None:
    """Draw the share that had succeeded by each time; None when nobody has succeeded."""
    everybody = task.time.everybody
    if everybody is None or not everybody.curve:
        return None
    thinned = _thin(everybody.curve)
    end_s = max(everybody.limit_s, everybody.curve[-1].time_s)
    end_s *= 1.03
    scale = Scale(0, end_s)
    median = everybody.median.estimate.estimate

    def picture(shape: Shape) -> Picture:
        ticks = [(x, format_time(x) if x else "0") for x in _ticks(end_s, shape)]
        marks: list[Mark] = axis(ticks, scale, ROWS, ROW_IN)
        marks += _levels(scale)
        marks += [_band(thinned, end_s), _steps(thinned, end_s)]
        if median is not None:
            marks.append(Line((median, median), (_y(0.5), ROWS), "muted", 1.2, is_dashed=True))
            marks.append(Dots((median,), (_y(0.5),), "diamond", 9, "accent", "paper"))
        return Picture(shape, scale, ROWS, ROW_IN, tuple(marks), LEFT_IN)

    return draw(
        picture,
        name=f"curve-{task.number}",
        title=f"Share of everybody who had succeeded by a time: {task.title}",
        description=everybody.words,
        note=_tell_thinned(everybody.curve, thinned),
    )


def _thin(curve: Sequence[CurvePoint]) -> Sequence[CurvePoint]:
    every = -(-len(curve) // MOST_STEPS)
    return [*curve[: len(curve) - 1 : every], curve[-1]]


def _tell_thinned(curve: Sequence[CurvePoint], thinned: Sequence[CurvePoint]) -> str:
    if len(thinned) == len(curve):
        return ""
    return f"{len(curve)} successes: {len(thinned)} of its steps are drawn"


def _steps(curve: Sequence[CurvePoint], end_s: float) -> Line:
    xs, ys = [0.0], [_y(0)]
    for before, at in pairwise([None, *curve]):
        assert at is not None  # noqa: S101 - only the first is None
        xs += [at.time_s, at.time_s]
        ys += [_y(_share(before)), _y(_share(at))]
    return Line((*xs, end_s), (*ys, _y(_share(curve[-1]))), "accent", 2)


def _band(curve: Sequence[CurvePoint], end_s: float) -> Area:
    """Fill between the intervals of all points; before the first there is nothing to fill."""
    xs: list[float] = []
    lows: list[float] = []
    highs: list[float] = []
    for at, following in zip(curve, [*curve[1:], None], strict=True):
        ends = at.share.estimate.interval
        if ends is None:
            continue
        xs += [at.time_s, end_s if following is None else following.time_s]
        lows += [_y(ends.low)] * 2
        highs += [_y(ends.high)] * 2
    return Area((*xs, *reversed(xs)), (*lows, *reversed(highs)), "accent", alpha=0.16)


def _levels(scale: Scale) -> list[Mark]:
    marks: list[Mark] = []
    for share, words in ((0, "0 %"), (0.5, "50 %"), (1, "100 %")):
        marks.append(Line((scale.low, scale.high), (_y(share), _y(share)), "rule", 0.7))
        marks.append(Words(scale.at(-0.02), _y(share), words, "muted", align="right"))
    return marks


def _ticks(end_s: float, shape: Shape) -> list[float]:
    """Choose round times at equal steps, as many as have room."""
    most = int((shape.width_in - LEFT_IN) / 0.75)
    step = next((one for one in NICE_S if end_s / one <= most), end_s / most)
    # At the very end a label would be cut off.
    return [step * place for place in range(int(0.94 * end_s / step) + 1)]


def _share(point: CurvePoint | None) -> float:
    return 0.0 if point is None else point.share.estimate.estimate or 0.0


def _y(share: float) -> float:
    return TOP + HEIGHT * (1 - share)
