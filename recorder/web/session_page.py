"""One session as its page shows it: outcomes, what speaks for them, and the story."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import TaskId
from recorder.model.sessions import SessionRecord, SessionState
from recorder.model.studies import Study, Task
from recorder.projections.attempts import read_attempt
from recorder.projections.disagreements import disagreements
from recorder.projections.sittings import read_sitting
from recorder.projections.story import Moment, tell_story
from recorder.report.readings import SessionReading

STATE_WORDS = {
    SessionState.OPEN: "in progress",
    SessionState.FINISHED: "finished",
    SessionState.STOPPED: "stopped",
    SessionState.WITHDRAWN: "withdrawn",
}
STATE_KINDS = {
    SessionState.OPEN: "running",
    SessionState.FINISHED: "good",
    SessionState.STOPPED: "warn",
    SessionState.WITHDRAWN: "void",
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a session.

    Attributes:
        task: None when the session's version of the study has no such task.
        attempt: None when the participant did not reach it.
        reasons: What the criterion found, a sentence for each part.
        conflicts: Where claim, criterion and verdict disagree, in sentences.
        answers: Questions as they were asked, and answers.
    """

    id: TaskId
    task: Task | None
    attempt: Attempt | None
    reasons: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    answers: tuple[tuple[str, Answer], ...] = ()

    @property
    def title(self) -> str:
        """Answer what the report calls the task."""
        return self.task.title if self.task else self.id


@dataclass(frozen=True, slots=True)
class Line:
    """One moment of the timeline.

    Attributes:
        look: `milestone`, `fault` or "".
        is_here: The address of the page points at it.
    """

    moment: Moment
    look: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class SessionPage:
    """All that the page of one session shows."""

    rows: tuple[TaskRow, ...]
    answers: tuple[tuple[str, Answer], ...]
    lines: tuple[Line, ...]


def build_session_page(
    study: Study,
    record: SessionRecord,
    reading: SessionReading,
    *,
    now_ms: float,
    abandon_after_ms: float,
    at_ms: float | None,
) -> SessionPage:
    """Put one session together; `at_ms` is the moment that the address points at, if any."""
    reasons = _explain(study, record, now_ms=now_ms, abandon_after_ms=abandon_after_ms)
    attempts = {attempt.task: attempt for attempt in reading.attempts}
    rows = tuple(
        _build_row(study.find_task(task), task, attempts.get(task), reasons.get(task, ()))
        for task in record.session.tasks
    )
    asked = {question.id: question.ask for question in study.after_study}
    answers = tuple((asked.get(id_, id_), value) for id_, value in reading.answers.items())
    return SessionPage(rows, answers, _mark_lines(tell_story(record), at_ms))


def _explain(
    study: Study, record: SessionRecord, *, now_ms: float, abandon_after_ms: float
) -> dict[TaskId, tuple[str, ...]]:
    sitting = read_sitting(record, now_ms=now_ms, abandon_after_ms=abandon_after_ms)
    found = {}
    for task, marks in sitting.milestones.items():
        if marks.has_begun:
            full = read_attempt(sitting, marks, study.find_task(task)).full
            found[task] = full.words if full else ()
    return found


def _build_row(
    task: Task | None, id_: TaskId, attempt: Attempt | None, reasons: tuple[str, ...]
) -> TaskRow:
    if attempt is None:
        return TaskRow(id_, task, None)
    asked = {question.id: question.ask for question in task.questions} if task else {}
    answers = tuple((asked.get(each, each), value) for each, value in attempt.answers.items())
    return TaskRow(id_, task, attempt, reasons, tuple(disagreements(attempt)), answers)


def _mark_lines(story: Sequence[Moment], at_ms: float | None) -> tuple[Line, ...]:
    # Links name whole milliseconds: compared as written, or rounding up skips the moment itself.
    places = [round(moment.at_ms) for moment in story]
    here = None if at_ms is None else min(bisect_left(places, at_ms), len(story) - 1)
    return tuple(
        Line(moment, _look(moment.kind), index == here) for index, moment in enumerate(story)
    )


def _look(kind: str) -> str:
    if kind in ("task.started", "task.ended", "session.started", "session.ended"):
        return "milestone"
    is_fault = kind in ("script.failed", "request.failed", "event.dropped", "problem.reported")
    return "fault" if is_fault else ""
