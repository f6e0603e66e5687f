"""Time on task by hand: scripted sittings, and what each millisecond counts as."""

import pytest

from recorder.model.sessions import Epoch
from tests.projections.helpers import (
    a_task,
    began,
    came_back,
    clicked,
    closed,
    hid,
    jumped,
    load,
    paused,
    project,
    resumed,
    said,
    unloaded,
    viewed,
)

Seconds = tuple[float, float, float, float, float]


# what the pages logged | raw, active, hidden, paused, suspended in seconds
TABLE: dict[str, tuple[list[Epoch], Seconds]] = {
    "one page": (
        [load("a", viewed(0), began(2), said(32))],
        (30, 30, 0, 0, 0),
    ),
    "hidden for 12 s": (
        [load("a", viewed(0), began(2), hid(10), came_back(22), said(32))],
        (30, 18, 12, 0, 0),
    ),
    "hidden before the start until 5 s after it": (
        [load("a", viewed(0), hid(1), began(2), came_back(7), said(32))],
        (30, 25, 5, 0, 0),
    ),
    "hidden and not back before the end": (
        [load("a", viewed(0), began(2), hid(20), said(32))],
        (30, 18, 12, 0, 0),
    ),
    "hidden twice without coming back in between": (
        [load("a", viewed(0), began(2), hid(10), hid(12), came_back(20), said(32))],
        (30, 20, 10, 0, 0),
    ),
    "a short glance elsewhere is hidden too": (
        [load("a", viewed(0), began(2), hid(10), came_back(11), said(32))],
        (30, 29, 1, 0, 0),
    ),
    "paused for 10 s": (
        [load("a", viewed(0), began(2), paused(10), resumed(20), said(32))],
        (30, 20, 0, 10, 0),
    ),
    "paused and never resumed": (
        [load("a", viewed(0), began(2), paused(10), said(32))],
        (30, 8, 0, 22, 0),
    ),
    "another task's pause": (
        [load("a", viewed(0), began(2), paused(10, "pay"), resumed(20, "pay"), said(32))],
        (30, 30, 0, 0, 0),
    ),
    "hidden during a pause counts as paused": (
        [load("a", viewed(0), began(2), paused(10), hid(12), came_back(18), resumed(20), said(32))],
        (30, 20, 0, 10, 0),
    ),
    "hidden before and during a pause": (
        [load("a", viewed(0), began(2), hid(8), paused(10), came_back(18), resumed(20), said(32))],
        (30, 18, 2, 10, 0),
    ),
    "a navigation of 0.8 s is work": (
        [
            load("a", viewed(0), began(2), hid(10), unloaded(10)),
            load("b", viewed(0.3), said(21.2), at_s=10.8, prev="a"),
        ],
        (30, 30, 0, 0, 0),
    ),
    "a slow page is waited for": (
        [
            load("a", viewed(0), began(2), unloaded(10)),
            load("b", viewed(9), said(21.8), at_s=10.2, prev="a"),
        ],
        (30, 30, 0, 0, 0),
    ),
    "away for 8 s between two pages": (
        [
            load("a", viewed(0), began(2), unloaded(10)),
            load("b", viewed(0), said(14), at_s=18, prev="a"),
        ],
        (30, 22, 8, 0, 0),
    ),
    "hidden for 6 s, then closed for 2": (
        [
            load("a", viewed(0), began(2), hid(10), unloaded(16)),
            load("b", viewed(0), said(14), at_s=18, prev="a"),
        ],
        (30, 22, 8, 0, 0),
    ),
    "closed, and ended a second later from a hidden tab": (
        [
            load("a", viewed(0), began(2), unloaded(31)),
            load("b", viewed(0), hid(0.5), said(27), at_s=5),
        ],
        (30, 29, 1, 0, 0),
    ),
    "a page whose end was lost is there until the next": (
        [
            load("a", viewed(0), began(2), clicked(4)),
            load("b", viewed(0), said(14), at_s=18, prev="a"),
        ],
        (30, 30, 0, 0, 0),
    ),
    "two tabs, one of them always visible": (
        [
            load("a", viewed(0), began(2), hid(10), came_back(20), said(32)),
            load("b", viewed(0), hid(10.5), at_s=9.5),
        ],
        (30, 30, 0, 0, 0),
    ),
    "two tabs, both hidden for 4 s": (
        [
            load("a", viewed(0), began(2), hid(10), came_back(24), said(32)),
            load("b", viewed(0), hid(10), at_s=10),
        ],
        (30, 26, 4, 0, 0),
    ),
    "asleep for 60 s that the page clock did not count": (
        [load("a", viewed(0), began(2), clicked(10), jumped(10, 60), said(32))],
        (90, 30, 0, 0, 60),
    ),
    "the clock was set, nobody slept": (
        [load("a", viewed(0), began(2), clicked(10), jumped(10, 60), said(32), sleeps=False)],
        (30, 30, 0, 0, 0),
    ),
    "the clock was set back": (
        [load("a", viewed(0), began(2), clicked(10), jumped(10, -60), said(32), sleeps=False)],
        (30, 30, 0, 0, 0),
    ),
    "a jump below a second is drift": (
        [load("a", viewed(0), began(2), clicked(10), jumped(10, 0.9), said(32))],
        (30, 30, 0, 0, 0),
    ),
    "asleep before the start": (
        [load("a", viewed(0), jumped(1, 60), began(2), said(32))],
        (30, 30, 0, 0, 0),
    ),
    "asleep for 60 s while hidden for 65": (
        [load("a", viewed(0), began(2), hid(10), jumped(12, 60), came_back(15), said(32))],
        (90, 25, 5, 0, 60),
    ),
    "asleep in a pause counts as paused": (
        [load("a", viewed(0), began(2), paused(10), jumped(12, 60), resumed(15), said(32))],
        (90, 25, 0, 65, 0),
    ),
    "asleep with two tabs open, counted once": (
        [
            load("a", viewed(0), began(2), clicked(10), jumped(10, 60), said(32)),
            load("b", viewed(0), clicked(4), jumped(5, 60), clicked(6), at_s=5),
        ],
        (90, 30, 0, 0, 60),
    ),
    "asleep, then the next page": (
        [
            load("a", viewed(0), began(2), clicked(10), jumped(10, 60), unloaded(12)),
            load("b", viewed(0), said(20), at_s=72, prev="a"),
        ],
        (90, 30, 0, 0, 60),
    ),
    "the session was stopped": (
        [load("a", viewed(0), began(2), clicked(10), closed(32))],
        (30, 30, 0, 0, 0),
    ),
}


@pytest.mark.parametrize(("epochs", "seconds"), TABLE.values(), ids=TABLE.keys())
def test_time_is_spent_as_the_table_says(epochs: list[Epoch], seconds: Seconds) -> None:
    attempt = project(a_task(), *epochs)

    spent = (
        attempt.raw_ms,
        attempt.active_ms,
        attempt.hidden_ms,
        attempt.paused_ms,
        attempt.suspended_ms,
    )
    assert spent == pytest.approx([second * 1_000 for second in seconds], abs=0.01)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 12


def test_inside_one_page_load_there_is_no_clock_error() -> None:
    """However late and irregular the batches came."""
    attempt = project(a_task(), load("a", began(2), said(32), delay_ms=900, rtt_ms=80))

    assert (attempt.raw_ms, attempt.clock_error_ms) == (30_000, 0)


def test_across_page_loads_the_error_is_half_of_each_round_trip() -> None:
    first = load("a", began(2), unloaded(10), delay_ms=20, rtt_ms=40)
    second = load("b", said(21), at_s=11, prev="a", delay_ms=30, rtt_ms=60)

    attempt = project(a_task(), first, second)

    assert attempt.raw_ms == pytest.approx(30_000, abs=0.01)
    assert attempt.clock_error_ms == pytest.approx(50)


def test_where_no_round_trip_is_known_the_assumed_delay_is_the_error() -> None:
    first = load("a", began(2), unloaded(10), delay_ms=20)
    second = load("b", said(21), at_s=11, prev="a", delay_ms=120)

    attempt = project(a_task(), first, second)

    assert attempt.raw_ms == pytest.approx(30_000, abs=0.01)
    assert attempt.clock_error_ms == pytest.approx(600)
