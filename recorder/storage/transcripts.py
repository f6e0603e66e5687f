"""Transcripts of sessions: added, read, deleted; erased with their session."""

from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from recorder.config import LIMITS
from recorder.errors import ConflictError, GoneError, NotFoundError
from recorder.model.ids import SessionId
from recorder.model.sessions import SessionState
from recorder.model.transcripts import Transcript
from recorder.storage.database import Database
from recorder.storage.secret_words import draw_name
from recorder.storage.tables import sessions, transcripts


def add_transcript(
    db: Database,
    session: SessionId,
    *,
    name: str,
    begins_ms: float,
    text: str,
    added_by: str,
    now_ms: float,
) -> Transcript:
    """Add a checked transcript to a session.

    Raises:
        NotFoundError: There is no such session.
        GoneError: The participant withdrew.
        ConflictError: The session has as many as it may have.
    """
    made = Transcript(draw_name(), session, name, begins_ms, text, added_by, now_ms)
    db.write(lambda connection: _add(connection, made))
    return made


def list_transcripts(db: Database, session: SessionId) -> tuple[Transcript, ...]:
    """List a session's transcripts, in the order in which they begin."""
    query = select(transcripts).where(transcripts.c.session == session)
    with db.read() as connection:
        rows = connection.execute(query.order_by(transcripts.c.begins_ms, transcripts.c.id))
        return tuple(_read(row) for row in rows)


def get_transcript(db: Database, session: SessionId, transcript: str) -> Transcript:
    """Get one transcript of a session.

    Raises:
        NotFoundError: There is none.
    """
    query = select(transcripts).where(
        transcripts.c.session == session, transcripts.c.id == transcript
    )
    with db.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise NotFoundError("there is no such transcript")
    return _read(row)


def delete_transcript(db: Database, session: SessionId, transcript: str) -> None:
    """Delete one transcript; deleting it again is harmless."""
    this = (transcripts.c.session == session) & (transcripts.c.id == transcript)
    db.change(delete(transcripts).where(this))


def _add(connection: Connection, made: Transcript) -> None:
    state = connection.scalar(select(sessions.c.state).where(sessions.c.id == made.session))
    if state is None:
        raise NotFoundError("there is no such session")
    if state == SessionState.WITHDRAWN:
        raise GoneError("withdrawn")
    of_session = transcripts.c.session == made.session
    count = connection.scalar(select(func.count()).select_from(transcripts).where(of_session))
    if (count or 0) >= LIMITS.session_transcripts:
        most = LIMITS.session_transcripts
        raise ConflictError(f"a session has at most {most} transcripts; delete one first")
    row = {name: getattr(made, name) for name in Transcript.__dataclass_fields__}
    connection.execute(insert(transcripts).values(**row))


def _read(row: Row[*tuple[Any, ...]]) -> Transcript:
    return Transcript(
        row.id,
        SessionId(row.session),
        row.name,
        row.begins_ms,
        row.text,
        row.added_by,
        row.added_ms,
    )
