"""A report without what anybody wrote: the figures stay, the words of participants go."""

from dataclasses import replace

from recorder.model.attempts import Answer
from recorder.model.ids import QuestionId
from recorder.report.tree import AnswerRow, QuestionResult, Report, TaskReport

CHOSEN = ("choice", "choices")
"""Kinds of questions whose answers are the study file's own words."""


def without_quotes(report: Report) -> Report:
    """Leave out every free text of a participant, and the reasons people wrote for verdicts.

    How many answered stays. An answer by choice stays where it is one of the choices.
    """
    chosen = _list_choices(report)
    return replace(
        report,
        tasks=tuple(_without(task) for task in report.tasks),
        questions=tuple(replace(one, words=()) for one in report.questions),
        answers=tuple(row for row in report.answers if _is_kept(row, chosen)),
        provenance=report.provenance and replace(report.provenance, has_quotes=False),
    )


def _without(task: TaskReport) -> TaskReport:
    return replace(
        task,
        problems=(),
        questions=tuple(replace(one, words=()) for one in task.questions),
        rows=tuple(replace(row, reason="") for row in task.rows),
    )


def _list_choices(report: Report) -> dict[QuestionId, set[str]]:
    asked: list[QuestionResult] = [*report.questions]
    for task in report.tasks:
        asked += task.questions
    return {
        question.id: {one.words for one in question.counts}
        for question in asked
        if question.kind in CHOSEN
    }


def _is_kept(row: AnswerRow, chosen: dict[QuestionId, set[str]]) -> bool:
    words = _list_words(row.value)
    return not words or set(words) <= chosen.get(row.question, set())


def _list_words(value: Answer) -> list[str]:
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []
