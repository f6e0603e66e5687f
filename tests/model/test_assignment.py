from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.model.assignment import balanced_row, order_tasks, pick_variant

TASKS = ["buy", "find", "pay", "ask"]


def test_a_published_square_is_met() -> None:
    """Williams's design for four treatments, up to the names of rows."""
    rows = [balanced_row(4, row) for row in range(4)]

    assert rows == [(0, 1, 3, 2), (1, 2, 0, 3), (2, 3, 1, 0), (3, 0, 2, 1)]


@pytest.mark.parametrize("size", range(2, 10))
def test_each_task_stands_at_each_place_and_after_each_other_equally_often(size: int) -> None:
    rows = [balanced_row(size, row) for row in range(size if size % 2 == 0 else 2 * size)]
    often = len(rows) // size

    places = Counter((place, thing) for row in rows for place, thing in enumerate(row))
    follows = Counter(pair for row in rows for pair in pairwise(row))

    assert set(places.values()) == {often}
    assert len(places) == size**2
    assert set(follows.values()) == {often}
    assert len(follows) == size * (size - 1)


@given(st.integers(0, 12), st.integers(0, 10_000))
def test_every_row_holds_everything_once(size: int, row: int) -> None:
    assert sorted(balanced_row(size, row)) == list(range(size))


def test_a_fixed_order_is_the_studys() -> None:
    assert order_tasks(TASKS, "fixed", seed="x", row=3) == tuple(TASKS)


def test_a_random_order_is_the_same_for_the_same_session_only() -> None:
    orders = [order_tasks(TASKS, "random", seed=str(seed), row=0) for seed in range(200)]

    assert order_tasks(TASKS, "random", seed="7", row=9) == orders[7]
    assert len(set(orders)) == 24


def test_without_variants_there_is_nothing_to_pick() -> None:
    assert pick_variant([], {}, seed="x") is None


def test_the_variant_with_fewest_participants_is_picked() -> None:
    assert pick_variant(["a", "b", "c"], {"a": 2, "b": 1, "c": 2}, seed="x") == "b"
    assert pick_variant(["a", "b"], {"a": 1}, seed="x") == "b"


@given(st.integers(1, 5), st.integers(0, 40))
def test_variants_never_differ_by_more_than_one(count: int, people: int) -> None:
    filled = Counter(dict.fromkeys(range(count), 0))
    for person in range(people):
        picked = pick_variant(range(count), filled, seed=str(person))
        assert picked is not None
        filled[picked] += 1

    assert max(filled.values()) - min(filled.values()) <= 1


def test_between_equals_chance_decides() -> None:
    """An order that can be foreseen lets whoever invites choose who gets what."""
    picked = Counter(pick_variant(["a", "b"], {}, seed=str(seed)) for seed in range(400))

    assert min(picked.values()) > 150
