from math import erfc, exp, inf, log, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.estimates import Reason, Significance
from recorder.metrics.survival import (
    Ending,
    Survival,
    SurvivalStep,
    TimedAttempt,
    kaplan_meier,
    logrank,
)

WORDS = {"s": Ending.SUCCEEDED, "f": Ending.FAILED, "c": Ending.CUT_OFF}
Z = 1.959963984540054


def attempts(*told: str) -> list[TimedAttempt]:
    """Read attempts told as `10s`: succeeded (s), failed (f) or cut off (c) after 10 s."""
    return [TimedAttempt(float(one[:-1]), WORDS[one[-1]]) for one in told]


def shares(made: Survival) -> list[tuple[float, float]]:
    return [(step.time_s, round(step.share, 12)) for step in made.steps]


def test_who_was_cut_off_counts_as_long_as_it_lasted() -> None:
    """By hand: 3 of 4 go on at 10 s, and 1 of the 2 still there at 40 s."""
    made = kaplan_meier(attempts("10s", "20c", "40s", "60c"))

    assert shares(made) == [(10, 0.75), (20, 0.75), (40, 0.375), (60, 0.375)]
    assert made.median_s == 40
    assert made.restricted_mean_s == pytest.approx(10 + 30 * 0.75 + 20 * 0.375)
    assert (made.limit_s, made.n, made.n_missing, made.method) == (60, 4, 0, "kaplan_meier")
    assert (made.confidence, made.reason) == (0.95, None)


def test_who_failed_stays_unsuccessful_to_the_end() -> None:
    """Cut off at 30 s the failure would leave the curve at 0, as if all had succeeded."""
    made = kaplan_meier(attempts("10s", "20c", "30f", "40s"), 60)

    assert shares(made) == [(10, 0.75), (20, 0.75), (40, 0.375), (60, 0.375)]
    assert made.restricted_mean_s == pytest.approx(40)


def test_a_failure_after_the_limit_stays_until_the_latest_time() -> None:
    made = kaplan_meier(attempts("30f", "90s"), 60)

    assert [step.time_s for step in made.steps] == [90]
    assert [step.share for step in made.steps] == [0.5]
    assert (made.limit_s, made.restricted_mean_s) == (60, 60)


def test_the_area_ends_at_the_limit_even_at_a_step() -> None:
    made = kaplan_meier(attempts("10s", "20s"), 20)

    assert made.restricted_mean_s == pytest.approx(10 + 10 * 0.5)
    assert kaplan_meier(attempts("10s", "20s"), 15).restricted_mean_s == pytest.approx(12.5)
    assert kaplan_meier(attempts("10s", "20c"), 50).restricted_mean_s == pytest.approx(30)


def test_the_ends_of_a_share_are_those_of_the_log_log_formula() -> None:
    """One success among five: Greenwood's variance of ln S is 1 / (5 * 4)."""
    first = kaplan_meier(attempts("1s", "2s", "3s", "4s", "5s")).steps[0]

    reach = exp(Z * sqrt(1 / 20) / -log(0.8))
    assert first.interval is not None
    assert first.interval.low == pytest.approx(0.8**reach)
    assert first.interval.high == pytest.approx(0.8 ** (1 / reach))


def test_less_confidence_narrows_the_ends_of_a_share() -> None:
    made = kaplan_meier(attempts("1s", "2s", "3s", "4s", "5s"), confidence=0.5)

    reach = exp(0.6744897501960817 * sqrt(1 / 20) / -log(0.8))
    assert made.confidence == 0.5
    assert made.steps[0].interval is not None
    assert made.steps[0].interval.low == pytest.approx(0.8**reach)


def test_a_share_of_0_or_1_has_no_ends() -> None:
    first, last = kaplan_meier(attempts("1c", "2s")).steps

    assert first == SurvivalStep(1, 1, None)
    assert last == SurvivalStep(2, 0, None)


def test_a_curve_that_rests_at_one_half_has_its_middle_in_the_middle() -> None:
    """Half of four have succeeded from 20 s to 30 s; any moment between would do."""
    assert kaplan_meier(attempts("10s", "20s", "30s", "40s")).median_s == 25


def test_a_rest_at_one_half_is_seen_through_rounding() -> None:
    """5/6 * 4/5 * 3/4 is not quite one half to a computer."""
    made = kaplan_meier(attempts("1s", "2s", "3s", "4c", "7s", "9c"))

    assert made.median_s == 5


def test_a_curve_that_ends_at_one_half_reaches_its_middle_there() -> None:
    assert kaplan_meier(attempts("10s", "20c")).median_s == 10


def test_a_curve_above_one_half_never_reached_its_middle() -> None:
    made = kaplan_meier(attempts("10s", "20c", "30c"))

    assert (made.median_s, made.high_s, made.low_s) == (None, None, 10)


def test_the_ends_of_the_middle_are_where_the_ends_of_the_curve_pass_one_half() -> None:
    made = kaplan_meier(attempts(*(f"{time_s}s" for time_s in range(1, 10))), confidence=0.8)

    lows = [step.time_s for step in made.steps if step.interval and step.interval.low < 0.5]
    highs = [step.time_s for step in made.steps if step.interval and step.interval.high < 0.5]
    assert (made.low_s, made.median_s, made.high_s) == (lows[0], 5, highs[0]) == (3, 5, 7)


def test_attempts_without_a_time_are_counted_as_missing() -> None:
    lost = [TimedAttempt(None, Ending.SUCCEEDED), TimedAttempt(nan, Ending.CUT_OFF)]

    made = kaplan_meier(attempts("10s") + lost)
    assert (made.n, made.n_missing, made.median_s) == (1, 2, 10)


def test_without_times_there_is_no_curve() -> None:
    made = kaplan_meier([TimedAttempt(None, Ending.FAILED)], 60, 0.9)

    assert made == Survival((), None, None, None, None, 60, 0, 1, 0.9, Reason.NO_DATA)


def test_nobody_succeeding_leaves_the_whole_limit() -> None:
    made = kaplan_meier(attempts("10c", "30f"), 50)

    assert (made.median_s, made.restricted_mean_s) == (None, 50)


@pytest.mark.parametrize("fault", [0.0, -1.0, inf])
def test_what_no_clock_can_show_is_refused(fault: float) -> None:
    with pytest.raises(ValueError, match="nonpositive_time"):
        kaplan_meier([TimedAttempt(fault, Ending.CUT_OFF)])
    with pytest.raises(ValueError, match="nonpositive_time"):
        kaplan_meier([], fault)


def test_a_confidence_outside_0_and_1_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        kaplan_meier([], confidence=1)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=12, unique=True))
def test_without_anybody_cut_off_the_area_is_the_mean(times_s: list[int]) -> None:
    made = kaplan_meier(attempts(*(f"{time_s}s" for time_s in times_s)))

    assert made.restricted_mean_s == pytest.approx(sum(times_s) / len(times_s))


def test_two_paces_are_compared_by_hand() -> None:
    """At 1 s one of 2 + 2 succeeds, at 2 s one of 1 + 2, at 3 s one of 0 + 2, and so on.

    The first group was to have 2/4 + 1/3 successes and had 2; the variance is 1/4 + 2/9.
    """
    made = logrank(attempts("1s", "2s"), attempts("3s", "4s"))

    assert made.statistic == pytest.approx((2 - 5 / 6) / sqrt(17 / 36))
    assert made.p == pytest.approx(erfc((made.statistic or 0) / sqrt(2)))
    assert (made.method, made.n, made.df, made.reason) == ("logrank", 4, None, None)


def test_a_failure_is_slower_than_any_success() -> None:
    """A failure at 1 s stays to the end, so it equals one at 9 s."""
    soon, late = (
        logrank(attempts("2s", failure), attempts("3s", "4s", "5s")) for failure in ("1f", "9f")
    )

    assert soon == late
    assert soon != logrank(attempts("2s", "1c"), attempts("3s", "4s", "5s"))


def test_swapping_the_groups_turns_the_sign_only() -> None:
    ours, theirs = attempts("1s", "2c", "5s"), attempts("3s", "4f", "7s", "8s")

    one, other = logrank(ours, theirs), logrank(theirs, ours)
    assert one.statistic == pytest.approx(-(other.statistic or 0))
    assert one.p == pytest.approx(other.p)


@pytest.mark.parametrize("ours", [["1c"], ["5s"]])
def test_without_a_success_among_others_there_is_no_pace(ours: list[str]) -> None:
    made = logrank(attempts(*ours), attempts("3c"))

    assert made == Significance(1.0, "logrank", 2, 0.0, None, Reason.NO_VARIATION)


def test_an_empty_group_is_not_compared() -> None:
    nothing = Significance(None, "logrank", 1, None, None, Reason.NO_DATA)

    lost = [TimedAttempt(None, Ending.SUCCEEDED)]
    assert logrank(attempts("1s"), lost) == logrank(lost, attempts("1s")) == nothing
