"""One session as those see it with whom a report was shared: what its page did, no more."""

from dataclasses import replace

from recorder.model.attempts import Answer, Attempt
from recorder.model.sessions import SessionRecord
from recorder.model.studies import Study
from recorder.report.readings import SessionReading
from recorder.web.session_page import SessionPage, TaskRow, build_session_page

SHARED_KINDS = frozenset(
    {
        "away",
        "element.clicked",
        "field.changed",
        "page.scrolled",
        "page.viewed",
        "request.failed",
        "script.failed",
        "session.ended",
        "session.started",
        "task.ended",
        "task.paused",
        "task.resumed",
        "task.shown",
        "task.started",
    }
)
"""What the timeline may tell strangers: nothing that people said among themselves."""

QUOTED_KINDS = frozenset({"problem.reported", "rating.given"})
"""What it may tell them besides, where participants' words are shared."""


def build_shared_session(
    study: Study,
    record: SessionRecord,
    reading: SessionReading,
    *,
    has_quotes: bool,
    now_ms: float,
    abandon_after_ms: float,
    at_ms: float | None,
) -> SessionPage:
    """Put one session together without what is not shared."""
    page = build_session_page(
        study, record, reading, now_ms=now_ms, abandon_after_ms=abandon_after_ms, at_ms=at_ms
    )
    kinds = SHARED_KINDS | QUOTED_KINDS if has_quotes else SHARED_KINDS
    lines = (line for line in page.lines if line.moment.kind in kinds)
    return replace(
        page,
        rows=tuple(_share_row(row, has_quotes=has_quotes) for row in page.rows),
        answers=_share_answers(page.answers, has_quotes=has_quotes),
        lines=tuple(replace(line, moment=replace(line.moment, detail="")) for line in lines),
    )


def _share_row(row: TaskRow, *, has_quotes: bool) -> TaskRow:
    attempt = row.attempt and _share_attempt(row.attempt, has_quotes=has_quotes)
    answers = _share_answers(row.answers, has_quotes=has_quotes)
    return replace(row, attempt=attempt, answers=answers, reasons=(), conflicts=())


def _share_attempt(attempt: Attempt, *, has_quotes: bool) -> Attempt:
    return replace(attempt, reason="", problems=attempt.problems if has_quotes else ())


def _share_answers(
    answers: tuple[tuple[str, Answer], ...], *, has_quotes: bool
) -> tuple[tuple[str, Answer], ...]:
    """Keep numbers, and words only where they are shared."""
    is_kept = (has_quotes or isinstance(value, int | float) for _, value in answers)
    return tuple(one for one, keep in zip(answers, is_kept, strict=True) if keep)
