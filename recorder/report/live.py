"""Figures that may be looked at after every participant, while a study still runs."""

from collections.abc import Iterator, Sequence
from math import exp, log

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.sequences import (
    confidence_sequence_bernoulli,
    confidence_sequence_mean,
    excludes_benchmark,
)
from recorder.model.attempts import Attempt
from recorder.model.studies import Task
from recorder.report.assigned import count_completed
from recorder.report.figures import figure_of
from recorder.report.timing import is_success, seconds
from recorder.report.tree import Live
from recorder.report.words import format_percent, format_time, tell_share, tell_typical_time

LONGEST_LOG = 700.0
"""Above this, exp is no number any more; an interval that wide says nothing."""


def build_live(task: Task, ended: Sequence[Attempt]) -> Live:
    """Estimate a task's completion and time with intervals that hold at every look."""
    completed = count_completed(ended)
    share = confidence_sequence_bernoulli(completed, len(ended))
    time = _live_time([seconds(attempt) for attempt in ended if is_success(attempt)], len(ended))
    return Live(
        completion=figure_of(share, tell_share(share, completed)),
        time=figure_of(time, tell_typical_time(time)),
        settled=" ".join(_settle(task, share, time)),
    )


def _live_time(times_s: Sequence[float | None], attempts: int) -> Estimate:
    logs = [None if time_s is None else log(time_s) for time_s in times_s]
    made = confidence_sequence_mean(logs)
    middle, ends, why = made.estimate, made.interval, made.reason
    if ends is not None and (ends.high > LONGEST_LOG or ends.low < -LONGEST_LOG):
        ends, why = None, Reason.UNBOUNDED
    if attempts and not times_s:
        why = Reason.NO_SUCCESSFUL_ATTEMPTS
    return Estimate(
        None if middle is None else exp(middle),
        None if ends is None else Interval(exp(ends.low), exp(ends.high)),
        made.n,
        "confidence_sequence_log_time",
        made.n_missing,
        made.confidence,
        why,
    )


def _settle(task: Task, share: Estimate, time: Estimate) -> Iterator[str]:
    goals = task.benchmark
    if goals is None:
        return
    if goals.completion is not None and excludes_benchmark(share, goals.completion):
        is_met = share.interval is not None and share.interval.low > goals.completion
        verdict = "met" if is_met else "missed"
        yield f"The goal of {format_percent(goals.completion)} is {verdict} already."
    if goals.time_s is not None and excludes_benchmark(time, goals.time_s):
        is_met = time.interval is not None and time.interval.high < goals.time_s
        verdict = "met" if is_met else "missed"
        yield f"The goal of {format_time(goals.time_s)} is {verdict} already."
