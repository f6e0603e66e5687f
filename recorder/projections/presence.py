"""When the participant was there: hidden pages, pauses and sleep, never counted twice."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from recorder.model.events import (
    EpochEnded,
    PageEvent,
    PageHidden,
    PageShown,
    PageViewed,
    TaskPaused,
    TaskResumed,
)
from recorder.model.ids import SERVER_EPOCH, EpochId, TaskId
from recorder.model.sessions import SessionRecord
from recorder.projections.clocks import place_epochs
from recorder.projections.intervals import (
    Stretch,
    clipped,
    joined,
    outside,
    total_ms,
    without,
)
from recorder.projections.timeline import Entry

NAVIGATION_MS = 2_000.0
"""A gap between two page loads up to this long is a navigation; a longer one was spent away."""

PAGE_EVENTS: tuple[type, ...] = get_args(PageEvent)
"""What only a participant's page writes."""


@dataclass(frozen=True, slots=True)
class Presence:
    """When the participant was away, and why; the three overlap freely here.

    Attributes:
        hidden: No page of the session was visible.
        paused: The participant had paused, by task.
        suspended: The machine slept and the page clock stood still.
    """

    hidden: tuple[Stretch, ...] = ()
    paused: dict[TaskId, tuple[Stretch, ...]] = field(default_factory=dict)
    suspended: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Times:
    """How the time of one attempt was spent; the parts add up to `raw_ms`.

    What overlaps is counted once: as paused, else as suspended, else as hidden.
    """

    raw_ms: float
    active_ms: float
    hidden_ms: float
    paused_ms: float
    suspended_ms: float


def is_from_page(entry: Entry) -> bool:
    """Answer whether a participant's page wrote it, rather than the server or a person."""
    return entry.epoch != SERVER_EPOCH and isinstance(entry.event, PAGE_EVENTS)


def build_presence(record: SessionRecord, timeline: Sequence[Entry]) -> Presence:
    """Find when the participant was away during the whole session.

    A page load counts as visible from its time origin on, so a slow server is not time
    away. It is gone at `epoch.ended`; where that never came, when the page load after it
    in the same tab began. With several tabs one visible page is enough. Where nothing is
    visible and a page was left in that stretch, up to 2 s are a navigation and count as
    present; a longer stretch counts as hidden whole.
    """
    if not timeline:
        return Presence()
    begin_ms = min(entry.at_ms for entry in timeline)
    end_ms = max(entry.at_ms for entry in timeline)
    window = Stretch(begin_ms, end_ms)
    left_ms = sorted(entry.at_ms for entry in timeline if isinstance(entry.event, EpochEnded))
    visible = _visible(record, timeline, end_ms=end_ms)
    hidden = [
        stretch
        for stretch in outside(visible, window)
        if not _is_navigation(stretch, left_ms, visible)
    ]
    return Presence(joined(hidden), _pauses(timeline, end_ms=end_ms), _sleeps(timeline))


def spend(presence: Presence, window: Stretch, task: TaskId) -> Times:
    """Split the time of a window into active, paused, suspended and hidden."""
    paused = clipped(presence.paused.get(task, ()), window)
    suspended = without(clipped(presence.suspended, window), paused)
    hidden = without(clipped(presence.hidden, window), [*paused, *suspended])
    away_ms = total_ms(paused) + total_ms(suspended) + total_ms(hidden)
    return Times(
        raw_ms=window.length_ms,
        active_ms=max(0.0, window.length_ms - away_ms),
        hidden_ms=total_ms(hidden),
        paused_ms=total_ms(paused),
        suspended_ms=total_ms(suspended),
    )


def _visible(
    record: SessionRecord, timeline: Sequence[Entry], *, end_ms: float
) -> tuple[Stretch, ...]:
    origins = {epoch: place.origin_ms for epoch, place in place_epochs(record).items()}
    next_ms = _successors(record, origins)
    by_epoch: dict[EpochId, list[Entry]] = {}
    for entry in timeline:
        if is_from_page(entry):
            by_epoch.setdefault(entry.epoch, []).append(entry)
    return joined(
        stretch
        for epoch, entries in by_epoch.items()
        for stretch in _visible_in(
            entries, begin_ms=origins[epoch], left_ms=next_ms.get(epoch, end_ms), end_ms=end_ms
        )
    )


def _successors(record: SessionRecord, origins: dict[EpochId, float]) -> dict[EpochId, float]:
    """Tell when the page load after each one, in the same tab, began."""
    begun: dict[EpochId, float] = {}
    for epoch in record.epochs:
        if epoch.prev is not None:
            at_ms = origins[epoch.id]
            begun[epoch.prev] = min(at_ms, begun.get(epoch.prev, at_ms))
    return begun


def _visible_in(
    entries: Sequence[Entry], *, begin_ms: float, left_ms: float, end_ms: float
) -> Iterator[Stretch]:
    since_ms: float | None = begin_ms
    for entry in entries:
        match entry.event:
            case PageHidden() | EpochEnded() if since_ms is not None:
                yield Stretch(since_ms, entry.at_ms)
                since_ms = None
            case PageShown() | PageViewed(how="restored") if since_ms is None:
                since_ms = entry.at_ms
            case _:
                pass
    if since_ms is not None:
        came_back = since_ms >= left_ms
        yield Stretch(since_ms, end_ms if came_back else max(left_ms, entries[-1].at_ms))


def _is_navigation(stretch: Stretch, left_ms: Sequence[float], visible: Sequence[Stretch]) -> bool:
    follows = bool(visible) and visible[-1].begin_ms >= stretch.end_ms
    next_left = bisect_left(left_ms, stretch.begin_ms)
    left = next_left < len(left_ms) and left_ms[next_left] <= stretch.end_ms
    return follows and left and stretch.length_ms <= NAVIGATION_MS


def _pauses(timeline: Sequence[Entry], *, end_ms: float) -> dict[TaskId, tuple[Stretch, ...]]:
    since: dict[TaskId, float] = {}
    pauses: dict[TaskId, list[Stretch]] = {}
    for entry in timeline:
        match entry.event:
            case TaskPaused(task=task):
                since.setdefault(TaskId(task), entry.at_ms)
            case TaskResumed(task=task) if TaskId(task) in since:
                stretch = Stretch(since.pop(TaskId(task)), entry.at_ms)
                pauses.setdefault(TaskId(task), []).append(stretch)
            case _:
                pass
    for task_id, at_ms in since.items():
        pauses.setdefault(task_id, []).append(Stretch(at_ms, end_ms))
    return {task_id: joined(stretches) for task_id, stretches in pauses.items()}


def _sleeps(timeline: Sequence[Entry]) -> tuple[Stretch, ...]:
    return joined(
        Stretch(entry.at_ms - entry.slept_ms, entry.at_ms) for entry in timeline if entry.slept_ms
    )
