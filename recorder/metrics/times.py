"""Time on task, of the attempts that succeeded."""

from collections.abc import Iterable, Sequence
from math import exp, inf, log, sqrt
from statistics import fmean, stdev
from typing import Literal

from scipy.special import stdtr

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    Significance,
    check_confidence,
    present,
)
from recorder.metrics.means import t_margin

Alternative = Literal["less", "greater", "two-sided"]


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
    there, n_missing = successful_times(times_s, completed)
    why = _reason_against_logs(there, len(times_s))
    if why is not None:
        only = there[0] if there else None
        return Estimate(only, None, len(there), "log_t", n_missing, confidence, why)
    logs = [log(time_s) for time_s in there]
    middle, margin = fmean(logs), t_margin(logs, confidence)
    interval = Interval(exp(middle - margin), exp(middle + margin))
    return Estimate(exp(middle), interval, len(there), "log_t", n_missing, confidence)


def time_vs_benchmark(
    times_s: Sequence[float | None],
    benchmark_s: float,
    completed: Sequence[bool] | None = None,
    *,
    alternative: Alternative = "less",
) -> Significance:
    """Test whether the typical time of those who succeed beats a benchmark.

    The test is the one that belongs to `typical_time`: Student's, on logarithms. A small
    p speaks for the alternative; that the time meets the benchmark is never proved by a
    large one.

    Args:
        times_s: Times on task in seconds, each above 0; None where one is missing.
        benchmark_s: What the typical time is held against, in seconds, above 0.
        completed: Which attempts succeeded, in the same order; None when all did.
        alternative: What is to be shown: the typical time is `less` than the benchmark,
            `greater`, or merely another one (`two-sided`).

    Returns:
        p, and t with n - 1 degrees of freedom, positive where the typical time lies below
        the benchmark; nothing but a reason below two times or when all are equal.

    Raises:
        ValueError: A time or the benchmark is zero, negative or infinite, or the
            alternative is none of the three.

    Source:
        Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed., ch. 4.
    """
    check_times([benchmark_s])
    there, _ = successful_times(times_s, completed)
    why = _reason_against_logs(there, len(times_s))
    if why is not None:
        return Significance(None, "log_t", len(there), reason=why)
    logs = [log(time_s) for time_s in there]
    t = (log(benchmark_s) - fmean(logs)) / (stdev(logs) / sqrt(len(logs)))
    df = len(logs) - 1
    return Significance(_tail(t, df, alternative), "log_t", len(logs), t, df)


def successful_times(
    times_s: Sequence[float | None], completed: Sequence[bool] | None = None
) -> tuple[list[float], int]:
    """Choose the times of the attempts that succeeded, and count those that lack one.

    Raises:
        ValueError: A chosen time is zero, negative or infinite, or `completed` is of
            another length.
    """
    chosen = list(times_s)
    if completed is not None:
        pairs = zip(times_s, completed, strict=True)
        chosen = [time_s for time_s, is_done in pairs if is_done]
    there, n_missing = present(chosen)
    check_times(there)
    return there, n_missing


def check_times(times_s: Iterable[float]) -> None:
    """Refuse what no clock of a task can show.

    Raises:
        ValueError: A time is zero, negative or infinite.
    """
    for time_s in times_s:
        if not 0 < time_s < inf:
            raise ValueError(f"nonpositive_time: {time_s} s is no time on task")


def without_times(n_attempts: int) -> Reason:
    """Tell why there is no time to speak of: nobody succeeded, or nobody tried."""
    return Reason.NO_SUCCESSFUL_ATTEMPTS if n_attempts else Reason.NO_DATA


def _reason_against_logs(times_s: list[float], n_attempts: int) -> Reason | None:
    if not times_s:
        return without_times(n_attempts)
    if len(times_s) == 1:
        return Reason.N_TOO_SMALL
    return Reason.ZERO_VARIANCE if min(times_s) == max(times_s) else None


def _tail(t: float, df: int, alternative: Alternative) -> float:
    match alternative:
        case "less":
            return float(stdtr(df, -t))
        case "greater":
            return float(stdtr(df, t))
        case "two-sided":
            return 2 * float(stdtr(df, -abs(t)))
        case _:
            raise ValueError(f"alternative is less, greater or two-sided, not {alternative!r}")
