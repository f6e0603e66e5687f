"""Means of ratings on a bounded scale."""

from collections.abc import Iterable
from math import sqrt
from statistics import fmean, stdev

from scipy.special import stdtrit

from recorder.metrics.answers import on_scale
from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    present,
)


def rating_mean(
    ratings: Iterable[float | None],
    *,
    scale_min: float,
    scale_max: float,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """Estimate the mean rating, with a t interval cut off at the ends of the scale.

    Args:
        ratings: One for each participant; None where one is missing.
        scale_min: Lowest value of the scale.
        scale_max: Highest value of the scale.
        confidence: Coverage aimed at.

    Returns:
        The mean; no interval for one rating, nor when all are equal: a width of zero
        would claim what nobody knows.

    Raises:
        ValueError: A rating lies outside the scale.

    Source:
        Student (1908), The probable error of a mean. Biometrika 6, 1-25.
    """
    check_confidence(confidence)
    there, n_missing = on_scale(ratings, scale_min, scale_max, "rating_out_of_range")
    n, interval, reason = len(there), None, _reason_without_interval(there)
    if reason is None:
        margin = t_margin(there, confidence)
        middle = fmean(there)
        interval = Interval(middle - margin, middle + margin).clipped(scale_min, scale_max)
    mean = fmean(there) if there else None
    return Estimate(mean, interval, n, "t_mean", n_missing, confidence, reason)


def standard_deviation(values: Iterable[float | None]) -> float | None:
    """Answer the sample's standard deviation; None below two values."""
    there, _ = present(values)
    return stdev(there) if len(there) > 1 else None


def t_margin(values: list[float], confidence: float) -> float:
    """Answer half the width of the t interval around the mean of two or more values."""
    t = float(stdtrit(len(values) - 1, (1 + confidence) / 2))
    return t * stdev(values) / sqrt(len(values))


def _reason_without_interval(values: list[float]) -> Reason | None:
    if not values:
        return Reason.NO_DATA
    if len(values) == 1:
        return Reason.N_TOO_SMALL
    return Reason.ZERO_VARIANCE if min(values) == max(values) else None
