"""Rows of what somebody wrote or judged: notes, verdicts, and all words to be searched."""

from collections.abc import Collection, Iterator

from recorder.archive.columns import Row
from recorder.archive.readings import ReadSession
from recorder.archive.session_rows import to_microsecond
from recorder.model.events import (
    NoteAdded,
    NoteChanged,
    NoteRetracted,
    ProblemReported,
    SessionExcluded,
    SlipNoted,
    TaskRestarted,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.projections.timeline import Entry


def note_rows(read: ReadSession) -> Iterator[Row]:
    """Make a row for each note, as it was last written, in the order they were added."""
    rows: dict[str, Row] = {}
    for entry in read.timeline:
        match entry.event:
            case NoteAdded(note=note, person=person, text=text) if note not in rows:
                first = {"session": read.record.session.id, "note": note, "person": person}
                rest: Row = {"text": text, "changes": 0, "is_retracted": 0}
                rows[note] = {**first, "session_ms": to_microsecond(entry.at_ms), **rest}
            case NoteChanged(note=note, text=text) if note in rows:
                changes = int(rows[note]["changes"] or 0) + 1
                rows[note] = {**rows[note], "text": text, "changes": changes}
            case NoteRetracted(note=note) if note in rows:
                rows[note] = {**rows[note], "is_retracted": 1}
            case _:
                pass
    for row in rows.values():
        yield {**row, "text": None} if row["is_retracted"] else row


def verdict_rows(read: ReadSession) -> Iterator[Row]:
    """Make a row for each verdict, oldest first; what was taken back is marked."""
    rows: list[Row] = []
    for entry in read.timeline:
        match entry.event:
            case VerdictGiven():
                rows.append(_verdict_row(read, entry, entry.event))
            case VerdictWithdrawn(task=task, person=person):
                _mark(rows, task, person)
            case TaskRestarted(task=task):
                _mark(rows, task, None)
            case _:
                pass
    yield from rows


def _verdict_row(read: ReadSession, entry: Entry, verdict: VerdictGiven) -> Row:
    return {
        "session": read.record.session.id,
        "task": verdict.task,
        "person": verdict.person,
        "session_ms": to_microsecond(entry.at_ms),
        "outcome": verdict.outcome,
        "score": verdict.score,
        "reason": verdict.reason,
        "is_withdrawn": 0,
    }


def _mark(rows: list[Row], task: str, person: str | None) -> None:
    for row in rows:
        if row["task"] == task and person in (None, row["person"]):
            row["is_withdrawn"] = 1


def word_rows(
    read: ReadSession, answers: list[Row], notes: list[Row], chosen: Collection[str]
) -> Iterator[Row]:
    """Make a row for each text that somebody wrote, to be searched.

    Args:
        read: The session.
        answers: Its `answer_rows`.
        notes: Its `note_rows`.
        chosen: Names of the questions that are answered by choosing, not by writing.
    """
    for row in notes:
        if row["text"]:
            yield _word(read, "note", row["text"], row)
    for answer in answers:
        if answer["value_text"] and answer["asked"] not in chosen:
            yield _word(read, "answer", answer["value_text"], answer)
    for entry in read.timeline:
        at = {"session_ms": to_microsecond(entry.at_ms)}
        match entry.event:
            case ProblemReported(text=text, task=task) if text:
                yield _word(read, "problem", text, {**at, "task": task})
            case SlipNoted(text=text, task=task, person=person) if text:
                yield _word(read, "slip", text, {**at, "task": task, "person": person})
            case VerdictGiven(reason=text, task=task, person=person) if text:
                yield _word(read, "verdict", text, {**at, "task": task, "person": person})
            case SessionExcluded(reason=text, person=person) if text:
                yield _word(read, "exclusion", text, {**at, "person": person})
            case _:
                pass


def _word(read: ReadSession, kind: str, text: object, rest: Row) -> Row:
    session = read.record.session
    return {
        "kind": kind,
        "session": session.id,
        "participant": session.participant,
        "task": rest.get("task"),
        "person": rest.get("person"),
        "session_ms": rest.get("session_ms"),
        "text": str(text),
    }
