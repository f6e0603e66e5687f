"""How many completed each task, with intervals."""

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
from recorder.report.charts.svg import Chart, printable
from recorder.report.tree import TaskReport
from recorder.report.words import shorten

ROW_IN = 0.56
SCALE = Scale(-0.05, 1.07)
TICKS = [(0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1, "100 %")]


def completion_chart(tasks: tuple[TaskReport, ...]) -> Chart | None:
    """Draw each task's share of completion with its interval; None without data."""
    drawn = [task for task in tasks if task.completion.n]
    if not drawn:
        return None

    def picture(shape: Shape) -> Picture:
        marks = axis(TICKS, SCALE, len(drawn), ROW_IN)
        for row, task in enumerate(drawn):
            marks += _row(row, task, shape)
        return Picture(shape, SCALE, len(drawn), ROW_IN, tuple(marks))

    return draw(
        picture,
        name="completion",
        title="Share of participants who completed each task, with 95 % intervals",
        description=". ".join(f"{task.title}: {task.completion.text}" for task in drawn),
    )


def label(y: float, x: float, title: str, shape: Shape) -> Words:
    """Make a task's title, cut to the room there is, on ground that covers the rules."""
    words = shorten(printable(title), shape.label_length)
    return Words(x, y, words, size=shape.label_size, ground="paper")


def _row(row: int, task: TaskReport, shape: Shape) -> list[Mark]:
    share = task.completion.estimate
    told = Words(1, row + 0.3, task.completion.head, align="right", is_bold=True, ground="paper")
    marks: list[Mark] = [label(row + 0.3, 0, task.title, shape), told]
    if share.estimate is not None and share.interval is not None:
        marks += interval(row + 0.68, share.estimate, (share.interval.low, share.interval.high))
    goals = [goal.goal for goal in task.benchmarks if goal.measure == "completion"]
    upright = (row + 0.52, row + 0.84)
    return marks + [Line((goal, goal), upright, "ink", 1.6) for goal in goals]
