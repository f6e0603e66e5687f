"""Retention: which sessions are older than the participant was told, and their erasure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from recorder.model.ids import ParticipantId, SessionId, StudyHash, StudyId
from recorder.storage.database import Database, empty_wal
from recorder.storage.erasure import Erasure, erase_session
from recorder.storage.studies import get_study_version
from recorder.storage.tables import erasures, sessions

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Expired:
    """A session that may no longer be kept.

    Attributes:
        retention: How long its own consent text's study file said, such as "12 months".
        since_ms: When that was over, ms since 1970.
    """

    session: SessionId
    study: StudyId
    participant: ParticipantId
    retention: str
    since_ms: float


def list_expired(db: Database, *, now_ms: float) -> list[Expired]:
    """List the sessions that are older than their own study version allows, oldest first.

    A session is as old as its consent. A shorter or longer retention in a newer study file
    changes nothing for those who agreed to the older one. Tries are sessions too; what was
    erased already is not listed.
    """
    erased = select(erasures.c.session)
    query = select(sessions).where(sessions.c.id.not_in(erased)).order_by(sessions.c.started_ms)
    with db.read() as connection:
        rows = connection.execute(query).all()
    read_consent = _consents(db)
    found = (
        Expired(
            SessionId(row.id),
            StudyId(row.study),
            ParticipantId(row.participant),
            retention,
            row.started_ms + days * DAY_MS,
        )
        for row in rows
        for retention, days in [read_consent(StudyHash(row.version))]
    )
    return [expired for expired in found if expired.since_ms <= now_ms]


def erase_expired(db: Database, *, now_ms: float) -> Iterator[Erasure]:
    """Erase them one by one, each in a transaction of its own; doing it again is harmless.

    Raises:
        UnavailableError: A reader keeps old pages; the next time removes those too.
    """
    for expired in list_expired(db, now_ms=now_ms):
        yield erase_session(db, expired.session, now_ms=now_ms)
    # What an erasure had to leave in the write-ahead log because somebody was reading.
    empty_wal(db)


def _consents(db: Database) -> Callable[[StudyHash], tuple[str, float]]:
    """Read each version's retention once: its words and its days."""

    @cache
    def read(version: StudyHash) -> tuple[str, float]:
        consent = get_study_version(db, version).study.consent
        return consent.retention, consent.retention_days

    return read
