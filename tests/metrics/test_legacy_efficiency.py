from collections.abc import Callable
from math import nan

import pytest

from recorder.metrics.estimates import Estimate, Reason
from recorder.metrics.legacy_efficiency import relative_efficiency, time_based_efficiency

BOTH: list[Callable[..., Estimate]] = [time_based_efficiency, relative_efficiency]


def test_successes_are_divided_by_their_time_and_failures_count_0() -> None:
    made = time_based_efficiency([1, 2, 4, None], [True, True, False, True])

    assert made.estimate == pytest.approx((1 + 0.5 + 0) / 3)
    assert made == Estimate(made.estimate, None, 3, "time_based_efficiency", 1, flags=("legacy",))


def test_the_time_of_successes_is_divided_by_all_the_time() -> None:
    made = relative_efficiency([1, 2, 4, nan], [True, True, False, True])

    assert made.estimate == pytest.approx(3 / 7)
    assert made == Estimate(made.estimate, None, 3, "relative_efficiency", 1, flags=("legacy",))


@pytest.mark.parametrize("measure", BOTH)
def test_without_times_there_is_no_efficiency(measure: Callable[..., Estimate]) -> None:
    nothing = Estimate(None, None, 0, measure.__name__, 1, reason=Reason.NO_DATA, flags=("legacy",))

    assert measure([None], [True]) == nothing


@pytest.mark.parametrize("measure", BOTH)
def test_what_no_clock_can_show_is_refused(measure: Callable[..., Estimate]) -> None:
    """A failure's clock counts here, so it is looked at."""
    with pytest.raises(ValueError, match="nonpositive_time"):
        measure([5, 0], [True, False])
    with pytest.raises(ValueError, match="shorter"):
        measure([5], [])
