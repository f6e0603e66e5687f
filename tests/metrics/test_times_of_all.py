from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.times_of_all import (
    restricted_mean_time,
    restricted_times,
    success_by_time,
    success_curve,
    time_to_success_median,
    times_to_success,
)

EIGHT = [20.0, 25, 31, 40, 52, 75, 120, 120]
SIX_OF_EIGHT = [True] * 6 + [False] * 2
ATTEMPTS = st.lists(st.tuples(st.integers(1, 300), st.booleans()), min_size=1, max_size=15)
MISSING: list[float | None] = [30, None, nan, None, 90]
DONE = [True, True, True, False, False]


def test_a_failure_takes_forever_and_only_a_success_can_lack_its_time() -> None:
    assert times_to_success(MISSING, DONE) == ([30, inf, inf], 2)


def test_a_success_at_that_very_moment_counts() -> None:
    made = success_by_time(EIGHT, SIX_OF_EIGHT, 52, 0.9)

    assert (made.time_s, made.successes) == (52, 5)
    assert made.share == adjusted_wald(5, 8, 0.9)


def test_a_failure_never_succeeds_however_long_one_waits() -> None:
    assert success_by_time(EIGHT, SIX_OF_EIGHT, 10_000).share.estimate == 6 / 8


def test_successes_without_a_time_are_counted_as_missing() -> None:
    share = success_by_time(MISSING, DONE, 60).share

    assert (share.estimate, share.n, share.n_missing) == (1 / 3, 3, 2)


def test_at_the_start_nobody_has_succeeded() -> None:
    assert success_by_time(EIGHT, SIX_OF_EIGHT, 0).share == adjusted_wald(0, 8)


@pytest.mark.parametrize("by_s", [-1.0, inf, nan])
def test_a_moment_before_the_start_or_after_the_end_of_time_is_refused(by_s: float) -> None:
    with pytest.raises(
        ValueError, match=rf"^nonpositive_time: {by_s} s is no moment of an attempt$"
    ):
        success_by_time(EIGHT, SIX_OF_EIGHT, by_s)


def test_without_attempts_there_is_no_share_and_no_curve() -> None:
    share = success_by_time([], [], 60, 0.8).share

    assert share == Estimate(None, None, 0, "adjusted_wald", 0, 0.8, Reason.NO_DATA)
    assert success_curve([], []) == ()


def test_the_curve_steps_where_somebody_succeeds() -> None:
    steps = success_curve([30, 10, 30, 50, None], [True, True, True, False, True], 0.9)

    assert [(step.time_s, step.successes) for step in steps] == [(0, 0), (10, 1), (30, 3)]
    assert [step.share.n for step in steps] == [4, 4, 4]
    assert [step.share.n_missing for step in steps] == [1, 1, 1]
    assert steps[2].share.interval == adjusted_wald(3, 4, 0.9).interval


def test_the_curve_of_failures_alone_stays_at_0() -> None:
    (step,) = success_curve([30], [False])

    assert (step.time_s, step.share.estimate) == (0, 0)


def test_the_middle_lies_between_the_two_middle_times_of_all() -> None:
    made = time_to_success_median(EIGHT, SIX_OF_EIGHT)

    assert (made.median_s, made.low_s, made.high_s) == (46, 20, None)
    assert (made.n, made.n_missing, made.reason) == (8, 0, None)
    assert (made.method, made.confidence) == ("time_to_success", 0.95)
    assert made.coverage == pytest.approx(0.9921875)


def test_a_middle_between_a_success_and_a_failure_is_not_reached() -> None:
    """Half of them succeeded: the other half takes forever, and so does the mean of both."""
    made = time_to_success_median([10, 20, 30, 9, 9, 9], [True] * 3 + [False] * 3, 0.9)

    assert (made.median_s, made.low_s, made.high_s) == (None, 10, None)
    assert (made.reason, made.confidence) == (None, 0.9)


def test_less_confidence_gives_few_attempts_an_interval() -> None:
    made = time_to_success_median([10, 20], [True, True], 0.5)

    assert (made.low_s, made.high_s, made.coverage, made.reason) == (10, 20, 0.5, None)


def test_where_nobody_succeeded_there_is_a_reason() -> None:
    made = time_to_success_median([9.0] * 6, [False] * 6)

    assert (made.median_s, made.low_s, made.high_s) == (None, None, None)
    assert (made.reason, made.n) == (Reason.NO_SUCCESSFUL_ATTEMPTS, 6)


def test_few_attempts_have_a_middle_without_ends() -> None:
    made = time_to_success_median([10, 20, 30, None], [True] * 4)

    assert (made.median_s, made.low_s, made.high_s, made.coverage) == (20, None, None, None)
    assert (made.reason, made.n, made.n_missing) == (Reason.N_TOO_SMALL, 3, 1)


def test_without_attempts_there_is_no_middle() -> None:
    made = time_to_success_median([None], [True])

    assert (made.median_s, made.n, made.n_missing, made.reason) == (None, 0, 1, Reason.NO_DATA)


@given(ATTEMPTS)
def test_another_failure_never_makes_a_task_look_faster_nor_easier(
    attempts: list[tuple[int, bool]],
) -> None:
    times_s, completed = [float(t) for t, _ in attempts], [done for _, done in attempts]
    more_s, more = [*times_s, 1.0], [*completed, False]

    before = time_to_success_median(times_s, completed).median_s
    after = time_to_success_median(more_s, more).median_s
    assert (inf if after is None else after) >= (inf if before is None else before)

    by = success_by_time(times_s, completed, 100).share.estimate or 0
    assert (success_by_time(more_s, more, 100).share.estimate or 0) <= by


def test_a_limit_is_taken_wholly_by_failures_and_by_whoever_came_later() -> None:
    taken = restricted_times([20, 200, 5, None], [True, True, False, True], 120)

    assert taken == ([20, 120, 120], 1)


def test_the_restricted_mean_of_two_is_done_by_hand() -> None:
    """One degree of freedom at 50 %: t is 1, and half the distance is the margin."""
    made = restricted_mean_time([20, 9, None], [True, False, True], 100, 0.5)

    assert made.estimate == 60
    assert made.interval is not None
    assert (made.interval.low, made.interval.high) == pytest.approx((20, 100))
    assert (made.n, made.n_missing, made.method) == (2, 1, "restricted_mean")
    assert (made.confidence, made.reason) == (0.5, None)


def test_the_restricted_mean_stays_between_0_and_the_limit() -> None:
    assert restricted_mean_time([1, 2], [True, False], 100).interval == Interval(0, 100)


@pytest.mark.parametrize(
    ("completed", "mean", "reason"),
    [
        ([], None, Reason.NO_DATA),
        ([True], 50, Reason.N_TOO_SMALL),
        ([False, False], 180, Reason.ZERO_VARIANCE),
    ],
)
def test_a_restricted_mean_without_an_interval_says_why(
    completed: list[bool], mean: float | None, reason: Reason
) -> None:
    made = restricted_mean_time([50.0] * len(completed), completed, 180, 0.9)

    n = len(completed)
    assert made == Estimate(mean, None, n, "restricted_mean", 0, 0.9, reason)


@pytest.mark.parametrize("limit_s", [0.0, -5.0, inf])
def test_a_limit_must_be_a_time(limit_s: float) -> None:
    with pytest.raises(ValueError, match="nonpositive_time"):
        restricted_mean_time(EIGHT, SIX_OF_EIGHT, limit_s)
