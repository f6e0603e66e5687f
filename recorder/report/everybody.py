"""Time on task of everybody: those who never succeeded are not left out of the clock."""

from collections.abc import Sequence

from recorder.metrics.estimates import Estimate, Interval
from recorder.metrics.times_of_all import (
    TimeToSuccess,
    restricted_mean_time,
    success_curve,
    time_to_success_median,
)
from recorder.model.attempts import Attempt
from recorder.report.figures import figure_of, share_from
from recorder.report.timing import is_success, seconds
from recorder.report.tree import CurvePoint, EverybodysTime, Figure
from recorder.report.words import format_time, tell_median_of_all, tell_typical_time


def build_everybody(ended: Sequence[Attempt], limit_s: float | None) -> EverybodysTime | None:
    """Ask when everybody has succeeded, not only those who do.

    Args:
        ended: The attempts that ended with an outcome other than void.
        limit_s: The task's time limit in seconds; None takes the longest time of all.

    Returns:
        None when no attempt ended, or when there is neither a limit nor a time.
    """
    times_s = [seconds(attempt) for attempt in ended]
    completed = [is_success(attempt) for attempt in ended]
    known = [time_s for time_s in times_s if time_s is not None]
    limit = limit_s if limit_s is not None else max(known, default=None)
    if not ended or limit is None:
        return None
    median = _median(time_to_success_median(times_s, completed))
    mean = restricted_mean_time(times_s, completed, limit)
    curve = tuple(
        CurvePoint(step.time_s, share_from(step.share, step.successes))
        for step in success_curve(times_s, completed)
        if step.successes
    )
    return EverybodysTime(
        median=median,
        restricted=figure_of(mean, tell_typical_time(mean)),
        limit_s=limit,
        curve=curve,
        words=_tell(median, curve),
    )


def _median(made: TimeToSuccess) -> Figure:
    ends = None
    if made.low_s is not None and made.high_s is not None:
        ends = Interval(made.low_s, made.high_s)
    estimate = Estimate(
        made.median_s, ends, made.n, made.method, made.n_missing, made.confidence, made.reason
    )
    return figure_of(estimate, tell_median_of_all(estimate, made.low_s, made.high_s))


def _tell(median: Figure, curve: Sequence[CurvePoint]) -> str:
    if not curve:
        return ""
    last = curve[-1]
    by_then = f"{last.share.head} had succeeded by {format_time(last.time_s)}"
    if median.estimate.estimate is None:
        return f"Of everybody, {by_then}: not enough to say by when half of all do."
    half = format_time(median.estimate.estimate)
    return f"Half of everybody had succeeded by {half}; {by_then}."
