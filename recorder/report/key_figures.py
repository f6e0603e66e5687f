"""The figures of a report in one list, each with its n, its two ends and its method."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from recorder.metrics.estimates import Estimate
from recorder.report.tree import QuestionResult, Report, TaskReport
from recorder.report.words import REASON_WORDS

Unit = Literal["share", "seconds", "points", "for each attempt", "as answered"]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure and what it is about.

    Attributes:
        about: The task's title, "Variant NAME" after it, or the questionnaire's title.
        measure: What was measured.
        unit: What the value and both ends are counted in; a share is 0 to 1.
        words: The same figure as the report tells it.
    """

    about: str
    measure: str
    unit: Unit
    estimate: Estimate
    words: str

    @property
    def why_missing(self) -> str:
        """Say why the value or its interval is not there; "" when both are."""
        reason = self.estimate.reason
        return "" if reason is None else REASON_WORDS.get(reason, str(reason).replace("_", " "))


def list_key_figures(report: Report) -> Iterator[KeyFigure]:
    """List the figures of every task in the report's order, then those after the tasks."""
    for task in report.tasks:
        yield from _of_task(task)
    for one in report.questionnaires:
        yield KeyFigure(one.title, "score", "points", one.figure.estimate, one.figure.text)
    yield from _of_questions("After the tasks", report.questions)


def _of_task(task: TaskReport) -> Iterator[KeyFigure]:
    about, time, whole = task.title, task.time.figure, task.completion
    yield KeyFigure(about, "completed", "share", whole.estimate, whole.text)
    alone = task.unassisted
    yield KeyFigure(about, "completed without help", "share", alone.estimate, alone.text)
    yield KeyFigure(about, "typical time", "seconds", time.estimate, time.text)
    if task.ease and task.ease.figure:
        ease = task.ease.figure
        yield KeyFigure(about, "ease, 1 hard to 7 easy", "points", ease.estimate, ease.text)
    direct = task.direct
    yield KeyFigure(about, "without a detour", "share", direct.estimate, direct.text)
    for one in task.troubles:
        hit, rate = f"hit by {one.words}", one.words
        yield KeyFigure(about, hit, "share", one.hit.estimate, one.hit.text)
        yield KeyFigure(about, rate, "for each attempt", one.rate.estimate, one.rate.text)
    yield from _of_variants(task)
    yield from _of_questions(about, task.questions)


def _of_variants(task: TaskReport) -> Iterator[KeyFigure]:
    for one in task.variants:
        about, whole, time = f"{task.title}, variant {one.variant}", one.completion, one.time
        yield KeyFigure(about, "completed", "share", whole.estimate, whole.text)
        yield KeyFigure(about, "typical time", "seconds", time.estimate, time.text)


def _of_questions(about: str, questions: tuple[QuestionResult, ...]) -> Iterator[KeyFigure]:
    for one in questions:
        if one.figure:
            unit: Unit = "points" if one.kind == "scale" else "as answered"
            yield KeyFigure(about, one.ask, unit, one.figure.estimate, one.figure.text)
