"""Which attempts have a time that can be one."""

from recorder.model.attempts import Attempt
from recorder.model.outcomes import Outcome

SHORTEST_MS = 1.0
LONGEST_MS = 366 * 86_400_000.0
"""A time below a millisecond or above a year is a fault of a clock."""


def has_time(attempt: Attempt) -> bool:
    """Tell whether an attempt has a time that can be one."""
    return attempt.active_ms is not None and SHORTEST_MS <= attempt.active_ms <= LONGEST_MS


def seconds(attempt: Attempt) -> float | None:
    """Answer an attempt's time on task in seconds; None without a valid one."""
    return (attempt.active_ms or 0) / 1000 if has_time(attempt) else None


def is_success(attempt: Attempt) -> bool:
    """Tell whether an attempt completed its task."""
    return attempt.outcome is Outcome.COMPLETED
