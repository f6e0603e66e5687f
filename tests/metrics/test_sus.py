import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.answers import ScoredAnswers
from recorder.metrics.estimates import Interval, Reason
from recorder.metrics.sus import sus_answers, sus_score, sus_summary
from recorder.metrics.sus_norms import (
    sus_acceptability,
    sus_adjective,
    sus_grade,
    sus_percentile,
)

GOOD = [5, 1, 4, 2, 5, 1, 4, 2, 5, 1]
SCORES = [90.0, 77.5, 72.5, 95.0, 62.5]
ITEMS = st.lists(st.integers(1, 5), min_size=10, max_size=10)
NORMED = st.floats(0, 100)


def without(number: int, items: list[int]) -> list[float | None]:
    return [None if place == number else item for place, item in enumerate(items, 1)]


def test_a_complete_answer_is_scored_without_a_caution() -> None:
    assert sus_answers(GOOD) == ScoredAnswers(90.0, 0, None, ())


def test_a_missing_item_leaves_no_score() -> None:
    """A guessed answer is no answer, and 0 least of all."""
    assert sus_answers(without(3, GOOD)) == ScoredAnswers(None, 1, Reason.MISSING_ITEMS, ())
    assert sus_score(without(3, GOOD)) is None
    assert sus_score([*GOOD[:9], math.nan]) is None


def test_prorating_lets_nine_answers_stand_for_ten_and_says_so() -> None:
    """36 points of ten items less the 3 of item 3 make 33 of 36."""
    made = sus_answers(without(3, GOOD), missing="prorate")

    assert made == ScoredAnswers(25 * 33 / 9, 1, None, ("prorated",))
    assert sus_score(without(3, GOOD), missing="prorate") == made.score


@pytest.mark.parametrize("number", range(1, 11))
def test_prorating_weighs_the_other_items_as_they_are_worded(number: int) -> None:
    """Whichever item is missing, the others keep their places."""
    best = [5, 1] * 5

    assert sus_score(without(number, best), missing="prorate") == 100


def test_two_missing_items_are_not_prorated() -> None:
    made = sus_answers([None, None, *GOOD[2:]], missing="prorate")

    assert made == ScoredAnswers(None, 2, Reason.MISSING_ITEMS, ())


@pytest.mark.parametrize(("answer", "score"), [(1, 0.0), (3, 50.0), (5, 100.0)])
def test_in_the_all_positive_version_every_item_counts_up(answer: int, score: float) -> None:
    assert sus_score([answer] * 10, all_positive=True) == score
    assert sus_score([answer] * 10) == 50.0


def test_ten_equal_answers_are_flagged_and_scored() -> None:
    """Who agrees with praise and complaint alike has not read them."""
    assert sus_answers([4] * 10) == ScoredAnswers(50.0, 0, None, ("straight_lined",))
    assert sus_answers([4] * 9 + [3]).flags == ()


def test_nine_equal_answers_and_a_gap_are_prorated_but_not_called_straight() -> None:
    assert sus_answers([*[4] * 9, None], missing="prorate").flags == ("prorated",)


@pytest.mark.parametrize("items", [[3] * 9, [3] * 11, []])
def test_the_sus_has_ten_items(items: list[float | None]) -> None:
    with pytest.raises(
        ValueError, match=rf"^wrong_item_count: the SUS has 10 items, not {len(items)}$"
    ):
        sus_answers(items)


@pytest.mark.parametrize("wrong", [0, 0.99, 5.01, 6, -1, math.inf])
def test_answers_coded_from_0_are_refused(wrong: float) -> None:
    with pytest.raises(
        ValueError, match=rf"^item_out_of_range: {float(wrong)} is not on the scale 1 to 5$"
    ):
        sus_answers([wrong, *GOOD[1:]])


@given(ITEMS, st.integers(0, 9))
def test_one_step_of_one_item_moves_the_score_by_two_and_a_half(
    items: list[int], place: int
) -> None:
    more = [item + (place == at) for at, item in enumerate(items)]
    if more[place] > 5:
        return

    moved = (sus_score(more) or 0) - (sus_score(items) or 0)

    assert moved == (2.5 if place % 2 == 0 else -2.5)


def test_a_summary_places_the_mean_and_both_of_its_limits() -> None:
    made = sus_summary([*SCORES, None])

    assert (made.mean.estimate, made.mean.n, made.mean.n_missing) == (79.5, 5, 1)
    assert made.mean.interval is not None
    assert made.mean.interval.low == pytest.approx(63.1626, abs=1e-4)
    assert made.mean.interval.high == pytest.approx(95.8374, abs=1e-4)
    assert made.sd == pytest.approx(math.sqrt(692.5 / 4))
    assert (made.grade, made.worst_grade, made.best_grade) == ("A-", "C-", "A+")
    assert (made.adjective, made.acceptability) == ("Excellent", "acceptable")


def test_a_summary_gives_the_percentile_with_those_of_the_limits() -> None:
    made = sus_summary([*SCORES, None], 0.9)

    ends = made.mean.interval
    assert ends is not None
    assert made.percentile.interval == Interval(sus_percentile(ends.low), sus_percentile(ends.high))
    assert made.percentile.estimate == sus_percentile(79.5)
    assert (made.percentile.n, made.percentile.n_missing) == (5, 1)
    assert (made.percentile.confidence, made.percentile.reason) == (0.9, None)
    assert made.percentile.method == "sus_percentile"


def test_one_score_has_a_grade_but_no_limits_to_grade() -> None:
    made = sus_summary([72.5])

    assert (made.mean.estimate, made.mean.interval, made.sd) == (72.5, None, None)
    assert (made.grade, made.worst_grade, made.best_grade) == ("C+", None, None)
    assert made.percentile.interval is None
    assert made.mean.reason is made.percentile.reason is Reason.N_TOO_SMALL


def test_a_summary_of_nothing_says_nothing() -> None:
    made = sus_summary([None])

    assert (made.grade, made.adjective, made.acceptability, made.sd) == (None,) * 4
    assert made.percentile.estimate is None
    assert made.percentile.reason is made.mean.reason is Reason.NO_DATA
    assert made.mean.n_missing == 1


@pytest.mark.parametrize("score", [-0.1, 100.1, math.nan])
def test_what_is_no_sus_score_is_not_placed(score: float) -> None:
    for place in (sus_percentile, sus_grade, sus_adjective, sus_acceptability):
        with pytest.raises(
            ValueError, match=rf"^score_out_of_range: {score} is not on the scale 0 to 100$"
        ):
            place(score)


def test_the_limits_of_a_summary_reach_from_0_to_100() -> None:
    low, high = sus_summary([0, 0, 5]).mean.interval, sus_summary([100, 100, 95]).mean.interval

    assert low is not None
    assert high is not None
    assert (low.low, high.high) == (0, 100)


def test_a_summary_refuses_what_is_no_score() -> None:
    with pytest.raises(
        ValueError, match=r"^score_out_of_range: 100.5 is not on the scale 0 to 100$"
    ):
        sus_summary([50, 100.5])
    with pytest.raises(ValueError, match=r"^score_out_of_range: -0.5"):
        sus_summary([-0.5])


@pytest.mark.parametrize(
    ("score", "percentile"),
    [(0, 0.21), (52, 15.42), (68, 50.0), (75, 73.24), (80.3, 88.85), (99, 100.0), (100, 100.0)],
)
def test_percentiles_are_those_of_the_published_table(score: float, percentile: float) -> None:
    assert sus_percentile(score) == pytest.approx(percentile, abs=0.005)


@given(NORMED, NORMED)
def test_a_better_score_never_has_a_worse_percentile(one: float, other: float) -> None:
    assert sus_percentile(min(one, other)) <= sus_percentile(max(one, other))


@pytest.mark.parametrize(
    ("bound", "grade", "below"),
    [
        (84.1, "A+", "A"),
        (80.8, "A", "A-"),
        (78.9, "A-", "B+"),
        (77.2, "B+", "B"),
        (74.1, "B", "B-"),
        (72.6, "B-", "C+"),
        (71.1, "C+", "C"),
        (65.0, "C", "C-"),
        (62.7, "C-", "D"),
        (51.7, "D", "F"),
    ],
)
def test_a_grade_begins_at_its_bound_and_not_before(bound: float, grade: str, below: str) -> None:
    """Rounding first would lift 84.09 to an A+."""
    assert (sus_grade(bound), sus_grade(bound - 0.01)) == (grade, below)


def test_grades_reach_to_both_ends_of_the_scale() -> None:
    assert (sus_grade(0), sus_grade(100)) == ("F", "A+")


@pytest.mark.parametrize(
    ("lower", "upper", "tie"),
    [
        ("Worst imaginable", "Awful", 16.4),
        ("Awful", "Poor", 28.0),
        ("Poor", "OK", 43.3),
        ("OK", "Good", 61.15),
        ("Good", "Excellent", 78.45),
        ("Excellent", "Best imaginable", 88.2),
    ],
)
def test_between_two_adjectives_the_nearer_mean_counts_and_at_a_tie_the_lower(
    lower: str, upper: str, tie: float
) -> None:
    assert [sus_adjective(tie + by) for by in (-0.01, 0, 0.01)] == [lower, lower, upper]


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0, "not acceptable"),
        (49.9, "not acceptable"),
        (50, "marginal"),
        (70, "marginal"),
        (70.1, "acceptable"),
        (100, "acceptable"),
    ],
)
def test_between_50_and_70_a_product_is_marginal(score: float, words: str) -> None:
    assert sus_acceptability(score) == words
