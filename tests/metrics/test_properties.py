import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.completion import adjusted_wald, laplace
from recorder.metrics.estimates import Interval, Reason
from recorder.metrics.means import rating_mean
from recorder.metrics.net_promoter import net_promoter_score
from recorder.metrics.rates import poisson_rate
from recorder.metrics.sus import sus_score
from recorder.metrics.times import typical_time
from recorder.metrics.umux import umux_lite_score

COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99])
TIMES = st.lists(st.floats(0.1, 10_000), min_size=2, max_size=30)


def ends(made: Interval | None) -> Interval:
    assert made is not None
    return made


@given(COUNTS, CONFIDENCES)
def test_the_interval_of_a_share_lies_within_0_and_1_and_holds_the_share(
    counts: tuple[int, int], confidence: float
) -> None:
    successes, n = counts

    interval = ends(adjusted_wald(successes, n, confidence).interval)

    assert 0 <= interval.low <= successes / n <= interval.high <= 1


@given(COUNTS)
def test_counting_failures_mirrors_the_interval_of_successes(counts: tuple[int, int]) -> None:
    successes, n = counts

    passed = ends(adjusted_wald(successes, n).interval)
    missed = ends(adjusted_wald(n - successes, n).interval)

    assert missed.low == pytest.approx(1 - passed.high, abs=1e-12)
    assert missed.high == pytest.approx(1 - passed.low, abs=1e-12)


@given(COUNTS)
def test_more_participants_with_the_same_share_narrow_the_interval(
    counts: tuple[int, int],
) -> None:
    successes, n = counts

    few = ends(adjusted_wald(successes, n).interval)
    many = ends(adjusted_wald(2 * successes, 2 * n).interval)

    assert many.high - many.low < few.high - few.low


def covered(n: int, true_rate: float) -> float:
    """Answer how often the interval holds the true rate, by counting every sample."""
    total = 0.0
    for x in range(n + 1):
        interval = ends(adjusted_wald(x, n).interval)
        if interval.low <= true_rate <= interval.high:
            total += math.comb(n, x) * true_rate**x * (1 - true_rate) ** (n - x)
    return total


@pytest.mark.parametrize(
    ("n", "mean", "worst"), [(5, 0.966, 0.896), (10, 0.964, 0.925), (20, 0.961, 0.929)]
)
def test_the_interval_holds_the_truth_as_often_as_it_says(
    n: int, mean: float, worst: float
) -> None:
    """Counted over every possible sample, with true rates from 0.005 to 0.995."""
    coverages = [covered(n, step / 200) for step in range(1, 200)]

    assert sum(coverages) / len(coverages) == pytest.approx(mean, abs=0.002)
    assert min(coverages) >= worst - 0.001


@given(TIMES)
def test_the_typical_time_is_the_same_in_seconds_and_in_milliseconds(times_s: list[float]) -> None:
    in_s = typical_time(times_s)
    in_ms = typical_time([time_s * 1000 for time_s in times_s])

    assert in_ms.estimate == pytest.approx(1000 * (in_s.estimate or 0))
    if in_s.interval and in_ms.interval:
        assert in_ms.interval.low == pytest.approx(1000 * in_s.interval.low)


@given(TIMES)
def test_the_order_of_participants_does_not_matter(times_s: list[float]) -> None:
    turned = typical_time(sorted(times_s))

    assert turned.estimate == pytest.approx(typical_time(times_s).estimate)


@given(st.lists(st.integers(1, 7), max_size=30))
def test_the_interval_of_a_mean_stays_on_its_scale(ratings: list[int]) -> None:
    made = rating_mean(ratings, scale_min=1, scale_max=7)

    if made.interval:
        assert 1 <= made.interval.low <= (made.estimate or 0) <= made.interval.high <= 7
    else:
        assert made.reason in {Reason.NO_DATA, Reason.N_TOO_SMALL, Reason.ZERO_VARIANCE}


@given(st.lists(st.integers(1, 5), min_size=10, max_size=10))
def test_reversing_every_answer_mirrors_the_sus_score(items: list[int]) -> None:
    mirrored = sus_score([6 - item for item in items])

    assert mirrored == 100 - (sus_score(items) or 0)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40))
def test_the_net_promoter_score_and_its_interval_stay_on_the_scale(ratings: list[int]) -> None:
    made = net_promoter_score(ratings)

    interval = ends(made.interval)
    assert -100 <= interval.low < interval.high <= 100
    assert -100 <= (made.estimate or 0) <= 100


@given(st.integers(0, 200), st.integers(1, 50))
def test_the_interval_of_a_rate_holds_the_rate(events: int, attempts: int) -> None:
    made = poisson_rate(events, attempts)

    interval = ends(made.interval)
    assert 0 <= interval.low <= events / attempts <= interval.high


def test_without_data_there_is_a_reason_and_no_number() -> None:
    """Nobody tried is not the same as nobody managed."""
    made = [adjusted_wald(0, 0), laplace(0, 0), poisson_rate(0, 0), typical_time([])]

    assert [(one.estimate, one.interval, one.reason) for one in made] == [
        (None, None, Reason.NO_DATA)
    ] * 4


def test_a_time_without_a_success_says_that_nobody_succeeded() -> None:
    made = typical_time([30.0, 300.0], [False, False])

    assert (made.estimate, made.reason) == (None, Reason.NO_SUCCESSFUL_ATTEMPTS)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_a_confidence_outside_0_and_1_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        adjusted_wald(1, 2, confidence)


@pytest.mark.parametrize(("items", "score"), [([6, 5], 75.0), ([1, 1], 0.0), ([7, None], None)])
def test_umux_lite_is_scored_as_published(items: list[float | None], score: float | None) -> None:
    assert umux_lite_score(items) == score


@pytest.mark.parametrize("items", [[1], [0, 7], [8, 7]])
def test_umux_lite_refuses_what_is_not_on_its_scale(items: list[float | None]) -> None:
    with pytest.raises(ValueError, match=r"wrong_item_count|item_out_of_range"):
        umux_lite_score(items)
