from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from recorder.config import LIMITS
from recorder.ingest.pages import Answer, Ingest
from recorder.model.ids import SERVER_EPOCH
from recorder.model.sessions import SessionState
from recorder.storage.database import Database, open_database
from recorder.storage.log import read_record
from recorder.storage.sessions import StartedSession, get_session
from recorder.storage.tables import sessions
from tests.storage.helpers import (
    CLICK,
    EPOCH,
    START_MS,
    clicks,
    make_body,
    open_new,
    start,
    stored_selectors,
)

HOUR_MS = 3_600_000


class Time:
    """A clock that goes when told to."""

    def __init__(self) -> None:
        self.now_ms = START_MS + 1_000

    def __call__(self) -> float:
        """Tell the time."""
        return self.now_ms


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_new(tmp_path)
    yield db
    db.close()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def ingest(db: Database, time: Time) -> Ingest:
    return Ingest(db, time)


@pytest.fixture
def started(db: Database) -> StartedSession:
    return start(db)


def send(ingest: Ingest, started: StartedSession, **changes: object) -> tuple[int, Any]:
    answer = ingest.append(make_body(started.token, **changes))
    return answer.status, answer.body.get("ack", answer.body.get("error"))


def test_an_ack_says_what_is_on_disk_and_when_it_came(
    ingest: Ingest, started: StartedSession, db: Database, time: Time
) -> None:
    answer = ingest.append(make_body(started.token, events=clicks(3)))

    assert answer == Answer(200, {"ack": 2, "server_ms": [time.now_ms, time.now_ms]})
    assert stored_selectors(db, started.session.id) == ["#item-0", "#item-1", "#item-2"]
    assert get_session(db, started.session.id).last_received_ms == time.now_ms


def test_a_batch_sent_twice_is_stored_once_and_counted(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    """A page that missed its answer sends again; nothing may count double."""
    answers = [send(ingest, started, events=clicks(3)) for _ in range(2)]

    assert answers == [(200, 2), (200, 2)]
    epoch = read_record(db, started.session.id).epochs[-1]
    assert (len(epoch.events), epoch.duplicates, epoch.conflicts) == (3, 3, 0)


def test_of_an_overlapping_batch_only_the_new_part_is_stored(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    send(ingest, started, events=clicks(3))

    answer = send(ingest, started, events=clicks(5))

    assert answer == (200, 4)
    assert stored_selectors(db, started.session.id) == [f"#item-{place}" for place in range(5)]


def test_the_first_content_of_an_event_wins_and_the_other_is_counted(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    send(ingest, started, events=clicks(2))
    other = [{**CLICK, "selector": "#other"}, clicks(2)[1], {**CLICK, "selector": "#third"}]

    answer = send(ingest, started, events=other)

    assert answer == (200, 2)
    assert stored_selectors(db, started.session.id) == ["#item-0", "#item-1", "#third"]
    epoch = read_record(db, started.session.id).epochs[-1]
    assert (epoch.duplicates, epoch.conflicts) == (2, 1)


def test_a_conflict_is_found_across_several_stored_batches(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    for seq in range(4):
        send(ingest, started, seq=seq, events=[{**CLICK, "at_ms": float(seq)}])

    send(ingest, started, seq=1, events=[{**CLICK, "at_ms": float(at)} for at in (1, 7, 3)])

    epoch = read_record(db, started.session.id).epochs[-1]
    assert (epoch.duplicates, epoch.conflicts) == (3, 1)


def test_a_gap_is_answered_with_where_to_go_on(ingest: Ingest, started: StartedSession) -> None:
    assert send(ingest, started, seq=2) == (409, -1)
    send(ingest, started, events=clicks(3))

    answer = ingest.append(make_body(started.token, seq=7))

    assert answer == Answer(409, {"ack": 2})


def test_the_ack_never_goes_back(ingest: Ingest, started: StartedSession) -> None:
    send(ingest, started, events=clicks(9))

    assert send(ingest, started, events=clicks(2)) == (200, 8)
    assert send(ingest, started, seq=4, events=[]) == (200, 8)


def test_an_empty_batch_is_a_sign_of_life(
    ingest: Ingest, started: StartedSession, db: Database, time: Time
) -> None:
    assert send(ingest, started, events=[]) == (200, -1)

    assert get_session(db, started.session.id).last_received_ms == time.now_ms


def test_one_wrong_event_refuses_the_whole_batch_and_is_named(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    events = [*clicks(2), {**CLICK, "clues": {"pin": 7}}]

    answer = ingest.append(make_body(started.token, events=events))

    assert answer.status == 422
    assert answer.body["error"] == "invalid_event"
    assert (answer.body["index"], answer.body["field"]) == (2, "clues.pin")
    assert stored_selectors(db, started.session.id) == []


def test_epochs_have_their_own_seqs_and_are_linked(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    other = "B" * 16
    send(ingest, started, events=clicks(2))

    assert send(ingest, started, epoch=other, prev=EPOCH, events=clicks(1)) == (200, 0)
    epochs = read_record(db, started.session.id).epochs
    assert [(each.id, each.prev, each.ack) for each in epochs[1:]] == [
        (EPOCH, None, 1),
        (other, EPOCH, 0),
    ]


def test_a_page_cannot_write_into_the_servers_epoch(
    ingest: Ingest, started: StartedSession
) -> None:
    """Verdicts and consent are written there, and a page is hostile."""
    assert send(ingest, started, epoch=SERVER_EPOCH) == (400, "invalid_batch")


@pytest.mark.parametrize(
    "event",
    [
        {"type": "verdict.given", "at_ms": 1, "task": "buy", "person": "x", "outcome": "failed"},
        {"type": "consent.given", "at_ms": 1, "version": "x"},
    ],
)
def test_a_page_cannot_say_what_only_the_server_may(
    ingest: Ingest, started: StartedSession, event: dict[str, object]
) -> None:
    assert send(ingest, started, events=[event]) == (422, "invalid_event")


def test_an_unknown_token_is_refused(ingest: Ingest) -> None:
    answer = ingest.append(make_body("ses_unknown"))

    assert answer == Answer(401, {"error": "unknown_token"})


def test_a_session_without_a_consent_takes_nothing(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    db.write(lambda connection: connection.exec_driver_sql("delete from consents").rowcount)

    assert ingest.append(make_body(started.token)) == Answer(403, {"error": "consent_required"})


@pytest.mark.parametrize("why", ["finished", "stopped"])
def test_an_ended_session_says_how_and_still_takes_what_comes_late(
    ingest: Ingest, started: StartedSession, db: Database, why: str
) -> None:
    """The end may overtake what an earlier page had not delivered yet."""
    ended = {"type": "session.ended", "at_ms": 11, "why": why}

    assert send(ingest, started, events=[ended]) == (200, 0)
    assert get_session(db, started.session.id).state is SessionState(why)
    assert send(ingest, started, epoch="B" * 16) == (200, 0)


def test_after_a_withdrawal_nothing_is_taken(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    withdrawn = {"type": "consent.withdrawn", "at_ms": 11}

    assert send(ingest, started, events=[withdrawn]) == (200, 0)
    assert get_session(db, started.session.id).state is SessionState.WITHDRAWN
    assert send(ingest, started, seq=1) == (410, "withdrawn")


def test_after_four_hours_only_what_was_captured_before_is_taken_for_a_day(
    ingest: Ingest, started: StartedSession, time: Time
) -> None:
    def deliver(hours: float, lay_hours: float, epoch: str) -> tuple[int, Any]:
        time.now_ms = START_MS + hours * HOUR_MS
        clock = {"origin_ms": START_MS, "now_ms": 10 + lay_hours * HOUR_MS, "wall_ms": START_MS}
        return send(ingest, started, epoch=epoch * 16, clock=clock)

    assert deliver(3.9, 0, "B") == (200, 0)
    assert deliver(4.1, 0, "C") == (410, "closed")
    assert deliver(4.1, 0.2, "D") == (200, 0)
    assert deliver(27.9, 24, "E") == (200, 0)
    assert deliver(28.1, 26, "F") == (410, "closed")


def test_a_full_session_takes_nothing_more(
    ingest: Ingest, started: StartedSession, db: Database
) -> None:
    fill = update(sessions).values(events=LIMITS.session_events - 1)
    db.change(fill)

    assert send(ingest, started) == (200, 0)
    assert send(ingest, started, seq=1) == (410, "full")
    assert send(ingest, started) == (200, 0), "what is there is acknowledged again"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"v": 2}, "v"),
        ({"epoch": "short"}, "epoch"),
        ({"epoch": "A" * 16 + "\n"}, "epoch"),
        ({"prev": 7}, "prev"),
        ({"clock": {"origin_ms": 1, "now_ms": -1, "wall_ms": 1}}, "clock.now_ms"),
        ({"seq": 2**53 - 1}, "from"),
        ({"extra": 1}, ""),
    ],
)
def test_a_wrong_batch_is_the_clients_fault_and_names_the_field(
    ingest: Ingest, started: StartedSession, changes: dict[str, object], field: str
) -> None:
    answer = ingest.append(make_body(started.token, **changes))

    assert (answer.status, answer.body["error"]) == (400, "invalid_batch")
    assert answer.body["field"] == field


def test_a_damaged_database_is_an_answer_and_no_traceback(tmp_path: Path, time: Time) -> None:
    """Pages keep what they have and try again, while somebody restores a copy."""
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(b"this was a database once" * 1_000)
    damaged = open_database(f"sqlite:///{path}")

    answer = Ingest(damaged, time).append(make_body("ses_any"))

    damaged.close()
    assert answer == Answer(503, {"error": "unavailable"}, 60)
