"""How often something happened for each attempt: errors, slips."""

from collections.abc import Iterable
from dataclasses import replace
from math import inf
from statistics import fmean, variance

from scipy.special import gammaincinv

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    present,
)
from recorder.metrics.means import rating_mean
from recorder.metrics.resampling import FEW, Statistic, bootstrap

OVERDISPERSED = "overdispersed"
# Chance alone makes the variance of counts equal to their mean.
MOST_DISPERSION = 1.5
FEWEST_COUNTS = 5


def poisson_rate(events: int, exposure: float, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate how often something happens for each unit of exposure.

    Args:
        events: How often it happened.
        exposure: Attempts, participants or minutes in which it could have.
        confidence: Coverage aimed at; the interval never covers less.

    Returns:
        Events for each unit and the exact interval; nothing but a reason without exposure.

    Raises:
        ValueError: The counts are negative, the events not a whole number, or the exposure
            not finite.

    Source:
        Garwood (1936), Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.
    """
    check_confidence(confidence)
    if events < 0 or not 0 <= exposure < inf or not float(events).is_integer():
        raise ValueError(f"invalid_counts: {events} in {exposure}")
    if exposure == 0:
        return Estimate(None, None, 0, "garwood", 0, confidence, Reason.NO_DATA)
    tail = (1 - confidence) / 2
    low = float(gammaincinv(events, tail)) / exposure if events else 0.0
    high = float(gammaincinv(events + 1, 1 - tail)) / exposure
    rate = events / exposure
    return Estimate(rate, Interval(low, high), round(exposure), "garwood", 0, confidence)


def event_rate(counts: Iterable[float | None], confidence: float = CONFIDENCE) -> Estimate:
    """Estimate how often something happens to a participant.

    Args:
        counts: How often it happened, one for each participant; None where that is not
            known.
        confidence: Coverage aimed at.

    Returns:
        As `poisson_rate`, flagged `overdispersed` where a few participants had most of
        it: then `spread_rate` is the honest interval.

    Raises:
        ValueError: A count is negative or not a whole number.
    """
    there, n_missing = present(counts)
    _check_events(there)
    made = poisson_rate(int(sum(there)), len(there), confidence)
    flags = (OVERDISPERSED,) if is_overdispersed(there) else ()
    return replace(made, n_missing=n_missing, flags=flags)


def spread_rate(
    counts: Iterable[float | None], *, seed: int, confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate how often something happens to a participant when some draw it on.

    Each participant is one observation, whatever the distribution: a bootstrap from ten
    participants on, below a t interval that does not reach under 0.

    Args:
        counts: As in `event_rate`.
        seed: As in `bootstrap`.
        confidence: Coverage aimed at.

    Returns:
        The mean count and its interval; no interval for one participant, nor where all
        counts are equal.

    Raises:
        ValueError: A count is negative or not a whole number.
    """
    listed = list(counts)
    there, _ = present(listed)
    _check_events(there)
    if len(there) >= FEW:
        return bootstrap(listed, Statistic.MEAN, seed=seed, confidence=confidence)
    return rating_mean(listed, scale_min=0, scale_max=inf, confidence=confidence)


def dispersion_index(counts: Iterable[float | None]) -> float | None:
    """Divide the variance of the counts by their mean.

    Returns:
        About 1 where chance alone spreads them, more where participants differ; None
        below two counts, or where nothing happened.

    Source:
        Fisher (1925), Statistical Methods for Research Workers, section 16.
    """
    there, _ = present(counts)
    if len(there) < 2 or not any(there):
        return None
    return variance(there) / fmean(there)


def is_overdispersed(counts: Iterable[float | None]) -> bool:
    """Answer whether five or more counts spread clearly more than chance spreads them."""
    there, _ = present(counts)
    index = dispersion_index(there)
    return index is not None and len(there) >= FEWEST_COUNTS and index > MOST_DISPERSION


def _check_events(counts: list[float]) -> None:
    for count in counts:
        if count < 0 or not count.is_integer():
            raise ValueError(f"invalid_counts: {count} is no number of events")
