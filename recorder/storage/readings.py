"""Readings of the log that are kept because they are asked for often; never the truth."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from recorder.model.ids import SessionId, StudyId
from recorder.model.sessions import SessionState
from recorder.storage.database import Database
from recorder.storage.tables import readings, sessions


@dataclass(frozen=True, slots=True)
class Reading:
    """What one projection made of one session.

    Attributes:
        kind: Which projection, such as "attempts".
        version: Version of the projection that made it.
        events: Events the log held then; with more, the reading is out of date.
        body: What it made, as JSON.
    """

    session: SessionId
    kind: str
    version: int
    events: int
    body: bytes


def find_reading(db: Database, session: SessionId, kind: str) -> Reading | None:
    """Find the reading that is kept of one session, out of date or not."""
    query = select(readings).where(readings.c.session == session, readings.c.kind == kind)
    with db.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else Reading(*row)


def get_readings(db: Database, study: StudyId, kind: str, version: int) -> dict[SessionId, bytes]:
    """Get a study's readings that are up to date; the sessions left out need a new one."""
    query = (
        select(readings.c.session, readings.c.body)
        .join(sessions, sessions.c.id == readings.c.session)
        .where(
            sessions.c.study == study,
            readings.c.kind == kind,
            readings.c.version == version,
            readings.c.events == sessions.c.events,
        )
    )
    with db.read() as connection:
        return {SessionId(session): body for session, body in connection.execute(query)}


def replace_readings(db: Database, made: list[Reading]) -> None:
    """Keep these readings in place of what was kept of the same sessions and kinds.

    A session that was withdrawn in the meantime gets none: what was read before would bring
    back what was erased.
    """

    def replace(connection: Connection) -> None:
        asked = {reading.session for reading in made}
        is_kept = sessions.c.id.in_(asked) & (sessions.c.state != SessionState.WITHDRAWN)
        kept = set(connection.scalars(select(sessions.c.id).where(is_kept)))
        for reading in made:
            if reading.session not in kept:
                continue
            is_same = (readings.c.session == reading.session) & (readings.c.kind == reading.kind)
            connection.execute(delete(readings).where(is_same))
            row = {"session": reading.session, "kind": reading.kind, "version": reading.version}
            connection.execute(
                insert(readings).values(**row, events=reading.events, body=reading.body)
            )

    db.write(replace)


def delete_readings(db: Database, study: StudyId | None = None) -> None:
    """Throw away a study's readings, or all; they are made again when asked for."""
    query = delete(readings)
    if study is not None:
        of_study = select(sessions.c.id).where(sessions.c.study == study)
        query = query.where(readings.c.session.in_(of_study))
    db.change(query)


def count_events(db: Database, session: SessionId) -> int:
    """Count a session's events on disk, the server's own too: a reading's `events`."""
    with db.read() as connection:
        query = select(sessions.c.events).where(sessions.c.id == session)
        return connection.scalar(query) or 0
