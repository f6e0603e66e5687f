"""Appends what people do and say about a session, each act once however often it is asked for."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from recorder.errors import NotFoundError
from recorder.ingest.audience import NOBODY, Audience, Stored
from recorder.model.batches import PageClock
from recorder.model.events import ActUndone, AnyEvent, PersonEvent, SessionClosed, SessionEnded
from recorder.model.ids import SERVER_EPOCH, SessionId
from recorder.model.sessions import Session, SessionState
from recorder.model.undoing import find_undone
from recorder.storage.acts import list_server_events, replace_state
from recorder.storage.database import Database
from recorder.storage.log import append_events, read_record_in
from recorder.storage.secret_words import draw_name
from recorder.storage.session_rows import read_session, select_sessions
from recorder.storage.tables import sessions


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One act as the log has it.

    Attributes:
        seq: Its place in the server's epoch.
        is_new: Whether it was not there before.
    """

    act: PersonEvent
    seq: int
    is_new: bool


def record_act(
    db: Database,
    session: SessionId,
    act: PersonEvent,
    *,
    now_ms: float,
    audience: Audience = NOBODY,
) -> RecordedAct:
    """Record one act of a person and show it to whoever watches.

    An act with the same `act` and person is recorded once: asking again answers what is
    there. One without an `act` gets one.

    Args:
        db: The log.
        session: Whose log it goes to.
        act: Its `at_ms` counts from the start of the session.
        now_ms: The time now by the server's clock, ms since 1970.
        audience: Who is shown it once it is on disk.

    Raises:
        NotFoundError: There is no such session.
        GoneError: The session was withdrawn.
    """
    named = act if act.act else msgspec.structs.replace(act, act=draw_name())

    def append(connection: Connection) -> tuple[Session, RecordedAct]:
        row = connection.execute(select_sessions().where(sessions.c.id == session)).first()
        if row is None:
            raise NotFoundError("there is no such session")
        found = read_session(row)
        before = _find(connection, session, named)
        if before is not None:
            return found, before
        ack = append_events(connection, found, [named], now_ms=now_ms)
        _settle_state(connection, found, named)
        return found, RecordedAct(named, ack.ack, is_new=True)

    of, recorded = db.write(append)
    if recorded.is_new:
        audience.show(_stored(of, recorded, now_ms))
    return recorded


def _find(connection: Connection, session: SessionId, act: PersonEvent) -> RecordedAct | None:
    """Find an act that was recorded before, by its name and its person."""
    for seq, event in enumerate(list_server_events(connection, session)):
        if _is_same(event, act):
            return RecordedAct(event, seq, is_new=False)  # type: ignore[arg-type]
    return None


def _is_same(event: AnyEvent, act: PersonEvent) -> bool:
    is_named = getattr(event, "act", "") == act.act
    return is_named and getattr(event, "person", "") == act.person


def _settle_state(connection: Connection, session: Session, act: PersonEvent) -> None:
    """Finish a session that a moderator closed; open it again when that is taken back.

    What the participant's own page ended stays ended.
    """
    if not isinstance(act, SessionClosed | ActUndone):
        return
    events = list_server_events(connection, session.id)
    undone = find_undone(events)
    closings = [place for place, each in enumerate(events) if isinstance(each, SessionClosed)]
    if not undone.issuperset(closings):
        if session.state is SessionState.OPEN:
            replace_state(connection, session.id, SessionState.FINISHED)
    elif closings and session.state is SessionState.FINISHED:
        record = read_record_in(connection, session.id)
        sent = (event for epoch in record.epochs for event in epoch.events)
        if not any(isinstance(event, SessionEnded) for event in sent):
            replace_state(connection, session.id, SessionState.OPEN)


def _stored(session: Session, recorded: RecordedAct, now_ms: float) -> Stored:
    clock = PageClock(session.started_ms, max(0.0, now_ms - session.started_ms), now_ms, 0.0)
    acts = (recorded.act,)
    return Stored(session.id, SERVER_EPOCH, recorded.seq, clock, now_ms, acts)
