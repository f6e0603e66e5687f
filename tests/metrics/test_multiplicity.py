from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.multiplicity import benjamini_hochberg, holm

Adjust = Callable[[list[float | None]], list[float | None]]
BOTH: list[Adjust] = [holm, benjamini_hochberg]
P_VALUES = st.lists(st.floats(0, 1), max_size=8)


def test_holm_asks_the_smallest_p_to_pass_for_all_and_the_largest_for_itself() -> None:
    assert holm([0.04, 0.01, 0.02]) == pytest.approx([0.04, 0.03, 0.04])


def test_holm_never_orders_adjusted_p_values_anew() -> None:
    """2 * .03 is .06, so the .04 after it cannot stay .04."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_stops_at_1() -> None:
    assert holm([0.6, 0.9]) == [1.0, 1.0]


def test_screening_compares_each_p_with_its_rank() -> None:
    """3 / 1 * .01, 3 / 2 * .02 and 3 / 3 * .5."""
    assert benjamini_hochberg([0.5, 0.01, 0.02]) == pytest.approx([0.5, 0.03, 0.03])


@pytest.mark.parametrize("adjust", BOTH)
def test_a_test_without_p_stays_so_and_does_not_count(adjust: Adjust) -> None:
    first, nothing, second = adjust([0.04, None, 0.02])

    assert nothing is None
    assert [first, second] == adjust([0.04, 0.02]) == pytest.approx([0.04, 0.04])


@pytest.mark.parametrize("adjust", BOTH)
def test_no_tests_need_no_adjusting_and_one_stays_as_it_is(adjust: Adjust) -> None:
    assert adjust([]) == []
    assert adjust([None]) == [None]
    assert adjust([0.03]) == [0.03]
    assert adjust([0.0, 1.0]) == [0.0, 1.0]


@pytest.mark.parametrize("adjust", BOTH)
@pytest.mark.parametrize("p", [-0.1, 1.1])
def test_a_p_outside_0_to_1_is_refused(adjust: Adjust, p: float) -> None:
    with pytest.raises(ValueError, match=f"^invalid_p: {p} does not lie between 0 and 1$"):
        adjust([0.5, p])


@given(P_VALUES)
def test_adjusting_never_lowers_p_and_screening_is_the_milder(p_values: list[float]) -> None:
    strict, mild = holm(p_values), benjamini_hochberg(p_values)

    for p, low, high in zip(p_values, mild, strict, strict=True):
        assert p <= (low or 0) + 1e-12
        assert (low or 0) <= (high or 0) + 1e-12 <= 1 + 1e-12
