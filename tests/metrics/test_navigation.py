from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.estimates import Estimate, Reason
from recorder.metrics.medians import sample_median
from recorder.metrics.navigation import (
    Orientation,
    lostness,
    mean_lostness,
    mean_path_efficiency,
    orientation,
    path_efficiency,
    typical_lostness,
)
from recorder.metrics.partial_credit import bounded_wilson
from recorder.metrics.resampling import Statistic, bootstrap


def test_a_detour_and_a_return_both_count() -> None:
    """Smith's formula by hand: 2 of 8 pages seen again, 3 of 6 not needed."""
    made = lostness(6, 8, 3)

    assert made.estimate == pytest.approx(sqrt(0.25**2 + 0.5**2))
    assert made == Estimate(made.estimate, None, 1, "lostness")


def test_the_shortest_way_is_not_lost_at_all() -> None:
    assert lostness(1, 1, 1).estimate == 0


def test_no_page_is_no_way() -> None:
    assert lostness(0, 0, 3) == Estimate(None, None, 0, "lostness", reason=Reason.NO_DATA)


def test_whoever_quits_at_once_is_not_called_lost() -> None:
    """The formula would answer 4."""
    quitting = Estimate(None, None, 1, "lostness", reason=Reason.FEWER_PAGES_THAN_MINIMUM)

    assert lostness(1, 1, 5) == lostness(4, 9, 5) == quitting


@given(st.integers(1, 20), st.integers(0, 20), st.integers(0, 20))
def test_lostness_never_exceeds_the_square_root_of_2(minimum: int, more: int, again: int) -> None:
    made = lostness(minimum + more, minimum + more + again, minimum).estimate

    assert made is not None
    assert 0 <= made < sqrt(2)
    assert (made == 0) == (more == again == 0)


@pytest.mark.parametrize(
    "pages", [(-1, 3, 1), (4, 3, 1), (2, 3, 0), (1.5, 3, 1), (1, 2.5, 1), (1, 2, 1.5)]
)
def test_impossible_pages_are_refused(pages: tuple[int, int, int]) -> None:
    unique, total, minimum = pages

    words = f"^invalid_counts: {unique} unique of {total} pages, at least {minimum}$"
    with pytest.raises(ValueError, match=words):
        lostness(unique, total, minimum)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0, Orientation.NOT_LOST),
        (0.399, Orientation.NOT_LOST),
        (0.4, Orientation.UNCLEAR),
        (0.5, Orientation.UNCLEAR),
        (0.501, Orientation.LOST),
    ],
)
def test_between_two_thresholds_it_is_unclear(value: float, word: Orientation) -> None:
    assert orientation(value) is word


def test_the_lostness_of_several_is_a_middle_or_a_mean() -> None:
    values = [0.1, 0.2, None, 0.5, 0.55, 0.6, 0.9]

    assert typical_lostness(values, 0.9) == sample_median(values, 0.9)
    assert typical_lostness(values).value.n_missing == 1
    assert mean_lostness(values, seed=3, confidence=0.9) == bootstrap(
        values, Statistic.MEAN, seed=3, confidence=0.9
    )


@pytest.mark.parametrize(
    ("total", "minimum", "efficiency"),
    [(8, 2, 0.25), (3, 3, 1.0), (2, 3, None), (0, 3, None)],
)
def test_the_shortest_way_is_efficient_and_a_shorter_one_is_no_way(
    total: int, minimum: int, efficiency: float | None
) -> None:
    assert path_efficiency(total, minimum) == efficiency


def test_an_impossible_way_has_no_efficiency() -> None:
    with pytest.raises(ValueError, match="invalid_counts"):
        path_efficiency(-1, 2)
    with pytest.raises(ValueError, match="invalid_counts"):
        path_efficiency(1, 0)


def test_the_mean_efficiency_has_the_interval_of_scores() -> None:
    values = [1, 0.5, None, 0.25]

    assert mean_path_efficiency(values, 0.9) == bounded_wilson(values, 0.9)
