"""What the data make of a prior belief: statements about the rate itself."""

from dataclasses import dataclass
from math import exp

from scipy.special import betainc, betaincc, betaincinv, betaln, expit, log_expit, logit

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
TAILS = (1e-14, 1e-9, 1e-6, 1e-3, 0.1, 0.5)
MOST_LOGIT = 700.0


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
    after, tail = _updated(prior, tally), (1 - confidence) / 2
    low, high = (float(betaincinv(after.a, after.b, part)) for part in (tail, 1 - tail))
    mean = after.a / (after.a + after.b)
    rate = Estimate(mean, Interval(low, high), tally.n, "beta_binomial", confidence=confidence)
    above = None if benchmark is None else float(betaincc(after.a, after.b, benchmark))
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
        A probability, 0 to 1; one half when nobody was observed. It is exact to 1e-8 for
        priors worth 0.05 or more, and to 0.003 for weaker ones.

    Source:
        Gelman et al. (2013), as for `beta_binomial_posterior`.
    """
    from scipy.integrate import quad

    a, b = _updated(prior, first), _updated(prior, second)

    def b_is_here_and_a_below(logit_rate: float) -> float:
        up, down = log_expit(logit_rate), log_expit(-logit_rate)
        return exp(b.a * up + b.b * down - betaln(b.a, b.b)) * _below(a, logit_rate)

    # Over the logit neither belief has a pole; between its points `quad` may miss a peak.
    low, *_, high = _landmarks(b)
    points = [one for one in {*_landmarks(a), *_landmarks(b)} if low < one < high]
    made, _ = quad(b_is_here_and_a_below, low, high, points=sorted(points), limit=400)
    return float(min(1, made))


def _landmarks(belief: Prior) -> list[float]:
    """Answer where a belief lies: logits of quantiles, from one far tail to the other."""
    lower = [float(logit(betaincinv(belief.a, belief.b, tail))) for tail in TAILS]
    upper = [-float(logit(betaincinv(belief.b, belief.a, tail))) for tail in TAILS]
    return sorted(max(-MOST_LOGIT, min(MOST_LOGIT, one)) for one in {*lower, *upper})


def _below(belief: Prior, logit_rate: float) -> float:
    """Answer how much of a belief lies below a rate, exact also where that rounds to 1."""
    if logit_rate < 0:
        return float(betainc(belief.a, belief.b, expit(logit_rate)))
    return float(betaincc(belief.b, belief.a, expit(-logit_rate)))


def _updated(prior: Prior, tally: Tally) -> Prior:
    return Prior(prior.a + tally.successes, prior.b + tally.failures)
