"""Erasure: a participant's data leave the files, and the minimal proof of consent stays."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from recorder.clock import monotonic_s
from recorder.errors import NotFoundError, UnavailableError
from recorder.model.ids import ParticipantId, SessionId, StudyId
from recorder.model.sessions import SessionState
from recorder.storage.database import Database, empty_wal
from recorder.storage.tables import (
    batches,
    consents,
    epochs,
    erasures,
    readings,
    sessions,
    sound_parts,
    transcripts,
)

PATIENCE_S = 10


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, by its pseudonym.

    Attributes:
        erased_ms: When, ms since 1970.
    """

    session: SessionId
    study: StudyId
    participant: ParticipantId
    erased_ms: float


def erase_session(db: Database, session: SessionId, *, now_ms: float) -> Erasure:
    """Erase a session's log, its readings, its sound and everything the participant said.

    What stays proves the consent: the pseudonym, the version of the text, when it was given
    and when withdrawn. The token stays known (as a hash), so that a page that still sends is
    told to empty its storage. Erasing again is harmless, and finishes what was interrupted.

    Raises:
        NotFoundError: There is no such session.
        UnavailableError: It is erased, but a reader keeps old pages in the write-ahead log;
            erasing again later removes those too.
    """
    erasure = db.write(lambda connection: _erase(connection, session, now_ms))
    _empty_wal(db)
    return erasure


def list_erasures(db: Database) -> list[Erasure]:
    """List what was erased, oldest first: to be erased again in a restored backup."""
    query = select(erasures).order_by(erasures.c.erased_ms)
    with db.read() as connection:
        return [Erasure(*row) for row in connection.execute(query)]


def _erase(connection: Connection, session: SessionId, now_ms: float) -> Erasure:
    found = select(sessions.c.study, sessions.c.participant).where(sessions.c.id == session)
    row = connection.execute(found).first()
    if row is None:
        raise NotFoundError("there is no such session")
    this = update(sessions).where(sessions.c.id == session)
    # The log's trigger lets rows go only while their session is marked.
    connection.execute(this.values(is_erasing=1, state=SessionState.WITHDRAWN))
    for table in (readings, batches, epochs, sound_parts, transcripts):
        connection.execute(delete(table).where(table.c.session == session))
    connection.execute(this.values(is_erasing=0, screener="{}", tasks="[]", events=0, bytes=0))
    withdrawn = func.coalesce(consents.c.withdrawn_ms, now_ms)
    proof = update(consents).where(consents.c.session == session)
    connection.execute(proof.values(choices="{}", withdrawn_ms=withdrawn))
    return _note(connection, Erasure(session, row.study, row.participant, now_ms))


def _note(connection: Connection, erasure: Erasure) -> Erasure:
    query = select(erasures).where(erasures.c.session == erasure.session)
    before = connection.execute(query).first()
    if before is not None:
        return Erasure(*before)
    row = {"session": erasure.session, "study": erasure.study, "participant": erasure.participant}
    connection.execute(insert(erasures).values(**row, erased_ms=erasure.erased_ms))
    return erasure


def _empty_wal(db: Database) -> None:
    """Overwrite what SQLite still keeps beside the file; readers at work may delay it."""
    until_s = monotonic_s() + PATIENCE_S
    while not empty_wal(db):
        if monotonic_s() > until_s:
            raise UnavailableError("a reader keeps old pages of the database; erase again later")
