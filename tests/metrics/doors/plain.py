"""What the doors share: an estimate as the golden vectors write it."""

from collections.abc import Callable, Mapping
from typing import Any

from recorder.metrics.estimates import Estimate, Significance

Result = dict[str, object]
Door = Callable[[Mapping[str, Any]], Result]


def plain(made: Estimate, name: str) -> Result:
    """Write an estimate as a vector expects it, the best guess under `name`."""
    low, high = (made.interval.low, made.interval.high) if made.interval else (None, None)
    return {
        name: made.estimate,
        "low": low,
        "high": high,
        "n": made.n,
        "n_missing": made.n_missing,
        "method": made.method,
        "confidence": made.confidence,
        "reason": str(made.reason) if made.reason else None,
        "flags": list(made.flags),
    }


def plain_test(made: Significance, statistic: str) -> Result:
    """Write a test as a vector expects it, what it computed under `statistic`."""
    return {
        statistic: made.statistic,
        "df": made.df,
        "p": made.p,
        "n": made.n,
        "method": made.method,
        "reason": str(made.reason) if made.reason else None,
        "flags": [],
    }
