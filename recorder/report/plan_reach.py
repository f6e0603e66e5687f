"""What given numbers of participants can tell: intervals, problems seen, differences shown."""

from collections.abc import Iterator
from math import exp

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.discovery import discovery_probability, problem_share
from recorder.metrics.planning import mean_margin
from recorder.metrics.power import MOST_PARTICIPANTS, power_two_rates
from recorder.report.plan_tables import (
    NEVER,
    SD_LOG_TIME,
    PlanTable,
    Wishes,
    format_people,
    format_share,
)
from recorder.report.words import format_interval, format_percent


def look_into(wishes: Wishes) -> Iterator[PlanTable]:
    """Tell what the numbers asked about can do; nothing when none was asked about."""
    ns = sorted({n for n in wishes.ns if n >= 1})
    if not ns:
        return
    yield PlanTable(
        title="What can these participants tell?",
        answer=f"With {format_people(ns[-1])}, {_tell_reach(wishes, ns[-1])}",
        columns=("", *(format_people(n) for n in ns)),
        rows=tuple((words, *(figure(wishes, n) for n in ns)) for words, figure in FIGURES.items()),
        assumes=(
            "The intervals are what reports show, in the middle of what you expect; scores and "
            "times vary as above. In comparisons half of the people use each design."
        ),
    )


def _tell_reach(wishes: Wishes, n: int) -> str:
    return (
        f"the interval of a completion rate around {format_percent(wishes.rate)} is "
        f"{_rate_interval(wishes, n)}, and a problem that hits {format_share(wishes.problem)} of "
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
    return f"± {mean_margin(wishes.sd, n, wishes.confidence):.0f} points"


def _time_factor(wishes: Wishes, n: int) -> str:
    if n < 2:
        return "no interval"
    factor = exp(mean_margin(SD_LOG_TIME, n, wishes.confidence))
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
