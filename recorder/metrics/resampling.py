"""Intervals by drawing the sample again and again, the same way every time."""

import warnings
from collections.abc import Iterable
from enum import StrEnum
from math import isfinite, isnan
from statistics import fmean, geometric_mean, median
from typing import Literal
from zlib import crc32

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    check_confidence,
    present,
)
from recorder.metrics.times import check_times

RESAMPLES = 9999
FEW = 10
FEW_FOR_BOOTSTRAP = "few_for_bootstrap"

BootstrapForm = Literal["BCa", "percentile"]


class Statistic(StrEnum):
    """What is computed from the sample, and from each sample drawn out of it."""

    MEAN = "mean"
    MEDIAN = "median"
    GEOMETRIC_MEAN = "geometric_mean"


def bootstrap(
    values: Iterable[float | None],
    statistic: Statistic = Statistic.GEOMETRIC_MEAN,
    *,
    seed: int,
    form: BootstrapForm = "BCa",
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
) -> Estimate:
    """Estimate a mean or median with an interval that asks little of the distribution.

    It is a second opinion beside the t interval, not a substitute: five observations do
    not hold more than five by being drawn 9,999 times.

    Args:
        values: Observations; None where one is missing.
        statistic: What is estimated; a geometric mean asks for values above 0.
        seed: Where the drawing starts, such as `seed_from` a study's id, so that the same
            data give the same report.
        form: `BCa`, corrected for bias and skewness, or plain `percentile`.
        confidence: Coverage aimed at; below ten observations it covers clearly less, and
            the estimate is flagged `few_for_bootstrap`.
        resamples: How many samples are drawn.

    Returns:
        The statistic and its interval; no interval for one observation, nor where the
        statistic does not vary.

    Raises:
        ValueError: A value is infinite, or not above 0 for a geometric mean.

    Source:
        Efron (1987), Better bootstrap confidence intervals. JASA 82, 171-185.
    """
    check_confidence(confidence)
    there, n_missing = present(values)
    _check_values(there, statistic)
    method = f"bootstrap_{form.lower()}"
    if len(there) < 2 or min(there) == max(there):
        only, why = (there[0] if there else None), _reason_without_interval(there)
        return Estimate(only, None, len(there), method, n_missing, confidence, why)
    interval = _interval(there, statistic, seed, form, confidence, resamples)
    return Estimate(
        _compute(there, statistic),
        interval,
        len(there),
        method,
        n_missing,
        confidence,
        None if interval else Reason.ZERO_VARIANCE,
        (FEW_FOR_BOOTSTRAP,) if len(there) < FEW else (),
    )


def seed_from(name: str) -> int:
    """Turn a name, such as a study's id, into the seed that it always gives."""
    return crc32(name.encode())


def _check_values(values: list[float], statistic: Statistic) -> None:
    if statistic is Statistic.GEOMETRIC_MEAN:
        check_times(values)
    if not all(isfinite(value) for value in values):
        raise ValueError(f"a bootstrap draws from finite values, not {values}")


def _reason_without_interval(values: list[float]) -> Reason:
    if not values:
        return Reason.NO_DATA
    return Reason.N_TOO_SMALL if len(values) == 1 else Reason.ZERO_VARIANCE


def _compute(values: list[float], statistic: Statistic) -> float:
    match statistic:
        case Statistic.MEAN:
            return fmean(values)
        case Statistic.MEDIAN:
            return median(values)
        case Statistic.GEOMETRIC_MEAN:
            return geometric_mean(values)


def _interval(
    values: list[float],
    statistic: Statistic,
    seed: int,
    form: BootstrapForm,
    confidence: float,
    resamples: int,
) -> Interval | None:
    import numpy
    from scipy import stats

    computers = {
        Statistic.MEAN: numpy.mean,
        Statistic.MEDIAN: numpy.median,
        Statistic.GEOMETRIC_MEAN: stats.gmean,
    }
    with warnings.catch_warnings():
        # A median may be the same without any one observation; then BCa answers NaN.
        warnings.simplefilter("ignore", RuntimeWarning)
        made = stats.bootstrap(
            (values,),
            computers[statistic],
            n_resamples=resamples,
            confidence_level=confidence,
            method=form,
            rng=numpy.random.default_rng(seed),
        ).confidence_interval
    return None if isnan(made.low) or isnan(made.high) else Interval(made.low, made.high)
