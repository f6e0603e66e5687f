import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import f_oneway

from recorder.metrics.estimates import Reason, Significance
from recorder.metrics.mean_differences import welch_difference, welch_log_ratio
from recorder.metrics.multiplicity import holm
from recorder.metrics.variants import compare_pairs, welch_anova

GROUP = st.lists(st.integers(1, 50), min_size=2, max_size=8).filter(lambda v: len(set(v)) > 1)
THREE = {"A": [50.0, 60, 75, 40], "B": [80.0, 85, 90], "C": [55.0, 70, None]}


@given(st.lists(GROUP, min_size=2, max_size=4))
def test_the_means_of_several_groups_are_tested_as_scipy_does(groups: list[list[float]]) -> None:
    made, theirs = welch_anova(groups), f_oneway(*groups, equal_var=False)

    assert made.statistic == pytest.approx(float(theirs.statistic), abs=1e-9)
    assert made.p == pytest.approx(float(theirs.pvalue), abs=1e-9)


@given(GROUP, GROUP)
def test_with_two_groups_it_is_the_test_of_welch(a: list[float], b: list[float]) -> None:
    both, pair = welch_anova([[*a, None], b]), welch_difference(a, b).test

    assert both.statistic == pytest.approx((pair.statistic or 0) ** 2, abs=1e-9)
    assert (both.df, both.p) == pytest.approx((pair.df, pair.p))
    assert (both.method, both.n, both.reason) == ("welch_anova", len(a) + len(b), None)


@pytest.mark.parametrize(
    ("groups", "n", "reason"),
    [
        ([[1, 2], [], [3, 4]], 4, Reason.NO_DATA),
        ([[1, 2], [None, 3]], 3, Reason.N_TOO_SMALL),
        ([[1, 2], [3, 3]], 4, Reason.ZERO_VARIANCE),
    ],
)
def test_a_group_that_cannot_be_weighed_leaves_no_test(
    groups: list[list[float | None]], n: int, reason: Reason
) -> None:
    assert welch_anova(groups) == Significance(None, "welch_anova", n, reason=reason)


def test_one_group_alone_is_not_compared() -> None:
    with pytest.raises(ValueError, match="two or more groups, not 1"):
        welch_anova([[1, 2]])


@pytest.mark.parametrize("compare", [welch_difference, welch_log_ratio])
def test_every_pair_is_compared_and_p_is_adjusted_for_all(compare: object) -> None:
    made = compare_pairs(THREE, compare, 0.9)  # type: ignore[arg-type]

    assert [(pair.first, pair.second) for pair in made] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert made[1].comparison == compare(THREE["A"], THREE["C"], 0.9)  # type: ignore[operator]
    assert [pair.p_holm for pair in made] == holm([pair.comparison.test.p for pair in made])


def test_scores_are_compared_by_default_at_95_percent() -> None:
    (pair,) = compare_pairs({"A": [1, 2, 3], "B": [5, 6, 9]})

    assert pair.comparison == welch_difference([1, 2, 3], [5, 6, 9], 0.95)
    assert pair.p_holm == pair.comparison.test.p


def test_a_pair_without_a_test_does_not_count_among_the_tests() -> None:
    first, *others = compare_pairs({"A": [1, 2, 3], "B": [5, 6, 9], "C": [4]})

    assert first.p_holm == first.comparison.test.p
    assert [pair.p_holm for pair in others] == [None, None]
