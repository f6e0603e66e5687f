from dataclasses import replace
from math import inf, log

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtr

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.redraws import Floats, resampled_interval
from recorder.metrics.sum_score import SumAttempt, SumScore, SumSpec, sum_score
from tests.metrics.near import near

RATED = [4.3, 4.7, 3.3, 5, 4, 4.3, 2.7, 4.7, 3.7, 4]
TIMES = [61, 74, 55, 90, 82, 47, 66, 110]
SPEC = SumSpec(satisfaction=4.0, time_s=100)


def ten() -> list[SumAttempt]:
    """Eight of ten succeed; whoever fails is timed too, which must not count."""
    return [
        SumAttempt(number < 8, rated, time_s, number % 3)
        for number, (rated, time_s) in enumerate(zip(RATED, [*TIMES, 300, 400], strict=True))
    ]


def alike(n: int, completed: int) -> list[SumAttempt]:
    """All are satisfied and fast; the first ones succeed."""
    return [SumAttempt(number < completed, 5, 50) for number in range(n)]


def test_three_parts_make_a_sum() -> None:
    made = sum_score(ten(), SPEC)

    assert made.completion == 0.8
    assert made.satisfaction == pytest.approx(0.539958999641)
    assert made.time == pytest.approx(0.895200212427)
    assert (made.errors, made.time_spec_s) == (None, 100)
    assert made.total == Estimate(
        near(0.745053070689), made.total.interval, 10, "sum", 0, 0.95, None, ()
    )


def test_errors_are_a_fourth_part_where_there_are_opportunities() -> None:
    """Nine errors in ten times five opportunities."""
    made = sum_score(ten(), replace(SPEC, opportunities=5))

    assert made.errors == pytest.approx(1 - 9 / 50)
    three = 0.8 + 0.539958999641 + 0.895200212427
    assert made.total.estimate == pytest.approx((three + 0.82) / 4)


def test_errors_that_nobody_counted_do_not_count_as_none() -> None:
    uncounted = [replace(attempt, errors=None) for attempt in ten()[:5]]

    made = sum_score([*uncounted, *ten()[5:]], replace(SPEC, opportunities=5))

    assert made.errors == pytest.approx(1 - (2 + 0 + 1 + 2 + 0) / 25)


def test_the_original_computes_with_seconds() -> None:
    mean, sd = np.mean(TIMES), np.std(TIMES, ddof=1)

    made = sum_score(ten(), replace(SPEC, time_scale="raw"))

    assert made.time == pytest.approx(float(ndtr((100 - mean) / sd)))


def test_logarithms_are_taken_unless_told() -> None:
    logs = np.log(TIMES)

    made = sum_score(ten(), SPEC)

    assert made.time == pytest.approx(float(ndtr((log(100) - logs.mean()) / logs.std(ddof=1))))


def test_without_a_specification_the_time_is_that_of_95_percent_of_the_satisfied() -> None:
    """Of the eight who succeeded, six rated 4 or more."""
    made = sum_score(ten())

    satisfied = [61, 74, 90, 82, 47, 110]
    assert made.time_spec_s == pytest.approx(110 - 0.25 * (110 - 90))
    assert made.time_spec_s == pytest.approx(float(np.percentile(satisfied, 95)))
    assert made.total.flags == ("time_spec_from_sample",)


def test_who_is_satisfied_depends_on_the_specification() -> None:
    made = sum_score(ten(), SumSpec(satisfaction=4.7))

    assert made.time_spec_s == pytest.approx(110 - 0.1 * (110 - 90))


def test_missing_ratings_and_times_are_left_out() -> None:
    extra = [SumAttempt(True, None, None), SumAttempt(False, None, None)]

    made = sum_score([*ten(), *extra], SPEC)

    assert made.completion == 0.75
    assert made.satisfaction == pytest.approx(0.539958999641)
    assert made.time == pytest.approx(0.895200212427)


@pytest.mark.parametrize(("rated", "part"), [(5, 1.0), (4, 0.5), (3, 0.0), (4.3, 1.0)])
def test_equal_ratings_lie_on_one_side_of_the_specification(rated: float, part: float) -> None:
    made = sum_score([SumAttempt(True, rated, 50), SumAttempt(True, rated, 60)], SPEC)

    assert made.satisfaction == part


@pytest.mark.parametrize(("time_s", "part"), [(50, 1.0), (100, 0.5), (150, 0.0)])
def test_equal_times_lie_on_one_side_of_the_specification(time_s: float, part: float) -> None:
    made = sum_score([SumAttempt(True, 4, time_s), SumAttempt(True, 5, time_s)], SPEC)

    assert made.time == part


def test_participants_are_drawn_anew_for_the_interval() -> None:
    """Only completion varies, so the draws are binomial: 2 to 8 of 10 hold 95 %."""
    made = sum_score(alike(10, 5), SPEC)

    assert made.total.interval is not None
    assert made.total.estimate == pytest.approx(2.5 / 3)
    assert made.total.interval.low == pytest.approx(2.2 / 3)
    assert made.total.interval.high == pytest.approx(2.8 / 3)


def test_the_interval_is_that_of_computing_one_draw_after_the_other() -> None:
    """The same draws of participants, each summed up on its own by another program."""
    made = sum_score(ten(), SPEC).total.interval

    assert made is not None
    assert made.low == pytest.approx(0.62321316)
    assert made.high == pytest.approx(0.87879721)


def test_the_confidence_and_the_seed_decide_the_interval() -> None:
    made = sum_score(ten(), SPEC, confidence=0.5)

    wide, narrow = sum_score(ten(), SPEC).total.interval, made.total.interval
    assert made.total.confidence == 0.5
    assert wide is not None
    assert narrow is not None
    assert wide.low < narrow.low < narrow.high < wide.high
    assert sum_score(ten(), SPEC, seed=1).total.interval != wide
    assert sum_score(ten(), SPEC).total.interval == wide


@pytest.mark.parametrize(("n", "reason"), [(7, Reason.N_TOO_SMALL), (8, None)])
def test_an_interval_takes_eight_participants(n: int, reason: Reason | None) -> None:
    made = sum_score(ten()[:n], SPEC)

    assert made.total.estimate is not None
    assert made.total.reason is reason
    assert (made.total.interval is None) == (reason is not None)


def test_participants_who_are_all_alike_have_no_interval() -> None:
    made = sum_score(alike(9, 9), SPEC)

    assert made.total == Estimate(1.0, None, 9, "sum", 0, 0.95, Reason.ZERO_VARIANCE)


def test_without_participants_there_is_no_sum() -> None:
    nothing = Estimate(None, None, 0, "sum", 0, 0.9, Reason.NO_DATA)

    assert sum_score([], SPEC, confidence=0.9) == SumScore(nothing, None, None, None, None, 100)


def test_without_a_success_there_is_no_sum_but_what_is_known() -> None:
    made = sum_score(alike(9, 0))

    nothing = Estimate(
        None, None, 9, "sum", reason=Reason.NO_SUCCESSFUL_ATTEMPTS, flags=made.total.flags
    )
    assert made == SumScore(nothing, 0.0, 1.0, None, None, None)


def test_one_success_does_not_tell_how_times_vary() -> None:
    made = sum_score(alike(9, 1), SPEC)

    assert (made.time, made.completion) == (None, near(1 / 9))
    assert (made.total.estimate, made.total.reason) == (None, Reason.N_TOO_SMALL)


@pytest.mark.parametrize("time_s", [0, -1, inf])
def test_a_successful_time_is_above_0(time_s: float) -> None:
    with pytest.raises(ValueError, match=rf"^nonpositive_time: {time_s} s is no time on task$"):
        sum_score([SumAttempt(True, 5, time_s)], SPEC)


def test_the_time_of_a_failure_may_be_anything() -> None:
    assert sum_score([SumAttempt(False, 5, 0)], SPEC).completion == 0


@pytest.mark.parametrize("time_s", [0, -1])
def test_a_specified_time_is_above_0(time_s: float) -> None:
    with pytest.raises(
        ValueError, match=rf"^nonpositive_time: {time_s} s specify no time on task$"
    ):
        sum_score(ten(), SumSpec(time_s=time_s))


def test_times_below_a_second_and_every_error_possible_are_allowed() -> None:
    attempts = [SumAttempt(True, 5, 0.5, 2), SumAttempt(True, 4, 0.7, 1)]

    made = sum_score(attempts, SumSpec(time_s=0.9, opportunities=2))

    assert made.errors == 0.25
    assert made.time is not None


@pytest.mark.parametrize("errors", [-1, 3])
def test_errors_fit_the_opportunities(errors: int) -> None:
    attempts = [SumAttempt(True, 5, 50, errors)]

    with pytest.raises(ValueError, match=rf"^invalid_counts: {errors} of 2 errors$"):
        sum_score(attempts, SumSpec(opportunities=2))
    assert sum_score(attempts, SPEC).errors is None


def test_a_sum_takes_a_confidence_between_0_and_1() -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        sum_score([], confidence=1)


def test_draws_agree_with_counting_every_possible_sample() -> None:
    """The geometric mean of six times, over all 6^6 samples: 25.629 to 54.323."""
    logs = np.log([21, 25, 30, 34, 47, 90])

    made = resampled_interval(lambda drawn: np.exp(logs[drawn].mean(axis=-1)), 6, confidence=0.95)

    assert made is not None
    assert made.low == pytest.approx(25.629, rel=0.03)
    assert made.high == pytest.approx(54.323, rel=0.03)


def test_the_interval_leaves_out_as_much_on_either_side() -> None:
    """What is drawn first of a thousand units is any of them, equally likely."""
    made = resampled_interval(lambda drawn: drawn[..., 0].astype(np.float64), 1_000, confidence=0.9)

    assert made is not None
    assert made.low == pytest.approx(50, abs=8)
    assert made.high == pytest.approx(950, abs=8)


def test_draws_that_tell_nothing_are_left_out() -> None:
    """Of two units, draws of both are undetermined; the others are 0 and 1."""

    def mixed_is_unknown(drawn: NDArray[np.intp]) -> Floats:
        means = drawn.mean(axis=-1)
        return np.where(means == 0.5, np.nan, means)

    made = resampled_interval(mixed_is_unknown, 2, confidence=0.2)

    assert made == Interval(0.0, 1.0)


def test_draws_that_are_all_the_same_or_all_unknown_give_no_interval() -> None:
    same = resampled_interval(lambda drawn: 0.0 * drawn.mean(axis=-1), 5, confidence=0.95)
    unknown = resampled_interval(lambda drawn: np.nan * drawn.mean(axis=-1), 5, confidence=0.95)

    assert (same, unknown) == (None, None)


@pytest.mark.parametrize("confidence", [0, 1])
def test_draws_take_a_confidence_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        resampled_interval(lambda drawn: drawn.mean(axis=-1), 5, confidence=confidence)
