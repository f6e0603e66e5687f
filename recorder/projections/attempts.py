"""Attempts: what became of each task in one session.

Everything here can be thrown away and made again from the study and the log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recorder.model.attempts import Answer, Attempt
from recorder.model.events import (
    ProblemReported,
    RequestFailed,
    ScriptFailed,
)
from recorder.model.ids import QuestionId, TaskId
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.sessions import SessionMode, SessionRecord
from recorder.model.studies import Study
from recorder.projections.addresses import collapsed
from recorder.projections.attempt_readings import Reading, read_attempt
from recorder.projections.clicks import read_aim
from recorder.projections.criteria import Result
from recorder.projections.evidence import Reply
from recorder.projections.intervals import Stretch
from recorder.projections.judgement import Facts, judge
from recorder.projections.milestones import Milestones
from recorder.projections.paths import fewest_pages, is_direct
from recorder.projections.presence import Times, spend
from recorder.projections.sittings import Sitting, read_sitting

VERSION = 3
"""Goes up whenever the same log gives other attempts; kept readings of older ones are stale."""


def project_attempts(
    study: Study, record: SessionRecord, *, now_ms: float, abandon_after_ms: float
) -> list[Attempt]:
    """Read one session's attempts from its log, one for each task shown or started.

    An attempt runs from `task.started` to `task.ended`. Without an end it is over when the
    session ends, when consent is withdrawn, or when the next task begins; and the
    participant has left when no page was heard for `abandon_after_ms`, or the session was
    closed without an end. It then has no `ended_ms`, and its times go up to the last event.
    Where the task ends on success, the attempt ends when its criterion was first met.

    The criterion sees the window only, and the page the participant was on at its start.
    A task that was ended as done although its start was never delivered is judged from
    where it was shown; one that was skipped or left before its start is not judged at all.
    Where a moderator had a task restarted, the last go counts. Where a person corrected
    when an attempt began and ended, everything is measured between these moments. A session
    recorded by hand has no page for a criterion to look at.

    Args:
        study: The version to score with: as a rule the one the session ran under.
        record: The session and its whole log.
        now_ms: The time now by the server's wall clock, ms since 1970.
        abandon_after_ms: How long silence means that the participant has left.

    Returns:
        Attempts in the participant's order of tasks.
    """
    sitting = read_sitting(record, now_ms=now_ms, abandon_after_ms=abandon_after_ms)
    return [
        _build_attempt(read_attempt(sitting, marks, study.find_task(marks.task)), position)
        for position, marks in list_goes(sitting)
    ]


def list_goes(sitting: Sitting) -> list[tuple[int, Milestones]]:
    """List what was gone at, with its place in the order, from 1.

    Where a moderator gives the tasks, that is the order in which they were given. One that
    was given and taken away again before it began is no attempt.
    """
    session, found = sitting.record.session, sitting.milestones
    if session.mode is SessionMode.UNMODERATED:
        placed = [(place, found.get(task)) for place, task in enumerate(session.tasks, start=1)]
        return [(place, marks) for place, marks in placed if marks and marks.has_begun]
    at_hand = max(found.values(), key=lambda marks: marks.since, default=None)
    known = [
        marks
        for marks in found.values()
        if marks.started or marks.ended or (marks is at_hand and marks.shown)
    ]
    planned = [marks for marks in known if marks.task in session.tasks]
    others = [marks for marks in known if marks.task not in session.tasks]
    return list(enumerate([*planned, *others], start=1))


def _build_attempt(reading: Reading, position: int) -> Attempt:
    session = reading.sitting.record.session
    marks = reading.marks
    attempt = Attempt(
        session=session.id,
        participant=session.participant,
        variant=session.variant,
        task=marks.task,
        position=position,
        shown_ms=marks.shown.at_ms if marks.shown else None,
        started_ms=marks.started.at_ms if marks.started else None,
        ended_ms=reading.window.ended_ms,
        claim=Claim(marks.claim.claim) if marks.claim and marks.claim.claim else None,
        criterion=_finding(reading.full, reading.part),
        met_ms=reading.full.met_ms if reading.full else None,
        verdict=Outcome(marks.verdict.outcome) if marks.verdict else None,
        judged_by=marks.verdict.person if marks.verdict else "",
        recut_by=marks.recut.person if marks.recut else "",
        title=_unplanned_title(reading),
        has_page=session.mode is not SessionMode.BY_HAND,
        assists=marks.assists,
        slips=marks.slips,
        answers=_answers(reading.evidence.replies),
    )
    attempt = _with_outcome(_with_times(attempt, reading), reading)
    return _with_counts(attempt, reading)


def _unplanned_title(reading: Reading) -> str:
    marks, session = reading.marks, reading.sitting.record.session
    if reading.task is not None or marks.task in session.tasks:
        return ""
    return marks.title or marks.task


def _finding(full: Result | None, part: Result | None) -> Finding:
    if full is None:
        return Finding.NONE
    if full.is_met:
        return Finding.MET
    return Finding.PARTLY_MET if part and part.is_met else Finding.NOT_MET


def _answers(replies: Mapping[str, Sequence[Reply]]) -> dict[QuestionId, Answer]:
    return {
        QuestionId(question): trail[-1].value
        for question, trail in replies.items()
        if trail[-1].value is not None
    }


def _with_times(attempt: Attempt, reading: Reading) -> Attempt:
    started, window = reading.marks.started, reading.window
    if started is None:
        return attempt
    last = reading.sitting.timeline[window.end]
    times = _spent(reading, last.at_ms if window.ended_ms is None else window.ended_ms)
    error_ms = started.entry.clock_error_ms + last.clock_error_ms
    return replace(
        attempt,
        raw_ms=times.raw_ms,
        active_ms=times.active_ms,
        hidden_ms=times.hidden_ms,
        paused_ms=times.paused_ms,
        suspended_ms=times.suspended_ms,
        clock_error_ms=0.0 if started.entry.epoch == last.epoch else error_ms,
    )


def _spent(reading: Reading, up_to_ms: float) -> Times:
    """Split the time from the start up to a moment."""
    begun = reading.marks.begun
    start_ms = up_to_ms if begun is None else begun.at_ms
    window = Stretch(start_ms, max(start_ms, up_to_ms))
    return spend(reading.sitting.presence, window, reading.marks.task)


def _with_outcome(attempt: Attempt, reading: Reading) -> Attempt:
    limit_ms = None
    if reading.task is not None and reading.task.time_limit_s is not None:
        limit_ms = reading.task.time_limit_s * 1_000
    partial = reading.task.partial if reading.task else None
    judgement = judge(
        Facts(
            ending=reading.window.ending,
            finding=attempt.criterion,
            met_in_time=_is_in_time(reading, reading.full, limit_ms),
            partly_in_time=_is_in_time(reading, reading.part, limit_ms),
            over_limit=limit_ms is not None and (attempt.active_ms or 0.0) > limit_ms,
            partial_score=partial.score if partial else None,
            verdict=reading.marks.verdict,
            void_reason=reading.sitting.void_reason,
        )
    )
    return replace(
        attempt, outcome=judgement.outcome, score=judgement.score, reason=judgement.reason
    )


def _is_in_time(reading: Reading, result: Result | None, limit_ms: float | None) -> bool:
    if result is None or result.met_ms is None:
        return False
    return limit_ms is None or _spent(reading, result.met_ms).active_ms <= limit_ms


def _with_counts(attempt: Attempt, reading: Reading) -> Attempt:
    window, timeline = reading.window, reading.sitting.timeline
    problems = tuple(
        entry.event.text
        for index, entry in enumerate(timeline)
        if index >= reading.marks.since
        and isinstance(entry.event, ProblemReported)
        and _is_of(entry.event.task, attempt.task, inside=window.start <= index <= window.end)
    )
    if reading.marks.started is None or not attempt.has_page:
        return replace(attempt, problems=problems)
    entries = timeline[window.start : window.end + 1]
    events = [entry.event for entry in entries]
    pages = collapsed(seen.address for seen in reading.evidence.pages)
    best_paths = reading.task.best_paths if reading.task else ()
    aim = read_aim(entries, reading.task.targets if reading.task else ())
    return replace(
        attempt,
        pages=pages,
        fewest_pages=fewest_pages(pages, best_paths),
        clicks=aim.clicks,
        target_clicks=aim.on_target,
        first_click_hit=aim.first_hit,
        script_errors=sum(isinstance(event, ScriptFailed) for event in events),
        request_errors=sum(isinstance(event, RequestFailed) for event in events),
        problems=problems,
        direct=is_direct(pages, best_paths) if attempt.outcome is Outcome.COMPLETED else None,
    )


def _is_of(named: str | None, task: TaskId, *, inside: bool) -> bool:
    return named == task or (named is None and inside)
