"""The Single Usability Metric: completion, satisfaction, time and errors as one number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isnan, log, nan
from typing import Literal

import numpy as np
from scipy.special import ndtr

from recorder.metrics.estimates import CONFIDENCE, Estimate, Reason, check_confidence
from recorder.metrics.redraws import SEED, Floats, resampled_interval

FEWEST = 8
"""Below so many participants, drawing them anew says too little for an interval."""

SPEC_PERCENTILE = 95


@dataclass(frozen=True, slots=True)
class SumAttempt:
    """One participant's attempt at the task.

    Attributes:
        completed: Whether the participant completed it.
        satisfaction: The rating, higher is better; None where missing.
        time_s: Seconds on task, above 0; counts only if completed. None where missing.
        errors: Errors made, counted against `SumSpec.opportunities`; None where unknown.
    """

    completed: bool
    satisfaction: float | None
    time_s: float | None
    errors: int | None = None


@dataclass(frozen=True, slots=True)
class SumSpec:
    """What counts as good.

    Attributes:
        satisfaction: Ratings from here on are satisfied; 4 is customary on 5-point items.
        time_s: Seconds that are good. None takes the 95th percentile of the times of those
            who completed the task and were satisfied.
        time_scale: `log` computes with logarithms, for times are skewed; `raw` with
            seconds, as the original did.
        opportunities: Errors that one participant could make, 1 or more; None leaves errors
            out of the sum.
    """

    satisfaction: float = 4.0
    time_s: float | None = None
    time_scale: Literal["log", "raw"] = "log"
    opportunities: int | None = None


@dataclass(frozen=True, slots=True)
class SumScore:
    """The sum and the parts it is the mean of; a reader must see both.

    Attributes:
        total: The mean of the parts, 0 to 1; flagged `time_spec_from_sample` when the
            specification of the time was.
        completion: Share of participants who completed the task; None without any.
        satisfaction: Share of ratings expected above their specification.
        time: Share of successful times expected below theirs.
        errors: Share of the opportunities for errors that were none.
        time_spec_s: The time that counted as good, in seconds; None when there was none.
    """

    total: Estimate
    completion: float | None
    satisfaction: float | None
    time: float | None
    errors: float | None
    time_spec_s: float | None


def sum_score(
    attempts: Sequence[SumAttempt],
    spec: SumSpec = SumSpec(),
    *,
    confidence: float = CONFIDENCE,
    seed: int = SEED,
) -> SumScore:
    """Sum up one task in one number and keep its three or four parts beside it.

    Satisfaction and time are put on a scale from 0 to 1 by how far their means lie from
    their specification, in standard deviations. Completion enters as it is and therefore
    weighs more than the others, a known bias: never show the sum without its parts.

    Args:
        attempts: One for each participant.
        spec: What counts as good.
        confidence: Coverage aimed at.
        seed: Of the draws of participants.

    Returns:
        The sum; its interval, from 8 participants on, draws whole participants anew, since
        their parts hang together. Draws that leave a part undetermined do not count; the
        specification of the time is not drawn anew.

    Raises:
        ValueError: A successful time is not above 0, or errors do not fit the opportunities.

    Source:
        Sauro & Kindlund (2005), A method to standardize usability metrics into a single
        score. Proc. CHI '05, 401-409.
    """
    check_confidence(confidence)
    _check(attempts, spec)
    settled = replace(spec, time_s=_time_spec(attempts, spec))
    table = np.array([_row(attempt) for attempt in attempts]).reshape(-1, 4)
    parts = _parts(table, settled)
    known = [None if isnan(part) else float(part) for part in parts]
    total = _total(table, settled, confidence=confidence, seed=seed)
    if spec.time_s is None:
        total = replace(total, flags=("time_spec_from_sample",))
    errors = None if spec.opportunities is None else known[3]
    return SumScore(total, known[0], known[1], known[2], errors, settled.time_s)


def _check(attempts: Sequence[SumAttempt], spec: SumSpec) -> None:
    if spec.time_s is not None and spec.time_s <= 0:
        raise ValueError(f"nonpositive_time: {spec.time_s} s specify no time on task")
    for attempt in attempts:
        if attempt.completed and attempt.time_s is not None and not 0 < attempt.time_s < inf:
            raise ValueError(f"nonpositive_time: {attempt.time_s} s is no time on task")
        if spec.opportunities is not None and not 0 <= (attempt.errors or 0) <= spec.opportunities:
            raise ValueError(f"invalid_counts: {attempt.errors} of {spec.opportunities} errors")


def _time_spec(attempts: Sequence[SumAttempt], spec: SumSpec) -> float | None:
    if spec.time_s is not None:
        return spec.time_s
    satisfied = [
        attempt.time_s
        for attempt in attempts
        if attempt.completed
        and attempt.time_s is not None
        and attempt.satisfaction is not None
        and attempt.satisfaction >= spec.satisfaction
    ]
    return float(np.percentile(satisfied, SPEC_PERCENTILE)) if satisfied else None


def _row(attempt: SumAttempt) -> list[float]:
    values = (
        attempt.satisfaction,
        attempt.time_s if attempt.completed else None,
        attempt.errors,
    )
    return [float(attempt.completed), *(nan if value is None else value for value in values)]


def _total(table: Floats, spec: SumSpec, *, confidence: float, seed: int) -> Estimate:
    n, interval = len(table), None
    total = float(_parts(table, spec).mean())
    reason = _reason(table, total)
    if reason is None:
        interval = resampled_interval(
            lambda drawn: _parts(table[drawn], spec).mean(axis=-1),
            n,
            confidence=confidence,
            seed=seed,
        )
        reason = Reason.ZERO_VARIANCE if interval is None else None
    estimate = None if isnan(total) else total
    return Estimate(estimate, interval, n, "sum", 0, confidence, reason)


def _reason(table: Floats, total: float) -> Reason | None:
    if not len(table):
        return Reason.NO_DATA
    if not table[:, 0].any():
        return Reason.NO_SUCCESSFUL_ATTEMPTS
    return Reason.N_TOO_SMALL if isnan(total) or len(table) < FEWEST else None


def _parts(table: Floats, spec: SumSpec) -> Floats:
    """Compute the parts of each table, (..., n, 4) to (..., 3 or 4); NaN where undetermined."""
    times, time_s = table[..., 2], nan if spec.time_s is None else spec.time_s
    if spec.time_scale == "log":
        times, time_s = np.log(times), log(time_s)
    parts = [
        _mean(table[..., 0]),
        _standing(table[..., 1], spec.satisfaction),
        _standing(-times, -time_s),
    ]
    if spec.opportunities is not None:
        parts.append(1 - _mean(table[..., 3]) / spec.opportunities)
    return np.stack(parts, axis=-1)


def _standing(values: Floats, spec: float) -> Floats:
    """Answer the share above spec of a normal distribution with these values' mean and spread."""
    there = ~np.isnan(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = _mean(values)
        squares = np.where(there, (values - mean[..., np.newaxis]) ** 2, 0)
        spread = np.sqrt(squares.sum(axis=-1) / (there.sum(axis=-1) - 1))
        share: Floats = ndtr((mean - spec) / spread)
    # Equal values have no spread but that of rounding: all of them lie on one side.
    low, high = np.where(there, values, inf), np.where(there, values, -inf)
    highest = high.max(axis=-1, initial=-inf)
    equal = (low.min(axis=-1, initial=inf) == highest) & (there.sum(axis=-1) > 1)
    return np.where(equal, (1 + np.sign(highest - spec)) / 2, share)


def _mean(values: Floats) -> Floats:
    there = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(there, values, 0).sum(axis=-1) / there.sum(axis=-1)
    return mean
