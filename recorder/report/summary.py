"""The opening of a report: what a reader with half a minute needs, in sentences."""

from collections.abc import Iterator, Sequence

from recorder.report.tree import Benchmark, Report, TaskReport
from recorder.report.words import format_count, format_list, format_percent

LONGEST = 8
"""Sentences that somebody reads before scrolling on."""

VERDICTS = {
    "met": "that meets the goal of",
    "not_met": "that misses the goal of",
    "cannot_tell_yet": "we cannot tell yet whether that meets the goal of",
}


def build_summary(report: Report) -> Iterator[str]:
    """Tell who took part, how the tasks went, the goals, the ratings, and what to check.

    The worst task comes first. Where there is more to say than a reader takes in, what
    stands in the tables below is left to them.
    """
    yield _who(report)
    tried = [task for task in report.tasks if task.completion.n]
    if not tried:
        if report.header.sessions:
            yield "No attempt has ended yet, so there is nothing to measure."
        return
    ranked = [*_tasks(tried), *_whole(report, tried), *_ratings(report), *_doubts(report)]
    kept = sorted(range(len(ranked)), key=lambda place: (ranked[place][0], place))
    for place in sorted(kept[: LONGEST - 1]):
        yield ranked[place][1]


def _who(report: Report) -> str:
    header, exclusions = report.header, report.exclusions
    if not header.sessions_in_all:
        return "Nobody has taken part yet."
    left_out = format_count(len(exclusions), "session is", "sessions are")
    rest = f"{left_out if exclusions else 'none is'} left out."
    if report.is_running:
        so_far = f"{header.sessions} of {header.planned} planned participants have taken part so"
        return f"{so_far} far, so everything here may still change; {rest}"
    planned = f" ({header.planned} planned)" if header.planned else ""
    people = format_count(header.sessions, "participant is counted", "participants are counted")
    return f"{people}{planned}; {rest}"


Ranked = tuple[int, str]
"""How dispensable a sentence is, 0 for not at all, and the sentence."""


def _tasks(tried: Sequence[TaskReport]) -> Iterator[Ranked]:
    worst, best = tried[0], tried[-1]
    shares = {task.completion.estimate.estimate for task in tried}
    if shares == {1.0}:
        yield 0, f"Everybody completed every task that was tried ({_counts(tried)})."
        return
    if shares == {0.0}:
        yield 0, f"Nobody completed any task ({_counts(tried)})."
        return
    yield 0, _completion(worst, "Hardest was " if len(tried) > 1 else "")
    if worst.time.successes:
        yield 4, f"Those who finished it typically took {worst.time.figure.text}."
    for task in tried[1:-1]:
        yield 3, _completion(task, "")
    if best is not worst:
        yield 1, _completion(best, "Easiest was ")


def _completion(task: TaskReport, lead: str) -> str:
    said = f"{lead}“{task.title}”: {_finished(task)} ({task.completion.detail})"
    goal = _goal(task)
    if goal is None:
        return f"{said}."
    return f"{said}; {VERDICTS[goal.verdict]} {format_percent(goal.goal)}."


def _finished(task: TaskReport) -> str:
    share = task.completion
    if not share.hits:
        return f"nobody finished it, 0 of {share.n}"
    said = f"{share.head} finished it"
    if not task.assisted:
        return said
    helped = "with help" if task.assisted == share.hits else f"{task.assisted} of them with help"
    return f"{said}, {helped}"


def _goal(task: TaskReport) -> Benchmark | None:
    return next((one for one in task.benchmarks if one.measure == "completion"), None)


def _counts(tried: Sequence[TaskReport]) -> str:
    return format_list([f"{task.completion.hits} of {task.completion.n}" for task in tried])


def _whole(report: Report, tried: Sequence[TaskReport]) -> Iterator[Ranked]:
    if report.overall is not None and len(tried) > 1:
        figure = report.overall.completion
        yield 2, f"Over all tasks, {figure.head} attempts were completed ({figure.detail})."
    verdicts = [goal.verdict for task in report.tasks for goal in task.benchmarks]
    if len(verdicts) < 2:
        return
    met, missed = verdicts.count("met"), verdicts.count("not_met")
    unknown = verdicts.count("cannot_tell_yet")
    parts = [
        f"{met or 'none'} {_are(met)} met",
        f"{missed or 'none'} {_are(missed)} missed",
        f"{unknown or 'none'} cannot be told yet",
    ]
    yield 2, f"Of {len(verdicts)} goals declared before the data, {format_list(parts)}."


def _are(count: int) -> str:
    return "are" if count > 1 else "is"


def _ratings(report: Report) -> Iterator[Ranked]:
    for one in report.questionnaires:
        if not one.figure.estimate.n:
            continue
        scale = f" of {one.high:g}" if one.low >= 0 else ""
        said = f"{one.title}: {one.figure.head}{scale} ({one.figure.detail})"
        place = one.standing
        if place is not None and place.grade_low:
            said += f", a grade {place.grade}, plausibly {place.grade_low} to {place.grade_high}"
        yield 1, f"{said}."


def _doubts(report: Report) -> Iterator[Ranked]:
    careless = sum(one.kind == "behaviour" for one in report.remarks)
    said = [
        (
            len(report.disagreements),
            "attempt whose witnesses disagree",
            "attempts whose witnesses disagree",
        ),
        (careless, "sign of careless answers", "signs of careless answers"),
    ]
    parts = [format_count(count, one, many) for count, one, many in said if count]
    if parts:
        yield 1, f"Before you rely on this, look at {format_list(parts)}, listed below."
