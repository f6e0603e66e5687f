from collections.abc import Callable
from math import exp, inf, log, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.equivalence import is_equivalent
from recorder.metrics.estimates import Estimate, Interval, Reason, Significance
from recorder.metrics.mean_differences import (
    Comparison,
    complete_pairs,
    is_constant,
    paired_log_ratio,
    paired_t,
    welch_difference,
    welch_log_ratio,
)

VALUES = st.lists(st.integers(1, 100), min_size=3, max_size=8).filter(lambda v: len(set(v)) > 2)
COMPARE = Callable[..., Comparison]
UNPAIRED = [(welch_difference, "welch"), (welch_log_ratio, "welch_log")]
PAIRED = [(paired_t, "paired_t"), (paired_log_ratio, "paired_log")]


def ends(made: Comparison) -> Interval:
    assert made.effect.interval is not None
    return made.effect.interval


def test_two_means_are_compared_by_hand() -> None:
    """Two of two each: variances 2 and 8, so t is 4 / sqrt(1 + 4) with 25 / 17 df."""
    made = welch_difference([1, 3, None], [4, 8, None, nan], 0.9)

    assert made.effect.estimate == -4
    assert (made.effect.n, made.effect.n_missing, made.effect.method) == (4, 3, "welch")
    assert (made.effect.confidence, made.effect.reason) == (0.9, None)
    assert made.test.statistic == pytest.approx(-4 / sqrt(5))
    assert made.test.df == pytest.approx(25 / 17)
    assert (made.test.n, made.test.method, made.test.reason) == (4, "welch", None)
    assert ends(made).low + ends(made).high == pytest.approx(-8)


def test_pairs_are_compared_by_hand() -> None:
    """Differences 1 and 3; with one degree of freedom at 50 % t is 1, so the margin is 1."""
    made = paired_t([5, 4, None, 1], [4, 1, 3, None], 0.5)

    assert (made.effect.estimate, made.effect.n, made.effect.n_missing) == (2, 2, 2)
    assert (ends(made).low, ends(made).high) == pytest.approx((1, 3))
    assert (made.effect.method, made.effect.confidence) == ("paired_t", 0.5)
    assert (made.test.statistic, made.test.df) == pytest.approx((2, 1))
    assert made.test.p == pytest.approx(0.295167, abs=1e-6)
    assert (made.test.n, made.test.method) == (2, "paired_t")


def test_paired_times_are_compared_as_a_ratio_by_hand() -> None:
    """Ratios 2 and 8: their geometric mean is 4, a factor of 2 from either."""
    made = paired_log_ratio([20, 80, None], [10, 10, 5], 0.5)

    assert made.effect.estimate == pytest.approx(4)
    assert (ends(made).low, ends(made).high) == pytest.approx((2, 8))
    assert (made.effect.method, made.effect.n, made.effect.n_missing) == ("paired_log", 2, 1)
    assert (made.test.method, made.test.df) == ("paired_log", 1)


def test_two_typical_times_are_compared_as_the_logarithms_are() -> None:
    a, b = [55.0, 65, 135], [60.0, 53, 70, 42]

    ratio = welch_log_ratio([*a, None], b, 0.9)
    logs = welch_difference([log(x) for x in a], [log(x) for x in b], 0.9)
    assert ratio.effect.estimate == pytest.approx(exp(logs.effect.estimate or 0))
    assert ends(ratio).low == pytest.approx(exp(ends(logs).low))
    assert ends(ratio).high == pytest.approx(exp(ends(logs).high))
    assert (ratio.test.p, ratio.test.df) == pytest.approx((logs.test.p, logs.test.df))
    assert (ratio.test.method, ratio.effect.method) == ("welch_log", "welch_log")
    assert (ratio.effect.n, ratio.effect.n_missing) == (7, 1)


@pytest.mark.parametrize(("compare", "method"), UNPAIRED)
@pytest.mark.parametrize(
    ("a", "b", "effects", "reason"),
    [
        ([], [2.0, 3.0], (None, None), Reason.NO_DATA),
        ([2.0, 3.0], [], (None, None), Reason.NO_DATA),
        ([6.0], [2.0], (4, 3), Reason.N_TOO_SMALL),
        ([6.0], [2.0, 2.0], (4, 3), Reason.N_TOO_SMALL),
        ([6.0, 6.0], [2.0], (4, 3), Reason.N_TOO_SMALL),
        ([6.0, 6.0], [2.0, 2.0], (4, 3), Reason.ZERO_VARIANCE),
    ],
)
def test_groups_that_cannot_be_tested_say_why(
    compare: COMPARE,
    method: str,
    a: list[float],
    b: list[float],
    effects: tuple[float | None, float | None],
    reason: Reason,
) -> None:
    made = compare(a, b, 0.9)

    effect = effects[method == "welch_log"]
    n = len(a) + len(b)
    assert made.effect.estimate == (None if effect is None else pytest.approx(effect))
    assert made.effect == Estimate(made.effect.estimate, None, n, method, 0, 0.9, reason)
    assert made.test == Significance(None, method, n, None, None, reason)


@pytest.mark.parametrize(("compare", "method"), PAIRED)
@pytest.mark.parametrize(
    ("a", "b", "effects", "reason"),
    [
        ([], [], (None, None), Reason.NO_DATA),
        ([6.0], [2.0], (4, 3), Reason.N_TOO_SMALL),
    ],
)
def test_pairs_that_cannot_be_tested_say_why(
    compare: COMPARE,
    method: str,
    a: list[float],
    b: list[float],
    effects: tuple[float | None, float | None],
    reason: Reason,
) -> None:
    made = compare([*a, None], [*b, 1], 0.9)

    effect = effects[method == "paired_log"]
    assert made.effect.estimate == (None if effect is None else pytest.approx(effect))
    assert made.effect == Estimate(made.effect.estimate, None, len(a), method, 1, 0.9, reason)
    assert made.test == Significance(None, method, len(a), None, None, reason)


def test_pairs_that_all_differ_by_the_same_have_no_interval() -> None:
    """Logarithms of equal ratios differ in their last digits, which is no variation."""
    for made in (
        paired_log_ratio([2, 4, 7, 0.3], [1, 2, 3.5, 0.15]),
        paired_t([0.3, 0.7, 1.1], [0.1, 0.5, 0.9]),
        paired_t([3, 4], [3, 4]),
    ):
        assert (made.effect.interval, made.effect.reason) == (None, Reason.ZERO_VARIANCE)
        assert (made.test.p, made.test.reason) == (None, Reason.ZERO_VARIANCE)


def test_one_group_that_does_not_vary_can_be_tested_by_the_other() -> None:
    """The other's degrees of freedom are then all that there are."""
    made = welch_difference([68.1, 68.1, 68.1], [60, 70, 80])

    assert made.test.df == pytest.approx(2)
    assert made.test.statistic == pytest.approx((68.1 - 70) / (10 / sqrt(3)))


@pytest.mark.parametrize("compare", [welch_log_ratio, paired_log_ratio])
@pytest.mark.parametrize("fault", [0.0, -1.0, inf])
def test_what_no_clock_can_show_is_refused(compare: COMPARE, fault: float) -> None:
    with pytest.raises(ValueError, match="nonpositive_time"):
        compare([10.0, fault], [10.0, 20.0])
    with pytest.raises(ValueError, match="nonpositive_time"):
        compare([10.0, 20.0], [10.0, fault])


@pytest.mark.parametrize("compare", [one for one, _ in UNPAIRED + PAIRED])
def test_a_confidence_outside_0_and_1_is_refused(compare: COMPARE) -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        compare([], [], 1.0)


@pytest.mark.parametrize("compare", [one for one, _ in PAIRED])
def test_pairs_have_two_values_each(compare: COMPARE) -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare([1.0, 2.0], [1.0])


def test_a_pair_without_one_of_its_values_is_left_out() -> None:
    assert complete_pairs([1, None, 3, nan, 5], [6, 7, None, 9, nan]) == [(1, 6)]


@pytest.mark.parametrize(
    ("values", "is_same"), [([1, 1 + 1e-13], True), ([0, 1e-13], True), ([1, 1 + 1e-11], False)]
)
def test_what_rounding_adds_is_no_variation(values: list[float], is_same: bool) -> None:
    assert is_constant(values) is is_same


@given(VALUES, VALUES)
def test_swapping_the_groups_negates_the_difference_and_inverts_the_ratio(
    a: list[float], b: list[float]
) -> None:
    one, other = welch_difference(a, b), welch_difference(b, a)
    assert one.effect.estimate == pytest.approx(-(other.effect.estimate or 0))
    assert ends(one).low == pytest.approx(-ends(other).high)
    assert one.test.p == pytest.approx(other.test.p)

    slow, fast = welch_log_ratio(a, b), welch_log_ratio(b, a)
    assert slow.effect.estimate == pytest.approx(1 / (fast.effect.estimate or 0))
    assert ends(slow).low == pytest.approx(1 / ends(fast).high)
    assert slow.test.p == pytest.approx(fast.test.p)


@given(VALUES, VALUES, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_leaves_0_out_where_p_is_below_the_doubt(
    a: list[float], b: list[float], confidence: float
) -> None:
    made = welch_difference(a, b, confidence)

    assert made.test.p is not None
    if made.test.p != pytest.approx(1 - confidence):
        is_beyond = not ends(made).low <= 0 <= ends(made).high
        assert is_beyond == (made.test.p < 1 - confidence)


def with_ends(low: float, high: float) -> Estimate:
    return Estimate(0, Interval(low, high), 9, "welch", confidence=0.9)


@pytest.mark.parametrize(
    ("low", "high", "is_same"),
    [(-4, 4.9, True), (-5, 5, True), (-5.1, 1, False), (0, 5.1, False), (-9, 9, False)],
)
def test_designs_are_equivalent_where_all_that_is_plausible_does_not_matter(
    low: float, high: float, is_same: bool
) -> None:
    assert is_equivalent(with_ends(low, high), Interval(-5, 5)) is is_same


def test_without_an_interval_nothing_is_equivalent_or_not() -> None:
    lone = Estimate(1, None, 1, "welch", confidence=0.9, reason=Reason.N_TOO_SMALL)

    assert is_equivalent(lone, Interval(-5, 5)) is None


def test_equivalence_asks_for_90_percent() -> None:
    """At 95 % it would be shown less often than its level promises."""
    made = welch_difference([1, 2, 3], [1, 2, 3])

    with pytest.raises(ValueError, match=r"asks for a 90 % interval, not for 0\.95"):
        is_equivalent(made.effect, Interval(-9, 9))
