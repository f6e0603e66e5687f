from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.pace import most_usual


@given(st.lists(st.floats(0.1, 1_000), min_size=2, max_size=30), st.data())
def test_no_median_of_the_others_is_above_the_limit(
    times_s: list[float], data: st.DataObject
) -> None:
    """Whom the limit clears, the exact comparison would clear too."""
    own = data.draw(st.integers(0, len(times_s) - 1))

    usual = median(times_s[:own] + times_s[own + 1 :])

    assert usual <= most_usual(times_s)


def test_the_limit_is_the_value_above_the_middle() -> None:
    assert most_usual([5, 1, 3, 2, 4]) == 4
    assert most_usual([4, 1, 3, 2]) == 4
    assert most_usual([1, 2]) == 2
