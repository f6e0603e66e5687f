"""How unequally visible problems are, and how many that leaves unseen."""

from dataclasses import dataclass
from math import comb, exp, expm1, log

from scipy.special import betaln

from recorder.metrics.estimates import Estimate, Reason
from recorder.metrics.sightings import Sightings, reason_without_problems

METHOD = "zero_truncated_beta_binomial"
FEWEST_PARTICIPANTS = 8
FEWEST_PROBLEMS = 20
SMALLEST_ALPHA = 1e-3
MOST_UNSEEN = 0.95
LOG_SHAPES = (-14.0, 14.0)


@dataclass(frozen=True, slots=True)
class BetaBinomialFit:
    """How visibility is spread over problems, as a beta distribution says it.

    Attributes:
        total: Problems there are; without an interval.
        alpha: First shape of the distribution; None when it cannot be told.
        beta: Second shape.
        log_likelihood: Of what was met, given that it was met.
    """

    total: Estimate
    alpha: float | None = None
    beta: float | None = None
    log_likelihood: float | None = None


def zero_truncated_beta_binomial(sightings: Sightings) -> BetaBinomialFit:
    """Estimate how many problems there are from how visibility varies among those met.

    Often the sample does not tell: a few problems nobody sees and thousands explain it
    equally well. Then there is no number but a reason.

    Args:
        sightings: Problems by the number of participants who met them; 20 or more
            problems and 8 or more participants.

    Returns:
        The most likely total and the distribution behind it.

    Source:
        Schmettow (2008), Heterogeneity in the usability evaluation process. Proc. BCS-HCI
        '08, 89-98.
    """
    n, problems = sightings.n, sightings.problems
    if n < FEWEST_PARTICIPANTS or problems < FEWEST_PROBLEMS:
        return _untold(n, reason_without_problems(sightings) or Reason.N_TOO_SMALL)
    alpha, beta = _most_likely(sightings)
    unseen = exp(_log_unseen(n, alpha, beta))
    if alpha < SMALLEST_ALPHA or unseen > MOST_UNSEEN:
        return _untold(n, Reason.NOT_IDENTIFIABLE)
    total = Estimate(problems / (1 - unseen), None, n, METHOD)
    return BetaBinomialFit(total, alpha, beta, _log_likelihood(sightings, alpha, beta))


def _untold(n: int, why: Reason) -> BetaBinomialFit:
    return BetaBinomialFit(Estimate(None, None, n, METHOD, reason=why))


def _most_likely(sightings: Sightings) -> tuple[float, float]:
    """Find the two shapes, searching among their logarithms."""
    from scipy.optimize import minimize

    found = minimize(
        lambda logs: -_log_likelihood(sightings, exp(logs[0]), exp(logs[1])),
        x0=(0.0, 1.0),
        method="Nelder-Mead",
        bounds=(LOG_SHAPES, LOG_SHAPES),
    )
    return exp(found.x[0]), exp(found.x[1])


def _log_likelihood(sightings: Sightings, alpha: float, beta: float) -> float:
    n = sightings.n
    seen = log(-expm1(_log_unseen(n, alpha, beta)))
    return sum(
        problems * (_log_beta_binomial(met_by, n, alpha, beta) - seen)
        for met_by, problems in sightings.frequency.items()
    )


def _log_unseen(n: int, alpha: float, beta: float) -> float:
    """Answer the logarithm of the probability that a problem is met by nobody."""
    return _log_beta_binomial(0, n, alpha, beta)


def _log_beta_binomial(k: int, n: int, alpha: float, beta: float) -> float:
    return log(comb(n, k)) + float(betaln(k + alpha, n - k + beta) - betaln(alpha, beta))
