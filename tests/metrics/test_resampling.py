from math import inf
from statistics import fmean

import numpy
import pytest
from scipy import stats

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.resampling import BootstrapForm, Statistic, bootstrap, seed_from

TWELVE = [21.0, 25, 30, 34, 47, 90, 33, 28, 51, 40, 38, 62]
COMPUTERS = {
    Statistic.MEAN: numpy.mean,
    Statistic.MEDIAN: numpy.median,
    Statistic.GEOMETRIC_MEAN: stats.gmean,
}


@pytest.mark.parametrize("statistic", list(Statistic))
@pytest.mark.parametrize("form", ["BCa", "percentile"])
def test_the_interval_is_that_of_the_named_statistic_and_form(
    statistic: Statistic, form: BootstrapForm
) -> None:
    made = bootstrap(TWELVE, statistic, seed=3, form=form, confidence=0.9)

    theirs = stats.bootstrap(
        (TWELVE,),
        COMPUTERS[statistic],
        method=form,
        confidence_level=0.9,
        rng=numpy.random.default_rng(3),
    ).confidence_interval
    assert made.estimate == pytest.approx(float(COMPUTERS[statistic](TWELVE)))
    assert made.interval == Interval(theirs.low, theirs.high)
    assert (made.n, made.n_missing, made.confidence) == (12, 0, 0.9)
    assert (made.method, made.reason, made.flags) == (f"bootstrap_{form.lower()}", None, ())


def test_the_usual_statistic_is_that_of_times() -> None:
    assert bootstrap(TWELVE, seed=1) == bootstrap(TWELVE, Statistic.GEOMETRIC_MEAN, seed=1)


def test_the_same_seed_draws_the_same_and_another_draws_something_else() -> None:
    """Two exports of one study must not differ."""
    first, again, other = (bootstrap(TWELVE, seed=seed, resamples=500) for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_as_many_samples_are_drawn_as_are_asked_for() -> None:
    theirs = stats.bootstrap(
        (TWELVE,), numpy.mean, n_resamples=50, rng=numpy.random.default_rng(3)
    ).confidence_interval

    made = bootstrap(TWELVE, Statistic.MEAN, seed=3, resamples=50)
    assert made.interval == Interval(theirs.low, theirs.high)


def test_every_drawing_of_two_values_can_be_counted() -> None:
    """The mean of two draws is 0, 1 or 2; 1 % of doubt leaves both extremes in."""
    made = bootstrap([0, 2], Statistic.MEAN, seed=1, form="percentile", confidence=0.99)

    assert made.interval == Interval(0, 2)


@pytest.mark.parametrize(("n", "flags"), [(9, ("few_for_bootstrap",)), (10, ())])
def test_fewer_than_ten_are_flagged(n: int, flags: tuple[str, ...]) -> None:
    made = bootstrap([None, *TWELVE[:n]], seed=1, resamples=200)

    assert (made.flags, made.n, made.n_missing) == (flags, n, 1)


@pytest.mark.parametrize(
    ("values", "estimate", "reason"),
    [
        ([], None, Reason.NO_DATA),
        ([4.0], 4, Reason.N_TOO_SMALL),
        ([0.1, 0.1, 0.1], 0.1, Reason.ZERO_VARIANCE),
    ],
)
def test_where_nothing_varies_nothing_is_drawn(
    values: list[float], estimate: float | None, reason: Reason
) -> None:
    made = bootstrap([*values, None], seed=1, confidence=0.8)

    assert made == Estimate(estimate, None, len(values), "bootstrap_bca", 1, 0.8, reason)


def test_a_median_that_no_one_value_moves_has_no_interval() -> None:
    """Without any one of them the median is still 5, so the correction is undetermined."""
    made = bootstrap([1.0, *[5.0] * 6, 9], Statistic.MEDIAN, seed=1)

    assert (made.estimate, made.interval, made.reason) == (5, None, Reason.ZERO_VARIANCE)
    assert made.flags == ("few_for_bootstrap",)


def test_a_mean_may_be_0_or_below_but_a_geometric_mean_may_not() -> None:
    assert bootstrap([-1, 0, 4], Statistic.MEAN, seed=1).estimate == fmean([-1, 0, 4])
    with pytest.raises(ValueError, match=r"^nonpositive_time: 0\.0 s"):
        bootstrap([0, 4], seed=1)


@pytest.mark.parametrize("statistic", list(Statistic))
def test_an_infinite_value_is_refused(statistic: Statistic) -> None:
    with pytest.raises(ValueError, match=r"draws from finite values|nonpositive_time"):
        bootstrap([1, inf], statistic, seed=1)


def test_a_confidence_outside_0_and_1_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        bootstrap([], seed=1, confidence=0)


def test_a_study_always_gives_the_same_seed() -> None:
    """The check value that the definition of CRC-32 comes with."""
    assert seed_from("123456789") == 0xCBF43926
