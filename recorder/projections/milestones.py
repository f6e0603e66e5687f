"""When each task was shown, started and ended, and what people said about it since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recorder.model.events import (
    AssistGiven,
    SlipNoted,
    TaskEnded,
    TaskRestarted,
    TaskShown,
    TaskStarted,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.model.ids import TaskId
from recorder.projections.timeline import Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone and its place in the timeline."""

    index: int
    entry: Entry

    @property
    def at_ms(self) -> float:
        """When it was, on the session's clock."""
        return self.entry.at_ms


@dataclass(frozen=True, slots=True)
class Milestones:
    """What happened to one task; None for what did not happen.

    Attributes:
        since: Index of the timeline from which on events belong to the go that counts.
        verdicts: Verdicts that nobody took back, oldest first.
    """

    task: TaskId
    since: int = 0
    shown: Mark | None = None
    started: Mark | None = None
    ended: Mark | None = None
    claim: TaskEnded | None = None
    verdicts: tuple[VerdictGiven, ...] = ()
    assists: int = 0
    slips: int = 0

    @property
    def has_begun(self) -> bool:
        """Answer whether the task came before the participant at all."""
        return bool(self.shown or self.started or self.ended)

    @property
    def begun(self) -> Mark | None:
        """Its start, or else when it was shown."""
        return self.started or self.shown


def read_milestones(timeline: Sequence[Entry]) -> dict[TaskId, Milestones]:
    """Read the milestones of every task, in the order in which tasks first appear.

    The first of several equal milestones wins, whichever tab it came from; an end before
    any start or show counts too. `task.restarted` begins again: the last go counts, and
    what was said of the earlier ones (verdicts, assists, slips) goes with them. The
    restart shows the task.
    """
    read: dict[TaskId, Milestones] = {}
    for index, entry in enumerate(timeline):
        task = getattr(entry.event, "task", None)
        if isinstance(task, str):
            before = read.get(TaskId(task), Milestones(TaskId(task)))
            after = _next(before, Mark(index, entry))
            if after is not before:
                read[TaskId(task)] = after
    return read


def _next(before: Milestones, mark: Mark) -> Milestones:
    match mark.entry.event:
        case TaskRestarted():
            return Milestones(before.task, since=mark.index, shown=mark)
        case TaskShown() if before.shown is None and before.ended is None:
            return replace(before, shown=mark)
        case TaskStarted() if before.started is None and before.ended is None:
            return replace(before, started=mark)
        case TaskEnded() as claim if before.ended is None:
            return replace(before, ended=mark, claim=claim)
        case _:
            return _next_by_people(before, mark)


def _next_by_people(before: Milestones, mark: Mark) -> Milestones:
    match mark.entry.event:
        case AssistGiven():
            return replace(before, assists=before.assists + 1)
        case SlipNoted():
            return replace(before, slips=before.slips + 1)
        case VerdictGiven() as verdict:
            return replace(before, verdicts=(*before.verdicts, verdict))
        case VerdictWithdrawn(person=person):
            kept = tuple(one for one in before.verdicts if one.person != person)
            return replace(before, verdicts=kept)
        case _:
            return before
