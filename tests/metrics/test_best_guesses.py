from collections.abc import Callable

import pytest

from recorder.metrics.completion import (
    adjusted_wald,
    jeffreys_mean,
    laplace,
    lewis_sauro,
    observed_share,
    wilson_midpoint,
)
from recorder.metrics.estimates import Estimate, Reason


def test_each_guess_draws_the_share_towards_one_half() -> None:
    assert observed_share(5, 5) == Estimate(1.0, None, 5, "mle")
    assert laplace(5, 5) == Estimate(6 / 7, None, 5, "laplace")
    assert jeffreys_mean(5, 5) == Estimate(5.5 / 6, None, 5, "jeffreys")
    assert wilson_midpoint(5, 5).estimate == pytest.approx(0.782758, abs=1e-6)


def test_the_midpoint_is_that_of_the_adjusted_wald_interval_at_any_confidence() -> None:
    made, interval = wilson_midpoint(4, 6, 0.8), adjusted_wald(4, 6, 0.8).interval

    assert interval is not None
    assert made.estimate == pytest.approx((interval.low + interval.high) / 2)
    assert (made.method, made.n, made.confidence) == ("wilson_midpoint", 6, 0.8)


@pytest.mark.parametrize(
    ("x", "n", "formula"),
    [
        (1, 2, "mle"),
        (9, 10, "mle"),
        (18, 20, "mle"),
        (3, 4, "mle"),
        (10, 10, "laplace"),
        (19, 20, "laplace"),
        (4, 9, "wilson_midpoint"),
        (0, 3, "wilson_midpoint"),
    ],
)
def test_lewis_and_sauro_choose_by_where_the_share_lies(x: int, n: int, formula: str) -> None:
    formulas = {"mle": observed_share, "laplace": laplace, "wilson_midpoint": wilson_midpoint}

    made = lewis_sauro(x, n)

    assert made == formulas[formula](x, n)
    assert made.method == formula


def test_the_chosen_midpoint_honours_the_confidence() -> None:
    assert lewis_sauro(1, 5, 0.8) == wilson_midpoint(1, 5, 0.8)
    assert lewis_sauro(1, 5, 0.8) != wilson_midpoint(1, 5)


def test_nobody_observed_leaves_nothing_to_guess() -> None:
    methods = ["mle", "laplace", "jeffreys", "wilson_midpoint", "lewis_sauro_2006"]
    guesses = [observed_share, laplace, jeffreys_mean, wilson_midpoint, lewis_sauro]

    made = [guess(0, 0) for guess in guesses]

    assert made == [Estimate(None, None, 0, name, reason=Reason.NO_DATA) for name in methods]
    assert lewis_sauro(0, 0, 0.8).confidence == wilson_midpoint(0, 0, 0.8).confidence == 0.8


@pytest.mark.parametrize(
    "guess", [observed_share, laplace, jeffreys_mean, wilson_midpoint, lewis_sauro]
)
def test_a_guess_refuses_more_successes_than_participants(
    guess: Callable[[int, int], Estimate],
) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: 3 of 2$"):
        guess(3, 2)
