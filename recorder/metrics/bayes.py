"""What the data make of a prior belief: statements about the rate itself."""

from dataclasses import dataclass

from scipy.special import betainc, betaincc, betaincinv

from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, check_confidence
from recorder.metrics.tallies import Tally


@dataclass(frozen=True, slots=True)
class Prior:
    """What was believed about a rate before the data, as a Beta distribution.

    Both numbers are 1 when every rate was equally likely, and 0.5 for Jeffreys' prior. A
    report that shows a posterior states its prior.

    Attributes:
        a: Successes that the belief is worth, above 0.
        b: Failures that the belief is worth, above 0.
    """

    a: float = 1
    b: float = 1

    def __post_init__(self) -> None:
        if not (self.a > 0 and self.b > 0):
            raise ValueError(f"a prior is worth more than nothing, not {self.a} and {self.b}")


FLAT = Prior()


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is believed about a rate after the data.

    Attributes:
        rate: Mean of the belief, and the middle of it as an interval; without data the
            prior's own.
        prob_above: Probability that the rate lies above the benchmark; None without one.
        prior: What was believed before.
    """

    rate: Estimate
    prob_above: float | None
    prior: Prior


def beta_binomial_posterior(
    tally: Tally,
    *,
    prior: Prior = FLAT,
    benchmark: float | None = None,
    confidence: float = CONFIDENCE,
) -> Posterior:
    """Update a belief about a rate by what was observed.

    With the flat prior the mean is Laplace's estimate.

    Args:
        tally: How many did it.
        prior: What was believed before.
        benchmark: A rate, 0 to 1, to give the probability above.
        confidence: How much of the belief the interval holds, with equal tails left out.

    Raises:
        ValueError: The benchmark is not between 0 and 1.

    Source:
        Gelman, Carlin, Stern, Dunson, Vehtari & Rubin (2013), Bayesian Data Analysis,
        3rd ed., chapter 2.
    """
    check_confidence(confidence)
    if benchmark is not None and not 0 <= benchmark <= 1:
        raise ValueError(f"benchmark_out_of_range: {benchmark} is not a rate between 0 and 1")
    a, b, tail = prior.a + tally.successes, prior.b + tally.failures, (1 - confidence) / 2
    interval = Interval(float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail)))
    rate = Estimate(a / (a + b), interval, tally.n, "beta_binomial", confidence=confidence)
    above = None if benchmark is None else float(betaincc(a, b, benchmark))
    return Posterior(rate, above, prior)


def prob_b_beats_a(first: Tally, second: Tally, prior: Prior = FLAT) -> float:
    """Answer how likely it is that the second group's rate is the higher one.

    Averages, over what may be believed of the second rate, how much of the belief about the
    first lies below it.

    Args:
        first: How many of group A did it.
        second: How many of group B did it.
        prior: What was believed of either before.

    Returns:
        A probability, 0 to 1; one half when nobody was observed.

    Source:
        Gelman et al. (2013), as for `beta_binomial_posterior`.
    """
    from scipy.integrate import quad

    a_first, b_first = prior.a + first.successes, prior.b + first.failures
    a_second, b_second = prior.a + second.successes, prior.b + second.failures

    def first_is_below(quantile: float) -> float:
        return float(betainc(a_first, b_first, betaincinv(a_second, b_second, quantile)))

    # Over the quantiles of the second rate, for over the rate itself a narrow peak is missed.
    return float(quad(first_is_below, 0, 1, epsabs=1e-10, limit=200)[0])
