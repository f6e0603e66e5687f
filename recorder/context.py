"""The one bridge from a web request to plain objects: settings, studies and readings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from flask import Flask, current_app

from recorder.clock import Clock
from recorder.config import Settings
from recorder.errors import InvalidStudyError, NotFoundError
from recorder.ingest.audience import NOBODY, Audience
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
from recorder.storage.studies import add_study_version, get_study_version, list_study_versions
from recorder.storage.study_folders import read_study

ABANDON_AFTER_MS = 1_800_000.0
ATTEMPTS, REST = "attempts", "rest"
"""The kinds of readings that are kept of a session."""

_ID = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Context:
    """What every request of one application stands on.

    Attributes:
        audience: Who watches sessions while they run.
        files: Study files as last read, by id: when the file was changed, and what it said.
    """

    settings: Settings
    db: Database
    clock: Clock
    audience: Audience = NOBODY
    files: dict[StudyId, tuple[int, StudyVersion]] = field(default_factory=dict)


def init_context(
    app: Flask, settings: Settings, db: Database, clock: Clock, audience: Audience = NOBODY
) -> None:
    """Give one application its settings, its database, its clock and its audience."""
    app.extensions["recorder"] = Context(settings, db, clock, audience)


def get_settings() -> Settings:
    """Answer the settings of the application that serves this request."""
    return _get_context().settings


def get_db() -> Database:
    """Answer the database of the application that serves this request."""
    return _get_context().db


def get_clock() -> Clock:
    """Answer the clock of the application that serves this request."""
    return _get_context().clock


def get_audience() -> Audience:
    """Answer who watches the sessions of the application that serves this request."""
    return _get_context().audience


def _get_context() -> Context:
    context = current_app.extensions["recorder"]
    assert isinstance(context, Context)  # noqa: S101 - set by init_context only
    return context


@dataclass(frozen=True, slots=True)
class StudyFile:
    """One study folder, read.

    Attributes:
        version: What the file says; None when it has faults.
        faults: What is wrong with it, as `file:line:column: sentence`.
    """

    id: StudyId
    version: StudyVersion | None
    faults: tuple[str, ...] = ()


def list_study_files() -> list[StudyFile]:
    """Read every study folder; one with faults is listed with them."""
    names = sorted(path.parent.name for path in get_settings().studies.glob("*/study.yaml"))
    return [_try_study(StudyId(name)) for name in names if _ID.fullmatch(name)]


def _try_study(study: StudyId) -> StudyFile:
    try:
        return StudyFile(study, find_study(study))
    except InvalidStudyError as error:
        return StudyFile(study, None, tuple(str(fault) for fault in error.faults))


def find_study(study: StudyId) -> StudyVersion:
    """Read a study as its file says now; a new version of it is kept at first sight.

    Raises:
        NotFoundError: There is no such study.
        InvalidStudyError: Its file has faults.
    """
    folder = _find_folder(study)
    changed_ns = (folder / "study.yaml").stat().st_mtime_ns
    files = _get_context().files
    if study not in files or files[study][0] != changed_ns:
        version = read_study(folder)
        add_study_version(get_db(), version, now_ms=get_clock()())
        files[study] = changed_ns, version
    return files[study][1]


def find_known_study(study: StudyId) -> StudyVersion:
    """Read a study as its file says now, or as it was last when the file is faulty or gone.

    What was recorded stays within reach, and who finishes is thanked, whatever is being edited.

    Raises:
        NotFoundError: There is no such study, and there never was.
        InvalidStudyError: Its file has faults, and always had.
    """
    try:
        return find_study(study)
    except (InvalidStudyError, NotFoundError):
        kept = list_study_versions(get_db(), study)
        if not kept:
            raise
        return find_version(kept[-1])


def find_version(version: StudyHash) -> StudyVersion:
    """Get the version that a session ran under.

    Raises:
        NotFoundError: It is not kept.
    """
    known = (kept for _, kept in _get_context().files.values())
    current = next((kept for kept in known if kept.hash == version), None)
    return current or get_study_version(get_db(), version)


def find_prototype_folder(study: StudyId) -> Path:
    """Find the folder of a study's prototype files.

    Raises:
        NotFoundError: The study has none.
    """
    folder = _find_folder(study) / "prototype"
    if not folder.is_dir():
        raise NotFoundError("this study has no prototype files")
    return folder.resolve()


def _find_folder(study: StudyId) -> Path:
    folder = get_settings().studies / study
    if not _ID.fullmatch(study) or not (folder / "study.yaml").is_file():
        raise NotFoundError("there is no such study")
    return folder


class _Rest(msgspec.Struct, frozen=True):
    """What is kept of a session's reading besides its attempts."""

    answers: dict[QuestionId, Answer]
    completeness: str
    is_complete: bool
    excluded_because: str | None
    notes: tuple[Note, ...]
    verdicts: dict[TaskId, Verdicts]


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
