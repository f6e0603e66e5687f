from itertools import combinations, product
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kruskal, rankdata

from recorder.metrics import ranks
from recorder.metrics.estimates import Estimate, Reason, Significance
from recorder.metrics.ranks import (
    SignedRanks,
    kruskal_permutation,
    mann_whitney,
    wilcoxon_signed_rank,
)

FEW = st.lists(st.sampled_from([10.0, 20, 30, 40, inf]), min_size=1, max_size=5)


def p_of_every_sample(a: list[float], b: list[float]) -> float:
    """Answer p by going through every choice of people for the first group."""
    ranked: list[float] = rankdata(a + b).tolist()
    middle = len(a) * (len(ranked) + 1) / 2
    far = [
        abs(sum(ranked[one] for one in chosen) - middle)
        for chosen in combinations(range(len(ranked)), len(a))
    ]
    as_far = [one for one in far if one >= far[0]]
    return len(as_far) / len(far)


def p_of_every_sign(differences: list[int]) -> float:
    """Answer p by going through every way in which the signs could have fallen."""
    moved = [one for one in differences if one]
    ranked: list[float] = rankdata([abs(one) for one in moved]).tolist()
    observed = abs(
        sum(rank * (1 if one > 0 else -1) for rank, one in zip(ranked, moved, strict=True))
    )
    sums = [
        abs(sum(rank * sign for rank, sign in zip(ranked, signs, strict=True)))
        for signs in product([1, -1], repeat=len(moved))
    ]
    as_far = [one for one in sums if one >= observed]
    return len(as_far) / len(sums)


@given(FEW, FEW)
@settings(max_examples=50)
def test_the_p_of_two_groups_is_that_of_every_sample(a: list[float], b: list[float]) -> None:
    assert mann_whitney(a, b, seed=1).test.p == pytest.approx(p_of_every_sample(a, b))


@given(FEW, FEW)
@settings(max_examples=50)
def test_the_chance_of_being_faster_is_that_of_every_pair(a: list[float], b: list[float]) -> None:
    wins = sum((x < y) + (x == y) / 2 for x in a for y in b)

    made = mann_whitney(a, b, seed=1)
    assert made.effect.estimate == pytest.approx(wins / len(a) / len(b))
    swapped = mann_whitney(b, a, seed=1)
    assert swapped.effect.estimate == pytest.approx(1 - (made.effect.estimate or 0))
    assert swapped.test.p == pytest.approx(made.test.p)


def test_failures_rank_behind_every_success() -> None:
    made = mann_whitney([32, 41, 45, 60, inf, None], [20, 25, 30, 33, 38, nan], seed=1)

    effect, test = made.effect, made.test
    assert (effect.estimate, test.p) == pytest.approx((0.08, 2 / 63))
    assert effect == Estimate(effect.estimate, None, 10, "mann_whitney_exact", 2)
    assert test == Significance(test.p, "mann_whitney_exact", 10, 23)


def test_groups_that_tie_do_not_differ() -> None:
    made = mann_whitney([inf, inf], [inf], seed=1)

    assert made.effect.estimate == 0.5
    assert made.test == Significance(1.0, "mann_whitney_exact", 3, 1.0, reason=Reason.NO_VARIATION)


def test_an_empty_group_is_not_compared() -> None:
    for made in (mann_whitney([None], [3, 4], seed=1), mann_whitney([3, 4], [None], seed=1)):
        assert made.effect == Estimate(
            None, None, 2, "mann_whitney_exact", 1, reason=Reason.NO_DATA
        )
        assert made.test == Significance(None, "mann_whitney_exact", 2, reason=Reason.NO_DATA)


def test_twenty_against_twenty_are_still_counted() -> None:
    """All of one group first: 2 of the 137,846,528,820 ways to part them."""
    made = mann_whitney(range(20), range(20, 40), seed=1)

    assert made.test.p == pytest.approx(2 / 137_846_528_820, rel=1e-9)


def test_above_two_hundred_people_the_samples_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The p drawn is that of the count but for chance, and the seed decides on chance."""
    a, b = [10.0, 20, 20, 50, inf, 31, 44, 12, 60, 70], [30.0, 40, 55, inf, inf, 61, 80, 90, 9, 75]
    counted = mann_whitney(a, b, seed=1).test.p

    monkeypatch.setattr(ranks, "MOST_COUNTED", 19)
    monkeypatch.setattr(ranks, "RESAMPLES", 4_999)
    drawn = mann_whitney(a, b, seed=1)
    assert drawn.test.p == pytest.approx(counted, abs=0.02)
    assert drawn.test.p != counted
    assert drawn.test.method == drawn.effect.method == "mann_whitney_sampled"
    assert drawn == mann_whitney(a, b, seed=1) != mann_whitney(a, b, seed=2)

    monkeypatch.setattr(ranks, "MOST_COUNTED", 20)
    assert mann_whitney(a, b, seed=1).test.method == "mann_whitney_exact"


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=8).filter(any))
@settings(max_examples=50)
def test_the_p_of_pairs_is_that_of_every_sign(differences: list[int]) -> None:
    made = wilcoxon_signed_rank(differences, [0] * len(differences))

    assert made.test.p == pytest.approx(p_of_every_sign(differences))
    assert made.n_zero == differences.count(0)
    assert made.test.n == len(differences)


def test_the_ranks_of_what_was_higher_are_added_up() -> None:
    """Differences 1, -2, 2 and 0: ranks 1, 2.5 and 2.5."""
    made = wilcoxon_signed_rank([2, 1, 5, 4, None, 3], [1, 3, 3, 4, 2, nan])

    assert (made.w_plus, made.n_zero, made.n_missing) == (3.5, 1, 2)
    assert (made.test.method, made.test.n, made.test.statistic) == ("wilcoxon_exact", 4, 3.5)
    assert (made.test.p, made.test.df, made.test.reason) == (1.0, None, None)


def test_five_who_all_are_faster_are_not_yet_significant() -> None:
    made = wilcoxon_signed_rank([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])

    assert (made.w_plus, made.test.p) == (0, 2 / 32)


def test_differences_equal_on_paper_tie() -> None:
    """40.1 - 39.9 and 30.1 - 29.9 differ in the 15th digit; so do 0.3 and 0.1 + 0.2."""
    made = wilcoxon_signed_rank([40.1, 29.9, 0.1 + 0.2], [39.9, 30.1, 0.3])

    assert (made.w_plus, made.n_zero, made.test.p) == (1.5, 1, 1.0)


def test_two_failures_of_one_person_are_no_difference_and_one_is_the_largest() -> None:
    made = wilcoxon_signed_rank([inf, inf, 5, 9], [inf, 30, 15, 7])

    assert (made.w_plus, made.n_zero) == (3 + 1, 1)


def test_where_nobody_differs_nothing_is_found() -> None:
    nobody = Significance(1.0, "wilcoxon_exact", 2, 0.0, reason=Reason.NO_VARIATION)

    assert wilcoxon_signed_rank([3, 4], [3, 4]) == SignedRanks(0.0, 2, 0, nobody)


def test_without_pairs_there_is_no_test() -> None:
    nothing = Significance(None, "wilcoxon_exact", 0, reason=Reason.NO_DATA)

    assert wilcoxon_signed_rank([3, None], [None, 4]) == SignedRanks(None, 0, 2, nothing)


def test_a_pair_has_two_values() -> None:
    with pytest.raises(ValueError, match="longer"):
        wilcoxon_signed_rank([1], [1, 2])


def test_a_hundred_pairs_are_still_counted() -> None:
    made = wilcoxon_signed_rank(range(1, 101), [0] * 100)

    assert made.test.p == pytest.approx(2 * 0.5**100, rel=1e-9)


def test_several_groups_are_compared_in_every_possible_way() -> None:
    """Six people in three pairs apart: 3! of the 90 ways to deal them out are as apart."""
    made = kruskal_permutation([[1, 2], [3, 4], [inf, 5, None]], seed=1)

    assert made.p == pytest.approx(6 / 90)
    assert made.statistic == pytest.approx(kruskal([1, 2], [3, 4], [5, 6]).statistic)
    assert (made.method, made.n, made.df, made.reason) == ("kruskal_permutation", 6, None, None)


def test_more_than_eight_people_are_dealt_out_by_the_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nine in three groups apart: 3! of the 1,680 ways to deal them out are as apart."""
    apart = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert kruskal_permutation(apart, seed=1).p == pytest.approx(6 / 1680, abs=0.001)

    monkeypatch.setattr(ranks, "RESAMPLES", 999)
    mixed = [[1, 5, 3], [4, 2, 9], [7, 8, 6]]
    drawn = [kruskal_permutation(mixed, seed=seed).p for seed in (1, 1, 2, 3)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) > 1


def test_groups_of_different_sizes_are_weighed_by_their_people() -> None:
    """2 of the 5 ways to choose the one person are at an end, as the rank 5 is."""
    assert kruskal_permutation([[9], [1, 2, 3, 4]], seed=1).p == pytest.approx(2 / 5)


def test_several_groups_that_tie_do_not_differ() -> None:
    nobody = Significance(1.0, "kruskal_permutation", 3, 0.0, reason=Reason.NO_VARIATION)

    assert kruskal_permutation([[3], [3], [3]], seed=1) == nobody


def test_one_empty_group_of_several_leaves_no_test() -> None:
    nothing = Significance(None, "kruskal_permutation", 2, reason=Reason.NO_DATA)

    assert kruskal_permutation([[3], [4], [None]], seed=1) == nothing


def test_one_group_alone_is_not_compared() -> None:
    with pytest.raises(ValueError, match="two or more groups, not 1"):
        kruskal_permutation([[3, 4]], seed=1)
