"""Success by degrees: scores between failed and done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    normal_quantile,
    present,
)
from recorder.metrics.tallies import no_data


@dataclass(frozen=True, slots=True)
class GradedSuccess:
    """How far participants got with a task.

    Attributes:
        full: Share who did all of it.
        full_or_partial: Share who did at least some of it.
        mean: Mean score, 0 to 1, with the bounded Wilson interval.
    """

    full: Estimate
    full_or_partial: Estimate
    mean: Estimate


def graded_success(scores: Iterable[float | None], confidence: float = CONFIDENCE) -> GradedSuccess:
    """Estimate success when some participants did part of a task.

    The two shares come first: they need no decision on what half a success is worth.

    Args:
        scores: One for each participant, 0 (nothing) to 1 (all of it), by weights that were
            set before the test; None where one is missing.
        confidence: Coverage aimed at.

    Returns:
        Two shares with their adjusted Wald intervals, and the mean score.

    Raises:
        ValueError: A score lies outside 0 to 1.
    """
    listed = list(scores)
    mean = bounded_wilson(listed, confidence)
    there, n_missing = present(listed)
    full = sum(score == 1 for score in there)
    some = sum(score > 0 for score in there)
    return GradedSuccess(
        _share(full, len(there), n_missing, confidence),
        _share(some, len(there), n_missing, confidence),
        mean,
    )


def bounded_wilson(scores: Iterable[float | None], confidence: float = CONFIDENCE) -> Estimate:
    """Estimate the mean of scores between 0 and 1.

    Of all scores with a mean m, those that are only 0 or 1 vary most, by m(1 - m). So the
    Wilson interval, which assumes them, is never too narrow by more than it is for shares;
    a t interval on few such scores covers as little as 41 %.

    Args:
        scores: One for each participant, 0 to 1; None where one is missing.
        confidence: Coverage aimed at.

    Returns:
        The mean score and its interval, 0 to 1, which has a width also when all are equal.

    Raises:
        ValueError: A score lies outside 0 to 1.

    Source:
        Wilson (1927), Journal of the American Statistical Association 22, 209-212, with the
        bound of Hossfeld, Heegaard, Varela & Skorin-Kapov (2018), Confidence interval
        estimators for MOS values. arXiv 1806.01126.
    """
    z = normal_quantile(confidence)
    there, n_missing = present(scores)
    _check_scores(there)
    if not there:
        return no_data("bounded_wilson", confidence, n_missing)
    n, mean = len(there), sum(there) / len(there)
    interval = _wilson(mean, n, z)
    return Estimate(mean, interval, n, "bounded_wilson", n_missing, confidence)


def _wilson(mean: float, n: int, z: float) -> Interval:
    middle = (mean * n + z * z / 2) / (n + z * z)
    margin = z * sqrt(n * mean * (1 - mean) + z * z / 4) / (n + z * z)
    low = 0.0 if mean == 0 else middle - margin
    high = 1.0 if mean == 1 else middle + margin
    return Interval(low, high).clipped(0, 1)


def _share(successes: int, n: int, n_missing: int, confidence: float) -> Estimate:
    made = adjusted_wald(successes, n, confidence)
    return replace(made, n_missing=n_missing)


def _check_scores(scores: list[float]) -> None:
    for score in scores:
        if not 0 <= score <= 1:
            raise ValueError(f"score_out_of_range: {score} is not between 0 and 1")
