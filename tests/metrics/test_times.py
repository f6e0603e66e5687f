from math import exp, inf, log, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.estimates import Estimate, Interval, Reason, Significance
from recorder.metrics.times import successful_times, time_vs_benchmark, typical_time

# Sauro & Lewis (2016), chapter 4: seconds that seven people took.
SEVEN = [60.0, 53, 70, 42, 62, 43, 81]
TIMES = st.lists(st.floats(1, 1000), min_size=3, max_size=12).filter(
    lambda times_s: max(times_s) > 1.001 * min(times_s)
)


def test_nobody_who_tried_is_told_apart_from_nobody_who_succeeded() -> None:
    nobody = Estimate(None, None, 0, "log_t", 0, 0.9, Reason.NO_DATA)

    assert typical_time([], confidence=0.9) == nobody
    assert typical_time([9.0], [False]).reason == Reason.NO_SUCCESSFUL_ATTEMPTS


def test_one_time_is_its_own_typical_time_without_an_interval() -> None:
    """The mean of a single logarithm must not come back with a rounding error."""
    alone = Estimate(41.2, None, 1, "log_t", 2, 0.95, Reason.N_TOO_SMALL)

    assert typical_time([41.2, None, nan]) == alone


def test_equal_times_have_no_interval() -> None:
    made = typical_time([12.0, 12.0, None], confidence=0.8)

    assert made == Estimate(12.0, None, 2, "log_t", 1, 0.8, Reason.ZERO_VARIANCE)


def test_two_times_have_the_interval_of_one_degree_of_freedom() -> None:
    """Student's t with one degree of freedom at 50 % is exactly 1, so all is done by hand."""
    made = typical_time([10.0, 40.0], confidence=0.5)

    margin = log(40 / 10) / 2
    assert made.estimate == pytest.approx(20)
    assert made.interval is not None
    assert made.interval.low == pytest.approx(20 / exp(margin))
    assert made.interval.high == pytest.approx(20 * exp(margin))
    assert (made.n, made.n_missing, made.method, made.confidence) == (2, 0, "log_t", 0.5)
    assert made.reason is None


@pytest.mark.parametrize("fault", [0.0, -3.0, inf, -inf])
def test_what_no_clock_can_show_is_refused(fault: float) -> None:
    for measure in (typical_time, lambda times_s: time_vs_benchmark(times_s, 60)):
        with pytest.raises(ValueError, match=rf"^nonpositive_time: {fault} s is no time on task$"):
            measure([10.0, fault])


def test_the_clock_of_a_failure_is_not_looked_at() -> None:
    assert successful_times([30, 0, None, None], [True, False, False, True]) == ([30], 1)


def test_without_a_word_on_success_every_time_counts() -> None:
    assert successful_times([30, None, nan, 20]) == ([30, 20], 2)


def test_as_many_outcomes_as_times_are_asked_for() -> None:
    with pytest.raises(ValueError, match="shorter"):
        successful_times([30, 20], [True])


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_confidence_outside_0_and_1_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        typical_time([10, 20], confidence=confidence)


@pytest.mark.parametrize(
    ("alternative", "p"), [("less", 0.314424), ("greater", 0.685576), ("two-sided", 0.628849)]
)
def test_a_benchmark_is_tested_in_the_direction_that_is_asked_for(
    alternative: str, p: float
) -> None:
    made = time_vs_benchmark(SEVEN, 60, alternative=alternative)  # type: ignore[arg-type]

    assert made.p == pytest.approx(p, abs=1e-6)
    assert (made.method, made.n, made.df, made.reason) == ("log_t", 7, 6, None)
    assert made.statistic == pytest.approx(0.509113, abs=1e-6)


def test_two_sided_p_is_the_same_above_and_below() -> None:
    """By hand: one degree of freedom, t = 1 and -1, a quarter in each tail."""
    below, above = (
        time_vs_benchmark([10, 40], benchmark_s, alternative="two-sided")
        for benchmark_s in (40, 10)
    )

    assert [below.p, above.p] == pytest.approx([0.5, 0.5])
    assert below.statistic == pytest.approx(1)
    assert above.statistic == pytest.approx(-1)


def test_a_direction_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="less, greater or two-sided, not 'more'"):
        time_vs_benchmark(SEVEN, 60, alternative="more")  # type: ignore[arg-type]


@pytest.mark.parametrize("benchmark_s", [0.0, -1.0, inf])
def test_a_benchmark_must_be_a_time(benchmark_s: float) -> None:
    with pytest.raises(ValueError, match="nonpositive_time"):
        time_vs_benchmark(SEVEN, benchmark_s)


@pytest.mark.parametrize(
    ("times_s", "completed", "n", "reason"),
    [
        ([], None, 0, Reason.NO_DATA),
        ([9.0], [False], 0, Reason.NO_SUCCESSFUL_ATTEMPTS),
        ([9.0, None, 30.0], [True, True, False], 1, Reason.N_TOO_SMALL),
        ([9.0, 9.0], None, 2, Reason.ZERO_VARIANCE),
    ],
)
def test_too_few_times_test_nothing(
    times_s: list[float | None], completed: list[bool] | None, n: int, reason: Reason
) -> None:
    made = time_vs_benchmark(times_s, 60, completed)

    assert made == Significance(None, "log_t", n, None, None, reason)


@given(TIMES, st.floats(1, 1000))
def test_p_is_below_a_quarter_where_the_benchmark_lies_above_the_50_percent_interval(
    times_s: list[float], benchmark_s: float
) -> None:
    """The test and the interval are two readings of the same t."""
    ends = typical_time(times_s, confidence=0.5).interval or Interval(0, 0)
    p = time_vs_benchmark(times_s, benchmark_s).p

    if benchmark_s != pytest.approx(ends.high):
        assert p is not None
        assert (p < 0.25) == (benchmark_s > ends.high)
