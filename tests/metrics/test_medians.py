from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import quantile_test

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.medians import Median, median_time, sample_median

NINE = [9.5, 11, 11, 12.4, 13, 14.9, 17, 21, 35]


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=40),
    st.sampled_from([0.6, 0.8, 0.9, 0.95, 0.99]),
)
def test_the_interval_is_the_one_that_scipy_gives(values: list[float], confidence: float) -> None:
    made = sample_median(values, confidence)

    theirs = quantile_test(values, p=0.5).confidence_interval(confidence)
    ours = made.value.interval or Interval(nan, nan)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), nan_ok=True)


@pytest.mark.parametrize(
    ("n", "coverage"), [(6, 0.96875), (8, 0.9921875), (9, 0.9609375), (10, 0.978515625)]
)
def test_the_coverage_is_that_of_the_binomial_distribution(n: int, coverage: float) -> None:
    """Counted by hand: 1 - 2 P(at most k - 1 of n tosses)."""
    assert sample_median(range(n)).coverage == pytest.approx(coverage)


def test_the_middle_of_nine_times_runs_from_the_second_to_the_eighth() -> None:
    made = sample_median([None, *reversed(NINE)], 0.95)

    assert made.value == Estimate(13, Interval(11, 21), 9, "median_exact", 1, 0.95)
    assert made.coverage == pytest.approx(0.9609375)


def test_a_doubt_that_ranks_meet_exactly_is_allowed() -> None:
    """All six below or above: 2 / 64, which is just the doubt of 96.875 %."""
    assert sample_median([1, 2], 0.5) == Median(
        Estimate(1.5, Interval(1, 2), 2, "median_exact", 0, 0.5), 0.5
    )
    assert sample_median(range(6), 0.96875).value.interval == Interval(0, 5)


def test_five_times_have_a_middle_but_no_interval_at_95_percent() -> None:
    nothing = Estimate(30, None, 5, "median_exact", 0, 0.95, Reason.N_TOO_SMALL)

    assert sample_median([10, 20, 30, 40, 50]) == Median(nothing, None)
    assert sample_median([10, 20, 30, 40, 50], 0.9).value.interval == Interval(10, 50)


def test_one_observation_is_the_middle_at_any_confidence() -> None:
    """With one, the whole range covers nothing."""
    made = sample_median([7.0], 0.01)

    assert made == Median(Estimate(7, None, 1, "median_exact", 0, 0.01, Reason.N_TOO_SMALL), None)


def test_nothing_has_no_middle() -> None:
    made = sample_median([None, nan], 0.9, form="book")

    assert made == Median(Estimate(None, None, 0, "median_book", 2, 0.9, Reason.NO_DATA), None)


def test_ties_may_make_the_interval_a_single_value() -> None:
    assert sample_median([5.0] * 6).value.interval == Interval(5, 5)


def test_an_infinite_value_ranks_last() -> None:
    made = sample_median([inf, 3, 2, inf, 1, inf, inf])

    assert (made.value.estimate, made.value.interval) == (inf, Interval(1, inf))


def test_the_book_rounds_the_ranks_up() -> None:
    """Of n = 13: 6.5 -+ 3.53 is 2.97 and 10.03; the exact ranks are 3 and 11 as well."""
    values = [float(rank) for rank in range(1, 14)]

    book = sample_median(values, form="book")
    assert book.value == Estimate(7, Interval(3, 11), 13, "median_book")
    assert book.coverage == sample_median(values).coverage


def test_the_book_may_cover_less_than_it_says() -> None:
    """Of n = 9, at 90 %: 4.5 -+ 2.47 is rank 3 to 7, where the exact ranks are 2 and 8."""
    book, exact = (sample_median(range(1, 10), 0.9, form=form) for form in ("book", "exact"))

    assert book.value.interval == Interval(3, 7)
    assert book.coverage == pytest.approx((84 + 126 + 126 + 84) / 512)
    assert exact.value.interval == Interval(2, 8)


def test_the_book_never_asks_for_a_rank_that_is_not_there() -> None:
    """Of n = 8, at 99 %: 4 -+ 3.64 rounds up to 1 and 8."""
    assert sample_median(range(8), 0.99, form="book").value.interval == Interval(0, 7)


def test_a_form_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="exact or as in the book, not 'normal'"):
        sample_median(NINE, form="normal")  # type: ignore[arg-type]


def test_a_confidence_outside_0_and_1_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        sample_median(NINE, 1.0)


def test_the_middle_time_is_that_of_the_successes() -> None:
    times_s: list[float | None] = [*NINE, 1, None, None]

    made = median_time(times_s, [True] * 9 + [False, True, False], form="book")
    assert made.value == Estimate(13, Interval(11, 21), 9, "median_book", 1)


@pytest.mark.parametrize(
    ("times_s", "reason"), [([], Reason.NO_DATA), ([9.0], Reason.NO_SUCCESSFUL_ATTEMPTS)]
)
def test_without_a_success_there_is_no_middle_time(times_s: list[float], reason: Reason) -> None:
    made = median_time(times_s, [False] * len(times_s), 0.9)

    assert made == Median(Estimate(None, None, 0, "median_exact", 0, 0.9, reason), None)


@pytest.mark.parametrize("fault", [0.0, -1.0, inf])
def test_what_no_clock_can_show_is_no_middle_time(fault: float) -> None:
    with pytest.raises(ValueError, match="nonpositive_time"):
        median_time([10, fault])
