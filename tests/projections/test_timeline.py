"""One clock for all page loads, whatever the device's own clock says."""

from dataclasses import replace

import pytest

from recorder.model.events import DAY_MS, Event
from recorder.model.sessions import ClockSample, Epoch, SessionRecord
from recorder.projections.timeline import Entry, build_timeline
from tests.projections.helpers import (
    START_MS,
    clicked,
    judged,
    jumped,
    load,
    record,
    server,
    unloaded,
    viewed,
)


def times_s(of: SessionRecord) -> list[float]:
    return [round(entry.at_ms / 1_000, 3) for entry in build_timeline(of)]


@pytest.mark.parametrize("off_s", [0, 3_600, -3_600, 86_400, -START_MS / 1_000])
def test_a_device_clock_that_is_off_changes_nothing(off_s: float) -> None:
    """An hour off, a day ahead, or 1970: only its differences are used."""
    first = load("a", viewed(1), unloaded(5), off_s=off_s)
    second = load("b", viewed(0.5), clicked(2), at_s=5.2, prev="a", off_s=off_s)

    assert times_s(record(first, second)) == [1, 5, 5.7, 7.2]


def test_while_the_device_clock_runs_on_pages_are_as_exact_as_that_clock() -> None:
    """The second page's batches travelled 200 ms longer; its times do not show it."""
    first = load("a", viewed(1), unloaded(5), off_s=40, delay_ms=10)
    second = load("b", viewed(0.5), at_s=5.2, prev="a", off_s=40, delay_ms=210)

    one, two, three = (entry.at_ms for entry in build_timeline(record(first, second)))

    assert (two - one, three - two) == pytest.approx((4_000, 700), abs=0.001)


def test_a_clock_that_was_set_between_two_pages_is_not_believed() -> None:
    """By the device's clock the second page came an hour before the first."""
    first = load("a", viewed(1), unloaded(5), delay_ms=10)
    second = load("b", viewed(0.5), at_s=5.2, prev="a", off_s=-3_600, delay_ms=30)

    assert times_s(record(first, second)) == [1.01, 5.01, 5.73]


def test_a_clock_set_ahead_between_two_pages_is_not_believed_either() -> None:
    first = load("a", viewed(1), unloaded(5), delay_ms=10)
    second = load("b", viewed(0.5), at_s=5.2, prev="a", off_s=3_600, delay_ms=30)

    assert times_s(record(first, second)) == [1.01, 5.01, 5.73]


def test_a_clock_set_back_before_another_tab_opened_does_not_make_it_late() -> None:
    """By the device's clock, too, it came after the first tab: nothing speaks for delay."""
    first = load("a", viewed(0))
    other_tab = load("b", viewed(1), at_s=100, off_s=-50)

    assert times_s(record(first, other_tab)) == [0, 101]


def test_a_page_delivered_an_hour_late_keeps_its_place() -> None:
    """It was offline; the next page load found its rest in the browser and sent it."""
    late = load("a", viewed(1), unloaded(5), arrives_s=3_600)
    early = load("z", viewed(0))
    after = load("b", viewed(0.5), at_s=3_599, prev="a")

    assert times_s(record(early, late, after)) == [0, 1, 5, 3_599.5]


def test_a_late_page_keeps_its_place_though_the_clock_was_off() -> None:
    late = load("a", viewed(1), unloaded(5), arrives_s=3_600, off_s=86_400)
    after = load("b", viewed(0.5), at_s=3_599, prev="a", off_s=86_400)

    assert times_s(record(late, after)) == [1, 5, 3_599.5]


def test_half_the_round_trip_is_taken_off() -> None:
    first = load("a", viewed(1), delay_ms=40, rtt_ms=80)

    (entry,) = build_timeline(record(first))

    assert entry.at_ms == pytest.approx(1_000)
    assert entry.clock_error_ms == 40


def test_the_batch_that_travelled_fastest_tells_the_time() -> None:
    page = load("a", viewed(1), clicked(2), clicked(3))
    slow = replace(page.clock[0], received_ms=page.clock[0].received_ms + 9_000)

    assert times_s(record(replace(page, clock=(slow, *page.clock[1:])))) == [1, 2, 3]


def test_after_a_sleep_the_page_lies_where_the_server_saw_it() -> None:
    page = load("a", viewed(1), clicked(5), jumped(6, 600), clicked(8))

    assert times_s(record(page)) == [1, 5, 606, 608]


def test_a_clock_set_during_a_page_is_no_sleep() -> None:
    """The server saw no gap, so the page clock did not stand still."""
    page = load("a", viewed(1), clicked(5), jumped(6, 600), clicked(8), sleeps=False)

    assert times_s(record(page)) == [1, 5, 6, 8]


def test_a_sleep_that_no_batch_confirms_is_not_believed() -> None:
    page = load("a", viewed(1), jumped(6, 600), clicked(8))
    silent = replace(page, clock=page.clock[:1])

    assert times_s(record(silent)) == [1, 6, 8]


def test_events_of_one_page_are_never_reordered() -> None:
    """A pointer path is stamped when it began and queued when it ended."""
    page = load("a", clicked(5), viewed(4), clicked(6))
    other = load("b", clicked(4.5), clicked(5.5))

    entries = build_timeline(record(page, other))

    assert [(entry.epoch, entry.seq) for entry in entries] == [
        ("b", 0), ("a", 0), ("a", 1), ("b", 1), ("a", 2),
    ]  # fmt: skip
    assert entries[2].at_ms == pytest.approx(4_000)


def test_equal_moments_keep_the_order_of_the_epochs() -> None:
    one, two = load("a", clicked(1)), load("b", clicked(1))

    assert [entry.epoch for entry in build_timeline(record(two, one))] == ["b", "a"]


def test_what_the_server_wrote_counts_from_the_start_of_the_session() -> None:
    (entry,) = build_timeline(record(server(judged(40, "failed"))))

    assert (entry.at_ms, entry.clock_error_ms) == (40_000, 0)


def test_a_page_that_never_told_its_clock_says_how_unsure_it_is() -> None:
    page = replace(load("a", clicked(1)), clock=())

    (entry,) = build_timeline(record(page))

    assert (entry.at_ms, entry.clock_error_ms) == (1_000, DAY_MS)


@pytest.mark.parametrize("events", [(), (clicked(1), clicked(2))])
@pytest.mark.parametrize(
    "sample",
    [
        ClockSample(0.0, 0.0, 0.0, 0.0),
        ClockSample(-1e15, 31.0 * DAY_MS, 1e15, START_MS),
        ClockSample(START_MS + DAY_MS, 1.0, START_MS + DAY_MS, START_MS, rtt_ms=1e9),
    ],
)
def test_a_silly_clock_breaks_nothing(events: tuple[Event, ...], sample: ClockSample) -> None:
    silly = replace(load("a", *events), clock=(sample,))

    entries = build_timeline(record(silly, load("b", clicked(3))))

    assert of_epoch(entries, silly) == list(range(len(events)))


def of_epoch(entries: tuple[Entry, ...], epoch: Epoch) -> list[int]:
    return [entry.seq for entry in entries if entry.epoch == epoch.id]
