"""Goals that were declared before the data, and whether the interval settles them."""

from collections.abc import Iterator
from typing import Literal

from recorder.metrics.estimates import Interval
from recorder.model.studies import Task
from recorder.report.tree import Benchmark, BenchmarkVerdict, Figure, Share
from recorder.report.words import format_interval, format_percent, format_time, format_times

VERDICT_WORDS: dict[BenchmarkVerdict, str] = {
    "met": "met",
    "not_met": "not met",
    "cannot_tell_yet": "cannot tell yet",
}


def build_benchmarks(task: Task, completion: Share, time: Figure) -> Iterator[Benchmark]:
    """Judge a task's goals by the intervals; a task without goals yields none."""
    goals = task.benchmark
    if goals is not None and goals.completion is not None:
        words = f"at least {format_percent(goals.completion)} complete it"
        interval = completion.estimate.interval
        ends = format_interval(interval)
        verdict = _at_least(goals.completion, interval)
        yield _judge("completion", goals.completion, words, verdict, ends)
    if goals is not None and goals.time_s is not None:
        words = f"a typical time of {format_time(goals.time_s)} or less"
        interval = time.estimate.interval
        ends = format_times(interval) if interval else ""
        yield _judge("time_s", goals.time_s, words, _at_most(goals.time_s, interval), ends)


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
