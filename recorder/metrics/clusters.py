"""Shares of events of which every participant has several: attempts, clicks, choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Literal

from scipy.special import stdtrit

from recorder.metrics.completion import adjusted_wald_interval
from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    normal_quantile,
)
from recorder.metrics.proportion_intervals import clopper_pearson_interval
from recorder.metrics.tallies import Tally, no_data

Form = Literal["adjusted_wald_effective_n", "clopper_pearson_effective_n"]


@dataclass(frozen=True, slots=True)
class ClusteredShare:
    """A share of events that come in bunches.

    Attributes:
        share: Share of all events, 0 to 1; its n counts events.
        participants: How many had at least one event.
        n_effective: Independent events that would tell as much; None without an interval.
    """

    share: Estimate
    participants: int
    n_effective: float | None


def clustered_proportion(
    successes: Sequence[float | None],
    attempts: Sequence[float | None],
    *,
    confidence: float = CONFIDENCE,
    method: Form = "adjusted_wald_effective_n",
) -> ClusteredShare:
    """Estimate a share when each participant adds several events.

    Who fails one task is likelier to fail the next. Counted as if they were independent,
    5 tasks of 5 participants give an interval that covers 74 to 93 %. So the interval is
    that of the number of independent events that would vary as the participants do.

    Args:
        successes: Events of each participant that count, such as completed attempts.
        attempts: All events of each participant, in the same order; None in either list
            leaves the participant out as missing, and 0 as one who had no occasion.
        confidence: Coverage aimed at.
        method: The form of the interval; Clopper-Pearson's covers no less than it says.

    Returns:
        The share and its interval, 0 to 1; no interval for a single participant. The n of
        the share counts events, its n_missing participants.

    Raises:
        ValueError: The lists differ in length, or hold what are no counts.

    Source:
        Korn & Graubard (1998), Confidence intervals for proportions with small expected
        number of positive counts estimated from survey data. Survey Methodology 24,
        193-201. Dean & Pacheco (2015), Journal of Survey Statistics and Methodology 3,
        484-503.
    """
    check_confidence(confidence)
    tallies, n_missing = _tallies(successes, attempts)
    if not tallies:
        return ClusteredShare(no_data(method, confidence, n_missing), 0, None)
    n = sum(one.n for one in tallies)
    share = sum(one.successes for one in tallies) / n
    if len(tallies) < 2:
        reason = Reason.N_TOO_SMALL
        alone = Estimate(share, None, n, method, n_missing, confidence, reason)
        return ClusteredShare(alone, len(tallies), None)
    effective = _effective_n(tallies, confidence)
    interval = _interval(share, effective, confidence, method)
    made = Estimate(share, interval, n, method, n_missing, confidence)
    return ClusteredShare(made, len(tallies), effective)


def _tallies(
    successes: Sequence[float | None], attempts: Sequence[float | None]
) -> tuple[list[Tally], int]:
    if len(successes) != len(attempts):
        raise ValueError(f"invalid_counts: {len(successes)} of {len(attempts)} participants")
    pairs = [
        (hits, n)
        for hits, n in zip(successes, attempts, strict=True)
        if hits is not None and n is not None and not isnan(hits) and not isnan(n)
    ]
    tallies = [Tally(_whole(hits), _whole(n)) for hits, n in pairs]
    return [one for one in tallies if one.n], len(successes) - len(pairs)


def _whole(count: float) -> int:
    if not float(count).is_integer():
        raise ValueError(f"invalid_counts: {count} is not a whole number")
    return int(count)


def _effective_n(tallies: Sequence[Tally], confidence: float) -> float:
    k, n = len(tallies), sum(one.n for one in tallies)
    share = sum(one.successes for one in tallies) / n
    if share in (0, 1):
        return float(k)
    spread = sum((one.successes - share * one.n) ** 2 for one in tallies)
    variance = k / (k - 1) * spread / n**2
    if variance == 0:
        return float(n)
    tail = (1 + confidence) / 2
    few_degrees = float(stdtrit(n - 1, tail) / stdtrit(k - 1, tail)) ** 2
    return float(min(n, share * (1 - share) / variance * few_degrees))


def _interval(share: float, n: float, confidence: float, method: Form) -> Interval:
    if method == "clopper_pearson_effective_n":
        return clopper_pearson_interval(share * n, n, confidence)
    return adjusted_wald_interval(share * n, n, normal_quantile(confidence))
