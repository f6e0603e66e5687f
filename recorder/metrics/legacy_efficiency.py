"""Efficiency figures that other tools print, for comparison with older reports only.

They divide successes by time, or time by time, and leave no way to tell how sure they are:
so none has an interval, and each is flagged `legacy`.
"""

from collections.abc import Sequence
from math import isnan

from recorder.metrics.estimates import Estimate, Reason
from recorder.metrics.times import check_times

LEGACY = "legacy"


def time_based_efficiency(times_s: Sequence[float | None], completed: Sequence[bool]) -> Estimate:
    """Average how many tasks are completed for each second spent, failures being 0.

    Args:
        times_s: Time of every attempt at every task in seconds; None where one is missing.
        completed: Which attempts succeeded, in the same order.

    Returns:
        Tasks completed for each second, 0 or more; nothing but a reason without times.

    Raises:
        ValueError: A time is zero, negative or infinite.

    Source:
        ISO/IEC 9126-4 (2004) as told by usability guides: the mean of success / time over
        all participants and tasks.
    """
    there, n_missing = _timed(times_s, completed)
    if not there:
        return _nothing("time_based_efficiency", n_missing)
    rate = sum(is_done / time_s for time_s, is_done in there) / len(there)
    return _legacy(rate, len(there), "time_based_efficiency", n_missing)


def relative_efficiency(times_s: Sequence[float | None], completed: Sequence[bool]) -> Estimate:
    """Answer what part of all the time was spent by those who succeeded.

    Args:
        times_s: Time of every attempt at every task in seconds; None where one is missing.
        completed: Which attempts succeeded, in the same order.

    Returns:
        The part, 0 to 1; nothing but a reason without times.

    Raises:
        ValueError: A time is zero, negative or infinite.

    Source:
        As `time_based_efficiency`: the sum of success * time over the sum of time.
    """
    there, n_missing = _timed(times_s, completed)
    if not there:
        return _nothing("relative_efficiency", n_missing)
    well_spent = sum(time_s for time_s, is_done in there if is_done)
    part = well_spent / sum(time_s for time_s, _ in there)
    return _legacy(part, len(there), "relative_efficiency", n_missing)


def _timed(
    times_s: Sequence[float | None], completed: Sequence[bool]
) -> tuple[list[tuple[float, bool]], int]:
    pairs = list(zip(times_s, completed, strict=True))
    there = [
        (time_s, is_done) for time_s, is_done in pairs if time_s is not None and not isnan(time_s)
    ]
    check_times([time_s for time_s, _ in there])
    return there, len(pairs) - len(there)


def _nothing(method: str, n_missing: int) -> Estimate:
    return Estimate(None, None, 0, method, n_missing, reason=Reason.NO_DATA, flags=(LEGACY,))


def _legacy(value: float, n: int, method: str, n_missing: int) -> Estimate:
    return Estimate(value, None, n, method, n_missing, flags=(LEGACY,))
