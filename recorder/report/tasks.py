"""How the participants fared with one task."""

from collections.abc import Iterator, Sequence

from recorder.model.attempts import Attempt
from recorder.model.ids import TaskId, VariantId
from recorder.model.studies import Task
from recorder.report.assigned import (
    Assigned,
    answers_of,
    assigned_to,
    count_completed,
    count_outcomes,
    ended_attempts,
    tell_others,
)
from recorder.report.attempt_rows import build_row
from recorder.report.benchmarks import build_benchmarks
from recorder.report.credit import build_credit
from recorder.report.figures import share_of
from recorder.report.live import build_live
from recorder.report.positions import build_positions
from recorder.report.questionnaires import build_questionnaires, filled_after_task, is_scored
from recorder.report.questions import build_question
from recorder.report.readings import SessionReading
from recorder.report.rules import STANDARD, Rules
from recorder.report.times import build_time, headline_time
from recorder.report.tree import (
    Benchmark,
    QuestionResult,
    Share,
    TaskReport,
    TimeOnTask,
    VariantResult,
    Words,
)
from recorder.report.troubles import build_troubles
from recorder.report.ways import build_navigation


def build_task(
    task: Task, number: int, readings: Sequence[SessionReading], rules: Rules = STANDARD
) -> TaskReport:
    """Measure one task over the sessions that count.

    The n of every share is the number of attempts that ended with an outcome other than
    void; attempts that still run and tasks that were not reached are counted beside it.
    """
    assigned = assigned_to(TaskId(task.id), readings)
    ended = ended_attempts(assigned)
    completed = [attempt for attempt in ended if count_completed([attempt])]
    completion = share_of(len(completed), len(ended), rules.profile)
    alone = sum(attempt.assists == 0 for attempt in completed)
    time = build_time(ended, task.time_limit_s)
    ease, questions = _questions(task, ended, rules)
    outcomes = count_outcomes(assigned)
    benchmarks = tuple(build_benchmarks(task, completion, time, rules.profile))
    others = tell_others(outcomes)
    return TaskReport(
        id=TaskId(task.id),
        number=number,
        title=task.title,
        scenario=task.scenario.strip(),
        assigned=len(assigned),
        ended=len(ended),
        outcomes=outcomes,
        completion=completion,
        unassisted=share_of(alone, len(ended), rules.profile),
        assisted=len(completed) - alone,
        benchmarks=benchmarks,
        time=time,
        troubles=build_troubles(ended, rules),
        ease=ease,
        questions=questions,
        direct=_directness(completed, rules),
        variants=_by_variant(ended, rules),
        problems=_problems(assigned),
        rows=tuple(build_row(one, ease) for one in assigned),
        others=others,
        summary=tuple(_tell(completion, others, time, benchmarks)),
        intention=_intention(assigned, completion, rules),
        partial=build_credit(task, ended, rules),
        navigation=build_navigation(task, ended, rules),
        positions=build_positions(ended, rules),
        questionnaires=tuple(build_questionnaires(task.questions, filled_after_task(ended))),
        live=build_live(task, ended) if rules.is_running else None,
    )


def worst_first(task: TaskReport) -> tuple[bool, float, float, float, int]:
    """Order tasks by trouble: few completed, then hard, then long; without data last."""
    share, time = task.completion.estimate.estimate, task.time.figure.estimate.estimate
    ease = task.ease.figure.estimate.estimate if task.ease and task.ease.figure else None
    return share is None, share or 0.0, 99.0 if ease is None else ease, -(time or 0.0), task.number


def _tell(
    completion: Share, others: str, time: TimeOnTask, benchmarks: Sequence[Benchmark]
) -> Iterator[str]:
    if completion.n:
        yield f"{completion.text} completed it."
        if others:
            yield others
    yield time.text
    yield from (one.sentence for one in benchmarks)


def _questions(
    task: Task, ended: Sequence[Attempt], rules: Rules
) -> tuple[QuestionResult | None, tuple[QuestionResult, ...]]:
    ease: QuestionResult | None = None
    others: list[QuestionResult] = []
    for question in task.questions:
        if is_scored(question):
            continue
        result = build_question(question, answers_of(question, ended), rules.profile)
        if question.instrument == "seq":
            ease = result
        else:
            others.append(result)
    return ease, tuple(others)


def _intention(assigned: Sequence[Assigned], completion: Share, rules: Rules) -> Share | None:
    """Count everybody who was given the task; None where that is who ended it."""
    everybody = sum(one.standing != "void" for one in assigned)
    if everybody == completion.n:
        return None
    return share_of(completion.hits, everybody, rules.profile)


def _directness(completed: Sequence[Attempt], rules: Rules) -> Share:
    told = [attempt.direct for attempt in completed if attempt.direct is not None]
    return share_of(sum(told), len(told), rules.profile)


def _by_variant(ended: Sequence[Attempt], rules: Rules) -> tuple[VariantResult, ...]:
    names = sorted({attempt.variant for attempt in ended if attempt.variant})
    if len(names) < 2:
        return ()
    return tuple(
        _variant(name, [attempt for attempt in ended if attempt.variant == name], rules)
        for name in names
    )


def _variant(name: VariantId, ended: Sequence[Attempt], rules: Rules) -> VariantResult:
    share = share_of(count_completed(ended), len(ended), rules.profile)
    return VariantResult(name, share, headline_time(ended))


def _problems(assigned: Sequence[Assigned]) -> tuple[Words, ...]:
    return tuple(
        Words(one.session.participant, one.session.id, problem)
        for one in assigned
        for problem in (one.attempt.problems if one.attempt else ())
    )
