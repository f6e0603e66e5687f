"""Recorded voices: parts are stored once, joined to takes, and erased with their session."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, func, insert, select

from recorder.config import LIMITS
from recorder.errors import (
    ConflictError,
    ConsentRequiredError,
    GoneError,
    NotFoundError,
    TooLargeError,
)
from recorder.model.ids import EpochId, SessionId
from recorder.model.sessions import Session, SessionState
from recorder.model.sound import PartPlace, SoundPart, Take
from recorder.model.study_parts import SOUND
from recorder.storage.database import Database
from recorder.storage.session_rows import read_session, select_sessions
from recorder.storage.tables import sessions, sound_parts


def add_sound_part(db: Database, part: SoundPart, *, token_hash: str, now_ms: float) -> bool:
    """Store a part; it is on disk when this returns. The same part again is harmless.

    Args:
        db: The database.
        part: Checked, its hash too.
        token_hash: SHA-256 of the session's token, in hex.
        now_ms: When it came, ms since 1970.

    Returns:
        Whether it was new.

    Raises:
        NotFoundError: No session has this token.
        ConsentRequiredError: The participant did not agree that the voice is recorded.
        GoneError: The session was withdrawn, or is over for long.
        TooLargeError: The session has no room for more sound.
        ConflictError: Another part has this place already; the first is kept.
    """
    return db.write(lambda connection: _add(connection, part, token_hash, now_ms))


def list_takes(db: Database, session: SessionId) -> tuple[Take, ...]:
    """List a session's takes in the order in which they came, without their bytes."""
    with db.read() as connection:
        return read_takes(connection, session)


def read_takes(connection: Connection, session: SessionId) -> tuple[Take, ...]:
    """Read the same inside a transaction."""
    columns = [column for column in sound_parts.c if column.name not in ("body", "sha256")]
    query = select(*columns).where(sound_parts.c.session == session)
    rows = connection.execute(query.order_by(sound_parts.c.take, sound_parts.c.number))
    takes = []
    for take, parts in groupby(rows, key=lambda row: str(row.take)):
        some = list(parts)
        places = tuple(
            PartPlace(one.number, one.at_ms, one.length_ms, one.received_ms, one.bytes)
            for one in some
        )
        takes.append(Take(take, some[0].kind, EpochId(some[0].epoch), places))
    return tuple(sorted(takes, key=lambda one: (one.parts[0].received_ms, one.take)))


def read_sound(db: Database, session: SessionId, take: str) -> tuple[str, bytes]:
    """Read a take's media type and its whole sound, what is missing left out.

    Raises:
        NotFoundError: There is no such take.
    """
    query = select(sound_parts.c.kind, sound_parts.c.body).where(
        sound_parts.c.session == session, sound_parts.c.take == take
    )
    with db.read() as connection:
        rows = connection.execute(query.order_by(sound_parts.c.number)).all()
    if not rows:
        raise NotFoundError("there is no such sound")
    return str(rows[0].kind), b"".join(row.body for row in rows)


def list_sound_hashes(connection: Connection) -> Iterator[tuple[str, str, int, str, bytes]]:
    """List every part with its hash and its bytes, session by session, for verification."""
    columns = sound_parts.c
    query = select(columns.session, columns.take, columns.number, columns.sha256, columns.body)
    found = connection.execution_options(yield_per=200).execute(query)
    yield from (tuple(row) for row in found)


def _add(connection: Connection, part: SoundPart, token_hash: str, now_ms: float) -> bool:
    row = connection.execute(select_sessions().where(sessions.c.token_hash == token_hash)).first()
    if row is None:
        raise NotFoundError("no session has this token")
    session = read_session(row)
    _refuse(session, part, now_ms)
    if _is_stored(connection, session.id, part):
        return False
    kept = select(func.coalesce(func.sum(sound_parts.c.bytes), 0))
    used = connection.scalar(kept.where(sound_parts.c.session == session.id)) or 0
    if used + len(part.body) > LIMITS.sound_session_bytes:
        raise TooLargeError("sound_session_bytes", LIMITS.sound_session_bytes)
    values = {
        "session": session.id,
        "take": part.take,
        "number": part.number,
        "kind": part.kind,
        "epoch": part.epoch,
        "at_ms": part.at_ms,
        "length_ms": part.length_ms,
        "received_ms": now_ms,
        "sha256": part.sha256,
        "bytes": len(part.body),
        "body": part.body,
    }
    connection.execute(insert(sound_parts).values(**values))
    return True


def _refuse(session: Session, part: SoundPart, now_ms: float) -> None:
    if session.state is SessionState.WITHDRAWN:
        raise GoneError("withdrawn")
    if not session.choices.get(SOUND):
        raise ConsentRequiredError("the participant did not agree that the voice is recorded")
    # What was recorded in time may come late.
    if now_ms - session.started_ms > LIMITS.session_ms + LIMITS.late_delivery_ms:
        raise GoneError("closed")
    if part.number >= LIMITS.sound_take_parts:
        raise TooLargeError("sound_take_parts", LIMITS.sound_take_parts)


def _is_stored(connection: Connection, session: SessionId, part: SoundPart) -> bool:
    query = select(sound_parts.c.sha256).where(
        sound_parts.c.session == session,
        sound_parts.c.take == part.take,
        sound_parts.c.number == part.number,
    )
    stored = connection.scalar(query)
    if stored is not None and stored != part.sha256:
        raise ConflictError("another part of this take has this number")
    return stored is not None
