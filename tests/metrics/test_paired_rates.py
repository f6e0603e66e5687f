import math
from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from recorder.metrics.estimates import Estimate, Interval, Reason, Significance
from recorder.metrics.paired_rates import (
    Pairs,
    bonett_price,
    cochran_q,
    mcnemar,
    paired_adjusted_wald,
)

COUNT = st.integers(0, 15)
PAIRS = st.builds(Pairs, COUNT, COUNT, COUNT, COUNT).filter(lambda pairs: pairs.n > 0)


def ends(made: Estimate) -> Interval:
    assert made.interval is not None
    return made.interval


@given(PAIRS, st.sampled_from([bonett_price, paired_adjusted_wald]))
def test_swapping_the_designs_turns_the_difference_round(pairs: Pairs, difference: object) -> None:
    swapped = Pairs(pairs.both, pairs.only_b, pairs.only_a, pairs.neither)
    assert callable(difference)

    made, turned = difference(pairs, 0.9), difference(swapped, 0.9)

    assert made.estimate == -turned.estimate
    assert ends(made).low == pytest.approx(-ends(turned).high)
    assert -1 <= ends(made).low < ends(made).high <= 1


@given(COUNT, COUNT)
def test_the_exact_p_is_that_of_tossing_a_coin_for_each_who_fared_differently(
    only_a: int, only_b: int
) -> None:
    made = mcnemar(only_a, only_b)

    assert made == mcnemar(only_b, only_a)
    if only_a + only_b:
        assert made.exact.p == pytest.approx(binomtest(only_a, only_a + only_b).pvalue)
        assert (made.mid_p.p or 0) <= (made.exact.p or 0) <= 1


def test_mcnemar_counts_those_who_fared_differently() -> None:
    """Of 128 ways to fall, 16 are at least as uneven as 6 against 1; as mid-P, 9."""
    made = mcnemar(6, 1)

    assert (made.exact.p, made.mid_p.p) == pytest.approx((16 / 128, 9 / 128))
    assert replace(made.exact, p=None) == Significance(None, "mcnemar_exact", 7)
    assert replace(made.mid_p, p=None) == Significance(None, "mcnemar_mid_p", 7)


def test_mcnemar_has_nothing_to_test_when_all_fared_alike() -> None:
    made, reason = mcnemar(0, 0), Reason.NO_DISCORDANT_PAIRS

    assert made.exact == Significance(1.0, "mcnemar_exact", 0, reason=reason)
    assert made.mid_p == Significance(1.0, "mcnemar_mid_p", 0, reason=reason)


def test_the_two_intervals_add_different_participants() -> None:
    pairs = Pairs(both=7, only_a=6, only_b=1, neither=1)
    usual, handbook = bonett_price(pairs), paired_adjusted_wald(pairs)

    a, b, n = 7 / 17, 2 / 17, 17
    margin = 1.959963985 * sqrt((a + b - (a - b) ** 2) / n)
    assert usual.estimate == handbook.estimate == 5 / 15
    assert ends(usual).low == pytest.approx(a - b - margin)
    assert ends(usual).high == pytest.approx(a - b + margin)
    assert ends(handbook).low == pytest.approx(0.000569416, abs=1e-8)
    assert (usual.method, usual.n, usual.confidence) == ("bonett_price", 15, 0.95)
    assert (handbook.method, handbook.n) == ("paired_adjusted_wald", 15)
    assert usual.reason is None


def test_less_confidence_narrows_both_intervals() -> None:
    pairs = Pairs(7, 6, 1, 1)

    for difference in (bonett_price, paired_adjusted_wald):
        wide, narrow = ends(difference(pairs, 0.95)), ends(difference(pairs, 0.8))
        assert wide.low < narrow.low < narrow.high < wide.high
        assert difference(pairs, 0.8).confidence == 0.8


def test_a_single_pair_is_cut_off_at_the_end_of_the_scale() -> None:
    assert ends(bonett_price(Pairs(0, 1, 0, 0))).high == 1
    assert ends(paired_adjusted_wald(Pairs(0, 0, 1, 0), 0.99)).low == -1


def test_without_participants_there_is_a_reason_and_no_difference() -> None:
    nobody = Pairs(0, 0, 0, 0)

    reason = Reason.NO_DATA
    assert bonett_price(nobody, 0.9) == Estimate(None, None, 0, "bonett_price", 0, 0.9, reason)
    assert paired_adjusted_wald(nobody).reason is reason
    with pytest.raises(ValueError, match="confidence lies between"):
        bonett_price(nobody, 0)


@pytest.mark.parametrize("counts", [(-1, 0, 0, 0), (0, 1.5, 0, 0), (0, 0, -2, 5), (1, 1, 1, -1)])
def test_impossible_pairs_are_refused(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: "):
        Pairs(*counts)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 5), st.integers(0, 5))
def test_with_two_designs_cochrans_q_is_mcnemars_chi_square(
    only_a: int, only_b: int, both: int, neither: int
) -> None:
    rows = [[1, 0]] * only_a + [[0, 1]] * only_b + [[1, 1]] * both + [[0, 0]] * neither
    if only_a + only_b == 0:
        return

    made = cochran_q(rows)

    statistic = (only_a - only_b) ** 2 / (only_a + only_b)
    assert made.statistic == pytest.approx(statistic)
    assert made.p == pytest.approx(chi2.sf(statistic, 1))
    assert made.n == len(rows)


def test_three_designs_are_tested_together_without_those_who_missed_one() -> None:
    """Columns 5, 3 and 1 of 5; rows 3, 2, 2, 1, 1: Q = 2 (3 * 35 - 81) / (27 - 19) = 6."""
    rows = [[1, 1, 1], [1, 1, 0], [1, 1, 0], [1, 0, 0], [1, 0, 0]]

    made = cochran_q([*rows, [0, None, 1], [math.nan, 1, 1]])

    assert made.p == pytest.approx(chi2.sf(6, 2))
    assert replace(made, p=None) == Significance(None, "cochran_q", 5, 6.0, 2)


def test_nobody_who_fared_differently_leaves_q_at_0() -> None:
    made = cochran_q([[1, 1, 1], [0, 0, 0]])

    assert made == Significance(1.0, "cochran_q", 2, 0.0, 2, Reason.NO_DISCORDANT_PAIRS)


@pytest.mark.parametrize("rows", [[], [[None, 1]]])
def test_no_complete_row_is_no_data(rows: list[list[float | None]]) -> None:
    assert cochran_q(rows) == Significance(None, "cochran_q", 0, reason=Reason.NO_DATA)


@pytest.mark.parametrize("rows", [[[1, 0], [1, 0, 1]], [[1], [0]], [[]]])
def test_rows_of_one_design_or_of_different_lengths_are_refused(rows: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="need rows of two or more designs each"):
        cochran_q(rows)


def test_what_is_neither_success_nor_failure_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: \[0.0, 0.5\] are not only 0 and 1$"):
        cochran_q([[0, 0.5]])
