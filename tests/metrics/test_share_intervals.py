from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import binom

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.proportion_intervals import (
    INTERVALS,
    ShareInterval,
    adjusted_wald_one_sided_extremes,
    clopper_pearson,
    jeffreys,
    mid_p,
    wald,
    wilson,
    wilson_cc,
)
from recorder.metrics.sequences import confidence_sequence_bernoulli
from recorder.metrics.tallies import Tally

CONFIDENCES = (0.8, 0.9, 0.95, 0.99)
NAMES = (*INTERVALS, "live")
ROUNDING = 1e-12
RATES = np.arange(5, 996) / 1000


def ends(made: Estimate) -> Interval:
    assert made.interval is not None
    return made.interval


@cache
def every_interval(confidence: float) -> Mapping[tuple[str, int, int], Interval]:
    """Answer each method's interval for all samples of up to 40 participants.

    At confidences other than the usual one, some sizes stand for all.
    """
    sizes = range(1, 41) if confidence == 0.95 else (1, 2, 3, 4, 5, 8, 10, 20, 40)
    methods: dict[str, ShareInterval] = {**INTERVALS, "live": confidence_sequence_bernoulli}
    return {
        (name, x, n): ends(method(x, n, confidence))
        for name, method in methods.items()
        for n in sizes
        for x in range(n + 1)
    }


def holds(outer: Interval, inner: Interval) -> bool:
    return outer.low <= inner.low + ROUNDING and inner.high <= outer.high + ROUNDING


def coverage(method: ShareInterval, n: int) -> NDArray[np.float64]:
    """Answer how often the interval holds each true rate, by counting every sample."""
    total = np.zeros_like(RATES)
    for x in range(n + 1):
        interval = ends(method(x, n, 0.95))
        held = (interval.low <= RATES) & (interval.high >= RATES)
        total += held * binom.pmf(x, n, RATES)
    return total


@pytest.mark.parametrize(
    ("name", "n", "mean", "worst"),
    [
        ("adjusted_wald", 5, 0.966, 0.896),
        ("adjusted_wald", 10, 0.964, 0.925),
        ("adjusted_wald", 20, 0.961, 0.929),
        ("wilson", 5, 0.955, 0.833),
        ("wilson", 10, 0.954, 0.842),
        ("wilson_cc", 5, 0.987, 0.951),
        ("clopper_pearson", 5, 0.990, 0.975),
        ("clopper_pearson", 20, 0.977, 0.958),
        ("mid_p", 5, 0.978, 0.931),
        ("mid_p", 10, 0.968, 0.927),
        ("jeffreys", 5, 0.957, 0.895),
    ],
)
def test_an_interval_holds_the_truth_as_often_as_published(
    name: str, n: int, mean: float, worst: float
) -> None:
    """Counted over every possible sample, for true rates from 0.005 to 0.995."""
    rates = coverage(INTERVALS[name], n)

    assert rates.mean() == pytest.approx(mean, abs=0.002)
    assert rates.min() == pytest.approx(worst, abs=0.002)


def test_the_plain_wald_interval_misses_every_third_time_and_cannot_be_chosen() -> None:
    rates = coverage(wald, 5)

    assert rates.mean() == pytest.approx(0.646, abs=0.002)
    assert rates.min() == pytest.approx(0.025, abs=0.002)
    assert "wald" not in INTERVALS


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("name", NAMES)
def test_every_interval_holds_its_share_rises_with_it_and_mirrors(
    name: str, confidence: float
) -> None:
    made = every_interval(confidence)

    for (called, x, n), interval in made.items():
        if called != name:
            continue
        mirrored = made[name, n - x, n]
        assert 0 <= interval.low <= x / n <= interval.high <= 1
        assert abs(interval.low + mirrored.high - 1) < 1e-9
        if x < n:
            one_more = made[name, x + 1, n]
            assert interval.low <= one_more.low + ROUNDING
            assert interval.high <= one_more.high + ROUNDING
        if (name, 2 * x, 2 * n) in made:
            twice = made[name, 2 * x, 2 * n]
            assert twice.high - twice.low < interval.high - interval.low


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("adjusted_wald", "wilson"),
        ("clopper_pearson", "mid_p"),
        ("live", "clopper_pearson"),
    ],
)
def test_the_more_careful_interval_contains_the_other(
    outer: str, inner: str, confidence: float
) -> None:
    made = every_interval(confidence)

    for (name, x, n), interval in made.items():
        if name == outer:
            assert holds(interval, made[inner, x, n]), (x, n)


@pytest.mark.parametrize("confidence", [0.8, 0.9, 0.95])
def test_the_guaranteed_interval_contains_wilsons(confidence: float) -> None:
    """Not so at 99 %, where Wilson's reaches further when 13 or more all succeed."""
    made = every_interval(confidence)

    for (name, x, n), interval in made.items():
        if name == "clopper_pearson":
            assert holds(interval, made["wilson", x, n]), (x, n)


@pytest.mark.parametrize("name", NAMES)
def test_more_confidence_widens_every_interval(name: str) -> None:
    for narrow, wide in pairwise(CONFIDENCES):
        for key in every_interval(narrow).keys() & every_interval(wide).keys():
            if key[0] == name:
                assert holds(every_interval(wide)[key], every_interval(narrow)[key])


@pytest.mark.parametrize(
    ("method", "x", "n", "low", "high"),
    [
        (wilson, 8, 10, 0.490162, 0.943318),
        (wilson_cc, 8, 10, 0.442181, 0.964573),
        (clopper_pearson, 8, 10, 0.443905, 0.974789),
        (clopper_pearson, 1, 1, 0.025, 1),
        (clopper_pearson, 0, 1, 0, 0.975),
        (mid_p, 1, 1, 0.05, 1),
        (mid_p, 0, 1, 0, 0.95),
        (mid_p, 5, 5, 0.05**0.2, 1),
        (jeffreys, 8, 10, 0.497226, 0.955941),
        (adjusted_wald_one_sided_extremes, 0, 10, 0, 0.248802),
        (adjusted_wald_one_sided_extremes, 4, 5, 0.359631, 0.979679),
        (wald, 4, 5, 0.449391, 1),
        (wald, 2, 4, 0.010009, 0.989991),
    ],
)
def test_intervals_are_those_of_their_authors(
    method: ShareInterval, x: int, n: int, low: float, high: float
) -> None:
    made = method(x, n, 0.95)

    assert (made.estimate, made.n, made.n_missing, made.confidence) == (x / n, n, 0, 0.95)
    assert (made.reason, made.flags) == (None, ())
    assert ends(made).low == pytest.approx(low, abs=1e-6)
    assert ends(made).high == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(("name", "method"), [*INTERVALS.items(), ("wald", wald)])
def test_an_interval_tells_its_name_and_says_nothing_without_participants(
    name: str, method: ShareInterval
) -> None:
    assert method(3, 4, 0.9).method == name
    assert method(3, 4, 0.9).confidence == 0.9
    assert method(0, 0, 0.9) == Estimate(None, None, 0, name, 0, 0.9, Reason.NO_DATA)


@pytest.mark.parametrize("method", [*INTERVALS.values(), wald])
@pytest.mark.parametrize(("x", "n"), [(6, 5), (-1, 5), (0, -1), (2.5, 5), (1, 2.5), (1, np.nan)])
def test_what_cannot_have_been_counted_is_refused(
    method: Callable[[float, float, float], Estimate], x: float, n: float
) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: "):
        method(x, n, 0.95)


@pytest.mark.parametrize("method", [*INTERVALS.values(), wald])
@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0, -0.5])
def test_a_confidence_that_is_none_is_refused_even_without_participants(
    method: ShareInterval, confidence: float
) -> None:
    with pytest.raises(ValueError, match="confidence lies between 0 and 1"):
        method(0, 0, confidence)


def test_none_and_all_reach_the_end_of_the_scale_exactly() -> None:
    for method in [*INTERVALS.values(), wald]:
        assert ends(method(0, 7, 0.95)).low == 0
        assert ends(method(7, 7, 0.95)).high == 1


def test_a_tally_knows_its_share_and_its_failures() -> None:
    tally = Tally(3, 4)

    assert (tally.share, tally.failures) == (0.75, 1)


def test_counts_may_come_from_numpy_and_as_whole_floats() -> None:
    counts: list[tuple[Any, Any]] = [(np.int64(2), 5), (2.0, np.float64(5))]

    for x, n in counts:
        assert Tally(x, n).share == 0.4
        assert wilson(x, n) == wilson(2, 5)
