"""The pieces that a file shows, each at its place, and how two files differ in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that a reader sees, and where."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a file and the one made again are not the same.

    Attributes:
        was: What the file says; None when it says nothing there.
        now: What was made again; None when there is nothing.
        is_rounding: Two numbers that differ in their last digits only.
    """

    place: str
    was: str | None
    now: str | None
    is_rounding: bool = False


def compare_in_order(was: Sequence[Piece], now: Sequence[Piece]) -> Iterator[Difference]:
    """Compare pieces that follow one another, so that one too many is one difference.

    The places are those of the file; where it lacks something, that of the piece before.
    """
    start, end = _skip_same(was, now)
    was, now = was[start : len(was) - end], now[start : len(now) - end]
    matched = SequenceMatcher(a=[one.text for one in was], b=[one.text for one in now])
    for kind, i, i_end, j, j_end in matched.get_opcodes():
        if kind == "equal":
            continue
        place = was[min(i, len(was) - 1)].place if was else now[j].place
        for old, new in zip_longest(was[i:i_end], now[j:j_end]):
            place = old.place if old else place
            yield Difference(place, old.text if old else None, new.text if new else None)


def compare_in_place(was: Sequence[Piece], now: Sequence[Piece]) -> Iterator[Difference]:
    """Compare pieces that have an address each, such as cells."""
    old, new = ({one.place: one.text for one in side} for side in (was, now))
    for place in {**old, **new}:
        if old.get(place) != new.get(place):
            yield Difference(place, old.get(place), new.get(place))


def _skip_same(was: Sequence[Piece], now: Sequence[Piece]) -> tuple[int, int]:
    """Count the pieces at the start and at the end that are the same."""
    start = _count_same(zip(was, now, strict=False))
    shortest = min(len(was), len(now)) - start
    end = _count_same(zip(reversed(was), reversed(now), strict=False))
    return start, min(end, shortest)


def _count_same(pairs: Iterator[tuple[Piece, Piece]]) -> int:
    count = 0
    for old, new in pairs:
        if old.text != new.text:
            break
        count += 1
    return count
