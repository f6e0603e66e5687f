"""What the doors share: an estimate as the golden vectors write it."""

from collections.abc import Callable, Mapping
from typing import Any

from recorder.metrics.estimates import Estimate

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
