"""From everybody who agreed to those whom a figure counts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from recorder.report.assigned import UNJUDGED
from recorder.report.tree import Denominators, Exclusion, TaskReport
from recorder.report.words import format_list

PER_PROTOCOL = (
    "Shares count attempts that ended with an outcome other than void. Attempts that still "
    "run and tasks that were not reached are shown beside them."
)


def build_denominators(
    sessions: int, exclusions: Sequence[Exclusion], tasks: Sequence[TaskReport]
) -> Denominators:
    """Write down what is taken off, step by step, and what is left.

    Args:
        sessions: Sessions of the study in all, those left out included.
        exclusions: Those left out.
        tasks: The task reports, in any order.
    """
    return Denominators(
        steps=tuple(_steps(sessions, exclusions, tasks)),
        per_protocol=PER_PROTOCOL,
        intention_to_treat=_tell_intention(sorted(tasks, key=lambda task: task.number)),
    )


def _steps(
    sessions: int, exclusions: Sequence[Exclusion], tasks: Sequence[TaskReport]
) -> Iterator[tuple[str, int]]:
    why = Counter(one.reason for one in exclusions)
    standing = Counter[str]()
    for task in tasks:
        for one in task.outcomes:
            standing[one.outcome] += one.count
    yield "sessions began", sessions
    yield "withdrawn by the participant", why["withdrawn"]
    yield "test sessions of the study's own people", why["test"]
    yield "excluded by a person", why["excluded"]
    yield "sessions are counted", sessions - len(exclusions)
    yield "tasks were given to them", sum(task.assigned for task in tasks)
    yield "not reached", standing["not_reached"]
    yield "still running", standing["running"]
    if standing[UNJUDGED]:
        yield "waiting for a verdict", standing[UNJUDGED]
    yield "void", standing["void"]
    yield "attempts ended: shares count these", sum(task.ended for task in tasks)


def _tell_intention(tasks: Sequence[TaskReport]) -> str:
    differing = [
        f"“{task.title}” {task.intention.head} instead of {task.completion.head}"
        for task in tasks
        if task.intention is not None
    ]
    if not differing:
        return ""
    return (
        "Counting everybody who was given a task, and not reaching or not ending it as not "
        f"completing it, completion would be: {format_list(differing)}."
    )
