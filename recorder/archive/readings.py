"""One session as its log is read, with all that an archive tells of it."""

from dataclasses import dataclass, field
from math import inf

from recorder.model.events import SessionStarted, TaskAssigned
from recorder.model.ids import StudyHash
from recorder.model.sessions import SessionRecord, SessionState
from recorder.model.studies import StudyVersion
from recorder.projections.answers import project_answers
from recorder.projections.attempts import project_attempts
from recorder.projections.completeness import project_completeness
from recorder.projections.notes import project_notes
from recorder.projections.sittings import find_void_reason
from recorder.projections.timeline import Entry, build_timeline
from recorder.projections.verdicts import project_verdicts
from recorder.report.readings import SessionReading


@dataclass(frozen=True, slots=True)
class ReadSession:
    """One session, read as if nothing more came.

    Attributes:
        timeline: All its events on one clock, oldest first.
        scored_with: Hash of the version that scored it.
        started: What the first page told of the browser; None when no page told.
        titles: What people call the tasks: the study, or the moderator who added one.
    """

    record: SessionRecord
    timeline: tuple[Entry, ...]
    reading: SessionReading
    scored_with: StudyHash
    started: SessionStarted | None
    titles: dict[str, str] = field(default_factory=dict)


def read_session(record: SessionRecord, version: StudyVersion) -> ReadSession:
    """Read one session's log, scored with a version of the study.

    Nothing of it depends on when it is read, nor on an installation's settings: whoever has
    not ended an attempt counts as having left.
    """
    timeline = build_timeline(record)
    completeness = project_completeness(record, 0)
    withdrew = record.session.state is SessionState.WITHDRAWN
    reading = SessionReading(
        record.session,
        tuple(project_attempts(version.study, record, now_ms=inf, abandon_after_ms=0)),
        project_answers(record),
        "",
        completeness.is_complete,
        None if withdrew else find_void_reason(record, timeline),
        project_notes(timeline),
        project_verdicts(timeline),
    )
    told = (entry.event for entry in timeline if isinstance(entry.event, SessionStarted))
    given = (entry.event for entry in timeline if isinstance(entry.event, TaskAssigned))
    titles = {event.task: event.title for event in given if event.title}
    titles |= {str(task.id): task.title for task in version.study.tasks}
    return ReadSession(record, timeline, reading, version.hash, next(told, None), titles)
