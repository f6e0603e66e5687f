"""Which sessions were given a task, and how each of them stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recorder.model.attempts import Attempt
from recorder.model.ids import QuestionId, TaskId
from recorder.model.outcomes import Outcome
from recorder.model.sessions import Session
from recorder.model.studies import Question, Study
from recorder.report.questions import Given
from recorder.report.readings import SessionReading
from recorder.report.tree import OutcomeCount
from recorder.report.words import OUTCOME_WORDS, format_list

STANDINGS = (*(str(outcome) for outcome in Outcome), "running", "not_reached")
UNJUDGED = "unjudged"
"""A moderator ended it, and nobody has said how: listed only where there is one."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """One session's go at the task; the attempt is None when it was not reached."""

    session: Session
    attempt: Attempt | None

    @property
    def standing(self) -> str:
        """The outcome, or why there is none: `running`, `unjudged` or `not_reached`."""
        if self.attempt is None:
            return "not_reached"
        if self.attempt.outcome is not None:
            return str(self.attempt.outcome)
        if self.attempt.ended_ms is not None:
            return UNJUDGED
        return "not_reached" if self.attempt.started_ms is None else "running"


def assigned_to(task: TaskId, readings: Sequence[SessionReading]) -> list[Assigned]:
    """List each session that was given the task, with its attempt if there is one.

    A participant who was sent back to the start of a task counts once: the last attempt.
    """
    return [
        Assigned(reading.session, _last(reading.planned, task))
        for reading in readings
        if task in reading.session.tasks
    ]


def ended_attempts(assigned: Iterable[Assigned]) -> list[Attempt]:
    """List the attempts that ended with an outcome other than void."""
    attempts = [one.attempt for one in assigned if one.attempt is not None]
    return [one for one in attempts if one.outcome not in (None, Outcome.VOID)]


def ended_by_task(study: Study, readings: Sequence[SessionReading]) -> dict[TaskId, list[Attempt]]:
    """List the ended attempts of every task, in the order of the study file."""
    ids = [TaskId(task.id) for task in study.tasks]
    return {task: ended_attempts(assigned_to(task, readings)) for task in ids}


def count_completed(ended: Iterable[Attempt]) -> int:
    """Count the attempts that completed the task."""
    return sum(attempt.outcome is Outcome.COMPLETED for attempt in ended)


def answers_of(question: Question, ended: Iterable[Attempt]) -> list[Given]:
    """List what the participants of these attempts answered; None where they did not."""
    key = QuestionId(question.id)
    return [Given(one.participant, one.session, one.answers.get(key)) for one in ended]


def uncounted_tasks(study: Study, readings: Sequence[SessionReading]) -> list[TaskId]:
    """List tasks that sessions were given and that the study file no longer has."""
    known = {task.id for task in study.tasks}
    given = {task for reading in readings for task in reading.session.tasks}
    return sorted(given - known)


def count_outcomes(assigned: Sequence[Assigned]) -> tuple[OutcomeCount, ...]:
    """Count how the assigned attempts stand; the counts sum up to them."""
    standings = [one.standing for one in assigned]
    return tuple(
        OutcomeCount(standing, OUTCOME_WORDS[standing], standings.count(standing))
        for standing in (*STANDINGS, UNJUDGED)
        if standing != UNJUDGED or UNJUDGED in standings
    )


def tell_others(outcomes: Sequence[OutcomeCount]) -> str:
    """Tell how the attempts stand that did not complete the task; "" when all did."""
    listed = [
        f"{one.count} {one.words}" for one in outcomes if one.count and one.outcome != "completed"
    ]
    return f"Not completed: {format_list(listed)}." if listed else ""


def _last(attempts: Sequence[Attempt], task: TaskId) -> Attempt | None:
    found = [attempt for attempt in attempts if attempt.task == task]
    return found[-1] if found else None
