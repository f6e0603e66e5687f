"""Time on task: of the attempts that succeeded, with every other attempt beside it."""

from collections.abc import Iterator, Sequence

from recorder.metrics.estimates import Estimate
from recorder.metrics.legacy_efficiency import relative_efficiency, time_based_efficiency
from recorder.metrics.medians import median_time
from recorder.metrics.times import typical_time
from recorder.model.attempts import Attempt
from recorder.model.outcomes import Outcome
from recorder.report.everybody import build_everybody
from recorder.report.figures import figure_of
from recorder.report.timing import has_time, is_success, seconds
from recorder.report.tree import Figure, TimeOnTask, TimePoint
from recorder.report.words import format_count, tell_typical_time

MANY_TIMES = 25
"""From so many successes on the median is the headline: it is steadier, and plainer."""


def build_time(ended: Sequence[Attempt], limit_s: float | None = None) -> TimeOnTask:
    """Estimate the typical time of the attempts that completed the task.

    Args:
        ended: The attempts that ended with an outcome other than void.
        limit_s: The task's time limit in seconds; None without one.
    """
    points = tuple(_point(attempt) for attempt in ended if has_time(attempt))
    figure, middle = time_figures(ended)
    completed = sum(map(is_success, ended))
    headline = middle if figure.estimate.n >= MANY_TIMES else figure
    who = f"successful attempts: {completed} of {len(ended)}"
    return TimeOnTask(
        successes=completed,
        ended=len(ended),
        figure=headline,
        points=points,
        who=who,
        text=_sentence(headline, who, completed, len(ended)),
        geometric=figure if completed else None,
        median=middle if completed else None,
        everybody=build_everybody(ended, limit_s),
        legacy=tuple(_legacy(ended)),
    )


def headline_time(ended: Sequence[Attempt]) -> Figure:
    """Estimate the typical time alone, as the headline of `build_time` has it."""
    figure, middle = time_figures(ended)
    return middle if figure.estimate.n >= MANY_TIMES else figure


def time_figures(ended: Sequence[Attempt]) -> tuple[Figure, Figure]:
    """Answer the geometric mean and the median of the attempts that succeeded."""
    times_s = [seconds(attempt) for attempt in ended]
    completed = [attempt.outcome is Outcome.COMPLETED for attempt in ended]
    typical = typical_time(times_s, completed)
    middle = median_time(times_s, completed).value
    return _figure(typical), _figure(middle)


def _figure(made: Estimate) -> Figure:
    return figure_of(made, tell_typical_time(made))


def _point(attempt: Attempt) -> TimePoint:
    time_s = (attempt.active_ms or 0) / 1000
    return TimePoint(attempt.session, attempt.participant, time_s, is_success(attempt))


def _legacy(ended: Sequence[Attempt]) -> Iterator[tuple[str, float]]:
    times_s = [seconds(attempt) for attempt in ended]
    completed = [is_success(attempt) for attempt in ended]
    rate = time_based_efficiency(times_s, completed).estimate
    if rate is not None:
        yield "time-based efficiency, tasks a minute", 60 * rate
    part = relative_efficiency(times_s, completed).estimate
    if part is not None:
        yield "relative efficiency, 0 to 1", part


def _sentence(figure: Figure, who: str, successes: int, ended: int) -> str:
    if not ended:
        return "No attempt has ended yet."
    if not successes:
        attempts = format_count(ended, "attempt", "attempts")
        return f"Nobody completed it in {attempts}, so there is no time on task."
    return f"Typical time on task {figure.text}; {who}."
