"""How far several people who judged the same things agree, as a plain share."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan
from statistics import fmean

import numpy as np

from recorder.metrics.estimates import Estimate, Reason
from recorder.metrics.redraws import Statistic, resampled_interval


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient of agreement and the plain share beside it; a reader wants both.

    No words such as "substantial" come with it: where they begin is convention, and the
    interval mostly spans several of them.

    Attributes:
        coefficient: Agreement beyond chance: 1 is perfect, 0 is what chance alone gives.
        observed: Share of the pairs of judgements that are equal, 0 to 1; None without any.
        se: Standard error of the coefficient; None where there is no formula for it.
    """

    coefficient: Estimate
    observed: float | None
    se: float | None = None


def any_two_agreement(problem_lists: Sequence[Collection[Hashable]]) -> Estimate:
    """Estimate how much of what two evaluators find is found by both.

    For lists of problems a kappa is impossible, for nobody knows how many problems all of
    them missed.

    Args:
        problem_lists: The problems that each evaluator found.

    Returns:
        The mean over pairs of evaluators of problems shared by problems found by either,
        0 to 1, without an interval; pairs in which nobody found any are left out.

    Source:
        Hertzum & Jacobsen (2001), The evaluator effect: a chilling fact about usability
        evaluation methods. International Journal of Human-Computer Interaction 13, 421-443.
    """
    found = [set(listed) for listed in problem_lists]
    shares = [
        len(one & other) / len(one | other) for one, other in combinations(found, 2) if one | other
    ]
    if shares:
        return Estimate(fmean(shares), None, len(found), "any_two_agreement")
    few = Reason.N_TOO_SMALL if found else Reason.NO_DATA
    why = Reason.NO_PROBLEMS if len(found) > 1 else few
    return Estimate(None, None, len(found), "any_two_agreement", reason=why)


def resampled_coefficient(
    statistic: Statistic,
    units: int,
    *,
    method: str,
    confidence: float,
    seed: int,
    n_missing: int = 0,
) -> Estimate:
    """Estimate a coefficient of agreement, its interval from units drawn anew.

    Args:
        statistic: Computes it from drawn units, as `resampled_interval` wants it; NaN where
            chance alone would always agree.
        units: Units that were judged by two raters or more; 1 or more of them.
        method: Name of the coefficient.
        confidence: Coverage aimed at.
        seed: Of the draws.
        n_missing: Judgements that are missing.
    """
    coefficient, interval = float(statistic(np.arange(units))), None
    reason: Reason | None = Reason.UNDEFINED_EXPECTED_AGREEMENT
    if isnan(coefficient):
        return Estimate(None, None, units, method, n_missing, confidence, reason)
    reason = Reason.N_TOO_SMALL
    if units > 1:
        interval = resampled_interval(statistic, units, confidence=confidence, seed=seed)
        reason = Reason.ZERO_VARIANCE if interval is None else None
    return Estimate(coefficient, interval, units, method, n_missing, confidence, reason)
