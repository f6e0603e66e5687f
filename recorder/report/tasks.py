"""How the participants fared with one task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recorder.metrics.rates import poisson_rate
from recorder.model.attempts import Attempt
from recorder.model.ids import QuestionId, TaskId, VariantId
from recorder.model.outcomes import Outcome
from recorder.model.sessions import Session
from recorder.model.studies import Question, Study, Task
from recorder.report.benchmarks import build_benchmarks
from recorder.report.figures import figure_of, share_of
from recorder.report.questions import Given, build_question
from recorder.report.readings import SessionReading
from recorder.report.times import build_time, has_time
from recorder.report.tree import (
    AttemptRow,
    OutcomeCount,
    QuestionResult,
    Share,
    TaskReport,
    Trouble,
    VariantResult,
    Words,
)
from recorder.report.words import OUTCOME_WORDS, format_list, format_time, tell_rate

STANDINGS = (*(str(outcome) for outcome in Outcome), "running", "not_reached")


@dataclass(frozen=True, slots=True)
class Assigned:
    """One session's go at the task; the attempt is None when it was not reached."""

    session: Session
    attempt: Attempt | None

    @property
    def standing(self) -> str:
        """The outcome, or why there is none: `running` or `not_reached`."""
        if self.attempt is None:
            return "not_reached"
        if self.attempt.outcome is not None:
            return str(self.attempt.outcome)
        return "not_reached" if self.attempt.started_ms is None else "running"


def build_task(task: Task, number: int, readings: Sequence[SessionReading]) -> TaskReport:
    """Measure one task over the sessions that count.

    The n of every share is the number of attempts that ended with an outcome other than
    void; attempts that still run and tasks that were not reached are counted beside it.
    """
    assigned = assigned_to(TaskId(task.id), readings)
    ended = ended_attempts(assigned)
    completed = [attempt for attempt in ended if attempt.outcome is Outcome.COMPLETED]
    completion = share_of(len(completed), len(ended))
    time = build_time(ended)
    ease, questions = _questions(task, ended)
    outcomes = _count_outcomes(assigned)
    benchmarks = tuple(build_benchmarks(task, completion, time.figure))
    others = _others(outcomes)
    shares = [f"{completion.text} completed it.", others, time.text] if ended else [time.text]
    sentences = [*shares, *(one.sentence for one in benchmarks)]
    return TaskReport(
        id=TaskId(task.id),
        number=number,
        title=task.title,
        scenario=task.scenario.strip(),
        assigned=len(assigned),
        ended=len(ended),
        outcomes=outcomes,
        completion=completion,
        unassisted=share_of(sum(one.assists == 0 for one in completed), len(ended)),
        assisted=sum(one.assists > 0 for one in completed),
        benchmarks=benchmarks,
        time=time,
        troubles=_troubles(ended),
        ease=ease,
        questions=questions,
        direct=_directness(completed),
        variants=_by_variant(ended),
        problems=_problems(assigned),
        rows=tuple(_row(one, ease) for one in assigned),
        others=others,
        summary=tuple(sentence for sentence in sentences if sentence),
    )


def worst_first(task: TaskReport) -> tuple[bool, float, float, float, int]:
    """Order tasks by trouble: few completed, then hard, then long; without data last."""
    share, time = task.completion.estimate.estimate, task.time.figure.estimate.estimate
    ease = task.ease.figure.estimate.estimate if task.ease and task.ease.figure else None
    return share is None, share or 0.0, 99.0 if ease is None else ease, -(time or 0.0), task.number


def assigned_to(task: TaskId, readings: Sequence[SessionReading]) -> list[Assigned]:
    """List each session that was given the task, with its attempt if there is one.

    A participant who was sent back to the start of a task counts once: the last attempt.
    """
    return [
        Assigned(reading.session, _last(reading.attempts, task))
        for reading in readings
        if task in reading.session.tasks
    ]


def ended_attempts(assigned: Iterable[Assigned]) -> list[Attempt]:
    """List the attempts that ended with an outcome other than void."""
    attempts = [one.attempt for one in assigned if one.attempt is not None]
    return [one for one in attempts if one.outcome not in (None, Outcome.VOID)]


def answers_of(question: Question, ended: Iterable[Attempt]) -> list[Given]:
    """List what the participants of these attempts answered; None where they did not."""
    key = QuestionId(question.id)
    return [Given(one.participant, one.session, one.answers.get(key)) for one in ended]


def uncounted_tasks(study: Study, readings: Sequence[SessionReading]) -> list[TaskId]:
    """List tasks that sessions were given and that the study file no longer has."""
    known = {task.id for task in study.tasks}
    given = {task for reading in readings for task in reading.session.tasks}
    return sorted(given - known)


def _last(attempts: Sequence[Attempt], task: TaskId) -> Attempt | None:
    found = [attempt for attempt in attempts if attempt.task == task]
    return found[-1] if found else None


def _count_outcomes(assigned: Sequence[Assigned]) -> tuple[OutcomeCount, ...]:
    standings = [one.standing for one in assigned]
    return tuple(
        OutcomeCount(standing, OUTCOME_WORDS[standing], standings.count(standing))
        for standing in STANDINGS
    )


def _others(outcomes: Sequence[OutcomeCount]) -> str:
    listed = [
        f"{one.count} {one.words}" for one in outcomes if one.count and one.outcome != "completed"
    ]
    return f"Not completed: {format_list(listed)}." if listed else ""


def _questions(
    task: Task, ended: Sequence[Attempt]
) -> tuple[QuestionResult | None, tuple[QuestionResult, ...]]:
    ease: QuestionResult | None = None
    others: list[QuestionResult] = []
    for question in task.questions:
        result = build_question(question, answers_of(question, ended))
        if question.instrument == "seq":
            ease = result
        else:
            others.append(result)
    return ease, tuple(others)


def _troubles(ended: Sequence[Attempt]) -> tuple[Trouble, ...]:
    return (
        _trouble(
            "script_errors", "errors of the page's scripts", [one.script_errors for one in ended]
        ),
        _trouble("request_errors", "failed requests", [one.request_errors for one in ended]),
        _trouble("slips", "slips noted by a person", [one.slips for one in ended]),
    )


def _trouble(kind: str, words: str, counts: Sequence[int]) -> Trouble:
    hit = share_of(sum(count > 0 for count in counts), len(counts))
    rate = poisson_rate(sum(counts), len(counts))
    return Trouble(kind, words, sum(counts), hit, figure_of(rate, tell_rate(rate)))


def _directness(completed: Sequence[Attempt]) -> Share:
    told = [attempt.direct for attempt in completed if attempt.direct is not None]
    return share_of(sum(told), len(told))


def _by_variant(ended: Sequence[Attempt]) -> tuple[VariantResult, ...]:
    names = sorted({attempt.variant for attempt in ended if attempt.variant})
    if len(names) < 2:
        return ()
    return tuple(
        _variant(name, [attempt for attempt in ended if attempt.variant == name]) for name in names
    )


def _variant(name: VariantId, ended: Sequence[Attempt]) -> VariantResult:
    completed = sum(attempt.outcome is Outcome.COMPLETED for attempt in ended)
    return VariantResult(name, share_of(completed, len(ended)), build_time(ended).figure)


def _problems(assigned: Sequence[Assigned]) -> tuple[Words, ...]:
    return tuple(
        Words(one.session.participant, one.session.id, problem)
        for one in assigned
        for problem in (one.attempt.problems if one.attempt else ())
    )


def _row(one: Assigned, ease: QuestionResult | None) -> AttemptRow:
    made = one.attempt or Attempt(
        one.session.id, one.session.participant, one.session.variant, TaskId(""), 0
    )
    began_ms = made.started_ms if made.started_ms is not None else made.shown_ms
    time_s = (made.active_ms or 0) / 1000 if has_time(made) else None
    rating = made.answers.get(ease.id) if ease else None
    return AttemptRow(
        session=one.session.id,
        participant=one.session.participant,
        variant=one.session.variant,
        position=made.position or None,
        outcome=one.standing,
        outcome_words=OUTCOME_WORDS[one.standing],
        score=made.score,
        t_ms=None if began_ms is None else max(0, round(began_ms)),
        time_s=time_s,
        time_words="" if time_s is None else format_time(time_s),
        assists=made.assists,
        slips=made.slips,
        script_errors=made.script_errors,
        request_errors=made.request_errors,
        direct=made.direct,
        direct_words={True: "yes", False: "no", None: ""}[made.direct],
        ease_words=f"{rating:g}" if isinstance(rating, float | int) else "",
        reason=made.reason,
    )
