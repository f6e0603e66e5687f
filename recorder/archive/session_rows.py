"""Rows about sessions: who took part, what became of each task, what was answered, every event."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from recorder.archive.columns import Cell, Row
from recorder.archive.readings import ReadSession
from recorder.archive.study_rows import name_question
from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import SERVER_EPOCH, QuestionId
from recorder.model.sessions import Session


def participant_row(read: ReadSession) -> Row:
    """Make the row of the participant, with what the first page told."""
    session, started = read.record.session, read.started
    return {
        "participant": session.participant,
        "variant": session.variant,
        "is_test": int(session.is_test),
        "device": started.device if started else None,
        "browser": started.browser if started else None,
        "os": started.os if started else None,
        "language": started.language if started else None,
        "viewport_width_px": started.viewport_width_px if started else None,
        "viewport_height_px": started.viewport_height_px if started else None,
        "pixel_ratio": started.pixel_ratio if started else None,
        "screener": write_json(session.screener),
        "choices": write_json(session.choices),
    }


def session_row(read: ReadSession, why_not: str, titles: Mapping[str, str]) -> Row:
    """Make the row of the session.

    Args:
        read: The session.
        why_not: Why reports leave it out; "" when they count it.
        titles: Titles of the variants.
    """
    session, epochs = read.record.session, read.record.epochs
    return {
        "session": session.id,
        "name": _name(session, titles),
        "participant": session.participant,
        "variant": session.variant,
        "version": session.version,
        "scored_with": read.scored_with if epochs else None,
        "state": str(session.state),
        "mode": str(session.mode),
        "started_ms": session.started_ms,
        "started_at": datetime.fromtimestamp(session.started_ms / 1000, UTC).isoformat(),
        "is_test": int(session.is_test),
        "is_counted": int(not why_not),
        "why_not": why_not,
        "is_complete": int(read.reading.is_complete),
        "page_loads": sum(epoch.id != SERVER_EPOCH for epoch in epochs),
        "events": sum(len(epoch.events) for epoch in epochs),
        "conflicts": sum(epoch.conflicts for epoch in epochs),
        "tasks": write_json(session.tasks),
    }


def _name(session: Session, titles: Mapping[str, str]) -> str:
    if session.variant is None:
        return session.participant
    return f"{session.participant}, {titles.get(session.variant, session.variant)}"


def attempt_rows(read: ReadSession) -> Iterator[Row]:
    """Make a row for each attempt, in the participant's order."""
    for attempt in read.reading.attempts:
        yield _attempt_row(attempt)


PLAIN = (
    "session",
    "task",
    "participant",
    "variant",
    "position",
    "score",
    "reason",
    "assists",
    "slips",
    "clicks",
    "target_clicks",
    "fewest_pages",
    "script_errors",
    "request_errors",
)
"""What a row takes from an attempt as it is."""

TIMES = (
    "active_ms",
    "raw_ms",
    "hidden_ms",
    "paused_ms",
    "suspended_ms",
    "clock_error_ms",
    "shown_ms",
    "started_ms",
    "ended_ms",
    "met_ms",
)
"""What it takes to the microsecond."""


def _attempt_row(attempt: Attempt) -> Row:
    return {
        **{name: getattr(attempt, name) for name in PLAIN},
        **{name: to_microsecond(getattr(attempt, name)) for name in TIMES},
        "outcome": _word(attempt.outcome),
        "claim": _word(attempt.claim),
        "criterion": str(attempt.criterion),
        "verdict": _word(attempt.verdict),
        "judged_by": attempt.judged_by or None,
        "recut_by": attempt.recut_by or None,
        "is_planned": int(attempt.is_planned),
        "direct": _truth(attempt.direct),
        "first_click_hit": _truth(attempt.first_click_hit),
        "pages": write_json(attempt.pages),
    }


def _truth(is_so: bool | None) -> int | None:
    return None if is_so is None else int(is_so)


def _word(choice: str | None) -> str | None:
    return None if choice is None else str(choice)


def answer_rows(read: ReadSession, asked: Collection[str]) -> Iterator[Row]:
    """Make a row for each answer that stands, those to the tasks' questions first.

    Args:
        read: The session.
        asked: Names of the questions that some version of the study has.
    """
    reading = read.reading
    given: list[tuple[str | None, Mapping[QuestionId, Answer]]] = [
        (attempt.task, attempt.answers) for attempt in reading.attempts
    ]
    given.append((None, reading.answers))
    session = {"session": reading.session.id, "participant": reading.session.participant}
    for task, answers in given:
        for question, answer in answers.items():
            name = name_question(task, question)
            place = {"task": task, "question": question, "asked": name if name in asked else None}
            for value in answer if isinstance(answer, list) else [answer]:
                yield {**session, **place, **_value(value)}


def _value(value: float | str) -> dict[str, Cell]:
    is_text = isinstance(value, str)
    number = None if is_text else float(value)
    return {"value_number": number, "value_text": value if is_text else None}


def event_rows(read: ReadSession) -> Iterator[Row]:
    """Make a row for each event, page load by page load."""
    session = read.record.session.id
    for entry in sorted(read.timeline, key=lambda one: (one.epoch, one.seq)):
        yield {
            "session": session,
            "epoch": entry.epoch,
            "seq": entry.seq,
            "type": str(entry.event.__struct_config__.tag),
            "task": getattr(entry.event, "task", None),
            "at_ms": entry.event.at_ms,
            "session_ms": to_microsecond(entry.at_ms),
            "clock_error_ms": entry.clock_error_ms,
            "event": msgspec.json.encode(entry.event).decode(),
        }


def to_microsecond(ms: float | None) -> float | None:
    """Leave out what no clock of a browser tells: sums of fractions end in many digits."""
    return None if ms is None else round(ms, 3)


def write_json(value: Mapping[str, object] | Iterable[object]) -> str:
    """Write a list or an object in one line, letters of every language as they are."""
    plain = dict(value) if isinstance(value, Mapping) else list(value)
    return json.dumps(plain, ensure_ascii=False)
