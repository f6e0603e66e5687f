"""How the attempts at each task ended, as one bar of parts."""

from math import ceil

from recorder.report.charts.drawing import draw
from recorder.report.charts.pictures import Colour, Mark, Picture, Scale, Shape, Words, box
from recorder.report.charts.shares import label
from recorder.report.charts.svg import Chart
from recorder.report.tree import TaskReport
from recorder.report.words import OUTCOME_WORDS

STYLES: dict[str, tuple[Colour, str, Colour]] = {
    # outcome: fill, hatch, colour of the number on it
    "completed": ("accent", "", "on-accent"),
    "partial": ("partial", "///", "ink"),
    "failed": ("failed", "\\\\\\", "ink"),
    "gave_up": ("gave-up", "++", "ink"),
    "timed_out": ("timed-out", "---", "ink"),
    "abandoned": ("abandoned", "xxx", "ink"),
    "void": ("paper", "|||", "ink"),
    "running": ("sunken", "", "ink"),
    "not_reached": ("paper", "", "muted"),
    "unjudged": ("paper", "..", "ink"),
}
"""Success stands out most in light, in dark and in grey; the hatch tells the rest apart."""

ROW_IN = 0.56
ROOM_FOR_NUMBER = 0.035
"""Share of the bar below which a part has no room for its number."""


def outcome_chart(tasks: tuple[TaskReport, ...]) -> Chart | None:
    """Draw how each task's attempts ended; None without attempts."""
    drawn = [task for task in tasks if task.assigned]
    if not drawn:
        return None
    scale = Scale(0, max(task.assigned for task in drawn))
    used = [name for name in STYLES if any(_count(task, name) for task in drawn)]

    def picture(shape: Shape) -> Picture:
        marks = [mark for row, task in enumerate(drawn) for mark in _row(row, task, scale, shape)]
        marks += _legend(used, scale, len(drawn), shape.columns)
        rows = len(drawn) + 0.5 * ceil(len(used) / shape.columns)
        return Picture(shape, scale, rows, ROW_IN, tuple(marks), foot_in=0.05)

    return draw(
        picture,
        name="outcomes",
        title="How the attempts at each task ended",
        description=". ".join(f"{task.title}: {_tell(task)}" for task in drawn),
    )


def _row(row: int, task: TaskReport, scale: Scale, shape: Shape) -> list[Mark]:
    marks: list[Mark] = [label(row + 0.26, 0, task.title, shape)]
    left = 0
    for name, (fill, hatch, ink) in STYLES.items():
        count = _count(task, name)
        if count:
            marks.append(
                box(left, left + count, row + 0.49, row + 0.83, fill, edge="ink", hatch=hatch)
            )
            if count / scale.high > ROOM_FOR_NUMBER:
                marks.append(
                    Words(
                        left + count / 2, row + 0.67, str(count), ink, align="center", ground=fill
                    )
                )
        left += count
    return marks


def _legend(used: list[str], scale: Scale, rows: int, columns: int) -> list[Mark]:
    marks: list[Mark] = []
    for place, name in enumerate(used):
        fill, hatch, _ = STYLES[name]
        x, y = place % columns / columns, rows + 0.3 + 0.5 * (place // columns)
        ends = scale.at(x), scale.at(x + 0.04)
        marks.append(box(*ends, y - 0.12, y + 0.12, fill, edge="ink", hatch=hatch))
        marks.append(Words(scale.at(x + 0.05), y, OUTCOME_WORDS[name], size=10.5))
    return marks


def _count(task: TaskReport, outcome: str) -> int:
    return next((one.count for one in task.outcomes if one.outcome == outcome), 0)


def _tell(task: TaskReport) -> str:
    return ", ".join(f"{one.count} {one.words}" for one in task.outcomes if one.count)
