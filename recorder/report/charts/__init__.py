"""The charts of a report; each stands beside a table with the same numbers."""

from dataclasses import dataclass

from recorder.model.ids import QuestionId, TaskId
from recorder.report.charts.curves import curve_chart
from recorder.report.charts.forests import forest_chart
from recorder.report.charts.outcomes import outcome_chart
from recorder.report.charts.scales import scale_chart
from recorder.report.charts.scores import score_chart
from recorder.report.charts.shares import completion_chart
from recorder.report.charts.svg import Chart
from recorder.report.charts.times import time_chart
from recorder.report.tree import Comparison, Report

__all__ = ["Chart", "Charts", "ComparisonCharts", "draw_charts", "draw_comparison"]


@dataclass(frozen=True, slots=True)
class ComparisonCharts:
    """The drawings of one comparison; None stands where there is nothing to draw."""

    completion: Chart | None
    time: Chart | None


@dataclass(frozen=True, slots=True)
class Charts:
    """The drawings of one report; None stands where there is nothing to draw.

    Attributes:
        ease: The rating after each task.
        questions: Scales that were asked after the study, and which have no published score.
        comparisons: In the order of the report's.
    """

    completion: Chart | None
    outcomes: Chart | None
    times: dict[TaskId, Chart | None]
    curves: dict[TaskId, Chart | None]
    ease: dict[TaskId, Chart | None]
    scores: dict[str, Chart | None]
    questions: dict[QuestionId, Chart | None]
    comparisons: tuple[ComparisonCharts, ...]


def draw_charts(report: Report) -> Charts:
    """Draw every chart of a report; what was drawn before is taken from what is kept."""
    return Charts(
        completion=completion_chart(report.tasks),
        outcomes=outcome_chart(report.tasks),
        times={task.id: time_chart(task) for task in report.tasks},
        curves={task.id: curve_chart(task) for task in report.tasks},
        ease={
            task.id: scale_chart(task.ease, name=f"ease-{task.number}") if task.ease else None
            for task in report.tasks
        },
        scores={one.instrument: score_chart(one) for one in report.questionnaires},
        questions={one.id: scale_chart(one, name=f"question-{one.id}") for one in report.questions},
        comparisons=tuple(
            draw_comparison(one, name=f"comparison-{place}")
            for place, one in enumerate(report.comparisons, 1)
        ),
    )


def draw_comparison(comparison: Comparison, *, name: str = "comparison") -> ComparisonCharts:
    """Draw what differs between two sides, task by task.

    Args:
        comparison: The two sides.
        name: Letters, digits and hyphens; unique on the page.
    """
    return ComparisonCharts(
        completion=forest_chart(comparison, "completion", name=f"{name}-completion"),
        time=forest_chart(comparison, "time", name=f"{name}-time"),
    )
