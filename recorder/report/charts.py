"""The charts of a report; each stands beside a table with the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

from recorder.model.ids import TaskId
from recorder.report.drawing import ACCENT, INK, LINE, MUTED, PAPER, Axes, Shape, Sheet, draw
from recorder.report.svg import Chart, printable
from recorder.report.ticks import choose_ticks
from recorder.report.tree import Report, ScoredQuestionnaire, TaskReport
from recorder.report.words import OUTCOME_WORDS, format_time, shorten

STYLES: dict[str, tuple[str, str, str]] = {
    # outcome: fill, hatch, colour of the number on it
    "completed": (ACCENT, "", "#ffffff"),
    "partial": ("#7fb5a8", "///", INK),
    "failed": ("#e8836b", "\\\\\\", INK),
    "gave_up": ("#d9bff0", "++", INK),
    "timed_out": ("#b7d0f2", "---", INK),
    "abandoned": ("#f3dfa6", "xxx", INK),
    "void": ("#ffffff", "|||", INK),
    "running": ("#f2f0eb", "", INK),
    "not_reached": ("#ffffff", "", MUTED),
}
"""Dark is success and light is not, so that grey prints read; the hatch tells them apart."""

CROSS = "#b04a33"
TIMES_LEFT_IN = 1.12
ROOM_FOR_GOAL = 0.2
"""Share of the axis that the word at a goal's line takes in a narrow drawing."""
TICK_IN = 0.62
"""What the label of a time on an axis takes, with the room around it."""


@dataclass(frozen=True, slots=True)
class Charts:
    """The drawings of one report; None stands where there is nothing to draw."""

    completion: Chart | None
    outcomes: Chart | None
    times: dict[TaskId, Chart | None]
    scores: dict[str, Chart | None]


def draw_charts(report: Report) -> Charts:
    """Draw every chart of a report."""
    return Charts(
        completion_chart(report.tasks),
        outcome_chart(report.tasks),
        {task.id: time_chart(task) for task in report.tasks},
        {one.instrument: score_chart(one) for one in report.questionnaires},
    )


def completion_chart(tasks: tuple[TaskReport, ...]) -> Chart | None:
    """Draw each task's share of completion with its interval; None without data."""
    drawn = [task for task in tasks if task.completion.n]
    if not drawn:
        return None

    def paint(axes: Axes, shape: Shape) -> None:
        axes.set_xlim(-0.05, 1.07)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.grid(visible=True, axis="x", color=LINE, linewidth=0.7)
        axes.tick_params(length=0)
        for row, task in enumerate(drawn):
            _paint_share(axes, row, task, shape)

    return draw(
        paint,
        name="completion",
        title="Share of participants who completed each task, with 95 % intervals",
        description=". ".join(f"{task.title}: {task.completion.text}" for task in drawn),
        sheet=lambda _: Sheet(0.3 + 0.56 * len(drawn), len(drawn)),
    )


def outcome_chart(tasks: tuple[TaskReport, ...]) -> Chart | None:
    """Draw how each task's attempts ended, as one bar of parts; None without attempts."""
    drawn = [task for task in tasks if task.assigned]
    if not drawn:
        return None
    longest = max(task.assigned for task in drawn)
    used = [name for name in STYLES if any(_count(task, name) for task in drawn)]

    def sheet(shape: Shape) -> Sheet:
        lines = ceil(len(used) / shape.columns)
        height_in = 0.56 * len(drawn) + 0.28 * lines + 0.05
        return Sheet(height_in, len(drawn) + 0.5 * lines, foot_in=0.05)

    def paint(axes: Axes, shape: Shape) -> None:
        axes.set_xlim(0, longest)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        for row, task in enumerate(drawn):
            _paint_outcomes(axes, row, task, shape)
        _paint_legend(axes, used, len(drawn), longest, shape.columns)

    return draw(
        paint,
        name="outcomes",
        title="How the attempts at each task ended",
        description=". ".join(f"{task.title}: {_outcome_words(task)}" for task in drawn),
        sheet=sheet,
    )


def time_chart(task: TaskReport) -> Chart | None:
    """Draw every attempt's time on a log axis, with the typical time and its interval."""
    points = task.time.points
    if not points:
        return None
    low, high = min(one.time_s for one in points), max(one.time_s for one in points)
    interval = task.time.figure.estimate.interval
    if interval:
        low, high = min(low, interval.low), max(high, interval.high)
    goals = [goal.goal for goal in task.benchmarks if goal.measure == "time_s"]
    low, high = min([low, *goals]), max([high, *goals])

    margin = 10 ** max(0.04 * (log10(high) - log10(low)), 0.03)
    low, high = low / margin, high * margin

    def paint(axes: Axes, shape: Shape) -> None:
        axes.set_xscale("log")
        axes.set_xlim(low, high)
        ticks = choose_ticks(low, high, room=TICK_IN / (shape.width_in - TIMES_LEFT_IN))
        axes.set_xticks(ticks, [format_time(tick) for tick in ticks])
        axes.set_xticks([], minor=True)
        axes.grid(visible=True, axis="x", color=LINE, linewidth=0.7)
        axes.tick_params(length=0)
        for goal in goals:
            axes.axvline(goal, color=MUTED, linewidth=1.2, linestyle=(0, (4, 3)))
            _paint_goal_label(axes, goal, (low, high), task.time.figure.estimate.estimate)
        _paint_times(axes, task)

    return draw(
        paint,
        name=f"time-{task.number}",
        title=f"Time on task: {task.title}",
        description=task.time.text,
        sheet=lambda _: Sheet(1.55, 2.0, TIMES_LEFT_IN),
    )


def score_chart(scored: ScoredQuestionnaire) -> Chart | None:
    """Draw scores from 0 to 100 with the mean and its interval; None without scores.

    A score that exists for the whole group only, such as the NPS, is told in words.
    """
    if not scored.scores or scored.low < 0:
        return None
    estimate = scored.figure.estimate

    def paint(axes: Axes, _: Shape) -> None:
        axes.set_xlim(scored.low - 4, scored.high + 5)
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.grid(visible=True, axis="x", color=LINE, linewidth=0.7)
        axes.tick_params(length=0)
        seen: dict[float, int] = {}
        for _who, score in sorted(scored.scores, key=lambda one: one[1]):
            level = seen.get(score, 0)
            seen[score] = level + 1
            axes.plot([score], [1.5 - 0.17 * level], "o", ms=5, mfc="none", mec=INK, mew=1)
        if estimate.estimate is not None:
            ends = (estimate.interval.low, estimate.interval.high) if estimate.interval else None
            _paint_interval(axes, 0.5, estimate.estimate, ends, "D")

    return draw(
        paint,
        name=f"score-{scored.instrument}",
        title=f"{scored.title}: every participant's score, and the mean with its interval",
        description=f"{scored.figure.text}.",
        sheet=lambda _: Sheet(1.5, 2.0),
    )


def _paint_goal_label(
    axes: Axes, goal: float, ends: tuple[float, float], typical: float | None
) -> None:
    """Write beside a goal's line: away from the typical time, and inside the drawing."""
    width = log10(ends[1] / ends[0])
    place = log10(goal / ends[0]) / width
    wants_left = typical is not None and goal < typical
    is_left = place > 1 - ROOM_FOR_GOAL or (wants_left and place > ROOM_FOR_GOAL)
    x = goal * 10 ** (width * (-0.012 if is_left else 0.012))
    side = "right" if is_left else "left"
    axes.text(x, 0.14, "goal", fontsize=10.5, color=MUTED, va="center", ha=side)


def _paint_share(axes: Axes, row: int, task: TaskReport, shape: Shape) -> None:
    share = task.completion.estimate
    # The label covers the grid behind it.
    box = {"boxstyle": "square,pad=0.1", "fc": PAPER, "ec": "none"}
    _paint_label(axes, row + 0.3, task, shape, bbox=box)
    told = task.completion.head
    axes.text(1, row + 0.3, told, ha="right", va="center", fontweight="bold", bbox=box)
    if share.estimate is not None and share.interval is not None:
        ends = (share.interval.low, share.interval.high)
        _paint_interval(axes, row + 0.68, share.estimate, ends, "o")
    for goal in task.benchmarks:
        if goal.measure == "completion":
            axes.plot([goal.goal] * 2, [row + 0.52, row + 0.84], color=INK, linewidth=1.6)


def _paint_interval(
    axes: Axes, y: float, at: float, ends: tuple[float, float] | None, marker: str
) -> None:
    if ends is not None:
        axes.plot(ends, [y, y], color=ACCENT, linewidth=5, alpha=0.35, solid_capstyle="butt")
    axes.plot([at], [y], marker, ms=9, color=ACCENT, mec="#ffffff", mew=1.2, clip_on=False)


def _paint_outcomes(axes: Axes, row: int, task: TaskReport, shape: Shape) -> None:
    _paint_label(axes, row + 0.26, task, shape)
    left = 0
    for name, (fill, hatch, ink) in STYLES.items():
        count = _count(task, name)
        if not count:
            continue
        edge = {"edgecolor": INK, "linewidth": 0.6}
        axes.barh([row + 0.66], [count], left=left, height=0.34, color=fill, hatch=hatch, **edge)
        box = {"boxstyle": "round,pad=0.12", "fc": fill, "ec": "none"} if hatch else None
        middle = left + count / 2
        axes.text(middle, row + 0.67, str(count), ha="center", va="center", color=ink, bbox=box)
        left += count


def _paint_legend(axes: Axes, used: Sequence[str], rows: int, longest: int, columns: int) -> None:
    for place, name in enumerate(used):
        fill, hatch, _ = STYLES[name]
        x, y = longest * (place % columns) / columns, rows + 0.3 + 0.5 * (place // columns)
        box = {"color": fill, "hatch": hatch, "edgecolor": INK, "linewidth": 0.6}
        axes.barh([y], [longest * 0.04], left=x, height=0.24, **box)
        words = OUTCOME_WORDS[name]
        axes.text(x + longest * 0.05, y, words, va="center", fontsize=10.5, color=INK)


def _paint_times(axes: Axes, task: TaskReport) -> None:
    across = axes.get_yaxis_transform()
    for y, words in ((0.62, "typical"), (1.2, "succeeded"), (1.68, "did not")):
        axes.text(-0.02, y, words, transform=across, ha="right", va="center", color=MUTED)
    successes = sorted(one.time_s for one in task.time.points if one.is_success)
    others = sorted(one.time_s for one in task.time.points if not one.is_success)
    for place, time_s in enumerate(successes):
        y = 1.2 + 0.13 * (place % 3 - 1)
        axes.plot([time_s], [y], "o", ms=6, mfc="none", mec=ACCENT, mew=1.4)
    for place, time_s in enumerate(others):
        axes.plot([time_s], [1.68 + 0.13 * (place % 3 - 1)], "x", ms=5.5, color=CROSS, mew=1.4)
    estimate = task.time.figure.estimate
    if estimate.estimate is not None:
        ends = (estimate.interval.low, estimate.interval.high) if estimate.interval else None
        _paint_interval(axes, 0.62, estimate.estimate, ends, "D")
        # A goal's line may cross the number.
        box = {"boxstyle": "square,pad=0.15", "fc": PAPER, "ec": "none"}
        told = format_time(estimate.estimate)
        axes.text(estimate.estimate, 0.28, told, ha="center", va="center", bbox=box)


def _paint_label(
    axes: Axes, y: float, task: TaskReport, shape: Shape, bbox: dict[str, str] | None = None
) -> None:
    words = shorten(printable(task.title), shape.label_length)
    size = shape.label_size
    axes.text(0, y, words, ha="left", va="center", fontsize=size, bbox=bbox)


def _count(task: TaskReport, outcome: str) -> int:
    return next((one.count for one in task.outcomes if one.outcome == outcome), 0)


def _outcome_words(task: TaskReport) -> str:
    return ", ".join(f"{one.count} {one.words}" for one in task.outcomes if one.count)
