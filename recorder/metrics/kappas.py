"""Agreement of raters who put the same units into the same categories, beyond chance."""

from collections.abc import Sequence
from math import nan, sqrt
from typing import Literal

import numpy as np

from recorder.metrics.agreement import Agreement, resampled_coefficient
from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    normal_quantile,
)
from recorder.metrics.redraws import SEED, Floats
from recorder.metrics.tallies import is_count

Weights = Literal["unweighted", "linear", "quadratic"]
Table = Sequence[Sequence[int]]

CERTAIN = 1 - 1e-12
"""From here on chance alone agrees always, but for rounding."""


def cohens_kappa(
    table: Table, weights: Weights = "unweighted", confidence: float = CONFIDENCE
) -> Agreement:
    """Estimate how far two raters agree beyond chance.

    Args:
        table: Shape (k, k): units that the first rater put into the row's category and the
            second into the column's.
        weights: For ordered categories `linear` or `quadratic` lets near misses count in
            part; `unweighted` counts them as any disagreement.
        confidence: Coverage aimed at.

    Returns:
        Kappa, -1 to 1, with its standard error; nothing but a reason when both raters use
        one and the same category throughout, for then chance would agree as well. No
        interval when they always agree: a width of zero would claim what nobody knows.

    Raises:
        ValueError: The table is not square or holds something that is no count, or the
            weights are none of the three.

    Source:
        Cohen (1960), A coefficient of agreement for nominal scales. Educational and
        Psychological Measurement 20, 37-46. Standard error: Fleiss, Cohen & Everitt (1969),
        Large sample standard errors of kappa and weighted kappa. Psychological Bulletin 72,
        323-327.
    """
    z, method = normal_quantile(confidence), f"cohens_kappa_{weights}"
    counts = _counts(table)
    if any(len(row) != len(table) for row in table):
        raise ValueError(f"invalid_counts: {table} is not square")
    credit = _credit(len(table), weights)
    n = int(counts.sum())
    if n == 0:
        return Agreement(Estimate(None, None, 0, method, 0, confidence, Reason.NO_DATA), None)
    p = counts / n
    observed = float(np.trace(p))
    by_chance = float((np.outer(p.sum(axis=1), p.sum(axis=0)) * credit).sum())
    if by_chance >= CERTAIN:
        why = Reason.UNDEFINED_EXPECTED_AGREEMENT
        return Agreement(Estimate(None, None, n, method, 0, confidence, why), observed)
    kappa = (float((p * credit).sum()) - by_chance) / (1 - by_chance)
    se = sqrt(_kappa_variance(p, credit, kappa, by_chance) / n)
    interval = Interval(kappa - z * se, kappa + z * se).clipped(-1, 1) if se else None
    reason = None if se else Reason.ZERO_VARIANCE
    return Agreement(Estimate(kappa, interval, n, method, 0, confidence, reason), observed, se)


def fleiss_kappa(table: Table, *, confidence: float = CONFIDENCE, seed: int = SEED) -> Agreement:
    """Estimate how far several raters agree beyond chance on categories without order.

    Args:
        table: Shape (units, categories): how many raters put the unit into the category;
            each unit was judged by equally many raters, not always by the same ones.
        confidence: Coverage aimed at.
        seed: Of the draws of units for the interval.

    Returns:
        Kappa; nothing but a reason when all judgements fall into one category, or when
        one rater only has judged.

    Raises:
        ValueError: The rows have different lengths or sums, or hold what is no count.

    Source:
        Fleiss (1971), Measuring nominal scale agreement among many raters. Psychological
        Bulletin 76, 378-382.
    """
    check_confidence(confidence)
    counts = _counts(table)
    units = len(table)
    raters = int(counts.sum()) // units if units else 0
    if (counts.sum(axis=-1) != raters).any():
        raise ValueError("invalid_counts: every unit needs equally many raters")
    if raters < 2:
        why = Reason.NO_PAIRABLE_VALUES if raters else Reason.NO_DATA
        made = Estimate(None, None, units, "fleiss_kappa", 0, confidence, why)
        return Agreement(made, None)
    made = resampled_coefficient(
        lambda drawn: _fleiss(counts[drawn], raters),
        units,
        method="fleiss_kappa",
        confidence=confidence,
        seed=seed,
    )
    return Agreement(made, float(_agreeing(counts, raters)))


def _counts(table: Table) -> Floats:
    widths = {len(row) for row in table}
    if len(widths) > 1 or not all(is_count(count) for row in table for count in row):
        raise ValueError(f"invalid_counts: {table} is no table of counts")
    return np.array(table, dtype=float).reshape(len(table), max(widths, default=0))


def _credit(k: int, weights: Weights) -> Floats:
    """Answer how much each pair of categories counts as agreement, shape (k, k)."""
    ranks = np.arange(k) / max(k - 1, 1)
    apart = np.abs(ranks[:, np.newaxis] - ranks)
    match weights:
        case "unweighted":
            return np.eye(k)
        case "linear":
            return 1 - apart
        case "quadratic":
            return 1 - apart**2
    raise ValueError(f"weights are unweighted, linear or quadratic, not {weights}")


def _kappa_variance(p: Floats, credit: Floats, kappa: float, by_chance: float) -> float:
    """Answer the variance of kappa times n; 0 when the raters always or never agree."""
    of_rows, of_columns = credit @ p.sum(axis=0), p.sum(axis=1) @ credit
    beside = (of_rows[:, np.newaxis] + of_columns) * (1 - kappa)
    spread = float((p * (credit - beside) ** 2).sum())
    centre = (kappa - by_chance * (1 - kappa)) ** 2
    return max(spread - centre, 0) / (1 - by_chance) ** 2


def _fleiss(counts: Floats, raters: int) -> Floats:
    """Compute kappa of each table, (..., units, categories) to (...); NaN where undefined."""
    shares = counts.sum(axis=-2) / (counts.shape[-2] * raters)
    by_chance = (shares**2).sum(axis=-1)
    kappa = np.full(by_chance.shape, nan)
    observed = _agreeing(counts, raters)
    np.divide(observed - by_chance, 1 - by_chance, out=kappa, where=by_chance < CERTAIN)
    return kappa


def _agreeing(counts: Floats, raters: int) -> Floats:
    """Answer the share of pairs of raters who agree, over all units."""
    pairs = counts.shape[-2] * raters * (raters - 1)
    agreeing: Floats = (counts * (counts - 1)).sum(axis=(-1, -2)) / pairs
    return agreeing
