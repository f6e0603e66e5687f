"""Shares of participants: how many of n did it, and what that says about everybody."""

from math import sqrt

from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, Reason, normal_quantile


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
    _check_counts(successes, n)
    z = normal_quantile(confidence)
    if n == 0:
        return Estimate(None, None, 0, "adjusted_wald", 0, confidence, Reason.NO_DATA)
    more = n + z * z
    middle = (successes + z * z / 2) / more
    margin = z * sqrt(middle * (1 - middle) / more)
    interval = Interval(middle - margin, middle + margin).clipped(0, 1)
    return Estimate(successes / n, interval, n, "adjusted_wald", confidence=confidence)


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
    _check_counts(successes, n)
    if n == 0:
        return Estimate(None, None, 0, "laplace", reason=Reason.NO_DATA)
    return Estimate((successes + 1) / (n + 2), None, n, "laplace")


def _check_counts(successes: int, n: int) -> None:
    whole = float(successes).is_integer() and float(n).is_integer()
    if not whole or not 0 <= successes <= n:
        raise ValueError(f"invalid_counts: {successes} of {n}")
