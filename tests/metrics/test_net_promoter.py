from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.net_promoter import (
    adjusted_net_promoter_score,
    net_promoter_difference,
    net_promoter_score,
)

MIXED = [9, 10, 7, 6, 8, 10, 3, 9, 9, 5]
RATINGS = st.lists(st.integers(0, 10), min_size=1, max_size=40)


def ends(made: Estimate) -> Interval:
    assert made.interval is not None
    return made.interval


def test_the_score_is_observed_and_its_interval_is_around_the_adjusted_one() -> None:
    """Five promoters and three detractors of ten, as in the method's paper."""
    made = net_promoter_score([*MIXED, None])

    assert made == Estimate(20.0, made.interval, 10, "nps", 1, 0.95, None, ("few_ratings",))
    assert ends(made).low == pytest.approx(-30.325994)
    assert ends(made).high == pytest.approx(61.095225)
    assert adjusted_net_promoter_score([*MIXED, None]) == pytest.approx(200 / 13)


def test_the_interval_honours_the_confidence() -> None:
    made = net_promoter_score(MIXED, 0.8)

    assert made.confidence == 0.8
    assert ends(made).high - ends(made).low == pytest.approx(
        91.42122 * 1.281552 / 1.959964, abs=1e-3
    )


@pytest.mark.parametrize(("rating", "score"), [(6, -100), (7, 0), (8, 0), (9, 100)])
def test_passives_are_7_and_8(rating: int, score: float) -> None:
    assert net_promoter_score([rating]).estimate == score


@pytest.mark.parametrize(("n", "flags"), [(29, ("few_ratings",)), (30, ())])
def test_below_thirty_answers_the_reader_is_warned(n: int, flags: tuple[str, ...]) -> None:
    assert net_promoter_score([9] * n).flags == flags
    assert net_promoter_difference([9] * 40, [9] * n).flags == flags
    assert net_promoter_difference([9] * n, [9] * 40).flags == flags


def test_without_answers_there_is_no_score() -> None:
    assert net_promoter_score([None], 0.9) == Estimate(None, None, 0, "nps", 1, 0.9, Reason.NO_DATA)
    assert adjusted_net_promoter_score([None]) is None


@pytest.mark.parametrize("rating", [-1, 11])
def test_a_rating_beside_0_to_10_is_refused(rating: int) -> None:
    message = rf"^rating_out_of_range: {rating}.0 is not on the scale 0 to 10$"
    with pytest.raises(ValueError, match=message):
        net_promoter_score([rating])
    with pytest.raises(ValueError, match=message):
        adjusted_net_promoter_score([rating])


def test_a_difference_adds_both_variances() -> None:
    """Half a width of a difference is the root of the sum of both halves squared."""
    one, other = [9, 10, 7, 9, 9, 3, 8, 10] * 5, [9, 3, 8, 5] * 10

    made = net_promoter_difference([*one, None], other, 0.9)

    first, second = net_promoter_score(one, 0.9), net_promoter_score(other, 0.9)
    half = sqrt(sum((ends(each).high - ends(each).low) ** 2 for each in (first, second))) / 2
    gap = 100 * (25 - 5) / 43 - 100 * (10 - 20) / 43
    assert made == Estimate(made.estimate, made.interval, 80, "nps_difference", 1, 0.9)
    assert made.estimate == pytest.approx(gap)
    assert ends(made).low == pytest.approx(gap - half)
    assert ends(made).high == pytest.approx(gap + half)


def test_a_difference_is_cut_off_at_200() -> None:
    made = net_promoter_difference([10] * 3, [0] * 3, 0.999_999)

    assert ends(made).high == 200
    assert ends(net_promoter_difference([0] * 3, [10] * 3, 0.999_999)).low == -200


@pytest.mark.parametrize(("ours", "theirs", "n"), [([], [5, 6], 2), ([9], [None], 1), ([], [], 0)])
def test_a_difference_needs_both_groups(
    ours: list[float | None], theirs: list[float | None], n: int
) -> None:
    made = net_promoter_difference(ours, theirs, 0.9)

    assert (made.estimate, made.interval, made.n) == (None, None, n)
    assert made.confidence == 0.9
    assert (made.reason, made.method) == (Reason.NO_DATA, "nps_difference")
    assert made.n_missing == theirs.count(None)


@given(RATINGS, RATINGS)
def test_swapping_the_groups_negates_the_difference(ours: list[int], theirs: list[int]) -> None:
    there, back = net_promoter_difference(ours, theirs), net_promoter_difference(theirs, ours)

    assert there.estimate == pytest.approx(-(back.estimate or 0))
    assert ends(there).low == pytest.approx(-ends(back).high)


@given(RATINGS)
def test_the_adjusted_score_lies_in_the_interval(ratings: list[int]) -> None:
    interval = ends(net_promoter_score(ratings))

    assert interval.low <= (adjusted_net_promoter_score(ratings) or 0) <= interval.high
