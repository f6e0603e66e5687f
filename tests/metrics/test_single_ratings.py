import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.answers import ScoredAnswers
from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.means import rating_mean, standard_deviation, t_margin
from recorder.metrics.single_ratings import after_scenario_score, against_norm, top_two_box
from recorder.metrics.umux import legacy_sus_regression, umux_lite_score, umux_score
from recorder.metrics.workload import raw_tlx_score


def test_the_mean_of_a_rating_comes_with_its_t_interval() -> None:
    """Five ratings by hand: 5.6 and 2.776 standard errors of 0.5099, cut off at 7."""
    made = rating_mean([5, 6, None, 7, 4, 6], scale_min=1, scale_max=7)

    assert made.interval is not None
    assert made == Estimate(5.6, made.interval, 5, "t_mean", 1, 0.95, None)
    assert made.interval.low == pytest.approx(4.1842852)
    assert made.interval.high == 7.0


def test_less_confidence_narrows_the_interval_of_a_mean() -> None:
    made = rating_mean([5, 6, 7, 4, 6], scale_min=1, scale_max=7, confidence=0.8)

    assert made.confidence == 0.8
    assert made.interval is not None
    assert made.interval.low == pytest.approx(5.6 - 1.53321 * math.sqrt(0.26), abs=1e-4)
    assert made.interval.high == pytest.approx(5.6 + 1.53321 * math.sqrt(0.26), abs=1e-4)


@pytest.mark.parametrize(
    ("ratings", "mean", "n", "reason"),
    [
        ([], None, 0, Reason.NO_DATA),
        ([6], 6.0, 1, Reason.N_TOO_SMALL),
        ([6, 6], 6.0, 2, Reason.ZERO_VARIANCE),
    ],
)
def test_without_spread_there_is_a_mean_but_no_interval(
    ratings: list[float | None], mean: float | None, n: int, reason: Reason
) -> None:
    made = rating_mean([*ratings, None, math.nan], scale_min=1, scale_max=7)

    assert made == Estimate(mean, None, n, "t_mean", 2, 0.95, reason)


@pytest.mark.parametrize("rating", [0.9, 7.1, math.inf])
def test_a_rating_beside_its_scale_is_refused(rating: float) -> None:
    with pytest.raises(
        ValueError, match=rf"^rating_out_of_range: {rating} is not on the scale 1 to 7$"
    ):
        rating_mean([rating], scale_min=1, scale_max=7)


def test_the_ends_of_a_scale_are_on_it() -> None:
    assert rating_mean([1, 7], scale_min=1, scale_max=7).estimate == 4.0


def test_a_standard_deviation_takes_two_values() -> None:
    assert standard_deviation([2, None, 4]) == pytest.approx(math.sqrt(2))
    assert standard_deviation([2, None]) is None
    assert t_margin([2, 4], 0.5) == pytest.approx(1.0)


def test_top_two_box_counts_the_two_best_answers_and_what_is_missing() -> None:
    made = top_two_box([5, 4, 3, None, 5, 2, 4], scale_max=5)

    assert made == replace(adjusted_wald(4, 6), n_missing=1)


def test_top_two_box_honours_scale_and_confidence() -> None:
    made = top_two_box([10, 9, 8, 0], scale_max=10, scale_min=0, confidence=0.9)

    assert made == adjusted_wald(2, 4, 0.9)


@pytest.mark.parametrize("rating", [0, 6])
def test_top_two_box_refuses_what_is_not_on_the_scale(rating: int) -> None:
    with pytest.raises(
        ValueError, match=rf"^rating_out_of_range: {rating}.0 is not on the scale 1 to 5$"
    ):
        top_two_box([rating], scale_max=5)


@pytest.mark.parametrize(
    ("low", "high", "side"),
    [
        (5.51, 7, "above"),
        (5.5, 7, "cannot_tell"),
        (4, 5.5, "cannot_tell"),
        (4, 5.49, "below"),
        (4, 6, "cannot_tell"),
    ],
)
def test_a_mean_is_above_the_norm_once_its_whole_interval_is(
    low: float, high: float, side: str
) -> None:
    assert against_norm(Estimate(5.5, Interval(low, high), 5, "t_mean")) == side


def test_against_another_norm_and_without_an_interval() -> None:
    assert against_norm(Estimate(5.5, Interval(5, 6), 5, "t_mean"), 4.9) == "above"
    assert against_norm(Estimate(7.0, None, 1, "t_mean")) == "cannot_tell"


@pytest.mark.parametrize(
    ("items", "made"),
    [
        ([7, 6, 2], ScoredAnswers(5.0)),
        ([7, 6, None], ScoredAnswers(6.5, 1, None, ("prorated",))),
        ([None, 3, None], ScoredAnswers(3.0, 2, None, ("prorated",))),
        ([None, None, None], ScoredAnswers(None, 3, Reason.MISSING_ITEMS)),
    ],
)
def test_after_a_scenario_what_does_not_apply_is_left_out_of_the_mean(
    items: list[float | None], made: ScoredAnswers
) -> None:
    """The published rule: average the remaining items."""
    assert after_scenario_score(items) == made


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([7, 7], "wrong_item_count: the After-Scenario Questionnaire has 3 items, not 2"),
        ([7, 7, 0], "item_out_of_range: 0.0 is not on the scale 1 to 7"),
        ([7, 8, 1], "item_out_of_range: 8.0 is not on the scale 1 to 7"),
    ],
)
def test_after_a_scenario_there_are_three_items_of_seven_points(
    items: list[float | None], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        after_scenario_score(items)


@pytest.mark.parametrize(
    ("items", "score"),
    [
        ([6, 2, 6, 1], 87.5),
        ([7, 1, 7, 1], 100.0),
        ([1, 7, 1, 7], 0.0),
        ([7, 7, 1, 1], 50.0),
        ([6, None, 5, 2], None),
    ],
)
def test_umux_counts_praise_up_and_complaints_down(
    items: list[float | None], score: float | None
) -> None:
    assert umux_score(items) == score


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([7, 1, 7], "wrong_item_count: the UMUX has 4 items, not 3"),
        ([7, 1, 7, 0], "item_out_of_range: 0.0 is not on the scale 1 to 7"),
        ([8, 1, 7, 1], "item_out_of_range: 8.0 is not on the scale 1 to 7"),
    ],
)
def test_umux_has_four_items_of_seven_points(items: list[float | None], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        umux_score(items)


def test_umux_lite_has_two_items_and_no_silent_regression() -> None:
    assert umux_lite_score([7, 7]) == 100
    assert umux_lite_score([None, 7]) is None
    with pytest.raises(ValueError, match=r"^wrong_item_count: the UMUX-Lite has 2 items, not 3$"):
        umux_lite_score([1, 1, 1])
    with pytest.raises(ValueError, match=r"^item_out_of_range: 8.0 is not on the scale 1 to 7$"):
        umux_lite_score([1, 8])


@given(st.lists(st.integers(1, 7), min_size=4, max_size=4))
def test_reversing_every_answer_mirrors_umux(items: list[int]) -> None:
    mirrored = umux_score([8 - item for item in items])

    assert mirrored == pytest.approx(100 - (umux_score(items) or 0))


@pytest.mark.parametrize(("score", "sus"), [(0, 22.9), (75, 71.65), (100, 87.9)])
def test_the_legacy_regression_cannot_exceed_87_9(score: float, sus: float) -> None:
    assert legacy_sus_regression(score) == pytest.approx(sus)


@pytest.mark.parametrize("score", [-1, 101])
def test_the_legacy_regression_takes_umux_lite_scores_only(score: float) -> None:
    with pytest.raises(
        ValueError, match=rf"^score_out_of_range: {score}.0 is not on the scale 0 to 100$"
    ):
        legacy_sus_regression(score)


@pytest.mark.parametrize(
    ("items", "score"),
    [([20] * 6, 100.0), ([0] * 6, 0.0), ([20, 0, 10, 5, 15, 4], 45.0), ([None, *[20] * 5], None)],
)
def test_the_raw_task_load_is_the_mean_of_six_scales(
    items: list[float | None], score: float | None
) -> None:
    assert raw_tlx_score(items) == score


def test_the_raw_task_load_may_come_from_sliders_to_100() -> None:
    assert raw_tlx_score([100, 0, 50, 25, 75, 20], scale_max=100) == 45.0


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([1] * 5, "wrong_item_count: the NASA-TLX has 6 items, not 5"),
        ([21, *[1] * 5], "item_out_of_range: 21.0 is not on the scale 0 to 20"),
        ([-1, *[1] * 5], "item_out_of_range: -1.0 is not on the scale 0 to 20"),
    ],
)
def test_the_task_load_has_six_scales_of_21_marks(items: list[float | None], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        raw_tlx_score(items)
