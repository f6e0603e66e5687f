"""The figures of a report in one list, each with its n, its two ends and its method."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from recorder.metrics.estimates import Estimate
from recorder.report.tree import (
    Comparison,
    Contrast,
    Figure,
    PositionResult,
    QuestionResult,
    Report,
    ScoredQuestionnaire,
    Share,
    TaskReport,
    VariantResult,
)
from recorder.report.words import REASON_WORDS

Unit = Literal[
    "share",
    "seconds",
    "points",
    "for each attempt",
    "difference",
    "times as long",
    "lostness",
    "as answered",
]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure and what it is about.

    Attributes:
        about: The task's title and what part of it, or the questionnaire's title.
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
    """List the figures of every task in the report's order, then those of the whole study."""
    for task in report.tasks:
        yield from _of_task(task)
    yield from _of_questionnaires("", report.questionnaires)
    yield from _of_questions("After the tasks", report.questions)
    if report.overall:
        yield from _tell("All tasks", "completed", "share", report.overall.completion)
        yield from _of_positions("All tasks", report.overall.positions)
    for comparison in report.comparisons:
        yield from _of_comparison(comparison)


def _of_task(task: TaskReport) -> Iterator[KeyFigure]:
    about = task.title
    yield from _tell(about, "completed", "share", task.completion)
    yield from _tell(about, "completed, of everybody assigned", "share", task.intention)
    yield from _tell(about, "completed without help", "share", task.unassisted)
    if task.partial:
        yield from _tell(about, "completed at least in part", "share", task.partial.at_least)
        yield from _tell(about, "mean score", "share", task.partial.score)
    yield from _of_time(task)
    if task.ease:
        yield from _tell(about, "ease, 1 hard to 7 easy", "points", task.ease.figure)
        yield from _tell(about, "ease, best two answers", "share", task.ease.top)
    yield from _of_ways(task)
    for one in task.troubles:
        yield from _tell(about, f"hit by {one.words}", "share", one.hit)
        yield from _tell(about, one.words, "for each attempt", one.rate)
        yield from _tell(about, f"{one.words}, uneven", "for each attempt", one.wide)
    yield from _of_parts(task)
    yield from _of_questionnaires(f"{about}: ", task.questionnaires)
    yield from _of_questions(about, task.questions)


def _of_time(task: TaskReport) -> Iterator[KeyFigure]:
    about, time = task.title, task.time
    yield from _tell(about, "typical time", "seconds", time.figure)
    # One of the two is the headline already.
    if time.geometric and time.geometric.estimate != time.figure.estimate:
        yield from _tell(about, "geometric mean of the times", "seconds", time.geometric)
    if time.median and time.median.estimate != time.figure.estimate:
        yield from _tell(about, "median of the times", "seconds", time.median)
    if time.everybody:
        whole = time.everybody
        yield from _tell(about, "median time, failures as never", "seconds", whole.median)
        yield from _tell(about, "mean time, failures as the limit", "seconds", whole.restricted)


def _of_ways(task: TaskReport) -> Iterator[KeyFigure]:
    about, ways = task.title, task.navigation
    yield from _tell(about, "without a detour, of those who completed", "share", task.direct)
    if ways:
        yield from _tell(about, "direct success", "share", ways.direct_success)
        yield from _tell(about, "first click right", "share", ways.first_click)
        yield from _tell(about, "clicks beside the targets", "share", ways.misclicks)
        yield from _tell(about, "median lostness", "lostness", ways.lostness)
        yield from _tell(about, "fewest pages by pages seen", "share", ways.efficiency)


def _of_parts(task: TaskReport) -> Iterator[KeyFigure]:
    for one in task.variants:
        yield from _of_part(f"{task.title}, variant {one.variant}", one)
    yield from _of_positions(task.title, task.positions)
    if task.live:
        about = f"{task.title}, looked at any time"
        yield from _tell(about, "completed", "share", task.live.completion)
        yield from _tell(about, "typical time", "seconds", task.live.time)


def _of_positions(about: str, positions: tuple[PositionResult, ...]) -> Iterator[KeyFigure]:
    for one in positions:
        yield from _of_part(f"{about}, as number {one.position}", one)


def _of_part(about: str, part: VariantResult | PositionResult) -> Iterator[KeyFigure]:
    yield from _tell(about, "completed", "share", part.completion)
    yield from _tell(about, "typical time", "seconds", part.time)


def _of_questionnaires(
    before: str, questionnaires: tuple[ScoredQuestionnaire, ...]
) -> Iterator[KeyFigure]:
    for one in questionnaires:
        about = before + one.title
        yield from _tell(about, "score", "points", one.figure)
        if one.standing:
            yield from _tell(about, "percentile", "points", one.standing.percentile)
        for part, figure in one.parts:
            yield from _tell(about, part, "points", figure)


def _of_questions(about: str, questions: tuple[QuestionResult, ...]) -> Iterator[KeyFigure]:
    for one in questions:
        unit: Unit = "points" if one.kind == "scale" else "as answered"
        yield from _tell(about, one.ask, unit, one.figure)
        yield from _tell(about, f"{one.ask} (best two answers)", "share", one.top)


def _of_comparison(one: Comparison) -> Iterator[KeyFigure]:
    sides = f"{one.b.words} against {one.a.words}"
    for task in one.tasks:
        for contrast in task.contrasts:
            yield _effect(f"{task.title}, {sides}", contrast)
    for contrast in one.scores:
        yield _effect(sides, contrast)


def _effect(about: str, one: Contrast) -> KeyFigure:
    is_time = one.measure in {"time", "time_of_all"}
    unit: Unit = "times as long" if is_time else "difference"
    return KeyFigure(about, one.title, unit, one.effect.estimate, one.sentence)


def _tell(
    about: str, measure: str, unit: Unit, figure: Share | Figure | None
) -> Iterator[KeyFigure]:
    if figure is not None:
        yield KeyFigure(about, measure, unit, figure.estimate, figure.text)
