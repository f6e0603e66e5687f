"""Intervals that may be read after every participant, and when a study may stop early.

An interval for a fixed number of participants misses the truth at some look in about one of
six studies when it is read after each of the first twenty. These hold at all looks together.
"""

from collections.abc import Iterable
from math import exp, inf, log, sqrt
from statistics import fmean, stdev

from scipy.special import betaln, xlog1py, xlogy

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    present,
)
from recorder.metrics.tallies import Tally, check_counts


def confidence_sequence_bernoulli(
    successes: int,
    n: int,
    confidence: float = CONFIDENCE,
    *,
    prior_a: float = 1,
    prior_b: float = 1,
) -> Estimate:
    """Estimate a share while the study still runs.

    The interval holds every share that the data have not made less likely, by a factor of
    1/(1 - confidence), than the prior's guess would be. After 5 of 5 it reaches from 38 %.
    At the number of participants that was planned, `completion.adjusted_wald` replaces it.

    Args:
        successes: Participants who did it so far, 0 to n.
        n: Participants who could have so far.
        confidence: Coverage aimed at, at all looks together.
        prior_a: Successes that the prior is worth, above 0.
        prior_b: Failures that the prior is worth, above 0.

    Returns:
        The observed share and the live interval; for n = 0 no share, and the interval 0 to 1.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n, or the prior
            is not above 0.

    Source:
        Robbins (1970), Statistical methods related to the law of the iterated logarithm.
        Annals of Mathematical Statistics 41, 1397-1409. Waudby-Smith & Ramdas (2020),
        Confidence sequences for sampling without replacement. NeurIPS 33.
    """
    check_confidence(confidence)
    check_counts(successes, n)
    if not (prior_a > 0 and prior_b > 0):
        raise ValueError(f"a prior is worth more than nothing, not {prior_a} and {prior_b}")
    method, alpha = "confidence_sequence_bernoulli", 1 - confidence
    if n == 0:
        reason = Reason.NO_DATA
        return Estimate(None, Interval(0, 1), 0, method, 0, confidence, reason)
    low = _lowest_share(successes, n - successes, prior_a, prior_b, alpha)
    high = 1 - _lowest_share(n - successes, successes, prior_b, prior_a, alpha)
    return Estimate(successes / n, Interval(low, high), n, method, 0, confidence)


def confidence_sequence_mean(
    values: Iterable[float | None],
    confidence: float = CONFIDENCE,
    *,
    prior_scale: float = 1,
) -> Estimate:
    """Estimate a mean while the study still runs: of SUS scores, ratings, logarithms of times.

    Args:
        values: One for each participant; None where one is missing.
        confidence: Coverage aimed at, at all looks together.
        prior_scale: How far, in standard deviations, the mean is expected to lie from a
            value under test, above 0; it decides how soon the interval is narrow.

    Returns:
        The mean and the live interval. No interval for one value, for equal values, or for
        so few that every mean is still possible: up to four at 95 %.

    Raises:
        ValueError: The prior scale is not above 0.

    Source:
        Lindon, Ham, Tingley & Bojinov (2022), Anytime-valid linear models and regression
        adjusted causal inference. arXiv 2210.08589. Wang & Ramdas (2025), Anytime-valid
        t-tests and confidence sequences for Gaussian means with unknown variance.
        Sequential Analysis 44, 56-110.
    """
    check_confidence(confidence)
    if not 0 < prior_scale < inf:
        raise ValueError(f"a prior scale lies above 0, not at {prior_scale}")
    there, n_missing = present(values)
    method, n = "confidence_sequence_mean", len(there)
    mean = fmean(there) if there else None
    width = _width_in_deviations(n, 1 - confidence, prior_scale) if n > 1 else None
    reason = _reason_without_interval(there, width)
    if mean is None or width is None or reason is not None:
        return Estimate(mean, None, n, method, n_missing, confidence, reason)
    margin = stdev(there) * width
    interval = Interval(mean - margin, mean + margin)
    return Estimate(mean, interval, n, method, n_missing, confidence)


def live_share_difference(first: Tally, second: Tally, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the difference of two shares while the study still runs, first less second.

    Each group's interval is asked for half of what may be missed, so that both hold together.
    """
    check_confidence(confidence)
    each = (1 + confidence) / 2
    one = confidence_sequence_bernoulli(first.successes, first.n, each)
    other = confidence_sequence_bernoulli(second.successes, second.n, each)
    return _difference("live_share_difference", one, other, confidence)


def live_mean_difference(
    first: Iterable[float | None],
    second: Iterable[float | None],
    confidence: float = CONFIDENCE,
    *,
    prior_scale: float = 1,
) -> Estimate:
    """Estimate the difference of two groups' means while the study still runs.

    Args:
        first: Values of the group whose mean is counted up; None where one is missing.
        second: Values of the group whose mean is taken off; None where one is missing.
        confidence: Coverage aimed at, at all looks together.
        prior_scale: As for `confidence_sequence_mean`.

    Returns:
        The difference and its live interval; without an interval the reason of the group
        that has none.
    """
    check_confidence(confidence)
    each = (1 + confidence) / 2
    one = confidence_sequence_mean(first, each, prior_scale=prior_scale)
    other = confidence_sequence_mean(second, each, prior_scale=prior_scale)
    return _difference("live_mean_difference", one, other, confidence)


def excludes_benchmark(live: Estimate, benchmark: float) -> bool:
    """Tell whether the study may stop because the benchmark is met or missed for certain.

    To be asked of a live interval only: asked of any other after every participant, it says
    yes too often.
    """
    if live.interval is None:
        return False
    return not live.interval.low <= benchmark <= live.interval.high


def is_narrow_enough(live: Estimate, width: float) -> bool:
    """Tell whether the study may stop because the interval is narrower than was asked for."""
    return live.interval is not None and live.interval.high - live.interval.low < width


def _lowest_share(successes: int, failures: int, a: float, b: float, alpha: float) -> float:
    from scipy.optimize import brentq

    if successes == 0:
        return 0.0
    evidence = betaln(a + successes, b + failures) - betaln(a, b) + log(alpha)
    if failures == 0:
        return exp(evidence / successes)

    def excess(share: float) -> float:
        return float(evidence - xlogy(successes, share) - xlog1py(failures, -share))

    return float(brentq(excess, 1e-300, successes / (successes + failures), xtol=1e-15))


def _width_in_deviations(n: int, alpha: float, prior_scale: float) -> float | None:
    """Answer half the interval's width in standard deviations; None while it has no end."""
    ratio = 1 / (1 + n * prior_scale**2)
    k = (ratio * alpha**2) ** (-1 / n)
    if k * ratio >= 1:
        return None
    return sqrt((n - 1) * (k - 1) / (1 - k * ratio) / n)


def _reason_without_interval(values: list[float], width: float | None) -> Reason | None:
    if not values:
        return Reason.NO_DATA
    if len(values) == 1:
        return Reason.N_TOO_SMALL
    if min(values) == max(values):
        return Reason.ZERO_VARIANCE
    return Reason.UNBOUNDED if width is None else None


def _difference(method: str, first: Estimate, second: Estimate, confidence: float) -> Estimate:
    n, n_missing = first.n + second.n, first.n_missing + second.n_missing
    reason = first.reason or second.reason
    difference, interval = None, None
    if first.estimate is not None and second.estimate is not None:
        difference = first.estimate - second.estimate
    if first.interval and second.interval:
        low = first.interval.low - second.interval.high
        interval = Interval(low, first.interval.high - second.interval.low)
    return Estimate(difference, interval, n, method, n_missing, confidence, reason)
