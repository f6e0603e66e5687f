"""One session read once for all its tasks, and the window of it that belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from recorder.model.events import (
    ConsentWithdrawn,
    SessionEnded,
    SessionExcluded,
    SessionIncluded,
    TaskEnded,
)
from recorder.model.ids import SERVER_EPOCH, TaskId
from recorder.model.sessions import SessionRecord, SessionState
from recorder.projections.evidence import Views
from recorder.projections.judgement import Ending
from recorder.projections.milestones import Milestones, read_milestones
from recorder.projections.presence import Presence, build_presence, is_from_page
from recorder.projections.timeline import Entry, build_timeline

WITHDREW = "the participant withdrew"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session, read once for all its tasks.

    Attributes:
        last: Index of the last event that a page sent; None when there is none.
        is_over: Nothing more is expected: it was closed, or the participant left.
        void_reason: Why it does not count; None when it does.
    """

    record: SessionRecord
    timeline: tuple[Entry, ...]
    milestones: dict[TaskId, Milestones]
    presence: Presence
    views: Views
    last: int | None
    is_over: bool
    void_reason: str | None


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the timeline that belongs to an attempt, both ends inclusive.

    Attributes:
        ending: What brought it to its end.
        ended_ms: When the attempt ended; None while it runs or when the participant left.
    """

    start: int
    end: int
    ending: Ending
    ended_ms: float | None


def read_sitting(record: SessionRecord, *, now_ms: float, abandon_after_ms: float) -> Sitting:
    """Read what all tasks of a session have in common."""
    timeline = build_timeline(record)
    pages = [index for index, entry in enumerate(timeline) if is_from_page(entry)]
    silent_ms = now_ms - record.session.started_ms - _last_heard_ms(record, timeline)
    return Sitting(
        record=record,
        timeline=timeline,
        milestones=read_milestones(timeline),
        presence=build_presence(record, timeline),
        views=Views(timeline),
        last=pages[-1] if pages else None,
        is_over=record.session.state is not SessionState.OPEN or silent_ms >= abandon_after_ms,
        void_reason=find_void_reason(record, timeline),
    )


def find_void_reason(record: SessionRecord, timeline: Sequence[Entry]) -> str | None:
    """Find why a session does not count: withdrawn, or excluded and not included again."""
    reason: str | None = None
    for entry in timeline:
        match entry.event:
            case _ if entry.is_undone:
                continue
            case ConsentWithdrawn():
                return WITHDREW
            case SessionExcluded(reason=why):
                reason = why
            case SessionIncluded():
                reason = None
            case _:
                pass
    return WITHDREW if record.session.state is SessionState.WITHDRAWN else reason


def find_window(sitting: Sitting, marks: Milestones) -> Window:
    """Find where an attempt begins and ends, and what ended it.

    It ends with `task.ended`; else with the end of the session, a withdrawal or the
    beginning of another task; else it goes up to the last event of a page, and either
    runs or was left.
    """
    if marks.ended is not None and marks.claim is not None:
        start = marks.begun.index if marks.begun else marks.ended.index
        return Window(start, marks.ended.index, _ending(marks.claim), marks.ended.at_ms)
    start = marks.begun.index if marks.begun else marks.since
    stop = _stop(sitting, marks, start)
    if stop is not None:
        return Window(start, stop, Ending.STOPPED, sitting.timeline[stop].at_ms)
    last = max(start, start if sitting.last is None else sitting.last)
    return Window(start, last, Ending.LEFT if sitting.is_over else Ending.RUNNING, None)


def _ending(claim: TaskEnded) -> Ending:
    match claim:
        case TaskEnded(claim="done"):
            return Ending.DONE
        case TaskEnded(claim="gave_up") | TaskEnded(claim="skipped"):
            return Ending.GAVE_UP
        case TaskEnded(why="time_limit"):
            return Ending.TIME_LIMIT
        case TaskEnded(why="criterion"):
            return Ending.CRITERION
        case _:
            return Ending.STOPPED


def _stop(sitting: Sitting, marks: Milestones, start: int) -> int | None:
    """Find what stopped an attempt that nobody ended, if anything did."""
    others = [
        other.shown or other.started
        for other in sitting.milestones.values()
        if other.task != marks.task and other.task in sitting.record.session.tasks
    ]
    begun = [mark.index for mark in others if mark is not None and mark.index > start]
    closed = [
        index
        for index in range(start + 1, len(sitting.timeline))
        if isinstance(sitting.timeline[index].event, SessionEnded | ConsentWithdrawn)
    ]
    return min([*begun, *closed], default=None)


def _last_heard_ms(record: SessionRecord, timeline: Sequence[Entry]) -> float:
    """Tell when a page was last heard, by its events or by the arrival of its batches."""
    told = [entry.at_ms for entry in timeline if is_from_page(entry)]
    came = [
        sample.received_ms - record.session.started_ms
        for epoch in record.epochs
        if epoch.id != SERVER_EPOCH
        for sample in epoch.clock
    ]
    return max([*told, *came], default=0.0)
