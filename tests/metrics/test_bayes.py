from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from recorder.metrics.bayes import FLAT, Posterior, Prior, beta_binomial_posterior, prob_b_beats_a
from recorder.metrics.completion import jeffreys_mean, laplace
from recorder.metrics.estimates import Estimate
from recorder.metrics.proportion_intervals import jeffreys
from recorder.metrics.tallies import Tally

TALLIES = st.integers(0, 40).flatmap(lambda n: st.builds(Tally, st.integers(0, n), st.just(n)))
JEFFREYS = Prior(0.5, 0.5)


@given(TALLIES.filter(lambda tally: tally.n > 0))
def test_the_flat_belief_is_laplaces_estimate_and_jeffreys_its_own(tally: Tally) -> None:
    flat = beta_binomial_posterior(tally).rate
    halves = beta_binomial_posterior(tally, prior=JEFFREYS).rate

    assert flat.estimate == pytest.approx(laplace(tally.successes, tally.n).estimate)
    assert halves.estimate == pytest.approx(jeffreys_mean(tally.successes, tally.n).estimate)


def test_the_middle_of_jeffreys_belief_is_his_interval() -> None:
    made = beta_binomial_posterior(Tally(3, 7), prior=JEFFREYS, confidence=0.8)

    expected = jeffreys(3, 7, 0.8)
    assert made.rate == Estimate(0.4375, expected.interval, 7, "beta_binomial", confidence=0.8)
    assert (made.prob_above, made.prior) == (None, JEFFREYS)


@pytest.mark.parametrize("benchmark", [0.1, 0.5, 0.9])
def test_the_belief_above_a_benchmark_and_below_it_are_all_of_it(benchmark: float) -> None:
    """After 1 of 1, rates are believed in as 2p: the share above b is 1 - b squared."""
    above = beta_binomial_posterior(Tally(1, 1), benchmark=benchmark)
    mirrored = beta_binomial_posterior(Tally(0, 1), benchmark=1 - benchmark)

    assert above.prob_above == pytest.approx(1 - benchmark**2)
    assert (mirrored.prob_above or 0) + (above.prob_above or 0) == pytest.approx(1)


def test_benchmarks_of_0_and_1_are_certain() -> None:
    assert beta_binomial_posterior(Tally(1, 2), benchmark=0).prob_above == 1
    assert beta_binomial_posterior(Tally(1, 2), benchmark=1).prob_above == 0


@pytest.mark.parametrize("benchmark", [-0.1, 1.1])
def test_a_benchmark_that_is_no_rate_is_refused(benchmark: float) -> None:
    with pytest.raises(ValueError, match=r"^benchmark_out_of_range: "):
        beta_binomial_posterior(Tally(1, 2), benchmark=benchmark)


def test_without_data_the_prior_is_all_there_is() -> None:
    made = beta_binomial_posterior(Tally(0, 0), benchmark=0.25)

    assert made.rate.interval is not None
    assert made.rate.interval.low == pytest.approx(0.025)
    assert made.rate.interval.high == pytest.approx(0.975)
    assert made == Posterior(Estimate(0.5, made.rate.interval, 0, "beta_binomial"), 0.75, FLAT)


@pytest.mark.parametrize(("a", "b"), [(0, 1), (1, 0), (-1, 2), (float("nan"), 1)])
def test_a_prior_is_worth_more_than_nothing(a: float, b: float) -> None:
    with pytest.raises(ValueError, match="a prior is worth more than nothing"):
        Prior(a, b)


def test_a_confidence_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        beta_binomial_posterior(Tally(1, 2), confidence=1)


@settings(max_examples=30)
@given(TALLIES, TALLIES)
def test_one_of_two_groups_is_the_better_one(first: Tally, second: Tally) -> None:
    made = prob_b_beats_a(first, second, JEFFREYS)

    assert made + prob_b_beats_a(second, first, JEFFREYS) == pytest.approx(1, abs=1e-8)
    assert prob_b_beats_a(first, first) == pytest.approx(0.5, abs=1e-8)


@settings(max_examples=30)
@given(TALLIES, TALLIES)
def test_the_probability_agrees_with_the_sum_that_whole_numbers_allow(
    first: Tally, second: Tally
) -> None:
    """With whole numbers the integral has a closed form: a sum of beta functions."""
    a, b = 1 + first.successes, 1 + first.failures
    c, d = 1 + second.successes, 1 + second.failures
    terms = (betaln(a + i, b + d) - betaln(1 + i, d) - betaln(a, b) for i in range(c))
    expected = sum(exp(term) / (d + i) for i, term in enumerate(terms))

    assert prob_b_beats_a(first, second) == pytest.approx(expected, abs=1e-8)


def test_narrow_beliefs_are_not_overlooked() -> None:
    """A peak as narrow as one thousandth, which an integral over the rate could step over."""
    made = prob_b_beats_a(Tally(50_000, 100_000), Tally(60_000, 100_000))

    assert made == pytest.approx(1)
    narrow, wide = Tally(500_000, 1_000_000), Tally(5, 10)
    assert prob_b_beats_a(narrow, wide) == pytest.approx(0.5, abs=1e-8)
    assert prob_b_beats_a(wide, narrow) == pytest.approx(0.5, abs=1e-8)
