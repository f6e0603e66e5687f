"""What the sessions of a study amount to: read from the log, and kept until that changes."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from recorder.errors import NotFoundError
from recorder.model.attempts import Answer
from recorder.model.ids import QuestionId, SessionId, StudyHash, StudyId, TaskId
from recorder.model.sessions import Session, SessionRecord, SessionState
from recorder.model.studies import StudyVersion
from recorder.projections.answers import project_answers
from recorder.projections.attempts import VERSION, project_attempts
from recorder.projections.completeness import project_completeness
from recorder.projections.notes import Note, project_notes
from recorder.projections.sittings import find_exclusion
from recorder.projections.stored import attempts_from_json, attempts_to_json
from recorder.projections.timeline import build_timeline
from recorder.projections.verdicts import Verdicts, project_verdicts
from recorder.report.readings import SessionReading
from recorder.storage.database import Database
from recorder.storage.log import read_record
from recorder.storage.readings import Reading, count_events, get_readings, replace_readings
from recorder.storage.scoring import find_scoring, list_scorings
from recorder.storage.sessions import list_sessions
from recorder.storage.studies import get_study_version, list_study_versions

ABANDON_AFTER_MS = 1_800_000.0
ATTEMPTS, REST = "attempts", "rest"
"""The kinds of readings that are kept of a session."""


def read_session_reading(
    db: Database, session: SessionId, *, now_ms: float, abandon_after_ms: float = ABANDON_AFTER_MS
) -> tuple[StudyVersion, SessionRecord, SessionReading]:
    """Read one session afresh, scored with the study version it ran under.

    Where a researcher chose another version to score with, it is scored with that.

    Raises:
        NotFoundError: There is no such session.
    """
    record = read_record(db, session)
    version = get_study_version(db, find_scoring(db, session) or record.session.version)
    return version, record, _project(version, record, now_ms, abandon_after_ms)


def read_study_readings(
    db: Database, study: StudyId, *, now_ms: float, abandon_after_ms: float = ABANDON_AFTER_MS
) -> tuple[StudyVersion, list[SessionReading]]:
    """Read all sessions of a study, oldest first, each with its own version of it.

    What is over and complete is kept, and read again only when its log or the projection
    has changed.

    Returns:
        The newest version of the study, and the readings.

    Raises:
        NotFoundError: No version of the study is kept.
    """
    hashes = list_study_versions(db, study)
    if not hashes:
        raise NotFoundError("there is no such study")
    kept = _Kept(get_readings(db, study, ATTEMPTS, VERSION), get_readings(db, study, REST, VERSION))
    scorings = list_scorings(db, study)
    versions: dict[StudyHash, StudyVersion] = {}
    readings, fresh = [], list[Reading]()
    for session in list_sessions(db, study):
        scored_with = scorings.get(session.id, session.version)
        reading = kept.find(session)
        if reading is None:
            if scored_with not in versions:
                versions[scored_with] = get_study_version(db, scored_with)
            # Counted before the log is read: what comes between makes the reading stale.
            events = count_events(db, session.id)
            record = read_record(db, session.id)
            reading = _project(versions[scored_with], record, now_ms, abandon_after_ms)
            fresh += _pack(reading, events, scored_with)
        readings.append(reading)
    if fresh:
        replace_readings(db, fresh)
    return versions.get(hashes[-1]) or get_study_version(db, hashes[-1]), readings


@dataclass(frozen=True, slots=True)
class _Kept:
    attempts: Mapping[SessionId, bytes]
    rests: Mapping[SessionId, bytes]

    def find(self, session: Session) -> SessionReading | None:
        attempts, rest = self.attempts.get(session.id), self.rests.get(session.id)
        stored = attempts_from_json(attempts) if attempts and rest else None
        if stored is None or rest is None:
            return None
        other = msgspec.json.decode(rest, type=_Rest)
        return SessionReading(
            session,
            tuple(stored.attempts),
            other.answers,
            other.completeness,
            other.is_complete,
            other.excluded_because,
            other.notes,
            other.verdicts,
        )


class _Rest(msgspec.Struct, frozen=True):
    """What is kept of a session's reading besides its attempts."""

    answers: dict[QuestionId, Answer]
    completeness: str
    is_complete: bool
    excluded_because: str | None
    notes: tuple[Note, ...]
    verdicts: dict[TaskId, Verdicts]


def _pack(reading: SessionReading, events: int, scored_with: StudyHash) -> list[Reading]:
    session = reading.session
    if session.state is SessionState.OPEN or not reading.is_complete:
        return []
    rest = _Rest(
        dict(reading.answers),
        reading.completeness,
        reading.is_complete,
        reading.excluded_because,
        reading.notes,
        dict(reading.verdicts),
    )
    attempts = attempts_to_json(list(reading.attempts), scored_with=scored_with).encode()
    return [
        Reading(session.id, ATTEMPTS, VERSION, events, attempts),
        Reading(session.id, REST, VERSION, events, msgspec.json.encode(rest)),
    ]


def _project(
    version: StudyVersion, record: SessionRecord, now_ms: float, abandon_after_ms: float
) -> SessionReading:
    completeness = project_completeness(record, now_ms)
    attempts = project_attempts(
        version.study, record, now_ms=now_ms, abandon_after_ms=abandon_after_ms
    )
    timeline = build_timeline(record)
    return SessionReading(
        record.session,
        tuple(attempts),
        project_answers(record),
        " ".join(completeness.words),
        completeness.is_complete,
        find_exclusion(timeline),
        project_notes(timeline),
        project_verdicts(timeline),
    )
