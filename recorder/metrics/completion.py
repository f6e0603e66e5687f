"""Shares of participants: how many of n did it, and what that says about everybody."""

from math import sqrt

from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, normal_quantile
from recorder.metrics.tallies import check_counts, no_data


def adjusted_wald(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share from few yes-or-no observations.

    The plain Wald interval misses the truth at about every third try with n = 5. Adding
    z squared observations, half of them successes, repairs it; what would reach beyond
    0 or 1 is cut off. The estimate is the observed share, not the middle of the interval.

    Args:
        successes: Participants who did it, 0 to n.
        n: Participants who could have.
        confidence: Coverage aimed at, two-sided also at 0 and n successes.

    Returns:
        The observed share and its interval, 0 to 1; nothing but a reason for n = 0.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n.

    Source:
        Agresti & Coull (1998), Approximate is better than "exact" for interval estimation
        of binomial proportions. The American Statistician 52, 119-126. Sauro & Lewis
        (2005), Estimating completion rates from small samples. Proc. HFES 49, 2100-2104.
    """
    check_counts(successes, n)
    z = normal_quantile(confidence)
    if n == 0:
        return no_data("adjusted_wald", confidence)
    interval = adjusted_wald_interval(successes, n, z)
    return Estimate(successes / n, interval, n, "adjusted_wald", confidence=confidence)


def adjusted_wald_interval(successes: float, n: float, z: float) -> Interval:
    """Answer the adjusted Wald interval alone, also for an effective n that is no whole number.

    The variance is divided by n + z squared, not by n and not by n + 2z.
    """
    more = n + z * z
    middle = (successes + z * z / 2) / more
    margin = z * sqrt(middle * (1 - middle) / more)
    return Interval(middle - margin, middle + margin).clipped(0, 1)


def observed_share(successes: int, n: int) -> Estimate:
    """Answer the share as it was observed: the maximum likelihood estimate.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n.
    """
    return _guess("mle", successes, n, 0, 0)


def laplace(successes: int, n: int) -> Estimate:
    """Estimate a share as one more success and one more failure would make it.

    After 5 of 5 the observed 100 % is not the best guess; 6 of 7 is. It is shown as the
    best estimate beside the observed share, never in its place.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n.

    Source:
        Lewis & Sauro (2006), When 100% really isn't 100%. Journal of Usability Studies
        1(3), 136-150.
    """
    return _guess("laplace", successes, n, 1, 2)


def jeffreys_mean(successes: int, n: int) -> Estimate:
    """Estimate a share as half a success and half a failure more would make it.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n.

    Source:
        Lewis & Sauro (2006), as for `laplace`.
    """
    return _guess("jeffreys", successes, n, 0.5, 1)


def wilson_midpoint(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share by the middle of its Wilson interval.

    It draws a share harder towards one half the more confidence is asked for.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n.

    Source:
        Lewis & Sauro (2006), as for `laplace`.
    """
    z = normal_quantile(confidence)
    return _guess("wilson_midpoint", successes, n, z * z / 2, z * z, confidence)


def lewis_sauro(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share that is believed to lie between one half and one.

    Below one half the middle of the Wilson interval, above 0.9 Laplace's, and the observed
    share between them and at both borders. Who expects nothing takes `laplace`.

    Returns:
        The estimate; its method names the formula that was chosen.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n.

    Source:
        Lewis & Sauro (2006), as for `laplace`.
    """
    observed = observed_share(successes, n).estimate
    if observed is None:
        return no_data("lewis_sauro_2006", confidence)
    if observed < 0.5:
        return wilson_midpoint(successes, n, confidence)
    return laplace(successes, n) if observed > 0.9 else observed_share(successes, n)


def _guess(
    method: str,
    successes: int,
    n: int,
    more_successes: float,
    more_n: float,
    confidence: float = CONFIDENCE,
) -> Estimate:
    check_counts(successes, n)
    if n == 0:
        return no_data(method, confidence)
    share = (successes + more_successes) / (n + more_n)
    return Estimate(share, None, n, method, confidence=confidence)
