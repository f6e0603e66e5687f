"""Where two trees of a report as JSON differ, each figure by its path."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from math import isclose

import msgspec

from recorder.report.verification.pieces import Difference

KEYS = ("id", "instrument", "measure", "name", "session", "hash")
"""What an entry of a list is known by, the first of these that tells all of them apart."""

ROUNDING = 1e-9
"""Relative difference of two numbers that differ by how they were computed only."""

_NOTHING = object()


def compare_trees(was: object, now: object, path: str = "") -> Iterator[Difference]:
    """Compare two parsed JSON files, whatever the first one holds."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in {**now, **was}:
            under = f"{path}.{key}" if path else str(key)
            yield from compare_trees(was.get(key, _NOTHING), now.get(key, _NOTHING), under)
    elif isinstance(was, list) and isinstance(now, list):
        for name, old, new in _pairs(was, now):
            yield from compare_trees(old, new, f"{path}[{name}]")
    elif not _is_same(was, now):
        yield Difference(path, _show(was), _show(now), _is_rounding(was, now))


def _pairs(was: Sequence[object], now: Sequence[object]) -> Iterator[tuple[str, object, object]]:
    for key in KEYS:
        old, new = _by_key(was, key), _by_key(now, key)
        if old is not None and new is not None:
            for name in {**new, **old}:
                yield name, old.get(name, _NOTHING), new.get(name, _NOTHING)
            return
    for place, (one, other) in enumerate(zip_longest(was, now, fillvalue=_NOTHING)):
        yield str(place), one, other


def _by_key(entries: Sequence[object], key: str) -> Mapping[str, object] | None:
    """Name the entries by a key; None when it does not tell them apart."""
    named = {str(one[key]): one for one in entries if isinstance(one, dict) and key in one}
    return named if len(named) == len(entries) else None


def _is_same(was: object, now: object) -> bool:
    if isinstance(was, bool) or isinstance(now, bool):
        return was is now
    return was == now


def _is_rounding(was: object, now: object) -> bool:
    numbers = (int, float)
    if isinstance(was, bool) or isinstance(now, bool):
        return False
    if not isinstance(was, numbers) or not isinstance(now, numbers):
        return False
    return isclose(was, now, rel_tol=ROUNDING, abs_tol=1e-12)


def _show(value: object) -> str | None:
    if value is _NOTHING:
        return None
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
