"""One session read once for all its tasks, and the window of it that belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import UnionType

from recorder.model.events import (
    AssistGiven,
    ConsentWithdrawn,
    MessageSent,
    ModerationHanded,
    SessionClosed,
    SessionEnded,
    SessionExcluded,
    SessionIncluded,
    SlipNoted,
    TaskAssigned,
    TaskBegun,
    TaskEnded,
    TaskFinished,
    TaskRestarted,
)
from recorder.model.ids import SERVER_EPOCH, TaskId
from recorder.model.sessions import SessionMode, SessionRecord, SessionState
from recorder.projections.evidence import Views
from recorder.projections.judgement import Ending
from recorder.projections.milestones import Milestones, read_milestones
from recorder.projections.presence import Presence, build_presence, is_from_page
from recorder.projections.timeline import Entry, build_timeline

WITHDREW = "the participant withdrew"

LEADING = (
    TaskAssigned
    | TaskBegun
    | TaskFinished
    | TaskRestarted
    | AssistGiven
    | SlipNoted
    | MessageSent
    | ModerationHanded
    | SessionClosed
)
"""What a moderator does while a session runs; notes and verdicts may come long after it."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session, read once for all its tasks.

    Attributes:
        last: Index of the last event of the sitting itself, which a page sent or who
            records by hand; None when there is none.
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
    is_by_hand = record.session.mode is SessionMode.BY_HAND
    heard = LEADING if is_by_hand else None
    told = [index for index, entry in enumerate(timeline) if _is_of_sitting(entry, heard)]
    return Sitting(
        record=record,
        timeline=timeline,
        milestones=read_milestones(timeline),
        presence=Presence() if is_by_hand else build_presence(record, timeline),
        views=Views(timeline),
        last=told[-1] if told else None,
        is_over=_is_over(record, timeline, now_ms=now_ms, abandon_after_ms=abandon_after_ms),
        void_reason=find_void_reason(record, timeline),
    )


def _is_of_sitting(entry: Entry, acts: UnionType | None) -> bool:
    if entry.is_undone:
        return False
    return is_from_page(entry) or (acts is not None and isinstance(entry.event, acts))


def _is_over(
    record: SessionRecord, timeline: Sequence[Entry], *, now_ms: float, abandon_after_ms: float
) -> bool:
    """Answer whether nothing more is expected; silence says so only where a page would speak."""
    if record.session.state is not SessionState.OPEN:
        return True
    if record.session.mode is SessionMode.BY_HAND:
        return False
    silent_ms = now_ms - record.session.started_ms - _last_heard_ms(record, timeline)
    return silent_ms >= abandon_after_ms


def find_void_reason(record: SessionRecord, timeline: Sequence[Entry]) -> str | None:
    """Find why a session does not count: withdrawn, or excluded and not included again."""
    has_withdrawn = record.session.state is SessionState.WITHDRAWN or any(
        isinstance(entry.event, ConsentWithdrawn) and not entry.is_undone for entry in timeline
    )
    return WITHDREW if has_withdrawn else find_exclusion(timeline)


def find_exclusion(timeline: Sequence[Entry]) -> str | None:
    """Find a person's reason to leave the session out, unless it was taken back."""
    reason: str | None = None
    for entry in timeline:
        match entry.event:
            case _ if entry.is_undone:
                continue
            case SessionExcluded(reason=why):
                reason = why
            case SessionIncluded():
                reason = None
            case _:
                pass
    return reason


def find_window(sitting: Sitting, marks: Milestones) -> Window:
    """Find where an attempt begins and ends, and what ended it.

    It ends with `task.ended` or a moderator's `task.finished`; else with the end of the
    session, a withdrawal or the beginning of another task; else it goes up to the last
    event of the sitting, and either runs or was left. Where a person corrected the end of
    what is over, that counts.
    """
    window = _find_recorded(sitting, marks)
    if marks.cut is None or window.ending is Ending.RUNNING:
        return window
    end = max(window.start, marks.cut.index)
    return Window(window.start, end, window.ending, marks.cut.at_ms)


def _find_recorded(sitting: Sitting, marks: Milestones) -> Window:
    if marks.ended is not None and marks.claim is not None:
        start = marks.begun.index if marks.begun else marks.ended.index
        end = max(start, marks.ended.index)
        return Window(start, end, _ending(marks.claim), marks.ended.at_ms)
    start = marks.begun.index if marks.begun else marks.since
    stop = _stop(sitting, marks, start)
    if stop is not None:
        entry = sitting.timeline[stop]
        is_by_person = isinstance(entry.event, TaskAssigned | TaskRestarted | SessionClosed)
        ending = Ending.ENDED if is_by_person else Ending.STOPPED
        return Window(start, stop, ending, entry.at_ms)
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
        case TaskEnded(why="moderator"):
            return Ending.ENDED
        case _:
            return Ending.STOPPED


def _stop(sitting: Sitting, marks: Milestones, start: int) -> int | None:
    """Find what stopped an attempt that nobody ended, if anything did."""
    others = [
        other.shown or other.started
        for other in sitting.milestones.values()
        if other.task != marks.task and (other.go or other.task in sitting.record.session.tasks)
    ]
    begun = [mark.index for mark in others if mark is not None and mark.index > start]
    closed = [
        index
        for index in range(start + 1, len(sitting.timeline))
        if _closes(sitting.timeline[index])
    ]
    return min([*begun, *closed], default=None)


def _closes(entry: Entry) -> bool:
    event = entry.event
    return not entry.is_undone and isinstance(
        event, SessionEnded | SessionClosed | ConsentWithdrawn
    )


def _last_heard_ms(record: SessionRecord, timeline: Sequence[Entry]) -> float:
    """Tell when a page was last heard, by its events or by the arrival of its batches.

    A moderator who leads the session is with the participant, so that counts as heard too.
    """
    told = [
        entry.at_ms for entry in timeline if is_from_page(entry) or isinstance(entry.event, LEADING)
    ]
    came = [
        sample.received_ms - record.session.started_ms
        for epoch in record.epochs
        if epoch.id != SERVER_EPOCH
        for sample in epoch.clock
    ]
    return max([*told, *came], default=0.0)
