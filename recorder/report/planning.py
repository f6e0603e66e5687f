"""How many participants a study needs, and what those it has can tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log, sqrt

from scipy.special import stdtrit

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.discovery import discovery_probability, discovery_sample_size, problem_share
from recorder.metrics.planning import (
    sample_size_mean_ci,
    sample_size_paired_rates,
    sample_size_rate_ci,
    sample_size_two_means,
    sample_size_two_rates,
)
from recorder.metrics.power import MOST_PARTICIPANTS, power_two_rates
from recorder.report.words import format_interval, format_percent

FREQUENCIES = (0.05, 0.1, 0.15, 0.25, 0.31, 0.5)
"""Shares of people whom a problem hits, from rare to plain."""

CERTAINTIES = (0.8, 0.85, 0.9, 0.95)
MARGINS = (0.05, 0.1, 0.15, 0.2, 0.25)
SCORE_MARGINS = (3.0, 5.0, 10.0, 15.0)
SCORE_DIFFERENCES = (5.0, 10.0, 15.0, 20.0)
TIME_RATIOS = (1.25, 1.5, 2.0, 3.0)

SD_SCORE = 20.0
SD_LOG_TIME = 0.5

NEVER = "no number does"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody who plans a study wants to know; the defaults suit most first studies.

    Attributes:
        margin: Half the width wanted of a completion rate's interval, 0.01 to 0.5.
        rate: Completion rate that is expected, 0 to 1; one half asks for most people.
        problem: Share of people whom a problem hits that must not be missed, above 0.
        goal: Probability, below 1, with which it is to be seen at least once.
        first: Completion rate of one of two designs, 0 to 1.
        second: Completion rate of the other; another one.
        is_paired: The same people try both designs.
        sd: Standard deviation of a score of 0 to 100, such as the SUS; above 0.
        power: Probability of showing a difference that is there, 0 to 1 exclusive.
        confidence: Coverage of the intervals, 0 to 1 exclusive.
        ns: Numbers of participants to look into, such as those so far and those planned.
    """

    margin: float = 0.2
    rate: float = 0.5
    problem: float = 0.25
    goal: float = 0.85
    first: float = 0.9
    second: float = 0.6
    is_paired: bool = False
    sd: float = SD_SCORE
    power: float = 0.8
    confidence: float = 0.95
    ns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One question about numbers of participants, answered in a sentence and in a table.

    Attributes:
        answer: The answer to what was asked.
        columns: Heads of the columns; the first names the rows.
        rows: As many cells each as there are columns.
        assumes: What the answer takes for granted.
    """

    title: str
    answer: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    assumes: str


def build_plan(wishes: Wishes) -> tuple[PlanTable, ...]:
    """Answer every question that numbers of participants are asked for."""
    return (
        _plan_margin(wishes),
        _plan_problems(wishes),
        _plan_rates(wishes),
        _plan_scores(wishes),
        _plan_times(wishes),
        *_look_into(wishes),
    )


def _plan_margin(wishes: Wishes) -> PlanTable:
    n = sample_size_rate_ci(wishes.rate, wishes.margin, wishes.confidence)
    rates = sorted({wishes.rate, 0.5, 0.7, 0.9})
    margins = sorted({*MARGINS, wishes.margin})
    return PlanTable(
        title="How exactly will we know a completion rate?",
        answer=(
            f"{_people(n)} narrow the {_level(wishes)} interval of a completion rate around "
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
            f"A problem that hits {_per_cent(wishes.problem)} of people is seen at least once "
            f"with {_per_cent(wishes.goal)} certainty among {_people(n)}."
        ),
        columns=("The problem hits", *(f"{_per_cent(goal)} certain" for goal in goals)),
        rows=tuple(
            (
                f"{_per_cent(share)} of people",
                *(_number(discovery_sample_size(share, goal)) for goal in goals),
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
    answer = f"Rates of {both} are shown to differ with {_per_cent(wishes.power)} power by"
    return PlanTable(
        title="How many people until two completion rates differ?",
        answer=(
            f"{answer} {_people(needed)} {each}."
            if needed is not None
            else "Two equal rates differ in no study, however large."
        ),
        columns=("Rates", "other people for each design", "the same people for both"),
        rows=tuple(
            (
                f"{format_percent(one)} against {format_percent(other)}",
                _number(_apart(wishes, one, other)),
                _number(_together(wishes, one, other)),
            )
            for one, other in pairs
        ),
        assumes=(
            f"Tested at {_per_cent(1 - wishes.confidence)}. For the same people it is assumed that "
            "doing well with one design says nothing about the other; usually it does, and then "
            "fewer are needed."
        ),
    )


def _plan_scores(wishes: Wishes) -> PlanTable:
    sizes = sorted({*SCORE_MARGINS, *SCORE_DIFFERENCES})
    n = sample_size_mean_ci(wishes.sd, 10, wishes.confidence)
    return PlanTable(
        title="How many people for a score such as the SUS?",
        answer=(
            f"{_people(n)} narrow the {_level(wishes)} interval of a mean to 10 points either way."
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
                _number(_two_means(wishes, wishes.sd, size)),
            )
            for size in sizes
        ),
        assumes=(
            f"Scores vary by a standard deviation of {wishes.sd:g} points between people (SUS: "
            f"usually 18 to 21). Differences are shown with {_per_cent(wishes.power)} power by "
            "other people for each design."
        ),
    )


def _plan_times(wishes: Wishes) -> PlanTable:
    needed = _two_means(wishes, SD_LOG_TIME, log(1.5))
    return PlanTable(
        title="How many people until two times on task differ?",
        answer=(
            f"That one design takes 1.5 times as long as the other is shown with "
            f"{_per_cent(wishes.power)} power by {_people(needed)} for each design who complete it."
        ),
        columns=("The slower one takes", "people for each design who complete the task"),
        rows=tuple(
            (f"{ratio:g} times as long", _number(_two_means(wishes, SD_LOG_TIME, log(ratio))))
            for ratio in TIME_RATIOS
        ),
        assumes=(
            f"The logarithms of times vary by a standard deviation of {SD_LOG_TIME:g} between "
            "people (usually 0.4 to 0.6), and other people use each design. Who does not complete "
            "the task has no time: plan more people for a hard task."
        ),
    )


def _look_into(wishes: Wishes) -> Iterator[PlanTable]:
    ns = sorted({n for n in wishes.ns if n >= 1})
    if not ns:
        return
    yield PlanTable(
        title="What can these participants tell?",
        answer=f"With {_people(ns[-1])}, {_tell_reach(wishes, ns[-1])}",
        columns=("", *(_people(n) for n in ns)),
        rows=tuple((words, *(figure(wishes, n) for n in ns)) for words, figure in FIGURES.items()),
        assumes=(
            "The intervals are what reports show, in the middle of what you expect; scores and "
            "times vary as above. In comparisons half of the people use each design."
        ),
    )


def _tell_reach(wishes: Wishes, n: int) -> str:
    return (
        f"the interval of a completion rate around {format_percent(wishes.rate)} is "
        f"{_rate_interval(wishes, n)}, and a problem that hits {_per_cent(wishes.problem)} of "
        f"people is seen with a probability of {_seen(wishes, n)}."
    )


def _rate_interval(wishes: Wishes, n: int) -> str:
    hits = round(wishes.rate * n)
    ends = adjusted_wald(hits, n, wishes.confidence).interval
    if ends is None:
        return NEVER
    return f"{format_interval(ends)} ({hits} of {n})"


def _score_margin(wishes: Wishes, n: int) -> str:
    if n < 2:
        return "no interval"
    return f"± {_t(wishes, n) * wishes.sd / sqrt(n):.0f} points"


def _time_factor(wishes: Wishes, n: int) -> str:
    if n < 2:
        return "no interval"
    factor = exp(_t(wishes, n) * SD_LOG_TIME / sqrt(n))
    return f"a factor of {factor:.2f}" if factor < 100 else "a factor of more than 100"


def _seen(wishes: Wishes, n: int) -> str:
    return format_percent(discovery_probability(wishes.problem, n))


def _unseen(wishes: Wishes, n: int) -> str:
    ends = problem_share(0, n, wishes.confidence).interval
    return NEVER if ends is None else f"up to {format_percent(ends.high)} of people"


def _power(wishes: Wishes, n: int) -> str:
    half = n // 2
    if not half:
        return "none"
    if half > MOST_PARTICIPANTS:
        return f"not computed above {2 * MOST_PARTICIPANTS}"
    chance = power_two_rates(wishes.first, half, wishes.second, half, confidence=wishes.confidence)
    return format_percent(chance)


FIGURES = {
    "Interval of the expected completion rate": _rate_interval,
    "Mean score such as the SUS": _score_margin,
    "Typical time, either way by": _time_factor,
    "Chance to see the problem at least once": _seen,
    "What nobody meets may still hit (one-sided limit)": _unseen,
    "Power to tell the two rates apart, other people for each design": _power,
}
"""What a number of participants can tell, row by row."""


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


def _t(wishes: Wishes, n: int) -> float:
    return float(stdtrit(n - 1, (1 + wishes.confidence) / 2))


def _people(n: int | None) -> str:
    if n is None:
        return NEVER
    return "1 participant" if n == 1 else f"{n} participants"


def _number(n: int | None) -> str:
    return NEVER if n is None else str(n)


def _level(wishes: Wishes) -> str:
    return _per_cent(wishes.confidence)


def _points(share: float) -> str:
    return f"{100 * share:g}"


def _per_cent(share: float) -> str:
    return f"{round(100 * share, 6):g} %"
