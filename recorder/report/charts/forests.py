"""What differs between two sides: one row a task, the difference with its interval."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from recorder.report.charts.drawing import draw
from recorder.report.charts.pictures import (
    Line,
    Mark,
    Picture,
    Scale,
    Shape,
    Words,
    axis,
    interval,
)
from recorder.report.charts.shares import label
from recorder.report.charts.svg import Chart
from recorder.report.charts.ticks import choose_ratios
from recorder.report.tree import Comparison, Contrast

ROW_IN = 0.56
SHARES = [(-1.0, "-100"), (-0.5, "-50"), (0.0, "0"), (0.5, "+50"), (1.0, "+100")]
LONGEST_RATIO = 100.0
"""A ratio's interval is cut off here, and below at its inverse: it says nothing by then."""


def forest_chart(comparison: Comparison, measure: str, *, name: str) -> Chart | None:
    """Draw one measure of a comparison over the tasks; None where nothing was compared.

    Args:
        comparison: The two sides.
        measure: `completion` for differences of shares, `time` for ratios of times.
        name: Letters, digits and hyphens; unique on the page.
    """
    drawn = [
        (task.title, one)
        for task in comparison.tasks
        for one in task.contrasts
        if one.measure == measure and one.effect.estimate.estimate is not None
    ]
    if not drawn:
        return None
    scale, ticks, middle = _scale(measure, [one for _, one in drawn])

    def picture(shape: Shape) -> Picture:
        marks = axis(ticks, scale, len(drawn), ROW_IN)
        marks.append(Line((middle, middle), (0, len(drawn)), "ink", 1.2))
        for row, (title, one) in enumerate(drawn):
            marks += _row(row, title, one, scale, shape)
        return Picture(shape, scale, len(drawn), ROW_IN, tuple(marks))

    sides = f"{comparison.b.words} against {comparison.a.words}"
    return draw(
        picture,
        name=name,
        title=f"{drawn[0][1].title}: {sides}, with 95 % intervals",
        description=" ".join(f"{title}: {one.sentence}" for title, one in drawn),
    )


def _scale(
    measure: str, contrasts: Sequence[Contrast]
) -> tuple[Scale, list[tuple[float, str]], float]:
    if measure == "completion":
        return Scale(-1.15, 1.15), SHARES, 0.0
    ends = [end for one in contrasts for end in _ends(one) or (one.effect.estimate.estimate or 1,)]
    widest = max(max(end, 1 / end) for end in ends if end > 0)
    far = min(max(widest, 2.0), LONGEST_RATIO) * 1.1
    ratios = choose_ratios(far)
    return Scale(1 / far, far, is_log=True), ratios, 1.0


def _row(row: int, title: str, one: Contrast, scale: Scale, shape: Shape) -> list[Mark]:
    at = one.effect.estimate.estimate
    assert at is not None  # noqa: S101 - the others are not drawn
    ends = _ends(one)
    if ends:
        ends = (max(ends[0], scale.low), min(ends[1], scale.high))
    inside = min(max(at, scale.low), scale.high)
    words = f"{at:.2f}x" if scale.is_log else one.effect.head
    told = Words(scale.at(0.98), row + 0.3, words, align="right", is_bold=True, ground="paper")
    # A task's title ends where the effect begins.
    room = replace(shape, label_length=shape.label_length - len(words))
    named = label(row + 0.3, scale.at(0.02), title, room)
    return [named, told, *interval(row + 0.68, inside, ends)]


def _ends(one: Contrast) -> tuple[float, float] | None:
    ends = one.effect.estimate.interval
    if ends is None or not (isfinite(ends.low) and isfinite(ends.high)):
        return None
    return ends.low, ends.high
