"""Goals that were declared before the data, and whether the interval settles them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from recorder.metrics.estimates import Interval
from recorder.metrics.rate_benchmarks import rate_vs_benchmark
from recorder.metrics.times import time_vs_benchmark
from recorder.model.studies import Task
from recorder.report.figures import tested_by
from recorder.report.tree import (
    Benchmark,
    BenchmarkVerdict,
    Profile,
    Share,
    Tested,
    TimeOnTask,
)
from recorder.report.words import format_interval, format_percent, format_time, format_times

VERDICT_WORDS: dict[BenchmarkVerdict, str] = {
    "met": "met",
    "not_met": "not met",
    "cannot_tell_yet": "cannot tell yet",
}


def build_benchmarks(
    task: Task, completion: Share, time: TimeOnTask, profile: Profile = "standard"
) -> Iterator[Benchmark]:
    """Judge a task's goals by the intervals; a task without goals yields none."""
    goals = task.benchmark
    if goals is not None and goals.completion is not None:
        words = f"at least {format_percent(goals.completion)} complete it"
        interval = completion.estimate.interval
        ends = format_interval(interval)
        verdict = _at_least(goals.completion, interval)
        made = _judge("completion", goals.completion, words, verdict, ends)
        yield replace(made, tested=_test_share(completion, goals.completion, profile))
    if goals is not None and goals.time_s is not None:
        words = f"a typical time of {format_time(goals.time_s)} or less"
        interval = time.figure.estimate.interval
        ends = format_times(interval) if interval else ""
        verdict = _at_most(goals.time_s, interval)
        made = _judge("time_s", goals.time_s, words, verdict, ends)
        yield replace(made, tested=_test_time(time, goals.time_s))


def _test_share(completion: Share, goal: float, profile: Profile) -> Tested | None:
    test = rate_vs_benchmark(completion.hits, completion.n, benchmark=goal)
    if profile == "strict":
        return tested_by(test.exact, "one-sided exact binomial test")
    return tested_by(test.mid_p, "one-sided mid-P binomial test")


def _test_time(time: TimeOnTask, goal_s: float) -> Tested | None:
    times_s = [point.time_s for point in time.points if point.is_success]
    return tested_by(time_vs_benchmark(times_s, goal_s), "one-sided t test of the logarithms")


def _at_least(goal: float, interval: Interval | None) -> BenchmarkVerdict:
    if interval is None:
        return "cannot_tell_yet"
    if interval.low >= goal:
        return "met"
    return "not_met" if interval.high < goal else "cannot_tell_yet"


def _at_most(goal: float, interval: Interval | None) -> BenchmarkVerdict:
    if interval is None:
        return "cannot_tell_yet"
    if interval.high <= goal:
        return "met"
    return "not_met" if interval.low > goal else "cannot_tell_yet"


def _judge(
    measure: Literal["completion", "time_s"],
    goal: float,
    words: str,
    verdict: BenchmarkVerdict,
    ends: str,
) -> Benchmark:
    why = {
        "met": f"the whole interval, {ends}, is on the good side of it",
        "not_met": f"the whole interval, {ends}, is on the wrong side of it",
        "cannot_tell_yet": f"the interval, {ends}, holds values on both sides of it",
    }[verdict]
    because = why if ends else "there is no interval yet"
    sentence = f"Goal, {words}: {VERDICT_WORDS[verdict]}; {because}."
    return Benchmark(measure, goal, words, verdict, because, sentence)
