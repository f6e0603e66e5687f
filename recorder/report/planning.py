"""How many participants a study needs: for rates, problems, scores, times and differences."""

from math import log

from recorder.metrics.discovery import discovery_sample_size
from recorder.metrics.planning import (
    sample_size_mean_ci,
    sample_size_paired_rates,
    sample_size_rate_ci,
    sample_size_two_means,
    sample_size_two_rates,
)
from recorder.report.plan_reach import look_into
from recorder.report.plan_tables import (
    SD_LOG_TIME,
    PlanTable,
    Wishes,
    format_number,
    format_people,
    format_share,
)
from recorder.report.words import format_percent

FREQUENCIES = (0.05, 0.1, 0.15, 0.25, 0.31, 0.5)
"""Shares of people whom a problem hits, from rare to plain."""

CERTAINTIES = (0.8, 0.85, 0.9, 0.95)
MARGINS = (0.05, 0.1, 0.15, 0.2, 0.25)
SCORE_MARGINS = (3.0, 5.0, 10.0, 15.0)
SCORE_DIFFERENCES = (5.0, 10.0, 15.0, 20.0)
TIME_RATIOS = (1.25, 1.5, 2.0, 3.0)


def build_plan(wishes: Wishes) -> tuple[PlanTable, ...]:
    """Answer every question that numbers of participants are asked for."""
    return (
        _plan_margin(wishes),
        _plan_problems(wishes),
        _plan_rates(wishes),
        _plan_scores(wishes),
        _plan_times(wishes),
        *look_into(wishes),
    )


def _plan_margin(wishes: Wishes) -> PlanTable:
    n = sample_size_rate_ci(wishes.rate, wishes.margin, wishes.confidence)
    rates = sorted({wishes.rate, 0.5, 0.7, 0.9})
    margins = sorted({*MARGINS, wishes.margin})
    return PlanTable(
        title="How exactly will we know a completion rate?",
        answer=(
            f"{format_people(n)} narrow the {_level(wishes)} interval of a completion rate around "
            f"{format_percent(wishes.rate)} to about {_points(wishes.margin)} points either way."
        ),
        columns=("Either way", *(f"rate around {format_percent(rate)}" for rate in rates)),
        rows=tuple(
            (
                f"{_points(margin)} points",
                *(str(sample_size_rate_ci(rate, margin, wishes.confidence)) for rate in rates),
            )
            for margin in margins
        ),
        assumes=(
            "The rate is what you expect before you test; around 50 % most people are needed. "
            "The interval is the adjusted Wald interval that reports show."
        ),
    )


def _plan_problems(wishes: Wishes) -> PlanTable:
    n = discovery_sample_size(wishes.problem, wishes.goal)
    goals = sorted({*CERTAINTIES, wishes.goal})
    frequencies = sorted({*FREQUENCIES, wishes.problem})
    return PlanTable(
        title="How many people until a problem is seen?",
        answer=(
            f"A problem that hits {format_share(wishes.problem)} of people is seen at least once "
            f"with {format_share(wishes.goal)} certainty among {format_people(n)}."
        ),
        columns=("The problem hits", *(f"{format_share(goal)} certain" for goal in goals)),
        rows=tuple(
            (
                f"{format_share(share)} of people",
                *(format_number(discovery_sample_size(share, goal)) for goal in goals),
            )
            for share in frequencies
        ),
        assumes=(
            "That is for one problem at a time, and for people like those it hits. A handful of "
            "people finds what hits a third of everybody; rare problems take many more. Nobody "
            "knows beforehand how often a problem hits, so look along the rows."
        ),
    )


def _plan_rates(wishes: Wishes) -> PlanTable:
    pairs = sorted({(wishes.first, wishes.second), (0.9, 0.8), (0.9, 0.7), (0.9, 0.6), (0.9, 0.5)})
    needed = _needed(wishes, wishes.first, wishes.second)
    both = f"{format_percent(wishes.first)} against {format_percent(wishes.second)}"
    each = "who try both designs" if wishes.is_paired else "for each design"
    answer = f"Rates of {both} are shown to differ with {format_share(wishes.power)} power by"
    return PlanTable(
        title="How many people until two completion rates differ?",
        answer=(
            f"{answer} {format_people(needed)} {each}."
            if needed is not None
            else "Two equal rates differ in no study, however large."
        ),
        columns=("Rates", "other people for each design", "the same people for both"),
        rows=tuple(
            (
                f"{format_percent(one)} against {format_percent(other)}",
                format_number(_apart(wishes, one, other)),
                format_number(_together(wishes, one, other)),
            )
            for one, other in pairs
        ),
        assumes=(
            f"Tested at {format_share(1 - wishes.confidence)}. For the same people it is assumed "
            "that doing well with one design says nothing about the other; usually it does, and "
            "then fewer are needed."
        ),
    )


def _plan_scores(wishes: Wishes) -> PlanTable:
    sizes = sorted({*SCORE_MARGINS, *SCORE_DIFFERENCES})
    n = sample_size_mean_ci(wishes.sd, 10, wishes.confidence)
    return PlanTable(
        title="How many people for a score such as the SUS?",
        answer=(
            f"{format_people(n)} narrow the {_level(wishes)} interval of a mean to 10 points "
            "either way."
        ),
        columns=(
            "Points",
            "so exact either way",
            "such a difference between two designs, for each design",
        ),
        rows=tuple(
            (
                f"{size:g} points",
                str(sample_size_mean_ci(wishes.sd, size, wishes.confidence)),
                format_number(_two_means(wishes, wishes.sd, size)),
            )
            for size in sizes
        ),
        assumes=(
            f"Scores vary by a standard deviation of {wishes.sd:g} points between people (SUS: "
            f"usually 18 to 21). Differences are shown with {format_share(wishes.power)} power by "
            "other people for each design."
        ),
    )


def _plan_times(wishes: Wishes) -> PlanTable:
    needed = _two_means(wishes, SD_LOG_TIME, log(1.5))
    return PlanTable(
        title="How many people until two times on task differ?",
        answer=(
            f"That one design takes 1.5 times as long as the other is shown with "
            f"{format_share(wishes.power)} power by {format_people(needed)} for each design who "
            "complete it."
        ),
        columns=("The slower one takes", "people for each design who complete the task"),
        rows=tuple(
            (f"{ratio:g} times as long", format_number(_two_means(wishes, SD_LOG_TIME, log(ratio))))
            for ratio in TIME_RATIOS
        ),
        assumes=(
            f"The logarithms of times vary by a standard deviation of {SD_LOG_TIME:g} between "
            "people (usually 0.4 to 0.6), and other people use each design. Who does not complete "
            "the task has no time: plan more people for a hard task."
        ),
    )


def _needed(wishes: Wishes, one: float, other: float) -> int | None:
    return (_together if wishes.is_paired else _apart)(wishes, one, other)


def _apart(wishes: Wishes, one: float, other: float) -> int | None:
    return sample_size_two_rates(one, other, confidence=wishes.confidence, power=wishes.power)


def _together(wishes: Wishes, one: float, other: float) -> int | None:
    only_one, only_other = one * (1 - other), other * (1 - one)
    return sample_size_paired_rates(
        only_one, only_other, confidence=wishes.confidence, power=wishes.power
    )


def _two_means(wishes: Wishes, sd: float, difference: float) -> int | None:
    return sample_size_two_means(sd, difference, confidence=wishes.confidence, power=wishes.power)


def _level(wishes: Wishes) -> str:
    return format_share(wishes.confidence)


def _points(share: float) -> str:
    return f"{100 * share:g}"
