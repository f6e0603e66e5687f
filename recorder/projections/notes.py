"""Notes and markers that stand: what people wrote at a moment, and how it came to say that."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from recorder.model.events import NoteAdded, NoteChanged, NoteRetracted
from recorder.model.ids import TaskId
from recorder.projections.milestones import Milestones, read_milestones
from recorder.projections.timeline import Entry

_TAG = re.compile(r"(?<![\w#])#(\w[\w-]*)")
_NAME = re.compile(r"(?<![\w@])@(\w[\w.-]*)")
_SEVERITY = re.compile(r"(?<!\S)!{1,3}(?!\S)")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a note said at some time, and who said so when.

    Attributes:
        written_ms: When it was written, on the session's clock.
    """

    person: str
    text: str
    moment_ms: float
    written_ms: float


@dataclass(frozen=True, slots=True)
class Note:
    """A note or a marker that nobody took back.

    Attributes:
        person: Who wrote it first, by login.
        moment_ms: The moment it speaks of, on the session's clock.
        written_ms: When it was written first.
        marker: The study's marker type; "" for a free note.
        score: The marker's score; None when it has none.
        task: The task at hand at that moment; None between tasks.
        tags: Words after #, small, in the order of the text.
        severity: 1 to 3 for !, !! and !!! standing alone; 0 without.
        names: People named with @, as written.
        history: Everything it ever said, oldest first; empty when it never changed.
    """

    id: str
    person: str
    text: str
    moment_ms: float
    written_ms: float
    marker: str = ""
    score: float | None = None
    task: TaskId | None = None
    tags: tuple[str, ...] = ()
    severity: int = 0
    names: tuple[str, ...] = ()
    history: tuple[Wording, ...] = ()


def project_notes(timeline: Sequence[Entry]) -> tuple[Note, ...]:
    """Read the notes that stand, in the order of the moments they speak of.

    What names a note that is not there says nothing; the first of two with one name wins.
    """
    notes: dict[str, Note] = {}
    gone = set[str]()
    for entry in timeline:
        match entry.event:
            case _ if entry.is_undone:
                continue
            case NoteAdded(note=name) as event if name not in notes:
                notes[name] = _begin(event, entry.at_ms)
            case NoteChanged(note=name) as event if name in notes:
                notes[name] = _change(notes[name], event, entry.at_ms)
            case NoteRetracted(note=name):
                gone.add(name)
            case _:
                pass
    marks = read_milestones(timeline)
    kept = [
        replace(note, task=_task_at(marks, note.moment_ms))
        for name, note in notes.items()
        if name not in gone
    ]
    return tuple(sorted(kept, key=lambda note: note.moment_ms))


def find_tags(text: str) -> tuple[str, ...]:
    """Find the words after #, small, each once."""
    return tuple(dict.fromkeys(tag.lower() for tag in _TAG.findall(text)))


def find_names(text: str) -> tuple[str, ...]:
    """Find the people named with @, each once."""
    return tuple(dict.fromkeys(name.rstrip(".-") for name in _NAME.findall(text)))


def find_severity(text: str) -> int:
    """Find how grave a note says it is: the most ! that stand alone, 0 to 3."""
    return max(map(len, _SEVERITY.findall(text)), default=0)


def _begin(event: NoteAdded, at_ms: float) -> Note:
    moment_ms = at_ms if event.moment_ms is None else event.moment_ms
    return _read_text(
        Note(
            event.note,
            event.person,
            event.text,
            moment_ms,
            at_ms,
            marker=event.marker,
            score=event.score,
        )
    )


def _change(note: Note, event: NoteChanged, at_ms: float) -> Note:
    before = note.history or (Wording(note.person, note.text, note.moment_ms, note.written_ms),)
    moment_ms = note.moment_ms if event.moment_ms is None else event.moment_ms
    text = event.text or note.text
    after = Wording(event.person, text, moment_ms, at_ms)
    return _read_text(replace(note, text=text, moment_ms=moment_ms, history=(*before, after)))


def _read_text(note: Note) -> Note:
    return replace(
        note,
        tags=find_tags(note.text),
        severity=find_severity(note.text),
        names=find_names(note.text),
    )


def _task_at(marks: Mapping[TaskId, Milestones], moment_ms: float) -> TaskId | None:
    """Find the task at hand at a moment: the one begun last and not ended then."""
    at_hand = [
        (one.begun.at_ms, task)
        for task, one in marks.items()
        if one.begun and one.begun.at_ms <= moment_ms <= (one.ended.at_ms if one.ended else inf)
    ]
    return max(at_hand)[1] if at_hand else None
