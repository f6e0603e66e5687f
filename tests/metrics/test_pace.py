"""How fast one participant was beside the others."""

import pytest

from recorder.metrics.pace import pace


def test_the_pace_is_the_part_of_the_usual_time() -> None:
    """10 + 20 s where the medians of the others are 40 and 80 s."""
    assert pace([10, 20], [[30, 40, 900], [60, 80, 80]]) == pytest.approx(30 / 120)


def test_a_task_that_few_others_did_is_not_judged() -> None:
    assert pace([10, 20], [[30, 40, 50], [1, 1]]) == pytest.approx(10 / 40)
    assert pace([10], [[30, 40]]) is None
    assert pace([], []) is None


def test_a_time_that_can_be_none_is_refused() -> None:
    with pytest.raises(ValueError, match="nonpositive_time"):
        pace([0], [[1, 2, 3]])
    with pytest.raises(ValueError, match="shorter"):
        pace([1], [])
