"""What every measure returns: a best guess, its two ends, and why either may be missing."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from scipy.special import ndtri

CONFIDENCE = 0.95


class Reason(StrEnum):
    """Why an estimate or its interval is missing."""

    NO_DATA = "no_data"
    NO_SUCCESSFUL_ATTEMPTS = "no_successful_attempts"
    N_TOO_SMALL = "n_too_small"
    ZERO_VARIANCE = "zero_variance"
    MISSING_ITEMS = "missing_items"
    NO_VARIATION = "no_variation"
    NO_DISCORDANT_PAIRS = "no_discordant_pairs"
    NO_PAIRABLE_VALUES = "no_pairable_values"
    NO_PROBLEMS = "no_problems"
    NO_SINGLETONS = "no_singletons"
    UNDEFINED_EXPECTED_AGREEMENT = "undefined_expected_agreement"
    FEWER_PAGES_THAN_MINIMUM = "fewer_pages_than_minimum"
    NOT_IDENTIFIABLE = "not_identifiable"
    UNBOUNDED = "unbounded"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Interval:
    """The two ends of what the data leave plausible."""

    low: float
    high: float

    def clipped(self, low: float, high: float) -> "Interval":
        """Return the same interval cut off at the ends of the scale."""
        return Interval(min(max(self.low, low), high), max(min(self.high, high), low))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A best guess from a sample.

    Attributes:
        estimate: The guess, in the unit of the measure; None without data.
        interval: Its two ends; None when the sample does not determine them.
        n: Observations it rests on.
        n_missing: Observations that were left out because they were missing.
        method: Name of the formula, as in `report.methods`.
        confidence: Coverage the interval aims at, between 0 and 1.
        reason: Why `estimate` or `interval` is None; None when both are there.
        flags: Cautions for the reader, as words such as `overdispersed`.
    """

    estimate: float | None
    interval: Interval | None
    n: int
    method: str
    n_missing: int = 0
    confidence: float = CONFIDENCE
    reason: Reason | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Significance:
    """How surprising the data would be if nothing were there.

    Attributes:
        p: Probability of data at least as far from nothing, 0 to 1; None without data.
        method: Name of the test, as in `report.methods`.
        n: Observations it rests on.
        statistic: What the test computed on the way, in its own unit; None where it
            counts samples instead.
        df: Degrees of freedom, not rounded; None where the test has none.
        reason: Why `p` is missing or trivial; None otherwise.
    """

    p: float | None
    method: str
    n: int
    statistic: float | None = None
    df: float | None = None
    reason: Reason | None = None


def present(values: Iterable[float | None]) -> tuple[list[float], int]:
    """Split observations into those that are there and the number that is missing.

    None and NaN are missing: never counted as 0, never filled in.
    """
    listed = list(values)
    there = [float(value) for value in listed if value is not None and not math.isnan(value)]
    return there, len(listed) - len(there)


def normal_quantile(confidence: float) -> float:
    """Answer z of a two-sided normal interval.

    Raises:
        ValueError: The confidence is not between 0 and 1.
    """
    check_confidence(confidence)
    return float(ndtri((1 + confidence) / 2))


def check_confidence(confidence: float) -> None:
    """Refuse a confidence that is not between 0 and 1 exclusive.

    Raises:
        ValueError: It is not.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies between 0 and 1, not {confidence}")
