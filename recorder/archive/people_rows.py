"""Rows of what somebody wrote or judged: notes, verdicts, and all words to be searched."""

from collections.abc import Collection, Iterator

from recorder.archive.columns import Row
from recorder.archive.readings import ReadSession
from recorder.archive.session_rows import to_microsecond, write_json
from recorder.model.events import (
    Act,
    MessageSent,
    NoteAdded,
    ProblemReported,
    RemarkMade,
    SessionExcluded,
    SlipNoted,
    TaskAssigned,
    TaskRestarted,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.projections.act_words import tell_act
from recorder.projections.notes import Note
from recorder.projections.timeline import Entry


def note_rows(read: ReadSession) -> Iterator[Row]:
    """Make a row for each note, as it was last written, in the order they were added."""
    standing = {note.id: note for note in read.reading.notes}
    added = dict.fromkeys(
        entry.event.note for entry in read.timeline if isinstance(entry.event, NoteAdded)
    )
    first = {
        entry.event.note: entry
        for entry in reversed(read.timeline)
        if isinstance(entry.event, NoteAdded)
    }
    for name in added:
        yield _note_row(read, first[name], standing.get(name))


def _note_row(read: ReadSession, entry: Entry, note: Note | None) -> Row:
    event = entry.event
    assert isinstance(event, NoteAdded)  # noqa: S101 - chosen so by note_rows
    moment_ms = entry.at_ms if event.moment_ms is None else event.moment_ms
    return {
        "session": read.record.session.id,
        "note": event.note,
        "person": event.person,
        "session_ms": to_microsecond(entry.at_ms),
        "moment_ms": to_microsecond(note.moment_ms if note else moment_ms),
        "task": note.task if note else None,
        "marker": event.marker or None,
        "score": event.score,
        "text": note.text if note else None,
        "tags": write_json(note.tags if note else ()),
        "severity": note.severity if note else 0,
        "changes": max(0, len(note.history) - 1) if note else 0,
        "is_retracted": int(note is None),
    }


def verdict_rows(read: ReadSession) -> Iterator[Row]:
    """Make a row for each verdict and agreement, oldest first; what does not stand is marked."""
    rows: list[Row] = []
    for entry in read.timeline:
        match entry.event:
            case VerdictGiven() | VerdictAgreed() as verdict:
                rows.append(_verdict_row(read, entry, verdict))
            case VerdictWithdrawn(task=task, person=person) if not entry.is_undone:
                _mark(rows, task, person)
            case TaskRestarted(task=task) | TaskAssigned(task=task) if not entry.is_undone:
                _mark(rows, task, None)
            case _:
                pass
    yield from rows


def _verdict_row(read: ReadSession, entry: Entry, verdict: VerdictGiven | VerdictAgreed) -> Row:
    is_agreed = isinstance(verdict, VerdictAgreed)
    return {
        "session": read.record.session.id,
        "task": verdict.task,
        "person": verdict.person,
        "session_ms": to_microsecond(entry.at_ms),
        "kind": "agreed" if is_agreed else "verdict",
        "outcome": verdict.outcome,
        "score": verdict.score,
        "reason": verdict.reason,
        "between_people": write_json(verdict.between if isinstance(verdict, VerdictAgreed) else ()),
        "is_withdrawn": int(entry.is_undone),
    }


def _mark(rows: list[Row], task: str, person: str | None) -> None:
    """Mark what a person takes back, or with None all that was said of an earlier go."""
    for row in rows:
        is_own = row["person"] == person and row["kind"] == "verdict"
        if row["task"] == task and (person is None or is_own):
            row["is_withdrawn"] = 1


def act_rows(read: ReadSession) -> Iterator[Row]:
    """Make a row for each thing that a person did or said, oldest first."""
    titles = read.titles
    for entry in read.timeline:
        event = entry.event
        if isinstance(event, Act):
            yield {
                "session": read.record.session.id,
                "task": getattr(event, "task", None),
                "person": str(getattr(event, "person", "")),
                "session_ms": to_microsecond(entry.at_ms),
                "type": str(event.__struct_config__.tag),
                "words": tell_act(event, titles) or "took an act back",
                "text": str(getattr(event, "text", "") or getattr(event, "reason", "")) or None,
                "is_undone": int(entry.is_undone),
            }


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
            case (
                VerdictGiven(reason=text, task=task, person=person)
                | VerdictAgreed(reason=text, task=task, person=person)
            ) if text:
                yield _word(read, "verdict", text, {**at, "task": task, "person": person})
            case SessionExcluded(reason=text, person=person) if text:
                yield _word(read, "exclusion", text, {**at, "person": person})
            case MessageSent(text=text, person=person) if text:
                yield _word(read, "message", text, {**at, "person": person})
            case RemarkMade(text=text, person=person) if text:
                yield _word(read, "remark", text, {**at, "person": person})
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
