"""Where a participant stands: what the panel needs after a reload."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from recorder.model.events import ConsentWithdrawn, SessionEnded
from recorder.model.ids import QuestionId, TaskId
from recorder.model.sessions import SessionMode, SessionRecord, SessionState
from recorder.model.studies import Study, Task
from recorder.projections.answers import project_answers
from recorder.projections.attempt_readings import read_attempt
from recorder.projections.control import TaskControl, project_control
from recorder.projections.evidence import gather_replies
from recorder.projections.milestones import Milestones
from recorder.projections.sittings import Sitting, read_sitting

Phase = Literal["waiting", "scenario", "running", "questions", "after_study", "over"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a participant stands.

    Attributes:
        task: The task at hand; None after the last one.
        phase: `waiting`: a moderator gives the next task; `scenario`: read and press Start;
            `running`: the clock runs; `questions`: after the task; `after_study`: the
            questions at the end; `over`: nothing left.
        met: The running task's criterion is met.
        answered: Questions of this task, or after the study, that have an answer.
    """

    task: TaskId | None
    phase: Phase
    met: bool = False
    answered: tuple[QuestionId, ...] = ()


def project_progress(study: Study, record: SessionRecord) -> Progress:
    """Read where the participant stands from the log.

    The task at hand is the first in the participant's order that has not ended, unless
    the task that ended last still has unanswered questions and no later task was shown.
    Leaving questions unanswered therefore shows them again after a reload, until the next
    task is shown. Where somebody moderates, it is the task that was given last, and the
    questions after the study come once the session was closed.
    """
    sitting = read_sitting(record, now_ms=record.session.started_ms, abandon_after_ms=inf)
    if record.session.mode is not SessionMode.UNMODERATED:
        return _moderated_progress(study, sitting)
    closed = record.session.state is not SessionState.OPEN
    if closed or _is_ended(sitting):
        return Progress(None, "over")
    tasks = [study.find_task(task_id) for task_id in record.session.tasks]
    known = [task for task in tasks if task is not None]
    at = _task_at_hand(sitting, known)
    if at is not None:
        return _progress_of(sitting, at)
    if study.after_study:
        return Progress(None, "after_study", answered=tuple(project_answers(record)))
    return Progress(None, "over")


def _moderated_progress(study: Study, sitting: Sitting) -> Progress:
    record = sitting.record
    if record.session.state in (SessionState.STOPPED, SessionState.WITHDRAWN) or _is_ended(sitting):
        return Progress(None, "over")
    control = project_control(study, record.session, sitting.timeline)
    if control.phase == "closed":
        after = tuple(project_answers(record)) if study.after_study else ()
        return Progress(None, "after_study" if study.after_study else "over", answered=after)
    at_hand = control.find_task(control.task) if control.task else None
    if at_hand is None or at_hand.phase == "new":
        return Progress(None, "waiting")
    task, marks = study.find_task(at_hand.id), sitting.milestones[TaskId(at_hand.id)]
    if task is None:
        return _unplanned_progress(at_hand)
    if marks.ended is not None and not _has_open_questions(sitting, marks, task):
        return Progress(None, "waiting")
    return _progress_of(sitting, task)


def _unplanned_progress(task: TaskControl) -> Progress:
    if task.phase == "ended":
        return Progress(None, "waiting")
    return Progress(TaskId(task.id), "scenario" if task.phase == "given" else "running")


def _is_ended(sitting: Sitting) -> bool:
    return any(
        isinstance(entry.event, SessionEnded | ConsentWithdrawn) for entry in sitting.timeline
    )


def _task_at_hand(sitting: Sitting, tasks: list[Task]) -> Task | None:
    """Find the task at hand: open, or ended with questions that nothing has passed over."""
    for place, task in enumerate(tasks):
        marks = sitting.milestones.get(task.id, Milestones(task.id))
        passed = any(
            later.id in sitting.milestones and sitting.milestones[later.id].has_begun
            for later in tasks[place + 1 :]
        )
        if not passed and (marks.ended is None or _has_open_questions(sitting, marks, task)):
            return task
    return None


def _has_open_questions(sitting: Sitting, marks: Milestones, task: Task) -> bool:
    answered = _answered(sitting, marks, _questions_of(task))
    return any(question.id not in answered for question in task.questions)


def _progress_of(sitting: Sitting, task: Task) -> Progress:
    marks = sitting.milestones.get(task.id, Milestones(task.id))
    answered = _answered(sitting, marks, _questions_of(task))
    if marks.ended is not None:
        return Progress(task.id, "questions", answered=answered)
    if marks.started is None:
        return Progress(task.id, "scenario", answered=answered)
    reading = read_attempt(sitting, marks, task)
    met = reading.full is not None and reading.full.is_met
    return Progress(task.id, "running", met=met, answered=answered)


def _questions_of(task: Task) -> frozenset[str]:
    return frozenset(question.id for question in task.questions)


def _answered(
    sitting: Sitting, marks: Milestones, questions: frozenset[str]
) -> tuple[QuestionId, ...]:
    replies = gather_replies(
        sitting.timeline, marks.task, since=marks.since, latest_ms=None, questions=questions
    )
    return tuple(
        QuestionId(question) for question, trail in replies.items() if trail[-1].value is not None
    )
