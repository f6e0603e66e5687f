"""Time until success, with those who never succeeded counted in."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import CONFIDENCE, Estimate, Reason
from recorder.metrics.means import rating_mean
from recorder.metrics.medians import sample_median
from recorder.metrics.times import check_times, successful_times


@dataclass(frozen=True, slots=True)
class SuccessByTime:
    """How many of all who tried had succeeded by a moment.

    Attributes:
        time_s: The moment, in seconds from the start of the attempt.
        successes: How many had succeeded by then.
        share: Their share of all who tried, and its interval, 0 to 1.
    """

    time_s: float
    successes: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class TimeToSuccess:
    """The moment by which half of all who tried have succeeded.

    Attributes:
        median_s: It, in seconds; None when fewer than half succeeded ("not reached").
        low_s: Lower end of its interval; None when not reached or not to be had.
        high_s: Upper end of its interval; None when not reached or not to be had.
        n: All who tried, except `n_missing`.
        n_missing: Successes whose time is missing.
        confidence: Coverage the interval aims at, between 0 and 1.
        coverage: How often such an interval holds the median; None without one.
        reason: Why there is no median or no interval, unless it was just not reached.
        method: Name of the formula, as in `report.methods`.
    """

    median_s: float | None
    low_s: float | None
    high_s: float | None
    n: int
    n_missing: int
    confidence: float
    coverage: float | None
    reason: Reason | None
    method: str = "time_to_success"


def times_to_success(
    times_s: Sequence[float | None], completed: Sequence[bool]
) -> tuple[list[float], int]:
    """Give each attempt the time it took to succeed: forever, where it failed.

    The clock of a failed attempt says when somebody stopped, so it is not looked at.

    Returns:
        One time for each attempt in seconds, rising, with `inf` for a failure; and how many
        successes were left out because their time is missing.

    Raises:
        ValueError: The time of a success is zero, negative or infinite, or the two lists
            are of different lengths.
    """
    there, n_missing = successful_times(times_s, completed)
    failures = sum(not is_done for is_done in completed)
    return sorted(there) + [inf] * failures, n_missing


def success_by_time(
    times_s: Sequence[float | None],
    completed: Sequence[bool],
    by_s: float,
    confidence: float = CONFIDENCE,
) -> SuccessByTime:
    """Estimate the share of everybody who will have succeeded by a moment.

    A mean of the successful times alone flatters a hard task: only the quick ones manage.
    This share counts all who tried, and a failure never succeeds.

    Args:
        times_s: Times on task in seconds; None where one is missing.
        completed: Which attempts succeeded, in the same order.
        by_s: The moment, in seconds, 0 or later; a success at that very moment counts.
        confidence: Coverage aimed at.

    Returns:
        The share with its adjusted Wald interval; nothing but a reason without attempts.

    Raises:
        ValueError: The moment is negative or infinite, or `times_to_success` refuses the times.
    """
    if not 0 <= by_s < inf:
        raise ValueError(f"nonpositive_time: {by_s} s is no moment of an attempt")
    times, n_missing = times_to_success(times_s, completed)
    return _by_time(times, n_missing, by_s, confidence)


def success_curve(
    times_s: Sequence[float | None],
    completed: Sequence[bool],
    confidence: float = CONFIDENCE,
) -> tuple[SuccessByTime, ...]:
    """Follow the share of everybody who has succeeded, from the start on.

    Args:
        times_s: As in `success_by_time`.
        completed: As in `success_by_time`.
        confidence: Coverage aimed at in each step, not in all at once.

    Returns:
        One step at 0 s and one at each moment at which somebody succeeded, in order; the
        share stays as it is until the next step. Empty without attempts.

    Raises:
        ValueError: As in `times_to_success`.
    """
    times, n_missing = times_to_success(times_s, completed)
    moments = [0.0, *sorted(set(times) - {inf})] if times else []
    return tuple(_by_time(times, n_missing, moment, confidence) for moment in moments)


def time_to_success_median(
    times_s: Sequence[float | None],
    completed: Sequence[bool],
    confidence: float = CONFIDENCE,
) -> TimeToSuccess:
    """Estimate the moment by which half of everybody has succeeded.

    Failures rank behind every time, as if they took forever. Another failure can
    therefore never make a task look faster.

    Args:
        times_s: Times on task in seconds; None where one is missing.
        completed: Which attempts succeeded, in the same order.
        confidence: Coverage aimed at.

    Returns:
        The median of all who tried, and the ends of its exact interval.

    Raises:
        ValueError: As in `times_to_success`.
    """
    times, n_missing = times_to_success(times_s, completed)
    made = sample_median(times, confidence)
    value, ends = made.value, made.value.interval
    is_hopeless = bool(times) and min(times) == inf
    return TimeToSuccess(
        _reached(value.estimate),
        _reached(ends.low) if ends else None,
        _reached(ends.high) if ends else None,
        value.n,
        n_missing,
        confidence,
        made.coverage,
        Reason.NO_SUCCESSFUL_ATTEMPTS if is_hopeless else value.reason,
    )


def restricted_mean_time(
    times_s: Sequence[float | None],
    completed: Sequence[bool],
    limit_s: float,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """Estimate the mean time that a limit takes from everybody, failures the whole of it.

    Args:
        times_s: Times on task in seconds; None where one is missing.
        completed: Which attempts succeeded, in the same order.
        limit_s: The task's time limit in seconds, above 0; also called tau.
        confidence: Coverage aimed at.

    Returns:
        The mean and its t interval between 0 and the limit; no interval for one attempt,
        nor when all took the same.

    Raises:
        ValueError: The limit is zero, negative or infinite, or `times_to_success` refuses
            the times.

    Source:
        Royston & Parmar (2013), Restricted mean survival time. BMC Medical Research
        Methodology 13, 152.
    """
    taken, n_missing = restricted_times(times_s, completed, limit_s)
    made = rating_mean(taken, scale_min=0, scale_max=limit_s, confidence=confidence)
    return replace(made, method="restricted_mean", n_missing=n_missing)


def restricted_times(
    times_s: Sequence[float | None], completed: Sequence[bool], limit_s: float
) -> tuple[list[float], int]:
    """Cut everybody's time until success off at a limit, and count the missing ones.

    Raises:
        ValueError: As in `restricted_mean_time`.
    """
    check_times([limit_s])
    times, n_missing = times_to_success(times_s, completed)
    return [min(time_s, limit_s) for time_s in times], n_missing


def _by_time(
    times: list[float], n_missing: int, moment_s: float, confidence: float
) -> SuccessByTime:
    # The times rise, as `times_to_success` answers them: no need to look at each.
    successes = bisect_right(times, moment_s)
    share = adjusted_wald(successes, len(times), confidence)
    return SuccessByTime(moment_s, successes, replace(share, n_missing=n_missing))


def _reached(time_s: float | None) -> float | None:
    return None if time_s is None or time_s == inf else time_s
