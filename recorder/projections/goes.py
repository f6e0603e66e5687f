"""Which events count for a task: not what was taken back, nor what a page did because of it."""

from collections.abc import Iterator, Sequence

from recorder.model.events import (
    Act,
    ActUndone,
    TaskAssigned,
    TaskBegun,
    TaskEnded,
    TaskFinished,
    TaskRestarted,
    TaskShown,
    TaskStarted,
)
from recorder.projections.timeline import Entry

Opener = TaskAssigned | TaskRestarted
"""What opens a go at a task."""

PageMilestone = TaskShown | TaskStarted | TaskEnded


def standing(timeline: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
    """List what counts, each with its place in the timeline.

    Left out are acts that were taken back; what happened to a task in a go that was taken
    back, up to the moment it was; the page's echo of a start that was taken back; what the
    page tells of a task that nobody gave any more; and the page's echo of an end that a
    moderator set, for the moderator's own act has the moment.
    """
    reader = _Reader(timeline)
    false_starts = _find_false_starts(timeline)
    for index, entry in enumerate(timeline):
        if reader.counts(entry) and index not in false_starts:
            yield index, entry


def _find_false_starts(timeline: Sequence[Entry]) -> set[int]:
    """Find the starts that pages made only because a moderator made one and took it back."""
    found = set[int]()
    for index, entry in enumerate(timeline):
        begun = entry.event
        if isinstance(begun, TaskBegun) and entry.is_undone:
            start = _find_echo(timeline, index, begun)
            if start is not None and not _has_started(timeline, index, begun.task, found):
                found.add(start)
    return found


def _has_started(timeline: Sequence[Entry], until: int, task: str, false: set[int]) -> bool:
    """Answer whether the participant had started the go by themselves."""
    for index in range(until - 1, -1, -1):
        entry = timeline[index]
        if getattr(entry.event, "task", None) == task and not entry.is_undone:
            if isinstance(entry.event, Opener):
                return False
            if isinstance(entry.event, TaskStarted) and index not in false:
                return True
    return False


def _find_echo(timeline: Sequence[Entry], since: int, begun: TaskBegun) -> int | None:
    """Find the page's start between a moderator's and its undo.

    None also where the task was ended meanwhile: what a participant did to the end stays.
    """
    start: int | None = None
    for index in range(since + 1, len(timeline)):
        entry = timeline[index]
        event = entry.event
        if isinstance(event, ActUndone) and event.undone == begun.act and not entry.is_undone:
            return start
        if getattr(event, "task", None) != begun.task or entry.is_undone:
            continue
        if isinstance(event, TaskEnded | TaskFinished | Opener):
            return None
        if isinstance(event, TaskStarted) and start is None:
            start = index
    return None


class _Reader:
    """Remembers, while a timeline is read, which goes were taken back.

    Attributes:
        gone: By task, the act that opened the go that was taken back later.
        withdrawn: Tasks that had a go that was taken back.
        alive: Tasks of which something counts.
        ended_by_hand: Tasks that a moderator ended at some time.
    """

    def __init__(self, timeline: Sequence[Entry]) -> None:
        self.gone: dict[str, str] = {}
        self.withdrawn, self.alive = set[str](), set[str]()
        self.ended_by_hand = {
            entry.event.task for entry in timeline if isinstance(entry.event, TaskFinished)
        }

    def counts(self, entry: Entry) -> bool:
        event = entry.event
        if isinstance(event, ActUndone):
            self._take_back(entry, event.undone)
        task = getattr(event, "task", None)
        if isinstance(event, Opener):
            self._open(event, is_undone=entry.is_undone)
        if entry.is_undone or task in self.gone or self._is_echo(entry):
            return False
        if isinstance(event, Opener | PageMilestone):
            self.alive.add(event.task)
        return True

    def _take_back(self, entry: Entry, undone: str) -> None:
        if not entry.is_undone:
            self.gone = {task: act for task, act in self.gone.items() if act != undone}

    def _open(self, event: Opener, *, is_undone: bool) -> None:
        self.gone.pop(event.task, None)
        if is_undone:
            self.gone[event.task] = event.act
            self.withdrawn.add(event.task)

    def _is_echo(self, entry: Entry) -> bool:
        event = entry.event
        if isinstance(event, Act) or not isinstance(event, PageMilestone):
            return False
        if event.task in self.withdrawn and event.task not in self.alive:
            return True
        is_end = isinstance(event, TaskEnded) and event.why == "moderator"
        return is_end and event.task in self.ended_by_hand
