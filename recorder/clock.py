"""The only place that asks what time it is."""

import time
from collections.abc import Callable

Clock = Callable[[], float]
"""Answers the time now in milliseconds since 1970-01-01 UTC, with fractions."""


def wall_clock_ms() -> float:
    """Answer the wall-clock time in milliseconds since 1970-01-01 UTC."""
    return time.time_ns() / 1_000_000


def monotonic_s() -> float:
    """Answer seconds of a clock that never steps; only differences mean something."""
    return time.monotonic()
