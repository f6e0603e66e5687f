"""Time until success when some attempts were cut off by something else than failure."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import isnan

from recorder.metrics.estimates import (
    CONFIDENCE,
    Interval,
    Reason,
    Significance,
    check_confidence,
)
from recorder.metrics.times import check_times

# Shares are sums of quotients: what is one half by hand may differ in the last digit.
HALF_TOLERANCE = 1e-9

Point = tuple[float, float]


class Ending(StrEnum):
    """How the clock of an attempt stopped."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class TimedAttempt:
    """One attempt as its clock saw it.

    Attributes:
        time_s: Seconds from the start until the ending; None when missing.
        ending: A wrong answer or giving up has FAILED. Only what says nothing about the
            participant, such as a crash or a moderator out of time, has CUT_OFF.
    """

    time_s: float | None
    ending: Ending


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """The share of participants who are still at it from a moment on.

    Attributes:
        time_s: The moment in seconds.
        share: The share, 0 to 1.
        interval: Its two ends; None where the formula does not give any.
    """

    time_s: float
    share: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Survival:
    """How long participants are at it before they succeed.

    Attributes:
        steps: The curve, oldest moment first; before the first one the share is 1.
        median_s: When half have succeeded; None when the curve never got there.
        low_s: Lower end of the median's interval; None when not reached.
        high_s: Upper end of the median's interval; None when not reached.
        restricted_mean_s: Mean time spent up to `limit_s`: the area under the curve.
        limit_s: Where that area ends, in seconds.
        n: Attempts the curve rests on.
        n_missing: Attempts without a time.
        confidence: Coverage that the intervals aim at.
        reason: Why there is no curve; None when there is one.
        method: Name of the formula, as in `report.methods`.
    """

    steps: tuple[SurvivalStep, ...]
    median_s: float | None
    low_s: float | None
    high_s: float | None
    restricted_mean_s: float | None
    limit_s: float | None
    n: int
    n_missing: int
    confidence: float
    reason: Reason | None = None
    method: str = "kaplan_meier"


def kaplan_meier(
    attempts: Sequence[TimedAttempt],
    limit_s: float | None = None,
    confidence: float = CONFIDENCE,
) -> Survival:
    """Follow the share of participants who have not succeeded yet.

    It is for attempts that were cut off: those count as long as they lasted. Failures
    would not have gone on like the others, so they stay unsuccessful to the end. Without
    an attempt cut off, `success_curve` says the same more plainly.

    Args:
        attempts: One for each participant.
        limit_s: Where the restricted mean ends, in seconds, above 0; None for the latest
            time seen.
        confidence: Coverage aimed at, by the log-log formula.

    Returns:
        The curve, its median and the restricted mean; nothing but a reason without times.

    Raises:
        ValueError: A time or the limit is zero, negative or infinite.

    Source:
        Kaplan & Meier (1958), Nonparametric estimation from incomplete observations.
        JASA 53, 457-481. Median and its limits: Brookmeyer & Crowley (1982), A confidence
        interval for the median survival time. Biometrics 38, 29-41.
    """
    check_confidence(confidence)
    there = _timed(attempts)
    n, n_missing = len(there), len(attempts) - len(there)
    if limit_s is not None:
        check_times([limit_s])
    if not there:
        nobody = Reason.NO_DATA
        return Survival((), None, None, None, None, limit_s, 0, n_missing, confidence, nobody)
    end_s = max(there)[0] if limit_s is None else limit_s
    steps = _steps(there, max(end_s, max(there)[0]), confidence)
    return Survival(
        steps,
        _half_time([(step.time_s, step.share) for step in steps]),
        _half_time([(step.time_s, step.interval.low) for step in steps if step.interval]),
        _half_time([(step.time_s, step.interval.high) for step in steps if step.interval]),
        _area(steps, end_s),
        end_s,
        n,
        n_missing,
        confidence,
    )


def logrank(a: Sequence[TimedAttempt], b: Sequence[TimedAttempt]) -> Significance:
    """Test whether two groups of people succeed at the same pace, all the way along.

    Args:
        a: Attempts at the one design.
        b: Attempts of other people at the other design.

    Returns:
        Two-sided p and the normal statistic; p = 1 where there is no pace to compare
        because nobody succeeded while others were at it; no p for an empty group.

    Raises:
        ValueError: A time is zero, negative or infinite.

    Source:
        Mantel (1966), Evaluation of survival data and two new rank order statistics.
        Cancer Chemotherapy Reports 50, 163-170.
    """
    import numpy
    from scipy.stats import logrank as scipy_logrank

    ours, theirs = _timed(a), _timed(b)
    n = len(ours) + len(theirs)
    if not ours or not theirs:
        return Significance(None, "logrank", n, reason=Reason.NO_DATA)
    end_s = max(ours + theirs)[0]
    with numpy.errstate(invalid="ignore", divide="ignore"):
        made = scipy_logrank(_censored(ours, end_s), _censored(theirs, end_s))
    if isnan(made.statistic):
        return Significance(1.0, "logrank", n, 0.0, reason=Reason.NO_VARIATION)
    return Significance(float(made.pvalue), "logrank", n, float(made.statistic))


def _timed(attempts: Sequence[TimedAttempt]) -> list[tuple[float, Ending]]:
    there = [
        (attempt.time_s, attempt.ending)
        for attempt in attempts
        if attempt.time_s is not None and not isnan(attempt.time_s)
    ]
    check_times([time_s for time_s, _ in there])
    return there


def _censored(attempts: list[tuple[float, Ending]], end_s: float) -> object:
    """Hand the attempts to SciPy, failures as being at it until the very end."""
    from scipy.stats import CensoredData

    return CensoredData(
        uncensored=[time_s for time_s, ending in attempts if ending is Ending.SUCCEEDED],
        right=[
            end_s if ending is Ending.FAILED else time_s
            for time_s, ending in attempts
            if ending is not Ending.SUCCEEDED
        ],
    )


def _steps(
    attempts: list[tuple[float, Ending]], end_s: float, confidence: float
) -> tuple[SurvivalStep, ...]:
    from scipy.stats import ecdf

    curve = ecdf(_censored(attempts, end_s)).sf
    with warnings.catch_warnings():
        # At a share of 0 or 1 the formula has no interval, which is what None says.
        warnings.simplefilter("ignore", RuntimeWarning)
        ends = curve.confidence_interval(confidence, method="log-log")
    rows = zip(
        curve.quantiles.tolist(),
        curve.probabilities.tolist(),
        ends.low.probabilities.tolist(),
        ends.high.probabilities.tolist(),
        strict=True,
    )
    return tuple(
        SurvivalStep(time_s, share, None if isnan(low) else Interval(low, high))
        for time_s, share, low, high in rows
    )


def _half_time(curve: Sequence[Point]) -> float | None:
    """Answer when a falling curve passes one half: midway, where it rests exactly there."""
    below = [point for point in curve if point[1] < 0.5 + HALF_TOLERANCE]
    if not below:
        return None
    first_s, share = below[0]
    later = [time_s for time_s, lower in below if lower < share]
    if abs(share - 0.5) < HALF_TOLERANCE and later:
        return (first_s + later[0]) / 2
    return first_s


def _area(steps: Sequence[SurvivalStep], limit_s: float) -> float:
    inside = [step for step in steps if step.time_s < limit_s]
    edges = [0.0, *(step.time_s for step in inside), limit_s]
    shares = [1.0, *(step.share for step in inside)]
    return sum(
        share * (end - start) for share, (start, end) in zip(shares, pairwise(edges), strict=True)
    )
