"""How many problems there are when some are met by nearly nobody."""

from dataclasses import dataclass
from math import exp, log1p, sqrt

from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, Reason, normal_quantile
from recorder.metrics.sightings import Sightings, reason_without_problems


@dataclass(frozen=True, slots=True)
class ProblemRichness:
    """How many problems there are at least.

    Attributes:
        total: Problems there are, with their interval; a lower bound.
        undiscovered: Those among them that nobody met; None without problems.
        se: Standard error of the total, in problems; None without problems.
    """

    total: Estimate
    undiscovered: float | None
    se: float | None


def chao2(sightings: Sightings, confidence: float = CONFIDENCE) -> ProblemRichness:
    """Estimate how many problems there are at least, however unequally visible.

    Problems met once or twice tell of those met never: where most were met by one
    participant only, many more are waiting. This is the number to lead with, as "at least
    so many are still undiscovered".

    Args:
        sightings: Problems by the number of participants who met them.
        confidence: Coverage aimed at.

    Returns:
        The total. When no problem speaks for unseen ones, the total is what was met, with
        the reason `no_singletons`. One participant alone says nothing about others.

    Source:
        Chao (1987), Estimating the population size for capture-recapture data with unequal
        catchability. Biometrics 43, 783-791. The interval: Chao (1984), Nonparametric
        estimation of the number of classes. Scandinavian Journal of Statistics 11, 265-270.
    """
    z, n, met = normal_quantile(confidence), sightings.n, sightings.problems
    why = reason_without_problems(sightings) or (Reason.N_TOO_SMALL if n == 1 else None)
    if why is not None:
        nothing = Estimate(None, None, n, "chao2", 0, confidence, why)
        return ProblemRichness(nothing, None, None)
    unseen = _unseen(sightings)
    variance = _variance(sightings, unseen)
    factor = exp(z * sqrt(log1p(variance / unseen**2))) if unseen else 1.0
    interval = Interval(met + unseen / factor, met + unseen * factor)
    alone = None if unseen else Reason.NO_SINGLETONS
    total = Estimate(met + unseen, interval, n, "chao2", 0, confidence, alone)
    return ProblemRichness(total, unseen, sqrt(variance))


def _unseen(sightings: Sightings) -> float:
    """Estimate the problems that nobody met."""
    k, once, twice = (sightings.n - 1) / sightings.n, sightings.met_by(1), sightings.met_by(2)
    return k * once**2 / (2 * twice) if twice else k * once * (once - 1) / 2


def _variance(sightings: Sightings, unseen: float) -> float:
    k, once, twice = (sightings.n - 1) / sightings.n, sightings.met_by(1), sightings.met_by(2)
    if twice:
        ratio = once / twice
        return twice * (k / 2 * ratio**2 + k**2 * ratio**3 + k**2 / 4 * ratio**4)
    return (
        k * once * (once - 1) / 2
        + k**2 * once * (2 * once - 1) ** 2 / 4
        - k**2 * once**4 / (4 * (sightings.problems + unseen))
    )
