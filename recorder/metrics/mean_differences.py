"""Two groups of numbers: how far apart their means are, and how sure that is."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, isclose, isnan, log
from statistics import fmean

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    Significance,
    check_confidence,
    present,
)
from recorder.metrics.times import check_times

# Differences of equal logarithms are not always equal in the last digits.
SAME = 1e-12


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two groups, and how surprising that is.

    Attributes:
        effect: The difference (or ratio) of the first group to the second, its interval,
            and how many observations it rests on.
        test: The test that belongs to the interval.
    """

    effect: Estimate
    test: Significance


def welch_difference(
    a: Iterable[float | None], b: Iterable[float | None], confidence: float = CONFIDENCE
) -> Comparison:
    """Compare the means of two groups of people, such as their SUS scores.

    The groups may spread differently; the degrees of freedom are not rounded.

    Args:
        a: One value for each person of the first group; None where one is missing.
        b: One value for each person of the second group; None where one is missing.
        confidence: Coverage aimed at.

    Returns:
        Mean of a minus mean of b; no interval and no p where a group has a single value,
        or where neither group varies.

    Source:
        Welch (1947), The generalization of "Student's" problem when several different
        population variances are involved. Biometrika 34, 28-35.
    """
    check_confidence(confidence)
    (ours, missing_a), (theirs, missing_b) = present(a), present(b)
    return _welch(ours, theirs, missing_a + missing_b, confidence)


def welch_log_ratio(
    a: Iterable[float | None], b: Iterable[float | None], confidence: float = CONFIDENCE
) -> Comparison:
    """Compare the typical times of two groups of people, as a ratio.

    Times are compared as in `typical_time`, by their logarithms; a difference of
    logarithms is a ratio of geometric means: 1.2 is 20 % slower.

    Args:
        a: Times of the first group in seconds, each above 0; None where one is missing.
        b: Times of the second group, likewise.
        confidence: Coverage aimed at.

    Returns:
        Geometric mean of a over that of b, and the test of `welch_difference` on the
        logarithms.

    Raises:
        ValueError: A time is zero, negative or infinite.

    Source:
        Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed., ch. 5.
    """
    check_confidence(confidence)
    (ours, missing_a), (theirs, missing_b) = present(a), present(b)
    made = _welch(_logs(ours), _logs(theirs), missing_a + missing_b, confidence)
    return _as_ratio(made, "welch_log")


def paired_t(
    a: Sequence[float | None], b: Sequence[float | None], confidence: float = CONFIDENCE
) -> Comparison:
    """Compare two means of the same people, such as their ratings of two designs.

    Args:
        a: One value for each person; None where one is missing.
        b: The same person's value for the other design, in the same order.
        confidence: Coverage aimed at.

    Returns:
        The mean of a - b over complete pairs; no interval and no p for a single pair, or
        where all pairs differ by the same. `n` and `n_missing` count pairs.

    Raises:
        ValueError: The groups are of different lengths.

    Source:
        Student (1908), The probable error of a mean. Biometrika 6, 1-25.
    """
    check_confidence(confidence)
    pairs = complete_pairs(a, b)
    return _paired([x - y for x, y in pairs], len(a) - len(pairs), confidence)


def paired_log_ratio(
    a: Sequence[float | None], b: Sequence[float | None], confidence: float = CONFIDENCE
) -> Comparison:
    """Compare the typical times of the same people on two designs, as a ratio.

    Args:
        a: Times in seconds, each above 0; None where one is missing.
        b: The same person's time on the other design, in the same order.
        confidence: Coverage aimed at.

    Returns:
        The geometric mean of a / b over complete pairs, and the test of `paired_t` on the
        logarithms.

    Raises:
        ValueError: A time is zero, negative or infinite, or the lengths differ.
    """
    check_confidence(confidence)
    pairs = complete_pairs(a, b)
    logs = _logs([x for x, _ in pairs]), _logs([y for _, y in pairs])
    differences = [x - y for x, y in zip(*logs, strict=True)]
    made = _paired(differences, len(a) - len(pairs), confidence)
    return _as_ratio(made, "paired_log")


def complete_pairs(
    a: Sequence[float | None], b: Sequence[float | None]
) -> list[tuple[float, float]]:
    """Choose the pairs of which neither value is missing.

    Raises:
        ValueError: The groups are of different lengths.
    """
    return [
        (x, y)
        for x, y in zip(a, b, strict=True)
        if x is not None and y is not None and not isnan(x) and not isnan(y)
    ]


def is_constant(values: Sequence[float]) -> bool:
    """Answer whether all values are the same, but for what a computer adds in rounding."""
    return isclose(min(values), max(values), rel_tol=SAME, abs_tol=SAME)


def _welch(a: list[float], b: list[float], n_missing: int, confidence: float) -> Comparison:
    from scipy.stats import ttest_ind

    difference = fmean(a) - fmean(b) if a and b else None
    effect = Estimate(difference, None, len(a) + len(b), "welch", n_missing, confidence)
    why = _reason_against_test(a, b)
    return _tested(effect, why, lambda: ttest_ind(a, b, equal_var=False))


def _paired(differences: list[float], n_missing: int, confidence: float) -> Comparison:
    from scipy.stats import ttest_1samp

    difference = fmean(differences) if differences else None
    effect = Estimate(difference, None, len(differences), "paired_t", n_missing, confidence)
    why = _reason_against_test(differences)
    return _tested(effect, why, lambda: ttest_1samp(differences, 0))


def _tested(effect: Estimate, why: Reason | None, run_test: Callable[[], object]) -> Comparison:
    """Complete an effect by its interval and its test, or by why it has neither."""
    if why is not None:
        nothing = Significance(None, effect.method, effect.n, reason=why)
        return Comparison(replace(effect, reason=why), nothing)
    with warnings.catch_warnings():
        # One group may be constant; the other's spread is then all that there is.
        warnings.simplefilter("ignore", RuntimeWarning)
        test = run_test()
    return Comparison(
        replace(effect, interval=_ends(test, effect.confidence)),
        _significance(test, effect.method, effect.n),
    )


def _ends(test: object, confidence: float) -> Interval:
    made = test.confidence_interval(confidence)  # type: ignore[attr-defined]  # SciPy is untyped
    return Interval(float(made.low), float(made.high))


def _significance(test: object, method: str, n: int) -> Significance:
    p, t, df = (float(getattr(test, name)) for name in ("pvalue", "statistic", "df"))
    return Significance(p, method, n, t, df)


def _reason_against_test(*groups: list[float]) -> Reason | None:
    if not all(groups):
        return Reason.NO_DATA
    if min(len(group) for group in groups) < 2:
        return Reason.N_TOO_SMALL
    return Reason.ZERO_VARIANCE if all(is_constant(group) for group in groups) else None


def _logs(times_s: list[float]) -> list[float]:
    check_times(times_s)
    return [log(time_s) for time_s in times_s]


def _as_ratio(made: Comparison, method: str) -> Comparison:
    effect, ends = made.effect, made.effect.interval
    ratio = None if effect.estimate is None else exp(effect.estimate)
    interval = Interval(exp(ends.low), exp(ends.high)) if ends else None
    return Comparison(
        replace(effect, estimate=ratio, interval=interval, method=method),
        replace(made.test, method=method),
    )
