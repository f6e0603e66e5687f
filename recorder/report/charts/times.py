"""Every attempt's time on a log axis, with the typical time and its interval."""

from math import log10

from recorder.report.charts.crowds import NOTE, columns, count_columns, is_crowded
from recorder.report.charts.drawing import draw
from recorder.report.charts.pictures import (
    Colour,
    Dots,
    Line,
    Mark,
    Marker,
    Picture,
    Scale,
    Shape,
    Words,
    axis,
    interval,
)
from recorder.report.charts.svg import Chart
from recorder.report.charts.ticks import choose_ticks
from recorder.report.tree import TaskReport
from recorder.report.words import format_time

ROWS, ROW_IN, LEFT_IN = 2.0, 0.625, 1.12
TICK_IN = 0.62
"""What the label of a time on an axis takes, with the room around it."""
ROOM_FOR_GOAL = 0.2
"""Share of the axis that the word at a goal's line takes in a narrow drawing."""


def time_chart(task: TaskReport) -> Chart | None:
    """Draw every attempt's time; None when no attempt has one."""
    if not task.time.points:
        return None
    goals = [goal.goal for goal in task.benchmarks if goal.measure == "time_s"]
    scale = _scale(task, goals)

    def picture(shape: Shape) -> Picture:
        room = TICK_IN / (shape.width_in - LEFT_IN)
        ticks = choose_ticks(scale.low, scale.high, room=room)
        marks = axis([(tick, format_time(tick)) for tick in ticks], scale, ROWS, ROW_IN)
        typical = task.time.figure.estimate.estimate
        for goal in goals:
            marks.append(Line((goal, goal), (0, ROWS), "muted", 1.2, is_dashed=True))
            marks.append(_goal_label(scale, goal, typical))
        marks += [*_typical(task, scale), *_attempts(task, scale)]
        return Picture(shape, scale, ROWS, ROW_IN, tuple(marks), LEFT_IN)

    return draw(
        picture,
        name=f"time-{task.number}",
        title=f"Time on task: {task.title}",
        description=task.time.text,
        note=NOTE if is_crowded(task.time.points) else "",
    )


def _scale(task: TaskReport, goals: list[float]) -> Scale:
    shown = [one.time_s for one in task.time.points] + goals
    ends = task.time.figure.estimate.interval
    if ends:
        shown += [ends.low, ends.high]
    low, high = min(shown), max(shown)
    margin = 10 ** max(0.04 * (log10(high) - log10(low)), 0.03)
    return Scale(low / margin, high * margin, is_log=True)


def _goal_label(scale: Scale, goal: float, typical: float | None) -> Words:
    """Write beside a goal's line: away from the typical time, and inside the drawing."""
    place = scale.place(goal)
    wants_left = typical is not None and goal < typical
    is_left = place > 1 - ROOM_FOR_GOAL or (wants_left and place > ROOM_FOR_GOAL)
    x = scale.at(place + (-0.012 if is_left else 0.012))
    return Words(x, 0.14, "goal", "muted", 10.5, "right" if is_left else "left")


def _typical(task: TaskReport, scale: Scale) -> list[Mark]:
    marks = [_beside(scale, 0.62, "typical")]
    estimate = task.time.figure.estimate
    if estimate.estimate is None:
        return marks
    ends = (estimate.interval.low, estimate.interval.high) if estimate.interval else None
    told = format_time(estimate.estimate)
    # A goal's line may cross the number.
    words = Words(estimate.estimate, 0.28, told, align="center", ground="paper")
    return [*marks, *interval(0.62, estimate.estimate, ends, "diamond"), words]


def _attempts(task: TaskReport, scale: Scale) -> list[Mark]:
    points = task.time.points
    done = sorted(one.time_s for one in points if one.is_success)
    others = sorted(one.time_s for one in points if not one.is_success)
    marks: list[Mark] = [_beside(scale, 1.2, "succeeded"), _beside(scale, 1.68, "did not")]
    if is_crowded(points):
        counts = [count_columns(times_s, scale) for times_s in (done, others)]
        most = max(max(one) for one in counts)
        marks += columns(counts[0], scale, 1.42, 0.5, most=most, fill="accent")
        return marks + columns(counts[1], scale, 1.96, 0.5, most=most, fill="cross")
    marks += _dots(done, 1.2, "circle", 6, "accent")
    return marks + _dots(others, 1.68, "cross", 5.5, "cross")


def _dots(times_s: list[float], y: float, marker: Marker, size: float, edge: Colour) -> list[Mark]:
    if not times_s:
        return []
    # Neighbours stand a little above or below each other, so that all are seen.
    ys = tuple(y + 0.13 * (place % 3 - 1) for place in range(len(times_s)))
    return [Dots(tuple(times_s), ys, marker, size, None, edge)]


def _beside(scale: Scale, y: float, words: str) -> Mark:
    return Words(scale.at(-0.02), y, words, "muted", align="right")
