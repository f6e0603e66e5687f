"""A session told to people: what happened, moment by moment, in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recorder.model.events import (
    Act,
    ActUndone,
    KeyPressed,
    PageScrolled,
    PointerMoved,
    RatingGiven,
    TaskAssigned,
    TaskBegun,
    TaskEnded,
    TaskFinished,
    TaskShown,
    TaskStarted,
)
from recorder.model.ids import TaskId
from recorder.model.sessions import SessionMode, SessionRecord
from recorder.projections.act_words import tell_act
from recorder.projections.event_words import tell_answer, tell_event
from recorder.projections.intervals import Stretch
from recorder.projections.names import NO_NAMES, Names
from recorder.projections.presence import build_presence
from recorder.projections.timeline import Entry, build_timeline

_SHORT_MS = 1_000.0
_MOVING = "moving"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened.

    Attributes:
        at_ms: Milliseconds since the session started.
        kind: The event's type on the wire, or "away" for a stretch without the participant.
        words: What happened, for people, such as "clicked “Add to basket” (button)".
        task: The task that ran then; None between tasks.
        detail: More, such as a selector or a message; "" when there is none.
    """

    at_ms: float
    kind: str
    words: str
    task: TaskId | None = None
    detail: str = ""


def tell_story(record: SessionRecord, names: Names = NO_NAMES) -> tuple[Moment, ...]:
    """Tell a session as moments, oldest first.

    Pointer moves, scrolls and arrow keys that follow each other are one moment, and so are
    answers to the items of one instrument. What only
    machines need (measurements, DOM recording) is left out. Text that a page or a participant
    chose is passed on as it came: a page that shows it has to escape it.
    """
    timeline = build_timeline(record)
    moments = [*_moments(timeline, names), *_absences(record, timeline)]
    return tuple(sorted(moments, key=lambda moment: moment.at_ms))


def _moments(timeline: Sequence[Entry], names: Names) -> Iterator[Moment]:
    """Tell moment by moment; what belongs to the moment before is added to it."""
    held: Moment | None = None
    run: list[str] = []
    for moment, joint, part in _told(timeline, names):
        if held is not None and joint and joint == run[0] and part not in run[1:]:
            run.append(part)
            held = _join(held, run)
        elif held is not None and joint == _MOVING and joint == run[0]:
            continue
        else:
            if held is not None:
                yield held
            held, run = moment, [joint, part]
    if held is not None:
        yield held


def _told(timeline: Sequence[Entry], names: Names) -> Iterator[tuple[Moment, str, str]]:
    """Answer each moment with what joins it to its neighbours ("" for nothing) and its part."""
    names = _with_unplanned(timeline, names)
    acts = {entry.event.act: entry.event for entry in timeline if isinstance(entry.event, Act)}
    task: TaskId | None = None
    for entry in timeline:
        event = entry.event
        if isinstance(event, TaskShown | TaskStarted | TaskBegun) and not entry.is_undone:
            task = TaskId(event.task)
        told = tell_event(entry, names) or _tell_undo(entry, names, acts)
        if told is not None:
            kind = str(event.__struct_config__.tag)
            joint, part = _joint(entry, names, told[0])
            yield Moment(entry.at_ms, kind, told[0], task, told[1]), joint, part
        if isinstance(event, TaskEnded | TaskFinished) and not entry.is_undone:
            task = None


def _with_unplanned(timeline: Sequence[Entry], names: Names) -> Names:
    """Add what a moderator called the tasks that the study does not plan."""
    titles = {
        entry.event.task: entry.event.title
        for entry in timeline
        if isinstance(entry.event, TaskAssigned) and entry.event.title
    }
    return replace(names, tasks={**titles, **names.tasks})


def _joint(entry: Entry, names: Names, words: str) -> tuple[str, str]:
    match entry.event:
        case PointerMoved() | PageScrolled() | KeyPressed():
            return _MOVING, words
        case RatingGiven(question=question, value=value) if question in names.instruments:
            # Both stand there when an answer was changed.
            item = question.rpartition(".")[2]
            return names.instruments[question], f"{item}: {tell_answer(value)}"
    return "", ""


def _join(held: Moment, run: Sequence[str]) -> Moment:
    joint, *parts = run
    if joint == _MOVING:
        return replace(held, words=" and ".join([", ".join(parts[:-1]), parts[-1]]))
    return replace(held, words=f"answered the {joint}", detail=", ".join(parts))


def _absences(record: SessionRecord, timeline: Sequence[Entry]) -> list[Moment]:
    if record.session.mode is SessionMode.BY_HAND:
        return []
    presence = build_presence(record, timeline)
    away = [("left the page for", stretch) for stretch in presence.hidden]
    slept = [("the machine slept for", stretch) for stretch in presence.suspended]
    return [
        Moment(stretch.begin_ms, "away", f"{words} {_lasting(stretch)}")
        for words, stretch in [*away, *slept]
        if stretch.length_ms >= _SHORT_MS
    ]


def _lasting(stretch: Stretch) -> str:
    seconds = round(stretch.length_ms / 1_000)
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def _tell_undo(entry: Entry, names: Names, acts: Mapping[str, Act]) -> tuple[str, str] | None:
    match entry.event:
        case ActUndone(person=person, undone=undone):
            later = " (taken back later)" if entry.is_undone else ""
            return f"{names.call(person)} took back: {_undone(undone, names, acts)}{later}", ""
        case _:
            return None


def _undone(act: str, names: Names, acts: Mapping[str, Act]) -> str:
    match acts.get(act):
        case ActUndone():
            return "taking an act back"
        case None:
            return "an act that is not in the log"
        case event:
            return tell_act(event, names.tasks)
