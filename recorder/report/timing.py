"""Which attempts have a time that can be one."""

from math import isfinite

from recorder.model.attempts import Attempt
from recorder.model.outcomes import Outcome


def has_time(attempt: Attempt) -> bool:
    """Tell whether an attempt has a time that can be one: longer than nothing."""
    return attempt.active_ms is not None and isfinite(attempt.active_ms) and attempt.active_ms > 0


def seconds(attempt: Attempt) -> float | None:
    """Answer an attempt's time on task in seconds; None without a valid one."""
    return (attempt.active_ms or 0) / 1000 if has_time(attempt) else None


def is_success(attempt: Attempt) -> bool:
    """Tell whether an attempt completed its task."""
    return attempt.outcome is Outcome.COMPLETED
