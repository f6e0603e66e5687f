"""Whether a share lies above a goal that was set before the data came."""

from typing import Literal

from recorder.metrics.estimates import Reason
from recorder.metrics.exact_tests import ExactTest, exact_test, two_sided
from recorder.metrics.tallies import check_counts

Alternative = Literal["greater", "less", "two-sided"]


def rate_vs_benchmark(
    successes: int, n: int, *, benchmark: float, alternative: Alternative = "greater"
) -> ExactTest:
    """Test whether more participants succeed than a benchmark asks for.

    With 8 of 9 against 70 % the mid-P is .12, which may be told as "88 % confidence that
    the rate exceeds 70 %". It is not the probability that it does; for that see
    `bayes.beta_binomial_posterior`.

    Args:
        successes: Participants who did it, 0 to n.
        n: Participants who could have.
        benchmark: The rate to compare with, 0 to 1.
        alternative: Where the true rate is suspected.

    Returns:
        The exact p and the mid-P; neither of them for n = 0.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n, the benchmark
            is not between 0 and 1, or the alternative is not one of the three.

    Source:
        Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed., chapter 4.
    """
    check_counts(successes, n)
    if not 0 <= benchmark <= 1:
        raise ValueError(f"benchmark_out_of_range: {benchmark} is not a rate between 0 and 1")
    if alternative not in ("greater", "less", "two-sided"):
        raise ValueError(f"the alternative is greater, less or two-sided, not {alternative}")
    if n == 0:
        return exact_test("binomial", 0, p_exact=None, p_mid=None, reason=Reason.NO_DATA)
    p_exact, p_mid = _tail(successes, n, benchmark, alternative)
    return exact_test("binomial", n, p_exact=p_exact, p_mid=p_mid)


def _tail(
    successes: int, n: int, benchmark: float, alternative: Alternative
) -> tuple[float, float]:
    from scipy.stats import binom

    likely = [float(one) for one in binom.pmf(range(n + 1), n, benchmark)]
    if alternative == "two-sided":
        return two_sided(likely, successes)
    further = binom.sf if alternative == "greater" else binom.cdf
    beyond = successes if alternative == "greater" else successes - 1
    p_beyond = float(further(beyond, n, benchmark))
    return p_beyond + likely[successes], p_beyond + likely[successes] / 2
