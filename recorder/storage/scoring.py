"""Which study version a session is scored with, where that is not the one it ran under.

A corrected criterion is another version of the study. Scoring a session with it is a
researcher's decision, kept apart from the readings so that it outlives them.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from recorder.model.ids import SessionId, StudyHash, StudyId
from recorder.storage.database import Database
from recorder.storage.readings import Reading, replace_readings
from recorder.storage.tables import readings, sessions

SCORING = "scoring"
"""The kind under which the decision is kept: its body is the version's hash."""


def list_scorings(db: Database, study: StudyId) -> dict[SessionId, StudyHash]:
    """List the sessions of a study that are scored with another version, and which."""
    query = (
        select(readings.c.session, readings.c.body)
        .join(sessions, sessions.c.id == readings.c.session)
        .where(sessions.c.study == study, readings.c.kind == SCORING)
    )
    with db.read() as connection:
        return {
            SessionId(session): StudyHash(body.decode())
            for session, body in connection.execute(query)
        }


def find_scoring(db: Database, session: SessionId) -> StudyHash | None:
    """Find the other version a session is scored with; None when it is its own."""
    query = select(readings.c.body).where(readings.c.session == session, readings.c.kind == SCORING)
    with db.read() as connection:
        body = connection.scalar(query)
    return None if body is None else StudyHash(body.decode())


def replace_scorings(db: Database, scorings: Iterable[tuple[SessionId, StudyHash | None]]) -> None:
    """Have sessions scored with these versions; None means the one a session ran under."""
    decided = list(scorings)
    own = [session for session, version in decided if version is None]

    def forget(connection: Connection) -> None:
        for session in own:
            is_scoring = (readings.c.session == session) & (readings.c.kind == SCORING)
            connection.execute(delete(readings).where(is_scoring))

    db.write(forget)
    replace_readings(
        db,
        [
            Reading(session, SCORING, 1, 0, version.encode())
            for session, version in decided
            if version is not None
        ],
    )
