from collections.abc import Callable
from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2_contingency, fisher_exact

from recorder.metrics.estimates import Estimate, Interval, Reason, Significance
from recorder.metrics.exact_tests import exact_test, two_sided
from recorder.metrics.rate_benchmarks import Alternative, rate_vs_benchmark
from recorder.metrics.rate_differences import (
    adjusted_wald_difference,
    agresti_caffo_difference,
    newcombe_difference,
)
from recorder.metrics.rate_tests import boschloo, fisher, n_minus_1, overall_n_minus_1
from recorder.metrics.tallies import Tally

TALLIES = st.integers(1, 30).flatmap(lambda n: st.builds(Tally, st.integers(0, n), st.just(n)))
DIFFERENCES = [adjusted_wald_difference, agresti_caffo_difference, newcombe_difference]
Difference = Callable[[Tally, Tally, float], Estimate]


def ends(made: Estimate) -> Interval:
    assert made.interval is not None
    return made.interval


@given(TALLIES, TALLIES, st.sampled_from(DIFFERENCES), st.sampled_from([0.8, 0.95, 0.99]))
def test_swapping_the_groups_turns_the_difference_round(
    first: Tally, second: Tally, difference: Difference, confidence: float
) -> None:
    made, swapped = difference(first, second, confidence), difference(second, first, confidence)

    assert made.estimate == pytest.approx(-(swapped.estimate or 0))
    assert ends(made).low == pytest.approx(-ends(swapped).high)
    assert -1 <= ends(made).low < ends(made).high <= 1


@given(TALLIES, TALLIES)
def test_swapping_the_groups_leaves_every_p_as_it_is(first: Tally, second: Tally) -> None:
    assert n_minus_1(first, second).p == pytest.approx(n_minus_1(second, first).p)
    assert fisher(first, second).exact.p == pytest.approx(fisher(second, first).exact.p)
    assert fisher(first, second).mid_p.p == pytest.approx(fisher(second, first).mid_p.p)


@given(TALLIES, TALLIES)
def test_fishers_p_is_that_of_scipy_and_its_mid_p_is_smaller(first: Tally, second: Tally) -> None:
    table = [[first.successes, second.successes], [first.failures, second.failures]]

    made = fisher(first, second)

    assert made.exact.p == pytest.approx(fisher_exact(table).pvalue)
    if made.exact.reason is None:
        assert (made.mid_p.p or 0) < (made.exact.p or 0)


@given(TALLIES, TALLIES)
def test_the_n_minus_1_test_is_pearsons_scaled_down(first: Tally, second: Tally) -> None:
    table = [[first.successes, second.successes], [first.failures, second.failures]]
    made = n_minus_1(first, second)
    if made.reason is not None:
        return

    pearson = chi2_contingency(table, correction=False)
    expected_z2 = pearson.statistic * (made.n - 1) / made.n
    assert made.statistic is not None
    assert made.statistic**2 == pytest.approx(expected_z2)
    if pearson.expected_freq.min() < 0.999:
        assert made.method == "fisher_mid_p"
        assert made.p == fisher(first, second).mid_p.p
    elif pearson.expected_freq.min() > 1.001:
        assert made.method == "n_minus_1"
        assert made.p == pytest.approx(overall_n_minus_1([first, second]).p)


def test_fishers_mid_p_takes_over_below_one_expected_success_but_not_at_one() -> None:
    assert n_minus_1(Tally(1, 3), Tally(0, 3)).method == "fisher_mid_p"
    assert n_minus_1(Tally(2, 3), Tally(3, 3)).method == "fisher_mid_p"
    assert n_minus_1(Tally(2, 3), Tally(0, 3)).method == "n_minus_1"
    assert n_minus_1(Tally(1, 3), Tally(0, 3)).p == 0.5


@pytest.mark.parametrize(
    ("difference", "name", "low", "high"),
    [
        (adjusted_wald_difference, "adjusted_wald_difference", 0.133427, 0.776360),
        (agresti_caffo_difference, "agresti_caffo", 0.131275, 0.773487),
        (newcombe_difference, "newcombe", 0.136643, 0.742546),
    ],
)
def test_a_difference_tells_how_it_was_made(
    difference: Difference, name: str, low: float, high: float
) -> None:
    """10 of 12 against 4 of 13, the example of Sauro and Lewis."""
    made = difference(Tally(10, 12), Tally(4, 13), 0.95)

    assert made.estimate == pytest.approx(10 / 12 - 4 / 13)
    assert ends(made).low == pytest.approx(low, abs=1e-6)
    assert ends(made).high == pytest.approx(high, abs=1e-6)
    assert (made.method, made.n, made.confidence, made.reason) == (name, 25, 0.95, None)


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_less_confidence_narrows_the_difference(difference: Difference) -> None:
    wide = difference(Tally(7, 10), Tally(4, 10), 0.95)
    narrow = difference(Tally(7, 10), Tally(4, 10), 0.8)

    assert ends(wide).low < ends(narrow).low < ends(narrow).high < ends(wide).high
    assert narrow.confidence == 0.8


@pytest.mark.parametrize("difference", DIFFERENCES)
@pytest.mark.parametrize("groups", [(Tally(0, 0), Tally(3, 5)), (Tally(3, 5), Tally(0, 0))])
def test_no_difference_is_told_without_participants_in_both_groups(
    difference: Difference, groups: tuple[Tally, Tally]
) -> None:
    made = difference(*groups, 0.9)

    method = difference(Tally(1, 2), Tally(1, 2), 0.9).method
    assert made == Estimate(None, None, 0, method, 0, 0.9, Reason.NO_DATA)
    with pytest.raises(ValueError, match="confidence lies between"):
        difference(*groups, 1)


def test_what_nobody_tried_or_everybody_did_leaves_nothing_to_test() -> None:
    nobody, all_did = (Tally(0, 0), Tally(2, 5)), (Tally(4, 4), Tally(5, 5))

    assert n_minus_1(*nobody) == Significance(None, "n_minus_1", 5, reason=Reason.NO_DATA)
    assert n_minus_1(*all_did) == Significance(1.0, "n_minus_1", 9, 0.0, reason=Reason.NO_VARIATION)
    assert boschloo(*nobody) == Significance(None, "boschloo", 5, reason=Reason.NO_DATA)
    assert boschloo(*all_did) == Significance(1.0, "boschloo", 9, reason=Reason.NO_VARIATION)
    assert fisher(*nobody) == exact_test(
        "fisher", 5, p_exact=None, p_mid=None, reason=Reason.NO_DATA
    )
    assert fisher(*all_did) == exact_test(
        "fisher", 9, p_exact=1, p_mid=1, reason=Reason.NO_VARIATION
    )
    assert fisher(Tally(0, 4), Tally(0, 5)).exact.reason is Reason.NO_VARIATION


def test_fishers_forms_have_names_and_count_participants() -> None:
    made = fisher(Tally(3, 4), Tally(1, 4))

    assert (made.exact.p, made.mid_p.p) == pytest.approx((34 / 70, 18 / 70))
    assert replace(made.exact, p=None) == Significance(None, "fisher_exact", 8)
    assert replace(made.mid_p, p=None) == Significance(None, "fisher_mid_p", 8)


def test_boschloo_is_never_shier_than_fisher_and_looks_where_it_is_told() -> None:
    better, worse = Tally(7, 8), Tally(2, 8)

    p = boschloo(better, worse).p or 0
    greater = boschloo(better, worse, "greater")

    assert p < (fisher(better, worse).exact.p or 0)
    assert greater.p == pytest.approx(p / 2)
    assert (boschloo(better, worse, "less").p or 0) > 0.9
    assert (greater.method, greater.n) == ("boschloo", 16)
    assert greater.statistic == pytest.approx(fisher_exact([[7, 2], [1, 6]], "greater").pvalue)


def test_several_groups_are_tested_together() -> None:
    """Pearson's chi-square of 8, 5 and 2 of 10 is 7.2, with an expected 5 in each cell."""
    made = overall_n_minus_1([Tally(8, 10), Tally(5, 10), Tally(2, 10)])

    assert made.statistic == pytest.approx(7.2 * 29 / 30)
    assert made.p == pytest.approx(exp(-3.48))
    assert (made.df, made.n, made.method) == (2, 30, "overall_n_minus_1")


def test_several_groups_without_variation_or_data_are_not_tested() -> None:
    same = overall_n_minus_1([Tally(0, 3), Tally(0, 4), Tally(0, 5)])
    empty = overall_n_minus_1([Tally(1, 3), Tally(0, 0)])

    assert same == Significance(1.0, "overall_n_minus_1", 12, 0.0, 2, Reason.NO_VARIATION)
    assert empty == Significance(None, "overall_n_minus_1", 3, None, 1, Reason.NO_DATA)
    with pytest.raises(ValueError, match="need two or more groups to compare, not 1"):
        overall_n_minus_1([Tally(1, 3)])


@pytest.mark.parametrize("alternative", ["greater", "less", "two-sided"])
@given(counts=TALLIES, percent=st.integers(1, 99))
def test_the_exact_p_against_a_benchmark_is_that_of_scipy(
    alternative: Alternative, counts: Tally, percent: int
) -> None:
    x, n, rate = counts.successes, counts.n, percent / 100

    made = rate_vs_benchmark(x, n, benchmark=rate, alternative=alternative)

    assert made.exact.p == pytest.approx(binomtest(x, n, rate, alternative=alternative).pvalue)
    assert (made.mid_p.p or 0) <= (made.exact.p or 0)


def test_both_sides_of_a_benchmark_share_the_observed_sample() -> None:
    above = rate_vs_benchmark(8, 9, benchmark=0.7)
    below = rate_vs_benchmark(8, 9, benchmark=0.7, alternative="less")

    assert (above.mid_p.p or 0) + (below.mid_p.p or 0) == pytest.approx(1)
    assert above.mid_p.p == pytest.approx(0.1181784205)
    assert (above.exact.method, above.mid_p.method) == ("binomial_exact", "binomial_mid_p")
    assert above.exact.n == above.mid_p.n == 9


def test_a_benchmark_tested_on_both_sides_counts_as_likely_samples_by_half() -> None:
    """At one half, 0 and 5 of 5 are equally likely: together 2 of 32, halved 1 of 32."""
    made = rate_vs_benchmark(0, 5, benchmark=0.5, alternative="two-sided")

    assert made.exact.p == pytest.approx(2 / 32)
    assert made.mid_p.p == pytest.approx(1 / 32)


def test_a_benchmark_may_be_0_or_1_and_nothing_beyond() -> None:
    assert rate_vs_benchmark(1, 5, benchmark=0).exact.p == 0
    assert rate_vs_benchmark(5, 5, benchmark=1).mid_p.p == 0.5
    for rate in (-0.01, 1.01):
        with pytest.raises(ValueError, match=r"^benchmark_out_of_range: "):
            rate_vs_benchmark(1, 5, benchmark=rate)


def test_a_benchmark_says_nothing_without_participants_and_refuses_nonsense() -> None:
    made = rate_vs_benchmark(0, 0, benchmark=0.5)

    assert made.exact == Significance(None, "binomial_exact", 0, reason=Reason.NO_DATA)
    assert made.mid_p == Significance(None, "binomial_mid_p", 0, reason=Reason.NO_DATA)
    with pytest.raises(ValueError, match=r"^invalid_counts: 2 of 1$"):
        rate_vs_benchmark(2, 1, benchmark=0.5)
    with pytest.raises(ValueError, match="the alternative is greater, less or two-sided"):
        rate_vs_benchmark(1, 2, benchmark=0.5, alternative="above")  # type: ignore[arg-type]


def test_samples_that_differ_in_likelihood_by_rounding_only_are_as_extreme() -> None:
    assert two_sided([0.1, 0.4, 0.4, 0.1 + 1e-10], 0) == pytest.approx((0.2, 0.1))
    assert two_sided([0.1, 0.4, 0.4, 0.1 - 1e-10], 0) == pytest.approx((0.2, 0.1))
    assert two_sided([0.1, 0.39, 0.4, 0.11], 0) == pytest.approx((0.1, 0.05))
    assert two_sided([0.1, 0.39, 0.4, 0.11], 3) == pytest.approx((0.21, 0.155))


def test_no_p_exceeds_1() -> None:
    made = exact_test("any", 2, p_exact=1.5, p_mid=1.2)

    assert (made.exact.p, made.mid_p.p) == (1, 1)
