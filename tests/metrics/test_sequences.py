from collections.abc import Callable
from math import exp, log, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.special import betaln
from scipy.stats import nct, norm, t

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.sequences import (
    confidence_sequence_bernoulli,
    confidence_sequence_mean,
    excludes_benchmark,
    is_narrow_enough,
    live_mean_difference,
    live_share_difference,
)
from recorder.metrics.tallies import Tally

SCORES = [72.5, 85, 67.5, 90, 77.5, 80, 62.5, 95]
RATES = np.arange(1, 200) / 200


def ends(made: Estimate) -> Interval:
    assert made.interval is not None
    return made.interval


def missed_at_some_look(
    method: Callable[[int, int], Estimate], looks: range
) -> NDArray[np.float64]:
    """Answer how often an interval, read after each participant, ever excludes the true rate.

    Counted exactly: for each true rate, the probability of every number of successes among
    studies in which no look has missed so far.
    """
    still_right = np.zeros((len(RATES), looks.stop + 1))
    still_right[:, 0] = 1
    for n in range(1, looks.stop):
        grown = np.zeros_like(still_right)
        grown[:, 1:] = still_right[:, :-1] * RATES[:, None]
        still_right = grown + still_right * (1 - RATES[:, None])
        if n in looks:
            for x in range(n + 1):
                interval = ends(method(x, n))
                still_right[(interval.low > RATES) | (interval.high < RATES), x] = 0
    return np.asarray(1 - still_right.sum(axis=1))


def test_the_live_interval_read_100_times_misses_no_more_than_it_says() -> None:
    missed = missed_at_some_look(confidence_sequence_bernoulli, range(1, 101))

    assert missed.max() <= 0.05
    assert missed[RATES == 0.2] == pytest.approx(0.0277, abs=0.0001)


def test_the_usual_interval_read_that_way_misses_far_too_often() -> None:
    """Which is why a running study must not show it."""
    missed = missed_at_some_look(adjusted_wald, range(3, 21))

    between = missed[(RATES >= 0.5) & (RATES <= 0.9)]
    assert between.max() == pytest.approx(0.19, abs=0.01)


@pytest.mark.parametrize("n", [1, 2, 5, 40])
@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_after_successes_only_the_lowest_share_is_known_in_closed_form(
    n: int, confidence: float
) -> None:
    made = confidence_sequence_bernoulli(n, n, confidence)

    expected = ((1 - confidence) / (n + 1)) ** (1 / n)
    assert ends(made).low == pytest.approx(expected)
    assert ends(made).high == 1
    assert ends(confidence_sequence_bernoulli(0, n, confidence)).low == 0
    assert ends(confidence_sequence_bernoulli(0, n, confidence)).high == pytest.approx(1 - expected)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (0.5, 0.5), (2, 1), (1, 3)])
def test_at_both_ends_the_data_speak_against_the_rate_by_just_the_factor(
    a: float, b: float
) -> None:
    made = confidence_sequence_bernoulli(8, 11, 0.9, prior_a=a, prior_b=b)

    for rate in (ends(made).low, ends(made).high):
        evidence = betaln(a + 8, b + 3) - betaln(a, b) - 8 * log(rate) - 3 * log(1 - rate)
        assert evidence == pytest.approx(log(10))
    assert (made.estimate, made.n, made.n_missing) == (8 / 11, 11, 0)
    assert (made.method, made.confidence) == ("confidence_sequence_bernoulli", 0.9)
    assert made.reason is None


def test_before_the_first_participant_every_share_is_possible() -> None:
    made = confidence_sequence_bernoulli(0, 0, 0.9)

    method, everything = "confidence_sequence_bernoulli", Interval(0, 1)
    assert made == Estimate(None, everything, 0, method, 0, 0.9, Reason.NO_DATA)


@pytest.mark.parametrize(("a", "b"), [(0, 1), (1, 0), (-1, 1), (1, float("nan"))])
def test_a_prior_that_is_worth_nothing_is_refused(a: float, b: float) -> None:
    with pytest.raises(ValueError, match="a prior is worth more than nothing"):
        confidence_sequence_bernoulli(1, 2, prior_a=a, prior_b=b)


def test_the_live_share_refuses_impossible_counts_and_confidence() -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: 3 of 2$"):
        confidence_sequence_bernoulli(3, 2)
    with pytest.raises(ValueError, match="confidence lies between"):
        confidence_sequence_bernoulli(1, 2, 1)


def bayes_factor(shift: float, n: int, prior_scale: float) -> float:
    """Answer how much likelier t is under a normal prior for the mean than under no shift."""
    with_prior, _ = quad(
        lambda d: nct.pdf(shift, n - 1, d * sqrt(n)) * norm.pdf(d, scale=prior_scale), -6, 6
    )
    return float(with_prior / t.pdf(shift, n - 1))


@pytest.mark.parametrize(("confidence", "prior_scale"), [(0.95, 1), (0.9, 0.7), (0.8, 0.5)])
def test_the_live_mean_ends_where_the_bayes_factor_reaches_its_bound(
    confidence: float, prior_scale: float
) -> None:
    """An independent way to the same ends: integrating the noncentral t distribution."""
    made = confidence_sequence_mean(SCORES, confidence, prior_scale=prior_scale)

    sd = float(np.std(SCORES, ddof=1))
    shift = (ends(made).high - 78.75) / (sd / sqrt(8))
    assert bayes_factor(shift, 8, prior_scale) == pytest.approx(1 / (1 - confidence), rel=1e-6)
    assert ends(made).low == pytest.approx(2 * 78.75 - ends(made).high)


def test_the_live_mean_leaves_missing_values_out() -> None:
    made = confidence_sequence_mean([*SCORES, None, float("nan")])

    assert (made.estimate, made.n, made.n_missing) == (78.75, 8, 2)
    assert ends(made) == ends(confidence_sequence_mean(reversed(SCORES)))
    assert (made.method, made.reason, made.confidence) == ("confidence_sequence_mean", None, 0.95)
    assert confidence_sequence_mean(SCORES, 0.8).confidence == 0.8
    assert ends(made).high == pytest.approx(95.432678, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], Reason.NO_DATA),
        ([None], Reason.NO_DATA),
        ([70], Reason.N_TOO_SMALL),
        ([70, 70, 70, 70, 70], Reason.ZERO_VARIANCE),
        ([70, 80], Reason.UNBOUNDED),
        ([70, 80, 75, 75], Reason.UNBOUNDED),
    ],
)
def test_the_live_mean_says_why_it_has_no_ends(values: list[float | None], reason: Reason) -> None:
    made = confidence_sequence_mean(values, 0.95)

    assert (made.interval, made.reason, made.confidence) == (None, reason, 0.95)
    assert made.method == "confidence_sequence_mean"
    known = [value for value in values if value is not None]
    assert made.estimate == (sum(known) / len(known) if known else None)
    assert made.n_missing == len(values) - len(known)


def test_five_values_are_the_first_to_bound_the_mean_at_95_percent() -> None:
    made = confidence_sequence_mean([70, 80, 75, 75, 75])

    assert made.interval is not None
    assert made.reason is None


def test_two_values_bound_the_mean_when_little_confidence_is_asked_for() -> None:
    """With one degree of freedom the standard error of 70 and 80 is 5."""
    made = confidence_sequence_mean([70, 80], 0.2, prior_scale=3)

    ratio = 1 / 19
    k = (ratio * 0.8**2) ** -0.5
    margin = 5 * sqrt((k - 1) / (1 - k * ratio))
    assert ends(made).high == pytest.approx(75 + margin)


@pytest.mark.parametrize("scale", [0, -1, float("inf"), float("nan")])
def test_a_prior_scale_lies_above_0(scale: float) -> None:
    with pytest.raises(ValueError, match="a prior scale lies above 0"):
        confidence_sequence_mean(SCORES, prior_scale=scale)


def test_two_live_shares_are_apart_by_their_outer_ends_at_half_the_risk_each() -> None:
    one, other = (
        ends(confidence_sequence_bernoulli(18, 20, 0.975)),
        ends(confidence_sequence_bernoulli(3, 20, 0.975)),
    )

    made = live_share_difference(Tally(18, 20), Tally(3, 20))

    assert made.estimate == 0.9 - 0.15
    assert made.interval == Interval(one.low - other.high, one.high - other.low)
    assert (made.method, made.n, made.confidence) == ("live_share_difference", 40, 0.95)
    assert made.reason is None


def test_a_live_difference_before_one_group_began_is_open() -> None:
    made = live_share_difference(Tally(0, 0), Tally(3, 3), 0.9)

    low = ends(confidence_sequence_bernoulli(3, 3, 0.95)).low
    assert (made.estimate, made.reason, made.n) == (None, Reason.NO_DATA, 3)
    assert made.interval == Interval(-1, 1 - low)
    assert made.confidence == 0.9


def test_two_live_means_are_apart_by_their_outer_ends() -> None:
    higher = [value + 40 for value in [*SCORES, *SCORES]]
    one = confidence_sequence_mean(higher, 0.95, prior_scale=0.5)
    other = confidence_sequence_mean(SCORES, 0.95, prior_scale=0.5)

    made = live_mean_difference(higher, [*SCORES, None], 0.9, prior_scale=0.5)

    assert made.estimate == pytest.approx(40)
    assert ends(made).low == pytest.approx(ends(one).low - ends(other).high)
    assert ends(made).high == pytest.approx(ends(one).high - ends(other).low)
    assert (made.method, made.n, made.n_missing) == ("live_mean_difference", 24, 1)
    assert (made.confidence, made.reason) == (0.9, None)


def test_live_means_share_the_risk_and_the_usual_prior_scale() -> None:
    one = ends(confidence_sequence_mean(SCORES, 0.9))
    other = ends(confidence_sequence_mean(SCORES[:7], 0.9))

    made = live_mean_difference(SCORES, SCORES[:7], 0.8)

    assert ends(made).low == pytest.approx(one.low - other.high)
    assert ends(made).high == pytest.approx(one.high - other.low)


@pytest.mark.parametrize(
    ("first", "second", "difference", "reason"),
    [
        (SCORES, [70], 8.75, Reason.N_TOO_SMALL),
        ([70, 80], SCORES, -3.75, Reason.UNBOUNDED),
        ([], SCORES, None, Reason.NO_DATA),
    ],
)
def test_a_live_difference_of_means_says_which_group_is_too_small(
    first: list[float], second: list[float], difference: float | None, reason: Reason
) -> None:
    made = live_mean_difference(first, second)

    assert (made.estimate, made.interval, made.reason) == (difference, None, reason)


@pytest.mark.parametrize("difference", [live_share_difference, live_mean_difference])
def test_a_live_difference_refuses_a_confidence_that_is_none(
    difference: Callable[[object, object, float], Estimate],
) -> None:
    groups = Tally(1, 2) if difference is live_share_difference else SCORES
    with pytest.raises(ValueError, match=r"not 1\.5$"):
        difference(groups, groups, 1.5)


def test_a_study_may_stop_once_the_benchmark_lies_outside() -> None:
    made = Estimate(0.5, Interval(0.3, 0.7), 9, "live")

    assert [excludes_benchmark(made, goal) for goal in (0.29, 0.3, 0.5, 0.7, 0.71)] == [
        True,
        False,
        False,
        False,
        True,
    ]


def test_a_study_may_stop_once_the_interval_is_narrower_than_asked_for() -> None:
    made = Estimate(0.5, Interval(0.25, 0.75), 9, "live")

    assert [is_narrow_enough(made, width) for width in (0.4, 0.5, 0.6)] == [False, False, True]


def test_no_study_stops_on_an_interval_it_does_not_have() -> None:
    nothing = confidence_sequence_mean([70])

    assert not excludes_benchmark(nothing, 0)
    assert not is_narrow_enough(nothing, 1000)


def test_a_live_share_needs_about_twice_the_surprise_of_a_single_look() -> None:
    """Five of five: the published 38 % against the 51 % of the interval for one look."""
    assert ends(confidence_sequence_bernoulli(5, 5)).low == pytest.approx(exp(log(0.05 / 6) / 5))
    assert ends(adjusted_wald(5, 5)).low > 0.51
