from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nct, t

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.planning import (
    mean_margin,
    sample_size_mean_ci,
    sample_size_paired_rates,
    sample_size_rate_ci,
    sample_size_two_means,
    sample_size_two_rates,
)
from recorder.metrics.power import TestName as TestOfRates
from recorder.metrics.power import power_two_rates


@pytest.mark.parametrize(
    ("p", "margin", "confidence", "n"),
    [
        (0.5, 0.2, 0.95, 21),
        (0.5, 0.1, 0.95, 93),
        (0.5, 0.05, 0.95, 381),
        (0.5, 0.2, 0.9, 15),
        (0.5, 0.6, 0.95, 1),
        (0.5, 1, 0.95, 1),
    ],
)
def test_participants_for_a_share_within_a_margin(
    p: float, margin: float, confidence: float, n: int
) -> None:
    assert sample_size_rate_ci(p, margin, confidence) == n


def test_the_planned_share_is_as_narrow_as_it_was_planned() -> None:
    n = sample_size_rate_ci(0.8, 0.1)

    interval = adjusted_wald(round(0.8 * n), n).interval
    assert n == 62
    assert interval is not None
    assert (interval.high - interval.low) / 2 == pytest.approx(0.1, abs=0.002)
    assert sample_size_rate_ci(0.2, 0.1) == n


@pytest.mark.parametrize(
    ("p1", "p2", "confidence", "power", "n"),
    [
        (0.9, 0.6, 0.95, 0.8, 34),
        (0.6, 0.9, 0.95, 0.8, 34),
        (0.9, 0.5, 0.95, 0.8, 22),
        (0.9, 0.6, 0.9, 0.8, 27),
        (0.9, 0.6, 0.95, 0.9, 45),
        (1, 0, 0.95, 0.8, 5),
        (0.7, 0.7, 0.95, 0.8, None),
    ],
)
def test_participants_to_tell_two_groups_apart(
    p1: float, p2: float, confidence: float, power: float, n: int | None
) -> None:
    assert sample_size_two_rates(p1, p2, confidence=confidence, power=power) == n


def test_the_planned_groups_have_at_least_the_power_they_were_planned_for() -> None:
    assert 0.8 <= power_two_rates(0.9, 34, 0.6, 34) < 0.85


@pytest.mark.parametrize(
    ("p12", "p21", "confidence", "power", "n"),
    [
        (0.3, 0.1, 0.95, 0.8, 77),
        (0.1, 0.3, 0.95, 0.8, 77),
        (0.2, 0.2, 0.95, 0.8, None),
        (0, 0, 0.95, 0.8, None),
    ],
)
def test_participants_to_tell_two_designs_apart(
    p12: float, p21: float, confidence: float, power: float, n: int | None
) -> None:
    assert sample_size_paired_rates(p12, p21, confidence=confidence, power=power) == n


def test_a_certain_difference_of_designs_still_needs_participants() -> None:
    assert sample_size_paired_rates(1, 0) == 103
    assert sample_size_paired_rates(1, 0, confidence=0.5, power=0.5) == 1


@given(st.floats(0.5, 50), st.floats(1, 20), st.sampled_from([0.8, 0.95, 0.99]))
def test_no_fewer_participants_narrow_a_mean_as_far(
    sd: float, margin: float, confidence: float
) -> None:
    n = sample_size_mean_ci(sd, margin, confidence)

    def half_width(n: int) -> float:
        return float(t.ppf((1 + confidence) / 2, n - 1)) * sd / sqrt(n)

    assert half_width(n) <= margin
    assert n == 2 or half_width(n - 1) > margin


@pytest.mark.parametrize(("sd", "margin", "n"), [(20, 10, 18), (20, 5, 64), (0, 1, 2), (1, 99, 2)])
def test_participants_for_a_mean_within_a_margin(sd: float, margin: float, n: int) -> None:
    assert sample_size_mean_ci(sd, margin) == n


@pytest.mark.parametrize(
    ("sd", "difference", "confidence", "power", "n"),
    [
        (1, 0.8, 0.95, 0.8, 26),
        (1, 0.5, 0.95, 0.8, 64),
        (1, -0.5, 0.95, 0.8, 64),
        (1, 0.2, 0.95, 0.8, 394),
        (1, 0.5, 0.95, 0.9, 86),
        (1, 0.5, 0.99, 0.8, 96),
        (20, 15, 0.95, 0.8, 29),
        (1, 50, 0.95, 0.8, 2),
        (1, 0, 0.95, 0.8, None),
    ],
)
def test_participants_to_tell_two_means_apart(
    sd: float, difference: float, confidence: float, power: float, n: int | None
) -> None:
    """Standardised differences of 0.2, 0.5 and 0.8 are Cohen's small, medium and large."""
    assert sample_size_two_means(sd, difference, confidence=confidence, power=power) == n


@pytest.mark.parametrize("effect", [1.5, 2, 2.5, 3])
@pytest.mark.parametrize("confidence", [0.9, 0.99])
def test_no_fewer_participants_find_a_large_difference_as_often(
    effect: float, confidence: float
) -> None:
    """Where groups are small, each degree of freedom counts."""
    n = sample_size_two_means(1, effect, confidence=confidence, power=0.8) or 0

    def power(n: int) -> float:
        critical = t.ppf((1 + confidence) / 2, 2 * n - 2)
        return float(nct.sf(critical, 2 * n - 2, effect * sqrt(n / 2)))

    assert power(n) >= 0.8
    assert power(n - 1) < 0.8


def test_a_low_power_counts_differences_found_the_wrong_way_round() -> None:
    """At the smallest effects both tails are found alike, so 5 % power costs nothing."""
    assert sample_size_two_means(1, 1e-6, power=0.05) == 2


@pytest.mark.parametrize("power", [0, 1, -0.1, 80])
def test_a_power_lies_between_0_and_1(power: float) -> None:
    with pytest.raises(ValueError, match="power lies between 0 and 1"):
        sample_size_two_rates(0.9, 0.5, power=power)
    with pytest.raises(ValueError, match="power lies between 0 and 1"):
        sample_size_paired_rates(0.3, 0.1, power=power)
    with pytest.raises(ValueError, match="power lies between 0 and 1"):
        sample_size_two_means(1, 1, power=power)


@pytest.mark.parametrize("rate", [-0.01, 1.01])
def test_a_planned_rate_lies_between_0_and_1(rate: float) -> None:
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        sample_size_rate_ci(rate, 0.1)
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        sample_size_two_rates(0.5, rate)
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        sample_size_two_rates(rate, 0.5)
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        sample_size_paired_rates(0.1, rate)
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        sample_size_paired_rates(rate, 0.1)
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        power_two_rates(0.5, 5, rate, 5)
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        power_two_rates(rate, 5, 0.5, 5)


def test_only_one_design_can_be_the_only_one_that_works() -> None:
    with pytest.raises(ValueError, match="a rate lies between 0 and 1"):
        sample_size_paired_rates(0.6, 0.5)


@pytest.mark.parametrize("width", [0, -1, float("inf"), float("nan")])
def test_a_margin_and_a_spread_lie_above_0(width: float) -> None:
    with pytest.raises(ValueError, match="a width or spread lies above 0"):
        sample_size_rate_ci(0.5, width)
    with pytest.raises(ValueError, match="a width or spread lies above 0"):
        sample_size_mean_ci(1, width)
    with pytest.raises(ValueError, match="a width or spread lies above 0"):
        sample_size_two_means(width, 1)


@pytest.mark.parametrize(("n", "margin"), [(2, 179.69), (10, 14.31), (21, 9.10)])
def test_how_far_an_interval_of_a_mean_reaches(n: int, margin: float) -> None:
    """By the t table of every textbook: 12.706, 2.262 and 2.086 for 1, 9 and 20 degrees."""
    assert mean_margin(20, n) == pytest.approx(margin, abs=0.01)


@pytest.mark.parametrize("n", [-1, 0, 1])
def test_a_mean_of_fewer_than_two_participants_has_no_interval(n: int) -> None:
    with pytest.raises(ValueError, match=f"from two participants on, not {n}"):
        mean_margin(20, n)


@pytest.mark.parametrize("sd", [-1, float("inf"), float("nan")])
def test_a_standard_deviation_is_not_negative(sd: float) -> None:
    with pytest.raises(ValueError, match="a standard deviation is 0 or more"):
        sample_size_mean_ci(sd, 1)


@pytest.mark.parametrize("confidence", [0, 1])
def test_a_plan_needs_a_confidence(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        sample_size_mean_ci(1, 1, confidence)
    with pytest.raises(ValueError, match="confidence lies between"):
        sample_size_rate_ci(0.5, 0.1, confidence)
    with pytest.raises(ValueError, match="confidence lies between"):
        sample_size_two_means(1, 1, confidence=confidence)
    with pytest.raises(ValueError, match="confidence lies between"):
        power_two_rates(0.9, 5, 0.5, 5, confidence=confidence)


@pytest.mark.parametrize(
    ("n", "test", "power"),
    [
        (5, "n_minus_1", 0.31),
        (5, "fisher", 0.12),
        (5, "boschloo", 0.12),
        (10, "n_minus_1", 0.47),
        (10, "fisher", 0.30),
        (10, "fisher_mid_p", 0.47),
        (20, "n_minus_1", 0.84),
    ],
)
def test_the_power_of_a_test_is_as_published(n: int, test: TestOfRates, power: float) -> None:
    """To find 90 % against 50 % at the usual 5 %."""
    assert power_two_rates(0.9, n, 0.5, n, test=test) == pytest.approx(power, abs=0.006)


@pytest.mark.parametrize(
    ("n", "test", "most"),
    [
        (5, "n_minus_1", 0.062),
        (5, "fisher", 0.022),
        (10, "n_minus_1", 0.042),
        (10, "fisher", 0.013),
    ],
)
def test_with_equal_rates_a_test_errs_as_often_as_published(
    n: int, test: TestOfRates, most: float
) -> None:
    errs = [power_two_rates(step / 20, n, step / 20, n, test=test) for step in range(1, 20)]

    assert max(errs) == pytest.approx(most, abs=0.001)


def test_power_grows_when_less_confidence_is_asked_for() -> None:
    usual, eager = (power_two_rates(0.9, 8, 0.5, 6, confidence=c) for c in (0.95, 0.8))

    assert usual < eager
    assert usual == pytest.approx(power_two_rates(0.5, 6, 0.9, 8))


@pytest.mark.parametrize(("n1", "n2"), [(0, 5), (5, 0), (201, 5), (5, 201)])
def test_only_small_groups_are_counted_out(n1: int, n2: int) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: a group has 1 to 200 members"):
        power_two_rates(0.9, n1, 0.5, n2)


def test_a_single_participant_each_shows_nothing() -> None:
    assert power_two_rates(1, 1, 0, 1) == 0
    assert power_two_rates(1, 200, 0, 1) == pytest.approx(1)
