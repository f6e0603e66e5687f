"""Stretches of time on the session's clock: what they cover together and what they leave."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of time in milliseconds, from `begin_ms` up to `end_ms`."""

    begin_ms: float
    end_ms: float

    @property
    def length_ms(self) -> float:
        """Its length, never below 0."""
        return max(0.0, self.end_ms - self.begin_ms)


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Join what overlaps or touches, so that nothing is counted twice."""
    whole: list[Stretch] = []
    for stretch in sorted(one for one in stretches if one.length_ms > 0):
        if whole and stretch.begin_ms <= whole[-1].end_ms:
            end_ms = max(whole[-1].end_ms, stretch.end_ms)
            whole[-1] = Stretch(whole[-1].begin_ms, end_ms)
        else:
            whole.append(stretch)
    return tuple(whole)


def clipped(stretches: Iterable[Stretch], window: Stretch) -> tuple[Stretch, ...]:
    """Keep the parts that lie in the window, joined."""
    return joined(
        Stretch(max(one.begin_ms, window.begin_ms), min(one.end_ms, window.end_ms))
        for one in stretches
    )


def outside(stretches: Iterable[Stretch], window: Stretch) -> tuple[Stretch, ...]:
    """Keep the parts of the window that no stretch covers."""
    left: list[Stretch] = []
    at_ms = window.begin_ms
    for stretch in clipped(stretches, window):
        left.append(Stretch(at_ms, stretch.begin_ms))
        at_ms = stretch.end_ms
    return joined([*left, Stretch(at_ms, window.end_ms)])


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Keep the parts of the stretches that `taken` does not cover."""
    whole, gone = joined(stretches), joined(taken)
    left: list[Stretch] = []
    at = 0
    for stretch in whole:
        begin_ms = stretch.begin_ms
        while at < len(gone) and gone[at].end_ms <= begin_ms:
            at += 1
        for hole in gone[at : _first_after(gone, stretch.end_ms)]:
            left.append(Stretch(begin_ms, hole.begin_ms))
            begin_ms = hole.end_ms
        left.append(Stretch(begin_ms, stretch.end_ms))
    return joined(left)


def total_ms(stretches: Iterable[Stretch]) -> float:
    """Add up the lengths, counting what overlaps once."""
    return sum((one.length_ms for one in joined(stretches)), 0.0)


def _first_after(stretches: Sequence[Stretch], at_ms: float) -> int:
    return bisect_left(stretches, at_ms, key=lambda one: one.begin_ms)
