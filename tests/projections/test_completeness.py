"""Complete, or what is missing and since when."""

from dataclasses import replace

from recorder.model.events import EventDropped
from recorder.model.sessions import SessionRecord
from recorder.projections.completeness import Completeness, project_completeness
from tests.projections.helpers import START_MS, clicked, judged, load, record, server, unloaded


def at_second(now_s: float, of: SessionRecord) -> Completeness:
    return project_completeness(of, START_MS + now_s * 1_000)


def test_a_session_is_complete_when_every_page_ended_and_all_of_it_arrived() -> None:
    log = record(
        load("a", clicked(1), unloaded(2)), load("b", unloaded(3)), server(judged(9, "failed"))
    )

    found = at_second(60, log)

    assert found.is_complete
    assert found.words == ("Everything that was recorded has arrived.",)
    assert [(state.id, state.ack, state.ended_seq, state.missing) for state in found.epochs] == [
        ("a", 1, 1, 0), ("b", 0, 0, 0),
    ]  # fmt: skip


def test_a_page_that_has_not_ended_says_when_it_was_last_heard() -> None:
    found = at_second(14, record(load("a", clicked(1), clicked(2))))

    assert not found.is_complete
    assert found.epochs[0].missing is None
    assert found.epochs[0].since_ms == START_MS + 2_000
    assert found.words == ("Page load 1 has not ended, last heard 12 s ago; more may come.",)


def test_a_page_that_ended_beyond_what_arrived_says_how_much_is_missing() -> None:
    page = load("b", clicked(1), unloaded(2))
    ended = replace(page, events=(page.events[0], unloaded(2).__class__(at_ms=2_000, last_seq=5)))

    found = at_second(182, record(load("a", unloaded(1)), ended))

    assert (found.is_complete, found.epochs[1].missing) == (False, 4)
    assert found.words == ("Page load 2: 4 events are missing, last heard 3 min ago.",)


def test_a_page_that_came_back_and_went_on_has_not_ended() -> None:
    """A page restored from the browser's cache goes on in the same epoch."""
    found = at_second(10, record(load("a", unloaded(1), clicked(5))))

    assert not found.is_complete


def test_a_page_that_came_back_and_ended_again_is_complete() -> None:
    log = record(load("a", unloaded(1), clicked(5), unloaded(6)))

    assert at_second(10, log).is_complete


def test_a_session_from_which_nothing_came_is_not_complete() -> None:
    found = at_second(10, record(server(judged(1, "failed"))))

    assert (found.is_complete, found.words) == (False, ("Nothing has arrived yet.",))


def test_what_a_page_could_not_send_and_what_changed_on_the_way_is_said() -> None:
    page = load("a", EventDropped(at_ms=1, why="too_large"), unloaded(2))

    found = at_second(10, record(replace(page, conflicts=2)))

    assert found.is_complete
    assert found.words[1:] == (
        "Page load 1 could not send 1 event.",
        "Page load 1 sent 2 events again with other content; the first were kept.",
    )
