"""Krippendorff's alpha: agreement of any number of raters, some of whose ratings are missing."""

from collections import Counter
from collections.abc import Sequence
from math import nan
from typing import Literal

import numpy as np

from recorder.metrics.agreement import Agreement, resampled_coefficient
from recorder.metrics.estimates import CONFIDENCE, Estimate, Reason, check_confidence, present
from recorder.metrics.redraws import SEED, Floats

Level = Literal["nominal", "ordinal", "interval"]


def krippendorff_alpha(
    ratings: Sequence[Sequence[float | None]],
    level: Level = "ordinal",
    *,
    confidence: float = CONFIDENCE,
    seed: int = SEED,
) -> Agreement:
    """Estimate how far raters agree beyond chance; the default for severities.

    Args:
        ratings: Shape (raters, units); None where a rater did not judge the unit. Names of
            categories are to be numbered.
        level: What a difference means: `nominal`, different or not; `ordinal`, by how many
            ratings lie between; `interval`, by the difference of the numbers.
        confidence: Coverage aimed at.
        seed: Of the draws of units for the interval.

    Returns:
        Alpha, with the number of units that two raters or more judged; nothing but a
        reason when there is none, or when all ratings are the same.

    Raises:
        ValueError: The raters' lists differ in length, or the level is none of the three.

    Source:
        Krippendorff (2011), Computing Krippendorff's alpha-reliability. University of
        Pennsylvania. The interval draws units anew.
    """
    check_confidence(confidence)
    method = f"krippendorff_alpha_{level}"
    split = [present(unit) for unit in zip(*ratings, strict=True)]
    n_missing = sum(missing for _, missing in split)
    judged = [there for there, _ in split if len(there) > 1]
    if not judged:
        why = Reason.NO_PAIRABLE_VALUES if any(there for there, _ in split) else Reason.NO_DATA
        return Agreement(Estimate(None, None, 0, method, n_missing, confidence, why), None)
    values = np.array(sorted({rating for unit in judged for rating in unit}))
    pairs = np.stack([_coincidences(unit, values) for unit in judged])
    made = resampled_coefficient(
        lambda drawn: _alpha(pairs[drawn].sum(axis=-3), values, level),
        len(judged),
        method=method,
        confidence=confidence,
        seed=seed,
        n_missing=n_missing,
    )
    return Agreement(made, _agreeing(judged))


def _coincidences(unit: Sequence[float], values: Floats) -> Floats:
    """Count the pairs of values within one unit, each rating once in all, shape (k, k)."""
    counts = (np.array(unit)[:, np.newaxis] == values).sum(axis=0)
    pairs: Floats = (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return pairs


def _alpha(coincidences: Floats, values: Floats, level: Level) -> Floats:
    """Compute alpha of each matrix, (..., k, k) to (...); NaN where nothing differs."""
    margins = coincidences.sum(axis=-1)
    apart = _distances(margins, values, level)
    observed = (coincidences * apart).sum(axis=(-1, -2))
    by_chance = (margins[..., np.newaxis] * margins[..., np.newaxis, :] * apart).sum(axis=(-1, -2))
    ratio = np.full(observed.shape, nan)
    np.divide(observed, by_chance, out=ratio, where=by_chance > 0)
    alpha: Floats = 1 - (margins.sum(axis=-1) - 1) * ratio
    return alpha


def _distances(margins: Floats, values: Floats, level: Level) -> Floats:
    """Answer how far apart any two values are, squared, shape (..., k, k)."""
    match level:
        case "nominal":
            return 1 - np.eye(len(values))
        case "ordinal":
            # Middle ranks: between two values lie the ratings from one's middle to the other's.
            places = margins.cumsum(axis=-1) - margins / 2
        case "interval":
            places = values
        case _:
            raise ValueError(f"a level is nominal, ordinal or interval, not {level}")
    squared: Floats = (places[..., np.newaxis] - places[..., np.newaxis, :]) ** 2
    return squared


def _agreeing(judged: Sequence[Sequence[float]]) -> float:
    """Answer the share of pairs of ratings of the same unit that are equal."""
    equal = sum(count * (count - 1) for unit in judged for count in Counter(unit).values())
    return equal / sum(len(unit) * (len(unit) - 1) for unit in judged)
