"""Time on task: of the attempts that succeeded, with every other attempt beside it."""

from collections.abc import Sequence

from recorder.metrics.estimates import Estimate
from recorder.metrics.times import typical_time
from recorder.model.attempts import Attempt
from recorder.model.outcomes import Outcome
from recorder.report.figures import figure_of
from recorder.report.tree import Figure, TimeOnTask, TimePoint
from recorder.report.words import format_count, tell_typical_time


def build_time(ended: Sequence[Attempt]) -> TimeOnTask:
    """Estimate the typical time of the attempts that completed the task.

    Args:
        ended: The attempts that ended with an outcome other than void.
    """
    points = tuple(_point(attempt) for attempt in ended if has_time(attempt))
    completed = sum(attempt.outcome is Outcome.COMPLETED for attempt in ended)
    made = _typical(points, is_any=completed > 0, ended=len(ended))
    figure = figure_of(made, tell_typical_time(made))
    who = f"successful attempts: {completed} of {len(ended)}"
    text = _sentence(figure, who, completed, len(ended))
    return TimeOnTask(completed, len(ended), figure, points, who, text)


def has_time(attempt: Attempt) -> bool:
    """Tell whether an attempt has a time that can be one: longer than nothing."""
    return attempt.active_ms is not None and attempt.active_ms > 0


def _typical(points: Sequence[TimePoint], *, is_any: bool, ended: int) -> Estimate:
    if not is_any:
        # Attempts without a success are told from no attempts at all.
        return typical_time([None] * ended, [False] * ended)
    return typical_time([point.time_s for point in points if point.is_success])


def _point(attempt: Attempt) -> TimePoint:
    time_s = (attempt.active_ms or 0) / 1000
    is_success = attempt.outcome is Outcome.COMPLETED
    return TimePoint(attempt.session, attempt.participant, time_s, is_success)


def _sentence(figure: Figure, who: str, successes: int, ended: int) -> str:
    if not ended:
        return "No attempt has ended yet."
    if not successes:
        attempts = format_count(ended, "attempt", "attempts")
        return f"Nobody completed it in {attempts}, so there is no time on task."
    return f"Typical time on task {figure.text}; {who}."
