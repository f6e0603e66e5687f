"""What people do reaches the log once, and says where the session stands."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.ingest.people import record_act
from recorder.model.batches import parse_batch
from recorder.model.events import (
    ActUndone,
    NoteAdded,
    PersonEvent,
    SessionClosed,
    TaskAssigned,
    TaskBegun,
    TaskFinished,
    TaskRestarted,
)
from recorder.model.ids import SessionId
from recorder.model.sessions import Session, SessionMode, SessionState
from recorder.projections.control import Control, project_control
from recorder.projections.timeline import build_timeline
from recorder.storage.database import Database
from recorder.storage.log import append_batch, append_events, read_record
from recorder.storage.packing import pack
from recorder.storage.secret_words import hash_secret
from recorder.storage.sessions import get_session
from tests.storage.helpers import START_MS, make_body, make_version, open_new, start

CLOSED = SessionClosed(at_ms=5_000, person="ada", act="c")
UNDONE = ActUndone(at_ms=6_000, person="ada", undone="c", act="u")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_new(tmp_path)
    yield db
    db.close()


def _start(db: Database) -> Session:
    return start(db, mode=SessionMode.BY_HAND).session


def _record(db: Database, session: SessionId, *acts: PersonEvent) -> None:
    for act in acts:
        record_act(db, session, act, now_ms=START_MS + act.at_ms)


def _state(db: Database, session: SessionId) -> SessionState:
    return get_session(db, session).state


def test_the_same_act_of_the_same_person_is_recorded_once(db: Database) -> None:
    session = _start(db)

    _record(db, session.id, CLOSED, CLOSED)

    kept = [each for epoch in read_record(db, session.id).epochs for each in epoch.events]
    assert kept.count(CLOSED) == 1


def test_who_closes_a_session_finishes_it_and_can_take_that_back(db: Database) -> None:
    session = _start(db)

    _record(db, session.id, CLOSED)
    closed = _state(db, session.id)
    _record(db, session.id, UNDONE)
    reopened = _state(db, session.id)
    _record(db, session.id, ActUndone(at_ms=7_000, person="ada", undone="u", act="w"))

    assert (closed, reopened) == (SessionState.FINISHED, SessionState.OPEN)
    assert _state(db, session.id) is SessionState.FINISHED


def test_to_undo_something_else_opens_nothing(db: Database) -> None:
    session = _start(db)
    note = NoteAdded(at_ms=1_000, person="ada", note="n", text="Hm.", act="n")

    _record(db, session.id, note, CLOSED, msgspec.structs.replace(UNDONE, undone="n"))

    assert _state(db, session.id) is SessionState.FINISHED


def test_what_the_participants_page_ended_stays_ended(db: Database) -> None:
    started = start(db, mode=SessionMode.MODERATED)
    events = [{"type": "session.ended", "at_ms": 10.0, "why": "finished"}]
    batch = parse_batch(make_body(started.token, events=events))
    token = hash_secret(started.token)
    db.write(
        lambda log: append_batch(
            log, batch, pack(batch.events), token_hash=token, received_ms=START_MS
        )
    )

    _record(db, started.session.id, CLOSED, UNDONE)

    assert _state(db, started.session.id) is SessionState.FINISHED


def _act(kind: int, place: int, task: str, undone: str) -> PersonEvent:
    at_ms, name = float(place * 1_000), f"a{place}"
    acts: list[PersonEvent] = [
        TaskAssigned(at_ms=at_ms, task=task, person="ada", act=name),
        TaskBegun(at_ms=at_ms, task=task, person="ada", act=name),
        TaskFinished(at_ms=at_ms, task=task, person="ada", claim="done", act=name),
        TaskRestarted(at_ms=at_ms, task=task, person="ada", act=name),
        SessionClosed(at_ms=at_ms, person="ada", act=name),
        ActUndone(at_ms=at_ms, person="ada", undone=undone, act=name),
    ]
    return acts[kind]


acts = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["buy", "find"]), st.integers(0, 9)), max_size=10
).map(
    lambda drawn: [
        _act(kind, place, task, f"a{undone}") for place, (kind, task, undone) in enumerate(drawn)
    ]
)


def _control(db: Database, session: SessionId) -> Control:
    record = read_record(db, session)
    return project_control(make_version().study, record.session, build_timeline(record))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts, st.lists(st.integers(0, 10), max_size=4))
def test_the_log_gives_the_same_state_however_it_was_written(
    db: Database, acts: list[PersonEvent], cuts: list[int]
) -> None:
    """A server that comes back reads in one piece what was written act by act."""
    one_by_one, in_portions = _start(db), _start(db)

    _record(db, one_by_one.id, *acts)
    for begin, end in pairwise(sorted({0, len(acts), *(min(cut, len(acts)) for cut in cuts)})):
        db.write(partial(append_events, session=in_portions, events=acts[begin:end], now_ms=0.0))

    told, whole = _control(db, one_by_one.id), _control(db, in_portions.id)
    assert told == whole
    is_closed = _state(db, one_by_one.id) is SessionState.FINISHED
    assert (told.phase == "closed") == is_closed
