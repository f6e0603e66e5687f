"""How many chose each point of a scale."""

from recorder.report.charts.drawing import draw
from recorder.report.charts.pictures import (
    Mark,
    Picture,
    Scale,
    Shape,
    Words,
    box,
    interval,
)
from recorder.report.charts.svg import Chart
from recorder.report.tree import QuestionResult

ROW_IN, TOP, HEIGHT = 0.3, 1.7, 2.6
WIDTH = 0.8


def scale_chart(question: QuestionResult, *, name: str) -> Chart | None:
    """Draw a column for each point of a scale, and the mean with its interval above them.

    Returns:
        None when nobody has answered, and for what is no scale.
    """
    if question.kind != "scale" or not question.answered or question.figure is None:
        return None
    lowest = _number(question.counts[0].words)
    scale = Scale(lowest - 0.6, lowest + len(question.counts) - 0.4)

    def picture(shape: Shape) -> Picture:
        base = TOP + HEIGHT
        marks = [*_mean(question), *_columns(question, lowest, base, scale)]
        return Picture(shape, scale, base + 1.0, ROW_IN, tuple(marks), foot_in=0.02)

    return draw(
        picture,
        name=name,
        title=f"How many chose each point of the scale: {question.ask}",
        description=", ".join(f"{one.words}: {one.count}" for one in question.counts),
    )


def _mean(question: QuestionResult) -> list[Mark]:
    estimate = question.figure.estimate if question.figure else None
    if estimate is None or estimate.estimate is None:
        return []
    ends = (estimate.interval.low, estimate.interval.high) if estimate.interval else None
    return interval(0.5, estimate.estimate, ends, "diamond")


def _columns(question: QuestionResult, lowest: int, base: float, scale: Scale) -> list[Mark]:
    most = max(one.count for one in question.counts)
    marks: list[Mark] = []
    for place, one in enumerate(question.counts):
        x, height = lowest + place, HEIGHT * one.count / most
        if one.count:
            ends = x - WIDTH / 2, x + WIDTH / 2
            marks.append(box(*ends, base - height, base, "partial", edge="ink"))
            marks.append(Words(x, base - height - 0.4, str(one.count), align="center", size=10.5))
        marks.append(Words(x, base + 0.5, str(x), "muted", align="center"))
    left, right = scale.low, scale.high
    return [box(left, right, base, base + 0.03, "muted"), *marks]


def _number(words: str) -> int:
    """Read the point at the beginning of an answer's words: `1 (Very difficult)`."""
    return int(words.split(" ", 1)[0])
