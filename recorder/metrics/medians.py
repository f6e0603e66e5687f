"""Middle values: what half of the participants stay below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import median
from typing import Literal

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    normal_quantile,
    present,
)
from recorder.metrics.times import successful_times, without_times

MedianForm = Literal["exact", "book"]
Ranks = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Median:
    """A middle value and how sure its interval really is.

    Attributes:
        value: The median and its interval, in the unit of the observations.
        coverage: How often such an interval holds the true median, at least, 0 to 1: it
            ends at observations, so it cannot hit the confidence asked for. None without
            an interval.
    """

    value: Estimate
    coverage: float | None


def median_time(
    times_s: Sequence[float | None],
    completed: Sequence[bool] | None = None,
    confidence: float = CONFIDENCE,
    *,
    form: MedianForm = "exact",
) -> Median:
    """Estimate the middle time of the attempts that succeeded.

    From about 25 times on it is steadier against a few very slow ones than the geometric
    mean, and says plainly what it says: half of those who succeed are faster.

    Args:
        times_s: Times on task in seconds, each above 0; None where one is missing.
        completed: Which attempts succeeded, in the same order; None when all did.
        confidence: Coverage aimed at.
        form: As in `sample_median`.

    Returns:
        The median and its interval, in seconds; no interval below six times at 95 %.

    Raises:
        ValueError: A time is zero, negative or infinite: a fault of the timer.
    """
    there, n_missing = successful_times(times_s, completed)
    why = None if there else without_times(len(times_s))
    return _median(there, n_missing, confidence, form, why)


def sample_median(
    values: Iterable[float | None],
    confidence: float = CONFIDENCE,
    *,
    form: MedianForm = "exact",
) -> Median:
    """Estimate the middle of any observations, without asking how they are spread.

    The interval runs from one observation to another, both as far from the ends of the
    ordered sample as the binomial distribution with p = 1/2 allows. Equal observations
    may make it a single value; an infinite one ranks last.

    Args:
        values: Observations; None where one is missing.
        confidence: Coverage aimed at.
        form: `exact` covers no less than the confidence; `book` takes the ranks from the
            normal approximation, to compare with published numbers.

    Returns:
        The median and its interval; no interval where even the whole range covers less
        than the confidence: below six observations at 95 %.

    Source:
        Conover (1999), Practical Nonparametric Statistics, 3rd ed., ch. 3.2. The book:
        Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed., ch. 3.
    """
    there, n_missing = present(values)
    return _median(there, n_missing, confidence, form, None if there else Reason.NO_DATA)


def _median(
    there: list[float], n_missing: int, confidence: float, form: MedianForm, why: Reason | None
) -> Median:
    check_confidence(confidence)
    ranks, n, interval, coverage = _ranks(len(there), confidence, form), len(there), None, None
    ordered = sorted(there)
    if ranks is not None:
        interval = Interval(ordered[ranks[0] - 1], ordered[ranks[1] - 1])
        coverage = _coverage(n, ranks)
    elif there:
        why = Reason.N_TOO_SMALL
    middle = median(ordered) if ordered else None
    method = f"median_{form}"
    return Median(Estimate(middle, interval, n, method, n_missing, confidence, why), coverage)


def _ranks(n: int, confidence: float, form: MedianForm) -> Ranks | None:
    """Number the two observations at which the interval ends, counted from 1."""
    lowest = _exact_rank(n, confidence)
    if lowest < 1:
        return None
    if form == "exact":
        return lowest, n + 1 - lowest
    if form == "book":
        reach = normal_quantile(confidence) * sqrt(n) / 2
        return max(ceil(n / 2 - reach), 1), min(ceil(n / 2 + reach), n)
    raise ValueError(f"a median's interval is exact or as in the book, not {form!r}")


def _exact_rank(n: int, confidence: float) -> int:
    """Answer the largest k that leaves at most half of the doubt below rank k; 0 for none."""
    from scipy.stats import binom

    doubt = (1 - confidence) / 2
    k = int(binom.ppf(doubt, n, 0.5)) if n else 0
    # The quantile is the first count that reaches the doubt; one that meets it is allowed.
    return k + 1 if n and binom.cdf(k, n, 0.5) <= doubt else k


def _coverage(n: int, ranks: Ranks) -> float:
    from scipy.stats import binom

    low, high = ranks
    return float(binom.cdf(high - 1, n, 0.5) - binom.cdf(low - 1, n, 0.5))
