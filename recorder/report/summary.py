"""The opening of a report: what a reader with half a minute needs, in sentences."""

from collections.abc import Iterator, Sequence

from recorder.report.tree import Exclusion, Header, ScoredQuestionnaire, TaskReport
from recorder.report.words import format_count, format_list


def build_summary(
    header: Header,
    tasks: Sequence[TaskReport],
    questionnaires: Sequence[ScoredQuestionnaire],
    exclusions: Sequence[Exclusion],
) -> Iterator[str]:
    """Tell who took part, the worst and the best task, the goals and the ratings."""
    yield _who(header, exclusions)
    tried = [task for task in tasks if task.completion.n]
    if not tried:
        if header.sessions:
            yield "No attempt has ended yet, so there is nothing to measure."
        return
    yield from _tasks(tried)
    yield from _goals(tasks)
    yield from _ratings(questionnaires)


def _who(header: Header, exclusions: Sequence[Exclusion]) -> str:
    if not header.sessions_in_all:
        return "Nobody has taken part yet."
    planned = f" ({header.planned} planned)" if header.planned else ""
    people = format_count(header.sessions, "participant is counted", "participants are counted")
    left_out = format_count(len(exclusions), "session is", "sessions are")
    return f"{people}{planned}; {left_out if exclusions else 'none is'} left out."


def _tasks(tried: Sequence[TaskReport]) -> Iterator[str]:
    worst, best = tried[0], tried[-1]
    shares = {task.completion.estimate.estimate for task in tried}
    if shares == {1.0}:
        yield f"Everybody completed every task that was tried ({_counts(tried)})."
    elif shares == {0.0}:
        yield f"Nobody completed any task ({_counts(tried)})."
    else:
        yield f"Hardest was “{worst.title}”: {worst.completion.text} completed it."
        if best is not worst:
            yield f"Easiest was “{best.title}”: {best.completion.text}."


def _counts(tried: Sequence[TaskReport]) -> str:
    return format_list([f"{task.completion.hits} of {task.completion.n}" for task in tried])


def _goals(tasks: Sequence[TaskReport]) -> Iterator[str]:
    verdicts = [goal.verdict for task in tasks for goal in task.benchmarks]
    if not verdicts:
        return
    met, missed = verdicts.count("met"), verdicts.count("not_met")
    unknown = verdicts.count("cannot_tell_yet")
    yield (
        f"Of {format_count(len(verdicts), 'goal', 'goals')} declared before the data, "
        f"{met or 'none'} met, {missed or 'none'} missed, and {unknown or 'none'} that the data "
        "cannot tell yet."
    )


def _ratings(questionnaires: Sequence[ScoredQuestionnaire]) -> Iterator[str]:
    for one in questionnaires:
        if one.figure.estimate.n:
            scale = " of 100" if one.low == 0 else ""
            yield f"{one.title}: {one.figure.head}{scale} ({one.figure.detail})."
