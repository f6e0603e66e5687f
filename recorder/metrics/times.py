"""Time on task, of the attempts that succeeded."""

from collections.abc import Sequence
from math import exp, isinf, log
from statistics import fmean

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    present,
)
from recorder.metrics.means import t_margin


def typical_time(
    times_s: Sequence[float | None],
    completed: Sequence[bool] | None = None,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """Estimate the typical time on task from a small sample.

    Task times are skewed to the right, so the mean overstates what is typical. Their
    logarithms are not, so both numbers are computed there: the geometric mean, and a t
    interval around it. Attempts that failed are left out: the clock of somebody who gave
    up is not a completion time.

    Args:
        times_s: Times on task in seconds, each above 0; None where one is missing.
        completed: Which attempts succeeded, in the same order; None when all did.
        confidence: Coverage aimed at.

    Returns:
        The geometric mean and its interval, in seconds; no interval for one time, nor
        when all are equal.

    Raises:
        ValueError: A time is zero, negative or infinite: a fault of the timer.

    Source:
        Sauro & Lewis (2010), Average task times in usability tests: what to report?
        Proc. CHI '10, 2347-2350.
    """
    check_confidence(confidence)
    chosen = _successful(times_s, completed)
    there, n_missing = present(chosen)
    _check_times(there)
    if not there:
        nobody = Reason.NO_SUCCESSFUL_ATTEMPTS if times_s else Reason.NO_DATA
        return Estimate(None, None, 0, "log_t", n_missing, confidence, nobody)
    if len(there) == 1 or min(there) == max(there):
        why = Reason.N_TOO_SMALL if len(there) == 1 else Reason.ZERO_VARIANCE
        return Estimate(there[0], None, len(there), "log_t", n_missing, confidence, why)
    logs = [log(time_s) for time_s in there]
    middle, margin = fmean(logs), t_margin(logs, confidence)
    interval = Interval(exp(middle - margin), exp(middle + margin))
    return Estimate(exp(middle), interval, len(there), "log_t", n_missing, confidence)


def _successful(
    times_s: Sequence[float | None], completed: Sequence[bool] | None
) -> list[float | None]:
    if completed is None:
        return list(times_s)
    return [time_s for time_s, done in zip(times_s, completed, strict=True) if done]


def _check_times(times_s: list[float]) -> None:
    for time_s in times_s:
        if time_s <= 0 or isinf(time_s):
            raise ValueError(f"nonpositive_time: {time_s} s is no time on task")
