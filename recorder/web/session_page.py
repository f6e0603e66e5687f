"""One session as its page shows it: outcomes, what speaks for them, and the story."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import TaskId
from recorder.model.instruments import INSTRUMENTS
from recorder.model.sessions import SessionMode, SessionRecord
from recorder.model.studies import Study, Task
from recorder.projections.attempt_readings import read_attempt
from recorder.projections.blindness import Viewer, find_hidden, hide_acts, hide_outcome
from recorder.projections.names import Names
from recorder.projections.sittings import read_sitting
from recorder.projections.story import Moment, tell_story
from recorder.projections.verdicts import Verdicts, list_conflicts
from recorder.report.readings import SessionReading
from recorder.report.words import shorten

SHOWN = {
    "": "Everything",
    "tasks": "Tasks and answers",
    "pages": "Pages and clicks",
    "faults": "Faults",
}
"""Parts of the timeline, as the address names them and as people do."""

TASK_KINDS = (
    "session.",
    "consent.",
    "task.",
    "rating.",
    "problem.",
    "verdict.",
    "assist.",
    "slip.",
    "note.",
    "act.",
    "message.",
    "moderation.",
)
PAGE_KINDS = ("page.viewed", "element.", "field.", "custom.", "task.started", "task.ended")
FAULT_KINDS = ("script.failed", "request.failed", "event.dropped", "problem.reported")
MILESTONES = (
    "task.started",
    "task.begun",
    "task.ended",
    "task.finished",
    "session.started",
    "session.ended",
    "session.closed",
)
ASK_LENGTH = 60
"""Letters of a question in the timeline."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a session.

    Attributes:
        task: None when the session's version of the study has no such task.
        attempt: None when the participant did not reach it.
        reasons: What the criterion found, a sentence for each part.
        conflicts: Where claim, criterion and verdict disagree, in sentences.
        answers: Questions as they were asked, and answers.
        began: The line of the timeline where it begins; None when there is none.
        verdicts: What people judged it to be, with the history.
    """

    id: TaskId
    task: Task | None
    attempt: Attempt | None
    reasons: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    answers: tuple[tuple[str, Answer], ...] = ()
    began: "Line | None" = None
    verdicts: Verdicts = field(default_factory=lambda: Verdicts(TaskId("")))

    @property
    def title(self) -> str:
        """Answer what the report calls the task, or the moderator where nobody planned it."""
        if self.task is not None:
            return self.task.title
        return (self.attempt.title if self.attempt else "") or self.id


@dataclass(frozen=True, slots=True)
class Line:
    """One moment of the timeline.

    Attributes:
        number: Its place among all moments, from 1; links name it.
        look: `milestone`, `fault` or "".
        is_here: The address of the page points at it.
    """

    moment: Moment
    number: int
    look: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class SessionPage:
    """All that the page of one session shows.

    Attributes:
        lines: The part of the timeline that is asked for.
        length_ms: When the last thing happened, whatever part is shown; None for nothing.
    """

    rows: tuple[TaskRow, ...]
    answers: tuple[tuple[str, Answer], ...]
    lines: tuple[Line, ...]
    length_ms: float | None


def build_session_page(
    study: Study,
    record: SessionRecord,
    reading: SessionReading,
    *,
    now_ms: float,
    abandon_after_ms: float,
    at_ms: float | None,
    show: str = "",
    people: Mapping[str, str] | None = None,
    viewer: Viewer | None = None,
) -> SessionPage:
    """Put one session together.

    Args:
        study: The version that the session ran under.
        record: The session and its log.
        reading: What was read from it.
        now_ms: The time now, ms since 1970.
        abandon_after_ms: Silence after which an attempt counts as abandoned.
        at_ms: The moment that the address points at; None for none.
        show: Which part of the timeline, a key of `SHOWN`.
        people: What pages call people, by their logins.
        viewer: From whom verdicts may be kept; None for somebody who sees all.
    """
    reasons = explain(study, record, now_ms=now_ms, abandon_after_ms=abandon_after_ms)
    attempts = {attempt.task: attempt for attempt in reading.attempts}
    seen = hide_acts(record, find_hidden(record, viewer)) if viewer else record
    story = tell_story(seen, _name(study, people or {}))
    rows = tuple(
        replace(
            _build_row(
                study.find_task(task),
                attempts.get(task),
                reasons.get(task, ()),
                reading.verdicts.get(task, Verdicts(task)),
            ),
            began=_find_start(story, task),
        )
        for task in _order(record, reading)
    )
    asked = {question.id: question.ask for question in study.after_study}
    answers = tuple((asked.get(id_, id_), value) for id_, value in reading.answers.items())
    length_ms = story[-1].at_ms if story else None
    return SessionPage(rows, answers, _mark_lines(story, at_ms, show), length_ms)


def hide_row(row: TaskRow) -> TaskRow:
    """Leave out of a task what people judged, for somebody who has yet to judge it."""
    return replace(row, attempt=row.attempt and hide_outcome(row.attempt), conflicts=())


def _order(record: SessionRecord, reading: SessionReading) -> list[TaskId]:
    """List the tasks as they came; those that nobody reached stand after them."""
    session = record.session
    if session.mode is SessionMode.UNMODERATED:
        return list(session.tasks)
    met = [attempt.task for attempt in sorted(reading.attempts, key=lambda one: one.position)]
    return list(dict.fromkeys([*met, *session.tasks]))


def _name(study: Study, people: Mapping[str, str]) -> Names:
    questions = [*study.after_study, *(each for task in study.tasks for each in task.questions)]
    return Names(
        {task.id: task.title for task in study.tasks},
        {question.id: shorten(question.ask, ASK_LENGTH) for question in questions},
        {
            question.id: INSTRUMENTS[question.instrument].title
            for question in questions
            if question.instrument and len(INSTRUMENTS[question.instrument].items) > 1
        },
        people,
    )


def _find_start(story: Sequence[Moment], task: TaskId) -> Line | None:
    """Find where a task begins: its last start, which is the one that counts."""
    for number, moment in reversed(list(enumerate(story, 1))):
        if moment.task == task and moment.kind in ("task.started", "task.begun"):
            return Line(moment, number, "milestone", is_here=False)
    return None


def explain(
    study: Study, record: SessionRecord, *, now_ms: float, abandon_after_ms: float
) -> dict[TaskId, tuple[str, ...]]:
    """Say what the criterion of each task that was begun found, a sentence for each part."""
    sitting = read_sitting(record, now_ms=now_ms, abandon_after_ms=abandon_after_ms)
    found = {}
    for task, marks in sitting.milestones.items():
        if marks.has_begun:
            full = read_attempt(sitting, marks, study.find_task(task)).full
            found[task] = full.words if full else ()
    return found


def _build_row(
    task: Task | None,
    attempt: Attempt | None,
    reasons: tuple[str, ...],
    verdicts: Verdicts,
) -> TaskRow:
    id_ = verdicts.task
    if attempt is None:
        return TaskRow(id_, task, None, verdicts=verdicts)
    asked = {question.id: question.ask for question in task.questions} if task else {}
    answers = tuple((asked.get(each, each), value) for each, value in attempt.answers.items())
    return TaskRow(
        id_, task, attempt, reasons, list_conflicts(attempt, verdicts), answers, verdicts=verdicts
    )


def _mark_lines(story: Sequence[Moment], at_ms: float | None, show: str) -> tuple[Line, ...]:
    shown = [(number, each) for number, each in enumerate(story, 1) if _is_shown(each.kind, show)]
    # Links name whole milliseconds: compared as written, or rounding up skips the moment itself.
    places = [round(moment.at_ms) for _, moment in shown]
    here = None if at_ms is None else min(bisect_left(places, at_ms), len(shown) - 1)
    return tuple(
        Line(moment, number, _look(moment.kind), index == here)
        for index, (number, moment) in enumerate(shown)
    )


def _is_shown(kind: str, show: str) -> bool:
    kinds = {"tasks": TASK_KINDS, "pages": PAGE_KINDS, "faults": FAULT_KINDS}.get(show)
    return kinds is None or kind.startswith(kinds)


def _look(kind: str) -> str:
    if kind in MILESTONES:
        return "milestone"
    return "fault" if kind in FAULT_KINDS else ""
