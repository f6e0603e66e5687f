"""When each task was shown, started and ended, and what people said about it since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from recorder.model.events import (
    AssistGiven,
    SlipNoted,
    TaskAssigned,
    TaskBegun,
    TaskEnded,
    TaskFinished,
    TaskRecut,
    TaskRestarted,
    TaskShown,
    TaskStarted,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.model.ids import TaskId
from recorder.projections.goes import standing
from recorder.projections.timeline import Entry

Verdict = VerdictGiven | VerdictAgreed
Said = Literal["done", "gave_up", "skipped"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone and its place in the timeline.

    Attributes:
        moved_ms: Where a person says it was; None where it counts as recorded.
    """

    index: int
    entry: Entry
    moved_ms: float | None = None

    @property
    def at_ms(self) -> float:
        """When it was, on the session's clock."""
        return self.entry.at_ms if self.moved_ms is None else self.moved_ms


@dataclass(frozen=True, slots=True)
class Milestones:
    """What happened to one task; None for what did not happen.

    Attributes:
        since: Index of the timeline from which on events belong to the go that counts.
        go: The act that opened that go; "" where the participant began alone.
        goes: How often people gave the task or had it begun again.
        verdicts: Verdicts that nobody took back, oldest first.
        agreed: What people agreed on; it counts before any verdict.
        recut: Where a person says the attempt began and ended; the last one counts.
        cut: The end by that; None where it counts as recorded.
        title: What the moderator called a task that the study does not plan; else "".
        scenario: What the moderator wrote for it; else "".
    """

    task: TaskId
    since: int = 0
    go: str = ""
    goes: int = 0
    shown: Mark | None = None
    started: Mark | None = None
    ended: Mark | None = None
    claim: TaskEnded | None = None
    verdicts: tuple[VerdictGiven, ...] = ()
    agreed: VerdictAgreed | None = None
    assists: int = 0
    slips: int = 0
    recut: TaskRecut | None = None
    cut: Mark | None = None
    title: str = ""
    scenario: str = ""

    @property
    def has_begun(self) -> bool:
        """Answer whether the task came before the participant at all."""
        return bool(self.shown or self.started or self.ended)

    @property
    def begun(self) -> Mark | None:
        """Its start, or else when it was shown."""
        return self.started or self.shown

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts: what people agreed on, else the last one given."""
        return self.agreed or (self.verdicts[-1] if self.verdicts else None)


def read_milestones(timeline: Sequence[Entry]) -> dict[TaskId, Milestones]:
    """Read the milestones of every task, in the order in which tasks first appear.

    The first of several equal milestones wins, whichever tab it came from; an end before
    any start or show counts too. `task.assigned` and `task.restarted` open a go: the last
    go counts, and what was said of the earlier ones (verdicts, assists, slips) goes with
    them. What opens a go shows the task.

    A moderator's `task.begun` starts the clock until the page's own start comes; a
    moderator's `task.finished` ends the attempt unless the page's own end came before. What
    a person corrected later (`task.recut`) moves both.
    """
    read: dict[TaskId, Milestones] = {}
    for index, entry in standing(timeline):
        task = getattr(entry.event, "task", None)
        if isinstance(task, str):
            before = read.get(TaskId(task), Milestones(TaskId(task)))
            after = _next(before, Mark(index, entry))
            if after is not before:
                read[TaskId(task)] = after
    return {task: _recut(timeline, marks) for task, marks in read.items()}


def _next(before: Milestones, mark: Mark) -> Milestones:
    match mark.entry.event:
        case TaskAssigned() | TaskRestarted():
            return _open(before, mark)
        case TaskShown() if before.shown is None and before.ended is None:
            return replace(before, shown=mark)
        case TaskStarted() if not _is_by_page(before.started) and before.ended is None:
            return replace(before, started=mark)
        case TaskBegun() if before.started is None and before.ended is None:
            return replace(before, started=mark)
        case TaskEnded() as claim if before.ended is None:
            return replace(before, ended=mark, claim=claim)
        case TaskEnded(claim=said) | TaskFinished(claim=said) if before.ended is not None:
            return _with_claim(before, mark, said)
        case TaskFinished(task=task, at_ms=at_ms, claim=said):
            claim = TaskEnded(at_ms=at_ms, task=task, claim=said, why="moderator")
            return replace(before, ended=mark, claim=claim)
        case _:
            return _next_by_people(before, mark)


def _open(before: Milestones, mark: Mark) -> Milestones:
    event = mark.entry.event
    opened = Milestones(
        before.task,
        since=mark.index,
        go=getattr(event, "act", ""),
        goes=before.goes + 1,
        shown=mark,
        title=before.title,
        scenario=before.scenario,
    )
    if isinstance(event, TaskAssigned) and event.title:
        return replace(opened, title=event.title, scenario=event.scenario)
    return opened


def _is_by_page(started: Mark | None) -> bool:
    return started is not None and not isinstance(started.entry.event, TaskBegun)


def _with_claim(before: Milestones, mark: Mark, said: Said | None) -> Milestones:
    """Add what the participant said where the one who ended the attempt first knew nothing."""
    ends = (before.ended.entry.event if before.ended else None, mark.entry.event)
    is_by_hand = any(isinstance(end, TaskFinished) for end in ends)
    if not is_by_hand or before.claim is None or before.claim.claim is not None or said is None:
        return before
    return replace(before, claim=msgspec.structs.replace(before.claim, claim=said))


def _next_by_people(before: Milestones, mark: Mark) -> Milestones:
    match mark.entry.event:
        case AssistGiven():
            return replace(before, assists=before.assists + 1)
        case SlipNoted():
            return replace(before, slips=before.slips + 1)
        case VerdictGiven() as verdict:
            return replace(before, verdicts=(*before.verdicts, verdict))
        case VerdictAgreed() as agreed:
            return replace(before, agreed=agreed)
        case VerdictWithdrawn(person=person):
            kept = tuple(one for one in before.verdicts if one.person != person)
            return replace(before, verdicts=kept)
        case TaskRecut() as recut:
            return replace(before, recut=recut)
        case _:
            return before


def _recut(timeline: Sequence[Entry], marks: Milestones) -> Milestones:
    """Move an attempt's start and end to where a person says they were."""
    if marks.recut is None:
        return marks
    began_ms, ended_ms = marks.recut.started_ms, marks.recut.ended_ms
    if began_ms is not None:
        index = _first_from(timeline, began_ms)
        started = Mark(index, timeline[index], began_ms)
        marks = replace(marks, started=started, since=min(marks.since, index))
    if ended_ms is not None:
        index = _last_until(timeline, ended_ms)
        cut = Mark(index, timeline[index], ended_ms)
        marks = replace(marks, cut=cut, ended=cut if marks.ended else None)
    return marks


def _first_from(timeline: Sequence[Entry], at_ms: float) -> int:
    found = (index for index, entry in enumerate(timeline) if entry.at_ms >= at_ms)
    return next(found, len(timeline) - 1)


def _last_until(timeline: Sequence[Entry], at_ms: float) -> int:
    backwards = range(len(timeline) - 1, -1, -1)
    return next((index for index in backwards if timeline[index].at_ms <= at_ms), 0)
