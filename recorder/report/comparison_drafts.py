"""Measures of two sides compared one by one, before their tests are corrected together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from recorder.model.attempts import Attempt
from recorder.model.studies import Task
from recorder.report.assigned import answers_of
from recorder.report.comparison_sides import Group, pair
from recorder.report.comparison_tests import (
    Found,
    compare_means,
    compare_shares,
    compare_times,
    rank_times,
)
from recorder.report.comparison_words import (
    COMPLETION,
    EASE,
    EVERYBODY,
    TIME,
    Tongue,
)
from recorder.report.everybody import build_everybody
from recorder.report.figures import figure_of, mean_of, share_of
from recorder.report.questions import ratings, scale_ends
from recorder.report.rules import Rules
from recorder.report.times import time_figures
from recorder.report.timing import is_success, seconds
from recorder.report.tree import Figure, Share
from recorder.report.words import Told

Family = Literal["completion", "time", "time_of_all", "ease", "scores"]
Attempts = Sequence[Attempt]
Name = tuple[Family, str, str, str]
"""Family, task, measure and title of a draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One measure compared; its tests are corrected together with those of its family.

    Attributes:
        task: Id of the task; "" for what was asked after the study.
        people: How many people it rests on, in words.
        ns: Observations of the two sides.
    """

    family: Family
    task: str
    measure: str
    title: str
    tongue: Tongue
    a: Share | Figure
    b: Share | Figure
    found: Found
    people: str
    ns: tuple[int, int]


def draft_task(
    tasks: tuple[Task, Task], first: Group, second: Group, *, is_paired: bool, rules: Rules
) -> Iterator[Draft]:
    """Compare one task in completion, time, time of everybody and ease.

    Args:
        tasks: The task as each side's study has it.
        first: The side that is taken off.
        second: The side that is counted up.
        is_paired: The same people are on both sides: only those who ended it on both count.
        rules: The profile, and where drawing starts.
    """
    one, other = first.ended(tasks[0].id), second.ended(tasks[1].id)
    if is_paired:
        pairs = pair(one, other)
        one, other = [ours for ours, _ in pairs], [theirs for _, theirs in pairs]
    yield _draft_completion(tasks[0].id, one, other, is_paired=is_paired, rules=rules)
    yield _draft_time(tasks[0].id, one, other, is_paired=is_paired, rules=rules)
    yield _draft_everybody(tasks, one, other, is_paired=is_paired, rules=rules)
    yield from _draft_ease(tasks, one, other, is_paired=is_paired)


def _draft_completion(
    task: str, one: Attempts, other: Attempts, *, is_paired: bool, rules: Rules
) -> Draft:
    done = [is_success(each) for each in one], [is_success(each) for each in other]
    name: Name = ("completion", task, "completion", "Completed")
    return draft_shares(name, COMPLETION, done, is_paired=is_paired, rules=rules)


def _draft_time(
    task: str, one: Attempts, other: Attempts, *, is_paired: bool, rules: Rules
) -> Draft:
    first, second = _success_times(one), _success_times(other)
    if is_paired:
        both = [(x, y) for x, y in zip(first, second, strict=True) if None not in (x, y)]
        first, second = [x for x, _ in both], [y for _, y in both]
    ns = sum(x is not None for x in first), sum(y is not None for y in second)
    return Draft(
        family="time",
        task=task,
        measure="time",
        title="Typical time of those who completed it",
        tongue=TIME,
        a=time_figures(one)[0],
        b=time_figures(other)[0],
        found=compare_times(first, second, is_paired=is_paired, rules=rules),
        people=tell_people(*ns, is_paired=is_paired),
        ns=ns,
    )


def _draft_everybody(
    tasks: tuple[Task, Task], one: Attempts, other: Attempts, *, is_paired: bool, rules: Rules
) -> Draft:
    first, second = _times_of_all(one), _times_of_all(other)
    found = rank_times(first, second, is_paired=is_paired, rules=rules)
    ns = sum(x is not None for x in first), sum(y is not None for y in second)
    people = tell_people(*ns, is_paired=is_paired)
    if is_paired:
        people = f"n = {found.effect.n} people whose times differed"
    return Draft(
        family="time_of_all",
        task=tasks[0].id,
        measure="time_of_all",
        title="Time of everybody, failures slowest",
        tongue=EVERYBODY,
        a=_median(one, tasks[0].time_limit_s),
        b=_median(other, tasks[1].time_limit_s),
        found=found,
        people=people,
        ns=(found.effect.n, found.effect.n) if is_paired else ns,
    )


def _draft_ease(
    tasks: tuple[Task, Task], one: Attempts, other: Attempts, *, is_paired: bool
) -> Iterator[Draft]:
    asked = [
        next((each for each in task.questions if each.instrument == "seq"), None) for task in tasks
    ]
    if asked[0] is None or asked[1] is None or scale_ends(asked[0]) != scale_ends(asked[1]):
        return
    first = ratings(asked[0], answers_of(asked[0], one))
    second = ratings(asked[1], answers_of(asked[1], other))
    yield draft_means(
        ("ease", tasks[0].id, "ease", "Ease, 1 hard to 7 easy"),
        EASE,
        (first, second),
        scale_ends(asked[0]),
        is_paired=is_paired,
    )


def draft_means(
    name: Name,
    tongue: Tongue,
    values: tuple[Sequence[float | None], Sequence[float | None]],
    scale: tuple[float, float],
    *,
    is_paired: bool,
) -> Draft:
    """Compare means of values on a scale; `values` are in one order for the same people."""
    first, second = values
    if is_paired:
        both = [(x, y) for x, y in zip(first, second, strict=True) if None not in (x, y)]
        first, second = [x for x, _ in both], [y for _, y in both]
    family, task, measure, title = name
    ns = sum(x is not None for x in first), sum(y is not None for y in second)
    return Draft(
        family=family,
        task=task,
        measure=measure,
        title=title,
        tongue=tongue,
        a=mean_of(first, low=scale[0], high=scale[1]),
        b=mean_of(second, low=scale[0], high=scale[1]),
        found=compare_means(first, second, is_paired=is_paired),
        people=tell_people(*ns, is_paired=is_paired),
        ns=ns,
    )


def draft_shares(
    name: Name,
    tongue: Tongue,
    done: tuple[Sequence[bool], Sequence[bool]],
    *,
    is_paired: bool,
    rules: Rules,
) -> Draft:
    """Compare how many of each side did something; `done` is in one order for the same people."""
    first, second = done
    family, task, measure, title = name
    return Draft(
        family=family,
        task=task,
        measure=measure,
        title=title,
        tongue=tongue,
        a=share_of(sum(first), len(first), rules.profile),
        b=share_of(sum(second), len(second), rules.profile),
        found=compare_shares(first, second, is_paired=is_paired, rules=rules),
        people=tell_people(len(first), len(second), is_paired=is_paired),
        ns=(len(first), len(second)),
    )


def _success_times(ended: Attempts) -> list[float | None]:
    return [seconds(one) if is_success(one) else None for one in ended]


def _times_of_all(ended: Attempts) -> list[float | None]:
    return [seconds(one) if is_success(one) else inf for one in ended]


def _median(ended: Attempts, limit_s: float | None) -> Figure:
    made = build_everybody(ended, limit_s)
    if made is not None:
        return made.median
    nobody = time_figures(ended)[1]
    return figure_of(nobody.estimate, Told("no data yet"))


def tell_people(first: int, second: int, *, is_paired: bool) -> str:
    """Tell how many people a comparison rests on."""
    if is_paired:
        return f"n = {second} who did both"
    return f"n = {first} and {second}"
