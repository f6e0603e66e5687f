"""Stretches of time: nothing counted twice, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from recorder.projections.intervals import (
    Stretch,
    clipped,
    joined,
    outside,
    total_ms,
    without,
)

ends = st.integers(0, 30)
stretches = st.lists(st.builds(lambda a, b: Stretch(float(a), float(b)), ends, ends), max_size=6)


def milliseconds(of: tuple[Stretch, ...] | list[Stretch]) -> set[int]:
    """List the whole milliseconds that are covered: the slow and obvious way."""
    return {at for one in of for at in range(int(one.begin_ms), int(one.end_ms))}


@given(stretches, stretches)
def test_stretches_are_sets_of_milliseconds(one: list[Stretch], other: list[Stretch]) -> None:
    window = Stretch(5, 20)
    inside = set(range(5, 20))

    assert milliseconds(joined(one)) == milliseconds(one)
    assert total_ms(one) == len(milliseconds(one))
    assert milliseconds(clipped(one, window)) == milliseconds(one) & inside
    assert milliseconds(outside(one, window)) == inside - milliseconds(one)
    assert milliseconds(without(one, other)) == milliseconds(one) - milliseconds(other)
