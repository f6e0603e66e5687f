"""How much likelier success is in one group than in another group of other people.

The difference is always the first group's share less the second's, -1 to 1.
"""

from collections.abc import Callable
from math import hypot, sqrt

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    check_confidence,
    normal_quantile,
)
from recorder.metrics.proportion_intervals import wilson_interval
from recorder.metrics.tallies import Tally, no_data

Ends = Callable[[Tally, Tally, float], Interval]


def adjusted_wald_difference(
    first: Tally, second: Tally, confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate the difference of two shares: the default.

    As for a single share, z squared observations are added, half of them to each group and
    half of them successes. At 5 against 5 it covers 97 % on average where the plain
    interval covers 82 %.

    Args:
        first: The group whose share is counted up.
        second: The group whose share is taken off.
        confidence: Coverage aimed at.

    Returns:
        The observed difference and its interval; nothing but a reason when a group is empty.

    Source:
        Agresti & Caffo (2000), Simple and effective confidence intervals for proportions
        and differences of proportions. The American Statistician 54, 280-288; with z
        squared for their 4 as in Sauro & Lewis (2016), chapter 5.
    """
    return _difference("adjusted_wald_difference", _adjusted, first, second, confidence)


def agresti_caffo_difference(
    first: Tally, second: Tally, confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate the difference of two shares with one success and one failure more in each.

    Source:
        Agresti & Caffo (2000), as for `adjusted_wald_difference`.
    """
    return _difference("agresti_caffo", _agresti_caffo, first, second, confidence)


def newcombe_difference(first: Tally, second: Tally, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the difference of two shares from the Wilson intervals of both.

    Source:
        Newcombe (1998), Interval estimation for the difference between independent
        proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890,
        method 10.
    """
    return _difference("newcombe", _newcombe, first, second, confidence)


def _difference(
    method: str, ends: Ends, first: Tally, second: Tally, confidence: float
) -> Estimate:
    check_confidence(confidence)
    if not first.n or not second.n:
        return no_data(method, confidence)
    interval = ends(first, second, confidence).clipped(-1, 1)
    difference = first.share - second.share
    return Estimate(difference, interval, first.n + second.n, method, confidence=confidence)


def _adjusted(first: Tally, second: Tally, confidence: float) -> Interval:
    z = normal_quantile(confidence)
    return _wald(first, second, z, z * z / 4)


def _agresti_caffo(first: Tally, second: Tally, confidence: float) -> Interval:
    return _wald(first, second, normal_quantile(confidence), 1)


def _wald(first: Tally, second: Tally, z: float, more: float) -> Interval:
    p_1 = (first.successes + more) / (first.n + 2 * more)
    p_2 = (second.successes + more) / (second.n + 2 * more)
    variance_1 = p_1 * (1 - p_1) / (first.n + 2 * more)
    variance_2 = p_2 * (1 - p_2) / (second.n + 2 * more)
    margin = z * sqrt(variance_1 + variance_2)
    return Interval(p_1 - p_2 - margin, p_1 - p_2 + margin)


def _newcombe(first: Tally, second: Tally, confidence: float) -> Interval:
    one = wilson_interval(first.successes, first.n, confidence)
    other = wilson_interval(second.successes, second.n, confidence)
    difference = first.share - second.share
    down = hypot(first.share - one.low, other.high - second.share)
    up = hypot(one.high - first.share, second.share - other.low)
    return Interval(difference - down, difference + up)
