"""Other intervals of a share than the default, each known by the name of its author.

All take the successes (0 to n), n and the coverage aimed at, answer the observed share with
its interval, 0 to 1, or nothing but a reason for n = 0, and raise ValueError for counts that
are not whole numbers with 0 <= successes <= n, or a confidence outside 0 to 1.
"""

from collections.abc import Callable, Mapping
from math import sqrt

from scipy.special import betainc, betaincinv, ndtri

from recorder.metrics.completion import adjusted_wald, adjusted_wald_interval
from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    check_confidence,
    normal_quantile,
)
from recorder.metrics.tallies import check_counts, no_data

Ends = Callable[[int, int, float], Interval]
ShareInterval = Callable[[int, int, float], Estimate]


def adjusted_wald_one_sided_extremes(
    successes: int, n: int, confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate a share as `adjusted_wald`, with the one-sided z for none and for all.

    Only for comparison with figures published that way: it claims more than the default.

    Source:
        Lewis & Sauro (2006), When 100% really isn't 100%. Journal of Usability Studies
        1(3), 136-150.
    """
    return _share("adjusted_wald_one_sided_extremes", _extremes, successes, n, confidence)


def wilson(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share by turning the score test round.

    On average it covers what it says, but dips to 83 % with n = 5 where usability data lie.

    Source:
        Wilson (1927), Probable inference, the law of succession, and statistical inference.
        Journal of the American Statistical Association 22, 209-212.
    """
    return _share("wilson", wilson_interval, successes, n, confidence)


def wilson_cc(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share as `wilson`, with a correction for continuity.

    Source:
        Newcombe (1998), Two-sided confidence intervals for the single proportion.
        Statistics in Medicine 17, 857-872.
    """
    return _share("wilson_cc", _wilson_cc, successes, n, confidence)


def clopper_pearson(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share so that the truth is never missed more often than said.

    That guarantee makes it the widest: for regulated work.

    Source:
        Clopper & Pearson (1934), The use of confidence or fiducial limits illustrated in
        the case of the binomial. Biometrika 26, 404-413.
    """
    return _share("clopper_pearson", clopper_pearson_interval, successes, n, confidence)


def mid_p(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share as `clopper_pearson`, counting the observed sample by half only.

    Source:
        Lancaster (1961), Significance tests in discrete distributions. Journal of the
        American Statistical Association 56, 223-234. Berry & Armitage (1995), Mid-P
        confidence intervals: a brief review. The Statistician 44, 417-423.
    """
    return _share("mid_p", _mid_p, successes, n, confidence)


def jeffreys(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share by the middle of its posterior under the prior Beta(1/2, 1/2).

    Successes of 0 and n reach to 0 and 1, which the posterior alone would exclude.

    Source:
        Brown, Cai & DasGupta (2001), Interval estimation for a binomial proportion.
        Statistical Science 16, 101-133.
    """
    return _share("jeffreys", _jeffreys, successes, n, confidence)


def wald(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate a share the way that must not be reported, to show how far it is off.

    With n = 5 it covers 65 % instead of 95 %, and it has no width for none and for all.
    """
    return _share("wald", _wald, successes, n, confidence)


# What a report may choose from; `wald` is left out on purpose.
INTERVALS: Mapping[str, ShareInterval] = {
    "adjusted_wald": adjusted_wald,
    "adjusted_wald_one_sided_extremes": adjusted_wald_one_sided_extremes,
    "wilson": wilson,
    "wilson_cc": wilson_cc,
    "clopper_pearson": clopper_pearson,
    "mid_p": mid_p,
    "jeffreys": jeffreys,
}


def wilson_interval(successes: int, n: int, confidence: float) -> Interval:
    """Answer the Wilson interval alone; n is at least 1."""
    return _binomtest(successes, n, confidence, "wilson")


def clopper_pearson_interval(successes: float, n: float, confidence: float) -> Interval:
    """Answer the Clopper-Pearson interval alone, also for an n that is no whole number."""
    tail = (1 - confidence) / 2
    low = betaincinv(successes, n - successes + 1, tail) if successes > 0 else 0
    high = betaincinv(successes + 1, n - successes, 1 - tail) if successes < n else 1
    return Interval(float(low), float(high))


def _share(method: str, ends: Ends, successes: int, n: int, confidence: float) -> Estimate:
    check_confidence(confidence)
    check_counts(successes, n)
    if n == 0:
        return no_data(method, confidence)
    return Estimate(successes / n, ends(successes, n, confidence), n, method, confidence=confidence)


def _extremes(successes: int, n: int, confidence: float) -> Interval:
    is_extreme = successes in (0, n)
    z = float(ndtri(confidence)) if is_extreme else normal_quantile(confidence)
    return adjusted_wald_interval(successes, n, z)


def _wilson_cc(successes: int, n: int, confidence: float) -> Interval:
    return _binomtest(successes, n, confidence, "wilsoncc")


def _binomtest(successes: int, n: int, confidence: float, method: str) -> Interval:
    from scipy.stats import binomtest

    made = binomtest(int(successes), int(n)).proportion_ci(confidence, method)
    return Interval(float(made.low), float(made.high))


def _mid_p(successes: int, n: int, confidence: float) -> Interval:
    low = _mid_p_low(successes, n, 1 - confidence)
    return Interval(low, 1 - _mid_p_low(n - successes, n, 1 - confidence))


def _mid_p_low(successes: int, n: int, alpha: float) -> float:
    from scipy.optimize import brentq

    if successes == 0:
        return 0.0
    if successes == n:
        return float(alpha ** (1 / n))

    def excess(p: float) -> float:
        more_or_as_many = betainc(successes, n - successes + 1, p)
        more = betainc(successes + 1, n - successes, p)
        return float(more_or_as_many + more - alpha)

    return float(brentq(excess, 0, 1, xtol=1e-14))


def _jeffreys(successes: int, n: int, confidence: float) -> Interval:
    a, b, tail = successes + 0.5, n - successes + 0.5, (1 - confidence) / 2
    low = betaincinv(a, b, tail) if successes else 0
    high = betaincinv(a, b, 1 - tail) if successes < n else 1
    return Interval(float(low), float(high))


def _wald(successes: int, n: int, confidence: float) -> Interval:
    share = successes / n
    margin = normal_quantile(confidence) * sqrt(share * (1 - share) / n)
    return Interval(share - margin, share + margin).clipped(0, 1)
