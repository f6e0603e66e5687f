"""The log: batches are appended to it and records are read from it; nothing is ever changed."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select, update

from recorder.errors import GoneError, NotFoundError
from recorder.model.batches import Batch, PageClock
from recorder.model.events import AnyEvent, ConsentWithdrawn, PageEvent, SessionEnded
from recorder.model.ids import SERVER_EPOCH, EpochId, SessionId, StudyId
from recorder.model.sessions import ClockSample, Epoch, Session, SessionRecord, SessionState
from recorder.storage.chain import GENESIS, seal
from recorder.storage.database import Database
from recorder.storage.log_statements import (
    FIND_PLACE,
    FIND_SERVER_EPOCH,
    INSERT_BATCH_ROW,
    INSERT_EPOCH,
    UPDATE_EPOCH,
    UPDATE_SESSION,
)
from recorder.storage.packing import Packed, pack, unpack
from recorder.storage.places import Ack, Place, refuse_full
from recorder.storage.session_rows import read_session, select_sessions
from recorder.storage.tables import batches, consents, epochs, sessions


def append_batch(
    connection: Connection, batch: Batch, packed: Packed, *, token_hash: str, received_ms: float
) -> Ack:
    """Append what is new of a batch, all of it or nothing.

    Sending the same batch again is harmless: what lies at or below the ack counts as
    duplicate, the first content wins, and the ack never goes back.

    Args:
        connection: Inside a write transaction; the ack holds once that is committed.
        batch: Parsed and checked.
        packed: `pack(batch.events)`.
        token_hash: SHA-256 of the batch's token in hex.
        received_ms: When it came, by the server's clock.

    Raises:
        NotFoundError: No session has this token.
        ConsentRequiredError: The session has no consent.
        GoneError: The session was withdrawn, is closed or is full.
    """
    asked = {"token_hash": token_hash, "epoch": batch.epoch}
    place = Place.read(FIND_PLACE.run(connection, asked).fetchone())
    place.refuse(batch, received_ms)
    if batch.from_seq > place.ack + 1:
        return Ack(place.session, place.ack, is_gap=True)
    known = min(place.ack + 1 - batch.from_seq, len(batch.events))
    conflicts = _count_conflicts(connection, place, batch, known) if known else 0
    fresh = batch.events[known:]
    if known:
        packed = pack(fresh)
    ack = Ack(place.session, place.ack + len(fresh), False, len(fresh), known, conflicts)
    refuse_full(place, ack, packed)
    _store(connection, place, ack, packed, batch=batch, received_ms=received_ms)
    _touch_session(connection, place, ack, packed, fresh, received_ms=received_ms)
    return ack


def append_events(
    connection: Connection, session: Session, events: Sequence[AnyEvent], *, now_ms: float
) -> Ack:
    """Append what the server itself records (consent, verdicts, notes) to its own epoch.

    Their `at_ms` counts from the start of the session.

    Raises:
        GoneError: The session was withdrawn.
    """
    if session.state is SessionState.WITHDRAWN:
        raise GoneError("withdrawn")
    asked = {"session": session.id, "epoch": SERVER_EPOCH}
    row = FIND_SERVER_EPOCH.run(connection, asked).fetchone()
    ack, head = row or (-1, GENESIS)
    place = Place(
        session.id, str(session.state), session.started_ms, 0, 0, ack, head, is_new=row is None
    )
    clock = PageClock(session.started_ms, max(0.0, now_ms - session.started_ms), now_ms, 0.0)
    batch = Batch("", SERVER_EPOCH, None, place.ack + 1, clock, ())
    after = Ack(session.id, place.ack + len(events), stored=len(events))
    packed = pack(events)
    _store(connection, place, after, packed, batch=batch, received_ms=now_ms)
    _touch_session(connection, place, after, packed, (), received_ms=None)
    return after


def read_record(db: Database, session: SessionId) -> SessionRecord:
    """Read one session with its whole log.

    Raises:
        NotFoundError: There is no such session.
        UnavailableError: Its log is damaged.
    """
    with db.read() as connection:
        return read_record_in(connection, session)


def read_record_in(connection: Connection, session: SessionId) -> SessionRecord:
    """Read the same inside a transaction, as of its moment."""
    row = connection.execute(select_sessions().where(sessions.c.id == session)).first()
    if row is None:
        raise NotFoundError("there is no such session")
    return SessionRecord(read_session(row), _read_epochs(connection, session))


def list_records(db: Database, study: StudyId) -> list[SessionRecord]:
    """List a study's sessions with their logs, oldest first, as of one moment."""
    query = select_sessions().where(sessions.c.study == study).order_by(sessions.c.started_ms)
    with db.read() as connection:
        found = [read_session(row) for row in connection.execute(query)]
        return [SessionRecord(each, _read_epochs(connection, each.id)) for each in found]


def read_data_hash(db: Database, study: StudyId) -> str:
    """Read the hash of a study's data: SHA-256 in hex over the heads of all its chains.

    Each head stands for every batch before it, so this is one query over few rows. Equal
    hashes mean equal logs; an erased session has no chain left and is in none.
    """
    query = (
        select(epochs.c.session, epochs.c.epoch, epochs.c.head)
        .join(sessions, sessions.c.id == epochs.c.session)
        .where(sessions.c.study == study)
    )
    with db.read() as connection:
        return hash_heads(tuple(row) for row in connection.execute(query))


def hash_heads(heads: Iterable[tuple[str, str, bytes]]) -> str:
    """Hash the heads of chains, each with its session and epoch, in any order; in hex."""
    whole = sha256()
    # Sorted here, for databases do not all sort texts alike.
    for session, epoch, head in sorted(heads):
        # Lengths go first, so that no two lists of names are the same bytes.
        for part in (session.encode(), epoch.encode(), bytes(head)):
            whole.update(len(part).to_bytes(4, "big") + part)
    return whole.hexdigest()


def _count_conflicts(connection: Connection, place: Place, batch: Batch, known: int) -> int:
    """Count the events sent again whose content is not what is kept."""
    until = batch.from_seq + known
    query = select(batches.c.from_seq, batches.c.body).where(
        batches.c.session == place.session,
        batches.c.epoch == batch.epoch,
        batches.c.from_seq < until,
        batches.c.through_seq >= batch.from_seq,
    )
    kept = {
        from_seq + index: event
        for from_seq, body in connection.execute(query)
        for index, event in enumerate(unpack(body))
    }
    again = enumerate(batch.events[:known], batch.from_seq)
    return sum(pack([kept[seq]]) != pack([event]) for seq, event in again)


def _store(
    connection: Connection,
    place: Place,
    ack: Ack,
    packed: Packed,
    *,
    batch: Batch,
    received_ms: float,
) -> None:
    head = place.head
    if ack.stored:
        head = _insert_batch(connection, place, ack, packed, batch=batch, received_ms=received_ms)
    elif not ack.duplicates:
        return
    end = {
        "of_session": place.session,
        "of_epoch": batch.epoch,
        "ack": ack.ack,
        "head": head,
        "more_duplicates": ack.duplicates,
        "more_conflicts": ack.conflicts,
    }
    if place.is_new:
        begun = {"session": place.session, "epoch": batch.epoch, "prev": batch.prev}
        none_yet = {"duplicates": 0, "conflicts": 0}
        INSERT_EPOCH.run(connection, {**end, **begun, **none_yet})
    else:
        UPDATE_EPOCH.run(connection, end)


def _insert_batch(
    connection: Connection,
    place: Place,
    ack: Ack,
    packed: Packed,
    *,
    batch: Batch,
    received_ms: float,
) -> bytes:
    clock, from_seq = batch.clock, ack.ack - ack.stored + 1
    head = seal(
        place.head,
        session=place.session,
        epoch=batch.epoch,
        from_seq=from_seq,
        through_seq=ack.ack,
        received_ms=received_ms,
        clock=clock,
        body=packed.body,
    )
    values = {
        "session": place.session,
        "epoch": batch.epoch,
        "from_seq": from_seq,
        "through_seq": ack.ack,
        "received_ms": received_ms,
        "origin_ms": clock.origin_ms,
        "now_ms": clock.now_ms,
        "wall_ms": clock.wall_ms,
        "rtt_ms": clock.rtt_ms,
        "body": packed.body,
        "hash": head,
    }
    INSERT_BATCH_ROW.run(connection, values)
    return head


def _touch_session(
    connection: Connection,
    place: Place,
    ack: Ack,
    packed: Packed,
    fresh: Iterable[PageEvent],
    *,
    received_ms: float | None,
) -> None:
    """Keep the session's totals and, once it ended, how."""
    state, withdrawn_ms = None, None
    for event in fresh:
        if isinstance(event, SessionEnded) and place.state == SessionState.OPEN:
            state = state or SessionState(event.why)
        elif isinstance(event, ConsentWithdrawn):
            state, withdrawn_ms = SessionState.WITHDRAWN, received_ms
    values = {
        "of_session": place.session,
        "new_state": state,
        "more_events": ack.stored,
        "more_bytes": packed.size_bytes if ack.stored else 0,
        "received": received_ms,
    }
    UPDATE_SESSION.run(connection, values)
    if withdrawn_ms is not None:
        query = update(consents).where(consents.c.session == place.session)
        connection.execute(query.values(withdrawn_ms=withdrawn_ms))


def _read_epochs(connection: Connection, session: SessionId) -> tuple[Epoch, ...]:
    columns = (
        batches.c.epoch,
        batches.c.body,
        batches.c.origin_ms,
        batches.c.now_ms,
        batches.c.wall_ms,
        batches.c.received_ms,
        batches.c.rtt_ms,
    )
    sent: dict[str, list[Row[*tuple[Any, ...]]]] = {}
    of_session = select(*columns).where(batches.c.session == session)
    for row in connection.execute(of_session.order_by(batches.c.from_seq)):
        sent.setdefault(row.epoch, []).append(row)
    ends = select(epochs).where(epochs.c.session == session)
    found = [_read_epoch(row, sent.get(row.epoch, [])) for row in connection.execute(ends)]
    return tuple(sorted(found, key=_first_received_ms))


def _first_received_ms(epoch: Epoch) -> tuple[float, str]:
    return (epoch.clock[0].received_ms if epoch.clock else 0.0, epoch.id)


def _read_epoch(end: Row[*tuple[Any, ...]], sent: Sequence[Row[*tuple[Any, ...]]]) -> Epoch:
    return Epoch(
        id=EpochId(end.epoch),
        prev=None if end.prev is None else EpochId(end.prev),
        ack=end.ack,
        clock=tuple(
            ClockSample(row.origin_ms, row.now_ms, row.wall_ms, row.received_ms, row.rtt_ms)
            for row in sent
        ),
        events=tuple(event for row in sent for event in unpack(row.body)),
        duplicates=end.duplicates,
        conflicts=end.conflicts,
    )
