"""Scores of a questionnaire: every participant's, their mean, and the grades behind them."""

from collections import Counter

from recorder.report.charts.crowds import NOTE, columns, count_columns, is_crowded
from recorder.report.charts.drawing import draw
from recorder.report.charts.pictures import (
    Colour,
    Dots,
    Mark,
    Picture,
    Scale,
    Shape,
    Words,
    axis,
    box,
    interval,
)
from recorder.report.charts.svg import Chart
from recorder.report.tree import ScoredQuestionnaire

ROW_IN = 0.6
GRADES = (0.0, 0.4)
"""Top and bottom of the bands of grades; without them all else moves up."""
LETTERS = (("F", 0.0), ("D", 51.7), ("C", 62.7), ("B", 72.6), ("A", 78.9))
"""Where the five letters begin, their plus and minus taken together."""


def score_chart(scored: ScoredQuestionnaire, *, place: str = "") -> Chart | None:
    """Draw scores from 0 to 100 with the mean and its interval; None without scores.

    A score that exists for the whole group only, such as the NPS, is told in words.

    Args:
        scored: The questionnaire.
        place: What tells it from the same questionnaire elsewhere on the page.
    """
    if not scored.scores or scored.low < 0:
        return None
    scale = Scale(scored.low - 0.04 * scored.high, 1.05 * scored.high)
    top = GRADES[1] if scored.standing else 0.0
    steps = [scored.low + (scored.high - scored.low) * part / 4 for part in range(5)]
    ticks = [(step, f"{step:g}") for step in steps]

    def picture(shape: Shape) -> Picture:
        rows = top + 1.75
        marks = axis(ticks, scale, rows, ROW_IN)
        marks += _grades() if scored.standing else []
        marks += [*_mean(scored, top + 0.45), *_scores(scored, scale, top + 1.62)]
        return Picture(shape, scale, rows, ROW_IN, tuple(marks))

    return draw(
        picture,
        name=f"score-{scored.instrument.replace('_', '-')}{place}",
        title=f"{scored.title}: every participant's score, and the mean with its interval",
        description=f"{scored.figure.text}.",
        note=NOTE if is_crowded(scored.scores) else "",
    )


def _grades() -> list[Mark]:
    marks: list[Mark] = []
    starts = [start for _, start in LETTERS]
    for (letter, low), high in zip(LETTERS, [*starts[1:], 100.0], strict=True):
        fill: Colour = "sunken" if letter in "FCA" else "paper"
        marks.append(box(low, high, *GRADES, fill, edge="rule"))
        middle = (low + high) / 2
        marks.append(Words(middle, sum(GRADES) / 2, letter, "muted", 10, "center"))
    return marks


def _mean(scored: ScoredQuestionnaire, y: float) -> list[Mark]:
    estimate = scored.figure.estimate
    if estimate.estimate is None:
        return []
    ends = (estimate.interval.low, estimate.interval.high) if estimate.interval else None
    return interval(y, estimate.estimate, ends, "diamond")


def _scores(scored: ScoredQuestionnaire, scale: Scale, base: float) -> list[Mark]:
    scores = sorted(score for _, score in scored.scores)
    if is_crowded(scores):
        counts = count_columns(scores, scale)
        return columns(counts, scale, base, 0.85, most=max(counts), fill="accent")
    same = Counter(scores)
    apart = min(0.17, 0.75 / max(max(same.values()) - 1, 1))
    xs, ys = [], []
    for score, count in same.items():
        xs += [score] * count
        ys += [base - 0.1 - apart * level for level in range(count)]
    return [Dots(tuple(xs), tuple(ys), "circle", 5, None, "ink")]
