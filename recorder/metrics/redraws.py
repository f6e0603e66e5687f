"""Intervals by drawing the sample anew from itself, where no formula gives one."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from recorder.metrics.estimates import Interval, check_confidence

BATCH, BATCHES = 1_111, 9
"""Draws held in memory at once, and how often: 9,999 in all."""

ROUNDING = 1e-12
"""Draws that differ by less are the same."""

SEED = 20_260_301
"""Fixed, so that two reports of the same study are the same to the last digit."""

Floats = NDArray[np.float64]
Statistic = Callable[[NDArray[np.intp]], Floats]


def resampled_interval(
    statistic: Statistic, n: int, *, confidence: float, seed: int = SEED
) -> Interval | None:
    """Answer the percentile interval of what is computed from n people or units.

    Whole units are drawn, so that what belongs to one of them stays together.

    Args:
        statistic: Takes indices of drawn units, shape (..., n), and answers one number for
            each draw, shape (...); NaN where a draw does not determine it: left out.
        n: Units in the sample, two or more.
        confidence: Coverage aimed at.
        seed: Of the draws; the same seed gives the same interval.

    Returns:
        The interval; None when every draw gives the same number or none, for a width of
        zero would claim what nobody knows.

    Raises:
        ValueError: The confidence is not between 0 and 1.

    Source:
        Efron & Tibshirani (1993), An introduction to the bootstrap, chapter 13.
    """
    check_confidence(confidence)
    random = np.random.default_rng(seed)
    made = [statistic(random.integers(n, size=(BATCH, n))) for _ in range(BATCHES)]
    drawn = np.concatenate(made)
    known = drawn[~np.isnan(drawn)]
    if not known.size or np.ptp(known) < ROUNDING:
        return None
    low, high = np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high))
