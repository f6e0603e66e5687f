"""How many participants a study needs, before it begins.

Standard deviations are assumptions and are to be shown as such: SUS scores vary by 18 to 21
points between participants, logarithms of times on task by 0.4 to 0.6.
"""

from collections.abc import Callable
from math import ceil, inf, sqrt

from scipy.special import ndtri, stdtrit

from recorder.metrics.estimates import CONFIDENCE, check_confidence, normal_quantile

POWER = 0.8


def sample_size_rate_ci(p: float, margin: float, confidence: float = CONFIDENCE) -> int:
    """Answer how many participants narrow a share's adjusted Wald interval to a margin.

    Args:
        p: The share that is expected, 0 to 1; one half asks for most.
        margin: Half the width aimed at, above 0, as a share.
        confidence: Coverage aimed at.

    Raises:
        ValueError: The share is outside 0 to 1, or the margin not above 0.

    Source:
        Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed., chapter 6.
    """
    z2 = normal_quantile(confidence) ** 2
    _check_rates(p)
    _check_positive(margin)
    first = ceil(z2 * p * (1 - p) / margin**2)
    middle = (first * p + z2 / 2) / (first + z2)
    return max(1, ceil(z2 * middle * (1 - middle) / margin**2 - z2))


def sample_size_two_rates(
    p1: float, p2: float, *, confidence: float = CONFIDENCE, power: float = POWER
) -> int | None:
    """Answer how many participants each of two groups needs to show that their rates differ.

    Args:
        p1: The rate expected in one group, 0 to 1.
        p2: The rate expected in the other group, 0 to 1.
        confidence: 1 less the probability of finding a difference that is not there.
        power: Probability of finding the difference that is there, 0 to 1 exclusive.

    Returns:
        Participants for each group; None when the rates are equal: no number shows that.

    Raises:
        ValueError: A rate is outside 0 to 1, or the power not between 0 and 1.

    Source:
        Sauro & Lewis (2016), chapter 6, for the test of `rate_tests.n_minus_1`.
    """
    z2 = _both_quantiles(confidence, power) ** 2
    _check_rates(p1, p2)
    if p1 == p2:
        return None
    middle = (p1 + p2) / 2
    return ceil(2 * z2 * middle * (1 - middle) / (p1 - p2) ** 2 + 0.5)


def sample_size_paired_rates(
    p12: float, p21: float, *, confidence: float = CONFIDENCE, power: float = POWER
) -> int | None:
    """Answer how many participants must try both designs to show that one does better.

    Args:
        p12: Share expected to succeed with the first design alone.
        p21: Share expected to succeed with the second design alone.
        confidence: 1 less the probability of finding a difference that is not there.
        power: Probability of finding the difference that is there, 0 to 1 exclusive.

    Returns:
        Participants; None when both shares are equal: no number shows a difference. Above a
        difference of about 0.7 the rule asks for more than are needed.

    Raises:
        ValueError: The shares are outside 0 to 1 or add up to more than 1, or the power is
            not between 0 and 1.

    Source:
        Sauro & Lewis (2016), chapter 6, for the interval `paired_rates.paired_adjusted_wald`.
    """
    z2 = _both_quantiles(confidence, power) ** 2
    _check_rates(p12, p21, p12 + p21)
    if p12 == p21:
        return None
    first = max(1, ceil(z2 * (p12 + p21) / (p12 - p21) ** 2 - z2))
    one = (p12 * first + z2 / 8) / (first + z2 / 2)
    other = (p21 * first + z2 / 8) / (first + z2 / 2)
    return max(1, ceil(z2 * (one + other) / (one - other) ** 2 - 1.5 * z2))


def sample_size_mean_ci(sd: float, margin: float, confidence: float = CONFIDENCE) -> int:
    """Answer how many participants narrow the t interval of a mean to a margin.

    Args:
        sd: Standard deviation expected, at least 0, in the unit of the measure.
        margin: Half the width aimed at, above 0, in the same unit.
        confidence: Coverage aimed at.

    Raises:
        ValueError: The standard deviation is negative, or the margin not above 0.

    Source:
        Sauro & Lewis (2016), chapter 6.
    """
    _check_positive(margin)
    return _smallest(lambda n: mean_margin(sd, n, confidence) <= margin)


def mean_margin(sd: float, n: int, confidence: float = CONFIDENCE) -> float:
    """Answer how far the t interval of a mean will reach either way.

    Args:
        sd: Standard deviation expected, at least 0, in the unit of the measure.
        n: Participants, at least 2.
        confidence: Coverage aimed at.

    Raises:
        ValueError: The standard deviation is negative, or there are fewer than two participants.

    Source:
        Sauro & Lewis (2016), chapter 6.
    """
    check_confidence(confidence)
    if not 0 <= sd < inf:
        raise ValueError(f"a standard deviation is 0 or more, not {sd}")
    if n < 2:
        raise ValueError(f"a mean has an interval from two participants on, not {n}")
    return float(stdtrit(n - 1, (1 + confidence) / 2)) * sd / sqrt(n)


def sample_size_two_means(
    sd: float, difference: float, *, confidence: float = CONFIDENCE, power: float = POWER
) -> int | None:
    """Answer how many participants each of two groups needs to show that their means differ.

    For times on task give the standard deviation of their logarithms and the logarithm of
    the ratio that matters.

    Args:
        sd: Standard deviation expected in both groups, above 0.
        difference: The difference that matters, in the same unit.
        confidence: 1 less the probability of finding a difference that is not there.
        power: Probability of finding the difference that is there, 0 to 1 exclusive.

    Returns:
        Participants for each group; None for a difference of 0: no number shows that.

    Raises:
        ValueError: The standard deviation is not above 0, or the power not between 0 and 1.

    Source:
        Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed.,
        chapter 2; by the noncentral t distribution.
    """
    _both_quantiles(confidence, power)
    _check_positive(sd)
    if difference == 0:
        return None
    effect = abs(difference) / sd
    return _smallest(lambda n: _power_two_means(n, effect, confidence) >= power)


def _power_two_means(n: int, effect: float, confidence: float) -> float:
    from scipy.stats import ncf

    df = 2 * n - 2
    critical = float(stdtrit(df, (1 + confidence) / 2))
    # The square of a noncentral t is a noncentral F, which adds both its tails at once.
    return float(ncf.sf(critical**2, 1, df, effect**2 * n / 2))


def _smallest(is_enough: Callable[[int], bool]) -> int:
    """Find the first n from 2 on that is enough, when every larger one is, too."""
    too_few, enough = 1, 2
    while not is_enough(enough):
        too_few, enough = enough, 2 * enough
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if is_enough(middle):
            enough = middle
        else:
            too_few = middle
    return enough


def _both_quantiles(confidence: float, power: float) -> float:
    if not 0 < power < 1:
        raise ValueError(f"power lies between 0 and 1, not {power}")
    return normal_quantile(confidence) + float(ndtri(power))


def _check_rates(*rates: float) -> None:
    for rate in rates:
        if not 0 <= rate <= 1:
            raise ValueError(f"a rate lies between 0 and 1, not {rate}")


def _check_positive(value: float) -> None:
    if not 0 < value < inf:
        raise ValueError(f"a width or spread lies above 0, not at {value}")
