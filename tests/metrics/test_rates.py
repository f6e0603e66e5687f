from math import inf, log, nan

import pytest

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.rates import (
    dispersion_index,
    event_rate,
    is_overdispersed,
    poisson_rate,
    spread_rate,
)
from recorder.metrics.resampling import Statistic, bootstrap


def test_without_an_event_the_upper_end_is_told_by_hand() -> None:
    made = poisson_rate(0, 8, 0.9)

    assert made.interval is not None
    assert made.interval.low == 0
    assert made.interval.high == pytest.approx(-log(0.05) / 8)
    assert (made.estimate, made.n, made.n_missing) == (0, 8, 0)
    assert (made.method, made.confidence, made.reason) == ("garwood", 0.9, None)


def test_one_event_has_a_lower_end_told_by_hand() -> None:
    """The chance of one or more is 1 - exp(-rate)."""
    made = poisson_rate(1, 2)

    assert made.interval is not None
    assert made.interval.low == pytest.approx(-log(0.975) / 2)
    assert made.interval.high == pytest.approx(5.571643 / 2, abs=1e-6)


def test_without_exposure_there_is_no_rate() -> None:
    nothing = Estimate(None, None, 0, "garwood", 0, 0.8, Reason.NO_DATA)

    assert poisson_rate(0, 0, 0.8) == event_rate([], 0.8) == nothing


@pytest.mark.parametrize(
    ("events", "exposure"), [(-1, 8), (1.5, 8), (1, -8), (1, inf), (1, nan), (nan, 1)]
)
def test_impossible_counts_are_refused(events: float, exposure: float) -> None:
    with pytest.raises(ValueError, match=rf"^invalid_counts: {events} in {exposure}$"):
        poisson_rate(events, exposure)  # type: ignore[arg-type]


def test_counts_of_participants_are_added_up() -> None:
    made = event_rate([0, 2, None, 1, 0], 0.9)

    summed = poisson_rate(3, 4, 0.9)
    assert (made.estimate, made.interval, made.n) == (0.75, summed.interval, 4)
    assert (made.n_missing, made.flags) == (1, ())


def test_one_who_has_all_the_errors_is_flagged() -> None:
    """Variance 20, mean 2: ten times what chance spreads."""
    assert dispersion_index([0, 0, 0, 0, 10]) == pytest.approx(10)
    assert dispersion_index([0, 2]) == pytest.approx(2)
    assert event_rate([0, 0, 0, 0, 10]).flags == ("overdispersed",)


@pytest.mark.parametrize(
    ("counts", "is_flagged"),
    [
        ([0, 0, 0, 10], False),
        ([3, 0, 0, 3, 3, 3], False),
        ([4, 0, 0, 4, 4, 4], True),
        ([2, 2, 2, 2, 2], False),
        ([None, 0, 0, 0, 10], False),
    ],
)
def test_it_takes_five_participants_and_more_than_half_again(
    counts: list[float | None], is_flagged: bool
) -> None:
    assert is_overdispersed(counts) is is_flagged


def test_an_index_of_just_one_and_a_half_is_not_too_much() -> None:
    """Variance 2.7, mean 1.8."""
    assert dispersion_index([0, 0, 3, 3, 3]) == 1.5
    assert is_overdispersed([0, 0, 3, 3, 3]) is False


@pytest.mark.parametrize("counts", [[], [3], [0, 0, 0], [None, 3]])
def test_an_index_asks_for_two_counts_and_an_event(counts: list[float | None]) -> None:
    assert dispersion_index(counts) is None


def test_ten_participants_are_drawn_again_and_again() -> None:
    counts = [0, 0, 1, 0, 7, 0, 2, 0, 1, 9]

    made = spread_rate([*counts, None], seed=4, confidence=0.9)
    assert made == bootstrap([*counts, None], Statistic.MEAN, seed=4, confidence=0.9)
    assert (made.method, made.n, made.n_missing, made.flags) == ("bootstrap_bca", 10, 1, ())


def test_fewer_than_ten_have_a_t_interval_that_stays_above_0() -> None:
    """By hand for two at 50 %, where t is 1: the mean 5 less and more 5."""
    made = spread_rate([0, 10, None], seed=4, confidence=0.5)

    assert made.interval is not None
    assert (made.interval.low, made.interval.high) == pytest.approx((0, 10))
    assert (made.method, made.n, made.n_missing, made.confidence) == ("t_mean", 2, 1, 0.5)
    usual = spread_rate([0, 10], seed=4).interval or Interval(nan, nan)
    assert (usual.low, usual.high) == pytest.approx((0, 5 + 63.531024))


def test_equal_counts_spread_nothing() -> None:
    assert spread_rate([2] * 12, seed=1).reason == Reason.ZERO_VARIANCE
    assert spread_rate([2] * 3, seed=1).reason == Reason.ZERO_VARIANCE


@pytest.mark.parametrize("count", [-1, 0.5, inf])
def test_counts_are_whole_numbers(count: float) -> None:
    for measure in (event_rate, lambda counts: spread_rate(counts, seed=1)):
        with pytest.raises(ValueError, match=f"^invalid_counts: {float(count)} is no number"):
            measure([1, count])
