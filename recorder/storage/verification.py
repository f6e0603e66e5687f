"""Verification: is the log complete and exactly what was acknowledged?"""

import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Row, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from recorder.errors import UnavailableError
from recorder.model.batches import PageClock
from recorder.storage.audit import find_broken, keeps_audit
from recorder.storage.chain import GENESIS, seal
from recorder.storage.database import Database
from recorder.storage.packing import unpack
from recorder.storage.sound import list_sound_hashes
from recorder.storage.tables import batches, epochs, sessions


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the log that is not as it was acknowledged.

    Attributes:
        session: The session's id; "" when it concerns the whole database.
        epoch: The page load's id; "" when it concerns the whole session.
        words: What is wrong, in one sentence without a full stop.
    """

    words: str
    session: str = ""
    epoch: str = ""


DAMAGE = (
    SQLAlchemyError,
    sqlite3.Error,
    UnavailableError,
    # Where a row's values are no longer of their kinds.
    ValueError,
    TypeError,
    OverflowError,
    struct.error,
)

_Batch = Row[*tuple[object, ...]]


def verify_log(db: Database) -> list[Finding]:
    """Recompute every hash chain and look for gaps; an empty list means complete.

    A database that can no longer be read is a finding too, not an error.
    """
    found: list[Finding] = []
    try:
        with db.read() as connection:
            found += _check_file(connection)
            found += _check_sessions(connection)
            found += _check_audit(connection)
            found += _check_sound(connection)
    except DAMAGE as error:
        found.append(Finding(f"the database cannot be read: {_reason(error)}"))
    return found


def _reason(error: Exception) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error)


def _check_file(connection: Connection) -> Iterator[Finding]:
    """Ask SQLite whether its pages, indexes and references agree."""
    if connection.dialect.name != "sqlite":
        return
    for (words,) in connection.execute(text("pragma integrity_check")):
        if words != "ok":
            yield Finding(f"SQLite says: {words}")
    for row in connection.execute(text("pragma foreign_key_check")):
        yield Finding(f"a row of {row[0]} belongs to a row of {row[2]} that is missing")


def _check_sessions(connection: Connection) -> Iterator[Finding]:
    """Check every epoch, then that no session has more or fewer events than it counted."""
    counted: dict[str, int] = {}
    for epoch, sent in _list_epochs(connection):
        yield from _check_epoch(epoch, sent)
        counted[epoch.session] = counted.get(epoch.session, 0) + epoch.ack + 1
    for row in connection.execute(select(sessions.c.id, sessions.c.events)):
        events = counted.pop(row.id, 0)
        if events != row.events:
            words = f"counted {row.events} events, and the log has {events}"
            yield Finding(words, row.id)
    for session in counted:
        yield Finding("its log is there, but the session is missing", session)


def _check_sound(connection: Connection) -> Iterator[Finding]:
    """Hash every part of the recorded voices again."""
    for session, take, number, digest, body in list_sound_hashes(connection):
        if sha256(body).hexdigest() != digest:
            words = f"part {number} of the sound {take} is not what was acknowledged"
            yield Finding(words, session)


def _check_audit(connection: Connection) -> Iterator[Finding]:
    """Check that no line of the audit log was changed, or taken out from between others."""
    if not keeps_audit(connection):
        # Before the version that brought it, which may be verified before it is upgraded.
        return
    for number in find_broken(connection):
        yield Finding(f"line {number} of the audit log is not what was written")


def _list_epochs(connection: Connection) -> Iterator[tuple[_Batch, list[_Batch]]]:
    """List every epoch with its batches in order; batches of no known epoch come as one."""
    query = select(epochs).order_by(epochs.c.session, epochs.c.epoch)
    ends = {(row.session, row.epoch): row for row in connection.execute(query)}
    for (session, epoch), end in ends.items():
        of_epoch = select(batches).where(batches.c.session == session, batches.c.epoch == epoch)
        yield end, list(connection.execute(of_epoch.order_by(batches.c.from_seq)))
    names = select(batches.c.session, batches.c.epoch).distinct()
    for row in connection.execute(names):
        if (row.session, row.epoch) not in ends:
            raise ValueError(f"session {row.session} has batches of an epoch that is missing")


def _check_epoch(end: _Batch, sent: list[_Batch]) -> Iterator[Finding]:
    session, epoch = end.session, end.epoch
    head, following = GENESIS, 0
    for batch in sent:
        if batch.from_seq != following:
            words = f"events {following} to {batch.from_seq - 1} are missing"
            yield Finding(words, session, epoch)
        yield from _check_batch(batch, head)
        head, following = batch.hash, batch.through_seq + 1
    if end.ack != following - 1:
        words = f"events up to {end.ack} were acknowledged, and the log ends at {following - 1}"
        yield Finding(words, session, epoch)
    if end.head != head:
        yield Finding("the last batch is not the one that was acknowledged", session, epoch)


def _check_batch(batch: _Batch, head: bytes) -> Iterator[Finding]:
    where = (batch.session, batch.epoch)
    range_ = f"events {batch.from_seq} to {batch.through_seq}"
    if _seal(batch, head) != batch.hash:
        yield Finding(f"{range_} are not what was acknowledged", *where)
        return
    try:
        count = len(unpack(batch.body))
    except UnavailableError:
        yield Finding(f"{range_} cannot be read", *where)
        return
    if count != batch.through_seq - batch.from_seq + 1:
        yield Finding(f"{range_} are {count} events", *where)


def _seal(batch: _Batch, head: bytes) -> bytes:
    clock = PageClock(batch.origin_ms, batch.now_ms, batch.wall_ms, batch.rtt_ms)
    return seal(
        head,
        session=batch.session,
        epoch=batch.epoch,
        from_seq=batch.from_seq,
        through_seq=batch.through_seq,
        received_ms=batch.received_ms,
        clock=clock,
        body=batch.body,
    )
