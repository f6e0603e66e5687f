import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import Estimate, Reason
from recorder.metrics.partial_credit import bounded_wilson, graded_success
from recorder.metrics.proportion_intervals import wilson

NAN = float("nan")


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.sampled_from([0.8, 0.95, 0.99]))
def test_scores_of_0_and_1_only_give_the_wilson_interval(
    done: list[bool], confidence: float
) -> None:
    made = bounded_wilson([float(one) for one in done], confidence)

    expected = wilson(sum(done), len(done), confidence)
    assert made.interval is not None
    assert expected.interval is not None
    assert made.estimate == pytest.approx(expected.estimate)
    assert made.interval.low == pytest.approx(expected.interval.low, abs=1e-12)
    assert made.interval.high == pytest.approx(expected.interval.high, abs=1e-12)


@given(st.lists(st.sampled_from([0, 0.25, 0.5, 1]), min_size=1, max_size=20))
def test_the_interval_of_a_mean_score_holds_it_and_mirrors(scores: list[float]) -> None:
    made = bounded_wilson(scores)
    mirrored = bounded_wilson([1 - score for score in scores])

    assert made.interval is not None
    assert mirrored.interval is not None
    assert 0 <= made.interval.low <= (made.estimate or 0) <= made.interval.high <= 1
    assert made.interval.low < made.interval.high
    assert made.interval.low == pytest.approx(1 - mirrored.interval.high, abs=1e-12)


def test_full_and_partial_success_are_told_apart_before_they_are_averaged() -> None:
    made = graded_success([1, 1, 0.5, 1, 0], 0.9)

    assert made.full == adjusted_wald(3, 5, 0.9)
    assert made.full_or_partial == adjusted_wald(4, 5, 0.9)
    assert made.mean == bounded_wilson([1, 1, 0.5, 1, 0], 0.9)
    assert made.mean.estimate == pytest.approx(0.7)


def test_a_missing_score_is_left_out_and_counted() -> None:
    made = graded_success(score for score in [1, None, 0.5, NAN])

    for one in (made.full, made.full_or_partial, made.mean):
        assert (one.n, one.n_missing, one.confidence) == (2, 2, 0.95)
    assert made.mean.estimate == 0.75
    assert (made.mean.method, made.mean.reason) == ("bounded_wilson", None)


def test_equal_scores_keep_a_width_and_end_at_the_end_of_the_scale() -> None:
    none, every = bounded_wilson([0.0]), bounded_wilson([1.0])

    assert none.interval is not None
    assert every.interval is not None
    assert (none.interval.low, every.interval.high) == (0, 1)
    assert every.interval.low == pytest.approx(0.206549, abs=1e-6)
    assert none.interval.high == pytest.approx(0.793451, abs=1e-6)


@pytest.mark.parametrize("confidence", [0.8, 0.9, 0.95, 0.99])
def test_no_rounding_leaves_none_and_all_short_of_the_end(confidence: float) -> None:
    for n in range(1, 41):
        none, every = bounded_wilson([0] * n, confidence), bounded_wilson([1] * n, confidence)

        assert none.interval is not None
        assert every.interval is not None
        assert (none.interval.low, every.interval.high) == (0, 1)
        assert every.confidence == confidence


def test_without_scores_there_is_a_reason_and_the_missing_are_counted() -> None:
    made = graded_success([None], 0.8)

    assert made.mean == Estimate(None, None, 0, "bounded_wilson", 1, 0.8, Reason.NO_DATA)
    assert made.full == Estimate(None, None, 0, "adjusted_wald", 1, 0.8, Reason.NO_DATA)


@pytest.mark.parametrize("score", [-0.01, 1.01, float("inf")])
def test_a_score_outside_0_to_1_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match=r"^score_out_of_range: "):
        graded_success([1, score])
